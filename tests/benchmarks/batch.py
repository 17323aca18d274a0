"""Benchmarks of a batch: how quick it is and how much memory it takes, with invented services in a temporary folder."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from operator import ne
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from questionnaires.faults import InputFault
from scoring.instrument import load_instrument
from tests.benchmarks.measure import Figure, command, ratio
from tests.benchmarks.plan import PLAN_BEFORE
from tests.memory import peak_of
from tests.mutations import damaged_files
from tests.services import write_services

_FILES = 100_000
_FILES_FOR_ALL = 20_000
_DAMAGED = 100_000
_PLANS = 24
_MEMORY = 400
"""Megabytes that all processes together may take."""

_READ_AND_PARSE = """
import os, sys, orjson
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            orjson.loads(file.read())
"""

_PANDAS = """
import json, os, sys
import pandas
services, answers = [], []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as file:
            sheet = json.load(file)
        services.append({"file": path, "form": sheet["form"], "updated_at": sheet["updated_at"], **sheet["service"]})
        for question, answer in sheet["answers"].items():
            answers.append({"file": path, "domain": question.partition(".")[0], "question": question, **answer})
services = pandas.DataFrame(services).sort_values("updated_at").drop_duplicates(["organisation", "name"], keep="last")
answers = pandas.DataFrame(answers).merge(services[["file", "name"]], on="file")
scores = answers.groupby(["file", "domain"])["level"].mean().unstack().mul(100 / 3).round(1)
services.merge(scores, left_on="file", right_index=True).sort_values("name").to_csv(sys.argv[2], index=False)
answers.sort_values(["name", "file"]).to_csv(sys.argv[3], index=False)
"""
"""What a commissioner might write to get the two tables, with no weights, bands or decisions."""


_PLANS_BEFORE = """
import sys
from pathlib import Path
from readiness.report.pdf import make_pdf
for _ in range(int(sys.argv[2])):
    make_pdf(Path(sys.argv[1]).read_text(encoding="utf-8"))
"""


def figures() -> Iterator[Figure]:
    """Compares batches with reading and parsing in one process and with pandas, and plans in two processes with one."""
    instrument = load_instrument()
    with TemporaryDirectory() as folder:
        given = Path(folder) / "in"
        write_services(instrument, given, _FILES, compact=True)
        reference = command(sys.executable, "-c", _READ_AND_PARSE, str(given))
        against = "reading and orjson.loads in one process"
        for what, limit, options in (
            ("results.csv", 1.5, ["--format", "results"]),
            ("results.csv with one process", 2.2, ["--format", "results", "--processes", "1"]),
            ("all CSV tables", 4.0, ["--format", "csv"]),
        ):
            ours = _batch(given, *options)
            yield ratio(f"batch of {_FILES:,} files into {what} / {against}", limit, ours, reference, rounds=3)
    with TemporaryDirectory() as folder:
        given = Path(folder) / "in"
        write_services(instrument, given, _FILES_FOR_ALL, compact=True)
        reference = command(sys.executable, "-c", _READ_AND_PARSE, str(given))
        name = f"batch of {_FILES_FOR_ALL:,} files into"
        yield ratio(f"{name} everything / {against}", 40.0, _batch(given), reference, rounds=3)
        tables = (str(Path(folder) / "services.csv"), str(Path(folder) / "answers.csv"))
        pandas = command(sys.executable, "-c", _PANDAS, str(given), *tables)
        yield ratio(
            f"{name} all CSV tables / a script with pandas", 1 / 3, _batch(given, "--format", "csv"), pandas, rounds=2
        )
        what = f"{name} the report as HTML and PDF / into all CSV tables"
        yield ratio(what, 2.0, _batch(given, "--format", "html,pdf"), _batch(given, "--format", "csv"), rounds=2)
    with TemporaryDirectory() as folder:
        given = Path(folder) / "in"
        write_services(instrument, given, _PLANS)
        plans = ("--plans", "--format", "json", "--processes")
        yield ratio(
            f"{_PLANS} plans with two processes / with one",
            1 / 1.8,
            _batch(given, *plans, "2"),
            _batch(given, *plans, "1"),
            rounds=2,
        )
        before = command(sys.executable, "-c", _PLANS_BEFORE, str(PLAN_BEFORE), str(_PLANS))
        what = f"{_PLANS} plans with one process / as many times the plan of version 0.2.0"
        yield ratio(what, 1 / 1.5, _batch(given, *plans, "1"), before, rounds=2)


def agreement() -> Iterator[Figure]:
    """How many damaged files the typed structures accept or refuse differently from the models."""
    from tests.test_typed_answers import exactly, is_plainly_right, judged_together

    instrument = load_instrument()
    differences = 0
    started = perf_counter()
    files = damaged_files(instrument, _DAMAGED, seed=2)
    while several := list(islice(files, 500)):
        expected = []
        for data in several:
            try:
                expected.append(exactly(data))
            except InputFault:
                differences += is_plainly_right(data)
        judged = judged_together(several, instrument)
        differences += sum(map(ne, judged, expected)) + abs(len(judged) - len(expected))
    detail = f"{perf_counter() - started:.0f} s"
    yield Figure(f"of {_DAMAGED:,} damaged files those that are judged in two ways", differences, 0, "", detail)


def memory() -> Iterator[Figure]:
    """The most memory that a batch takes, all its processes together, with 20,000 and with 200,000 files."""
    for number in (20_000, 200_000):
        with TemporaryDirectory() as folder:
            given = Path(folder) / "in"
            write_services(load_instrument(), given, number, compact=True)
            for formats in ("results", "csv,xlsx,parquet,html,pdf"):
                started = perf_counter()
                _, peak = peak_of(_arguments(given, "--format", formats), given.parent)
                detail = f"{perf_counter() - started:.0f} s"
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
