"""Working days, Monday to Friday. A day is its number (`date.toordinal`), or a NumPy array of such numbers."""

from scoring.codes import Column, either

_FRIDAY = 4
_DAYS = 7


def weekday(day: Column) -> Column:
    """The day of the week, from 0 for Monday to 6 for Sunday."""
    return (day - 1) % _DAYS


def working_day(day: Column) -> Column:
    """The day itself, or the next Monday if it is on a weekend."""
    return day + (weekday(day) > _FRIDAY) * (_DAYS - weekday(day))


def friday_before_weekend(day: Column) -> Column:
    """The day itself, or the Friday before if it is on a weekend."""
    return day - (weekday(day) > _FRIDAY) * (weekday(day) - _FRIDAY)


def earlier(one: Column, other: Column) -> Column:
    """The earlier of two days."""
    return either(one < other, one, other)


def later(one: Column, other: Column) -> Column:
    """The later of two days."""
    return either(one > other, one, other)
