"""Answer codes of the sheets that a batch reads. `findings` does the same for a single sheet; both change together."""

from functools import lru_cache

from msgspec import Struct

from questionnaires.answer_structures import NO_LEVEL
from questionnaires.answers import FORMS, Form
from questionnaires.model import ChecklistQuestion
from questionnaires.typed_answers import TypedSheet, Unusual
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, UNKNOWN
from scoring.instrument import Instrument

_MOST_REMEMBERED = 4096
"""How many ways to tick a checklist are cached; limited, so that a hostile folder can't fill the memory."""
_UNANSWERED_IF_NO_LEVEL = bytes(range(NO_LEVEL)) + bytes([UNANSWERED])


Written = tuple[int, str, str, str]
"""What was written or ticked in answer to one question: its position in the questionnaire, the ticked items divided by
spaces, why it does not apply, and the note."""


class CodedSheet(Struct, gc=False):
    """A sheet's answers as codes."""

    codes: bytes
    """The answer code of each question of the questionnaire; what the form does not ask is unanswered."""
    noted: bytes
    """For each question 1 where its answer has a note, else 0."""
    written: list[Written]
    """In the order of the questions."""


class AnswerCoder:
    """Turns typed answers into codes, and refuses those that are not certainly valid."""

    def __init__(self, instrument: Instrument) -> None:
        """Prepares what it needs from the questions and their criteria."""
        questions = instrument.questionnaire.questions
        criteria = instrument.rubric.by_question
        asked = {form: {row.question for row in instrument.rubric.criteria_of(form)} for form in FORMS}
        self._may_not_apply = [criteria[name].not_applicable_allowed for name in questions]
        self._not_in_form: dict[Form, frozenset[int]] = {
            form: frozenset(position for position, name in enumerate(questions) if name not in asked[form])
            for form in FORMS
        }
        self._questionnaire = instrument.questionnaire
        self._questions = list(questions.values())
        self._rubric = instrument.rubric
        self._added_after = lru_cache(_MOST_REMEMBERED)(self._find_added_after)
        self._checklist_code = lru_cache(_MOST_REMEMBERED)(self._judge_ticks)

    def coded(self, sheet: TypedSheet) -> CodedSheet:
        """The codes of a sheet's answers.

        Raises:
            Unusual: an answer is not certainly valid, so the models have to read the file.
        """
        codes, noted = self._levels(sheet), bytearray(len(sheet.levels))
        notes, written = sheet.notes, []
        for position, answer in sheet.others:
            if answer is None:
                codes[position] = UNKNOWN
            elif isinstance(answer, str):
                codes[position], reason = self._not_applicable(position, sheet.version), answer.strip()
                if not reason:
                    raise Unusual
                written.append((position, "", reason, notes.get(position, "")))
            else:
                codes[position] = self._checklist_code(position, answer)
                written.append((position, " ".join(answer), "", notes.get(position, "")))
        if notes:
            done = {position for position, *_ in written}
            for position, note in notes.items():
                noted[position] = 1
                if position not in done:
                    written.append((position, "", "", note))
            written.sort()
        if elsewhere := self._not_in_form[sheet.form]:
            for position in elsewhere:
                codes[position], noted[position] = UNANSWERED, 0
            written = [words for words in written if words[0] not in elsewhere]
        return CodedSheet(bytes(codes), bytes(noted), written)

    def _not_applicable(self, position: int, version: str) -> int:
        """The code of *not applicable*; of no answer where only an earlier version allowed it."""
        if self._may_not_apply[position]:
            return NOT_APPLICABLE
        if version == self._questionnaire.version:
            raise Unusual
        return UNANSWERED

    def _levels(self, sheet: TypedSheet) -> bytearray:
        """The levels; what the version did not have yet is not asked, all else is unanswered until it is looked at."""
        codes = bytearray(sheet.levels.translate(_UNANSWERED_IF_NO_LEVEL))
        for position in self._added_after(sheet.version):
            if codes[position] == UNANSWERED:
                codes[position] = NOT_ASKED
        return codes

    def _find_added_after(self, version: str) -> tuple[int, ...]:
        """The positions of the questions that a version did not ask yet."""
        later = self._questionnaire.added_after(version)
        return tuple(position for position, question in enumerate(self._questions) if question.id in later)

    def _judge_ticks(self, position: int, ticked: tuple[str, ...]) -> int:
        question, items = self._questions[position], set(ticked)
        if not isinstance(question, ChecklistQuestion) or len(items) < len(ticked):
            raise Unusual
        if not items <= {option.id for option in question.options}:
            raise Unusual
        return self._rubric.checklist_level(question, ticked)
