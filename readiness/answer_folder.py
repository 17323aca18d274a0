"""The answer files of a folder, recognised without reading them whole."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from questionnaires.answers import FORMAT
from readiness.answer_names import ANSWERS_SUFFIX, BACKUP_SUFFIX, is_other_version, may_hold_answers

BEGINNING: Final = 4_096
"""How many bytes at the beginning show that a file is an answer file."""
_OBJECT: Final = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\{\s*"')


def answer_files(folder: Path) -> list[Path]:
    """The answer files in a folder, the most recently changed first.

    A file counts that says so at its beginning, whatever its ending, that has a name as `readiness assess` gives them,
    or that has the version before of an answer file next to it: those two may be damaged.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        found = list(_answer_files(entries))
        return [Path(folder, name) for _, name in sorted(found, reverse=True)]
    return []


def arguments_for(path: Path) -> tuple[str, ...]:
    """The argument with which a command uses an answer file: nothing if it is the only one in this folder."""
    only = answer_files(Path())
    is_only = len(only) == 1 and os.path.realpath(only[0]) == os.path.realpath(path)
    return () if is_only else (str(path),)


def is_offered(path: Path) -> bool:
    """Whether an answer file is among those of this folder."""
    return os.path.realpath(path.parent) == os.path.realpath(".") and _is_answer_file(path.name, str(path))


def begins_as_answers(beginning: bytes) -> bool:
    """Whether the first bytes of a file are those of an answer file, in UTF-8 or UTF-16.

    Stricter than for a file that ends in `.json`: a text about answer files does not count.
    """
    return _has_format(beginning) and _OBJECT.match(beginning.replace(b"\0", b"")) is not None


def beginning_of(path: str) -> bytes:
    """The first bytes of a file; none if it cannot be read."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113  # a named pipe would be waited for
            return b""
        with open(path, "rb") as file:  # noqa: PTH123  # a Path for each of many files takes longer than reading them
            return file.read(BEGINNING)
    except OSError:
        return b""


def _answer_files(entries: Iterator["os.DirEntry[str]"]) -> Iterator[tuple[float, str]]:
    """When each answer file was changed, and its name."""
    for entry in entries:
        with suppress(OSError):
            if may_hold_answers(entry.name) and entry.is_file() and _is_answer_file(entry.name, entry.path):
                yield entry.stat().st_mtime, entry.name


def _is_answer_file(name: str, path: str) -> bool:
    """Whether a file counts as an answer file, by its name and its beginning."""
    name = name.lower()
    if not name.endswith(".json"):
        return may_hold_answers(name) and any(
            begins_as_answers(beginning_of(each)) for each in (path, f"{path}{BACKUP_SUFFIX}")
        )
    return (
        name.endswith(ANSWERS_SUFFIX)
        or is_other_version(name)
        or _has_format(beginning_of(path))
        or _has_format(beginning_of(f"{path}{BACKUP_SUFFIX}"))
    )


def _has_format(beginning: bytes) -> bool:
    return FORMAT.encode() in beginning.replace(b"\0", b"")
