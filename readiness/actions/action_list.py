"""The list that `readiness actions` prints: who does what by when, and how far it has come."""

import textwrap
from collections import Counter
from collections.abc import Iterator

from readiness.plan.model import Plan, PlannedAction
from readiness.report.sentences import NOTHING_TO_DO, PRIORITY_KEYS, STATUS_NAMES, action_name, due_line, status_line
from readiness.text import capital, one_line, shorten
from scoring.instrument import Instrument


def list_lines(plan: Plan, instrument: Instrument, width: int | None = None) -> Iterator[str]:
    """The actions stage by stage, each with its code, owner, day and status, and a last line that counts them.

    Args:
        plan: the plan.
        instrument: gives the names of the priorities.
        width: the columns that a line may take; without it lines are as long as their text.
    """
    for stage in plan.stages:
        actions = [action for action in plan.actions if action.stage == stage.id]
        if actions:
            yield stage.title.upper()
            for action in actions:
                yield from _lines(action, instrument, width)
            yield ""
    yield from _wrap(count_line(plan), "", width)


def count_line(plan: Plan) -> str:
    """How many actions have each status and how many are overdue: such as `46 actions: 44 open, 2 done.`."""
    statuses = Counter(action.status for action in plan.actions)
    parts = [f"{statuses[status]} {name.lower()}" for status, name in STATUS_NAMES.items() if statuses[status]]
    overdue = sum(action.overdue for action in plan.actions)
    total = len(plan.actions)
    if not total:
        return NOTHING_TO_DO
    text = f"{total} action{'' if total == 1 else 's'}: {', '.join(parts)}."
    return f"{text} {overdue} {'is' if overdue == 1 else 'are'} overdue." if overdue else text


def _lines(action: PlannedAction, instrument: Instrument, width: int | None) -> Iterator[str]:
    priority = instrument.rubric.priorities[PRIORITY_KEYS[action.priority]].name
    indent = " " * (len(action.code) + 1)
    yield from _wrap(action_name(action), "", width, indent)
    yield from _wrap(
        f"{priority}. {capital(shorten(action.owner, 120))}. Due: {one_line(due_line(action))}.", indent, width, indent
    )
    yield from _wrap(one_line(status_line(action)), indent, width, indent)


def _wrap(text: str, indent: str, width: int | None, further: str = "") -> list[str]:
    if width is None:
        return [f"{indent}{text}"]
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
