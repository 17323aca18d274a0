"""Files on disk: answer files checked when they are read, and every file written as a whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from questionnaires.answer_file import usable_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import other_kind
from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.answer_names import backup_of, copies_of, is_kept_by_windows
from readiness.exits import UsageFault
from readiness.held_files import move, patiently, release, take
from readiness.next_step import command
from readiness.text import printable_path
from scoring.instrument import Instrument

_ON_WINDOWS = os.name == "nt"
_MAX_NAME_LENGTH = 200
"""Bytes of a file's name that leave room for a prefix and a suffix."""
_WAIT_FOR_OTHERS = 10
"""Seconds to wait until another program has saved a file."""
_EDITABLE = (".docx", ".xlsx", ".csv", ".md")
"""The formats of files that people edit or fill in."""
_OTHER_PLACE = _("Use -o to choose another place for the file")

LARGEST_FILE = 10_000_000
"""The most bytes of a file; a full questionnaire with long notes has less than a tenth of that."""


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
            what = _("this is the previous version of the answer file ({answers})", answers=kept.in_words())
            remedy = _("To restore the answers, type `{command}`", command=command("assess", str(path)))
            raise InputFault((*fault.faults, Fault(str(kept.path), what, remedy))) from fault
        raise


def read_sheet(path: Path, instrument: Instrument) -> AnswerSheet:
    """Reads an answer file, for people who offer the version before themselves.

    Raises:
        InputFault: as `load_sheet`, without the version before.
    """
    return parse_answer_file(read_answer_file(path), path, instrument)


@dataclass(frozen=True)
class KeptVersion:
    """The version before the last change of an answer file, which is kept next to it."""

    path: Path
    data: bytes
    sheet: AnswerSheet

    def in_words(self) -> str:
        """What the version has in it: `12 answers, last changed on 21 November 2026`."""
        number = len(self.sheet.answers)
        if self.sheet.updated_at is None:
            return ngettext("{n} answer", "{n} answers", number)
        return ngettext(
            "{n} answer, last changed on {day}",
            "{n} answers, last changed on {day}",
            number,
            day=long_date(self.sheet.updated_at.date()),
        )


def kept_version(path: Path, instrument: Instrument) -> KeptVersion | None:
    """The version before the last change of an answer file; none if there is none that can be used."""
    backup = _backup_behind(path)
    try:
        data = read_answer_file(backup)
        return KeptVersion(backup, data, parse_answer_file(data, backup, instrument))
    except InputFault:
        return None


def replace_file(path: Path, data: bytes, *, flush: bool = True) -> None:
    """Replaces a file as a whole and flushes it to disk, or leaves the old one as it was.

    A new file can be read by its owner only, where the system has such permissions. Links are followed.

    Args:
        path: the file.
        data: its new content.
        flush: whether it has to survive even a computer that loses power at once, not only a program that is killed,
            and is worth waiting for while another program holds the file.

    Raises:
        OSError: it could not be written; a `HeldFileError` if another program is using it.
    """
    if _ON_WINDOWS and is_kept_by_windows(path.name):
        raise OSError(errno.EINVAL, _("Windows doesn't allow this file name"))
    path = real_path(path)
    mode = 0o600
    with suppress(FileNotFoundError):
        mode = path.stat().st_mode & 0o777
        if _is_read_only(path):
            raise PermissionError(None, _("the file is read-only"))
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if flush:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(mode)
        if flush:
            move(temporary, path)
        else:
            temporary.replace(path)
    except BaseException:
        with suppress(OSError):  # what went wrong first is what counts
            temporary.unlink(missing_ok=True)
        raise
    if flush and os.name == "posix":
        with suppress(OSError):  # some network disks refuse it, and the new content is there already
            _flush_folder(path.parent)


def _flush_folder(path: Path) -> None:
    """Flushes the names of a folder's files to disk."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_output(path: Path, data: bytes) -> tuple[str, ...]:
    """Writes the file that the user asked for with `-o`. If there is another one that may be edited, it is kept.

    Returns:
        Sentences to tell the user.

    Raises:
        UsageFault: it cannot be written there, or what is there cannot be kept.
    """
    try:
        kept = _keep_edited(path, data)
        replace_file(path, data)
    except OSError as error:
        raise UsageFault(cannot_write(path, error, _OTHER_PLACE)) from error
    return (_("The file that was there is now {file}.", file=printable_path(str(kept))),) if kept else ()


def _keep_edited(path: Path, data: bytes) -> Path | None:
    """Makes a file that people may have edited or filled in the backup, if it is about to get other content.

    Returns:
        The backup; none if there is nothing to keep.

    Raises:
        OSError: the file cannot be read.
        UsageFault: it cannot be kept.
    """
    if path.suffix.lower() not in _EDITABLE or not path.is_file() or _is_read_only(path):
        return None
    before = patiently(path.read_bytes)
    if before == data:
        return None
    backup = _backup_behind(path)
    if not keep_backup(real_path(path)):  # as on a disk without links
        try:
            replace_file(backup, before)
        except OSError as error:
            raise UsageFault(cannot_write(backup, error, _OTHER_PLACE)) from error
    return backup


def cannot_write(path: Path, error: OSError, remedy: str) -> Fault:
    """The fault of a file that cannot be written."""
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        what = _("there is no folder called '{folder}'", folder=printable_path(str(path.parent)))
        return Fault(str(path), what, remedy)
    return Fault(str(path), _("saving failed ({reason})", reason=error.strerror or error), remedy)


def lock_of(path: Path) -> Path:
    """The lock next to a file, named after it; after the digest of its name where that is too long."""
    path = real_path(path)
    name = os.fsencode(path.name)
    return path.with_name(f".{path.name if len(name) <= _MAX_NAME_LENGTH else sha256(name).hexdigest()}.lock")


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Keeps other commands from changing a file between the moments when it is checked and when it is written.

    Raises:
        UsageFault: another command has been changing it for some time.
    """
    try:
        lock = take(lock_of(path), seconds=_WAIT_FOR_OTHERS)
    except TimeoutError as error:
        raise changed_meanwhile(path) from error
    try:
        yield
    finally:
        release(lock)


