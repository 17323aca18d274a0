"""Trends: where services that sent files of several dates stood on the first of them, and where they stand now.

Files of a full and of a short form are never compared: a trend is that of the form that the newest file has.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, NamedTuple

from readiness.batch.columns import Columns
from readiness.batch.settled import Service
from scoring.instrument import Instrument

Direction = Literal["up", "same", "down"]

FEWEST_FOR_COUNT: Final = 5
"""With fewer services a count of how many rose would show single ones."""
MOST_LISTED: Final = 100
"""Services of one form that the report lists in full; of more it lists the first, and `trends.csv` has all."""
FIRST_LISTED: Final = 30


class Change(NamedTuple):
    """A domain's score then and now, from 0 to 100; None where there was or is none."""

    before: float | None
    now: float | None

    @property
    def direction(self) -> Direction | None:
        """Which way it went; None where there is nothing to compare."""
        if self.before is None or self.now is None:
            return None
        return "same" if self.before == self.now else "up" if self.now > self.before else "down"


@dataclass(frozen=True)
class Trend:
    """One service, then and now."""

    service: Service
    """As its newest file shows it."""
    first: date
    """The day of the first file of the newest one's form."""
    newest: date
    days: int
    """How many days there are files of, these two among them."""
    changes: tuple[Change, ...]
    """Of each domain, in questionnaire order."""


@dataclass(frozen=True)
class DomainTrend:
    """How many services a domain went up, stayed or went down in."""

    id: str
    title: str
    directions: dict[Direction, int]
    scored: int
    """Services with a score then and now."""

    @property
    def is_shown(self) -> bool:
        """Whether there are so many services that the count shows no single one."""
        return self.scored >= FEWEST_FOR_COUNT


@dataclass(frozen=True)
class FormTrends:
    """All services with a trend in one form."""

    form: str
    services: int
    domains: tuple[DomainTrend, ...]
    listed: tuple[Trend, ...]
    """The first so many in alphabetical order."""


@dataclass(frozen=True)
class Trends:
    """What the report and the summary say of trends."""

    forms: tuple[FormTrends, ...] = ()
    not_compared: int = 0
    """Services with several files, of which no two are of different days and of the newest one's form."""


@dataclass
class _Form:
    """What is counted of one form so far."""

    services: int = 0
    directions: list[dict[Direction, int]] = field(default_factory=list)
    listed: list[Trend] = field(default_factory=list)


class _Seen(NamedTuple):
    """What is kept of a service's files of one form while they pass by."""

    first: Service
    newest: Service
    days: int


class TrendCounter:
    """Counts the files of services that sent several, as they pass by: service by service, oldest first."""

    def __init__(self, instrument: Instrument, columns: Columns) -> None:
        """Prepares the counting."""
        self._domains = instrument.questionnaire.domains
        names = columns.names[3:]  # the cells begin with the date
        self._positions = [names.index(f"{domain.id}_score") for domain in self._domains]
        self._forms = {form: _Form(directions=[_nothing() for _ in self._domains]) for form in ("full", "short")}
        self._not_compared = 0
        self._seen: dict[str, _Seen] = {}
        self._last: Service | None = None

    def add(self, file: Service) -> None:
        """Counts one file of a service."""
        if self._last and self._last.identity != file.identity:
            self._settle(self._last)
        self._last = file
        if not file.date:
            return
        seen = self._seen.get(file.form)
        if seen is None:
            self._seen[file.form] = _Seen(file, file, 1)
        else:
            self._seen[file.form] = _Seen(seen.first, file, seen.days + (file.date != seen.newest.date))

    def trends(self) -> Trends:
        """What was counted."""
        if self._last:
            self._settle(self._last)
            self._last = None
        forms = tuple(self._form(form, counted) for form, counted in self._forms.items() if counted.services)
        return Trends(forms, self._not_compared)

    def _settle(self, newest: Service) -> None:
        """Counts the service whose last file has passed by."""
        seen = self._seen.get(newest.form)
        self._seen = {}
        if seen is None or seen.days == 1:
            self._not_compared += 1
            return
        then, now = seen.first.cells, seen.newest.cells
        changes = tuple(Change(_score(then[place]), _score(now[place])) for place in self._positions)
        counted = self._forms[newest.form]
        counted.services += 1
        for directions, change in zip(counted.directions, changes, strict=True):
            if change.direction:
                directions[change.direction] += 1
        if len(counted.listed) < MOST_LISTED:
            first, last = (date.fromisoformat(file.date) for file in (seen.first, seen.newest))
            counted.listed.append(Trend(newest, first, last, seen.days, changes))

    def _form(self, form: str, counted: _Form) -> FormTrends:
        domains = tuple(
            DomainTrend(domain.id, domain.title, directions, sum(directions.values()))
            for domain, directions in zip(self._domains, counted.directions, strict=True)
        )
        listed = counted.listed if counted.services <= MOST_LISTED else counted.listed[:FIRST_LISTED]
        return FormTrends(form, counted.services, domains, tuple(listed))


def _nothing() -> dict[Direction, int]:
    return {"up": 0, "same": 0, "down": 0}


def _score(cell: str) -> float | None:
    return float(cell) if cell else None
