"""Columns of a table that were sorted without the others: their cells say nothing about their rows. Pure."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from questionnaires.faults import InputFault
from readiness.actions.row_comparison import status_of
from readiness.actions.row_matching import MatchedRow
from readiness.actions.table_dates import DateColumn, Entry
from readiness.report.formats.action_table import DUE, OWNER, REASON, STATUS
from readiness.report.formats.row_memory import RowMemory
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.tables.table_letters import Letters, line_of

_FEWEST_MOVED: Final = 2
"""From how many changed cells a column is checked for having been sorted without the others."""
_MANY: Final = 6
"""From how many changed cells some may be changes of another kind."""


def moved_columns(rows: Sequence[MatchedRow], dates: DateColumn, letters: Letters) -> list[str]:
    """The columns that have the same cells as when the table was written, but in another order.

    Args:
        rows: the rows of the table.
        dates: reads the due dates.
        letters: what is known of the letters of the table.
    """
    found = []
    for column in (OWNER, DUE, STATUS, REASON):
        values = [
            (_written(memory, column, letters), _now(matched, memory, column, dates, letters))
            for matched in rows
            if (memory := matched.remembered.memory) and column in matched.row.cells
        ]
        if values and _is_moved(values, anywhere=column in (OWNER, REASON)):
            found.append(column)
    return found


def _written(memory: RowMemory, column: str, letters: Letters) -> str:
    """What was written in a cell, in words that can be sorted."""
    if column == DUE:
        return memory.due.isoformat() if memory.due else ""
    if column == STATUS:
        return STATUS_NAMES[memory.status]
    return letters.blurred(line_of(memory.owner if column == OWNER else memory.reason))


def _now(matched: MatchedRow, memory: RowMemory, column: str, dates: DateColumn, letters: Letters) -> str:
    """What a cell says now, in the same words."""
    cell = matched.row.cells[column]
    if not isinstance(cell, str):
        return cell.what
    if column == DUE and cell:
        with suppress(InputFault):
            return dates.read(Entry(matched.row.number, cell, memory.due)).isoformat()
    if column == STATUS:
        return STATUS_NAMES[status] if (status := status_of(cell)) else cell
    if column in (OWNER, REASON) and letters.same(cell, written := memory.owner if column == OWNER else memory.reason):
        return letters.blurred(line_of(written))
    return letters.blurred(cell)


def _sort_key(text: str) -> str:
    """A text as spreadsheets sort it: without letter case, accents and punctuation."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text).casefold() if mark.isalnum())


def _is_moved(values: Sequence[tuple[str, str]], *, anywhere: bool) -> bool:
    """Whether a column was sorted without the others: it has the cells that were written in it, in another order.

    Args:
        values: what was written in each row, and what it says now.
        anywhere: whether many cells in another order are enough, even if that is not the order of a sorted column.
    """
    changed = sum(before != now for before, now in values)
    since = changed // 3 if changed >= _MANY else 0  # so many may have been changed before or after
    before, now = zip(*values, strict=True)
    if changed < _FEWEST_MOVED or (Counter(before) - Counter(now)).total() > since:
        return False
    in_order = _in_order(now)
    is_sorted = in_order >= len([text for text in now if text]) - since and in_order > _in_order(before)
    return is_sorted or (anywhere and changed >= _MANY)


def _in_order(column: Iterable[str]) -> int:
    """How many of a column's cells are in ascending or descending order, the others left out."""
    keys = [_sort_key(text) for text in column if text]
    return max(_longest_run(keys), _longest_run(keys[::-1]))


def _longest_run(keys: Iterable[str]) -> int:
    """How many of the keys are in ascending order, the others left out."""
    ends: list[str] = []
    for key in keys:
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
    return len(ends)
