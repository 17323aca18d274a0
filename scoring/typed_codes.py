"""Answer codes of the sheets that a batch reads. `findings` does the same for a single sheet; both change together."""

from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import UNSET
from msgspec.structs import astuple

from questionnaires.answers import FORMS, Form
from questionnaires.model import ChecklistQuestion
from questionnaires.typed_answers import NO_ANSWER, ChecklistAnswer, ScaleAnswer, TypedSheet, Unusual
from scoring.codes import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from scoring.instrument import Instrument

_PLAIN = {
    astuple(answer): code
    for code, answer in [
        *((level, ScaleAnswer(level=level)) for level in range(UNKNOWN)),
        (UNKNOWN, ScaleAnswer(unknown=True)),
    ]
}
"""The codes of answers without any words, by their fields."""
_MOST_REMEMBERED = 4096
"""Ways to tick a checklist that are cached; limited, so that a hostile folder cannot fill the memory."""


class Written(NamedTuple):
    """What was written or ticked in answer to one question."""

    position: int
    """The position of the question in the questionnaire."""
    ticked: str
    """Items of a checklist, divided by spaces."""
    reason: str
    """Why the question does not apply."""
    note: str


class CodedSheet(NamedTuple):
    """A sheet's answers as codes."""

    codes: bytes
    """The answer code of each question of the questionnaire; what the form does not ask is unanswered."""
    noted: bytes
    """For each question 1 where its answer has a note, else 0."""
    written: list[Written]


class AnswerCoder:
    """Turns typed answers into codes, and refuses those that are not certainly valid."""

    def __init__(self, instrument: Instrument) -> None:
        """Prepares what is needed of the questions and their criteria."""
        questions = instrument.questionnaire.questions
        criteria = instrument.rubric.by_question
        asked = {form: {row.question for row in instrument.rubric.criteria_of(form)} for form in FORMS}
        self._unanswered = bytes([UNANSWERED] * len(questions))
        self._may_not_apply = [criteria[name].not_applicable_allowed for name in questions]
        self._not_asked: dict[Form, frozenset[int]] = {
            form: frozenset(position for position, name in enumerate(questions) if name not in asked[form])
            for form in FORMS
        }
        self._questions = list(questions.values())
        self._rubric = instrument.rubric
        self._version = instrument.questionnaire.version
        self._checklist_code = lru_cache(_MOST_REMEMBERED)(self._judge_ticks)

    def coded(self, sheet: TypedSheet) -> CodedSheet:
        """The codes of a sheet's answers.

        Raises:
            Unusual: an answer is not certainly valid, so the models have to read the file.
        """
        codes: list[Any] = list(map(_PLAIN.get, map(astuple, sheet.answers)))
        noted = bytearray(len(codes))
        written = []
        for position in [position for position, code in enumerate(codes) if code is None]:
            answer = sheet.answers[position]
            codes[position], words = self._code(position, answer, sheet.version)
            if words:
                noted[position] = bool(words.note)
                written.append(words)
        if not_asked := self._not_asked[sheet.form]:
            for position in not_asked:
                codes[position], noted[position] = UNANSWERED, 0
            written = [words for words in written if words.position not in not_asked]
        return CodedSheet(bytes(codes), bytes(noted), written)

    def _code(self, position: int, answer: ScaleAnswer | ChecklistAnswer, version: str) -> tuple[int, Written | None]:
        """The code of any answer, and what was written or ticked in it."""
        if answer is NO_ANSWER:
            return UNANSWERED, None
        code: int
        ticked = reason = ""
        if type(answer) is ScaleAnswer and answer.level is not UNSET:
            code = answer.level
        elif type(answer) is ChecklistAnswer and answer.ticked is not UNSET:
            code = self._checklist_code(position, answer.ticked)
            ticked = " ".join(answer.ticked)
        else:
            code, reason = self._code_without_level(position, answer, version)
        if code < UNKNOWN and not (answer.unknown is UNSET is answer.not_applicable):
            raise Unusual
        note = "" if answer.note is UNSET else answer.note.strip()
        return code, Written(position, ticked, reason, note) if note or reason or ticked else None

    def _code_without_level(
        self, position: int, answer: ScaleAnswer | ChecklistAnswer, version: str
    ) -> tuple[int, str]:
        """The code of *don't know* or *not applicable*, and the reason given for the latter."""
        if answer.not_applicable is UNSET:
            if answer.unknown is not True:
                raise Unusual
            return UNKNOWN, ""
        reason = answer.not_applicable.strip()
        if answer.unknown is not UNSET or not reason:
            raise Unusual
        if self._may_not_apply[position]:
            return NOT_APPLICABLE, reason
        if version == self._version:
            raise Unusual
        return UNANSWERED, reason

    def _judge_ticks(self, position: int, ticked: tuple[str, ...]) -> int:
        question, items = self._questions[position], set(ticked)
        if not isinstance(question, ChecklistQuestion) or len(items) < len(ticked):
            raise Unusual
        if not items <= {option.id for option in question.options}:
            raise Unusual
        return self._rubric.checklist_level(question, ticked)
