"""Changes to what was settled about an action. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pydantic import ValidationError

from questionnaires.explain import faults_of, near
from questionnaires.faults import Fault, InputFault
from readiness.plan.action_record import ActionRecord, Entry
from scoring.result import ActionResult, Result, Status

AS_PLANNED: Final = "as planned"
"""The due date that follows from the stage."""

Due = date | Literal["as planned"] | None


@dataclass(frozen=True)
class Change:
    """What somebody changes about one action; none leaves a thing as it is."""

    owner: str | None = None
    """An empty one goes back to the role that the plan suggests."""
    due: Due = None
    status: Status | None = None
    reason: str | None = None

    def __bool__(self) -> bool:
        return self != Change()


def action_about(result: Result, question: str) -> ActionResult:
    """The action about a question.

    Raises:
        InputFault: the plan has none.
    """
    actions = {action.question: action for action in result.actions}
    if question in actions:
        return actions[question]
    if any(criterion.question == question for criterion in result.criteria):
        remedy = "Choose one that `readiness actions` lists"
        raise InputFault(Fault(question, "nothing is left to do about this question", remedy))
    raise InputFault(Fault(question, "the plan has no such action", near(question, actions)))


def settle(record: ActionRecord, action: ActionResult, change: Change) -> ActionRecord:
    """The record with a change to one action.

    Raises:
        InputFault: what would be settled cannot be: an accepted risk without a reason, a text that is too long.
    """
    before = _entry_of(record, action)
    status = change.status or before.status
    reason = before.reason if status == before.status else ""
    try:
        entry = Entry(
            level=action.level,
            owner=before.owner if change.owner is None else change.owner or None,
            due=before.due if change.due is None else None if change.due == AS_PLANNED else change.due,
            status=status,
            reason=reason if change.reason is None else change.reason,
        )
    except ValidationError as error:
        raise InputFault(faults_of(error, Entry)).within(action.question) from error
    return record.with_entry(action.question, entry)


def _entry_of(record: ActionRecord, action: ActionResult) -> Entry:
    """What was settled so far; of the action about the same question at another level, the owner alone."""
    entry = record.actions.get(action.question)
    if entry is None:
        return Entry(level=action.level)
    return entry if entry.level == action.level else Entry(level=action.level, owner=entry.owner)
