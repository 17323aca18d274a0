"""Counting the answers of one form: by whole written answers where each is plain, else by looking into each.

Read strictly: what is not plainly right is `Unusual`, and for the exact way to judge.
"""

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

from scoring.instrument import Instrument
from scoring.rubric import Flag
from scoring.tally import Adds, Tallier, Tally

orjson: Any = import_module("orjson") if find_spec("orjson") else None
"""It comes with the extra `batch`; without it everything is the same, only slower."""

_MOST_REMEMBERED: Final = 20_000
"""Written answers that are known by heart; ticks can stand in many orders."""
_TOP: Final = 3


class Unusual(Exception):
    """It is for the exact way to say whether this can be used."""


class Said(NamedTuple):
    """What was written or ticked in answer to one question."""

    position: int
    """Of the question in the questionnaire."""
    ticked: tuple[str, ...]
    reason: str
    """Why it does not apply."""
    note: str


def written(values: Any) -> bytes:
    """The values as JSON in its shortest form."""
    if orjson is not None:
        return bytes(orjson.dumps(values))
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


class AnswerCounter:
    """Counts the answers of one form of a questionnaire."""

    def __init__(self, instrument: Instrument, form: str) -> None:
        """Learns by heart what each plain answer adds."""
        self._tallier = Tallier(instrument, form)
        self._known: dict[bytes, int] = {}
        self._ticked: dict[bytes, Said] = {}
        for identifier, adds in self._tallier.adds.items():
            self._remember(f'"{identifier}":{{"unknown":true'.encode(), adds.unknown)
            if not adds.options:
                for level, added in enumerate(adds.levels):
                    self._remember(f'"{identifier}":{{"level":{level}'.encode(), added)

    def count(self, answers: dict[str, Any], flags: tuple[Flag, ...]) -> tuple[Tally, tuple[Said, ...]]:
        """The tally of answers, and what was written and ticked for the questions that the form asks.

        Args:
            answers: as they stand in an answer file; nothing about them is known to be right.
            flags: those that do not rest on the answers.

        Raises:
            Unusual: an answer is wrong, or is nothing that this program writes.
        """
        pieces = written(answers)[1:-2].split(b"},")
        values = list(map(self._known.get, pieces))
        said: list[Said] = []
        if None in values:
            pieces, values, said = self._look_into(answers, pieces, values)
        said += filter(None, map(self._ticked.get, pieces))
        said.sort()
        total = sum(values, self._tallier.nothing)  # type: ignore[arg-type]  # by now all are known
        return self._tallier.read(total, flags), tuple(said)

    def _look_into(
        self, answers: dict[str, Any], pieces: list[bytes], values: list[int | None]
    ) -> tuple[list[bytes], list[int | None], list[Said]]:
        """Judges the answers that are not known by heart.

        In its shortest form an answer ends with "},", which only a text can have elsewhere. So the pieces are the
        answers if each that is not known by heart is what its answer is when written alone. Otherwise all are written
        alone.

        Returns:
            The pieces, what each adds, and what was written in those that are not known by heart by now.
        """
        alone = {
            number: written({identifier: answer})[1:-2]
            for number, (identifier, answer) in enumerate(answers.items())
            if number >= len(values) or values[number] is None
        }
        if len(pieces) != len(answers) or any(pieces[number] != piece for number, piece in alone.items()):
            pieces = [written({identifier: answer})[1:-2] for identifier, answer in answers.items()]
            values = list(map(self._known.get, pieces))
        said = []
        for number, (identifier, answer) in enumerate(answers.items()):
            if values[number] is None:
                adds = self._tallier.adds[identifier]
                added, words = _any_kind(adds, answer)
                values[number], words = added, words if adds.asked else None
                if "note" not in answer and len(self._known) < _MOST_REMEMBERED:
                    self._remember(pieces[number], added, words)
                elif words:
                    said.append(words)
        return pieces, values, said

    def _remember(self, piece: bytes, added: int, said: Said | None = None) -> None:
        self._known[piece] = added
        if said:
            self._ticked[piece] = said


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
