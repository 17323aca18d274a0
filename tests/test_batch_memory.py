"""Batch with large files: however large each may be, they are never all in memory at once."""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from questionnaires.answers import LONGEST_TEXT
from readiness.exits import ExitCode
from readiness.storage import LARGEST_FILE
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, write
from tests.memory import peak_of
from tests.services import file_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in another way"),
]

_MOST = 400_000_000
"""Bytes of all processes together."""
_BATCH = [sys.executable, "-m", "readiness", "batch", "in", "-o", "out", *DAY, *TABLES]


def test_large_entries_of_archives(tmp_path: Path) -> None:
    """Archive entries as large as allowed don't fill the memory."""
    (tmp_path / "in").mkdir()
    with ZipFile(tmp_path / "in" / "zeros.zip", "w", ZIP_DEFLATED) as archive:
        for number in range(60):
            archive.writestr(f"{number}.json", bytes(LARGEST_FILE))
    ended, peak = peak_of(_BATCH, tmp_path)
    assert ended == ExitCode.SOME_REJECTED
    assert peak < _MOST


def test_long_notes(tmp_path: Path, instrument: Instrument) -> None:
    """A thousand answer files with notes as long as they may be, which all go into the table of answers."""
    for number in range(1_000):
        sheet = file_of(instrument, number, short=False)
        for answer in sheet["answers"].values():
            answer["note"] = "x" * LONGEST_TEXT
        write(tmp_path / "in" / f"{number}.json", sheet)
    ended, peak = peak_of(_BATCH, tmp_path)
    assert ended == ExitCode.DONE
    assert peak < _MOST
