"""Answer files on disk: checked when they are read, written so that a crash at any moment loses no answer."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import other_kind
from readiness.dates import in_words
from readiness.exits import UsageFault
from readiness.next_step import command
from scoring.instrument import Instrument

LARGEST_FILE = 10_000_000
"""Bytes; a full questionnaire with long notes has less than a tenth of that."""

_MAX_NAME_LENGTH = 200
"""Bytes of a file's name that leave room for a prefix and a suffix."""


class ChangedElsewhereError(OSError):
    """The file on disk is no longer what this program last read or wrote."""

    def __init__(self) -> None:
        super().__init__(None, "it was changed by somebody else meanwhile")


class AnswerFile:
    """An answer file that one interview has open: locked against a second interview, checked for changes by others.

    Attributes:
        path: where it is.
    """

    def __init__(self, path: Path, instrument: Instrument) -> None:
        """Opens an answer file, which need not exist yet.

        Raises:
            InputFault: another interview has it open.
        """
        from filelock import FileLock, Timeout

        self.path = path
        self._instrument = instrument
        self._last_content: bytes | None = None
        self._lock = FileLock(_lock_of(path), mode=0o600)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            remedy = "Finish that one first, or answer in a new file"
            raise InputFault(Fault(str(path), "another interview has this file open", remedy)) from error
        except OSError:
            pass  # a disk without locks, or a read-only folder: saving will report what is wrong

    def load(self) -> AnswerSheet:
        """Reads the answers.

        Raises:
            InputFault: as `load_sheet`.
        """
        self._last_content = _read(self.path)
        return _parse(self._last_content, self.path, self._instrument)

    def bring_back(self, version: bytes) -> Path | None:
        """Makes an earlier version the file's content again.

        Returns:
            Where the content that it replaces is kept; none where there was no file.

        Raises:
            OSError: that cannot be done; the file is as it was.
        """
        aside = None
        if os.path.lexists(self.path):
            aside = _unused(self.path.with_name(f"{self.path.name}.damaged"))
            replace_file(aside, self.path.read_bytes())
        replace_file(self.path, version)
        return aside

    def save(self, sheet: AnswerSheet, *, over_changes: bool = False) -> None:
        """Writes the answers to disk; the previous version is kept beside them with the suffix `.bak`.

        Args:
            sheet: the answers.
            over_changes: writes even where somebody else has changed the file; their version becomes the `.bak`.

        Raises:
            ChangedElsewhereError: somebody else has changed or removed the file.
            OSError: it could not be written; the old file is as it was.
        """
        data = write_answers(sheet, self._instrument.questionnaire)
        if not over_changes and self._on_disk() != self._last_content:
            raise ChangedElsewhereError
        _keep_backup(_real_path(self.path))
        replace_file(self.path, data)
        self._last_content = data

    def close(self) -> None:
        """Releases the lock, so that another interview can open the file."""
        if not self._lock.is_locked:
            return
        lock = Path(self._lock.lock_file)
        with suppress(
            OSError
        ):  # before the release, so that nobody locks a file that is then removed; not on Windows, where it is open
            lock.unlink()
        self._lock.release()
        if os.name == "nt":
            with suppress(OSError):
                lock.unlink()

    def _on_disk(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None


def load_sheet(path: Path, instrument: Instrument) -> AnswerSheet:
    """Reads an answer file.

    Raises:
        InputFault: the file cannot be read, or its answers do not fit the instrument; the path before each fault, and
            at the end how to bring the version before back, where that is kept and can be used.
    """
    try:
        return read_sheet(path, instrument)
    except InputFault as fault:
        if kept := kept_version(path, instrument):
            what = f"it holds the version before: {kept.in_words()}"
            remedy = f"Bring it back with `{command('assess', str(path))}`"
            raise InputFault((*fault.faults, Fault(str(kept.path), what, remedy))) from fault
        raise


def read_sheet(path: Path, instrument: Instrument) -> AnswerSheet:
    """Reads an answer file, for those who offer the version before themselves.

    Raises:
        InputFault: as `load_sheet`, without the version before.
    """
    return _parse(_read(path), path, instrument)


@dataclass(frozen=True)
class KeptVersion:
    """The version before the last change of an answer file, which is kept beside it."""

    path: Path
    data: bytes
    sheet: AnswerSheet

    def in_words(self) -> str:
        """How much it holds, and from when: `12 answers, last changed on 21 November 2026`."""
        number = len(self.sheet.answers)
        changed = f", last changed on {in_words(self.sheet.updated_at.date())}" if self.sheet.updated_at else ""
        return f"{number} answer{'' if number == 1 else 's'}{changed}"


def kept_version(path: Path, instrument: Instrument) -> KeptVersion | None:
    """The version before the last change of an answer file; none where there is none that can be used."""
    backup = _backup_of(path) if os.path.islink(path) else Path(f"{path}.bak")  # noqa: PTH114  # any name will do
    try:
        data = _read(backup)
        return KeptVersion(backup, data, _parse(data, backup, instrument))
    except InputFault:
        return None


def replace_file(path: Path, data: bytes) -> None:
    """Replaces a file as a whole and flushes it to disk, or leaves the old one as it was.

    A new file can be read by its owner only, where the system has such permissions. Links are followed.

    Raises:
        OSError: it could not be written.
    """
    path = _real_path(path)
    mode = 0o600
    with suppress(FileNotFoundError):
        mode = path.stat().st_mode & 0o777
        if not mode & 0o200:
            raise PermissionError(None, "it is read-only")
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write_output(path: Path, data: bytes) -> None:
    """Writes the file that the user asked for with `-o`.

    Raises:
        UsageFault: it cannot be written there.
    """
    try:
        replace_file(path, data)
    except OSError as error:
        raise UsageFault(cannot_write(path, error, "Choose another place with -o")) from error


def cannot_write(path: Path, error: OSError, remedy: str) -> Fault:
    """The fault of a file that cannot be written."""
    return Fault(str(path), f"it cannot be written ({error.strerror or error})", remedy)


def _real_path(path: Path) -> Path:
    """The file that a path refers to, links followed, so that a link is never replaced by a file."""
    return Path(os.path.realpath(path))


def _lock_of(path: Path) -> Path:
    """The lock beside an answer file, named after it; after the digest of its name where that is too long."""
    path = _real_path(path)
    name = os.fsencode(path.name)
    return path.with_name(f".{path.name if len(name) <= _MAX_NAME_LENGTH else sha256(name).hexdigest()}.lock")


def _unused(path: Path) -> Path:
    """The path, with a number at its end where there is such a file already."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _backup_of(path: Path) -> Path:
    return Path(f"{_real_path(path)}.bak")


def _keep_backup(path: Path) -> None:
    """Makes the file as it is now the backup; the file and a backup exist at every moment."""
    backup = _backup_of(path)
    link = path.with_name(f".{backup.name}.part")
    with suppress(OSError):  # a disk without links gets no backup; the file itself is safe
        link.unlink(missing_ok=True)
        link.hardlink_to(path)
        link.replace(backup)


def read_bounded(path: Path, kind: str, remedy: str) -> bytes:
    """Reads a file, unless it is larger than any that this program writes.

    Args:
        path: the file.
        kind: what the file should be, for the message, such as `answer file`.
        remedy: what to do where it is too large.

    Raises:
        InputFault: it cannot be read, or is larger than `LARGEST_FILE` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        raise InputFault(Fault(str(path), what, "Check the name and your rights to it")) from error
    if len(data) > LARGEST_FILE:
        what = f"it is larger than {LARGEST_FILE // 1_000_000} MB, so it is no {kind}"
        raise InputFault(Fault(str(path), what, remedy))
    return data


def _read(path: Path) -> bytes:
    remedy = "Choose a file that `readiness assess` has written"
    if os.path.isdir(path):  # noqa: PTH112  # which a name that is too long does not make fail
        raise InputFault(Fault(str(path), "it is a folder, not an answer file", "Name a file in it that ends in .json"))
    try:
        return read_bounded(path, "answer file", remedy)
    except InputFault as fault:
        if kind := _kind_of_large_file(path):
            raise InputFault(kind.within(str(path))) from fault
        raise


def _kind_of_large_file(path: Path) -> Fault | None:
    """The fault of a file that is too large to be read and certainly is something else than an answer file."""
    try:
        with path.open("rb") as file:
            return other_kind(file.read(LARGEST_FILE))
    except OSError:
        return None


def _parse(data: bytes, path: Path, instrument: Instrument) -> AnswerSheet:
    try:
        sheet = parse_answers(data, instrument.questionnaire)
        instrument.check(sheet)
    except InputFault as fault:
        raise fault.within(str(path)) from fault
    return sheet
