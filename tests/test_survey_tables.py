"""Survey exports: one row a person, one column a question, as the usual programs write them; and hostile ones."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from questionnaires.answers import Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, ScaleQuestion
from readiness.imports.cells import grids_of, text_of
from readiness.imports.heading_words import Kind
from readiness.imports.headings import Column, Headings
from readiness.imports.people import Person, ReadFile
from readiness.imports.survey_table import SurveyReader
from readiness.imports.usual_words import means_left_open
from readiness.text import letters_alone
from scoring.instrument import load_instrument

INSTRUMENT = load_instrument()
QUESTIONNAIRE = INSTRUMENT.questionnaire
VISION, ROLE_CONTENT = QUESTIONNAIRE.questions["leadership.vision"], QUESTIONNAIRE.questions["training.role-content"]
REACH = QUESTIONNAIRE.questions["recruitment.advert-reach"]
assert isinstance(VISION, ScaleQuestion)
assert isinstance(ROLE_CONTENT, ChecklistQuestion)
LEVELS = VISION.levels.as_tuple
ITEMS = [option.text for option in ROLE_CONTENT.options]
HEADINGS = Headings(QUESTIONNAIRE)
CODES = {letters_alone(code) for code in QUESTIONNAIRE.codes.values()}

Rows = Sequence[Sequence[Any]]


def of_csv(rows: Rows, separator: str = ",", encoding: str = "utf-8-sig", levels_from: int | None = None) -> ReadFile:
    """What is read of a CSV file with these rows."""
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    data = text.getvalue().encode(encoding)
    return SurveyReader(INSTRUMENT, levels_from).read(grids_of(Path("survey.csv"), data))


def of_workbook(*sheets: Rows, merged: Sequence[str] = ()) -> ReadFile:
    """What is read of a workbook with these sheets, in the first of which cells are merged."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    for cells in merged:
        workbook.worksheets[0].merge_cells(cells)
    data = BytesIO()
    workbook.save(data)
    return SurveyReader(INSTRUMENT).read(grids_of(Path("survey.xlsx"), data.getvalue()))


def only(read: ReadFile) -> Person:
    """The one person in a file."""
    (person,) = read.people
    return person


@pytest.mark.parametrize("question", QUESTIONNAIRE.questions.values(), ids=lambda question: question.id)
def test_every_question_is_found_by_its_identifier_its_code_and_its_words(question: Any) -> None:
    """Letter case, spaces, punctuation and a number before it aside; none of these is only near."""
    code = QUESTIONNAIRE.codes[question.id]
    domain = next(domain.title for domain in QUESTIONNAIRE.domains if domain.id == question.domain)
    ways = [
        *(question.id, question.id.upper(), question.id.replace(".", "_").replace("-", " "), code, code.lower()),
        *(
            question.text,
            question.text.upper().rstrip("?"),
            question.text.replace(" ", "\n"),
            f"{code} {question.text}",
        ),
        *(f"{code}. {question.text}", f"1. {question.text}", f"Q12: {question.text}", f"G01Q02. {question.text}"),
        *(f"3a) {question.text}", f"{domain} [{question.text}]", f"{question.text} - Selected Choice"),
    ]
    assert [HEADINGS.read([way])[0] for way in ways] == [Column(Kind.ANSWER, question.id)] * len(ways)


def test_nearly_the_words_of_a_question_are_taken_and_named() -> None:
    """A slip of the pen, or a heading that was cut off; what might be two questions is left alone."""
    slip = VISION.text.replace("agreed", "agred")
    read = of_csv([[slip, REACH.text[:58], "leadership.valeus"], ["2", "1", "0"]])
    assert [*only(read).answers] == ["leadership.vision", "leadership.values", "recruitment.advert-reach"]
    assert len(read.notices) == 3
    assert "Column A" in read.notices[0]
    assert 'was read as leadership.vision ("Is there an agreed aim' in read.notices[0]
    for heading in (
        "Is there",
        "Is there an aim?",
        "peer support",
        "Do we have enough chairs for the peer workers' training?",
    ):
        assert HEADINGS.read([heading])[0].kind is Kind.UNKNOWN, heading


