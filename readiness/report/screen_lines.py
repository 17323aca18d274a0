"""Lines of a result on screen: wrapped and styled in a terminal, unchanged elsewhere."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from readiness.text import without_line_breaks


class Line(NamedTuple):
    """A line of a result, before it is wrapped."""

    text: str
    style: str = ""
    """Its colour and weight, as Rich writes them."""
    indent: int = 0


def line_of(text: str, style: str = "", indent: int = 0) -> Line:
    """One line, without control characters and line ends that somebody typed."""
    return Line(without_line_breaks(text).replace("\N{NO-BREAK SPACE}", " "), style, indent)


def are_drawn() -> bool:
    """Whether lines are shown with styles and drawings, which only a terminal has."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def shows_unicode() -> bool:
    """Whether standard output can show any character, such as blocks and dots."""
    return (sys.stdout.encoding or "").lower().startswith("utf")


def show_lines(lines: Sequence[Line], *, drawn: bool) -> None:
    """Prints lines to standard output; `drawn` wraps them to the window, in their styles."""
    if not drawn:
        print("\n".join(" " * line.indent + line.text for line in lines), flush=True)  # noqa: T201
        return
    from rich.console import Console  # slow to load, and not needed for a pipe
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Padding(Text(line.text, style=line.style), (0, 0, 0, line.indent)))
