"""The decision for each stage of hiring: wait, go with conditions, or go."""

from collections.abc import Sequence
from typing import NamedTuple

from questionnaires.model import Level
from scoring.codes import Column, applies, either, is_missing
from scoring.rubric import DECISIONS, Criterion, Rubric, Stage

_WAIT, _CONDITIONAL, _GO = range(len(DECISIONS))


class StageFigures(NamedTuple):
    """The figures of one stage; each a whole number, or a column of them."""

    decision: Column
    """The position in `DECISIONS`."""
    blocking: Column
    """Essentials due by then that are missing or not known."""
    conditions: Column
    """Essentials due by then that are only planned, and other criteria that are missing or not known."""
    essentials: Column
    """The number of essentials that the decision depends on."""
    with_evidence: Column
    """How many of their answers have a note."""


class Due(NamedTuple):
    """What a criterion means for its stage and for every later one."""

    criterion: Criterion
    blocks: Column
    is_condition: Column
    counts: Column
    """Whether it was asked and applies."""
    noted: Column
    """Whether the answer has a note."""


def due_of(criterion: Criterion, code: Column, noted: Column) -> Due:
    """What an answer, as a code, means for stages."""
    return Due(criterion, blocks(criterion, code), is_condition(criterion, code), applies(code), noted)


def stage_figures(rubric: Rubric, stage: Stage, due: Sequence[Due]) -> StageFigures:
    """The figures of a stage, over everything that is needed by then.

    Args:
        rubric: gives the order of the stages.
        stage: the stage.
        due: all criteria that the form asks about.
    """
    needed = [each for each in due if rubric.is_due_by(each.criterion, stage)]
    essentials = [each for each in needed if each.criterion.essential]
    blocking = sum(each.blocks for each in essentials)
    conditions = sum(each.is_condition for each in needed)
    return StageFigures(
        decision=either(blocking > 0, _WAIT, either(conditions > 0, _CONDITIONAL, _GO)),
        blocking=blocking,
        conditions=conditions,
        essentials=sum(each.counts for each in essentials),
        with_evidence=sum(each.noted for each in essentials),
    )


def blocks(criterion: Criterion, code: Column) -> Column:
    """Whether an answer makes its stage and every later one wait: an essential that is missing or not known."""
    return criterion.essential & is_missing(code)


def is_condition(criterion: Criterion, code: Column) -> Column:
    """Whether an answer is a condition: a planned essential, or any other criterion that is missing or not known."""
    return code == Level.PLANNED if criterion.essential else is_missing(code)
