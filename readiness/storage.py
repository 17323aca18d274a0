"""Answer files on disk: read with care, written so that no moment can lose an answer."""

import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from readiness.exits import UsageFault
from scoring.instrument import Instrument

LARGEST_FILE = 10_000_000
"""Bytes. A full questionnaire with long notes is well below a tenth of it."""

_LONGEST_NAME = 200
"""Bytes of a file's name to which something can still be added."""


class ChangedElsewhereError(OSError):
    """The file is no longer as this program left it."""

    def __init__(self) -> None:
        super().__init__(None, "it was changed by somebody else meanwhile")


class AnswerFile:
    """An answer file that one interview has open: locked against a second one, watched for changes by others.

    Attributes:
        path: where it is.
    """

    def __init__(self, path: Path, instrument: Instrument) -> None:
        """Opens an answer file that may not be there yet.

        Raises:
            InputFault: another interview has it open.
        """
        from filelock import FileLock, Timeout

        self.path = path
        self._instrument = instrument
        self._known: bytes | None = None
        self._lock = FileLock(_lock_of(path), mode=0o600)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            remedy = "Finish that one first, or answer in a new file"
            raise InputFault(Fault(str(path), "another interview has this file open", remedy)) from error
        except OSError:
            pass  # a disk that cannot lock, or a folder that cannot be written: saving will say what is wrong

    def load(self) -> AnswerSheet:
        """Reads the answers.

        Raises:
            InputFault: as `load_sheet`.
        """
        self._known = _read(self.path)
        return _parse(self._known, self.path, self._instrument)

    def save(self, sheet: AnswerSheet, *, over_changes: bool = False) -> None:
        """Writes the answers durably; the version before is kept beside them, with `.bak` at its end.

        Args:
            sheet: the answers.
            over_changes: writes even where somebody else has changed the file; their version is the one before.

        Raises:
            ChangedElsewhereError: somebody else has changed or removed the file.
            OSError: it could not be written; the old file is as it was.
        """
        data = write_answers(sheet, self._instrument.questionnaire)
        if not over_changes and self._on_disk() != self._known:
            raise ChangedElsewhereError
        _keep_backup(_behind(self.path))
        replace_file(self.path, data)
        self._known = data

    def close(self) -> None:
        """Lets other interviews have the file."""
        if not self._lock.is_locked:
            return
        lock = Path(self._lock.lock_file)
        with suppress(OSError):  # Windows keeps what is open; elsewhere nobody may find a lock that is about to vanish
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
        InputFault: the file cannot be read, or its answers do not fit the instrument; the path before each fault.
    """
    return _parse(_read(path), path, instrument)


def replace_file(path: Path, data: bytes) -> None:
    """Puts a whole new file in the place of an old one, durably, or leaves the old one as it was.

    A new file can be read by its owner only, where the system knows that. A link goes on pointing to its file.

    Raises:
        OSError: it could not be written.
    """
    path = _behind(path)
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
    """Writes what the user asked for with `-o`.

    Raises:
        UsageFault: it cannot be written there.
    """
    try:
        replace_file(path, data)
    except OSError as error:
        what = f"it cannot be written ({error.strerror})"
        raise UsageFault(Fault(str(path), what, "Choose another place with -o")) from error


def _behind(path: Path) -> Path:
    """The file that is meant by a path, links followed: a link is not what is to be replaced."""
    return Path(os.path.realpath(path))


def _lock_of(path: Path) -> Path:
    """The lock beside an answer file, named after it; after its digest where its name leaves no room for more."""
    path = _behind(path)
    name = os.fsencode(path.name)
    return path.with_name(f".{path.name if len(name) <= _LONGEST_NAME else sha256(name).hexdigest()}.lock")


def _keep_backup(path: Path) -> None:
    """Keeps the file as it is now under its name with `.bak`, at no moment without either."""
    backup = path.with_name(f"{path.name}.bak")
    link = path.with_name(f".{backup.name}.part")
    with suppress(OSError):  # a disk without links has no backup; the file itself is safe all the same
        link.unlink(missing_ok=True)
        link.hardlink_to(path)
        link.replace(backup)


def read_bounded(path: Path, kind: str, remedy: str) -> bytes:
    """The content of a file that is no larger than anything this program writes.

    Args:
        path: the file.
        kind: what it should be, for the message: `answer file`.
        remedy: what to do where it is too large to be one.

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
    return read_bounded(path, "answer file", "Choose a file that `readiness assess` has written")


def _parse(data: bytes, path: Path, instrument: Instrument) -> AnswerSheet:
    try:
        sheet = parse_answers(data, instrument.questionnaire)
        instrument.check(sheet)
    except InputFault as fault:
        raise fault.within(str(path)) from fault
    return sheet
