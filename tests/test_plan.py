"""The action plan, as HTML and as PDF."""

import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
import tinyhtml5  # type: ignore[import-untyped]

from questionnaires.answers import AnswerSheet, parse_answers
from readiness.exits import UsageFault
from readiness.report import pdf
from readiness.report.files import check_ending, write_plan
from readiness.report.outline import fingerprint
from readiness.report.pdf import REPLACEMENT, Pdf, PdfUnavailable, make_pdf
from readiness.report.plan import render_plan
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from scoring.result import Result

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
MARKUP = "<script>alert(1)</script><img src=http://127.0.0.1/x>"
HOSTILE = f'{MARKUP}<b>"bold"</b> & {{{{ 7*7 }}}} </td></table> \x00\x1b[31m\u202e \uff1cscript\uff1e 😀 مرحبا Ŵŷ'


@cache
def instrument() -> Instrument:
    return load_instrument()


@cache
def example_sheet() -> AnswerSheet:
    data = (ROOT / "questionnaires" / "peer-support" / "example.json").read_bytes()
    return parse_answers(data, instrument().questionnaire)


def sheet_of(answers: dict[str, Any], **fields: Any) -> AnswerSheet:
    shipped = {"id": instrument().questionnaire.id, "version": instrument().questionnaire.version}
    given = {"questionnaire": shipped, "form": "full", "service": {"name": "Riverside"}, "answers": answers, **fields}
    return AnswerSheet.model_validate(given)


def everywhere(answer: dict[str, Any]) -> dict[str, Any]:
    """The same answer to every question; to a checklist nothing is ticked where a level was given."""
    return {
        identifier: {"ticked": [], **{key: value for key, value in answer.items() if key != "level"}}
        if question.type == "checklist" and "level" in answer
        else answer
        for identifier, question in instrument().questionnaire.questions.items()
    }


def hostile_sheet() -> AnswerSheet:
    answers = everywhere({"level": 1, "note": HOSTILE})
    first, second, third = [
        criterion.question for criterion in instrument().rubric.criteria if criterion.not_applicable_allowed
    ][:3]
    answers[first] = {"not_applicable": HOSTILE}
    answers[second] = {"level": 0, "note": "x" * 5000}
    answers[third] = {"level": 2, "note": "one line\nand another " * 250}
    return sheet_of(answers, service={"name": HOSTILE * 3, "organisation": "W" * 300}, first_day="2026-12-01")


SHEETS: dict[str, Callable[[], AnswerSheet]] = {
    "example": example_sheet,
    "empty": lambda: sheet_of({}),
    "short": lambda: example_sheet().model_copy(update={"form": "short"}),
    "all unknown": lambda: sheet_of(everywhere({"unknown": True}), first_day="2027-04-26"),
    "all in use": lambda: example_sheet().model_copy(
        update={"answers": sheet_of({**everywhere({"level": 3}), **_all_ticked()}).answers}
    ),
    "hostile": hostile_sheet,
}


def _all_ticked() -> dict[str, Any]:
    return {
        question.id: {"ticked": [option.id for option in question.options]}
        for question in instrument().questionnaire.questions.values()
        if question.type == "checklist"
    }


@cache
def result_of(name: str) -> Result:
    return score(instrument(), SHEETS[name](), TODAY)


@cache
def html_of(name: str) -> str:
    return render_plan(result_of(name), instrument())


@cache
def logged_pdf_of(name: str) -> tuple[Pdf, tuple[str, ...]]:
    """The PDF, and what WeasyPrint had to say while making it."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        return make_pdf(html_of(name)), tuple(said)
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)


def pdf_of(name: str) -> Pdf:
    return logged_pdf_of(name)[0]


def tree(html: str) -> Any:
    return tinyhtml5.parse(html, namespace_html_elements=False)


def text(element: Any) -> str:
    """The words of an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def body(html: str) -> str:
    return text(tree(html).find("body"))


def find(root: Any, path: str) -> Any:
    found = root.find(path)
    assert found is not None, path
    return found