@given(st.text(max_size=80))
def test_other_headings_are_not_questions(text: str) -> None:
    """Random text is never taken for a question."""
    column = HEADINGS.read([text])[0]
    assert (
        column.kind not in (Kind.ANSWER, Kind.ITEM) or column.question.replace(".", "") in text.lower() or len(text) < 5
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Role", Kind.ROLE), ("What is your role? (may be left out)", Kind.ROLE), ("3. Your role", Kind.ROLE),
        ("Service", Kind.SERVICE), ("Name of your service or team", Kind.SERVICE), ("Organisation", Kind.ORGANISATION),
        ("Timestamp", Kind.FINISHED), ("Completion time", Kind.FINISHED), ("Start time", Kind.STARTED),
        ("Person code", Kind.PERSON), ("Respondent ID", Kind.RECORD), ("Email Address", Kind.WHO),
        ("Name", Kind.WHO), ("IP address", Kind.LEFT_OUT), ("Any other comments?", Kind.UNKNOWN), ("", Kind.UNKNOWN),
    ],
)  # fmt: skip
def test_details_are_found_by_their_usual_names(heading: str, kind: Kind) -> None:
    """Role, service, time stamps, codes; and what may say who somebody is."""
    assert HEADINGS.read([heading])[0].kind is kind


def test_notes_belong_to_their_question() -> None:
    """A note belongs to the question that it names, before or after the word, or to the one on its left."""
    headings = [VISION.text, "Note", "Comments for LE2", "leadership.manager-choice.note", f"{REACH.text} - comments",
                "May be shown", "Notes2"]  # fmt: skip
    found = [(column.kind, column.question) for column in HEADINGS.read(headings)]
    assert found == [
        (Kind.ANSWER, VISION.id),
        (Kind.NOTE, VISION.id),
        (Kind.NOTE, "leadership.values"),
        (Kind.NOTE, "leadership.manager-choice"),
        (Kind.NOTE, REACH.id),
        (Kind.MAY_BE_SHOWN, REACH.id),
        (Kind.NOTE, REACH.id),
    ]
    assert HEADINGS.read(["Note"])[0].kind is Kind.UNKNOWN


def test_an_export_with_everything() -> None:
    """Two people; each answer, note, role and time stamp is where it belongs, and nothing is left over."""
    read = of_csv(
        [
            ["Timestamp", "Your role", VISION.text, "Note", "Note may be shown", ROLE_CONTENT.text, REACH.text],
            ["2026-11-27 10:03", "Peer worker", "In place", "Aim, page 3", "yes", "; ".join(ITEMS[:2]), "n/a: filled"],
            ["2026-11-27 10:09:00", "Carer; Service manager", "don't know", "Ask Jo's successor", "", "none", "c"],
        ]
    )  # fmt: skip
    first, second = read.people
    assert dict(first.answers) == {
        VISION.id: Levelled(level=2, note="Aim, page 3", note_may_be_shown=True),
        REACH.id: NotApplicable(not_applicable="filled"),
        ROLE_CONTENT.id: Ticked(ticked=("role-here", "peer-support")),
    }
    assert (first.roles, first.finished) == (("peer_worker",), datetime(2026, 11, 27, 10, 3, tzinfo=UTC))
    assert dict(second.answers) == {
        VISION.id: Unknown(note="Ask Jo's successor"),
        REACH.id: Levelled(level=2),
        ROLE_CONTENT.id: Ticked(ticked=()),
    }
    assert second.roles == ("carer", "service_manager")
    assert not read.unread
    assert not first.unread
    assert not second.unread
    assert not read.notices


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_every_usual_form(separator: str, encoding: str) -> None:
    """Any usual separator and encoding is read, and a title above the table does no harm."""
    read = of_csv(
        [["Readiness \u2013 export"], [], [VISION.text, "Note"], ["1", "Caf\u00e9; board, May"]], separator, encoding
    )
    assert only(read).answers == {VISION.id: Levelled(level=1, note="Caf\u00e9; board, May")}
    assert only(read).place.row == 4


