"""The command line that resumes an interview, to be shown to the person who stopped it."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def resume_command(options: list[str], path: Path) -> str:
    """The command that resumes the interview of an answer file, quoted for the shell.

    Args:
        options: the options of `readiness assess` to repeat.
        path: the answer file.
    """
    return f"{_program()} {_quote(['assess', *options, str(path)])}"


def _program() -> str:
    """How the program was called, so that the same call works again."""
    called = sys.argv[0]
    found = shutil.which("readiness")
    if found and Path(found).resolve() == Path(called).resolve():
        return "readiness"
    return f"{_quote([sys.executable])} -m readiness" if Path(called).name == "__main__.py" else _quote([called])


def _quote(words: list[str]) -> str:
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
