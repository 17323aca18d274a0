"""The services that the report names: drawn for visits, with flags, or all of them if they are few."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from readiness.batch.namesakes import APART_IN_SQL
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.worklist import REASONS, Why, reason_in_sql
from scoring.rubric import DECISIONS, Decision

MOST_LISTED: Final = 350
"""The longest list of services that the report shows in full; the tables always have all."""
FIRST_LISTED: Final = 60
"""How many services of a longer list the report shows; each page of a PDF takes 6 MB of memory to make."""


class Service(NamedTuple):
    """A service as its newest file shows it."""

    name: str
    """Its name, or a code or number if names are hidden. Like the next three, empty if there is none."""
    apart: str
    """What tells it apart from others with this name."""
    organisation: str
    code: str
    form: str
    date: date | None
    flags: tuple[str, ...]
    decisions: tuple[Decision, ...]
    """One for each stage that is decided on."""
    why: Why | None
    """Why the service is on the worklist, if it is."""
    unanswered: int
    """Questions that are not answered."""


@dataclass(frozen=True)
class NamedServices:
    """What the report and the summary say about single services, in alphabetical order."""

    drawn: tuple[Service, ...]
    """Services for a visit, drawn at random: from the worklist as far as it goes."""
    flagged_services: int
    """How many services have flags."""
    flagged_not_drawn: int
    """How many of them are not among the services for a visit."""
    listed: tuple[Service, ...]
    """All services; of a long list the first ones only."""


def named_services(request: BatchRequest, store: Store) -> NamedServices:
    """The services to name; those for visits are drawn with the seed, first from the worklist, then from all."""
    query = _service_query(request)
    reason = reason_in_sql(request.instrument, request.as_of)
    lots = f"SELECT rowid FROM service ORDER BY {reason}, sha256(? || identity) LIMIT ?"
    of_lots = f"{request.seed}\n", request.visits
    ((flagged, not_drawn),) = store.rows(
        f"SELECT count(*), count(*) FILTER (rowid NOT IN ({lots})) FROM service WHERE flags > 0", of_lots
    )
    return NamedServices(
        drawn=_services(store, f"{query} WHERE rowid IN ({lots})", *of_lots),
        flagged_services=flagged,
        flagged_not_drawn=not_drawn,
        listed=_services(store, f"{query} LIMIT ?", _shown(store.counts.services)),
    )


def _service_query(request: BatchRequest) -> str:
    instrument = request.instrument
    decisions = ", ".join(f"decision{number}" for number, _ in enumerate(instrument.rubric.decided_stages))
    return (
        f"SELECT name, {APART_IN_SQL}, organisation, code, form, moment::DATE,"
        " (SELECT words FROM flag_words WHERE flag_words.flags = service.flags),"
        f" [{decisions}], {reason_in_sql(instrument, request.as_of)} AS reason, unanswered FROM service"
    )


def _services(store: Store, query: str, *parameters: object) -> tuple[Service, ...]:
    return tuple(
        Service(
            name,
            apart,
            organisation,
            code,
            form,
            day,
            tuple(flags.split()),
            tuple(DECISIONS[each] for each in decisions),
            REASONS[reason] if reason < len(REASONS) else None,
            unanswered,
        )
        for name, apart, organisation, code, form, day, flags, decisions, reason, unanswered in store.rows(
            query, parameters
        )
    )


def _shown(services: int) -> int:
    """How many services of a list the report shows."""
    return services if services <= MOST_LISTED else FIRST_LISTED
