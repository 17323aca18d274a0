"""The file that keeps the record of a service's actions, next to its answer file."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from questionnaires.answers import QuestionnaireVersion
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import listed
from readiness.answer_names import current_of
from readiness.exits import UsageFault
from readiness.held_files import remove
from readiness.plan.action_record import ActionRecord, parse_record, write_record
from readiness.plan.leftover_records import Leftovers, copies_of_record, find_leftovers, read_record, record_name
from readiness.storage import cannot_write, changed_meanwhile, changing, replace_file
from readiness.text import printable_path
from scoring.instrument import Instrument


class RecordFile:
    """The record file that belongs to an answer file.

    An answer file that was renamed has no record of its name. If one record in the folder was kept for the same
    answers, it is used, and moved to the new name when it is saved.

    Attributes:
        path: where it is, or would be.
        record: what it holds; an empty record if there is no file yet.
        leftovers: records of other names that may be about the same answers, where there is none of this name.
        copies: records with the names of copies of this one, which are not used.
    """

    def __init__(self, answers: Path, instrument: Instrument, identity: str | None = None) -> None:
        """Reads the file, if there is one.

        Args:
            answers: the answer file.
            instrument: what was answered.
            identity: the answer file's identity, which is kept in the record.

        Raises:
            InputFault: it cannot be read, or is not a valid record.
        """
        self.path = record_path(answers)
        self.leftovers = Leftovers()
        self.copies: tuple[Path, ...] = ()
        self._answers, self._instrument, self._identity = answers, instrument, identity
        self._source = self.path
        self._declined = False
        self._read = _on_disk(self.path)
        if self._read is None:
            self.leftovers = find_leftovers(self.path, identity, instrument.questionnaire)
            if len(self.leftovers.same) == 1:
                self.use(self.leftovers.same[0])
        else:
            self.copies = copies_of_record(self.path)
        self.record = self._parse(self._source, self._read)

    @property
    def exists(self) -> bool:
        """Whether there is such a file, or one of another name that is used in its place."""
        return self._read is not None

    @property
    def undecided(self) -> tuple[Path, ...]:
        """Several records that were kept for these answers, of which somebody has to choose one."""
        open_choice = self._read is None and not self._declined and len(self.leftovers.same) > 1
        return self.leftovers.same if open_choice else ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What to tell the user about records of other names, each in one line."""
        if self._read is not None or self._declined or self.undecided:
            return self.notices_on_these
        return (*map(self._belongs_to_none, self.leftovers.unmarked), *self.notices_on_these)

    @property
    def notices_on_these(self) -> tuple[str, ...]:
        """The notices about records that were certainly kept for these answers, or for a copy of them."""
        if self._source != self.path:
            return (self._will_move(),)
        if self._read is not None:
            return tuple(map(self._not_used, self.copies))
        if self._declined:
            return ()
        if self.undecided:
            return (self._choose(),)
        return tuple(map(self._is_of_a_copy, self.leftovers.of_copies))

    def use(self, path: Path | None) -> None:
        """Uses a record of another name, which is moved to the right name when it is saved; none for an empty record.

        Raises:
            InputFault: it cannot be used.
        """
        self._source = path or self.path
        self._read = _on_disk(path) if path else None
        self._declined = path is None
        self.record = self._parse(self._source, self._read)

    def read_again(self) -> None:
        """Reads the file after it has been changed elsewhere; if it has gone, the record stays as it was read before.

        Raises:
            InputFault: it cannot be used any more; what was read before stays.
        """
        for path in (self.path, self._source):
            data = _on_disk(path)
            if data is not None:
                self.record = self._parse(path, data)
                self._source, self._read = path, data
                return
        self._source, self._read, self._declined = self.path, None, True

    def save(self, record: ActionRecord) -> None:
        """Writes a record, unless it is the one that is there.

        Raises:
            UsageFault: somebody else has changed the file since it was read, it cannot be written, or it is not decided
                which record is used.
        """
        if self.undecided:
            remedy = _(
                "Choose a record with `readiness actions`, or rename the right one to {name}", name=self.path.name
            )
            what = _(
                "{records} are all records of actions for these answers",
                records=_all(path.name for path in self.undecided),
            )
            raise UsageFault(Fault(str(self.path), what, remedy))
        record = record.model_copy(update={"belongs_to": self._identity or record.belongs_to})
        data = write_record(record, self._instrument.questionnaire)
        moves = self._source != self.path
        if data == self._read and not moves:
            return
        with changing(self.path):
            if _on_disk(self._source) != self._read or (moves and _on_disk(self.path) is not None):
                raise changed_meanwhile(self.path)
            try:
                replace_file(self.path, data)
            except OSError as error:
                remedy = _("Check that the folder exists and that you are allowed to save files in it")
                raise UsageFault(cannot_write(self.path, error, remedy)) from error
            if moves:
                with suppress(OSError):  # then it stays as it was, next to the new one
                    remove(self._source)
        self._read, self._source, self.record = data, self.path, record

    def _belongs_to_none(self, other: Path) -> str:
        return _(
            "{record} doesn't belong to any answer file in this folder. If it is the record of actions for the "
            "answers you are using now, rename it to {name}.",
            record=_shown(other),
            name=_shown(self.path),
        )

    def _will_move(self) -> str:
        return _(
            "The record of what you agreed about the actions is in {record}, because the answer file used to have a "
            "different name. The next time the record is saved, it will be renamed {name}.",
            record=_shown(self._source),
            name=_shown(self.path),
        )

    def _not_used(self, copy: Path) -> str:
        return _(
            "{copy} looks like a copy of {record}, but differs from it. The copy was probably saved on another "
            "computer, and has not been used.",
            copy=_shown(copy),
            record=_shown(self.path),
        )

    def _choose(self) -> str:
        return _(
            "{records} are all records of actions for these answers, so none of them has been used. Choose one with "
            "`readiness actions`, or rename the right one to {name}.",
            records=_all(map(_shown, self.undecided)),
            name=_shown(self.path),
        )

    def _is_of_a_copy(self, other: Path) -> str:
        if (current := current_of(self._answers)) and record_path(current) == other:
            return _(
                "{record} belongs to the answers in {current}, so it is not used here.",
                record=_shown(other),
                current=_shown(current),
            )
        return _(
            "{record} belongs to a copy of these answers, so it is not used here. If you want to use it, copy it to "
            "{name}.",
            record=_shown(other),
            name=_shown(self.path),
        )

    def _parse(self, path: Path, data: bytes | None) -> ActionRecord:
        questionnaire = self._instrument.questionnaire
        if data is None:
            version = QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version)
            return ActionRecord(questionnaire=version)
        try:
            return parse_record(data, questionnaire)
        except InputFault as fault:
            raise fault.within(str(path)) from fault


def record_path(answers: Path) -> Path:
    """Where the record of an answer file is kept: `team.actions` beside `team.json`."""
    return answers.with_name(record_name(answers.name))


def _on_disk(path: Path) -> bytes | None:
    """The bytes of a record; none if there is no such file."""
    try:
        return read_record(path)
    except (FileNotFoundError, NotADirectoryError):  # answers in an archive have no file next to them
        return None
    except OSError as error:
        what = _("this file can't be read ({reason})", reason=error.strerror)
        raise InputFault(
            Fault(str(path), what, _("Check that you are allowed to open the file, or move it to another folder"))
        ) from error


def _shown(path: Path) -> str:
    return printable_path(str(path))


def _all(names: Iterable[str]) -> str:
    """All names in a list."""
    shown = list(names)
    return listed(shown, len(shown))
