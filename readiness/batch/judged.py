"""What is kept of each input, a record or a rejection, and how both go from one process to another."""

import marshal
from typing import Any, Final, NamedTuple

Record = tuple[str, str, bytes, str, str, str, str, str, bytes | str]
"""What is kept of an answer file: a value for each of `RECORD`.

They are few, and texts wherever possible, as that is what SQLite takes up quickest; so is a plain tuple.
"""
RECORD: Final = {
    "identity": "the same for all files of one service",
    "moment": "when it was last changed; empty where it does not say",
    "digest": "the same for the same content",
    "answers_digest": "the same for the same answers; empty where there are too few to be sure",
    "alphabetical": "what its service's name is sorted by",
    "file": "how it is called",
    "lines": "its service's name, organisation and code, the date, the form, the cells of its tally, the marks",
    "said": "what was written and ticked, as JSON; only where answers are wanted",
    "data": "the file itself; only where plans are wanted",
}
DIGEST: Final = 16
"""Bytes of a digest that are kept; no two of any million files have the same."""


class Rejection(NamedTuple):
    """Why an input is not used."""

    file: str
    place: str
    reason: str


class Judged:
    """What became of several inputs.

    Attributes:
        records: of those that can be used.
        rejections: of the others.
    """

    def __init__(self, records: list[Record], rejections: list[Rejection]) -> None:
        """Holds both."""
        self.records = records
        self.rejections = rejections

    def __reduce__(self) -> tuple[Any, ...]:
        """On the way to another process it is one piece of bytes: packing each record takes six times as long."""
        return _unpacked, (marshal.dumps((self.records, list(map(tuple, self.rejections)))),)


def _unpacked(data: bytes) -> Judged:
    """From bytes that another process of this program made."""
    records, rejections = marshal.loads(data)  # noqa: S302  # as above
    return Judged(records, list(map(Rejection._make, rejections)))
