"""Measuring: things are run side by side several times, and the fastest run of each counts."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One measured figure and the most that it may be."""

    what: str
    value: float
    limit: float
    unit: str = ""
    detail: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        verdict = "ok    " if self.is_met else "MISSED"
        return f"{verdict} {self.value:7.2f}{self.unit} (at most {self.limit:g}{self.unit})  {self.what}  {self.detail}"


def ratio(what: str, limit: float, ours: Callable[[], float], theirs: Callable[[], float], rounds: int = 9) -> Figure:
    """The ratio of two times, measured in turns. The fastest run of each counts.

    Args:
        what: what is compared with what.
        limit: the most that the ratio may be.
        ours: runs our side and returns its seconds.
        theirs: runs the other side and returns its seconds.
        rounds: how often.
    """
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    fastest, reference = (min(times) for times in zip(*pairs, strict=True))
    return Figure(what, fastest / reference, limit, "x", f"{fastest:.3f} s against {reference:.3f} s")


def command(*arguments: str) -> Callable[[], float]:
    """How many seconds a command takes from start to exit. As for a user, what Python compiled is kept."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> float:
        started = perf_counter()
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        return perf_counter() - started

    return run
