"""Benchmarks of the interview: the time between two questions, and how many answers survive when it is killed."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from scoring.instrument import load_instrument
from tests.benchmarks.measure import Figure
from tests.killing import kill_one
from tests.terminal import ENTER, Terminal, UndrawnTerminal

_KILLS = 200


def figures() -> Iterator[Figure]:
    """The time from Enter until the answer is saved and the next question is on screen, over the first 41 scales."""
    with TemporaryDirectory() as folder:
        terminal = UndrawnTerminal(Path(folder), "assess", "a.json", rows=60)
        for waits_for, typed in (
            ("Who takes part", f"1{ENTER}"),
            ("called?", f"Riverside{ENTER}"),
            ("belong to?", ENTER),
            ("meant to start?", ENTER),
            ("Are these details right?", f"1{ENTER}"),
        ):
            terminal.wait_for(waits_for)
            terminal.press(typed)
        taken = [_answer(terminal, number) for number in range(1, 42)]
        terminal.process.close(force=True)
    slowest = f"slowest {max(taken) * 1000:.0f} ms"
    yield Figure("Enter to the next question, median", median(taken) * 1000, 50, " ms", slowest)


def killed() -> Iterator[Figure]:
    """Answers lost in interviews that were killed at random moments."""
    instrument = load_instrument()
    with TemporaryDirectory() as folder:
        remains = [kill_one(Path(folder), instrument, seed) for seed in range(_KILLS)]
    lost = sum(max(0, one.confirmed - max(0, one.saved)) for one in remains)
    confirmed = sum(one.confirmed for one in remains)
    yield Figure(f"confirmed answers lost in {_KILLS} killed interviews", lost, 0, "", f"of {confirmed} confirmed")


def _answer(terminal: Terminal, number: int) -> float:
    """Answers one question, and returns the seconds until the next one can be answered."""
    terminal.wait_for(f"Question {number} of 48")
    terminal.wait_for("finish later", times=number)
    terminal.press("1")
    before = terminal.raw.count("Which is most like your service today?")
    started = perf_counter()
    terminal.process.send(ENTER)
    terminal.read_until(lambda: f"Question {number + 1} of 48" in terminal.raw and _asked(terminal) > before)
    return perf_counter() - started


def _asked(terminal: Terminal) -> int:
    return terminal.raw.count("Which is most like your service today?") + terminal.raw.count(
        "Which of these are true today?"
    )
