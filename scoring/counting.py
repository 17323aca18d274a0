"""Counting the answers of one form as they are written, a few at a time that are judged once and remembered.

Read strictly: what is not plainly right is `Unusual`, and for the exact way to judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple

from questionnaires.model import ChecklistQuestion, Level, Question
from scoring.instrument import Instrument
from scoring.rubric import Criterion, Flag
from scoring.strict_json import Unusual, values_in
from scoring.tallier import Tallier
from scoring.tally import NOT_APPLICABLE, UNKNOWN

_MOST_REMEMBERED: Final = 20_000
_LONGEST_REMEMBERED: Final = 1000
"""Characters; a hostile folder cannot fill the memory with written answers."""
_NOTE: Final = '"note"'


class Noted(Exception):
    """Answers have notes, which are better taken out of them before they are counted."""


class Said(NamedTuple):
    """What was written or ticked in answer to one question."""

    position: int
    """Of the question in the questionnaire."""
    ticked: tuple[str, ...]
    reason: str
    """Why it does not apply."""
    note: str


class AnswerCounter:
    """Counts the answers of one form of a questionnaire."""

    def __init__(self, instrument: Instrument, form: str, *, with_ticks: bool) -> None:
        """Makes ready to learn what answers add; `with_ticks` says whether ticks are kept where nothing was written."""
        self._tallier = Tallier(instrument, form)
        self._known = _KnownAnswers(instrument, form, self._tallier, with_ticks=with_ticks)
        self._questions = len(instrument.questionnaire.questions)

    def count(
        self, pieces: Sequence[str], flags: tuple[Flag, ...], notes: Mapping[str, str] | None = None
    ) -> tuple[str, str, list[Said]]:
        """A tally's cells and marks, and what was written and ticked for the questions that the form asks.

        Args:
            pieces: each one or more answers as they are written, the first with the bracket before it that begins all
                of them, `{"leadership.vision": {"level": 2}`, the others with a comma before them; nothing about them
                is known to be right.
            flags: those that do not rest on the answers.
            notes: those that were taken out of the answers, by question; none from an answer that has more words in it.

        Raises:
            Noted: there are notes in the answers, and it was not said that some were taken out.
            Unusual, LookupError, TypeError, AttributeError, ValueError, OverflowError: a piece is no plain answers to
                questions, or two answer the same one.
        """
        if len(pieces) > self._questions:
            raise Unusual
        known = self._known
        known.passing.clear()
        total = sum(map(known.__getitem__ if notes is None else known.even_with_notes, pieces))
        said: list[Said] = []
        if total >= self._tallier.words:
            said += chain(known.passing, *filter(None, map(known.said.get, pieces)))
        if notes:
            total += self._add_notes(notes, said)
        said.sort()
        return *self._tallier.tally(total, flags), said

    def _add_notes(self, notes: Mapping[str, str], said: list[Said]) -> int:
        """Notes that were taken out, added to what was said; what they add to the sum."""
        added = 0
        for question, note in notes.items():
            asked = self._known.asked[question]
            if note and asked.in_form:
                added += self._tallier.note
                said.append(Said(asked.position, (), "", note))
        return added


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as answers to it are judged."""

    position: int
    options: frozenset[str]
    """The items of a checklist; none for a scale."""
    marks: tuple[str, ...]
    """By the level; for a checklist, by the number of ticks."""
    may_not_apply: bool
    in_form: bool

    @classmethod
    def of(cls, question: Question, criterion: Criterion, position: int, instrument: Instrument, form: str) -> "_Asked":
        options: frozenset[str] = frozenset()
        marks = tuple(f"{level:d}" for level in Level)
        if isinstance(question, ChecklistQuestion):
            options = frozenset(option.id for option in question.options)
            level_of = instrument.rubric.checklist_level
            marks = tuple(f"{level_of(len(options), ticked):d}" for ticked in range(len(options) + 1))
        return cls(position, options, marks, criterion.not_applicable_allowed, form == "full" or criterion.essential)


class _KnownAnswers(dict[str, int]):
    """What answers add as they are written; what is not known yet is judged when it is looked up.

    Attributes:
        asked: the questions.
        said: what was written or ticked in those that are remembered.
        passing: what was written or ticked in those that were judged and not remembered, till it is cleared.
    """

    def __init__(self, instrument: Instrument, form: str, tallier: Tallier, *, with_ticks: bool) -> None:
        super().__init__()
        self._with_ticks = with_ticks
        self.said: dict[str, list[Said]] = {}
        self.passing: list[Said] = []
        self._adds, self._note, self._words = tallier.adds, tallier.note, tallier.words
        self._begins = {"{": tallier.begin, ",": 0}
        by_question = instrument.rubric.by_question
        self.asked = {
            question.id: _Asked.of(question, by_question[question.id], position, instrument, form)
            for position, question in enumerate(instrument.questionnaire.questions.values())
        }

    def __missing__(self, piece: str) -> int:
        if _NOTE in piece:
            raise Noted
        added, said = self._judged(piece)
        if len(piece) > _LONGEST_REMEMBERED or len(self) >= _MOST_REMEMBERED:
            self.passing += said
            return added
        self[piece] = added
        if said:
            self.said[piece] = said
        return added

    def even_with_notes(self, piece: str) -> int:
        """What a piece adds that may have notes in it; such a piece is not remembered."""
        if _NOTE not in piece:
            return self[piece]
        added, said = self._judged(piece)
        self.passing += said
        return added

    def _judged(self, piece: str) -> tuple[int, list[Said]]:
        """What a piece adds, and what was written or ticked in it."""
        added, said = self._begins[piece[0]], []
        for identifier, answer in values_in(f"{{{piece[1:]}}}".encode()).items():
            asked = self.asked[identifier]
            mark, words = _judge(asked, answer)
            added += self._adds[identifier][mark]
            if words and asked.in_form:
                if self._with_ticks or words.reason or words.note:
                    said.append(words)
                    added += self._words
                added += self._note if words.note else 0
        return added, said


def _judge(asked: _Asked, answer: dict[str, Any]) -> tuple[str, Said | None]:
    """The mark of any kind of answer to a question, with or without a note, and what was written or ticked."""
    note = _text(answer.get("note", ""))
    if len(answer) != 1 + ("note" in answer):
        raise Unusual
    if "ticked" in answer:
        ticked = _ticks(asked, answer["ticked"])
        return asked.marks[len(ticked)], Said(asked.position, ticked, "", note)
    if "not_applicable" in answer:
        reason = _text(answer["not_applicable"])
        if not asked.may_not_apply or not reason:
            raise Unusual
        return NOT_APPLICABLE, Said(asked.position, (), reason, note)
    words = Said(asked.position, (), "", note) if note else None
    if "level" in answer:
        level = answer["level"]
        if type(level) is not int or not 0 <= level < len(asked.marks) or asked.options:
            raise Unusual
        return asked.marks[level], words
    if answer["unknown"] is not True:
        raise Unusual
    return UNKNOWN, words


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Unusual
    return value.strip()


def _ticks(asked: _Asked, ticked: Any) -> tuple[str, ...]:
    if type(ticked) is not list or not asked.options:
        raise Unusual
    chosen = frozenset(ticked)
    if len(chosen) < len(ticked) or not chosen <= asked.options:
        raise Unusual
    return tuple(ticked)