def written(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


# The document


@pytest.mark.parametrize("name", SHEETS)
def test_the_document_is_one_file_that_asks_for_nothing(name: str) -> None:
    """No script, no picture and no style comes from elsewhere, and every link leads to a place in the document."""
    root = tree(html_of(name))
    assert not [
        element.tag for element in root.iter() if element.tag in {"script", "link", "img", "iframe", "object", "base"}
    ]
    assert "@import" not in html_of(name)
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not attributes & {
        "src",
        "srcset",
        "data",
        "action",
        "poster",
        "background",
        "{http://www.w3.org/1999/xlink}href",
    }
    assert not [name for name in attributes if str(name).startswith("on")]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    targets = [element.get("href") for element in root.iter("a")]
    assert {target[1:] for target in targets} <= set(ids)
    assert {target[:1] for target in targets} == {"#"}


@pytest.mark.parametrize("name", SHEETS)
def test_the_structure_can_be_heard(name: str) -> None:
    """The language is given, headings skip no level, header cells have a scope, charts a title, rows one length."""
    root = tree(html_of(name))
    assert root.get("lang") == "en-GB"
    levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") in {"row", "col"} for cell in root.iter("th"))
    for table in root.iter("table"):
        assert len({len(list(row)) for row in table.iter("tr")}) == 1
    charts = list(root.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(charts) == len(result_of(name).domains)
    assert all(text(chart[0]) for chart in charts)


def test_the_same_answers_give_the_same_document() -> None:
    """Neither the clock nor the order of hashing shows."""
    assert render_plan(result_of("example"), instrument()) == html_of("example")
    assert fingerprint(result_of("example")) in html_of("example")
    assert fingerprint(result_of("example")) != fingerprint(result_of("short"))


# The first page


def test_the_first_page_says_for_whom_when_and_by_whom() -> None:
    """Service, organisation, the day of the plan, the planned first day, who took part and when."""
    first = text(find(tree(html_of("example")), ".//header"))
    for words in (
        "Riverside Recovery Team",
        "Example NHS Trust",
        "21 November 2026",
        "26 April 2027",
        "19 to 20 November 2026",
        "all 48",
    ):
        assert words in first
    assert "Service manager; Member of the team that peers will join; Human resources." in first


def test_the_first_page_has_a_decision_in_words_for_each_stage() -> None:
    """Stage, date, the decision's name, and the sentence that says why."""
    result = result_of("example")
    rows = find(tree(html_of("example")), ".//table[@class='stages']/tbody")
    assert len(rows) == len(result.stages)
    for row, stage in zip(rows, result.stages, strict=True):
        title, decision, why = map(text, row)
        assert title.startswith(stage.title)
        assert instrument().rubric.decisions[stage.decision].name in decision
        assert why == stage.sentence
    assert [re.search("(by .*)", text(row[1]))[1] for row in rows][:3] == [  # type: ignore[index]
        "by 4 January 2027",
        "by 15 March 2027",
        "by 26 April 2027",
    ]


def test_the_profile_says_each_value_twice() -> None:
    """As a number in the table and in the chart's title, with the range where don't knows leave one."""
    rows = find(tree(html_of("example")), ".//table[@class='profile']/tbody")
    for row, domain in zip(rows, result_of("example").domains, strict=True):
        name, chart, number, band = map(text, row)
        values = [f"{domain.score:.1f}"] + ([f"{domain.score_max:.1f}"] if domain.score_max != domain.score else [])
        assert name == domain.title
        assert number == " to ".join(values)
        assert all(value in chart for value in values)
        assert band == next(band.name for band in instrument().rubric.bands if band.id == domain.band)


def test_the_bars_are_as_long_as_the_scores() -> None:
    """Two units of the drawing to a point."""
    charts = list(tree(html_of("example")).iter("{http://www.w3.org/2000/svg}svg"))
    for chart, domain in zip(charts, result_of("example").domains, strict=True):
        widths = {rect.get("class"): float(rect.get("width")) for rect in chart if rect.get("class")}
        assert widths["reached"] == pytest.approx(2 * (domain.score or 0))
        assert widths.get("range", 0) == pytest.approx(2 * ((domain.score_max or 0) - (domain.score or 0)))


def test_the_first_page_names_the_top_actions_and_the_flags() -> None:
    """Three actions with owner and date, each flag as its sentence, and the caution."""
    result = result_of("example")
    main = text(find(tree(html_of("example")), ".//main"))
    rows = find(tree(html_of("example")), ".//table[@class='top']/tbody")
    top = [action for action in result.actions if action.question in result.top_actions]
    for row, action in zip(rows, top, strict=True):
        assert action.title in text(row[0])
        assert text(row[1]).lower() == action.owner.lower()
        assert action.due
        assert text(row[2]) == written(action.due)
    for sentence in (*result.flag_sentences.values(), result.caution):
        assert sentence in main


def test_a_first_day_that_is_too_soon_is_said_with_the_one_that_would_do() -> None:
    """Something essential is late, so the plan says so on its first page, and marks the late dates."""
    late = score(instrument(), sheet_of({}, first_day="2026-12-01"), TODAY)
    words = body(render_plan(late, instrument()))
    assert late.first_day_advice
    assert "The first day is too soon. Something essential should have been ready by now." in words
    assert f"the earliest first day would be {written(late.first_day_advice.earliest)}" in words
    assert "Due 21 November 2026, late" in words
    assert "was due 11 August 2026" in words
    assert "too soon" not in body(html_of("example"))


def test_what_is_unfinished_or_short_is_said() -> None:
    """A plan of half the answers must not look like a plan of all."""
    assert "48 of 48 questions have no answer yet" in body(html_of("empty"))
    assert "have no answer yet" not in body(html_of("example"))
    assert "short form: the 15 essentials" in body(html_of("short"))
    assert instrument().rubric.flags["short_form"] in body(html_of("short"))


# The actions


@pytest.mark.parametrize("name", ["example", "short", "empty"])
def test_every_action_is_there_in_order_with_what_it_takes(name: str) -> None:
    """Number, title, first step, steps, done when, owner, date, effort, why and sources."""
    root = tree(html_of(name))
    places = [element for element in root.iter() if re.fullmatch(r"action-\d+", element.get("id") or "")]
    assert len(places) == len(result_of(name).actions)
    parents = {child: parent for parent in root.iter() for child in parent}
    for number, action in enumerate(result_of(name).actions, start=1):
        place = find(root, f".//*[@id='action-{number}']")
        words = text(place if place.tag == "tr" else parents[place])
        expected = [f"{number}. {action.title}", action.first_step, action.done_when, action.effort]
        expected.append(instrument().questionnaire.cite(action.sources))
        expected += [*action.steps, action.why]
        if action.priority < 3:
            expected.append(instrument().rubric.priorities[str(action.priority)].name)  # type: ignore[index]
        if action.due:
            expected.append(written(action.due))
        for part in expected:
            assert part in words
        assert action.owner.lower() in words.lower()


def test_an_action_says_what_was_answered() -> None:
    """Not yet, don't know and not answered are told apart."""
    assert "answered planned" in body(html_of("example"))
    assert "answered don\u2019t know, so it starts with whom to ask" in body(html_of("all unknown"))
    assert "not answered yet, so it starts with whom to ask" in body(html_of("empty"))
    assert "don\u2019t know, so" not in body(html_of("empty"))


def test_a_checklist_says_what_is_missing() -> None:
    """In its action and among the answers."""
    question = next(
        question for question in instrument().questionnaire.questions.values() if question.type == "checklist"
    )
    there, missing = question.options[0], question.options[1]
    result = score(instrument(), sheet_of({question.id: {"ticked": [there.id]}}), TODAY)
    words = body(render_plan(result, instrument()))
    assert re.search(rf"Not ticked yet\. [^.]*{re.escape(missing.text)}", words)
    assert re.search(rf"Ticked: {re.escape(there.text)}\. Not ticked: {re.escape(missing.text)}", words)


def test_the_plan_shows_what_the_first_actions_would_change() -> None:
    """Before and after, for each stage and each domain."""
    result, rubric = result_of("example"), instrument().rubric
    stages, domains = [
        find(table, "tbody") for table in tree(html_of("example")).iter("table") if table.get("class") == "change"
    ]
    for row, now, then in zip(stages, result.stages, result.if_priority_1_done.stages, strict=True):
        assert rubric.decisions[now.decision].name in text(row[1])
        assert rubric.decisions[then.decision].name in text(row[2])
    for row, before, after in zip(domains, result.domains, result.if_priority_1_done.domains, strict=True):
        assert f"{before.score:.1f}" in text(row[1])
        assert ("as today" if after == before else f"{after.score:.1f}") in text(row[2])


def test_nothing_left_to_do_is_said() -> None:
    """A service that has shown everything to work gets a plan without actions."""
    assert not result_of("all in use").actions
    words = body(html_of("all in use"))
    assert "Nothing is left to do" in words
    assert "everything essential is in place" in words


# The answers


def test_a_reader_can_work_out_each_score() -> None:
    """The points in the column add up to the line below them, and that gives the score."""
    for name in SHEETS:
        tables = [table for table in tree(html_of(name)).iter("table") if table.get("class") == "rows"]
        for table, domain in zip(tables, result_of(name).domains, strict=True):
            *rows, total = [text(row[2]) for row in find(table, "tbody")]
            counted = [list(map(int, re.findall(r"\d+", row))) for row in rows if row != "not counted"]
            assert all(weight * level == points and whole == 3 * weight for weight, level, points, whole in counted)
            points, whole = sum(row[2] for row in counted), sum(row[3] for row in counted)
            assert total == f"{points} of {whole}"
            assert domain.score == int(1000 * points / whole + 0.5) / 10
            assert f"{points} ÷ {whole} \u00d7 100 = {domain.score:.1f}" in text(table)


def test_four_kinds_of_missing_answer_are_told_apart() -> None:
    """Level 0, don't know, not applicable with its reason, and not answered."""
    optional = next(item.question for item in instrument().rubric.criteria if item.not_applicable_allowed)
    others = [identifier for identifier in instrument().questionnaire.questions if identifier != optional]
    answers = {
        optional: {"not_applicable": "There is no such team"},
        others[0]: {"level": 0},
        others[1]: {"unknown": True},
    }
    root = tree(render_plan(score(instrument(), sheet_of(answers), TODAY), instrument()))
    rows = [text(row) for table in root.iter("table") if table.get("class") == "rows" for row in table.iter("tr")]
    assert sum("Not answered." in row for row in rows) == len(others) - 2
    assert sum("Don\u2019t know." in row for row in rows) == 1
    assert sum("0 Not yet." in row for row in rows) == 1
    assert sum("Not applicable: There is no such team" in row and "not counted" in row for row in rows) == 1


def test_caps_and_missing_bands_are_explained() -> None:
    """A band that an essential holds down names it; a domain of which too little is known says why it has none."""
    capped = next(domain for domain in result_of("example").domains if domain.capped_by)
    topic = instrument().questionnaire.questions[capped.capped_by[0]].topic
    assert f"It is held here by an essential that is not in place yet: {topic}" in body(html_of("example"))
    assert "fewer than four fifths of the answers that count are known (0.0 %)" in body(html_of("empty"))


def test_a_domain_in_which_nothing_applies_has_no_score() -> None:
    """It says so in words, and its bar is empty."""
    result = result_of("example")
    nothing = result.domains[0].model_copy(
        update={"score": None, "score_max": None, "coverage": None, "band": None, "counted": 0}
    )
    changed = result.model_copy(update={"domains": (nothing, *result.domains[1:])})
    root = tree(render_plan(changed, instrument()))
    assert "Nothing here applies to the service, so there is no score." in text(root)
    chart = next(root.iter("{http://www.w3.org/2000/svg}svg"))
    assert text(chart[0]) == f"{nothing.title}: no score"
    assert "reached" not in {rect.get("class") for rect in chart}


# What people typed


def test_typed_text_is_inert() -> None:
    """Markup in names, notes and reasons is shown, not followed; what steers a terminal or turns text round is gone."""
    root = tree(html_of("hostile"))
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "img"}
    assert body(html_of("hostile")).count(MARKUP) > 40
    assert "{{ 7*7 }}" in body(html_of("hostile"))
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202e]", html_of("hostile"))
    assert "one line\nand another" in html_of("hostile")
    assert len(find(root, ".//body").get("data-service")) <= 60


