"""The outcome of reading a table of actions: what was used or left out, and what somebody has to decide."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from operator import itemgetter

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.actions.change import Change
from readiness.actions.row_changes import FieldConflict
from readiness.plan.action_record import ActionRecord


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
                "To choose which of the two counts, run this command in a terminal window. Or use --set {code} to "
                "change the action yourself",
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
    _rows: dict[Fault, int] = field(default_factory=dict)
    """The row that each fault is about; none for those about the whole table."""

    @property
    def nothing_new(self) -> bool:
        """Whether every row could be used, and none says anything new."""
        return not (self.changed or self.cleared or self.rejected or self.conflicts or self.missing)

    @property
    def not_used(self) -> list[Fault]:
        """Why anything was left out: first what is about the whole table, then in the order of the rows."""
        placed = [(self._rows.get(fault, 0), fault) for fault in self.rejected]
        placed += [(conflict.row, conflict.fault()) for conflict in self.conflicts]
        return [fault for _row, fault in sorted(placed, key=itemgetter(0))]

    def refuse(self, row: int, why: InputFault | Fault) -> None:
        """Leaves a row out."""
        fault = why if isinstance(why, InputFault) else InputFault(why)
        faults = fault.within(_("row {row}", row=row)).faults
        self.rejected += faults
        self._rows |= dict.fromkeys(faults, row)
        self.refused += 1
