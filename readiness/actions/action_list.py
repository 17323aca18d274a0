"""The list that `readiness actions` prints: who does what by when, and the status of each action."""

import textwrap
from collections.abc import Iterator
from itertools import groupby

from questionnaires.language import _
from readiness.plan.model import Plan, PlannedAction
from readiness.report.sentences.actions import (
    NOTHING_TO_DO,
    PRIORITY_KEYS,
    action_name,
    counts_by_status,
    due_line,
    status_line,
)
from readiness.report.sentences.headings import TO_STRENGTHEN
from readiness.text import capital, one_line, shorten
from scoring.instrument import Instrument
from scoring.rubric import STRENGTHEN

_LONGEST_OWNER = 120
"""How many characters of an owner are shown."""


def in_groups(plan: Plan, instrument: Instrument) -> list[tuple[str, list[PlannedAction]]]:
    """The actions in the order of the plan's pages: by stage and priority, then what is worth strengthening.

    Returns:
        Groups of actions, each with its heading.
    """
    stages = {stage.id: stage.title for stage in plan.stages}
    names = instrument.rubric.priorities
    to_put_in_place = [action for action in plan.actions if action.priority < STRENGTHEN]
    groups = [
        (f"{stages[stage]}: {names[PRIORITY_KEYS[priority]].name}", list(actions))
        for (stage, priority), actions in groupby(to_put_in_place, lambda action: (action.stage, action.priority))
    ]
    strengthen = [action for action in plan.actions if action.priority == STRENGTHEN]
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
    yield from _wrap(counts_by_status(plan) if plan.actions else NOTHING_TO_DO, "", width)


def who_and_when(action: PlannedAction, status: str) -> str:
    """Whose an action is, and when it is due: `Deputy manager. Due: 1 March 2027. Open.`, with the status as given."""
    owner = capital(shorten(action.owner, _LONGEST_OWNER))
    return _("{owner}. Due: {date}. {status}.", owner=owner, date=due_line(action), status=status)


def _lines(action: PlannedAction, width: int | None) -> Iterator[str]:
    indent = " " * (len(action.code) + 1)
    yield from _wrap(action_name(action), "", width, indent)
    yield from _wrap(who_and_when(action, one_line(status_line(action))), indent, width, indent)


def _wrap(text: str, indent: str, width: int | None, further: str = "") -> list[str]:
    lines = [f"{indent}{text}"]
    if width is not None:
        lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
