"""Answer files on disk: read with care, written so that no moment can lose an answer."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from questionnaires.answers import AnswerSheet, parse_answers, write_answers
from questionnaires.faults import Fault, InputFault
from questionnaires.model import Questionnaire
from readiness.exits import UsageFault
from scoring.instrument import Instrument

LARGEST_FILE = 10_000_000
"""Bytes. A full questionnaire with long notes is well below a tenth of it."""


def load_sheet(path: Path, instrument: Instrument) -> AnswerSheet:
    """Reads an answer file.

    Raises:
        InputFault: the file cannot be read, or its answers do not fit the instrument; the path before each fault.
    """
    try:
        sheet = parse_answers(_read(path), instrument.questionnaire)
        instrument.check(sheet)
    except InputFault as fault:
        raise fault.within(str(path)) from fault
    return sheet


def save_sheet(path: Path, sheet: AnswerSheet, questionnaire: Questionnaire) -> None:
    """Writes an answer file durably: beside the old one, flushed, then put in its place.

    Raises:
        OSError: it could not be written; the old file is as it was.
    """
    replace_file(path, write_answers(sheet, questionnaire))


def replace_file(path: Path, data: bytes) -> None:
    """Puts a whole new file in the place of an old one, or leaves the old one as it was.

    A new file can be read by its owner only, where the system knows that.

    Raises:
        OSError: it could not be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o777)
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


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputFault(
            Fault("", f"it cannot be read ({error.strerror})", "Check the name and your rights to it")
        ) from error
    if len(data) > LARGEST_FILE:
        what = f"it is larger than {LARGEST_FILE // 1_000_000} MB, so it is no answer file"
        raise InputFault(Fault("", what, "Choose a file that `readiness assess` has written"))
    return data
