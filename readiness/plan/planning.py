"""Carries what was settled about the actions over into a new plan, and says what is different from the last. Pure."""

from datetime import date

from readiness.plan.action_record import ActionRecord, Entry, PastAction, PastPlan
from scoring.actions import due_date
from scoring.instrument import Instrument
from scoring.result import ActionResult, DecisionChange, Mention, Result, ScoreChange, Since, Status

SETTLED: tuple[Status, ...] = ("done", "accepted")
"""Nothing is left to do about an action with one of them."""


def carry_over(record: ActionRecord, result: Result, instrument: Instrument) -> Result:
    """The result with the owners, due dates and status of the record, and with what is new since the last plan.

    The actions that come first are the first that are still to be done. The scores stay: only answers change them.
    """
    actions = tuple(
        _followed(action, record.actions.get(action.question), result, instrument) for action in result.actions
    )
    to_do = [action.question for action in actions if action.status not in SETTLED]
    followed = result.model_copy(update={"actions": actions, "top_actions": tuple(to_do[: len(result.top_actions)])})
    earlier = [plan for plan in record.plans if plan.day < result.as_of]
    return followed.model_copy(update={"since": since(earlier[-1], followed, instrument) if earlier else None})


def remembered(result: Result) -> PastPlan:
    """What a later plan compares with this one."""
    return PastPlan(
        day=result.as_of,
        decisions={stage.id: stage.decision for stage in result.stages},
        scores={domain.id: domain.score for domain in result.domains},
        actions={action.question: PastAction(level=action.level, status=action.status) for action in result.actions},
    )


def since(earlier: PastPlan, result: Result, instrument: Instrument) -> Since:
    """What is different from an earlier plan."""
    same = [action for action in result.actions if _is_in(action, earlier)]
    was_open = {action.question for action in same if earlier.actions[action.question].status not in SETTLED}
    finished = [action for action in same if action.question in was_open and action.status == "done"]
    accepted = [action for action in same if action.question in was_open and action.status == "accepted"]
    return Since(
        day=earlier.day,
        done=(*_outgrown(earlier, result, instrument), *map(_mention, finished)),
        accepted=tuple(map(_mention, accepted)),
        late=tuple(_mention(action) for action in same if action.late),
        new=tuple(_mention(action) for action in result.actions if not _is_in(action, earlier)),
        stages=tuple(
            DecisionChange(stage=stage.id, title=stage.title, before=before, after=stage.decision)
            for stage in result.stages
            if (before := earlier.decisions.get(stage.id)) and before != stage.decision
        ),
        domains=tuple(
            ScoreChange(domain=domain.id, title=domain.title, before=earlier.scores[domain.id], after=domain.score)
            for domain in result.domains
            if domain.id in earlier.scores and earlier.scores[domain.id] != domain.score
        ),
    )


def _is_in(action: ActionResult, earlier: PastPlan) -> bool:
    """Whether an earlier plan had this very action: about the same question, at the same level."""
    then = earlier.actions.get(action.question)
    return then is not None and then.level == action.level


def _outgrown(earlier: PastPlan, result: Result, instrument: Instrument) -> list[Mention]:
    """Actions of an earlier plan that a better answer has made needless."""
    levels = {criterion.question: criterion.level for criterion in result.criteria}
    return [
        Mention(question=question, title=instrument.rubric.by_question[question].actions[then.level].title)
        for question, then in earlier.actions.items()
        if (levels.get(question) or 0) > then.level and then.status not in SETTLED
    ]


def _mention(action: ActionResult) -> Mention:
    return Mention(question=action.question, title=action.title)


def _followed(action: ActionResult, entry: Entry | None, result: Result, instrument: Instrument) -> ActionResult:
    if entry is None:
        return action
    owner = entry.owner or action.owner
    if entry.level != action.level:
        return action.model_copy(update={"owner": owner})
    due = entry.due or planned_day(action, result, instrument)
    late = due is not None and due < result.as_of and entry.status not in SETTLED
    return action.model_copy(
        update={
            "owner": owner,
            "due": result.as_of if late else due,
            "late": late,
            "status": entry.status,
            "reason": entry.reason,
        }
    )


def planned_day(action: ActionResult, result: Result, instrument: Instrument) -> date | None:
    """The day by which an action is due as seen from its stage, whether or not it has passed."""
    rubric = instrument.rubric
    lead = rubric.stages[rubric.stage_order[action.stage]].lead_days
    return due_date(result.first_day, lead) if result.first_day else None
