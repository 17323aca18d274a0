"""Builds the database of a batch: a row for each file first, then the file of each service that counts, in SQL."""

from pathlib import Path
from typing import Final

import numpy as np

from readiness.batch.arrays import Arrays, texts_of
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

_RANKS: Final = """
CREATE TABLE rank AS
WITH repeated AS (SELECT identity FROM sheet GROUP BY identity HAVING count(*) > 1),
file AS (
    SELECT id, file, identity, person <> '' AS is_of_one_person, CASE WHEN ahead = 0 THEN moment END AS moment,
        moment AS said, answered + not_applicable AS known, digest1, digest2,
        row_number() OVER (
            PARTITION BY identity, digest1, digest2
            ORDER BY actions_done < 0, record_fault = '', actions_open, actions_done DESC, original <> '', file
        ) AS copy
    FROM sheet WHERE identity IN (FROM repeated)
),
ordered AS (
    SELECT id, row_number() OVER (
            PARTITION BY identity ORDER BY is_of_one_person, moment DESC NULLS LAST, said DESC NULLS LAST,
                known DESC, digest1, digest2
        ) AS rank
    FROM file WHERE copy = 1
)
SELECT id, coalesce(rank, 0) AS rank,
    row_number() OVER (PARTITION BY identity, rank > 0, said ORDER BY rank) > 1 AS is_tied,
    row_number() OVER (PARTITION BY identity, digest1, digest2, file.file ORDER BY copy) > 1 AS is_given_twice
FROM file LEFT JOIN ordered USING (id)
"""
"""Ranks the files of services that sent several: 1 for the one that counts, 2 and more for others, 0 for a copy.

The newest comes first. Files with one person's answers from a workshop come after all others, and before them files
from a clock that was ahead. Of files with the same date and time, the one with more answers other than don't know comes
first, and the others are tied with it. Of copies, the one with a record of actions next to it comes first, or with the
record in which fewer actions are open.
"""

DAYS_OF_VIEWS: Final = 28
"""How many days apart files of one service by different people can be and still be several views, not a trend."""
_VIEWS: Final = f"""
CREATE TABLE other_view AS
SELECT id FROM (
    SELECT id, moment, took_part, person, ahead, place, lag(moment) OVER newer AS newer_moment,
        lag(took_part) OVER newer AS newer_people
    FROM sheet JOIN (SELECT id, rank AS place FROM rank WHERE rank > 0 AND NOT is_tied) USING (id)
    WINDOW newer AS (PARTITION BY identity ORDER BY place)
) WHERE place > 1 AND (
    person <> '' OR took_part <> newer_people AND ahead = 0
        AND newer_moment - moment BETWEEN INTERVAL 0 DAY AND INTERVAL {DAYS_OF_VIEWS} DAY
)
"""
"""The files that are another view of a service: one person's, or those whose next newer file is of the same weeks."""

_IN_TREND: Final = """
CREATE TABLE in_trend AS
SELECT id, rank, count(*) OVER (PARTITION BY identity) - 1 AS earlier_files FROM sheet JOIN rank USING (id)
WHERE rank > 0 AND NOT is_tied AND ahead = 0 AND moment IS NOT NULL AND id NOT IN (FROM other_view)
"""
"""The files of services that sent several whose dates are known, one of each date and time, without other views."""

_PLAIN: Final = r"""
CREATE TEMP MACRO letters(folded) AS translate(
    replace(substr(folded, CASE WHEN starts_with(folded, 'the ') THEN 5 ELSE 1 END), '&', 'and'), '., ''-', ''
);
CREATE TEMP MACRO plain(folded) AS
    letters(folded) || chr(10) || array_to_string(regexp_extract_all(folded, '(^| )-\d+|\d+([.,-]\d+)*'), ' ')
"""
"""A name without the details in which names of one service are likely to differ: its letters and digits alone, which is
quick to find, and these with its numbers as they are."""

_FILED: Final = """
CREATE TABLE filed AS
WITH placed AS (
    SELECT id, file, original, identity, name, organisation, code, typed, moment, ahead > 0 AS is_ahead,
        workshop, person <> '' AS is_of_one_person, actions_done >= 0 OR record_fault <> '' AS has_record,
        answered + not_applicable AS known, digest1, digest2, coalesce(rank, 1) AS rank, is_tied, is_given_twice,
        plain(alphabetical) AS plain_name
    FROM sheet LEFT JOIN rank USING (id)
    WHERE rank IS NOT NULL OR ahead > 0 OR person <> '' OR original <> '' OR file IN (SELECT original FROM sheet)
)
SELECT placed.* EXCLUDE (id, is_tied, is_given_twice),
    CASE
        WHEN rank = 1 THEN 'counts'
        WHEN is_given_twice THEN 'twice'
        WHEN rank = 0 THEN 'copy'
        WHEN is_of_one_person THEN 'one_person'
        WHEN is_ahead THEN 'ahead'
        WHEN id IN (FROM other_view) THEN 'view'
        WHEN moment IS NOT DISTINCT FROM newest THEN 'same_moment'
        WHEN moment IS NULL THEN 'undated'
        WHEN is_tied THEN 'tied'
        ELSE 'older' END AS kind
FROM placed JOIN (SELECT identity, moment AS newest FROM placed WHERE rank = 1) USING (identity)
"""

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
SELECT file, name, record_fault FROM sheet LEFT JOIN rank USING (id)
WHERE record_fault <> '' AND coalesce(rank, 1) = 1
"""

_RECORDS_READ: Final = r"""
WITH read AS (
    SELECT regexp_replace(file, '\.json$', '') || '.actions' FROM sheet LEFT JOIN rank USING (id)
    WHERE actions_done >= 0 AND coalesce(rank, 1) = 1
)
UPDATE not_used SET what = ($1)[1 + (file IN (FROM read))::INTEGER],
    what_to_do = ($2)[1 + (file IN (FROM read))::INTEGER]
WHERE list_contains($1, what)
"""
"""Tells the records of actions that were read with an answer file that counts from all others."""

_SENT: Final = """
CREATE TABLE sent AS
SELECT file, codes, data_offset, data_size, record_offset, record_size FROM sheet WHERE data_size > 0 ORDER BY file
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
            for statement in (_RANKS, _VIEWS, _IN_TREND, _PLAIN, _FILED, _LIKELY_SAME, _FAULTY_RECORDS, _SENT):
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
