"""Plain prompts: numbered options and typed lines, for screen readers and terminals that cannot redraw.

Nothing on the screen is ever changed, and no escape sequence is sent.
"""

import textwrap
from collections.abc import Sequence

from readiness.prompts.interface import CONFIRMED, Chosen, Entry, Option, Paragraph
from readiness.prompts.typed_codes import find, not_found, or_type
from readiness.terminal import text_width

_CONTINUATION = "\\"
"""At the end of a line: another line of the same text follows."""
_CLEAR = "-"
"""Typed alone: removes the text that is there already."""
_PAGE = 8
"""Entries of a long list that are shown at once."""


class PlainPrompts:
    """Asks for one typed line at a time, through standard input and output."""

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text; a lead becomes the first words of its line."""
        width = text_width()
        for paragraph in paragraphs:
            text = f"{paragraph.lead.strip()}. {paragraph.text}" if paragraph.lead else paragraph.text
            for line in text.split("\n"):
                wrapped = "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
                print(wrapped.replace("\N{NO-BREAK SPACE}", " "))  # noqa: T201  # shows text

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for the key of an option or a command; Enter alone keeps the default."""
        self.say(Paragraph(message), *(Paragraph(f"{o.key}: {o.label}") for o in options if not o.shown_above))
        self._list_commands(commands)
        labels = {option.key: option.label for option in (*options, *commands)}
        keep = f". Enter alone keeps {default}, {labels[default]}" if default else ""
        while True:
            typed = self._read_line(f"Type one key and Enter{keep}").lower()
            if typed in labels:
                return Chosen(typed)
            if not typed and default:
                return Chosen(default)
            self.say(Paragraph(f"There is no '{typed}' here. The keys are {', '.join(sorted(labels))}."))

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        """Asks for the numbers of the options that apply; 0 for none, Enter alone keeps what is ticked."""
        numbers = {str(number): option for number, option in enumerate(options, 1)}
        listed = (Paragraph(f"{number}: {o.label}") for number, o in numbers.items() if not o.shown_above)
        self.say(Paragraph(message), *listed)
        self._list_commands(commands)
        before = [number for number, option in numbers.items() if option.key in ticked]
        keep = f". Enter alone keeps {' '.join(before)}" if before else ""
        command_keys = {command.key for command in commands}
        while True:
            typed = self._read_line(f"Type all the numbers that are true, such as 1 3, or 0 for none{keep}").lower()
            if typed in command_keys:
                return Chosen(typed)
            words = typed.replace(",", " ").split() or before
            if words == ["0"]:
                return Chosen(CONFIRMED)
            if words and all(word in numbers for word in words):
                return Chosen(CONFIRMED, tuple(option.key for number, option in numbers.items() if number in words))
            self.say(Paragraph(f"'{typed}' is no list of numbers from 1 to {len(numbers)}."))

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        """Asks for the code of an entry; the list is shown in pages, from the one that has the entry `at`."""
        place = next((place for place, entry in enumerate(entries) if entry.code == at), 0)
        begin = place - place % _PAGE
        how = f"Type a code, such as {entries[0].code}." if entries else ""
        self.say(Paragraph(message))
        while True:
            page = entries[begin : begin + _PAGE]
            more = begin + _PAGE < len(entries)
            self._list_entries(page, entries[begin - 1].heading if begin else "")
            following = f" Enter alone shows {'more' if more else 'the first ones again'}."
            self.say(Paragraph(f"{how} {or_type(commands)}{following if len(entries) > _PAGE else ''}"))
            while typed := self._read_line("Code"):
                if (found := find(typed, entries, commands)) is not None:
                    return Chosen(found)
                self.say(Paragraph(not_found(typed, entries)))
            begin = begin + _PAGE if more else 0

    def write(self, message: str, default: str = "") -> str:
        """Asks for text: Enter ends it, a backslash at the end of a line asks for another line.

        Enter alone keeps the default; a single hyphen removes it.
        """
        if default:
            self.say(Paragraph(f"There is already: {default}"))
            message = f"{message} (Enter alone keeps it, {_CLEAR} empties it)"
        lines = [self._read_line(message)]
        while lines[-1].endswith(_CONTINUATION):
            lines[-1] = lines[-1].removesuffix(_CONTINUATION).rstrip()
            lines.append(self._read_line("Next line"))
        typed = "\n".join(lines).strip()
        return "" if typed == _CLEAR else typed or default

    def pause(self) -> None:
        """Waits for Enter."""
        self._read_line("Enter goes back to the question")

    def _list_entries(self, page: Sequence[Entry], heading: str) -> None:
        """Shows the entries of one page; `heading` is that of the entry before them."""
        for entry in page:
            if entry.heading not in ("", heading):
                heading = entry.heading
                self.say(Paragraph(heading))
            self.say(Paragraph(f"{entry.code}: {entry.text}. {entry.details}".rstrip()))

    def _list_commands(self, commands: Sequence[Option]) -> None:
        if commands:
            self.say(Paragraph("Or: " + "; ".join(f"{command.key}: {command.label}" for command in commands)))

    @staticmethod
    def _read_line(message: str) -> str:
        """Reads one typed line, without white space around it.

        Raises:
            EOFError: there is no more input.
        """
        return input(f"{message} " if message.endswith("?") else f"{message}: ").strip()
