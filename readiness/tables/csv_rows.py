"""The rows of a CSV file with any separator between its cells."""

import csv
from io import StringIO
from itertools import islice
from typing import Final

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.tables.workbook_file import MOST_COLUMNS, MOST_ROWS, SAVE_AGAIN, Value

SEPARATORS: Final = (",", ";", "\t", "|")


def without_separator_line(text: str) -> str:
    """The text of a CSV file whose first line may say what the separator is; the rows keep their numbers."""
    first, _newline, rest = text.partition("\n")
    return f"\n{rest}" if first.strip().lower().startswith("sep=") else text


def csv_rows(text: str, separator: str, columns: int = MOST_COLUMNS) -> list[list[Value]]:
    """The rows of a CSV file, at most `MOST_ROWS` of them.

    Args:
        text: the whole file.
        separator: the sign between two cells.
        columns: how many columns are read.

    Raises:
        InputFault: it is not CSV.
    """
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        return [[*row[:columns]] for row in islice(reader, MOST_ROWS)]
    except csv.Error as error:
        raise InputFault(Fault("", _("the file is not a CSV file, or is damaged"), SAVE_AGAIN)) from error
