"""The ledger: what is kept of every file until all have been read, on disk, so that memory stays flat.

It decides which file of a service counts, and gives everything back in an order that rests on the content alone.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from readiness.batch.judged import Judged, Record, Rejection

_COUNTS, _EARLIER, _COPY = 0, 1, 2
"""How a file stands, as in the statements below: its service's newest, an older one, the same as another."""
_TABLES = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -16000;
CREATE TABLE record (
    identity TEXT, moment TEXT, digest BLOB, answers_digest TEXT, alphabetical TEXT, file TEXT, lines TEXT,
    said TEXT, data BLOB, standing INTEGER DEFAULT 0, earlier INTEGER DEFAULT 0
);
CREATE TABLE rejection (file TEXT, place TEXT, reason TEXT);
"""
_COLUMNS = "record.lines, record.file, identity, record.said, record.data, record.earlier"


class Service(NamedTuple):
    """A service as its newest file shows it, or in a trend as one of its files does."""

    name: str
    organisation: str
    code: str
    form: str
    cells: str
    marks: str
    file: str
    identity: str
    said: str
    data: bytes
    """The file, where it was kept."""
    earlier: int
    """How many older files of the service there are."""


class Ledger:
    """Records and rejections of one batch."""

    def __init__(self, folder: Path) -> None:
        """Opens an empty ledger in a folder of its own."""
        os.environ["SQLITE_TMPDIR"] = str(folder)  # nothing is written anywhere else, not even for a moment
        self._base = sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._base.set_progress_handler(lambda: 0, 100_000)  # so that an interruption is noticed while it sorts

    def add(self, judged: Judged) -> None:
        """Keeps records and rejections."""
        self._base.executemany(
            f"INSERT INTO record VALUES ({', '.join('?' * len(Record._fields))}, 0, 0)",  # noqa: S608  # no input in it
            judged.records,
        )
        self._base.executemany("INSERT INTO rejection VALUES (?, ?, ?)", judged.rejections)

    def settle(self) -> None:
        """Decides, once all is in, which file of each service counts: the newest. Copies count once."""
        several = self._base.execute(
            "SELECT rowid, identity, digest FROM record WHERE identity IN"
            " (SELECT identity FROM record GROUP BY identity HAVING count(*) > 1)"
            " ORDER BY identity, moment DESC, digest, file"
        )
        changes: list[tuple[int, int, int]] = []
        for _, rows in groupby(several.fetchall(), key=lambda row: row[1]):
            first, *others = [row for row, _, _ in _without_copies(rows, changes)]
            changes += [(_EARLIER, 0, row) for row in others]
            changes.append((_COUNTS, len(others), first))
        self._base.executemany("UPDATE record SET standing = ?, earlier = ? WHERE rowid = ?", changes)

    def hide_names(self) -> None:
        """Puts codes in the places of names: the services' own, or numbers that have nothing to do with the names."""
        self._base.create_function("lot", 1, lambda text: sha256(text.encode()).digest(), deterministic=True)
        self._base.create_function("hidden", 2, _hidden, deterministic=True)
        self._base.executescript(
            """
            CREATE TABLE alias AS SELECT identity, row_number() OVER (ORDER BY lot(identity)) AS number
                FROM (SELECT DISTINCT identity FROM record WHERE identity NOT GLOB 'code' || char(10) || '*');
            CREATE UNIQUE INDEX alias_of ON alias (identity);
            UPDATE record SET file = '', alphabetical = '', lines =
                hidden(lines, (SELECT number FROM alias WHERE alias.identity = record.identity));
            """
        )

    def services(self) -> Iterator[Service]:
        """The services in alphabetical order."""
        return self._services("WHERE standing = 0 ORDER BY alphabetical, record.lines, identity")

    def trends(self) -> Iterator[Service]:
        """The files of each service that has several, oldest first, services in alphabetical order."""
        newest = "SELECT identity, alphabetical, lines FROM record WHERE earlier > 0 AND standing = 0"
        return self._services(
            f"JOIN ({newest}) AS newest USING (identity) WHERE standing <> 2"
            " ORDER BY newest.alphabetical, newest.lines, identity, moment, digest DESC, file DESC"
        )

    def rejections(self) -> Iterator[Rejection]:
        """The rejections by file."""
        return map(Rejection._make, self._base.execute("SELECT * FROM rejection ORDER BY file, place, reason"))

    def copies(self) -> list[tuple[str, ...]]:
        """Files with the very same content, each group by name."""
        rows = self._base.execute(
            "SELECT digest, file FROM record WHERE digest IN"
            " (SELECT digest FROM record WHERE standing = 2) ORDER BY digest, file"
        )
        return sorted(tuple(file for _, file in group) for _, group in groupby(rows, key=lambda row: row[0]))

    def same_answers(self) -> list[tuple[str, ...]]:
        """Services whose answers are the same to the last note, under different names; each group by file."""
        rows = self._base.execute(
            "SELECT answers_digest, file FROM record WHERE standing = 0 AND answers_digest IN"
            " (SELECT answers_digest FROM record WHERE standing = 0 AND answers_digest <> ''"
            " GROUP BY answers_digest HAVING count(*) > 1) ORDER BY answers_digest, file"
        )
        return sorted(tuple(file for _, file in group) for _, group in groupby(rows, key=lambda row: row[0]))

    def count(self) -> dict[str, int]:
        """How many files count as what."""
        kinds = {"services": _COUNTS, "earlier_files": _EARLIER, "copies": _COPY}
        counted = dict(self._base.execute("SELECT standing, count(*) FROM record GROUP BY standing"))
        rejected = self._base.execute("SELECT count(*) FROM rejection").fetchone()[0]
        return {**{kind: counted.get(standing, 0) for kind, standing in kinds.items()}, "rejected": rejected}

    def rest(self) -> None:
        """Gives back the memory for what was read last."""
        self._base.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    def _services(self, which: str) -> Iterator[Service]:
        for lines, *others in self._base.execute(f"SELECT {_COLUMNS} FROM record {which}"):  # noqa: S608  # as above
            yield Service(*lines.split("\n"), *others)


def _hidden(lines: str, number: int | None) -> str:
    """A record's lines with its service's code, or else this number, for its name."""
    _, _, code, rest = lines.split("\n", 3)
    return f"{code or f'Service {number:06}'}\n\n{code}\n{rest}"


def _without_copies(
    rows: Iterable[tuple[int, str, bytes]], changes: list[tuple[int, int, int]]
) -> Iterator[tuple[int, str, bytes]]:
    """The files of one service without those that only repeat another; these are noted as copies."""
    seen = set()
    for row in rows:
        if row[2] in seen:
            changes.append((_COPY, 0, row[0]))
        else:
            seen.add(row[2])
            yield row
