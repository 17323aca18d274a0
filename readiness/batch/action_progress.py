"""How far the actions of a service are, by the record that lies beside its answer file."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from readiness.batch.arrays import Arrays, dates_of, texts_of
from readiness.batch.inputs import Input, read_if_there
from readiness.plan.action_record import parse_record
from readiness.plan.leftover_records import record_name
from readiness.plan.planning import make_plan
from readiness.text import one_line
from scoring.domains import NONE
from scoring.engine import score
from scoring.instrument import Instrument


class ActionProgress(NamedTuple):
    """How many actions of a service have come how far; `NONE` where nothing was recorded."""

    done: int = NONE
    doing: int = NONE
    overdue: int = NONE
    """Still to do although their day has passed; these are being done or open as well."""
    open: int = NONE
    earliest: int | None = None
    """The number of the earliest first day that the schedule allows with what was agreed, or `NONE`; none where
    nothing was recorded."""
    fault: str = ""
    """Why the record cannot be used."""


NO_RECORD = ActionProgress()
_COUNTED: Final = ("done", "doing", "overdue", "open")
"""The fields of `ActionProgress` that count actions."""


def record_of(found: str | Input) -> bytes:
    """The record beside an answer file, on disk or in its archive; empty where there is none.

    Raises:
        InputFault: it cannot be read.
    """
    return read_if_there(record_name(found)) if isinstance(found, str) else found.record


def progress_of(record: bytes, answers: bytes, instrument: Instrument, as_of: date) -> ActionProgress:
    """How far the actions are that follow from a service's answers."""
    sheet = parse_answers(answers, instrument.questionnaire)
    try:
        agreed = parse_record(record, instrument.questionnaire)
    except InputFault as fault:
        return ActionProgress(fault=one_line(str(fault)))
    plan = make_plan(score(instrument, sheet, as_of), instrument, agreed)
    statuses = [action.status for action in plan.actions]
    earliest = plan.schedule.earliest_first_day
    return ActionProgress(
        done=statuses.count("done"),
        doing=statuses.count("doing"),
        overdue=sum(action.overdue for action in plan.actions),
        open=statuses.count("open"),
        earliest=earliest.toordinal() if earliest else NONE,
    )


def add_progress(sheets: Arrays, progress: Sequence[ActionProgress]) -> None:
    """Adds how far the actions are; a schedule with what was agreed replaces the one without."""
    counts = np.array([each[: len(_COUNTED)] for each in progress], np.int16).reshape(len(progress), len(_COUNTED))
    sheets |= {f"actions_{name}": counts[:, column].copy() for column, name in enumerate(_COUNTED)}
    sheets["record_fault"] = texts_of([each.fault for each in progress])
    agreed = [(row, each.earliest) for row, each in enumerate(progress) if each.earliest is not None]
    for row, day in agreed:
        sheets["earliest_first_day"][row] = dates_of(np.array([day], np.int64))[0]
