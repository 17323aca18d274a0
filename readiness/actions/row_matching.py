"""Which action each row of a table is about. Uncertain rows are left out, with the reason. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from questionnaires.explain import near, shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from readiness.actions.change import question_of
from readiness.actions.import_outcome import TableImport
from readiness.actions.table_file import Table, TableRow
from readiness.actions.table_memory import Remembered, remembered
from readiness.plan.model import Plan
from readiness.report.formats.action_table import ACTION, AS_WRITTEN, CODE, DUE, ID, OWNER, REASON, SERVICE, STATUS
from readiness.report.formats.row_memory import RowMemory, title_sum
from scoring.instrument import Instrument

_LEVELS: Final = range(3)
"""Those for which there are actions: all below the highest."""


@dataclass(frozen=True)
class MatchedRow:
    """A row, the question that it is about, and what it remembers."""

    row: TableRow
    question: str
    remembered: Remembered

    @property
    def sure_memory(self) -> RowMemory | None:
        """What was written, if nobody can have changed that."""
        return self.remembered.memory if self.remembered.is_sure else None


class RowMatching:
    """Matches the rows of one table."""

    def __init__(self, plan: Plan, table: Table, instrument: Instrument, result: TableImport) -> None:
        """Prepares what rows are compared with.

        Args:
            plan: the plan as it is now.
            table: what was read.
            instrument: gives the codes and titles of all actions.
            result: what is left out is added to it.
        """
        self._plan, self._table, self._result = plan, table, result
        self._codes = instrument.questionnaire.codes
        self._names_before = instrument.questionnaire.names_before
        self._titles = {
            title_sum(criterion.actions[level].title): question
            for question, criterion in instrument.rubric.by_question.items()
            for level in _LEVELS
        }

    def rows(self) -> list[MatchedRow]:
        """The rows that are each about one action; actions without a row are noted as missing.

        Raises:
            InputFault: the table belongs to another service or assessment.
        """
        named = [(row, self._question(row)) for row in self._table.rows]
        present = {question for _row, question in named}
        self._result.missing = tuple(action.code for action in self._plan.actions if action.question not in present)
        rows = [MatchedRow(row, question, remembered(row, question)) for row, question in named if question]
        self._check_identity(rows)
        sure = [memory for matched in rows if (memory := matched.sure_memory)]
        self._titles |= {memory.title: self._today(memory.question) for memory in sure}
        return [*self._single([*self._consistent(rows)])]

    def _question(self, row: TableRow) -> str | None:
        """The question that a row is about, by its Id or its code; none if it is refused."""
        try:
            name = row.text(ID) or row.text(CODE)
            if not name:
                what = _("this cell is empty, so it isn't clear which action the row is about")
                raise InputFault(Fault(ID, what, _("Put the action's {column} back in this cell", column=ID)))
            question = self._today(question_of(name, self._codes))
            if question not in self._codes:
                remedy = near(name, [*self._codes, *self._codes.values()])
                raise InputFault(Fault(name, _("the plan has no action with this name or code"), remedy))
        except InputFault as fault:
            self._result.refuse(row.number, fault)
            return None
        return question

    def _today(self, question: str) -> str:
        """The name that a question has now; tables may have been written before it was renamed."""
        return self._names_before.get(question, question)

    def _check_identity(self, rows: Sequence[MatchedRow]) -> None:
        """Refuses a table that was written for other answers."""
        marks = {memory.identity for matched in rows if (memory := matched.sure_memory) and memory.identity}
        if not marks or self._plan.identity is None or self._plan.identity in marks:
            return
        about = next((text for row in self._table.rows if isinstance(text := row.cells.get(SERVICE), str) and text), "")
        what = (
            _("this table belongs to another service or assessment: {service}", service=shown(about))
            if about
            else _("this table belongs to another service or assessment")
        )
        raise InputFault(Fault("", what, _("Use this table with the answer file it was made from")))

    def _consistent(self, rows: Sequence[MatchedRow]) -> Iterator[MatchedRow]:
        """The rows whose Id, code, action and memory belong together, and to these answers."""
        undo = _("One column was sorted or moved without the others. Undo this in the table, or make a new table")
        for matched in rows:
            identity = matched.sure_memory.identity if matched.sure_memory else None
            if strange := self._strangers(matched):
                what = ngettext(
                    "this part of the row belongs to another action: {parts}",
                    "these parts of the row belong to another action: {parts}",
                    len(strange),
                    parts=listed(strange),
                )
                self._result.refuse(matched.row.number, Fault(self._codes[matched.question], what, undo))
            elif self._plan.identity and identity not in (None, self._plan.identity):
                what = _("this row belongs to another service or assessment")
                self._result.refuse(
                    matched.row.number, Fault(self._codes[matched.question], what, _("Remove the row from this table"))
                )
            else:
                yield matched

    def _strangers(self, matched: MatchedRow) -> list[str]:
        """The part of a row that belongs to another action than its Id, in words."""
        cells, memory = matched.row.cells, matched.sure_memory
        code, title = (text if isinstance(text := cells.get(column), str) else "" for column in (CODE, ACTION))
        others = {
            _("the code {code}", code=code): question_of(code, self._codes) if code else None,
            _("the action {title}", title=shown(title)): self._titles.get(title_sum(title)) if title else None,
            _("the column '{name}'", name=AS_WRITTEN): self._today(memory.question) if memory else None,
        }
        return [
            what for what, other in others.items() if other not in (None, matched.question) and other in self._codes
        ]

    def _single(self, rows: Sequence[MatchedRow]) -> Iterator[MatchedRow]:
        """The rows that are alone about their action; if several say the same, the first."""
        by_question: dict[str, list[TableRow]] = {}
        for matched in rows:
            by_question.setdefault(matched.question, []).append(matched.row)
        for matched in rows:
            same = by_question[matched.question]
            contents = {tuple(str(row.cells.get(name, "")) for name in (OWNER, DUE, STATUS, REASON)) for row in same}
            if len(contents) > 1:
                others = [f"{row.number}" for row in same if row is not matched.row]
                what = ngettext(
                    "row {rows} is about the same action, but its entries differ",
                    "rows {rows} are about the same action, but their entries differ",
                    len(others),
                    rows=listed(others),
                )
                self._result.refuse(
                    matched.row.number, Fault(self._codes[matched.question], what, _("Keep only one of these rows"))
                )
            elif matched.row is same[0]:
                yield matched
            else:
                self._result.unchanged += 1
                self._result.notes.append(
                    _("Row {row} repeats row {first}.", row=matched.row.number, first=same[0].number)
                )
