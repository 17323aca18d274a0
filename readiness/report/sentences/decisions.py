"""What would change the decisions."""

from collections.abc import Sequence
from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.plan.model import Plan, PlannedAction
from readiness.report.outline import Outline, StagePart, outline_of
from readiness.report.sentences.cautions import notices
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import score_range
from scoring.instrument import Instrument
from scoring.result import StageResult
from scoring.rubric import Rubric

ESSENTIALS_MEAN: Final = _("Essentials are the most important things: a stage can't go ahead without them.")
_WAY_NAMED = 3
"""How many actions of the shortest way have their titles."""


def in_short(plan: Plan, instrument: Instrument) -> tuple[Sentence, ...]:
    """What a list of actions alone would leave out: what to know before the decisions, and the shortest way on."""
    return (*notices(plan, instrument.questionnaire), shortest_way(outline_of(plan, instrument), instrument.rubric))


def shortest_way(outline: Outline, rubric: Rubric) -> Sentence:
    """The fewest actions that give the next stage a better decision, least effort first.

    What is done is not named as something to do: it changes the decision once its question is answered again. A
    decision that depends on an accepted risk stays, and the way is that of the next stage that does not, if any.
    """
    if not outline.held_up:
        return Sentence(
            _("Every stage can go ahead."), _("The remaining actions are there to check that everything works.")
        )
    stays = _stays(outline.held_up[0], rubric)
    for part in outline.held_up:
        if not _accepted(part):
            return Sentence(_("The quickest way forward."), f"{_becomes(part, rubric)} {stays}".strip())
    return Sentence(_("Risk accepted."), stays)


def _accepted(part: StagePart) -> list[str]:
    """The codes of the accepted risks that keep a stage's decision as it is."""
    return [step.action.code for step in part.ways[0].steps if step.action.status == "accepted"]


def _stays(part: StagePart, rubric: Rubric) -> str:
    """That a decision stays as it is because of accepted risks; empty if it does not."""
    codes = _accepted(part)
    if not codes:
        return ""
    return ngettext(
        "The decision for “{stage}” stays “{decision}”, because the risk of not doing {codes} was accepted. It can "
        "only change if this question is answered differently.",
        "The decision for “{stage}” stays “{decision}”, because the risks of not doing {codes} were accepted. It can "
        "only change if these questions are answered differently.",
        len(codes),
        stage=part.stage.title,
        decision=_decision(part.stage, rubric),
        codes=listed(codes, len(codes)),
    )


def _becomes(part: StagePart, rubric: Rubric) -> str:
    """What has to be done or answered again for the next better decision."""
    way = part.ways[0]
    left = [step.action for step in way.steps if step.action.status != "done"]
    done = [step.action.code for step in way.steps if step.action.status == "done"]
    change = {"stage": part.stage.title, "decision": rubric.decisions[way.to].name}
    sentences = []
    if left:
        sentences.append(
            ngettext(
                "The decision for “{stage}” becomes “{decision}” once this is done: {actions}.",
                "The decision for “{stage}” becomes “{decision}” once these are done: {actions}.",
                len(left),
                actions=_named(left),
                **change,
            )
        )
    if done and left:
        sentences.append(
            ngettext(
                "{codes} also needs to be answered again, because the action for this question is done.",
                "{codes} also need to be answered again, because the actions for these questions are done.",
                len(done),
                codes=listed(done, len(done)),
            )
        )
    elif done:
        sentences.append(
            ngettext(
                "Once {codes} is answered again, the decision for “{stage}” can become “{decision}”, because the "
                "action for this question is done.",
                "Once {codes} are answered again, the decision for “{stage}” can become “{decision}”, because the "
                "actions for these questions are done.",
                len(done),
                codes=listed(done, len(done)),
                **change,
            )
        )
    return " ".join(sentences)


def _named(actions: Sequence[PlannedAction]) -> str:
    """The first actions with their titles, and the others by their codes."""
    named = "; ".join(f"{action.code} {action.title}" for action in actions[:_WAY_NAMED])
    others = [action.code for action in actions[_WAY_NAMED:]]
    return _("{actions}; also {codes}", actions=named, codes=listed(others, len(others))) if others else named


def once_done(outline: Outline, rubric: Rubric) -> tuple[Sentence, ...]:
    """What the decisions and domains would be with every action of priority 1 done; empty if nothing would change.

    Actions whose risk is accepted stay as they are.
    """
    if not any(step.action.priority == 1 for step in outline.steps):
        return ()
    stages = [
        _changed(part.stage.title, _decision(part.stage, rubric), _decision(part.afterwards, rubric))
        for part in outline.stages
        if part.afterwards.decision != part.stage.decision
    ]
    domains = [
        _changed(part.domain.title, score_range(part.domain), score_range(part.afterwards))
        for part in outline.domains
        if part.afterwards != part.domain
    ]
    return tuple(
        Sentence(lead, _("{changes}. Nothing else changes.", changes="; ".join(texts)))
        for lead, texts in ((_("Decisions."), stages), (_("Domains."), domains))
        if texts
    )


def _changed(title: str, today: str, afterwards: str) -> str:
    return _("{title}: {afterwards} (today: {today})", title=title, afterwards=afterwards, today=today)


def _decision(stage: StageResult, rubric: Rubric) -> str:
    return rubric.decisions[stage.decision].name
