"""Dates as people type and read them, on the command line and in the interview."""

import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from questionnaires.explain import no_such_day, shown
from questionnaires.faults import Fault
from questionnaires.language import _, locale
from questionnaires.moments import YEARS, possible_day
from readiness.exits import UsageFault

if TYPE_CHECKING:
    from babel import Locale

EXAMPLES = _("1 March 2027, 01/03/2027 or 2027-03-01")
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?"
_YEAR = r"(?P<year>\d{4}|[2-9]\d)"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_BETWEEN = r"(?:[ ,/-]|\b(?:of|de)\b)*"
_IN_NUMBERS = re.compile(r"(\d{4})-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-](\d{4})")
_IN_WORDS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:the )?{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}",
        rf"{_MONTH}{_BETWEEN}{_DAY},? *[,/-]? *(?P<year>\d{{4}})",
        rf"{_MONTH}[ ,/-]*(?P<year>\d{{4}})",
        rf"{_MONTH}-{_YEAR}",
    )
)


def read_day(typed: str) -> date | None:
    """The date that somebody typed; none if it is not a date.

    Numbers are read in the British order, day before month. A month and a year alone give the first of the month.
    """
    text = " ".join(typed.split())
    for form in _FORMS:
        with suppress(ValueError):
            return possible_day(datetime.strptime(text, form).date())  # noqa: DTZ007  # a date has no time zone
    for pattern in _IN_WORDS:
        if (found := pattern.fullmatch(text)) and (month := _month(found["month"])):
            year, day = found["year"], found.groupdict().get("day") or 1
            with suppress(ValueError):
                return possible_day(date(int(year if len(year) > 2 else f"20{year}"), month, int(day)))
    return None


def not_a_date(typed: str) -> str:
    """Says that what somebody typed is not a date, and how to write one."""
    if is_no_day(typed):
        return _("There is no such day as {typed}. Please check the day and the month.", typed=typed)
    return _("'{typed}' can't be read as a date. Please write it like {examples}.", typed=typed, examples=EXAMPLES)


def is_no_day(typed: str) -> bool:
    """Whether what could not be read is written like a date of a possible year, such as `31/02/2027`."""
    text = " ".join(typed.split())
    years = [found[1] or found[2]] if (found := _IN_NUMBERS.fullmatch(text)) else []
    in_words = filter(None, (pattern.fullmatch(text) for pattern in _IN_WORDS))
    years += [found["year"] for found in in_words if _month(found["month"])]
    return any(len(year) == 2 or int(year) in YEARS for year in years)


def _month(name: str) -> int | None:
    """The number of a month by its name, in the language in use or in English, or by a beginning such as `Sept`."""
    for months in _month_names(locale()):
        found = {number for month, number in months if month.startswith(name.lower())}
        if len(found) == 1:
            return found.pop()
    return None


@cache
def _month_names(language: "Locale") -> tuple[tuple[tuple[str, int], ...], ...]:
    """The names of the months with their numbers, long and short: first in a language, then in English."""
    from babel.dates import get_month_names

    return tuple(
        tuple(
            (month.lower().removesuffix("."), number)
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
            for number, month in get_month_names(width, context, each).items()
        )
        for each in (language, "en")
    )


def day_of(given: str | None, option: str) -> date | None:
    """The date given with an option of the command line; none if the option is left out.

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
        raise UsageFault(date_fault(option, given))
    return day


def date_fault(place: str, typed: str) -> Fault:
    """The fault of what somebody typed where a date should be."""
    if is_no_day(typed):
        return Fault(place, *no_such_day(typed))
    what = _("{text} can't be read as a date", text=shown(typed))
    return Fault(place, what, _("Write the date like {examples}", examples=EXAMPLES))
