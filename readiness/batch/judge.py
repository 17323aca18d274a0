"""Scores many answer files together by the rules of `scoring`: files in, NumPy arrays with a row for each file out."""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec
import numpy as np

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import FORMS, SERVICE_FIELDS, Form
from questionnaires.faults import InputFault
from questionnaires.typed_answers import AnswerDecoder, TypedSheet, Unusual
from readiness.answer_names import original_of
from readiness.batch.action_progress import NO_RECORD, ActionProgress, progress_of, record_of
from readiness.batch.inputs import Found, content_of
from readiness.batch.not_used import NotUsed, Rejection
from readiness.plan.leftover_records import identity_from, records_left_in
from readiness.text import one_line, printable_path, same_name, service_key, without_controls
from readiness.unclear_words import first_day_ahead
from scoring.codes import either
from scoring.domains import NONE
from scoring.figures import Figures, figures_of
from scoring.first_days import earliest_first_days
from scoring.flags import Times, Voices, facts_of, raised_flags, times_of, voices_of
from scoring.instrument import Instrument
from scoring.typed_codes import AnswerCoder

Arrays = dict[str, Any]
"""NumPy arrays of one length, by the name of the column."""

_LONGEST_REMEMBERED: Final = 1000
"""Characters of an organisation's name that is cached, so that a hostile folder cannot fill the memory."""
_NO_MOMENT: Final = np.iinfo(np.int64).min
TYPED: Final = ("name", "organisation", "code")
"""The details of a service by which its files are known to be of one service."""
TYPED_BETWEEN: Final = "\x1f"
"""What stands between these details in the column `typed`."""
_FIRST_DAY_OF_MOMENTS: Final = date(1970, 1, 1).toordinal()
_SECONDS_OF_DAY: Final = 86_400
_COUNTED: Final = ("done", "doing", "overdue", "open")
"""The fields of `ActionProgress` that count actions."""
_NAME, _ORGANISATION, _CODE = map(SERVICE_FIELDS.index, TYPED)


