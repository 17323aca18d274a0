"""The comparison of one row of a table: what was written, what the row says, and what is kept now. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.local_style import either, long_date
from readiness.actions.change import AS_PLANNED, Change
from readiness.actions.earlier_tables import EARLIER_OWNERS
from readiness.actions.row_changes import FIELDS, FieldConflict, RowChanges
from readiness.actions.table_dates import DateColumn, Entry, parse
from readiness.actions.table_file import Table, TableRow
from readiness.actions.table_memory import Remembered
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.model import PlannedAction, Status
from readiness.report.formats.action_table import DUE, OWNER, REASON, STATUS
from readiness.report.sentences.actions import STATUS_NAMES
from readiness.tables.table_letters import line_of


def _plain(name: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKC", name).casefold() if mark.isalnum())


_STATUSES: Final[dict[str, Status]] = {
    **{_plain(status): status for status in STATUS_NAMES},
    _plain("Accepted risk"): "accepted",
    **{_plain(name): status for status, name in STATUS_NAMES.items()},
}
"""The statuses by their names in English and in the language in use."""


def status_of(text: str) -> Status | None:
    """The status with a name; none if there is no such status."""
    return _STATUSES.get(_plain(text))


@dataclass(frozen=True)
class _Cell:
    """The comparison of one cell."""

    column: str
    value: Any
    """What `Change` takes; none if nobody changed the cell."""
    emptied: bool
    written: str | None
    now: str
    kept: str
    as_written: bool
    """Whether what is kept is what the table was written from, so that the cell may replace it."""
    same_as_kept: bool


def _together(cells: Iterable[_Cell]) -> RowChanges:
    """The changes of all cells; a cell may replace what is kept only if that is what the table was written from."""
    change: dict[str, Any] = {}
    conflicts, cleared, changed = [], [], False
    for cell in cells:
        if cell.value is None or cell.same_as_kept:
            continue
        argument = FIELDS[cell.column]
        if not cell.as_written:
            conflicts.append(FieldConflict(cell.column, cell.written, cell.now, cell.kept, {argument: cell.value}))
            continue
        change[argument] = cell.value
        if cell.emptied:
            cleared.append(cell.column)
        else:
            changed = True
    return RowChanges(Change(**change), tuple(conflicts), changed, tuple(cleared))


@dataclass(frozen=True)
class RowComparison:
    """One row of a table, and what it is compared with."""

    row: TableRow
    action: PlannedAction | None
    """The action in the plan as it is now; none if nothing is left to do about the question."""
    remembered: Remembered
    """What was written."""
    table: Table
    dates: DateColumn
    """Reads the due date."""
    record: ActionRecord
    """What is kept."""
    suggested: frozenset[str]
    """All owners that the questionnaire suggests."""

    @cached_property
    def _kept(self) -> ActionAgreement:
        return self.record.about(self.action) if self.action else ActionAgreement(level=0)

    def changes(self) -> RowChanges:
        """What was changed in the row.

        Raises:
            InputFault: a cell cannot be used.
        """
        return _together(self._cells())

    def _cells(self) -> Iterator[_Cell]:
        """The cells that the table has."""
        if OWNER in self.table.columns:
            yield self._owner()
        if DUE in self.table.columns:
            yield self._due()
        if STATUS in self.table.columns:
            yield self._status()
        if REASON in self.table.columns:
            yield self._reason()

    def _owner(self) -> _Cell:
        text, memory, kept = self.row.text(OWNER), self.remembered.memory, self._kept.owner
        shown_now = kept or (self.action.owner if self.action else "")
        if memory is None:
            changed = not self.table.letters.same(text, shown_now)
            return self._cell(OWNER, text, None, shown_now, changed=changed, as_written=False, same=not changed)
        changed = not self.table.letters.same(text, memory.owner)
        if changed and text and (parse(text) or not any(map(str.isalpha, text))):
            raise InputFault(
                Fault(
                    OWNER,
                    _("{text} can't be an owner", text=shown(text)),
                    _("Write the role of whoever owns the action, or leave the cell empty"),
                )
            )
        as_written = self._is_as_written(memory.owner if memory.owner_agreed else None, kept, memory.owner)
        if not changed and not self.remembered.is_sure and self._may_be_replaced(memory.owner):
            return self._cell(OWNER, text, None, shown_now, changed=True, as_written=False, same=False)
        same = text == line_of(kept or "")
        return self._cell(OWNER, text, memory.owner, shown_now, changed=changed, as_written=as_written, same=same)

    def _may_be_replaced(self, owner: str) -> bool:
        """Whether an owner in an older table may come from a search and replace, which changed the memory as well."""
        return owner not in self.suggested | EARLIER_OWNERS if self._kept.owner is None else owner != self._kept.owner

    def _is_as_written(self, before: object, kept: object, written: object) -> bool:
        """Whether what is kept is what was agreed when the table was written."""
        if self.remembered.is_sure:
            return _alike(before, kept)
        return kept is None or _alike(kept, written)

    def _cell(
        self, column: str, text: str, written: str | None, kept: str, *, changed: bool, as_written: bool, same: bool
    ) -> _Cell:
        """A cell of text; what somebody typed has to have the letters that they typed."""
        if changed and not same and (fault := self.table.letters.fault(text, column)):
            raise InputFault(fault)
        return _Cell(column, text if changed else None, not text, written, text, kept, as_written, same)

    def _due(self) -> _Cell:
        text, memory, kept = self.row.text(DUE), self.remembered.memory, self._kept.due
        shown_now = kept or (self.action.due if self.action else None)
        written = memory.due if memory else shown_now
        day = self.dates.read(Entry(self.row.number, text, written)) if text else None
        changed = day != written
        return _Cell(
            column=DUE,
            value=(day or AS_PLANNED) if changed else None,
            emptied=not text,
            written=_of(written) if memory else None,
            now=_of(day),
            kept=_of(shown_now),
            as_written=memory is not None
            and self._is_as_written(written if memory.due_agreed else None, kept, written),
            same_as_kept=day == kept,
        )

    def _status(self) -> _Cell:
        text = self.row.text(STATUS)
        status = status_of(text) if text else "open"
        if status is None:
            names = either(STATUS_NAMES.values())
            raise InputFault(
                Fault(
                    STATUS,
                    _("{text} is not a status", text=shown(text)),
                    _("Use one of these statuses: {names}", names=names),
                )
            )
        written = self.remembered.memory.status if self.remembered.memory else None
        kept = self._kept.status
        as_written = written is not None and (kept == written or (not self.remembered.is_sure and kept == "open"))
        changed = status != (written or kept)
        return _Cell(
            column=STATUS,
            value=status if changed else None,
            emptied=not text,
            written=STATUS_NAMES[written] if written else None,
            now=STATUS_NAMES[status],
            kept=STATUS_NAMES[kept],
            as_written=as_written,
            same_as_kept=status == kept,
        )

    def _reason(self) -> _Cell:
        text, memory, kept = self.row.text(REASON), self.remembered.memory, self._kept.reason
        same = text == line_of(kept)
        if memory is None:
            changed = not self.table.letters.same(text, kept)
            return self._cell(REASON, text, None, kept, changed=changed, as_written=False, same=not changed)
        changed = not self.table.letters.same(text, memory.reason)
        as_written = _alike(memory.reason, kept) or (not self.remembered.is_sure and not kept)
        return self._cell(REASON, text, memory.reason, kept, changed=changed, as_written=as_written, same=same)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return line_of(one) == line_of(other)
    return one == other


def _of(day: date | None) -> str:
    return long_date(day) if day else ""
