"""Making a plan from a scored result and the record of what was agreed about its actions. Pure."""

from datetime import date

from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.comparison import compare
from readiness.plan.model import FINISHED, Plan, PlannedAction, SinceLastPlan
from scoring.engine import TOP_ACTIONS, project
from scoring.fingerprint import is_worded_otherwise
from scoring.instrument import Instrument
from scoring.result import ActionResult, Result
from scoring.schedule import Progress, with_schedule


def make_plan(result: Result, instrument: Instrument, record: ActionRecord | None = None) -> Plan:
    """The plan of a service.

    Scores and decisions stay: only answers change them.

    Args:
        result: the scored answers.
        instrument: what they were scored by.
        record: what was agreed about the actions, and earlier plans; none if nothing was.
    """
    agreements = {action.question: record.about(action) for action in result.actions} if record else {}
    agreed = [_planned(action, agreements.get(action.question)) for action in result.actions]
    progress = {
        question: Progress(due=agreement.due, doing=agreement.status == "doing", finished=agreement.status in FINISHED)
        for question, agreement in agreements.items()
    }
    scheduled, schedule = with_schedule(agreed, instrument.rubric, result.first_day, result.as_of, progress)
    actions = tuple(_overdue(action, result.as_of) for action in scheduled)
    changed = {"actions": actions, "schedule": schedule, "top_actions": schedule.order[:TOP_ACTIONS]}
    if accepted := {action.question for action in actions if action.status == "accepted"}:
        changed["if_priority_1_done"] = project(instrument, result.form, result.first_day, result.criteria, accepted)
    plan = Plan(
        **{**dict(result), **changed},
        worded_otherwise=is_worded_otherwise(result.questionnaire, instrument),
    )
    if record is None:
        return plan
    return plan.model_copy(update={"since": _since(record, plan, instrument), "calendar": record.calendar})


def _since(record: ActionRecord, plan: Plan, instrument: Instrument) -> SinceLastPlan | None:
    """What has changed since the last plan: the first of the same day, if something has, else the last before it."""
    today = next((past for past in record.plans if past.day == plan.as_of), None)
    if today and (since := compare(today, plan, instrument, record.actions)).has_moved:
        return since
    earlier = [past for past in record.plans if past.day < plan.as_of]
    return compare(earlier[-1], plan, instrument, record.actions) if earlier else None


def _overdue(action: PlannedAction, as_of: date) -> PlannedAction:
    """The action, marked as overdue where it is; only an agreed date can have passed."""
    overdue = action.to_do and action.due is not None and action.due < as_of
    return action.model_copy(update={"overdue": overdue})


def _planned(action: ActionResult, agreement: ActionAgreement | None) -> PlannedAction:
    """An action with what was agreed about it."""
    planned = PlannedAction(**dict(action))
    if agreement is None:
        return planned
    agreed = {"status": agreement.status, "reason": agreement.reason, "due_agreed": agreement.due is not None}
    owner = {"owner": agreement.owner, "owner_agreed": True} if agreement.owner else {}
    return planned.model_copy(update=agreed | owner)