def test_one_column_for_each_item() -> None:
    """Items are ticked with marks, words or their own words; all empty is left open, all `no` is none ticked."""
    headings = [VISION.text, *(f"{ROLE_CONTENT.text} [{item}]" for item in ITEMS)]
    rows = [["1", "x", "", "Yes", ""], ["1", *ITEMS[:2], "", ""], ["1", "", "", "", ""], ["1", "No", "0", "FALSE", "-"]]
    read = of_csv([headings, *rows])
    found = [person.answers.get(ROLE_CONTENT.id) for person in read.people]
    assert found == [
        Ticked(ticked=("role-here", "recovery")),
        Ticked(ticked=("role-here", "peer-support")),
        None,
        Ticked(ticked=()),
    ]
    assert not any(person.unread for person in read.people)


def test_items_without_a_column_are_named() -> None:
    """Missing items are named, and so is a cell that is not a tick; the other items are used."""
    read = of_csv([["TR3a", "TR3 b", f"{ROLE_CONTENT.id}.recovery"], ["x", "perhaps", "yes"]])
    assert only(read).answers == {ROLE_CONTENT.id: Ticked(ticked=("role-here", "recovery"))}
    assert [(unread.place.column, unread.text) for unread in only(read).unread] == [("B", "perhaps")]
    assert read.notices == (
        "There is no column for organisation of training.role-content, so it counts as not ticked.",
    )


def test_none_of_them_and_ticks_contradict_each_other() -> None:
    """A column for none, and one for not knowing, are answers if nothing else is ticked."""
    headings = ["TR3a", "TR3b", "TR3c", "TR3d", "TR3 [None of the above]", "TR3 [Don't know]"]
    rows = [["", "", "", "", "x", ""], ["", "", "", "", "", "x"], ["x", "", "", "", "x", ""], ["x", "", "", "", "", ""]]
    read = of_csv([headings, *rows])
    found = [person.answers.get(ROLE_CONTENT.id) for person in read.people]
    assert found == [Ticked(ticked=()), Unknown(), None, Ticked(ticked=("role-here",))]
    assert [unread.what for unread in read.people[2].unread] == [
        "the columns for this question contain different answers"
    ] * 2


def test_two_rows_of_headings() -> None:
    """Two rows of headings are read as one survey program writes them: the question, then items and 'Response'."""
    read = of_csv(
        [
            ["Respondent ID", VISION.text, ROLE_CONTENT.text, "", "", "", REACH.text],
            ["", "Response", *ITEMS, "Response"],
            ["118", LEVELS[1], ITEMS[0], "", ITEMS[2], "", "In place"],
        ]
    )
    assert only(read).answers == {
        VISION.id: Levelled(level=1),
        REACH.id: Levelled(level=2),
        ROLE_CONTENT.id: Ticked(ticked=("role-here", "recovery")),
    }
    assert (only(read).record, only(read).place.row) == ("118", 3)


def test_rows_that_a_survey_program_adds_are_no_people() -> None:
    """A row of codes above the words, one of import identifiers below them, empty rows, and the headings once more."""
    headings = ["Q1", "Q2"]
    words = [VISION.text, REACH.text]
    read = of_csv(
        [headings, words, ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}'], ["1", "2"], ["", ""], words, ["3", ""]]
    )
    assert [person.place.row for person in read.people] == [4, 7]


def test_two_columns_for_one_question() -> None:
    """Two columns for a question are fine if they agree or one is empty; if they differ, both are named, not used."""
    read = of_csv([[VISION.text, VISION.id], ["2", "In place"], ["", "1"], ["0", "3"], ["0", "who knows"]])
    levels = [person.answers.get(VISION.id) for person in read.people]
    assert levels == [Levelled(level=2), Levelled(level=1), None, Levelled(level=0)]
    assert [(unread.place.column, unread.text) for unread in read.people[2].unread] == [("A", "0"), ("B", "3")]
    assert [unread.text for unread in read.people[3].unread] == ["who knows"]


def test_nothing_that_was_not_read_is_lost() -> None:
    """Each with its sheet, row, column, heading, question and its own words."""
    person = only(
        of_workbook([[VISION.text, "Note", "Anything else?", "Your role"], ["maybe", "By ear", "Thank you", "Nurse"]])
    )
    assert person.answers == {}
    found = {(it.place.sheet, it.place.row, it.place.column, it.place.question, it.text) for it in person.unread}
    assert found == {
        ("Sheet", 2, "A", VISION.id, "maybe"),
        ("Sheet", 2, "B", VISION.id, "By ear"),
        ("Sheet", 2, "C", "", "Thank you"),
        ("Sheet", 2, "D", "", "Nurse"),
    }
    assert all(unread.what and unread.remedy for unread in person.unread)


