"""Leaving out of a plan what an audience must not see, before anything is written."""

import re
from collections.abc import Mapping

from questionnaires.answers import Agreement, Service
from questionnaires.language import _
from readiness.plan.model import Audience, Plan, PlannedAction, SinceLastPlan
from readiness.text import capital
from scoring.instrument import Instrument
from scoring.result import CriterionResult, Projection, Schedule, StageResult

_LEFT_OUT = _("the reason is left out of this copy")
_LATER_SENTENCES = re.compile(r"(?<=[.?!])\s.*", re.DOTALL)
_NOTHING_SCHEDULED = Schedule(
    order=(),
    earliest_first_day=None,
    earliest_first_day_essential=None,
    late=(),
    days_too_soon=0,
    busiest_owner=None,
    earliest_first_day_if_shared=None,
)


def for_audience(plan: Plan, instrument: Instrument, audience: Audience) -> Plan:
    """The part of a plan that an audience may read.

    The service gets everything. A commissioner gets no free text except the service's name, organisation and code: no
    notes and no reasons, the suggested role in place of each owner, not who took part, which may be one person of
    a small team, not how a workshop got to its answers, and no working papers, which only the service can get. The
    public gets decisions, domains and cautions. Both get the first sentence of each flag, which says what is so; the
    others advise those who answered.

    Args:
        plan: the whole plan.
        instrument: gives the suggested owners and the meanings of the decisions.
        audience: who is going to read it.
    """
    match audience:
        case "service":
            return plan
        case "commissioner":
            return _for_commissioner(plan, instrument)
        case "public":
            return _for_public(plan, instrument)


def _for_commissioner(plan: Plan, instrument: Instrument) -> Plan:
    return plan.model_copy(
        update={
            "audience": "commissioner",
            "took_part": (),
            "first_views": None,
            "criteria": tuple(_without_free_text(criterion) for criterion in plan.criteria),
            "actions": tuple(_with_suggested_owner(action, instrument) for action in plan.actions),
            "schedule": plan.schedule.model_copy(update={"busiest_owner": None}),
            "flag_sentences": _without_advice(plan.flag_sentences),
        }
    )


def _without_free_text(criterion: CriterionResult) -> CriterionResult:
    agreed = criterion.agreement and Agreement(how=criterion.agreement.how, by=criterion.agreement.by)
    reason = _LEFT_OUT if criterion.reason else ""
    return criterion.model_copy(update={"note": "", "reason": reason, "agreement": agreed})


def _with_suggested_owner(action: PlannedAction, instrument: Instrument) -> PlannedAction:
    suggested = instrument.rubric.by_question[action.question].actions[action.level].owner
    reason = _LEFT_OUT if action.reason else ""
    return action.model_copy(update={"owner": suggested, "reason": reason, "template": None})


def _without_advice(sentences: Mapping[str, str]) -> dict[str, str]:
    """The first sentence of each flag."""
    return {flag: _LATER_SENTENCES.sub("", text) for flag, text in sentences.items()}


def _for_public(plan: Plan, instrument: Instrument) -> Plan:
    domains = tuple(domain.model_copy(update={"capped_by": ()}) for domain in plan.domains)
    stages = tuple(_without_topics(stage, instrument) for stage in plan.stages)
    return plan.model_copy(
        update={
            "audience": "public",
            "first_views": None,
            "service": Service(name=plan.service.name, organisation=plan.service.organisation),
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
            "schedule": _NOTHING_SCHEDULED,
            "criteria": (),
            "since": _without_actions(plan.since) if plan.since else None,
            "flag_sentences": _without_advice(plan.flag_sentences),
        }
    )


def _without_actions(since: SinceLastPlan) -> SinceLastPlan | None:
    """Changed decisions and scores; none if there are none."""
    kinds = ("done", "further", "accepted", "reopened", "overdue", "new", "to_agree")
    without: dict[str, object] = dict.fromkeys(kinds, ())
    changed = since.model_copy(update=without | {"dates_moved": False, "earliest_first_day": None})
    return changed if changed.stages or changed.domains else None


def _without_topics(stage: StageResult, instrument: Instrument) -> StageResult:
    """A decision without the topics that it depends on, which would give single answers away."""
    sentence = f"{capital(instrument.rubric.decisions[stage.decision].meaning)}."
    return stage.model_copy(update={"sentence": sentence, "blocking": (), "conditions": (), "due": None})
