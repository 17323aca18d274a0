"""Answer files damaged at random as editors, networks and people damage them; the same for the same seed."""

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
    "2027-W01-1", {"how": "agreed"}, {"how": "parked", "by": "2027-01-04", "who": "HR"}, {"id": "ab12", "person": "K7"},
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
    keys = ("level", "ticked", "unknown", "not_applicable", "note", "colour", "agreement", "note_may_be_shown")
    question = random.choice([*content["answers"], "leadership.magic"])
    content["answers"][question] = {key: random.choice(_VALUES) for key in random.sample(keys, random.randint(0, 3))}
    return content


def _right_answer(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    """One answer replaced by one of another kind, which is valid for most questions."""
    kinds: tuple[dict[str, Any], ...] = ({"level": 0}, {"level": 3}, {"unknown": True}, {"not_applicable": "Filled"})
    note = random.choice(("", " ", "é ✓ 😀", 'a "quoted" word', "\\", "two\nlines"))
    content["answers"][random.choice(list(content["answers"]))] = {**random.choice(kinds), "note": note}
    return content


def _of_a_workshop(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    """What format 2 adds, most of it valid."""
    if random.random() < 0.5:
        content["format_version"] = random.choice((2, 2, 2, 3))
        content["workshop"] = {"id": "w3Qk", "person": random.choice(("K7QX2M", "K7QX2M", None, "Ann Smith", "x" * 41))}
        content["questionnaire"]["fingerprint"] = random.choice(("0123456789abcdef", "0123456789abcdef", None, "0123"))
    for question in random.sample(list(content["answers"]), random.randint(0, 3)):
        answer = content["answers"][question]
        answer["agreement"] = {"how": random.choice(("agreed", "cautious", "agreed", "cautious", "parked", "voted"))}
        for key, values in _AGREED.items():
            if random.random() < 0.4:
                answer["agreement"][key] = random.choice(values)
        if random.random() < 0.3:
            answer["note_may_be_shown"] = random.choice((True, True, False, None, 1))
        if random.random() < 0.2:
            content["answers"][question] = {"unknown": True, "agreement": answer["agreement"]}
    return content


_AGREED: Final[dict[str, tuple[Any, ...]]] = {
    "reason": ("The policy is signed", 'We say "yes"', "", "é ✓ 😀", "x" * 4001),
    "dissent": ([], ["Nights are not covered"], ["a", ' "b" ', ""], ["x"] * 201, [1], "nobody", ["x" * 4001]),
    "who": ("deputy manager", "", "x" * 1001),
    "by": ("2027-01-04", "2027-01-04", None, "2027-02-30", "soon"),
}


def _lost_key(random: Random, content: dict[str, Any]) -> dict[str, Any]:
    del content[random.choice(list(content))]
    return content


_CHANGES: Final[tuple[Callable[[Random, dict[str, Any]], dict[str, Any]], ...]] = (
    _nothing, _right_answer, _right_answer, _right_answer, _other_value, _other_value, _other_answer, _lost_key,
    _of_a_workshop, _of_a_workshop,
)  # fmt: skip
