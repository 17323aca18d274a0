"""The lines of a screen: paragraphs and options wrapped to the window, and the part of them that fits it. Pure."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.language import _
from readiness.prompts.interface import Option, Paragraph
from readiness.prompts.menu import Checklist, Menu
from readiness.prompts.typed_codes import with_labels

_STYLES = {"": "", "title": "bold underline", "heading": "bold", "strong": "bold", "start": ""}
_LARGEST_HEADING = 3
"""A heading stays in view while the rest moves if it takes no more than one in so many lines."""
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

Line = tuple[str, str]
"""A style and the text of one line."""


@dataclass(frozen=True)
class Page:
    """All lines of a screen, whether they fit the window or not."""

    lines: tuple[Line, ...]
    heading: range = range(0)
    """The lines that stay in view while the others move."""
    pointed: range = range(0)
    """The lines of the option that is pointed at."""
    start: int = 0
    """The line that a window begins with which is too low for all of them."""
    options: int = 0
    """The first line of the options, or the number of lines if there are none."""

    def without_empty_lines(self) -> "Page":
        """The same page for a window that is too low for all of it."""
        kept = [place for place, (_style, line) in enumerate(self.lines) if line]

        def _after(places: range) -> range:
            return range(sum(it < places.start for it in kept), sum(it < places.stop for it in kept))

        lines = tuple(self.lines[place] for place in kept)
        start, options = (sum(it < before for it in kept) for before in (self.start, self.options))
        return Page(lines, _after(self.heading), _after(self.pointed), start, options)

    def top(self, height: int, before: int) -> int:
        """The first line to show, so that what is pointed at is in view; `before` is the one shown until now."""
        sticky = self._sticky(height)
        top = max(before, self.pointed.stop - height)
        if self.pointed:
            first = self.pointed.start
            top = min(top, first if first < self.heading.start else max(0, first - sticky))
        return max(0, min(top, len(self.lines) - height))

    def shown(self, height: int, top: int) -> list[Line]:
        """So many lines from the top one on; the heading stays in view."""
        lines = list(self.lines[top : top + height])
        if self._sticky(height) and self.heading.start < top:
            lines[: len(self.heading)] = self.lines[self.heading.start : self.heading.stop]
        return lines

    def _sticky(self, height: int) -> int:
        """How many lines of the window the heading takes when the rest moves."""
        return len(self.heading) if len(self.heading) * _LARGEST_HEADING <= height else 0


def page_of(paragraphs: Sequence[Paragraph], width: int, message: str = "", menu: Menu | None = None) -> Page:
    """A page of paragraphs, a message and the options of a menu.

    Args:
        paragraphs: the text.
        width: the columns that a line may take.
        message: what is asked, below the text.
        menu: the options, below the message.
    """
    lines: list[Line] = []
    heading = pointed = range(0)
    start = 0
    for paragraph in paragraphs:
        begin = len(lines)
        if lines or paragraph.text:  # no empty lines at the top of a window
            lines += [(_STYLES[paragraph.style], line) for line in wrap(paragraph, width)]
        heading = range(begin, len(lines)) if paragraph.style == "heading" else heading
        start = begin if paragraph.style == "start" else start
    if message:
        lines += [*([("", "")] if lines else []), *(("bold", line) for line in _wrap_text(message, width))]
    options = len(lines)
    for place, option in enumerate(menu.options if menu else ()):
        begin = len(lines)
        at = menu is not None and menu.pointed == place
        lines += [("bold" if at else "", line) for line in _option_lines(menu, place, option, width)] if menu else []
        pointed = range(begin, len(lines)) if at else pointed
    return Page(tuple(lines), heading, pointed, start, options)


def wrap(paragraph: Paragraph, width: int) -> list[str]:
    """A paragraph's lines; those after the first are indented to the end of its lead."""
    indent = " " * (len(paragraph.lead) + 2) if paragraph.lead else ""
    text = f"{paragraph.lead}  {paragraph.text}" if paragraph.lead else paragraph.text
    return [
        wrapped
        for line in text.split("\n")
        for wrapped in (textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""])
    ]


def key_lines(commands: Sequence[Option], width: int) -> list[str]:
    """The keys of the commands with what they do, on lines that fit the window."""
    if not commands:
        return []
    text = _("Or press {keys}.", keys=with_labels(commands))
    return [line.replace(_NO_BREAK_SPACE, " ") for line in _wrap_text(text, width)]


def more_line(lines: int, height: int, top: int) -> str:
    """Says that there are more lines than the window shows; empty if there are not."""
    above = _("more above: press PgUp") if top else ""
    below = _("more below: press the down arrow or PgDn") if top + height < lines else ""
    found = "; ".join(filter(None, (above, below)))
    return f"-- {found} --" if found else ""


def _option_lines(menu: Menu, place: int, option: Option, width: int) -> list[str]:
    """The lines of an option: a pointer, its key, its box in a checklist, its name and its text in full."""
    box = ""
    if isinstance(menu, Checklist) and menu.is_item(place):
        box = "[x] " if option.key in menu.ticked else "[ ] "
    lead = f"{'>' if menu.pointed == place else ' '} {menu.key_of(place) or ' '} {box}"
    text = f"{option.label}. {option.text}" if option.text else option.label
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False)


def _wrap_text(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
