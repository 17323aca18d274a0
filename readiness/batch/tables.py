"""All that is written and counted once all files are read, in pieces that several processes can do side by side.

In each piece the services pass by one at a time, so that memory stays flat however many there are.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice, starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar

from readiness.batch.columns import ANSWERS, AnswerRows, columns_of
from readiness.batch.counts import FormCounts, counts_of
from readiness.batch.csv_tables import csv_file, csv_row, csv_table, safe
from readiness.batch.formats import Format
from readiness.batch.listing import Lister, Listing
from readiness.batch.processes import SharedWork
from readiness.batch.requirements import Requirements
from readiness.batch.settled import Row, Service, SettledLedger
from readiness.batch.summary import Same

if TYPE_CHECKING:
    from readiness.batch.run import Order

_WITH_RESULTS: Final = frozenset({Format.CSV, Format.RESULTS})
_PROCESSES_PAY_FROM: Final = 2_000
"""Rows of `results.csv`."""
_ANSWERS, _WORKBOOK = 40, 800
"""How many times as long as its row in `results.csv` a service's answers take, in `answers.csv` or in a workbook."""
_AT_ONCE: Final = 4096
"""Services that are worked on together, which takes less time than one by one."""

_Passing = TypeVar("_Passing")


@dataclass(frozen=True)
class Tables:
    """What came of the tables.

    Attributes:
        counts: of all services, by form.
        listing: the services that are named in the report.
        requirements: how many services do not meet them.
        same: files that have something in common which they should not have.
        notices: what the user has to know, each a sentence.
    """

    counts: dict[str, FormCounts]
    listing: Listing
    requirements: Requirements
    same: Same
    notices: list[str]


def write_tables(order: "Order", ledger: SettledLedger, folder: Path) -> Tables:
    """Writes the tables that are wanted into a folder, and counts the services."""
    services = ledger.counted["services"]
    writer = _Writer(order, ledger, folder, services)
    work = SharedWork(
        writer.do,
        portion=1,
        pays_from=_PROCESSES_PAY_FROM,
        known=services * writer.weight(),
        waiting=1,
        processes=order.processes,
    )
    done = {name: made for some in work.results(writer.pieces()) for name, made in some}
    listing, requirements = done["results"]
    return Tables(done["counts"], listing, requirements, done["same"], done.get("workbook", []))


@dataclass(frozen=True)
class _Writer:
    """Writes and counts; every process has one."""

    order: "Order"
    ledger: SettledLedger
    folder: Path
    services: int

    def pieces(self) -> list[list[str]]:
        """What there is to do; first, for another process, what takes longest and what takes libraries into memory."""
        formats = self.order.formats
        with_libraries = {"workbook": Format.XLSX in formats, "parquet": Format.PARQUET in formats}
        answers = {"answers": bool(formats & {Format.CSV, Format.ANSWERS})}
        pieces = [[name for name, is_wanted in some.items() if is_wanted] for some in (with_libraries, answers)]
        return [*filter(None, pieces), ["results"], ["counts", "same"]]

    def weight(self) -> int:
        """How many times as long as its row in `results.csv` alone all that is wanted of a service takes."""
        if Format.XLSX in self.order.formats:
            return _WORKBOOK
        return _ANSWERS if self.order.formats & Format.with_answers() else 1

    def do(self, portion: Sequence[list[str]]) -> list[tuple[str, Any]]:
        """Does some pieces; what came of each, by its name."""
        ways: dict[str, Callable[[], Any]] = {
            "workbook": self._workbook,
            "parquet": self._parquet,
            "answers": self._answers,
            "results": self._results,
            "counts": self._counts,
            "same": self._same,
        }
        return [(name, ways[name]()) for names in portion for name in names]

    def _workbook(self) -> list[str]:
        from readiness.batch.workbook import Workbook, too_many_answers

        columns = columns_of(self.order.instrument)
        scratch = self.ledger.path.parent
        with Workbook(self.folder / "results.xlsx", scratch, self.order, columns, self.services) as workbook:
            for service in self.ledger.services(said=True):
                workbook.add(service)
        return too_many_answers(self.services)

    def _answers(self) -> None:
        answers = AnswerRows(self.order.instrument, notes=self.order.names)
        with csv_table(self.folder / "answers.csv", ANSWERS) as table:
            for service in self.ledger.services(said=True):
                for row in answers.rows(service):
                    table.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])

    def _parquet(self) -> None:
        from readiness.batch.parquet import parquet_table

        with parquet_table(self.folder / "results.parquet", columns_of(self.order.instrument)) as add:
            for service in self.ledger.services():
                add(service)

    def _results(self) -> tuple[Listing, Requirements]:
        """Writes `results.csv`, `trends.csv` and `not_met.csv` where wanted, and lists services for the report."""
        order, columns = self.order, columns_of(self.order.instrument)
        lister = Lister(order.instrument, columns, seed=order.seed, visits=order.visits)
        with ExitStack() as stack:
            sinks: list[Callable[[Sequence[Row]], object]] = [lister.add]
            trends: list[Callable[[Sequence[Service]], object]] = [lister.follow]
            if order.formats & _WITH_RESULTS:
                for name, its_sinks in (("results.csv", sinks), ("trends.csv", trends)):
                    file = stack.enter_context(csv_file(self.folder / name, columns.names))
                    its_sinks.append(_rows_to(file))
            if order.requirements.required:
                names = ("name", "organisation", "code", "stage", "decision", "required")
                table = stack.enter_context(csv_table(self.folder / "not_met.csv", names))
                sinks.append(lambda rows: table.writerows(_shortfalls(order.requirements, rows)))
            _pass_by(self.ledger.rows(), sinks)
            _pass_by(self.ledger.trends(), trends)
        return lister.listing(), order.requirements

    def _counts(self) -> dict[str, FormCounts]:
        return counts_of(self.ledger.lines(), columns_of(self.order.instrument).counted())

    def _same(self) -> Same:
        return Same.of(self.ledger, names=self.order.names)


def _pass_by(rows: Iterator[_Passing], sinks: Sequence[Callable[[Sequence[_Passing]], object]]) -> None:
    """Gives all rows to each sink, some at a time."""
    while some := list(islice(rows, _AT_ONCE)):
        for sink in sinks:
            sink(some)


def _rows_to(table: TextIO) -> Callable[[Sequence[tuple[Any, ...]]], object]:
    return lambda rows: table.write("".join([_row(lines, file, earlier) for lines, file, earlier, *_ in rows]))


def _row(lines: str, file: str, earlier: int) -> str:
    name, organisation, code, rest = lines.split("\n", 3)
    cells, _, _ = rest.rpartition("\n")
    return csv_row(name, organisation, code, cells.replace("\n", ","), earlier, file)


def _shortfalls(requirements: Requirements, rows: Sequence[Row]) -> Iterator[list[str]]:
    for service in starmap(Service, rows):
        for stage, decision, required in requirements.shortfalls(service):
            yield [safe(service.name), safe(service.organisation), safe(service.code), stage, decision, required]
