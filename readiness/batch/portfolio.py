"""The portfolio: what many services have in common.

Full and short forms are always counted separately.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from questionnaires.answers import FORMS, Form
from readiness.batch.named_services import NamedServices, named_services
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.trends import Trends, trends_of
from readiness.batch.worklist import Worklist, worklist_of
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, NOT_IN_PLACE
from scoring.domains import NONE
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Criterion, Decision

FEWEST_FOR_SPREAD: Final = 5
"""The fewest services with a spread; with fewer it would give away the scores of single ones."""


class Spread(NamedTuple):
    """The spread of scores, as spreadsheets work it out with MIN, QUARTILE.INC, MEDIAN and MAX.

    A value between the scores of two services is rounded half up to a tenth.
    """

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
    """How many services are in each band, the lowest first; the empty name counts those without a band."""
    spread: Spread | None
    """None if fewer than five services have a score."""
    scored: int


@dataclass(frozen=True)
class QuestionPortfolio:
    """One question in many services."""

    criterion: Criterion
    topic: str
    services: int
    """Services that the question applies to, and that were asked it."""
    missing: int
    """Services at level 0."""
    planned: int
    """Services at level 1."""
    unknown: int
    unanswered: int
    not_asked: int
    """Services that answered a version of the questionnaire which did not have the question yet."""

    @property
    def not_in_place(self) -> int:
        """Services at level 0 or 1, with don't know or without an answer: the one figure for what is missing."""
        return self.missing + self.planned + self.not_known

    @property
    def not_known(self) -> int:
        """Services with don't know or without an answer."""
        return self.unknown + self.unanswered


@dataclass(frozen=True)
class FormPortfolio:
    """All services that answered one form."""

    form: Form
    services: int
    unfinished: int
    """Services with questions that are not answered."""
    decisions: Mapping[str, Mapping[str, int]]
    """For each stage, how many services have each decision."""
    domains: tuple[DomainPortfolio, ...]
    questions: tuple[QuestionPortfolio, ...]
    flags: Mapping[str, int]


class ActionTotals(NamedTuple):
    """How all services that have a record of actions are getting on with them."""

    services: int
    with_overdue: int
    """Services with an action that is still to do although its due date has passed."""
    done: int
    doing: int
    overdue: int
    open: int
    accepted: int
    """Actions that a service won't do, because it accepts the risk."""


@dataclass(frozen=True)
class Portfolio:
    """What the report and the summary say about all services."""

    forms: tuple[FormPortfolio, ...]
    """One for each form that was answered."""
    named: NamedServices
    worklist: Worklist
    trends: Trends
    actions: ActionTotals

    def any_has(self, decision: Decision) -> bool:
        """Whether any service has this decision for any stage."""
        return any(numbers[decision] for form in self.forms for numbers in form.decisions.values())


_ACTION_TOTALS: Final = """
SELECT count(*), count(*) FILTER (actions_overdue > 0), coalesce(sum(actions_done), 0)::BIGINT,
    coalesce(sum(actions_doing), 0)::BIGINT, coalesce(sum(actions_overdue), 0)::BIGINT,
    coalesce(sum(actions_open), 0)::BIGINT, coalesce(sum(actions_accepted), 0)::BIGINT
FROM service WHERE actions_done >= 0
"""


def portfolio_of(request: BatchRequest, store: Store) -> Portfolio:
    """What all services have in common, and which of them to look at first."""
    instrument = request.instrument
    services = dict(store.rows("SELECT form, count(*) FROM service GROUP BY form"))
    return Portfolio(
        tuple(_form(instrument, store, form, services[form]) for form in FORMS if form in services),
        named_services(request, store),
        worklist_of(request, store),
        trends_of(instrument, store),
        ActionTotals(*next(store.rows(_ACTION_TOTALS))),
    )


def _form(instrument: Instrument, store: Store, form: Form, services: int) -> FormPortfolio:
    rubric, questionnaire = instrument.rubric, instrument.questionnaire
    stages, domains = rubric.decided_stages, questionnaire.domains
    places = {**rubric.band_order, "": NONE}
    counts = _counts(
        store,
        form,
        [
            "unanswered",
            *(f"decision{number}" for number, _ in enumerate(stages)),
            *(f"{what}{number}" for number, _ in enumerate(domains) for what in ("band", "score")),
            *(f"flags >> {bit} & 1" for bit, _ in enumerate(rubric.flags)),
        ],
    )
    unanswered = next(counts)
    decisions = [next(counts) for _ in stages]
    bands_and_scores = [(next(counts), next(counts)) for _ in domains]
    return FormPortfolio(
        form=form,
        services=services,
        unfinished=services - unanswered[0],
        decisions={
            stage.id: {decision: decisions[number][DECISIONS.index(decision)] for decision in reversed(DECISIONS)}
            for number, stage in enumerate(stages)
        },
        domains=tuple(
            DomainPortfolio(
                domain.id,
                domain.title,
                {band: bands[place] for band, place in places.items()},
                spread_of(scores),
                services - scores[NONE],
            )
            for domain, (bands, scores) in zip(domains, bands_and_scores, strict=True)
        ),
        questions=_questions(instrument, store, form, services),
        flags={flag: number for flag in rubric.flags if (number := next(counts)[1])},
    )


def _counts(store: Store, form: Form, values: Sequence[str]) -> Iterator[Counter[int]]:
    """For each of several SQL expressions, how many services of a form have each value."""
    histograms = ", ".join(f"histogram({value})" for value in values)
    (counts,) = store.rows(f"SELECT {histograms} FROM service WHERE form = ?", [form])
    return map(Counter, counts)


def _questions(instrument: Instrument, store: Store, form: Form, services: int) -> tuple[QuestionPortfolio, ...]:
    criteria = instrument.rubric.criteria
    answers = f"SELECT unnest({[*range(len(criteria))]}) AS position, unnest(split(codes, '')) AS code FROM service"
    query = f"SELECT position, code::INTEGER, count(*) FROM ({answers} WHERE form = ?) GROUP BY ALL"
    counts = Counter({(position, code): number for position, code, number in store.rows(query, [form])})
    return tuple(
        QuestionPortfolio(
            criterion,
            instrument.questionnaire.questions[criterion.question].topic,
            services - counts[position, NOT_APPLICABLE] - counts[position, NOT_ASKED],
            *(counts[position, code] for code in (*NOT_IN_PLACE, NOT_ASKED)),
        )
        for position, criterion in enumerate(criteria)
        if criterion in instrument.rubric.criteria_of(form)
    )


def spread_of(scores: Mapping[int, int]) -> Spread | None:
    """The spread of scores, given in tenths with how many services have each; none for fewer than five services."""
    ordered = sorted(score for score in scores if score != NONE)
    reached = list(accumulate(scores[score] for score in ordered))
    last = reached[-1] - 1 if reached else -1
    if last + 1 < FEWEST_FOR_SPREAD:
        return None
    found = []
    for quarter in range(5):
        place, quarters_beyond = divmod(quarter * last, 4)
        before, after = (ordered[bisect_right(reached, each)] for each in (place, min(place + 1, last)))
        found.append((4 * before + quarters_beyond * (after - before) + 2) // 4 / 10)
    return Spread(*found)
