"""The items of a checklist as people and survey programs write them into one cell. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from questionnaires.answers import Answer, Ticked
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion
from readiness.forms.wording import DONT_KNOW
from readiness.imports.usual_words import is_doubtful, means_none_ticked
from readiness.text import letters_alone, shorten

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
"""The letters of the levels of a question, and of the items of a checklist, on paper."""
_BETWEEN: Final = frozenset(" \t\r.,-")
"""Signs without a meaning between two parts of a list."""
_ITEMS_HOW: Final = _(
    'Write each item exactly as it is in the questionnaire, with a semicolon (;) between items, or write "{dont_know}"',
    dont_know=DONT_KNOW,
)


@dataclass(frozen=True)
class Understood:
    """What a cell says."""

    answer: Answer | None
    """None if the question was left open."""
    not_in_list: tuple[str, ...] = ()
    """Parts of a list of ticks that are not items of the checklist."""


OPEN: Final = Understood(None)


class ItemWords:
    """The ways in which the items of one checklist can be written."""

    def __init__(self, question: ChecklistQuestion) -> None:
        self._question = question
        self._by_words: dict[str, str] = {}
        for words, item in item_words(question):
            self._by_words.setdefault(words, item)
        self._longest_first = sorted(self._by_words, key=len, reverse=True)
        self._texts = " ".join(option.text for option in question.options)

    def find(self, text: str) -> str | None:
        """The item that a text names, by its words, its identifier or its letter on paper."""
        letters = letters_alone(text)
        if len(letters) == 1 and letters.isalpha():
            place = LETTERS.find(letters)
            return self._question.options[place].id if 0 <= place < len(self._question.options) else None
        return self._by_words.get(letters)

    def understand(self, text: str) -> Understood:
        """The ticks that a list in one cell names.

        Raises:
            InputFault: none of it is an item of the checklist.
        """
        if means_none_ticked(text):
            return Understood(Ticked(ticked=()))
        whole = self._in_a_row(text)
        if whole is not None:
            return Understood(self.ticked(whole))
        found: list[str] = []
        strange: list[str] = []
        for part in _parts(text):
            items = self._in_a_row(part)
            found += items or []
            strange += [part] if items is None else []
        if not found:
            what = _("{text} doesn't match any item in this question's list", text=shown(shorten(text)))
            raise InputFault(Fault("", what, _ITEMS_HOW))
        return Understood(self.ticked(found), tuple(strange))

    def ticked(self, items: Sequence[str]) -> Ticked:
        """The answer with these items ticked, in the checklist's order, each once."""
        return Ticked(ticked=tuple(option.id for option in self._question.options if option.id in items))

    def _in_a_row(self, text: str) -> list[str] | None:
        """The items whose words make up the whole of a text, whatever is between them; none if they don't."""
        if is_doubtful(text, self._texts):
            return None
        if item := self.find(text):
            return [item]
        unfinished: list[tuple[str, tuple[str, ...]]] = [(letters_alone(text), ())]
        seen: set[str] = set()
        while unfinished:
            rest, items = unfinished.pop()
            if not rest:
                return list(items)
            fitting = [words for words in self._longest_first if rest.startswith(words)] if rest not in seen else []
            seen.add(rest)
            unfinished += [(rest.removeprefix(words), (*items, self._by_words[words])) for words in reversed(fitting)]
        return None


def item_words(question: ChecklistQuestion) -> Iterator[tuple[str, str]]:
    """The words that name each item, as `letters_alone` gives them, with the item; not its letter alone."""
    for place, option in enumerate(question.options):
        for words in (option.text, option.id, f"{LETTERS[place]}{option.text}", f"{place + 1}{option.text}"):
            yield letters_alone(words), option.id


def _parts(text: str) -> list[str]:
    """The parts of a list: between semicolons or line breaks, or single letters between commas or spaces."""
    letters = [part for part in re.split(r"[,;\s/]+", text) if part]
    if letters and all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return letters
    return [part.strip() for part in re.split(r"[;\n|]", text) if not set(part) <= _BETWEEN]
