"""Records of actions whose answer file has gone from the folder: a renamed answer file finds its own again."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.model import Questionnaire
from readiness.plan.action_record import ActionRecord, parse_record
from readiness.storage import LARGEST_FILE

SUFFIX = ".actions"  # not .json: people who collect answer files collect *.json
_MOST_READ = 100
"""Records of a folder that are looked into."""


@dataclass(frozen=True)
class Leftovers:
    """The records in an answer file's folder that may be about its answers, although they have another name."""

    same: tuple[Path, ...] = ()
    """Kept for these answers; their own answer file is not there any more."""
    unmarked: tuple[Path, ...] = ()
    """Of an older version, which did not note for which answers they are kept; their answer file is not there."""
    of_copies: tuple[Path, ...] = ()
    """Kept for an answer file that is still there, and has the same answers or an earlier version of them."""


def identity_of(sheet: AnswerSheet) -> str | None:
    """A digest of what stays the same in an answer file whatever its name: the service, and when the answers began.

    None where the file says neither.
    """
    service = sheet.service
    names = [service.name, service.organisation or "", service.code or ""]
    started = sheet.started_at.isoformat() if sheet.started_at else ""
    if not any((*names, started)):
        return None
    same = (unicodedata.normalize("NFKC", " ".join(name.split())).casefold() for name in names)
    return sha256("\x1f".join((sheet.questionnaire.id, started, *same)).encode("utf-8", "replace")).hexdigest()[:32]


def find_leftovers(record: Path, identity: str | None, questionnaire: Questionnaire) -> Leftovers:
    """Looks for records that may be about the same answers as one that does not exist.

    Args:
        record: the record that does not exist.
        identity: that of its answer file.
        questionnaire: what was answered.

    Raises:
        InputFault: a record kept for these answers is damaged.
    """
    same: list[Path] = []
    unmarked: list[Path] = []
    of_copies: list[Path] = []
    for path, is_left in _records_in(record.parent):
        about = _identity_in(path, identity, questionnaire)
        if about is not None and about.belongs_to and about.belongs_to == identity:
            (same if is_left else of_copies).append(path)
        elif about is not None and not about.belongs_to and is_left:
            unmarked.append(path)
    return Leftovers(tuple(same), tuple(unmarked), tuple(of_copies))


def read_record(path: Path) -> bytes:
    """The bytes of a record, of a larger file only so many that it is seen to be too large.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _records_in(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The records in a folder, by name, and of each whether its answer file has gone."""
    try:
        names = set(os.listdir(folder))  # noqa: PTH208  # one look at the folder, however large
    except OSError:  # an archive, or a folder that cannot be listed
        return
    records = sorted(name for name in names if name.endswith(SUFFIX) and not name.startswith("."))
    for name in records[:_MOST_READ]:
        stem = name.removesuffix(SUFFIX)
        yield folder / name, not {stem, f"{stem}.json"} & names


def _identity_in(path: Path, identity: str | None, questionnaire: Questionnaire) -> ActionRecord | None:
    """The record in a file; none where it is not about this questionnaire, or cannot be read."""
    try:
        data = read_record(path)
    except OSError:
        return None
    try:
        return parse_record(data, questionnaire)
    except InputFault as fault:
        if identity and identity.encode() in data:
            raise fault.within(str(path)) from fault
        return None