def test_a_second_row_that_only_says_response_is_nobodys() -> None:
    """One survey program writes it under the headings even if there is no list."""
    rows = [["Respondent ID", "Role", VISION.text, REACH.text], ["", "Response", "Response", "Open-Ended Response"]]
    read = of_csv([*rows, ["1", "", "1", "2"], ["2", "", "-", "-"]])
    assert [person.place.row for person in read.people] == [3, 4]
    assert not any(person.unread for person in read.people)


def test_points_and_feedback_of_a_quiz_are_no_answers() -> None:
    """They are beside each question, and the points are 0."""
    rows = [["Total points", VISION.text, f"Points - {VISION.text}", f"Feedback - {VISION.text}"], ["0", "2", "0", ""]]
    read = of_csv([*rows, ["0", "0", "0", "Well done"]])
    assert [person.answers[VISION.id] for person in read.people] == [Levelled(level=2), Levelled(level=0)]
    assert not read.notices
    assert not any(person.unread for person in read.people)


def test_names_and_addresses_are_left_out_and_that_is_said() -> None:
    """Names and addresses are not kept anywhere, and their columns are named."""
    read = of_csv([["Email", "Name", VISION.text], ["jo@example.org", "Jo Smith", "1"]])
    assert (
        read.notices[0] == "These columns were left out, because they could identify someone: A (Email) and B (Name)."
    )
    assert "jo" not in repr(read).lower().replace("json", "")


@pytest.mark.parametrize(
    "heading",
    [
        "What is your name?", "Name of the person completing this form", "Family name", "Initials", "Staff ID",
        "Employee number", "Payroll number", "NHS number", "Date of birth", "Mobile", "Address", "Postcode",
        "Signature", "Contact details", "Q3. Your e-mail (optional)", "Service user name",
        "What is your name and team?", "Would you like to leave your email address?",
        "Do you want to give your name?", "employee_id", "Log-in",
    ],
)  # fmt: skip
def test_what_could_say_who_somebody_is_is_not_kept(heading: str) -> None:
    """However the heading puts it."""
    read = of_csv([[heading, VISION.text], ["Jo Smith", "1"]])
    assert read.notices[0].startswith("This column was left out, because it could identify someone: A (")
    assert not only(read).unread
    assert "jo" not in repr(read).lower().replace("json", "")


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Name of the ward or team", "Elm"), ("Username of the service", "elm"), ("Team\u2019s name?", "Elm"),
        ("Is there a named contact for peer workers?", "Jo"), ("Initial training", "Jo"), ("Number of staff", "12"),
        ("Do peer workers have a phone and email?", "yes, some"), ("Peer workers are signed up by name", "Planned"),
        ("Name of session", "Monday"), ("Please name one thing that would help", "Time"), ("Name two risks", "Money"),
        ("NHS number of beds", "20"), ("May we contact you by email?", "Yes"), ("Consent (signature)", "No"),
    ],
)  # fmt: skip
def test_other_columns_are_not_taken_for_names(heading: str, cell: str) -> None:
    """Names of services, questions that have such a word in them, and answers are not left out."""
    assert [unread.text for unread in only(of_csv([[heading, VISION.text], [cell, "1"]])).unread] == [cell]


def test_hostile_cells_of_a_workbook() -> None:
    """A formula without a value, an error, a date made of 1-2, a truth value: each is named, none is a level."""
    cells: list[Any] = ["=1+1", "#REF!", date(2027, 1, 2), True, 2.5, -1, "'=2"]
    read = of_workbook([[VISION.text], *([cell] for cell in cells), [2], [2.0], ["'2"]])
    assert [person.answers.get(VISION.id) for person in read.people[-3:]] == [Levelled(level=2)] * 2 + [None]
    for person in read.people[: len(cells)]:
        assert not person.answers
        assert len(person.unread) == 1


