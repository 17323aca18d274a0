"""The sheets of a workbook as rows of cells: what a merged cell says is in each row that it covers."""

import posixpath
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
SAVE_AGAIN: Final = _("Open the file in a spreadsheet program and save it again as .xlsx")
_MOST_UNPACKED = 100_000_000
"""How many bytes a workbook may unpack to."""
_RELATIONS: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Unusable:
    """A cell without a usable value."""

    what: str
    remedy: str


_NO_VALUE: Final = Unusable(
    _("the cell has a formula whose result was not saved"), _("Type the value instead of the formula")
)

Value = str | int | float | date | Unusable | None
"""A day with its time is a `datetime`, which is a date too."""
Rows = list[list[Value]]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    rows: Rows
    days_from: Any
    """The day from which the workbook counts its dates."""


def read_sheets(data: bytes, columns: int = MOST_COLUMNS) -> list[Sheet]:
    """The sheets of a workbook, in their order. No library's warning reaches the screen.

    Args:
        data: the whole file.
        columns: how many columns of a sheet are read.

    Raises:
        InputFault: it is not a workbook, or a damaged one.
    """
    try:
        with ZipFile(BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                raise InputFault(Fault("", _("the workbook is far too big to open"), SAVE_AGAIN))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _sheets(data, parts, columns)
    except InputFault:
        raise
    except BadZipFile as error:
        raise InputFault(Fault("", _("the file is not a workbook, or is damaged"), SAVE_AGAIN)) from error
    except Exception as error:  # openpyxl passes on whatever its parsers raise
        raise InputFault(Fault("", _("part of the workbook is damaged"), SAVE_AGAIN)) from error


def _sheets(data: bytes, parts: ZipFile, columns: int) -> list[Sheet]:
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    paths = _paths(parts)
    found = []
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # the size that the file states may be wrong
        cells = sheet.iter_rows(max_row=MOST_ROWS, max_col=columns, values_only=True)
        rows: Rows = [[_value(cell) for cell in row] for row in cells]
        with parts.open(paths[sheet.title]) as part:
            _add_formulas_and_merges(rows, part, columns)
        found.append(Sheet(sheet.title, rows, workbook.epoch))
    return found


def _value(cell: Any) -> Value:
    return cell if cell is None or isinstance(cell, str | int | float | date) else str(cell)


def _paths(parts: ZipFile) -> dict[str, str]:
    """The part of each sheet inside the file, by the sheet's name."""
    from openpyxl.xml.functions import fromstring

    links = fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target")).lstrip("/") for link in links}
    sheets = fromstring(parts.read("xl/workbook.xml")).iter("{*}sheet")
    return {sheet.get("name"): targets[sheet.get(_RELATIONS)] for sheet in sheets}


def _add_formulas_and_merges(rows: Rows, part: Any, columns: int) -> None:
    """Puts into each row what a reader sees there: merged cells have the value of the first."""
    from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

    for kind, reference in _formulas_and_merges(part):
        if kind == "formula":
            row, column = coordinate_to_tuple(reference)
            _put(rows, row, column, _NO_VALUE, columns)
        else:
            _spread(rows, reference, range_boundaries(reference), columns)


def _spread(rows: Rows, reference: str, bounds: tuple[int, int, int, int], columns: int) -> None:
    """Gives the value of merged cells to each row; across columns nobody can say which of them it is meant for."""
    left, top, right, bottom = bounds
    if top > len(rows) or left > len(rows[top - 1]):
        return
    value = rows[top - 1][left - 1]
    if left != right:
        value = Unusable(
            _("the cells {cells} are merged across columns", cells=reference),
            _("Unmerge the cells, and fill in each of them"),
        )
    elif value in (None, ""):
        value = Unusable(
            _("the merged cells {cells} are empty", cells=reference),
            _("Unmerge the cells, and fill in each of them"),
        )
    for row in range(top, min(bottom, MOST_ROWS, len(rows)) + 1):
        for column in range(left, min(right, columns) + 1):
            _put(rows, row, column, value, columns)


def _put(rows: Rows, row: int, column: int, value: Value, columns: int) -> None:
    if row <= len(rows) and column <= columns:
        cells = rows[row - 1]
        cells += [None] * (column - len(cells))
        cells[column - 1] = value


def _formulas_and_merges(part: Any) -> Iterator[tuple[str, str]]:
    """The references of formulas without a value, then those of merged cells, in a sheet's XML."""
    from openpyxl.xml.functions import iterparse

    merges = []
    for _event, element in iterparse(part):
        kind = element.tag.rpartition("}")[2]
        if kind == "mergeCell":
            merges.append(element.get("ref"))
        elif kind == "c" and element.get("r") and _lacks_value(element):
            yield "formula", element.get("r")
        if kind in ("c", "row"):
            element.clear()
    yield from (("merge", reference) for reference in merges)


def _lacks_value(cell: Any) -> bool:
    """Whether a cell has a formula, but not what it gave."""
    parts = {child.tag.rpartition("}")[2]: child.text for child in cell}
    return "f" in parts and not parts.get("v") and cell.get("t") != "str"
