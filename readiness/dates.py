"""Dates as people type and read them, on the command line and in the interview."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
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
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?"
_YEAR = r"(?P<year>\d{4}|[2-9]\d)"
_MONTH = r"(?P<month>[^\W\d_]{3,})\.?"
_BETWEEN = r"(?:[ ,/-]|\b(?:of|de)\b)*"
_IN_NUMBERS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"),
    re.compile(rf"(?P<day>\d\d?)(?P<between>[/.-])(?P<month>\d\d?)(?P=between){_YEAR}"),
)
_IN_WORDS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:the )?{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}",
        rf"{_MONTH}{_BETWEEN}{_DAY},? *[,/-]? *(?P<year>\d{{4}})",
        rf"{_MONTH}[ ,/-]*(?P<year>\d{{4}})",
        rf"{_MONTH}-{_YEAR}",
    )
)
_NO_YEAR = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?:[\s/.-]|\bof\b)+(?:\d{1,2}|[a-z]{3,9})\.?|[a-z]{3,9}\.?[\s-]+\d{1,2}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)


def read_day(typed: str) -> date | None:
    """The date that somebody typed; none if it is not a date.

    Numbers are read in the British order, day before month, and a year of two digits, such as 27, is after 2019.
    A month and a year alone give the first of the month.
    """
    for year, month, day in _parts(typed):
        with suppress(ValueError):
            return possible_day(date(year, month, day))
    return None


def not_a_date(typed: str) -> str:
    """Says that what somebody typed is not a date, and how to write one."""
    if is_no_day(typed):
        return _("There is no such day as {typed}. Please check the day and the month.", typed=typed)
    return _("'{typed}' can't be read as a date. Please write it like {examples}.", typed=typed, examples=EXAMPLES)


def is_no_day(typed: str) -> bool:
    """Whether what could not be read is written like a date of a possible year, such as `31/02/2027`."""
    return any(year in YEARS for year, _month, _day in _parts(typed))


def _parts(typed: str) -> Iterator[tuple[int, int, int]]:
    """The year, month and day of what is written like a date, in each way in which it can be read."""
    text = " ".join(typed.split())
    for pattern in (*_IN_NUMBERS, *_IN_WORDS):
        if found := pattern.fullmatch(text):
            name, year = found["month"], found["year"]
            month = int(name) if name.isdecimal() else _month(name)
            if month is not None:
                yield int(year if len(year) > 2 else f"20{year}"), month, int(found.groupdict().get("day") or 1)


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
    what = (
        _("{text} has no year", text=shown(typed))
        if _NO_YEAR.fullmatch(typed.strip())
        else _("{text} can't be read as a date", text=shown(typed))
    )
    return Fault(place, what, _("Write the date like {examples}", examples=EXAMPLES))