class ChangedMeanwhile(UsageFault):
    """A file has been changed since it was read, so it was not written."""


def changed_meanwhile(path: Path) -> ChangedMeanwhile:
    """The fault of a file that somebody else has changed since it was read."""
    what = _("somebody else has changed this file in the meantime")
    return ChangedMeanwhile(Fault(str(path), what, _("Run the command again")))


def _is_read_only(path: Path) -> bool:
    return not path.stat().st_mode & 0o200


def real_path(path: Path) -> Path:
    """The file that a path refers to, links followed, so that a link is never replaced by a file."""
    return Path(os.path.realpath(path))


def _backup_behind(path: Path) -> Path:
    """The backup of a file, which is next to the file that a link refers to."""
    return backup_of(real_path(path) if os.path.islink(path) else path)  # noqa: PTH114  # any name will do


def keep_backup(path: Path) -> bool:
    """Makes the file as it is now the backup; the file and a backup exist at every moment.

    A read-only file will not be replaced, and on Windows a link to it could neither be moved nor removed.

    Returns:
        Whether it has become the backup; never on a disk without links, where the file itself is safe.
    """
    backup = backup_of(real_path(path))
    link = path.with_name(f".{backup.name}.part")
    with suppress(OSError):
        if _is_read_only(path):
            return False
        link.unlink(missing_ok=True)
        link.hardlink_to(path)
        try:
            move(link, backup)
        finally:
            link.unlink(missing_ok=True)  # still there if the backup is the same file already, or a folder
        return True
    return False


def read_bounded(path: Path, remedy: str) -> bytes:
    """Reads a file, unless it is larger than any that this program writes.

    Args:
        path: the file.
        remedy: what to do if it is too large.

    Raises:
        InputFault: it cannot be read, or is larger than `LARGEST_FILE` bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise InputFault(Fault(str(path), _("there is no such file"), _("Check the name and the folder"))) from error
    except OSError as error:
        what = _("the file can't be read ({reason})", reason=error.strerror)
        raise InputFault(
            Fault(str(path), what, _("Check the file's name, and whether you are allowed to open the file"))
        ) from error
    if len(data) > LARGEST_FILE:
        what = _(
            "the file is larger than {size} MB, the most that is allowed for a file of this kind",
            size=LARGEST_FILE // 1_000_000,
        )
        raise InputFault(Fault(str(path), what, remedy))
    return data


def check_exists(path: Path) -> None:
    """Refuses a path that may be a file or a folder, if there is neither.

    Raises:
        InputFault: there is nothing.
    """
    if not os.path.lexists(path):
        raise InputFault(Fault(str(path), _("there is no such file or folder"), _("Check the name and the folder")))


def read_answer_file(path: Path) -> bytes:
    """The bytes of an answer file.

    Raises:
        InputFault: it cannot be read, or is too large for an answer file.
    """
    if os.path.isdir(path):  # noqa: PTH112  # which a name that is too long does not make fail
        raise InputFault(
            Fault(
                str(path),
                _("this is a folder, not an answer file"),
                _("In the folder, choose a file whose name ends in .json"),
            )
        )
    if not os.path.lexists(path) and (copies := copies_of(path)):
        what_to_do = _("Did you mean '{name}'?", name=printable_path(str(copies[0])))
        raise InputFault(Fault(str(path), _("there is no such file"), what_to_do))
    try:
        return read_bounded(path, _("Choose a file saved by `readiness assess`"))
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


def parse_answer_file(data: bytes, path: Path, instrument: Instrument) -> AnswerSheet:
    """The answers in an answer file's bytes.

    Raises:
        InputFault: they are not answers, or do not fit the instrument; the path before each fault.
    """
    try:
        sheet, faults = usable_answers(data, instrument.questionnaire)
        faults += instrument.faults_in(sheet) if sheet else []
        if faults or sheet is None:
            raise InputFault(faults)
    except InputFault as fault:
        raise fault.within(str(path)) from fault
    return sheet
