"""Tables of actions that come back from spreadsheets: nothing is lost and nothing invented."""

import csv
import json
import re
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from questionnaires.faults import InputFault
from readiness.actions.import_outcome import TableImport
from readiness.actions.table_command import TableCommand
from readiness.actions.table_file import read_table
from readiness.actions.table_import import import_table
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan
from readiness.plan.service_plan import open_plan
from readiness.report import formats
from readiness.report.formats.action_table import AS_WRITTEN
from readiness.report.formats.row_memory import PROBE, decoded, encoded, memory_of
from tests.plans_of_services import TODAY, example, example_sheet, plan_of, shipped
from tests.program import run
from tests.scripted_prompts import ScriptedPrompts
from tests.table_outcomes import outcomes

Rows = list[dict[str, str]]
FIRST, SECOND, THIRD = example().actions[:3]


def nothing() -> ActionRecord:
    return ActionRecord(questionnaire=example_sheet().questionnaire)


def rows_of(plan: Plan) -> Rows:
    data = formats.make(".csv", plan, shipped()).decode("utf-8-sig")
    return [*csv.DictReader(StringIO(data, newline=""))]


def write(path: Path, rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    text = StringIO(newline="")
    table = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def taken(path: Path, record: ActionRecord | None = None, plan: Plan | None = None) -> TableImport:
    record = record or nothing()
    return import_table(record, plan or plan_of(example_sheet(), record=record), read_table(path), shipped())


def workbook(path: Path, change: Callable[[Any], None], plan: Plan | None = None) -> Path:
    """The workbook of a plan, changed and saved again."""
    path.write_bytes(formats.make(".xlsx", plan or example(), shipped()))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def place(sheet: Any, column: str) -> int:
    return int(next(cell.column for cell in sheet[1] if cell.value == column))


def due_of(read: TableImport, action: Any = FIRST) -> date | None:
    agreement = read.record.actions.get(action.question)
    return agreement.due if agreement else None


def with_dates(write_day: Callable[[date], str]) -> Rows:
    """The example's table with its dates as a program writes them."""
    rows = rows_of(example())
    for row in rows:
        for column in ("Start", "Due", "Needed by"):
            row[column] = write_day(date.fromisoformat(row[column])) if row[column] else ""
    return rows


@pytest.mark.parametrize(
    "typed",
    ["01-Mar-27", "1-Mar-2027", "1st March 2027", "the 1st of March 2027", "March 1, 2027", "Mon 1 March 2027", "46447",
     "46447.0", "2027-03-01 00:00:00", "2027/03/01", "20270301", "01/03/2027 00:00", "01/03/27", "1.3.2027"],
)  # fmt: skip
def test_date_is_read_however_it_is_written(tmp_path: Path, typed: str) -> None:
    """Serial numbers, short and long months, ordinal numbers, weekdays and times."""
    rows = rows_of(example())
    rows[0]["Due"] = typed
    read = taken(write(tmp_path / "t.csv", rows))
    assert (read.rejected, due_of(read)) == ([], date(2027, 3, 1))


@pytest.mark.parametrize(
    ("typed", "why"),
    [("27-Mar", "has no year"), ("########", "too narrow"), ("30 February 2027", "there is no such day as"),
     ("Tuesday 1 March 2027", "can't be read as a date"), ("#REF!", "is a spreadsheet error")],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_its_reason(tmp_path: Path, typed: str, why: str) -> None:
    rows = rows_of(example())
    rows[0]["Due"] = typed
    read = taken(write(tmp_path / "t.csv", rows))
    assert (due_of(read), read.refused) == (None, 1)
    assert why in str(read.rejected[0])


def test_american_column_is_read_with_the_month_first(tmp_path: Path) -> None:
    """12/21/2026 shows the order of the whole column: 3/4/2027 is the 4th of March, and this is said."""
    rows = with_dates(lambda day: f"{day.month}/{day.day}/{day.year}")
    rows[0]["Due"], rows[1]["Due"] = "3/4/2027", "3/24/2027"
    read = taken(write(tmp_path / "t.csv", rows))
    assert (due_of(read), due_of(read, SECOND), read.changed) == (date(2027, 3, 4), date(2027, 3, 24), 2)
    assert "the month first (4 March 2027)" in read.notes[0]


def test_date_that_was_moved_to_its_mirror_is_moved(tmp_path: Path) -> None:
    """In a British column 03/04/2027 is the 3rd of April, even in a row that said the 4th of March."""
    record = nothing().with_agreement(FIRST.question, ActionAgreement(level=FIRST.level, due=date(2027, 3, 4)))
    rows = rows_of(plan_of(example_sheet(), record=record))
    for row in rows:
        day = row["Due"] and date.fromisoformat(row["Due"])
        row["Due"] = f"{day:%d/%m/%Y}" if isinstance(day, date) else ""
    rows[0]["Due"] = "03/04/2027"
    read = taken(write(tmp_path / "t.csv", rows), record)
    assert (due_of(read), read.changed) == (date(2027, 4, 3), 1)


def test_order_that_cannot_be_known_is_refused(tmp_path: Path) -> None:
    """If one date can only have the day first, and another only the month, an ambiguous change is not guessed."""
    rows = rows_of(example())
    rows[0]["Due"], rows[1]["Due"], rows[2]["Due"] = "24/03/2027", "3/25/2027", "3/4/2027"
    read = taken(write(tmp_path / "t.csv", rows))
    assert (due_of(read), due_of(read, SECOND), due_of(read, THIRD)) == (date(2027, 3, 24), date(2027, 3, 25), None)
    assert '"3/4/2027" could be 3 April 2027 or 4 March 2027' in str(read.rejected[0])


def test_single_date_that_may_be_the_old_one_or_its_mirror_is_refused(tmp_path: Path) -> None:
    """1/4/2027, typed where 4 January 2027 was: no other date says whether that is a change."""
    record = nothing().with_agreement(FIRST.question, ActionAgreement(level=FIRST.level, due=date(2027, 1, 4)))
    rows = rows_of(plan_of(example_sheet(), record=record))
    rows[0]["Due"] = "1/4/2027"
    read = taken(write(tmp_path / "t.csv", rows), record)
    assert (due_of(read), read.refused) == (date(2027, 1, 4), 1)


def test_scheduled_date_that_nobody_changed_is_not_agreed_on(tmp_path: Path) -> None:
    """A month later the schedule has moved; the table still has the days of the old one."""
    path = write(tmp_path / "t.csv", rows_of(example()))
    read = taken(path, plan=plan_of(example_sheet(), date(2026, 12, 21)))
    assert (read.record, read.unchanged) == (nothing(), len(example().actions))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_letters_are_read_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """The probe says which encoding it is; a letter that it lacks and nobody changed is not a change."""
    record = nothing().with_agreement(SECOND.question, ActionAgreement(level=SECOND.level, owner="Łukasz 王"))
    rows = rows_of(plan_of(example_sheet(), record=record))
    rows[0]["Owner"] = "Zoë Müller"
    read = taken(write(tmp_path / "t.csv", rows, encoding, delimiter), record)
    assert (read.rejected, read.changed) == ([], 1)
    assert read.record.actions[FIRST.question].owner == "Zoë Müller"
    assert read.record.actions[SECOND.question].owner == "Łukasz 王"


def test_letters_that_were_lost_are_no_owner(tmp_path: Path) -> None:
    """A new owner whose letters the encoding lacks is refused by row."""
    rows = rows_of(example())
    rows[0]["Owner"] = "Łukasz 王"
    read = taken(write(tmp_path / "t.csv", rows, "cp850"))
    assert (read.record, read.refused) == (nothing(), 1)
    assert "letters were lost" in str(read.rejected[0])


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("name", ["Zoë Müller", "José Núñez", "Siân", "Renée O\u2019Neill"])
def test_letters_are_never_guessed(tmp_path: Path, encoding: str, name: str) -> None:
    """A table without the probe is read as it was typed, or the row is refused."""
    rows = rows_of(example())
    for row, action in zip(rows, example().actions, strict=True):
        row[AS_WRITTEN] = json.dumps(
            [action.level, action.owner, action.due.isoformat() if action.due else "", "open", ""]
        )
    rows[0]["Owner"] = name
    read = taken(write(tmp_path / "t.csv", rows, encoding))
    agreement = read.record.actions.get(FIRST.question)
    assert (agreement.owner == name) if agreement else read.refused == 1


@pytest.mark.parametrize("heading", ["Owner (who?)", "Responsible", ""])
def test_missing_heading_is_named(tmp_path: Path, heading: str) -> None:
    rows = [{(heading if name == "Owner" else name): cell for name, cell in row.items()} for row in rows_of(example())]
    rows[0][heading] = "ward manager"
    read = taken(write(tmp_path / "t.csv", rows))
    assert "the column 'Owner' is missing" in str(read.rejected[0])
    assert read.record == nothing()


def test_heading_is_found_whatever_its_case_spaces_and_punctuation(tmp_path: Path) -> None:
    """Headings are found whatever their case, spaces and punctuation, even below a title."""
    rows = rows_of(example())
    rows[0]["Owner"] = "deputy"
    path = write(tmp_path / "t.csv", [{f" {name.upper()}: ": cell for name, cell in row.items()} for row in rows])
    path.write_bytes(b"Our plan\r\n\r\n" + path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    read = taken(path)
    assert (read.rejected, read.record.actions[FIRST.question].owner) == ([], "deputy")


def test_doubled_heading_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [{**row, "Owner ": "somebody"} for row in rows_of(example())])
    read = taken(path)
    assert "several columns have the heading 'Owner'" in str(read.rejected[0])
    assert read.record == nothing()


def test_sheet_is_found_by_its_headings(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Actions"]
        sheet.cell(2, place(sheet, "Owner"), "deputy")
        sheet.title = "May"
        book.move_sheet("May", 1)

    assert taken(workbook(tmp_path / "t.xlsx", change)).record.actions[FIRST.question].owner == "deputy"


def test_two_sheets_that_fit_are_named_or_asked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", lambda book: book.copy_worksheet(book["Actions"]))
    with pytest.raises(InputFault, match='2 sheets in this file are tables of actions: "Actions" and "Actions Copy"'):
        read_table(path)
    asked: list[str] = []

    def choose(names: Sequence[str]) -> int:
        asked.extend(names)
        return 1

    assert len(read_table(path, choose).rows) == len(example().actions)
    assert asked == ["Actions", "Actions Copy"]


def test_merged_cells_count_for_each_row(tmp_path: Path) -> None:
    """The value of merged cells is that of each row; merged across columns or empty, they are refused by name."""

    def change(book: Any) -> None:
        sheet = book["Actions"]
        owner = place(sheet, "Owner")
        sheet.cell(2, owner, "deputy")
        for row in (5, 6):
            sheet.cell(row, owner).value = None
        sheet.merge_cells(start_row=2, end_row=3, start_column=owner, end_column=owner)
        sheet.merge_cells(start_row=4, end_row=4, start_column=owner, end_column=owner + 2)
        sheet.merge_cells(start_row=5, end_row=6, start_column=owner, end_column=owner)

    read = taken(workbook(tmp_path / "t.xlsx", change))
    assert {name: agreed.owner for name, agreed in read.record.actions.items()} == dict.fromkeys(
        (FIRST.question, SECOND.question), "deputy"
    )
    told = " ".join(map(str, read.rejected))
    assert (read.refused, read.cleared) == (3, 0)
    assert "merged across columns" in told
    assert "the merged cells F5:F6 are empty" in told


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "=Z99"])
def test_error_or_formula_without_value_is_no_owner(tmp_path: Path, value: str) -> None:
    def change(book: Any) -> None:
        book["Actions"].cell(2, place(book["Actions"], "Owner"), value)

    read = taken(workbook(tmp_path / "t.xlsx", change))
    assert (read.record, read.refused) == (nothing(), 1)


def test_nothing_that_a_library_warns_of_is_shown(tmp_path: Path) -> None:
    """No library's warning is shown, such as about an extension that openpyxl does not know."""
    from zipfile import ZipFile

    path = workbook(tmp_path / "t.xlsx", lambda _: None)
    with ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    with ZipFile(path, "w") as parts:
        for name, data in content.items():
            parts.writestr(name, data.replace(b"</worksheet>", extension))
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        openpyxl.load_workbook(path)
        assert shown, "the workbook warns of nothing"
        shown.clear()
        assert taken(path).unchanged == len(example().actions)
        assert not shown


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_replace_all_changes_owners_and_not_the_memory(tmp_path: Path, suffix: str) -> None:
    """Replace All changes every owner with the words, and no other."""
    path = tmp_path / f"t{suffix}"
    old, new = "service manager", "Jo Bell"
    if suffix == ".csv":
        text = formats.make(".csv", example(), shipped()).decode("utf-8-sig").replace(old, new)
        path.write_text(text, encoding="utf-8-sig", newline="")
    else:

        def change(book: Any) -> None:
            for row in book["Actions"].iter_rows():
                for cell in row:
                    cell.value = cell.value.replace(old, new) if isinstance(cell.value, str) else cell.value

        workbook(path, change)
    read = taken(path)
    wanted = {it.question: it.owner.replace(old, new) for it in example().actions if old in it.owner}
    assert {name: agreed.owner for name, agreed in read.record.actions.items()} == wanted
    assert read.rejected == []


def test_replace_all_in_an_older_table_is_told(tmp_path: Path) -> None:
    """Replace All changed the memory of an older table too: the row is said to be unclear, and nothing is changed."""
    rows = rows_of(example())
    for row, action in zip(rows, example().actions, strict=True):
        due = action.due.isoformat() if action.due else ""
        row[AS_WRITTEN] = json.dumps([action.level, action.owner, due, "open", ""]).replace("service manager", "Jo")
        row["Owner"] = row["Owner"].replace("service manager", "Jo")
    read = taken(write(tmp_path / "t.csv", rows))
    assert len(read.conflicts) == sum("service manager" in action.owner for action in example().actions)
    assert read.record == nothing()


def test_memory_is_told_from_any_other_text() -> None:
    """What is written is read again; one letter more, less or another is noticed; no word and no number is in it."""
    memory = memory_of(example(), FIRST)
    text = encoded(memory)
    assert decoded(text) == memory
    code = text.removesuffix(f" {PROBE}")
    assert not re.search(r"[a-z]{2}|\d{2}", code)
    assert all(decoded(spoilt) is None for spoilt in (code[2:], code[:-2], code + "b1", "z9" + code[2:], "", "b"))


@pytest.mark.parametrize("column", ["Id", "Action", "Code", AS_WRITTEN])
def test_column_that_was_sorted_alone_is_refused_row_by_row(tmp_path: Path, column: str) -> None:
    rows = rows_of(example())
    for row, cell in zip(rows, sorted(row[column] for row in rows), strict=True):
        row[column] = cell
    rows[0]["Owner"] = "deputy"
    read = taken(write(tmp_path / "t.csv", rows))
    assert read.refused > len(rows) // 2
    assert len(read.record.actions) <= 1


@pytest.mark.parametrize("column", ["Owner", "Due"])
def test_filled_column_that_was_sorted_alone_is_refused(tmp_path: Path, column: str) -> None:
    rows = rows_of(example())
    cells = sorted((row[column] for row in rows), reverse=True)
    for row, cell in zip(rows, cells, strict=True):
        row[column] = cell
    rows[0]["Status"] = "Doing"
    read = taken(write(tmp_path / "t.csv", rows))
    assert f"'{column}' was sorted on its own" in str(read.rejected[0])
    assert read.record.actions == {FIRST.question: ActionAgreement(level=FIRST.level, status="doing")}


def test_table_of_another_assessment_is_refused(tmp_path: Path) -> None:
    rows = rows_of(example().model_copy(update={"identity": "1" * 32}))
    rows[0]["Owner"] = "deputy"
    path = write(tmp_path / "t.csv", rows)
    with pytest.raises(InputFault, match='another service or assessment: "Riverside'):
        taken(path, plan=example().model_copy(update={"identity": "2" * 32}))


def test_row_of_another_assessment_is_refused(tmp_path: Path) -> None:
    ours, theirs = (example().model_copy(update={"identity": mark * 32}) for mark in "12")
    rows = [rows_of(theirs)[0] | {"Owner": "deputy"}, *rows_of(ours)[1:]]
    read = taken(write(tmp_path / "t.csv", rows), plan=ours)
    assert (read.record, read.refused) == (nothing(), 1)


def test_cleared_cells_are_counted_and_missing_rows_named(tmp_path: Path) -> None:
    """An owner that is empty is cleared only if it was not empty before."""
    record = nothing().with_agreement(FIRST.question, ActionAgreement(level=FIRST.level, owner="deputy"))
    rows = rows_of(plan_of(example_sheet(), record=record))
    rows[0]["Owner"] = ""
    del rows[2]
    read = taken(write(tmp_path / "t.csv", rows), record)
    assert (read.changed, read.cleared, read.unchanged) == (0, 1, len(rows) - 1)
    assert (read.missing, read.record.actions[FIRST.question].owner) == ((THIRD.code,), None)


def test_two_rows_about_one_action_are_refused_unless_alike(tmp_path: Path) -> None:
    rows = rows_of(example())
    rows += [dict(rows[0]), rows[1] | {"Owner": "deputy"}]
    read = taken(write(tmp_path / "t.csv", rows))
    assert (read.refused, read.record) == (2, nothing())
    assert read.notes == [f"Row {len(rows)} repeats row 2."]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The example's answers on disk, two tables of its plan that differ, and the first of them read."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    run("plan", "a.json", "-o", "p.csv", "--as-of", TODAY.isoformat(), folder=tmp_path)
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file)]
    write(tmp_path / "ann.csv", [rows[0] | {"Owner": "Ann", "Status": "Doing"}, *rows[1:]])
    write(tmp_path / "ben.csv", [rows[0] | {"Owner": "Ben"}, rows[1] | {"Owner": "Ben"}, *rows[2:]])
    ended = run("actions", "a.json", "--read", "ann.csv", "--as-of", TODAY.isoformat(), folder=tmp_path)
    assert ended.returncode == 0
    return tmp_path


