"""The answer file that an interview has open: no moment loses an answer, and nobody else's version is written over."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from questionnaires.answer_file import write_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.answer_names import other_version_of, unused
from readiness.held_files import release, take
from readiness.storage import keep_backup, lock_of, parse_answer_file, read_answer_file, real_path, replace_file
from scoring.instrument import Instrument


def time_now() -> datetime:
    """The time to the second, as answer files have it."""
    return datetime.now(UTC).replace(microsecond=0)


class ChangedElsewhereError(OSError):
    """The file on disk is no longer what this program last read or wrote.

    Attributes:
        removed: whether there is no such file any more.
    """

    def __init__(self, *, removed: bool) -> None:
        self.removed = removed
        what = (
            _("the file has been removed or renamed")
            if removed
            else _("the file has been changed on another computer or in another window")
        )
        super().__init__(None, what)


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
        self.path = path
        self._instrument = instrument
        self._last_content: bytes | None = None
        try:
            self._lock = take(lock_of(path))  # none in a read-only folder: saving will report what is wrong
        except TimeoutError as error:
            what = _("somebody is already answering questions in this file, in another window or on another computer")
            remedy = _("Finish answering in the other window or on the other computer first, then try again")
            raise InputFault(Fault(str(path), what, remedy)) from error

    def load(self) -> AnswerSheet:
        """Reads the answers.

        Raises:
            InputFault: as `load_sheet`.
        """
        self._last_content = read_answer_file(self.path)
        return parse_answer_file(self._last_content, self.path, self._instrument)

    def bring_back(self, version: bytes) -> Path | None:
        """Makes an earlier version the file's content again.

        Returns:
            Where the content that it replaces is kept; none if there was no file.

        Raises:
            OSError: that cannot be done; the file is as it was.
        """
        aside = None
        if os.path.lexists(self.path):
            aside = unused(self.path.with_name(f"{self.path.name}.damaged"))
            replace_file(aside, self.path.read_bytes())
        replace_file(self.path, version)
        return aside

    def save(self, sheet: AnswerSheet) -> None:
        """Writes the answers to disk; the previous version is kept next to them with the suffix `.bak`.

        Raises:
            ChangedElsewhereError: somebody else has changed or removed the file.
            OSError: it could not be written; the old file is as it was.
        """
        data = write_answers(sheet, self._instrument.questionnaire)
        if (on_disk := self._on_disk()) != self._last_content:
            raise ChangedElsewhereError(removed=on_disk is None)
        keep_backup(real_path(self.path))
        replace_file(self.path, data)
        self._last_content = data

    def keep_other_version(self) -> Path | None:
        """Keeps what somebody else has written there in a file of its own; after that the answers can be saved.

        Returns:
            The file; none if somebody else has removed the answer file.

        Raises:
            OSError: it could not be kept; the answer file is as it was.
        """
        theirs, kept = self._on_disk(), None
        if theirs is not None:
            kept = other_version_of(self.path)
            replace_file(kept, theirs)
            with suppress(OSError):
                kept.chmod(self.path.stat().st_mode & 0o777)
        self._last_content = theirs
        return kept

    def close(self) -> None:
        """Releases the lock, so that another interview can open the file."""
        release(self._lock)

    def _on_disk(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
