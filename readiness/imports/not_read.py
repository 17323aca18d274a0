"""The table of what could not be read, next to the answers, so that nothing is lost."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from questionnaires.language import _
from readiness.answer_names import NOT_READ
from readiness.exits import UsageFault
from readiness.held_files import remove
from readiness.imports.people import Unread
from readiness.spreadsheet import guarded
from readiness.storage import cannot_write, replace_file
from readiness.tables.table_letters import decode

_HEADINGS: Final = (
    _("file"), _("sheet"), _("row"), _("column"), _("heading"), _("question"), _("text"), _("why"), _("what to do"),
)  # fmt: skip


def keep_not_read(folder: Path, found: Iterable[tuple[str, Sequence[Unread]]]) -> Path | None:
    """Writes down what could not be read; what other files left there stays.

    Args:
        folder: where the answers are.
        found: for each file that was read its name, and what in it could not be read.

    Returns:
        The table; none if everything could be read.

    Raises:
        UsageFault: it cannot be written.
    """
    path, found = folder / NOT_READ, [*found]
    read_again = {guarded(file) for file, _several in found}
    rows = [row for row in _rows_of(path) if row and row[0] not in read_again]
    rows += [[*map(guarded, _row(file, unread))] for file, several in found for unread in several]
    try:
        if not rows:
            remove(path)
            return None
        folder.mkdir(parents=True, exist_ok=True)
        text = StringIO()
        csv.writer(text).writerows([_HEADINGS, *rows])
        replace_file(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise UsageFault(cannot_write(path, error, _("Use -o to choose another folder"))) from error
    return path


def _row(file: str, unread: Unread) -> list[str]:
    place = unread.place
    row = str(place.row or "")
    return [
        file,
        place.sheet,
        row,
        place.column,
        place.heading,
        place.question,
        unread.text,
        unread.what,
        unread.remedy,
    ]


def _rows_of(path: Path) -> list[list[str]]:
    """The rows that are already there, without the headings."""
    try:
        text, _letters = decode(path.read_bytes())
    except OSError:
        return []
    return [*csv.reader(StringIO(text, newline=""))][1:]
