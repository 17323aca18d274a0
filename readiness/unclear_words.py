"""What is said about answer files when it is unclear which one is right, each sentence in one place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from questionnaires.answers import AnswerSheet
from questionnaires.language import _
from questionnaires.local_style import listed, long_date
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument

_TOLERANCE = timedelta(days=1)
"""How far a clock may be ahead of the day of reading, as it is already tomorrow somewhere."""


_MOST_NAMED = 4
"""Files of one service that are named when they were changed at the same moment."""


def first_day_ahead(as_of: date) -> date:
    """The first day that is too late for a change, if answers are read on a given day."""
    return as_of + _TOLERANCE + timedelta(days=1)


def clock_ahead(file: str, day: date) -> str:
    """Says that a file was changed on a day that is still to come."""
    return _(
        "In {file}, the date of the last change is {day}, which is in the future. A computer's clock must have been "
        "wrong.",
        file=file,
        day=long_date(day),
    )


def after_the_day_given(file: str, day: date, as_of: date) -> str:
    """Says that a file was changed after the day as of which answers are read."""
    return _(
        "{file} was last changed on {day}, which is after {as_of}, the day given with --as-of.",
        file=file,
        day=long_date(day),
        as_of=long_date(as_of),
    )


def same_moment(files: Sequence[str], moment: datetime | None) -> str:
    """Says that several files of one service were changed at the same time, and differ."""
    these = listed(files, _MOST_NAMED)
    if moment is None:
        return _(
            "{files} are about the same service but differ, and they don't contain the date of their last change.",
            files=these,
        )
    return _(
        "{files} are about the same service and were last changed at the same time, on {day} at {time} UTC, but they "
        "differ.",
        files=these,
        day=long_date(moment.date()),
        time=moment.strftime("%H:%M"),
    )


def copied(file: str, original: str, *, same: bool) -> str:
    """Says that a file has the name of a copy of another; `same` if both have the same content."""
    return (
        _("{file} is a copy of {original}.", file=file, original=original)
        if same
        else _("{file} looks like a copy of {original}, but differs from it.", file=file, original=original)
    )


def other_version(file: str, original: str) -> str:
    """Says that a file was written elsewhere while an interview had the original open."""
    return _(
        "{file} is another version of {original}. It was saved in another window or on another "
        "computer while {original} was open.",
        file=file,
        original=original,
    )


def unusual_name(file: str) -> str:
    """Says that an answer file has a name that does not end as it should."""
    return _("{file} contains answers, although its name doesn't end in .json.", file=file)


def other_wording(sheet: AnswerSheet, instrument: Instrument) -> str:
    """What is said of answers to questions with other words or weights under the same version; else nothing."""
    if not is_worded_otherwise(sheet.questionnaire, instrument):
        return ""
    questionnaire = instrument.questionnaire
    return _(
        "since these answers were given, the wording or weights in '{questionnaire}' have changed, "
        "but the version is still {version}. Give the questionnaire a new version number, so that "
        "the old and the new questions can be told apart.",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
    )