def test_merged_cells() -> None:
    """A cell merged down has its value in each row; merged across, nobody can say what is meant."""
    rows: list[list[Any]] = [[VISION.text, REACH.text], [1, 2], [None, 3], [2, None]]
    read = of_workbook(rows, merged=["A2:A3", "A4:B4"])
    assert [person.answers.get(VISION.id) for person in read.people] == [Levelled(level=1), Levelled(level=1), None]
    assert [unread.what for unread in read.people[2].unread] == ["the cells A4:B4 are merged across columns"] * 2
    read = of_workbook([["Leadership", None], [VISION.text, REACH.text], [1, 2]], merged=["A1:B1"])
    assert len(only(read).answers) == 2
    read = of_workbook([[VISION.text, None, REACH.text], [1, 2, 3]], merged=["A1:B1"])
    assert [unread.what for unread in read.unread] == [
        "the heading can't be read: the cells A1:B1 are merged across columns"
    ] * 2
    assert only(read).answers == {REACH.id: Levelled(level=3)}


def test_all_sheets_with_questions_are_read() -> None:
    """A sheet of notes in front is none; people on two sheets are all taken."""
    read = of_workbook([["Read me"], ["Exported today"]], [[VISION.text], [1], [2]], [[VISION.text], [3]])
    assert [(person.place.sheet, person.place.row) for person in read.people] == [
        ("Sheet1", 2),
        ("Sheet1", 3),
        ("Sheet2", 2),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [[]],
        [["Hello"], ["1"]],
        [["a", "b"], ["1", "2"]],
        [["Name", "Email", "Role"], ["x", "y", "z"]],
        [["LE1 note"], ["x"]],
    ],
)
def test_a_table_without_questions_is_refused(rows: Rows) -> None:
    """A table without questions is refused, with what a survey has to look like."""
    for read in (of_csv, of_workbook):
        with pytest.raises(InputFault, match="none of the column headings in this file is a question"):
            read(rows)


@pytest.mark.parametrize("first", [VISION.text, "LE1"])
def test_a_table_laid_out_sideways_is_refused(first: str) -> None:
    """A row for each question is nobody's answers: what a survey has to look like is said."""
    rows = [["Question", "P1", "P2"], [first, "1", "2"], [REACH.text, "0", "3"], ["Do we have chairs?", "yes", "no"]]
    for read in (of_csv, of_workbook):
        with pytest.raises(InputFault, match=r"in a column, one below the other\. Use one row for each person and one"):
            read(rows)
    both = of_workbook([["Code", "Question"], ["LE1", VISION.text], ["RE1", REACH.text]], [[first, "RE1"], ["1", "2"]])
    assert len(only(both).answers) == 2


def test_headings_alone_are_nobody() -> None:
    """A survey with headings alone has no people in it."""
    assert of_csv([[VISION.text, REACH.text]]).people == ()


def test_levels_counted_from_1_are_not_read_as_from_0() -> None:
    """A 4 and no 0: refused until somebody says where they begin; with many numbers and no 0 it is asked."""
    rows = [[VISION.text, REACH.text], ["1", "4"], ["2", "3"]]
    with pytest.raises(
        InputFault, match=r"go up to 4 and none of them is 0.*If 1 means 'Not yet', add --levels-from 1"
    ):
        of_csv(rows)
    read = of_csv(rows, levels_from=1)
    assert read.people[0].answers == {VISION.id: Levelled(level=0), REACH.id: Levelled(level=3)}
    read = of_csv(rows, levels_from=0)
    assert [unread.text for person in read.people for unread in person.unread] == ["4"]
    assert not of_csv([[VISION.text], ["1"], ["2"]]).notices
    notices = of_csv([[VISION.text], *([str(1 + n % 3)] for n in range(10))]).notices
    assert "None of the levels is written as 0" in notices[0]


