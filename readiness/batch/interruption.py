"""Breaking off: Ctrl-C and a request to end stop a batch at once, and nothing half is left.

A request is an exception, as nothing else reaches work that goes on for long; and it is remembered, as some of what
this program builds on swallows any exception.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

_requested = False  # signals are the whole process's business, so this is too


class Interrupted(Exception):
    """The user, or the system, wants the work to end."""


@contextmanager
def interruptible() -> Iterator[None]:
    """While work goes on that may be broken off; a second request does not disturb the clearing up.

    Raises:
        Interrupted: it was broken off, and all that it had begun is gone.
    """
    global _requested
    before = {number: signal.signal(number, _stop) for number in _SIGNALS}
    try:
        yield
    except (KeyboardInterrupt, Exception) as error:
        if _requested:  # what the exception became on its way does not matter
            raise Interrupted from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _requested = False


def heed() -> None:
    """Breaks off if that was requested and the exception that said so got lost; called between two pieces of work."""
    if _requested:
        raise KeyboardInterrupt


def heed_no_longer() -> None:
    """The last time that a request is heeded: what is done afterwards is done as a whole."""
    if signal.getsignal(signal.SIGINT) is _stop:
        _ignore()
    heed()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    global _requested
    _requested = True
    _ignore()
    raise KeyboardInterrupt


def _ignore() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
