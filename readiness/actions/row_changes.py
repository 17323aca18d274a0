"""What was changed in one row of a table of actions, and which of its cells somebody has to decide on."""

from dataclasses import dataclass, field, replace
from typing import Any, Final

from questionnaires.explain import shown
from questionnaires.language import _
from readiness.actions.change import Change
from readiness.report.formats.action_table import DUE, OWNER, REASON, STATUS

FIELDS: Final = {OWNER: "owner", DUE: "due", STATUS: "status", REASON: "reason"}
"""The arguments of `Change`, by column."""


@dataclass(frozen=True)
class FieldConflict:
    """A cell that somebody has to decide on."""

    column: str
    written: str | None
    """None if the table no longer says what was written."""
    now: str
    kept: str
    change: dict[str, Any]
    """The argument of `Change` that uses the table's value."""

    @property
    def sentence(self) -> str:
        """The conflict in words, without its full stop."""
        said = {"column": self.column, "now": _named(self.now), "kept": _named(self.kept)}
        if self.written is None:
            return _(
                "{column}: this is {now} in the table and {kept} in the plan, and it isn't clear which of the two was "
                "changed",
                **said,
            )
        return _(
            "{column}: this was {before}, but is now {now} in the table and {kept} in the plan",
            **said,
            before=_named(self.written),
        )


@dataclass(frozen=True)
class RowChanges:
    """What was changed in a row."""

    change: Change = field(default_factory=Change)
    conflicts: tuple[FieldConflict, ...] = ()
    changed: bool = False
    """Whether something was changed to something else, not only cleared."""
    cleared: tuple[str, ...] = ()
    """The columns that were emptied."""

    def has(self, column: str) -> bool:
        """Whether a column is changed, cleared or in conflict."""
        return getattr(self.change, FIELDS[column]) is not None or any(it.column == column for it in self.conflicts)

    def without(self, column: str) -> "RowChanges":
        """The same row as if a column had not been changed."""
        if not self.has(column):
            return self
        change = replace(self.change, **{FIELDS[column]: None})
        cleared = tuple(name for name in self.cleared if name != column)
        others = [name for name in FIELDS if getattr(change, FIELDS[name]) is not None and name not in cleared]
        conflicts = tuple(conflict for conflict in self.conflicts if conflict.column != column)
        return replace(self, change=change, cleared=cleared, changed=bool(others), conflicts=conflicts)


def _named(text: str) -> str:
    return shown(text) if text else _("empty")
