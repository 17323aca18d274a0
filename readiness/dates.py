"""Days as people type and read them, on the command line and in the interview."""

from contextlib import suppress
from datetime import date, datetime

from questionnaires.answers import YEARS
from questionnaires.faults import Fault
from readiness.exits import UsageFault

EXAMPLES = "1 March 2027, 01/03/2027 or 2027-03-01"
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%B %Y", "%b %Y")


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip  # not from the system, whose language may be another


def in_words(day: date) -> str:
    """A day as people write it: `4 January 2027`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def read_day(typed: str) -> date | None:
    """The day that somebody typed; for a month alone its first day; none where it is no day.

    Day and month stand in the British order.
    """
    for form in _FORMS:
        with suppress(ValueError):
            day = datetime.strptime(" ".join(typed.split()), form).date()  # noqa: DTZ007  # a day has no time zone
            return day if day.year in YEARS else None
    return None


def day_of(given: str | None, option: str) -> date | None:
    """The day that an option gives; none where it is not given.

    Raises:
        UsageFault: it is no day.
    """
    if given is None:
        return None
    day = read_day(given)
    if day is None:
        raise UsageFault(Fault(option, f"'{given}' is not a date", f"Write it like {EXAMPLES}"))
    return day
