"""The band of a domain in words, and the reason for it."""

from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from questionnaires.model import Questionnaire
from readiness.report.outline import DomainPart
from scoring.result import DomainResult
from scoring.rubric import Rubric

NO_BAND: Final = _("Not enough known")
NO_SCORE: Final = _("Does not apply")


def band_names(rubric: Rubric) -> dict[str, str]:
    """The names of the bands, the lowest first."""
    return {band.id: band.name for band in rubric.bands}


def band_name(domain: DomainResult, rubric: Rubric) -> str:
    """A domain's band in words, or why it has none."""
    if domain.score is None:
        return NO_SCORE
    return band_names(rubric)[domain.band] if domain.band else NO_BAND


def band_reason(part: DomainPart) -> str:
    """Why a domain has no score, no band, or a lower band than its score would give; empty for all others."""
    domain = part.domain
    if domain.score is None:
        return _("Nothing in this domain applies to the service, so there is no score.")
    if not domain.band:
        return _(
            "There is no band, because only {known} of the {total} answers that count are known. To get a band, at "
            "least 80% have to be known.",
            known=sum(row.criterion.level is not None for row in part.rows),
            total=domain.counted,
        )
    if not part.capped_by:
        return ""
    return ngettext(
        "The score alone would give a higher band, but an essential is not yet in place or not known: {topics}.",
        "The score alone would give a higher band, but some essentials are not yet in place or not known: {topics}.",
        len(part.capped_by),
        topics=listed([row.question.topic for row in part.capped_by], len(part.capped_by)),
    )


def held_back(domain: DomainResult, questionnaire: Questionnaire) -> str:
    """The essentials that keep a domain's band low, in short; empty if there are none."""
    named = [questionnaire.questions[question].topic for question in domain.capped_by]
    if not named:
        return ""
    return ngettext(
        "The band is lower than the score suggests, because this is not yet in place or not known: {topics}",
        "The band is lower than the score suggests, because these are not yet in place or not known: {topics}",
        len(named),
        topics=listed(named, len(named)),
    )
