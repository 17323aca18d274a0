"""What was changed about actions elsewhere, while somebody had them in front of them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.actions.change import Change
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionRecord
from readiness.plan.model import PlannedAction

_MOST_CODES: Final = 5
"""How many actions are named."""

Parts = frozenset[str]
"""What can be changed about an action: its owner, its due date, and its status with the reason for it."""


def parts_changed(change: Change) -> Parts:
    """What a change is about."""
    asked = {
        "owner": change.owner is not None,
        "due": change.due is not None,
        "status": change.status is not None or change.reason is not None,
    }
    return frozenset(part for part, is_changed in asked.items() if is_changed)


def changed_elsewhere(before: ActionRecord, now: ActionRecord, actions: Sequence[PlannedAction]) -> dict[str, Parts]:
    """What differs between a record as it was read before and as it is now, by question.

    Args:
        before: as it was read before.
        now: as it was read again.
        actions: the actions of the plan.
    """
    found: dict[str, Parts] = {}
    for action in actions:
        old, new = before.about(action), now.about(action)
        pairs = {
            "owner": (old.owner, new.owner),
            "due": (old.due, new.due),
            "status": ((old.status, old.reason), (new.status, new.reason)),
        }
        if parts := frozenset(part for part, (was, is_now) in pairs.items() if was != is_now):
            found[action.question] = parts
    return found


def refuse(code: str) -> UsageFault:
    """The fault of a change that would replace what was changed elsewhere."""
    what = _("this has been changed elsewhere in the meantime, and you now see it as it was saved there")
    return UsageFault(Fault(code, what, _("If your change is still right, make it again")))


def in_words(elsewhere: Mapping[str, Parts], codes: Mapping[str, str]) -> str:
    """Which actions were changed elsewhere, in a sentence."""
    names = [codes[question] for question in elsewhere]
    return ngettext(
        "{codes} has been changed elsewhere in the meantime, and you now see it as it was saved there.",
        "{codes} have been changed elsewhere in the meantime, and you now see them as they were saved there.",
        len(names),
        codes=listed(names, _MOST_CODES),
    )
