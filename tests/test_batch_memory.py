"""Batch with large files: however large each may be, they are never all in memory at once."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from readiness.exits import ExitCode
from readiness.storage import LARGEST_FILE
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, write
from tests.program import surroundings
from tests.services import file_of

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="no system to ask how much memory was taken")

_MOST = 200_000_000
"""Bytes; each test's input is larger."""


def memory_of_batch(path: str, folder: Path, expected: ExitCode) -> int:
    """How much memory a batch takes at most, in bytes."""
    command = [sys.executable, "-m", "readiness", "batch", path, "-o", "out", *DAY, *TABLES]
    process = subprocess.Popen(command, cwd=folder, env=surroundings(), stderr=subprocess.DEVNULL)
    _, ended, taken = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    assert process.returncode == expected
    return taken.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def test_large_entries_of_archives(tmp_path: Path) -> None:
    """Entries of zeros, each as large as any may be."""
    with ZipFile(tmp_path / "zeros.zip", "w", ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"{number}.json", bytes(LARGEST_FILE))
    assert memory_of_batch("zeros.zip", tmp_path, ExitCode.SOME_REJECTED) < _MOST


def test_long_notes(tmp_path: Path, instrument: Instrument) -> None:
    """Answer files with notes as long as books, which are all right and go into the table of answers."""
    for number in range(40):
        sheet = file_of(instrument, number)
        sheet["service"]["name"] = f"Service {number}"
        next(iter(sheet["answers"].values()))["note"] = "x" * (LARGEST_FILE // 2)
        write(tmp_path / "in" / f"{number}.json", sheet)
    assert memory_of_batch("in", tmp_path, ExitCode.DONE) < _MOST
