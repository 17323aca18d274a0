"""The decision for each stage of hiring: wait, go with conditions, or go."""

from collections.abc import Sequence
from typing import NamedTuple

from questionnaires.model import Level
from scoring.codes import Column, applies, counted, either
from scoring.rubric import DECISIONS, Criterion, Rubric, Stage

_NOT_YET, _PLANNED = int(Level.NOT_YET), int(Level.PLANNED)
_WAIT, _CONDITIONAL, _GO = range(len(DECISIONS))


class StageFigures(NamedTuple):
    """The figures of one stage; each a whole number, or a column of them."""

    decision: Column
    """The position in `DECISIONS`."""
    blocking: Column
    """Essentials due by then that are missing or not known."""
    conditions: Column
    """Essentials due by then that are only planned, and other criteria that are missing or not known."""
    essentials: int
    """The number of essentials that the decision depends on."""
    with_evidence: Column
    """How many of their answers have a note."""


def stage_figures(rubric: Rubric, stage: Stage, judged: Sequence[tuple[Criterion, Column, Column]]) -> StageFigures:
    """The figures of a stage, over everything that is due at it or earlier.

    Args:
        rubric: gives the order of the stages.
        stage: the stage.
        judged: all criteria that the form asks about, each with its answer code and whether the answer has a note.
    """
    needed = [row for row in judged if rubric.is_due_by(row[0], stage)]
    essentials = [noted for criterion, _, noted in needed if criterion.essential]
    blocking = sum(blocks(criterion, code) for criterion, code, _ in needed)
    conditions = sum(is_condition(criterion, code) for criterion, code, _ in needed)
    return StageFigures(
        decision=either(blocking > 0, _WAIT, either(conditions > 0, _CONDITIONAL, _GO)),
        blocking=blocking,
        conditions=conditions,
        essentials=len(essentials),
        with_evidence=sum(essentials),
    )


def blocks(criterion: Criterion, code: Column) -> Column:
    """Whether an answer makes its stage and every later one wait: an essential that is missing or not known."""
    return criterion.essential & (counted(code) == _NOT_YET)


def is_condition(criterion: Criterion, code: Column) -> Column:
    """Whether an answer is a condition: a planned essential, or any other criterion that is missing or not known."""
    return applies(code) & (counted(code) == (_PLANNED if criterion.essential else _NOT_YET))
