"""All tables in one pass over the services, so that memory stays flat however many there are."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from readiness.batch.columns import ANSWERS, AnswerRows, Columns
from readiness.batch.csv_tables import Writer, csv_file, csv_row, csv_table, safe
from readiness.batch.formats import Format
from readiness.batch.ledger import Ledger, Service
from readiness.batch.portfolio import PortfolioCounter

if TYPE_CHECKING:
    from readiness.batch.run import Order

Sink = Callable[[Service], object]


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
    notices: list[str] = []
    services = ledger.count()["services"]
    with ExitStack() as stack:
        sinks: list[Sink] = [counter.add]
        if order.formats & {Format.CSV, Format.RESULTS}:
            file = stack.enter_context(csv_file(folder / "results.csv", columns.names))
            sinks.append(_results(file, names=order.names))
        if order.formats & {Format.CSV, Format.ANSWERS}:
            rows = AnswerRows(order.instrument, notes=order.names)
            sinks.append(_answers(stack.enter_context(csv_table(folder / "answers.csv", ANSWERS)), rows))
        if order.requirements.required:
            names = ("name", "organisation", "code", "stage", "decision", "required")
            sinks.append(_not_met(stack.enter_context(csv_table(folder / "not_met.csv", names)), order))
        if Format.PARQUET in order.formats:
            from readiness.batch.parquet import parquet_table

            sinks.append(stack.enter_context(parquet_table(folder / "results.parquet", columns)))
        if Format.XLSX in order.formats:
            from readiness.batch.workbook import Workbook, too_many_answers

            notices += too_many_answers(services)
            sinks.append(stack.enter_context(Workbook(folder / "results.xlsx", order, columns, services)).add)
        for service in ledger.services():
            for sink in sinks:
                sink(service)
    if order.formats & {Format.CSV, Format.RESULTS}:
        _write_trends(ledger, folder, columns)
    return notices


def _results(table: TextIO, *, names: bool) -> Sink:
    return lambda service: table.write(_row(service) if service.earlier or not names else service.row)


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


def _write_trends(ledger: Ledger, folder: Path, columns: Columns) -> None:
    """The files of every service that sent several, oldest first."""
    with csv_file(folder / "trends.csv", columns.names) as file:
        for service in ledger.trends():
            file.write(_row(service))
