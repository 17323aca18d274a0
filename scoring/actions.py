"""The actions that follow from the findings: their order and their due dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from questionnaires.model import Level
from scoring.findings import Finding, applicable
from scoring.instrument import Instrument
from scoring.result import ActionResult, FirstDayAdvice
from scoring.rubric import Action, Criterion, Priority, Rubric, target_of
from scoring.stages import blocks

_SATURDAY = 5
_DAY = timedelta(days=1)

AnyAction = TypeVar("AnyAction", bound=ActionResult)


def actions_of(
    instrument: Instrument, findings: Sequence[Finding], first_day: date | None, as_of: date
) -> tuple[ActionResult, ...]:
    """One action for every criterion that applies and is below level 3, in the order in which to take them up.

    Args:
        instrument: gives the stages, the actions' texts and their codes.
        findings: in questionnaire order.
        first_day: the peer workers' planned first day; without it, no action has a date.
        as_of: the day of the plan; an action whose date has passed is due on it, and late.
    """
    rubric = instrument.rubric
    open_findings = [finding for finding in applicable(findings) if finding.counted < Level.SHOWN_TO_WORK]

    def urgency(finding: Finding) -> tuple[int, int, int]:
        gain = finding.criterion.weight * (target_of(finding.counted) - finding.counted)
        return rubric.stage_order[finding.criterion.stage], priority_of(finding), -gain

    return tuple(_action_of(instrument, finding, first_day, as_of) for finding in sorted(open_findings, key=urgency))


def priority_of(finding: Finding) -> Priority:
    """1 for an essential that is not in place, 2 for another criterion that is not, 3 for what is in place."""
    if finding.counted >= Level.IN_PLACE:
        return 3
    return 1 if finding.criterion.essential else 2


def due_date(first_day: date, lead_days: int) -> date:
    """The first day plus a stage's lead; a date on a weekend moves to the Friday before."""
    day = first_day + timedelta(days=lead_days)
    return day - max(0, day.weekday() - (_SATURDAY - 1)) * _DAY


def with_due_date(
    action: AnyAction,
    rubric: Rubric,
    first_day: date | None,
    as_of: date,
    *,
    agreed: date | None = None,
    to_do: bool = True,
) -> AnyAction:
    """The action with the day by which it is due, and whether it is late.

    An action that is still to do and whose day has passed is late, and due on the day of the plan.

    Args:
        action: its stage gives the day.
        rubric: gives the lead time of the stage.
        first_day: the peer workers' planned first day; without it, only an agreed day can be due.
        as_of: the day of the plan.
        agreed: the day that the service agreed on instead.
        to_do: whether anything is left to do about it.
    """
    due = agreed or (due_date(first_day, _lead(rubric, action.stage)) if first_day else None)
    late = to_do and due is not None and due < as_of
    return action.model_copy(update={"due": as_of if late else due, "late": late})


def advise_on_first_day(rubric: Rubric, findings: Sequence[Finding], first_day: date, as_of: date) -> FirstDayAdvice:
    """Whether a blocking action is late already, and the earliest first day that leaves enough time for all of them.

    Enough time is the number of days of the action's effort. If nothing is late, the day is the planned one.
    """
    blocking = [
        (_lead(rubric, finding.criterion.stage), _usual_days(rubric, finding))
        for finding in findings
        if blocks(finding.criterion, finding.code)
    ]
    if all(due_date(first_day, lead) >= as_of for lead, _ in blocking):
        return FirstDayAdvice(too_soon=False, earliest=first_day)
    earliest = max(as_of + timedelta(days=days - lead) for lead, days in blocking)
    while earliest.weekday() >= _SATURDAY or any(
        due_date(earliest, lead) < as_of + timedelta(days=days) for lead, days in blocking
    ):
        earliest += _DAY
    return FirstDayAdvice(too_soon=True, earliest=max(earliest, first_day))


def _lead(rubric: Rubric, stage: str) -> int:
    return rubric.stages[rubric.stage_order[stage]].lead_days


def _usual_days(rubric: Rubric, finding: Finding) -> int:
    return rubric.efforts[finding.criterion.actions[finding.counted].effort].days


def _action_of(instrument: Instrument, finding: Finding, first_day: date | None, as_of: date) -> ActionResult:
    criterion, questionnaire = finding.criterion, instrument.questionnaire
    action = criterion.actions[finding.counted]
    first_step, steps = _steps_of(criterion, action, known=finding.level is not None)
    undated = ActionResult(
        question=criterion.question,
        code=questionnaire.codes[criterion.question],
        domain=next(domain.title for domain in questionnaire.domains if domain.id == criterion.domain),
        stage=criterion.stage,
        priority=priority_of(finding),
        state=finding.state,
        level=finding.counted,
        target=target_of(finding.counted),
        title=action.title,
        due=None,
        late=False,
        owner=action.owner,
        asks=action.asks,
        effort=action.effort,
        first_step=first_step,
        steps=steps,
        done_when=action.done_when,
        why=action.why,
        sources=criterion.sources,
        template=action.template,
    )
    return with_due_date(undated, instrument.rubric, first_day, as_of)


def _steps_of(criterion: Criterion, action: Action, *, known: bool) -> tuple[str, tuple[str, ...]]:
    """The first step and the others; where the level is not known, the first step is to ask."""
    return (action.first_step, action.steps) if known else (criterion.ask, (action.first_step, *action.steps))
