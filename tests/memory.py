"""How much memory a program takes, as the system counts it (Linux)."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import sleep

from tests.program import surroundings


def peak_of(command: Sequence[str], folder: Path) -> tuple[int, int]:
    """Runs a program in a folder.

    Returns:
        How it ended, and the most bytes that its first process or any that this has started took.
    """
    process = subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, *map(_peak_so_far, [process.pid, *_children(process.pid)]))
        sleep(0.05)
    return process.returncode, peak


def _children(number: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    except OSError:
        return []


def _peak_so_far(number: int) -> int:
    try:
        lines = Path(f"/proc/{number}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
