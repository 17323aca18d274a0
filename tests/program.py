"""The program as people run it, in a process of its own; and the project's files as git sees them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CHANGES_OUTPUT = ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "ACCESSIBLE", "COLUMNS", "TERM", "PYTHONUTF8")


def surroundings(encoding: str = "utf-8", **environment: str) -> dict[str, str]:
    """The environment without what would change the program's output, and with what is given."""
    plain = {name: value for name, value in os.environ.items() if name not in _CHANGES_OUTPUT}
    return {**plain, "TERM": "xterm-256color", "PYTHONIOENCODING": encoding, **environment}


def run(
    *arguments: str | Path, folder: Path, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs `readiness` without a terminal.

    Args:
        arguments: what follows its name.
        folder: where it runs.
        encoding: what its console can show; anything else in its output fails the test.
        environment: variables to set.
    """
    return subprocess.run(
        [sys.executable, "-m", "readiness", *map(str, arguments)],
        cwd=folder,
        env=surroundings(encoding, **environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def project_files() -> list[Path]:
    """The project's files, relative to its folder: tracked ones, and new ones that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return sorted(Path(name) for name in {*listed.split("\0")} - {""} if (ROOT / name).is_file())
