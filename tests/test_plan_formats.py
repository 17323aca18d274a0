"""Formats other than PDF and HTML: each says what the plan says, opens, and keeps what was typed harmless."""

import csv
import json
import re
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import icalendar
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from readiness.exits import UsageFault
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.audience import for_audience
from readiness.plan.leftover_records import identity_of
from readiness.plan.model import Plan
from readiness.report import formats, palette, sentences
from readiness.report.documents.markdown import escape
from readiness.report.formats.action_table import AS_WRITTEN, COLUMNS
from readiness.report.screen import show_plan
from readiness.text import file_line
from scoring.result import ActionResult
from tests.made_plans import body, html_of, pages_of, sample_plan, written
from tests.plans_of_services import HOSTILE, ROOT, TODAY, example, example_sheet, plan_of, shipped, typed
from tests.program import run, surroundings

FILLED_IN = f"FF{palette.FILL_IN.removeprefix('#').upper()}"
"""The colour of cells that people fill in."""


def made(suffix: str, plan: Plan | None = None) -> bytes:
    return formats.make(suffix, plan, shipped()) if plan else _example_as(suffix)


@cache
def _example_as(suffix: str) -> bytes:
    return formats.make(suffix, example(), shipped())


def of_nothing() -> Plan:
    """The plan of a service that has answered nothing and has no first day."""
    sheet = example_sheet().model_copy(update={"answers": {}, "first_day": None, "took_part": ()})
    return plan_of(sheet)


def document(plan: Plan | None = None) -> Any:
    return docx.Document(BytesIO(made(".docx", plan)))


def workbook(plan: Plan | None = None) -> Any:
    return openpyxl.load_workbook(BytesIO(made(".xlsx", plan)))


def calendar(plan: Plan | None = None) -> icalendar.Calendar:
    read = icalendar.Calendar.from_ical(made(".ics", plan))
    assert isinstance(read, icalendar.Calendar)
    return read


def entries(plan: Plan | None = None) -> dict[str, Any]:
    """The entries of a calendar by their identifiers."""
    found = {str(entry["uid"]): entry for entry in calendar(plan).walk("VEVENT")}
    assert len(found) == len(calendar(plan).walk("VEVENT"))
    return found


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


# All of them


@pytest.mark.slow
def test_same_result_same_bytes_in_another_process() -> None:
    """No file depends on the clock, the time zone, the language or the order of hashing."""
    program = (
        "import hashlib; from readiness.report import formats; from tests.plans_of_services import example, shipped;"
        "print([hashlib.sha256(formats.make(s, example(), shipped())).hexdigest() for s in formats.SUFFIXES])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=surroundings(PYTHONHASHSEED=seed, TZ=zone, LC_ALL=language),
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed, zone, language in (("1", "Pacific/Auckland", "C"), ("2", "America/Lima", "C.UTF-8"))
    }
    assert len(seen) == 1


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_command_writes_every_format(tmp_path: Path, suffix: str) -> None:
    """`readiness plan` makes each kind of file; the suffix may be in capitals."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    ended = run("plan", "a.json", "-o", f"plan{suffix.upper()}", "--as-of", TODAY.isoformat(), folder=tmp_path)
    assert ended.returncode == 0
    assert ended.stderr.startswith(f"The plan is in plan{suffix.upper()}\n")
    from_file = example().model_copy(update={"identity": identity_of(example_sheet())})
    assert (tmp_path / f"plan{suffix.upper()}").read_bytes() == made(suffix, from_file)


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_every_format_of_an_empty_plan(suffix: str) -> None:
    """Every format can be made without any answers, first day or people."""
    assert made(suffix, of_nothing())


def test_plan_never_replaces_the_answers(tmp_path: Path) -> None:
    """The answer file itself is refused as the plan, however its path is written."""
    answers = tmp_path / "a.json"
    answers.write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    before = answers.read_bytes()
    for output in ("a.json", "../" + tmp_path.name + "/a.json"):
        ended = run("plan", "a.json", "-o", output, folder=tmp_path)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert (
            "this is the answer file, and the plan would replace it. Choose another name for the plan." in ended.stderr
        )
    assert answers.read_bytes() == before


# JSON


def test_json_is_the_result(tmp_path: Path) -> None:
    """The JSON is what `readiness score --format json` prints, and loads as the result."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    shown = run("score", "a.json", "--format", "json", "--as-of", TODAY.isoformat(), folder=tmp_path).stdout
    assert json.loads(made(".json")) == json.loads(shown)
    assert Plan.model_validate_json(made(".json")) == example()


