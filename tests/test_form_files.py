"""Empty forms as files, and the folder of a new workshop: what they ask, and that what is filled in comes back."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import page
import pypdf
import pytest
from docx import Document
from openpyxl import load_workbook

from questionnaires.answers import Levelled, NotApplicable, Service, Ticked, Unknown
from questionnaires.model import ChecklistQuestion
from readiness.forms import sheet_layout as layout
from readiness.forms.empty_form import EmptyForm
from readiness.forms.form_files import write_form
from readiness.forms.new_workshop import FORMS, LARGE_PRINT_FORMS
from readiness.forms.paper_document import paper_document
from readiness.forms.paper_page import paper_page
from readiness.forms.sheet_form import sheet_form
from readiness.forms.wording import who_sees_it
from readiness.report.documents.word import as_word
from readiness.storage import load_sheet
from readiness.workshop.folder import WorkshopFolder
from readiness.workshop.form_definition import form_definition
from readiness.workshop.short_code import encode
from scoring.instrument import load_instrument
from tests.program import run
from tests.tiny import essential, tiny

INSTRUMENT = load_instrument()
FULL = form_definition(INSTRUMENT)
DAY = date(2026, 11, 27)
HOSTILE = Service(name="=1+1 </w:t><b>Elm & Co", organisation="@SUM(A1) \u202e")
FORM = EmptyForm(FULL, HOSTILE, "BCDFGH")
MOST_PAGES = 11
"""Pages of all 48 questions on paper."""
PERSON = "QRSTVW"


def _pdf(path: Path) -> list[str]:
    return [" ".join(each.extract_text().split()) for each in pypdf.PdfReader(path).pages]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workshop's folder as the command makes it, with large print."""
    folder = tmp_path_factory.mktemp("new")
    done = run(
        "workshop", "new", "elm", "--service", "Elm Ward", "--organisation", "Trust", "--large-print", folder=folder
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == f"The workshop's files are in elm, and its forms are in {Path('elm/forms')}"
    assert done.stderr.splitlines()[1].startswith("Next, hand out the forms and who-sees-what.pdf. When ")
    assert done.stderr.splitlines()[1].endswith(" import FILE --workshop elm")
    assert len(done.stderr.splitlines()) == 3
    return folder / "elm"


@pytest.mark.pdf
def test_a_new_workshop_has_all_it_needs(workshop: Path) -> None:
    """A new workshop has its description, every kind of form and the page that says who sees what, and no leftovers."""
    description = WorkshopFolder(workshop).load()
    assert (description.service.name, description.service.organisation) == ("Elm Ward", "Trust")
    assert description.questionnaire.fingerprint == FULL.fingerprint
    pages = {"who-sees-what.pdf", "who-sees-what-large-print.pdf"}
    assert {path.name for path in workshop.iterdir()} == {"workshop.json", "forms", "answers", *pages}
    assert {path.name for path in (workshop / "forms").iterdir()} == {*FORMS, *LARGE_PRINT_FORMS}
    assert list((workshop / "answers").iterdir()) == []
    assert [path.name for path in workshop.parent.iterdir()] == ["elm"]
    assert f'"workshop":"{description.id}"' in (workshop / "forms" / "form.html").read_text(encoding="utf-8")


@pytest.mark.pdf
@pytest.mark.parametrize(
    "name",
    [
        "who-sees-what.pdf",
        "who-sees-what-large-print.pdf",
        "forms/form-on-paper.pdf",
        "forms/form-on-paper-large-print.pdf",
    ],
)
def test_what_is_printed_is_accessible(workshop: Path, name: str) -> None:
    """The printed forms conform to PDF/UA-1."""
    checked = page.validate_pdf(str(workshop / name), profile="ua1")
    assert checked.is_compliant, str(checked)


@pytest.mark.pdf
def test_who_sees_what_is_one_page(workshop: Path) -> None:
    """Who sees what is one page, and covers everybody who could see answers."""
    pages = _pdf(workshop / "who-sees-what.pdf")
    assert len(pages) == 1
    assert len(_pdf(workshop / "who-sees-what-large-print.pdf")) <= 3
    for words in ("Whoever runs the workshop", "The others in the room", "Readers of the report", "workshop forget"):
        assert words in pages[0]


@pytest.mark.pdf
def test_the_form_on_paper_asks_everything_on_few_pages(workshop: Path) -> None:
    """Every question, level and item, with a place for role and code; a code on each page; nothing that judges."""
    pages = _pdf(workshop / "forms" / "form-on-paper.pdf")
    assert len(pages) <= MOST_PAGES
    words = " ".join(pages)
    without_spaces = words.replace(" ", "")  # as a line can end after the hyphen of a word
    assert not [text for text in _texts() if text.replace(" ", "") not in without_spaces]
    assert words.count("Not part of my role") == len(FULL.questions) + 1  # with the sentence at the beginning
    assert words.count("None of these apply today") == 3
    assert all("Your code" in each for each in pages)
    assert "ssential" not in words
    large = pypdf.PdfReader(workshop / "forms" / "form-on-paper-large-print.pdf")
    assert min(_sizes(large.pages[1])) >= 16


@pytest.mark.pdf
def test_last_page_of_the_short_form_has_more_than_thanks(tmp_path: Path) -> None:
    """The thanks stay with the last question."""
    run("form", "-o", "f.pdf", "--short", folder=tmp_path)
    pages = _pdf(tmp_path / "f.pdf")
    assert len(pages) == 4
    assert all(words in pages[-1] for words in ("TR4", "Thank you for your answers."))


def _texts() -> Iterator[str]:
    """All that is asked."""
    for question in FULL.questions:
        yield question.text
        if isinstance(question, ChecklistQuestion):
            yield from (option.text for option in question.options)
        else:
            yield from question.levels.as_tuple


def _sizes(sheet: Any) -> set[float]:
    """The sizes of the letters on a page of a PDF, in points."""
    found: set[float] = set()
    sheet.extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: found.add(abs(size * tm[3])) if text.strip() else None
    )
    return {round(size, 1) for size in found}


