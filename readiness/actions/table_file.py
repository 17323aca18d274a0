"""Reading a table of actions that somebody filled in: a workbook or a CSV file as a spreadsheet saves it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_TABLE_OF_ACTIONS, unusable
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.actions.table_cells import Cell, cell_of
from readiness.actions.table_headings import at, heading_place, headings_in, read_headings
from readiness.report.formats.action_table import CODE, ID, OWNER
from readiness.storage import read_bounded
from readiness.tables.csv_rows import SEPARATORS, csv_rows, without_separator_line
from readiness.tables.table_letters import Letters, decode
from readiness.tables.workbook_file import SAVE_AGAIN, Sheet, Unusable, Value, read_sheets

_HEADINGS = {"owner": OWNER, "id": ID, "code": CODE}
"""Of the columns that a table of actions cannot do without."""

Choose = Callable[[Sequence[str]], int]
"""Asks which of several sheets is meant, and returns its place."""


@dataclass(frozen=True)
class TableRow:
    """One row of a table."""

    number: int
    """The number of the row, as a spreadsheet counts."""
    cells: Mapping[str, Cell]
    """The cells by the program's name of their column; days as `2027-03-01`."""

    def text(self, column: str) -> str:
        """The text of a cell; empty if the column is not there.

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
    """The rows, without empty ones."""
    columns: frozenset[str]
    """The program's columns that the table has, each once."""
    faults: tuple[Fault, ...] = ()
    """A fault for each column that can't be used."""
    letters: Letters = field(default_factory=Letters)


def read_table(path: Path, choose: Choose | None = None) -> Table:
    """Reads a table of actions.

    Args:
        path: the file.
        choose: asks which sheet is meant if several fit; without it the file is refused with their names.

    Raises:
        InputFault: the file cannot be read, or is not a table of actions.
    """
    data = read_bounded(path, SAVE_AGAIN)
    try:
        if fault := unusable(data, A_TABLE_OF_ACTIONS):
            raise InputFault(fault)
        return _of_workbook(data, choose) if data.startswith(b"PK") else _of_csv(data)
    except InputFault as fault:
        raise fault.within(str(path)) from fault


def _of_workbook(data: bytes, choose: Choose | None) -> Table:
    fitting = [(sheet, place) for sheet in read_sheets(data) if (place := heading_place(sheet.rows)) is not None]
    fitting = [(sheet, place) for sheet, place in fitting if len(sheet.rows) > place + 1] or fitting
    if not fitting:
        what = _(
            "this isn't a table of actions: no sheet has the heading '{owner}' together with '{id}' or '{code}'",
            **_HEADINGS,
        )
        raise InputFault(_no_table(what))
    chosen = 0
    if len(fitting) > 1:
        names = [sheet.name for sheet, _place in fitting]
        if choose is None:
            what = ngettext(
                "{n} sheet in this file is a table of actions: {names}",
                "{n} sheets in this file are tables of actions: {names}",
                len(names),
                names=listed([*map(shown, names)], len(names)),
            )
            remedy = _(
                "Remove the sheets you don't need, or run this command in a terminal window, where you can choose a "
                "sheet"
            )
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
        place = heading_place(rows)
        if place is not None:
            known = len(headings_in(rows[place]))
            best = best if best and best[0] >= known else (known, rows, place)
    if best is None:
        what = _(
            "this isn't a table of actions: no row has the heading '{owner}' together with '{id}' or '{code}'",
            **_HEADINGS,
        )
        raise InputFault(_no_table(what))
    return _table(best[1], best[2], letters)


def _no_table(what: str) -> Fault:
    return Fault("", what, _("Choose an .xlsx or .csv file that `readiness plan` has written"))


def _table(rows: Sequence[Sequence[Value]], place: int, letters: Letters, sheet: Sheet | None = None) -> Table:
    headings = read_headings(rows, place)
    table_rows = (
        TableRow(number, {name: cell_of(at(row, column), name, sheet) for name, column in headings.places.items()})
        for number, row in enumerate(rows[place + 1 :], place + 2)
        if any(cell not in (None, "") for cell in row)
    )
    return Table(tuple(table_rows), frozenset(headings.places), headings.faults, letters)
