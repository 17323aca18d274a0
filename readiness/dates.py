"""Dates as people type and read them, on the command line and in the interview."""

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
)  # fmt: skip  # `strftime` would use the language of the system


def in_words(day: date) -> str:
    """A date as people write it: `4 January 2027`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def read_day(typed: str) -> date | None:
    """The date that somebody typed; none where it is not a date.

    Numbers are read in the British order, day before month. A month and a year alone give the first of the month.
    """
    for form in _FORMS:
        with suppress(ValueError):
            day = datetime.strptime(" ".join(typed.split()), form).date()  # noqa: DTZ007  # a date has no time zone
            return day if day.year in YEARS else None
    return None


def day_of(given: str | None, option: str) -> date | None:
    """The date given with an option of the command line; none where the option is left out.

    Args:
        given: what was typed.
        option: the option's name, for the message.

    Raises:
        UsageFault: it is not a date.
    """
    if given is None:
        return None
    day = read_day(given)
    if day is None:
        raise UsageFault(Fault(option, f"'{given}' is not a date", f"Write it like {EXAMPLES}"))
    return day