def test_the_form_in_word_asks_everything_and_names_are_only_text() -> None:
    """Each question is a heading, each level a box with its letter; the same form gives the same bytes."""
    data = as_word(paper_document(FORM, DAY))
    assert data == as_word(paper_document(FORM, DAY))
    paragraphs = [each.text for each in Document(BytesIO(data)).paragraphs]
    words = "\n".join(paragraphs)
    assert not [text for text in _texts() if text not in words]
    assert paragraphs.count("☐ ? I don't know · ☐ - Not part of my role") == 45
    assert paragraphs.count("☐ ? I don't know · ☐ - Not part of my role · ☐ X Does not apply here") == 3
    assert "=1+1 </w:t><b>Elm & Co, @SUM(A1)" in words
    sizes = [
        style.font.size.pt
        for style in Document(BytesIO(as_word(paper_document(EmptyForm(FULL, large_print=True), DAY)))).styles
        if style.name in ("Normal", "Heading 1", "Heading 2", "Heading 3")
    ]
    assert len(sizes) == 4
    assert min(sizes) >= 16


def test_a_long_checklist_loses_no_item() -> None:
    """In a checklist with more items than letters, the rest have numbers."""
    form = EmptyForm(form_definition(tiny(essential(items=25))))
    words = "\n".join(each.text for each in Document(BytesIO(as_word(paper_document(form, DAY)))).paragraphs)
    assert "W: Item 22" in words
    assert "25: Item 24" in words
    assert ">25</span>Item 24</li>" in paper_page(form)


def test_a_form_without_a_workshop_promises_no_workshop() -> None:
    """What the others see depends on a workshop, which a single form need not have."""
    texts = [" ".join(who_sees_it(EmptyForm(FULL, HOSTILE, workshop))) for workshop in (None, "BCDFGH")]
    assert ["If they use the answers in a workshop, the other people see" in text for text in texts] == [True, False]


def _workbook(form: EmptyForm = FORM) -> Any:
    return load_workbook(BytesIO(sheet_form(form, DAY)))


def test_the_workbook_asks_everything_and_can_be_changed_only_where_it_is_filled_in() -> None:
    """A row for each question and item with its hidden identifier; no formula, whatever the names are."""
    assert sheet_form(FORM, DAY) == sheet_form(FORM, DAY)
    workbook = _workbook()
    assert [(sheet.title, sheet.sheet_state) for sheet in workbook] == [
        (layout.READ_FIRST, "visible"),
        (layout.ANSWERS, "visible"),
        (layout.FORM, "hidden"),
    ]
    assert all(sheet.protection.sheet for sheet in workbook)
    assert all(cell.data_type != "f" for sheet in workbook for row in sheet for cell in row)
    sheet = workbook[layout.ANSWERS]
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert tuple(columns) == tuple(layout.HEADINGS.values())
    assert sheet.column_dimensions[columns[layout.QUESTION_ID]].hidden
    rows = _rows(workbook)
    items = [
        layout.item_id(question, option)
        for question in FULL.questions
        if isinstance(question, ChecklistQuestion)
        for option in question.options
    ]
    assert set(rows) == {layout.ROLE, layout.PERSON, *items, *(question.id for question in FULL.questions)}
    for name, column in columns.items():
        open_rows = {row for row in rows.values() if not sheet[f"{column}{row}"].protection.locked}
        questions = {rows[question.id] for question in FULL.questions}
        wanted = {layout.ANSWER: set(rows.values()), layout.NOTE: questions, layout.MAY_BE_SHOWN: questions}
        assert open_rows == wanted.get(name, set())


