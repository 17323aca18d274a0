"""What has changed since the last plan."""

from collections.abc import Sequence
from typing import Final

from readiness.plan.model import ActionTitle, SinceLastPlan
from readiness.report.sentences.actions import action_name
from readiness.report.wording import score
from scoring.rubric import Rubric

NOTHING_CHANGED: Final = "Nothing has changed."
OTHER_QUESTIONS: Final = (
    "One of the two plans covers only the essential questions and the other covers all of them, so decisions and scores"
    " are not compared."
)
_MOST_NEW_NAMED: Final = 5
"""How many new actions are named; the others are counted."""
_MANY_NEW: Final = 8
"""With more new actions than this, naming some of them says little: they are all in the plan's own list."""


def by_kind(since: SinceLastPlan, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores."""
    actions = {"Done": since.done, "Risk accepted": since.accepted, "Overdue": since.overdue}
    found = {kind: tuple(map(action_name, titles)) for kind, titles in actions.items() if titles}
    if since.new:
        found["New"] = _new(since.new)
    names = rubric.decisions
    moved = [f"{it.title}: {names[it.before].name} then, {names[it.after].name} now" for it in since.stages]
    moved += [f"{it.title}: {score(it.before)} then, {score(it.after)} now" for it in since.domains]
    return {**found, "Changed": tuple(moved)} if moved else found


def _new(titles: Sequence[ActionTitle]) -> tuple[str, ...]:
    """The new actions: by name, or the first of them and how many more there are, or how many there are."""
    if len(titles) > _MANY_NEW:
        return (f"{len(titles)} actions",)
    more = len(titles) - _MOST_NEW_NAMED
    return (*map(action_name, titles[:_MOST_NEW_NAMED]), *([f"and {more} more"] if more > 0 else []))
