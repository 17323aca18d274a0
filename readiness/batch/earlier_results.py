"""`answers.parquet`: everything a batch was made from, one row for each file. A later batch can read it.

So regions score their own services, and a nation merges the tables: the result is that of all files together. The
`place` of a row is that of a fault in a rejected file, or, of an answer file, the path of its record of actions.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import duckdb

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.batch.arrays import Arrays, texts_of
from readiness.batch.inputs import Input
from readiness.batch.not_used import NotUsed, Rejection
from readiness.batch.result_folder import ResultFile
from readiness.plan.leftover_records import record_name
from scoring.codes import STATES, is_known

_SCHEMA: Final = "readiness-answers-table 1"
"""is in each row, so that another table is told from this one."""
_ANSWERS, _REJECTED, _NOT_USED = "answers", "rejected", "not used"
_COLUMNS: Final = ("schema", "kind", "file", "place", "what", "what_to_do", "answers", "record")
_ROWS_TOGETHER: Final = 500

_Row = tuple[Any, ...]
"""The cells of `_COLUMNS` without the schema, and the answer codes."""


def write_earlier_results(path: Path, questions: Sequence[str], store: Any) -> None:
    """Writes the table of a batch: each answer file as it was sent, what was rejected and what was not used.

    Args:
        path: where to write it.
        questions: the identifiers of the questions; each is a column with the level, where it is known.
        store: what was judged, with the files themselves.
    """
    known = ", ".join(f"'{code}'" for code in range(len(STATES)) if is_known(code))
    levels = ", ".join(
        f'CASE WHEN codes[{place}] IN ({known}) THEN codes[{place}]::TINYINT END AS "{question}"'
        for place, question in enumerate(questions, 1)
    )
    select = f"SELECT '{_SCHEMA}' AS schema, * EXCLUDE (codes), {levels}"
    store.write_rows_as_parquet(path, select, _some_at_a_time(chain(_sent(store), _rejected(store), _not_used(store))))


def _some_at_a_time(rows: Iterator[_Row]) -> Iterator[Arrays]:
    """Rows as arrays, some hundreds at a time."""
    while some := list(islice(rows, _ROWS_TOGETHER)):
        yield _arrays(some)


def _arrays(rows: Sequence[_Row]) -> Arrays:
    """Rows as arrays, which the database reads many at a time."""
    return dict(zip((*_COLUMNS[1:], "codes"), map(texts_of, zip(*rows, strict=True)), strict=True))


def inputs_of(path: str) -> Iterator[Input | NotUsed | Rejection]:
    """What the batch that wrote a table was made from; one refused input if the file is not such a table."""
    try:
        with duckdb.connect() as database:
            table = database.execute("FROM read_parquet(?) LIMIT 0", [path])
            if not set(_COLUMNS) <= {column[0] for column in table.description or ()}:
                yield _refused(path, _("the file is not a table of answers made by an earlier batch"))
                return
            table = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM read_parquet(?)", [path])
            while rows := table.fetchmany(_ROWS_TOGETHER):
                for schema, *values in rows:
                    if schema != _SCHEMA:
                        what = _(
                            "the file is in the format '{format}', but this version of the program can only "
                            "read '{known}'",
                            format=schema,
                            known=_SCHEMA,
                        )
                        yield _refused(path, what)
                        return
                    yield _input_of(*values)
    except duckdb.Error:
        yield _refused(path, _("the file can't be read as a Parquet table"))


def _sent(store: Any) -> Iterator[_Row]:
    for file, record_file, codes, *places in store.rows("FROM sent ORDER BY file"):
        answers, record = store.kept(*places[:2]), store.kept(*places[2:])
        yield (_ANSWERS, file, record_file, "", "", answers, record, codes)


def _rejected(store: Any) -> Iterator[_Row]:
    for file, place, reason in store.rows("FROM rejected ORDER BY ALL"):
        yield (_REJECTED, file, place, reason, "", b"", b"", "")


def _not_used(store: Any) -> Iterator[_Row]:
    """Other files than answers. Older files and copies count as answers here, and are sorted out again."""
    for file, what, what_to_do in store.rows("FROM not_used WHERE file NOT IN (SELECT file FROM sent) ORDER BY ALL"):
        yield (_NOT_USED, file, "", what, what_to_do, b"", b"", "")


def _input_of(
    kind: str, file: str, place: str, what: str, what_to_do: str, answers: bytes, record: bytes
) -> Input | NotUsed | Rejection:
    if kind == _NOT_USED:
        return NotUsed(file, what, what_to_do)
    if kind == _REJECTED:
        return Rejection(file, place, what)
    return Input(file, answers, record=record, record_file=place or record_name(file) if record else "")


def _refused(path: str, what: str) -> Input:
    remedy = _(
        "Use the file {file} from an earlier batch, or the answer files themselves", file=ResultFile.ANSWERS_PARQUET
    )
    return Input(path, refused=Fault("", what, remedy))
