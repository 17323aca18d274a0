"""The prompts interface: what can be shown to a person and asked of them, without knowing what it is about."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Paragraph:
    """A piece of text, which the prompts wrap to the width of the window."""

    text: str
    style: Literal["", "title", "heading", "strong", "start"] = ""
    """A screen that does not fit the window is shown from its `start` on; its `heading` stays in view."""
    lead: str = ""
    """Comes before the text, such as a number; menus indent the lines of the text after it."""


@dataclass(frozen=True)
class Option:
    """Something that can be chosen by its key, or by moving to it if there are menus."""

    key: str
    label: str
    text: str = ""
    """What the label means, shown after it."""
    hint: str = ""
    """Told to somebody who presses a question mark: some mean that they do not know, others that they need help."""


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


class InterruptedTyping(KeyboardInterrupt):
    """Ctrl-C while text was being typed.

    Attributes:
        text: what was typed so far.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


Keep = Callable[[str], None]
"""Keeps a text that is not finished."""


class Prompts(Protocol):
    """Shows text to a person and asks them questions.

    What is shown stays above the next question, and above later ones, until something else is shown.
    Nothing is chosen before the person chooses it: Enter alone answers only if there is a default, and pasted text
    answers nothing but a question for text.

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
        self,
        message: str,
        options: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
        *,
        at_least_one: bool = False,
    ) -> Chosen:
        """Asks for any number of options, or for one command.

        Args:
            message: the question.
            options: the items of the checklist.
            commands: other things to do, chosen by their key alone.
            ticked: the keys of the options that are ticked already.
            others: answers that can be chosen in place of ticks.
            at_least_one: whether something has to be ticked, so that nothing is said about none.
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

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        """Asks for text; the default can be edited or kept.

        Args:
            message: the question.
            default: the text that is there already.
            several_lines: whether the text may have more than one line; it is said how to type them.
            keep: called with what is typed so far, whenever that changes, so that it can be kept.
            unfinished: whether the default is the beginning of a text; if it can't be edited, what is typed is added.

        Raises:
            InterruptedTyping: Ctrl-C was pressed after some text had been typed.
        """

    def pause(self) -> None:
        """Waits until the person has read what was shown."""

    def whole_screen(self) -> AbstractContextManager[None]:
        """While it is open, one question follows the other without a glimpse of what was on the screen before."""
