"""How dates, numbers and lists are written in the language in use.

Babel knows this for every language. British English is written without it, as loading it would take a tenth of the time
in which a result is shown.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from questionnaires.language import ENGLISH, code, locale, ngettext

if TYPE_CHECKING:
    from babel import Locale

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(day: date) -> str:
    """A date with its month in words: `4 January 2027`."""
    if code() == ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return _long_date(day, locale())


@lru_cache(10_000)
def _long_date(day: date, language: "Locale") -> str:
    from babel.dates import format_date

    return format_date(day, "long", language)


def one_decimal(value: float) -> str:
    """A number with one decimal: `46.7`."""
    if code() == ENGLISH:
        return f"{value:.1f}"
    from babel.numbers import format_decimal

    return format_decimal(value, format="0.0", locale=locale())


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names joined with commas and "and"; with more than `most + 1` names, the first `most` and "3 more".

    In English, names of which one has a comma or an "and" of its own, other than in brackets, are joined with
    semicolons; two of which one has only an "and", with a comma.
    """
    more = len(names) - most
    shown = names if more <= 1 else [*names[:most], ngettext("{n} more", "{n} more", more)]
    bare = [_BRACKETS.sub("", name) for name in shown]
    has_comma, has_and = (any(mark in name for name in bare) for mark in (", ", " and "))
    if code() == ENGLISH and has_and and not has_comma and len(shown) == 2:
        return ", and ".join(shown)
    return _list([*shown], "and", "standard", "; " if has_comma or has_and else ", ")


def either(names: Iterable[str]) -> str:
    """Names to choose from: `team, recruitment or training`."""
    return _list(list(names), "or", "or")


def _list(names: list[str], english: str, style: str, comma: str = ", ") -> str:
    if code() == ENGLISH:
        last = f" {english} " if comma == ", " else f"{comma}{english} "
        return last.join(filter(None, [comma.join(names[:-1]), *names[-1:]]))
    from babel.lists import format_list

    return format_list(names, style, locale())  # type: ignore[arg-type]  # it takes only constants
