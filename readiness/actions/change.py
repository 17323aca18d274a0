"""A change to what was agreed about an action. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pydantic import ValidationError

from questionnaires.explain import faults_of, near
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import Plan, PlannedAction, Status

AS_PLANNED: Final = "as planned"
"""Goes back to the due date that follows from the schedule."""

NewDueDate = date | Literal["as planned"] | None


@dataclass(frozen=True)
class Change:
    """What somebody changes about one action; a field that is none stays as it is."""

    owner: str | None = None
    """An empty text goes back to the role that the plan suggests."""
    due: NewDueDate = None
    status: Status | None = None
    reason: str | None = None

    def __bool__(self) -> bool:
        return self != Change()


def question_of(name: str, codes: Mapping[str, str]) -> str:
    """The question that somebody named an action by: its identifier or its code, in any letter case.

    Args:
        name: what somebody typed; returned unchanged if it is neither.
        codes: the code of each question's actions.
    """
    typed = "".join(name.split()).casefold()
    return next((question for question, code in codes.items() if typed in (code.casefold(), question)), name)


def find_action(plan: Plan, name: str, codes: Mapping[str, str]) -> PlannedAction:
    """The action with a code, or about a question.

    Args:
        plan: the plan as it is now.
        name: the action's code or its question.
        codes: the code of each question's actions.

    Raises:
        InputFault: the plan has no such action.
    """
    question = question_of(name, codes)
    actions = {action.question: action for action in plan.actions}
    if question in actions:
        return actions[question]
    if any(criterion.question == question for criterion in plan.criteria):
        remedy = _("Choose an action that `readiness actions` lists")
        raise InputFault(
            Fault(
                name,
                _("the plan has no action for this question, because there is nothing left to do"),
                remedy,
            )
        )
    known = [*actions, *(action.code for action in plan.actions)]
    raise InputFault(Fault(name, _("the plan has no action with this name or code"), near(question, known)))


def apply_change(record: ActionRecord, action: PlannedAction, change: Change) -> ActionRecord:
    """The record with a change to one action.

    Raises:
        InputFault: the change is not valid: an accepted risk without a reason, or a text that is too long.
    """
    before = record.about(action)
    status = change.status or before.status
    reason = before.reason if status == before.status else ""
    try:
        agreement = ActionAgreement(
            level=action.level,
            owner=before.owner if change.owner is None else change.owner or None,
            due=before.due if change.due is None else None if change.due == AS_PLANNED else change.due,
            status=status,
            reason=reason if change.reason is None else change.reason,
        )
    except ValidationError as error:
        raise InputFault(faults_of(error, ActionAgreement)).within(action.code) from error
    return record.with_agreement(action.question, agreement)
