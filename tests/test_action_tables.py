"""Tables of the actions that somebody filled in: changes are taken over, and each row that cannot be is told."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from questionnaires.faults import InputFault
from readiness.actions.import_outcome import TableImport
from readiness.actions.table_file import read_table
from readiness.actions.table_import import import_table
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan
from readiness.report import formats
from readiness.report.formats.action_table import AS_WRITTEN
from readiness.storage import LARGEST_FILE
from tests.plans_of_services import HOSTILE, TODAY, example, example_sheet, plan_of, shipped
from tests.program import run

Rows = list[dict[str, Any]]
NO_TABLE = "this isn't a table of actions: no row has the heading 'Owner' together with 'Id' or 'Code'"
FIRST = example().actions[0].question
SECOND = example().actions[1].question


def nothing() -> ActionRecord:
    return ActionRecord(questionnaire=example_sheet().questionnaire)


def csv_rows(plan: Plan) -> Rows:
    data = formats.make(".csv", plan, shipped()).decode("utf-8-sig")
    return [*csv.DictReader(StringIO(data, newline=""))]


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    text = StringIO(newline="")
    table = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, change: Callable[[Any], None], plan: Plan | None = None) -> Path:
    """The workbook of a plan, changed and saved as a spreadsheet would."""
    book = openpyxl.load_workbook(BytesIO(formats.make(".xlsx", plan or example(), shipped())))
    change(book["Actions"])
    book.save(path)
    return path


def taken(path: Path, record: ActionRecord | None = None) -> TableImport:
    record = record or nothing()
    return import_table(record, plan_of(example_sheet(), record=record), read_table(path), shipped())


def changed_csv(path: Path, **cells: str) -> Path:
    """The example's table with cells of its first row changed."""
    rows = csv_rows(example())
    rows[0] |= cells
    return write_csv(path, rows)


def test_code_names_the_action(tmp_path: Path) -> None:
    """A table with codes alone is read, whatever the letter case; as it does not say what was written, it is asked."""
    rows = csv_rows(example())[:2]
    short = [{"Code": rows[0]["Code"].lower(), "Status": "Doing"}, {"Code": rows[1]["Code"], "Status": "Open"}]
    read = taken(write_csv(tmp_path / "p.csv", short))
    (conflict,) = read.conflicts
    assert (conflict.question, conflict.change(["Status"]).status, read.unchanged) == (FIRST, "doing", 1)
    assert sum("the column" in str(fault) for fault in read.rejected) == 4


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_untouched_table_changes_nothing(tmp_path: Path, suffix: str) -> None:
    """Imported as it was written, on another day and after other agreements, a table changes nothing."""
    path = tmp_path / f"p{suffix}"
    agreed = ActionAgreement(level=1, owner=HOSTILE[:190], status="doing", reason=HOSTILE)
    hostile = plan_of(example_sheet(), date(2027, 2, 1), nothing().with_agreement(FIRST, agreed))
    path.write_bytes(formats.make(suffix, hostile, shipped()))
    later = nothing().with_agreement(
        FIRST, ActionAgreement(level=1, owner="deputy", due=date(2027, 1, 11), status="done")
    )
    read = taken(path, later)
    assert (read.changed, read.rejected) == (0, [])
    assert read.unchanged == len(example().actions)
    assert read.record == later


def test_changes_in_a_csv_are_taken_over(tmp_path: Path) -> None:
    """Owner, date, status and reason that somebody typed are in the record, and nothing else."""
    path = changed_csv(
        tmp_path / "p.csv", Owner="'=deputy", Due="11/01/2027", Status="accepted RISK", Reason="We share it"
    )
    read = taken(path)
    assert (read.changed, read.rejected) == (1, [])
    assert read.record.actions == {
        FIRST: ActionAgreement(level=1, owner="=deputy", due=date(2027, 1, 11), status="accepted", reason="We share it")
    }


def test_changes_in_a_workbook_are_used(tmp_path: Path) -> None:
    """Changes in a workbook are used: dates are dates, rows may be sorted, and columns moved or removed."""

    def change(sheet: Any) -> None:
        column = {cell.value: cell.column_letter for cell in sheet[1]}
        sheet[f"{column['Owner']}2"], sheet[f"{column['Due']}2"] = "deputy", date(2027, 1, 11)
        sheet[f"{column['Status']}2"], sheet[f"{column['Status']}3"] = "Doing", "Done"
        sheet.delete_cols(4, 2)
        sheet.move_range(f"A3:{sheet.dimensions.partition(':')[2].rstrip('0123456789')}3", rows=60)

    read = taken(write_xlsx(tmp_path / "p.xlsx", change))
    assert (read.changed, read.rejected) == (2, [])
    assert read.record.actions == {
        FIRST: ActionAgreement(level=1, owner="deputy", due=date(2027, 1, 11), status="doing"),
        SECOND: ActionAgreement(level=1, status="done"),
    }


