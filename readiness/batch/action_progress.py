"""How far the actions of a service are, by the record that lies beside its answer file."""

from datetime import date
from typing import NamedTuple

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
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