# CSV and XLSX


def test_csv_has_a_row_for_each_action() -> None:
    """In the plan's order, with owner, due date, status and what there is to do."""
    rows = table(made(".csv"))
    assert [row["Id"] for row in rows] == [action.question for action in example().actions]
    for row, action in zip(rows, example().actions, strict=True):
        assert (row["Owner"], row["Action"], row["Status"]) == (action.owner, action.title, "Open")
        assert row["Due"] == (action.due.isoformat() if action.due else "")
        assert all(step in row["Next steps"] for step in action.steps)


def test_overdue_action_has_no_start_after_its_due_date() -> None:
    """The start is empty in a table, as pages and calendars leave it out too."""
    agreed = {"leadership.practical-plan": ActionAgreement(level=1, due=TODAY - timedelta(days=9))}
    record = ActionRecord(questionnaire=example_sheet().questionnaire, actions=agreed)
    made = formats.make(".csv", plan_of(example_sheet(), record=record), shipped()).decode("utf-8-sig")
    (row,) = (each for each in csv.DictReader(StringIO(made)) if each["Code"] == "LE4")
    assert (row["Start"], row["Due"] != "") == ("", True)


def test_csv_opens_right_in_a_spreadsheet() -> None:
    """UTF-8 with its mark, lines that end as the format has it, and no line break inside a cell."""
    data = made(".csv", typed(HOSTILE))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == len(table(data)) + 1


def test_csv_has_no_formula() -> None:
    """No cell begins with a sign that makes a spreadsheet calculate."""
    rows = table(made(".csv", typed(HOSTILE)))
    assert rows[0]["Owner"].startswith("'=cmd")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_workbook_has_the_actions_to_fill_in() -> None:
    """A sheet with a head that stays, filters, real dates, a list to choose the status from; the last column hidden.

    What people fill in is coloured, down to the last row, and on paper all of it is there.
    """
    sheet = workbook()["Actions"]
    head = [cell.value for cell in sheet[1]]
    assert head == [column.name for column in COLUMNS]
    last = len(example().actions) + 1
    assert sheet.freeze_panes == "F2"
    assert sheet.auto_filter.ref == f"A1:X{last}"
    assert [cell.value for cell in sheet["A"][1:]] == [action.code for action in example().actions]
    assert [cell.value for cell in sheet["W"][1:]] == [action.question for action in example().actions]
    for column, days in (
        ("G", [action.start for action in example().actions]),
        ("H", [action.due for action in example().actions]),
        ("I", [action.needed_by for action in example().actions]),
    ):
        assert [cell.value and cell.value.date() for cell in sheet[column][1:]] == days
    coloured = {name for name, *cells in sheet.iter_cols() if {cell.fill.fgColor.rgb for cell in cells} == {FILLED_IN}}
    assert {cell.value for cell in coloured} == {"Owner", "Due", "Status", "Reason"}
    assert sheet.print_area == f"'Actions'!$A$1:$L${last}"
    assert head[11] == "Reason"
    validations = {str(each.sqref).split(":")[0]: each.type for each in sheet.data_validations.dataValidation}
    assert validations == {"H2": "date", "K2": "list"}
    assert head[-1] == AS_WRITTEN
    assert sheet.column_dimensions["X"].hidden


def test_workbook_has_a_summary() -> None:
    """The decisions in words, what is asked, the domains and the schedule are on a sheet of their own."""
    lines = [[str(cell or "").replace("\u00a0", " ") for cell in row] for row in workbook()["Summary"].values]
    cells = {cell for line in lines for cell in line}
    for stage in example().stages:
        assert stage.due
        name = shipped().rubric.decisions[stage.decision].name
        assert [f"{stage.title}, planned for {written(stage.due)}", name, stage.sentence] in lines
    assert {sentences.headings.WHAT_WE_ASK, sentences.headings.SCHEDULE} <= cells
    scheduled = [line for line in lines if re.match(r"[A-Z]{2}\d [^(]*$", line[0])]
    assert len(scheduled) == len(example().schedule.order)
    assert {domain.title for domain in example().domains} <= cells
    assert example().caution in cells


def test_workbook_calculates_and_links_nothing() -> None:
    """What was typed is text in its cell: no formula, no link, no macro, no outside part."""
    data = made(".xlsx", typed(HOSTILE))
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    names = ZipFile(BytesIO(data)).namelist()
    assert not [name for name in names if re.search("external|vba|embed|connections", name, re.IGNORECASE)]


