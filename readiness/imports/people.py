"""The people in a file: what each of them answered, and what could not be read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from questionnaires.answers import LONGEST_TEXT, Answer, Form, Service
from questionnaires.explain import shown
from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.text import shorten


@dataclass(frozen=True)
class Place:
    """Where something is in a file."""

    sheet: str = ""
    """The sheet; empty if the file has no sheets."""
    row: int | None = None
    """The row, as a spreadsheet counts."""
    column: str = ""
    """The column's letters, or another name for it."""
    heading: str = ""
    question: str = ""
    """The identifier of the question that it is about."""
    is_code: bool = False
    """Whether `row` counts codes that were typed, instead of rows."""

    @property
    def number(self) -> str:
        """The row in words: `row 3`; empty if there are no rows."""
        if not self.row:
            return ""
        return _("code {number}", number=self.row) if self.is_code else _("row {number}", number=self.row)

    def in_words(self) -> str:
        """The place in a sentence: `sheet 'Answers', row 3, column F`."""
        parts = (
            _("sheet '{sheet}'", sheet=self.sheet) if self.sheet else "",
            self.number,
            _("column {column}", column=self.column) if self.column else "",
        )
        return ", ".join(filter(None, parts))


STRANGE_HEADING: Final = _("the column's heading doesn't match any of the questions")
"""Why a cell in an unknown column was not used."""
NO_HEADING: Final = Fault(
    "",
    _("there is no heading above this cell"),
    _("If the cell has an answer, put it below the right heading. Otherwise, delete it"),
)
"""Why a cell without a heading was not used."""
NOTE_WITHOUT_ANSWER: Final = Fault(
    "",
    _("a note can only be saved with an answer, and this question has no answer"),
    _("Ask the person to answer the question too, or mention the note in the discussion"),
)
NOTE_TOO_LONG: Final = Fault(
    "", _("the note is too long"), _("Shorten the note to at most {most:,} characters", most=LONGEST_TEXT)
)


def unclear_tick(text: str, remedy: str) -> Fault:
    """The fault of a cell of which nobody can tell whether it is a tick."""
    return Fault(
        "", _("it isn't clear whether {text} means that the item is ticked", text=shown(shorten(text))), remedy
    )


@dataclass(frozen=True)
class Unread:
    """Something that was not used, word for word."""

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
    """The number that a survey program gives the row; another survey may have the same."""
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
    """The questionnaire's version; empty if the file does not say it."""
    fingerprint: str | None = None
    workshop: str | None = None
    """The code of the workshop."""
    service: Service | None = None
    typed_service: str = ""
    """The name of the service as it was typed into a form that doesn't have it."""
    first_day: date | None = None
    """The day on which the first peer workers are meant to start."""


@dataclass(frozen=True)
class ReadFile:
    """All that was read of one file."""

    people: tuple[Person, ...]
    unread: tuple[Unread, ...] = ()
    """What could not be read and belongs to nobody."""
    notices: tuple[str, ...] = ()
    """What should be known: columns that were taken for a question, or left out."""
    facts: FormFacts = FormFacts()
    asked: frozenset[str] = frozenset()
    """The questions that the file has a place for; empty if that is not known."""
