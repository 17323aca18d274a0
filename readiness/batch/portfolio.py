"""The portfolio: what many services have in common, counted while they pass by one at a time.

Full and short forms are always counted apart. Scores stay as the engine rounded them: a middle is the score of one of
the services, never a mean.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import Final, NamedTuple

from readiness.batch.columns import Columns
from readiness.batch.ledger import Service
from readiness.batch.trends import TrendCounter, Trends
from scoring.instrument import Instrument
from scoring.rubric import Criterion
from scoring.tally import NOT_APPLICABLE, UNANSWERED, UNKNOWN

FEWEST_FOR_SPREAD: Final = 5
"""With fewer services a spread would show single ones."""
MOST_LISTED: Final = 350
"""Services of a list that the report has in full; of a longer one it has the first, and the tables have all."""
FIRST_LISTED: Final = 60
"""How many that are; each page of a PDF takes 6 MB of memory to make."""
_MARKS: Final = ("0", "1", "2", "3", UNKNOWN, NOT_APPLICABLE, UNANSWERED)
_COUNTED: Final = ("decision", "score", "band")
"""The kinds of the columns whose cells are counted."""
_AT_ONCE: Final = 4096


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
    drawn: tuple[Service, ...]
    """Services for a visit, drawn at random."""
    flagged: tuple[Service, ...]
    """Services with flags, the first so many in alphabetical order."""
    flagged_services: int
    listed: tuple[Service, ...]
    """All services, the first so many in alphabetical order."""
    trends: Trends


@dataclass
class _Form:
    """The counts of one form while they grow."""

    columns: Mapping[str, int]
    """Which cells are counted, by name and position."""
    services: int = 0
    cells: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    marks: list[Counter[str]] = field(default_factory=list)

    def count(self, services: Sequence[Service]) -> None:
        """Counts column by column, which is far quicker than row by row."""
        if not services:
            return
        self.services += len(services)
        cells = ",".join([service.cells for service in services]).split(",")
        width = len(cells) // len(services)
        for name, position in self.columns.items():
            self.cells[name].update(cells[position::width])
        self.marks = self.marks or [Counter() for _ in services[0].marks]
        text = "".join([service.marks for service in services])
        for position, counted in enumerate(self.marks):
            column_of_marks = text[position :: len(self.marks)]
            counted.update({mark: column_of_marks.count(mark) for mark in _MARKS})


class PortfolioCounter:
    """Counts services as they pass by in alphabetical order."""

    def __init__(self, instrument: Instrument, columns: Columns, *, seed: int, visits: int) -> None:
        """Prepares the counting; the seed decides which services are drawn for a visit, whatever their order."""
        self._instrument = instrument
        kinds = enumerate(zip(columns.names[3:-2], columns.kinds[3:-2], strict=True))  # from the date to the flags
        counted = {name: at for at, (name, kind) in kinds if kind in _COUNTED or name == "flags"}
        self._seed, self._visits = seed, visits
        self._forms = {form: _Form(counted) for form in ("full", "short")}
        self._waiting: list[Service] = []
        self._drawn: list[tuple[bytes, int, Service]] = []
        self._flagged: list[Service] = []
        self._flagged_services = self._seen = 0
        self._listed: list[Service] = []
        self._trends = TrendCounter(instrument, columns)

    def add(self, service: Service) -> None:
        """Counts one service."""
        self._waiting.append(service)
        if len(self._waiting) == _AT_ONCE:
            self._count()

    def _count(self) -> None:
        services, self._waiting = self._waiting, []
        for form, counts in self._forms.items():
            counts.count([service for service in services if service.form == form])
        self._listed += services[: MOST_LISTED - len(self._listed)]
        flagged = [service for service in services if not service.cells.endswith(",")]  # the flags are the last cell
        self._flagged_services += len(flagged)
        self._flagged += flagged[: MOST_LISTED - len(self._flagged)]
        lots = ((self._lot(service), at, service) for at, service in enumerate(services, self._seen))
        self._drawn = heapq.nlargest(self._visits, chain(self._drawn, lots))
        self._seen += len(services)

    def _lot(self, service: Service) -> bytes:
        """What decides whether a service is drawn: the same whether names are shown or not."""
        return sha256(f"{self._seed}\n{service.identity}".encode("utf-8", "surrogatepass")).digest()

    def follow(self, file: Service) -> None:
        """Counts one file of a service that sent several, its oldest first."""
        self._trends.add(file)

    def portfolio(self) -> Portfolio:
        """What was counted."""
        self._count()
        return Portfolio(
            forms=tuple(self._form(form, counts) for form, counts in self._forms.items() if counts.services),
            drawn=tuple(service for _, _, service in sorted(self._drawn, key=lambda entry: entry[1])),
            flagged=_listed(self._flagged, self._flagged_services),
            flagged_services=self._flagged_services,
            listed=_listed(self._listed, self._seen),
            trends=self._trends.trends(),
        )

    def _form(self, form: str, counts: _Form) -> FormPortfolio:
        by_name = counts.cells
        rubric, questionnaire = self._instrument.rubric, self._instrument.questionnaire
        return FormPortfolio(
            form=form,
            services=counts.services,
            decisions={
                stage.id: {decision: by_name[stage.id][decision] for decision in ("go", "conditional", "wait")}
                for stage in rubric.stages
            },
            domains=tuple(
                DomainPortfolio(
                    domain.id,
                    domain.title,
                    {band: by_name[f"{domain.id}_band"][band] for band in (*rubric.band_order, "")},
                    spread_of(by_name[f"{domain.id}_score"]),
                    counts.services - by_name[f"{domain.id}_score"][""],
                )
                for domain in questionnaire.domains
            ),
            questions=tuple(
                self._question(criterion, marks)
                for criterion, marks in zip(rubric.criteria, counts.marks, strict=True)
                if form == "full" or criterion.essential
            ),
            flags={flag: number for flag in rubric.flags if (number := _with_flag(by_name["flags"], flag))},
        )

    def _question(self, criterion: Criterion, marks: Counter[str]) -> QuestionPortfolio:
        topic = self._instrument.questionnaire.questions[criterion.question].topic
        applies = sum(marks.values()) - marks[NOT_APPLICABLE]
        return QuestionPortfolio(criterion, topic, applies, marks["0"], marks["1"], marks[UNKNOWN], marks[UNANSWERED])


def _listed(first: list[Service], number: int) -> tuple[Service, ...]:
    """What the report lists of so many services, of which these are the first."""
    return tuple(first if number <= MOST_LISTED else first[:FIRST_LISTED])


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
