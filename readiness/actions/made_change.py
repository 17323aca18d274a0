"""A change that was made to what was agreed about one action, and what to tell about it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from questionnaires.explain import shown
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.actions.change import AS_PLANNED, Change, apply_change
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import PlannedAction
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.text import shorten, without_full_stop

_LONGEST_REASON: Final = 80
"""How many characters of a reason are shown."""


@dataclass(frozen=True)
class MadeChange:
    """A change that was made to one action."""

    action: PlannedAction
    """The action before the change."""
    change: Change
    before: ActionAgreement | None
    """What was agreed about the action before."""
    record: ActionRecord
    """The record with the change."""

    @classmethod
    def of(cls, record: ActionRecord, action: PlannedAction, change: Change) -> "MadeChange":
        """Makes a change in a copy of a record.

        Raises:
            InputFault: the change is not valid: an accepted risk without a reason, or a text that is too long.
        """
        return cls(action, change, record.actions.get(action.question), apply_change(record, action, change))

    @property
    def in_short(self) -> str:
        """The change in words: `owner "deputy manager", due 1 March 2027, status "Doing"`."""
        return ", ".join(_in_short(self.change))

    @property
    def changes_nothing(self) -> bool:
        """Whether everything was agreed like this before."""
        before = self.before or ActionAgreement(level=self.action.level)
        return self.record.actions[self.action.question] == before.at(self.action.level)

    def also(self, today: date) -> tuple[str, ...]:
        """What follows from the change without being part of it, in sentences: that the action is overdue, for example.

        Args:
            today: the day of the plan.
        """
        return tuple(self._also(today))

    def line(self, today: date) -> str:
        """The change to the action in one line, with what follows from it."""
        return " ".join((f"{self.action.code}: {self.in_short}.", *self.also(today)))

    def _also(self, today: date) -> Iterator[str]:
        change, before, after = self.change, self.before, self.record.actions[self.action.question]
        if isinstance(change.due, date) and change.due < today and after.status in ("open", "doing"):
            yield _("That date is in the past, so the action is now overdue.")
        if before and before.level == after.level and before.reason and not after.reason and change.reason is None:
            reason = without_full_stop(shorten(before.reason, _LONGEST_REASON))
            yield _("The reason for the earlier status (“{reason}”) has been removed.", reason=reason)


def _in_short(change: Change) -> Iterator[str]:
    if change.owner is not None:
        yield _("owner {name}", name=shown(change.owner)) if change.owner else _("owner as the plan suggests")
    if change.due is not None:
        is_cleared = change.due == AS_PLANNED
        yield _("due date as the plan suggests") if is_cleared else _("due {date}", date=_day(change.due))
    if change.status is not None:
        yield _("status {name}", name=shown(STATUS_NAMES[change.status]))
    if change.reason is not None:
        reason = shown(without_full_stop(change.reason))
        yield _("reason {text}", text=reason) if change.reason else _("reason removed")


def _day(day: object) -> str:
    return long_date(day) if isinstance(day, date) else str(day)
