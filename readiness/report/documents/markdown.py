"""Writes documents as Markdown. Anything that somebody typed stays plain text: no link, no markup, no HTML."""

import re
from collections.abc import Iterable

from readiness.report.documents.blocks import Block, Document, Heading, ItemList, PageBreak, Paragraph, Table, WriteIn
from readiness.text import file_line

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$@&])")
_LINE_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=#]))")
_WEB_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_TICK = "☐"


def as_markdown(document: Document) -> bytes:
    """The document as UTF-8 text with Unix line ends."""
    parts = [f"# {escape(document.title)}", *map(_block, document.blocks), f"*{escape(document.footer)}*"]
    return ("\n\n".join(parts) + "\n").encode()


def escape(text: str) -> str:
    """The text on one line, escaped so that Markdown shows it as it was typed."""
    line = file_line(text)
    escaped = _WEB_ADDRESS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", line))
    return _LINE_START.sub(lambda found: f"{found[1] or ''}\\", escaped)  # or it would start a list or a heading


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {escape(text)}"
        case Paragraph(text=text, lead=lead):
            return f"**{escape(lead)}** {escape(text)}".rstrip() if lead else escape(text)
        case ItemList(texts=texts, kind=kind):
            return "\n".join(f"{_mark(kind, number)} {escape(text)}" for number, text in enumerate(texts, 1))
        case Table(header=header, rows=rows):
            return "\n".join(
                [_row(map(escape, header)), _row(["---"] * len(header)), *(_row(map(escape, row)) for row in rows)]
            )
        case PageBreak():
            return "---"
        case WriteIn(label=label, lines=lines):
            return "\n\n".join([f"**{escape(label)}**", *["\\_" * 40] * lines])


def _mark(kind: str, number: int) -> str:
    return {"numbers": f"{number}.", "ticks": f"- {_TICK}"}.get(kind, "-")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
