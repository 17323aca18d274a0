"""What the interview shows and asks, and the two faces that do it: neither knows what a question is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Paragraph:
    """A piece of text, wrapped by the face to the width that it has."""

    text: str
    style: Literal["", "title", "heading", "strong", "quiet"] = ""
    lead: str = ""
    """What stands before the text, which then hangs beside it: the name of a level."""


@dataclass(frozen=True)
class Option:
    """Something that can be chosen: by its key, or in the drawn face also by moving to it."""

    key: str
    label: str
    told: bool = False
    """Whether the text above says it in full, so that it need not be read out again."""


@dataclass(frozen=True)
class Chosen:
    """What was chosen: the key of an option or of a command, and for a checklist what is ticked by then."""

    key: str
    ticked: tuple[str, ...] = ()


CONFIRM = "confirm"
"""The key of a checklist that was confirmed."""

RESIZED = "resized"
"""The key that says that the window changed its width, so that what was said should be said again."""


class InterruptedTyping(KeyboardInterrupt):
    """An interruption in the middle of typing.

    Attributes:
        text: what was typed by then.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Face(Protocol):
    """How the interview meets a person."""

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text."""

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for one option, or a command."""

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        """Asks for any number of options, or a command."""

    def write(self, message: str, default: str = "") -> str:
        """Asks for text; what was there before can be edited or kept.

        Raises:
            InterruptedTyping: somebody interrupted with text already typed.
        """

    def pause(self) -> None:
        """Waits until what was said has been read."""
