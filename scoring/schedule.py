"""The schedule: when each action starts and is due, given that one person can only do so much at once. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from scoring.codes import Column
from scoring.result import ActionResult, Schedule
from scoring.rubric import STRENGTHEN, Rubric
from scoring.working_days import earlier, friday_before_weekend, later, working_day

AnyAction = TypeVar("AnyAction", bound=ActionResult)


@dataclass(frozen=True)
class Progress:
    """How far the service has come with one action, and the due date that it agreed on, if any."""

    due: date | None = None
    doing: bool = False
    finished: bool = False
    """Whether nothing is left to do: the action is done, or the service accepts the risk."""


class Dates(NamedTuple):
    """When an action starts and when it is due."""

    start: date
    due: date


class Turn(NamedTuple):
    """When an owner's next action starts and is due, and when each of the owner's places is free again.

    Each day is its number, or a column of them.
    """

    start: Column
    due: Column
    places: tuple[Column, ...]
    """The days from which the owner's places are free, the earliest first."""


_OPEN = Progress()


def needed_by(first_day: date, lead_days: int) -> date:
    """The first day plus a lead in days, moved back to Friday if it is on a weekend."""
    return date.fromordinal(friday_before_weekend(first_day.toordinal() + lead_days))


def free_places(as_of: date, at_once: int) -> tuple[int, ...]:
    """The places of an owner who has nothing to do yet: one for each action they can do at a time."""
    return (working_day(as_of.toordinal()),) * at_once


def next_turn(places: tuple[Column, ...], days: int) -> Turn:
    """Gives an action the first free place, which is free again on the first working day after the due date.

    Args:
        places: from when each of the owner's places is free, the earliest first.
        days: how long the action takes.
    """
    start, *others = places
    due = friday_before_weekend(start + days)
    free = working_day(due + 1)
    after = []
    for place in others:
        after.append(earlier(place, free))
        free = later(place, free)
    return Turn(start, due, (*after, free))


def with_schedule(
    actions: Sequence[AnyAction],
    rubric: Rubric,
    first_day: date | None,
    as_of: date,
    progress: Mapping[str, Progress] | None = None,
) -> tuple[tuple[AnyAction, ...], Schedule]:
    """The actions with their dates, and what the dates mean for the first day.

    Args:
        actions: in the order in which to work on them, each with its owner.
        rubric: gives the stages' leads, how long each effort takes and by when it is needed, and how many actions one
            owner carries at a time.
        first_day: the peer workers' planned first day. The dates do not depend on it; it is compared with them.
        as_of: the day of the plan. Nothing that the schedule decides starts before it.
        progress: by question; an action without progress is open and has no agreed date.

    Returns:
        The same actions in the same order, and the schedule.
    """
    progress = progress or {}
    queue = _queue(actions, progress)
    dates = _dates(queue, rubric, as_of, progress)
    dated = tuple(_dated(action, rubric, first_day, progress, dates.get(action.question)) for action in actions)
    by_question = {action.question: action for action in dated}
    ordered = [by_question[action.question] for action in queue]
    earliest = _earliest_first_day(ordered, rubric)
    busiest = _busiest_owner(queue, rubric, progress)
    shared = _dates(queue, rubric, as_of, progress, shared=busiest)
    late = tuple(action.question for action in ordered if action.late)
    return dated, Schedule(
        order=tuple(action.question for action in ordered),
        earliest_first_day=earliest,
        earliest_first_day_essential=_earliest_first_day([it for it in ordered if it.priority == 1], rubric),
        late=late,
        days_too_soon=(earliest - first_day).days if late and earliest and first_day and earliest > first_day else 0,
        busiest_owner=busiest,
        earliest_first_day_if_shared=_earliest_first_day(
            [action.model_copy(update={"due": shared[action.question].due}) for action in ordered], rubric
        ),
    )


def role_of(owner: str) -> str:
    """The role before the first comma: `service manager` of `service manager, with the peers`."""
    return owner.partition(",")[0].strip()


def owner_key(owner: str) -> str:
    """The key by which owners are compared: the role before the first comma, in lower case."""
    return role_of(owner).casefold()


def _queue(actions: Sequence[AnyAction], progress: Mapping[str, Progress]) -> list[AnyAction]:
    """The actions of priority 1 and 2 that are not finished: first those that are being done, then in their order."""
    to_do = [it for it in actions if it.priority < STRENGTHEN and not progress.get(it.question, _OPEN).finished]
    return sorted(to_do, key=lambda action: not progress.get(action.question, _OPEN).doing)


def _dates(
    queue: Sequence[ActionResult],
    rubric: Rubric,
    as_of: date,
    progress: Mapping[str, Progress],
    *,
    shared: str | None = None,
) -> dict[str, Dates]:
    """When each action of a queue starts and is due.

    An action with an agreed date keeps it and takes none of its owner's places. An owner whose work is shared has
    twice as many.
    """
    free_from: dict[str, tuple[Column, ...]] = {}
    dates = {}
    for action in queue:
        days = rubric.efforts[action.effort].days
        if agreed := progress.get(action.question, _OPEN).due:
            dates[action.question] = Dates(max(agreed - timedelta(days=days), as_of), agreed)
            continue
        owner = owner_key(action.owner)
        places = free_from.get(owner) or free_places(as_of, rubric.at_once * (2 if owner == shared else 1))
        start, due, free_from[owner] = next_turn(places, days)
        dates[action.question] = Dates(date.fromordinal(start), date.fromordinal(due))
    return dates


def _dated(
    action: AnyAction, rubric: Rubric, first_day: date | None, progress: Mapping[str, Progress], dates: Dates | None
) -> AnyAction:
    """An action with its dates; if it is not scheduled, with an agreed due date only."""
    needed = needed_by(first_day, rubric.needed_days(action.stage, action.effort)) if first_day else None
    return action.model_copy(
        update={
            "start": dates.start if dates else None,
            "due": dates.due if dates else progress.get(action.question, _OPEN).due,
            "needed_by": needed,
            "late": bool(dates and needed and dates.due > needed),
        }
    )


def _earliest_first_day(scheduled: Sequence[ActionResult], rubric: Rubric) -> date | None:
    """The first working day for which every scheduled action is due in time; none without actions."""
    days = [
        action.due.toordinal() - rubric.needed_days(action.stage, action.effort) for action in scheduled if action.due
    ]
    return date.fromordinal(working_day(max(days))) if days else None


def _busiest_owner(queue: Sequence[ActionResult], rubric: Rubric, progress: Mapping[str, Progress]) -> str | None:
    """The owner with the most days of work, the first if several have; none if every action has an agreed date."""
    days: dict[str, int] = {}
    for action in queue:
        if not progress.get(action.question, _OPEN).due:
            owner = owner_key(action.owner)
            days[owner] = days.get(owner, 0) + rubric.efforts[action.effort].days
    return max(days, key=days.__getitem__, default=None)
