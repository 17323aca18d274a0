"""Cells of tables as text, and the tables of a file: the sheets of a workbook, or a CSV file read in each usual way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.spreadsheet import is_error, unguarded
from readiness.tables.csv_rows import SEPARATORS, csv_rows, without_separator_line
from readiness.tables.table_letters import decode
from readiness.tables.workbook_file import MOST_ROWS, Unusable, Value, read_sheets
from readiness.text import file_safe

MOST_COLUMNS: Final = 1_000
"""The most columns of a survey that are read: five for each question, and many more for items and details."""
_ALL_COLUMNS: Final = 20_000
"""The most columns of a CSV file: more than any spreadsheet has."""
SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Grid:
    """A table as rows of cells."""

    sheet: str
    """The name of the sheet; empty for a CSV file."""
    rows: list[list[Value]]
    certain: bool = True
    """Whether letters outside ASCII are what people typed."""


def grids_of(path: Path, data: bytes) -> list[Grid]:
    """The tables that a file may hold: its sheets, or the rows of a CSV file by each usual separator.

    Raises:
        InputFault: it is neither a workbook nor a CSV file, or it is too large.
    """
    if path.suffix.lower() in SUFFIXES[:2] or data.startswith(b"PK\x03\x04"):
        grids = [Grid(sheet.name, sheet.rows) for sheet in read_sheets(data, MOST_COLUMNS + 1)]
    else:
        text, letters = decode(data)
        text = without_separator_line(text)
        grids = [Grid("", csv_rows(text, each, _ALL_COLUMNS), letters.certain) for each in SEPARATORS]
    for grid in grids:
        if len(grid.rows) >= MOST_ROWS and any(map(text_of, grid.rows[-1])):
            raise InputFault(
                Fault(
                    "",
                    _("this file has {most:,} or more rows", most=MOST_ROWS),
                    _("Split the file into several smaller ones"),
                )
            )
        if any(text_of(cell) for row in grid.rows for cell in row[MOST_COLUMNS:]):
            what = _("this file has more than {most:,} columns", most=MOST_COLUMNS)
            raise InputFault(Fault("", what, _("Remove the columns that have no answers in them")))
    return grids


def text_of(value: Value) -> str:
    """A cell as a person sees it: trimmed, without control characters, and without the guard against formulas."""
    if value is None or isinstance(value, Unusable):
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unguarded(file_safe(str(value)).strip())


def fault_of(value: Value) -> Fault | None:
    """Why a cell has no text that could be an answer; none if it has."""
    if isinstance(value, Unusable):
        return Fault("", value.what, value.remedy)
    if isinstance(value, date):
        what = _(
            "the cell contains a date, {date}. Spreadsheets turn text such as 1-2 into dates",
            date=value.isoformat(),
        )
        return Fault("", what, _("Format the cell as text, then type the answer again"))
    return None


def spreadsheet_error(text: str) -> Fault | None:
    """The fault of a cell in which a spreadsheet shows an error instead of a value; none if it doesn't."""
    if not is_error(text):
        return None
    return Fault(
        "", _("the cell contains a spreadsheet error, '{text}'", text=text), _("Type what the cell should say")
    )


def texts(row: Sequence[Value]) -> Iterator[str]:
    """The cells of a row as texts."""
    return map(text_of, row)
