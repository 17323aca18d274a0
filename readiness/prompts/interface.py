"""The prompts interface: what can be shown to a person and asked of them, without knowing what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Paragraph:
    """A piece of text, which the prompts wrap to the width of the window."""

    text: str
    style: Literal["", "title", "heading", "strong", "quiet"] = ""
    lead: str = ""
    """Comes before the text, such as the name of a level; menus indent the lines of the text after it."""


@dataclass(frozen=True)
class Option:
    """Something that can be chosen by its key, or by moving to it where there are menus."""

    key: str
    label: str
    shown_above: bool = False
    """Whether the text above has it in full, so that plain prompts need not repeat it."""


@dataclass(frozen=True)
class Entry:
    """An entry of a long list, which is picked by its code."""

    code: str
    text: str
    details: str = ""
    """Shown below the text, on lines of their own."""
    heading: str = ""
    """Shown above the first of the entries that have it in common."""


@dataclass(frozen=True)
class Chosen:
    """The key of the option or command that was chosen; for a checklist also the keys of the ticked options."""

    key: str
    ticked: tuple[str, ...] = ()


CONFIRMED = "confirmed"
"""The key of a checklist that was confirmed."""

RESIZED = "resized"
"""The key that reports a change of the window's width: the text above should be shown again, wrapped to it."""


class InterruptedTyping(KeyboardInterrupt):
    """Ctrl-C while text was being typed.

    Attributes:
        text: what was typed so far.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Prompts(Protocol):
    """Shows text to a person and asks them questions.

    Every question raises KeyboardInterrupt or EOFError when the person interrupts it or the input ends.
    """

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text."""

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for one option or command.

        Args:
            message: the question.
            options: the possible answers.
            commands: other things to do, chosen by their key alone.
            default: the key of the option that is chosen already.
        """

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        """Asks for any number of options, or for one command.

        Args:
            message: the question.
            options: the items of the checklist.
            commands: other things to do, chosen by their key alone.
            ticked: the keys of the options that are ticked already.
        """

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        """Asks for one entry of a long list by its code, or for one command by its key.

        Args:
            message: the question.
            entries: what can be picked.
            commands: other things to do; their keys are typed like codes.
            at: the code of the entry where the list is opened; by default the first.
        """

    def write(self, message: str, default: str = "") -> str:
        """Asks for text; the default can be edited or kept.

        Raises:
            InterruptedTyping: Ctrl-C was pressed after some text had been typed.
        """

    def pause(self) -> None:
        """Waits until the person has read what was shown."""