def _rows(workbook: Any) -> dict[str, int]:
    """The row of each thing that is asked, by its identifier."""
    return {row[0].value: row[0].row for row in workbook[layout.ANSWERS].iter_rows(min_row=2) if row[0].value}


def test_each_cell_offers_its_answers_and_no_others() -> None:
    """Each cell offers its own answers, even those with a comma in them, as some roles have."""
    workbook = _workbook()
    sheet, hidden = workbook[layout.ANSWERS], workbook[layout.FORM]
    offered: dict[str, list[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            cells = rule.formula1.removeprefix(f"{layout.FORM}!").replace("$", "")
            found = hidden[cells] if ":" in cells else ((hidden[cells],),)
            offered[str(rule.sqref)] = [row[0].value for row in found]
    rows, column = _rows(workbook), "D"
    assert offered[f"{column}{rows[layout.ROLE]}"] == [role.name for role in INSTRUMENT.questionnaire.roles.values()]
    for question in FULL.questions:
        assert offered[f"{column}{rows[question.id]}"] == list(layout.choices(FULL, question))
    assert offered[f"{column}{rows['training.role-content/recovery']}"] == [layout.YES]
    assert f"{column}{rows[layout.PERSON]}" not in offered


def test_a_workbook_without_a_workshop_asks_for_the_service() -> None:
    """A workbook without a workshop asks for the service, which is not among its facts."""
    workbook = _workbook(EmptyForm(form_definition(INSTRUMENT, domain="team")))
    assert layout.SERVICE in _rows(workbook)
    facts = {row[0]: row[1] for row in workbook[layout.FORM].iter_rows(values_only=True) if row[0]}
    assert facts["domain"] == "team"
    assert "workshop" not in facts


@pytest.mark.pdf
def test_what_is_filled_in_comes_back(workshop: Path) -> None:
    """A workbook and a short code of the workshop become answer files in it, with the same answers."""
    filled = load_workbook(workshop / "forms" / "form.xlsx")
    sheet, rows = filled[layout.ANSWERS], _rows(filled)
    scale = list(layout.choices(FULL, FULL.questions[0]))
    for identifier, column, value in (
        (layout.ROLE, "D", "Carer, family member or friend"),
        (layout.PERSON, "D", PERSON),
        ("leadership.vision", "D", scale[2]),
        ("leadership.vision", "E", "=A1 is what I mean"),
        ("leadership.vision", "F", layout.YES),
        ("leadership.values", "D", "I don't know"),
        ("team.introduction", "D", "Not part of my role"),
        ("recruitment.advert-reach", "D", "Does not apply here"),
        ("training.role-content", "D", layout.TICKED_BELOW),
        ("training.role-content/recovery", "D", layout.YES),
    ):
        cell = sheet[f"{column}{rows[identifier]}"]
        cell.value = value
        cell.data_type = "s"
    file = workshop.parent / "filled.xlsx"
    filled.save(file)
    done = run("import", file, "--workshop", workshop, folder=workshop.parent)
    assert done.returncode == 0, done.stderr
    (made,) = (workshop / "answers").glob("*.json")
    sheet_of_answers = load_sheet(made, INSTRUMENT)
    answers = dict(sheet_of_answers.answers)
    assert answers.pop("recruitment.advert-reach").model_dump()["not_applicable"]
    assert answers == {
        "leadership.vision": Levelled(level=2, note="=A1 is what I mean", note_may_be_shown=True),
        "leadership.values": Unknown(),
        "training.role-content": Ticked(ticked=("recovery",)),
    }
    assert sheet_of_answers.took_part == ("carer",)
    assert sheet_of_answers.workshop is not None
    assert sheet_of_answers.workshop.person == PERSON
    code = encode(FULL, "peer_worker", {**answers, "recruitment.advert-reach": NotApplicable(not_applicable="x")})
    done = run("import", "--code", code.lower(), "--workshop", workshop, folder=workshop.parent)
    assert done.returncode == 0, done.stderr
    (other,) = set((workshop / "answers").glob("*.json")) - {made}
    assert load_sheet(other, INSTRUMENT).took_part == ("peer_worker",)
    for path in (made, other):
        path.unlink()


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", pytest.param(".pdf", marks=pytest.mark.pdf)])
def test_the_command_writes_each_kind(tmp_path: Path, suffix: str) -> None:
    """The command writes each kind of form, and says where it is."""
    done = run("form", "-o", f"f{suffix}", "--short", "--as-of", "2026-11-27", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    said, *next_steps = done.stderr.splitlines()
    assert said == f"The form is in f{suffix}"
    on_paper = (" assess --short", " workshop new DIR --service NAME --short", " workshop enter DIR")
    ends = on_paper if suffix in (".docx", ".pdf") else (" import FILE -o answers",)
    assert [step.endswith(end) for step, end in zip(next_steps, ends, strict=True)] == [True] * len(ends)
    short = EmptyForm(form_definition(INSTRUMENT, short=True))
    again, _ = write_form(short, tmp_path / f"again{suffix}", DAY)
    assert again.read_bytes() == (tmp_path / f"f{suffix}").read_bytes()
    if suffix in (".docx", ".xlsx"):
        assert ZipFile(again).testzip() is None


@pytest.mark.pdf
@pytest.mark.parametrize("name", ["Xy" * 500, '=1+1 </script><b>élm 病棟 😀 "x"', "Elm\tWard\u202e"])
def test_any_name_of_a_service_is_only_a_name(tmp_path: Path, name: str) -> None:
    """Any name of a service is in every form; a PDF says which letters it can't print."""
    done = run("workshop", "new", "w", "--service", name, "--domain", "team", folder=tmp_path)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == (4 if "病" in name else 3)
    for each in ("who-sees-what.pdf", "forms/form-on-paper.pdf"):
        checked = page.validate_pdf(str(tmp_path / "w" / each), profile="ua1")
        assert checked.is_compliant, str(checked)
    assert len(_pdf(tmp_path / "w" / "who-sees-what.pdf")) == 1
    kept = " ".join(name.replace("\u202e", "").split())
    words = "\n".join(each.text for each in Document(str(tmp_path / "w" / "forms" / "form-on-paper.docx")).paragraphs)
    assert kept in words
    assert WorkshopFolder(tmp_path / "w").load().service.name == kept


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["form", "-o", "form.doc"],
            "form.doc: the form's file name has to end in .html, .pdf, .docx or .xlsx. Call the form 'form.docx', for",
        ),
        (["form", "-o", "no/form.html"], "form.html: there is no folder called 'no'."),
        (
            ["form", "-o", "f.html", "--domain", "taem"],
            "--domain: there is no domain called 'taem'. Choose from these: leadership,",
        ),
        (
            ["form", "-o", "f.html", "--short", "--domain", "team"],
            "a form can have either the essentials or one domain, but not both",
        ),
        (["workshop", "new", "full", "--service", "Elm"], "full: this folder already exists and is not empty."),
        (["workshop", "new", ".", "--service", "Elm"], ".: this is the folder you are in."),
        (["workshop", "new", "file", "--service", "Elm"], "file: there is already a file with this name."),
        (["workshop", "new", "one", "--service", "Elm"], "one: there is already a workshop in this folder."),
        (["workshop", "new", "w", "--service", " \t "], "--service: the name is blank."),
        (
            ["workshop", "new", "w", "--service", "x" * 1001],
            "the name of the service or organisation is longer than 1,000",
        ),
        (["workshop", "new", "w", "--service", "Elm", "--domain", "x"], "--domain: there is no domain called 'x'."),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    """What can't be done is said in one line, with exit code 2, and nothing is left behind."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "workshop.json").write_text(json.dumps({}), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run(*arguments, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled_and_a_failure_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a form can't be written, half a workshop is never left behind."""
    (tmp_path / "elm").mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("readiness.forms.new_workshop.write_form", full)
    done = run("workshop", "new", "elm", "--service", "Elm", "--short", folder=tmp_path)
    assert done.returncode == 2
    assert "elm: saving failed (No space left on device)" in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["elm"]
    monkeypatch.setattr("readiness.forms.new_workshop.write_form", lambda *_: (tmp_path, ()))
    monkeypatch.setattr("readiness.forms.new_workshop.write_pdf", lambda *_: (tmp_path, ()))
    assert run("workshop", "new", "elm", "--service", "Elm", "--short", folder=tmp_path).returncode == 0
    assert WorkshopFolder(tmp_path / "elm").load().form == "short"
