"""A real pseudo-terminal with the program in it, and what a person would see on its screen."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import pexpect
import pyte

ENTER, SPACE, CTRL_C, CTRL_D, CTRL_Z = "\r", " ", "\x03", "\x04", "\x1a"
ALT_ENTER, DOWN = "\x1b\r", "\x1b[B"
PASTE = "\x1b[200~{}\x1b[201~"
_CHANGES_SCREEN = ("NO_COLOR", "ACCESSIBLE", "COLUMNS", "LINES")  # including what parallel tests set
_PATIENCE = 20.0  # seconds; a loaded machine is slow, but never this slow


class Terminal:
    """Runs `readiness` in a pseudo-terminal of a given size and reads its screen."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 48,
        command: Sequence[str] = (sys.executable, "-m", "readiness"),
        **environment: str,
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.Stream(self.screen)
        clean = {name: value for name, value in os.environ.items() if name not in _CHANGES_SCREEN}
        # found by its name, the program advises short commands, wherever it is installed
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.process = pexpect.spawn(
            command[0],
            [*command[1:], *arguments],
            cwd=str(folder),
            env={**clean, "PATH": path, "TERM": "xterm-256color", **environment},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=_PATIENCE,
        )
        self.screen.write_process_input = self.process.send  # type: ignore[method-assign]  # tells where the cursor is
        self.raw = ""

    def press(self, *keys: str) -> None:
        """Sends keys, as a quick typist does."""
        for key in keys:
            self.process.send(key)
            self._read()

    def wait_for(self, text: str, times: int = 1) -> None:
        """Reads until a text is on the screen, or has been there a number of times."""
        until = monotonic() + _PATIENCE
        while self.text().count(text) < times:
            assert monotonic() < until, f"{text!r} did not appear:\n{self.text()}"
            assert self._read() or self.process.isalive(), f"the program ended without {text!r}:\n{self.text()}"

    def read_until(self, arrived: Callable[[], bool]) -> None:
        """Reads until something has arrived, as fast as it comes."""
        until = monotonic() + _PATIENCE
        while not arrived():
            assert monotonic() < until, f"it did not arrive:\n{self.text()}"
            self._read()

    def end(self) -> int:
        """Waits until the program has ended.

        Returns:
            Its exit code, or minus the signal that ended it.
        """
        until = monotonic() + _PATIENCE
        while self.process.isalive():
            self._read()
            assert monotonic() < until, f"the program did not end:\n{self.text()}"
        while self._read():  # its last words may come in several pieces
            pass
        self.process.close()
        status: int | None = self.process.exitstatus
        return -int(self.process.signalstatus) if status is None else status

    def resize(self, columns: int, rows: int) -> None:
        """Changes the size of the window."""
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    def text(self) -> str:
        """The text on the screen, and what has scrolled off it."""
        history = ["".join(line[column].data for column in sorted(line)).rstrip() for line in self.screen.history.top]
        return "\n".join([*history, *(line.rstrip() for line in self.screen.display)])

    def _read(self) -> bool:
        try:
            read = self.process.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += read
        self._stream.feed(read)
        return True


class UndrawnTerminal(Terminal):
    """A terminal that draws nothing, so that measuring measures the program: its text is all that was ever sent."""

    def __init__(self, folder: Path, *arguments: str, **settings: Any) -> None:
        super().__init__(folder, *arguments, **settings)
        self.process.delaybeforesend = None  # the pause that lets a person's keys arrive as a person's

    def text(self) -> str:
        return self.raw

    def _read(self) -> bool:
        try:
            read = self.process.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += read
        if "\x1b[6n" in read:  # asks where the cursor is
            self.process.send("\x1b[1;1R")
        return True
