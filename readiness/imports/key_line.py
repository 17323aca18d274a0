"""A line of keys for the questions of one domain, as the boxes on a paper form: `A 1 ? - [AC] 0`. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Level, Question, ScaleQuestion
from readiness.forms.wording import NO_REASON, NOT_MY_PART
from readiness.text import shorten
from readiness.workshop import paper_marks
from readiness.workshop.form_definition import FormDefinition

_OPEN, _CLOSE = "[({", "])}"
_KEY: Final = re.compile(r"[\[({][^\])}]*[\])}]?|[^\s,;|]")
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212_."
"""The key for a question that was left open."""


class KeyLine:
    """The keys for the questions of one domain."""

    def __init__(self, form: FormDefinition, questions: Sequence[Question]) -> None:
        """Prepares the questions in the order in which they are asked."""
        self._form, self._questions = form, questions
        codes = form.instrument.questionnaire.codes
        self._codes = [codes[question.id] for question in questions]

    @property
    def example(self) -> str:
        """Example keys that these questions could have."""
        levels = ("c", "b", paper_marks.DONT_KNOW, "d", paper_marks.NOT_MY_PART, "a", "c", "b")
        return " ".join(
            "[ac]" if isinstance(question, ChecklistQuestion) else levels[place % len(levels)]
            for place, question in enumerate(self._questions)
        )

    def read(self, text: str) -> dict[str, Answer]:
        """The answers that a line of keys gives, by question; a question that was left open has none.

        Raises:
            InputFault: there are too many or too few keys, or a key does not fit its question.
        """
        keys = _KEY.findall(text)
        if len(keys) == 1 and keys[0] in _DASHES:
            return {}
        faults: list[Fault] = []
        answers: dict[str, Answer] = {}
        for question, code, key in zip(self._questions, self._codes, keys, strict=False):
            try:
                answer = self._answer(question, key)
            except InputFault as fault:
                faults += fault.within(code).faults
            else:
                answers |= {question.id: answer} if answer else {}
        if len(keys) != len(self._questions):
            faults.insert(0, self._wrong_number(len(keys)))
        if faults:
            raise InputFault(faults)
        return answers

    def write(self, answers: Mapping[str, Answer]) -> str:
        """The line of keys for answers."""
        return " ".join(self._key(question, answers.get(question.id)) for question in self._questions)

    def _wrong_number(self, keys: int) -> Fault:
        wanted = len(self._questions)
        first, last = self._codes[0], self._codes[-1]
        remedy = ngettext(
            "Type one answer. If no box has a cross, or if the cross is at “{not_my_part}”, type '{mark}'",
            "Type {n} answers, one for each question. Where no box has a cross, or the cross is at “{not_my_part}”, "
            "type '{mark}'",
            wanted,
            mark=paper_marks.NOT_MY_PART,
            not_my_part=NOT_MY_PART,
        )
        return Fault(
            _("{first} to {last}", first=first, last=last) if wanted > 1 else first,
            ngettext(
                "you typed {n} answer instead of {wanted}",
                "you typed {n} answers instead of {wanted}",
                keys,
                wanted=wanted,
            ),
            remedy,
        )

    def _answer(self, question: Question, key: str) -> Answer | None:
        if key in _DASHES:
            return None
        if key == paper_marks.DONT_KNOW or key[1:-1].strip() == paper_marks.DONT_KNOW:
            return Unknown()
        if key.upper() == paper_marks.DOES_NOT_APPLY and self._form.not_applicable_allowed(question):
            return NotApplicable(not_applicable=NO_REASON)
        return self._ticks(question, key) if isinstance(question, ChecklistQuestion) else _level(question, key)

    def _ticks(self, question: ChecklistQuestion, key: str) -> Answer:
        letters = paper_marks.LETTERS[: len(question.options)]
        how = _(
            "In square brackets, type the letters ({first} to {last}) of the boxes that have a cross, such as [AC]. "
            "If no item applies, type '{none}'",
            first=letters[0],
            last=letters[-1],
            none=paper_marks.NONE_OF_THEM,
        )
        if key == paper_marks.NONE_OF_THEM:
            return Ticked(ticked=())
        if key[0] not in _OPEN:
            what = _("{key} can't be the answer, because this question is answered with a list", key=shown(key))
            raise InputFault(Fault("", what, how))
        if key[-1] not in _CLOSE:
            raise InputFault(Fault("", _("{key} has no closing bracket", key=shown(shorten(key, 20))), how))
        inside = [letter for letter in key[1:-1].upper() if letter not in " ,;"]
        if inside in ([], [paper_marks.NONE_OF_THEM], ["-"]):
            return Ticked(ticked=())
        if wrong := next((letter for letter in inside if letter not in letters), None):
            raise InputFault(Fault("", _("this list has no item {letter}", letter=shown(wrong)), how))
        ticked = (option.id for letter, option in zip(letters, question.options, strict=True) if letter in inside)
        return Ticked(ticked=tuple(ticked))

    @staticmethod
    def _key(question: Question, answer: Answer | None) -> str:
        match answer:
            case None:
                return paper_marks.NOT_MY_PART
            case Unknown():
                return paper_marks.DONT_KNOW
            case NotApplicable():
                return paper_marks.DOES_NOT_APPLY
            case Levelled():
                return paper_marks.LETTERS[answer.level]
            case Ticked(ticked=ticked) if isinstance(question, ChecklistQuestion):
                options = zip(paper_marks.LETTERS, question.options, strict=False)
                letters = "".join(letter for letter, option in options if option.id in ticked)
                return f"[{letters}]" if letters else paper_marks.NONE_OF_THEM
        raise ValueError(f"{question.id} can't be answered with {answer!r}")


def _level(question: ScaleQuestion, key: str) -> Levelled:
    level = int(key) if key.isdecimal() else paper_marks.LETTERS.find(key.upper()) if len(key) == 1 else -1
    if level not in tuple(Level):
        letters = paper_marks.LETTERS[: len(question.levels.as_tuple)]
        how = _(
            "Type a letter from {first} to {last}, or a number from 0 to {highest:d}. Type '{dont_know}' for "
            "\"don't know\", or '{mark}' if no box has a cross or the cross is at “{not_my_part}”",
            first=letters[0],
            last=letters[-1],
            highest=max(Level),
            dont_know=paper_marks.DONT_KNOW,
            mark=paper_marks.NOT_MY_PART,
            not_my_part=NOT_MY_PART,
        )
        what = (
            _("this question has a single answer, not a list")
            if key[0] in _OPEN
            else _("{key} can't be an answer to this question", key=shown(shorten(key, 20)))
        )
        raise InputFault(Fault("", what, how))
    return Levelled(level=level)