def test_a_wide_bracket_does_not_become_markup_in_the_pdf() -> None:
    """Where the typeface lacks a character, its plainer form is used, and that may be a <."""
    made = make_pdf("<html lang=en><title>x</title><h1>\uff1cscript\uff1e \ufb01n</h1>")
    assert "<script> fin" in pages(made)[0]
    assert made.lacking == ()


def pages(made: Pdf) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(made.data)).pages]


def test_characters_without_a_glyph_are_replaced_and_told(tmp_path: Path) -> None:
    """One sign for each run of them, never a box; Welsh, Polish, Greek and Cyrillic names are as they were."""
    name = "Tŷ Ŵyn Łódź Ωμέγα Мост مرحبا 😀😀"
    result = result_of("short").model_copy(
        update={"service": example_sheet().service.model_copy(update={"name": name})}
    )
    plan = write_plan(result, instrument(), tmp_path / "plan.pdf")
    assert plan.path == tmp_path / "plan.pdf"
    first = pypdf.PdfReader(plan.path).pages[0].extract_text()
    assert f"Tŷ Ŵyn Łódź Ωμέγα Мост {REPLACEMENT} {REPLACEMENT}" in first
    assert plan.notices[0].startswith("6 characters could not be printed: ")
    assert "😀" in plan.notices[0]
    assert name in write_plan(result, instrument(), tmp_path / "plan.html").path.read_text(encoding="utf-8")


