"""The PDF of a plan: accessible, with a first page for a director, and the same for the same answers."""

import signal
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from weasyprint.svg import SVG

from questionnaires.answer_file import write_answers
from readiness.exits import ExitCode
from readiness.plan.audience import for_audience
from readiness.report.outline import answers_digest, outline_of
from readiness.report.pdf import Pdf, make_pdf
from readiness.report.plan_files import write_plan
from readiness.report.plan_page import render_plan
from readiness.report.sentences.cautions import cautions
from readiness.report.sentences.headings import READ_WITH_CARE, SCHEDULE, WHAT_WE_ASK, WHERE_WE_STAND, once_done
from tests.made_plans import SHEETS, TODAY, instrument, logged_pdf_of, pages, pages_of, pdf_of, sample_plan
from tests.program import run_in_own_process

pytestmark = pytest.mark.pdf


@pytest.mark.parametrize("name", SHEETS)
def test_the_pdf_is_accessible(name: str, tmp_path: Path) -> None:
    """The PDF conforms to PDF/UA-1, and WeasyPrint logs nothing while making it."""
    made, said = logged_pdf_of(name)
    file = tmp_path / "plan.pdf"
    file.write_bytes(made.data)
    checked = page.validate_pdf(str(file), profile="ua1")
    assert checked.is_compliant, str(checked)
    assert said == ()


def test_the_pdf_has_a_first_page_that_stands_alone() -> None:
    """What a director has to know is on page 1, and each page says which of how many it is, the annex apart."""
    result, (plan, annex) = sample_plan("example"), plan_and_annex("example")
    first = plan[0]
    assert result.stages[0].sentence in first
    assert all(instrument().rubric.decisions[stage.decision].name in first for stage in result.stages)
    for words in ("The quickest way forward.", WHAT_WE_ASK, WHERE_WE_STAND, READ_WITH_CARE, result.caution):
        assert words in first
    assert all(action.title in first for action in result.actions if action.question in result.top_actions)
    assert SCHEDULE in plan[1]
    for number, words in enumerate(plan, start=1):
        assert words.endswith(f" Page {number} of {len(plan)}")
    for number, words in enumerate(annex, start=1):
        assert words.endswith(f" Annex, page {number} of {len(annex)}")
    for words in (*plan, *annex):
        assert f"code of the answers: {answers_digest(result)}" in words
        assert "Riverside Recovery Team" in words
    how_counted, how_scored = "The answers, and how they are counted", "How the answers were scored"
    for heading in (how_counted, how_scored, once_done(instrument().rubric)):
        assert [heading in words for words in plan[1:]] == [False] * (len(plan) - 1)
        assert any(heading in words for words in annex)


def plan_and_annex(name: str) -> tuple[list[str], list[str]]:
    """The pages of a sample's plan, and those of the annex, which are numbered apart and come last."""
    text_of = pages_of(name)
    plan = [words for words in text_of if "Annex, page" not in words]
    assert text_of[: len(plan)] == plan
    return plan, text_of[len(plan) :]


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "all in use"])
def test_the_first_page_is_one_page(name: str) -> None:
    """Decisions, domains, cautions and contents are on page 1 alone, also with nothing known and very long names."""
    first, second = plan_and_annex(name)[0][:2]
    plan = sample_plan(name)
    assert all(joined([caution]) in joined([first]) for caution in cautions(plan))
    assert f"In this plan {SCHEDULE}" in first
    assert second.startswith(SCHEDULE)


def test_very_long_names_are_whole_in_the_annex() -> None:
    """Very long names are shortened on the first page, and complete in the annex."""
    plan, annex = plan_and_annex("hostile")
    organisation = "W" * 300
    assert organisation not in joined(plan)
    assert organisation in joined(annex)


@pytest.mark.parametrize(
    ("name", "pages", "pages_of_annex"), [("example", 6, 3), ("empty", 9, 2), ("all unknown", 10, 2), ("short", 4, 2)]
)
def test_a_plan_fills_few_pages(name: str, pages: int, pages_of_annex: int) -> None:
    """On paper actions of priority 1 have all their steps; those of priority 2 the first and when they are done."""
    plan, annex = plan_and_annex(name)
    assert len(plan) <= pages
    assert len(annex) <= pages_of_annex
    said, steps = joined(plan), outline_of(sample_plan(name), instrument()).steps
    assert {step.action.priority for step in steps if not step.brief} == {1}
    for step in steps:
        assert step.brief is (step.action.priority > 1)
        assert joined([f"{step.action.code} {step.action.title}"]) in said
        first_step = joined([step.action.first_step])  # a page may end inside it
        assert first_step[:30] in said or first_step[-30:] in said
        assert (joined(step.action.steps[-1:]) in said) is not step.brief
        done_when = joined([step.action.done_when])  # a page may end inside it
        assert step.action.priority == 3 or done_when[:30] in said or done_when[-30:] in said
        assert step.action.priority < 3 or done_when not in said


