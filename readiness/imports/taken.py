"""What became of the people in a file: where their answers are, and what could not be read."""

from dataclasses import dataclass

from questionnaires.faults import Fault
from readiness.imports.answers_folder import Stored
from readiness.imports.people import Person, Place, Unread


@dataclass(frozen=True)
class Taken:
    """What became of one person."""

    person: Person
    stored: Stored | None
    """Where their answers are; none if there was no answer to keep."""
    code: str
    again: Place | None = None
    """Where the same person's other answers are, which count instead of these."""
    left_open: int = 0
    """Questions of the file without an answer."""
    in_place_of: str = ""
    """The code under which the same answers had come as a short code, which these replace."""
    not_asked: int = 0
    """Answers to questions that the workshop does not ask."""


@dataclass(frozen=True)
class Imported:
    """What became of one file."""

    name: str
    taken: tuple[Taken, ...] = ()
    unread: tuple[Unread, ...] = ()
    notices: tuple[str, ...] = ()
    refused: tuple[Fault, ...] = ()
    """Why nothing of the file was used."""
    is_folder: bool = False
    """Whether it is a folder, which was not opened."""

    @property
    def all_unread(self) -> tuple[Unread, ...]:
        """All that could not be read, of people and of the rest."""
        return (*self.unread, *(unread for taken in self.taken for unread in taken.person.unread))

    @property
    def has_nothing(self) -> bool:
        """Whether there were no answers in it, not even any that could not be read."""
        return not self.all_unread and all(taken.stored is None for taken in self.taken)

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read."""
        return not self.refused and not self.all_unread
