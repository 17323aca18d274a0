"""Days as people say them, read on Friday 27 November 2026."""

from datetime import date

import pytest

from readiness.prompts.spoken_days import possible_days

TODAY = date(2026, 11, 27)


def read(typed: str) -> list[str]:
    return [it.label for it in possible_days(typed, TODAY)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param("next month", "1 December 2026", id="its-first-working-day"),
        pytest.param("Next year", "4 January 2027", id="new-years-day-is-no-working-day"),
        pytest.param("next week", "30 November 2026", id="its-monday"),
        pytest.param("in three months", "1 March 2027", id="a-saturday-becomes-monday"),
        pytest.param("3 months from now", "1 March 2027", id="from-now"),
        pytest.param("in two months' time", "27 January 2027", id="months-time"),
        pytest.param("six weeks", "8 January 2027", id="weeks"),
        pytest.param("in a year", "29 November 2027", id="a-year"),
        pytest.param("March", "1 March 2027", id="a-month"),
        pytest.param("1st of March", "1 March 2027", id="a-day-without-its-year"),
        pytest.param("march 1", "1 March 2027", id="the-american-order"),
        pytest.param("25/3", "25 March 2027", id="one-order-alone"),
        pytest.param("3/3", "3 March 2027", id="both-orders-alike"),
        pytest.param("27/11", "27 November 2026", id="today"),
        pytest.param("26/11", "26 November 2027", id="yesterday-next-year"),
    ],
)
def test_what_has_one_meaning_is_one_day(typed: str, day: str) -> None:
    """Words that mean one day give that day."""
    assert read(typed) == [day]


def test_what_has_several_meanings_gives_each() -> None:
    """1/3 is a day of March or of January; a number alone may be weeks, months or a day."""
    assert read("1/3") == ["1 March 2027", "3 January 2027"]
    assert read("2") == ["In 2 weeks: 11 December 2026", "In 2 months: 27 January 2027", "2 December 2026"]


@pytest.mark.parametrize(
    "typed", ["soon", "spring", "0", "99", "30/2", "in 0 months", "in 999 years", "13/13", "31 June", "² months", ""]
)
def test_what_means_no_day_gives_none(typed: str) -> None:
    """Words that mean no day give none, and the person is asked."""
    assert read(typed) == []


def test_the_end_of_a_long_month() -> None:
    """A month after 31 January is the last of February, moved to a working day."""
    assert [it.day for it in possible_days("in a month", date(2026, 1, 31))] == [date(2026, 3, 2)]
