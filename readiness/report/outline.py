"""What a plan is made of: the parts of a result, each beside the texts that it refers to."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from questionnaires.model import AnyQuestion, ChecklistQuestion, Domain, ScaleQuestion
from readiness.plan.model import Plan, PlannedAction
from readiness.report import wording
from scoring.instrument import Instrument
from scoring.result import CriterionResult, DomainResult, StageResult
from scoring.rubric import Decision

_HASH_LENGTH = 12
_IN_FULL_ON_PAPER = 18
"""How many actions a printed plan has in full: with these a full assessment fills ten pages at most."""
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
    action: PlannedAction
    row: Row
    brief: bool
    """Whether paper has it in short, because so many are more pressing."""


@dataclass(frozen=True)
class WayPart:
    """The fewest actions that turn a stage's decision into a better one, least effort first."""

    to: Decision
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StagePart:
    """One stage with its date, its actions, the ways to a better decision, and what the first actions would change."""

    stage: StageResult
    why: str
    """Because of what it is decided so; shorter than the stage's sentence where the stage before says most of it."""
    afterwards: StageResult
    """The decision once every action of priority 1 is done."""
    passed: bool
    """Whether its day has gone by."""
    steps: tuple[Step, ...]
    ways: tuple[WayPart, ...]

    @property
    def due(self) -> date | None:
        """The day by which it has to be ready."""
        return self.stage.due

    def way_to(self, decision: Decision) -> WayPart | None:
        """The way to a decision, where there is one."""
        return next((way for way in self.ways if way.to == decision), None)


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

    @property
    def next(self) -> StagePart | None:
        """The first stage that cannot simply go ahead."""
        return next((part for part in self.stages if part.stage.decision != "go"), None)


def outline_of(plan: Plan, instrument: Instrument) -> Outline:
    """Puts the result's parts beside the texts that they refer to."""
    rows = {criterion.question: _row(criterion, instrument) for criterion in plan.criteria}
    by_priority = sorted(plan.actions, key=lambda action: action.priority)
    in_full = {action.question for action in by_priority[:_IN_FULL_ON_PAPER]}
    steps = [
        Step(number, action, rows[action.question], brief=action.question not in in_full)
        for number, action in enumerate(plan.actions, start=1)
    ]
    return Outline(
        stages=tuple(_stage_part(plan, instrument, position, steps) for position in range(len(plan.stages))),
        domains=tuple(_domain_part(plan, instrument, position, rows) for position in range(len(plan.domains))),
        top=tuple(step for step in steps if step.action.question in plan.top_actions),
        fingerprint=fingerprint(plan),
    )


def fingerprint(plan: Plan) -> str:
    """Twelve hexadecimal digits that stand for the answers: two plans of the same answers have the same."""
    answers = [criterion.model_dump(mode="json", include=_ANSWER_FIELDS) for criterion in plan.criteria]
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


def _stage_part(plan: Plan, instrument: Instrument, position: int, steps: list[Step]) -> StagePart:
    stage = plan.stages[position]
    by_question = {step.action.question: step for step in steps}
    return StagePart(
        stage=stage,
        why=_why(stage, plan.stages[position - 1] if position else None, instrument),
        afterwards=plan.if_priority_1_done.stages[position],
        passed=stage.due is not None and stage.due < plan.as_of,
        steps=tuple(step for step in steps if step.action.stage == stage.id),
        ways=tuple(
            WayPart(way.to, tuple(by_question[question] for question in way.questions))
            for way in plan.shortest_ways
            if way.stage == stage.id
        ),
    )


def _why(stage: StageResult, before: StageResult | None, instrument: Instrument) -> str:
    """The stage's sentence, or what it adds to the stage before."""
    if before is None or stage.decision == "go" or before.decision != stage.decision:
        return stage.sentence
    open_before, still_open = (each.blocking or each.conditions for each in (before, stage))
    questions = instrument.questionnaire.questions
    return wording.as_before(
        stage.decision, [questions[question].topic for question in still_open if question not in open_before]
    )


def _domain_part(plan: Plan, instrument: Instrument, position: int, rows: dict[str, Row]) -> DomainPart:
    domain = plan.domains[position]
    return DomainPart(
        domain=domain,
        afterwards=plan.if_priority_1_done.domains[position],
        about=instrument.questionnaire.domains[position],
        rows=tuple(row for row in rows.values() if row.criterion.domain == domain.id),
        capped_by=tuple(rows[question] for question in domain.capped_by),
    )
