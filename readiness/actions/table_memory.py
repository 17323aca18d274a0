"""What a row of a table remembers of the time when it was written."""

from dataclasses import dataclass

from readiness.actions.earlier_tables import decoded_list
from readiness.actions.table_file import TableRow
from readiness.report.formats.action_table import AS_WRITTEN
from readiness.report.formats.row_memory import RowMemory, decoded


@dataclass(frozen=True)
class Remembered:
    """What a row said when the table was written."""

    memory: RowMemory | None
    """None if the cell that says it is missing or damaged."""
    is_sure: bool
    """Whether nobody can have changed it: it has a checksum. Tables of version 0.2 and older have none."""


def remembered(row: TableRow, question: str) -> Remembered:
    """What the row about a question remembers."""
    text = row.cells.get(AS_WRITTEN, "")
    if not isinstance(text, str):
        return Remembered(None, is_sure=False)
    memory = decoded(text)
    if memory:
        return Remembered(memory, is_sure=True)
    return Remembered(decoded_list(text, question), is_sure=False)
