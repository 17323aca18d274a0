"""What is kept of each input, a record or a rejection, and how both go from one process to another."""

import marshal
from collections.abc import Iterable
from typing import Any, NamedTuple


class Record(NamedTuple):
    """What is kept of an answer file, in the order of the ledger's columns.

    They are few, and texts wherever possible, as that is what SQLite takes up quickest.
    """

    identity: str
    """The same for all files of one service."""
    moment: str
    """When it was last changed; empty where it does not say."""
    digest: bytes
    """The same for the same content."""
    answers_digest: str
    """The same for the same answers; empty where there are too few to be sure."""
    alphabetical: str
    """What its service's name is sorted by."""
    file: str
    lines: str
    """Its service's name, organisation and code, the form, the middle cells of its row in `results.csv`, the marks."""
    said: str
    """What was written and ticked, as JSON; only where answers are wanted."""
    data: bytes | str
    """The file itself; only where plans are wanted."""


class Rejection(NamedTuple):
    """Why an input is not used."""

    file: str
    place: str
    reason: str


class Judged:
    """What became of several inputs.

    Attributes:
        records: of those that can be used.
        rejections: of the others; both as plain tuples, which SQLite takes up in half the time.
    """

    def __init__(self, records: Iterable[Record], rejections: Iterable[Rejection]) -> None:
        """Holds both."""
        self.records = list(map(tuple, records))
        self.rejections = list(map(tuple, rejections))

    def __reduce__(self) -> tuple[Any, ...]:
        """On the way to another process it is one piece of bytes: packing each record takes six times as long."""
        return _unpacked, (marshal.dumps((self.records, self.rejections)),)


def _unpacked(data: bytes) -> Judged:
    """From bytes that another process of this program made."""
    judged = Judged((), ())
    judged.records, judged.rejections = marshal.loads(data)  # noqa: S302  # as above
    return judged
