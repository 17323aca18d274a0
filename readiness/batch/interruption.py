"""Breaking off: Ctrl-C and a request to end stop a batch at once, and nothing half is left."""

import errno
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_KIND = 0xFF
"""The part of an error's number that says what kind it is; the rest says where it came up."""


class Interrupted(Exception):
    """The user, or the system, wants the work to end."""


@contextmanager
def interruptible() -> Iterator[None]:
    """While work goes on that may be broken off; a second request does not disturb the clearing up.

    Raises:
        Interrupted: it was broken off, and all that it had begun is gone.
        OSError: the disk is full.
    """
    noticed = False

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        nonlocal noticed
        noticed = True
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in _SIGNALS}
    try:
        yield
    except (KeyboardInterrupt, sqlite3.OperationalError) as error:
        if noticed:  # a long sort is broken off by an error of the database
            raise Interrupted from error
        if getattr(error, "sqlite_errorcode", 0) & _KIND in _FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
