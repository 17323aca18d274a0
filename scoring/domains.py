"""Scores, coverage and bands of domains, in exact integer arithmetic."""

from collections.abc import Sequence

from questionnaires.model import Domain, Level
from scoring.findings import Finding, applicable
from scoring.result import DomainResult
from scoring.rubric import Rubric

_TOP = Level.SHOWN_TO_WORK


def percent_tenths(part: int, whole: int) -> int:
    """100 x part / whole in tenths, rounded half up: 7 of 15 is 467, that is 46.7."""
    return (2000 * part + whole) // (2 * whole)


def mean_tenths(tenths: Sequence[int]) -> int:
    """The mean of numbers given in tenths, rounded half up to a tenth."""
    return (2 * sum(tenths) + len(tenths)) // (2 * len(tenths))


def judge_domain(rubric: Rubric, domain: Domain, findings: Sequence[Finding]) -> DomainResult:
    """The result of one domain.

    Args:
        rubric: gives bands and caps.
        domain: the domain that is judged.
        findings: the findings of that domain alone.
    """
    counting = applicable(findings)
    if not counting:
        return DomainResult(
            id=domain.id,
            title=domain.title,
            score=None,
            score_max=None,
            coverage=None,
            band=None,
            capped_by=(),
            counted=0,
        )
    whole = _TOP * sum(finding.criterion.weight for finding in counting)
    score = percent_tenths(sum(finding.criterion.weight * finding.counted for finding in counting), whole)
    score_max = percent_tenths(sum(finding.criterion.weight * finding.at_best for finding in counting), whole)
    known = sum(finding.level is not None for finding in counting)
    enough_known = 5 * known >= 4 * len(counting)
    band, capped_by = _band_of(rubric, score, counting) if enough_known else (None, ())
    return DomainResult(
        id=domain.id,
        title=domain.title,
        score=score / 10,
        score_max=score_max / 10,
        coverage=percent_tenths(known, len(counting)) / 10,
        band=band,
        capped_by=capped_by,
        counted=len(counting),
    )


def overall_score(domains: Sequence[DomainResult]) -> float | None:
    """The mean of the domains' scores, from 0 to 100; none if no domain has one. For tables only, never a headline."""
    tenths = [round(domain.score * 10) for domain in domains if domain.score is not None]
    return mean_tenths(tenths) / 10 if tenths else None


def _band_of(rubric: Rubric, score_tenths: int, findings: Sequence[Finding]) -> tuple[str, tuple[str, ...]]:
    """The band, and the essentials that kept it from being higher."""
    by_score = max(position for position, band in enumerate(rubric.bands) if score_tenths >= 10 * band.from_score)
    missing = _essentials_at(findings, Level.NOT_YET)
    holding = missing or _essentials_at(findings, Level.PLANNED)
    cap = rubric.band_order[rubric.caps.missing if missing else rubric.caps.planned]
    if holding and by_score > cap:
        return rubric.bands[cap].id, holding
    return rubric.bands[by_score].id, ()


def _essentials_at(findings: Sequence[Finding], level: Level) -> tuple[str, ...]:
    return tuple(
        finding.criterion.question for finding in findings if finding.criterion.essential and finding.counted == level
    )
