"""The colours of all reports. Every colour has its one name here."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from scoring.rubric import Decision


@dataclass(frozen=True)
class Palette:
    """The colours of HTML pages and charts, for a light or a dark background."""

    ink: str
    """Text."""
    quiet: str
    """Text that matters less: labels, headers and footers."""
    accent: str
    """Headings, links, known scores, and the decision to go ahead."""
    on_accent: str
    """Text on the accent colour."""
    rule: str
    """Lines between rows."""
    tint: str
    """The background of boxes."""
    paper: str
    """The background of the page."""
    conditional: str
    """Text of the decision to go ahead with conditions."""
    conditional_fill: str
    conditional_edge: str
    wait: str
    """Text of the decision to wait."""
    wait_fill: str
    wait_edge: str
    track: str
    """The empty part of a bar."""
    possible: str
    """The part of a bar up to the score that may turn out to be true."""
    mark: str
    """Thin lines in charts."""

    def css_variables(self) -> Iterator[tuple[str, str]]:
        """Each colour with the name of its CSS variable: `--on-accent`."""
        return ((f"--{name.replace('_', '-')}", colour) for name, colour in asdict(self).items())


LIGHT: Final = Palette(
    ink="#17262a",
    quiet="#4a5b60",
    accent="#0b5c63",
    on_accent="#ffffff",
    rule="#b9c6c8",
    tint="#eef4f4",
    paper="#ffffff",
    conditional="#5a3b00",
    conditional_fill="#fdf3df",
    conditional_edge="#9a6a0c",
    wait="#7c1d14",
    wait_fill="#ffffff",
    wait_edge="#a3281c",
    track="#e8edee",
    possible="#d3e6e6",
    mark="#8a999b",
)
"""Paper, and screens that prefer light colours."""

DARK: Final = Palette(
    ink="#e6eeee",
    quiet="#a9b9bb",
    accent="#6fcbd0",
    on_accent="#06282a",
    rule="#3f5053",
    tint="#1f2e31",
    paper="#12191b",
    conditional="#ffdf9e",
    conditional_fill="#3a2c0c",
    conditional_edge="#d9a741",
    wait="#ffc2ba",
    wait_fill="#35130f",
    wait_edge="#ef8377",
    track="#2a3a3d",
    possible="#24474a",
    mark="#7d9092",
)
"""Screens that prefer dark colours."""

DECISION_BARS: Final[dict[Decision, str]] = {"go": LIGHT.accent, "conditional": "#e3b65a", "wait": "#b5483c"}
"""Shares of services in a bar."""
MIDDLE_HALF: Final = "#7fb9bc"
"""The box that holds the middle half of the services."""

OFFICE_HEADING: Final = "#0b3f45"
"""Headings in Word documents and workbooks."""
OFFICE_HEADER_ROW: Final = "#e3eeee"
"""The background of a table's first row in Word documents."""
OFFICE_RULE: Final = "#c5d0d1"
"""Lines between the cells of a workbook."""
CELL_WAIT: Final = "#fbe3e0"
"""The background of a cell with the decision to wait, or the lowest band."""
CELL_NEARLY_THERE: Final = "#a9d3d3"
"""The background of a cell with the band below the highest."""
CELL_HIGHEST_SCORE: Final = "#6fb7b9"
"""The background of a cell with a score of 100; lower scores shade towards that of a decision with conditions."""
FILL_IN: Final = "#fff9e3"
"""The background of cells that are meant to be filled in."""
FILL_IN_HEADER: Final = "#7a5200"
"""The background of the headers of columns that are meant to be filled in."""
