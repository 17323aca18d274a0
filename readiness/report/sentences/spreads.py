"""Everybody's answers to one question in words: how many people gave which."""

from collections.abc import Iterable, Iterator
from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.model import Questionnaire
from readiness.plan.model import FirstViews
from readiness.text import capital
from scoring.agenda import Spread

TOO_FEW: Final = _("Too few answers to show")
"""Said if nobody answered, or fewer people than can be shown, without saying which."""
_MOST_DOTS: Final = 20
"""Dots in a row; if more people gave one answer, a dot stands for several."""


def in_words(spread: Spread, questionnaire: Questionnaire) -> str:
    """How many people gave which answer, on its own: `Not yet 3, in place 1, don't know 2`."""
    return capital(inside(spread, questionnaire)) or TOO_FEW


def inside(spread: Spread, questionnaire: Questionnaire) -> str:
    """How many people gave which answer, inside a sentence: `not yet 3, in place 1`; empty if nobody gave any."""
    return ", ".join(f"{name} {number}" for name, number, _is_level in numbers(spread, questionnaire))


def got_here(views: FirstViews) -> str:
    """How a workshop got to its answers."""
    asked = ngettext(
        "First, {n} person answered the questions alone. Then the group talked and agreed on the answers.",
        "First, {n} people each answered the questions alone. Then the group talked and agreed on the answers.",
        views.people,
    )
    first = _("The first answers are not shown, because with so few people you could tell who answered what.")
    return asked if views.spreads else f"{asked} {first}"


def how_far_apart(spread: Spread, questionnaire: Questionnaire) -> str:
    """The lowest and the highest view: `from “not yet” to “in place”`, or `all “planned”`."""
    if spread.low is None or spread.high is None:
        return _("no views")
    low, high = (questionnaire.levels[level].name.lower() for level in (spread.low, spread.high))
    if spread.low != spread.high:
        return _("from “{low}” to “{high}”", low=low, high=high)
    return _("all “{level}”", level=low) if spread.known > 1 else low


def people(number: int) -> str:
    """`1 person`, `8 people`."""
    return ngettext("{n} person", "{n} people", number)


def people_a_dot(spreads: Iterable[Spread]) -> int:
    """How many people a dot stands for, so that no answer to any of these questions has more than 20."""
    most = max((number for spread in spreads for number in (*spread.counts, spread.unknown)), default=0)
    return max(1, -(-most // _MOST_DOTS))


def legend(questionnaire: Questionnaire, a_dot: int) -> str:
    """What the dots are, and the words below them."""
    named = ", ".join(f"{level} {questionnaire.levels[level].name.lower()}" for level in range(4))
    return ngettext(
        "Each dot stands for one person, and is above the level they chose: {levels}. A ring above the “?” stands for "
        "someone who answered “don't know”.",
        "Each dot stands for up to {n} people, and is above the level they chose: {levels}. A ring above the “?” "
        "stands for people who answered “don't know”.",
        a_dot,
        levels=named,
    )


def dots(number: int, a_dot: int = 1) -> int:
    """How many dots so many people are; nobody is none, anybody at least one."""
    return -(-number // a_dot)


def numbers(spread: Spread, questionnaire: Questionnaire) -> Iterator[tuple[str, int, bool]]:
    """Each answer that somebody gave: its name, how many people gave it, and whether it is a level."""
    for level, number in enumerate(spread.counts):
        if number:
            yield questionnaire.levels[level].name.lower(), number, True
    if spread.unknown:
        yield _("don't know"), spread.unknown, False
    if spread.not_applicable:
        yield _("does not apply"), spread.not_applicable, False
