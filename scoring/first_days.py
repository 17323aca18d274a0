"""The earliest first days that the schedules of many sheets allow, for whole columns of sheets at once."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from questionnaires.model import Level
from scoring.actions import urgency
from scoring.codes import Column, applies, counted, either
from scoring.domains import NONE
from scoring.rubric import Criterion, Rubric
from scoring.schedule import free_places, next_turn, owner_key
from scoring.working_days import later, working_day

_BELOW_TARGET: Final = (Level.NOT_YET, Level.PLANNED)
"""The levels whose actions are scheduled."""


def earliest_first_days(rubric: Rubric, criteria: Sequence[Criterion], codes: Sequence[Column], as_of: date) -> Column:
    """The earliest first day that `with_schedule` gives if nothing has been agreed about any action.

    Args:
        rubric: gives the stages' leads, how long each effort takes and by when it is needed, and how many actions one
            owner carries at a time.
        criteria: of the form, in questionnaire order.
        codes: the answer code of each criterion.
        as_of: the day of the plans.

    Returns:
        Day numbers; `NONE` where no action is scheduled.
    """
    judged = [(row, code, level) for row, code in zip(criteria, codes, strict=True) for level in _BELOW_TARGET]
    free = free_places(as_of, rubric.at_once)
    places: dict[str, tuple[Column, ...]] = {}
    latest: Column = NONE
    for row, code, level in sorted(judged, key=lambda each: urgency(rubric, each[0], each[2])):
        action = row.actions[level]
        owner = owner_key(action.owner)
        before = places.get(owner, free)
        turn = next_turn(before, rubric.efforts[action.effort].days)
        is_open = applies(code) & (counted(code) == level)
        places[owner] = tuple(either(is_open, then, now) for then, now in zip(turn.places, before, strict=True))
        allowed = turn.due - rubric.needed_days(row.stage, action.effort)
        latest = either(is_open, later(latest, allowed), latest)
    return either(latest == NONE, NONE, working_day(latest))
