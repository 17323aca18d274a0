"""The answer files of a folder: which of its files they are, told without reading them whole."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from questionnaires.answers import FORMAT

ANSWERS_SUFFIX = ".answers.json"
_BEGINNING = 4_096
"""Bytes of a file in which an answer file says what it is."""


def answer_files(folder: Path) -> list[Path]:
    """The answer files in a folder, the most recently changed first.

    A file counts that says so at its beginning, that has a name as `readiness assess` gives them, or that has the
    version before of an answer file beside it: those two may be damaged.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        found = list(_answer_files(entries))
        return [Path(folder, name) for _, name in sorted(found, reverse=True)]
    return []


def arguments_for(path: Path) -> tuple[str, ...]:
    """What a command needs to be told to take an answer file: nothing if it is the only one of this folder."""
    only = answer_files(Path())
    is_only = len(only) == 1 and os.path.realpath(only[0]) == os.path.realpath(path)
    return () if is_only else (str(path),)


def is_offered(path: Path) -> bool:
    """Whether an answer file is among those of this folder."""
    return os.path.realpath(path.parent) == os.path.realpath(".") and path.name.lower().endswith(".json")


def _answer_files(entries: Iterator["os.DirEntry[str]"]) -> Iterator[tuple[float, str]]:
    """When each answer file was changed, and its name."""
    for entry in entries:
        name = entry.name.lower()
        if not name.endswith(".json") or name.startswith("."):
            continue
        with suppress(OSError):
            if entry.is_file() and (
                name.endswith(ANSWERS_SUFFIX) or _says_so(entry.path) or _says_so(f"{entry.path}.bak")
            ):
                yield entry.stat().st_mtime, entry.name


def _says_so(path: str) -> bool:
    """Whether a file says at its beginning that it is an answer file, in UTF-8 or UTF-16."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113  # a named pipe would be waited for
            return False
        with open(path, "rb") as file:  # noqa: PTH123  # a Path for each of many files takes longer than reading them
            return FORMAT.encode() in file.read(_BEGINNING).replace(b"\0", b"")
    except OSError:
        return False
