"""What a row of the table of actions said when it was written, in one cell that no search and replace can reach."""

import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from readiness.plan.model import Plan, PlannedAction, Status
from readiness.report.sentences.actions import STATUS_NAMES

PROBE: Final = "éñø"
"""A probe in every such cell, which shows in which encoding a table was saved, and whether letters were lost.
Each of the usual encodings has different bytes for it."""

_LETTERS, _DIGITS = "bcdfghjkmnpqrstvwxyz", "0123456789"
"""Letters and digits take turns, so that no word and no number of two digits is in a cell. There are no vowels, so
that no spreadsheet takes it for a number such as 1e5."""
_BASE: Final = len(_LETTERS) * len(_DIGITS)
_VERSION: Final = 1
_CHECK: Final = 4
"""Bytes of the checksum."""
_LONGEST_CODE: Final = 40_000
_CODE: Final = re.compile(rf"(?:[{_LETTERS}][{_DIGITS}])+")
_PROBED: Final = re.compile(rf"(?:[{_LETTERS}][{_DIGITS}]){{20,}}\s?([^\s,;\"|]{{0,12}})")
"""A code, and what follows it in a CSV file."""
_MOST_UNPACKED: Final = 200_000


@dataclass(frozen=True)
class RowMemory:
    """What a row said when the table was written, and which assessment it belongs to."""

    question: str
    level: int
    title: int
    """The checksum of the action's title."""
    owner: str
    owner_agreed: bool
    """Whether somebody had agreed on this owner; otherwise it is what the plan suggests."""
    due: date | None
    due_agreed: bool
    """Whether somebody had agreed on this date; otherwise it is the schedule's."""
    status: Status
    reason: str
    identity: str | None
    """The identity of the answers; none if they have none."""


def memory_of(plan: Plan, action: PlannedAction) -> RowMemory:
    """The memory of an action's row."""
    return RowMemory(
        question=action.question,
        level=action.level,
        title=title_sum(action.title),
        owner=action.owner,
        owner_agreed=action.owner_agreed,
        due=action.due,
        due_agreed=action.due_agreed,
        status=action.status,
        reason=action.reason,
        identity=plan.identity,
    )


def title_sum(title: str) -> int:
    """A checksum of an action's title; letter case, spaces and punctuation do not matter."""
    return zlib.crc32("".join(mark for mark in title.casefold() if mark.isalnum()).encode("utf-8", "replace"))


def encoded(memory: RowMemory) -> str:
    """The text of the cell: letters and digits in turns, with a checksum; then the probe."""
    content = [
        _VERSION, memory.question, memory.level, memory.title, memory.owner, int(memory.owner_agreed),
        memory.due.isoformat() if memory.due else "", int(memory.due_agreed), memory.status, memory.reason,
        memory.identity,
    ]  # fmt: skip
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    return f"{_spelt(packed + zlib.crc32(packed).to_bytes(_CHECK))} {PROBE}"


def decoded(text: str) -> RowMemory | None:
    """What a cell remembers, whatever happened to its probe; none if it was changed."""
    found = _CODE.match(text)
    code = found[0] if found else ""
    if len(code) > _LONGEST_CODE:
        return None
    try:
        data = _bytes_of(code)
        packed, check = data[:-_CHECK], data[-_CHECK:]
        if zlib.crc32(packed).to_bytes(_CHECK) != check:
            return None
        version, question, level, title, owner, owner_agreed, due, due_agreed, status, reason, identity = json.loads(
            zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
        )
    except (ValueError, TypeError, zlib.error):
        return None
    if version != _VERSION or status not in STATUS_NAMES:
        return None
    day = date.fromisoformat(due) if due else None
    return RowMemory(question, level, title, owner, bool(owner_agreed), day, bool(due_agreed), status, reason, identity)


def probe_in(table: str) -> str | None:
    """The probe as it is in most rows of a table's text; none if there are no such cells."""
    found = Counter(_PROBED.findall(table))
    return found.most_common(1)[0][0] if found else None


def _spelt(data: bytes) -> str:
    number = int.from_bytes(b"\x01" + data)  # the first byte keeps zeros that follow it
    pairs: list[str] = []
    while number:
        number, rest = divmod(number, _BASE)
        pairs.append(_LETTERS[rest // len(_DIGITS)] + _DIGITS[rest % len(_DIGITS)])
    return "".join(reversed(pairs))


def _bytes_of(code: str) -> bytes:
    """The bytes that a code spells.

    Raises:
        ValueError: it is not such a code.
    """
    number = 0
    for letter, digit in zip(code[::2], code[1::2], strict=True):
        number = number * _BASE + _LETTERS.index(letter) * len(_DIGITS) + _DIGITS.index(digit)
    data = number.to_bytes((number.bit_length() + 7) // 8)
    if data[:1] != b"\x01":
        raise ValueError
    return data[1:]