# The PDF


@pytest.mark.parametrize("name", SHEETS)
def test_the_pdf_is_accessible(name: str, tmp_path: Path) -> None:
    """It conforms to PDF/UA-1, and WeasyPrint had nothing to say while making it."""
    made, said = logged_pdf_of(name)
    file = tmp_path / "plan.pdf"
    file.write_bytes(made.data)
    checked = page.validate_pdf(str(file), profile="ua1")
    assert checked.is_compliant, str(checked)
    assert said == ()


def test_the_pdf_has_a_first_page_that_stands_alone() -> None:
    """What a director has to know is on page 1, and each page says which of how many it is."""
    result, text_of = result_of("example"), pages(pdf_of("example"))
    first = text_of[0]
    assert all(stage.sentence in first for stage in result.stages)
    assert result.caution in first
    assert all(action.title in first for action in result.actions if action.question in result.top_actions)
    assert "What the “do first” actions would change" not in first
    for number, words in enumerate(text_of, start=1):
        assert f"Page {number} of {len(text_of)}" in words
        assert f"answers {fingerprint(result)}" in words
    assert all("Riverside Recovery Team" in words for words in text_of)
    assert len(text_of) <= 17


def test_the_pdf_can_be_found_one_s_way_in() -> None:
    """It has a title, a language, bookmarks for its parts, and the bundled typeface alone."""
    reader: Any = pypdf.PdfReader(BytesIO(pdf_of("example").data))
    assert reader.metadata
    assert reader.metadata.title == "Action plan: Riverside Recovery Team"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert {"Can we go ahead?", "What to do, stage by stage", "How it was scored", "Sources"} <= set(titles)
    fonts = {str(font["/BaseFont"]) for sheet in reader.pages for font in sheet["/Resources"]["/Font"].values()}
    assert all("Plan-Sans" in font or "Inter" in font for font in fonts), fonts


