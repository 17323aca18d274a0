"""The questions about one paper sheet: its code, the role, a line of keys for each part, notes."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from questionnaires.answers import LONGEST_TEXT, NotApplicable
from questionnaires.explain import shown
from questionnaires.faults import InputFault
from questionnaires.language import _, ngettext
from questionnaires.model import Level
from readiness.forms.wording import DONT_KNOW
from readiness.imports.paper_sheet import PaperSheet
from readiness.imports.person_codes import code_as_typed
from readiness.interview.typed_texts import ask_text
from readiness.prompts.interface import InterruptedTyping, Option, Paragraph, Prompts
from readiness.text import one_line, shorten, without_controls
from readiness.workshop import paper_marks
from readiness.workshop.form_definition import FormDefinition

UNDO: Final = "u"
"""The key that goes back, which no box of a sheet has."""
_PART_KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
_NO_ROLE: Final = "-"
_EMPTY_PART: Final = (
    Option("1", _("Type in the answers for this part")),
    Option("2", _("There are no crosses in this part")),
)
_SHOWN: Final = (Option("1", _("No, the box has no cross in it")), Option("2", _("Yes, the box has a cross in it")))
_MOST_FAULTS: Final = 4


def faults_in_words(fault: InputFault) -> list[Paragraph]:
    """The first few faults, a paragraph each."""
    return [Paragraph(one_line(str(each)), "strong") for each in fault.faults[:_MOST_FAULTS]]


class SheetQuestions:
    """Asks about one sheet after the other.

    Attributes:
        sheet: the one that is being typed in, as far as it is; none between two sheets.
    """

    def __init__(self, prompts: Prompts, form: FormDefinition) -> None:
        self._prompts, self._form = prompts, form
        self.sheet: PaperSheet | None = None

    def ask_code(self) -> str:
        """Asks for the code on a sheet; empty if there is none."""
        message = _("What is the code on the sheet? If there is no code, press Enter.")
        while typed := one_line(self._prompts.write(message)):
            if code := code_as_typed(typed):
                return code
            what = _("{text} is not a code. A code contains only letters and digits.", text=shown(shorten(typed)))
            self._prompts.say(Paragraph(what))
        return ""

    def ask_role(self, sheet: PaperSheet) -> PaperSheet:
        """Asks for the role that is crossed."""
        roles = self._form.instrument.questionnaire.roles
        letters = dict(zip(map(str.lower, paper_marks.LETTERS), roles, strict=False))
        options = [
            *(Option(letter, roles[role].name) for letter, role in letters.items()),
            Option(_NO_ROLE, _("No role has a cross")),
        ]
        before = next((letter for letter, role in letters.items() if role == sheet.role), None)
        default = before or (_NO_ROLE if sheet.was_there else None)
        chosen = self._prompts.choose(_("Which role has a cross next to it?"), options, default=default).key
        return replace(sheet, role=letters.get(chosen))

    def ask_part(self, sheet: PaperSheet, part: int, *, alone: bool = False) -> PaperSheet | None:
        """Asks for the keys of a part until they fit; none to go back to the part before."""
        domain, questions = sheet.parts[part]
        can_go_back = part > 0 and not alone
        message = ngettext(
            "Type one answer (such as '{example}').",
            "Type {n} answers (such as '{example}'), one for each question.",
            len(questions),
            example=sheet.keys(part).example,
        )
        message += " " + self._what_keys_mean()
        if can_go_back:
            message += " " + _("Type {key} to go back.", key=UNDO)
        text = sheet.line(part)
        faults: list[Paragraph] = []
        while True:
            self._prompts.say(*self._about_part(sheet, part, alone=alone), *faults)
            text = self._keys_typed(sheet, part, message, text)
            if can_go_back and text.lower().endswith(UNDO):  # no key has this letter, so it can follow a line
                return None
            if not text:
                chosen = self._prompts.choose(
                    _("You haven't typed anything for {domain}.", domain=domain.title), _EMPTY_PART
                ).key
                if chosen == _EMPTY_PART[0].key:
                    continue
                text = paper_marks.NOT_MY_PART
            try:
                return sheet.with_keys(part, text)
            except InputFault as fault:
                faults = [Paragraph(""), *faults_in_words(fault)]

    def _what_keys_mean(self) -> str:
        """What the keys of an answer mean; on other screens of the program, d is don't know."""
        levels = self._form.instrument.questionnaire.levels
        lowest, *_between, highest = Level
        return _(
            "{first} is “{lowest}”, {last} is “{highest}”, {unknown} is “{dont_know}” and {mark} is no cross.",
            first=paper_marks.LETTERS[lowest].lower(),
            lowest=levels[lowest].name,
            last=paper_marks.LETTERS[highest].lower(),
            highest=levels[highest].name,
            unknown=paper_marks.DONT_KNOW,
            dont_know=DONT_KNOW,
            mark=paper_marks.NOT_MY_PART,
        )

    @staticmethod
    def _about_part(sheet: PaperSheet, part: int, *, alone: bool) -> list[Paragraph]:
        """What was understood of the part before, and what this one asks."""
        domain, _questions = sheet.parts[part]
        before = f"{sheet.parts[part - 1][0].title}: {sheet.in_words(part - 1)}" if part and not alone else ""
        return [
            *([Paragraph(before), Paragraph("")] if before else []),
            Paragraph(
                _(
                    "Sheet {person}, part {part} of {parts}: {domain}",
                    domain=domain.title,
                    part=part + 1,
                    parts=len(sheet.parts),
                    person=sheet.person,
                ),
                "heading",
            ),
            *(Paragraph(words, lead=code) for code, words in sheet.listed(part)),
        ]

    def _keys_typed(self, sheet: PaperSheet, part: int, message: str, before: str) -> str:
        """A line of keys; one that is interrupted counts, if it is whole."""
        try:
            return one_line(self._prompts.write(message, before))
        except InterruptedTyping as stopped:
            with suppress(InputFault):
                self.sheet = sheet.with_keys(part, one_line(stopped.text))
            raise

    def change_part(self, sheet: PaperSheet) -> PaperSheet:
        """Asks which part is to be changed, and for its keys."""
        options = [
            Option(key, domain.title) for key, (domain, _questions) in zip(_PART_KEYS, sheet.parts, strict=False)
        ]
        part = _PART_KEYS.index(self._prompts.choose(_("Which part?"), options).key) if len(options) > 1 else 0
        return self.ask_part(sheet, part, alone=True) or sheet

    def ask_note(self, sheet: PaperSheet) -> PaperSheet:
        """Asks for one note: its question's code, its text, and whether it may be shown."""
        codes = self._form.instrument.questionnaire.codes
        questions = {code: question for question, code in codes.items()}
        code = ""
        message = _(
            "Which question is the note about? Type the question's code, such as LE1, or press Enter to go back."
        )
        while code not in questions or questions[code] not in sheet.answers:
            code = one_line(self._prompts.write(message)).upper().replace(" ", "")
            if not code:
                return sheet
            if code not in questions:
                self._prompts.say(Paragraph(_("There is no question {code}.", code=shown(shorten(code)))))
            elif questions[code] not in sheet.answers:
                blank = _("Question {code} has no answer, and a note can only be saved with an answer.", code=code)
                self._prompts.say(Paragraph(blank))
        answer = sheet.answers[questions[code]]
        before = "" if isinstance(answer, NotApplicable) else answer.note
        message = _("Type in the note on question {code}. If there is no note, press Enter.", code=code)
        text = without_controls(ask_text(self._prompts, message, before, LONGEST_TEXT)).strip()
        if not text:
            return sheet
        may_be_shown = (
            self._prompts.choose(_("May this note be shown to the other people in the workshop?"), _SHOWN).key
            == _SHOWN[1].key
        )
        return sheet.with_note(questions[code], text, may_be_shown=may_be_shown)
