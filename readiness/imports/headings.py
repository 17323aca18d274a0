"""The headings of a table with answers: which question, item or detail each column is about. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from questionnaires.model import ChecklistQuestion, Questionnaire
from readiness.imports.heading_words import (
    DETAILS,
    NONE_WORDS,
    NOT_KNOWN_WORDS,
    NOTE_WORDS,
    SELF_WORDS,
    SHOWN_WORDS,
    Kind,
)
from readiness.imports.identity import names_somebody
from readiness.imports.item_words import LETTERS, item_words
from readiness.text import letters_alone


@dataclass(frozen=True)
class Column:
    """What one column of a table holds."""

    kind: Kind
    question: str = ""
    item: str = ""
    near: bool = False
    """Whether the heading is only similar to the question's words."""
    by_word: bool = False
    """Whether only a word in the heading shows what the column holds, so that it may be an answer after all."""


UNKNOWN: Final = Column(Kind.UNKNOWN)

_DETAIL_OF: Final = {words: kind for kind, several in DETAILS.items() for words in several}
_NUMBERED: Final = re.compile(
    r"\s*(?:question\s*|q\s*)?[A-Za-z]{0,3}\d{1,3}(?:[._-]?[A-Za-z]{0,3}\d{1,3})*[a-z]?\s*[.):\-\u2013\u2014]*\s+", re.I
)
_WORD: Final = re.compile(r"\w{1,30}\.\s+")
"""A survey program's own name for a column, before its heading."""
_REMARK: Final = re.compile(r"\s*\([^()]*\)\s*$")
"""Words in brackets at the end of a heading."""
_OF_A_QUIZ: Final = re.compile(r"\s*(?:points|feedback)\s+[-\u2013]\s", re.I)
_SHORTEST_NEAR: Final = 20
"""The fewest letters of a heading that can be similar to a question's words."""
_NEAR: Final = 0.88
"""How similar a heading and a question's words have to be."""
_CLEARLY: Final = 0.08
"""How much less similar the next question has to be."""
_NEAR_IDENTIFIER: Final = 0.85
"""How similar a heading and an identifier have to be."""
_LONG: Final = 8
"""How many letters of a question's words can be followed directly by a part of it."""
_LONGEST_HEADING: Final = 1_000


