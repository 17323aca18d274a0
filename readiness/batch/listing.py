"""The services that the report names: drawn for visits, with flags, or all of them where they are few."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, starmap
from typing import Final
from zlib import crc32

from readiness.batch.columns import Columns
from readiness.batch.settled import Row, Service
from readiness.batch.trends import TrendCounter, Trends
from scoring.instrument import Instrument

MOST_LISTED: Final = 350
"""Services of a list that the report has in full; of a longer one it has the first, and the tables have all."""
FIRST_LISTED: Final = 60
"""How many that are; each page of a PDF takes 6 MB of memory to make."""
_PRIME: Final = 2**127 - 1


@dataclass(frozen=True)
class Listing:
    """What the report and the summary say of single services."""

    drawn: tuple[Service, ...]
    """Services for a visit, drawn at random."""
    flagged: tuple[Service, ...]
    """Services with flags, the first so many in alphabetical order."""
    flagged_services: int
    listed: tuple[Service, ...]
    """All services, the first so many in alphabetical order."""
    trends: Trends


class Lister:
    """Takes down services as they pass by in alphabetical order."""

    def __init__(self, instrument: Instrument, columns: Columns, *, seed: int, visits: int) -> None:
        """Prepares the listing.

        Args:
            instrument: the questionnaire and the rubric.
            columns: those of the table of results.
            seed: decides which services are drawn for a visit, whatever their order.
            visits: how many are drawn.
        """
        self._visits = visits
        chance = sha256(str(seed).encode()).digest()
        self._factor, self._start = (int.from_bytes(half, "big") for half in (chance[:16], chance[16:]))
        self._seen = self._flagged_services = 0
        self._drawn: list[tuple[int, int, Row]] = []
        self._flagged: list[Service] = []
        self._listed: list[Service] = []
        self._trends = TrendCounter(instrument, columns)

    def add(self, services: Sequence[Row]) -> None:
        """Takes down those of some services that are to be listed or drawn."""
        self._listed += starmap(Service, services[: MOST_LISTED - len(self._listed)])
        flagged = [row for row in services if row[0].rsplit("\n", 2)[1]]  # before the marks, which stand last
        self._flagged += starmap(Service, flagged[: MOST_LISTED - len(self._flagged)])
        self._flagged_services += len(flagged)
        lots = ((self._lot(row[3]), at, row) for at, row in enumerate(services, self._seen))
        self._drawn = heapq.nsmallest(self._visits, chain(self._drawn, lots))
        self._seen += len(services)

    def follow(self, files: Sequence[Service]) -> None:
        """Counts some files of services that sent several, service by service, oldest first."""
        for file in files:
            self._trends.add(file)

    def listing(self) -> Listing:
        """What was taken down."""
        return Listing(
            drawn=tuple(Service(*row) for _, _, row in sorted(self._drawn, key=lambda entry: entry[1])),
            flagged=_first(self._flagged, self._flagged_services),
            flagged_services=self._flagged_services,
            listed=_first(self._listed, self._seen),
            trends=self._trends.trends(),
        )

    def _lot(self, identity: str) -> int:
        """What decides whether a service is drawn: as likely low for any of them, the same for all its files."""
        number = crc32(identity.encode("utf-8", "surrogatepass"))
        return (self._factor * number + self._start) % _PRIME


def _first(services: list[Service], number: int) -> tuple[Service, ...]:
    """What the report lists of so many services, of which these are the first."""
    return tuple(services if number <= MOST_LISTED else services[:FIRST_LISTED])
