"""Papers as Markdown, to paste into other papers. What somebody typed stays text: no link, no markup, no HTML."""

import re
from collections.abc import Iterable

from readiness.report.documents.blocks import Block, Grid, Heading, Items, Paper, Room, Words
from readiness.text import file_line

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$@&])")
_BEGINNING = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=#]))")
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_TICK = "☐"


def as_markdown(paper: Paper) -> bytes:
    """The paper as a UTF-8 text; lines end with a line feed."""
    parts = [f"# {escape(paper.title)}", *map(_block, paper.blocks), f"*{escape(paper.foot)}*"]
    return ("\n\n".join(parts) + "\n").encode()


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it was typed."""
    line = file_line(text)
    escaped = _ADDRESS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", line))
    return _BEGINNING.sub(lambda found: f"{found[1] or ''}\\", escaped)  # else it would begin a list or a heading


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {escape(text)}"
        case Words(text=text, lead=lead):
            return f"**{escape(lead)}** {escape(text)}".rstrip() if lead else escape(text)
        case Items(texts=texts, kind=kind):
            return "\n".join(f"{_mark(kind, number)} {escape(text)}" for number, text in enumerate(texts, 1))
        case Grid(head=head, rows=rows):
            return "\n".join(
                [_row(map(escape, head)), _row(["---"] * len(head)), *(_row(map(escape, row)) for row in rows)]
            )
        case Room(label=label, lines=lines):
            return "\n\n".join([f"**{escape(label)}**", *["\\_" * 40] * lines])


def _mark(kind: str, number: int) -> str:
    return {"numbers": f"{number}.", "ticks": f"- {_TICK}"}.get(kind, "-")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
