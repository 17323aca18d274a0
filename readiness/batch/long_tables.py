"""The long tables of a batch, its workbook and `answers.csv`: written in a process of their own where that pays."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from readiness.batch.formats import Format
from readiness.batch.request import BatchRequest
from readiness.batch.result_folder import ResultFile
from readiness.batch.store import Store
from readiness.batch.workers import Pool

_FORMATS: Final = {ResultFile.WORKBOOK: {Format.XLSX}, ResultFile.ANSWERS: {Format.CSV, Format.ANSWERS}}
"""The files that take longest to write, with the formats that have each."""
_SERVICES_FOR_PROCESS: Final = {ResultFile.WORKBOOK: 500, ResultFile.ANSWERS: 50_000}
"""The number of services from which each is written in another process, one after the other to save memory."""


@contextmanager
def long_tables_written(request: BatchRequest, store: Store, folder: Path) -> Iterator[None]:
    """A context in which other things are written at the same time; at its end the long tables are in the folder."""
    write = _Writing(request, store.folder, folder)
    wanted = [table for table, formats in _FORMATS.items() if request.formats & formats]
    may_go_beside = wanted if request.processes != 1 else []
    beside = [table for table in may_go_beside if store.counts.services >= _SERVICES_FOR_PROCESS[table]]
    with Pool(write, 1, get_context("spawn")) if beside else nullcontext() as pool:
        waiting = [pool.submit(table) for table in beside] if pool else []
        for table in wanted:
            if table not in beside:
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

    def __call__(self, table: ResultFile) -> None:
        with closing(Store(self.store)) as store:
            if table is ResultFile.WORKBOOK:
                from readiness.batch.workbook import write_workbook

                write_workbook(self.folder / table, self.request, store)
            else:
                from readiness.batch.answer_table import write_answers

                write_answers(self.folder / table, self.request, store)
