"""The list that `readiness actions` prints: who does what by when, and the status of each action."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from questionnaires.language import _, ngettext
from readiness.plan.model import Plan, PlannedAction, Status
from readiness.report.sentences.actions import (
    NOTHING_TO_DO,
    PRIORITY_KEYS,
    action_name,
    due_line,
    status_line,
)
from readiness.report.sentences.headings import TO_STRENGTHEN
from readiness.text import capital, one_line, shorten
from scoring.instrument import Instrument

_STRENGTHEN = 3
"""The priority of actions about what is in place already."""


def in_groups(plan: Plan, instrument: Instrument) -> list[tuple[str, list[PlannedAction]]]:
    """The actions in the order of the plan's pages: by stage and priority, then what is worth strengthening.

    Returns:
        Groups of actions, each with its heading.
    """
    stages = {stage.id: stage.title for stage in plan.stages}
    names = instrument.rubric.priorities
    to_put_in_place = [action for action in plan.actions if action.priority < _STRENGTHEN]
    groups = [
        (f"{stages[stage]}: {names[PRIORITY_KEYS[priority]].name}", list(actions))
        for (stage, priority), actions in groupby(to_put_in_place, lambda action: (action.stage, action.priority))
    ]
    strengthen = [action for action in plan.actions if action.priority == _STRENGTHEN]
    return [*groups, (TO_STRENGTHEN, strengthen)] if strengthen else groups


def list_lines(plan: Plan, instrument: Instrument, width: int | None = None) -> Iterator[str]:
    """The actions in their groups, each with its code, owner, due date and status, and a last line that counts them.

    Args:
        plan: the plan.
        instrument: gives the names of the priorities.
        width: the most columns of a line; without it lines are as long as their text.
    """
    for heading, actions in in_groups(plan, instrument):
        yield from _wrap(heading.upper(), "", width)
        for action in actions:
            yield from _lines(action, width)
        yield ""
    yield from _wrap(count_line(plan), "", width)


def count_line(plan: Plan) -> str:
    """How many actions have each status and how many are overdue: such as `46 actions: 44 open, 2 done.`."""
    if not plan.actions:
        return NOTHING_TO_DO
    statuses = Counter(action.status for action in plan.actions)
    counts: dict[Status, str] = {
        "open": ngettext("{n} open", "{n} open", statuses["open"]),
        "doing": ngettext("{n} under way", "{n} under way", statuses["doing"]),
        "done": ngettext("{n} done", "{n} done", statuses["done"]),
        "accepted": ngettext("{n} accepted risk", "{n} accepted risks", statuses["accepted"]),
    }
    total = ngettext(
        "{n} action: {counts}.",
        "{n} actions: {counts}.",
        len(plan.actions),
        counts=", ".join(words for status, words in counts.items() if statuses[status]),
    )
    if not (overdue := sum(action.overdue for action in plan.actions)):
        return total
    late = ngettext("{n} action is overdue.", "{n} actions are overdue.", overdue)
    return f"{total} {late}"


def _lines(action: PlannedAction, width: int | None) -> Iterator[str]:
    indent = " " * (len(action.code) + 1)
    yield from _wrap(action_name(action), "", width, indent)
    who_and_when = _(
        "{owner}. Due: {date}. {status}.",
        owner=capital(shorten(action.owner, 120)),
        date=due_line(action),
        status=one_line(status_line(action)),
    )
    yield from _wrap(who_and_when, indent, width, indent)


def _wrap(text: str, indent: str, width: int | None, further: str = "") -> list[str]:
    lines = [f"{indent}{text}"]
    if width is not None:
        lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
