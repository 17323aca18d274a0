"""The worklist: which services to look at first, and why. It ranks nobody: it goes by dates, then by the alphabet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from readiness.batch.namesakes import APART_IN_SQL
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store, quoted
from readiness.spreadsheet import guarded_in_sql
from scoring.codes import STATES
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Decision, Stage
from scoring.stages import blocks

Why = Literal["starting_soon", "look_twice"]
"""Why a service is on the list: peer workers start soon and it is not ready, or its `go` should be reviewed."""

REASONS: Final[tuple[Why, ...]] = get_args(Why)
SOON: Final = timedelta(days=120)
"""A planned first day is soon if it is no further ahead than this, or in the past."""
_NOTES_ON_ONE_IN: Final = 2
"""A `go` should be reviewed if fewer than one in this many of its essentials have a note."""
MOST_SHOWN: Final = 20
"""The longest list of either kind that the report shows in full; `worklist.csv` has all."""

_COLUMNS: Final = {
    "why": "replace(why, '_', ' ')",
    "name": guarded_in_sql("nullif(name, '')"),
    "organisation": guarded_in_sql("nullif(organisation, '')"),
    "code": guarded_in_sql("nullif(code, '')"),
    "form": "form",
    "stage": "stage",
    "decision": "decision",
    "planned_first_day": "planned_first_day",
    "earliest_first_day": "earliest_first_day",
    "essentials_missing": "nullif(array_to_string(missing, '; '), '')",
    "flags": "nullif(flags, '')",
    "essentials": "essentials",
    "essentials_with_evidence": "with_evidence",
    "file": guarded_in_sql("file"),
}
"""The columns of `worklist.csv`, each with its SQL on the rows of `_items`."""


class WorkItem(NamedTuple):
    """A service on the worklist."""

    why: Why
    name: str
    """The name of the service. Like the next two, empty if there is none."""
    apart: str
    """What tells it apart from others with this name; empty if none has it."""
    organisation: str
    code: str
    form: str
    stage: str
    """The title of the stage that the decision is about: the first day, or the last stage with a `go`."""
    decision: Decision
    planned_first_day: date | None
    earliest_first_day: date | None
    """The earliest that the service's own schedule allows; none if nothing is left to do."""
    missing: list[str]
    """The topics of the essentials that are missing or not known for this stage."""
    flags: str
    """Their identifiers, divided by spaces."""
    essentials: int
    """How many essentials the decision depends on."""
    with_evidence: int
    """How many of their answers have a note."""
    file: str

    @property
    def has_few_notes(self) -> bool:
        """Whether too few of these answers have a note for a decision to go ahead."""
        return _NOTES_ON_ONE_IN * self.with_evidence < self.essentials


@dataclass(frozen=True)
class Worklist:
    """How many services are on the worklist for each reason, and the first of them."""

    starting_soon: tuple[WorkItem, ...]
    look_twice: tuple[WorkItem, ...]
    numbers: dict[Why, int]


def worklist_of(request: BatchRequest, store: Store) -> Worklist:
    """The beginning of the worklist, as the report shows it."""
    items = _items(request)
    numbers = dict.fromkeys(REASONS, 0) | dict(store.rows(f"SELECT why, count(*) FROM ({items}) GROUP BY why"))
    titles = {stage.id: stage.title for stage in request.instrument.rubric.decided_stages}
    first = (
        store.rows(f"SELECT {', '.join(WorkItem._fields)} FROM ({_items(request, number)} LIMIT {MOST_SHOWN})")
        for number, _ in enumerate(REASONS)
    )
    starting_soon, look_twice = (
        tuple(item._replace(stage=titles[item.stage]) for item in map(WorkItem._make, rows)) for rows in first
    )
    return Worklist(starting_soon, look_twice, numbers)


def write_worklist(path: Path, request: BatchRequest, store: Store) -> None:
    """Writes the whole worklist as CSV. Free texts are guarded."""
    store.write_csv(path, list(_COLUMNS), f"SELECT {', '.join(_COLUMNS.values())} FROM ({_items(request)})")


