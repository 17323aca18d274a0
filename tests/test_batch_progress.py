"""Batch: how far it has come, as a person sees it in a terminal."""

from pathlib import Path

import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY
from tests.services import write_services
from tests.terminal import Terminal

pytestmark = pytest.mark.terminal

_ERASES = "\x1b[2K"
"""What a terminal is sent before a line is drawn again."""


def test_bar_tells_how_many_are_read(tmp_path: Path, instrument: Instrument) -> None:
    """A bar counts the files that are read, gives way to what is written, and leaves nothing behind."""
    write_services(instrument, tmp_path / "in", 30)
    terminal = Terminal(tmp_path, "batch", "in", "-o", "out", *DAY, "--format", "csv,html")
    assert terminal.end() == ExitCode.DONE
    assert "/30" in terminal.raw
    assert "Writing the tables and the report" in terminal.raw
    assert _ERASES in terminal.raw
    assert terminal.text().lstrip().startswith("The results are in out")


def test_nothing_is_drawn_again_with_a_screen_reader(tmp_path: Path, instrument: Instrument) -> None:
    """If the surroundings ask for plain lines, each step is one line that stays."""
    write_services(instrument, tmp_path / "in", 30)
    terminal = Terminal(tmp_path, "batch", "in", "-o", "out", *DAY, "--format", "csv", ACCESSIBLE="1")
    assert terminal.end() == ExitCode.DONE
    assert "\x1b[" not in terminal.raw
    assert "Reading ...\nWriting the tables and the report ...\nThe results are in out\n" in terminal.text()
