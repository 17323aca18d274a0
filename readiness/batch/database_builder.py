"""Builds the database of a batch: a row for each file first, then the file of each service that counts, in SQL."""

from pathlib import Path
from typing import Final

import numpy as np

from readiness.batch.arrays import Arrays, texts_of
from readiness.batch.file_ranking import FILED, IN_TREND, PLAIN, RANKS, VIEWS
from readiness.batch.judge import Judged
from readiness.batch.name_key import NameKey
from readiness.batch.namesakes import APART_IN_SQL, NAMESAKES
from readiness.batch.not_used import AFTER_THE_DAY_GIVEN, NOT_THE_NEWEST, RECORD, RECORD_READ, NotUsed, Rejection
from readiness.batch.store import KEPT, Store, connected, disk_full_as_os_error
from scoring.instrument import Instrument

_ROWS_AT_ONCE: Final = 8192
_TYPES: Final = {
    "object": "VARCHAR",
    "datetime64[s]": "TIMESTAMP",
    "int16": "SMALLINT",
    "int64": "BIGINT",
    "uint64": "UBIGINT",
}
"""The database type of each NumPy type."""

_LIKELY_SAME: Final = """
CREATE TABLE likely_same AS
WITH named AS (
    SELECT sheet.*, letters(alphabetical) AS letters
    FROM sheet LEFT JOIN rank USING (id) WHERE coalesce(rank, 1) = 1 AND name <> ''
),
counting AS MATERIALIZED (
    SELECT code, file, name, organisation AS typed, lower(code) AS one_code, plain(lower(code)) AS plain_code,
        replace(split_part(identity, chr(10), 2), ' ', '') AS organisation,
        plain(split_part(identity, chr(10), 2)) AS plain_organisation, plain(alphabetical) AS plain
    FROM named WHERE letters IN (SELECT letters FROM named GROUP BY letters HAVING count(*) > 1)
),
alike AS (
    SELECT *, bool_or(code = '') OVER (PARTITION BY organisation, plain) AS any_without FROM counting
)
SELECT list(file ORDER BY file) AS files, list(name ORDER BY file) AS names, list(code ORDER BY file) AS codes,
    NULL AS organisations
FROM alike GROUP BY organisation, plain, CASE WHEN NOT any_without THEN plain_code END HAVING count(*) > 1
UNION ALL
SELECT list(file ORDER BY file), list(name ORDER BY file), list(code ORDER BY file), list(typed ORDER BY file)
FROM counting GROUP BY plain, one_code, CASE WHEN code = '' THEN plain_organisation END
HAVING count(DISTINCT organisation) > 1
"""
"""Services of one organisation whose names differ only in details such as case, spaces, hyphens, "The" or "&".

Their codes differ only so too, or one of them has none. With `organisations`: services with the same name and code of
several organisations, or of none; or with the same name, no code, and organisations that differ only in such details.
"""

_FAULTY_RECORDS: Final = """
CREATE TABLE faulty_record AS
SELECT record_file AS file, name, record_fault FROM sheet LEFT JOIN rank USING (id)
WHERE record_fault <> '' AND coalesce(rank, 1) = 1
"""

_RECORDS_READ: Final = """
WITH read AS (
    SELECT record_file FROM sheet LEFT JOIN rank USING (id)
    WHERE actions_done >= 0 AND coalesce(rank, 1) = 1
)
UPDATE not_used SET what = ($1)[1 + (file IN (FROM read))::INTEGER],
    what_to_do = ($2)[1 + (file IN (FROM read))::INTEGER]
WHERE list_contains($1, what)
"""
"""Tells the records of actions that were read with an answer file that counts from all others."""

_SENT: Final = """
CREATE TABLE sent AS
SELECT file, record_file, codes, data_offset, data_size, record_offset, record_size
FROM sheet WHERE data_size > 0 ORDER BY file
"""

_NOT_THE_NEWEST: Final = """
INSERT INTO not_used SELECT file, ($2)[list_position($1, kind)], ($3)[list_position($1, kind)]
FROM filed WHERE kind <> 'counts'
"""

_SERVICES: Final = """
CREATE TABLE service AS
SELECT sheet.*, coalesce(earlier_files, 0) AS earlier_files
FROM sheet LEFT JOIN rank USING (id) LEFT JOIN in_trend USING (id)
WHERE coalesce(rank.rank, 1) = 1
ORDER BY alphabetical, name, organisation, code, digest1, digest2, file
"""
_SEVERAL: Final = """
CREATE TABLE several AS
SELECT service.rowid AS service, sheet.*, in_trend.earlier_files
FROM service JOIN sheet USING (identity) JOIN in_trend ON in_trend.id = sheet.id
WHERE service.earlier_files > 0
ORDER BY service.rowid, rank DESC
"""
_FEWEST_FOR_SAME_ANSWERS: Final = 20
"""The fewest answers in a file for it to be reported when another service's answers are all the same."""
_SAME: Final = f"""
CREATE TABLE same AS
SELECT 'content' AS what, list(file ORDER BY file) AS files, list(name ORDER BY file) AS names,
    list('') AS apart
FROM (
    SELECT DISTINCT file, name, digest1, digest2 FROM sheet WHERE (digest1, digest2) IN (
        SELECT (digest1, digest2) FROM sheet JOIN rank USING (id) WHERE rank = 0 AND NOT is_given_twice
    )
)
GROUP BY digest1, digest2
UNION ALL
SELECT 'answers', list(file ORDER BY file), list(name ORDER BY file), list({APART_IN_SQL} ORDER BY file) FROM service
WHERE (codes, written_checksum) IN (
    SELECT (codes, written_checksum) FROM service
    WHERE answered + unknown + not_applicable >= {_FEWEST_FOR_SAME_ANSWERS}
    GROUP BY codes, written_checksum HAVING count(*) > 1
)
GROUP BY codes, written_checksum
"""


