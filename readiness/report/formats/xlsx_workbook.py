"""The plan as a workbook: a sheet of actions to filter and fill in, and a summary."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from readiness import __version__
from readiness.plan.model import Plan
from readiness.report import palette
from readiness.report.documents.blocks import Block, Heading, ItemList, Paragraph, Table
from readiness.report.formats.action_table import AS_WRITTEN, COLUMNS, DUE, REASON, SHEET, STATUS, Cell, rows
from readiness.report.plan_document import summary_of
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.spreadsheet import LONGEST_CELL
from readiness.text import file_safe
from scoring.instrument import Instrument

_LINE_HEIGHT, _HIGHEST_ROW = 15, 400
"""Points; Excel allows rows a little higher."""

_NAMES = [column.name for column in COLUMNS]

_VISIBLE_COLUMNS = len(COLUMNS) - 1
"""All but the last."""

_FROZEN = 1 + _NAMES.index("Action")
"""Columns that stay in sight: those up to the action's title."""

_LAST_PRINTED = _NAMES.index(REASON)
"""The last column on paper: the last that people fill in."""

_SUMMARY_WIDTHS = (44, 30, 80)


def make(plan: Plan, instrument: Instrument) -> bytes:
    """The plan as a .xlsx file; the same plan always gives the same bytes."""
    file = BytesIO()
    # nothing that somebody typed may become a formula or a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties(
        {
            "title": "Action plan",
            "author": f"readiness {__version__}",
            "created": datetime.combine(plan.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    if plan.audience != "public":
        _write_actions(workbook, plan, instrument)
    _write_summary(workbook, plan, instrument)
    workbook.close()
    return file.getvalue()


def _write_actions(workbook: Any, plan: Plan, instrument: Instrument) -> None:
    sheet = workbook.add_worksheet(SHEET)
    formats = _cell_formats(workbook)
    for position, column in enumerate(COLUMNS):
        hidden = {"hidden": True} if column.name == AS_WRITTEN else {}
        sheet.set_column(position, position, column.width, None, hidden)
        sheet.write_string(0, position, column.name, formats["header to fill" if column.to_fill else "header"])
    count = 0
    for count, row in enumerate(rows(plan, instrument), 1):
        sheet.set_row(count, _height(row, [column.width for column in COLUMNS]))
        for position, (column, cell) in enumerate(zip(COLUMNS, row, strict=True)):
            _write(sheet, count, position, cell, formats, to_fill=column.to_fill)
    sheet.freeze_panes(1, _FROZEN)
    sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(count, 1), _LAST_PRINTED)
    _offer_choices(sheet, max(count, 1))


def _offer_choices(sheet: Any, last: int) -> None:
    """Offers a list of statuses, and allows only dates as due dates."""
    status, due = _NAMES.index(STATUS), _NAMES.index(DUE)
    sheet.data_validation(
        1,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": list(STATUS_NAMES.values()),
            "input_message": "Accepted risk needs a reason in the next column.",
        },
    )
    sheet.data_validation(
        1,
        due,
        last,
        due,
        {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2199, 12, 31)},
    )


def _write_summary(workbook: Any, plan: Plan, instrument: Instrument) -> None:
    """Decisions, domains, first actions and cautions, as on the first pages of the plan."""
    sheet = workbook.add_worksheet("Summary")
    formats = _cell_formats(workbook)
    for position, width in enumerate(_SUMMARY_WIDTHS):
        sheet.set_column(position, position, width)
    lines = [line for block in summary_of(plan, instrument) for line in _lines(block)]
    for number, (kind, texts) in enumerate(lines):
        if kind == "text":
            sheet.set_row(number, _height(texts, _SUMMARY_WIDTHS))
        for position, text in enumerate(texts):
            _write(sheet, number, position, text, {**formats, "text": formats[kind]})
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _lines(block: Block) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the summary that a block becomes: for each row its cell format and its texts."""
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


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height of a row in points, so that its longest text fits: not every program adjusts it."""
    lines = [-(-len(str(cell)) // width) for cell, width in zip(cells[:_VISIBLE_COLUMNS], widths, strict=False) if cell]
    return float(min(_HIGHEST_ROW, _LINE_HEIGHT * max(lines, default=1) + 3))


def _write(sheet: Any, line: int, position: int, cell: Cell, formats: dict[str, Any], *, to_fill: bool = False) -> None:
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


def _cell_formats(workbook: Any) -> dict[str, Any]:
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