def first_day_stage(instrument: Instrument) -> int:
    """The position of the stage that belongs to the first day: the last one that is due by then."""
    stages = instrument.rubric.decided_stages
    return max((number for number, stage in enumerate(stages) if stage.lead_days <= 0), default=0)


def reason_in_sql(instrument: Instrument, as_of: date) -> str:
    """SQL for the position in `REASONS` of why a service is on the worklist; one more if it is not on it."""
    soon = f"{_soon_in_sql(instrument, as_of)} THEN 0"
    return f"CASE WHEN {soon} WHEN {' OR '.join(_twice_in_sql(instrument))} THEN 1 ELSE {len(REASONS)} END"


def _soon_in_sql(instrument: Instrument, as_of: date) -> str:
    wait = DECISIONS.index("wait")
    return f"planned_first_day <= DATE '{as_of + SOON}' AND decision{first_day_stage(instrument)} = {wait}"


def _twice_in_sql(instrument: Instrument) -> list[str]:
    """For each stage, whether its decision is a `go` that should be reviewed."""
    go = DECISIONS.index("go")
    return [
        f"(decision{number} = {go} AND (flags > 0 OR {_NOTES_ON_ONE_IN} * with_evidence{number} < essentials{number}))"
        for number, _ in enumerate(instrument.rubric.decided_stages)
    ]


def _items(request: BatchRequest, only: int | None = None) -> str:
    """SQL for the services on the worklist: those that start soon by date, then the others; each by the alphabet.

    Args:
        request: what the user asks for.
        only: the position in `REASONS` of the only reason that is wanted; all by default.
    """
    instrument = request.instrument
    stages = instrument.rubric.decided_stages
    last_go = " ".join(f"WHEN {twice} THEN {number}" for number, twice in [*enumerate(_twice_in_sql(instrument))][::-1])

    def of_stage(values: Iterable[str]) -> str:
        return f"CASE number {' '.join(f'WHEN {number} THEN {value}' for number, value in enumerate(values))} END"

    return (
        f"SELECT ({list(REASONS)})[reason + 1] AS why, name, apart, organisation, code, form,"
        f" ({[stage.id for stage in stages]})[number + 1] AS stage,"
        f" ({list(DECISIONS)})[{of_stage(f'decision{number}' for number, _ in enumerate(stages))} + 1] AS decision,"
        " planned_first_day::DATE AS planned_first_day, earliest_first_day::DATE AS earliest_first_day,"
        f" {of_stage(_missing_in_sql(instrument, stage) for stage in stages)} AS missing,"
        " (SELECT words FROM flag_words WHERE flag_words.flags = listed.flags) AS flags,"
        f" {of_stage(f'essentials{number}' for number, _ in enumerate(stages))} AS essentials,"
        f" {of_stage(f'with_evidence{number}' for number, _ in enumerate(stages))} AS with_evidence, file FROM ("
        f"SELECT *, {APART_IN_SQL} AS apart, rowid AS position, {reason_in_sql(instrument, request.as_of)} AS reason,"
        f" CASE WHEN reason = 0 THEN {first_day_stage(instrument)} {last_go} END AS number FROM service"
        f" WHERE {f'reason < {len(REASONS)}' if only is None else f'reason = {only}'}"
        " ORDER BY reason, CASE WHEN reason = 0 THEN planned_first_day END, position"
        ") AS listed"  # sorted before the lists are made, which take far more memory
    )


def _missing_in_sql(instrument: Instrument, stage: Stage) -> str:
    """SQL for the topics of the essentials that are missing or not known for a stage."""
    questions, rubric = instrument.questionnaire.questions, instrument.rubric
    topics = []
    for place, row in enumerate(rubric.criteria, 1):
        codes = [str(code) for code in range(len(STATES)) if blocks(row, code)]
        if codes and rubric.is_due_by(row, stage):
            topics.append(f"CASE WHEN codes[{place}] IN {codes} THEN {quoted(questions[row.question].topic)} END")
    return f"list_filter([{', '.join(topics)}]::VARCHAR[], lambda topic: topic IS NOT NULL)"
