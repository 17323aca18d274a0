"""The columns of the tables, and their rows: the same in CSV, XLSX and Parquet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from readiness.batch.csv_tables import Cell
from readiness.batch.settled import Service
from scoring.instrument import Instrument
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

NUMBERS: Final = ("essentials_met", "answered", "unknown", "not_applicable", "unanswered")
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
        names: the columns, in order.
        kinds: of each its kind: `text`, `decision`, `score`, `band` or `number`.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]

    def counted(self) -> dict[str, int]:
        """The columns whose cells are counted, and where in a record's cells they stand."""
        kinds = enumerate(zip(self.names[3:-2], self.kinds[3:-2], strict=True))  # from the date to the flags
        return {name: at for at, (name, kind) in kinds if kind in _COUNTED or name == "flags"}


def columns_of(instrument: Instrument) -> Columns:
    """The columns of the table of results."""
    pairs = [("name", "text"), ("organisation", "text"), ("code", "text"), ("date", "text"), ("form", "text")]
    pairs += [(stage.id, "decision") for stage in instrument.rubric.stages]
    for domain in instrument.questionnaire.domains:
        pairs += [(f"{domain.id}_score", "score"), (f"{domain.id}_score_max", "score"), (f"{domain.id}_band", "band")]
    pairs += [(name, "number") for name in NUMBERS]
    pairs += [("flags", "text"), ("earlier_files", "number"), ("file", "text")]
    names, kinds = zip(*pairs, strict=True)
    return Columns(names, kinds)


def result_row(service: Service) -> list[str]:
    """A service's row of the table of results, every cell as text."""
    return [
        service.name,
        service.organisation,
        service.code,
        *service.cells.split(","),
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
        head = [service.name, service.organisation, service.code, service.cells.partition(",")[0], service.form]
        nothing: tuple[list[str], str, str] = ([], "", "")
        for position, domain, question, essential in self._questions[service.form]:
            mark = service.marks[position]
            ticked, reason, note = said.get(position, nothing)
            if not self._notes:
                reason = note = ""
            state = _STATES.get(mark, "known")
            level = int(mark) if state == "known" else None
            yield [*head, domain, question, essential, state, level, " ".join(ticked), reason, note]
