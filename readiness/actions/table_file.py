"""Reading a table of actions that somebody filled in: a CSV or XLSX file as a spreadsheet saves it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from questionnaires.faults import Fault, InputFault
from readiness.report.formats.action_table import CODE, ID, SHEET
from readiness.spreadsheet import unguarded
from readiness.storage import read_bounded
from readiness.text import file_line

_SUFFIXES = (".xlsx", ".csv")
_MOST_UNPACKED = 100_000_000
"""How many bytes a workbook may unpack to."""
_MOST_ROWS, _MOST_COLUMNS = 5_000, 100
_REMEDY = "Save the file again as .xlsx, or make a new one with `readiness plan`"


@dataclass(frozen=True)
class TableRow:
    """One row of a table."""

    number: int
    """As a spreadsheet counts: the header is row 1."""
    cells: dict[str, str]
    """By column name; days as `2027-03-01`."""


def read_rows(path: Path) -> list[TableRow]:
    """The rows of a table of actions, without empty ones.

    Raises:
        InputFault: the file cannot be read, or is not a table of actions.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise InputFault(Fault(str(path), "a table of actions is a .xlsx or a .csv file", "Save it as one of them"))
    data = read_bounded(path, "table of actions", _REMEDY)
    try:
        rows = _xlsx_rows(data) if path.suffix.lower() == ".xlsx" else _csv_rows(data)
        header = [_text(cell) for cell in next(iter(rows), ())]
        if not {ID, CODE} & set(header):
            what = f"its first row has neither '{ID}' nor '{CODE}', so it is no table of actions"
            raise InputFault(Fault("", what, "Choose a .xlsx or .csv that `readiness plan` has written"))
        return [
            TableRow(number, dict(zip(header, texts, strict=False)))
            for number, row in enumerate(rows, 2)
            if any(texts := [_text(cell) for cell in row])
        ]
    except InputFault as fault:
        raise fault.within(str(path)) from fault


def _xlsx_rows(data: bytes) -> Iterator[Sequence[object]]:
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                raise InputFault(Fault("", "it unpacks to far too much", _REMEDY))
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = workbook[SHEET] if SHEET in workbook.sheetnames else workbook.worksheets[0]
        sheet.reset_dimensions()  # the size that the file states may be wrong
        rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
        return iter([*rows])
    except InputFault:
        raise
    except BadZipFile as error:
        raise InputFault(Fault("", "it is no workbook, or a damaged one", _REMEDY)) from error
    except Exception as error:  # openpyxl passes on whatever its parsers raise
        raise InputFault(Fault("", "a part of the workbook is damaged", _REMEDY)) from error


def _csv_rows(data: bytes) -> Iterator[Sequence[object]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # what Excel saves as plain CSV
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets use the separator of their country
    return iter(_bounded(csv.reader(StringIO(text, newline=""), delimiter=delimiter)))


def _bounded(rows: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    try:
        return [row[:_MOST_COLUMNS] for _, row in zip(range(_MOST_ROWS), rows, strict=False)]
    except csv.Error as error:
        raise InputFault(Fault("", f"it is no CSV ({error})", _REMEDY)) from error


def _text(cell: object) -> str:
    """A cell as text on one line, without the guard that kept it from being a formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return unguarded(file_line(str(cell)))
