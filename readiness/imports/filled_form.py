"""A form that was filled in as a workbook: one person's answers. Its layout is in `forms/sheet_layout.py`. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from questionnaires.answers import (
    LONGEST_TEXT,
    Answer,
    Levelled,
    NotApplicable,
    Ticked,
)
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question, ScaleQuestion
from readiness.forms import sheet_layout as layout
from readiness.forms.wording import NO_REASON
from readiness.imports.cells import Grid, fault_of, text_of
from readiness.imports.form_facts import FORM_AGAIN, form_facts
from readiness.imports.level_words import AnswerWords
from readiness.imports.people import (
    NOTE_TOO_LONG,
    NOTE_WITHOUT_ANSWER,
    FormFacts,
    Person,
    Place,
    ReadFile,
    Unread,
    unclear_tick,
)
from readiness.imports.role_words import RoleWords
from readiness.imports.usual_words import means_ticked
from readiness.spreadsheet import column_name
from readiness.tables.workbook_file import Unusable, Value
from readiness.text import letters_alone, one_line, shorten
from readiness.workshop.form_definition import FormDefinition
from scoring.instrument import Instrument

_CHOICE: Final = re.compile(r"([0-3]) [^\d?]+")
"""A level as a form in another language offers it, which begins with its number."""
_ABOUT: Final = (layout.ROLE, layout.PERSON, layout.SERVICE)
"""The rows that are not about a question."""
_NEEDED: Final = (layout.QUESTION_ID, layout.ANSWER)


def is_filled_form(grids: Sequence[Grid]) -> bool:
    """Whether a workbook is a form, by the headings of its sheet of answers."""
    return any(_columns(grid) for grid in grids)


def read_filled_form(grids: Sequence[Grid], instrument: Instrument) -> ReadFile:
    """The one person whose answers are in a workbook.

    Raises:
        InputFault: it is a form for another questionnaire.
    """
    facts = form_facts(grids, instrument)
    grid, (heading, columns) = next((grid, found) for grid in grids if (found := _columns(grid)))
    rows = {
        text_of(row[columns[layout.QUESTION_ID]]): (number, row)
        for number, row in enumerate(grid.rows[heading + 1 :], heading + 2)
        if columns[layout.QUESTION_ID] < len(row)
    }
    reader = _FormReader(instrument, facts, grid.sheet, columns, rows)
    asked = frozenset(rows) & set(instrument.questionnaire.questions)
    return ReadFile((reader.person(),), facts=replace(facts, typed_service=reader.service()), asked=asked)


def _columns(grid: Grid) -> tuple[int, Mapping[str, int]] | None:
    """The row of the headings, and the columns by their headings; none if it is not the sheet of answers."""
    for place, row in enumerate(grid.rows[:30]):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            words = text_of(value)
            found |= {name: column for name, heading in layout.HEADINGS.items() if words in (heading, name)}
        if all(name in found for name in _NEEDED):
            return place, found
    return None


@dataclass
class _FormReader:
    instrument: Instrument
    facts: FormFacts
    sheet: str
    columns: Mapping[str, int]
    rows: Mapping[str, tuple[int, Sequence[Value]]]

    def __post_init__(self) -> None:
        self.unread: list[Unread] = []
        self.form = FormDefinition(self.instrument, self.facts.form)
        optional = {row.question for row in self.instrument.rubric.criteria if row.not_applicable_allowed}
        self.words = AnswerWords(self.instrument.questionnaire, frozenset(optional))
        self._is_of_other_version = self.facts.version != self.instrument.questionnaire.version

    def person(self) -> Person:
        questions = self.instrument.questionnaire.questions
        answers = {
            question.id: answer
            for question in questions.values()
            if (answer := self._with_note(question, self._answer(question))) is not None
        }
        for row in _ABOUT:
            self._is_unusable(row, layout.ANSWER)
        roles, strange = RoleWords(self.instrument.questionnaire).find(self._text(layout.ROLE, layout.ANSWER))
        for part in strange:
            what = _("{role} is not one of the roles in the questionnaire", role=shown(shorten(part)))
            self._not_read(layout.ROLE, Fault("", what, _("Choose one of the roles")))
        self._strange_rows()
        return Person(
            Place(self.sheet),
            answers,
            roles=roles,
            code=one_line(self._text(layout.PERSON, layout.ANSWER)),
            unread=tuple(self.unread),
        )

    def service(self) -> str:
        """The name of the service that was typed into the form; empty if none was, or it can't be read."""
        return one_line(self._text(layout.SERVICE, layout.ANSWER))

    def _answer(self, question: Question) -> Answer | None:
        chosen: Answer | None = None
        text = self._text(question.id, layout.ANSWER)
        if self._is_unusable(question.id, layout.ANSWER):
            return None
        if text:
            try:
                chosen = self._chosen(question, text)
            except InputFault as fault:
                self._not_read(question.id, fault.faults[0])
                return None
        if not isinstance(question, ChecklistQuestion):
            return chosen
        ticked = [*self._ticked(question)]
        if not ticked:
            return chosen
        if (chosen is None and not text) or isinstance(chosen, Ticked):
            return self.words.items(question).ticked([*ticked, *(chosen.ticked if chosen else ())])
        what = _("the answer is {answer}, but items in the list below it are ticked", answer=shown(shorten(text)))
        remedy = _("Choose '{choice}' as the answer, or remove the ticks", choice=layout.TICKED_BELOW)
        self._not_read(question.id, Fault("", what, remedy))
        return None

    def _chosen(self, question: Question, text: str) -> Answer | None:
        choices = {letters_alone(words): answer for words, answer in layout.choices(self.form, question).items()}
        if isinstance(question, ChecklistQuestion):
            choices[letters_alone(layout.TICKED_BELOW_IN_ENGLISH)] = Ticked(ticked=())
        letters = letters_alone(text)
        if letters in choices and "?" not in text:
            return choices[letters]
        if self._is_of_other_version and isinstance(question, ScaleQuestion) and (choice := _CHOICE.fullmatch(text)):
            return Levelled(level=int(choice[1]))
        understood = self.words.understand(question, text)
        for part in understood.not_in_list:
            what = _("{item} is not an item in this question's list", item=shown(shorten(part)))
            remedy = _("Choose '{choice}' in the row of each item that applies", choice=layout.YES)
            self._not_read(question.id, Fault("", what, remedy))
        return understood.answer

    def _ticked(self, question: ChecklistQuestion) -> Iterator[str]:
        for option in question.options:
            row = layout.item_id(question, option)
            if row not in self.rows or self._is_unusable(row, layout.ANSWER):
                continue
            text = self._text(row, layout.ANSWER)
            is_ticked = means_ticked(text)
            if is_ticked:
                yield option.id
            elif is_ticked is None:
                remedy = _("Choose '{choice}' if the item applies. Otherwise, leave the cell empty", choice=layout.YES)
                self._not_read(row, unclear_tick(text, remedy))

    def _with_note(self, question: Question, answer: Answer | None) -> Answer | None:
        note = self._text(question.id, layout.NOTE)
        if self._is_unusable(question.id, layout.NOTE) or not note:
            return answer
        if len(note) > LONGEST_TEXT:
            self._not_read(question.id, NOTE_TOO_LONG, layout.NOTE)
            return answer
        if answer is None:
            self._not_read(question.id, NOTE_WITHOUT_ANSWER, layout.NOTE)
            return None
        if isinstance(answer, NotApplicable) and answer.not_applicable == NO_REASON:
            return NotApplicable(not_applicable=note)
        answer = answer.with_note(note)
        may_be_shown = means_ticked(self._text(question.id, layout.MAY_BE_SHOWN))
        if may_be_shown is None:
            what = _("it isn't clear whether the note may be shown to others, so it won't be shown")
            remedy = _(
                "Choose '{choice}' if other people may see the note. Otherwise, leave the cell empty", choice=layout.YES
            )
            self._not_read(question.id, Fault("", what, remedy), layout.MAY_BE_SHOWN)
        return answer.model_copy(update={"note_may_be_shown": True}) if may_be_shown else answer

    def _strange_rows(self) -> None:
        """Notes rows with an answer whose identifier nobody knows."""
        questions = self.instrument.questionnaire.questions
        items = {
            layout.item_id(question, option)
            for question in questions.values()
            if isinstance(question, ChecklistQuestion)
            for option in question.options
        }
        for row in self.rows:
            if row not in questions and row not in items and row not in (*_ABOUT, ""):
                for column in (layout.ANSWER, layout.NOTE):
                    what = _("the questionnaire has no question {question}", question=shown(row))
                    self._not_read(row, Fault("", what, FORM_AGAIN), column)

    def _value(self, row: str, column: str) -> Value:
        _number, cells = self.rows.get(row, (0, ()))
        place = self.columns.get(column, len(cells))
        return cells[place] if place < len(cells) else None

    def _text(self, row: str, column: str) -> str:
        return text_of(self._value(row, column))

    def _is_unusable(self, row: str, column: str) -> bool:
        fault = fault_of(self._value(row, column))
        if fault:
            self._not_read(row, fault, column)
        return fault is not None

    def _not_read(self, row: str, fault: Fault, column: str = layout.ANSWER) -> None:
        text = self._text(row, column)
        if text or isinstance(self._value(row, column), Unusable):
            question = row.partition("/")[0] if row not in _ABOUT else ""
            place = Place(
                self.sheet, self.rows[row][0], column_name(self.columns[column]), layout.HEADINGS[column], question
            )
            self.unread.append(Unread(place, text, fault.what, fault.remedy))
