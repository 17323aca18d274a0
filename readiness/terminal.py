"""The terminal: whether somebody can answer in it, whether it can redraw menus, its width and its encoding."""

import os
import re
import shutil
import signal
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, Final

from questionnaires.language import _

_MIN_WIDTH = 20
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_BETWEEN_WORDS: Final[dict[str, Any]] = {"break_on_hyphens": False, "break_long_words": False}


def is_interactive() -> bool:
    """Whether a person can read the output and type answers."""
    return is_terminal() or is_git_bash()


def is_terminal() -> bool:
    """Whether both standard input and standard output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_git_bash() -> bool:
    """Whether this is Git Bash on Windows, where a person can answer although Windows reports no terminal."""
    return os.name == "nt" and "MSYSTEM" in os.environ and not is_terminal()


def run_in_terminal() -> str:
    """Says where to run a command that asks questions, as a sentence without its full stop."""
    if os.name == "nt":
        return _("Run this command in Windows Terminal, not in PowerShell ISE or an editor")
    return _("Run this command in a terminal window")


def wants_plain_prompts() -> bool:
    """Whether nothing may be redrawn: with `ACCESSIBLE` set (for screen readers), `TERM=dumb`, or in Git Bash."""
    accessible = os.environ.get("ACCESSIBLE", "") not in ("", "0")
    return accessible or os.environ.get("TERM") == "dumb" or is_git_bash()


def text_width(most: int | None = None) -> int:
    """The width of a line of text in the window as it is now.

    Args:
        most: an upper limit; none by default. The result is never below 20.
    """
    columns = shutil.get_terminal_size().columns - 1
    return max(_MIN_WIDTH, columns if most is None else min(most, columns))


def print_message(text: str) -> None:
    """Prints a message to standard error; a terminal gets it wrapped between words, with paths and commands whole.

    If nobody reads messages any more, as after `2>&1 | head -1`, the program goes on and ends as it would have.
    """
    try:
        print(wrapped(text) if sys.stderr.isatty() else text, file=sys.stderr, flush=True)  # noqa: T201  # messages go there
    except BrokenPipeError:  # what has not been written is written nowhere, or it would fail again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def wrapped(text: str) -> str:
    """A text on lines that fit the window: wrapped between words, with the commands in it whole."""
    whole = re.sub(r"`[^`]*`", lambda command: command[0].replace(" ", _NO_BREAK_SPACE), text)
    lines = (textwrap.wrap(line, text_width(), **_BETWEEN_WORDS) or [""] for line in whole.split("\n"))
    return "\n".join(line for wrapped in lines for line in wrapped).replace(_NO_BREAK_SPACE, " ")


def replace_unprintable_characters() -> None:
    """Prints `?` for what the console's encoding lacks (ticks and bars on an old one) instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def busy(message: str) -> Iterator[None]:
    """Says in a terminal what the program is doing; what somebody types meanwhile is dropped, except Ctrl-C.

    Args:
        message: one line, which is removed again at the end.
    """
    if not sys.stderr.isatty():
        yield
        return
    print(message, end="", file=sys.stderr, flush=True)  # noqa: T201
    try:
        with _typed_keys_dropped():
            yield
    finally:
        print(f"\r{' ' * len(message)}\r", end="", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def _typed_keys_dropped() -> Iterator[None]:
    """Shows no typed keys, and forgets them at the end, so that the shell never gets them."""
    if not sys.stdin.isatty():
        yield
        return
    if sys.platform == "win32":
        import msvcrt

        try:
            yield
        finally:
            while msvcrt.kbhit():
                msvcrt.getwch()
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, silent)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)  # this also drops what was typed


class Terminated(KeyboardInterrupt):
    """SIGTERM: the system ends the program, so nobody can be asked any more, as they could be at Ctrl-C."""


@contextmanager
def terminated_like_ctrl_c() -> Iterator[None]:
    """A context in which SIGTERM ends the program as Ctrl-C does, with the terminal in order and everything said.

    Raises:
        Terminated: SIGTERM came.
    """

    def _stop(*_: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
