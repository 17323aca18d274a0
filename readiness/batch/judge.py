"""Scores many answer files together by the rules of `scoring`: files in, NumPy arrays with a row for each file out."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import FORMS, SERVICE_FIELDS, Form
from questionnaires.faults import InputFault
from questionnaires.typed_answers import AnswerDecoder, Unusual
from readiness.batch.inputs import Found, content_of
from readiness.text import one_line, printable_path
from scoring.codes import UNANSWERED
from scoring.figures import Figures, figures_of
from scoring.flags import Header, facts_of, header_of, raised_flags
from scoring.instrument import Instrument
from scoring.typed_codes import AnswerCoder, CodedSheet

Arrays = dict[str, Any]
"""NumPy arrays of one length, by the name of the column."""

_FEWEST_FOR_SAME_ANSWERS: Final = 20
"""The fewest answers in a file for it to be reported when another service's answers are all the same."""
_LONGEST_REMEMBERED: Final = 1000
"""Characters of an organisation's name that is cached, so that a hostile folder cannot fill the memory."""


_NAME, _ORGANISATION, _CODE = map(SERVICE_FIELDS.index, ("name", "organisation", "code"))


class Rejection(NamedTuple):
    """Why an input is not used."""

    file: str
    place: str
    reason: str


@dataclass(frozen=True)
class Judged:
    """The arrays and rejections of several inputs."""

    sheets: Arrays
    """One row for each file that can be used."""
    written: Arrays
    """What was written or ticked in answers; `row` is the position of an answer's sheet, `position` of its question."""
    data: list[bytes]
    """The files that can be used, where they are wanted."""
    rejections: list[Rejection]

    @property
    def inputs(self) -> int:
        """How many inputs there were."""
        return len(self.sheets["file"]) + len(self.rejections)