@dataclass(frozen=True)
class Judged:
    """The arrays and rejections of several inputs."""

    sheets: Arrays
    """One row for each file that can be used."""
    written: list[bytes]
    """What was written or ticked in each of these files: a list of `Written` as JSON. Where it is wanted."""
    data: list[bytes]
    """These files themselves, where they are wanted."""
    records: list[bytes]
    """The records of actions beside them, where they are wanted."""
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
    """The record of actions beside it, where it is wanted."""
    form: Sequence[Form]
    service: Sequence[tuple[str, ...]]
    """The texts of `SERVICE_FIELDS`, each on one line."""
    typed: Sequence[str]
    """The details of `TYPED` as they were typed, where that is not what is shown."""
    moment: Sequence[int]
    """When it was last changed or, if that is not known, started: in seconds since 1970."""
    digest: Sequence[bytes]
    took_part: Sequence[str]
    """The roles, divided by spaces."""
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
        self._left_in = lru_cache(64)(records_left_in)
        self._decoder = AnswerDecoder(instrument.questionnaire)
        self._coder = AnswerCoder(instrument)
        self._encode = msgspec.json.Encoder().encode
        self._voices = lru_cache(4096)(partial(voices_of, instrument.questionnaire.roles))
        criteria = instrument.rubric.criteria
        self._asked = {
            form: [number for number, row in enumerate(criteria) if row in instrument.rubric.criteria_of(form)]
            for form in FORMS
        }

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
                folder = os.path.dirname(given) if isinstance(given, str) else None  # noqa: PTH120  # quicker than a Path
                rows.append(self._row(file, folder, content_of(given), record_of(given)))
            except InputFault as fault:
                rejections.append(_rejection(file, fault))
        columns = zip(*rows, strict=True) if rows else [()] * len(_Rows._fields)
        return self._judged(_Rows(*columns), rejections, not_used)

    def _row(self, file: str, folder: str | None, data: bytes, record: bytes) -> tuple[Any, ...]:
        """A row of `_Rows`. What the fast decoder refuses and the models accept is rewritten in the usual form first.

        Args:
            file: the answer file's path.
            folder: where it lies; none in an archive.
            data: its content.
            record: the record of actions beside it, or empty.

        Raises:
            InputFault: it is no answer file to this questionnaire.
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
        agreed = record or (self._record_of_renamed(sheet, folder) if folder is not None else b"")
        return (
            file,
            data if self._with_data else b"",
            agreed if self._with_data else b"",
            sheet.form,
            service,
            "" if service == tuple(sheet.service) else _typed(sheet.service),
            int(moment.timestamp()) if moment else _NO_MOMENT,
            sha256(data).digest()[:16],
            " ".join(sheet.took_part),
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

    def _record_of_renamed(self, sheet: TypedSheet, folder: str) -> bytes:
        """The record that was kept for these answers before their file was renamed; empty where there is none."""
        if not (left := self._left_in(Path(folder))):
            return b""
        names = (sheet.service[_NAME], sheet.service[_ORGANISATION], sheet.service[_CODE])
        return left.get(identity_from(self._instrument.questionnaire.id, sheet.started_at, names) or "", b"")

    def _judged(self, rows: _Rows, rejections: list[Rejection], not_used: list[NotUsed]) -> Judged:
        """The arrays of rows."""
        number = len(rows.file)
        questions = len(self._instrument.questionnaire.questions)
        codes = _numbers(rows.codes, np.uint8, questions)
        digests = _numbers(rows.digest, np.uint64, 2)
        digits = (codes + np.uint8(ord("0"))).tobytes().decode()
        services = zip(*rows.service, strict=True) if number else [()] * len(SERVICE_FIELDS)
        sheets = {
            "file": texts_of(rows.file),
            **dict(zip(SERVICE_FIELDS, map(texts_of, services), strict=True)),
            "form": texts_of(rows.form),
            "moment": np.array(rows.moment, np.int64).view("datetime64[s]"),
            "took_part": texts_of(rows.took_part),
            "person": texts_of(rows.person),
            "planned_first_day": _dates(np.array(rows.first_day, np.int64)),
            "ahead": (np.array(rows.moment, np.int64) >= self._first_ahead).astype(np.int16),
            "original": texts_of(list(map(_original, rows.file))),
            "typed": texts_of(rows.typed),
            "identity": texts_of(list(map(_identity, rows.service, rows.digest))),
            "alphabetical": texts_of([_alphabetical(service[_NAME]) for service in rows.service]),
            "digest1": digests[:, 0].copy(),
            "digest2": digests[:, 1].copy(),
            "written_checksum": np.array(rows.written_checksum, np.int64),
            # a digit for each question: its answer code
            "codes": texts_of([digits[first : first + questions] for first in range(0, len(digits), questions)]),
            **self._figures(rows, codes),
        }
        _add_progress(sheets, rows.progress)
        return Judged(
            sheets,
            list(rows.written) if self._with_answers else [],
            list(rows.data) if self._with_data else [],
            list(rows.record) if self._with_data else [],
            rejections,
            not_used,
        )

    def _figures(self, rows: _Rows, codes: Any) -> Arrays:
        """All figures, for the rows of each form at once; `codes` has a row for each of them."""
        number, questions = codes.shape
        noted = _numbers(rows.noted, np.uint8, questions)
        voices = np.array(rows.voices, np.int64).reshape(number, len(Voices._fields))
        times = np.array(rows.times, np.int64).reshape(number, len(Times._fields))
        forms = np.array(rows.form)
        columns: Arrays = {}
        for form in FORMS:
            places = np.flatnonzero(forms == form)
            if number and not len(places):
                continue
            figures = self._figures_of(form, codes[places], noted[places], voices[places], times[places])
            for name, values in figures.items():
                columns.setdefault(name, np.zeros(number, values.dtype))[places] = values
        return columns

    def _figures_of(self, form: Form, codes: Any, noted: Any, voices: Any, times: Any) -> Arrays:
        """The figures of sheets with one form; each array has a row for each sheet.

        Args:
            form: which questions were asked.
            codes: the answer codes, a column for each question.
            noted: 1 where the answer has a note, else 0.
            voices: the fields of `Voices`.
            times: the fields of `Times`.
        """
        rubric = self._instrument.rubric
        asked = self._asked[form]
        codes, noted = (np.ascontiguousarray(each[:, asked].T, np.int32) for each in (codes, noted))
        figures = figures_of(self._instrument, form, codes, noted)
        raised = raised_flags(rubric, facts_of(figures, form, Voices(*voices.T), Times(*times.T)))
        flags = np.zeros(len(voices), np.uint64)
        for bit, is_raised in enumerate(raised.values()):
            flags |= is_raised.astype(np.uint64) << np.uint64(bit)
        earliest = earliest_first_days(rubric, rubric.criteria_of(form), codes, self._as_of)
        return {
            **_figure_columns(figures, len(voices)),
            "flags": flags,
            "minutes": either(times[:, 0], times[:, 1] // 60, NONE),
            "earliest_first_day": _dates(np.broadcast_to(earliest, len(voices)).astype(np.int64)),
        }


def _figure_columns(figures: Figures, rows: int) -> Arrays:
    """The figures under the names that `table_columns` and `portfolio` ask for."""
    columns = {
        "answered": figures.answered,
        "unknown": figures.unknown,
        "not_applicable": figures.not_applicable,
        "unanswered": figures.unanswered,
        "essentials_met": figures.essentials_met,
    }
    for number, domain in enumerate(figures.domains):
        columns |= {
            f"score{number}": domain.score,
            f"score_max{number}": domain.score_max,
            f"band{number}": domain.band,
        }
    for number, stage in enumerate(figures.stages):
        columns |= {
            f"decision{number}": stage.decision,
            f"essentials{number}": stage.essentials,
            f"with_evidence{number}": stage.with_evidence,
        }
    return {name: np.broadcast_to(values, rows).astype(np.int16) for name, values in columns.items()}


def _add_progress(sheets: Arrays, progress: Sequence[ActionProgress]) -> None:
    """Adds how far the actions are; a schedule with what was agreed replaces the one without."""
    counts = np.array([each[: len(_COUNTED)] for each in progress], np.int16).reshape(len(progress), len(_COUNTED))
    sheets |= {f"actions_{name}": counts[:, column].copy() for column, name in enumerate(_COUNTED)}
    sheets["record_fault"] = texts_of([each.fault for each in progress])
    agreed = [(row, each.earliest) for row, each in enumerate(progress) if each.earliest is not None]
    for row, day in agreed:
        sheets["earliest_first_day"][row] = _dates(np.array([day], np.int64))[0]


def _dates(days: Any) -> Any:
    """Day numbers as moments; no moment where there is no day."""
    seconds = (days - _FIRST_DAY_OF_MOMENTS) * _SECONDS_OF_DAY
    return np.where(days == NONE, _NO_MOMENT, seconds).view("datetime64[s]")


def texts_of(values: Sequence[str]) -> Any:
    """Texts as an array of objects."""
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _numbers(rows: Sequence[bytes], kind: Any, width: int) -> Any:
    """The bytes of several rows as numbers, `width` of them in each row."""
    return np.frombuffer(b"".join(rows), kind).reshape(len(rows), width)


def _rejection(file: str, fault: InputFault) -> Rejection:
    """One rejection for a file: its first fault, and how many more there are."""
    first, *others = fault.faults
    reason = first.sentences
    if others:
        reason += f" And {len(others)} more: readiness check names all."
    return Rejection(file, one_line(first.where), one_line(reason))


def _original(file: str) -> str:
    """The path of the file that another one looks to be a copy of, by its name; empty for an ordinary name."""
    folder, slash, name = file.rpartition("/" if "/" in file else os.sep)
    original = original_of(name)
    return "" if original == name else f"{folder}{slash}{original}"


def _typed(service: Sequence[str]) -> str:
    """The details of `TYPED` in one text, as they were typed, but without control characters."""
    return TYPED_BETWEEN.join(without_controls(service[place]) for place in (_NAME, _ORGANISATION, _CODE))


def _alphabetical(name: str) -> str:
    """What a name is sorted by: letter case, accents and signs that cannot be seen ignored."""
    folded = same_name(name)
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded)


def _identity(service: Sequence[str], digest: bytes) -> str:
    """A key that all files of one service share: the organisation with the service's code, or else with its name."""
    name, organisation, code = service[_NAME], service[_ORGANISATION], service[_CODE]
    fold = _same_name_often if len(organisation) <= _LONGEST_REMEMBERED else same_name
    return "\n".join(service_key(name, organisation, code, fold)) if name or code else f"file\n{digest.hex()}"


_same_name_often = lru_cache(256)(same_name)
"""The same with a cache, as a folder has many services and few organisations."""
