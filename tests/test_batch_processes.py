"""Work that is shared among processes: what becomes of it if one of them is ended from outside."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence

import pytest

from readiness.batch.processes import SharedWork


def squares(numbers: Sequence[int]) -> list[int]:
    """Work that anyone can do."""
    return [number**2 for number in numbers]


def squares_here_only(numbers: Sequence[int]) -> list[int]:
    """Work that no other process survives: it is ended as the system does when memory runs out."""
    if multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(numbers)


def squares_until_the_fiftieth(numbers: Sequence[int]) -> list[int]:
    """Work that another process does for a while before it is ended."""
    return squares_here_only(numbers) if max(numbers) > 50 else squares(numbers)


@pytest.mark.parametrize("work", [squares, squares_here_only, squares_until_the_fiftieth])
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_killed_processes_lose_nothing(work: Callable[[Sequence[int]], list[int]], processes: int) -> None:
    """If another process is killed, the rest is done here: every thing is done, and none twice."""
    shared = SharedWork(work, portion=3, pays_from=3, processes=processes)
    made = [number for portion in shared.results(range(200)) for number in portion]
    assert sorted(made) == [number**2 for number in range(200)]
    assert not multiprocessing.active_children()
