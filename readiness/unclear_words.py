"""What is said of answer files of which it is not clear which is right, each sentence in one place."""

from datetime import date, datetime

from readiness.dates import in_words


def clock_ahead(file: str, day: date) -> str:
    """A file says that it was changed on a day that is still to come."""
    return f"{file} says it was last changed on {in_words(day)}, which is still to come: a computer's clock was wrong."


def same_moment(files: str, moment: datetime | None) -> str:
    """Several files of one service were changed at the same moment, and differ; `files` names them."""
    if moment is None:
        return f"{files} are of one service and differ, and do not say when they were changed."
    when = f"{in_words(moment.date())} at {moment:%H:%M} UTC"
    return f"{files} are of one service and differ, but were all last changed on {when}."


def copied(file: str, original: str, *, same: bool) -> str:
    """A file has the name of a copy of another one; `same` if both hold the same."""
    return f"{file} {'is a copy of' if same else 'looks like a copy of'} {original}{'' if same else ', and differs'}."


def unusual_name(file: str) -> str:
    """A file of answers has a name that does not end as it should."""
    return f"{file} holds answers, though its name does not end in .json."
