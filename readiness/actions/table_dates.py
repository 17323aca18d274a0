"""Dates in a table as spreadsheets and people write them; the order of day and month is decided for a whole column."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import either, long_date
from questionnaires.moments import YEARS, possible_day
from readiness.dates import date_fault, read_day
from readiness.report.formats.action_table import DUE
from readiness.spreadsheet import FIRST_SERIAL_DAY

Order = Literal["day", "month"]
"""Which of the two numbers comes first."""

_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\.?|(\d{4})(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5,6})(?:[.,]\d+)?")
_TIME = re.compile(
    r"(?:,?\s+|(?<=\d)T)\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?", re.I
)
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+", re.I)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_SHORT_YEAR: Final = 20
"""A two-digit year below this is more likely to be a day."""
_FEWEST_KNOWN: Final = 3
"""How many dates have to show that the month comes first; one or two could be chance."""
_CLEARLY: Final = 4
"""How many times as many dates have to show one order as the other, if both are found."""


@dataclass(frozen=True)
class Numbers:
    """A date of which only the year is certain: 3/4/2027."""

    text: str
    first: int
    second: int
    year: int

    def day(self, order: Order) -> date | None:
        """The date in an order; none if there is no such day."""
        month, day = (self.second, self.first) if order == "day" else (self.first, self.second)
        with suppress(ValueError):
            return date(self.year, month, day)
        return None

    @property
    def days(self) -> set[date]:
        """The days that the date can be."""
        return {day for order in ("day", "month") if (day := self.day(order))}


def parse(typed: str) -> date | Numbers | None:
    """The date in a cell; numbers where the order of day and month matters; none if it is not a date."""
    text = unicodedata.normalize("NFKC", " ".join(typed.split())).replace("\u2010", "-").replace("\u2011", "-")
    text = _TIME.sub("", text) if len(text) > 8 else text
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end() :] if weekday else text
    found = _without_weekday(text)
    if weekday and isinstance(found, Numbers):
        fitting = [day for day in found.days if _WEEKDAYS[day.weekday()] == weekday[1].lower()]
        return fitting[0] if len(fitting) == 1 else None
    if weekday and isinstance(found, date) and _WEEKDAYS[found.weekday()] != weekday[1].lower():
        return None
    return found


def _without_weekday(text: str) -> date | Numbers | None:
    if serial := _SERIAL.fullmatch(text):
        return possible_day(FIRST_SERIAL_DAY + timedelta(days=int(serial[1])))
    if given := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in given.groups() if part)
        with suppress(ValueError):
            return possible_day(date(year, month, day))
        return None
    if numbers := _NUMBERS.fullmatch(text):
        first, second, year = map(int, numbers.groups())
        if len(numbers[3]) == 2:
            if year < _FIRST_SHORT_YEAR:
                return None
            year += 2000
        found = Numbers(text, first, second, year)
        days = found.days if year in YEARS else set()
        return found if len(days) > 1 or _is_one_way(found) else next(iter(days), None)
    return read_day(text)


def _is_one_way(numbers: Numbers) -> bool:
    """Whether only one order gives a day, and the two numbers differ: such a date says which order it is."""
    return numbers.year in YEARS and len(numbers.days) == 1 and numbers.first != numbers.second


@dataclass(frozen=True)
class Entry:
    """A cell of the column, and what the program wrote there, if that is known."""

    row: int
    text: str
    written: date | None = None


class DateColumn:
    """The dates of a column, read in the order in which the column is written."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Works out the order from all entries: from dates with only one reading, or else from known ones."""
        self._sure: dict[Order, list[tuple[Numbers, int]]] = {"day": [], "month": []}
        self._known: dict[int, Order] = {}
        self._read: list[tuple[Numbers, date, str]] = []
        for entry in entries:
            numbers = parse(entry.text)
            if not isinstance(numbers, Numbers):
                continue
            orders: list[Order] = [order for order in ("day", "month") if numbers.day(order)]
            if len(orders) == 1:
                self._sure[orders[0]].append((numbers, entry.row))
            elif entry.written and entry.written in numbers.days:
                self._known[entry.row] = "day" if numbers.day("day") == entry.written else "month"

    def read(self, entry: Entry) -> date:
        """The date of an entry.

        Raises:
            InputFault: it is not a date, or nobody can say which number is the month.
        """
        found = parse(entry.text)
        if isinstance(found, date):
            return found
        if found is None:
            raise InputFault(_no_date(entry.text))
        if len(found.days) == 1:
            return next(iter(found.days))
        order, why = self._order(entry, found)
        day = found.day(order) if order else None
        if day is None:
            raise InputFault(_unclear(found, why))
        self._read.append((found, day, why))
        return day

    @property
    def said(self) -> str | None:
        """How ambiguous dates were read, and why; none if there were none."""
        if not self._read:
            return None
        numbers, day, why = self._read[0]
        if numbers.day("day") == day:
            return _(
                "Dates such as {text} were read with the day first ({date}), because {why}.",
                text=numbers.text,
                date=long_date(day),
                why=why,
            )
        return _(
            "Dates such as {text} were read with the month first ({date}), because {why}.",
            text=numbers.text,
            date=long_date(day),
            why=why,
        )

    def _order(self, entry: Entry, found: Numbers) -> tuple[Order | None, str]:
        """The order for one entry, and why; or none, and why it can't be known."""
        days, months = self._sure["day"], self._sure["month"]
        if days and months:
            return self._of_most(entry, found)
        if days or months:
            order: Order = "day" if days else "month"
            numbers, row = self._sure[order][0]
            if days:
                return order, _("{text} in row {row} only makes sense with the day first", text=numbers.text, row=row)
            return order, _("{text} in row {row} only makes sense with the month first", text=numbers.text, row=row)
        counts = Counter(other for row, other in self._known.items() if row != entry.row)
        if counts["month"] >= _FEWEST_KNOWN and counts["month"] >= _CLEARLY * counts["day"]:
            return "month", _("in this column, all the dates that nobody has changed have the month first")
        if counts["month"] and counts["day"] < _CLEARLY * counts["month"]:
            return None, _("the other dates in the column don't show which number is the month")
        if counts["day"]:
            return "day", _("in this column, all the dates that nobody has changed have the day first")
        if self._known.get(entry.row) == "month":
            return None, _("no other date in the column shows which number is the month")
        return "day", _(
            "the program writes dates with the day first, and nothing in this column shows that this has changed"
        )

    def _of_most(self, entry: Entry, found: Numbers) -> tuple[Order | None, str]:
        """The order that nearly all dates have, if it gives the date that the program wrote."""
        days, months = len(self._sure["day"]), len(self._sure["month"])
        most: Order = "day" if days >= months else "month"
        if max(days, months) >= _CLEARLY * min(days, months) and entry.written and found.day(most) == entry.written:
            if most == "day":
                return most, _("most dates in the column are written with the day first")
            return most, _("most dates in the column are written with the month first")
        (day, day_row), (month, month_row) = self._sure["day"][0], self._sure["month"][0]
        return None, _(
            "{date} in row {row} has the day first, but {other_date} in row {other_row} has the month first",
            date=day.text,
            row=day_row,
            other_date=month.text,
            other_row=month_row,
        )


def _no_date(text: str) -> Fault:
    if set(text) <= {"#"}:
        return Fault(
            DUE,
            _("when the table was saved, the column was too narrow to show the date"),
            _("Make the column wider and save the table again"),
        )
    return date_fault(DUE, text)


def _unclear(found: Numbers, why: str) -> Fault:
    days = either([long_date(day) for day in (found.day("day"), found.day("month")) if day])
    return Fault(
        DUE,
        _("{text} could be {days}: {why}", text=shown(found.text), days=days, why=why),
        _("Write the month as a word"),
    )
