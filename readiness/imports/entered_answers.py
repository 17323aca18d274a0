"""The answers that somebody types in, saved in a workshop's folder one sheet at a time. The last ones can be undone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from questionnaires.answers import AnswerSheet, QuestionnaireVersion, Workshop
from readiness.imports.answers_folder import AnswersFolder, Outcome, Stored
from readiness.imports.importing import Importer, check_not_forgotten
from readiness.imports.paper_sheet import PaperSheet
from readiness.imports.people import Person
from readiness.imports.taken import Taken
from readiness.imports.typed_code import read_typed_code
from readiness.workshop.folder import WorkshopFolder, random_code
from readiness.workshop.late_answers import agenda_shown_at
from scoring.instrument import Instrument

_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Step:
    """A sheet or a short code that can be undone."""

    person: str
    before: AnswerSheet | None
    """The person's earlier answers; none if there were none."""
    was_sheet: bool
    """Whether it was a sheet, and not a short code."""


class EnteredAnswers:
    """Keeps sheets and short codes that are typed in.

    Attributes:
        form: what was asked.
        come_late: whether people have seen an agenda already.
    """

    def __init__(self, folder: WorkshopFolder, instrument: Instrument, now: Callable[[], datetime]) -> None:
        """Opens a workshop's folder.

        Args:
            folder: the workshop.
            instrument: what was asked.
            now: returns the time at which something is typed in.

        Raises:
            InputFault: it is not a workshop, is about another questionnaire, or its answers were deleted.
        """
        self._folder, self._now = folder, now
        self._workshop, self.form = folder.load(), folder.definition(instrument)
        check_not_forgotten(folder, instrument)
        self._answers = AnswersFolder(folder.answers, instrument, named_by_service=False)
        self.come_late = agenda_shown_at(folder, instrument) is not None
        self._importer = Importer(instrument, self._answers, self.form, workshop=self._workshop)
        self._steps: list[Step] = []
        self._unsaved: dict[str, PaperSheet] = {}

    @property
    def service(self) -> str:
        """The name of the workshop's service."""
        return self._workshop.service.name

    @property
    def people(self) -> int:
        """How many people's answers are in the workshop."""
        return self._answers.people

    @property
    def last(self) -> str | None:
        """The code of the person whose answers were typed in last; none if nothing can be undone."""
        return self._steps[-1].person if self._steps else None

    def open(self, person: str) -> PaperSheet:
        """The sheet of a person, with what has been typed so far; without a code, that of a new person."""
        person = person or self._unused_code()
        there = self._answers.sheet_of(person)
        if unsaved := self._unsaved.get(person):
            return replace(unsaved, was_there=there is not None)
        return self._sheet_of(there, person) if there else PaperSheet(self.form, person)

    def remember(self, sheet: PaperSheet) -> None:
        """Keeps a sheet that is not saved until the program ends: its code brings its keys back."""
        self._unsaved[sheet.person] = sheet

    def save(self, sheet: PaperSheet) -> Stored:
        """Keeps a sheet.

        Raises:
            InputFault: it cannot be saved; nothing has changed.
        """
        before = self._answers.sheet_of(sheet.person)
        started_at = before.started_at if before else None
        answers = self._answer_sheet(sheet, started_at=started_at, updated_at=self._now())
        stored = self._locked(lambda: self._answers.put(answers, over_newer=True))
        self._unsaved.pop(sheet.person, None)
        if stored.outcome is not Outcome.SAME:
            self._steps.append(Step(sheet.person, before, was_sheet=True))
        return stored

    def same_as(self, sheet: PaperSheet) -> AnswerSheet | None:
        """The answers of another person that are the same as those of a new sheet, whose code may be mistyped."""
        if not sheet.answers or self._answers.sheet_of(sheet.person):
            return None
        return self._answers.same_answers(self._answer_sheet(sheet))

    def read_code(self, text: str) -> Person:
        """The person whose answers are in a short code, which may follow their own code.

        Raises:
            InputFault: it is not a code of this workshop's form.
        """
        return read_typed_code(self.form, text)

    def in_doubt(self, person: Person) -> AnswerSheet | None:
        """The answers that make it doubtful whose a short code is: others with its code, or the same with another."""
        return self._importer.in_doubt(person)

    def take_code(self, person: Person) -> Taken:
        """Keeps the answers of a short code that was read.

        Raises:
            InputFault: it cannot be saved.
        """
        before = self._answers.sheet_of(person.code) if person.code else None
        taken = self._locked(lambda: self._importer.take_code(person))
        if taken.stored and taken.stored.outcome in (Outcome.NEW, Outcome.NEWER):
            self._steps.append(Step(taken.code, before, was_sheet=False))
        return taken

    def undo(self) -> Step:
        """Undoes what was typed in last; until the program ends, a sheet's keys come back with its code.

        Raises:
            InputFault: it cannot be undone.
        """
        step = self._steps[-1]
        before, undone = step.before, self._answers.sheet_of(step.person)
        if before is None:
            self._locked(lambda: self._answers.remove(step.person))
        else:
            self._locked(lambda: self._answers.put(before, over_newer=True))
        self._steps.pop()
        if undone and step.was_sheet:
            self.remember(self._sheet_of(undone, step.person))
        return step

    def _sheet_of(self, answers: AnswerSheet, person: str) -> PaperSheet:
        role = answers.took_part[0] if answers.took_part else None
        return PaperSheet(self.form, person, role, dict(answers.answers), was_there=True)

    def _answer_sheet(self, sheet: PaperSheet, **moments: datetime | None) -> AnswerSheet:
        """The answers of a sheet as they are saved."""
        questionnaire = self.form.instrument.questionnaire
        return AnswerSheet(
            questionnaire=QuestionnaireVersion(
                id=questionnaire.id, version=questionnaire.version, fingerprint=self.form.fingerprint
            ),
            form=self.form.form,
            service=self._workshop.service,
            workshop=Workshop(id=self._workshop.id, person=sheet.person),
            took_part=(sheet.role,) if sheet.role else (),
            **moments,
            answers=sheet.in_form_order,
        )

    def _locked(self, change: Callable[[], _Result]) -> _Result:
        with self._folder.lock():
            return change()

    def _unused_code(self) -> str:
        while self._answers.sheet_of(code := random_code()):
            pass
        return code
