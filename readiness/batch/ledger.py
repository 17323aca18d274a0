"""The ledger: what is kept of every file until all have been read, on disk, so that memory stays flat.

It decides which file of a service counts.
"""

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from readiness.batch.judged import RECORD, Judged
from readiness.batch.settled import COPY, COUNTS, EARLIER, SettledLedger

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
_AT_ONCE = 200_000
"""Numbers that are held in memory; a million of them would take 70 MB."""


class Ledger:
    """Records and rejections of one batch."""

    def __init__(self, folder: Path) -> None:
        """Opens an empty ledger in a folder of its own."""
        os.environ["SQLITE_TMPDIR"] = str(folder)  # nothing is written anywhere else, not even for a moment
        self._path = folder / "ledger.sqlite"
        self._base = sqlite3.connect(self._path, isolation_level=None)
        self._base.executescript(_TABLES)
        self._base.execute("BEGIN")
        self._base.set_progress_handler(lambda: 0, 100_000)  # so that an interruption is noticed while it sorts
        self._identities = array("q")
        self._counted = dict.fromkeys(("services", "earlier_files", "copies", "rejected"), 0)

    def add(self, judged: Judged) -> None:
        """Keeps records and rejections."""
        self._base.executemany(
            f"INSERT INTO record VALUES ({', '.join('?' * len(RECORD))}, 0, 0)",  # noqa: S608  # no input in it
            judged.records,
        )
        self._identities.extend(map(hash, map(itemgetter(0), judged.records)))
        self._base.executemany("INSERT INTO rejection VALUES (?, ?, ?)", judged.rejections)
        self._counted["rejected"] += len(judged.rejections)

    def settled(self, *, names: bool) -> SettledLedger:
        """The ledger to read, once all is in; nothing can be added any more.

        Args:
            names: whether services are named; otherwise they get codes.
        """
        self._settle()
        if not names:
            self._hide_names()
        self._base.execute("COMMIT")
        self.close()
        return SettledLedger(self._path, self._counted)

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    def _settle(self) -> None:
        """Decides which file of each service counts: the newest. Copies count once."""
        self._base.execute("CREATE TABLE several (number INTEGER PRIMARY KEY)")
        self._base.executemany("INSERT INTO several VALUES (?)", self._of_the_same())
        several = self._base.execute(
            "SELECT number, identity, digest FROM several JOIN record ON record.rowid = number"
            " ORDER BY identity, moment DESC, digest, file"
        )
        changes: list[tuple[int, int, int]] = []
        for _, rows in groupby(several.fetchall(), key=lambda row: row[1]):
            first, *others = [row for row, _, _ in _without_copies(rows, changes)]
            changes += [(EARLIER, 0, row) for row in others]
            changes.append((COUNTS, len(others), first))
        self._base.executemany("UPDATE record SET standing = ?, earlier = ? WHERE rowid = ?", changes)
        for kind, standing in (("earlier_files", EARLIER), ("copies", COPY)):
            self._counted[kind] = sum(change[0] == standing for change in changes)
        self._counted["services"] = len(self._identities) - self._counted["earlier_files"] - self._counted["copies"]

    def _of_the_same(self) -> Iterator[tuple[int]]:
        """The numbers of records whose service has others too; hardly ever of one whose identity's hash is another's.

        SQLite takes ten times as long to find them.
        """
        several: set[int] = set()
        parts = 1 + len(self._identities) // _AT_ONCE
        for part in range(parts):
            seen: set[int] = set()
            for identity in self._identities:
                if identity in seen:
                    several.add(identity)
                elif identity % parts == part:
                    seen.add(identity)
        return ((number,) for number, identity in enumerate(self._identities, 1) if identity in several)

    def _hide_names(self) -> None:
        """Puts codes in the places of names: the services' own, or numbers that have nothing to do with the names."""
        self._base.create_function("lot", 1, lambda text: sha256(text.encode()).digest(), deterministic=True)
        self._base.create_function("hidden", 2, _hidden, deterministic=True)
        self._base.executescript(
            """
            CREATE TABLE alias AS SELECT identity, row_number() OVER (ORDER BY lot(identity)) AS number
                FROM (SELECT DISTINCT identity FROM record WHERE identity NOT GLOB 'code' || char(10) || '*');
            CREATE UNIQUE INDEX alias_of ON alias (identity);
            BEGIN;
            UPDATE record SET file = '', alphabetical = '', lines =
                hidden(lines, (SELECT number FROM alias WHERE alias.identity = record.identity));
            """
        )


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
            changes.append((COPY, 0, row[0]))
        else:
            seen.add(row[2])
            yield row
