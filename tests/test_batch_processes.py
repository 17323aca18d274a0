"""Work that is shared among processes: it comes out the same, also if one of them is ended from outside."""

import errno
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from typer.testing import CliRunner

from readiness.batch import long_tables, workers
from readiness.batch import run as batch_run
from readiness.batch.result_folder import ResultFile
from readiness.batch.workers import grouped_by_size, map_in_processes
from readiness.cli import app
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES
from tests.program import run_in_own_process
from tests.services import write_services


def square(number: int) -> int:
    """Work that anyone can do."""
    return number**2


def square_here_only(number: int) -> int:
    """Work that no other process survives: it is ended as the system does when memory runs out."""
    if multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def square_until_the_fiftieth(number: int) -> int:
    """Work that another process does for a while before it is ended."""
    return square_here_only(number) if number > 50 else square(number)


def no_process_is_left() -> bool:
    """Whether all have ended within five seconds.

    The standard library's list may still have one that has ended, for about a millisecond: the executor's own thread
    and the pool wait for the same process, and whichever comes second does not learn that it is gone.
    """
    latest = monotonic() + 5
    while multiprocessing.active_children() and monotonic() < latest:
        sleep(0.001)
    return not multiprocessing.active_children()


@pytest.mark.slow
@pytest.mark.parametrize("work", [square, square_here_only, square_until_the_fiftieth])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_killed_processes_lose_nothing(work: Callable[[int], int], processes: int) -> None:
    """If another process is killed, the rest is done here: every thing is done, once and in order."""
    assert list(map_in_processes(work, range(200), pays_from=3, processes=processes)) == list(map(square, range(200)))
    assert no_process_is_left()


def test_large_items_come_in_small_groups() -> None:
    """A group ends where it is large enough; none is empty, and nothing is left out."""
    sizes = [1, 1, 1, 1, 9, 3, 3, 1]
    assert list(grouped_by_size(sizes, 4, lambda number: number)) == [[1, 1, 1, 1], [9], [3, 3], [1]]


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork on this system")
@pytest.mark.parametrize("given", [0, 1])
def test_system_without_processes_to_give(given: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the system gives fewer processes than wanted, everything is still done, and none of them waits for ever."""
    fork = os.fork
    started: list[bool] = []

    def fork_or_fail() -> int:
        if len(started) == given:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        started.append(True)
        return fork()

    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(os, "fork", fork_or_fail)
    assert list(map_in_processes(square, range(200), pays_from=3, processes=3)) == list(map(square, range(200)))
    assert len(started) == given
    assert no_process_is_left()


@pytest.mark.parametrize(("things", "starts"), [(3, False), (9, False), (10, True), (40, True)])
def test_processes_are_started_only_when_they_pay(things: int, starts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the work is less than the cost of starting a process, none is started."""
    started: list[object] = []

    def noticed(*options: Any, **more: Any) -> object:
        started.append(options)
        return ProcessPoolExecutor(*options, **more)

    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(workers, "ProcessPoolExecutor", noticed)
    assert list(map_in_processes(square, range(things), pays_from=10, processes=2)) == list(map(square, range(things)))
    assert bool(started) is starts


@pytest.mark.slow
def test_many_files_come_out_the_same(tmp_path: Path, instrument: Instrument) -> None:
    """Files so many that they are shared among processes give the very bytes that one process gives."""
    write_services(instrument, tmp_path / "in", 3_500, compact=True)
    for number in ("1", "2"):
        ended = run_in_own_process("batch", "in", "-o", number, *DAY, *TABLES, "--processes", number, folder=tmp_path)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    assert content_of(tmp_path / "1") == content_of(tmp_path / "2")


@pytest.mark.slow
@pytest.mark.parametrize("beginning", ["fork", "spawn"])
def test_tables_are_the_same_however_processes_begin(
    beginning: str, one_file: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other processes, be they copies or started from nothing, give the tables that this one gives."""
    if beginning not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {beginning} on this system")
    write_services(instrument, one_file / "in", 20)
    monkeypatch.setattr(workers, "_context", lambda: multiprocessing.get_context(beginning))
    monkeypatch.setattr(workers, "_SPAWN_COST", 1)
    monkeypatch.setattr(batch_run, "_JUDGED_TOGETHER", 3)
    monkeypatch.setattr(long_tables, "_SERVICES_FOR_PROCESS", dict.fromkeys(ResultFile, 1))
    monkeypatch.chdir(one_file)
    for number in ("1", "2"):
        options = ["-o", number, *DAY, "--format", "csv,xlsx,parquet", "--processes", number]
        ended = CliRunner().invoke(app, ["batch", "in", *options, "--require", "first_day=go"])
        assert ended.exit_code == ExitCode.SOME_REJECTED, ended.output
    assert content_of(one_file / "1") == content_of(one_file / "2")


def content_of(folder: Path) -> dict[str, bytes]:
    """The files in a folder and what is in them."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
