"""The facts of an answer sheet that flags compare. The flags themselves are data, in rubric.toml."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from questionnaires.answers import Form
from questionnaires.model import Role
from scoring.codes import Column, either
from scoring.conditions import Facts, holds
from scoring.figures import Figures
from scoring.rubric import Rubric


class Voices(NamedTuple):
    """The facts that depend only on who took part; each a whole number, or a column of them. `Facts` explains them."""

    roles: Column
    lived_experience_roles: Column
    front_line_roles: Column


class Times(NamedTuple):
    """The facts that depend only on time; each a whole number, or a column of them."""

    timed: Column
    seconds: Column
    months: Column


def voices_of(roles: Mapping[str, Role], took_part: Iterable[str]) -> Voices:
    """Who took part in one sheet, as facts.

    Args:
        roles: the questionnaire's roles.
        took_part: the roles in which people took part.
    """
    different = set(took_part)
    return Voices(
        roles=len(different),
        lived_experience_roles=sum(roles[role].lived_experience for role in different),
        front_line_roles=sum(roles[role].front_line for role in different),
    )


def times_of(started_at: datetime | None, updated_at: datetime | None, as_of: date) -> Times:
    """How long one sheet took and how old it is, as facts.

    Args:
        started_at: when the first answer was given.
        updated_at: when the sheet was last changed.
        as_of: the day on which the sheet is read.
    """
    months = months_begun(updated_at.date(), as_of) if updated_at else 0
    if started_at and updated_at:
        return Times(1, int((updated_at - started_at).total_seconds()), months)
    return Times(0, 0, months)


def facts_of(figures: Figures, form: Form, voices: Voices, times: Times) -> Facts:
    """Everything that the conditions of flags can compare; `form` says which questions were asked."""
    commonest = figures.at_level[0]
    for number in figures.at_level[1:]:
        commonest = either(number > commonest, number, commonest)
    return Facts(
        answers=figures.answered + figures.unknown + figures.not_applicable,
        levels=figures.answered,
        commonest_level=commonest,
        unknown=figures.unknown,
        not_applicable=figures.not_applicable,
        unanswered=figures.unanswered,
        notes=figures.notes,
        short_form=int(form == "short"),
        **voices._asdict(),
        **times._asdict(),
    )


def raised_flags(rubric: Rubric, facts: Facts) -> dict[str, Column]:
    """Whether all conditions of each flag are true, in the rubric's order."""
    raised = {}
    for identifier, flag in rubric.flags.items():
        all_hold: Column = facts.answers >= 0  # true of every sheet
        for condition in flag.when:
            all_hold = all_hold & holds(condition, facts)
        raised[identifier] = all_hold
    return raised


@lru_cache(4096)
def months_begun(day: date, as_of: date) -> int:
    """How many months have begun between a day and a later one: 12 up to the same day of the next year, then 13.

    A month from 31 January ends on the last day of February.
    """
    months = 12 * (as_of.year - day.year) + as_of.month - day.month
    ends_on = min(day.day, monthrange(as_of.year, as_of.month)[1])
    return max(0, months + (ends_on < as_of.day))