@pytest.mark.parametrize(
    ("texts", "moments"),
    [
        (["11/27/2026 10:03:09", "3/4/2026 9:00:00"], ["2026-11-27 10:03", "2026-03-04 09:00"]),
        (["27/11/2026 10:03", "3/4/2026 9:00"], ["2026-11-27 10:03", "2026-04-03 09:00"]),
        (["3/4/2026 1:05 PM"], ["2026-04-03 13:05"]),
        (["11/27/26 12:00 AM"], ["2026-11-27 00:00"]),
        (["2026/11/27 10:03:09 am GMT+1"], ["2026-11-27 10:03"]),
        (["2026-11-27T10:03:09Z", "2026-11-27T11:03:09+01:00"], ["2026-11-27 10:03"] * 2),
        (["27 November 2026 at 10:03", "27 Nov 2026"], ["2026-11-27 10:03", "2026-11-27 00:00"]),
    ],
)
def test_time_stamps(texts: Sequence[str], moments: Sequence[str]) -> None:
    """Time stamps have the order of day and month that their column shows."""
    read = of_csv([["Timestamp", VISION.text], *([text, "1"] for text in texts)])
    assert [f"{person.finished:%Y-%m-%d %H:%M}" for person in read.people] == moments


def test_time_stamps_of_workbooks() -> None:
    """Time stamps are read as dates with a time, or as the numbers behind them."""
    moment = datetime(2026, 11, 27, 10, 3)  # noqa: DTZ001  # a workbook has no zones
    read = of_workbook([["Timestamp", VISION.text], [moment, 1], [date(2026, 11, 27), 1], [46353.41875, 1], [7, 1]])
    found = [person.finished and f"{person.finished:%Y-%m-%d %H:%M}" for person in read.people]
    assert found == ["2026-11-27 10:03", "2026-11-27 00:00", "2026-11-27 10:03", None]
    assert [unread.text for unread in read.people[3].unread] == ["7"]


def test_time_stamps_that_cannot_be_read_are_named() -> None:
    """A time stamp is named if it is not a date, or nobody can say which number is the month."""
    read = of_csv([["Timestamp", VISION.text], ["yesterday", "1"], ["31/31/2026", "1"]])
    assert [unread.text for person in read.people for unread in person.unread] == ["yesterday", "31/31/2026"]
    read = of_csv([["Timestamp", VISION.text], ["27/11/2026", "1"], ["11/27/2026", "1"]])
    assert [person.finished for person in read.people] == [None, None]
    assert "some dates have the day first and others the month" in read.notices[0]


@pytest.mark.slow
def test_two_hundred_people() -> None:
    """All two hundred people are read, in order, with all 48 questions."""
    questions = [*QUESTIONNAIRE.questions.values()]
    row = [
        f"{place % 4}" if isinstance(question, ScaleQuestion) else question.options[0].text
        for place, question in enumerate(questions)
    ]
    read = of_csv([[question.text for question in questions], *[row] * 200])
    assert [len(person.answers) for person in read.people] == [48] * 200
    assert not any(person.unread for person in read.people)


def test_too_many_rows_or_columns_are_refused() -> None:
    """A table with too many rows or columns is refused rather than read in part."""
    with pytest.raises(InputFault, match="5,000 or more rows"):
        of_csv([[VISION.text], *[["1"]] * 5_000])
    with pytest.raises(InputFault, match="more than 1,000 columns"):
        of_csv([[VISION.text, *[""] * 1_000, "x"], ["1"]])


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS | st.sampled_from(["0", "1", "x", ITEMS[0]]), max_size=5), max_size=6))
def test_no_cell_is_lost_whatever_is_in_it(rows: Rows) -> None:
    """Any cell under a real heading is an answer, was left open, or is named in its own words."""
    read = of_csv([[VISION.text, "Note", ROLE_CONTENT.text, "Your role", "Anything else?"], *rows], levels_from=0)
    for person in read.people:
        cells = [text_of(cell) for cell in rows[(person.place.row or 0) - 2]] + [""] * 5
        named = {(unread.place.column, unread.text) for unread in person.unread}
        assert not cells[4] or ("E", cells[4]) in named
        assert VISION.id in person.answers or means_left_open(cells[0]) or ("A", cells[0]) in named
        assert not cells[1] or ("B", cells[1]) in named or person.answers[VISION.id].note == cells[1]
        assert ROLE_CONTENT.id in person.answers or means_left_open(cells[2]) or ("C", cells[2]) in named
        assert person.roles or means_left_open(cells[3]) or any(column == "D" for column, _ in named)
