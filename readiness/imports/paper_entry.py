"""Typing in paper sheets and short codes: what is asked, what is shown for checking, and what can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.language import _, ngettext
from readiness.answer_names import backup_of
from readiness.imports.answers_folder import Outcome, person_of
from readiness.imports.entered_answers import EnteredAnswers, Step
from readiness.imports.importing import SAME_THERE
from readiness.imports.paper_sheet import PaperSheet
from readiness.imports.people import Person
from readiness.imports.sheet_questions import UNDO, SheetQuestions, faults_in_words
from readiness.imports.taken import Taken
from readiness.imports.telling import counts_of
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.text import printable_path, shorten
from readiness.workshop.late_answers import MAY_GIVE_AWAY

_SHEET, _CODES = Option("1", _("Type in the answers from a paper form")), Option("2", _("Type in short codes"))
_FINISH: Final = Option("f", _("finish"))
_RIGHT, _CHANGE, _NOTE, _WHO = (
    Option("1", _("Yes, save it")),
    Option("2", _("No, correct one part")),
    Option("3", _("Add a note")),
    Option("4", _("Change the role")),
)
_SAME_SHEET, _NEW_SHEET = (
    Option("1", _("This sheet belongs to the same person: carry on with it, or change it")),
    Option("2", _("This sheet belongs to someone else: give it a new code")),
)
_REPLACE, _NEW_CODE = (
    Option("1", _("The same person's: replace the earlier answers")),
    Option("2", _("Someone else's: save these answers under a new code")),
)
_ONCE, _BOTH = Option("1", _("The same person's: count them once")), Option("2", _("Someone else's: count both"))
_CORRECT: Final = Option("3", _("There is a mistake in the person's code: correct it"))
_WHOSE_ANSWERS: Final = _("Whose answers are these?")
_DISCARD: Final = Option("d", _("discard this sheet"))
_SAVE_FAILED: Final = (Option("1", _("Try again")), Option("2", _("Carry on anyway")))
_COMES_BACK: Final = _("To carry on with the sheet, type in its code again before you close the program.")
_CODES_ASKED: Final = _(
    "Type a short code. If you also have the code from the person's form ('Your code'), type that code first. When "
    "there are no more codes, press Enter."
)


class PaperEntry:
    """The questions for one sheet after the other; each sheet is saved before the next."""

    def __init__(self, prompts: Prompts, answers: EnteredAnswers) -> None:
        """Prepares the questions.

        Args:
            prompts: show text and ask.
            answers: keep what is typed in.
        """
        self._prompts, self._answers = prompts, answers
        self._form = answers.form
        self._questions = SheetQuestions(prompts, answers.form)

    def run(self) -> None:
        """Asks until the person has finished.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted; what was typed in so far is saved.
        """
        service = shorten(self._answers.service)
        self._prompts.say(
            Paragraph(_("Typing in answers for {service}", service=service), "title"), Paragraph(self._how_many())
        )
        if self._answers.come_late:
            self._prompts.say(Paragraph(MAY_GIVE_AWAY))
        at = _SHEET.key
        while True:
            undo = (
                [Option(UNDO, _("undo the last entry, {person}", person=self._answers.last))]
                if self._answers.last
                else []
            )
            chosen = self._prompts.choose(_("What next?"), [_SHEET, _CODES], [*undo, _FINISH], at).key
            if chosen == _FINISH.key:
                return
            at = chosen if chosen != UNDO else at
            if chosen == UNDO:
                self._undo()
            elif chosen == _CODES.key:
                self._type_codes()
            else:
                self._type_sheet()

    def keep_unfinished(self) -> str:
        """Saves the sheet that was interrupted; returns what to say about it, or an empty text if there is none.

        Raises:
            InputFault: it cannot be saved.
        """
        sheet = self._questions.sheet
        if sheet is None or not sheet.typed:
            return ""
        self._answers.save(sheet)
        return ngettext(
            "What you typed for sheet {person} has been saved. To carry on with the sheet, type in its code again.",
            "What you typed for sheet {person} has been saved ({typed} of {n} parts). "
            "To carry on with the sheet, type in its code again.",
            len(sheet.parts),
            person=sheet.person,
            typed=len(sheet.typed),
        )

    # A sheet

    def _type_sheet(self) -> None:
        """Asks for a sheet, shows what was understood, and saves it."""
        ask = self._questions
        sheet = ask.sheet = self._open()
        sheet = ask.sheet = ask.ask_role(sheet)
        part = 0
        while part < len(sheet.parts):
            found = ask.ask_part(sheet, part)
            if found:
                sheet = ask.sheet = found
            part += 1 if found else -1
        self._check(sheet)
        ask.sheet = None

    def _open(self) -> PaperSheet:
        """Asks for the code of a sheet; if the code is there already, asks whether it is the same person's."""
        while True:
            code = self._questions.ask_code()
            sheet = self._answers.open(code)
            whose = self._ask_whose_sheet(sheet) if sheet.was_there else None
            if whose is _SAME_SHEET:
                return sheet
            if whose is _CORRECT:
                continue
            sheet = self._answers.open("") if whose is _NEW_SHEET else sheet
            begin = (
                _("This is sheet {person}.", person=sheet.person)
                if sheet.person == code
                else _("This is sheet {person}. Please write this code at the top of the paper.", person=sheet.person)
            )
            self._prompts.say(Paragraph(begin, "strong"))
            return sheet

    def _ask_whose_sheet(self, sheet: PaperSheet) -> Option:
        """Asks whose a sheet is, if its code is there already."""
        about = {"person": sheet.person, "counts": sheet.counts()}
        there = (
            _("There are already answers for {person}: {counts}.", **about)
            if all(sheet.line(part) for part in range(len(sheet.parts)))
            else _("There are already answers for {person}, but not for every part: {counts}.", **about)
        )
        self._prompts.say(Paragraph(there, "strong"))
        return self._choose(_("Whose sheet is this?"), (_SAME_SHEET, _NEW_SHEET, _CORRECT))

    def _check(self, sheet: PaperSheet) -> None:
        """Shows what was understood of the whole sheet, until it is saved or discarded."""
        ask = self._questions
        while True:
            lines = [Paragraph(sheet.in_words(part), lead=f"{part + 1}") for part in range(len(sheet.parts))]
            role, counts = self._role([sheet.role] if sheet.role else []), sheet.counts()
            heading = _("Sheet {person} ({role}): {counts}", person=sheet.person, role=role, counts=counts)
            self._prompts.say(Paragraph(heading, "heading"), *lines)
            options = [_RIGHT, _CHANGE, _NOTE, _WHO]
            chosen = self._prompts.choose(_("Is this what the sheet says?"), options, [_DISCARD]).key
            if chosen == _RIGHT.key:
                same = self._answers.same_as(sheet)
                whose = self._ask_whose_same(sheet.person, same) if same else None
                if whose is _CORRECT:
                    sheet = ask.sheet = sheet.as_of(self._open())
                    continue
                if whose is _ONCE:
                    self._put_aside(sheet)
                else:
                    self._save(sheet)
                return
            if chosen == _DISCARD.key:
                self._put_aside(sheet)
                return
            change = {_CHANGE.key: ask.change_part, _NOTE.key: ask.ask_note, _WHO.key: ask.ask_role}[chosen]
            sheet = ask.sheet = change(sheet)

    def _save(self, sheet: PaperSheet) -> None:
        """Saves a sheet; if that fails, asks what to do."""
        if not sheet.answers and not sheet.was_there:
            empty = _("Sheet {person} has no crosses on it, so nothing was saved.", person=sheet.person)
            self._prompts.say(Paragraph(empty))
        elif self._tried(lambda: self._answers.save(sheet)):
            saved = _("Saved: {person}, {counts}.", person=sheet.person, counts=sheet.counts())
            self._prompts.say(Paragraph(f"{saved} {self._how_many()}", "strong"))
        else:
            self._put_aside(sheet)

    def _put_aside(self, sheet: PaperSheet) -> None:
        """Leaves a sheet unsaved, and says how to come back to it."""
        self._answers.remember(sheet)
        self._prompts.say(
            Paragraph(f"{_('Sheet {person} was not saved.', person=sheet.person)} {_COMES_BACK}", "strong")
        )

    # Short codes, and undoing

    def _type_codes(self) -> None:
        """Asks for short codes, one a line, until nothing is typed."""
        text = ""
        while True:
            message = _("Correct the code, or delete the line and press Enter to stop.") if text else _CODES_ASKED
            typed = self._prompts.write(message, text, several_lines=True).strip()
            if not typed:
                if text:  # else an old error would be shown above what comes next
                    self._prompts.say(Paragraph(self._how_many()))
                return
            text = "\n".join(line for line in map(str.strip, typed.splitlines()) if line and not self._take_code(line))

    def _take_code(self, text: str) -> bool:
        """Keeps the answers of one code and says what is in it; false if it has to be corrected."""
        try:
            person = self._answers.read_code(text)
            if earlier := self._answers.in_doubt(person):
                whose = self._ask_whose(person, earlier)
                if whose is _CORRECT:
                    return False
                if whose is _ONCE:
                    self._prompts.say(Paragraph(self._how_many()))
                    return True
                person = replace(person, code="") if whose is _NEW_CODE else person
            taken = self._answers.take_code(person)
        except InputFault as fault:
            self._prompts.say(*faults_in_words(fault))
            return False
        self._prompts.say(Paragraph(self._about(taken)))
        return True

    def _ask_whose(self, person: Person, earlier: AnswerSheet) -> Option:
        """Asks whose answers a short code has, if the same code has others, or another code the same."""
        there = person_of(earlier)
        if there != person.code:
            return self._ask_whose_same(person.code, earlier)
        text = _(
            "The answers already saved for {code} ({role}) are different from these ({new_role}).",
            code=there,
            role=self._role(earlier.took_part),
            new_role=self._role(person.roles),
        )
        self._prompts.say(Paragraph(text, "strong"))
        return self._choose(_WHOSE_ANSWERS, (_REPLACE, _NEW_CODE, _CORRECT))

    def _ask_whose_same(self, code: str, earlier: AnswerSheet) -> Option:
        """Asks whose answers these are, if another code has the same."""
        text = _(
            "These answers for {code} are the same as those for {other} ({role}).",
            code=code,
            other=person_of(earlier),
            role=self._role(earlier.took_part),
        )
        self._prompts.say(Paragraph(text, "strong"))
        return self._choose(_WHOSE_ANSWERS, (_ONCE, _BOTH, _CORRECT))

    def _choose(self, message: str, options: Sequence[Option]) -> Option:
        chosen = self._prompts.choose(message, options).key
        return next(option for option in options if option.key == chosen)

    def _about(self, taken: Taken) -> str:
        found = {"code": taken.code, "role": self._role(taken.person.roles), "counts": counts_of(taken)}
        if taken.stored is None:
            return _("Nothing was saved for {code} ({role}): {counts}.", **found)
        if taken.stored.outcome is Outcome.SAME:
            return _("{code} ({role}): {counts}.", **found) + f" {SAME_THERE}"
        saved = _("Saved: {code} ({role}), {counts}.", **found)
        if taken.stored.outcome is Outcome.NEWER:
            file = printable_path(backup_of(taken.stored.path).name)
            saved += " " + _("The earlier answers were replaced, and are kept in {file}.", file=file)
        return f"{saved} {self._how_many()}"

    def _role(self, roles: Sequence[str]) -> str:
        """The name of somebody's role, of those that they gave."""
        return self._form.instrument.questionnaire.roles[roles[0]].name if roles else _("no role")

    def _undo(self) -> None:
        steps: list[Step] = []
        if self._tried(lambda: steps.append(self._answers.undo())):
            (step,) = steps
            undone = (
                _("Your last entry has been undone, and the earlier answers for {person} are back.", person=step.person)
                if step.before
                else _(
                    "Your last entry has been undone, so the answers for {person} are no longer saved.",
                    person=step.person,
                )
            )
            said = (undone, _COMES_BACK if step.was_sheet else "", self._how_many())
            self._prompts.say(Paragraph(" ".join(filter(None, said)), "strong"))

    def _tried(self, change: Callable[[], object]) -> bool:
        """Does something that may fail; if it does, asks whether to try again. Returns whether it was done."""
        while True:
            try:
                change()
            except InputFault as fault:
                self._prompts.say(*faults_in_words(fault))
                chosen = self._prompts.choose(_("Your change was not saved. What would you like to do?"), _SAVE_FAILED)
                if chosen.key != _SAVE_FAILED[0].key:
                    return False
            else:
                return True

    def _how_many(self) -> str:
        people = self._answers.people
        return ngettext(
            "The workshop now has answers from {n} person.", "The workshop now has answers from {n} people.", people
        )
