"""The table of answers: a row for each question that a service was asked, the same in CSV and XLSX."""

import csv
from collections.abc import Iterator
from itertools import compress
from pathlib import Path
from typing import Any, Final

import msgspec

from questionnaires.answers import FORMS, Form
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

_Cells = tuple[Any, ...]
_NOTHING: Final[_Cells] = (None, None, None)


class _Echo:
    """What a CSV writer writes to; its `writerow` then returns the line."""

    def write(self, text: str) -> str:
        return text


_line_of: Final = csv.writer(_Echo(), lineterminator="\r\n").writerow


class AnswerTable:
    """The table of answers of one batch."""

    def __init__(self, instrument: Instrument, store: Store, *, notes: bool) -> None:
        """Prepares what every service has in common.

        Args:
            instrument: the questionnaire and the rubric.
            store: what was judged.
            notes: whether what people wrote is shown.
        """
        self._store = store
        self._notes = notes
        criteria = instrument.rubric.criteria
        self._cells = [{str(code): _cells(row, code) for code in range(len(STATES))} for row in criteria]
        self._asked: dict[Form, list[bool]] = {
            form: [row in instrument.rubric.criteria_of(form) for row in criteria] for form in FORMS
        }
        self._decode = msgspec.json.Decoder(list[Written]).decode

    def rows(self) -> Iterator[_Cells]:
        """All rows, service by service."""
        for service, form, codes, written in self._services(guard=False):
            for position in compress(range(len(codes)), self._asked[form]):
                yield (*service, *self._cells[position][codes[position]], *written.get(position, _NOTHING))

    def write_csv(self, path: Path) -> None:
        """Writes the table as UTF-8 with a byte-order mark, which Excel needs. Free texts are guarded."""
        plain = [{code: _line_of((*cells, *_NOTHING)) for code, cells in each.items()} for each in self._cells]
        with path.open("w", encoding="utf-8-sig", newline="") as table:
            table.write(_line_of(ANSWER_COLUMNS))
            for service, form, codes, written in self._services(guard=True):
                lines = [cells[code] for cells, code in zip(plain, codes, strict=True)]
                for position, words in written.items():
                    lines[position] = _line_of((*self._cells[position][codes[position]], *words))
                start = _line_of(service).removesuffix("\r\n") + ","
                table.write(start + start.join(compress(lines, self._asked[form])))

    def _services(self, *, guard: bool) -> Iterator[tuple[_Cells, Form, str, dict[int, _Cells]]]:
        """Of each service its own cells, its form, a digit for each answer, and the words by position."""
        query = (
            f"SELECT {select(SERVICE_COLUMNS, guard=guard)}, files.form, codes, written_offset, written_size"
            " FROM service AS files"
        )
        shown = guarded if guard else str
        for *service, form, codes, offset, size in self._store.rows(query):
            written = {}
            for position, ticked, reason, note in self._decode(self._store.kept(offset, size)):
                words = (reason, note) if self._notes else ("", "")
                written[position] = (ticked or None, *(shown(word) or None for word in words))
            yield tuple(service), form, codes, written


def _cells(criterion: Criterion, code: int) -> _Cells:
    """What a row says of a question and of an answer with this code."""
    essential = "yes" if criterion.essential else "no"
    return criterion.domain, criterion.question, essential, STATES[code], code if is_known(code) else None
