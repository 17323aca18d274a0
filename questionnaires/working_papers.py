"""The working papers that actions point to, for a service to fill in. Their texts are TOML files."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import Field, StrictInt, model_validator

from questionnaires.content import QUESTIONNAIRE_FOLDER, SHIPPED, parse_content, read_toml
from questionnaires.content_base import Content, Text
from questionnaires.explain import near
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import Questionnaire

FOLDER = "templates"
"""The folder of the working papers, inside that of the questionnaire."""


class Table(Content):
    """A table with room to write."""

    head: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: Annotated[tuple[tuple[str, ...], ...], Field(min_length=1)]
    widths: tuple[StrictInt, ...] = ()
    """The shares of the columns in the page's width."""

    @model_validator(mode="after")
    def _is_even(self) -> "Table":
        if {len(row) for row in self.rows} != {len(self.head)}:
            raise ValueError(
                _("a row has more or fewer cells than the heading row"), _("Give every row the same number of cells")
            )
        if self.widths and len(self.widths) != len(self.head):
            raise ValueError(_("there are more or fewer widths than columns"), _("Give one width for each column"))
        return self


class Part(Content):
    """A part of a working paper. Its contents come in this order."""

    heading: Text
    text: Text | None = None
    points: tuple[Text, ...] = ()
    numbers: tuple[Text, ...] = ()
    """Points whose order matters."""
    ticks: tuple[Text, ...] = ()
    """Points to be ticked."""
    table: Table | None = None
    room: tuple[Text, ...] = ()
    """What to write in, each with a line or more."""
    lines: Annotated[StrictInt, Field(ge=1, le=10)] = 1
    """How many lines each of them has."""


class WorkingPaper(Content):
    """A paper of one or two pages, ready to be filled in."""

    title: Text
    about: Text
    """What it is for."""
    use: Text
    """How to use it."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


def load_working_papers(questionnaire: Questionnaire, folder: Traversable | None = None) -> dict[str, WorkingPaper]:
    """Reads the working papers of a questionnaire by their names, in alphabetical order; none if it has no folder.

    Args:
        questionnaire: everything they cite has to be among its sources.
        folder: the questionnaire's folder; by default that of the questionnaire that ships with the program.

    Raises:
        InputFault: a file is not TOML, or says something that a working paper can't say.
    """
    inside = (folder if folder is not None else files("questionnaires") / SHIPPED) / FOLDER
    if not inside.is_dir():
        return {}
    names = sorted(file.name for file in inside.iterdir() if file.name.endswith(".toml"))
    papers = {}
    faults: list[Fault] = []
    for name in names:
        place = f"{QUESTIONNAIRE_FOLDER}/{FOLDER}/{name}"
        try:
            paper = parse_content(WorkingPaper, read_toml(inside / name, place), place)
        except InputFault as fault:
            faults += fault.faults
            continue
        papers[name.removesuffix(".toml")] = paper
        faults += [
            Fault(
                f"{place}: sources",
                _("the questionnaire has no source called '{source}'", source=row),
                near(row, questionnaire.recommendations),
            )
            for row in paper.sources
            if row not in questionnaire.recommendations
        ]
    if faults:
        raise InputFault(faults)
    return papers
