"""Tallies: the part of a result that a table of many services shows."""

from typing import Final, NamedTuple

from questionnaires.model import Level
from scoring.instrument import Instrument
from scoring.result import Result

UNKNOWN: Final = "?"
NOT_APPLICABLE: Final = "-"
UNANSWERED: Final = "."
"""The marks of what is no level; a level's mark is its digit."""

_MARKS: Final[dict[str, str]] = {"unknown": UNKNOWN, "not_applicable": NOT_APPLICABLE, "unanswered": UNANSWERED}


class Tally(NamedTuple):
    """What a table says of one answer sheet."""

    cells: str
    """Its cells from the decisions to the flags in groups, each on a line, a group's cells divided by commas.

    They are the stages' decisions, `go,conditional,wait`; each domain's cells; how many essentials are in place or
    shown to work, and how many questions are answered, not known, not applicable and unanswered; and the flags, which
    are one cell and divided by spaces.
    """
    marks: str
    """A mark for each question of the questionnaire, in its order; what the form does not ask is unanswered."""


def domain_cells(score: float | None, score_max: float | None, band: str | None) -> str:
    """A domain's score, its highest possible score and its band, as they stand in a table: `62.5,70.0,developing`."""
    return ",".join("" if value is None else str(value) for value in (score, score_max, band))


def tally_of(result: Result, instrument: Instrument) -> Tally:
    """The tally of a sheet that was scored in full."""
    marks = [UNANSWERED] * len(instrument.questionnaire.questions)
    position = {identifier: number for number, identifier in enumerate(instrument.questionnaire.questions)}
    for criterion in result.criteria:
        marks[position[criterion.question]] = _MARKS.get(criterion.state, str(criterion.level))
    met = sum(row.essential and (row.level or 0) >= Level.IN_PLACE for row in result.criteria)
    groups = [
        ",".join(stage.decision for stage in result.stages),
        *(domain_cells(row.score, row.score_max, row.band) for row in result.domains),
        f"{met},{result.answered},{result.unknown},{result.not_applicable},{result.unanswered}",
        " ".join(result.flags),
    ]
    return Tally("\n".join(groups), "".join(marks))
