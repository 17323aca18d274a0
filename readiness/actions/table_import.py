"""Importing a table of actions that somebody filled in: only what they changed is taken over. Pure.

Three things are compared for each cell: what was written, what the table says, and what is kept now.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from questionnaires.explain import near, shown
from questionnaires.faults import Fault, InputFault
from readiness.actions.change import AS_PLANNED, Change, apply_change, find_action, question_of
from readiness.actions.row_comparison import FieldConflict, RowComparison, compare_row
from readiness.actions.table_dates import DateColumn, Entry
from readiness.actions.table_file import Table, TableRow
from readiness.actions.table_memory import Remembered, remembered
from readiness.dates import in_words
from readiness.plan.action_record import ActionRecord
from readiness.plan.model import Plan
from readiness.report.formats.action_table import (
    ACTION,
    AS_WRITTEN,
    CODE,
    DUE,
    ID,
    NEEDED_BY,
    OWNER,
    REASON,
    SERVICE,
    START,
    STATUS,
)  # fmt: skip
from readiness.report.formats.row_memory import title_sum
from readiness.report.sentences.actions import STATUS_NAMES
from scoring.instrument import Instrument

_LEVELS: Final = range(3)
"""Those for which there are actions: all below the highest."""
_FEWEST_MOVED: Final = 2
"""Changed cells of a column from which it is looked at whether the column was sorted without the others."""
_MANY: Final = 6
"""Changed cells from which some of them may be other changes."""


@dataclass(frozen=True)
class Conflict:
    """A row that says something else than what is kept, where that was changed since the table was written."""

    row: int
    question: str
    code: str
    title: str
    agreed: Change
    """What else was changed in the row."""
    fields: tuple[FieldConflict, ...]

    def change(self, taken: Collection[str]) -> Change:
        """The change that takes over the named fields from the table, and all that is not in conflict."""
        change = self.agreed
        for conflict in self.fields:
            if conflict.column in taken:
                change = replace(change, **conflict.change)
        return change

    def fault(self) -> Fault:
        """Why nothing of the row was changed."""
        what = "; ".join(conflict.sentence for conflict in self.fields)
        return Fault(
            f"row {self.row}: {self.code}", what, f"Run it in a terminal, which asks, or use --set {self.code}"
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
    return _Importer(record, plan, table, instrument).run()


class _Importer:
    """Imports one table."""

    def __init__(self, record: ActionRecord, plan: Plan, table: Table, instrument: Instrument) -> None:
        self._plan, self._table = plan, table
        self._codes = instrument.questionnaire.codes
        every = [
            (question, criterion.actions[level])
            for question, criterion in instrument.rubric.by_question.items()
            for level in _LEVELS
        ]
        self._suggested = frozenset(action.owner for _, action in every)
        self._titles = {title_sum(action.title): question for question, action in every}
        self._result = TableImport(record, rejected=[*table.faults])

    def run(self) -> TableImport:
        result = self._result
        named = [(row, self._named(row)) for row in self._table.rows]
        rows = [(row, question) for row, question in named if question is not None]
        memories = {row.number: remembered(row, question) for row, question in rows}
        self._check_identity(memories.values())
        self._titles |= {it.memory.title: it.memory.question for it in memories.values() if it.is_sure and it.memory}
        rows = [*self._consistent(rows, memories)]
        rows = [*self._single(rows)]
        dates = self._dates(rows, memories)
        compared = {row.number: self._compared(row, question, memories[row.number], dates) for row, question in rows}
        alone = self._sorted_alone(compared.values())
        for row, question in rows:
            if (comparison := compared[row.number]) is not None:
                self._take(row, question, comparison, alone)
        if dates.said:
            result.notes.append(dates.said)
        present = {question for _, question in named}
        result.missing = tuple(action.code for action in self._plan.actions if action.question not in present)
        return result

    def _refuse(self, row: TableRow, faults: InputFault | Fault) -> None:
        fault = faults if isinstance(faults, InputFault) else InputFault(faults)
        self._result.rejected += fault.within(f"row {row.number}").faults
        self._result.refused += 1

    def _named(self, row: TableRow) -> str | None:
        """The question that a row is about, by its Id or its code; none where it is refused."""
        try:
            name = row.text(ID) or row.text(CODE)
            if not name:
                raise InputFault(Fault(ID, "it is empty, so nobody can say which action is meant", "Put it back"))
            question = question_of(name, self._codes)
            if question not in self._codes:
                remedy = near(name, [*self._codes, *self._codes.values()])
                raise InputFault(Fault(name, "the plan has no such action", remedy))
        except InputFault as fault:
            self._refuse(row, fault)
            return None
        return question

    def _check_identity(self, memories: Iterable[Remembered]) -> None:
        """Refuses a table that was written for other answers."""
        marks = {it.memory.identity for it in memories if it.is_sure and it.memory and it.memory.identity}
        if not marks or self._plan.identity is None or self._plan.identity in marks:
            return
        about = next((text for row in self._table.rows if isinstance(text := row.cells.get(SERVICE), str) and text), "")
        what = f"it belongs to another service or assessment{f': {shown(about)}' if about else ''}"
        raise InputFault(Fault("", what, "Read it with the answer file that it was made from"))

    def _consistent(
        self, rows: Iterable[tuple[TableRow, str]], memories: Mapping[int, Remembered]
    ) -> Iterator[tuple[TableRow, str]]:
        """The rows whose Id, code, action and memory belong together; the others are refused."""
        undo = "Undo the sorting or moving of that column alone, or make the table again"
        for row, question in rows:
            it = memories[row.number]
            code, title = (text if isinstance(text := row.cells.get(column), str) else "" for column in (CODE, ACTION))
            others = {
                f"the {CODE} {code}": question_of(code, self._codes) if code else None,
                f"the action {shown(title)}": self._titles.get(title_sum(title)) if title else None,
                f"the column '{AS_WRITTEN}'": it.memory.question if it.is_sure and it.memory else None,
            }
            strange = [what for what, other in others.items() if other not in (None, question) and other in self._codes]
            if strange:
                what = f"{' and '.join(strange)} of this row belong{'s' if len(strange) == 1 else ''} to another action"
                self._refuse(row, Fault(question, what, undo))
            elif (
                it.is_sure
                and it.memory
                and self._plan.identity
                and it.memory.identity
                not in (
                    None,
                    self._plan.identity,
                )
            ):
                what = "the row belongs to another service or assessment"
                self._refuse(row, Fault(question, what, "Remove it from this table"))
            else:
                yield row, question

    def _single(self, rows: Iterable[tuple[TableRow, str]]) -> Iterator[tuple[TableRow, str]]:
        """The rows whose action no other row is about; of rows that say the same, the first."""
        listed = [*rows]
        by_question: dict[str, list[TableRow]] = {}
        for row, question in listed:
            by_question.setdefault(question, []).append(row)
        for row, question in listed:
            same = by_question[question]
            contents = {tuple(str(it.cells.get(column, "")) for column in (OWNER, DUE, STATUS, REASON)) for it in same}
            if len(contents) > 1:
                others = ", ".join(f"row {it.number}" for it in same if it is not row)
                what = f"another row is about the same action and says something else ({others})"
                self._refuse(row, Fault(question, what, "Keep one of them"))
            elif row is same[0]:
                yield row, question
            else:
                self._result.unchanged += 1
                self._result.notes.append(f"Row {row.number} repeats row {same[0].number}.")

    def _dates(self, rows: Iterable[tuple[TableRow, str]], memories: Mapping[int, Remembered]) -> DateColumn:
        written = {row.number: memories[row.number].memory for row, _ in rows}
        entries = []
        for row in self._table.rows:
            memory = written.get(row.number)
            for column in (DUE, START, NEEDED_BY):
                text = row.cells.get(column, "")
                if isinstance(text, str) and text:
                    entries.append(Entry(row.number, text, memory.due if memory and column == DUE else None))
        return DateColumn(entries)

    def _compared(self, row: TableRow, question: str, it: Remembered, dates: DateColumn) -> RowComparison | None:
        try:
            action = next((action for action in self._plan.actions if action.question == question), None)
            found = compare_row(row, action, it, self._table, dates, self._result.record, self._suggested)
            if not (found.change or found.conflicts):
                return found
            action = find_action(self._plan, question, self._codes)
            if it.memory and it.memory.level != action.level:
                what = "the question was answered again since the table was made, so this is another action now"
                raise InputFault(Fault(question, what, "Make the table again, and change it there"))
        except InputFault as fault:
            inside = fault if all(each.where == question for each in fault.faults) else fault.within(question)
            self._refuse(row, inside)
            return None
        return found

    def _sorted_alone(self, compared: Iterable[RowComparison | None]) -> set[str]:
        """The columns that were sorted without the others: they have the same cells as before, in another order."""
        found = set()
        rows = [it for it in compared if it]
        for column in (OWNER, DUE, STATUS, REASON):
            values = [it.values[column] for it in rows if column in it.values]
            if values and _is_moved(values, anywhere=column in (OWNER, REASON)):
                found.add(column)
                what = f"the column '{column}' was sorted without the others, so nothing is taken over from it"
                self._result.rejected.append(Fault("", what, "Undo the sorting, and read the table again"))
        return found

    def _take(self, row: TableRow, question: str, found: RowComparison, alone: set[str]) -> None:
        """Takes over what was changed in a row, unless somebody has to decide."""
        result = self._result
        if not (found.change or found.conflicts):
            result.unchanged += 1
            return
        for column in alone:
            found = found.without(column)
        if not (found.change or found.conflicts):
            result.refused += 1
            return
        action = find_action(self._plan, question, self._codes)
        if found.conflicts:
            conflict = Conflict(row.number, question, action.code, action.title, found.change, found.conflicts)
            result.conflicts.append(conflict)
            return
        try:
            result.record = apply_change(result.record, action, found.change)
        except InputFault as fault:
            self._refuse(row, fault)
            return
        result.changed += found.changed
        result.cleared += bool(found.cleared)
        result.taken.append(f"{action.code}: {in_short(found.change)}.")


def _sort_key(text: str) -> str:
    """A text as spreadsheets sort it: without letter case, accents and punctuation."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", text).casefold() if mark.isalnum())


