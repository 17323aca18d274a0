"""The program as people run it, in this process or in one of its own; and the project's files as git sees them."""

import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from typer.main import get_command

import scoring.instrument
from questionnaires.language import CATALOGUE_VARIABLE, LANGUAGE_VARIABLE
from readiness.cli import app
from readiness.exits import faults_end_the_program
from readiness.terminal import replace_unprintable_characters
from scoring.instrument import Instrument, load_instrument

ROOT = Path(__file__).parent.parent
NO_NETWORK = (
    "NewConnectionError",
    "name resolution",
    "ConnectTimeout",
    "ProxyError",
    "Network is unreachable",
    "dns error",
    "Could not connect",
)
"""What pip and uv say if they can't reach a package index."""

_CHANGES_OUTPUT = (
    *("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "ACCESSIBLE", "COLUMNS", "TERM", "PYTHONUTF8"),
    *(LANGUAGE_VARIABLE, CATALOGUE_VARIABLE),
)


def surroundings(encoding: str = "utf-8", **environment: str) -> dict[str, str]:
    """The environment without what would change the output of the program or of make, and with what is given."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in _CHANGES_OUTPUT and not name.startswith(("MAKE", "MFLAGS"))
    }
    return {**plain, "TERM": "xterm-256color", "PYTHONIOENCODING": encoding, **environment}


def run(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `readiness` without a terminal in this process, which saves the start of another: half a second each.

    Tests of signals, pipes, encodings and exit codes need `run_in_own_process`.

    Args:
        arguments: what follows its name.
        folder: where it runs.
        environment: variables to set.
    """
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        chdir(folder),
        patch.dict(os.environ, surroundings(**environment), clear=True),
        Path(os.devnull).open(encoding="utf-8") as nothing,
        patch.object(sys, "stdin", nothing),
        patch.object(scoring.instrument, "load_instrument", _loaded),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = _exit_code([*map(str, arguments)])
    shown, told = (stream.buffer.getvalue().decode().replace(os.linesep, "\n") for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, shown, told)


@cache
def _command() -> Callable[..., object]:
    """All commands with their options, put together once and not for each run."""
    return get_command(app)


_shipped = cache(load_instrument)


def _loaded(folder: Traversable | None = None) -> Instrument:
    """What `load_instrument` gives; what ships with the program, and is the same for all runs, is read once."""
    return load_instrument(folder) if folder else _shipped()


def _exit_code(arguments: list[str]) -> int:
    """Runs the program as its `main` does, and shows a bug as Python does: with a traceback and exit code 1."""
    try:
        replace_unprintable_characters()
        with faults_end_the_program():
            _command()(arguments, prog_name="readiness")
    except SystemExit as end:
        return int(end.code or 0)
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def run_in_own_process(
    *arguments: str | Path, folder: Path, encoding: str = "utf-8", typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs `readiness` without a terminal in a process of its own.

    Args:
        arguments: what follows its name.
        folder: where it runs.
        encoding: what its console can show; anything else in its output fails the test.
        typed: what it can read from standard input.
        environment: variables to set.
    """
    return subprocess.run(
        [sys.executable, "-m", "readiness", *map(str, arguments)],
        cwd=folder,
        env=surroundings(encoding, **environment),
        input=typed,
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
