"""Working days, Monday to Friday. A day is its number (`date.toordinal`), or a NumPy array of such numbers."""

from scoring.codes import Column, either

_FRIDAY = 4
_FROM_FRIDAY_TO_MONDAY = 3


def working_day(day: Column) -> Column:
    """The day itself, or the next Monday if it is on a weekend."""
    past_friday = _days_past_friday(day)
    return day + (past_friday > 0) * (_FROM_FRIDAY_TO_MONDAY - past_friday)


def friday_before_weekend(day: Column) -> Column:
    """The day itself, or the Friday before if it is on a weekend."""
    past_friday = _days_past_friday(day)
    return day - (past_friday > 0) * past_friday


def earlier(one: Column, other: Column) -> Column:
    """The earlier of two days."""
    return either(one < other, one, other)


def later(one: Column, other: Column) -> Column:
    """The later of two days."""
    return either(one > other, one, other)


def _days_past_friday(day: Column) -> Column:
    """How many days the Friday of the same week is past: 1 or 2 at a weekend, 0 or less on a working day."""
    return (day - 1) % 7 - _FRIDAY
