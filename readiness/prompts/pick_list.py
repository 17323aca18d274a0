"""A long list to pick one entry from, by its code or with the arrows, as it is drawn in a terminal."""

import textwrap
from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from questionnaires.language import _
from readiness.prompts.interface import Chosen, Entry, Option
from readiness.prompts.key_bindings import bind_ends
from readiness.prompts.page import more_line
from readiness.prompts.typed_codes import find, not_found, or_type, plain
from readiness.text import one_line

_POINTER = ">"
_LONGEST_CODE = 20
_FEWEST_LINES = 3
"""Lines of the list that are shown however low the window is."""

Line = tuple[str, str]
"""A style and the text of one line."""


class PickList:
    """A list in a terminal: the arrows move, typing a code goes to its entry, and Enter opens it.

    Nothing is chosen before Enter, so that no key chooses anything by surprise.
    """

    def __init__(
        self,
        message: str,
        entries: Sequence[Entry],
        commands: Sequence[Option],
        at: str | None,
        width: Callable[[], int],
    ) -> None:
        """Prepares the list.

        Args:
            message: the question, shown above the list.
            entries: what can be picked.
            commands: other things to do; their keys are typed like codes.
            at: the code of the entry that is pointed at first; by default the first.
            width: the columns that a line may take, as the window is now.
        """
        self._message, self._entries, self._commands, self._width = message, entries, commands, width
        self._place = next((place for place, entry in enumerate(entries) if entry.code == at), 0)
        self._typed = ""
        self._notice = ""
        self._top: int | None = None
        control = FormattedTextControl(self._draw, show_cursor=True)
        self.application: Application[Chosen] = Application(
            Layout(Window(control)), key_bindings=self._keys(), full_screen=True, erase_when_done=True
        )

    def _draw(self) -> FormattedText:
        """All that is shown: as much of the list as the window has room for, then the line for typing."""
        width, rows = self._width(), self.application.output.get_size().rows
        above = [("bold", line) for line in _wrapped(self._message, width)]
        how = [_("Type a code or use the arrow keys, then press Enter."), or_type(self._commands)]
        below = [("", line) for text in (self._notice, *how) for line in _wrapped(text, width)]
        room = max(_FEWEST_LINES, rows - len(above) - len(below) - 3)  # how much more, the typed one, the prompt's own
        shown = [*above, *self._visible(width, room)]
        return FormattedText(
            [
                *((style, f"{line}\n") for style, line in shown),
                ("bold", _("Code: {typed}", typed=self._typed)),
                ("[SetCursorPosition]", ""),
                *((style, f"\n{line}") for style, line in below),
            ]
        )

    def _visible(self, width: int, room: int) -> list[Line]:
        """The lines of the list that fit, among them the whole entry that is pointed at, and whether there are more."""
        lines: list[Line] = []
        begin = end = 0
        heading = ""
        for place, entry in enumerate(self._entries):
            first = len(lines)
            if entry.heading != heading:
                heading = entry.heading
                lines += [("bold", line) for line in _wrapped(heading, width)]
            pointed = place == self._place
            if pointed:  # with its heading, where there is room for it
                begin = first
            lines += [("bold" if pointed else "", line) for line in _entry_lines(entry, width, pointed=pointed)]
            if pointed:
                end = len(lines)
        if self._top is None:  # in the middle, when the list is opened at a place further down
            self._top = max(0, begin - room // 3)
        self._top = min(max(self._top, end - room), begin, max(0, len(lines) - room))
        return [*lines[self._top : self._top + room], ("", more_line(len(lines), room, self._top))]

    def _keys(self) -> KeyBindings:
        bindings = KeyBindings()
        last = len(self._entries) - 1
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        for key, steps in moves.items():
            bindings.add(key, eager=True)(lambda _event, steps=steps: self._move(steps))
        bindings.add("enter", eager=True)(self._enter)
        bindings.add("backspace", eager=True)(lambda _event: self._type(self._typed[:-1]))
        bindings.add(Keys.BracketedPaste, eager=True)(lambda event: self._type(self._typed + one_line(event.data)))
        bindings.add(Keys.Any)(lambda event: self._type(self._typed + event.data) if event.data.isprintable() else None)
        bind_ends(bindings)
        return bindings

    def _move(self, steps: int) -> None:
        self._typed = self._notice = ""
        self._place = max(0, min(len(self._entries) - 1, self._place + steps))

    def _type(self, typed: str) -> None:
        """Takes over what is typed so far, and points at the first entry whose code begins like it."""
        self._typed, self._notice = typed[:_LONGEST_CODE], ""
        like = (place for place, entry in enumerate(self._entries) if plain(entry.code).startswith(plain(typed)))
        if plain(typed):
            self._place = next(like, self._place)

    def _enter(self, event: KeyPressEvent) -> None:
        """Opens what was typed, or what is pointed at if nothing was typed."""
        pointed = self._entries[self._place].code if self._entries else None
        chosen = find(self._typed, self._entries, self._commands) if self._typed.strip() else pointed
        if chosen is not None:
            event.app.exit(result=Chosen(chosen))
        elif self._typed.strip():
            self._notice = not_found(self._typed, self._entries)
            self._typed = ""


def _entry_lines(entry: Entry, width: int, *, pointed: bool) -> list[str]:
    """The lines of an entry: its code and text, and its details below them."""
    lead = f"{_POINTER if pointed else ' '} {entry.code}  "
    indent = " " * len(lead)
    return [*_wrapped(entry.text, width, lead, indent), *_wrapped(entry.details, width, indent, indent)]


def _wrapped(text: str, width: int, lead: str = "", indent: str = "") -> list[str]:
    """The lines of a text; words with a no-break space between them stay together."""
    lines = textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
