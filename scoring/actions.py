"""The actions that a service needs, in the order in which to work on them. `schedule` gives them their dates."""

from collections.abc import Sequence

from questionnaires.model import Level
from scoring.findings import Finding, applicable
from scoring.instrument import Instrument
from scoring.result import ActionResult
from scoring.rubric import Action, Criterion, Priority, Rubric, target_of


def actions_of(instrument: Instrument, findings: Sequence[Finding]) -> tuple[ActionResult, ...]:
    """One action for every criterion that applies and is below level 3, in the order in which to work on them.

    Args:
        instrument: gives the stages, the actions' texts and their codes.
        findings: in questionnaire order.
    """
    rubric = instrument.rubric
    open_findings = [finding for finding in applicable(findings) if finding.counted < Level.SHOWN_TO_WORK]

    ordered = sorted(open_findings, key=lambda finding: urgency(rubric, finding.criterion, finding.counted))
    return tuple(_action_of(instrument, finding) for finding in ordered)


def urgency(rubric: Rubric, criterion: Criterion, level: int) -> tuple[int, int, int]:
    """The sort key of actions: stage, then priority, then how much reaching the target would gain."""
    gain = criterion.weight * (target_of(level) - level)
    return rubric.stage_order[criterion.stage], priority_at(criterion, level), -gain


def priority_of(finding: Finding) -> Priority:
    """The priority of a finding's action."""
    return priority_at(finding.criterion, finding.counted)


def priority_at(criterion: Criterion, level: int) -> Priority:
    """1 for an essential that is not in place, 2 for any other criterion that is not, 3 for one that is."""
    if level >= Level.IN_PLACE:
        return 3
    return 1 if criterion.essential else 2


def _action_of(instrument: Instrument, finding: Finding) -> ActionResult:
    criterion, questionnaire = finding.criterion, instrument.questionnaire
    action = criterion.actions[finding.counted]
    first_step, steps = _steps_of(criterion, action, known=finding.level is not None)
    return ActionResult(
        question=criterion.question,
        code=questionnaire.codes[criterion.question],
        domain=next(domain.title for domain in questionnaire.domains if domain.id == criterion.domain),
        stage=criterion.stage,
        priority=priority_of(finding),
        state=finding.state,
        level=finding.counted,
        target=target_of(finding.counted),
        title=action.title,
        start=None,
        due=None,
        needed_by=None,
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


def _steps_of(criterion: Criterion, action: Action, *, known: bool) -> tuple[str, tuple[str, ...]]:
    """The first step and the rest; if the level is not known, the first step is to ask."""
    return (action.first_step, action.steps) if known else (criterion.ask, (action.first_step, *action.steps))
