"""Dates, lists and numbers as people write them, in British English and in other languages."""

from collections.abc import Iterator
from datetime import date

import pytest

from questionnaires import language
from questionnaires.local_style import listed, long_date
from readiness.dates import not_a_date, read_day
from readiness.report.html_pages import escaped_for_number
from readiness.report.wording import period, score, scores

FIRST_OF_MARCH = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    language.use(language.ENGLISH)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        pytest.param("en-GB", "1 March 2027", id="english"),
        pytest.param("en-GB", "the 1st of Mar 27", id="english-in-short"),
        pytest.param("en-GB", "March 2027", id="a-month"),
        pytest.param("en-GB", "1/3/27", id="short-year"),
        pytest.param("en-GB", "01.03.27", id="short-year-with-full-stops"),
        pytest.param("cy", "1 Mawrth 2027", id="welsh"),
        pytest.param("cy", "1 March 2027", id="english-among-welsh"),
        pytest.param("de", "1. März 2027", id="german"),
        pytest.param("fr", "1er mars 2027", id="french"),
        pytest.param("es", "1 de marzo de 2027", id="spanish"),
    ],
)
def test_a_day_is_read_in_the_language_in_use(code: str, typed: str) -> None:
    """Month names of the language in use and of English are read, long or short."""
    language.use(code)
    assert read_day(typed) == FIRST_OF_MARCH


@pytest.mark.parametrize("code", ["en-GB", "en-US", "cy", "de", "es", "fr", "it", "pl", "pt", "ro"])
def test_every_day_that_is_written_can_be_read(code: str) -> None:
    """A date as the program writes it can be typed."""
    language.use(code)
    days = [date(2027, month, 7 + month) for month in range(1, 13)]
    assert [read_day(long_date(day)) for day in days] == days


def test_the_beginning_of_two_months_is_no_month() -> None:
    """In French, `jui` may be June or July."""
    language.use("fr")
    assert read_day("1 jui 2027") is None
    assert read_day("1 juil 2027") == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("code", "end", "said"),
    [
        ("en-GB", date(2027, 3, 1), "1 March 2027"),
        ("en-GB", date(2027, 2, 20), "20 February 2027"),
        ("en-GB", date(2027, 3, 25), "1 to 25 March 2027"),
        ("en-GB", date(2027, 12, 1), "1 March to 1 December 2027"),
        ("en-GB", date(2028, 3, 1), "1 March 2027 to 1 March 2028"),
        ("en-US", date(2027, 3, 25), "March 1 to March 25, 2027"),
        ("de", date(2027, 3, 25), "1. to 25. März 2027"),
    ],
)
def test_a_period_repeats_no_month_or_year(code: str, end: date, said: str) -> None:
    """What the end of the first day has in common with the second is written once."""
    language.use(code)
    assert plain(period(FIRST_OF_MARCH, end)) == said


def test_lists_and_scores() -> None:
    """Lists end on *and*, with semicolons if a name has a comma; scores have one decimal, with the language's sign."""
    assert [listed("abcdef"[:count]) for count in (0, 1, 2, 3, 4, 5)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
        "a, b, c and d",
        "a, b, c and 2 more",
    ]
    assert [listed(names) for names in (["a, b", "c"], ["a and b", "c"], ["a", "b, c", "d"], ["a, b"])] == [
        "a, b; and c",
        "a and b, and c",
        "a; b, c; and d",
        "a, b",
    ]
    assert [score(46.7), scores(46.7, 60.0), scores(0.0, 0.0), score(None)] == [
        "46.7",
        "46.7 to 60.0",
        "0.0",
        "no score",
    ]
    language.use("de")
    assert [score(46.7), listed("ab")] == ["46,7", "a und b"]


def test_large_numbers_have_commas() -> None:
    """A number that a text is about is easy to read, in a text and on a page; what is written otherwise stays so."""
    assert language.ngettext("{n} file", "{n} files", 2197) == "2,197 files"
    assert language.ngettext("{n} file in {year}", "{n} files in {year}", 999, year=2027) == "999 files in 2027"
    assert escaped_for_number("{n} file", "{n} files", 1_048_575) == "1,048,575 files"


@pytest.mark.parametrize("typed", ["31/02/2027", "31/11/26", "2027-02-30", "31 April 2027"])
def test_a_day_that_does_not_exist_is_called_that(typed: str) -> None:
    """What is written like a date but is no day is said to be none; other words can't be read as a date."""
    assert read_day(typed) is None
    assert not_a_date(typed).startswith(f"There is no such day as {typed}.")
    for other in ("soonish", "9999-12-31", "27-03-01"):
        assert f"'{other}' can't be read as a date" in not_a_date(other)
