"""Answer codes: each answer as one whole number, and functions that read such numbers.

The codes 0 to 3 are levels. Every function here, like every rule of `domains`, `stages`, `figures` and `conditions`,
takes plain integers or NumPy arrays of them, so that the same rule judges one sheet or a column of many.
"""

from typing import Any, Final, Literal, TypeAlias

from questionnaires.model import Level

Column: TypeAlias = Any
"""A whole number or truth value, or a NumPy array with one for each of many sheets."""

State = Literal["known", "unknown", "unanswered", "not_applicable", "not_asked"]
"""What is known about a criterion: its level, or why there is none."""

_TOP: Final = int(Level.SHOWN_TO_WORK)
UNKNOWN: Final = 4
UNANSWERED: Final = 5
NOT_APPLICABLE: Final = 6
NOT_ASKED: Final = 7
"""The version of the questionnaire that was answered did not have the question yet."""
NOT_IN_PLACE: Final = (int(Level.NOT_YET), int(Level.PLANNED), UNKNOWN, UNANSWERED)
"""The answers to a question that counts which do not say that what it asks for is in place."""
STATES: Final[tuple[State, ...]] = (
    *("known", "known", "known", "known"),
    *("unknown", "unanswered", "not_applicable", "not_asked"),
)
"""The state that each code stands for."""


def is_known(code: Column) -> Column:
    """Whether the code is a level."""
    return code <= _TOP


def applies(code: Column) -> Column:
    """Whether the question counts at all: it applies, and was asked."""
    return code < NOT_APPLICABLE


def counted(code: Column) -> Column:
    """The level that the answer counts as: 0 if the level is not known."""
    return code * is_known(code)


def is_missing(code: Column) -> Column:
    """Whether the question counts, and as level 0: what it asks for is not there, not known, or not answered."""
    return applies(code) & (counted(code) == Level.NOT_YET)


def at_best(code: Column) -> Column:
    """The highest level that the answer could turn out to be: 3 if the question applies and the level is not known."""
    return either(is_known(code), code, _TOP * applies(code))


def either(condition: Column, then: Column, otherwise: Column) -> Column:
    """One value where a condition holds, another where it does not."""
    return otherwise + condition * (then - otherwise)
