"""The agenda of a workshop on screen: for a terminal, a screen reader or a pipe."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from questionnaires.language import _
from questionnaires.local_style import listed
from readiness.report.screen_lines import Line, line_of, shows_unicode
from readiness.report.sentences.spreads import TOO_FEW, dots, numbers
from readiness.terminal import text_width
from readiness.workshop import agenda_words
from readiness.workshop.agenda_words import AgendaItem, AgendaReport
from scoring.agenda import SECTIONS, Section

_HEADING: Final = "bold underline"
_INDENT: Final = 2
_AFTERWARDS: Final = 5
"""How many rows stay free for what to do next and for the shell's prompt."""
_FEWEST_SHOWN: Final = 2
_MOST_CODES: Final = 8


def all_lines(report: AgendaReport, *, drawn: bool) -> list[Line]:
    """The whole agenda, with the notes and roles that may be shown; `drawn` with dots."""
    lines = [*_top(report)]
    for section in SECTIONS:
        lines += _section(report, section, drawn=drawn)
    return lines


def lines_in_short(report: AgendaReport, told: Sequence[str] = (), *, drawn: bool) -> list[Line]:
    """As many questions to discuss as fit into the window below what was told, and the others by their codes."""
    items = report.items("discuss")
    room = shutil.get_terminal_size().lines - _AFTERWARDS - _rows([line_of(text) for text in told])
    lines: list[Line] = []
    for shown in range(len(items), -1, -1):
        lines = [*_top(report), *_to_discuss(report, items, shown, drawn=drawn), *_others(report)]
        if _rows(lines) <= room:
            return lines
        if shown <= _FEWEST_SHOWN:
            break
    return [line for line in lines if line.text]


def _rows(lines: Sequence[Line]) -> int:
    """How many rows of the window lines need."""
    return sum(len(textwrap.wrap(line.text, text_width() - line.indent)) or 1 for line in lines)


def _top(report: AgendaReport) -> Iterator[Line]:
    yield line_of("")
    yield line_of(report.title, "bold")
    yield line_of(report.summary)


def _to_discuss(report: AgendaReport, items: Sequence[AgendaItem], shown: int, *, drawn: bool) -> Iterator[Line]:
    """The first questions to discuss, and how many others there are."""
    yield line_of("")
    yield line_of(_heading("discuss", len(items)), _HEADING)
    for item in items[:shown]:
        yield from _item(report, item, drawn=drawn)
    if shown < len(items):
        yield line_of(_("Also to discuss: {questions}", questions=_codes(items[shown:])))


def _others(report: AgendaReport) -> Iterator[Line]:
    """The other sections, by the codes of their questions."""
    for section in SECTIONS[1:]:
        items = report.items(section)
        if items:
            yield line_of("")
            yield line_of(f"{_heading(section, len(items))}: {_codes(items)}")


def _section(report: AgendaReport, section: Section, *, drawn: bool) -> Iterator[Line]:
    items = report.items(section)
    yield line_of("")
    yield line_of(_heading(section, len(items)), _HEADING)
    yield line_of(agenda_words.SECTION_INTROS[section] if items else agenda_words.NO_QUESTIONS)
    for item in items:
        yield from _item(report, item, drawn=drawn)
        for role, spread in report.roles(item):
            yield line_of(f"{role}: {spread}.", indent=_INDENT)
        if item.found.notes:
            yield line_of(f"{agenda_words.NOTES}:", indent=_INDENT)
        for note in item.found.notes:
            yield line_of(f"- {note}", indent=_INDENT)


def _item(report: AgendaReport, item: AgendaItem, *, drawn: bool) -> Iterator[Line]:
    """A question, and how many people gave which answer."""
    yield line_of(_("{question} (essential)", question=item.name) if item.criterion.essential else item.name, "bold")
    yield line_of(spread_line(report, item) if drawn else f"{report.spread(item)}.", indent=_INDENT)


def spread_line(report: AgendaReport, item: AgendaItem) -> str:
    """How many people gave which answer, in words and as dots: `not yet 2 ●●, in place 1 ●, don't know 1 ○`."""
    spread = item.found.spread
    full, hollow = ("\u25cf", "\u25cb") if shows_unicode() else ("*", "o")
    given = ", ".join(
        f"{name} {number}\N{NO-BREAK SPACE}{(full if is_level else hollow) * dots(number, report.a_dot)}"
        for name, number, is_level in numbers(spread, report.instrument.questionnaire)
    )
    return given or TOO_FEW


def _heading(section: Section, number: int) -> str:
    return f"{agenda_words.SECTION_NAMES[section]} ({number})"


def _codes(items: Sequence[AgendaItem]) -> str:
    """The codes of questions, the first few by name: `TE1, RE2 and 12 more`."""
    return listed([item.code for item in items], _MOST_CODES)
