"""The folder for imported answers: one file for each person, their newest answers count, and nobody else's are lost."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from questionnaires.answers import AnswerSheet, NotApplicable
from questionnaires.faults import InputFault
from questionnaires.language import _
from readiness.answer_names import ANSWERS_SUFFIX, backup_of, unused, words_for_file_name
from readiness.exits import UsageFault
from readiness.held_files import remove
from readiness.imports.person_codes import content_of
from readiness.open_answers import AnswerFile
from readiness.storage import cannot_write, read_sheet
from readiness.text import same_name
from scoring.instrument import Instrument

_Key = tuple[str, str]
"""The key of a person: their code in capitals, and the name of their service or an empty text."""


class Outcome(StrEnum):
    """What became of a person's answers."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    """They replace older ones."""
    OLDER = "older"
    """Newer ones were there, and stay."""


@dataclass(frozen=True)
class Stored:
    """Where a person's answers are, and what became of those that were read."""

    path: Path
    outcome: Outcome
    before: AnswerSheet | None = None
    """The answers that had the same code before."""


class AnswersFolder:
    """The answer files of people in one folder."""

    def __init__(self, path: Path, instrument: Instrument, *, named_by_service: bool) -> None:
        """Reads the answers that are there.

        Args:
            path: the folder; made when the first file is written.
            instrument: what the answers have to fit.
            named_by_service: whether the files' names begin with the service; otherwise they are the codes alone.
        """
        self.path, self._instrument, self._named_by_service = path, instrument, named_by_service
        self._found: dict[_Key, tuple[Path, AnswerSheet]] = {}
        for file in sorted(path.glob("*.json")) if path.is_dir() else ():
            with suppress(InputFault):  # damaged, or something else: never written over
                self._note(file, read_sheet(file, instrument))

    @property
    def people(self) -> int:
        """How many people's answers are there."""
        return len(self._found)

    @property
    def codes(self) -> set[str]:
        """The codes of the people whose answers are there."""
        return {person for person, _service in self._found}

    def sheet_of(self, person: str, service: str = "") -> AnswerSheet | None:
        """The answers of the person with a code; none if there are none.

        Args:
            person: the code.
            service: the name of their service, where the folder is not that of one workshop.
        """
        found = self._found.get(self._key(person, service))
        return found[1] if found else None

    def same_answers(self, sheet: AnswerSheet) -> AnswerSheet | None:
        """The sheet of the service with the same role and answers, apart from notes; none if there is none."""
        service = self._key("", sheet.service.name)[1]
        sheets = (other for (_code, its_service), (_path, other) in self._found.items() if its_service == service)
        return next((other for other in sheets if are_alike(other, sheet)), None)

    def put(self, sheet: AnswerSheet, *, over_newer: bool = False) -> Stored:
        """Keeps a person's answers; `sheet.workshop.person` has to be their code.

        Args:
            sheet: the answers.
            over_newer: whether they replace newer ones too.

        Raises:
            InputFault: the file that is there cannot be read, or somebody has it open.
            UsageFault: it cannot be written.
        """
        key = self._key(person_of(sheet), sheet.service.name)
        path = self._path_of(sheet)
        if key not in self._found and path.exists():  # it came meanwhile, or is damaged
            self._note(path, read_sheet(path, self._instrument))
        there = self._found.get(key)
        path = there[0] if there else unused(path)
        if there and _is_same(there[1], sheet):
            return Stored(path, Outcome.SAME, there[1])
        if there and _moment(there[1]) > _moment(sheet) and sheet.updated_at and not over_newer:
            return Stored(path, Outcome.OLDER, there[1])
        self._write(path, sheet)
        self._found[key] = path, sheet
        return Stored(path, Outcome.NEWER, there[1]) if there else Stored(path, Outcome.NEW)

    def remove(self, person: str, service: str = "") -> None:
        """Removes a person's answers, and the version before.

        Raises:
            UsageFault: they cannot be removed.
        """
        path, _sheet = self._found.pop(self._key(person, service))
        try:
            remove(path)
            remove(backup_of(path))
        except OSError as error:
            raise UsageFault(cannot_write(path, error, _("Check that you are allowed to change this file"))) from error

    def _path_of(self, sheet: AnswerSheet) -> Path:
        person = person_of(sheet)
        name = f"{words_for_file_name(sheet.service.name)}-{person}" if self._named_by_service else person
        return self.path / f"{name}{ANSWERS_SUFFIX}"

    def _write(self, path: Path, sheet: AnswerSheet) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file = AnswerFile(path, self._instrument)
            try:
                if path.exists():
                    file.load()
                file.save(sheet)
            finally:
                file.close()
        except OSError as error:
            raise UsageFault(cannot_write(path, error, _("Use -o to choose another folder"))) from error

    def _note(self, path: Path, sheet: AnswerSheet) -> None:
        if sheet.workshop and sheet.workshop.person:
            key = self._key(sheet.workshop.person, sheet.service.name)
            there = self._found.get(key)
            if there is None or _moment(there[1]) <= _moment(sheet):
                self._found[key] = path, sheet

    def _key(self, person: str, service: str) -> "_Key":
        """The key by which people are recognised: their code, and also their service if the folder has several."""
        return person.upper(), same_name(service) if self._named_by_service else ""


def are_alike(sheet: AnswerSheet, other: AnswerSheet) -> bool:
    """Whether two sheets have the same role and answers, apart from notes."""
    return _without_notes(sheet) == _without_notes(other)


def person_of(sheet: AnswerSheet) -> str:
    """The code of the person whose answers these are."""
    if sheet.workshop is None or sheet.workshop.person is None:
        raise ValueError("each person's answers must include that person's code")
    return sheet.workshop.person


def _moment(sheet: AnswerSheet) -> datetime:
    return sheet.updated_at or datetime.min.replace(tzinfo=UTC)


def _is_same(there: AnswerSheet, sheet: AnswerSheet) -> bool:
    """Whether nothing would change: the same roles, service, answers and notes."""
    return (there.service, content_of(there.took_part, there.answers)) == (
        sheet.service,
        content_of(sheet.took_part, sheet.answers),
    )


def _without_notes(sheet: AnswerSheet) -> str:
    """The role and the answers alone, as a short code has them: without notes and reasons."""
    answers = {
        question: NotApplicable(not_applicable="-")
        if isinstance(answer, NotApplicable)
        else answer.model_copy(update={"note": "", "note_may_be_shown": False})
        for question, answer in sheet.answers.items()
    }
    return content_of(sheet.took_part, answers)
