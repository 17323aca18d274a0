"""Scores many answer files together by the rules of `scoring`: files in, NumPy arrays with a row for each file out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
import numpy as np

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import SERVICE_FIELDS, Form, How
from questionnaires.faults import InputFault
from questionnaires.language import _
from questionnaires.typed_answers import AnswerDecoder, TypedSheet, Unusual
from readiness.batch.action_progress import NO_RECORD, ActionProgress, RecordsBeside, add_progress, progress_of
from readiness.batch.arrays import NO_MOMENT, Arrays, dates_of, numbers_of, texts_of
from readiness.batch.figure_columns import FigureColumns
from readiness.batch.inputs import Found, Input, content_of
from readiness.batch.not_used import NotUsed, Rejection
from readiness.batch.service_identity import (
    CODE,
    NAME,
    ORGANISATION,
    alphabetical,
    identity_of,
    original_path,
    typed_details,
)
from readiness.plan.leftover_records import identity_from
from readiness.text import one_line, printable_path
from readiness.unclear_words import first_day_ahead
from scoring.domains import NONE
from scoring.fingerprint import differs, fingerprint
from scoring.flags import Times, Voices, times_of, voices_of
from scoring.instrument import Instrument
from scoring.typed_codes import AnswerCoder


@dataclass(frozen=True)
class Judged:
    """The arrays and rejections of several inputs."""

    sheets: Arrays
    """One row for each file that can be used."""
    written: list[bytes]
    """What was written or ticked in each of these files, as a list of `Written` in JSON, if it is wanted."""
    data: list[bytes]
    """These files themselves, if they are wanted."""
    records: list[bytes]
    """The records of actions next to them, if they are wanted."""
    rejections: list[Rejection]
    not_used: list[NotUsed]

    @property
    def inputs(self) -> int:
        """How many inputs there were."""
        return len(self.sheets["file"]) + len(self.rejections) + len(self.not_used)


class _Rows(NamedTuple):
    """What is kept of each file until the figures of many are worked out together."""

    file: Sequence[str]
    data: Sequence[bytes]
    record: Sequence[bytes]
    """The record of actions next to it, if it is wanted."""
    form: Sequence[Form]
    service: Sequence[tuple[str, ...]]
    """The texts of `SERVICE_FIELDS`, each on one line."""
    typed: Sequence[str]
    """The details of `TYPED` as they were typed, if they are shown differently."""
    moment: Sequence[int]
    """When it was last changed or, if that is not known, started: in seconds since 1970."""
    digest: Sequence[bytes]
    took_part: Sequence[str]
    """The roles, divided by spaces."""
    parked: Sequence[str]
    """The questions that a workshop parked, divided by spaces."""
    both_views: Sequence[str]
    """The questions to which a workshop kept both views, likewise."""
    other_wording: Sequence[str]
    """The fingerprint of what was asked, if the version is that of the instrument but the fingerprint is not."""
    person: Sequence[str]
    """The code of whoever answered in a workshop."""
    first_day: Sequence[int]
    """The number of the planned first day, or `NONE`."""
    voices: Sequence[Voices]
    times: Sequence[Times]
    codes: Sequence[bytes]
    noted: Sequence[bytes]
    written: Sequence[bytes]
    """A list of `Written` as JSON, where it is wanted."""
    written_checksum: Sequence[int]
    progress: Sequence[ActionProgress]


class Judge:
    """Judges answer files on one day."""

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
        self._first_ahead = int(datetime.combine(first_day_ahead(as_of), time(), UTC).timestamp())
        self._records = RecordsBeside()
        self._decoder = AnswerDecoder(instrument.questionnaire)
        self._coder = AnswerCoder(instrument)
        self._fingerprint = fingerprint(instrument)
        self._questions = list(instrument.questionnaire.questions)
        self._encode = msgspec.json.Encoder().encode
        self._voices = lru_cache(4096)(partial(voices_of, instrument.questionnaire.roles))
        self._figures = FigureColumns(instrument, as_of)

    def judge(self, found: Sequence[Found]) -> Judged:
        """The arrays and rejections of several inputs."""
        rows: list[tuple[Any, ...]] = []
        rejections: list[Rejection] = []
        not_used: list[NotUsed] = []
        for given in found:
            if isinstance(given, NotUsed):
                not_used.append(given._replace(file=printable_path(given.file)))
                continue
            if isinstance(given, Rejection):
                rejections.append(given)
                continue
            file = printable_path(given if isinstance(given, str) else given.path)
            try:
                rows.append(self._row(file, given, content_of(given)))
            except InputFault as fault:
                rejections.append(_rejection(file, fault))
        columns = zip(*rows, strict=True) if rows else [()] * len(_Rows._fields)
        return self._judged(_Rows(*columns), rejections, not_used)

    def _row(self, file: str, given: str | Input, data: bytes) -> tuple[Any, ...]:
        """A row of `_Rows`. What the fast decoder refuses and the models accept is rewritten in the usual form first.

        Args:
            file: the answer file's path.
            given: where it is.
            data: its content.

        Raises:
            InputFault: it is not an answer file to this questionnaire.
        """
        try:
            sheet = self._decoder.decode(data)
            coded = self._coder.coded(sheet)
        except Unusual:
            parsed = parse_answers(data, self._instrument.questionnaire)
            self._instrument.check(parsed)
            sheet = self._decoder.decode(write_answers(parsed, self._instrument.questionnaire))
            coded = self._coder.coded(sheet)
        moment = sheet.updated_at or sheet.started_at
        service = tuple(map(one_line, sheet.service))
        written = self._encode(coded.written)
        agreed = self._records.record_of(given, partial(self._answers_identity, sheet))
        return (
            file,
            data if self._with_data else b"",
            agreed if self._with_data else b"",
            sheet.form,
            service,
            "" if service == tuple(sheet.service) else typed_details(sheet.service),
            int(moment.timestamp()) if moment else NO_MOMENT,
            sha256(data).digest()[:16],
            " ".join(sheet.took_part),
            self._agreed(sheet, "parked"),
            self._agreed(sheet, "cautious"),
            self._other_wording(sheet),
            sheet.person,
            sheet.first_day.toordinal() if sheet.first_day else NONE,
            self._voices(sheet.took_part),
            times_of(sheet.started_at, sheet.updated_at, self._as_of),
            coded.codes,
            coded.noted,
            written if self._with_answers else b"",
            crc32(written),
            progress_of(agreed, data, self._instrument, self._as_of) if agreed else NO_RECORD,
        )

    def _other_wording(self, sheet: TypedSheet) -> str:
        """The fingerprint of what was asked under the same version but with other words or weights; else nothing."""
        same_version = sheet.version == self._instrument.questionnaire.version
        return sheet.fingerprint if same_version and differs(sheet.fingerprint, self._fingerprint) else ""

    def _agreed(self, sheet: TypedSheet, wanted: How) -> str:
        """The questions to which a workshop came in one way, divided by spaces."""
        if not sheet.agreements:
            return ""
        return " ".join(self._questions[position] for position, how in sheet.agreements.items() if how == wanted)

    def _answers_identity(self, sheet: TypedSheet) -> str | None:
        """What tells these answers from others, whatever their file is called."""
        names = (sheet.service[NAME], sheet.service[ORGANISATION], sheet.service[CODE])
        return identity_from(self._instrument.questionnaire.id, sheet.started_at, names)

    def _judged(self, rows: _Rows, rejections: list[Rejection], not_used: list[NotUsed]) -> Judged:
        """The arrays of rows."""
        number = len(rows.file)
        questions = len(self._instrument.questionnaire.questions)
        codes = numbers_of(rows.codes, np.uint8, questions)
        digests = numbers_of(rows.digest, np.uint64, 2)
        digits = (codes + np.uint8(ord("0"))).tobytes().decode()
        services = zip(*rows.service, strict=True) if number else [()] * len(SERVICE_FIELDS)
        sheets = {
            "file": texts_of(rows.file),
            **dict(zip(SERVICE_FIELDS, map(texts_of, services), strict=True)),
            "form": texts_of(rows.form),
            "moment": np.array(rows.moment, np.int64).view("datetime64[s]"),
            "took_part": texts_of(rows.took_part),
            "parked": texts_of(rows.parked),
            "both_views": texts_of(rows.both_views),
            "other_wording": texts_of(rows.other_wording),
            "person": texts_of(rows.person),
            "planned_first_day": dates_of(np.array(rows.first_day, np.int64)),
            "ahead": (np.array(rows.moment, np.int64) >= self._first_ahead).astype(np.int16),
            "original": texts_of(list(map(original_path, rows.file))),
            "typed": texts_of(rows.typed),
            "identity": texts_of(list(map(identity_of, rows.service, rows.digest))),
            "alphabetical": texts_of([alphabetical(service[NAME]) for service in rows.service]),
            "digest1": digests[:, 0].copy(),
            "digest2": digests[:, 1].copy(),
            "written_checksum": np.array(rows.written_checksum, np.int64),
            # a digit for each question: its answer code
            "codes": texts_of([digits[first : first + questions] for first in range(0, len(digits), questions)]),
            **self._figures.of(rows.form, codes, numbers_of(rows.noted, np.uint8, questions), rows.voices, rows.times),
        }
        add_progress(sheets, rows.progress)
        return Judged(
            sheets,
            list(rows.written) if self._with_answers else [],
            list(rows.data) if self._with_data else [],
            list(rows.record) if self._with_data else [],
            rejections,
            not_used,
        )


def _rejection(file: str, fault: InputFault) -> Rejection:
    """One rejection for a file: its first fault, and how many more there are."""
    first, *others = fault.faults
    reason = first.sentences
    if others:
        reason += _(" And {others} more: readiness check names all.", others=len(others))
    return Rejection(file, one_line(first.where), one_line(reason))