class _Row(NamedTuple):
    """What is kept of one file until the figures of many are worked out together."""

    file: str
    data: bytes
    """Empty where files are not kept."""
    form: Form
    service: tuple[str, ...]
    """The texts of `SERVICE_FIELDS`."""
    moment: datetime | None
    """When it was last changed or, if that is not known, started."""
    digest: bytes
    header: Header
    coded: CodedSheet
    answers_digest: bytes
    """A digest of the answers with their notes; zeros where there are too few answers to compare."""
    written_bytes: int
    """Bytes of what was written, roughly."""


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
        self._decoder = AnswerDecoder(instrument.questionnaire)
        self._coder = AnswerCoder(instrument)
        self._encode = msgspec.json.Encoder().encode
        criteria = instrument.rubric.criteria
        self._asked = {
            form: [number for number, row in enumerate(criteria) if row in instrument.rubric.criteria_of(form)]
            for form in FORMS
        }

    def judge(self, found: Sequence[Found]) -> Judged:
        """The arrays and rejections of several inputs."""
        rows: list[_Row] = []
        rejections: list[Rejection] = []
        for given in found:
            file = printable_path(given if isinstance(given, str) else given.path)
            try:
                rows.append(self._row(file, content_of(given)))
            except InputFault as fault:
                rejections.append(_rejection(file, fault))
        return Judged(
            {**_texts_of(rows), **self._figures(rows)},
            _written_of(rows if self._with_answers else []),
            [row.data for row in rows] if self._with_data else [],
            rejections,
        )

    def _row(self, file: str, data: bytes) -> _Row:
        """One file. If the fast decoder refuses it but the models accept it, it is rewritten in the usual form first.

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
        roles = self._instrument.questionnaire.roles
        words = self._encode(coded.written)
        has_many = len(coded.codes) - coded.codes.count(UNANSWERED) >= _FEWEST_FOR_SAME_ANSWERS
        return _Row(
            file,
            data if self._with_data else b"",
            sheet.form,
            tuple(map(one_line, sheet.service)),
            sheet.updated_at or sheet.started_at,
            sha256(data).digest(),
            header_of(roles, sheet.took_part, sheet.form, sheet.started_at, sheet.updated_at, self._as_of),
            coded,
            sha256(coded.codes + words).digest()[:16] if has_many else bytes(16),
            len(words),
        )

    def _figures(self, rows: Sequence[_Row]) -> Arrays:
        """The answer codes and all figures, for the rows of each form at once."""
        questions = len(self._instrument.questionnaire.questions)
        codes = _matrix([row.coded.codes for row in rows], questions)
        noted = _matrix([row.coded.noted for row in rows], questions)
        headers = np.array([row.header for row in rows], np.int64).reshape(len(rows), len(Header._fields))
        columns: Arrays = {f"q{position}": codes[position] for position in range(questions)}
        for form in FORMS:
            places = np.array([row.form == form for row in rows], bool)
            if rows and not places.any():
                continue
            figures = self._figures_of(form, codes[:, places], noted[:, places], headers[places])
            for name, values in figures.items():
                columns.setdefault(name, np.zeros(len(rows), values.dtype))[places] = values
        return columns

    def _figures_of(self, form: Form, codes: Any, noted: Any, headers: Any) -> Arrays:
        """The figures of sheets with one form.

        Args:
            form: which questions were asked.
            codes: their answer codes, a row for each question and a column for each sheet.
            noted: 1 where the answer has a note, else 0; same shape.
            headers: their headers, a row for each sheet.
        """
        rubric = self._instrument.rubric
        asked = self._asked[form]
        figures = figures_of(self._instrument, form, codes[asked].astype(np.int32), noted[asked].astype(np.int32))
        raised = raised_flags(rubric, facts_of(figures, Header(*headers.T)))
        flags = np.zeros(len(headers), np.uint64)
        for bit, is_raised in enumerate(raised.values()):
            flags |= is_raised.astype(np.uint64) << np.uint64(bit)
        return {**_figure_columns(figures, len(headers)), "flags": flags}


def _figure_columns(figures: Figures, rows: int) -> Arrays:
    """The figures under the names that `table_columns` and `portfolio` ask for."""
    columns = {
        "answered": figures.answered,
        "unknown": figures.unknown,
        "not_applicable": figures.not_applicable,
        "unanswered": figures.unanswered,
        "essentials_met": figures.essentials_met,
        "essentials_with_evidence": figures.stages[-1].with_evidence if figures.stages else 0,
    }
    for number, domain in enumerate(figures.domains):
        columns |= {
            f"score{number}": domain.score,
            f"score_max{number}": domain.score_max,
            f"band{number}": domain.band,
        }
    columns |= {f"decision{number}": stage.decision for number, stage in enumerate(figures.stages)}
    return {name: np.broadcast_to(values, rows).astype(np.int16) for name, values in columns.items()}


def _texts_of(rows: Sequence[_Row]) -> Arrays:
    """What the files hold apart from answers; a digest is two numbers."""
    digests = np.frombuffer(b"".join(row.digest[:16] for row in rows), np.uint64).reshape(len(rows), 2)
    answers = np.frombuffer(b"".join(row.answers_digest for row in rows), np.uint64).reshape(len(rows), 2)
    moments = [None if row.moment is None else int(row.moment.timestamp()) for row in rows]
    return {
        "file": _texts([row.file for row in rows]),
        **{field: _texts([row.service[place] for row in rows]) for place, field in enumerate(SERVICE_FIELDS)},
        "form": _texts([row.form for row in rows]),
        "moment": np.array(moments, "datetime64[s]"),
        "identity": _texts([_identity(row) for row in rows]),
        "alphabetical": _texts([_alphabetical(row.service[_NAME]) for row in rows]),
        "digest1": digests[:, 0].copy(),
        "digest2": digests[:, 1].copy(),
        "answers_digest1": answers[:, 0].copy(),
        "answers_digest2": answers[:, 1].copy(),
        "written_bytes": np.array([row.written_bytes for row in rows], np.int64),
    }


def _written_of(rows: Sequence[_Row]) -> Arrays:
    """A row for each answer in which something was written or ticked."""
    written = [(number, *words) for number, row in enumerate(rows) for words in row.coded.written]
    row, position, *texts = zip(*written, strict=True) if written else [()] * 5
    return {
        "row": np.array(row, np.int64),
        "position": np.array(position, np.uint16),
        **dict(zip(("ticked", "reason", "note"), map(_texts, texts), strict=True)),
    }


def _texts(values: Sequence[str]) -> Any:
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _matrix(rows: Sequence[bytes], width: int) -> Any:
    """Bytes as numbers, transposed so that each question is one contiguous row."""
    return np.ascontiguousarray(np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), width).T)


def _rejection(file: str, fault: InputFault) -> Rejection:
    """One rejection for a file: its first fault, and how many more there are."""
    first, *others = fault.faults
    reason = f"{first.what}. {first.remedy}."
    if others:
        reason += f" And {len(others)} more: readiness check names all."
    return Rejection(file, one_line(first.where), one_line(reason))


def _alphabetical(name: str) -> str:
    """What a name is sorted by: letter case and accents ignored."""
    folded = name.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded)


def _identity(row: _Row) -> str:
    """A key that all files of one service share: the organisation with the service's code, or else with its name."""
    name, organisation, code = (row.service[place] for place in (_NAME, _ORGANISATION, _CODE))
    fold = _folded_often if len(organisation) <= _LONGEST_REMEMBERED else _folded
    if code:
        return f"code\n{fold(organisation)}\n{_folded(code)}"
    return f"name\n{fold(organisation)}\n{_folded(name)}" if name else f"file\n{row.digest.hex()}"


def _folded(text: str) -> str:
    """A text without differences of letter case and spacing."""
    return " ".join(text.casefold().split())


_folded_often = lru_cache(256)(_folded)
"""The same with a cache, as a folder has many services and few organisations."""
