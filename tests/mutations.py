"""Answer files damaged at random, the same for the same seed: what editors, networks and people do to files."""

import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from scoring.instrument import Instrument
from tests.services import file_of

_VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, 1, 2, 3, 4, -1, 2.0, 1.5, 10**30, "", " ", "2", "true", "x", "\ud800", "é ✓ 😀", [], ["x"],
    {}, {"level": 2}, "2026-11-21T10:00:00Z", "2026-11-21T10:00:00+01:00", "2026-11-31T10:00:00Z", "2024-02-29",
    "2027-W01-1",
)  # fmt: skip
_PIECES: Final = (
    '"', "{", "}", "[", "]", ",", ":", "\\", "\\u0022", "\\ud800", "\n", "\0", "0", "e5", "é", "NaN", "", " ",
)  # fmt: skip


def damaged_files(instrument: Instrument, number: int, seed: int = 1) -> Iterator[bytes]:
    """Answer files, most of them damaged: values exchanged, keys doubled, moved or lost, characters put in or lost."""
    for count in range(number):
        random = Random(f"{seed} {count}")
        content = file_of(instrument, random.randrange(50), notes=random.random() < 0.5)
        text = _written(random.choice(_CHANGES)(random, content), random)
        for _ in range(random.choice((0, 0, 0, 0, 1, 3))):
            at = random.randrange(len(text))
            text = text[:at] + random.choice(_PIECES) + text[at + random.randrange(4) :]
        yield text.encode("utf-8", "surrogatepass")


def _written(content: dict[str, Any], random: Random) -> str:
    layout: dict[str, Any] = random.choice(({"indent": 2}, {"separators": (",", ":")}, {}))
    text = json.dumps(content, ensure_ascii=random.random() < 0.5, **layout)
    if random.random() < 0.1:  # a key twice
        keys = list(re.finditer(r'"[^"]*": ?("[^"]*"|[0-9]+|true|null|\{[^{}]*\})', text))
        twice = random.choice(keys)
        text = f"{text[: twice.start()]}{twice[0]},{text[twice.start() :]}"
    return text


def _nothing(_: Random, content: dict[str, Any]) -> dict[str, Any]:
    return content


def _other_value(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    """One value exchanged for another, somewhere."""
    inside: Any = content
    while True:
        key = random.choice(list(inside)) if isinstance(inside, dict) else random.randrange(len(inside))
        if isinstance(inside[key], dict | list) and inside[key] and random.random() < 0.8:
            inside = inside[key]
            continue
        inside[key] = random.choice(_VALUES)
        return content


def _other_answer(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    """One answer with other keys and values."""
    keys = ("level", "ticked", "unknown", "not_applicable", "note", "colour")
    question = random.choice([*content["answers"], "leadership.magic"])
    content["answers"][question] = {key: random.choice(_VALUES) for key in random.sample(keys, random.randint(0, 3))}
    return content


def _right_answer(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    """One answer with another of the kinds that there are, which is right for most questions."""
    kinds: tuple[dict[str, Any], ...] = ({"level": 0}, {"level": 3}, {"unknown": True}, {"not_applicable": "Filled"})
    note = random.choice(("", " ", "é ✓ 😀", 'a "quoted" word', "\\", "two\nlines"))
    content["answers"][random.choice(list(content["answers"]))] = {**random.choice(kinds), "note": note}
    return content


def _lost_key(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    del content[random.choice(list(content))]
    return content


_CHANGES: Final[tuple[Callable[[Random, dict[str, Any]], dict[str, Any]], ...]] = (
    _nothing, _right_answer, _right_answer, _right_answer, _other_value, _other_value, _other_answer, _lost_key,
)  # fmt: skip