def test_header_cells_and_charts_are_described_in_the_pdf() -> None:
    """Header cells say whether they head a column or a row, and each chart's box lies on its page."""
    reader: Any = pypdf.PdfReader(BytesIO(pdf_of("short").data))
    parts = [item for item in map(reader.get_object, range(1, reader.trailer["/Size"])) if isinstance(item, dict)]
    scopes = {part["/A"]["/Scope"] for part in parts if part.get("/S") == "/TH"}
    boxes = [part["/A"]["/BBox"] for part in parts if part.get("/S") == "/Figure"]
    assert scopes == {"/Column", "/Row"}
    assert len(boxes) == len(result_of("short").domains)
    assert all(0 < left < right < 596 and 0 < foot < top < 842 for left, foot, right, top in boxes)
    assert boxes[0][1] > boxes[1][1]  # the first chart stands above the second


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    """In another process, with other hashing, in another time zone."""
    answers = ROOT / "questionnaires" / "peer-support" / "example.json"
    target = tmp_path / "plan.pdf"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, "-m", "readiness", "plan", str(answers), "-o", str(target), "--as-of", "2026-11-21"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == ""
    assert done.stderr == f"The plan is in {target}\n"
    assert target.read_bytes() == pdf_of("example").data


def test_making_a_pdf_opens_no_connection() -> None:
    """Not even for a document that asks for one in every way it can."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        make_pdf(
            f"<html lang=en><head><title>x</title><link rel=stylesheet href={url}><link rel=attachment href={url}>"
            f"<style>@import '{url}'; h1 {{ background: url({url}) }}</style></head><h1>x</h1><img src={url}>"
            f"<object data={url}></object><svg xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>"
        )
        with pytest.raises(TimeoutError):
            server.accept()


# Files


@pytest.mark.parametrize("name", ["plan.docx", "plan", ".pdf"])
def test_another_ending_is_refused(name: str) -> None:
    """The message says which endings there are."""
    with pytest.raises(UsageFault, match=r"\.pdf or an \.html file"):
        check_ending(Path(name))


def test_endings_may_be_in_capitals() -> None:
    """As some systems write them."""
    check_ending(Path("PLAN.PDF"))
    check_ending(Path("plan.Html"))


def test_a_folder_that_is_not_there_is_a_fault_of_usage(tmp_path: Path) -> None:
    """It is said which file could not be written."""
    with pytest.raises(UsageFault, match="cannot be written"):
        write_plan(result_of("short"), instrument(), tmp_path / "nowhere" / "plan.html")


def test_without_pango_the_plan_is_html(tmp_path: Path) -> None:
    """What WeasyPrint prints when it cannot be imported stays away, and one sentence says how to get the PDF."""
    stub = tmp_path / "stub" / "weasyprint"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(
        "print('WeasyPrint could not import some external libraries')\nraise OSError('no pango')\n"
    )
    answers, target = ROOT / "questionnaires" / "peer-support" / "example.json", tmp_path / "plan.pdf"
    command = [sys.executable, "-m", "readiness", "plan", str(answers), "-o", str(target), "--as-of", "2026-11-21"]
    environment = {**os.environ, "PYTHONPATH": str(stub.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == ""
    assert not target.exists()
    assert target.with_suffix(".html").read_text(encoding="utf-8") == html_of("example")
    where, how = done.stderr.splitlines()
    assert where == f"The plan is in {target.with_suffix('.html')}"
    for words in (
        "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "brew install pango",
        "MSYS2",
        "browser",
    ):
        assert words in how


def test_without_the_typeface_no_pdf_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pango without any font ends the whole process, so it is not started."""
    monkeypatch.setattr(pdf, "_FONTS", tmp_path)
    with pytest.raises(PdfUnavailable, match=r"Inter-Regular\.ttf"):
        make_pdf(html_of("short"))
    assert write_plan(result_of("short"), instrument(), tmp_path / "plan.pdf").path == tmp_path / "plan.html"


def test_days_of_answering_are_said_shortly() -> None:
    """One day, two days of a month, or two months."""
    from readiness.report.words import days

    first, later, next_month = (datetime(2026, *day, tzinfo=UTC) for day in ((11, 2), (11, 20), (12, 1)))
    said = [days(first, first), days(first, None), days(first, later), days(first, next_month), days(None, None)]
    assert [words.replace("\u00a0", " ") for words in said] == [
        "2 November 2026",
        "2 November 2026",
        "2 to 20 November 2026",
        "2 November 2026 to 1 December 2026",
        "not recorded",
    ]