def kept(folder: Path) -> dict[str, Any]:
    record = json.loads((folder / "a.actions").read_text(encoding="utf-8"))
    return {name: agreement["owner"] for name, agreement in record["actions"].items()}


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "cp852", "cp1251", "koi8-r", "shift_jis", "gb18030"])
@pytest.mark.parametrize("name", ["Łukasz Wójcik", "Анна", "Győző", "渡辺"])
def test_letters_of_an_encoding_that_is_not_known_are_refused(tmp_path: Path, encoding: str, name: str) -> None:
    """What became of the probe says that it is none of the usual ones: nothing is taken over with other letters."""
    rows = rows_of(example())
    rows[0]["Owner"], rows[1]["Owner"] = name, "ward manager"
    read = taken(write(tmp_path / "t.csv", rows, encoding))
    assert (read.changed, read.refused) == (1, 1)
    assert read.record.actions[SECOND.question].owner == "ward manager"
    assert FIRST.question not in read.record.actions


@pytest.mark.parametrize(("old", "new"), [(" ", "_"), (" ", ""), ("é", "e"), (", ", "; "), ("e", "3")])
def test_replace_all_does_not_reach_the_memory(tmp_path: Path, old: str, new: str) -> None:
    """Replace All can't reach the memory, not even with spaces or single letters, so every changed owner is used."""
    rows = rows_of(example())
    for row in rows:
        row["Owner"], row[AS_WRITTEN] = row["Owner"].replace(old, new), row[AS_WRITTEN].replace(old, new)
    read = taken(write(tmp_path / "t.csv", rows))
    changed = [action for action in example().actions if old in action.owner]
    assert (read.changed, read.conflicts, read.rejected) == (len(changed), [], [])
    assert all(read.record.actions[it.question].owner == it.owner.replace(old, new) for it in changed)


