"""The portfolio: what many services have in common.

Full and short forms are always counted apart. Scores stay as the engine rounded them: a middle is the score of one of
the services, never a mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from questionnaires.model import Questionnaire
from readiness.batch.counts import FormCounts
from readiness.batch.listing import Listing
from scoring.instrument import Instrument
from scoring.rubric import Criterion
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

FEWEST_FOR_SPREAD: Final = 5
"""With fewer services a spread would show single ones."""


class Spread(NamedTuple):
    """How scores are spread, each the score of a service: a quarter of the services has at most `lower`."""

    lowest: float
    lower: float
    middle: float
    upper: float
    highest: float


@dataclass(frozen=True)
class DomainPortfolio:
    """One domain in many services."""

    id: str
    title: str
    bands: Mapping[str, int]
    """How many services are in each band, the lowest first; under an empty name those without one."""
    spread: Spread | None
    """None with fewer than five services that have a score."""
    scored: int


@dataclass(frozen=True)
class QuestionPortfolio:
    """One question in many services."""

    criterion: Criterion
    topic: str
    services: int
    """That it applies to."""
    missing: int
    """At level 0."""
    planned: int
    """At level 1."""
    unknown: int
    unanswered: int

    @property
    def lacking(self) -> int:
        """Services that say that they do not have it in place."""
        return self.missing + self.planned

    @property
    def not_there(self) -> int:
        """Services where nothing of it is known to be there."""
        return self.missing + self.unknown + self.unanswered


@dataclass(frozen=True)
class FormPortfolio:
    """All services that answered one form."""

    form: str
    services: int
    decisions: Mapping[str, Mapping[str, int]]
    """By stage, how many services have which decision."""
    domains: tuple[DomainPortfolio, ...]
    questions: tuple[QuestionPortfolio, ...]
    flags: Mapping[str, int]


@dataclass(frozen=True)
class Portfolio:
    """What the report and the summary say of all services."""

    forms: tuple[FormPortfolio, ...]
    listing: Listing


def portfolio_of(instrument: Instrument, counts: Mapping[str, FormCounts], listing: Listing) -> Portfolio:
    """What all services have in common.

    Args:
        instrument: the questionnaire and the rubric.
        counts: of all services, by form.
        listing: the services that are named.
    """
    forms = tuple(_form(instrument, form, counts[form]) for form in ("full", "short") if form in counts)
    return Portfolio(forms, listing)


def _form(instrument: Instrument, form: str, counts: FormCounts) -> FormPortfolio:
    cells = counts.cells()
    rubric, questionnaire = instrument.rubric, instrument.questionnaire
    return FormPortfolio(
        form=form,
        services=counts.services,
        decisions={
            stage.id: {decision: cells[stage.id][decision] for decision in ("go", "conditional", "wait")}
            for stage in rubric.stages
        },
        domains=tuple(
            DomainPortfolio(
                domain.id,
                domain.title,
                {band: cells[f"{domain.id}_band"][band] for band in (*rubric.band_order, "")},
                spread_of(cells[f"{domain.id}_score"]),
                counts.services - cells[f"{domain.id}_score"][""],
            )
            for domain in questionnaire.domains
        ),
        questions=tuple(
            _question(criterion, questionnaire, partial(counts.with_mark, position), counts.services)
            for position, criterion in enumerate(rubric.criteria)
            if form == "full" or criterion.essential
        ),
        flags={flag: number for flag in rubric.flags if (number := _with_flag(cells["flags"], flag))},
    )


def _question(
    criterion: Criterion, questionnaire: Questionnaire, with_mark: Callable[[str], int], services: int
) -> QuestionPortfolio:
    return QuestionPortfolio(
        criterion=criterion,
        topic=questionnaire.questions[criterion.question].topic,
        services=services - with_mark(NOT_APPLICABLE),
        missing=with_mark("0"),
        planned=with_mark("1"),
        unknown=with_mark(UNKNOWN),
        unanswered=with_mark(UNANSWERED),
    )


def _with_flag(combinations: Mapping[str, int], flag: str) -> int:
    return sum(number for flags, number in combinations.items() if flag in flags.split(" "))


def spread_of(scores: Mapping[str, int]) -> Spread | None:
    """The spread of scores that are counted by how they are written; none for fewer than five."""
    ordered = sorted((float(score), number) for score, number in scores.items() if score)
    total = sum(number for _, number in ordered)
    if total < FEWEST_FOR_SPREAD:
        return None
    places = [1, -(-total // 4), -(-total // 2), -(-3 * total // 4), total]
    found: list[float] = []
    reached = 0
    for score, number in ordered:
        reached += number
        while len(found) < len(places) and places[len(found)] <= reached:
            found.append(score)
    return Spread(*found)
