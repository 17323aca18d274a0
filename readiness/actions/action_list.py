"""The list that `readiness actions` prints: who does what by when, and how far it has come."""

from collections import Counter
from collections.abc import Iterator

from readiness.plan.model import Plan, PlannedAction
from readiness.report.sentences import NOTHING_TO_DO, PRIORITY_KEYS, STATUS_NAMES, action_name, due_line, status_line
from readiness.text import capital, one_line, shorten
from scoring.instrument import Instrument


def list_lines(plan: Plan, instrument: Instrument) -> Iterator[str]:
    """The actions stage by stage, each on three lines, and a last line that counts them."""
    for stage in plan.stages:
        actions = [action for action in plan.actions if action.stage == stage.id]
        if actions:
            yield stage.title.upper()
            for action in actions:
                yield from _lines(action, instrument)
            yield ""
    yield count_line(plan)


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


def _lines(action: PlannedAction, instrument: Instrument) -> Iterator[str]:
    priority = instrument.rubric.priorities[PRIORITY_KEYS[action.priority]].name
    yield f"{action.question}: {action_name(action)}"
    yield f"  {priority}. {capital(shorten(action.owner, 120))}. Due: {one_line(due_line(action))}."
    yield f"  {one_line(status_line(action))}"
