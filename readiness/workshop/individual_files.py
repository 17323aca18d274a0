"""The files in a workshop's folder that hold somebody's own answers, wherever they are in it."""

import html
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from questionnaires.answers import FORMAT
from questionnaires.faults import InputFault
from readiness.storage import LARGEST_FILE, read_sheet
from readiness.workshop.counts_file import path_of
from readiness.workshop.everyone import answer_files
from readiness.workshop.folder import CODE_LENGTH, WorkshopFolder
from scoring.instrument import Instrument

_TEMPORARY: Final = (".part", ".lock")
"""The ends of files that this program makes beside others for a moment, and leaves behind if it is killed."""


@dataclass(frozen=True)
class FolderContents:
    """What is in a workshop's folder; each path is inside the folder."""

    people: tuple[Path, ...]
    """The answer files of people."""
    beside: tuple[Path, ...]
    """What else is in the folder of answers: earlier versions, unfinished notes, anything."""
    elsewhere: tuple[Path, ...]
    """Files in other places that hold somebody's own answers, or name somebody by their code."""
    temporary: tuple[Path, ...]
    """Locks, and what a program that was killed has left."""
    kept: tuple[Path, ...]
    """All others."""
    workshops: tuple[Path, ...] = ()
    """The folders of other workshops, which are not opened."""

    @property
    def to_delete(self) -> tuple[Path, ...]:
        """Everything that holds, or may hold, somebody's own answers."""
        return (*self.people, *self.beside, *self.elsewhere, *self.temporary)


def contents_of(
    folder: WorkshopFolder, instrument: Instrument, holds_answers: Callable[[Path], bool]
) -> FolderContents:
    """Looks through a workshop's folder, and through its files for what people's answer files have in them.

    Args:
        folder: the workshop's folder.
        instrument: what the answers fit.
        holds_answers: whether a table is a form that somebody filled in, or a survey's export.
    """
    people = answer_files(folder)
    signs = _signs_of(people, instrument)
    own = {folder.description, folder.agreed, path_of(folder)}
    found: dict[str, list[Path]] = {"beside": [], "elsewhere": [], "temporary": [], "kept": [], "workshops": []}
    for path in _files_in(folder.path):
        if path in people:
            continue
        if WorkshopFolder(path).description.is_file():
            found["workshops"].append(path)
        elif folder.answers in path.parents:
            found["beside"].append(path)
        elif path.name.startswith(".") and path.suffix in _TEMPORARY:
            found["temporary"].append(path)
        elif path not in own and (signs.are_in(path) or holds_answers(path)):
            found["elsewhere"].append(path)
        else:
            found["kept"].append(path)
    return FolderContents(tuple(people), **{kind: tuple(paths) for kind, paths in found.items()})


def _files_in(folder: Path) -> Iterator[Path]:
    """All files of a folder and of those in it; links and the folders of other workshops, as they are not opened."""
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in sorted(names))
        inside = [Path(place, name) for name in sorted(folders)]
        unopened = [path for path in inside if path.is_symlink() or WorkshopFolder(path).description.is_file()]
        yield from unopened
        folders[:] = [path.name for path in inside if path not in unopened]


@dataclass(frozen=True)
class _Signs:
    """The signs that a file has somebody's own answers."""

    code: re.Pattern[str] | None
    """Finds the code of a person."""
    notes: frozenset[str]
    """Notes that were not to be shown."""

    def are_in(self, path: Path) -> bool:
        """Whether a file has any of the signs, in its name or in its text."""
        if self._code_in(path.name):
            return True
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE)
        except OSError:
            return False
        return _is_a_persons(data) or any(self._in_text(text) for text in _texts(data))

    def _in_text(self, text: str) -> bool:
        plain = html.unescape(text) if "&" in text else text
        return self._code_in(text) or any(note in plain for note in self.notes)

    def _code_in(self, text: str) -> bool:
        return bool(self.code and self.code.search(text))


def _signs_of(paths: Iterable[Path], instrument: Instrument) -> _Signs:
    """The codes and the notes of people, as far as their files can be read.

    Codes shorter than those of the forms, such as `B`, are no sign: they may stand in any text.
    """
    codes, notes = set(), set()
    for path in paths:
        codes.add(path.name.partition(".")[0])
        try:
            sheet = read_sheet(path, instrument)
        except InputFault:
            continue
        if sheet.workshop and sheet.workshop.person:
            codes.add(sheet.workshop.person)
        notes |= {answer.note for answer in sheet.answers.values() if answer.note and not answer.note_may_be_shown}
    codes = {code for code in codes if len(code) >= CODE_LENGTH}
    pattern = rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, sorted(codes)))})(?![A-Za-z0-9])"
    return _Signs(re.compile(pattern, re.IGNORECASE) if codes else None, frozenset(notes))


def _is_a_persons(data: bytes) -> bool:
    """Whether data are an answer file of one person."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return False
    workshop = content.get("workshop")
    return isinstance(workshop, dict) and bool(workshop.get("person"))


def _texts(data: bytes) -> Iterator[str]:
    """The texts in a file of any kind: as it is, in UTF-16, in JSON's escapes, and the parts of an archive."""
    yield data.decode("utf-8", "ignore")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", "ignore")
    with suppress(ValueError, RecursionError):
        yield json.dumps(json.loads(data), ensure_ascii=False).replace("\\n", "\n").replace('\\"', '"')
    with suppress(BadZipFile, OSError, ValueError, RuntimeError), ZipFile(BytesIO(data)) as archive:
        for part in archive.infolist():
            if part.file_size <= LARGEST_FILE:
                yield archive.read(part).decode("utf-8", "ignore")
