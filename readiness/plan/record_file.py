"""The file that keeps the record of a service's actions, beside its answer file."""

from pathlib import Path

from questionnaires.answers import QuestionnaireVersion
from questionnaires.faults import Fault, InputFault
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionRecord, parse_record, write_record
from readiness.storage import LARGEST_FILE, replace_file
from scoring.instrument import Instrument

_SUFFIX = ".actions"  # not .json: people who collect answer files collect *.json


class RecordFile:
    """The record file that belongs to an answer file.

    Attributes:
        path: where it is, or would be.
        record: what it holds; an empty record where there is no file yet.
    """

    def __init__(self, answers: Path, instrument: Instrument) -> None:
        """Reads the file, if there is one.

        Raises:
            InputFault: it cannot be read, or is not a valid record.
        """
        self.path = record_path(answers)
        self._instrument = instrument
        self._read = self._on_disk()
        self.record = self._parse()

    @property
    def exists(self) -> bool:
        """Whether there is such a file."""
        return self._read is not None

    def save(self, record: ActionRecord) -> None:
        """Writes a record, unless it is the one that is there.

        Raises:
            UsageFault: somebody else has changed the file since it was read, or it cannot be written.
        """
        data = write_record(record, self._instrument.questionnaire)
        if data == self._read:
            return
        if self._on_disk() != self._read:
            raise UsageFault(Fault(str(self.path), "somebody else has changed it meanwhile", "Run the command again"))
        try:
            replace_file(self.path, data)
        except OSError as error:
            what = f"it cannot be written ({error.strerror or error})"
            raise UsageFault(Fault(str(self.path), what, "Check the folder and your rights to it")) from error
        self._read, self.record = data, record

    def _on_disk(self) -> bytes | None:
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except (FileNotFoundError, NotADirectoryError):  # answers in an archive have no file beside them
            return None
        except OSError as error:
            what = f"it cannot be read ({error.strerror})"
            raise InputFault(Fault(str(self.path), what, "Check your rights to it, or move it away")) from error

    def _parse(self) -> ActionRecord:
        questionnaire = self._instrument.questionnaire
        if self._read is None:
            version = QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version)
            return ActionRecord(questionnaire=version)
        try:
            return parse_record(self._read, questionnaire)
        except InputFault as fault:
            raise fault.within(str(self.path)) from fault


def record_path(answers: Path) -> Path:
    """Where the record of an answer file is kept: `team.actions` beside `team.json`."""
    return answers.with_name(f"{answers.name.removesuffix('.json')}{_SUFFIX}")