def test_emptied_cell_goes_back_to_the_plan(tmp_path: Path) -> None:
    """An empty owner or date goes back to what the plan suggests, and an empty status to open."""
    before = nothing().with_agreement(
        FIRST, ActionAgreement(level=1, owner="deputy", due=date(2027, 1, 11), status="doing")
    )
    rows = csv_rows(plan_of(example_sheet(), record=before))
    rows[0] |= {"Owner": "", "Due": "", "Status": ""}
    read = taken(write_csv(tmp_path / "p.csv", rows), before)
    assert read.record.actions == {FIRST: ActionAgreement(level=1)}


@pytest.mark.parametrize("typed", ["04/01/2027", "04-Jan-27", "4 January 2027", "2027-01-04", "04.01.2027"])
def test_date_that_a_spreadsheet_writes_another_way_is_no_change(tmp_path: Path, typed: str) -> None:
    """The table's own date in British or other writing is the same date, agreed or not."""
    before = nothing().with_agreement(FIRST, ActionAgreement(level=1, due=date(2027, 1, 4)))
    rows = csv_rows(plan_of(example_sheet(), record=before))
    assert rows[0]["Due"] == "2027-01-04"
    rows[0]["Due"] = typed
    read = taken(write_csv(tmp_path / "p.csv", rows), before)
    assert (read.changed, read.rejected, read.record) == (0, [], before)


def test_days_of_the_schedule_are_no_change(tmp_path: Path) -> None:
    """A due date that the schedule gave is not taken for an agreed one, nor are the days next to it."""
    rows = csv_rows(example())
    assert (rows[0]["Start"], rows[0]["Due"], rows[0]["Needed by"]) == ("2026-11-23", "2026-12-21", "2027-01-04")
    rows[0] |= {"Start": "24/11/2026", "Due": "21/12/2026", "Needed by": ""}
    read = taken(write_csv(tmp_path / "p.csv", rows))
    assert (read.changed, read.rejected, read.record) == (0, [], nothing())


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ","), ("utf-8", ";"), ("utf-8-sig", "\t")])
def test_csv_of_any_spreadsheet_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """A CSV file is read with or without the mark, in the old Windows encoding, with semicolons or tabs."""
    rows = csv_rows(example())
    for row in rows:
        row.update({name: cell.encode("cp1252", "replace").decode("cp1252") for name, cell in row.items()})
    rows[0]["Owner"] = "Zoë"
    read = taken(write_csv(tmp_path / "p.csv", rows, encoding, delimiter))
    assert read.rejected == []
    assert read.record.actions[FIRST].owner == "Zoë"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        pytest.param(
            {"Due": "soon"}, 'row 2: LE4: Due: "soon" can\'t be read as a date. Write the date like', id="date"
        ),
        pytest.param({"Due": "2027-02-30"}, "there is no such day as 2027-02-30. Check the day", id="no-such-day"),
        pytest.param(
            {"Status": "nearly"},
            'row 2: LE4: Status: "nearly" is not a status. Use one of these statuses: Open',
            id="status",
        ),
        pytest.param({"Status": "Accepted risk"}, "row 2: LE4: .*needs a reason. Say why", id="no-reason"),
        pytest.param({"Owner": "x" * 201}, "row 2: LE4: owner: .*200", id="long-owner"),
        pytest.param(
            {"Id": "team.role-clarty"},
            "row 2: team.role-clarty: the plan has no action with this name or code",
            id="name",
        ),
        pytest.param({"Id": "", "Code": ""}, "row 2: Id: this cell is empty", id="no-name"),
        pytest.param(
            {"Id": "", "Code": "LE9"}, "row 2: LE9: the plan has no action with this name or code", id="no-such-code"
        ),
        pytest.param({"Id": SECOND}, "row 2: [A-Z]{2}[0-9]: .* belong to another action", id="moved"),
        pytest.param(
            {"Owner": "deputy", AS_WRITTEN: '[0, "x", "", "open", ""]'},
            "row 2: LE4: the question has been answered again since",
            id="other-level",
        ),
    ],
)
def test_row_that_cannot_be_used_is_told(tmp_path: Path, cells: dict[str, str], message: str) -> None:
    """A row that can't be used gets one sentence with row, action, fault and remedy; the other rows count."""
    read = taken(changed_csv(tmp_path / "p.csv", **cells))
    assert len(read.rejected) == 1
    assert re.search(message, str(read.rejected[0])), read.rejected
    assert "\n" not in str(read.rejected[0])
    assert read.changed + read.unchanged == len(example().actions) - 1


