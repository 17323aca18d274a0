"""Tables of actions edited at random as people edit them, and what of each edit came back into the record."""

import csv
import traceback
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.actions.import_outcome import TableImport
from readiness.actions.table_file import read_table
from readiness.actions.table_import import import_table
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan, Status
from readiness.report import formats
from readiness.report.formats.action_table import (
    ACTION,
    AS_WRITTEN,
    CODE,
    DUE,
    ID,
    NEEDED_BY,
    OWNER,
    REASON,
    START,
    STATUS,
)  # fmt: skip
from readiness.report.sentences.actions import STATUS_NAMES
from tests.plans_of_services import TODAY, example_sheet, plan_of, shipped

CLEARED = "cleared"
_FIELDS = (OWNER, DUE, STATUS, REASON)
_ATTRIBUTES = {OWNER: "owner", DUE: "due", STATUS: "status", REASON: "reason"}
_NAMES = (
    "Jo Bell",
    "ward manager",
    "Zoë Müller",
    "Łukasz 王",
    "=deputy",
    "Siân O\u2019Neill",
    "HR",
    "director",
    "Sam, with Ann",
)
_REASONS = ("Shared with the trust", "We know \u2013 and watch it", "Zoë decides; in May", 'a, b and "c"')
_DAYS = tuple(date(2027, month, day) for month in (1, 2, 3, 4, 11) for day in (1, 4, 11, 15, 28))
_ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850", "cp1250", "cp1251")
"""Six that spreadsheets save in, and others in which the letters of some names are lost."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip  # noqa: E501

_AS_A_PROGRAM: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "British": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "British with a time": lambda day: f"{day.day:02}/{day.month:02}/{day.year} 00:00",
    "American": lambda day: f"{day.month}/{day.day}/{day.year}",
    "German": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "Excel": lambda day: f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year % 100:02}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
    "short American": lambda day: f"{day.month:02}/{day.day:02}/{day.year % 100:02}",
}
"""How a spreadsheet writes the dates of all columns when it saves a CSV file."""
_IN_WORDS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.day} {_LONG[day.month - 1]} {day.year}",
    lambda day: f"{day.day}{_ordinal(day.day)} {_LONG[day.month - 1]} {day.year}",
    lambda day: f"{_LONG[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}",
    lambda day: f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}",
)
"""How people write a date that a program leaves as it is."""

Cell = str | int | date | None


@dataclass
class Edited:
    """A table that somebody edited, and what they meant by it."""

    header: list[str]
    rows: list[list[Cell]]
    is_workbook: bool
    wanted: dict[tuple[str, str], Any] = field(default_factory=dict)
    """By question and column."""
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    """First row, last row (from 0) and column of merged cells."""
    formulas: set[tuple[int, int]] = field(default_factory=set)
    above: int = 0
    """Rows above the headings."""
    hidden: set[int] = field(default_factory=set)
    """Rows that a filter hides."""
    sheet: str = "Actions"
    copies: int = 0
    done: list[str] = field(default_factory=list)
    """The names of the edits."""
    style: str = "iso"

    def column(self, name: str) -> int | None:
        """The place of a column; none where it is gone or renamed."""
        return self.header.index(name) if name in self.header else None

    def question(self, row: int) -> str | None:
        """The question of a row, as its Id says."""
        place = self.column(ID)
        value = self.rows[row][place] if place is not None and row < len(self.rows) else None
        return value if isinstance(value, str) and value else None

    def pick(self, random: Random) -> int | None:
        """A row that is about an action, and not about the same as another."""
        questions = [self.question(row) for row in range(len(self.rows))]
        rows = [row for row, name in enumerate(questions) if name and questions.count(name) == 1]
        return random.choice(rows) if rows else None

    def want(self, row: int, column: str, value: Any) -> None:
        """Notes what somebody means by a cell."""
        if question := self.question(row):
            self.wanted[question, column] = value


Edit = Callable[[Edited, Random], None]


def _ordinal(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _put(table: Edited, row: int, column: str, cell: Cell, meant: Any) -> None:
    place = table.column(column)
    if place is not None and not any(first <= row <= last and at == place for first, last, at in table.merged):
        table.rows[row][place] = cell
        table.formulas.discard((row, place))
        table.want(row, column, meant)


def set_owner(table: Edited, random: Random) -> None:
    name = random.choice(_NAMES)
    if (row := table.pick(random)) is not None:
        _put(table, row, OWNER, f"'{name}" if name.startswith("=") and not table.is_workbook else name, name)


def set_status(table: Edited, random: Random) -> None:
    status: Status = random.choice(("open", "doing", "done"))
    if (row := table.pick(random)) is not None:
        _put(table, row, STATUS, random.choice((str.upper, str.lower, str))(STATUS_NAMES[status]), status)


def accept_risk(table: Edited, random: Random) -> None:
    reason = random.choice(_REASONS)
    if (row := table.pick(random)) is not None and table.column(REASON) is not None:
        _put(table, row, STATUS, "Accepted risk", "accepted")
        _put(table, row, REASON, reason, reason)


def set_due(table: Edited, random: Random) -> None:
    day = random.choice(_DAYS)
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, day, day)


def set_due_in_words(table: Edited, random: Random) -> None:
    day = random.choice(_DAYS)
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, random.choice(_IN_WORDS)(day), day)


def set_due_in_numbers(table: Edited, random: Random) -> None:
    """Types a date as text, in the order of the other dates of the table."""
    day = random.choice(_DAYS)
    if (row := table.pick(random)) is not None:
        form = "{0.month}/{0.day}/{0.year}" if "American" in table.style else "{0.day}/{0.month}/{0.year}"
        _put(table, row, DUE, form.format(day), day)


def no_date(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, random.choice(("soon", "27-Mar", "########", "30 February 2027", "Q2")), "?")


def clear(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None:
        _put(table, row, random.choice((OWNER, DUE, STATUS)), None, CLEARED)


def sort_rows(table: Edited, random: Random) -> None:
    if table.merged or table.formulas:
        return
    place = random.randrange(len(table.header))
    table.rows.sort(key=lambda row: str(row[place] if place < len(row) else ""), reverse=random.random() < 0.5)


def insert_rows(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        note = random.choice((None, "", "See the minutes of May"))
        table.rows.insert(random.randrange(len(table.rows) + 1), [note, *[None] * (len(table.header) - 1)])


def delete_row(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas and (row := table.pick(random)) is not None:
        question = table.question(row)
        del table.rows[row]
        for column in _FIELDS:
            table.wanted.pop((question or "", column), None)


def insert_column(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        place = random.randrange(len(table.header) + 1)
        table.header.insert(place, random.choice(("Notes", "", "Who asked", "RAG", "Date seen")))
        for row in table.rows:
            row.insert(place, random.choice(("x", "", "3/24/2027", "ask Ann")))


def delete_column(table: Edited, random: Random) -> None:
    if table.merged or table.formulas:
        return
    place = random.randrange(len(table.header))
    if table.header[place] not in (ID, CODE) or random.random() < 0.2:
        if table.header[place] == ID:
            return
        del table.header[place]
        for row in table.rows:
            del row[place : place + 1]


def move_column(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        place, to = random.randrange(len(table.header)), random.randrange(len(table.header))
        table.header.insert(to, table.header.pop(place))
        for row in table.rows:
            row.insert(to, row.pop(place))


def rename_heading(table: Edited, random: Random) -> None:
    name = random.choice((*_FIELDS, AS_WRITTEN, CODE, ACTION))
    if (place := table.column(name)) is not None:
        table.header[place] = random.choice((f"{name} (who?)", "Responsible", f"{name} date", "", f"My {name}"))


def restyle_heading(table: Edited, random: Random) -> None:  # noqa: ARG001  # all edits have the same arguments
    """Letter case, spaces and punctuation: the column is the same."""
    table.done.append("restyled")


def double_heading(table: Edited, random: Random) -> None:
    name = random.choice(_FIELDS)
    if (place := table.column(name)) is not None and not table.merged and not table.formulas:
        table.header.append(name)
        for row in table.rows:
            row += [None] * (len(table.header) - 1 - len(row))
            row.append(random.choice((row[place], "Somebody")))


def title_above(table: Edited, random: Random) -> None:
    table.above += random.randint(1, 3)


def copy_row(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas and (row := table.pick(random)) is not None:
        table.rows.insert(random.randrange(len(table.rows)), deepcopy(table.rows[row]))


def fill_down(table: Edited, random: Random) -> None:
    """Drags a cell down over the rows below it."""
    column = random.choice((OWNER, DUE, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None or table.merged or table.formulas:
        return
    value = table.rows[row][place]
    meant = _meaning(column, value)
    for below in range(row + 1, min(row + 4, len(table.rows))):
        if table.question(below) and meant is not None:
            _put(table, below, column, value, meant)


def paste_cells(table: Edited, random: Random) -> None:
    """Copies owner, due date and status of one row over those of another, as a block that was copied is pasted."""
    source, target = table.pick(random), table.pick(random)
    columns = [column for column in (OWNER, DUE, STATUS) if table.column(column) is not None]
    if source is None or target is None or source == target or not columns or table.merged or table.formulas:
        return
    cells = {column: table.rows[source][table.column(column) or 0] for column in columns}
    for column in random.sample(columns, random.randint(1, len(columns))):
        if (meant := _meaning(column, cells[column])) is not None:
            _put(table, target, column, cells[column], meant)


def paste_values(table: Edited, random: Random) -> None:
    """Pastes the cells of one column over another: dates over owners, or statuses over dates. Nobody means that."""
    row = table.pick(random)
    source, target = random.choice(((DUE, OWNER), (STATUS, DUE), (OWNER, DUE), (OWNER, STATUS), (DUE, STATUS)))
    place = table.column(source)
    if row is None or place is None or table.merged or table.formulas:
        return
    for at in range(row, min(row + random.randint(1, 3), len(table.rows))):
        value = table.rows[at][place]
        if table.question(at) and value not in (None, "") and not (target == OWNER and not isinstance(value, date)):
            _put(table, at, target, value, "?")


def filter_rows(table: Edited, random: Random) -> None:
    """Shows some rows only, and changes one of them; the others are hidden, not gone."""
    column = random.choice((OWNER, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None:
        return
    shown = table.rows[row][place]
    table.hidden = {at for at, cells in enumerate(table.rows) if place < len(cells) and cells[place] != shown}
    _put(table, row, STATUS, "Doing", "doing")


def _meaning(column: str, value: Cell) -> Any:
    """What a cell means; none where it is not plain."""
    if column == STATUS:
        return next((key for key, name in STATUS_NAMES.items() if str(value).lower() == name.lower()), None)
    if column == DUE:
        return value if isinstance(value, date) else None
    return value.removeprefix("'") if isinstance(value, str) and value else None


def merge(table: Edited, random: Random) -> None:
    column = random.choice((OWNER, DUE, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None or not table.is_workbook or table.merged or table.formulas:
        return
    last = min(row + random.randint(1, 3), len(table.rows) - 1)
    value = table.rows[row][place]
    meant = _meaning(column, value)
    questions = [table.question(at) for at in range(row, last + 1)]
    if meant is None or last == row or None in questions or len({*questions}) < len(questions):
        return
    for at in range(row + 1, last + 1):
        table.want(at, column, meant)
        table.rows[at][place] = None
    table.merged.append((row, last, place))


def replace_all(table: Edited, random: Random) -> None:
    old, new = random.choice((("service manager", "Jo Bell"), ("manager", "lead"), ("Bell", "Green"), ("2027", "2028")))
    owner = table.column(OWNER)
    if table.merged:  # it was meant for each of their rows, which the cells no longer say
        return
    for row in table.rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and old in cell:
                row[place] = cell.replace(old, new)
    table.done.append("years" if old == "2027" else "replaced")
    for number, row in enumerate(table.rows):
        cell = row[owner] if owner is not None and owner < len(row) else None
        if isinstance(cell, str) and new in cell and old != "2027":
            table.want(number, OWNER, cell.removeprefix("'"))


def sort_one_column(table: Edited, random: Random) -> None:
    """Sorts one column and leaves the others: nobody means anything by it."""
    name = random.choice((ID, ACTION, CODE, AS_WRITTEN, OWNER, DUE, STATUS))
    place = table.column(name)
    touched = "replaced" in table.done or any(column == name for _, column in table.wanted)
    if place is None or table.merged or table.formulas or touched:
        return  # nobody could tell a cell that was changed and then moved from one that was changed where it stands
    cells = [row[place] for row in table.rows if place < len(row)]
    filled = sorted(
        (cell for cell in cells if cell not in (None, "")), key=_as_excel_sorts, reverse=random.random() < 0.5
    )
    ordered = [*filled, *[cell for cell in cells if cell in (None, "")]]
    for row, cell in zip([row for row in table.rows if place < len(row)], ordered, strict=True):
        row[place] = cell
    table.done.append(f"alone:{name}")


def _as_excel_sorts(cell: Cell) -> tuple[int, str]:
    return (0, cell.isoformat()) if isinstance(cell, date) else (1, str(cell).casefold())


def error_value(table: Edited, random: Random) -> None:
    column = random.choice((OWNER, DUE, STATUS))
    if (row := table.pick(random)) is not None:
        _put(table, row, column, random.choice(("#REF!", "#N/A", "Err:508", "#NAME?")), "?")


def formula(table: Edited, random: Random) -> None:
    row, place = table.pick(random), table.column(OWNER)
    if row is not None and place is not None:
        _put(table, row, OWNER, "=Z99", "?")
        if table.is_workbook:
            table.formulas.add((row, place))


def damage_memory(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None and (place := table.column(AS_WRITTEN)) is not None:
        table.rows[row][place] = random.choice((None, "", "x", str(table.rows[row][place])[3:]))


def rename_sheet(table: Edited, random: Random) -> None:
    table.sheet = random.choice(("Sheet1", "Plan of May", "Tabelle1"))


def copy_sheet(table: Edited, random: Random) -> None:  # noqa: ARG001
    table.copies += table.is_workbook


_OFTEN: tuple[Edit, ...] = (
    set_owner,
    set_owner,
    set_status,
    set_due,
    set_due,
    set_due_in_words,
    set_due_in_numbers,
    accept_risk,
    clear,
    sort_rows,
)
_AT_TIMES: tuple[Edit, ...] = (
    no_date, insert_rows, delete_row, insert_column, delete_column, move_column, rename_heading, restyle_heading,
    double_heading, title_above, copy_row, fill_down, paste_cells, paste_cells, paste_values, filter_rows, merge, merge,
    replace_all, sort_one_column, error_value, formula, damage_memory, rename_sheet, copy_sheet,
)  # fmt: skip


@dataclass
class Outcome:
    """What became of one edited table."""

    edits: list[str]
    invented: list[str] = field(default_factory=list)
    """Changes that nobody made."""
    lost: list[str] = field(default_factory=list)
    """Changes that are not in the record, without a word."""
    traceback: str = ""
    wanted: int = 0
    taken: int = 0
    told: int = 0


@cache
def _sheet() -> AnswerSheet:
    return example_sheet().model_copy(update={"form": "short"})


def _empty() -> ActionRecord:
    return ActionRecord(questionnaire=_sheet().questionnaire)


@cache
def _records() -> tuple[ActionRecord, ...]:
    """What may have been agreed when a table is written."""
    plan = plan_of(_sheet())
    record = _empty()
    for place, action in enumerate(plan.actions):
        agreement = ActionAgreement(
            level=action.level,
            owner=_NAMES[place % len(_NAMES)] if place % 2 else None,
            due=_DAYS[place % len(_DAYS)] if place % 3 else None,
            status=("open", "doing", "accepted")[place % 3],
            reason=_REASONS[place % len(_REASONS)] if place % 3 == 2 else "",
        )
        record = record.with_agreement(action.question, agreement)
    return (_empty(), record)


@cache
def _plan(place: int, day: date) -> Plan:
    return _identified(plan_of(_sheet(), day, _records()[place]))


def _identified(plan: Plan) -> Plan:
    return plan.model_copy(update={"identity": "0123456789abcdef" * 2})


@cache
def _grid(place: int, suffix: str) -> tuple[list[str], list[list[Cell]]]:
    """The cells of a table as it was written, with days as days."""
    data = formats.make(suffix, _plan(place, TODAY), shipped())
    if suffix == ".csv":
        header, *texts = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
        dates = [header.index(name) for name in (START, DUE, NEEDED_BY)]
        rows: list[list[Cell]] = [
            [date.fromisoformat(cell) if place in dates and cell else cell for place, cell in enumerate(row)]
            for row in texts
        ]
        return header, rows
    sheet = openpyxl.load_workbook(BytesIO(data))["Actions"]
    grid = [
        [cell.date() if hasattr(cell, "date") else cell for cell in row] for row in sheet.iter_rows(values_only=True)
    ]
    return [str(cell) for cell in grid[0]], grid[1:]


def try_one(seed: int, folder: Path) -> Outcome:
    """Writes a table, edits it at random, saves it as a spreadsheet would, and reads it back."""
    random = Random(seed)
    place, suffix = random.randrange(2), random.choice((".csv", ".xlsx"))
    header, rows = _grid(place, suffix)
    table = Edited([*header], [[*row] for row in rows], suffix == ".xlsx")
    table.style = "iso" if table.is_workbook else random.choice(tuple(_AS_A_PROGRAM))
    edits = [random.choice(_OFTEN) for _ in range(random.randint(0, 4))]
    edits += [random.choice(_AT_TIMES) for _ in range(random.choice((0, 1, 1, 2)))]
    random.shuffle(edits)
    edits.sort(key=lambda edit: edit is sort_one_column)  # sorted again with its rows, nobody could see it
    for edit in edits:
        edit(table, random)
    table.done += [edit.__name__ for edit in edits]
    path = folder / f"t{suffix}"
    encoding = _save(table, path, random)
    record = _records()[place]
    meanwhile = _changed_meanwhile(record, random, place) if random.random() < 0.3 else record
    day = TODAY + timedelta(days=random.choice((0, 0, 9, 60)))
    plan = _identified(plan_of(_sheet(), day, meanwhile)) if meanwhile is not record else _plan(place, day)
    outcome = Outcome([suffix, encoding, table.style, *table.done])
    try:
        imported = import_table(meanwhile, plan, read_table(path), shipped())
    except InputFault:
        outcome.told = outcome.wanted = len(table.wanted)
        return outcome
    except Exception:
        outcome.traceback = traceback.format_exc()
        return outcome
    _compare(outcome, table, meanwhile, imported, _records()[place], plan)
    return outcome


def _changed_meanwhile(record: ActionRecord, random: Random, place: int) -> ActionRecord:
    """What was agreed after the table was written."""
    for action in random.sample(_plan(place, TODAY).actions, 3):
        agreement = ActionAgreement(
            level=action.level,
            owner=random.choice((None, "Kept Meanwhile")),
            due=random.choice((None, date(2027, 5, 5))),
            status=random.choice(("open", "doing", "done")),
        )
        record = record.with_agreement(action.question, agreement)
    return record


def _save(table: Edited, path: Path, random: Random) -> str:
    header = [
        f" {name.upper()}: " if "restyled" in table.done or random.random() < 0.02 else name for name in table.header
    ]
    if table.is_workbook:
        _save_workbook(table, path, header, random)
        return "xlsx"
    write = _AS_A_PROGRAM[table.style]
    encoding = random.choice(_ENCODINGS)
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=random.choice(",;\t"), lineterminator=random.choice(("\r\n", "\n", "\r")))
    for _ in range(table.above):
        writer.writerow(["Our action plan", "", ""])
    writer.writerow(header)
    for row in table.rows:
        writer.writerow(["" if cell is None else write(cell) if isinstance(cell, date) else cell for cell in row])
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return encoding


def _save_workbook(table: Edited, path: Path, header: list[str], random: Random) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = table.sheet
    for _ in range(table.above):
        sheet.append(["Our action plan"])
    sheet.append(header)
    below = table.above + 2
    _write_rows(sheet, table, below)
    for number in range(len(table.rows)):
        if number in table.hidden or random.random() < 0.1:
            sheet.row_dimensions[below + number].hidden = True
    if table.hidden:
        sheet.auto_filter.ref = f"A{below - 1}:{sheet.cell(below + len(table.rows), len(header)).coordinate}"
    for first, last, place in table.merged:
        sheet.merge_cells(start_row=below + first, end_row=below + last, start_column=place + 1, end_column=place + 1)
    summary = book.create_sheet("Summary", random.randint(0, 1))
    summary.append(["What can go ahead"])
    for _ in range(table.copies):
        book.copy_worksheet(sheet)
    book.save(path)


def _write_rows(sheet: Any, table: Edited, below: int) -> None:
    """The cells of the rows; a text that begins like a formula is one only where somebody typed a formula."""
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            target = sheet.cell(below + number, place + 1, cell)
            if isinstance(cell, str) and cell.startswith("=") and (number, place) not in table.formulas:
                target.data_type = "s"


def _compare(
    outcome: Outcome, table: Edited, before: ActionRecord, imported: TableImport, written: ActionRecord, plan: Plan
) -> None:
    told = _told(table, imported)
    for action in plan.actions:
        for column in _FIELDS:
            was, became = (_of(record, action.question, column) for record in (before, imported.record))
            wanted = table.wanted.get((action.question, column), "nothing")
            if wanted == CLEARED:
                wanted = {STATUS: "open", REASON: ""}.get(column)
            is_told = action.question in told or column in told
            explained = became in (was, wanted) or (
                column == REASON and became == "" and _moved(before, imported, action.question)
            )
            if not explained and "years" in table.done and column == DUE:
                continue
            if not explained:
                outcome.invented.append(f"{action.question} {column}: {was!r} became {became!r}, wanted {wanted!r}")
            if wanted != "nothing":
                outcome.wanted += 1
                outcome.taken += became == wanted
                outcome.told += is_told
                unchanged = _as_written(written, action, column, wanted)
                if became != wanted and not is_told and not unchanged:
                    outcome.lost.append(f"{action.question} {column}: wanted {wanted!r}, is {became!r}")


def _moved(before: ActionRecord, imported: TableImport, question: str) -> bool:
    """Whether the status was changed: the reason for accepting a risk goes with it."""
    return bool(_of(before, question, STATUS) != _of(imported.record, question, STATUS))


def _as_written(written: ActionRecord, action: Any, column: str, wanted: Any) -> bool:
    """Whether somebody typed what the cell said already, which is no change."""
    place = next(place for place, record in enumerate(_records()) if record is written)
    shown = next(it for it in _plan(place, TODAY).actions if it.question == action.question)
    return bool(getattr(shown, _ATTRIBUTES[column]) == wanted)


def _of(record: ActionRecord, question: str, column: str) -> Any:
    agreement = record.actions.get(question)
    if agreement is None:
        return {STATUS: "open", REASON: ""}.get(column)
    return getattr(agreement, _ATTRIBUTES[column])


def _told(table: Edited, imported: TableImport) -> set[str]:
    """The questions of rows, and the columns, of which it is told that they were not taken over."""
    told = {conflict.question for conflict in imported.conflicts}
    for fault in imported.rejected:
        text = str(fault)
        told |= {column for column in _FIELDS if f"'{column}'" in text}
        row = fault.where.removeprefix("row ").partition(":")[0]
        if row.isdigit() and (question := table.question(int(row) - table.above - 2)):
            told.add(question)
    codes = shipped().questionnaire.codes
    told |= {question for question, code in codes.items() if code in imported.missing}
    return told


def outcomes(count: int, folder: Path) -> Iterator[Outcome]:
    """The outcomes of so many edited tables; the same ones every time."""
    for seed in range(count):
        yield try_one(seed, folder)
