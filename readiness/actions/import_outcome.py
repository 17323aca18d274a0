"""The outcome of reading a table of actions: what was used or left out, and what somebody has to decide."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.actions.change import AS_PLANNED, Change
from readiness.actions.row_changes import FieldConflict
from readiness.plan.action_record import ActionRecord
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.text import without_full_stop


@dataclass(frozen=True)
class Conflict:
    """A row that contradicts what is kept, and what is kept was changed since the table was written."""

    row: int
    question: str
    code: str
    title: str
    agreed: Change
    """What else was changed in the row."""
    fields: tuple[FieldConflict, ...]

    def change(self, taken: Collection[str]) -> Change:
        """The change that uses the named fields of the table, and everything that is not in conflict."""
        change = self.agreed
        for conflict in self.fields:
            if conflict.column in taken:
                change = replace(change, **conflict.change)
        return change

    def fault(self) -> Fault:
        """Why nothing of the row was changed."""
        what = "; ".join(conflict.sentence for conflict in self.fields)
        return Fault(
            _("row {row}: {code}", row=self.row, code=self.code),
            what,
            _(
                "To choose whether the table's action or the plan's action counts, run this command in a terminal "
                "window. Or use --set {code} to change the action yourself",
                code=self.code,
            ),
        )


@dataclass
class TableImport:
    """The outcome of importing a table.

    Attributes:
        record: what is agreed now, without the rows that are in conflict.
        changed: how many rows somebody had changed.
        cleared: how many rows had something cleared; such a row may be among the changed ones, too.
        unchanged: how many rows nobody had changed, or say what is kept already.
        taken: each change in words.
        rejected: why each row or column that could not be used was left out.
        refused: how many rows were left out, without those in conflict.
        conflicts: the rows that somebody has to decide on.
        missing: the codes of the actions that have no row.
        notes: what else to tell.
    """

    record: ActionRecord
    changed: int = 0
    cleared: int = 0
    unchanged: int = 0
    taken: list[str] = field(default_factory=list)
    rejected: list[Fault] = field(default_factory=list)
    refused: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def refuse(self, row: int, why: InputFault | Fault) -> None:
        """Leaves a row out."""
        fault = why if isinstance(why, InputFault) else InputFault(why)
        self.rejected += fault.within(_("row {row}", row=row)).faults
        self.refused += 1


def in_short(change: Change) -> str:
    """A change in words: `owner "deputy manager", due 1 March 2027, status "Doing"`."""
    parts = []
    if change.owner is not None:
        parts.append(_("owner {name}", name=shown(change.owner)) if change.owner else _("owner cleared"))
    if change.due is not None:
        is_cleared = change.due == AS_PLANNED
        parts.append(_("due date cleared") if is_cleared else _("due {date}", date=_day(change.due)))
    if change.status is not None:
        parts.append(_("status {name}", name=shown(STATUS_NAMES[change.status])))
    if change.reason is not None:
        reason = shown(without_full_stop(change.reason))
        parts.append(_("reason {text}", text=reason) if change.reason else _("reason cleared"))
    return ", ".join(parts)


def _day(day: object) -> str:
    return long_date(day) if isinstance(day, date) else str(day)