@pytest.mark.parametrize(
    "typed",
    ["-", "?", "42", "01-Mar-27", "1 March 2027", "\u2026", "+44 20 7946", "#BEZUG!", "#\u00a1REF!", "#N/V", "=Z9"],
)
def test_what_is_nobody_is_no_owner(tmp_path: Path, typed: str) -> None:
    """Signs and numbers, and the errors of spreadsheets in any language."""
    rows = rows_of(example())
    rows[0]["Owner"] = typed
    read = taken(write(tmp_path / "t.csv", rows))
    assert (read.record, read.refused) == (nothing(), 1)


def test_true_and_false_are_no_owners(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Actions"].cell(2, place(book["Actions"], "Owner"), value=True)

    read = taken(workbook(tmp_path / "t.xlsx", change))
    assert (read.record, read.refused) == (nothing(), 1)
    assert "TRUE can't be used in this column" in str(read.rejected[0])


def test_letter_case_of_an_id_does_not_matter(tmp_path: Path) -> None:
    rows = [row | {"Id": f" {row['Id'].upper()} ", "Code": row["Code"].lower()} for row in rows_of(example())]
    rows[0]["Owner"] = "deputy"
    read = taken(write(tmp_path / "t.csv", rows))
    assert (read.changed, read.rejected) == (1, [])


def test_sheet_with_headings_alone_is_not_asked_about(tmp_path: Path) -> None:
    """A sheet that somebody began, and left empty, is no table of actions next to the real one."""

    def change(book: Any) -> None:
        sheet = book["Actions"]
        book.create_sheet("New", 0).append([cell.value for cell in sheet[1]])
        sheet.cell(2, place(sheet, "Owner"), "deputy")

    assert taken(workbook(tmp_path / "t.xlsx", change)).record.actions[FIRST.question].owner == "deputy"


def test_conflict_is_listed_where_nobody_can_be_asked(saved: Path) -> None:
    """Two people's tables: the row in conflict stays as it is, the others are taken over, and the exit code is 1."""
    ended = run("actions", "a.json", "--read", "ben.csv", "--as-of", TODAY.isoformat(), folder=saved)
    assert ended.returncode == 1
    assert re.search(
        r'ben.csv: row 2: .*: Owner: this was ".+", but is now "Ben" in the table and',
        ended.stderr,
    )
    assert "Rows: 1 changed, 44 unchanged, 1 not used." in ended.stderr
    assert kept(saved) == {FIRST.question: "Ann", SECOND.question: "Ben"}


@pytest.mark.parametrize(("key", "owner"), [("1", "Ann"), ("2", "Ben")])
def test_conflict_is_asked_in_a_terminal(saved: Path, key: str, owner: str) -> None:
    prompts = ScriptedPrompts(key)
    service_plan = open_plan(saved / "a.json", shipped(), TODAY)
    assert TableCommand(service_plan, saved / "ben.csv", prompts).run() == 0
    assert any('and "Ann" in the plan' in said for said in prompts.said)
    assert kept(saved) == {FIRST.question: owner, SECOND.question: "Ben"}


def test_conflict_that_nobody_decides_changes_nothing(saved: Path) -> None:
    """Stopping at a conflict leaves it as it was; what was not in conflict is saved."""
    service_plan = open_plan(saved / "a.json", shipped(), TODAY)
    assert TableCommand(service_plan, saved / "ben.csv", ScriptedPrompts()).run() == 130
    assert kept(saved) == {FIRST.question: "Ann", SECOND.question: "Ben"}


def test_table_that_is_read_twice_changes_nothing_the_second_time(saved: Path) -> None:
    before = (saved / "a.actions").read_bytes()
    ended = run("actions", "a.json", "--read", "ann.csv", "--as-of", TODAY.isoformat(), folder=saved)
    assert (ended.returncode, (saved / "a.actions").read_bytes()) == (0, before)
    assert ended.stderr.startswith("Nothing has changed.\nNext, ")


@pytest.mark.slow
def test_random_edits_invent_nothing_and_lose_nothing(tmp_path: Path) -> None:
    """A hundred tables edited as people edit them; `python -m tests.benchmarks returns` tries 5,000."""
    found = [*outcomes(100, tmp_path)]
    assert [one for one in found if one.invented or one.lost or one.traceback] == []
    assert sum(one.taken for one in found) > sum(one.wanted for one in found) // 2
