"""What has changed since the last plan."""

from typing import Final

from readiness.plan.model import SinceLastPlan
from readiness.report.sentences.actions import action_name
from readiness.report.wording import score
from scoring.rubric import Rubric

NOTHING_CHANGED: Final = "Nothing has changed."
OTHER_QUESTIONS: Final = (
    "One of the two plans is about the essential questions alone, the other about all of them. So decisions and scores"
    " are not compared."
)


def by_kind(since: SinceLastPlan, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores."""
    actions = {"Done": since.done, "Risk accepted": since.accepted, "Overdue": since.overdue, "New": since.new}
    found = {kind: tuple(map(action_name, titles)) for kind, titles in actions.items() if titles}
    names = rubric.decisions
    moved = [f"{it.title}: {names[it.before].name} then, {names[it.after].name} now" for it in since.stages]
    moved += [f"{it.title}: {score(it.before)} then, {score(it.after)} now" for it in since.domains]
    return {**found, "Changed": tuple(moved)} if moved else found
