"""Interviews that are killed at random moments, and what is left of them on disk."""

import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from questionnaires.answers import Levelled
from readiness.storage import load_sheet
from scoring.instrument import Instrument

_OPENING = "1\nRiverside\n\n\n1\n"
_LONGEST = 1.2  # seconds; by then the interview is well under way


@dataclass(frozen=True)
class Remains:
    """What is left of a killed interview."""

    confirmed: int
    """How many answers had the next question on screen."""
    saved: int
    """How many answers are in the file; -1 if there is no file yet."""


def kill_one(folder: Path, instrument: Instrument, seed: int) -> Remains:
    """Answers quickly, and kills the interview (SIGKILL) at a random moment.

    Raises:
        InputFault: the file that is left can't be read.
        AssertionError: an answer in it is not the one that was given.
    """
    path = folder / f"{seed}.json"
    levels = [random.Random(seed + number).choice((0, 1)) for number in range(40)]  # no secret
    process = subprocess.Popen(
        [sys.executable, "-m", "readiness", "assess", str(path), "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    timer = Timer(random.Random(seed).uniform(0.3, _LONGEST), process.kill)  # no secret
    timer.start()
    shown, _ = process.communicate(_OPENING + "".join(f"{level}\n" for level in levels))
    timer.cancel()
    questions = re.findall(r"^Question (\d+) of 48", shown, re.MULTILINE)
    confirmed = max((int(number) for number in questions), default=1) - 1
    if not path.exists():
        return Remains(confirmed, -1)
    answers = list(load_sheet(path, instrument).answers.values())
    assert answers == [Levelled(level=level) for level in levels[: len(answers)]]
    return Remains(confirmed, len(answers))
