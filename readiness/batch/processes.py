"""Work shared among processes: started only when they pay, and gone at once when the work is broken off."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from time import monotonic
from typing import Any, Generic, TypeVar

from readiness.batch.interruption import heed

Given = TypeVar("Given")
Made = TypeVar("Made")

_SECONDS_TO_END = 0.5
_FROM_NOTHING = 15
"""How many times as much has to be done for a process to pay that begins from nothing."""

_ends: Event | None = None
_work: Callable[[Sequence[Any]], Any] | None = None


class SharedWork(Generic[Given, Made]):
    """Carries out work in portions, here and in as many other processes as there are processors for."""

    def __init__(
        self,
        work: Callable[[Sequence[Given]], Made],
        *,
        portion: int,
        pays_from: int,
        known: int = 0,
        waiting: int = 3,
        processes: int | None = None,
        size_of: Callable[[Given], int] = lambda _: 1,
    ) -> None:
        """Prepares the sharing.

        Args:
            work: does one portion; it is sent to each process once.
            portion: how many things of size 1 make one.
            pays_from: after how many things done here further processes pay, where they begin as copies of this one.
            known: how many things there are at least, so that it need not first be seen that they are many.
            waiting: how many portions each other process is given at once: with one it is idle between two, with many
                this one is idle at the end.
            processes: how many to use with this one, by default one for each processor.
            size_of: how much memory a thing takes, so that a portion has fewer things that take more.
        """
        self._work = work
        self._portion = portion
        self._pays_from = pays_from
        self._known = known
        self._waiting = waiting
        self._size_of = size_of
        self._others = (processes or _processors()) - 1
        self._executor: ProcessPoolExecutor | None = None
        self._ends: Event | None = None

    def results(self, things: Iterable[Given]) -> Iterator[Made]:
        """What the work makes of each portion, in no particular order."""
        _collect_seldom()
        waiting: deque[tuple[Future[Made], list[Given]]] = deque()
        done = self._known
        try:
            for portion in self._portions(things):
                heed()
                if self._executor is None and self._others and done >= self._pays_from:
                    self._start(done)
                future = self._handed_over(portion) if len(waiting) < self._waiting * self._others else None
                if future:
                    waiting.append((future, portion))
                else:
                    yield self._work(portion)
                    done += len(portion)
                while waiting and waiting[0][0].done():
                    yield self._made(*waiting.popleft())
            while waiting:
                yield self._made(*waiting.popleft())
            if self._executor:
                self._executor.shutdown()
        except BaseException:
            self._stop()
            raise

    def _portions(self, things: Iterable[Given]) -> Iterator[list[Given]]:
        portion: list[Given] = []
        size = 0
        for thing in things:
            portion.append(thing)
            size += self._size_of(thing)
            if size >= self._portion:
                yield portion
                portion, size = [], 0
        if portion:
            yield portion

    def _start(self, done: int) -> None:
        context = _context()
        if context.get_start_method() != "fork" and done < _FROM_NOTHING * self._pays_from:
            return
        self._ends = context.Event()
        self._executor = ProcessPoolExecutor(
            self._others, context, initializer=_prepare, initargs=(self._work, self._ends)
        )

    def _handed_over(self, portion: list[Given]) -> "Future[Made] | None":
        """A portion in the hands of another process; none where there is none that can do it."""
        try:
            return self._executor.submit(_do, portion) if self._executor else None
        except BrokenExecutor:
            self._others = 0
        except OSError:  # the system gives no more processes; those that have begun would wait for ever
            self._others = 0
            self._executor = None
            _end_all(multiprocessing.active_children())
        return None

    def _made(self, future: "Future[Made]", portion: list[Given]) -> Made:
        try:
            return future.result()
        except BrokenExecutor:  # a process was ended from outside: the rest is done here
            self._others = 0
            return self._work(portion)

    def _stop(self) -> None:
        """Lets the others end by themselves, as one that is ended while it hands over its result blocks this one.

        What takes longer than a moment is a plan or a table; its process can be ended, for it hands over little.
        """
        if not self._executor or not self._ends:
            return
        self._ends.set()
        self._executor.shutdown(wait=False, cancel_futures=True)
        latest = monotonic() + _SECONDS_TO_END
        for process in multiprocessing.active_children():
            process.join(max(0.0, latest - monotonic()))
        _end_all(multiprocessing.active_children())


def _end_all(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
        process.join(_SECONDS_TO_END)


def _processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> BaseContext:
    """How other processes begin: as copies of this one, at once, while nothing but this thread is in it (Linux)."""
    try:
        alone = len(os.listdir("/proc/self/task")) == 1  # also those of libraries  # noqa: PTH208  # names only
    except OSError:
        alone = False
    return multiprocessing.get_context("fork" if alone else "spawn")


def _prepare(work: Callable[[Sequence[Any]], Any], ends: Event) -> None:
    """Makes a process ready: Ctrl-C is the first process's business, without which no other lives on."""
    global _ends, _work  # each process has its own
    _ends, _work = ends, work
    _collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _collect_seldom() -> None:
    """What files hold makes no circles: looking for some after every few values takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do(portion: Sequence[Any]) -> Any:
    if _work is None or _ends is None:
        raise RuntimeError("this process was not prepared")
    return None if _ends.is_set() else _work(portion)