@pytest.mark.parametrize("spoilt", ["", "x", "[1]", '[9, "a", "soon", "open", ""]', "{}", "b1c2"])
def test_row_without_memory_is_asked_where_it_differs(tmp_path: Path, spoilt: str) -> None:
    """If the cell that says what was written is gone or spoilt, nobody can say what was changed."""
    rows = csv_rows(example())
    for row in rows:
        row[AS_WRITTEN] = spoilt
    rows[0]["Owner"] = "deputy"
    read = taken(write_csv(tmp_path / "p.csv", rows))
    assert (read.rejected, read.record, read.unchanged) == ([], nothing(), len(rows) - 1)
    assert "isn't clear which of the two was changed" in str(read.conflicts[0].fault())


def _bomb(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)


def _no_workbook(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        pytest.param("p.xlsx", lambda path: path.write_bytes(b"x"), NO_TABLE, id="no-zip"),
        pytest.param("p.xlsx", _no_workbook, "this file is a ZIP archive, not a table of actions", id="no-workbook"),
        pytest.param("p.xlsx", _bomb, "the workbook is far too big to open", id="bomb"),
        pytest.param("p.csv", lambda path: path.write_bytes(b""), "this file is empty", id="empty"),
        pytest.param(
            "p.csv",
            lambda path: path.write_bytes(b"a,b\n1,2\n"),
            NO_TABLE,
            id="other",
        ),
        pytest.param(
            "p.csv",
            lambda path: path.write_bytes(b"Id\n" + b"x" * 200_000),
            "the file is not a CSV file",
            id="long-cell",
        ),
        pytest.param(
            "p.csv", lambda path: path.write_bytes(b"x" * (LARGEST_FILE + 1)), "larger than 10 MB", id="large"
        ),
        pytest.param("p.csv", lambda path: path.mkdir(), r"the file can't be read \(", id="folder"),
        pytest.param("p.csv", lambda _: None, "there is no such file", id="missing"),
        pytest.param(
            "p.pdf", lambda path: path.write_bytes(b"%PDF-1.7"), "this file is a PDF, not a table of actions", id="pdf"
        ),
    ],
)
def test_file_that_is_no_table_is_told(tmp_path: Path, name: str, make: Callable[[Path], object], message: str) -> None:
    """What cannot be read at all gets one sentence with the file's name, and a remedy."""
    make(tmp_path / name)
    with pytest.raises(InputFault, match=message) as caught:
        read_table(tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / name))


def test_what_is_not_used_is_told_by_code_in_the_order_of_rows(tmp_path: Path) -> None:
    """Whatever finds a fault, its row has the code that people see in the table, and comes in its turn."""
    rows = csv_rows(example())
    rows[0]["Due"], rows[1]["Status"], rows[2]["Status"] = "soon", "Accepted risk", "nearly"
    rows[3]["Code"] = rows[4]["Code"]
    told = [str(fault) for fault in taken(write_csv(tmp_path / "p.csv", rows)).not_used]
    places = [f"row {number}: {rows[number - 2]['Code']}: " for number in (2, 3, 4)]
    assert [place for place, fault in zip(places, told, strict=False) if not fault.startswith(place)] == []
    assert told[3].startswith("row 5: ")


def test_command_reads_a_table_back(tmp_path: Path) -> None:
    """`--read` keeps what it can and tells each row that it cannot take over, with exit code 1; the plan has it."""
    (tmp_path / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    as_of = ("--as-of", TODAY.isoformat())
    run("plan", "a.json", "-o", "p.csv", *as_of, folder=tmp_path)
    data = (tmp_path / "p.csv").read_bytes().decode("utf-8-sig")
    rows = [*csv.DictReader(StringIO(data, newline=""))]
    rows[0]["Owner"], rows[1]["Due"] = "deputy", "soon"
    write_csv(tmp_path / "p.csv", rows)
    ended = run("actions", "a.json", "--read", "p.csv", *as_of, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
    taken_over, told, counted, *_ = ended.stderr.splitlines()
    assert taken_over == f'{rows[0]["Code"]}: owner "deputy".'
    assert (
        told == f'p.csv: row 3: {rows[1]["Code"]}: Due: "soon" can\'t be read as a date. '
        "Write the date like 1 March 2027, 01/03/2027 or 2027-03-01."
    )
    assert counted == f"Rows: 1 changed, {len(rows) - 2} unchanged, 1 not used."
    run("plan", "a.json", "-o", "p.md", *as_of, folder=tmp_path)
    assert "| Deputy |" in (tmp_path / "p.md").read_text(encoding="utf-8")
