"""The folder of a result, replaced as a whole: the new one is written next to it and renamed when it is complete."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.batch.formats import FOR_PLANS
from readiness.exits import UsageFault
from readiness.held_files import move
from readiness.storage import cannot_write


class ResultFile(StrEnum):
    """Everything that a batch writes into its folder, by its name; a later batch replaces nothing else."""

    SUMMARY = "summary.json"
    RESULTS = "results.csv"
    RESULTS_PARQUET = "results.parquet"
    TRENDS = "trends.csv"
    WORKLIST = "worklist.csv"
    GROUPS = "groups.csv"
    NOT_MET = "not_met.csv"
    REJECTED = "rejected.csv"
    NOT_USED = "not_used.csv"
    ANSWERS = "answers.csv"
    ANSWERS_PARQUET = "answers.parquet"
    WORKBOOK = "results.xlsx"
    REPORT = "portfolio.html"
    REPORT_PDF = "portfolio.pdf"
    PLANS = "plans"


SUMMARY: Final = ResultFile.SUMMARY
FORMAT: Final = "readiness-batch"
_PLANS: Final = frozenset(f".{each}" for each in FOR_PLANS)
"""The endings of the services' own plans."""


@contextmanager
def in_place_of(target: Path) -> Iterator[Path]:
    """A temporary folder to write a result to; it replaces the target at the end, or is deleted if anything fails.

    Raises:
        UsageFault: the target has something other than an earlier result in it, or cannot be written.
    """
    target = Path(os.path.realpath(target))
    _check(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise UsageFault(cannot_write(target, error, _("Use -o to choose another folder"))) from error
    made, before = work / "result", work / "before"
    try:
        made.mkdir()
        yield made
        _check(target)
        _swap(made, target, before)
        shutil.rmtree(before, ignore_errors=True)
    finally:
        # an earlier result that could not be moved back stays where it is
        shutil.rmtree(made if before.exists() else work, ignore_errors=True)


def _check(target: Path) -> None:
    """Refuses a target with anything but an earlier result in it."""
    fault = None
    if target.exists() and not target.is_dir():
        fault = Fault(str(target), _("this is a file, not a folder"), _("Use -o to choose another name"))
    elif target.is_dir() and (others := _others_in(target)):
        what = _("the folder contains something that `readiness batch` didn't write: {file}", file=others[0])
        remedy = _("Use -o to choose a new folder, because a batch replaces everything in the folder that it writes to")
        fault = Fault(str(target), what, remedy)
    if fault:
        raise UsageFault(fault)


def _others_in(target: Path) -> list[str]:
    try:
        names = sorted(entry.name for entry in target.iterdir())
        plans = sorted((target / ResultFile.PLANS).iterdir()) if ResultFile.PLANS in names else []
    except OSError as error:
        what = _("the folder can't be read ({reason})", reason=error.strerror)
        raise UsageFault(Fault(str(target), what, _("Use -o to choose another folder"))) from error
    others = [name for name in names if name not in list(ResultFile)]
    others += [f"{ResultFile.PLANS}/{plan.name}" for plan in plans if plan.suffix not in _PLANS or plan.is_dir()]
    return others or (names if names and not _is_result(target) else [])


def _is_result(target: Path) -> bool:
    try:
        content = json.loads((target / SUMMARY).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("format") == FORMAT


def _swap(made: Path, target: Path, before: Path) -> None:
    """Moves the old result away and the new one to its place; if that fails, the old one is moved back."""
    mode = 0o700
    try:
        with suppress(FileNotFoundError):
            mode = target.stat().st_mode & 0o777
            move(target, before)
        made.chmod(mode)
        move(made, target)
    except BaseException as error:
        if before.exists() and not target.exists():
            move(before, target)
        if isinstance(error, OSError):
            raise UsageFault(cannot_write(target, error, _("Use -o to choose another folder"))) from error
        raise
