"""The columns of the tables, and their rows: the same in CSV, XLSX and Parquet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from readiness.batch.csv_tables import Cell
from readiness.batch.settled import Service
from scoring.instrument import Instrument
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

NUMBERS: Final = ("essentials_met", "answered", "unknown", "not_applicable", "unanswered")
FLAGS: Final = ("flags",)
_COUNTED: Final = ("decision", "score", "band")
_STATES: Final = {UNKNOWN: "unknown", NOT_APPLICABLE: "not_applicable", UNANSWERED: "unanswered"}

ANSWERS: Final = (
    "name", "organisation", "code", "date", "form", "domain", "question", "essential", "state", "level", "ticked",
    "reason", "note",
)  # fmt: skip
"""The columns of the table of answers."""


@dataclass(frozen=True)
class Columns:
    """Where what stands in a row of `results.csv`.

    Attributes:
        groups: the columns, in order, grouped as their cells are in a record: each group on a line of its own.
        kinds: of each column its kind: `text`, `decision`, `score`, `band` or `number`.
    """

    groups: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in order."""
        return tuple(chain.from_iterable(self.groups))

    def counted(self) -> dict[int, tuple[str, ...]]:
        """The groups whose cells are counted, by which line of a record they are."""
        kinds = dict(zip(self.names, self.kinds, strict=True))
        return {line: group for line, group in enumerate(self.groups) if group == FLAGS or kinds[group[0]] in _COUNTED}


def columns_of(instrument: Instrument) -> Columns:
    """The columns of the table of results."""
    groups = [{name: "text"} for name in ("name", "organisation", "code", "date", "form")]
    groups.append({stage.id: "decision" for stage in instrument.rubric.stages})
    groups += [
        {f"{domain.id}_score": "score", f"{domain.id}_score_max": "score", f"{domain.id}_band": "band"}
        for domain in instrument.questionnaire.domains
    ]
    groups += [
        dict.fromkeys(NUMBERS, "number"),
        dict.fromkeys(FLAGS, "text"),
        {"earlier_files": "number"},
        {"file": "text"},
    ]
    kinds = chain.from_iterable(group.values() for group in groups)
    return Columns(tuple(map(tuple, groups)), tuple(kinds))


def result_row(service: Service) -> list[str]:
    """A service's row of the table of results, every cell as text."""
    return [
        service.name,
        service.organisation,
        service.code,
        *service.cells,
        str(service.earlier),
        service.file,
    ]


def typed(row: Sequence[str], columns: Columns) -> list[Cell]:
    """The row with its numbers as numbers, and nothing where there is nothing."""
    return [_typed(cell, kind) for cell, kind in zip(row, columns.kinds, strict=True)]


def _typed(cell: str, kind: str) -> Cell:
    if kind == "number":
        return int(cell)
    if not cell:
        return None
    return float(cell) if kind == "score" else cell


class AnswerRows:
    """Makes the rows of the table of answers."""

    def __init__(self, instrument: Instrument, *, notes: bool = True) -> None:
        """Learns the questions; `notes` says whether what people wrote is shown."""
        self._notes = notes
        position = {question: number for number, question in enumerate(instrument.questionnaire.questions)}
        asked = {"full": instrument.rubric.criteria, "short": instrument.rubric.essentials()}
        self._questions = {
            form: [
                (position[row.question], row.question.partition(".")[0], row.question, "yes" if row.essential else "no")
                for row in criteria
            ]
            for form, criteria in asked.items()
        }

    def rows(self, service: Service) -> Iterator[list[Cell]]:
        """A row for each question that the service's form asks."""
        said = {position: words for position, *words in json.loads(service.said)} if service.said else {}
        head = [service.name, service.organisation, service.code, service.date, service.form]
        nothing: tuple[list[str], str, str] = ([], "", "")
        for position, domain, question, essential in self._questions[service.form]:
            mark = service.marks[position]
            ticked, reason, note = said.get(position, nothing)
            if not self._notes:
                reason = note = ""
            state = _STATES.get(mark, "known")
            level = int(mark) if state == "known" else None
            yield [*head, domain, question, essential, state, level, " ".join(ticked), reason, note]
