"""The record of the actions on disk, beside the answers."""

from pathlib import Path

from questionnaires.answers import QuestionnaireVersion
from questionnaires.faults import Fault, InputFault
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionRecord, parse_record, write_record
from readiness.plan.planning import carry_over, remembered
from readiness.storage import LARGEST_FILE, replace_file
from scoring.instrument import Instrument
from scoring.result import Result

_ENDING = ".actions"  # not .json: whoever collects answer files by that ending is not to meet it


class ActionsFile:
    """The file of the actions that belongs to an answer file.

    Attributes:
        path: where it is, or would be.
        record: what it holds; nothing where there is no file yet.
    """

    def __init__(self, answers: Path, instrument: Instrument) -> None:
        """Reads the file, if it is there.

        Raises:
            InputFault: it cannot be read, or says what it cannot say.
        """
        self.path = path_beside(answers)
        self._instrument = instrument
        self._known = self._on_disk()
        self.record = self._parse()

    @property
    def is_there(self) -> bool:
        """Whether there is such a file."""
        return self._known is not None

    def save(self, record: ActionRecord) -> None:
        """Writes a record, if it is another than the one that is there.

        Raises:
            UsageFault: somebody else has changed the file meanwhile, or it cannot be written.
        """
        data = write_record(record, self._instrument.questionnaire)
        if data == self._known:
            return
        if self._on_disk() != self._known:
            raise UsageFault(Fault(str(self.path), "somebody else has changed it meanwhile", "Run the command again"))
        try:
            replace_file(self.path, data)
        except OSError as error:
            what = f"it cannot be written ({error.strerror or error})"
            raise UsageFault(Fault(str(self.path), what, "Check the folder and your rights to it")) from error
        self._known, self.record = data, record

    def _on_disk(self) -> bytes | None:
        try:
            with self.path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            what = f"it cannot be read ({error.strerror})"
            raise InputFault(Fault(str(self.path), what, "Check your rights to it, or move it away")) from error

    def _parse(self) -> ActionRecord:
        questionnaire = self._instrument.questionnaire
        if self._known is None:
            version = QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version)
            return ActionRecord(questionnaire=version)
        try:
            return parse_record(self._known, questionnaire)
        except InputFault as fault:
            raise fault.within(str(self.path)) from fault


def path_beside(answers: Path) -> Path:
    """Where the actions of an answer file are kept: `team.actions` beside `team.json`."""
    return answers.with_name(f"{answers.name.removesuffix('.json')}{_ENDING}")


def follow(result: Result, answers: Path, instrument: Instrument) -> Result:
    """The result with what was settled about its actions, as it is kept beside the answers.

    Raises:
        InputFault: the file of the actions cannot be used.
    """
    return carry_over(ActionsFile(answers, instrument).record, result, instrument)


def remember(result: Result, answers: Path, instrument: Instrument, *, begin: bool = False) -> tuple[str, ...]:
    """Keeps what a plan says, so that a later one can say what is different.

    Args:
        result: the plan.
        answers: the file of the answers.
        instrument: what they answer.
        begin: whether a file of the actions is begun where there is none; else nothing is kept then.

    Returns:
        What the user has to know: that it could not be kept, as where the folder cannot be written.
    """
    file = ActionsFile(answers, instrument)
    if not (file.is_there or begin):
        return ()
    try:
        file.save(file.record.with_plan(remembered(result)))
    except UsageFault as fault:
        return (f"A later plan cannot say what has changed since this one. {fault}",)
    return ()
