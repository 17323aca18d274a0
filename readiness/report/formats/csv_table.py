"""The actions as CSV that opens right in Excel: UTF-8 with a mark, and nothing in it is a formula."""

import csv
from datetime import date
from io import StringIO

from readiness.plan.model import Plan
from readiness.report.formats.action_table import COLUMNS, Cell, rows
from readiness.text import file_line
from scoring.instrument import Instrument

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of them is a formula to a spreadsheet."""

GUARD = "'"
"""Written before such a cell, so that it is a text."""


def make(plan: Plan, instrument: Instrument) -> bytes:
    """The actions as a .csv file, lines ending as the format has it."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(column.name for column in COLUMNS)
    table.writerows([_cell(cell) for cell in row] for row in rows(plan, instrument))
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str | int:
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    text = cell.isoformat() if isinstance(cell, date) else file_line(cell)
    return GUARD + text if text.startswith((*FORMULA_SIGNS, GUARD)) else text
