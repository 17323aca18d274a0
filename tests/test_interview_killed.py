"""Nothing that was answered is lost, whenever the program dies."""

from pathlib import Path

import pytest

from scoring.instrument import Instrument
from tests.killing import kill_one


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_killed_interview_keeps_every_confirmed_answer(instrument: Instrument, tmp_path: Path, seed: int) -> None:
    """After a kill at any moment, the file loads and has every answer that was followed by the next question."""
    remains = kill_one(tmp_path, instrument, seed)
    assert remains.saved >= remains.confirmed or remains.confirmed == 0
