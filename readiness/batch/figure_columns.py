"""The figures of many sheets as columns, worked out by the rules of `scoring` for all sheets of one form at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from questionnaires.answers import FORMS, Form
from readiness.batch.arrays import Arrays, dates_of
from scoring.codes import either
from scoring.domains import NONE
from scoring.figures import Figures, figures_of
from scoring.first_days import earliest_first_days
from scoring.flags import Times, Voices, facts_of, raised_flags
from scoring.instrument import Instrument


class FigureColumns:
    """Works out the figures of many sheets."""

    def __init__(self, instrument: Instrument, as_of: date) -> None:
        """Prepares what it needs from the rubric; `as_of` is the day on which the answers are read."""
        self._instrument = instrument
        self._as_of = as_of
        criteria = instrument.rubric.criteria
        self._asked = {
            form: [number for number, row in enumerate(criteria) if row in instrument.rubric.criteria_of(form)]
            for form in FORMS
        }

    def of(
        self, forms: Sequence[Form], codes: Any, noted: Any, voices: Sequence[Voices], times: Sequence[Times]
    ) -> Arrays:
        """All figures, each as a column with a row for each sheet.

        Args:
            forms: the form of each sheet.
            codes: the answer codes, a row for each sheet and a column for each question.
            noted: 1 where the answer has a note, else 0, likewise.
            voices: who took part in each sheet.
            times: the times of each sheet.
        """
        number = len(forms)
        of_form = np.array(forms)
        voices_of_all = np.array(voices, np.int64).reshape(number, len(Voices._fields))
        times_of_all = np.array(times, np.int64).reshape(number, len(Times._fields))
        columns: Arrays = {}
        for form in FORMS:
            places = np.flatnonzero(of_form == form)
            if number and not len(places):
                continue
            figures = self._of_form(form, codes[places], noted[places], voices_of_all[places], times_of_all[places])
            for name, values in figures.items():
                columns.setdefault(name, np.zeros(number, values.dtype))[places] = values
        return columns

    def _of_form(self, form: Form, codes: Any, noted: Any, voices: Any, times: Any) -> Arrays:
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
            "earliest_first_day": dates_of(np.broadcast_to(earliest, len(voices)).astype(np.int64)),
        }


def _figure_columns(figures: Figures, rows: int) -> Arrays:
    """The figures under the names that `table_columns` and `portfolio` ask for."""
    columns = {
        "answered": figures.answered,
        "unknown": figures.unknown,
        "not_applicable": figures.not_applicable,
        "unanswered": figures.unanswered,
        "not_asked": figures.not_asked,
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
