"""All tables in one pass over the services, so that memory stays flat however many there are."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from readiness.batch.columns import ANSWERS, AnswerRows, Columns
from readiness.batch.csv_tables import Writer, csv_file, csv_row, csv_table, safe
from readiness.batch.formats import Format
from readiness.batch.ledger import Ledger, Service
from readiness.batch.portfolio import PortfolioCounter

if TYPE_CHECKING:
    from readiness.batch.run import Order

Sink = Callable[[Service], object]

_WITH_RESULTS: Final = frozenset({Format.CSV, Format.RESULTS})


def write_tables(
    order: "Order", ledger: Ledger, folder: Path, columns: Columns, counter: PortfolioCounter
) -> list[str]:
    """Writes the tables that are wanted, and counts the services.

    Args:
        order: what is wanted.
        ledger: the services.
        folder: where the tables go.
        columns: those of the table of results.
        counter: counts every service.

    Returns:
        What the user has to know, each a sentence.
    """
    with ExitStack() as stack:
        sinks: list[Sink] = [counter.add, *_csv_tables(order, folder, columns, stack)]
        if Format.PARQUET in order.formats:
            from readiness.batch.parquet import parquet_table

            sinks.append(stack.enter_context(parquet_table(folder / "results.parquet", columns)))
        notices: list[str] = []
        if Format.XLSX in order.formats:
            from readiness.batch.workbook import Workbook, too_many_answers

            services = ledger.count()["services"]
            notices = too_many_answers(services)
            sinks.append(stack.enter_context(Workbook(folder / "results.xlsx", order, columns, services)).add)
        for service in ledger.services():
            for sink in sinks:
                sink(service)
    _follow(order, ledger, folder, columns, counter)
    return notices


def _csv_tables(order: "Order", folder: Path, columns: Columns, stack: ExitStack) -> list[Sink]:
    sinks: list[Sink] = []
    if order.formats & _WITH_RESULTS:
        file = stack.enter_context(csv_file(folder / "results.csv", columns.names))
        sinks.append(_results(file))
    if order.formats & {Format.CSV, Format.ANSWERS}:
        rows = AnswerRows(order.instrument, notes=order.names)
        sinks.append(_answers(stack.enter_context(csv_table(folder / "answers.csv", ANSWERS)), rows))
    if order.requirements.required:
        names = ("name", "organisation", "code", "stage", "decision", "required")
        sinks.append(_not_met(stack.enter_context(csv_table(folder / "not_met.csv", names)), order))
    return sinks


def _results(table: TextIO) -> Sink:
    return lambda service: table.write(_row(service))


def _row(service: Service) -> str:
    return csv_row(service.name, service.organisation, service.code, service.cells, service.earlier, service.file)


def _answers(table: Writer, answers: AnswerRows) -> Sink:
    def write(service: Service) -> None:
        for row in answers.rows(service):
            table.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])

    return write


def _not_met(table: Writer, order: "Order") -> Sink:
    def write(service: Service) -> None:
        for stage, decision, required in order.requirements.shortfalls(service):
            table.writerow(
                [safe(service.name), safe(service.organisation), safe(service.code), stage, decision, required]
            )

    return write


def _follow(order: "Order", ledger: Ledger, folder: Path, columns: Columns, counter: PortfolioCounter) -> None:
    """Counts the files of every service that sent several, oldest first, and writes them where wanted."""
    with ExitStack() as stack:
        wanted = order.formats & _WITH_RESULTS
        table = stack.enter_context(csv_file(folder / "trends.csv", columns.names)) if wanted else None
        for file in ledger.trends():
            counter.follow(file)
            if table:
                table.write(_row(file))
