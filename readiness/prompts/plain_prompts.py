"""Plain prompts: numbered options and typed lines, for screen readers and terminals that cannot redraw.

Nothing on the screen is ever changed, and no escape sequence is sent.
"""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.prompts.interface import CONFIRMED, Chosen, Entry, Keep, Option, Paragraph
from readiness.prompts.menu import NOTHING_CHOSEN, PASTE_IGNORED, hint_for, in_words
from readiness.prompts.typed_codes import find, not_found, or_type
from readiness.prompts.typed_lines import LineReader, Typed
from readiness.terminal import text_width
from readiness.text import without_controls

_CONTINUATION = "\\"
"""At the end of a line: another line of the same text follows."""
_SHORT_LABEL = 20
"""The most characters of a label that is worth repeating."""
_CLEAR = "-"
"""Typed on its own, removes the present text."""
_TEXT_IS_REPLACED = _(
    "Just press Enter to keep this text, type '{key}' to delete it, or type something else to replace it."
)
_REST_IS_ADDED = _("Just press Enter to keep this text, type '{key}' to delete it, or type the rest to add it.")
_PAGE = 8
"""How many entries of a long list are shown at once."""


class PlainPrompts:
    """Asks for one typed line at a time, through standard input and output."""

    def __init__(self) -> None:
        self._lines = LineReader()

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text; a lead becomes the first words of its line."""
        for paragraph in paragraphs:
            lead = paragraph.lead.strip()
            stop = "" if lead.endswith((":", "-")) else "."
            text = f"{lead}{stop} {paragraph.text}" if lead else paragraph.text
            for line in text.split("\n"):
                print(_wrapped(line).replace("\N{NO-BREAK SPACE}", " "))  # noqa: T201  # shows text

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for the key of an option or a command; Enter alone keeps the default."""
        self.say(Paragraph(message), *map(_listed, options))
        self._list_commands(commands)
        labels = {option.key: option.label for option in (*options, *commands)}
        how = _("Type {keys}, then press Enter.", keys=in_words([option.key for option in options]))
        how_or_command = f"{how} {or_type(commands)}".strip()
        ask = _("Type a number or letter, then press Enter.")
        if default:
            is_short = len(labels[default]) <= _SHORT_LABEL
            kept = f"{default} ({labels[default]})" if is_short else default
            ask = _("Type a number or letter, then press Enter. For {key}, just press Enter.", key=kept)
        while True:
            typed = self._read_choice(ask, how)
            if typed in labels:
                return Chosen(typed)
            if not typed and default:
                return Chosen(default)
            wrong = _("'{typed}' isn't in the list.", typed=typed) if typed else NOTHING_CHOSEN
            self.say(Paragraph(f"{wrong} {hint_for(typed, options) or how_or_command}"))

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
        """Asks for the numbers of the options that apply; 0 for none, Enter alone keeps what is ticked."""
        numbers = {str(number): option for number, option in enumerate(options, 1)}
        self.say(
            Paragraph(message),
            *(_listed(Option(number, option.label, option.text)) for number, option in numbers.items()),
            *map(_listed, others),
        )
        self._list_commands(commands)
        before = [number for number, option in numbers.items() if option.key in ticked]
        keep = _("To keep {numbers}, just press Enter.", numbers=listed(before, len(before))) if before else ""
        keys = {option.key for option in (*others, *commands)}
        how = (
            _("Type the numbers of all that apply, such as 1 3, then press Enter.")
            if at_least_one
            else _("Type the numbers of all that apply, such as 1 3, or 0 for none. Then press Enter.")
        )
        how_or_command = f"{how} {or_type(commands)}".strip()
        while True:
            typed = self._read_choice(f"{how} {keep}".strip(), how)
            if typed in keys:
                return Chosen(typed, tuple(ticked))
            words = typed.replace(",", " ").split() or before
            if words == ["0"]:
                return Chosen(CONFIRMED)
            if words and all(word in numbers for word in words):
                return Chosen(CONFIRMED, tuple(option.key for number, option in numbers.items() if number in words))
            wrong = (
                _("'{typed}' isn't a list of numbers from 1 to {last}.", typed=typed, last=len(numbers))
                if typed
                else _("You haven't typed anything yet.")
            )
            self.say(Paragraph(f"{wrong} {hint_for(typed, others) or how_or_command}"))

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        """Asks for the code of an entry; the list is shown in pages, from the one that has the entry `at`."""
        place = next((place for place, entry in enumerate(entries) if entry.code == at), 0)
        begin = place - place % _PAGE
        how = _("Type a code from the list, such as {code}.", code=entries[0].code) if entries else ""
        self.say(Paragraph(message))
        while True:
            page = entries[begin : begin + _PAGE]
            more = begin + _PAGE < len(entries)
            self._list_entries(page, entries[begin - 1].heading if begin else "")
            said = [how, or_type(commands)]
            if len(entries) > _PAGE:
                said.append(
                    _("Just press Enter to see more.")
                    if more
                    else _("Just press Enter to go back to the start of the list.")
                )
            self.say(Paragraph(" ".join(said)))
            while typed := self._read_choice(_("Code"), how):
                if (found := find(typed, entries, commands)) is not None:
                    return Chosen(found)
                self.say(Paragraph(f"{not_found(typed, entries)} {or_type(commands)}".strip()))
            begin = begin + _PAGE if more else 0

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        """Asks for text: Enter ends it; of several lines, a backslash at the end of one asks for another.

        Enter alone keeps the default; a single hyphen removes it; anything else replaces it, or is added to it if it
        is unfinished. Several lines that arrive at once are one text, which the person confirms.
        """
        if default:
            self.say(Paragraph(_("So far: {text}", text=default)))
            keeps = _REST_IS_ADDED if unfinished else _TEXT_IS_REPLACED
            message = f"{message} {keeps.format(key=_CLEAR)}"
        if several_lines:
            another = _("End this line with '{key}' to start a new one.", key=_CONTINUATION)
            message = f"{message} {another}"
        beginning = default if unfinished else ""

        def _keep_all(typed: str) -> None:
            if keep:
                keep(_with_rest(beginning, typed))

        before = "" if beginning else default
        text = self._write(message, before, several_lines=several_lines, keep=_keep_all if beginning else keep)
        if text == _CLEAR:
            return ""
        if beginning and len(text) != 1:  # a single key is asked about again: it was meant for a menu
            return _with_rest(beginning, text)
        return text or default

    def _write(self, message: str, before: str, *, several_lines: bool, keep: Keep | None) -> str:
        """Reads a text, as it was typed or pasted; empty for Enter alone. Until it is whole, `before` is kept too."""
        lines: list[str] = []

        def _keep_so_far(line: str = "") -> None:
            if keep:
                keep("\n".join([before, *lines, line]).strip())

        typed = self._read(message, _keep_so_far)
        lines.append(typed.text)
        while several_lines and lines[-1].endswith(_CONTINUATION) and not typed.pasted:
            lines[-1] = lines[-1].removesuffix(_CONTINUATION).rstrip()
            _keep_so_far()
            typed = self._read(_("Next line"), _keep_so_far)
            lines.append(typed.text)
        text = "\n".join(lines).strip()
        if not typed.pasted:
            return text
        confirmed = self._confirm_paste(text, keep)
        return self._write(message, before, several_lines=several_lines, keep=keep) if confirmed is None else confirmed

    def pause(self) -> None:
        """Waits for Enter."""
        self._read(_("Press Enter to go back"))

    @contextmanager
    def whole_screen(self) -> Iterator[None]:
        """Nothing is redrawn, so there is nothing to do."""
        yield

    def _confirm_paste(self, text: str, keep: Keep | None) -> str | None:
        """Says that several lines have arrived at once, and asks whether they are one text; none to type it again."""
        if keep:
            keep(text)
        count = len(text.splitlines())
        self.say(
            Paragraph(
                ngettext(
                    "{n} line was entered together, so it is kept as one text:",
                    "{n} lines were entered together, so they are kept as one text:",
                    count,
                )
            )
        )
        self.say(Paragraph(without_controls(text)))
        while True:
            typed = self._read(_TEXT_IS_REPLACED.format(key=_CLEAR))
            if typed.pasted:
                return self._confirm_paste(typed.text, keep)
            if typed.text == _CLEAR:
                return None
            if len(typed.text) != 1:  # a single key was meant for the next question
                return typed.text or text

    def _list_entries(self, page: Sequence[Entry], heading: str) -> None:
        """Shows the entries of one page; `heading` is that of the entry before them."""
        for entry in page:
            if entry.heading not in ("", heading):
                heading = entry.heading
                self.say(Paragraph(heading))
            self.say(Paragraph(f"{entry.code}: {entry.text}. {entry.details}".rstrip()))

    def _list_commands(self, commands: Sequence[Option]) -> None:
        if commands:
            self.say(Paragraph(or_type(commands)))

    def _read_choice(self, message: str, how: str) -> str:
        """Reads the keys of a choice; a paste does not count."""
        while (typed := self._read(message)).pasted:
            self.say(Paragraph(f"{PASTE_IGNORED} {how}"))
        return typed.text.lower()

    def _read(self, message: str, keep: Keep | None = None) -> Typed:
        """Reads what somebody types after a message, which is wrapped to the window; `keep` as for `LineReader`.

        Raises:
            EOFError: there is no more input.
        """
        asked = message if message.endswith("?") else f"{message.removesuffix('.')}:"
        before, _line_end, last = _wrapped(asked).rpartition("\n")
        if before:
            print(before)  # noqa: T201  # shows text
        return self._lines.read(f"{last} ", keep)


def _with_rest(beginning: str, typed: str) -> str:
    """The beginning of a text with what was typed to finish it; a single key was meant for a menu."""
    return beginning if len(typed) == 1 else f"{beginning} {typed}".strip()


def _listed(option: Option) -> Paragraph:
    """An option on a line of its own: its key, its label and what it means."""
    return Paragraph(f"{option.key}: {option.label}{f'. {option.text}' if option.text else ''}")


def _wrapped(text: str) -> str:
    """Text wrapped to the window, between words."""
    return "\n".join(textwrap.wrap(text, text_width(), break_on_hyphens=False))
