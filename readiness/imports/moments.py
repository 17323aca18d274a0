"""Time stamps as survey programs write them. The order of day and month is that of the whole column. Pure."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from questionnaires.moments import YEARS
from readiness.dates import read_day
from readiness.spreadsheet import FIRST_SERIAL_DAY
from readiness.tables.workbook_file import Value

_FIRST_SERIAL_MOMENT: Final = datetime.combine(FIRST_SERIAL_DAY, time(), UTC)
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 109_574
"""The numbers of the days from 2000 to 2199, in cells that are not formatted as dates."""
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})\b,?\s*(.*)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[T,\s]+(.*))?")
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*(.*)", re.IGNORECASE)
_DAY_AND_TIME: Final = re.compile(r"(.*?\d{4}),?\s+(?:at\s+)?(\d{1,2}:\d\d.*)")


class MomentColumn:
    """The time stamps of one column."""

    def __init__(self, values: Iterable[Value]) -> None:
        """Works out from all of them whether the day or the month comes first; the day, unless one shows otherwise."""
        firsts: set[str] = set()
        for value in values:
            if isinstance(value, str) and (found := _NUMBERS.fullmatch(value.strip())):
                first, second = int(found[1]), int(found[2])
                firsts |= {"day"} if first > 12 >= second else {"month"} if second > 12 >= first else set()
        self.is_mixed = len(firsts) > 1
        self._month_first = firsts == {"month"}

    def read(self, value: Value) -> datetime | None:
        """The time in a cell, in UTC; none if it isn't one, or if it is unclear which number is the month."""
        if isinstance(value, datetime):
            return _in_range(value if value.tzinfo else value.replace(tzinfo=UTC))
        if isinstance(value, date):
            return _in_range(datetime.combine(value, time(), UTC))
        if isinstance(value, float | int) and not isinstance(value, bool) and _FIRST_SERIAL <= value < _LAST_SERIAL:
            return _in_range(_FIRST_SERIAL_MOMENT + timedelta(seconds=round(value * 86_400)))
        if not isinstance(value, str):
            return None
        text = " ".join(value.split())
        with suppress(ValueError):
            read = datetime.fromisoformat(text)
            return _in_range(read if read.tzinfo else read.replace(tzinfo=UTC))
        if found := _YEAR_FIRST.fullmatch(text):
            return _moment(int(found[1]), int(found[2]), int(found[3]), found[4] or "")
        if found := _NUMBERS.fullmatch(text):
            if self.is_mixed:
                return None
            day, month = int(found[1]), int(found[2])
            if self._month_first:
                day, month = month, day
            year = int(found[3])
            return _moment(year if year > 99 else 2000 + year, month, day, found[4])
        found = _DAY_AND_TIME.fullmatch(text)
        day_alone = read_day(found[1] if found else text)
        return _moment(day_alone.year, day_alone.month, day_alone.day, found[2] if found else "") if day_alone else None


def _moment(year: int, month: int, day: int, clock: str) -> datetime | None:
    """A day and a time of day, whose zone is not known and taken for UTC."""
    hour = minute = second = 0
    if found := _TIME.match(clock):
        hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
        if found[4]:
            hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    with suppress(ValueError):
        return _in_range(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    return None


def _in_range(moment: datetime) -> datetime | None:
    with suppress(OverflowError):
        moment = moment.astimezone(UTC).replace(microsecond=0)
        return moment if moment.year in YEARS else None
    return None
