"""Importing a table of actions that somebody filled in: only what they changed is taken over. Pure."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from questionnaires.explain import near, shown
from questionnaires.faults import Fault, InputFault
from readiness.actions.change import AS_PLANNED, Change, NewDueDate, apply_change, find_action, question_of
from readiness.actions.table_file import TableRow
from readiness.dates import EXAMPLES, read_day
from readiness.plan.action_record import ActionRecord
from readiness.plan.model import Plan, PlannedAction, Status
from readiness.report.formats.action_table import AS_WRITTEN, CODE, DUE, ID, OWNER, REASON, STATUS, as_written
from readiness.report.sentences import STATUS_NAMES
from readiness.text import file_line

_STATUS_BY_NAME: dict[str, Status] = {name.lower(): status for status, name in STATUS_NAMES.items()}


@dataclass(frozen=True)
class TableImport:
    """The outcome of importing a table."""

    record: ActionRecord
    changed: int
    """How many rows somebody had changed."""
    unchanged: int
    rejected: tuple[Fault, ...]
    """Why each row that could not be used was left out; the changes of the others are in the record."""


@dataclass(frozen=True)
class _Written:
    """What a row said when the table was written."""

    level: int
    owner: str
    due: str
    status: str
    reason: str


def import_rows(record: ActionRecord, plan: Plan, rows: Iterable[TableRow], codes: Mapping[str, str]) -> TableImport:
    """Adds to a record what was changed in a table.

    Args:
        record: what was agreed before.
        plan: the plan as it is now.
        rows: the rows of the table.
        codes: the code of each question's actions.
    """
    changed = unchanged = 0
    rejected: list[Fault] = []
    seen: set[str] = set()
    for row in rows:
        try:
            question = _question(row, seen, codes)
            change, written = _change(row, plan, question, codes)
            if change:
                record = apply_change(record, _same_action(plan, question, written, codes), change)
                changed += 1
            else:
                unchanged += 1
        except InputFault as fault:
            rejected += fault.within(f"row {row.number}").faults
    return TableImport(record, changed, unchanged, tuple(rejected))


def _question(row: TableRow, seen: set[str], codes: Mapping[str, str]) -> str:
    """The question that a row is about, by its Id or its code; no two rows may be about the same."""
    name = row.cells.get(ID) or row.cells.get(CODE)
    if not name:
        raise InputFault(Fault(ID, "it is empty, so nobody can say which action is meant", "Put it back"))
    question = question_of(name, codes)
    if question not in codes:
        raise InputFault(Fault(name, "the plan has no such action", near(name, [*codes, *codes.values()])))
    if question in seen:
        raise InputFault(Fault(name, "another row is about the same action", "Keep one of them"))
    seen.add(question)
    return question


def _same_action(plan: Plan, question: str, written: _Written, codes: Mapping[str, str]) -> PlannedAction:
    """The action about a question, if it is still the one that the table was written for."""
    action = find_action(plan, question, codes)
    if written.level != action.level:
        what = "the question was answered again since the table was made, so this is another action now"
        raise InputFault(Fault(question, what, "Make the table again, and change it there"))
    return action


def _change(row: TableRow, plan: Plan, question: str, codes: Mapping[str, str]) -> tuple[Change, _Written]:
    """What was changed in a row since the table was written, and what it said then."""
    written = _written(row, plan, question, codes)
    owner, reason = row.cells.get(OWNER, written.owner), row.cells.get(REASON, written.reason)
    change = Change(
        owner=owner if owner != file_line(written.owner) else None,
        due=_due(row.cells.get(DUE, written.due), written, question),
        status=_status(row.cells.get(STATUS, STATUS_NAMES["open"]), written, question),
        reason=reason if reason != file_line(written.reason) else None,
    )
    return change, written


def _written(row: TableRow, plan: Plan, question: str, codes: Mapping[str, str]) -> _Written:
    """What the row said when the table was written; if that cell is missing or damaged, what the plan says now."""
    try:
        level, owner, due, status, reason = json.loads(row.cells.get(AS_WRITTEN, ""))
        day = date.fromisoformat(due).isoformat() if due else ""
        return _Written(int(level), str(owner), day, str(status), str(reason))
    except (ValueError, TypeError):
        return _Written(*json.loads(as_written(find_action(plan, question, codes))))


def _due(typed: str, written: _Written, question: str) -> NewDueDate:
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
    """The day of a text in the American order, into which a spreadsheet may have changed it."""
    with suppress(ValueError):
        return datetime.strptime(typed, "%m/%d/%Y").date()  # noqa: DTZ007  # a day has no time zone
    return None


def _status(typed: str, written: _Written, question: str) -> Status | None:
    status = _STATUS_BY_NAME.get(typed.lower()) if typed else "open"
    if status is None:
        names = list(STATUS_NAMES.values())
        raise InputFault(Fault(question, f"{shown(typed)} is no status", f"Use one of {', '.join(names)}"))
    return status if status != written.status else None
