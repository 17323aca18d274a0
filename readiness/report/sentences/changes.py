"""What has changed since the last plan."""

from collections.abc import Sequence
from typing import Final

from questionnaires.language import _, ngettext
from readiness.plan.model import ActionTitle, SinceLastPlan
from readiness.report.sentences.actions import action_name
from readiness.report.wording import score
from scoring.rubric import Rubric

NOTHING_CHANGED: Final = _("Nothing has changed.")
OTHER_QUESTIONS: Final = _(
    "One of the two plans covers only the essentials and the other covers all the questions, so "
    "decisions and scores are not compared.",
)
_MOST_NEW_NAMED: Final = 5
"""How many new actions are named; the others are counted."""
_MANY_NEW: Final = 8
"""With more new actions than this, naming some of them says little: they are all in the plan's own list."""


def by_kind(since: SinceLastPlan, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores."""
    actions = {_("Done"): since.done, _("Risk accepted"): since.accepted, _("Overdue"): since.overdue}
    found = {kind: tuple(map(action_name, titles)) for kind, titles in actions.items() if titles}
    if since.new:
        found[_("New")] = _new(since.new)
    names = rubric.decisions
    moved = [
        _(
            "{title}: was “{before}”, now “{after}”",
            title=it.title,
            before=names[it.before].name,
            after=names[it.after].name,
        )
        for it in since.stages
    ]
    moved += [
        _("{title}: was {before}, now {after}", title=it.title, before=score(it.before), after=score(it.after))
        for it in since.domains
    ]
    return {**found, _("Changed"): tuple(moved)} if moved else found


def _new(titles: Sequence[ActionTitle]) -> tuple[str, ...]:
    """The new actions: by name, or the first of them and how many more there are, or how many there are."""
    if len(titles) > _MANY_NEW:
        return (ngettext("{n} action", "{n} actions", len(titles)),)
    more = len(titles) - _MOST_NEW_NAMED
    return (
        *map(action_name, titles[:_MOST_NEW_NAMED]),
        *([ngettext("and {n} more", "and {n} more", more)] if more > 0 else []),
    )
