"""Making a plan from a scored result and the record of what was agreed about its actions. Pure."""

from readiness.plan.action_record import ActionRecord, Agreement
from readiness.plan.comparison import compare
from readiness.plan.model import FINISHED, Plan, PlannedAction
from scoring.actions import with_due_date
from scoring.instrument import Instrument
from scoring.result import ActionResult, Result


def make_plan(result: Result, instrument: Instrument, record: ActionRecord | None = None) -> Plan:
    """The plan of a service.

    The first actions are the first that are still to do. Scores and decisions stay: only answers change them.

    Args:
        result: the scored answers.
        instrument: what they were scored by.
        record: what was agreed about the actions, and earlier plans; none where nothing was.
    """
    agreements = record.actions if record else {}
    actions = tuple(_planned(action, agreements.get(action.question), result, instrument) for action in result.actions)
    to_do = [action.question for action in actions if action.to_do]
    plan = Plan(**{**dict(result), "actions": actions, "top_actions": tuple(to_do[: len(result.top_actions)])})
    earlier = [past for past in record.plans if past.day < result.as_of] if record else []
    return plan.model_copy(update={"since": compare(earlier[-1], plan, instrument)}) if earlier else plan


def _planned(
    action: ActionResult, agreement: Agreement | None, result: Result, instrument: Instrument
) -> PlannedAction:
    """An action with what was agreed about it; from an agreement about another level, only the owner is used."""
    planned = PlannedAction(**dict(action))
    if agreement is None:
        return planned
    planned = planned.model_copy(update={"owner": agreement.owner or action.owner})
    if agreement.level != action.level:
        return planned
    planned = planned.model_copy(update={"status": agreement.status, "reason": agreement.reason})
    return with_due_date(
        planned,
        instrument.rubric,
        result.first_day,
        result.as_of,
        agreed=agreement.due,
        to_do=agreement.status not in FINISHED,
    )
