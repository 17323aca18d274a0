"""Importing: the answers that were read become an answer file for each person."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import listed, long_date
from readiness.exits import UsageFault
from readiness.imports.answers_folder import AnswersFolder, Outcome, are_alike, person_of
from readiness.imports.people import FormFacts, Person, Place, ReadFile, Unread
from readiness.imports.person_codes import codes_of, with_plain_codes
from readiness.imports.person_sheets import PersonSheets
from readiness.imports.taken import Imported, Taken
from readiness.imports.typed_code import code_made_for, read_typed_code, with_notes_of
from readiness.text import printable_path, same_name, shorten
from readiness.workshop.counts_file import load_counts
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from readiness.workshop.form_definition import FormDefinition
from scoring.fingerprint import differs, fingerprint
from scoring.instrument import Instrument

_MOST_NAMED = 3
_FEWEST_TO_SHARE = 3
SAME_THERE = _(
    "These answers were already saved, so they count only once. If they are from a different person, type "
    "the code from that person's form ('Your code') before the short code."
)
"""What to do if a short code has the same answers as somebody who is already there."""
CODES = _("short codes")
"""The name used instead of a file's for codes that were typed."""


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
        self._workshop = workshop
        self._sheets = PersonSheets(instrument.questionnaire, workshop, service)

    def check(self, path: Path, read: ReadFile) -> None:
        """Refuses a file before anything of it is kept.

        Raises:
            InputFault: it belongs to another workshop.
            UsageFault: it is not known which service it is about.
        """
        self._sheets.check(path, read)

    def take(self, path: Path, read: ReadFile) -> Imported:
        """Keeps the answers of the people in a file that was checked.

        Raises:
            InputFault: some of them cannot be kept.
        """
        people = with_plain_codes(read.people, self._folder.codes)
        notices = [*read.notices, *self._notices(read)]
        if _share_one_code(people):
            people = tuple(replace(person, code="") for person in people)
            notices.append(
                _(
                    "Everyone in the file has the same code, so the code was not used. Each person needs a different "
                    "one."
                )
            )
        codes = codes_of(people)
        if not self._workshop:
            codes = [f"{code} {same_name(person.service)}" for code, person in zip(codes, people, strict=True)]
        newest = {code: _newest(code, codes, people) for code in codes}
        taken = tuple(
            self._take(person, code.partition(" ")[0], read, path)
            if person is newest[code] or not person.answers
            else Taken(person, None, code.partition(" ")[0], again=newest[code].place)
            for person, code in zip(people, codes, strict=True)
        )
        notices += [_changed_role(each.code) for each in taken if _has_another_role(each)]
        return Imported(str(path), taken, read.unread, tuple(notices))

    def take_codes(self, codes: Iterable[str]) -> Imported:
        """Keeps the answers in short codes, each of which may follow the person's own code.

        Raises:
            UsageFault: it is not known which service they are about.
            InputFault: some of them cannot be kept.
        """
        self._sheets.check_service("--code", _("it isn't clear which service the codes are about"))
        taken, unread, notices = [], [], []
        for number, text in enumerate(codes, 1):
            place = Place(row=number, is_code=True)
            try:
                person = read_typed_code(self._form, text)
            except InputFault as fault:
                first = fault.faults[0]
                unread.append(Unread(place, text, first.what, first.remedy))
            else:
                earlier = self.in_doubt(person)
                taken.append(self.take_code(replace(person, place=place)))
                if earlier and (other := person_of(earlier)) != taken[-1].code:
                    notices.append(_twice(taken[-1], other))
        if any(each.stored and each.stored.outcome is Outcome.SAME for each in taken):
            notices.append(SAME_THERE)
        return Imported(CODES, tuple(taken), tuple(unread), tuple(notices))

    def take_code(self, person: Person) -> Taken:
        """Keeps the answers of a short code that was read. Without the person's own code, the same answers count once.

        Raises:
            InputFault: they cannot be saved.
        """
        code = person.code or code_made_for(self._form, person)
        if not person.answers:
            return Taken(person, None, code)
        sheet = self._sheet_of_code(person, code)
        there = self._folder.same_answers(sheet)
        if there and there.workshop and not person.code:
            return Taken(person, self._folder.put(there), there.workshop.person or code)
        if person.code and (before := self._folder.sheet_of(code, sheet.service.name)):
            sheet = sheet.model_copy(update={"answers": with_notes_of(before, sheet.answers)})
        return Taken(person, self._folder.put(sheet), code)

    def in_doubt(self, person: Person) -> AnswerSheet | None:
        """The answers that make it doubtful whose short code this is, if it came with the person's own code.

        They are different ones with the same code, or else the same ones with another code.
        """
        if not (person.code and person.answers):
            return None
        sheet = self._sheet_of_code(person, person.code)
        if before := self._folder.sheet_of(person.code, sheet.service.name):
            return None if are_alike(before, sheet) else before
        return self._folder.same_answers(sheet)

    def _sheet_of_code(self, person: Person, code: str) -> AnswerSheet:
        facts = FormFacts(form=self._form.form, fingerprint=self._form.fingerprint)
        return self._sheets.sheet_of(person, code, facts)

    def _take(self, person: Person, code: str, read: ReadFile, path: Path) -> Taken:
        if not person.answers:
            return Taken(person, None, code)
        sheet = self._sheets.sheet_of(person, code, read.facts)
        made = code_made_for(self._form, person)
        try:
            stored = self._folder.put(sheet)
        except UsageFault:
            raise  # it is about the folder, not about this file
        except InputFault as fault:
            raise fault.within(str(path)) from fault
        service = sheet.service.name
        came_as_code = stored.outcome is Outcome.NEW and made != code and bool(self._folder.sheet_of(made, service))
        if came_as_code:
            self._folder.remove(made, service)
        return Taken(
            person,
            stored,
            code,
            left_open=len(read.asked - set(person.answers)),
            not_asked=len(self._not_asked(person)),
            in_place_of=made if came_as_code else "",
        )

    def _not_asked(self, person: Person) -> set[str]:
        asked = {question.id for question in self._form.questions}
        return set(person.answers) - asked if self._workshop else set()

    def _notices(self, read: ReadFile) -> Iterator[str]:
        if differs(read.facts.fingerprint, fingerprint(self._instrument)):
            yield _(
                "The questions have been reworded since this form was made. Its answers have been kept as they are."
            )
        if self._workshop:
            here = same_name(self._workshop.service.name)
            named = (read.facts.typed_service, *(person.service for person in read.people))
            others = dict.fromkeys(name for name in named if name and same_name(name) != here)
            if others:
                yield _(
                    "Answers for {services} were imported as answers for {service}.",
                    services=listed([shorten(name, 40) for name in others], _MOST_NAMED),
                    service=shorten(self._workshop.service.name, 40),
                )


