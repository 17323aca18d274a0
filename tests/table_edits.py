"""Random edits as people make them to a table of actions in a spreadsheet, and what they mean by them."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

from readiness.actions.table_headings import TO_FILL
from readiness.plan.model import Status
from readiness.report.formats.action_table import (
    ACTION,
    AS_WRITTEN,
    CODE,
    DUE,
    ID,
    OWNER,
    REASON,
    STATUS,
)  # fmt: skip
from readiness.report.sentences.actions import STATUS_NAMES
from tests.edited_table import LONG_MONTHS, MONTHS, WEEKDAYS, Cell, Edited

CLEARED = "cleared"
NAMES = (
    "Jo Bell",
    "ward manager",
    "Zoë Müller",
    "Łukasz 王",
    "=deputy",
    "Siân O\u2019Neill",
    "HR",
    "director",
    "Sam, with Ann",
)
REASONS = ("Shared with the trust", "We know \u2013 and watch it", "Zoë decides; in May", 'a, b and "c"')
DAYS = tuple(date(2027, month, day) for month in (1, 2, 3, 4, 11) for day in (1, 4, 11, 15, 28))
_IN_WORDS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.day} {LONG_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day}{_ordinal(day.day)} {LONG_MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{LONG_MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day}-{MONTHS[day.month - 1]}-{day.year}",
    lambda day: f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
)
"""How people write a date that a program does not change."""


Edit = Callable[[Edited, Random], None]


def _ordinal(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _put(table: Edited, row: int, column: str, cell: Cell, meant: Any) -> None:
    place = table.column(column)
    if place is not None and not any(first <= row <= last and at == place for first, last, at in table.merged):
        table.rows[row][place] = cell
        table.formulas.discard((row, place))
        table.want(row, column, meant)


def set_owner(table: Edited, random: Random) -> None:
    name = random.choice(NAMES)
    if (row := table.pick(random)) is not None:
        _put(table, row, OWNER, f"'{name}" if name.startswith("=") and not table.is_workbook else name, name)


def set_status(table: Edited, random: Random) -> None:
    status: Status = random.choice(("open", "doing", "done"))
    if (row := table.pick(random)) is not None:
        _put(table, row, STATUS, random.choice((str.upper, str.lower, str))(STATUS_NAMES[status]), status)


def accept_risk(table: Edited, random: Random) -> None:
    reason = random.choice(REASONS)
    if (row := table.pick(random)) is not None and table.column(REASON) is not None:
        _put(table, row, STATUS, "Accepted risk", "accepted")
        _put(table, row, REASON, reason, reason)


def set_due(table: Edited, random: Random) -> None:
    day = random.choice(DAYS)
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, day, day)


def set_due_in_words(table: Edited, random: Random) -> None:
    day = random.choice(DAYS)
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, random.choice(_IN_WORDS)(day), day)


def set_due_in_numbers(table: Edited, random: Random) -> None:
    """Types a date as text, in the order of the other dates of the table."""
    day = random.choice(DAYS)
    if (row := table.pick(random)) is not None:
        form = "{0.month}/{0.day}/{0.year}" if "American" in table.style else "{0.day}/{0.month}/{0.year}"
        _put(table, row, DUE, form.format(day), day)


def no_date(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None:
        _put(table, row, DUE, random.choice(("soon", "27-Mar", "########", "30 February 2027", "Q2")), "?")


def clear(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None:
        _put(table, row, random.choice((OWNER, DUE, STATUS)), None, CLEARED)


def sort_rows(table: Edited, random: Random) -> None:
    if table.merged or table.formulas:
        return
    place = random.randrange(len(table.header))
    table.rows.sort(key=lambda row: str(row[place] if place < len(row) else ""), reverse=random.random() < 0.5)


def insert_rows(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        note = random.choice((None, "", "See the minutes of May"))
        table.rows.insert(random.randrange(len(table.rows) + 1), [note, *[None] * (len(table.header) - 1)])


def delete_row(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas and (row := table.pick(random)) is not None:
        question = table.question(row)
        del table.rows[row]
        for column in TO_FILL:
            table.wanted.pop((question or "", column), None)


def insert_column(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        place = random.randrange(len(table.header) + 1)
        table.header.insert(place, random.choice(("Notes", "", "Who asked", "RAG", "Date seen")))
        for row in table.rows:
            row.insert(place, random.choice(("x", "", "3/24/2027", "ask Ann")))


def delete_column(table: Edited, random: Random) -> None:
    if table.merged or table.formulas:
        return
    place = random.randrange(len(table.header))
    if table.header[place] not in (ID, CODE) or random.random() < 0.2:
        if table.header[place] == ID:
            return
        del table.header[place]
        for row in table.rows:
            del row[place : place + 1]


def move_column(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas:
        place, to = random.randrange(len(table.header)), random.randrange(len(table.header))
        table.header.insert(to, table.header.pop(place))
        for row in table.rows:
            row.insert(to, row.pop(place))


def rename_heading(table: Edited, random: Random) -> None:
    name = random.choice((*TO_FILL, AS_WRITTEN, CODE, ACTION))
    if (place := table.column(name)) is not None:
        table.header[place] = random.choice((f"{name} (who?)", "Responsible", f"{name} date", "", f"My {name}"))


def restyle_heading(table: Edited, random: Random) -> None:  # noqa: ARG001  # all edits have the same arguments
    """Changes letter case, spaces and punctuation of a heading; it is still the same column."""
    table.done.append("restyled")


def double_heading(table: Edited, random: Random) -> None:
    name = random.choice(TO_FILL)
    if (place := table.column(name)) is not None and not table.merged and not table.formulas:
        table.header.append(name)
        for row in table.rows:
            row += [None] * (len(table.header) - 1 - len(row))
            row.append(random.choice((row[place], "Somebody")))


def title_above(table: Edited, random: Random) -> None:
    table.above += random.randint(1, 3)


def copy_row(table: Edited, random: Random) -> None:
    if not table.merged and not table.formulas and (row := table.pick(random)) is not None:
        table.rows.insert(random.randrange(len(table.rows)), deepcopy(table.rows[row]))


def fill_down(table: Edited, random: Random) -> None:
    """Drags a cell down over the rows below it."""
    column = random.choice((OWNER, DUE, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None or table.merged or table.formulas:
        return
    value = table.rows[row][place]
    meant = _meaning(column, value)
    for below in range(row + 1, min(row + 4, len(table.rows))):
        if table.question(below) and meant is not None:
            _put(table, below, column, value, meant)


def paste_cells(table: Edited, random: Random) -> None:
    """Copies owner, due date and status of one row over those of another, as a block that was copied is pasted."""
    source, target = table.pick(random), table.pick(random)
    columns = [column for column in (OWNER, DUE, STATUS) if table.column(column) is not None]
    if source is None or target is None or source == target or not columns or table.merged or table.formulas:
        return
    cells = {column: table.rows[source][table.column(column) or 0] for column in columns}
    for column in random.sample(columns, random.randint(1, len(columns))):
        if (meant := _meaning(column, cells[column])) is not None:
            _put(table, target, column, cells[column], meant)


def paste_values(table: Edited, random: Random) -> None:
    """Pastes the cells of one column over another by mistake, such as dates over owners."""
    row = table.pick(random)
    source, target = random.choice(((DUE, OWNER), (STATUS, DUE), (OWNER, DUE), (OWNER, STATUS), (DUE, STATUS)))
    place = table.column(source)
    if row is None or place is None or table.merged or table.formulas:
        return
    for at in range(row, min(row + random.randint(1, 3), len(table.rows))):
        value = table.rows[at][place]
        if table.question(at) and value not in (None, "") and not (target == OWNER and not isinstance(value, date)):
            _put(table, at, target, value, "?")


def filter_rows(table: Edited, random: Random) -> None:
    """Shows some rows only, and changes one of them; the others are hidden, not gone."""
    column = random.choice((OWNER, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None:
        return
    shown = table.rows[row][place]
    table.hidden = {at for at, cells in enumerate(table.rows) if place < len(cells) and cells[place] != shown}
    _put(table, row, STATUS, "Doing", "doing")


def _meaning(column: str, value: Cell) -> Any:
    """What a cell means; none if it is unclear."""
    if column == STATUS:
        return next((key for key, name in STATUS_NAMES.items() if str(value).lower() == name.lower()), None)
    if column == DUE:
        return value if isinstance(value, date) else None
    return value.removeprefix("'") if isinstance(value, str) and value else None


def merge(table: Edited, random: Random) -> None:
    column = random.choice((OWNER, DUE, STATUS))
    row, place = table.pick(random), table.column(column)
    if row is None or place is None or not table.is_workbook or table.merged or table.formulas:
        return
    last = min(row + random.randint(1, 3), len(table.rows) - 1)
    value = table.rows[row][place]
    meant = _meaning(column, value)
    questions = [table.question(at) for at in range(row, last + 1)]
    if meant is None or last == row or None in questions or len({*questions}) < len(questions):
        return
    for at in range(row + 1, last + 1):
        table.want(at, column, meant)
        table.rows[at][place] = None
    table.merged.append((row, last, place))


def replace_all(table: Edited, random: Random) -> None:
    old, new = random.choice((("service manager", "Jo Bell"), ("manager", "lead"), ("Bell", "Green"), ("2027", "2028")))
    owner = table.column(OWNER)
    if table.merged:  # it was meant for each of their rows, which the cells no longer say
        return
    for row in table.rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and old in cell:
                row[place] = cell.replace(old, new)
    table.done.append("years" if old == "2027" else "replaced")
    for number, row in enumerate(table.rows):
        cell = row[owner] if owner is not None and owner < len(row) else None
        if isinstance(cell, str) and new in cell and old != "2027":
            table.want(number, OWNER, cell.removeprefix("'"))


def sort_one_column(table: Edited, random: Random) -> None:
    """Sorts one column without the others, by mistake."""
    name = random.choice((ID, ACTION, CODE, AS_WRITTEN, OWNER, DUE, STATUS))
    place = table.column(name)
    touched = "replaced" in table.done or any(column == name for _, column in table.wanted)
    if place is None or table.merged or table.formulas or touched:
        return  # a cell that was changed and then moved looks like one that was changed in its place
    cells = [row[place] for row in table.rows if place < len(row)]
    filled = sorted(
        (cell for cell in cells if cell not in (None, "")), key=_as_excel_sorts, reverse=random.random() < 0.5
    )
    ordered = [*filled, *[cell for cell in cells if cell in (None, "")]]
    for row, cell in zip([row for row in table.rows if place < len(row)], ordered, strict=True):
        row[place] = cell
    table.done.append(f"alone:{name}")


def _as_excel_sorts(cell: Cell) -> tuple[int, str]:
    return (0, cell.isoformat()) if isinstance(cell, date) else (1, str(cell).casefold())


def error_value(table: Edited, random: Random) -> None:
    column = random.choice((OWNER, DUE, STATUS))
    if (row := table.pick(random)) is not None:
        _put(table, row, column, random.choice(("#REF!", "#N/A", "Err:508", "#NAME?")), "?")


def formula(table: Edited, random: Random) -> None:
    row, place = table.pick(random), table.column(OWNER)
    if row is not None and place is not None:
        _put(table, row, OWNER, "=Z99", "?")
        if table.is_workbook:
            table.formulas.add((row, place))


def damage_memory(table: Edited, random: Random) -> None:
    if (row := table.pick(random)) is not None and (place := table.column(AS_WRITTEN)) is not None:
        table.rows[row][place] = random.choice((None, "", "x", str(table.rows[row][place])[3:]))


def rename_sheet(table: Edited, random: Random) -> None:
    table.sheet = random.choice(("Sheet1", "Plan of May", "Tabelle1"))


def copy_sheet(table: Edited, random: Random) -> None:  # noqa: ARG001
    table.copies += table.is_workbook


OFTEN: tuple[Edit, ...] = (
    set_owner,
    set_owner,
    set_status,
    set_due,
    set_due,
    set_due_in_words,
    set_due_in_numbers,
    accept_risk,
    clear,
    sort_rows,
)
AT_TIMES: tuple[Edit, ...] = (
    no_date, insert_rows, delete_row, insert_column, delete_column, move_column, rename_heading, restyle_heading,
    double_heading, title_above, copy_row, fill_down, paste_cells, paste_cells, paste_values, filter_rows, merge, merge,
    replace_all, sort_one_column, error_value, formula, damage_memory, rename_sheet, copy_sheet,
)  # fmt: skip
