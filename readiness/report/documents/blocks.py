"""The blocks that a document is made of. Word and Markdown can write these kinds, and no others."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading. The document's title has level 1, and no level is skipped."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, which may begin with a few words in bold."""

    text: str
    lead: str = ""
    """The words in bold."""
    keep_with_next: bool = False
    """Whether it stays on one page with what follows."""


@dataclass(frozen=True)
class ItemList:
    """A list with bullets, with numbers, or with boxes to tick."""

    texts: tuple[str, ...]
    kind: Literal["points", "numbers", "ticks"] = "points"
    keep_together: bool = False
    """Whether it stays on one page, with what follows it."""


@dataclass(frozen=True)
class Table:
    """A table. The first cell of each row is the row's heading."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    """Each column's share of the page width; none for columns of the same width."""


@dataclass(frozen=True)
class WriteIn:
    """A label with empty lines below it to write on."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | ItemList | Table | WriteIn | PageBreak


@dataclass(frozen=True)
class Document:
    """A whole document."""

    title: str
    subject: str
    """What it is about, for the properties of the file."""
    footer: str
    """Shown at the foot of every page."""
    made_on: date
    blocks: tuple[Block, ...]
    print_size: Literal["small", "usual", "large"] = "usual"
    """Small fills the pages of a form; in large print all text has 16 points or more."""
