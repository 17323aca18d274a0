"""The outline of a plan: each part of it together with the texts of the questionnaire and the rubric."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from questionnaires.model import AnyQuestion, ChecklistQuestion, Domain, ScaleQuestion
from readiness.plan.model import FirstViews, Plan, PlannedAction
from readiness.report import wording
from scoring.agenda import Spread
from scoring.instrument import Instrument
from scoring.result import CriterionResult, DomainResult, StageResult
from scoring.rubric import STRENGTHEN, Decision

_HASH_LENGTH = 12
_ANSWER_FIELDS = {"question", "state", "level", "ticked", "reason", "note"}


@dataclass(frozen=True)
class Row:
    """One question with its answer."""

    criterion: CriterionResult
    question: AnyQuestion
    said: str
    """The text of the chosen level; empty for checklists and where no level is known."""
    there: tuple[str, ...]
    """The ticked items of a checklist."""
    missing: tuple[str, ...]
    """The items of a checklist that were not ticked."""


@dataclass(frozen=True)
class Step:
    """One action, with the answer that it follows from."""

    action: PlannedAction
    row: Row

    @property
    def brief(self) -> bool:
        """Whether it is shortened on paper, as it is not essential or is finished."""
        return self.action.priority > 1 or not self.action.to_do


@dataclass(frozen=True)
class WayPart:
    """The fewest actions that turn a stage's decision into a better one, least effort first."""

    to: Decision
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StagePart:
    """One stage with its actions and the shortest ways to better decisions."""

    stage: StageResult
    why: str
    """The reason for the decision: the stage's sentence, or only what it adds to the stage before."""
    afterwards: StageResult
    """The decision once every action of priority 1 is done."""
    passed: bool
    """Whether its date has passed."""
    steps: tuple[Step, ...]
    ways: tuple[WayPart, ...]

    @property
    def due(self) -> date | None:
        """The date for which it is planned."""
        return self.stage.due

    @property
    def to_put_in_place(self) -> tuple[Step, ...]:
        """The actions about what is not in place yet."""
        return tuple(step for step in self.steps if step.action.priority < STRENGTHEN)


@dataclass(frozen=True)
class DomainPart:
    """One domain with its answers."""

    domain: DomainResult
    afterwards: DomainResult
    """The domain once every action of priority 1 is done."""
    about: Domain
    rows: tuple[Row, ...]
    capped_by: tuple[Row, ...]
    """The essentials that keep its band low."""

    @property
    def counting(self) -> tuple[CriterionResult, ...]:
        """The criteria that apply, and were asked."""
        return tuple(row.criterion for row in self.rows if row.criterion.applies)

    @property
    def weights(self) -> int:
        """The sum of the weights of the criteria that apply."""
        return sum(criterion.weight for criterion in self.counting)

    @property
    def points(self) -> int:
        """The sum of the points, each a weight times a level from 0 to 3."""
        return sum(criterion.weight * (criterion.level or 0) for criterion in self.counting)

    @property
    def open_points(self) -> int:
        """The points that only the highest possible score counts: those of what is not known or not answered."""
        return sum(criterion.weight * 3 for criterion in self.counting if criterion.level is None)


@dataclass(frozen=True)
class GotHere:
    """One question of a workshop: how people saw it first, and what they agreed on."""

    row: Row
    code: str
    spread: Spread | None
    """How many people gave which answer first; none if that would say who answered what."""


@dataclass(frozen=True)
class Outline:
    """The outline of a whole plan, in reading order."""

    stages: tuple[StagePart, ...]
    domains: tuple[DomainPart, ...]
    top: tuple[Step, ...]
    """The actions to begin with."""
    scheduled: tuple[Step, ...]
    """The actions with a start and a due date, in the order of the schedule."""
    answers_digest: str
    """Changes when any answer changes."""
    got_here: tuple[GotHere, ...] = ()
    """The questions of a workshop, in the order in which they were talked about; empty for most services."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every action, in order."""
        return tuple(step for part in self.stages for step in part.steps)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all actions."""
        return frozenset(step.action.code for step in self.steps)

    @property
    def to_strengthen(self) -> tuple[Step, ...]:
        """The actions about what is in place already, in order."""
        return tuple(step for step in self.steps if step.action.priority == STRENGTHEN)

    @property
    def held_up(self) -> tuple[StagePart, ...]:
        """The stages that cannot simply go ahead."""
        return tuple(part for part in self.stages if part.stage.decision != "go")


def outline_of(plan: Plan, instrument: Instrument) -> Outline:
    """The outline of a plan."""
    whole = {criterion.question: _row(criterion, instrument) for criterion in plan.criteria}
    # how an answer came about is told once
    rows = {question: _without_agreement(row) for question, row in whole.items()} if plan.first_views else whole
    steps = [Step(action, rows[action.question]) for action in plan.actions]
    by_question = {step.action.question: step for step in steps}
    return Outline(
        stages=tuple(_stage_part(plan, instrument, position, steps) for position in range(len(plan.stages))),
        domains=tuple(_domain_part(plan, instrument, position, rows) for position in range(len(plan.domains))),
        top=tuple(by_question[question] for question in plan.top_actions),
        scheduled=tuple(by_question[question] for question in plan.schedule.order),
        answers_digest=answers_digest(plan),
        got_here=tuple(_got_here(plan.first_views, whole, instrument)) if plan.first_views else (),
    )


def answers_digest(plan: Plan) -> str:
    """Twelve hexadecimal digits that are the same for two plans with the same answers."""
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


def _without_agreement(row: Row) -> Row:
    return replace(row, criterion=row.criterion.model_copy(update={"agreement": None}))


def _got_here(views: FirstViews, rows: dict[str, Row], instrument: Instrument) -> Iterator[GotHere]:
    """The questions of a workshop with how people saw them, and what was agreed."""
    codes = instrument.questionnaire.codes
    return (GotHere(rows[it], codes[it], views.spreads.get(it)) for it in views.questions if it in rows)


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
    """The stage's sentence, or only what it adds to the stage before if both have the same decision."""
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
