"""What the workbooks of plans, comparisons and forms have in common: cells, formats, and a sheet of any blocks."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from readiness import __version__
from readiness.report import palette
from readiness.report.documents.blocks import Block, Heading, ItemList, Paragraph, Table
from readiness.spreadsheet import LONGEST_CELL, Cell, sheet_name
from readiness.text import file_safe

_LINE_HEIGHT, _HIGHEST_ROW = 15, 400
"""The most points of a row; Excel allows a few more."""
_SUMMARY_WIDTHS = (44, 30, 80)
_A4 = 9


def new_workbook(file: BytesIO, title: str, made_on: date) -> Any:
    """A workbook in which nothing that somebody typed becomes a formula or a link; the same for the same input."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties(
        {
            "title": title,
            "author": f"readiness {__version__}",
            "created": datetime.combine(made_on, time(), UTC).replace(tzinfo=None),
        }
    )
    return workbook


def write_blocks(workbook: Any, name: str, blocks: Iterable[Block]) -> None:
    """Adds a sheet with the blocks of a document, one below the other."""
    sheet = workbook.add_worksheet(sheet_name(name))
    formats = cell_formats(workbook)
    for position, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(position, position, width)
    lines = [line for block in blocks for line in _lines(block)]
    for number, (kind, texts) in enumerate(lines):
        if kind == "text":
            sheet.set_row(number, row_height(texts, _SUMMARY_WIDTHS))
        for position, text in enumerate(texts):
            write_cell(sheet, number, position, text, {**formats, "text": formats[kind]})
    print_on_a4(sheet)


def write_table(
    sheet: Any, formats: dict[str, Any], columns: Sequence[tuple[str, int]], table: Sequence[Sequence[Cell]]
) -> None:
    """Writes a table to read and filter on a sheet: its columns with their widths in characters, and its rows."""
    widths = [width for _name, width in columns]
    for position, (name, width) in enumerate(columns):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, name, formats["header"])
    for number, row in enumerate(table, 1):
        sheet.set_row(number, row_height(row, widths))
        for position, cell in enumerate(row):
            write_cell(sheet, number, position, cell, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)


def print_on_a4(sheet: Any, pages_wide: int = 1) -> None:
    """Prints a sheet so many pages wide."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages_wide, 0)


def row_height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height of a row in points, so that its longest text fits: not every program adjusts it."""
    lines = [-(-len(str(cell)) // width) for cell, width in zip(cells, widths, strict=False) if cell]
    return float(min(_HIGHEST_ROW, _LINE_HEIGHT * max(lines, default=1) + 3))


def write_cell(
    sheet: Any, line: int, position: int, cell: Cell, formats: dict[str, Any], *, to_fill: bool = False
) -> None:
    """Writes one cell by what it is: a number, a date, a text without control characters, or nothing."""
    kind = "to fill" if to_fill else "text"
    day = "day to fill" if to_fill else "day"
    if isinstance(cell, int):
        sheet.write_number(line, position, cell, formats[kind])
    elif isinstance(cell, date):
        sheet.write_datetime(line, position, datetime.combine(cell, time()), formats[day])
    elif cell:
        sheet.write_string(line, position, file_safe(cell)[:LONGEST_CELL], formats[kind])
    else:
        sheet.write_blank(line, position, None, formats[day if cell is None else kind])


def cell_formats(workbook: Any) -> dict[str, Any]:
    """The formats of cells, by what they are for."""
    plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": palette.OFFICE_RULE}
    fill = {**plain, "bg_color": palette.FILL_IN, "locked": False}
    day = {"num_format": "dd/mm/yyyy", "align": "left"}
    header = {**plain, "bold": True, "font_color": palette.LIGHT.on_accent, "bg_color": palette.LIGHT.accent}
    return {
        "text": workbook.add_format(plain),
        "to fill": workbook.add_format(fill),
        "day": workbook.add_format({**plain, **day}),
        "day to fill": workbook.add_format({**fill, **day}),
        "header": workbook.add_format(header),
        "header to fill": workbook.add_format({**header, "bg_color": palette.FILL_IN_HEADER}),
        "heading": workbook.add_format({"bold": True, "font_size": 13, "font_color": palette.OFFICE_HEADING}),
        "line": workbook.add_format({"valign": "top"}),
    }


def _lines(block: Block) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the summary for a block: for each row its cell format and its texts."""
    match block:
        case Heading(text=text):
            return [("line", ()), ("heading", (text,))]
        case Paragraph(text=text, lead=lead):
            return [("line", (f"{lead} {text}".strip(),))]
        case ItemList(texts=texts):
            return [("line", (text,)) for text in texts]
        case Table(header=header, rows=cells):
            return [("header", header), *(("text", row) for row in cells)]
    return []
