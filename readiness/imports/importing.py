"""Importing: what was read becomes an answer file for each person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from questionnaires.answers import (
    LONGEST_NAME,
    Answer,
    AnswerSheet,
    Form,
    NotApplicable,
    QuestionnaireVersion,
    Service,
    Workshop,
)
from questionnaires.faults import Fault, InputFault
from readiness.dates import in_words
from readiness.exits import UsageFault
from readiness.imports.answers_folder import AnswersFolder, Outcome, Stored
from readiness.imports.people import FormFacts, Person, Place, ReadFile, Unread
from readiness.imports.person_codes import code_as_typed, codes_of, made_code
from readiness.text import same_name, shorten
from readiness.workshop.counts_file import load_counts
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from readiness.workshop.form_definition import FormDefinition
from readiness.workshop.short_code import code_length, decode, encode
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

_MOST_NAMED = 3
CODES = "short codes"
"""What stands in the place of a file's name for codes that were typed."""


@dataclass(frozen=True)
class Taken:
    """What became of one person."""

    person: Person
    stored: Stored | None
    """None where there was no answer to keep."""
    code: str
    again: Place | None = None
    """Where the same person's answers are that count in place of these."""
    left_open: int = 0
    """Questions of the file without an answer."""
    not_asked: int = 0
    """Answers to questions that the workshop does not ask."""


@dataclass(frozen=True)
class Imported:
    """What became of one file."""

    name: str
    taken: tuple[Taken, ...] = ()
    unread: tuple[Unread, ...] = ()
    notices: tuple[str, ...] = ()
    refused: tuple[Fault, ...] = ()
    """Why nothing of it was taken."""

    @property
    def all_unread(self) -> tuple[Unread, ...]:
        """All that could not be read, of people and of the rest."""
        return (*self.unread, *(unread for taken in self.taken for unread in taken.person.unread))

    @property
    def is_whole(self) -> bool:
        """Whether everything could be read."""
        return not self.refused and not self.all_unread


