"""Things that are slow to make, such as PDFs: the worker that needs one first makes it for the whole run."""

import os
import pickle
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TypeVar

from filelock import FileLock

Made = TypeVar("Made")

FOLDER_VARIABLE = "READINESS_MADE_ONCE"
"""The environment variable that names the folder of a test run to its workers."""


def made_once(key: str, make: Callable[[], Made]) -> Made:
    """What was already made under this key in this run, or else what `make` makes now.

    Args:
        key: names the sample and every option that changes what is made of it.
        make: makes the same for the same key in every process; another worker that needs it meanwhile waits.
    """
    file = _folder() / sha256(key.encode()).hexdigest()
    with FileLock(f"{file}.lock"):
        if not file.exists():
            file.write_bytes(pickle.dumps(make()))
        made: Made = pickle.loads(file.read_bytes())
    return made


def folder_made_once(key: str, make: Callable[[Path], object]) -> Path:
    """A folder in which `make` has put something under this key in this run; no test may change it.

    Args:
        key: names what is in the folder, as for `made_once`.
        make: fills an empty folder.
    """

    def made() -> Path:
        folder = Path(mkdtemp(dir=_folder()))
        make(folder)
        return folder

    return made_once(key, made)


def _folder() -> Path:
    return Path(os.environ.get(FOLDER_VARIABLE) or _own_folder().name)


@cache
def _own_folder() -> TemporaryDirectory[str]:
    """The folder of a process that shares nothing with others."""
    return TemporaryDirectory()