def test_the_plan_for_the_public_has_its_pages_numbered() -> None:
    """The plan for the public has no annex, and each page has its number and how many there are."""
    public = for_audience(sample_plan("example"), instrument(), "public")
    text_of = pages(make_pdf(render_plan(public, instrument(), paper=True)))
    for number, words in enumerate(text_of, start=1):
        assert f"Page {number} of {len(text_of)}" in words


def joined(texts: Iterable[str]) -> str:
    """Text without white space, as lines break anywhere."""
    return "".join("".join(texts).split())


def test_the_pdf_is_easy_to_find_your_way_in() -> None:
    """The PDF has a title, a language, bookmarks for its parts, and only the bundled typeface."""
    reader: Any = pypdf.PdfReader(BytesIO(pdf_of("example").data))
    assert reader.metadata
    assert reader.metadata.title == "Action plan: Riverside Recovery Team"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert {"Can we go ahead?", "What to do, stage by stage", "How the answers were scored", "Sources"} <= set(titles)
    fonts = {str(font["/BaseFont"]) for sheet in reader.pages for font in sheet["/Resources"]["/Font"].values()}
    assert all("Plan-Sans" in font or "Inter" in font for font in fonts), fonts


def test_header_cells_and_charts_are_described_in_the_pdf() -> None:
    """Header cells say whether they head a column or a row, and each chart's box lies on its page."""
    reader: Any = pypdf.PdfReader(BytesIO(pdf_of("short").data))
    parts = [item for item in map(reader.get_object, range(1, reader.trailer["/Size"])) if isinstance(item, dict)]
    scopes = {part["/A"]["/Scope"] for part in parts if part.get("/S") == "/TH"}
    boxes = [part["/A"]["/BBox"] for part in parts if part.get("/S") == "/Figure"]
    assert scopes == {"/Column", "/Row"}
    assert len(boxes) == len(sample_plan("short").domains)
    assert all(0 < left < right < 596 and 0 < foot < top < 842 for left, foot, right, top in boxes)
    assert boxes[0][1] > boxes[1][1]  # the first chart stands above the second


def test_large_print_is_accessible_and_large(tmp_path: Path) -> None:
    """Large print conforms to PDF/UA-1 too, and no word on any page is smaller than 16 points."""
    made, said = logged_pdf_of("short", large_print=True)
    file = tmp_path / "plan.pdf"
    file.write_bytes(made.data)
    checked = page.validate_pdf(str(file), profile="ua1")
    assert checked.is_compliant, str(checked)
    assert said == ()
    assert min(sizes_of(made)) >= 16 - 0.01
    assert min(sizes_of(pdf_of("short"))) == pytest.approx(8)


def sizes_of(made: Pdf) -> set[float]:
    """The sizes of all letters, in points."""
    sizes: set[float] = set()

    def look(words: str, outer: list[float], matrix: list[float], _font: Any, size: float) -> None:
        if words.strip():
            sizes.add(round(size * abs(matrix[3]) * abs(outer[3]), 3))

    for sheet in pypdf.PdfReader(BytesIO(made.data)).pages:
        sheet.extract_text(visitor_text=look)
    return sizes


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    """The bytes are the same in another process, with other hashing, in another time zone, language and folder."""
    answers = tmp_path / "a.json"
    answers.write_bytes(write_answers(SHEETS["short"](), instrument().questionnaire))
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C"}
    ended = run_in_own_process(
        "plan", "a.json", "-o", "plan.pdf", "--as-of", TODAY.isoformat(), folder=tmp_path, **elsewhere
    )
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert (tmp_path / "plan.pdf").read_bytes() == pdf_of("short").data


def test_ctrl_c_works_while_a_chart_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends the making of a plan, although WeasyPrint would leave out the chart and go on."""
    monkeypatch.setattr(SVG, "draw", lambda *_: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        make_pdf(render_plan(sample_plan("short"), instrument()))


@pytest.mark.parametrize("name", ["example", "all unknown", "hostile"])
def test_a_brief_plan_has_two_pages_at_most(name: str, tmp_path: Path) -> None:
    """Where there is too much for two pages, the letters are smaller."""
    file = tmp_path / "plan.pdf"
    write_plan(sample_plan(name), instrument(), file, brief=True)
    assert len(pypdf.PdfReader(file).pages) == 2


def test_a_brief_plan_that_needs_no_smaller_letters_keeps_its_size() -> None:
    """Smaller letters are set only if they are asked for, and what has changed is then left out."""
    usual, closer = (render_plan(sample_plan("example"), instrument(), brief=True, closeness=n) for n in (0, 2))
    assert "html { font-size: 9.4pt }" in closer
    assert "html { font-size: 9.4pt }" not in usual
