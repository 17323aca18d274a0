"""For whom a plan is: what a reader is not to see is taken out of the result once, before anything is rendered."""

from questionnaires.answers import Service
from readiness.text import capital
from scoring.instrument import Instrument
from scoring.result import ActionResult, Audience, CriterionResult, Projection, Result, Since, StageResult

_LEFT_OUT = "the reason is left out of this copy"


def for_audience(result: Result, instrument: Instrument, audience: Audience) -> Result:
    """The result as far as an audience gets to read it.

    The service gets all of it. A commissioner gets nothing that people of the service wrote in words of their own, but
    for the service's name, organisation and code: no notes, no reasons, and for owners the suggested roles alone. The
    public gets the decisions and the domains, and what has to be said beside them.

    Args:
        result: all that is known.
        instrument: what the result was judged by; gives the suggested owners and the words of the decisions.
        audience: who is going to read it.
    """
    match audience:
        case "service":
            return result
        case "commissioner":
            return _for_commissioner(result, instrument)
        case "public":
            return _for_public(result, instrument)


def _for_commissioner(result: Result, instrument: Instrument) -> Result:
    return result.model_copy(
        update={
            "audience": "commissioner",
            "criteria": tuple(_without_words(criterion) for criterion in result.criteria),
            "actions": tuple(_without_owner(action, instrument) for action in result.actions),
        }
    )


def _without_words(criterion: CriterionResult) -> CriterionResult:
    return criterion.model_copy(update={"note": "", "reason": _LEFT_OUT if criterion.reason else ""})


def _without_owner(action: ActionResult, instrument: Instrument) -> ActionResult:
    suggested = instrument.rubric.by_question[action.question].actions[action.level].owner
    return action.model_copy(update={"owner": suggested, "reason": _LEFT_OUT if action.reason else ""})


def _for_public(result: Result, instrument: Instrument) -> Result:
    domains = tuple(domain.model_copy(update={"capped_by": ()}) for domain in result.domains)
    stages = tuple(_in_general(stage, instrument) for stage in result.stages)
    return result.model_copy(
        update={
            "audience": "public",
            "service": Service(name=result.service.name, organisation=result.service.organisation),
            "took_part": (),
            "first_day": None,
            "started_at": None,
            "updated_at": None,
            "domains": domains,
            "stages": stages,
            "actions": (),
            "top_actions": (),
            "if_priority_1_done": Projection(domains=domains, stages=stages),
            "shortest_ways": (),
            "first_day_advice": None,
            "criteria": (),
            "since": _changes_alone(result.since) if result.since else None,
        }
    )


def _changes_alone(since: Since) -> Since | None:
    """How decisions and domains have changed, if they have."""
    changed = since.model_copy(update={"done": (), "accepted": (), "late": (), "new": ()})
    return changed if changed.stages or changed.domains else None


def _in_general(stage: StageResult, instrument: Instrument) -> StageResult:
    """A decision without what it hangs on: that would tell single answers."""
    sentence = f"{capital(instrument.rubric.decisions[stage.decision].meaning)}."
    return stage.model_copy(update={"sentence": sentence, "blocking": (), "conditions": (), "due": None})
