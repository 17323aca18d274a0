"""What a plan is made of: the parts of a result, each beside the texts that it refers to."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from questionnaires.model import AnyQuestion, ChecklistQuestion, Domain, ScaleQuestion
from scoring.actions import due_date
from scoring.instrument import Instrument
from scoring.result import ActionResult, CriterionResult, DomainResult, Result, StageResult

_HASH_LENGTH = 12
_ANSWER_FIELDS = {"question", "state", "level", "ticked", "reason", "note"}


@dataclass(frozen=True)
class Row:
    """One question as it was answered."""

    criterion: CriterionResult
    question: AnyQuestion
    said: str
    """The words of the level that was chosen; none for checklists, and where no level is known."""
    there: tuple[str, ...]
    """The items of a checklist that were ticked."""
    missing: tuple[str, ...]
    """The items of a checklist that were not."""


@dataclass(frozen=True)
class Step:
    """One action, with its number in the plan."""

    number: int
    action: ActionResult
    row: Row


@dataclass(frozen=True)
class StagePart:
    """One stage with its date, its actions, and what the first of them would change."""

    stage: StageResult
    afterwards: StageResult
    """The decision once every action of priority 1 is done."""
    due: date | None
    passed: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class DomainPart:
    """One domain with its answers, and what the first actions would change."""

    domain: DomainResult
    afterwards: DomainResult
    about: Domain
    rows: tuple[Row, ...]
    capped_by: tuple[Row, ...]

    @property
    def counting(self) -> tuple[CriterionResult, ...]:
        """The criteria that apply."""
        return tuple(row.criterion for row in self.rows if row.criterion.state != "not_applicable")

    @property
    def weights(self) -> int:
        """The sum of the weights in the column."""
        return sum(criterion.weight for criterion in self.counting)

    @property
    def points(self) -> int:
        """The sum of the points in the column."""
        return sum(criterion.weight * (criterion.level or 0) for criterion in self.counting)

    @property
    def open_points(self) -> int:
        """The points of what is not known or not answered, which the score leaves out and the higher score counts."""
        return sum(criterion.weight * 3 for criterion in self.counting if criterion.level is None)


@dataclass(frozen=True)
class Outline:
    """A whole plan, in the order in which it is read."""

    stages: tuple[StagePart, ...]
    domains: tuple[DomainPart, ...]
    top: tuple[Step, ...]
    fingerprint: str
    """Changes when any answer changes."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every action, in order."""
        return tuple(step for part in self.stages for step in part.steps)


def outline_of(result: Result, instrument: Instrument) -> Outline:
    """Puts the result's parts beside the texts that they refer to."""
    rows = {criterion.question: _row(criterion, instrument) for criterion in result.criteria}
    steps = [Step(number, action, rows[action.question]) for number, action in enumerate(result.actions, start=1)]
    return Outline(
        stages=tuple(
            _stage_part(result, instrument, position, [step for step in steps if step.action.stage == stage.id])
            for position, stage in enumerate(result.stages)
        ),
        domains=tuple(_domain_part(result, instrument, position, rows) for position in range(len(result.domains))),
        top=tuple(step for step in steps if step.action.question in result.top_actions),
        fingerprint=fingerprint(result),
    )


def fingerprint(result: Result) -> str:
    """Twelve hexadecimal digits that stand for the answers: two plans of the same answers have the same."""
    answers = [criterion.model_dump(mode="json", include=_ANSWER_FIELDS) for criterion in result.criteria]
    canonical = json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:_HASH_LENGTH]


def _row(criterion: CriterionResult, instrument: Instrument) -> Row:
    question = instrument.questionnaire.questions[criterion.question]
    said = ""
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    if isinstance(question, ScaleQuestion) and criterion.level is not None:
        said = question.levels[criterion.level]
    elif isinstance(question, ChecklistQuestion) and criterion.state == "known":
        there = tuple(option.text for option in question.options if option.id in criterion.ticked)
        missing = tuple(option.text for option in question.options if option.id not in criterion.ticked)
    return Row(criterion, question, said, there, missing)


def _stage_part(result: Result, instrument: Instrument, position: int, steps: list[Step]) -> StagePart:
    lead = instrument.rubric.stages[position].lead_days
    due = due_date(result.first_day, lead) if result.first_day else None
    return StagePart(
        stage=result.stages[position],
        afterwards=result.if_priority_1_done.stages[position],
        due=due,
        passed=due is not None and due < result.as_of,
        steps=tuple(steps),
    )


def _domain_part(result: Result, instrument: Instrument, position: int, rows: dict[str, Row]) -> DomainPart:
    domain = result.domains[position]
    return DomainPart(
        domain=domain,
        afterwards=result.if_priority_1_done.domains[position],
        about=instrument.questionnaire.domains[position],
        rows=tuple(row for row in rows.values() if row.criterion.domain == domain.id),
        capped_by=tuple(rows[question] for question in domain.capped_by),
    )
