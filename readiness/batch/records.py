"""One answer file becomes one record: what the tables say of it, or why it is rejected."""

import json
import os
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any

from questionnaires.answer_file import parse_answers
from questionnaires.answers import AnswerSheet, NotApplicable, Ticked
from questionnaires.faults import Fault, InputFault
from readiness.batch.discovery import Found, shown
from readiness.batch.judged import DIGEST, Judged, Record, Rejection
from readiness.storage import LARGEST_FILE
from readiness.text import one_line
from scoring.counting import Said
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.quick import QuickReader, QuickSheet
from scoring.tally import UNANSWERED, Tally, tally_of

_BLOCK = 65_536
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without waiting: what stands there by now may be a pipe that nobody writes to."""
_AT_ONCE, _MOST_AT_ONCE = 50, 1_000_000
"""How many files, and how many bytes, are worked on together, which takes a quarter less time than one by one."""
_LONGEST_REMEMBERED = 1000
"""Characters; a hostile folder cannot fill the memory with names of organisations."""
_FEWEST_FOR_TWINS = 20
"""Answers in two files from which on it is odd that all are the same."""


class Judge:
    """Makes records of answer files; every process has one."""

    def __init__(self, instrument: Instrument, as_of: date, *, with_answers: bool, with_data: bool) -> None:
        """Prepares the judging.

        Args:
            instrument: the questionnaire and the rubric.
            as_of: the day on which the answers are read.
            with_answers: whether what was written and ticked is kept.
            with_data: whether the files themselves are kept.
        """
        self._instrument = instrument
        self._as_of = as_of
        self._with_answers = with_answers
        self._with_data = with_data
        self._reader = QuickReader(instrument, as_of, with_ticks=with_answers)
        self._positions = {question: number for number, question in enumerate(instrument.questionnaire.questions)}

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets a judge of its own, made from the same."""
        made = partial(Judge, with_answers=self._with_answers, with_data=self._with_data)
        return made, (self._instrument, self._as_of)

    def judge_all(self, found: Sequence[Found]) -> Judged:
        """The records and the rejections of several files or other inputs."""
        records: list[Record] = []
        rejections: list[Rejection] = []
        for some in _contents(found, rejections):
            sheets = self._reader.read([data for _, data in some])
            digests = [sha256(data).digest()[:DIGEST] for _, data in some]
            for (file, data), sheet, digest in zip(some, sheets, digests, strict=True):
                try:
                    records.append(self._record(file, data, sheet or self._read_exactly(data), digest))
                except InputFault as fault:
                    rejections.append(_rejection(file, fault))
        return Judged(records, rejections)

    def _record(self, file: str, data: bytes, sheet: QuickSheet, digest: bytes) -> Record:
        name, organisation, code, form, moment, said, cells, marks = sheet
        if not f"{name}{organisation}{code}".isprintable():
            name, organisation, code = _line(name), _line(organisation), _line(code)
        folded = name.casefold()
        return (
            _identity(folded, organisation, code, digest),
            moment,
            digest,
            _answers_digest(marks, said),
            folded if folded.isascii() else unicodedata.normalize("NFKD", folded),
            file,
            f"{name}\n{organisation}\n{code}\n{moment[:10]}\n{form}\n{cells}\n{marks}",
            json.dumps(said, ensure_ascii=False) if self._with_answers and said else "",
            data if self._with_data else "",
        )

    def _read_exactly(self, data: bytes) -> QuickSheet:
        sheet = parse_answers(data, self._instrument.questionnaire)
        tally = tally_of(score(self._instrument, sheet, self._as_of), self._instrument)
        moment = sheet.updated_at or sheet.started_at
        return QuickSheet(
            name=sheet.service.name,
            organisation=sheet.service.organisation or "",
            code=sheet.service.code or "",
            form=sheet.form,
            moment=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else "",
            said=self._said(sheet, tally),
            cells=tally.cells,
            marks=tally.marks,
        )

    def _said(self, sheet: AnswerSheet, tally: Tally) -> list[Said]:
        said = []
        for identifier, answer in sheet.answers.items():
            position = self._positions[identifier]
            ticked = answer.ticked if isinstance(answer, Ticked) else ()
            reason = answer.not_applicable if isinstance(answer, NotApplicable) else ""
            if tally.marks[position] != UNANSWERED and (ticked or reason or answer.note or isinstance(answer, Ticked)):
                said.append(Said(position, ticked, reason, answer.note))
        return sorted(said)


