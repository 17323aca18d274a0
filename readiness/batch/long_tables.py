"""The long tables of a batch, its workbook and `answers.csv`: written in processes of their own where that pays."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from readiness.batch.formats import Format
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.workers import Pool


class LongTable(StrEnum):
    """The files that take longest to write, by their names."""

    WORKBOOK = "results.xlsx"
    ANSWERS = "answers.csv"


_FORMATS: Final = {LongTable.WORKBOOK: {Format.XLSX}, LongTable.ANSWERS: {Format.CSV, Format.ANSWERS}}
"""The formats that have each table."""
_SERVICES_FOR_PROCESS: Final = {LongTable.WORKBOOK: 500, LongTable.ANSWERS: 50_000}
"""The number of services from which each is written in a process of its own."""


@contextmanager
def long_tables_written(request: BatchRequest, store: Store, folder: Path) -> Iterator[None]:
    """A context in which other things are written at the same time; at its end the long tables are in the folder."""
    write = _Writing(request, store.folder, folder)
    with ExitStack() as stack:
        waiting = []
        for table in (table for table in LongTable if request.formats & _FORMATS[table]):
            if store.counts.services >= _SERVICES_FOR_PROCESS[table] and request.processes != 1:
                waiting.append(stack.enter_context(Pool(write, 1, get_context("spawn"))).submit(table))
            else:
                write(table)
        yield
        for wait in waiting:
            wait()


@dataclass(frozen=True)
class _Writing:
    """Writes one long table into a folder, in the process in which it is called."""

    request: BatchRequest
    store: Path
    folder: Path

    def __call__(self, table: LongTable) -> None:
        with closing(Store(self.store)) as store:
            if table is LongTable.WORKBOOK:
                from readiness.batch.workbook import write_workbook

                write_workbook(self.folder / table, self.request, store)
            else:
                from readiness.batch.answer_table import write_answers

                write_answers(self.folder / table, self.request, store)
