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
WHO_IS_ASKED: Final = _("From the managers of these owners, for these actions")
"""The heading of the lines: who is asked for something, and for what."""
_NAMED_ON_PAPER = 3
"""How many actions get their topics in a line on paper, so that the first page stays one page; others have codes. One
fewer where the page also says what has changed."""
_CODES_ON_PAPER = 7
"""How many codes of the others are listed there if there are many; the rest are counted."""


def by_kind(
    plan: Plan, questionnaire: Questionnaire, *, paper: bool = False
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the owners of scheduled actions need from their managers: for each kind, a line for each owner.

    A line is such as `Service manager: LE4 (a written project plan), RE5 (...), WE7 and TR8`.

    Args:
        plan: what the plan says.
        questionnaire: gives the topics.
        paper: whether only the first actions of a line get their topics, and each action only once.
    """
    by_question = {action.question: action for action in plan.actions}
    scheduled = [by_question[question] for question in plan.schedule.order]
    found: dict[Ask, dict[str, list[PlannedAction]]] = {}
    owners: dict[str, str] = {}
    for action in scheduled:
        role = role_of(action.owner)
        owner = owners.setdefault(owner_key(role), role)
        for ask in action.asks:
            found.setdefault(ask, {}).setdefault(owner, []).append(action)
    most = _NAMED_ON_PAPER - 1 if plan.since else _NAMED_ON_PAPER
    lines: dict[str, list[str]] = {}
    given: set[str] = set()
    for ask, name in ASK_NAMES.items():
        for owner, actions in found.get(ask, {}).items():
            shown, named = len(actions), actions
            if paper:
                shown = most + _CODES_ON_PAPER
                named = [action for action in actions[:shown] if action.code not in given][:most]
                given |= {action.code for action in named}
            texts = [_with_topic(action, questionnaire) if action in named else action.code for action in actions]
            line = _("{owner}: {actions}", owner=capital(owner), actions=listed(texts, shown))
            lines.setdefault(name, []).append(line)
    return tuple((name, tuple(texts)) for name, texts in lines.items())


def _with_topic(action: PlannedAction, questionnaire: Questionnaire) -> str:
    """`LE4 (a written project plan)`."""
    return _("{code} ({topic})", code=action.code, topic=questionnaire.questions[action.question].topic)
