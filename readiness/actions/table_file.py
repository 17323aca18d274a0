"""Reading a table of actions that somebody filled in: a workbook or a CSV file as a spreadsheet saves it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_TABLE_OF_ACTIONS, unusable
from readiness.report.formats.action_table import (
    ACTION,
    AS_WRITTEN,
    CODE,
    COLUMNS,
    DUE,
    ID,
    NEEDED_BY,
    OWNER,
    REASON,
    SERVICE,
    START,
    STATUS,
)  # fmt: skip
from readiness.spreadsheet import is_error, unguarded
from readiness.storage import read_bounded
from readiness.tables.csv_rows import SEPARATORS, csv_rows, without_separator_line
from readiness.tables.table_letters import Letters, decode, line_of
from readiness.tables.workbook_file import SAVE_AGAIN, Sheet, Unusable, Value, read_sheets
from readiness.text import letters_alone

_TO_FILL: Final = (OWNER, DUE, STATUS, REASON)
_READ: Final = (CODE, ACTION, OWNER, START, DUE, NEEDED_BY, STATUS, REASON, SERVICE, ID, AS_WRITTEN)
_MUST_HAVE: Final = (*_TO_FILL, AS_WRITTEN)
_DATES: Final = (START, DUE, NEEDED_BY)
_HEADING_WITHIN: Final = 30
"""Rows in which the headings are looked for: people write a title above a table."""

Cell = str | Unusable
Choose = Callable[[Sequence[str]], int]
"""Asks which of several sheets is meant, and returns its place."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table."""

    number: int
    """As a spreadsheet counts."""
    cells: Mapping[str, Cell]
    """By the program's name of the column; days as `2027-03-01`."""

    def text(self, column: str) -> str:
        """The text of a cell; empty where the column is not there.

        Raises:
            InputFault: the cell has no value that can be used.
        """
        cell = self.cells.get(column, "")
        if isinstance(cell, Unusable):
            raise InputFault(Fault(column, cell.what, cell.remedy))
        return cell


@dataclass(frozen=True)
class Table:
    """A table of actions."""

    rows: tuple[TableRow, ...]
    """Without empty ones."""
    columns: frozenset[str]
    """Those of the program's columns that it has, each once."""
    faults: tuple[Fault, ...] = ()
    """Each column of which nothing can be taken over."""
    letters: Letters = field(default_factory=Letters)


def read_table(path: Path, choose: Choose | None = None) -> Table:
    """Reads a table of actions.

    Args:
        path: the file.
        choose: asks which sheet is meant where several fit; without it they are named and the file is refused.

    Raises:
        InputFault: the file cannot be read, or is not a table of actions.
    """
    data = read_bounded(path, "table of actions", SAVE_AGAIN)
    try:
        if fault := unusable(data, A_TABLE_OF_ACTIONS):
            raise InputFault(fault)
        return _of_workbook(data, choose) if data.startswith(b"PK") else _of_csv(data)
    except InputFault as fault:
        raise fault.within(str(path)) from fault


def _of_workbook(data: bytes, choose: Choose | None) -> Table:
    fitting = [(sheet, place) for sheet in read_sheets(data) if (place := _heading_place(sheet.rows)) is not None]
    fitting = [(sheet, place) for sheet, place in fitting if len(sheet.rows) > place + 1] or fitting
    if not fitting:
        raise InputFault(_no_table("no sheet of it"))
    chosen = 0
    if len(fitting) > 1:
        names = [sheet.name for sheet, _ in fitting]
        if choose is None:
            what = f"the sheets {' and '.join(map(shown, names))} are both tables of actions"
            if len(names) > 2:
                what = f"the sheets {', '.join(map(shown, names))} are all tables of actions"
            remedy = "Remove those that are not meant, or read it in a terminal, which asks"
            raise InputFault(Fault("", what, remedy))
        chosen = choose(names)
    sheet, place = fitting[chosen]
    return _table(sheet.rows, place, Letters(), sheet)


def _of_csv(data: bytes) -> Table:
    text, letters = decode(data)
    text = without_separator_line(text)
    best: tuple[int, list[list[Value]], int] | None = None
    for separator in SEPARATORS:
        rows = csv_rows(text, separator)
        place = _heading_place(rows)
        if place is not None:
            known = len(_headings(rows[place]))
            best = best if best and best[0] >= known else (known, rows, place)
    if best is None:
        raise InputFault(_no_table("no row of it"))
    return _table(best[1], best[2], letters)


def _no_table(where: str) -> Fault:
    what = f"{where} has the headings '{ID}' or '{CODE}', and '{OWNER}', so it is no table of actions"
    return Fault("", what, "Choose a .xlsx or .csv that `readiness plan` has written")


