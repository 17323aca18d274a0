"""Lines typed in a terminal or sent through a pipe; several lines that arrive at once in a terminal are a paste."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from readiness.prompts.interface import Keep

try:
    import termios
except ImportError:  # Windows, where a paste cannot be told from quick typing
    termios = None  # type: ignore[assignment]

_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a paste if another program has asked it to."""
_TOGETHER = 0.06
"""How many seconds after a line another one belongs to it: nobody types that fast."""
_END_OF_PASTE = 0.2
"""How many seconds of silence end a paste."""


@dataclass(frozen=True)
class Typed:
    """What was typed up to Enter, or pasted.

    Attributes:
        text: one line, or all lines of a paste, without white space around them.
        pasted: whether several lines arrived at once.
    """

    text: str
    pasted: bool = False


class LineReader:
    """Reads typed lines from standard input."""

    def __init__(self) -> None:
        self._typed_ahead = ""

    def read(self, prompt: str, keep: Keep | None = None) -> Typed:
        """Shows a prompt and reads up to Enter; of a paste, all of it.

        Args:
            prompt: what is shown before the line.
            keep: keeps what has been typed of the line if the person interrupts it, where the terminal tells us that.

        Raises:
            EOFError: there is no more input.
        """
        try:
            with _not_forgotten() if keep else nullcontext():
                line = self._typed_ahead + input(prompt)
        except KeyboardInterrupt:
            if keep and (typed := f"{self._typed_ahead}{_waiting_text()}".strip()):
                keep(typed)
            raise
        self._typed_ahead = ""
        if _PASTE_BEGINS in line:
            return self._read_marked(line)
        more = _waiting_text()
        if "\n" not in more and len(more) <= 1:  # nothing, or a key that was pressed meanwhile
            self._typed_ahead = more
            return Typed(line.strip())
        if not more.endswith("\n"):
            print()  # noqa: T201  # the terminal has shown the last line of the paste
        return Typed(f"{line}\n{more}".strip(), pasted=True)

    @staticmethod
    def _read_marked(line: str) -> Typed:
        """The whole of a paste that the terminal has marked."""
        lines = [line.replace(_PASTE_BEGINS, "")]
        while _PASTE_ENDS not in lines[-1]:
            lines.append(input())
        text = "\n".join(lines).replace(_PASTE_ENDS, "").strip()
        return Typed(text, pasted="\n" in text)


@contextmanager
def _not_forgotten() -> Iterator[None]:
    """A context in which the terminal does not forget the line that is being typed when Ctrl-C is pressed."""
    if termios is None or not sys.stdin.isatty():
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    keeping = termios.tcgetattr(terminal)
    keeping[3] |= termios.NOFLSH
    termios.tcsetattr(terminal, termios.TCSANOW, keeping)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _waiting_text() -> str:
    """What has arrived in the terminal together with the line that was read, whole lines and the beginning of one.

    A pipe is never looked into: what comes out of it are answers, however fast.
    """
    if termios is None or not sys.stdin.isatty():
        return ""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    by_character = termios.tcgetattr(terminal)
    by_character[3] &= ~termios.ICANON  # else the beginning of a line cannot be seen before its Enter
    termios.tcsetattr(terminal, termios.TCSANOW, by_character)
    try:
        found = b""
        patience = _TOGETHER
        while select.select([terminal], [], [], patience)[0] and (read := os.read(terminal, 4096)):
            found += read
            if len(found) > 1:
                patience = _END_OF_PASTE
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return found.decode(sys.stdin.encoding, "replace").replace("\r", "\n")
