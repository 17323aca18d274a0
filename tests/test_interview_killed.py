"""Nothing that was answered is lost, whenever the program dies."""

from pathlib import Path

import pytest

from scoring.instrument import Instrument
from tests.killing import kill_one


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_killed_interview_keeps_every_confirmed_answer(instrument: Instrument, tmp_path: Path, seed: int) -> None:
    """Killed at any moment, the file loads and holds every answer after which the next question was shown."""
    remains = kill_one(tmp_path, instrument, seed)
    assert remains.saved >= remains.confirmed or remains.confirmed == 0
