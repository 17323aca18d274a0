"""What is said of answer files of which it is not clear which is right, each sentence in one place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from readiness.dates import in_words

_TOLERANCE = timedelta(days=1)
"""How far a clock may be ahead of the day on which answers are read; somewhere it is tomorrow already."""


_MOST_NAMED = 4


def first_day_ahead(as_of: date) -> date:
    """The first day on which no answers can have been changed that are read on a day."""
    return as_of + _TOLERANCE + timedelta(days=1)


def clock_ahead(file: str, day: date) -> str:
    """A file says that it was changed on a day that is still to come."""
    return f"{file} says it was last changed on {in_words(day)}, which is still to come: a computer's clock was wrong."


def same_moment(files: Sequence[str], moment: datetime | None) -> str:
    """Several files of one service were changed at the same moment, and differ."""
    named = files if len(files) < _MOST_NAMED else [*files[:_MOST_NAMED], f"{len(files) - _MOST_NAMED} more"]
    these = f"{', '.join(named[:-1])} and {named[-1]}"
    if moment is None:
        return f"{these} are of one service and differ, and do not say when they were changed."
    when = f"{in_words(moment.date())} at {moment:%H:%M} UTC"
    return f"{these} are of one service and differ, but were all last changed on {when}."


def copied(file: str, original: str, *, same: bool) -> str:
    """A file has the name of a copy of another one; `same` if both hold the same."""
    return f"{file} {'is a copy of' if same else 'looks like a copy of'} {original}{'' if same else ', and differs'}."


def other_version(file: str, original: str) -> str:
    """A file holds what was written elsewhere while an interview had the original open."""
    return f"{file} holds another version of {original}, which was written elsewhere at the same time."


def unusual_name(file: str) -> str:
    """A file of answers has a name that does not end as it should."""
    return f"{file} holds answers, though its name does not end in .json."
