"""One row of a survey: what one person answered. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from questionnaires.answers import LONGEST_TEXT, Answer, Ticked, Unknown
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question, Questionnaire
from readiness.imports.cells import fault_of, spreadsheet_error, text_of
from readiness.imports.heading_words import Kind
from readiness.imports.headings import Column
from readiness.imports.level_words import AnswerWords
from readiness.imports.moments import MomentColumn
from readiness.imports.people import (
    NO_HEADING,
    NOTE_TOO_LONG,
    NOTE_WITHOUT_ANSWER,
    STRANGE_HEADING,
    Person,
    Place,
    Unread,
    unclear_tick,
)
from readiness.imports.role_words import RoleWords
from readiness.imports.usual_words import means_ticked
from readiness.spreadsheet import column_name
from readiness.tables.workbook_file import Unusable, Value
from readiness.text import one_line, shorten

_TICK_HOW: Final = _("Write x if the item applies. Otherwise, leave the cell empty")


@dataclass(frozen=True)
class SurveyColumns:
    """The columns of a survey, and what is known of them."""

    sheet: str
    columns: Sequence[Column]
    headings: Sequence[str]
    moments: Mapping[int, MomentColumn]
    """How days are written in each column of time stamps."""
    code: str
    """The code of a question, as an example."""

    @cached_property
    def strange(self) -> Fault:
        """The fault of a cell in a column whose heading nobody knows."""
        remedy = _(
            "If the column has answers, use the question's wording or its code as the heading. If it has notes, put "
            "the code and the word 'note' in the heading, as in '{code} note'. Otherwise, you can ignore this",
            code=self.code,
        )
        return Fault("", STRANGE_HEADING, remedy)

    @cached_property
    def places(self) -> Mapping[tuple[Kind, str], Sequence[int]]:
        """The columns of each kind, and of each question."""
        found: dict[tuple[Kind, str], list[int]] = {}
        for place, column in enumerate(self.columns):
            found.setdefault((column.kind, column.question), []).append(place)
        return found


class SurveyRows:
    """Reads the rows of a survey."""

    def __init__(self, questionnaire: Questionnaire, words: AnswerWords, columns: SurveyColumns) -> None:
        """Prepares for the columns of one survey.

        Args:
            questionnaire: what was asked.
            words: reads answers.
            columns: which column holds what.
        """
        self._questions = questionnaire.questions
        self._roles = RoleWords(questionnaire)
        self._words, self._columns = words, columns

    def read(self, number: int, row: Sequence[Value]) -> Person:
        """What one row says.

        Args:
            number: the row, as a spreadsheet counts.
            row: its cells.
        """
        return _Row(self._questions, self._roles, self._words, self._columns, number, row).person()


@dataclass(frozen=True)
class _Row:
    questions: Mapping[str, Question]
    roles: RoleWords
    words: AnswerWords
    columns: SurveyColumns
    number: int
    row: Sequence[Value]
    unread: list[Unread] = field(default_factory=list)

    def person(self) -> Person:
        answers = {
            question.id: answer
            for question in self.questions.values()
            if (answer := self._with_note(question, self._answer(question))) is not None
        }
        for place in [*self._places(Kind.UNKNOWN), *range(len(self.columns.columns), len(self.row))]:
            self._not_read(place, self.columns.strange if self._heading(place) else NO_HEADING)
        return Person(
            Place(self.columns.sheet, self.number),
            answers,
            roles=self._role(),
            code=self._detail(Kind.PERSON),
            record=self._detail(Kind.RECORD),
            service=self._detail(Kind.SERVICE),
            organisation=self._detail(Kind.ORGANISATION),
            service_code=self._detail(Kind.SERVICE_CODE),
            started=self._moment(Kind.STARTED),
            finished=self._moment(Kind.FINISHED),
            unread=tuple(self.unread),
        )

    def _answer(self, question: Question) -> Answer | None:
        """The answer to a question, from all columns that it has; none if it is open, unclear or contradictory."""
        places = self._places(Kind.ANSWER, question.id)
        found: dict[int, Answer] = {}
        for place in places:
            if (answer := self._whole(place, question)) is not None:
                found[place] = answer
        items = self._places(Kind.ITEM, question.id)
        others = [*self._places(Kind.NONE_OF_THEM, question.id), *self._places(Kind.NOT_KNOWN, question.id)]
        if isinstance(question, ChecklistQuestion) and (items or others):
            ticks = self._ticks(question, items)
            for place in others:
                if self._tick(place):
                    not_known = self.columns.columns[place].kind is Kind.NOT_KNOWN
                    found[place] = Unknown() if not_known else Ticked(ticked=())
            if ticks is not None and (ticks.ticked or not found):
                found[items[0]] = ticks
        if len(set(found.values())) > 1:
            what = _("the columns for this question contain different answers")
            fault = Fault("", what, _("Keep the right answer and delete the others"))
            for place in found:
                self._not_read(place, fault)
            return None
        return next(iter(found.values()), None)

    def _whole(self, place: int, question: Question) -> Answer | None:
        """The answer in a cell that holds all of it."""
        if self._is_unusable(place):
            return None
        try:
            understood = self.words.understand(question, self._text(place))
        except InputFault as fault:
            self._not_read(place, fault.faults[0])
            return None
        for part in understood.not_in_list:
            what = _("{text} is not an item in this question's list", text=shown(shorten(part)))
            self._not_read(place, Fault("", what, _("Use the exact words of an item in the list")), part)
        return understood.answer

    def _ticks(self, question: ChecklistQuestion, places: Sequence[int]) -> Ticked | None:
        """The ticks in the columns of a checklist's items; none if all of them are empty."""
        ticked: dict[str, bool] = {}
        said = False
        for place in places:
            item = self.columns.columns[place].item
            is_ticked = self.words.items(question).find(self._text(place)) == item or self._tick(place)
            said = said or bool(self._text(place))
            ticked[item] = ticked.get(item, False) or bool(is_ticked)
        return self.words.items(question).ticked([item for item, there in ticked.items() if there]) if said else None

    def _tick(self, place: int) -> bool | None:
        """Whether a cell is ticked; none if that cannot be told, which is noted."""
        if self._is_unusable(place):
            return None
        ticked = means_ticked(self._text(place))
        if ticked is None:
            self._not_read(place, unclear_tick(self._text(place), _TICK_HOW))
        return ticked

    def _with_note(self, question: Question, answer: Answer | None) -> Answer | None:
        """The answer with what was noted on it; a note without an answer is noted as not read."""
        notes: list[str] = []
        for place in self._places(Kind.NOTE, question.id):
            text = self._text(place)
            if self._is_unusable(place) or not text or text in notes:
                continue
            if answer is None:
                self._not_read(place, NOTE_WITHOUT_ANSWER)
            elif len("\n".join([*notes, text])) > LONGEST_TEXT:
                self._not_read(place, NOTE_TOO_LONG)
            else:
                notes.append(text)
        if answer is None or not notes:
            return answer
        answer = answer.with_note("\n".join(notes))
        shown_to_others = [self._tick(place) for place in self._places(Kind.MAY_BE_SHOWN, question.id)]
        return answer.model_copy(update={"note_may_be_shown": True}) if any(shown_to_others) else answer

    def _role(self) -> tuple[str, ...]:
        found: list[str] = []
        for place in self._places(Kind.ROLE):
            if not self._is_unusable(place):
                roles, strange = self.roles.find(self._text(place))
                found += roles
                for part in strange:
                    what = _("{role} is not one of the roles in the questionnaire", role=shown(shorten(part)))
                    self._not_read(place, Fault("", what, self.roles.remedy), part)
        return tuple(dict.fromkeys(found))

    def _detail(self, kind: Kind) -> str:
        """The first text in the columns of a detail."""
        return next(filter(None, (one_line(self._text(place)) for place in self._places(kind))), "")

    def _moment(self, kind: Kind) -> datetime | None:
        """The last moment in the columns of a kind."""
        found = []
        for place in self._places(kind):
            if self._text(place):
                moment = self.columns.moments[place].read(self.row[place])
                found += [moment] if moment else []
                if moment is None:
                    what = _("{text} can't be read as a date and time", text=shown(shorten(self._text(place))))
                    self._not_read(place, Fault("", what, _("Write the date and time like this: 2027-03-01 10:00")))
        return max(found, default=None)

    def _places(self, kind: Kind, question: str = "") -> list[int]:
        """The columns of a kind that this row has cells in."""
        return [place for place in self.columns.places.get((kind, question), ()) if place < len(self.row)]

    def _heading(self, place: int) -> str:
        """The heading above a cell; empty if there is none, as where a row has more cells than there are headings."""
        headings = self.columns.headings
        return headings[place] if place < len(headings) else ""

    def _text(self, place: int) -> str:
        return text_of(self.row[place])

    def _is_unusable(self, place: int) -> bool:
        """Whether a cell has no text that could be an answer, which is noted."""
        fault = fault_of(self.row[place]) or spreadsheet_error(self._text(place))
        if fault:
            self._not_read(place, fault)
        return fault is not None

    def _not_read(self, place: int, fault: Fault, text: str | None = None) -> None:
        value = self.row[place]
        text = self._text(place) if text is None else text
        if text or isinstance(value, Unusable):
            columns = self.columns.columns
            question = columns[place].question if place < len(columns) else ""
            where = Place(self.columns.sheet, self.number, column_name(place), self._heading(place), question)
            self.unread.append(Unread(where, text, fault.what, fault.remedy))
