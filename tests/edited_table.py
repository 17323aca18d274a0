"""A table of actions that somebody edits, and the ways in which spreadsheets save it."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from readiness.report.formats.action_table import ID

_ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850", "cp1250", "cp1251")
"""The encodings: six that spreadsheets save in, and others in which letters of some names are lost."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip  # noqa: E501

AS_A_PROGRAM: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "British": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "British with a time": lambda day: f"{day.day:02}/{day.month:02}/{day.year} 00:00",
    "American": lambda day: f"{day.month}/{day.day}/{day.year}",
    "German": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "Excel": lambda day: f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year % 100:02}",
    "serial": lambda day: str((day - date(1899, 12, 30)).days),
    "short American": lambda day: f"{day.month:02}/{day.day:02}/{day.year % 100:02}",
}
"""How a spreadsheet writes the dates of all columns when it saves a CSV file."""
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
        """The place of a column; none if it is gone or renamed."""
        return self.header.index(name) if name in self.header else None

    def question(self, row: int) -> str | None:
        """The question of a row, as its Id says."""
        place = self.column(ID)
        value = self.rows[row][place] if place is not None and row < len(self.rows) else None
        return value if isinstance(value, str) and value else None

    def pick(self, random: Random) -> int | None:
        """A random row about an action that no other row is about."""
        questions = [self.question(row) for row in range(len(self.rows))]
        rows = [row for row, name in enumerate(questions) if name and questions.count(name) == 1]
        return random.choice(rows) if rows else None

    def want(self, row: int, column: str, value: Any) -> None:
        """Notes what somebody means by a cell."""
        if question := self.question(row):
            self.wanted[question, column] = value


def save(table: Edited, path: Path, random: Random) -> str:
    header = [
        f" {name.upper()}: " if "restyled" in table.done or random.random() < 0.02 else name for name in table.header
    ]
    if table.is_workbook:
        _save_workbook(table, path, header, random)
        return "xlsx"
    write = AS_A_PROGRAM[table.style]
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
    """The cells of the rows. Text that looks like a formula is one only if somebody typed a formula."""
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row):
            target = sheet.cell(below + number, place + 1, cell)
            if isinstance(cell, str) and cell.startswith("=") and (number, place) not in table.formulas:
                target.data_type = "s"
