"""The worklist: which services to look at first, and why. It ranks nobody: it goes by dates, then by the alphabet."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.spreadsheet import guarded
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Criterion, Decision, Stage
from scoring.stages import blocks

Why = Literal["starting_soon", "look_twice"]
"""Why a service is on the list: peer workers start soon and it is not ready, or its `go` needs a second look."""

REASONS: Final[tuple[Why, ...]] = get_args(Why)
SOON: Final = timedelta(days=120)
"""A planned first day this far ahead, or in the past, is soon."""
_NOTES_ON_ONE_IN: Final = 2
"""A `go` with notes on fewer than one in this many of its essentials needs a second look."""
MOST_SHOWN: Final = 20
"""The longest list of either kind that the report shows in full; `worklist.csv` has all."""

_OF_STAGES: Final = ("decision", "essentials", "with_evidence")
_COLUMNS: Final = (
    "why", "name", "organisation", "code", "form", "stage", "decision", "planned_first_day", "earliest_first_day",
    "essentials_missing", "flags", "essentials", "essentials_with_evidence", "file",
)  # fmt: skip


class WorkItem(NamedTuple):
    """A service on the worklist."""

    why: Why
    name: str
    """Like the next two, empty if there is none."""
    organisation: str
    code: str
    form: str
    stage: Stage
    """The stage that the decision is about: the first day, or the last stage with a `go`."""
    decision: Decision
    planned_first_day: date | None
    earliest_first_day: date | None
    """The earliest that the service's own schedule allows; none where nothing is left to do."""
    missing: tuple[Criterion, ...]
    """The essentials that are missing or not known for this stage."""
    flags: tuple[str, ...]
    essentials: int
    """On how many essentials the decision depends."""
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
    first: dict[Why, list[WorkItem]] = {"starting_soon": [], "look_twice": []}
    numbers: dict[Why, int] = dict.fromkeys(first, 0)
    for item in _items(request, store):
        numbers[item.why] += 1
        if len(first[item.why]) < MOST_SHOWN:
            first[item.why].append(item)
    return Worklist(tuple(first["starting_soon"]), tuple(first["look_twice"]), numbers)


def write_worklist(path: Path, request: BatchRequest, store: Store) -> None:
    """Writes the whole worklist as CSV: UTF-8 with a byte-order mark, which Excel needs. Free texts are guarded."""
    questions = request.instrument.questionnaire.questions
    with path.open("wb") as file, TextIOWrapper(file, "utf-8-sig", errors="backslashreplace", newline="") as text:
        table = csv.writer(text)
        table.writerow(_COLUMNS)
        for item in _items(request, store):
            table.writerow((
                item.why.replace("_", " "),
                *map(guarded, (item.name, item.organisation, item.code)),
                item.form,
                item.stage.id,
                item.decision,
                item.planned_first_day,
                item.earliest_first_day,
                "; ".join(questions[row.question].topic for row in item.missing),
                " ".join(item.flags),
                item.essentials,
                item.with_evidence,
                guarded(item.file),
            ))  # fmt: skip


def first_day_stage(instrument: Instrument) -> int:
    """The position of the stage that belongs to the first day: the last one that is due by then."""
    stages = instrument.rubric.decided_stages
    return max((number for number, stage in enumerate(stages) if stage.lead_days <= 0), default=0)


def reason_in_sql(instrument: Instrument, as_of: date) -> str:
    """SQL for the position in `REASONS` of why a service is on the worklist; one more where it is not on it."""
    soon = f"{_soon_in_sql(instrument, as_of)} THEN 0"
    return f"CASE WHEN {soon} WHEN {' OR '.join(_twice_in_sql(instrument))} THEN 1 ELSE {len(REASONS)} END"


def _soon_in_sql(instrument: Instrument, as_of: date) -> str:
    wait = DECISIONS.index("wait")
    return f"planned_first_day <= DATE '{as_of + SOON}' AND decision{first_day_stage(instrument)} = {wait}"


def _twice_in_sql(instrument: Instrument) -> list[str]:
    """For each stage, whether its decision is a `go` that needs a second look."""
    go = DECISIONS.index("go")
    return [
        f"(decision{number} = {go} AND (flags > 0 OR {_NOTES_ON_ONE_IN} * with_evidence{number} < essentials{number}))"
        for number, _ in enumerate(instrument.rubric.decided_stages)
    ]


def _items(request: BatchRequest, store: Store) -> Iterator[WorkItem]:
    """All services on the worklist: those that start soon by date, then the others, each in alphabetical order."""
    instrument = request.instrument
    stages = range(len(instrument.rubric.decided_stages))
    reason = reason_in_sql(instrument, request.as_of)
    last_go = " ".join(f"WHEN {twice} THEN {number}" for number, twice in [*enumerate(_twice_in_sql(instrument))][::-1])
    of_stages = ", ".join(f"[{', '.join(f'{name}{number}' for number in stages)}]" for name in _OF_STAGES)
    query = (
        f"SELECT reason, CASE WHEN reason = 0 THEN {first_day_stage(instrument)} {last_go} END, {of_stages},"
        " name, organisation, code, form, planned_first_day::DATE, earliest_first_day::DATE, codes,"
        " (SELECT words FROM flag_words WHERE flag_words.flags = listed.flags), file"
        f" FROM (SELECT *, rowid AS position, {reason} AS reason FROM service) AS listed"
        f" WHERE reason < {len(REASONS)}"
        " ORDER BY reason, CASE WHEN reason = 0 THEN planned_first_day END, position"
    )
    for row in store.rows(query):
        yield _item(instrument, *row)


def _item(
    instrument: Instrument,
    reason: int,
    number: int,
    decisions: list[int],
    essentials: list[int],
    with_evidence: list[int],
    name: str,
    organisation: str,
    code: str,
    form: str,
    planned: date | None,
    earliest: date | None,
    codes: str,
    flags: str | None,
    file: str,
) -> WorkItem:
    rubric = instrument.rubric
    stage = rubric.decided_stages[number]
    missing = tuple(
        row
        for row, answer in zip(rubric.criteria, codes, strict=True)
        if rubric.is_due_by(row, stage) and blocks(row, int(answer))
    )
    return WorkItem(
        REASONS[reason],
        name,
        organisation,
        code,
        form,
        stage,
        DECISIONS[decisions[number]],
        planned,
        earliest,
        missing,
        tuple((flags or "").split()),
        essentials[number],
        with_evidence[number],
        file,
    )
