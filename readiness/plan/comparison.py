"""Comparing a plan with an earlier one of the same service. Pure."""

from collections.abc import Mapping
from datetime import date

from questionnaires.answers import Form
from questionnaires.model import domain_of
from readiness.plan.action_record import ActionAgreement, PastAction, PastPlan
from readiness.plan.model import (
    FINISHED,
    ActionTitle,
    DayChange,
    DecisionChange,
    Plan,
    PlannedAction,
    ScoreChange,
    SinceLastPlan,
)
from scoring.instrument import Instrument
from scoring.rubric import target_of
from scoring.working_days import working_day


def past_plan_of(plan: Plan) -> PastPlan:
    """The parts of a plan that a later one is compared with."""
    return PastPlan(
        day=plan.as_of,
        form=plan.form,
        decisions={stage.id: stage.decision for stage in plan.stages},
        scores={domain.id: domain.score for domain in plan.domains},
        earliest_first_day=plan.schedule.earliest_first_day,
        actions={action.question: PastAction(level=action.level, status=action.status) for action in plan.actions},
    )


def compare(
    earlier: PastPlan, plan: Plan, instrument: Instrument, agreements: Mapping[str, ActionAgreement] | None = None
) -> SinceLastPlan:
    """What has changed since an earlier plan.

    Decisions and scores of a short form and a full one come from different questions, and are not compared.

    Args:
        earlier: the plan to compare with.
        plan: the plan as it is now.
        instrument: gives the titles of actions that are no longer in the plan.
        agreements: what was agreed about the actions, by question; none if it is not known.
    """
    agreements = agreements or {}
    same = [action for action in plan.actions if _is_in(earlier, action)]
    was_finished = {question for question, then in earlier.actions.items() if then.status in FINISHED}
    was_open = [action for action in same if action.question not in was_finished]
    like = _form_of(earlier, instrument) == plan.form
    finished = [action for action in was_open if action.status == "done"]
    return SinceLastPlan(
        day=earlier.day,
        same_day=earlier.day == plan.as_of,
        other_form=not like,
        done=(*_answered_better(earlier, plan, instrument, reached=True), *map(_title_of, finished)),
        further=_answered_better(earlier, plan, instrument, reached=False),
        accepted=tuple(_title_of(action) for action in was_open if action.status == "accepted"),
        reopened=tuple(_title_of(action) for action in same if action.question in was_finished and action.to_do),
        overdue=tuple(_title_of(action) for action in same if action.overdue),
        new=tuple(_title_of(action) for action in plan.actions if not _is_in(earlier, action)),
        to_agree=tuple(
            _title_of(action)
            for action in plan.actions
            if _counts_no_more(earlier.actions.get(action.question), agreements.get(action.question), action)
        ),
        stages=tuple(
            DecisionChange(stage=stage.id, title=stage.title, before=before, after=stage.decision)
            for stage in plan.stages
            if like and (before := earlier.decisions.get(stage.id)) and before != stage.decision
        ),
        domains=tuple(
            ScoreChange(domain=domain.id, title=domain.title, before=earlier.scores[domain.id], after=domain.score)
            for domain in plan.domains
            if like and domain.id in earlier.scores and earlier.scores[domain.id] != domain.score
        ),
        dates_moved=_schedule_begins_later(earlier, plan),
        earliest_first_day=_moved_day(earlier.earliest_first_day, plan.schedule.earliest_first_day) if like else None,
    )


def _schedule_begins_later(earlier: PastPlan, plan: Plan) -> bool:
    """Whether actions without an agreed due date begin on a later working day, as time has passed."""
    is_later = working_day(plan.as_of.toordinal()) > working_day(earlier.day.toordinal())
    scheduled = {*plan.schedule.order}
    return is_later and any(
        it.question in scheduled and not it.due_agreed and _is_in(earlier, it) for it in plan.actions
    )


def _moved_day(before: date | None, after: date | None) -> DayChange | None:
    return DayChange(before=before, after=after) if before and after and before != after else None


def _form_of(earlier: PastPlan, instrument: Instrument) -> Form:
    """The form of an earlier plan; where its record does not say, it was full if it had any but essential actions."""
    if earlier.form:
        return earlier.form
    essentials = {criterion.question for criterion in instrument.rubric.criteria_of("short")}
    return "short" if essentials.issuperset(earlier.actions) else "full"


def _is_in(earlier: PastPlan, action: PlannedAction) -> bool:
    """Whether an earlier plan had the same action: about the same question, at the same level."""
    then = earlier.actions.get(action.question)
    return then is not None and then.level == action.level


def _counts_no_more(then: PastAction | None, agreed: ActionAgreement | None, action: PlannedAction) -> bool:
    """Whether a due date or status was agreed for an earlier plan's action that this one has replaced too soon."""
    if then is None or agreed is None or agreed.level != then.level or agreed.status == "done":
        return False
    is_unfinished = action.level != then.level and action.level < target_of(then.level)
    return is_unfinished and (agreed.due is not None or agreed.status != "open")


def _answered_better(
    earlier: PastPlan, plan: Plan, instrument: Instrument, *, reached: bool
) -> tuple[ActionTitle, ...]:
    """Open actions of an earlier plan whose question has a higher level now, which reaches their target or not."""
    levels = {criterion.question: criterion.level for criterion in plan.criteria}
    titles = {domain.id: domain.title for domain in instrument.questionnaire.domains}
    return tuple(
        ActionTitle(
            question=question,
            code=instrument.questionnaire.codes[question],
            domain=titles[domain_of(question)],
            title=instrument.rubric.by_question[question].actions[then.level].title,
        )
        for question, then in earlier.actions.items()
        if (level := levels.get(question) or 0) > then.level
        and (level >= target_of(then.level)) == reached
        and then.status not in FINISHED
    )


def _title_of(action: PlannedAction) -> ActionTitle:
    return ActionTitle(question=action.question, code=action.code, domain=action.domain, title=action.title)
