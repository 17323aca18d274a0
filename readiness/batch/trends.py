"""Trends: where services with files of several dates were on the first of them, and where they are now.

Files of a full and of a short form are never compared: a trend is that of the form that the newest file has.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from questionnaires.answers import FORMS, Form
from readiness.batch.changes import ANSWER_NAMES
from readiness.batch.namesakes import APART_IN_SQL
from readiness.batch.store import Store
from scoring.domains import NONE
from scoring.instrument import Instrument
from scoring.rubric import DECISIONS, Decision

Direction = Literal["up", "same", "down"]

FEWEST_POINTS: Final = 5
"""A score that differs by less counts as the same; a single answer at another level changes it by about as much."""
FEWEST_FOR_COUNT: Final = 5
"""The fewest services in a count of how many rose; with fewer it would give away single ones."""
MOST_LISTED: Final = 100
"""The longest list of services of one form that the report shows in full; `trends.csv` always has all."""
FIRST_LISTED: Final = 30
"""How many services of a longer list the report shows."""


class Change(NamedTuple):
    """A domain's score then and now, from 0 to 100; None if there was or is none."""

    before: float | None
    now: float | None

    @property
    def direction(self) -> Direction | None:
        """Whether the score rose, stayed or fell, a few points aside; None if either is missing."""
        if self.before is None or self.now is None:
            return None
        if abs(self.now - self.before) < FEWEST_POINTS:
            return "same"
        return "up" if self.now > self.before else "down"


class DecisionChange(NamedTuple):
    """A stage whose decision is different now."""

    stage: str
    """The stage's title."""
    before: Decision
    now: Decision


@dataclass(frozen=True)
class Trend:
    """One service, then and now."""

    name: str
    """The service's name, or a code or number if names are hidden."""
    apart: str
    """What tells it apart from others with this name; empty if none has it."""
    first: date
    """The day of the first file of the newest one's form."""
    newest: date
    days: int
    """The number of days that there is a file for, with these two."""
    decisions: tuple[DecisionChange, ...]
    """Decisions that are different now, in order of time."""
    essentials: tuple[str, ...]
    """Essentials whose answer is different now, such as `a shared aim for peer support 0 → 2`."""
    changes: tuple[Change, ...]
    """The scores of each domain, in questionnaire order."""


@dataclass(frozen=True)
class DomainTrend:
    """How many services rose, stayed or fell in one domain."""

    id: str
    title: str
    directions: Counter[Direction]
    scored: int
    """Services with a score then and now."""

    @property
    def is_shown(self) -> bool:
        """Whether there are enough services for the count not to give single ones away."""
        return self.scored >= FEWEST_FOR_COUNT


@dataclass(frozen=True)
class FormTrends:
    """All services with a trend in one form."""

    form: Form
    services: int
    domains: tuple[DomainTrend, ...]
    listed: tuple[Trend, ...]
    """In alphabetical order; of a long list the first ones only."""


@dataclass(frozen=True)
class Trends:
    """What the report and the summary say about trends."""

    forms: tuple[FormTrends, ...] = ()
    not_compared: int = 0
    """Services with several files that cannot be compared: no two have different days and the form of the newest."""


def trends_of(instrument: Instrument, store: Store) -> Trends:
    """Where services were on the first of several days, and where they are now."""
    ((several,),) = store.rows("SELECT count(*) FROM service WHERE earlier_files > 0")
    forms = [_form(instrument, store, form) for form in FORMS]
    compared = tuple(form for form in forms if form.services)
    return Trends(compared, several - sum(form.services for form in compared))


def _form(instrument: Instrument, store: Store, form: Form) -> FormTrends:
    domains = instrument.questionnaire.domains
    then_and_now = ("first", "last")
    scores = ", ".join(
        f"nullif({which}(score{number} ORDER BY position), {NONE}) / 10"
        for number in range(len(domains))
        for which in then_and_now
    )
    decisions = ", ".join(
        f"[{', '.join(f'{which}(decision{number} ORDER BY position)' for number in _stages(instrument))}]"
        for which in then_and_now
    )
    codes = ", ".join(f"{which}(codes ORDER BY position)" for which in then_and_now)
    compared = store.rows(
        "SELECT any_value(newest_name), any_value(apart), min(moment)::DATE, max(moment)::DATE,"
        " count(DISTINCT moment::DATE) AS days,"
        f" {decisions}, {codes}, {scores} FROM (SELECT *, rowid AS position FROM several)"
        f" JOIN (SELECT rowid AS service, name AS newest_name, {APART_IN_SQL} AS apart, form AS newest_form"
        " FROM service) USING (service)"
        " WHERE form = ? AND newest_form = ?"
        " GROUP BY service HAVING days > 1 ORDER BY service",
        [form, form],
    )
    services = 0
    directions = [Counter[Direction]({"up": 0, "same": 0, "down": 0}) for _domain in domains]
    listed: list[Trend] = []
    for name, apart, first, newest, days, then, now, codes_then, codes_now, *values in compared:
        services += 1
        changes = tuple(map(Change, values[::2], values[1::2]))
        for counts, change in zip(directions, changes, strict=True):
            if change.direction:
                counts[change.direction] += 1
        if len(listed) < MOST_LISTED:
            moved = _decisions(instrument, then, now), _essentials(instrument, codes_then, codes_now)
            listed.append(Trend(name, apart, first, newest, days, *moved, changes))
    return FormTrends(
        form,
        services,
        tuple(
            DomainTrend(domain.id, domain.title, counts, counts.total())
            for domain, counts in zip(domains, directions, strict=True)
        ),
        tuple(listed if services <= MOST_LISTED else listed[:FIRST_LISTED]),
    )


def _stages(instrument: Instrument) -> range:
    return range(len(instrument.rubric.decided_stages))


def _decisions(instrument: Instrument, then: Sequence[int], now: Sequence[int]) -> tuple[DecisionChange, ...]:
    """The decisions that are different, given by their positions for each stage."""
    return tuple(
        DecisionChange(stage.title, DECISIONS[before], DECISIONS[after])
        for stage, before, after in zip(instrument.rubric.decided_stages, then, now, strict=True)
        if before != after
    )


def _essentials(instrument: Instrument, then: str, now: str) -> tuple[str, ...]:
    """The essentials whose answers are different, given by a code for each question, in words."""
    questions = instrument.questionnaire.questions
    return tuple(
        f"{questions[row.question].topic} {ANSWER_NAMES[int(before)]} → {ANSWER_NAMES[int(after)]}"
        for row, before, after in zip(instrument.rubric.criteria, then, now, strict=True)
        if row.essential and before != after
    )
