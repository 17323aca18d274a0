"""What is said about answer files when it is unclear which one is right, each sentence in one place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from questionnaires.answers import AnswerSheet
from readiness.dates import in_words
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument

_TOLERANCE = timedelta(days=1)
"""How far a clock may be ahead of the day of reading, as it is already tomorrow somewhere."""


_MOST_NAMED = 4


def first_day_ahead(as_of: date) -> date:
    """The first day that is too late for a change, if answers are read on a given day."""
    return as_of + _TOLERANCE + timedelta(days=1)


def clock_ahead(file: str, day: date) -> str:
    """Says that a file was changed on a day that is still to come."""
    return f"{file} says it was last changed on {in_words(day)}, which is in the future: a computer's clock was wrong."


def same_moment(files: Sequence[str], moment: datetime | None) -> str:
    """Says that several files of one service were changed at the same time, and differ."""
    named = files if len(files) < _MOST_NAMED else [*files[:_MOST_NAMED], f"{len(files) - _MOST_NAMED} more"]
    these = f"{', '.join(named[:-1])} and {named[-1]}"
    if moment is None:
        return f"{these} are for the same service but differ, and don't say when they were changed."
    when = f"{in_words(moment.date())} at {moment:%H:%M} UTC"
    return f"{these} are for the same service but differ, and were all last changed on {when}."


def copied(file: str, original: str, *, same: bool) -> str:
    """Says that a file has the name of a copy of another; `same` if both have the same content."""
    return (
        f"{file} is a copy of {original}." if same else f"{file} looks like a copy of {original}, but differs from it."
    )


def other_version(file: str, original: str) -> str:
    """Says that a file was written elsewhere while an interview had the original open."""
    return f"{file} is another version of {original}, saved somewhere else at the same time."


def unusual_name(file: str) -> str:
    """Says that an answer file has a name that does not end as it should."""
    return f"{file} contains answers, although its name doesn't end in .json."


def other_wording(sheet: AnswerSheet, instrument: Instrument) -> str:
    """What is said of answers to questions with other words or weights under the same version; else nothing."""
    if not is_worded_otherwise(sheet.questionnaire, instrument):
        return ""
    questionnaire = instrument.questionnaire
    return (
        f"it was answered with other wording or weights than '{questionnaire.id}' has now in the same version,"
        f" {questionnaire.version}. Give the questionnaire a new version, so that the two are told apart."
    )
