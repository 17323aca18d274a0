"""How quick a batch is, and how much memory it takes, with invented services in a temporary folder."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from scoring.instrument import load_instrument
from tests.benchmarks.measure import Figure, command, ratio
from tests.memory import peak_of
from tests.services import write_services

_FILES = 100_000
_PLANS = 24
_MEMORY = 200
"""Megabytes that no process may go beyond."""

_READ_AND_PARSE = """
import os, sys, orjson
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            orjson.loads(file.read())
"""


def figures() -> Iterator[Figure]:
    """Scoring into `results.csv` against reading and parsing in one process; plans with two processes against one."""
    with TemporaryDirectory() as folder:
        given = Path(folder) / "in"
        write_services(load_instrument(), given, _FILES, compact=True)
        yield ratio(
            f"batch of {_FILES:,} files into results.csv / reading and orjson.loads in one process",
            2.0,
            _batch(given, "--format", "results"),
            command(sys.executable, "-c", _READ_AND_PARSE, str(given)),
            rounds=3,
        )
    with TemporaryDirectory() as folder:
        given = Path(folder) / "in"
        write_services(load_instrument(), given, _PLANS)
        plans = ("--plans", "--format", "json", "--processes")
        yield ratio(
            f"{_PLANS} plans with two processes / with one",
            1 / 1.8,
            _batch(given, *plans, "2"),
            _batch(given, *plans, "1"),
            rounds=2,
        )


def memory() -> Iterator[Figure]:
    """The most memory that any process of a batch takes, with 20,000 and with 200,000 files."""
    for number in (20_000, 200_000):
        with TemporaryDirectory() as folder:
            given = Path(folder) / "in"
            write_services(load_instrument(), given, number, compact=True)
            for formats in ("results", "csv,xlsx,parquet,html,pdf"):
                begun = perf_counter()
                _, peak = peak_of(_arguments(given, "--format", formats), given.parent)
                detail = f"{perf_counter() - begun:.0f} s"
                name = f"peak memory of a batch of {number:,} files, {formats}"
                yield Figure(name, peak / 1e6, _MEMORY, " MB", detail)


def _arguments(given: Path, *options: str) -> list[str]:
    target = given.parent / "out"
    return [
        sys.executable,
        "-m",
        "readiness",
        "batch",
        str(given),
        "-o",
        str(target),
        "--as-of",
        "2026-11-21",
        *options,
    ]


def _batch(given: Path, *options: str) -> Callable[[], float]:
    return command(*_arguments(given, *options))
