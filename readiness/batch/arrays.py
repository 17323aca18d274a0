"""NumPy arrays with a row for each file, and what they are made from."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from scoring.domains import NONE

Arrays = dict[str, Any]
"""NumPy arrays of one length, by the name of the column."""

NO_MOMENT: Final = np.iinfo(np.int64).min
_FIRST_DAY_OF_MOMENTS: Final = date(1970, 1, 1).toordinal()
_SECONDS_OF_DAY: Final = 86_400


def dates_of(days: Any) -> Any:
    """Day numbers as dates; no date where there is no day."""
    seconds = (days - _FIRST_DAY_OF_MOMENTS) * _SECONDS_OF_DAY
    return np.where(days == NONE, NO_MOMENT, seconds).view("datetime64[s]")


def texts_of(values: Sequence[str]) -> Any:
    """Texts as an array of objects."""
    column = np.empty(len(values), object)
    column[:] = values
    return column


def numbers_of(rows: Sequence[bytes], kind: Any, width: int) -> Any:
    """The bytes of several rows as numbers, `width` of them in each row."""
    return np.frombuffer(b"".join(rows), kind).reshape(len(rows), width)
