"""Reading a ledger in which all is settled, in an order that rests on the content alone.

Any process may read it, and several at once.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice, starmap
from pathlib import Path
from typing import Any, NamedTuple

from readiness.batch.judged import Rejection

COUNTS, EARLIER, COPY = 0, 1, 2
"""How a file stands: its service's newest, an older one, the same as another."""
_AT_ONCE = 4096
_NO_TEXT, _NO_BYTES = "''", "x''"
_COLUMNS = "record.lines, file, record.earlier, identity"
_SERVICES = "WHERE standing = 0 ORDER BY alphabetical, lines, digest"


class Service(NamedTuple):
    """A service as its newest file shows it, or in a trend as one of its files does."""

    lines: str
    """As in a record, like its file and its identity."""
    file: str
    earlier: int
    """How many older files of the service there are."""
    identity: str
    said: str = ""
    """What was written and ticked, where it is asked for."""
    data: bytes = b""
    """The file, where it is asked for."""

    @property
    def name(self) -> str:
        """Its name, or what stands for it; empty where it has none."""
        return self.lines.split("\n", 1)[0]

    @property
    def organisation(self) -> str:
        """The organisation that it belongs to; empty where none is said."""
        return self.lines.split("\n", 2)[1]

    @property
    def code(self) -> str:
        """Its code in the organisation; empty where it has none."""
        return self.lines.split("\n", 3)[2]

    @property
    def date(self) -> str:
        """The day of its file; empty where none is said."""
        return self.lines.split("\n", 4)[3]

    @property
    def cells(self) -> list[str]:
        """Its cells in the table of results, from the date to the flags."""
        return ",".join(self.lines.split("\n")[3:-1]).split(",")

    @property
    def flags(self) -> str:
        """Its flags, divided by spaces."""
        return self.lines.rsplit("\n", 2)[1]

    @property
    def form(self) -> str:
        """Which questions were asked: `full` or `short`."""
        return self.lines.split("\n", 5)[4]

    @property
    def marks(self) -> str:
        """A mark for each question of the questionnaire."""
        return self.lines.rpartition("\n")[2]


Row = tuple[str, str, int, str]
"""What a `Service` is made of, without what was said and the file."""


@dataclass(frozen=True)
class SettledLedger:
    """What is kept of every file, to read.

    Attributes:
        path: where it is.
        counted: how many files count as what: `services`, `earlier_files`, `copies` or `rejected`.
    """

    path: Path
    counted: dict[str, int]

    def rows(self) -> Iterator[Row]:
        """The services in alphabetical order, for those who have to pass all and need few: a `Service` takes time."""
        return self._rows(f"SELECT {_COLUMNS} FROM record {_SERVICES}")  # noqa: S608  # no input in it

    def services(self, *, said: bool = False, data: bool = False) -> Iterator[Service]:
        """The services in alphabetical order, with what was said in their answers and with their files if asked for."""
        if not said and not data:
            yield from starmap(Service, self.rows())
            return
        more = f"{'said' if said else _NO_TEXT}, {'data' if data else _NO_BYTES}"
        one = f"SELECT {_COLUMNS}, {more} FROM record WHERE rowid = ?"  # noqa: S608  # as above
        with self._opened() as base:  # to sort texts of any length takes memory for many of them
            for number in base.execute(f"SELECT rowid FROM record {_SERVICES}"):  # noqa: S608  # as above
                yield Service._make(base.execute(one, number).fetchone())

    def trends(self) -> Iterator[Service]:
        """The files of each service that has several, oldest first, services in alphabetical order."""
        newest = "SELECT identity, alphabetical, lines FROM record WHERE earlier > 0 AND standing = 0"
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM record JOIN ({newest}) AS newest USING (identity) WHERE standing <> 2"  # noqa: S608
            " ORDER BY newest.alphabetical, newest.lines, identity, moment, digest DESC, file DESC"
        )
        return starmap(Service, rows)

    def lines(self) -> Iterator[list[str]]:
        """The lines of the services in any order, some thousands of services at a time."""
        rows = self._rows("SELECT lines FROM record WHERE standing = 0")
        while some := [lines for (lines,) in islice(rows, _AT_ONCE)]:
            yield some

    def rejections(self) -> Iterator[Rejection]:
        """The rejections by file."""
        return map(Rejection._make, self._rows("SELECT * FROM rejection ORDER BY file, place, reason"))

    def copies(self) -> list[tuple[str, ...]]:
        """Files with the very same content, each group by name."""
        rows = self._rows(
            "SELECT digest, file FROM record WHERE digest IN"
            " (SELECT digest FROM record WHERE standing = 2) ORDER BY digest, file"
        )
        return sorted(tuple(file for _, file in group) for _, group in groupby(rows, key=lambda row: row[0]))

    def same_answers(self) -> list[tuple[str, ...]]:
        """Services whose answers are the same to the last note, under different names; each group by file."""
        rows = self._rows(
            "SELECT answers_digest, file FROM record WHERE standing = 0 AND answers_digest IN"
            " (SELECT answers_digest FROM record WHERE standing = 0 AND answers_digest <> ''"
            " GROUP BY answers_digest HAVING count(*) > 1) ORDER BY answers_digest, file"
        )
        return sorted(tuple(file for _, file in group) for _, group in groupby(rows, key=lambda row: row[0]))

    def _rows(self, statement: str) -> Iterator[tuple[Any, ...]]:
        with self._opened() as base:
            yield from base.execute(statement)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        base = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            base.set_progress_handler(lambda: 0, 100_000)  # so that an interruption is noticed while it sorts
            base.execute("PRAGMA temp_store = FILE")
            base.execute("PRAGMA cache_size = -16000")
            yield base
        finally:
            base.close()
