"""The table of results as Parquet, written a group of rows at a time. The only module that knows PyArrow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as arrow
from pyarrow.parquet import ParquetWriter

from readiness.batch.columns import Columns, result_row, typed
from readiness.batch.csv_tables import Cell
from readiness.batch.settled import Service

_GROUP: Final = 10_000
"""Rows that are written together."""


@contextmanager
def parquet_table(path: Path, columns: Columns) -> Iterator[Callable[[Service], None]]:
    """A table to add services to."""
    types = {"number": arrow.int32(), "score": arrow.float64()}
    schema = arrow.schema(
        [(name, types.get(kind, arrow.string())) for name, kind in zip(columns.names, columns.kinds, strict=True)]
    )
    rows: list[list[Cell]] = []
    with ParquetWriter(path, schema) as writer:

        def write() -> None:
            cells = [
                arrow.array(column, field.type) for column, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(cells, schema=schema))
            rows.clear()

        def add(service: Service) -> None:
            rows.append(typed(result_row(service), columns))
            if len(rows) == _GROUP:
                write()

        yield add
        if rows:
            write()