class Importer:
    """Puts people's answers into a folder."""

    def __init__(
        self,
        instrument: Instrument,
        folder: AnswersFolder,
        form: FormDefinition,
        *,
        workshop: WorkshopDescription | None = None,
        service: str = "",
    ) -> None:
        """Prepares the import.

        Args:
            instrument: what was asked.
            folder: where the answers go.
            form: what was asked by the form that short codes belong to.
            workshop: the workshop that they belong to, if they do.
            service: the name of the service, for files that do not say it.
        """
        self._instrument, self._folder, self._form = instrument, folder, form
        self._workshop, self._service = workshop, service

    def take(self, path: Path, read: ReadFile) -> Imported:
        """Keeps the answers of the people in a file.

        Raises:
            InputFault: they belong to another workshop, or it is not known which service they are about.
        """
        self._check_workshop(path, read.facts)
        people = read.people
        self._check_services(path, people, read.facts)
        codes = codes_of(people)
        newest = {code: _newest(code, codes, people) for code in codes}
        taken = tuple(
            self._take(person, code, read, path)
            if person is newest[code] or not person.answers
            else Taken(person, None, code, again=newest[code].place)
            for person, code in zip(people, codes, strict=True)
        )
        return Imported(str(path), taken, read.unread, (*read.notices, *self._notices(read)))

    def take_codes(self, codes: Iterable[str]) -> Imported:
        """Keeps the answers in short codes; before one of them the person's code may stand.

        Raises:
            InputFault: it is not known which service they are about.
        """
        taken, unread = [], []
        for number, text in enumerate(codes, 1):
            place = Place(row=number, kind="code")
            try:
                person, code = self.decode(text)
            except InputFault as fault:
                first = fault.faults[0]
                unread.append(Unread(place, text, first.what, first.remedy))
            else:
                taken.append(self.take_decoded(replace(person, place=place), code))
        return Imported(CODES, tuple(taken), tuple(unread))

    def decode(self, text: str) -> tuple[Person, str]:
        """The person whose answers are in a short code, and their code.

        Raises:
            InputFault: it is no code of this form.
        """
        letters = [place for place, letter in enumerate(text) if letter.isalnum()]
        before = len(letters) - code_length(self._form)
        code, short = "", text
        if before > 0 and code_as_typed(text[: letters[before]].strip(" :=;,-\t")):
            code, short = code_as_typed(text[: letters[before]].strip(" :=;,-\t")), text[letters[before] :]
        role, answers = decode(self._form, short)
        return Person(Place(), answers, roles=(role,) if role else (), code=code), code

    def take_decoded(self, person: Person, code: str) -> Taken:
        """Keeps the answers of a short code that was read.

        Args:
            person: what is in it.
            code: the person's own code, where it is known.

        Raises:
            InputFault: they cannot be saved.
        """
        sheet = self._sheet(person, code or self._made(person), self._facts_of_form())
        if not code and (there := self._folder.person_with(sheet)):
            found = self._folder.sheet_of(there)
            return Taken(person, self._folder.put(found) if found else None, there)
        if code and (before := self._folder.sheet_of(code)):
            sheet = sheet.model_copy(update={"answers": _with_notes_of(before, sheet.answers)})
        return Taken(person, self._folder.put(sheet) if sheet.answers else None, code or self._made(person))

    def _take(self, person: Person, code: str, read: ReadFile, path: Path) -> Taken:
        if not person.answers:
            return Taken(person, None, code)
        sheet = self._sheet(person, code, read.facts)
        made = self._made(person)
        try:
            stored = self._folder.put(sheet)
        except InputFault as fault:
            raise fault.within(str(path)) from fault
        if made != code and self._folder.sheet_of(made) and stored.outcome is Outcome.NEW:
            self._folder.remove(made)  # the same person's short code, which came before their file
        left_open = len(read.asked - set(person.answers))
        return Taken(person, stored, code, left_open=left_open, not_asked=len(self._not_asked(person)))

    def _made(self, person: Person) -> str:
        """The code that is made for a person of whom only the short code is known; empty where there is none."""
        asked = {question.id for question in self._form.questions}
        if not set(person.answers) <= asked or len(person.roles) > 1:
            return ""
        try:
            return made_code(encode(self._form, next(iter(person.roles), None), person.answers))
        except ValueError:  # an answer that an earlier version of the questionnaire allowed
            return ""

    def _not_asked(self, person: Person) -> set[str]:
        asked = {question.id for question in self._form.questions}
        return set(person.answers) - asked if self._workshop else set()

    def _sheet(self, person: Person, code: str, facts: FormFacts) -> AnswerSheet:
        questionnaire = self._instrument.questionnaire
        workshop = self._workshop.id if self._workshop else facts.workshop
        return AnswerSheet(
            questionnaire=QuestionnaireVersion(
                id=questionnaire.id,
                version=facts.version or questionnaire.version,
                fingerprint=facts.fingerprint,
            ),
            form=self._workshop.form if self._workshop else facts.form,
            service=self._service_of(person, facts),
            workshop=Workshop(id=workshop, person=code),
            took_part=person.roles,
            first_day=facts.first_day,
            started_at=person.started,
            updated_at=person.finished,
            answers=dict(person.answers),
        )

    def _service_of(self, person: Person, facts: FormFacts) -> Service:
        if self._workshop:
            return self._workshop.service
        if person.service:
            return Service(
                name=person.service[:LONGEST_NAME],
                organisation=person.organisation[:LONGEST_NAME] or None,
                code=person.service_code[:LONGEST_NAME] or None,
            )
        return facts.service or Service(name=self._service, organisation=person.organisation[:LONGEST_NAME] or None)

    def _facts_of_form(self) -> FormFacts:
        form: Form = self._form.form
        return FormFacts(form=form, fingerprint=self._form.fingerprint)

    def _check_workshop(self, path: Path, facts: FormFacts) -> None:
        if self._workshop and facts.workshop not in (None, self._workshop.id):
            what = f"it belongs to another workshop ({facts.workshop}), not to this one ({self._workshop.id})"
            raise InputFault(Fault(str(path), what, "Import it into the folder of that workshop"))

    def _check_services(self, path: Path, people: Sequence[Person], facts: FormFacts) -> None:
        if self._workshop or facts.service or self._service:
            return
        nameless = next((person for person in people if person.answers and not person.service), None)
        if nameless:
            where = ", ".join(filter(None, (str(path), nameless.place.in_words())))
            raise UsageFault(Fault(where, "it does not say which service it is about", 'Add --service "NAME OF IT"'))

    def _notices(self, read: ReadFile) -> Iterator[str]:
        if read.facts.fingerprint not in (None, fingerprint(self._instrument)):
            yield "The form had other wording than the questions have now. Its answers were taken as they are."
        if self._workshop:
            here = same_name(self._workshop.service.name)
            others = dict.fromkeys(it.service for it in read.people if it.service and same_name(it.service) != here)
            if others:
                named = ", ".join(shorten(name, 40) for name in [*others][:_MOST_NAMED])
                yield f"Answers for {named} were taken as answers for {shorten(self._workshop.service.name, 40)}."


def check_not_forgotten(folder: WorkshopFolder, instrument: Instrument) -> None:
    """Refuses to add answers to a workshop whose individual answers were deleted: they could not be counted any more.

    Raises:
        UsageFault: they were deleted.
        InputFault: the counts that were kept cannot be read.
    """
    if counts := load_counts(folder, instrument):
        what = f"its individual answers were deleted on {in_words(counts.forgotten)}, so no others can be added"
        raise UsageFault(Fault(str(folder.path), what, "Make a new workshop for them with `readiness workshop new`"))


def _newest(code: str, codes: Sequence[str], people: Sequence[Person]) -> Person:
    """Of all that one person of a file answered what counts: the newest by its time, or else the last."""
    same = [person for other, person in zip(codes, people, strict=True) if other == code]
    answered = [person for person in same if person.answers] or same
    return max(reversed(answered), key=lambda person: person.finished or datetime.min.replace(tzinfo=UTC))


def _with_notes_of(before: AnswerSheet, answers: dict[str, Answer]) -> dict[str, Answer]:
    """Answers from a short code with the notes and reasons that the same person gave before."""
    result: dict[str, Answer] = {}
    for question, answer in answers.items():
        old = before.answers.get(question)
        if isinstance(answer, NotApplicable) and isinstance(old, NotApplicable):
            result[question] = old
        elif old and old.note:
            noted = answer.with_note(old.note)
            result[question] = noted.model_copy(update={"note_may_be_shown": old.note_may_be_shown})
        else:
            result[question] = answer
    return result
