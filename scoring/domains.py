"""Scores, coverage and bands of domains, in exact integer arithmetic."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from questionnaires.model import Level
from scoring.codes import Column, applies, at_best, counted, either, is_known, is_missing
from scoring.rubric import Criterion, Rubric

NONE: Final = -1
"""The value that means there is no score or band."""

Judged = Sequence[tuple[Criterion, Column]]
"""Criteria with their answer codes."""


class DomainFigures(NamedTuple):
    """The figures of one domain; each a whole number, or a column of them."""

    applicable: Column
    """How many criteria apply."""
    score: Column
    """The score in tenths, from 0 to 1000, with don't know and unanswered as level 0; `NONE` if nothing applies."""
    score_max: Column
    """The same with don't know and unanswered at level 3."""
    coverage: Column
    """The share of applicable criteria whose level is known, in tenths of a per cent; `NONE` if nothing applies."""
    band: Column
    """The position of the band; `NONE` if fewer than four fifths of the applicable criteria are known."""
    band_by_score: Column
    """The position of the band that the score alone would give."""
    missing: Column
    """Essentials that count as level 0."""


def domain_figures(rubric: Rubric, judged: Judged) -> DomainFigures:
    """The figures of a domain.

    Args:
        rubric: gives bands and caps.
        judged: the criteria of that domain that the form asks about.
    """
    applicable = sum(applies(code) for _, code in judged)
    whole = sum(Level.SHOWN_TO_WORK * row.weight * applies(code) for row, code in judged)
    score = percent_tenths(sum(row.weight * counted(code) for row, code in judged), whole)
    known = sum(is_known(code) for _, code in judged)
    missing = sum(is_missing(code) for row, code in judged if row.essential)
    planned = sum(_is_planned(code) for row, code in judged if row.essential)
    by_score = sum(score >= 10 * band.from_score for band in rubric.bands) - 1
    highest = rubric.band_order[rubric.bands[-1].id]
    cap = either(
        missing > 0,
        rubric.band_order[rubric.caps.missing],
        either(planned > 0, rubric.band_order[rubric.caps.planned], highest),
    )
    has_band = (applicable > 0) & (5 * known >= 4 * applicable)
    return DomainFigures(
        applicable=applicable,
        score=score,
        score_max=percent_tenths(sum(row.weight * at_best(code) for row, code in judged), whole),
        coverage=percent_tenths(known, applicable),
        band=either(has_band, either(by_score > cap, cap, by_score), NONE),
        band_by_score=by_score,
        missing=missing,
    )


def capping_essentials(figures: DomainFigures, judged: Judged) -> tuple[str, ...]:
    """The essentials that keep a domain's band from being higher. For a single sheet only."""
    if figures.band in (NONE, figures.band_by_score):
        return ()
    holds = is_missing if figures.missing else _is_planned
    return tuple(row.question for row, code in judged if row.essential and holds(code))


def _is_planned(code: Column) -> Column:
    return code == Level.PLANNED


def percent_tenths(part: Column, whole: Column) -> Column:
    """A percentage in tenths, rounded half up: 7 of 15 is 467, that is 46.7. `NONE` if the whole is 0."""
    return either(whole > 0, (2000 * part + whole) // (2 * whole + (whole == 0)), NONE)


def mean_tenths(tenths: Sequence[int]) -> int:
    """The mean of numbers in tenths, rounded half up to a tenth."""
    return (2 * sum(tenths) + len(tenths)) // (2 * len(tenths))
