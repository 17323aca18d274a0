"""What would change the decisions."""

from questionnaires.language import _
from readiness.plan.model import Plan
from readiness.report.outline import Outline, outline_of
from readiness.report.sentences.cautions import notices
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import listed, score_range
from scoring.instrument import Instrument
from scoring.rubric import Rubric

_WAY_NAMED = 3
"""How many actions of the shortest way have their titles."""


def in_short(plan: Plan, instrument: Instrument) -> tuple[Sentence, ...]:
    """What a list of actions alone would leave out: what to know before the decisions, and the shortest way on."""
    return (*notices(plan, instrument.questionnaire), shortest_way(outline_of(plan, instrument), instrument.rubric))


def shortest_way(outline: Outline, rubric: Rubric) -> Sentence:
    """The fewest actions that give the next stage a better decision, least effort first.

    What is done is not named as something to do: it changes the decision once its question is answered again.
    """
    part = outline.next
    if part is None:
        return Sentence(_("Every stage can go ahead."), _("The remaining actions are there to check that it works."))
    way = part.ways[0]
    left = [step.action for step in way.steps if step.action.status != "done"]
    done = [step.action.code for step in way.steps if step.action.status == "done"]
    named = "; ".join(f"{action.code} {action.title}" for action in left[:_WAY_NAMED])
    others = ", ".join(action.code for action in left[_WAY_NAMED:])
    to_do = _("this is done") if len(left) == 1 else _("these are done")
    parts = (
        [
            _(
                "once {to_do}: {named}{value}",
                to_do=to_do,
                named=named,
                value=_("; and {others}", others=others) if others else "",
            )
        ]
        if left
        else []
    )
    if done:
        are_done = _("that action is done") if len(done) == 1 else _("those actions are done")
        parts.append(_("once you answer {done} again ({are_done})", done=listed(done, len(done)), are_done=are_done))
    return Sentence(
        _("The quickest way forward."),
        _(
            "“{title}” becomes “{name}” {parts}.",
            title=part.stage.title,
            name=rubric.decisions[way.to].name,
            parts="; and ".join(parts),
        ),
    )


def once_done(outline: Outline, rubric: Rubric) -> tuple[Sentence, ...]:
    """What the decisions and domains would be with every action of priority 1 done; empty if there is none."""
    if not any(step.action.priority == 1 for step in outline.steps):
        return ()
    stages = [
        f"{part.stage.title}: {rubric.decisions[part.afterwards.decision].name}"
        f" (today {rubric.decisions[part.stage.decision].name})"
        for part in outline.stages
        if part.afterwards.decision != part.stage.decision
    ]
    domains = [
        f"{part.domain.title}: {score_range(part.afterwards)} (today {score_range(part.domain)})"
        for part in outline.domains
        if part.afterwards != part.domain
    ]
    return tuple(
        Sentence(lead, _("{texts}. Nothing else changes.", texts="; ".join(texts)))
        for lead, texts in ((_("Decisions."), stages), (_("Domains."), domains))
        if texts
    )
