"""The terminal: whether somebody can answer in it, whether it can redraw menus, its width and its encoding."""

import os
import shutil
import sys
from io import TextIOWrapper

_MIN_WIDTH = 20


def is_interactive() -> bool:
    """Whether a person can read the output and type answers."""
    return is_terminal() or is_git_bash()


def is_terminal() -> bool:
    """Whether both standard input and standard output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_git_bash() -> bool:
    """Whether this is Git Bash on Windows, where a person can answer although Windows reports no terminal."""
    return os.name == "nt" and "MSYSTEM" in os.environ and not is_terminal()


def wants_plain_prompts() -> bool:
    """Whether nothing may be redrawn: `ACCESSIBLE` is set (for screen readers), `TERM` is `dumb`, or in Git Bash."""
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    return accessible or os.environ.get("TERM") == "dumb" or is_git_bash()


def text_width(most: int | None = None) -> int:
    """The columns that a line of text may take in the window as it is now.

    Args:
        most: an upper limit; none by default. The result is never below 20.
    """
    columns = shutil.get_terminal_size().columns - 1
    return max(_MIN_WIDTH, columns if most is None else min(most, columns))


def replace_unprintable_characters() -> None:
    """Prints `?` for what the console's encoding lacks (ticks and bars on an old one) instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
