"""What people type into names, notes and reasons is shown in a plan, and never followed."""

import re
import socket
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from readiness.report.pdf import REPLACEMENT, make_pdf
from readiness.report.plan_files import write_plan
from readiness.report.plan_page import render_plan
from readiness.text import without_controls
from tests.injections import injections
from tests.made_plans import (
    MARKUP,
    body,
    example_sheet,
    find,
    html_of,
    injected_sheet,
    instrument,
    pages,
    sample_plan,
    text,
    tree,
)
from tests.plans_of_services import plan_of

PLACE_ON_THE_LINE = re.compile(r"left:[\d.]+%|margin-left:[\d.]+%;width:[\d.]+%")
"""The only styles that elements have: where a bar or a mark of the schedule is."""


def test_typed_text_is_inert() -> None:
    """Markup in names, notes and reasons is shown, not followed; what steers a terminal or turns text round is gone."""
    root = tree(html_of("hostile"))
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "img"}
    assert body(html_of("hostile")).count(MARKUP) > 40
    assert "{{ 7*7 }}" in body(html_of("hostile"))
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202e]", html_of("hostile"))
    assert "one line\nand another" in html_of("hostile")
    assert len(find(root, ".//body").get("data-header")) <= 60


@pytest.mark.pdf
def test_a_wide_bracket_does_not_become_markup_in_the_pdf() -> None:
    """If the typeface lacks a character, its plainer form is used, and that may be a <."""
    made = make_pdf("<html lang=en><title>x</title><h1>\uff1cscript\uff1e \ufb01n</h1>")
    assert "<script> fin" in pages(made)[0]
    assert made.unprinted == ()


@pytest.mark.pdf
def test_characters_without_a_glyph_are_replaced_and_told(tmp_path: Path) -> None:
    """Each run of missing characters is one sign, never a box; Welsh, Polish, Greek and Cyrillic names are complete."""
    name = "Tŷ Ŵyn Łódź Ωμέγα Мост مرحبا 😀😀"
    result = sample_plan("short").model_copy(
        update={"service": example_sheet().service.model_copy(update={"name": name})}
    )
    plan = write_plan(result, instrument(), tmp_path / "plan.pdf")
    assert plan.path == tmp_path / "plan.pdf"
    first = pypdf.PdfReader(plan.path).pages[0].extract_text()
    assert f"Tŷ Ŵyn Łódź Ωμέγα Мост {REPLACEMENT} {REPLACEMENT}" in first
    assert plan.notices[0].startswith("The PDF can't show 6 characters and has [?] in their place: ")
    assert "😀" in plan.notices[0]
    assert name in write_plan(result, instrument(), tmp_path / "plan.html").path.read_text(encoding="utf-8")


@pytest.mark.pdf
def test_making_a_pdf_opens_no_connection() -> None:
    """Making a PDF opens no connection, even for a document that tries everything to get one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        typed = "".join(injections(server.getsockname()[1]))
        make_pdf(f"<html lang=en><head><title>x</title>{typed}</head><body><h1>x</h1>{typed}</body>")
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.pdf
def test_injections_in_every_text_come_to_nothing() -> None:
    """Names, notes and reasons full of them: no connection, no live markup, no link, nothing attached, nothing lost."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        result = plan_of(injected_sheet(port))
        html = render_plan(result, instrument())
        made = make_pdf(html)
        with pytest.raises(TimeoutError):
            server.accept()
    root = tree(html)
    assert {element.tag for element in root.iter() if isinstance(element.tag, str)} <= tags_of(html_of("hostile"))
    assert not [name for element in root.iter() for name in element.attrib if name.startswith(("on", "src"))]
    styles = {element.get("style") for element in root.iter()} - {None}
    assert all(PLACE_ON_THE_LINE.fullmatch(style) for style in styles), styles
    assert {link.get("href")[0] for link in root.iter("a")} == {"#"}
    words = text(root)
    for injection in injections(port):
        assert " ".join(without_controls(injection).split()) in words
    reader: Any = pypdf.PdfReader(BytesIO(made.data))
    actions = [item.get_object() for sheet in reader.pages for item in sheet.get("/Annots", ())]
    assert not [item for item in actions if "/URI" in str(item) or "/JavaScript" in str(item)]
    assert not reader.attachments
    assert not {"/OpenAction", "/AA"} & set(reader.trailer["/Root"])


def tags_of(html: str) -> set[str]:
    return {element.tag for element in tree(html).iter() if isinstance(element.tag, str)}