def test_very_long_texts_fit_a_cell() -> None:
    """A text longer than a cell can hold is cut, not lost."""
    owner = workbook(typed("long " * 10_000))["Actions"]["F2"].value
    assert 30_000 < len(owner) < 32_768


def name_of(action: ActionResult) -> str:
    return f"{action.code} {action.title} ({action.domain})"


# Word


def test_word_document_has_real_headings_and_tables() -> None:
    """One title, no level skipped, every action a heading; each table's head repeats and is not split.

    What is to be put in place stands under its stage, and what is worth strengthening under a heading of its own.
    """
    read = document()
    headings = [(int(it.style.name[-1]), it.text) for it in read.paragraphs if it.style.name.startswith("Heading")]
    assert headings[0] == (1, "Action plan: Riverside Recovery Team")
    assert [level for level, _ in headings].count(1) == 1
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(headings))
    names = {
        priority: [name_of(it) for it in example().actions if it.priority in priority] for priority in ((1, 2), (3,))
    }
    assert [text for level, text in headings if level == 4] == names[1, 2]
    under = headings[headings.index((2, sentences.headings.TO_STRENGTHEN)) + 1 :]
    assert [text for level, text in takewhile(lambda heading: heading[0] == 3, under)] == names[3,]
    for grid in read.tables:
        assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in grid.rows[0].cells)


def test_word_document_says_what_it_is() -> None:
    """Its properties have title, subject, language and the plan's day; its language is British English, its page A4."""
    read = document()
    about = read.core_properties
    assert (about.title, about.subject) == (
        "Action plan: Riverside Recovery Team",
        "Are we ready for peer support workers?",
    )
    assert (about.language, about.author) == ("en-GB", "readiness")
    assert about.created.date() == about.modified.date() == TODAY
    assert read.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert (round(read.sections[0].page_width.mm), round(read.sections[0].page_height.mm)) == (210, 297)


def test_word_document_numbers_each_list_from_one() -> None:
    """The steps of every action begin with 1: each list has a numbering of its own."""
    lists = [it._p.pPr.numPr for it in document().paragraphs if it.style.name == "List Number"]
    numberings = {numbering.numId.val for numbering in lists if numbering is not None}
    assert len(numberings) == len(example().actions)


def test_word_document_links_and_runs_nothing() -> None:
    """What was typed is text: no link, no field but the page number, no part from outside."""
    data = made(".docx", typed(HOSTILE))
    parts = {
        name: ZipFile(BytesIO(data)).read(name).decode("utf-8", "ignore") for name in ZipFile(BytesIO(data)).namelist()
    }
    assert "TargetMode" not in "".join(text for name, text in parts.items() if name.endswith(".rels"))
    assert not re.search(r"<w:(hyperlink|instrText|object|altChunk)\b", "".join(parts.values()))
    assert re.findall(r'w:instr="(\w+)"', "".join(parts.values())) == ["PAGE"]
    assert "<script>alert(1)</script>" in "\n".join(
        cell.text for grid in document(typed(HOSTILE)).tables for row in grid.rows for cell in row.cells
    )


# Markdown


def test_markdown_reads_as_the_plan() -> None:
    """Headings skip no level, tables are tables, and every action with its steps is there."""
    text = made(".md").decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len([token for token in tokens if token.type == "table_open"]) > len(example().domains)
    shown = MarkdownIt("commonmark").enable("table").render(text)
    for action in example().actions:
        assert action.title.replace("'", "&#x27;").replace("&#x27;", "'") in shown.replace("&quot;", '"')


def test_markdown_has_typed_text_as_text() -> None:
    """Typed text adds no HTML, link, picture, code, emphasis, row or heading to Markdown."""
    tame, wild = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(made(".md", typed(text)).decode())
        for text in ("a word", HOSTILE)
    )
    assert [token.type for token in tame] == [token.type for token in wild]
    inside = {part.type for token in wild for part in token.children or ()}
    assert inside == {"text", "strong_open", "strong_close", "em_open", "em_close"}
    bold = [
        sum(part.type == "strong_open" for token in tokens for part in token.children or ()) for tokens in (tame, wild)
    ]
    assert bold[0] == bold[1]
    assert "<script>alert(1)</script>" in "".join(part.content for token in wild for part in token.children or ())


