"""Days and times in files: how they are written, which years are possible, and what is wrong with others."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from questionnaires.explain import no_such_day, shown
from questionnaires.language import _

_DATE_REMEDY: Final = _("Write the date like this: 2027-03-01")
YEARS: Final = range(2000, 2200)
"""The possible years of a day in an answer file, or of the day on which it is read."""


def possible_day(day: date) -> date | None:
    """The day; none if its year is not in `YEARS`."""
    return day if day.year in YEARS else None


def read_date(value: Any) -> date:
    """The date that a value gives, such as `2027-03-01`.

    Raises:
        ValueError: it is not a date, or not in `YEARS`; with what is wrong, and what to write instead.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        raise ValueError(_("{given} is not a date", given=shown(value)), _DATE_REMEDY)
    try:
        read = date.fromisoformat(value)
    except ValueError:
        raise ValueError(*no_such_day(value)) from None
    if read.year not in YEARS:
        raise ValueError(_("the year {year} can't be right", year=read.year), _DATE_REMEDY)
    return read


def read_moment(value: Any) -> datetime:
    """The date and time that a value gives, with its offset, such as `2026-11-21T10:00:00Z`; in UTC.

    Raises:
        ValueError: it is not a date and time, or not in `YEARS`; with what is wrong, and what to write instead.
    """
    try:
        given = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        read = given if given.tzinfo is UTC else given.astimezone(UTC) if given.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        read = None
    if read is None or read.year not in YEARS:
        raise ValueError(
            _("{given} is not a date and time", given=shown(value)),
            _("Write the date and time like this: 2026-11-21T10:00:00Z"),
        )
    return read


Day = Annotated[
    date,
    PlainValidator(read_date, str),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Moment = Annotated[
    datetime,
    PlainValidator(read_moment, str),
    PlainSerializer(lambda moment: f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
