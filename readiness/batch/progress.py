"""Progress on standard error: on a terminal a bar with rate and time left, elsewhere a line now and then.

Nothing is redrawn if the environment asks for plain lines, as users of screen readers do.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final

from questionnaires.language import _
from readiness.terminal import print_message, wants_plain_prompts

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_SECONDS_BETWEEN_LINES: Final = 10.0


class Progress:
    """Shows how far the batch is, on standard error only."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Starts without output; `quiet` shows nothing at all, for tests and other programs."""
        self._quiet = quiet
        self._drawn = not quiet and sys.stderr.isatty() and not wants_plain_prompts()
        self._done = 0
        self._spoken = monotonic()
        self._bar: Bar | None = None

    @contextmanager
    def reading(self, paths: Sequence[str]) -> Iterator[None]:
        """Shows progress while files are read; on a terminal they are counted first, to show the time left."""
        with self._task(_("Reading"), _number_of_inputs(paths) if self._drawn else None):
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Shows that tables and the report are being written."""
        words = _("Writing the tables and the report")
        if not self._drawn:
            self._say(words)
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(f"{words} ..."):
            yield

    @contextmanager
    def planning(self, total: int) -> Iterator[None]:
        """Shows progress while plans are written."""
        with self._task(_("Writing plans"), total):
            yield

    def advance(self, number: int) -> None:
        """Adds to the number of files or plans that are done."""
        self._done += number
        if self._bar:
            rate = _("{count:,.0f} a second", count=self._done / max(monotonic() - self._spoken, 0.1))
            self._bar.update(self._bar.task_ids[0], advance=number, rate=rate)
        elif monotonic() - self._spoken > _SECONDS_BETWEEN_LINES:
            self._say(_("{count:,} done", count=self._done))

    def _say(self, words: str) -> None:
        self._spoken = monotonic()
        if not self._quiet and not self._drawn:
            print_message(f"{words} ...")

    @contextmanager
    def _task(self, words: str, total: int | None) -> Iterator[None]:
        self._done = 0
        if not self._drawn:
            self._say(words)
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        self._spoken = monotonic()
        with Bar(*columns, console=Console(stderr=True), transient=True) as self._bar:
            self._bar.add_task(words, total=total, rate="")
            try:
                yield
            finally:
                self._bar = None


def _number_of_inputs(paths: Sequence[str]) -> int:
    """How many inputs there are, roughly; only archives are opened."""
    from readiness.batch.find import Finder

    return sum(1 for _found in Finder(paths, look_inside=False).inputs())
