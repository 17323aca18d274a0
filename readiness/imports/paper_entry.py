"""Typing in paper sheets and short codes: what is asked, what is shown back, what can be changed and undone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from questionnaires.answers import LONGEST_TEXT, Answer, NotApplicable
from questionnaires.explain import shown
from questionnaires.faults import InputFault
from readiness.imports.answers_folder import Outcome
from readiness.imports.entered_answers import EnteredAnswers
from readiness.imports.importing import Taken
from readiness.imports.paper_sheet import PaperSheet
from readiness.imports.person_codes import code_as_typed
from readiness.imports.telling import counts_of
from readiness.prompts.interface import InterruptedTyping, Option, Paragraph, Prompts
from readiness.text import one_line, shorten, without_controls
from readiness.workshop import paper_marks

UNDO: Final = "u"
_PART_KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_NO_ROLE: Final = "-"
_SHEET, _CODES = Option("1", "Type in a paper sheet"), Option("2", "Type in short codes")
_FINISH: Final = Option("f", "finish")
_RIGHT, _CHANGE, _NOTE, _WHO = (
    Option("1", "It is right: save it"),
    Option("2", "Change a part"),
    Option("3", "Type in a note"),
    Option("4", "Change the role"),
)
_DISCARD: Final = Option("d", "discard this sheet")
_EMPTY_PART: Final = (Option("1", "Type its keys"), Option("2", "Nothing is crossed in it"))
_MOST_FAULTS: Final = 4
_SAVE_FAILED: Final = (Option("1", "Try again"), Option("2", "Go on without saving this"))
_COMES_BACK: Final = "Until you finish, its code brings its keys back."
_CODES_ASKED: Final = "A short code; the person's own code may stand before it. Enter alone ends."
_SAME_THERE: Final = (
    "The same answers are there already, so they count once. If somebody else gave them, type that person's own code"
    " before the short code."
)
_SHOWN: Final = (Option("1", "No, or nothing is crossed"), Option("2", "Yes, its box is crossed"))


class PaperEntry:
    """Asks for one sheet after the other until the person has finished; each is saved before the next is asked for."""

    def __init__(self, prompts: Prompts, answers: EnteredAnswers) -> None:
        """Prepares the questions.

        Args:
            prompts: show text and ask.
            answers: keep what is typed in.
        """
        self._prompts, self._answers = prompts, answers
        self._form = answers.form
        self._sheet: PaperSheet | None = None

    def run(self) -> None:
        """Asks until the person has finished.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted; what was typed in so far is saved.
        """
        service = shorten(self._answers.service)
        self._prompts.say(Paragraph(f"Typing in answers for {service}", "title"), Paragraph(self._how_many()))
        at = _SHEET.key
        while True:
            undo = [Option(UNDO, f"undo the last one, {self._answers.last}")] if self._answers.last else []
            chosen = self._prompts.choose("What next?", [_SHEET, _CODES], [*undo, _FINISH], at).key
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
        """Saves the sheet that was interrupted; returns what to say about it, or an empty text where there is none.

        Raises:
            InputFault: it cannot be saved.
        """
        sheet = self._sheet
        if sheet is None or not sheet.typed:
            return ""
        self._answers.save(sheet)
        parts = f"{len(sheet.typed)} of {len(sheet.parts)} parts typed"
        return f"The sheet of {sheet.person} is saved as it is, {parts}. Type in its code again to go on with it."

    # A sheet

    def _type_sheet(self) -> None:
        """Asks for a sheet, shows back what was understood, and saves it."""
        sheet = self._answers.open(self._ask_code())
        self._sheet = sheet
        if sheet.was_there:
            self._prompts.say(
                Paragraph(f"{sheet.person} is there already: {sheet.counts()}. You can change it.", "strong")
            )
        else:
            self._prompts.say(
                Paragraph(f"The sheet of {sheet.person}. If no code is on it, write this one on it.", "strong")
            )
        self._sheet = self._ask_role(self._sheet)
        part = 0
        while part < len(self._sheet.parts):
            found = self._ask_part(self._sheet, part)
            if found is None:
                part = max(0, part - 1)
            else:
                self._sheet, part = found, part + 1
        self._check()
        self._sheet = None

    def _ask_code(self) -> str:
        message = "Which code is on the sheet? Enter alone if there is none."
        while typed := one_line(self._prompts.write(message)):
            if code := code_as_typed(typed):
                return code
            self._prompts.say(Paragraph(f"{shown(shorten(typed))} is no code: it has letters and digits alone."))
        return ""

    def _ask_role(self, sheet: PaperSheet) -> PaperSheet:
        roles = self._form.instrument.questionnaire.roles
        letters = dict(zip(map(str.lower, paper_marks.LETTERS), roles, strict=False))
        options = [
            *(Option(letter, roles[role].name) for letter, role in letters.items()),
            Option(_NO_ROLE, "None is crossed"),
        ]
        before = next((letter for letter, role in letters.items() if role == sheet.role), None)
        default = before or (_NO_ROLE if sheet.was_there else None)
        chosen = self._prompts.choose("Which role is crossed?", options, default=default).key
        return replace(sheet, role=letters.get(chosen))

    def _ask_part(self, sheet: PaperSheet, part: int, *, alone: bool = False) -> PaperSheet | None:
        """Asks for the keys of a part until they fit; none to go back to the part before."""
        domain, questions = sheet.parts[part]
        can_go_back = part > 0 and not alone
        number = f"{len(questions)} keys" if len(questions) > 1 else "One key"
        back = f" {UNDO} goes back." if can_go_back else ""
        message = f"{number}, such as {sheet.keys(part).example}.{back}"
        text = sheet.line(part)
        faults: list[Paragraph] = []
        while True:
            self._prompts.say(*self._about_part(sheet, part, alone=alone), *faults)
            text = self._keys_typed(sheet, part, message, text)
            if can_go_back and text.lower().endswith(UNDO):  # no key has this letter, so it can follow a line
                return None
            if not text:
                chosen = self._prompts.choose(f"Nothing was typed for {domain.title}.", _EMPTY_PART).key
                if chosen == _EMPTY_PART[0].key:
                    continue
                text = paper_marks.NOT_MY_PART
            try:
                return sheet.with_keys(part, text)
            except InputFault as fault:
                faults = [Paragraph(""), *self._in_words(fault)]

    @staticmethod
    def _about_part(sheet: PaperSheet, part: int, *, alone: bool) -> list[Paragraph]:
        """What was understood of the part before, and what this one asks."""
        domain, _ = sheet.parts[part]
        before = f"{sheet.parts[part - 1][0].title}: {sheet.in_words(part - 1)}" if part and not alone else ""
        return [
            *([Paragraph(before), Paragraph("")] if before else []),
            Paragraph(f"{domain.title}, part {part + 1} of {len(sheet.parts)}, sheet {sheet.person}", "heading"),
            *(Paragraph(words, lead=code) for code, words in sheet.listed(part)),
        ]

    def _keys_typed(self, sheet: PaperSheet, part: int, message: str, before: str) -> str:
        """A line of keys; one that is interrupted counts, if it is whole."""
        try:
            return one_line(self._prompts.write(message, before))
        except InterruptedTyping as stopped:
            with suppress(InputFault):
                self._sheet = sheet.with_keys(part, one_line(stopped.text))
            raise

    def _check(self) -> None:
        """Shows back what was understood of the whole sheet, until it is saved or discarded."""
        while sheet := self._sheet:
            lines = [Paragraph(sheet.in_words(part), lead=f"{part + 1}") for part in range(len(sheet.parts))]
            role = self._form.instrument.questionnaire.roles[sheet.role].name if sheet.role else "no role"
            self._prompts.say(Paragraph(f"Sheet {sheet.person}, {role}: {sheet.counts()}", "heading"), *lines)
            chosen = self._prompts.choose(
                "Is this what the sheet says?", [_RIGHT, _CHANGE, _NOTE, _WHO], [_DISCARD]
            ).key
            if chosen == _DISCARD.key:
                self._answers.remember(sheet)
                self._prompts.say(Paragraph(f"The sheet of {sheet.person} was not saved. {_COMES_BACK}"))
                return
            if chosen == _CHANGE.key:
                self._change_part(sheet)
            elif chosen == _NOTE.key:
                self._sheet = self._ask_note(sheet)
            elif chosen == _WHO.key:
                self._sheet = self._ask_role(sheet)
            elif self._save(sheet):
                return

    def _change_part(self, sheet: PaperSheet) -> None:
        options = [Option(key, domain.title) for key, (domain, _) in zip(_PART_KEYS, sheet.parts, strict=False)]
        part = _PART_KEYS.index(self._prompts.choose("Which part?", options).key) if len(options) > 1 else 0
        self._sheet = self._ask_part(sheet, part, alone=True) or sheet

    def _ask_note(self, sheet: PaperSheet) -> PaperSheet:
        """Asks for one note: its question's code, its text, and whether it may be shown."""
        codes = self._form.instrument.questionnaire.codes
        questions = {code: question for question, code in codes.items()}
        code = ""
        message = "A note on which question? Its code, such as LE1. Enter alone goes back."
        while code not in questions or questions[code] not in sheet.found:
            code = one_line(self._prompts.write(message)).upper().replace(" ", "")
            if not code:
                return sheet
            if code not in questions:
                self._prompts.say(Paragraph(f"There is no question {shown(shorten(code))}."))
            elif questions[code] not in sheet.found:
                self._prompts.say(Paragraph(f"{code} was left open: a note can only be kept with an answer."))
        answer = sheet.found[questions[code]]
        text = self._ask_text(f"The note on {code}. Enter alone leaves it empty.", answer)
        if not text:
            return sheet
        may_be_shown = self._prompts.choose("May it be shown to the others?", _SHOWN).key == _SHOWN[1].key
        return sheet.with_note(questions[code], text, may_be_shown=may_be_shown)

    def _ask_text(self, message: str, answer: Answer) -> str:
        text = answer.note if not isinstance(answer, NotApplicable) else ""
        while len(text := without_controls(self._prompts.write(message, text)).strip()) > LONGEST_TEXT:
            self._prompts.say(Paragraph(f"That is {len(text):,} characters, and there is room for {LONGEST_TEXT:,}."))
        return text

    def _save(self, sheet: PaperSheet) -> bool:
        """Saves a sheet; where that fails, asks what to do. Returns whether the sheet is finished."""
        if not sheet.found and not sheet.was_there:
            self._prompts.say(Paragraph(f"Nothing is crossed on the sheet of {sheet.person}, so nothing was saved."))
            return True
        if not self._tried(lambda: self._answers.save(sheet)):
            self._answers.remember(sheet)
            self._prompts.say(Paragraph(f"The sheet of {sheet.person} is not saved. {_COMES_BACK}", "strong"))
        else:
            self._prompts.say(Paragraph(f"Saved: {sheet.person}, {sheet.counts()}. {self._how_many()}", "strong"))
        return True

    # Short codes, and undoing

    def _type_codes(self) -> None:
        """Asks for short codes, one a line, until nothing is typed."""
        text = ""
        while True:
            message = "Correct it, or empty the line to end." if text else _CODES_ASKED
            typed = self._prompts.write(message, text, several_lines=True).strip()
            if not typed:
                return
            text = "\n".join(line for line in map(str.strip, typed.splitlines()) if line and not self._take_code(line))

    def _take_code(self, text: str) -> bool:
        """Keeps the answers of one code and says what is in it; false where it cannot be read."""
        try:
            taken = self._answers.take_code(text)
        except InputFault as fault:
            self._say_faults(fault)
            return False
        self._prompts.say(Paragraph(self._about(taken)))
        return True

    def _about(self, taken: Taken) -> str:
        roles = self._form.instrument.questionnaire.roles
        role = roles[taken.person.roles[0]].name if taken.person.roles else "no role"
        what = f"{taken.code}: {role}, {counts_of(taken)}."
        if taken.stored is None:
            return f"{what} Nothing was saved."
        if taken.stored.outcome is Outcome.SAME:
            return f"{what} {_SAME_THERE}"
        return f"Saved: {what} {self._how_many()}"

    def _undo(self) -> None:
        person_before: list[tuple[str, bool]] = []
        if self._tried(lambda: person_before.append(self._answers.undo())):
            person, is_back = person_before[0]
            became = " What was there before is back." if is_back else ""
            text = f"Undone: the answers of {person}.{became} {_COMES_BACK} {self._how_many()}"
            self._prompts.say(Paragraph(text, "strong"))

    def _tried(self, change: Callable[[], object]) -> bool:
        """Does something that may fail; where it does, asks whether to try again. Returns whether it was done."""
        while True:
            try:
                change()
            except InputFault as fault:
                self._say_faults(fault)
                if self._prompts.choose("It is not done yet. What now?", _SAVE_FAILED).key != _SAVE_FAILED[0].key:
                    return False
            else:
                return True

    def _how_many(self) -> str:
        people = self._answers.people
        return f"{people} {'person is' if people == 1 else 'people are'} in the workshop now."

    def _say_faults(self, fault: InputFault) -> None:
        self._prompts.say(*self._in_words(fault))

    @staticmethod
    def _in_words(fault: InputFault) -> list[Paragraph]:
        return [Paragraph(one_line(str(each)), "strong") for each in fault.faults[:_MOST_FAULTS]]
