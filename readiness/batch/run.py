"""A batch from beginning to end: find, judge, settle, write, put in place."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from questionnaires.faults import Fault, InputFault
from readiness.batch.csv_tables import csv_table, safe
from readiness.batch.discovery import Discovery, size_of, size_when_kept
from readiness.batch.formats import Format
from readiness.batch.interruption import heed_no_longer
from readiness.batch.ledger import Ledger
from readiness.batch.placing import SUMMARY, in_place_of
from readiness.batch.portfolio import Portfolio, portfolio_of
from readiness.batch.processes import SharedWork
from readiness.batch.progress import Progress
from readiness.batch.records import Judge
from readiness.batch.requirements import Requirements
from readiness.batch.settled import SettledLedger
from readiness.batch.summary import Counted, summary_of
from readiness.batch.tables import Tables, write_tables
from readiness.exits import UsageFault
from scoring.instrument import Instrument

_PORTION: Final = 200
_PROCESSES_PAY_FROM: Final = 600
"""Files; to begin a process and to end it takes as long as judging so many, and most ways to answer are known then."""


@dataclass(frozen=True)
class Order:
    """What a batch is to do.

    Attributes:
        paths: files, folders, patterns and archives.
        target: the folder of the result.
        instrument: the questionnaire and the rubric.
        as_of: the day on which the answers are read.
        formats: which outputs are wanted.
        requirements: which decisions services have to reach.
        plans: whether every service's plan is wanted.
        names: whether services are named.
        seed: decides which services are drawn for visits.
        visits: how many are drawn.
        processes: how many to use at most; none for one for each processor.
    """

    paths: tuple[str, ...]
    target: Path
    instrument: Instrument
    as_of: date
    formats: frozenset[Format]
    requirements: Requirements
    plans: bool = False
    names: bool = True
    seed: int = 1
    visits: int = 5
    processes: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What a batch came to."""

    counted: Counted
    portfolio: Portfolio
    not_met: int
    """Services that do not meet a requirement."""
    not_met_first: tuple[str, ...]
    """The first of them, each with what it does not meet."""
    notices: tuple[str, ...] = field(default=())
    """What the user has to know, each a sentence."""


def run(order: Order, progress: Progress) -> Outcome:
    """Carries out a batch; its result stands in the target folder when this returns, or the target is as it was.

    Raises:
        InputFault: none of the paths leads to anything.
        UsageFault: the target cannot take a result.
    """
    if order.plans and not order.names:
        raise UsageFault(Fault("--plans", "a plan names its service", "Leave out --plans or --no-names"))
    with in_place_of(order.target) as folder:
        outcome = _made_in(folder, order, progress)
        heed_no_longer()
        return outcome


def _made_in(folder: Path, order: Order, progress: Progress) -> Outcome:
    discovery = Discovery(order.paths, avoid=(order.target, folder.parent))
    if discovery.is_empty:
        raise InputFault(Fault(order.paths[0], "there is no such file or folder", "Check the name"))
    with ExitStack() as stack:
        scratch = stack.enter_context(TemporaryDirectory(dir=folder.parent))
        ledger = Ledger(Path(scratch))
        stack.callback(ledger.close)
        _read_all(order, discovery, ledger, progress)
        with progress.writing():
            settled = ledger.settled(names=order.names)
            tables = write_tables(order, settled, folder)
            order = replace(order, requirements=tables.requirements)
            outcome = _write_rest(order, discovery, settled, tables, folder)
        if not order.plans:
            return outcome
        from readiness.batch.plans import write_plans

        notices = write_plans(order, settled, folder, progress)
        return replace(outcome, notices=(*outcome.notices, *notices))


def _read_all(order: Order, discovery: Discovery, ledger: Ledger, progress: Progress) -> None:
    with_answers = bool(order.formats & Format.with_answers())
    judge = Judge(order.instrument, order.as_of, with_answers=with_answers, with_data=order.plans)
    work = SharedWork(
        judge.judge_all,
        portion=_PORTION,
        pays_from=_PROCESSES_PAY_FROM,
        processes=order.processes,
        size_of=size_when_kept if with_answers or order.plans else size_of,
    )
    with progress.reading(order.paths):
        for judged in work.results(discovery.inputs()):
            ledger.add(judged)
            progress.advance(len(judged.records) + len(judged.rejections))


def _write_rest(order: Order, discovery: Discovery, ledger: SettledLedger, tables: Tables, folder: Path) -> Outcome:
    """Writes what says something of all services."""
    _write_rejected(ledger, folder)
    counted = Counted.of(ledger, discovery, tables.same)
    portfolio = portfolio_of(order.instrument, tables.counts, tables.listing)
    (folder / SUMMARY).write_bytes(summary_of(order, counted, portfolio))
    notices = list(tables.notices)
    if order.formats & {Format.HTML, Format.PDF}:
        from readiness.batch.report import write_portfolio

        notices += write_portfolio(order, counted, portfolio, ledger, folder)
    return Outcome(counted, portfolio, order.requirements.not_met, tuple(order.requirements.first), tuple(notices))


def _write_rejected(ledger: SettledLedger, folder: Path) -> None:
    with csv_table(folder / "rejected.csv", ("file", "place", "reason")) as table:
        for row in ledger.rejections():
            table.writerow(map(safe, row))