def _is_moved(values: Sequence[tuple[str, str]], *, anywhere: bool) -> bool:
    """Whether a column was sorted without the others: it has the cells that were written in it, in another order.

    Args:
        values: what was written in each row, and what it says now.
        anywhere: whether many cells in another order are enough, even if that is not the order of a sorted column.
    """
    changed = sum(before != now for before, now in values)
    since = changed // 3 if changed >= _MANY else 0  # so many may have been changed before or after
    before, now = zip(*values, strict=True)
    if changed < _FEWEST_MOVED or (Counter(before) - Counter(now)).total() > since:
        return False
    in_order = _in_order(now)
    is_sorted = in_order >= len([text for text in now if text]) - since and in_order > _in_order(before)
    return is_sorted or (anywhere and changed >= _MANY)


def _in_order(column: Iterable[str]) -> int:
    """How many of a column's cells are in ascending or descending order, the others left out."""
    keys = [_sort_key(text) for text in column if text]
    return max(_longest_run(keys), _longest_run(keys[::-1]))


def _longest_run(keys: Iterable[str]) -> int:
    """How many of the keys are in ascending order, the others left out."""
    ends: list[str] = []
    for key in keys:
        place = bisect_right(ends, key)
        ends[place : place + 1] = [key]
    return len(ends)


def in_short(change: Change) -> str:
    """A change in words: `owner "Jo Bell", due 1 March 2027`."""
    parts = []
    if change.owner is not None:
        parts.append(f"owner {shown(change.owner)}" if change.owner else "owner cleared")
    if change.due is not None:
        parts.append("due date cleared" if change.due == AS_PLANNED else f"due {_day(change.due)}")
    if change.status is not None:
        parts.append(f"status {STATUS_NAMES[change.status].lower()}")
    if change.reason is not None:
        parts.append(f"reason {shown(change.reason)}" if change.reason else "reason cleared")
    return ", ".join(parts)


def _day(day: object) -> str:
    return in_words(day) if isinstance(day, date) else str(day)
