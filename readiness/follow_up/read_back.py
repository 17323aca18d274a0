"""What somebody changed in a table of the actions, told from what the plan had written there. Pure."""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from questionnaires.explain import near, shown
from questionnaires.faults import Fault, InputFault
from readiness.dates import EXAMPLES, read_day
from readiness.follow_up.changes import AS_PLANNED, Change, Due, action_about, settle
from readiness.follow_up.record import ActionRecord
from readiness.follow_up.sheets import Line
from readiness.report.endings.action_rows import AS_WRITTEN, DUE, ID, OWNER, REASON, STATUS, as_written
from readiness.report.endings.status_words import STATUS_NAMES
from readiness.report.papers.blocks import inert
from scoring.result import ActionResult, Result, Status

_STATUS_BY_NAME: dict[str, Status] = {name.lower(): status for status, name in STATUS_NAMES.items()}


@dataclass(frozen=True)
class ReadBack:
    """What came of reading a table."""

    record: ActionRecord
    changed: int
    """Rows in which somebody had changed something."""
    unchanged: int
    rejected: tuple[Fault, ...]
    """Rows that could not be used, each with its reason; the others are in the record."""


@dataclass(frozen=True)
class _Written:
    """What a row said when the table was made."""

    level: int
    owner: str
    due: str
    status: str
    reason: str


def read_back(record: ActionRecord, result: Result, lines: Iterable[Line]) -> ReadBack:
    """Takes over what was changed in a table.

    Args:
        record: what was settled before.
        result: the plan as it is now, with the record carried over.
        lines: the rows of the table.
    """
    changed = unchanged = 0
    rejected: list[Fault] = []
    seen: set[str] = set()
    known = [criterion.question for criterion in result.criteria]
    for line in lines:
        try:
            question = _question(line, seen, known)
            change, written = _change(line, result)
            if change:
                record = settle(record, _same_action(result, question, written), change)
                changed += 1
            else:
                unchanged += 1
        except InputFault as fault:
            rejected += fault.within(f"row {line.number}").faults
    return ReadBack(record, changed, unchanged, tuple(rejected))


def _question(line: Line, seen: set[str], known: Collection[str]) -> str:
    """The question that a row is about, which no other row may be about."""
    question = line.cells[ID]
    if not question:
        raise InputFault(Fault(ID, "it is empty, so nobody can say which action is meant", "Put the Id back"))
    if question not in known:
        raise InputFault(Fault(question, "the plan has no such action", near(question, known)))
    if question in seen:
        raise InputFault(Fault(question, "another row is about the same action", "Keep one of them"))
    seen.add(question)
    return question


def _same_action(result: Result, question: str, written: _Written) -> ActionResult:
    action = action_about(result, question)
    if written.level != action.level:
        what = "the question was answered again since the table was made, so this is another action now"
        raise InputFault(Fault(question, what, "Make the table again, and change it there"))
    return action


def _change(line: Line, result: Result) -> tuple[Change, _Written]:
    """What a row says otherwise than when the table was made, and what it said then."""
    question = line.cells[ID]
    written = _written(line, result)
    owner, reason = line.cells.get(OWNER, written.owner), line.cells.get(REASON, written.reason)
    change = Change(
        owner=owner if owner != _one_line(written.owner) else None,
        due=_due(line.cells.get(DUE, written.due), written, question),
        status=_status(line.cells.get(STATUS, STATUS_NAMES["open"]), written, question),
        reason=reason if reason != _one_line(written.reason) else None,
    )
    return change, written


def _written(line: Line, result: Result) -> _Written:
    """What the row said when the table was made; where that cell is gone or spoilt, what the plan says now."""
    try:
        level, owner, due, status, reason = json.loads(line.cells.get(AS_WRITTEN, ""))
        day = date.fromisoformat(due).isoformat() if due else ""
        return _Written(int(level), str(owner), day, str(status), str(reason))
    except (ValueError, TypeError):
        return _Written(*json.loads(as_written(action_about(result, line.cells[ID]))))


def _due(typed: str, written: _Written, question: str) -> Due:
    if typed == written.due:
        return None
    if not typed:
        return AS_PLANNED
    day = read_day(typed)
    if written.due and date.fromisoformat(written.due) in (day, _american(typed)):
        return None
    if day is None:
        raise InputFault(Fault(question, f"{shown(typed)} is not a date", f"Write it like {EXAMPLES}"))
    return day


def _american(typed: str) -> date | None:
    """The day of a text that a spreadsheet may have turned into the American way of writing it."""
    with suppress(ValueError):
        return datetime.strptime(typed, "%m/%d/%Y").date()  # noqa: DTZ007  # a day has no time zone
    return None


def _status(typed: str, written: _Written, question: str) -> Status | None:
    status = _STATUS_BY_NAME.get(typed.lower()) if typed else "open"
    if status is None:
        names = list(STATUS_NAMES.values())
        raise InputFault(Fault(question, f"{shown(typed)} is no status", f"Use one of {', '.join(names)}"))
    return status if status != written.status else None


def _one_line(text: str) -> str:
    return " ".join(inert(text).split())
