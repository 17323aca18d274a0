"""Records of actions whose answer file has gone from the folder, so that a renamed answer file finds its own."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.model import Questionnaire
from readiness.answer_names import original_of
from readiness.plan.action_record import ActionRecord, parse_record
from readiness.storage import LARGEST_FILE
from readiness.text import same_name

SUFFIX = ".actions"  # not .json: people who collect answer files collect *.json

_MARK = re.compile(rb'"belongs_to"\s*:\s*"(\w+)"')
_MOST_READ = 100
"""How many records of a folder are looked into."""


def record_name(answers: str) -> str:
    """The name of the record that belongs to an answer file: `team.actions` to `team.json`."""
    return f"{answers.removesuffix('.json')}{SUFFIX}"


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
    """A digest of what stays the same when an answer file is renamed: the service, and when the answers began.

    None if the file says neither.
    """
    service = sheet.service
    names = (service.name, service.organisation or "", service.code or "")
    return identity_from(sheet.questionnaire.id, sheet.started_at, names)


def identity_from(questionnaire: str, started_at: datetime | None, names: tuple[str, str, str]) -> str | None:
    """The same from a questionnaire's identifier, and a service's name, organisation and code; empty if missing."""
    started = started_at.isoformat() if started_at else ""
    if not any((*names, started)):
        return None
    same = map(same_name, names)
    return sha256("\x1f".join((questionnaire, started, *same)).encode("utf-8", "replace")).hexdigest()[:32]


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
        data = _bytes_of(path)
        if identity and identity.encode() in data:
            about = _parse(path, data, questionnaire)
            if about.belongs_to == identity:
                (same if is_left else of_copies).append(path)
        elif is_left and b'"belongs_to"' not in data:
            with suppress(InputFault):  # about another questionnaire, or no record at all
                _parse(path, data, questionnaire)
                unmarked.append(path)
    return Leftovers(tuple(same), tuple(unmarked), tuple(of_copies))


def records_left_in(folder: Path) -> dict[str, tuple[str, bytes]]:
    """The records of a folder whose answer file has gone, each with its file name, by the identity of their answers.

    Of several that are kept for the same answers none is given, as somebody has to choose.
    """
    found: dict[str, tuple[str, bytes]] = {}
    several: set[str] = set()
    for path, is_left in _records_in(folder):
        data = _bytes_of(path) if is_left else b""
        if marked := _MARK.search(data):
            identity = marked[1].decode()
            several |= {identity} & found.keys()
            found[identity] = path.name, data
    return {identity: record for identity, record in found.items() if identity not in several}


def copies_of_record(record: Path) -> tuple[Path, ...]:
    """Records that are named like copies of an existing one but differ from it, and have no answer file.

    A sync program makes them if two computers have changed a record.
    """
    original, data = f"{record.name.removesuffix(SUFFIX)}.json", _bytes_of(record)
    copies = (
        path
        for path, is_left in _records_in(record.parent)
        if is_left and path != record and original_of(f"{path.name.removesuffix(SUFFIX)}.json") == original
    )
    return tuple(path for path in copies if _bytes_of(path) != data)


def read_record(path: Path) -> bytes:
    """The bytes of a record, of a larger file only so many that it is seen to be too large.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _records_in(folder: Path) -> list[tuple[Path, bool]]:
    """The records in a folder, each with whether its answer file has gone; these come first."""
    try:
        names = set(os.listdir(folder))  # noqa: PTH208  # one look at the folder, however large
    except OSError:  # an archive, or a folder that cannot be listed
        return []
    stems = [name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX) and not name.startswith(".")]
    found = [(folder / f"{stem}{SUFFIX}", not {stem, f"{stem}.json"} & names) for stem in stems]
    return sorted(found, key=lambda record: (not record[1], record[0]))[:_MOST_READ]


def _bytes_of(path: Path) -> bytes:
    """The bytes of a record; none if it cannot be read."""
    try:
        return read_record(path)
    except OSError:
        return b""


def _parse(path: Path, data: bytes, questionnaire: Questionnaire) -> ActionRecord:
    try:
        return parse_record(data, questionnaire)
    except InputFault as fault:
        raise fault.within(str(path)) from fault