def _contents(found: Sequence[Found], rejections: list[Rejection]) -> Iterator[list[tuple[str, bytes]]]:
    """The content of inputs with their names, some at a time; what cannot be read is rejected."""
    some: list[tuple[str, bytes]] = []
    size = 0
    for given in found:
        path = given if isinstance(given, str) else given.path
        try:
            data = read_whole(path) if isinstance(given, str) else given.content()
        except InputFault as fault:
            rejections.append(_rejection(shown(path), fault))
            continue
        some.append((shown(path), data))
        size += len(data)
        if len(some) == _AT_ONCE or size > _MOST_AT_ONCE:
            yield some
            some, size = [], 0
    yield some


def read_whole(path: str) -> bytes:
    """The content of a file that may be anything by now.

    Raises:
        InputFault: it cannot be read, or is larger than any answer file.
    """
    try:
        file = os.open(path, _OPENING)
    except (OSError, ValueError) as error:
        raise InputFault(_cannot_read(error)) from error
    try:
        data = os.read(file, _BLOCK)
        if len(data) == _BLOCK:
            blocks, size = [data], _BLOCK
            while size <= LARGEST_FILE and (block := os.read(file, _BLOCK)):
                blocks.append(block)
                size += len(block)
            data = b"".join(blocks)
    except OSError as error:
        raise InputFault(_cannot_read(error)) from error
    finally:
        os.close(file)
    if len(data) > LARGEST_FILE:
        what = f"it is larger than {LARGEST_FILE // 1_000_000} MB, so it is no answer file"
        raise InputFault(Fault("", what, "Take it out"))
    return data


def _cannot_read(error: Exception) -> Fault:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return Fault("", f"it cannot be read ({reason})", "Check the name and your rights to it")


def _rejection(file: str, fault: InputFault) -> Rejection:
    """One line for a file, however many faults it has."""
    first, *others = fault.faults
    reason = f"{first.what}. {first.remedy}."
    if others:
        reason += f" And {len(others)} more: readiness check names all."
    return Rejection(file, _line(first.where), _line(reason))


def _line(text: str) -> str:
    """A text on one line, without what would steer a machine."""
    return text if text.isprintable() else one_line(text)


def _answers_digest(marks: str, said: Sequence[Said]) -> str:
    """The same for the same answers, to the last note; empty where there are too few to be sure."""
    if len(marks) - marks.count(UNANSWERED) < _FEWEST_FOR_TWINS:
        return ""
    if not said:
        return marks
    words = [f"{words.position}\r{words.reason}\r{words.note}" for words in said if words.reason or words.note]
    return sha256("\n".join((marks, *words)).encode()).hexdigest()[: 2 * DIGEST] if words else marks


def _identity(name: str, organisation: str, code: str, digest: bytes) -> str:
    """The same for all files of one service: its code or its name, which is folded already, inside its organisation."""
    within = (_folded_often if len(organisation) <= _LONGEST_REMEMBERED else _folded)(organisation)
    if code:
        return f"code\n{within}\n{_folded(code)}"
    return f"name\n{within}\n{' '.join(name.split())}" if name else f"file\n{digest.hex()}"


def _folded(text: str) -> str:
    """Small and capital letters alike, however the words are spaced."""
    return " ".join(text.casefold().split())


_folded_often = lru_cache(256)(_folded)
"""A folder has many services and few organisations."""
