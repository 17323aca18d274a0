"""The table of answers, the same in CSV and XLSX: a row for each question that a service was asked."""

import csv
from collections.abc import Iterator
from itertools import compress
from operator import getitem
from pathlib import Path
from typing import Any, Final

import msgspec

from questionnaires.answers import FORMS, Form
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.table_columns import SERVICE_COLUMNS, select
from readiness.spreadsheet import guarded
from scoring.codes import STATES, is_known
from scoring.instrument import Instrument
from scoring.rubric import Criterion
from scoring.typed_codes import Written

_OF_QUESTIONS: Final = ("domain", "question", "essential", "state", "level")
_WRITTEN: Final = ("ticked", "reason", "note")
ANSWER_COLUMNS: Final = (*(column.name for column in SERVICE_COLUMNS), *_OF_QUESTIONS, *_WRITTEN)

_WITH_OLDER: Final = """(
    SELECT * FROM (
        SELECT rowid AS place, 0 AS age, * FROM service WHERE rowid NOT IN (SELECT service FROM several)
        UNION ALL BY NAME SELECT service AS place, rowid AS age, * EXCLUDE (service) FROM several
    ) ORDER BY place, age
)"""
"""SQL for all files of all services, without copies and other views."""

_Cells = tuple[Any, ...]
_NOTHING: Final[_Cells] = (None, None, None)


class _Echo:
    """What a CSV writer writes to; its `writerow` then returns the line."""

    def write(self, text: str) -> str:
        return text


_LINE_END: Final = "\r\n"
_line: Final = csv.writer(_Echo(), lineterminator=_LINE_END).writerow


def _start(cells: _Cells) -> str:
    """The start of a line, up to the comma before the next cell."""
    return f"{_line(cells).removesuffix(_LINE_END)},"


def write_answers(path: Path, request: BatchRequest, store: Store) -> None:
    """Writes the answers of a batch as CSV."""
    AnswerTable(request.instrument, store, notes=request.names, with_older=request.with_older).write_csv(path)


class AnswerTable:
    """The table of answers of one batch."""

    def __init__(self, instrument: Instrument, store: Store, *, notes: bool, with_older: bool = False) -> None:
        """Prepares what every service has in common.

        Args:
            instrument: the questionnaire and the rubric.
            store: what was judged.
            notes: whether what people wrote is shown.
            with_older: whether older files of a service are there too, each service's oldest first.
        """
        self._store = store
        self._notes = notes
        self._with_older = with_older
        criteria = instrument.rubric.criteria
        self._cells = [{str(code): _cells(row, code) for code in range(len(STATES))} for row in criteria]
        self._asked: dict[Form, list[bool]] = {
            form: [row in instrument.rubric.criteria_of(form) for row in criteria] for form in FORMS
        }
        self._decode = msgspec.json.Decoder(list[Written]).decode

    def rows(self) -> Iterator[_Cells]:
        """All rows, service by service."""
        for service, form, codes, written in self._services(guard=False):
            words = {position: [word or None for word in texts] for position, *texts in written}
            for position in compress(range(len(codes)), self._asked[form]):
                yield (*service, *self._cells[position][codes[position]], *words.get(position, _NOTHING))

    def write_csv(self, path: Path) -> None:
        """Writes the table as UTF-8 with a byte-order mark, which Excel needs. Free texts are guarded."""
        starts = [{code: _start(cells) for code, cells in each.items()} for each in self._cells]
        plain = [{code: start + _line(_NOTHING) for code, start in each.items()} for each in starts]
        with path.open("wb", buffering=1 << 20) as table:
            table.write(f"\ufeff{_line(ANSWER_COLUMNS)}".encode())
            for service, form, codes, written in self._services(guard=True):
                lines = list(map(getitem, plain, codes))
                for position, ticked, reason, note in written:
                    words = _line((ticked, guarded(reason), guarded(note)))
                    lines[position] = starts[position][codes[position]] + words
                start = _start(service)
                table.write((start + start.join(compress(lines, self._asked[form]))).encode())

    def _services(self, *, guard: bool) -> Iterator[tuple[_Cells, Form, str, list[Written]]]:
        """For each service its own cells, its form, a digit for each answer, and what was written."""
        query = (
            f"SELECT {select(SERVICE_COLUMNS, guard=guard)}, files.form, codes, written_offset, written_size"
            f" FROM {_WITH_OLDER if self._with_older else 'service'} AS files"
        )
        for *service, form, codes, offset, size in self._store.rows(query):
            written = self._decode(self._store.kept(offset, size))
            if not self._notes:
                written = [(position, ticked, "", "") for position, ticked, *_ in written]
            yield tuple(service), form, codes, written


def _cells(criterion: Criterion, code: int) -> _Cells:
    """What a row says about a question and about an answer with this code."""
    essential = "yes" if criterion.essential else "no"
    return criterion.domain, criterion.question, essential, STATES[code], code if is_known(code) else None
