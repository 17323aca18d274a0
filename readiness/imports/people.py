"""What was read of the people in a file: the answers of each, and what could not be read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from questionnaires.answers import Answer, Form, Service


@dataclass(frozen=True)
class Place:
    """Where something is in a file."""

    sheet: str = ""
    """Empty where the file has no sheets."""
    row: int | None = None
    """As a spreadsheet counts."""
    column: str = ""
    """Its letters, or what else names it."""
    heading: str = ""
    question: str = ""
    """The identifier of the question that it is about."""
    kind: str = "row"
    """What `row` counts: rows, or codes that were typed."""

    @property
    def number(self) -> str:
        """The row in words: `row 3`; empty if there are no rows."""
        return f"{self.kind} {self.row}" if self.row else ""

    def in_words(self) -> str:
        """The place in a sentence: `sheet 'Answers', row 3, column F`."""
        parts = (
            f"sheet '{self.sheet}'" if self.sheet else "",
            self.number,
            f"column {self.column}" if self.column else "",
        )
        return ", ".join(filter(None, parts))


STRANGE_HEADING: Final = "its heading is not one of the questions"
"""Why a cell was not taken over that is in a column nobody knows."""


@dataclass(frozen=True)
class Unread:
    """Something that was not taken over, word for word."""

    place: Place
    text: str
    what: str
    """Why it was not."""
    remedy: str


@dataclass(frozen=True)
class Person:
    """What one person answered."""

    place: Place
    answers: Mapping[str, Answer]
    """By question, in questionnaire order."""
    roles: tuple[str, ...] = ()
    code: str = ""
    """The code that the person has in the workshop or in a survey."""
    record: str = ""
    """What a survey program calls the row; another survey may have the same."""
    service: str = ""
    organisation: str = ""
    service_code: str = ""
    started: datetime | None = None
    finished: datetime | None = None
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class FormFacts:
    """What a file says about the form that was filled in."""

    form: Form = "full"
    version: str = ""
    """Of the questionnaire; empty if the file does not say it."""
    fingerprint: str | None = None
    workshop: str | None = None
    """The code of the workshop."""
    service: Service | None = None
    first_day: date | None = None
    """The day on which the first peer workers are meant to start."""


@dataclass(frozen=True)
class ReadFile:
    """All that was read of one file."""

    people: tuple[Person, ...]
    unread: tuple[Unread, ...] = ()
    """What belongs to no person."""
    notices: tuple[str, ...] = ()
    """What should be known: columns that were taken for a question, or left out."""
    facts: FormFacts = FormFacts()
    asked: frozenset[str] = frozenset()
    """The questions that the file has a place for; empty if that is not known."""
