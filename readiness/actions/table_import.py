"""Imports a table of actions that somebody filled in: only what they changed is used. Pure.

Three things are compared for each cell: what was written, what the table says, and what is kept now.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.actions.change import find_action
from readiness.actions.import_outcome import Conflict, TableImport
from readiness.actions.made_change import MadeChange
from readiness.actions.moved_columns import moved_columns
from readiness.actions.row_changes import RowChanges
from readiness.actions.row_comparison import RowComparison
from readiness.actions.row_matching import MatchedRow, RowMatching
from readiness.actions.table_dates import DateColumn, Entry
from readiness.actions.table_file import Table
from readiness.actions.table_headings import DATES
from readiness.plan.action_record import ActionRecord
from readiness.plan.model import Plan
from readiness.report.formats.action_table import DUE
from scoring.instrument import Instrument


def import_table(record: ActionRecord, plan: Plan, table: Table, instrument: Instrument) -> TableImport:
    """Adds to a record what was changed in a table.

    Args:
        record: what was agreed before.
        plan: the plan as it is now.
        table: what was read.
        instrument: gives the codes and titles of all actions.

    Raises:
        InputFault: the table belongs to another service or assessment.
    """
    result = TableImport(record, rejected=[*table.faults])
    rows = RowMatching(plan, table, instrument, result).rows()
    _Importer(plan, table, instrument, result).take_over(rows)
    return result


class _Importer:
    """The import of one table's rows."""

    def __init__(self, plan: Plan, table: Table, instrument: Instrument, result: TableImport) -> None:
        self._plan, self._table, self._result = plan, table, result
        self._codes = instrument.questionnaire.codes
        self._suggested = frozenset(
            action.owner for criterion in instrument.rubric.by_question.values() for _level, action in criterion.actions
        )

    def take_over(self, rows: Sequence[MatchedRow]) -> None:
        dates = self._dates(rows)
        compared = [(matched, self._compared(matched, dates)) for matched in rows]
        moved = moved_columns(rows, dates, self._table.letters)
        for column in moved:
            what = _("the column '{column}' was sorted on its own, so nothing in it is used", column=column)
            self._result.rejected.append(
                Fault("", what, _("Undo the sorting, then run the same command to read the table again"))
            )
        for matched, changes in compared:
            if changes is not None:
                self._take(matched, changes, moved)
        if dates.said:
            self._result.notes.append(dates.said)

    def _dates(self, rows: Sequence[MatchedRow]) -> DateColumn:
        """The dates of the table, including rows that are left out, as they show the order of day and month."""
        written = {matched.row.number: matched.remembered.memory for matched in rows}
        entries = []
        for row in self._table.rows:
            memory = written.get(row.number)
            for column in DATES:
                text = row.cells.get(column, "")
                if isinstance(text, str) and text:
                    entries.append(Entry(row.number, text, memory.due if memory and column == DUE else None))
        return DateColumn(entries)

    def _compared(self, matched: MatchedRow, dates: DateColumn) -> RowChanges | None:
        """What was changed in a row; none if it is refused."""
        question, memory = matched.question, matched.remembered.memory
        try:
            action = next((action for action in self._plan.actions if action.question == question), None)
            found = RowComparison(
                matched.row, action, matched.remembered, self._table, dates, self._result.record, self._suggested
            ).changes()
            if not (found.change or found.conflicts):
                return found
            action = find_action(self._plan, question, self._codes)
            if memory and memory.level != action.level:
                what = _(
                    "the question has been answered again since the table was made, and now has a different action"
                )
                raise InputFault(Fault(question, what, _("Make a new table, and enter your change there")))
        except InputFault as fault:
            code = self._codes[question]
            inside = [
                replace(each, where=code) if each.where == question else each.within(code) for each in fault.faults
            ]
            self._result.refuse(matched.row.number, InputFault(inside))
            return None
        return found

    def _take(self, matched: MatchedRow, found: RowChanges, moved: Collection[str]) -> None:
        """Uses what was changed in a row, unless somebody has to decide."""
        result = self._result
        if not (found.change or found.conflicts):
            result.unchanged += 1
            return
        for column in moved:
            found = found.without(column)
        if not (found.change or found.conflicts):
            result.refused += 1
            return
        action = find_action(self._plan, matched.question, self._codes)
        if found.conflicts:
            conflict = Conflict(
                matched.row.number, matched.question, action.code, action.title, found.change, found.conflicts
            )
            result.conflicts.append(conflict)
            return
        try:
            made = MadeChange.of(result.record, action, found.change)
        except InputFault as fault:
            result.refuse(matched.row.number, fault)
            return
        result.record = made.record
        result.changed += found.changed
        result.cleared += bool(found.cleared)
        result.taken.append(made.line(self._plan.as_of))