@given(st.text(max_size=60) | st.text(alphabet="\\`*_[]()<>!#|~$@&-+=1.) \n:/w&;ab", max_size=30))
def test_any_text_comes_out_of_markdown_as_it_went_in(text: str) -> None:
    """Any typed text is one paragraph of plain text, in a table or outside one."""
    words = file_line(text)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(f"{escape(text)}\n\n| a |\n| --- |\n| {escape(text)} |\n")
    shown = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("td_open") == 1
    for token in (shown[0], shown[-1]) if words else ():
        assert {part.type for part in token.children or ()} <= {"text", "text_special"}
        assert " ".join("".join(part.content for part in token.children or ()).split()) == words


# For the public


@pytest.mark.parametrize("suffix", [".csv", ".ics"])
def test_public_gets_no_list_of_actions(suffix: str) -> None:
    """A format with actions only is refused for the public, and the message names others."""
    with pytest.raises(UsageFault, match=r"can only list actions.*Choose a file name with an ending such as \.pdf"):
        made(suffix, for_audience(example(), shipped(), "public"))


def test_dates_are_the_plans() -> None:
    """A workbook's dates are days without a time, so that a filter by date works; if there is none, it is empty."""
    sheet = workbook()["Actions"]
    cells = [cell.value for column in "GHI" for cell in sheet[column][1:]]
    assert sum(cell is None for cell in cells) == 2 * sum(action.priority == 3 for action in example().actions)
    assert all(isinstance(cell, datetime) and not (cell.hour or cell.minute) for cell in cells if cell is not None)


# Half an assessment


def words_in(where: str, plan: Plan) -> str:
    """All that the half-answered sample's plan says in a format or on screen, without white space."""
    match where:
        case "screen":
            with redirect_stdout(StringIO()) as shown:
                show_plan(plan, shipped())
            said = shown.getvalue()
        case ".html":
            said = body(html_of("half answered"))
        case ".pdf":
            said = "".join(pages_of("half answered"))
        case ".docx":
            read = document(plan)
            cells = [cell.text for grid in read.tables for row in grid.rows for cell in row.cells]
            said = "".join([*(paragraph.text for paragraph in read.paragraphs), *cells])
        case ".md":
            said = re.sub(r"\\(.)", r"\1", made(".md", plan).decode().replace("**", ""))
        case ".xlsx":
            said = "".join(str(cell) for sheet in workbook(plan) for row in sheet.values for cell in row)
        case ".csv":
            said = "".join(cell for row in table(made(".csv", plan)) for cell in row.values())
        case _:
            said = "".join(str(entry["description"]) for entry in entries(plan).values())
    return "".join(said.split())


@pytest.mark.parametrize(
    "where",
    ["screen", ".html", pytest.param(".pdf", marks=pytest.mark.pdf), ".docx", ".md", ".xlsx", ".csv", ".ics"],
)
def test_half_an_assessment_is_told_everywhere(where: str) -> None:
    """Every format says that it is not finished, the shortest way on, and the working paper with its command."""
    plan = sample_plan("half answered")
    by_question = {action.question: action for action in plan.actions}
    way = plan.shortest_ways[0]
    stage = next(stage for stage in plan.stages if stage.id == way.stage)
    to = shipped().rubric.decisions[way.to].name
    first, *others = [by_question[question] for question in way.questions]
    papers = {by_question[question].template for question in plan.top_actions} - {None}
    assert others
    assert papers
    said = words_in(where, plan)
    for words in (
        "Not finished. 24 of 48 questions have no answer yet.",
        f"The quickest way forward. The decision for \u201c{stage.title}\u201d becomes \u201c{to}\u201d once these are "
        f"done: {first.code} {first.title};",
        *(action.code for action in others),
        *(f"{shipped().paper_titles[paper]} ({paper}.docx)" for paper in papers if paper),
        "readiness templates -o papers",
    ):
        assert "".join(str(words).split()) in said, words


def test_half_an_assessment_is_told_in_data() -> None:
    """The JSON has the same facts as fields."""
    plan = sample_plan("half answered")
    told = json.loads(made(".json", plan))
    assert (told["complete"], told["unanswered"]) == (False, 24)
    assert told["shortest_ways"][0] == {
        "stage": "advertise",
        "to": "conditional",
        "questions": [*plan.shortest_ways[0].questions],
    }
    templates = {action["question"]: action["template"] for action in told["actions"]}
    rows = {row.question: row for row in shipped().rubric.criteria}
    assert templates == {
        action.question: rows[action.question].actions[action.level].template for action in plan.actions
    }
    assert json.loads(made(".json"))["complete"] is True