def check_not_forgotten(folder: WorkshopFolder, instrument: Instrument) -> None:
    """Refuses to add answers to a workshop whose individual answers were deleted: they could not be counted any more.

    Raises:
        UsageFault: they were deleted.
        InputFault: the counts that were kept cannot be read.
    """
    if counts := load_counts(folder, instrument):
        what = _(
            "the individual answers in this workshop were deleted on {date}, so no more answers can be added",
            date=long_date(counts.forgotten),
        )
        raise UsageFault(Fault(str(folder.path), what, _("Set up a new workshop with `readiness workshop new`")))


def _twice(taken: Taken, other: str) -> str:
    return _(
        "The answers for {code} are the same as those for {other}, and both count. If they are from one person, delete "
        "the file {file}.",
        code=taken.code,
        other=other,
        file=printable_path(taken.stored.path.name) if taken.stored else "",
    )


def _changed_role(code: str) -> str:
    return _(
        "Someone with the code {code} has already answered, but in a different role. If the two sets of answers are "
        "from different people, give one person another code in the file, and import the file again. If the first set "
        "was replaced, it has been kept in a file whose name ends in .bak.",
        code=code,
    )


def _has_another_role(taken: Taken) -> bool:
    """Whether the earlier answers with the same code were given in another role."""
    before = taken.stored.before if taken.stored else None
    roles = {*before.took_part} if before else set()
    return bool(roles and taken.person.roles) and roles != {*taken.person.roles}


def _share_one_code(people: Sequence[Person]) -> bool:
    """Whether too many people have one code for it to be a person's: it is the workshop's, or the survey's."""
    answered = [person for person in people if person.answers]
    codes = {(person.code, person.service) for person in answered}
    return len(answered) >= _FEWEST_TO_SHARE and len(codes) == 1 and bool(answered[0].code)


def _newest(code: str, codes: Sequence[str], people: Sequence[Person]) -> Person:
    """The answers of one person that count, if a file has several: the newest by their time, or else the last."""
    same = [person for other, person in zip(codes, people, strict=True) if other == code]
    answered = [person for person in same if person.answers] or same
    return max(reversed(answered), key=lambda person: person.finished or datetime.min.replace(tzinfo=UTC))
