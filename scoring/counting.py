"""Counting the answers of one form as they are written, each a piece of the file that is judged once and remembered.

Read strictly: what is not plainly right is `Unusual`, and for the exact way to judge.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from scoring.instrument import Instrument
from scoring.rubric import Flag
from scoring.strict_json import Unusual, values_in
from scoring.tallier import Adds, Tallier
from scoring.tally import Tally

_MOST_REMEMBERED: Final = 20_000
_LONGEST_REMEMBERED: Final = 500
"""Bytes; a hostile folder cannot fill the memory with written answers."""
_TOP: Final = 3


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

    def __init__(self, instrument: Instrument, form: str) -> None:
        """Makes ready to learn what each written answer adds."""
        self._tallier = Tallier(instrument, form)
        self._known = _KnownAnswers(self._tallier.adds)

    def count(self, pieces: Sequence[bytes], flags: tuple[Flag, ...]) -> tuple[Tally, tuple[Said, ...]]:
        """The tally of answers, and what was written and ticked for the questions that the form asks.

        Args:
            pieces: each an answer as it is written, `"leadership.vision": {"level": 2`, without the bracket that ends
                it; nothing about them is known to be right.
            flags: those that do not rest on the answers.

        Raises:
            Unusual, LookupError, TypeError, AttributeError, ValueError: a piece is not one plain answer to a question.
        """
        known = self._known
        known.passing.clear()
        total = sum(map(known.__getitem__, pieces), self._tallier.nothing)
        said = [*filter(None, map(known.said.get, pieces)), *known.passing]
        said.sort()
        return self._tallier.read(total, len(pieces), flags), tuple(said)


class _KnownAnswers(dict[bytes, int]):
    """What each written answer adds; one that is not known yet is judged when it is looked up.

    Attributes:
        said: what was written or ticked in those that are remembered.
        passing: what was written or ticked in those that were judged and not remembered, till it is cleared.
    """

    def __init__(self, adds: Mapping[str, Adds]) -> None:
        super().__init__()
        self.said: dict[bytes, Said] = {}
        self.passing: list[Said] = []
        self._adds = adds

    def __missing__(self, piece: bytes) -> int:
        ((identifier, answer),) = values_in(b"{%b}}" % piece).items()
        adds = self._adds[identifier]
        added, said = _any_kind(adds, answer)
        said = said if adds.asked else None
        if "note" not in answer and len(piece) <= _LONGEST_REMEMBERED and len(self) < _MOST_REMEMBERED:
            self[piece] = added
            if said:
                self.said[piece] = said
        elif said:
            self.passing.append(said)
        return added


def text(value: Any) -> str:
    """A text without the white space around it.

    Raises:
        Unusual: it is no text.
    """
    if type(value) is not str:
        raise Unusual
    return value.strip()


def _any_kind(adds: Adds, answer: dict[str, Any]) -> tuple[int, Said | None]:
    """What any kind of answer adds, with or without a note, and what was written or ticked."""
    note = text(answer.get("note", ""))
    if len(answer) != 1 + ("note" in answer):
        raise Unusual
    added = adds.note if note else 0
    words = Said(adds.position, (), "", note) if note else None
    if "ticked" in answer:
        ticked = _ticks(adds, answer["ticked"])
        return added + adds.levels[len(ticked)], Said(adds.position, ticked, "", note)
    if "not_applicable" in answer:
        reason = text(answer["not_applicable"])
        if adds.not_applicable is None or not reason:
            raise Unusual
        return added + adds.not_applicable, Said(adds.position, (), reason, note)
    if "level" in answer:
        level = answer["level"]
        if type(level) is not int or not 0 <= level <= _TOP or adds.options:
            raise Unusual
        return added + adds.levels[level], words
    if answer["unknown"] is not True:
        raise Unusual
    return added + adds.unknown, words


def _ticks(adds: Adds, ticked: Any) -> tuple[str, ...]:
    if type(ticked) is not list or not adds.options:
        raise Unusual
    chosen = frozenset(ticked)
    if len(chosen) < len(ticked) or not chosen <= adds.options:
        raise Unusual
    return tuple(ticked)
