"""The finished database of a batch (DuckDB, on disk), opened for reading with SQL.

- `service`: the file of each service that counts, in alphabetical order: the columns of `judge`, `earlier_files`, and
  where in the file `KEPT` its words and its whole content are.
- `several`: the files of services that sent several, each service's oldest first and one of each date and time, without
  copies and other views, and without files that have no date or one from a clock that was ahead; `service` is the
  position of the service in `service`. `in_trend` has the same files by their `id`.
- `other_view`: the files of other people about a service whose next newer file is of the same weeks, and one person's
  answers from a workshop.
- `likely_same`: groups of services that may be one: their `files`, `names` and `codes`, and their `organisations` if
  these differ.
- `faulty_record`: the records of actions that belong to answer files that count but cannot be used, and why.
- `sent`: every answer file, where its content is kept: its codes, the path of its record of actions, and where in
  `KEPT` both are.
- `filed`: the files that may be unclear, such as those of services that sent several, and copies: `rank` is 1 for the
  one that counts and 0 for a copy or a file given twice, and `kind` says why each of the others does not count.
- `rejected`: `file`, `place` and `reason`.
- `not_used`: `file`, `what` it is and `what_to_do`; older files of services and copies are there too.
- `same`: groups of `files` that have the same `what`: `content`, or, of different services, `answers`; `names` are
  those of their services, and `apart` is what tells services with the same name apart.
- `namesake`: what tells a `service` apart from others with the same name.
- `flag_words`: the flags that a number in a column `flags` stands for.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb

from readiness.batch.interruption import check_interrupted

KEPT: Final = "kept"
"""The name of the file that holds what was written in each answer file, and the answer files themselves if wanted."""
_MEMORY_TO_BUILD: Final = "128MB"
_MEMORY_TO_READ: Final = "80MB"
"""Less, as several processes read at once."""
_ROWS_TOGETHER: Final = 2048
"""How many rows the database has in memory at once."""


class Counts(NamedTuple):
    """How many of the files that were found are counted, not used and rejected; every file is one of these."""

    services: int
    """Each is counted by one file."""
    not_used: dict[str, int]
    """By what they are, the most frequent first."""
    rejected: int

    @property
    def all_not_used(self) -> int:
        """Files that are not used, whatever they are."""
        return sum(self.not_used.values())

    @property
    def found(self) -> int:
        """Everything that was found."""
        return self.services + self.all_not_used + self.rejected


class Store:
    """The database of all services; several processes can open it at once."""

    def __init__(self, folder: Path) -> None:
        """Opens what `database_builder` has written into a folder."""
        self.folder = folder
        self._database = connected(folder, read_only=True)
        self._kept = (folder / KEPT).open("rb", buffering=0)
        ((services, rejected),) = self.rows("SELECT (SELECT count(*) FROM service), (SELECT count(*) FROM rejected)")
        not_used = self.rows("SELECT what, count(*) AS number FROM not_used GROUP BY what ORDER BY number DESC, what")
        self.counts = Counts(services, dict(not_used), rejected)

    def close(self) -> None:
        """Closes the files."""
        self._kept.close()
        self._database.close()

    def interrupt(self) -> None:
        """Ends the query for a table that another thread is writing."""
        self._database.interrupt()

    def rows(self, query: str, parameters: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a query gives, some thousands at a time."""
        with disk_full_as_os_error():
            cursor = self._database.cursor()
            cursor.execute("USE sheets").execute(query, parameters)
            while some := cursor.fetchmany(4096):
                yield from some

    def write_csv(self, path: Path, names: Sequence[str], query: str) -> None:
        """Writes the rows of a query as UTF-8 with a byte-order mark, which Excel needs."""
        check_interrupted()
        part = self.folder / "part.csv"
        with disk_full_as_os_error():
            self._database.execute(f"COPY ({query}) TO {quoted(part)} (FORMAT csv, HEADER false, NEW_LINE '\\r\\n')")
        with path.open("wb") as table, part.open("rb") as rows:
            table.write(f"\ufeff{','.join(names)}\r\n".encode())
            shutil.copyfileobj(rows, table, 1 << 20)
        part.unlink()

    def write_parquet(self, path: Path, query: str) -> None:
        """Writes the rows of a query as Parquet."""
        check_interrupted()
        with disk_full_as_os_error():
            self._database.execute(
                f"COPY ({query}) TO {quoted(path)} (FORMAT parquet, ROW_GROUP_SIZE {_ROWS_TOGETHER})"
            )

    def write_rows_as_parquet(self, path: Path, select: str, columns: Iterator[dict[str, Any]]) -> None:
        """Writes rows that come as arrays as Parquet. What does not fit in memory waits in the folder of the database.

        Args:
            path: where to write them.
            select: what each row becomes, as SQL up to `FROM`.
            columns: the arrays of some rows at a time, by the name of their column.
        """
        table = "waiting_rows"
        with disk_full_as_os_error():
            for number, some in enumerate(columns):
                check_interrupted()
                self._database.register("coming", some)
                how = f"INSERT INTO {table}" if number else f"CREATE TEMP TABLE {table} AS"
                self._database.execute(f"{how} {select} FROM coming")
            self.write_parquet(path, f"FROM {table}")
            self._database.execute(f"DROP TABLE {table}")

    def kept(self, offset: int, size: int) -> bytes:
        """Bytes of the file `KEPT`."""
        self._kept.seek(offset)
        return self._kept.read(size)


def connected(folder: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the database in a folder. Nothing is written anywhere else, and nothing is fetched."""
    database = duckdb.connect(config=_config(folder, _MEMORY_TO_READ if read_only else _MEMORY_TO_BUILD))
    options = "READ_ONLY" if read_only else f"ROW_GROUP_SIZE {_ROWS_TOGETHER}"
    with disk_full_as_os_error():
        database.execute(f"ATTACH {quoted(folder / 'sheets.duckdb')} AS sheets ({options}); USE sheets")
    return database


def _config(folder: Path, memory: str) -> dict[str, Any]:
    return {
        "memory_limit": memory,
        "temp_directory": str(folder / f"temporary-{os.getpid()}"),
        "checkpoint_threshold": "1GB",  # compressing on the way takes longer than writing
        "threads": 1,  # the order of rows, and so the bytes of every table, must not vary
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


@contextmanager
def disk_full_as_os_error() -> Iterator[None]:
    """Turns the database's own errors about a full disk into the usual OSError.

    Raises:
        OSError: the disk is full.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def quoted(text: object) -> str:
    """A text, or the text of a path, as SQL."""
    return "'" + str(text).replace("'", "''") + "'"
