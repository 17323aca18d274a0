"""A pool of worker processes: used only if there is enough work, and ended at once when the batch is interrupted."""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from multiprocessing.context import BaseContext
from time import monotonic
from typing import Any, Final, Generic, Self, TypeVar

from readiness.batch.interruption import check_interrupted

Item = TypeVar("Item")
Output = TypeVar("Output")

_SECONDS_TO_END: Final = 0.5
_QUEUED_PER_PROCESS: Final = 3
"""How many items are queued for each process, so that it never waits for the next."""
_SPAWN_COST: Final = 15
"""How many times as many items are needed if processes are spawned, which takes longer than forking."""

_work: Callable[[Any], Any] | None = None


def grouped_by_size(items: Iterable[Item], full: int, size_of: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Splits items into lists; a list is complete as soon as the sizes of its items reach `full`."""
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += size_of(item)
        if size >= full:
            yield group
            group, size = [], 0
    if group:
        yield group


def map_in_processes(
    work: Callable[[Item], Output], items: Iterable[Item], *, pays_from: int, processes: int | None = None
) -> Iterator[Output]:
    """The output of a function for each item, in order, worked out in several processes.

    Args:
        work: the function; it is sent to each process once.
        items: what it is called with, one at a time.
        pays_from: the number of items from which starting processes saves time; fewer are done in this process.
        processes: how many to use, by default one for each processor.
    """
    number = processes or _processors()
    coming = iter(items)
    context = _context()
    first = list(islice(coming, pays_from * (1 if context.get_start_method() == "fork" else _SPAWN_COST)))
    if number == 1 or len(first) < pays_from:
        for item in chain(first, coming):
            check_interrupted()
            yield work(item)
        return
    with Pool(work, number, context) as pool:
        waiting: deque[Callable[[], Output]] = deque()
        for item in chain(first, coming):
            check_interrupted()
            waiting.append(pool.submit(item))
            if len(waiting) > _QUEUED_PER_PROCESS * number:
                yield waiting.popleft()()
        while waiting:
            check_interrupted()
            yield waiting.popleft()()


class Pool(Generic[Item, Output]):
    """Worker processes that run one function, for a `with` block: an error in the block ends them at once."""

    def __init__(self, work: Callable[[Item], Output], number: int, context: BaseContext) -> None:
        """Starts the processes, or fewer if the system refuses more; the function is sent to each of them once."""
        self._work = work
        self._executor: ProcessPoolExecutor | None = ProcessPoolExecutor(
            number, context, initializer=_prepare, initargs=(work,)
        )

    def submit(self, item: Item) -> Callable[[], Output]:
        """Queues one item.

        Returns:
            A function that waits for the output. If the worker process has been killed, it does the work itself.
        """
        future = None
        if self._executor:
            try:
                future = self._executor.submit(_run_work, item)
            except (BrokenExecutor, OSError):
                self._stop()
        return partial(self._output, future, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self._stop()
        elif self._executor:
            self._executor.shutdown()

    def _output(self, future: "Future[Output] | None", item: Item) -> Output:
        try:
            if future and not future.cancelled():
                return future.result()
        except BrokenExecutor:
            self._stop()
        return self._work(item)

    def _stop(self) -> None:
        """Ends all processes, after half a second to finish: one killed while it sends its output would block us."""
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None
        latest = monotonic() + _SECONDS_TO_END
        for process in multiprocessing.active_children():
            process.join(max(0.0, latest - monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> BaseContext:
    """How processes are started: forked (quick, but safe only while this process has one thread), or else spawned."""
    try:
        alone = len(os.listdir("/proc/self/task")) == 1  # counts libraries' threads too  # noqa: PTH208  # names only
    except OSError:
        alone = False
    return multiprocessing.get_context("fork" if alone else "spawn")


def _prepare(work: Callable[[Any], Any]) -> None:
    """Sets up a worker process: it ignores Ctrl-C, which its parent handles, and ends when its parent ends."""
    global _work  # each process has its own
    _work = work
    gc.freeze()
    gc.disable()  # answer files make no reference cycles, and looking for them takes a third of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run_work(item: Any) -> Any:
    if _work is None:
        raise RuntimeError("this worker process was not set up")
    return _work(item)
