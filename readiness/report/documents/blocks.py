"""What a paper is made of. Every way of writing papers knows these kinds of blocks, and no others."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading; the paper's title is level 1, and no level is skipped."""

    level: int
    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str
    lead: str = ""
    """What stands in bold before it."""


@dataclass(frozen=True)
class Items:
    """A list."""

    texts: tuple[str, ...]
    kind: str = "points"
    """`points`, `numbers` for what has an order, or `ticks` for what is to be ticked."""


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of each row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    """Shares of the page's width; equal ones if there are none."""


@dataclass(frozen=True)
class Room:
    """Room to write, below what belongs there."""

    label: str
    lines: int = 1


Block = Heading | Words | Items | Grid | Room


@dataclass(frozen=True)
class Paper:
    """A paper, from its title to its last block."""

    title: str
    subject: str
    """What it is, for the properties of the file."""
    foot: str
    """Stands at the foot of every page."""
    made_on: date
    blocks: tuple[Block, ...]
