"""Work shared among processes: started only when they pay, and gone at once when the work is broken off."""

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

from readiness.batch.interruption import heed

Given = TypeVar("Given")
Made = TypeVar("Made")

_SECONDS_TO_END: Final = 0.5
_WAITING: Final = 3
"""Things that each process is given at once, so that it is never idle between two."""
_FROM_NOTHING: Final = 15
"""How many times as much has to be done for processes to pay that begin from nothing, not as copies of this one."""

_work: Callable[[Any], Any] | None = None


def portions(things: Iterable[Given], largest: int, size_of: Callable[[Given], int]) -> Iterator[list[Given]]:
    """Things in lists, each ending where the sizes of its things add up to what a portion may have."""
    portion: list[Given] = []
    size = 0
    for thing in things:
        portion.append(thing)
        size += size_of(thing)
        if size >= largest:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def shared(
    work: Callable[[Given], Made], things: Iterable[Given], *, pays_from: int, processes: int | None = None
) -> Iterator[Made]:
    """What the work makes of each thing, in order.

    Args:
        work: does one thing; it is sent to each process once.
        things: what it is done with.
        pays_from: from how many things on further processes pay.
        processes: how many to use, by default one for each processor.
    """
    number = processes or _processors()
    coming = iter(things)
    context = _context()
    few = list(islice(coming, pays_from * (1 if context.get_start_method() == "fork" else _FROM_NOTHING)))
    if number == 1 or len(few) < pays_from:
        for thing in chain(few, coming):
            heed()
            yield work(thing)
        return
    with Pool(work, number, context) as pool:
        waiting: deque[Callable[[], Made]] = deque()
        for thing in chain(few, coming):
            heed()
            waiting.append(pool.submit(thing))
            if len(waiting) > _WAITING * number:
                yield waiting.popleft()()
        while waiting:
            heed()
            yield waiting.popleft()()


class Pool(Generic[Given, Made]):
    """Processes for one kind of work, until the end of a `with` block: done by then, or ended if it is broken off."""

    def __init__(self, work: Callable[[Given], Made], number: int, context: BaseContext) -> None:
        """Begins so many processes, or fewer where the system gives no more; each gets the work once."""
        self._work = work
        self._executor: ProcessPoolExecutor | None = ProcessPoolExecutor(
            number, context, initializer=_prepare, initargs=(work,)
        )

    def submit(self, thing: Given) -> Callable[[], Made]:
        """Hands over one thing; what is returned waits for what the work makes of it.

        What a process had to do that was ended from outside is done here.
        """
        future = None
        if self._executor:
            try:
                future = self._executor.submit(_do, thing)
            except (BrokenExecutor, OSError):
                self._stop()
        return partial(self._made, future, thing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self._stop()
        elif self._executor:
            self._executor.shutdown()

    def _made(self, future: "Future[Made] | None", thing: Given) -> Made:
        try:
            if future and not future.cancelled():
                return future.result()
        except BrokenExecutor:
            self._stop()
        return self._work(thing)

    def _stop(self) -> None:
        """Ends all processes: they get a moment to finish what they are at, as handing over half of it would block."""
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
    """How other processes begin: as copies of this one, at once, while nothing but this thread is in it (Linux)."""
    try:
        alone = len(os.listdir("/proc/self/task")) == 1  # also those of libraries  # noqa: PTH208  # names only
    except OSError:
        alone = False
    return multiprocessing.get_context("fork" if alone else "spawn")


def _prepare(work: Callable[[Any], Any]) -> None:
    """Makes a process ready: Ctrl-C is the first process's business, without which no other lives on."""
    global _work  # each process has its own
    _work = work
    gc.freeze()
    gc.disable()  # what files hold makes no circles: looking for some takes a third of the time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do(thing: Any) -> Any:
    if _work is None:
        raise RuntimeError("this process was not prepared")
    return _work(thing)
