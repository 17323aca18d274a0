"""What the owners of actions need from their managers."""

from typing import Final

from questionnaires.language import _
from questionnaires.local_style import listed
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan, PlannedAction
from readiness.text import capital
from scoring.rubric import Ask
from scoring.schedule import owner_key, role_of

ASK_NAMES: Final[dict[Ask, str]] = {
    "decision": _("Decisions"),
    "money": _("Money"),
    "staff_time": _("Staff time"),
}
_ASKS_NAMED = 2
"""How many actions have their topics in a line of what is asked; the others only have their codes."""
_ASKS_CODES = 7
"""How many codes of the others are listed if there are many; the rest are counted."""


def by_kind(plan: Plan, questionnaire: Questionnaire) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the owners of scheduled actions need from their managers: for each kind, a line for each owner."""
    by_question = {action.question: action for action in plan.actions}
    scheduled = [by_question[question] for question in plan.schedule.order]
    found: dict[Ask, dict[str, list[PlannedAction]]] = {}
    owners: dict[str, str] = {}
    for action in scheduled:
        role = role_of(action.owner)
        owner = owners.setdefault(owner_key(role), role)
        for ask in action.asks:
            found.setdefault(ask, {}).setdefault(owner, []).append(action)
    return tuple(
        (name, tuple(_ask_line(owner, actions, questionnaire) for owner, actions in found[ask].items()))
        for ask, name in ASK_NAMES.items()
        if ask in found
    )


def _ask_line(owner: str, actions: list[PlannedAction], questionnaire: Questionnaire) -> str:
    """`Service manager: LE4 (a written project plan), RE5 (...), WE7 and TR8`: the first few with their topics."""
    named = [
        _("{code} ({topic})", code=action.code, topic=questionnaire.questions[action.question].topic)
        for action in actions[:_ASKS_NAMED]
    ]
    codes = [action.code for action in actions[_ASKS_NAMED:]]
    return _("{owner}: {actions}", owner=capital(owner), actions=listed([*named, *codes], _ASKS_NAMED + _ASKS_CODES))
