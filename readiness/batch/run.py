"""Runs a batch: finds the files, judges them, builds the database, writes the results, moves them to their folder."""

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.batch.find import Finder
from readiness.batch.formats import Format
from readiness.batch.inputs import Found, size_of
from readiness.batch.interruption import ignore_interruptions
from readiness.batch.name_key import NameKey, key_beside
from readiness.batch.namesakes import told_apart
from readiness.batch.progress import Progress
from readiness.batch.request import BatchRequest
from readiness.batch.result_folder import SUMMARY, in_place_of
from readiness.batch.workers import grouped_by_size, map_in_processes
from readiness.exits import UsageFault

if TYPE_CHECKING:
    from readiness.batch.database_builder import DatabaseBuilder
    from readiness.batch.judge import Judge, Judged
    from readiness.batch.store import Store
    from readiness.batch.summary import Counted

_JUDGED_TOGETHER: Final = 2_000
"""How many files are judged together as a group; fewer if they are large."""
_GROUPS_FOR_PROCESSES: Final = 2
"""The number of groups from which several processes save time."""
_MOST_NOT_MET: Final = 20
"""How many services that do not meet a requirement are named on screen."""


@dataclass(frozen=True)
class Outcome:
    """What to tell the user after a batch."""

    counted: "Counted"
    not_met: int
    """Services that do not meet a requirement."""
    not_met_first: tuple[str, ...]
    """The first of them, each with what it does not meet."""
    notices: tuple[str, ...] = ()
    """What the user has to know, each a sentence."""


def run(request: BatchRequest, progress: Progress) -> Outcome:
    """Runs a batch: the result is in the target folder when this returns; if it fails, the target is left as it was.

    Raises:
        InputFault: none of the paths leads to anything, or there are no files.
        UsageFault: the target cannot take a result.
    """
    if request.plans and not request.names:
        raise UsageFault(
            Fault(
                "--plans",
                _("plans show the names of services, but you asked for names to be left out"),
                _("Leave out `--plans`"),
            )
        )
    if request.group_by == "folder" and not request.names:
        raise UsageFault(
            Fault(
                "--group-by",
                _("folder names may show which service is which, but you asked for names to be left out"),
                _("Use `--group-by organisation`"),
            )
        )
    with in_place_of(request.target) as folder:
        outcome = _made_in(folder, request, progress)
        ignore_interruptions()
        return outcome


def _made_in(folder: Path, request: BatchRequest, progress: Progress) -> Outcome:
    finder = Finder(request.paths, avoid=(request.target, folder.parent))
    if finder.is_empty:
        raise InputFault(
            Fault(request.paths[0], _("there is no such file or folder"), _("Check the name and the folder"))
        )
    key = None if request.names else NameKey(request.key or key_beside(request.target))
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(dir=folder.parent)))
        builder = _judge_all(request, finder, scratch, progress)
        stack.callback(builder.close)
        with progress.writing():
            store = stack.enter_context(closing(builder.finish(key, is_day_given=request.is_day_given)))
            outcome = _write_all(request, store, folder)
            if key:
                key.write()
                outcome = replace(outcome, notices=(*outcome.notices, *_about(key)))
        if not request.plans:
            return outcome
        from readiness.batch.plans import write_plans

        return replace(outcome, notices=(*outcome.notices, *write_plans(request, store, folder, progress)))


def _about(key: NameKey) -> Iterator[str]:
    """What to tell the user about the key to the codes."""
    yield _("{file} shows which code belongs to which service, so don't keep it with the results.", file=key.path)
    if key.is_new:
        yield (
            _(
                "This key is new, so the codes are different from those in other results. To use the same codes "
                "again, give the key with --key.",
            )
        )


@dataclass(frozen=True)
class _Judging:
    """Judges groups of inputs; each process loads the libraries for it with its first group."""

    request: BatchRequest
    with_answers: bool

    def __call__(self, found: Sequence[Found]) -> "Judged":
        return self._judge.judge(found)

    @cached_property
    def _judge(self) -> "Judge":
        from readiness.batch.judge import Judge

        request = self.request
        return Judge(request.instrument, request.as_of, with_answers=self.with_answers, with_data=request.keeps_files)


def _judge_all(request: BatchRequest, finder: Finder, scratch: Path, progress: Progress) -> "DatabaseBuilder":
    """Judges all inputs, in several processes if there are many, and writes them to the database."""
    with_answers = bool(request.formats & Format.with_answers())
    judge = _Judging(request, with_answers)
    judged = map_in_processes(
        judge,
        grouped_by_size(finder.inputs(), _JUDGED_TOGETHER, partial(size_of, kept=with_answers or request.keeps_files)),
        pays_from=_GROUPS_FOR_PROCESSES,
        processes=request.processes,
    )
    with progress.reading(request.paths), _no_garbage_collection():
        first = next(judged, None)  # starts the processes before the database library is loaded, which has threads
        if first is None:
            where = ", ".join(map(str, request.paths))
            raise InputFault(
                Fault(
                    where,
                    _("there are no files here that can be scored"),
                    _("Give the name of the folder that contains the answer files"),
                )
            )

        from readiness.batch.database_builder import DatabaseBuilder

        builder = DatabaseBuilder(scratch, request.instrument)
        for some in chain([first], judged):
            builder.add(some)
            progress.advance(some.inputs)
    return builder


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Stops looking for reference cycles: answer files make none, and it would take a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _write_all(request: BatchRequest, store: "Store", folder: Path) -> Outcome:
    """Writes the outputs that are wanted, the tables at the same time as the report: the database does most of both."""
    from readiness.batch.long_tables import long_tables_written
    from readiness.batch.tables import write_tables

    with long_tables_written(request, store, folder), ThreadPoolExecutor(1) as beside:
        tables = beside.submit(write_tables, request, store, folder)
        try:
            outcome = _write_report(request, store, folder)
            tables.result()
        except BaseException:
            store.interrupt()
            raise
        return outcome


def _write_report(request: BatchRequest, store: "Store", folder: Path) -> Outcome:
    """Writes the summary, and the report where it is wanted."""
    from readiness.batch.portfolio import portfolio_of
    from readiness.batch.summary import Counted, Same, summary_of
    from readiness.batch.unclear_files import unclear_files

    counted = Counted(
        store.counts,
        Same.of(store),
        unclear_files(store, names=request.names, day_given=request.as_of if request.is_day_given else None),
    )
    portfolio = portfolio_of(request, store)
    not_met, first = _not_met(request, store)
    (folder / SUMMARY).write_bytes(summary_of(request, counted, portfolio, not_met))
    notices: list[str] = []
    if request.formats & {Format.HTML, Format.PDF}:
        from readiness.batch.portfolio_report import write_portfolio

        notices = write_portfolio(request, counted, portfolio, store, folder)
    return Outcome(counted, not_met, tuple(first), tuple(notices))


def _not_met(request: BatchRequest, store: "Store") -> tuple[int, list[str]]:
    """How many services do not meet what is required, and the first of them in words."""
    if not request.requirements.required:
        return 0, []
    shortfalls = store.rows(f"SELECT row, name, apart, stage, decision, required FROM ({request.requirements.query})")
    first = []
    number = 0
    for number, ((_row, name, apart), rows) in enumerate(groupby(shortfalls, key=itemgetter(slice(3))), 1):
        if number <= _MOST_NOT_MET:
            words = "; ".join(
                request.requirements.in_words(stage, decision, required)
                for *_service, stage, decision, required in rows
            )
            first.append(f"{told_apart(name, apart)}: {words}")
    return number, first
