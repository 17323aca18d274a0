"""The cells of a table of actions as text, each on one line. A spreadsheet's errors are not values."""

from datetime import date, datetime

from questionnaires.explain import shown
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.actions.table_headings import DATES, TO_FILL
from readiness.spreadsheet import is_error, unguarded
from readiness.tables.table_letters import line_of
from readiness.tables.workbook_file import Sheet, Unusable, Value

Cell = str | Unusable


def cell_of(value: Value, name: str, sheet: Sheet | None) -> Cell:
    """A cell as text on one line, without the guard that kept it from being a formula."""
    if value is None or isinstance(value, Unusable):
        return value or ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool) and name in TO_FILL:
        return Unusable(
            _("{value} can't be used in this column", value=str(value).upper()), _("Type what the cell should say")
        )
    if isinstance(value, date):
        return value.isoformat() if name in DATES else _no_text(name, value)
    if sheet and name in DATES and isinstance(value, float | int):
        return _day(value, sheet)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    line = line_of(text)
    if is_error(line) and name in TO_FILL:
        return Unusable(_("{value} is a spreadsheet error", value=line), _("Type what the cell should say"))
    if sheet is None and line.startswith("=") and name in TO_FILL:
        return Unusable(_("{text} is a formula", text=shown(line)), _("Replace the formula with its result"))
    return unguarded(line)


def _no_text(name: str, day: date) -> Cell:
    if name not in TO_FILL:
        return day.isoformat()
    return Unusable(
        _("{date} is a date, but this column isn't for dates", date=long_date(day)),
        _("Check whether the cells have moved to the wrong column"),
    )


def _day(number: float, sheet: Sheet) -> Cell:
    """The day that a number means in a workbook, where its cell is not formatted as a date."""
    from openpyxl.utils.datetime import from_excel

    try:
        day = from_excel(number, sheet.days_from)
        return day.date().isoformat() if hasattr(day, "date") else str(number)
    except (ValueError, OverflowError):
        return str(number)
