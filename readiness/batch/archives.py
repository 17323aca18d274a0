"""Answer files in `.zip` archives: read in memory, one at a time, within limits on entries and unpacked size."""

import stat
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.answer_folder import BEGINNING, begins_as_answers
from readiness.answer_names import may_hold_answers
from readiness.batch.inputs import Input, too_large
from readiness.batch.not_used import NotUsed, hidden, link, other_file
from readiness.plan.leftover_records import record_name
from readiness.storage import LARGEST_FILE

MOST_ENTRIES: Final = 100_000
LARGEST_INDEX: Final = 20_000_000
"""The most bytes of an archive's table of contents, which is read as a whole."""
LARGEST_CONTENT: Final = 2_000_000_000
"""The most bytes that an archive may unpack to."""

_END: Final = b"PK\x05\x06"
_LONGEST_END: Final = 65_557
"""How many bytes before an archive's end its last record can begin."""
_FAILURES: Final = (
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    LookupError,
)


def entries_of(path: str) -> Iterator[Input | NotUsed]:
    """The answer files in an archive with their content; unusable ones with the reason; and other files."""
    try:
        if fault := _too_much(path):
            yield Input(path, refused=fault)
            return
        with ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:  # whatever its last record says
                yield Input(path, refused=_too_many_entries())
                return
            names = {entry.filename for entry in entries}
            left = LARGEST_CONTENT
            for entry in entries:
                if entry.is_dir():
                    continue
                name = f"{path}/{entry.filename}"
                if none := _no_answers(archive, entry, name):
                    yield none
                    continue
                data, fault = _read(archive, entry, left)
                left -= len(data)
                record = _record_of(archive, entry, names, left)
                left -= len(record)
                yield Input(name, b"" if fault else data, fault, record, record_name(name) if record else "")
    except _FAILURES as error:
        yield Input(path, refused=_unreadable(error))


def number_of_entries(path: str) -> int:
    """How many inputs an archive gives, by its last record: 1 if it is rejected as a whole, 0 if it cannot be read."""
    try:
        return 1 if _too_much(path) else _end_of(path)[0]
    except OSError:
        return 0


def _too_much(path: str) -> Fault | None:
    """The fault of an archive that is too large by its last record, before its table of contents is read."""
    entries, index = _end_of(path)
    if entries > MOST_ENTRIES:
        return _too_many_entries()
    if index > LARGEST_INDEX:
        what = _("the archive's list of files is larger than {limit:g} MB", limit=LARGEST_INDEX / 1_000_000)
        return Fault("", what, _("Split the archive into several smaller ones"))
    return None


def _too_many_entries() -> Fault:
    return Fault(
        "",
        _("the archive has more than {limit:,} files in it", limit=MOST_ENTRIES),
        _("Split the archive into several smaller ones"),
    )


def _end_of(path: str) -> tuple[int, int]:
    """How many entries an archive has by its last record, and how many bytes its table of contents.

    In large archives both are in another record, and 65,535 or more here.
    """
    with open(path, "rb") as file:  # noqa: PTH123  # the path may not be one that Path can hold
        size = file.seek(0, 2)
        start = max(0, size - _LONGEST_END)
        file.seek(start)
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 20:
        return 0, 0
    entries, index = (
        int.from_bytes(tail[at + 10 : at + 12], "little"),
        int.from_bytes(tail[at + 12 : at + 16], "little"),
    )
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 48:
        entries = max(entries, int.from_bytes(tail[large + 32 : large + 40], "little"))
        index = max(index if index < 2**32 - 1 else 0, int.from_bytes(tail[large + 40 : large + 48], "little"))
    return entries, index


def _no_answers(archive: ZipFile, entry: ZipInfo, file: str) -> NotUsed | None:
    """The kind of an entry that is not read; none for one that is."""
    if stat.S_ISLNK(entry.external_attr >> 16):
        return link(file)
    name = PurePosixPath(entry.filename)
    if name.name.startswith(".") or "__MACOSX" in name.parts:
        return hidden(file)
    if name.suffix.lower() in (".json", ".zip"):
        return None
    beginning = _beginning(archive, entry)
    return None if may_hold_answers(name.name) and begins_as_answers(beginning) else other_file(file, beginning)


def _record_of(archive: ZipFile, entry: ZipInfo, names: set[str], left: int) -> bytes:
    """The record of actions next to an answer file in an archive; empty if there is none that can be read."""
    name = record_name(entry.filename)
    if name not in names:
        return b""
    data, fault = _read(archive, archive.getinfo(name), left)
    return b"" if fault else data


def _beginning(archive: ZipFile, entry: ZipInfo) -> bytes:
    try:
        with archive.open(entry) as file:
            return file.read(BEGINNING)
    except _FAILURES:
        return b""


def _read(archive: ZipFile, entry: ZipInfo, left: int) -> tuple[bytes, Fault | None]:
    """The content of one entry, or why it is not used."""
    name = entry.filename
    if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        return b"", Fault(
            "",
            _("the file's name points to a folder outside the archive"),
            _("Open the folder that has the files in it, and zip them again from there"),
        )
    if name.lower().endswith(".zip"):
        return b"", Fault("", _("this archive is inside another archive"), _("Unzip the outer archive first"))
    if entry.flag_bits & 1:
        return b"", Fault("", _("the file has a password"), _("Zip the files again, without a password"))
    largest = min(LARGEST_FILE, left)
    try:
        with archive.open(entry) as file:
            data = file.read(largest + 1)
    except _FAILURES as error:
        return b"", _unreadable(error)
    if len(data) > largest:
        if largest < LARGEST_FILE:
            what = _(
                "the files in the archive take up more than {limit} GB when they are unzipped",
                limit=LARGEST_CONTENT // 1_000_000_000,
            )
            return data, Fault("", what, _("Split the archive into several smaller ones"))
        return data, too_large(_("Remove the file from the archive"))
    return data, None


def _unreadable(error: BaseException) -> Fault:
    if isinstance(error, OSError) and error.strerror:
        what = _("the archive can't be read ({reason})", reason=error.strerror)
    else:
        what = _("the archive can't be read, so it may be damaged")
    return Fault("", what, _("Zip the files again"))
