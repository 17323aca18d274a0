"""The rules of spreadsheet programs for cells: the one guard against formulas, and how much fits into a cell."""

import re
from datetime import date
from typing import Final

Cell = str | int | date | None
"""The value of a table's cell."""
LONGEST_CELL: Final = 32_767
"""The most characters that Excel accepts in one cell."""
MOST_ROWS: Final = 1_048_576
"""The most rows of a sheet, including its heading."""
FIRST_SERIAL_DAY: Final = date(1899, 12, 30)
"""The day from which spreadsheets count, chosen so that days from March 1900 on are right."""
FORMULA: Final = r"^( *[=+\-@\t\r\n]|')"
"""Finds a text that a spreadsheet would run as a formula, or whose first apostrophe it would hide."""
GUARD: Final = "'"
"""Written before such a text, so that it stays a text."""
_LONGEST_NAME: Final = 31
"""The most characters of a sheet's name."""

_REFUSED_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_ERRORS: Final = re.compile(
    r"#(?:[^\W_]|[\u00a1/])[^\s#]{0,14}[!?]|#(?:REF|N/[A-Z]{1,3}|GETTING_DATA)|(?:Err|Fehler|Fout):\d+", re.IGNORECASE
)
"""In any language: #REF!, #BEZUG!, #\u00a1REF!, #N/A, #N/V, #NAME?, Err:502."""
_is_formula: Final = re.compile(FORMULA).match


def is_error(text: str) -> bool:
    """Whether a cell's text is an error that a spreadsheet shows instead of a value."""
    return bool(_ERRORS.fullmatch(text))


def guarded(text: str) -> str:
    """Free text, made safe for a cell of a CSV file."""
    return GUARD + text if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The text that was written with a guard before it."""
    rest = text.removeprefix(GUARD)
    return rest if rest != text and _is_formula(rest) else text


def guarded_in_sql(column: str) -> str:
    """The same guard as an SQL expression on a column."""
    pattern = FORMULA.replace("'", "''")
    return f"CASE WHEN regexp_matches({column}, '{pattern}') THEN '''' || {column} ELSE {column} END"


def sheet_name(text: str) -> str:
    """A text as the name of a sheet: as much of it as fits, without the signs that Excel refuses."""
    return _REFUSED_IN_NAMES.sub(" ", text)[:_LONGEST_NAME].strip("' ")


def column_name(place: int) -> str:
    """The letters of a column as spreadsheets show them: `A` for the first, place 0."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters, place = chr(ord("A") + letter) + letters, place - 1
    return letters
