"""The schedule as a chart: a bar for each action on a line of days, person by person, with the stages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from readiness.plan.model import Plan
from readiness.report.outline import Outline, Step
from readiness.report.sentences.headings import review_title
from scoring.rubric import Rubric
from scoring.schedule import needed_by, owner_key, role_of

_NARROWEST = 1.0
"""The least width of a bar, in per cent of the line."""


@dataclass(frozen=True)
class Bar:
    """One action on the line. Places and widths are in per cent of the line."""

    owner: str
    step: Step
    start: date
    due: date
    left: float
    width: float


@dataclass(frozen=True)
class Mark:
    """The day of a stage or of a review, with its place on the line and its number there; none if it is outside."""

    title: str
    day: date
    passed: bool
    left: float | None
    number: int | None = None


@dataclass(frozen=True)
class ScheduleChart:
    """All bars, the owner with the earliest action first, and all marks."""

    first: date
    last: date
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]

    @property
    def drawn(self) -> tuple[Mark, ...]:
        """The marks on the line."""
        return tuple(mark for mark in self.marks if mark.left is not None)

    @property
    def undrawn(self) -> tuple[Mark, ...]:
        """The marks of days before the line begins or after it ends."""
        return tuple(mark for mark in self.marks if mark.left is None)


def schedule_chart(plan: Plan, outline: Outline, rubric: Rubric) -> ScheduleChart | None:
    """The chart of a plan; none if nothing is scheduled.

    The line begins on the day of the plan, and ends when the last action is due or on the first day, whichever is
    later.
    """
    dated = [
        (step, step.action.start, step.action.due)
        for step in outline.scheduled
        if step.action.start and step.action.due
    ]
    if not dated:
        return None
    first = plan.as_of
    last = max([due for _, _, due in dated] + [plan.first_day or first])
    days = max(1, (last - first).days)

    def place(day: date) -> float:
        return round(100 * min(max(0, (day - first).days), days) / days, 2)

    owners = list(dict.fromkeys(owner_key(step.action.owner) for step, _, _ in dated))
    bars = [
        Bar(
            owner=role_of(step.action.owner),
            step=step,
            start=start,
            due=due,
            left=min(place(start), 100 - _NARROWEST),
            width=max(_NARROWEST, round(place(due) - place(start), 2)),
        )
        for step, start, due in dated
    ]
    bars.sort(key=lambda bar: (owners.index(owner_key(bar.owner)), bar.start, bar.due))
    number = count(1)
    marks = [
        Mark(title, day, day < first, place(day), next(number))
        if first <= day <= last
        else Mark(title, day, day < first, None)
        for title, day in _days(plan, rubric)
    ]
    return ScheduleChart(first, last, tuple(bars), tuple(marks))


def _days(plan: Plan, rubric: Rubric) -> Sequence[tuple[str, date]]:
    """The days for which stages and reviews are planned; none without a first day."""
    if plan.first_day is None:
        return ()
    decided = {stage.id for stage in plan.stages}
    return [
        (stage.title if stage.id in decided else review_title(stage), needed_by(plan.first_day, stage.lead_days))
        for stage in rubric.stages
    ]