class Headings:
    """Knows the headings that the questions of a questionnaire can have."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Prepares the words of all questions and items."""
        self._questions: dict[str, str] = {}
        self._identifiers = {letters_alone(identifier): identifier for identifier in questionnaire.questions}
        self._domains = {
            letters_alone(words) for domain in questionnaire.domains for words in (domain.id, domain.title)
        }
        self._texts = {letters_alone(question.text): question.id for question in questionnaire.questions.values()}
        for question in questionnaire.questions.values():
            code = questionnaire.codes[question.id]
            for words in (question.id, question.text, question.topic, f"{code} {question.text}", code):
                self._questions.setdefault(letters_alone(words), question.id)
        self._longest_first = sorted(self._questions, key=len, reverse=True)
        self._items = {
            question.id: dict(item_words(question))
            | {letter: item.id for letter, item in zip(LETTERS, question.options, strict=False)}
            for question in questionnaire.questions.values()
            if isinstance(question, ChecklistQuestion)
        }
        self._single_items = _unique(
            (words, (question, item))
            for question, items in self._items.items()
            for words, item in items.items()
            if len(words) >= _SHORTEST_NEAR
        )

    def read(self, row: Sequence[str], *, near: bool = True) -> list[Column]:
        """What the columns hold, by the headings in a row.

        Args:
            row: the headings.
            near: whether a heading that is only similar to a question's words is taken for it.
        """
        columns: list[Column] = []
        for heading in row:
            found = self._column(heading[:_LONGEST_HEADING], near=near)
            columns.append(self._beside(heading, columns) if found is UNKNOWN else found)
        return columns

    def _beside(self, heading: str, before: Sequence[Column]) -> Column:
        """A column whose heading only makes sense next to the question on its left, such as *Note* or *Comments 2*."""
        letters = letters_alone(heading).rstrip("0123456789")
        last = before[-1].question if before else ""
        if last and letters in NOTE_WORDS:
            return Column(Kind.NOTE, last)
        if last and letters in SHOWN_WORDS:
            return Column(Kind.MAY_BE_SHOWN, last)
        return UNKNOWN

    def _column(self, heading: str, *, near: bool) -> Column:
        letters = letters_alone(heading)
        if not letters:
            return UNKNOWN
        for text in (letters, *map(letters_alone, _variants(heading))):
            if question := self._questions.get(text):
                return Column(Kind.ANSWER, question)
            if kind := _DETAIL_OF.get(text):
                return Column(kind)
            if found := self._of_parts(text):
                return found
        if _OF_A_QUIZ.match(heading):
            return Column(Kind.OF_A_QUIZ)
        if item := self._single_items.get(letters):
            return Column(Kind.ITEM, *item)
        found = self._near(heading, letters) if near else UNKNOWN
        if found is UNKNOWN and names_somebody([heading, *_variants(heading)]):
            return Column(Kind.LEFT_OUT, by_word=True)
        return found

    def _of_parts(self, letters: str) -> Column | None:
        """A question with one of its parts after it or before it, whatever is between them."""
        for words in self._longest_first:
            question = self._questions[words]
            rest = letters.removeprefix(words)
            if rest != letters and (len(words) >= _LONG or rest.isalpha()) and (part := self._part(question, rest)):
                return part
            before = letters.removesuffix(words)
            if before != letters:
                if before in self._domains:
                    return Column(Kind.ANSWER, question)
                if before.removesuffix("on").removesuffix("for").removesuffix("about") in NOTE_WORDS:
                    return Column(Kind.NOTE, question)
        return None

    def _part(self, question: str, letters: str) -> Column | None:
        """The part of a question that a text names; none if it names no part."""
        if letters in SELF_WORDS:
            return Column(Kind.ANSWER, question)
        if letters in NOTE_WORDS:
            return Column(Kind.NOTE, question)
        if letters in SHOWN_WORDS:
            return Column(Kind.MAY_BE_SHOWN, question)
        if question not in self._items:
            return None
        if letters in NONE_WORDS:
            return Column(Kind.NONE_OF_THEM, question)
        if letters in NOT_KNOWN_WORDS:
            return Column(Kind.NOT_KNOWN, question)
        item = self._items[question].get(letters)
        return Column(Kind.ITEM, question, item) if item else None

    def _near(self, heading: str, letters: str) -> Column:
        """The question whose words are nearly those of a heading, or begin with it, if it is one question alone."""
        if len(heading.split()) == 1 and re.search(r"\w[._-]\w", heading):
            alike = get_close_matches(letters, self._identifiers, n=1, cutoff=_NEAR_IDENTIFIER)
            return Column(Kind.ANSWER, self._identifiers[alike[0]], near=True) if alike else UNKNOWN
        if len(letters) < _SHORTEST_NEAR:
            return UNKNOWN
        for text in (letters, *map(letters_alone, _variants(heading))):
            matches = [question for words, question in self._texts.items() if words.startswith(text)]
            if len(matches) == 1 and len(text) >= 2 * _SHORTEST_NEAR:
                return Column(Kind.ANSWER, matches[0], near=True)
            likely = sorted(_likeness(text, self._texts.items()), reverse=True)[:2]
            if likely and likely[0][0] >= _NEAR and (len(likely) < 2 or likely[0][0] - likely[1][0] >= _CLEARLY):
                return Column(Kind.ANSWER, likely[0][1], near=True)
        return UNKNOWN


def _unique(pairs: Iterable[tuple[str, tuple[str, str]]]) -> Mapping[str, tuple[str, str]]:
    """The pairs whose first part always has the same second part."""
    found: dict[str, set[tuple[str, str]]] = {}
    for words, item in pairs:
        found.setdefault(words, set()).add(item)
    return {words: next(iter(items)) for words, items in found.items() if len(items) == 1}


def _variants(heading: str) -> list[str]:
    """A heading without a number or a word before it, such as `Q12.`, `3a)` or `id.`, and without a remark after it."""
    number = _NUMBERED.match(heading) or _WORD.match(heading)
    plain = heading[number.end() :] if number else heading
    shorter = _REMARK.sub("", plain)
    return [text for text in dict.fromkeys((plain, shorter)) if text != heading]


def _likeness(text: str, known: Iterable[tuple[str, str]]) -> Iterator[tuple[float, str]]:
    """How similar a text and each known one are, from 0 to 1; texts that can't be similar are left out."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    for words, question in known:
        matcher.set_seq1(words)
        if matcher.real_quick_ratio() >= _NEAR - _CLEARLY and matcher.quick_ratio() >= _NEAR - _CLEARLY:
            yield matcher.ratio(), question
