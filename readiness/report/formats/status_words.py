"""How the status, the due date and the priority of an action read."""

from typing import Literal

from readiness.plan.model import PlannedAction, Status
from readiness.report.wording import day
from scoring.rubric import Priority

STATUS_NAMES: dict[Status, str] = {
    "open": "Open",
    "doing": "Doing",
    "done": "Done",
    "accepted": "Accepted risk",
}

PRIORITY_KEYS: dict[Priority, Literal["1", "2", "3"]] = {1: "1", 2: "2", 3: "3"}
"""How the rubric calls the priorities."""


def status_line(action: PlannedAction) -> str:
    """The status with the reason for it, where there is one: `Accepted risk: the post is shared with a charity`."""
    name = STATUS_NAMES[action.status]
    return f"{name}: {action.reason}" if action.reason else name


def due_line(action: PlannedAction) -> str:
    """The day by which it is due: `4 January 2027, late`."""
    if action.due is None:
        return "no date yet"
    return f"{day(action.due)}, late" if action.late else day(action.due)
