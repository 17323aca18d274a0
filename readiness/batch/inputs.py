"""Inputs of a batch: files and archive entries, read whole, up to the largest size of an answer file."""

# ruff: noqa: PTH116 (a Path for each of a million files would take longer than judging them)

import os
from typing import Final, NamedTuple

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.batch.not_used import NotUsed, Rejection
from readiness.storage import LARGEST_FILE

_BLOCK: Final = 65_536
_UNIT: Final = 5_000
"""How many bytes count as size 1; most answer files are smaller."""
_OPENING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Flags for opening a file. O_NONBLOCK: if it has been replaced by a named pipe, opening does not hang."""


class Input(NamedTuple):
    """An entry of an archive, or a folder or archive that cannot be read."""

    path: str
    """Its path; an archive's entry has the archive's path before its own."""
    data: bytes = b""
    refused: Fault | None = None
    """Why it is rejected, whatever its content."""
    record: bytes = b""
    """The record of actions next to it."""
    record_file: str = ""
    """The path of this record."""


Found = str | Input | NotUsed | Rejection
"""A find; a plain file that may be used is just its path."""


def content_of(found: str | Input) -> bytes:
    """The content of an input.

    Raises:
        InputFault: it cannot be read, or is larger than any answer file.
    """
    if isinstance(found, str):
        return read_whole(found)
    if found.refused:
        raise InputFault(found.refused)
    return found.data


def size_of(found: Found, *, kept: bool = False) -> int:
    """How much memory an input takes: 1, and more for a large one.

    Args:
        found: the input.
        kept: whether its texts stay in memory after judging, so that the size of a file matters too.
    """
    if isinstance(found, NotUsed | Rejection):
        return 1
    if not isinstance(found, str):
        return 1 + len(found.data) // _UNIT
    if not kept:
        return 1
    try:
        return 1 + min(os.stat(found).st_size, LARGEST_FILE) // _UNIT
    except (OSError, ValueError):  # it will be rejected
        return 1


def read_whole(path: str) -> bytes:
    """The content of a plain file.

    Raises:
        InputFault: it cannot be read, or is larger than any answer file.
    """
    try:
        file = os.open(path, _OPENING)
    except (OSError, ValueError) as error:
        raise InputFault(_cannot_read(error)) from error
    try:
        data = os.read(file, _BLOCK)
        if len(data) == _BLOCK:
            blocks, size = [data], _BLOCK
            while size <= LARGEST_FILE and (block := os.read(file, _BLOCK)):
                blocks.append(block)
                size += len(block)
            data = b"".join(blocks)
    except OSError as error:
        raise InputFault(_cannot_read(error)) from error
    finally:
        os.close(file)
    if len(data) > LARGEST_FILE:
        raise InputFault(too_large(_("Move the file out of the folder")))
    return data


def too_large(remedy: str) -> Fault:
    """The fault of a file that is larger than `LARGEST_FILE`."""
    what = _("the file is larger than {limit} MB, so it can't be an answer file", limit=LARGEST_FILE // 1_000_000)
    return Fault("", what, remedy)


def _cannot_read(error: Exception) -> Fault:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    what = _("the file can't be read ({reason})", reason=reason)
    return Fault("", what, _("Check that the file's name is right, and that you are allowed to open it"))
