"""Scores many answer files together by the rules of `scoring`: files in, NumPy arrays with a row for each file out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np

from questionnaires.answers import SERVICE_FIELDS
from questionnaires.faults import InputFault
from questionnaires.language import ngettext
from readiness.batch.action_progress import add_progress
from readiness.batch.arrays import Arrays, dates_of, numbers_of, texts_of
from readiness.batch.figure_columns import FigureColumns
from readiness.batch.inputs import Found, content_of
from readiness.batch.not_used import NotUsed, Rejection, own_file
from readiness.batch.rows import RowMaker, Rows
from readiness.batch.service_identity import NAME, alphabetical, identity_of, original_path
from readiness.text import one_line, printable_path
from readiness.unclear_words import first_day_ahead
from scoring.instrument import Instrument


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
        self._with_answers = with_answers
        self._with_data = with_data
        self._first_ahead = int(datetime.combine(first_day_ahead(as_of), time(), UTC).timestamp())
        self._maker = RowMaker(instrument, as_of, with_answers=with_answers, with_data=with_data)
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
            data = b""
            try:
                data = content_of(given)
                rows.append(self._maker.row(file, given, data))
            except InputFault as fault:
                if own := own_file(file, data):
                    not_used.append(own)
                else:
                    rejections.append(_rejection(file, fault))
        columns = zip(*rows, strict=True) if rows else [()] * len(Rows._fields)
        return self._judged(Rows(*columns), rejections, not_used)

    def _judged(self, rows: Rows, rejections: list[Rejection], not_used: list[NotUsed]) -> Judged:
        """The arrays of rows."""
        number = len(rows.file)
        questions = len(self._instrument.questionnaire.questions)
        codes = numbers_of(rows.codes, np.uint8, questions)
        digests = numbers_of(rows.digest, np.uint64, 2)
        digits = (codes + np.uint8(ord("0"))).tobytes().decode()
        services = zip(*rows.service, strict=True) if number else [()] * len(SERVICE_FIELDS)
        sheets = {
            "file": texts_of(rows.file),
            "record_file": texts_of(list(map(printable_path, rows.record_file))),
            "is_here": np.array(rows.is_here, np.int16),
            **dict(zip(SERVICE_FIELDS, map(texts_of, services), strict=True)),
            "form": texts_of(rows.form),
            "moment": np.array(rows.moment, np.int64).view("datetime64[s]"),
            "took_part": texts_of(rows.took_part),
            "parked": texts_of(rows.parked),
            "both_views": texts_of(rows.both_views),
            "other_wording": texts_of(rows.other_wording),
            "workshop": texts_of(rows.workshop),
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
    reason = [first.sentences]
    if others:
        reason.append(
            ngettext(
                "There is {n} more fault in this file. To see them all, use `readiness check`.",
                "There are {n} more faults in this file. To see them all, use `readiness check`.",
                len(others),
            )
        )
    return Rejection(file, one_line(first.where), one_line(" ".join(reason)))
