"""Files that another program holds: for a moment, as Excel and virus scanners do on Windows, or by a lock of ours."""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from questionnaires.language import _

if TYPE_CHECKING:
    from filelock import BaseFileLock

Result = TypeVar("Result")

_PAUSES: Final = (0.05, 0.1, 0.2, 0.35, 0.5, 0.8)
"""Seconds between the tries, two seconds in all: longer than a virus scanner takes over a small file."""

_IN_USE: Final = {
    5: _(
        "you aren't allowed to change the file, or another program, such as Excel or OneDrive, has the file open: "
        "if the file is open, close the file and try again"
    ),
    32: _("another program, such as Excel or OneDrive, has the file open: close the file and try again"),
    33: _("another program has locked the file: close that program and try again"),
}
"""Windows' numbers of the errors that may pass: access denied, sharing violation, lock violation."""


class HeldFileError(PermissionError):
    """A file that another program still holds after two seconds; `strerror` says so in words."""


def patiently(act: Callable[[], Result]) -> Result:
    """Does something with a file, and tries again for two seconds while another program holds the file.

    Args:
        act: what is done; if it fails, nothing may have changed.

    Returns:
        What it returns.

    Raises:
        HeldFileError: another program still holds the file.
        OSError: anything else that is wrong, at once.
    """
    for pause in _PAUSES:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
        time.sleep(pause)
    try:
        return act()
    except OSError as error:
        if (number := getattr(error, "winerror", None)) not in _IN_USE:
            raise
        raise HeldFileError(errno.EACCES, _IN_USE[number], error.filename) from error


def move(path: Path, target: Path) -> None:
    """Gives a file another name, instead of a file that has it; or a folder, whose new name must be free.

    Raises:
        HeldFileError: another program holds one of them.
        OSError: as `Path.replace`.
    """
    patiently(partial(path.rename if path.is_dir() else path.replace, target))  # Windows replaces no folders


def remove(path: Path) -> None:
    """Deletes a file, if it is there.

    Raises:
        HeldFileError: another program holds it.
        OSError: as `Path.unlink`.
    """
    patiently(partial(path.unlink, missing_ok=True))


def take(lock_file: Path, *, seconds: float = 0) -> "BaseFileLock | None":
    """Takes a lock.

    Args:
        lock_file: its file, which is made.
        seconds: how long to wait for another program that has it.

    Returns:
        The lock; none on a disk without locks, or where no file can be made.

    Raises:
        TimeoutError: another program has it.
    """
    from filelock import FileLock

    lock = FileLock(lock_file, mode=0o600)
    try:
        if lock_file.parent.is_dir():  # or it would be made
            lock.acquire(timeout=seconds)
    except TimeoutError:
        raise
    except OSError:
        pass
    return lock if lock.is_locked else None


def release(lock: "BaseFileLock | None") -> None:
    """Releases a lock and removes its file; a lock that is not held is left alone."""
    if not lock or not lock.is_locked:
        return
    file = Path(lock.lock_file)
    with suppress(OSError):  # before the release, so that nobody locks a file that is then removed
        file.unlink()
    lock.release()
    if os.name == "nt":  # there it was open until now
        with suppress(OSError):
            file.unlink()
