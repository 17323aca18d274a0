"""Conditions on the facts of an answer sheet, as a rubric writes them: `5 * notes < answers`."""

import operator
import re
from dataclasses import dataclass, fields
from typing import Final

from questionnaires.language import _
from questionnaires.local_style import either
from scoring.codes import Column


@dataclass(frozen=True)
class Facts:
    """What the conditions of a rubric can compare; each a whole number, or a column of them."""

    answers: Column
    """Questions with any answer, including don't know and not applicable."""
    levels: Column
    """Questions with a known level."""
    commonest_level: Column
    """Questions at the level that was given most often."""
    unknown: Column
    not_applicable: Column
    unanswered: Column
    notes: Column
    """Answers with a note."""
    roles: Column
    """Different roles in which people took part."""
    lived_experience_roles: Column
    """How many of these roles count as lived experience."""
    front_line_roles: Column
    short_form: Column
    """1 for a short form, 0 for a full one."""
    timed: Column
    """1 if both the start and the last change are known, else 0."""
    seconds: Column
    """Seconds from the start to the last change; 0 unless both are known."""
    months: Column
    """Months begun between the last change and the day of reading; 0 if the last change is not known."""


_COMPARISONS: Final = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}
_FACTS: Final = tuple(field.name for field in fields(Facts))
_TERM: Final = r"(?:(\d{1,9}) \* )?([a-z_]+)|(\d{1,9})"
_CONDITION: Final = re.compile(rf"(?:{_TERM}) (<=|>=|<|>|=) (?:{_TERM})")


def check_condition(text: str) -> str:
    """The condition unchanged, if it can be understood.

    Raises:
        ValueError: it is not written like `5 * notes < answers`, or there is no such fact.
    """
    _parts(text)
    return text


def holds(condition: str, facts: Facts) -> Column:
    """Whether a condition is true of the facts.

    Raises:
        ValueError: it cannot be understood, see `check_condition`.
    """
    found = _parts(condition)
    return _COMPARISONS[found[4]](_value(facts, *found.group(1, 2, 3)), _value(facts, *found.group(5, 6, 7)))


def _parts(text: str) -> re.Match[str]:
    found = _CONDITION.fullmatch(text)
    if not found:
        what = _("'{text}' is not a condition that the program understands", text=text)
        raise ValueError(what, _("Write the condition like this one: '{example}'", example="5 * notes < answers"))
    for name in (found[2], found[6]):
        if name and name not in _FACTS:
            raise ValueError(
                _("there is no fact called '{name}'", name=name),
                _("Choose from these: {facts}", facts=either(_FACTS)),
            )
    return found


def _value(facts: Facts, factor: str | None, name: str | None, number: str | None) -> Column:
    return int(factor or 1) * getattr(facts, name) if name else int(number or 0)
