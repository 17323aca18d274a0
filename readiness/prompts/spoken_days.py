"""Days as people say them: `next month`, `in three months`, `1/3`. Pure: today comes in as an argument."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.dates import read_day
from scoring.working_days import working_day

_IN_ENGLISH = "none, not known, unknown, don't know, dont know, no idea, not yet, no, ?"
# Translators: what people type for a day that nobody knows yet, the word that a text tells them first.
_HERE = _("none, not known, unknown, don't know, no idea, not yet, no")
NOT_KNOWN = frozenset(f"{_HERE}, {_IN_ENGLISH}".split(", "))
"""What people type for a day that nobody knows yet, in the language in use or in English."""

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS_AHEAD = {"day": 1, "week": 7}
_MONTHS_AHEAD = {"month": 1, "year": 12}
_MONTHS_IN_YEAR = 12
_MOST_WEEKS = 52
"""A number alone above this is not taken for weeks."""
_MOST_MONTHS_AHEAD = 120


@dataclass(frozen=True)
class PossibleDay:
    """A day that somebody may have meant, with how their words are read."""

    day: date
    reading: str = ""
    """What makes it this day, such as `In 2 weeks`; empty if the words have one reading alone."""

    @property
    def label(self) -> str:
        """The day in words, with its reading."""
        return f"{self.reading}: {long_date(self.day)}" if self.reading else long_date(self.day)


def possible_days(typed: str, today: date) -> list[PossibleDay]:
    """The days that somebody may have meant who typed no full date: none, one, or several to ask about.

    A day that falls on a weekend because it was counted is moved to the Monday after it.
    """
    said = " ".join(typed.lower().replace(",", " ").split()).rstrip(".")
    for pattern, read in _READERS:
        if found := pattern.fullmatch(said):
            return list(read(found, today))
    return []


def _number_alone(found: re.Match[str], today: date) -> Iterator[PossibleDay]:
    """A number without a unit: weeks, months, or a day of a month."""
    number = int(found[0])
    if number <= _MOST_WEEKS and (day := _ahead(number, "week", today)):
        yield PossibleDay(day, ngettext("In {n} week", "In {n} weeks", number))
    if number <= _MONTHS_IN_YEAR and (day := _ahead(number, "month", today)):
        yield PossibleDay(day, ngettext("In {n} month", "In {n} months", number))
    months = (today.replace(day=1), _first_of_month(today, 1))
    coming = (_day_of(month.year, month.month, number) for month in months)
    if day := next((day for day in coming if day and day >= today), None):
        yield PossibleDay(day)


def _start_of_next(found: re.Match[str], today: date) -> Iterator[PossibleDay]:
    """The first working day of the next week, month or year."""
    if found[1] == "week":
        yield PossibleDay(today + timedelta(days=7 - today.weekday()))
        return
    first = _first_of_month(today, 1) if found[1] == "month" else date(today.year + 1, 1, 1)
    yield PossibleDay(_working_day(first + timedelta(days=first.month == 1)))  # New Year's Day is no working day


def _from_now(found: re.Match[str], today: date) -> Iterator[PossibleDay]:
    """So many days, weeks, months or years ahead."""
    if (count := _number(found[1])) and (day := _ahead(count, found[2], today)):
        yield PossibleDay(day)


def _either_order(found: re.Match[str], today: date) -> Iterator[PossibleDay]:
    """Two numbers: day and month, or month and day where that is another day."""
    first, second = int(found[1]), int(found[2])
    days = (_next_such_day(first, second, today), _next_such_day(second, first, today))
    for day in dict.fromkeys(day for day in days if day):
        yield PossibleDay(day)


def _named_month(found: re.Match[str], today: date) -> Iterator[PossibleDay]:
    """A month by its name, with its day before or after it, or for its first working day."""
    number = found["before"] or found["after"]
    if day := _next_such_day(int(number or 1), _month(found["month"]), today):
        yield PossibleDay(day if number else _working_day(day))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Iterator[PossibleDay]]], ...] = (
    (re.compile(r"[0-9]{1,4}"), _number_alone),
    (re.compile(r"(?:the )?(?:start of )?next (week|month|year)"), _start_of_next),
    (re.compile(r"(?:in )?(?:about )?(\w+) (day|week|month|year)s?(?: from now|'? time)?"), _from_now),
    (re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.]?"), _either_order),
    (
        re.compile(
            r"(?:(?P<before>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?)?(?P<month>[^\W\d_]+)"
            r"(?: (?P<after>[0-9]{1,2})(?:st|nd|rd|th)?)?"
        ),
        _named_month,
    ),
)
"""How to read each form of words."""


def _ahead(count: int, unit: str, today: date) -> date | None:
    """The working day so many days, weeks, months or years ahead; none if that is out of reach."""
    months = count * _MONTHS_AHEAD.get(unit, 0)
    days = count * _DAYS_AHEAD.get(unit, 0)
    if not count or max(months, days // 30) > _MOST_MONTHS_AHEAD:
        return None
    month = _first_of_month(today, months)
    day = month.replace(day=min(today.day, calendar.monthrange(month.year, month.month)[1]))
    return _working_day(day + timedelta(days=days))


def _first_of_month(today: date, months: int) -> date:
    """The first day of the month so many months ahead."""
    years, month = divmod(today.month - 1 + months, _MONTHS_IN_YEAR)
    return date(today.year + years, month + 1, 1)


def _next_such_day(day: int, month: int | None, today: date) -> date | None:
    """The next day with this number in this month; none if there is no such day."""
    found = (_day_of(year, month, day) for year in range(today.year, today.year + 5)) if month else ()
    return next((it for it in found if it and it >= today), None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return date.fromordinal(working_day(day.toordinal()))


def _month(name: str) -> int | None:
    """The number of a month by its English name, whole or short."""
    first = read_day(f"1 {name} 2000")
    return first.month if first else None


def _number(word: str) -> int | None:
    if word in ("a", "an"):
        return 1
    return int(word) if word.isdecimal() else _NUMBERS.index(word) if word in _NUMBERS else None
