"""Interruption of a batch by Ctrl-C or SIGTERM: it stops at once, and its temporary files are removed.

The signal raises an exception, so that it also stops code that runs for long. A flag is set too, because some libraries
swallow every exception.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_requested = False  # one for the process, as signals are


class Interrupted(Exception):
    """The user or the system has interrupted the batch."""


@contextmanager
def interruptible() -> Iterator[None]:
    """A block that Ctrl-C or SIGTERM interrupts; further signals are ignored while it cleans up.

    Raises:
        Interrupted: the block was interrupted, and has cleaned up.
    """
    global _requested
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    except (KeyboardInterrupt, Exception) as error:
        if _requested:  # libraries may have replaced the exception by one of their own
            raise Interrupted from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _requested = False


def check_interrupted() -> None:
    """Interrupts the batch if a signal came whose exception was swallowed; called between two pieces of work."""
    if _requested:
        raise KeyboardInterrupt


def ignore_interruptions() -> None:
    """Checks for an interruption a last time and ignores later ones, so that what follows is done in full."""
    if signal.getsignal(signal.SIGINT) is _stop:
        _ignore()
    check_interrupted()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    global _requested
    _requested = True
    _ignore()
    raise KeyboardInterrupt


def _ignore() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
