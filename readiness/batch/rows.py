"""Rows of a batch: what is kept of each answer file until the figures of many are worked out together."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import Form, How
from questionnaires.typed_answers import AnswerDecoder, TypedSheet, Unusual
from readiness.batch.action_progress import NO_RECORD, ActionProgress, RecordsBeside, progress_of
from readiness.batch.arrays import NO_MOMENT
from readiness.batch.inputs import Input
from readiness.batch.service_identity import CODE, NAME, ORGANISATION, typed_details
from readiness.plan.leftover_records import identity_from
from readiness.text import one_line
from scoring.domains import NONE
from scoring.fingerprint import differs, fingerprint
from scoring.flags import Times, Voices, times_of, voices_of
from scoring.instrument import Instrument
from scoring.typed_codes import AnswerCoder


class Rows(NamedTuple):
    """What is kept of each file until the figures of many are worked out together."""

    file: Sequence[str]
    is_here: Sequence[bool]
    """Whether it is a file of this disk, under this very path."""
    data: Sequence[bytes]
    record: Sequence[bytes]
    """The record of actions next to it, if it is wanted."""
    record_file: Sequence[str]
    """The path of this record, whether or not it is wanted; empty if there is none."""
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
    workshop: Sequence[str]
    """The code of the workshop in which the questions were answered."""
    person: Sequence[str]
    """The code of whoever answered alone in a workshop."""
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


class RowMaker:
    """Makes the row of each answer file, as it is read on one day."""

    def __init__(self, instrument: Instrument, as_of: date, *, with_answers: bool, with_data: bool) -> None:
        """Prepares the reading.

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
        self._records = RecordsBeside()
        self._decoder = AnswerDecoder(instrument.questionnaire)
        self._coder = AnswerCoder(instrument)
        self._fingerprint = fingerprint(instrument)
        self._questions = list(instrument.questionnaire.questions)
        self._encode = msgspec.json.Encoder().encode
        self._voices = lru_cache(4096)(partial(voices_of, instrument.questionnaire.roles))

    def row(self, file: str, given: str | Input, data: bytes) -> tuple[Any, ...]:
        """A row of `Rows`. What the fast decoder refuses and the models accept is rewritten in the usual form first.

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
        agreed_file, agreed = self._records.record_of(given, partial(self._answers_identity, sheet))
        return (
            file,
            file == given,
            data if self._with_data else b"",
            agreed if self._with_data else b"",
            agreed_file,
            sheet.form,
            service,
            "" if service == tuple(sheet.service) else typed_details(sheet.service),
            int(moment.timestamp()) if moment else NO_MOMENT,
            sha256(data).digest()[:16],
            " ".join(sheet.took_part),
            self._agreed(sheet, "parked"),
            self._agreed(sheet, "cautious"),
            self._other_wording(sheet),
            sheet.workshop,
            sheet.person if sheet.workshop else "",  # every form that is filled in gives its person a code
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
