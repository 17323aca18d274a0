"""The plan as a workbook: a sheet of actions to filter and fill in, and a summary."""

from datetime import date
from io import BytesIO
from typing import Any

from questionnaires.language import _
from readiness.plan.model import Plan
from readiness.report.formats.action_table import ACTION, AS_WRITTEN, COLUMNS, DUE, REASON, SHEET, STATUS, rows
from readiness.report.plan_document import got_here_of, summary_of
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.report.sentences.headings import HOW_WE_GOT_HERE
from readiness.report.workbook_cells import (
    cell_formats,
    new_workbook,
    print_on_a4,
    row_height,
    write_blocks,
    write_cell,
)
from readiness.spreadsheet import sheet_name
from scoring.instrument import Instrument

_NAMES = [column.name for column in COLUMNS]

_VISIBLE_COLUMNS = len(COLUMNS) - 1
"""All but the last."""

_FROZEN = 1 + _NAMES.index(ACTION)
"""Columns that stay in sight: those up to the action's title."""

_LAST_PRINTED = _NAMES.index(REASON)
"""The last column on paper: the last that people fill in."""


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The plan as a .xlsx file; the same plan always gives the same bytes."""
    file = BytesIO()
    workbook = new_workbook(file, _("Action plan"), plan.as_of)
    if plan.audience != "public":
        _write_actions(workbook, plan, instrument)
    write_blocks(workbook, _("Summary"), summary_of(plan, instrument))
    if got_here := got_here_of(plan, instrument):
        write_blocks(workbook, HOW_WE_GOT_HERE, got_here)
    workbook.close()
    return file.getvalue()


def _write_actions(workbook: Any, plan: Plan, instrument: Instrument) -> None:
    sheet = workbook.add_worksheet(sheet_name(SHEET))
    formats = cell_formats(workbook)
    for position, column in enumerate(COLUMNS):
        hidden = {"hidden": True} if column.name == AS_WRITTEN else {}
        sheet.set_column(position, position, column.width, None, hidden)
        sheet.write_string(0, position, column.name, formats["header to fill" if column.to_fill else "header"])
    count = 0
    for count, row in enumerate(rows(plan, instrument), 1):
        sheet.set_row(count, row_height(row[:_VISIBLE_COLUMNS], [column.width for column in COLUMNS]))
        for position, (column, cell) in enumerate(zip(COLUMNS, row, strict=True)):
            write_cell(sheet, count, position, cell, formats, to_fill=column.to_fill)
    sheet.freeze_panes(1, _FROZEN)
    sheet.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    print_on_a4(sheet)
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
            "input_message": _(
                "If you choose “{status}”, say why in the next column.", status=STATUS_NAMES["accepted"]
            ),
        },
    )
    sheet.data_validation(
        1,
        due,
        last,
        due,
        {"validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2199, 12, 31)},
    )
