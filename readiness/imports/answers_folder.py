"""The folder that imported answers go into: one file a person, the newest counts, and nobody else's is written over."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from questionnaires.answers import AnswerSheet, NotApplicable
from questionnaires.faults import InputFault
from readiness.answer_names import ANSWERS_SUFFIX, words_for_file_name
from readiness.exits import UsageFault
from readiness.imports.person_codes import content_of
from readiness.open_answers import AnswerFile
from readiness.storage import cannot_write, read_sheet
from scoring.instrument import Instrument


class Outcome(StrEnum):
    """What became of a person's answers."""

    NEW = "new"
    SAME = "the same answers are there already"
    NEWER = "they take the place of older ones"
    OLDER = "newer ones are there already, which count"


@dataclass(frozen=True)
class Stored:
    """Where a person's answers are, and what became of those that were read."""

    path: Path
    outcome: Outcome
    before: AnswerSheet | None = None
    """What was there under the same code."""


class AnswersFolder:
    """The answer files of people in one folder."""

    def __init__(self, path: Path, instrument: Instrument, *, named_by_service: bool) -> None:
        """Reads what is there.

        Args:
            path: the folder; made when the first file is written.
            instrument: what the answers have to fit.
            named_by_service: whether the files' names begin with the service; otherwise they are the codes alone.
        """
        self.path, self._instrument, self._named_by_service = path, instrument, named_by_service
        self._found: dict[str, tuple[Path, AnswerSheet]] = {}
        for file in sorted(path.glob("*.json")) if path.is_dir() else ():
            with suppress(InputFault):  # damaged, or something else: never written over
                self._note(file, read_sheet(file, instrument))

    @property
    def people(self) -> int:
        """How many people's answers are there."""
        return len(self._found)

    def sheet_of(self, person: str) -> AnswerSheet | None:
        """The answers of the person with a code; none where there are none."""
        found = self._found.get(person.upper())
        return found[1] if found else None

    def person_with(self, sheet: AnswerSheet) -> str | None:
        """The code of a person who has the same role and the same answers, notes aside; none where nobody has."""
        wanted = _without_notes(sheet)
        return next((person for person, (_, other) in self._found.items() if _without_notes(other) == wanted), None)

    def put(self, sheet: AnswerSheet, *, over_newer: bool = False) -> Stored:
        """Keeps a person's answers; `sheet.workshop.person` has to be their code.

        Args:
            sheet: the answers.
            over_newer: whether they take the place of newer ones too.

        Raises:
            InputFault: the file that is there cannot be read, or somebody has it open.
            UsageFault: it cannot be written.
        """
        person = _person_of(sheet)
        path = self._path_of(sheet)
        if person.upper() not in self._found and path.exists():  # it came meanwhile, or is damaged
            self._note(path, read_sheet(path, self._instrument))
        there = self._found.get(person.upper())
        path = there[0] if there else path
        if there and _is_same(there[1], sheet):
            return Stored(path, Outcome.SAME, there[1])
        if there and _moment(there[1]) > _moment(sheet) and sheet.updated_at and not over_newer:
            return Stored(path, Outcome.OLDER, there[1])
        self._write(path, sheet)
        self._found[person.upper()] = path, sheet
        return Stored(path, Outcome.NEWER, there[1]) if there else Stored(path, Outcome.NEW)

    def remove(self, person: str) -> None:
        """Removes a person's answers, and the version before.

        Raises:
            UsageFault: they cannot be removed.
        """
        path, _ = self._found.pop(person.upper())
        try:
            path.unlink(missing_ok=True)
            Path(f"{path}.bak").unlink(missing_ok=True)
        except OSError as error:
            raise UsageFault(cannot_write(path, error, "Check your rights to it")) from error

    def _path_of(self, sheet: AnswerSheet) -> Path:
        person = _person_of(sheet)
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
            raise UsageFault(cannot_write(path, error, "Choose another folder with -o")) from error

    def _note(self, path: Path, sheet: AnswerSheet) -> None:
        if sheet.workshop and sheet.workshop.person:
            there = self._found.get(sheet.workshop.person.upper())
            if there is None or _moment(there[1]) <= _moment(sheet):
                self._found[sheet.workshop.person.upper()] = path, sheet


def _person_of(sheet: AnswerSheet) -> str:
    if sheet.workshop is None or sheet.workshop.person is None:
        raise ValueError("a person's answers need the person's code")
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
