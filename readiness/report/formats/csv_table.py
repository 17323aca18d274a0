"""The table of actions, and any other, as CSV for Excel: UTF-8 with a byte-order mark, and no cell is a formula."""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from readiness.plan.model import Plan
from readiness.report.formats.action_table import COLUMNS, rows
from readiness.spreadsheet import Cell, guarded
from readiness.text import file_line
from scoring.instrument import Instrument


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The actions as a .csv file."""
    return as_csv([column.name for column in COLUMNS], rows(plan, instrument))


def as_csv(header: Iterable[str], table: Iterable[Iterable[Cell]]) -> bytes:
    """A table as a .csv file with Windows line ends, as the format demands."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | int:
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    return cell.isoformat() if isinstance(cell, date) else guarded(file_line(cell))
