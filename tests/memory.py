"""The memory that a program takes, as Linux counts it."""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep

from tests.program import surroundings


def peak_of(command: Sequence[str], folder: Path) -> tuple[int, int]:
    """Runs a program in a folder.

    Returns:
        How it ended, and the most bytes that its first process and all that this has started took at one moment; what
        several of them share counts once.
    """
    process = subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_memory_of, [process.pid, *_children(process.pid)])))
        sleep(0.02)
    return process.returncode, peak


def _children(number: int) -> Iterator[int]:
    for tasks in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            yield from map(int, tasks.read_text(encoding="utf-8").split())
        except OSError:
            continue


def _memory_of(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
