"""An answer as people and survey programs write it: by number, by letter or in words, read without guessing. Pure."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from questionnaires.answers import LONGEST_TEXT, Levelled, NotApplicable, Unknown
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level, Question, Questionnaire, ScaleQuestion
from readiness.forms.wording import DONT_KNOW, NO_REASON, NOT_MY_PART
from readiness.imports.cells import spreadsheet_error
from readiness.imports.item_words import LETTERS, OPEN, ItemWords, Understood
from readiness.imports.usual_words import (
    is_doubtful,
    means_left_open,
    means_not_applicable,
    means_not_known,
)
from readiness.text import letters_alone, shorten

_FEWEST_LETTERS: Final = 12
"""How many letters the beginning of a level needs."""
_SURELY_TEXT: Final = 20
"""From how many letters on a beginning can include the name of another level, as in "This is in place, and ..."."""
_OTHER_ANSWERS: Final = {"dont_know": DONT_KNOW, "not_my_part": NOT_MY_PART}
_MARKER: Final = re.compile(
    r"(?:level|option|answer)?\s*[(\[]?\s*0*([0-9]{1,3}|[A-Za-z])(?:[.,]0+)?\s*[)\].:]?", re.IGNORECASE
)


class AnswerWords:
    """The words in which the answers to a questionnaire can be given."""

    def __init__(self, questionnaire: Questionnaire, not_applicable_to: frozenset[str], lowest: int = 0) -> None:
        """Prepares the words.

        Args:
            questionnaire: what was asked.
            not_applicable_to: the questions that can be answered with *not applicable*.
            lowest: the number that the lowest level is written as.
        """
        self._lowest = lowest
        self._names = tuple(letters_alone(questionnaire.levels[level].name) for level in Level)
        self._not_applicable_to = not_applicable_to
        self._levels: dict[str, _LevelTexts] = {}
        self._items: dict[str, ItemWords] = {}

    def understand(self, question: Question, text: str) -> Understood:
        """What the text of a cell says about a question.

        Args:
            question: what was asked.
            text: the cell's text; a number as it is shown.

        Raises:
            InputFault: it is not clear what is meant; the place in the fault is empty.
        """
        text = text.strip()
        if fault := spreadsheet_error(text):
            raise InputFault(fault)
        if means_not_known(text):
            return Understood(Unknown())
        if (reason := means_not_applicable(text)) is not None:
            return Understood(self._not_applicable(question, text, reason))
        if means_left_open(text):
            return OPEN
        if isinstance(question, ChecklistQuestion):
            return self.items(question).understand(text)
        return Understood(Levelled(level=self.level(question, text)))

    def level(self, question: ScaleQuestion, text: str) -> int:
        """The level that a text names.

        Raises:
            InputFault: it does not name one, or it is unclear which.
        """
        if marker := _MARKER.fullmatch(text):
            name = marker[1].lower()
            level = int(name) - self._lowest if name.isdecimal() else LETTERS.find(name)
            if level in tuple(Level):
                return level
        elif not is_doubtful(text, " ".join(question.levels.as_tuple)):
            found = self._texts(question).find(letters_alone(text))
            if found is not None:
                return found
        how = _(
            "Write a number from {lowest} to {highest}, a letter from A to D, the exact words of a level, or "
            '"{dont_know}"',
            lowest=self._lowest,
            highest=self._lowest + max(Level),
            dont_know=DONT_KNOW,
        )
        raise InputFault(Fault("", _("{text} is not one of this question's levels", text=shown(shorten(text))), how))

    def items(self, question: ChecklistQuestion) -> ItemWords:
        """The words for the items of a checklist."""
        if question.id not in self._items:
            self._items[question.id] = ItemWords(question)
        return self._items[question.id]

    def _not_applicable(self, question: Question, text: str, reason: str) -> NotApplicable:
        """The answer that a question does not apply.

        Args:
            question: what was asked.
            text: the whole answer.
            reason: what it gives as the reason; may be empty.

        Raises:
            InputFault: it always applies, or the reason for 'not applicable' is too long.
        """
        if question.id not in self._not_applicable_to:
            what = _("this question always applies, so {text} can't be its answer", text=shown(shorten(text)))
            remedy = (
                _('Name the items that apply, or write "{dont_know}" or "{not_my_part}"', **_OTHER_ANSWERS)
                if isinstance(question, ChecklistQuestion)
                else _('Write a level, "{dont_know}" or "{not_my_part}"', **_OTHER_ANSWERS)
            )
            raise InputFault(Fault("", what, remedy))
        if len(reason) > LONGEST_TEXT:
            remedy = _("Shorten the reason to at most {most:,} characters", most=LONGEST_TEXT)
            raise InputFault(Fault("", _("the reason for 'not applicable' is too long"), remedy))
        return NotApplicable(not_applicable=reason or NO_REASON)

    def _texts(self, question: ScaleQuestion) -> "_LevelTexts":
        if question.id not in self._levels:
            self._levels[question.id] = _LevelTexts(question, self._names, self._lowest)
        return self._levels[question.id]


class _LevelTexts:
    """The ways in which the four levels of one question can be written out."""

    def __init__(self, question: ScaleQuestion, names: Sequence[str], lowest: int) -> None:
        self._names, self._lowest = names, lowest
        self._phrases = [tuple(self._of_level(level, question.levels[level])) for level in Level]

    def find(self, letters: str) -> int | None:
        """The level that was written out, or whose beginning was; none if it is unclear."""
        whole = {level for level, phrases in enumerate(self._phrases) if letters in phrases}
        if whole:
            return whole.pop() if len(whole) == 1 else None
        matches = {
            level for level, phrases in enumerate(self._phrases) if any(it.startswith(letters) for it in phrases)
        }
        if len(letters) < _FEWEST_LETTERS or len(matches) != 1:
            return None
        level = matches.pop()
        names_another = any(name in letters for other, name in enumerate(self._names) if other != level)
        return None if names_another and len(letters) < _SURELY_TEXT else level

    def _of_level(self, level: int, text: str) -> Iterator[str]:
        letters, name, letter, number = letters_alone(text), self._names[level], LETTERS[level], level + self._lowest
        for body in (name, letters, name + letters):
            for marker in ("", f"{number}", letter, f"level{number}", f"level{letter}", f"option{letter}"):
                yield marker + body
