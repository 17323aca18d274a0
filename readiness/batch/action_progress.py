"""How a service is getting on with its actions, by the record next to its answer file."""

# ruff: noqa: PTH118, PTH119, PTH120, PTH208 (a Path for each of a million files would take longer than judging them)

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from questionnaires.answer_file import parse_answers
from questionnaires.faults import InputFault
from readiness.batch.arrays import Arrays, dates_of, texts_of
from readiness.batch.inputs import Input, read_whole
from readiness.plan.action_record import parse_record
from readiness.plan.leftover_records import SUFFIX, record_name, records_left_in
from readiness.plan.planning import make_plan
from readiness.text import one_line
from scoring.domains import NONE
from scoring.engine import score
from scoring.instrument import Instrument


class ActionProgress(NamedTuple):
    """How many actions of a service have which status; `NONE` if nothing was recorded."""

    done: int = NONE
    doing: int = NONE
    overdue: int = NONE
    """Still to do although their due date has passed; these also count as being done or open."""
    open: int = NONE
    accepted: int = NONE
    """Not going to be done: the service accepts the risk."""
    earliest: int | None = None
    """The number of the earliest first day that the schedule allows with what was agreed, or `NONE`; none if
    nothing was recorded."""
    fault: str = ""
    """Why the record cannot be used."""


NO_RECORD = ActionProgress()
_NONE_BESIDE: Final = ("", b"")
_FOLDERS_REMEMBERED: Final = 64
_COUNTED: Final = ("done", "doing", "overdue", "open", "accepted")
"""The fields of `ActionProgress` that count actions."""


class RecordsBeside:
    """Finds the records of actions that are next to answer files; each folder is looked through once."""

    def __init__(self) -> None:
        """Starts without having looked into any folder."""
        self._names = lru_cache(_FOLDERS_REMEMBERED)(_names_of_records)
        self._left_in = lru_cache(_FOLDERS_REMEMBERED)(lambda folder: records_left_in(Path(folder)))

    def record_of(self, found: str | Input, identity: Callable[[], str | None]) -> tuple[str, bytes]:
        """The path and content of the record that belongs to an answer file; both are empty if there is none.

        Args:
            found: the answer file.
            identity: the identity of its answers, by which a record is found although the answer file was renamed.

        Raises:
            InputFault: the record cannot be read.
        """
        if not isinstance(found, str):
            return found.record_file, found.record
        folder = os.path.dirname(found)
        names = self._names(folder)
        if not names:
            return _NONE_BESIDE
        if (name := record_name(os.path.basename(found))) in names:
            path = os.path.join(folder, name)
            return path, read_whole(path)
        name, record = self._left_in(folder).get(identity() or "", _NONE_BESIDE)
        return os.path.join(folder, name) if name else "", record


def _names_of_records(folder: str) -> frozenset[str]:
    with suppress(OSError):
        return frozenset(name for name in os.listdir(folder or ".") if name.endswith(SUFFIX))
    return frozenset()


def progress_of(record: bytes, answers: bytes, instrument: Instrument, as_of: date) -> ActionProgress:
    """The status of the actions that a service's answers lead to."""
    sheet = parse_answers(answers, instrument.questionnaire)
    try:
        agreed = parse_record(record, instrument.questionnaire)
    except InputFault as fault:
        sentences = " ".join(str(each) if each.where else each.sentences for each in fault.faults)
        return ActionProgress(fault=one_line(sentences))
    plan = make_plan(score(instrument, sheet, as_of), instrument, agreed)
    statuses = [action.status for action in plan.actions]
    earliest = plan.schedule.earliest_first_day
    return ActionProgress(
        done=statuses.count("done"),
        doing=statuses.count("doing"),
        overdue=sum(action.overdue for action in plan.actions),
        open=statuses.count("open"),
        accepted=statuses.count("accepted"),
        earliest=earliest.toordinal() if earliest else NONE,
    )


def add_progress(sheets: Arrays, progress: Sequence[ActionProgress]) -> None:
    """Adds the status of the actions; a schedule with what was agreed replaces the one without."""
    counts = np.array([each[: len(_COUNTED)] for each in progress], np.int16).reshape(len(progress), len(_COUNTED))
    sheets |= {f"actions_{name}": counts[:, column].copy() for column, name in enumerate(_COUNTED)}
    sheets["record_fault"] = texts_of([each.fault for each in progress])
    agreed = [(row, each.earliest) for row, each in enumerate(progress) if each.earliest is not None]
    for row, day in agreed:
        sheets["earliest_first_day"][row] = dates_of(np.array([day], np.int64))[0]