def _heading_place(rows: Sequence[Sequence[Value]]) -> int | None:
    """Which row has the headings: the first with an Id or a code, and with a column to fill in."""
    for place, row in enumerate(rows[:_HEADING_WITHIN]):
        known = set(_headings(row))
        if known & {ID, CODE} and known & {*_TO_FILL, AS_WRITTEN, ACTION}:
            return place
    return None


def _key(heading: object) -> str:
    return letters_alone(heading) if isinstance(heading, str) else ""


_BY_KEY: Final = {_key(name): name for name in _READ}
_ALL_KEYS: Final = {_key(column.name) for column in COLUMNS}


def _headings(row: Sequence[Value]) -> dict[str, list[int]]:
    """The places of the columns that are read, by the program's names."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(row):
        if name := _BY_KEY.get(_key(heading)):
            found.setdefault(name, []).append(place)
    return found


def _table(rows: Sequence[Sequence[Value]], place: int, letters: Letters, sheet: Sheet | None = None) -> Table:
    found = _headings(rows[place])
    several = {name: places for name, places in found.items() if len(places) > 1 and not _alike(rows, places)}
    single = {name: places[0] for name, places in found.items() if name not in several}
    if ID in several or not {ID, CODE} & set(single):
        what = f"several columns have the heading '{ID if ID in several else CODE}', and differ"
        raise InputFault(Fault(f"row {place + 1}", what, "Keep one of them"))
    faults = [*_doubled(place, several), *_missing(rows[place], place, found)]
    table_rows = (
        TableRow(number, {name: _cell(_at(row, column), name, sheet) for name, column in single.items()})
        for number, row in enumerate(rows[place + 1 :], place + 2)
        if any(cell not in (None, "") for cell in row)
    )
    return Table(tuple(table_rows), frozenset(single), tuple(faults), letters)


def _alike(rows: Sequence[Sequence[Value]], places: Sequence[int]) -> bool:
    """Whether columns have the same in each row, so that it does not matter which of them is read."""
    return all(len({str(_at(row, place) or "") for place in places}) == 1 for row in rows)


def _at(row: Sequence[Value], place: int) -> Value:
    return row[place] if place < len(row) else None


def _doubled(place: int, several: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            f"row {place + 1}",
            f"several columns have the heading '{name}', so nothing is taken over from them",
            "Keep one of them, and read the table again",
        )
        for name in several
    ]


def _missing(header: Sequence[Value], place: int, found: Mapping[str, object]) -> list[Fault]:
    """The columns that people fill in, or that say what was written, which are missing; and what may be one of them."""
    strange = {line_of(text): _key(text) for text in header if isinstance(text, str) and _key(text) not in _ALL_KEYS}
    faults = []
    for name in _MUST_HAVE:
        if name in found:
            continue
        key = _key(name)
        like = [text for text, other in strange.items() if other and (key in other or other in key)]
        like = like or [text for text, other in strange.items() if get_close_matches(other, [key], n=1, cutoff=0.6)]
        if name == AS_WRITTEN:
            what = f"the column '{name}' is missing, so it cannot be told what somebody changed"
        else:
            what = f"the column '{name}' is missing, so nothing is taken over from it"
        remedy = f"'{like[0]}' may be it: name it '{name}'" if like else f"Name a column '{name}', or leave it so"
        faults.append(Fault(f"row {place + 1}", what, remedy))
    return faults


def _cell(value: Value, name: str, sheet: Sheet | None) -> Cell:
    """A cell as text on one line, without the guard that kept it from being a formula."""
    if value is None or isinstance(value, Unusable):
        return value or ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool) and name in _TO_FILL:
        return Unusable(f"{str(value).upper()} does not belong here", "Write the value itself")
    if isinstance(value, date):
        return value.isoformat() if name in _DATES else _no_text(name, value)
    if sheet and name in _DATES and isinstance(value, float | int):
        return _day(value, sheet)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    line = line_of(text)
    if is_error(line) and name in _TO_FILL:
        return Unusable(f"{line} is an error of the spreadsheet", "Write the value itself")
    if sheet is None and line.startswith("=") and name in _TO_FILL:
        return Unusable(f"{shown(line)} is a formula", "Write the value itself")
    return unguarded(line)


def _no_text(name: str, day: date) -> Cell:
    if name not in _TO_FILL:
        return day.isoformat()
    return Unusable(f"{day.isoformat()} is a date, which does not belong here", "Look whether the cells have moved")


def _day(number: float, sheet: Sheet) -> Cell:
    """The day that a number means in a workbook, where its cell is not formatted as a date."""
    from openpyxl.utils.datetime import from_excel

    try:
        day = from_excel(number, sheet.days_from)
        return day.date().isoformat() if hasattr(day, "date") else str(number)
    except (ValueError, OverflowError):
        return str(number)
