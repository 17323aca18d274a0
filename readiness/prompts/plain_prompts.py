"""The plain face: numbered options, one line typed, nothing redrawn.

For screen readers and terminals that cannot draw.
"""

import textwrap
from collections.abc import Sequence

from readiness.prompts.interface import CONFIRM, Chosen, Option, Paragraph
from readiness.terminal import text_width

_MORE = "\\"
_EMPTY = "-"
"""What to type for an empty text where there is one already."""


class PlainFace:
    """Asks with one typed line at a time, through standard input and output."""

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text, a lead as the beginning of its sentence."""
        width = text_width()
        for paragraph in paragraphs:
            text = f"{paragraph.lead.strip()}. {paragraph.text}" if paragraph.lead else paragraph.text
            for line in text.split("\n"):
                print("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)))  # noqa: T201  # this face is the output

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for the key of an option or a command; Enter alone keeps the answer that is there."""
        self.say(Paragraph(message), *(Paragraph(f"{o.key}: {o.label}") for o in options if not o.told))
        self._say_commands(commands)
        keys = {option.key: option.label for option in (*options, *commands)}
        keep = f". Enter alone keeps {default}, {keys[default]}" if default else ""
        while True:
            typed = self._read(f"Type one key and Enter{keep}").lower()
            if typed in keys:
                return Chosen(typed)
            if not typed and default:
                return Chosen(default)
            self.say(Paragraph(f"There is no '{typed}' here. The keys are {', '.join(sorted(keys))}."))

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        """Asks for the numbers of the options that are there; 0 for none of them."""
        numbers = {str(number): option for number, option in enumerate(options, 1)}
        told = (Paragraph(f"{number}: {option.label}") for number, option in numbers.items() if not option.told)
        self.say(Paragraph(message), *told)
        self._say_commands(commands)
        before = [number for number, option in numbers.items() if option.key in ticked]
        keep = f". Enter alone keeps {' '.join(before)}" if before else ""
        keys = {command.key for command in commands}
        while True:
            typed = self._read(f"Type all the numbers that are true, such as 1 3, or 0 for none{keep}").lower()
            if typed in keys:
                return Chosen(typed)
            words = typed.replace(",", " ").split() or before
            if words == ["0"]:
                return Chosen(CONFIRM)
            if words and all(word in numbers for word in words):
                return Chosen(CONFIRM, tuple(option.key for number, option in numbers.items() if number in words))
            self.say(Paragraph(f"'{typed}' is no list of numbers from 1 to {len(numbers)}."))

    def write(self, message: str, default: str = "") -> str:
        """Asks for text: Enter ends it, a backslash at the end of a line goes on with another.

        Enter alone keeps what is there, a single hyphen empties it.
        """
        if default:
            self.say(Paragraph(f"There is already: {default}"))
            message = f"{message} (Enter alone keeps it, {_EMPTY} empties it)"
        lines = [self._read(message)]
        while lines[-1].endswith(_MORE):
            lines[-1] = lines[-1].removesuffix(_MORE).rstrip()
            lines.append(self._read("Next line"))
        typed = "\n".join(lines).strip()
        return "" if typed == _EMPTY else typed or default

    def pause(self) -> None:
        """Waits for Enter."""
        self._read("Enter goes back to the question")

    def _say_commands(self, commands: Sequence[Option]) -> None:
        if commands:
            self.say(Paragraph("Or: " + "; ".join(f"{command.key}: {command.label}" for command in commands)))

    @staticmethod
    def _read(message: str) -> str:
        """One typed line.

        Raises:
            EOFError: there is no more input.
        """
        return input(f"{message} " if message.endswith("?") else f"{message}: ").strip()