class DatabaseBuilder:
    """Writes the judged and rejected files of one batch to a database on disk."""

    def __init__(self, folder: Path, instrument: Instrument) -> None:
        """Creates an empty database in a folder of its own; temporary files are written there too."""
        self._folder = folder
        self._instrument = instrument
        self._database = connected(folder, read_only=False)
        with disk_full_as_os_error():
            for table, columns in (("rejected", Rejection._fields), ("not_used", NotUsed._fields)):
                self._database.execute(f"CREATE TABLE {table} ({', '.join(f'{name} VARCHAR' for name in columns)})")
        self._kept = (folder / KEPT).open("wb")
        self._waiting: list[Arrays] = []
        self._rejected: list[Rejection] = []
        self._not_used: list[NotUsed] = []
        self._rows = self._files = 0

    def close(self) -> None:
        """Closes the files."""
        self._kept.close()
        self._database.close()

    def add(self, judged: Judged) -> None:
        """Adds the arrays and rejections of some inputs."""
        sheets = {**judged.sheets}
        number = len(sheets["file"])
        for name, kept in (("written", judged.written), ("data", judged.data), ("record", judged.records)):
            sizes = np.array([len(each) for each in kept] or [0] * number, np.int64)
            sheets[f"{name}_size"], sheets[f"{name}_offset"] = sizes, self._kept.tell() + np.cumsum(sizes) - sizes
            self._kept.writelines(kept)
        sheets["id"] = np.arange(self._files, self._files + number)
        self._files += number
        self._waiting.append(sheets)
        self._rejected += judged.rejections
        self._not_used += judged.not_used
        self._rows += judged.inputs
        if self._rows >= _ROWS_AT_ONCE:
            self._insert()

    def finish(self, key: NameKey | None = None, *, is_day_given: bool = False) -> Store:
        """Decides which file of each service counts, and puts the services in order.

        Args:
            key: replaces names by codes; none to name services.
            is_day_given: whether the user chose the day on which the answers are read.
        """
        if self._waiting:
            self._insert()
        with disk_full_as_os_error():
            for statement in (RANKS, VIEWS, IN_TREND, PLAIN, FILED, _LIKELY_SAME, _FAULTY_RECORDS, _SENT):
                self._database.execute(statement)
            self._database.execute(_RECORDS_READ, [*map(list, zip(RECORD, RECORD_READ, strict=True))])
            kinds = NOT_THE_NEWEST | ({"ahead": AFTER_THE_DAY_GIVEN} if is_day_given else {})
            self._database.execute(_NOT_THE_NEWEST, [list(kinds), *map(list, zip(*kinds.values(), strict=True))])
            if key:
                key.hide_names(self._database)
            for statement in (_SERVICES, NAMESAKES, _SEVERAL, _SAME):
                self._database.execute(statement)
            self._describe_flags()
            self.close()
        return Store(self._folder)

    def _insert(self) -> None:
        """Writes the waiting rows to the database, many at a time, which is far quicker."""
        waiting, self._waiting = self._waiting, []
        texts = (("rejected", Rejection, self._rejected), ("not_used", NotUsed, self._not_used))
        self._rejected, self._not_used = [], []
        self._rows = 0
        with disk_full_as_os_error():
            self._insert_into("sheet", {name: np.concatenate([each[name] for each in waiting]) for name in waiting[0]})
            for table, kind, rows in texts:
                if rows:
                    columns = zip(kind._fields, zip(*rows, strict=True), strict=True)
                    self._insert_into(table, {name: texts_of(column) for name, column in columns})

    def _describe_flags(self) -> None:
        flags = list(self._instrument.rubric.flags)
        raised = [number for (number,) in self._database.execute("SELECT DISTINCT flags FROM sheet").fetchall()]
        words = [" ".join(flag for bit, flag in enumerate(flags) if number >> bit & 1) for number in raised]
        self._insert_into("flag_words", {"flags": np.array(raised, np.uint64), "words": texts_of(words)})

    def _insert_into(self, table: str, columns: Arrays) -> None:
        """Adds rows to a table, and creates it if it does not exist; `sheet` ends with this connection."""
        types = ", ".join(f"{name} {_TYPES[str(column.dtype)]}" for name, column in columns.items())
        kind = "TEMP TABLE" if table == "sheet" else "TABLE"
        self._database.execute(f"CREATE {kind} IF NOT EXISTS {table} ({types})")
        if len(next(iter(columns.values()))):
            self._database.register("coming", columns)
            self._database.execute(f"INSERT INTO {table} FROM coming")  # no user input in this SQL
            self._database.unregister("coming")
