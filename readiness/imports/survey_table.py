"""A survey export: one row for each person, one column for each question, found by the words of its heading. Pure."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from questionnaires.answers import Form
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from questionnaires.model import ScaleQuestion
from readiness.imports.cells import Grid, text_of, texts
from readiness.imports.heading_words import SELF_WORDS, Kind
from readiness.imports.headings import UNKNOWN, Column, Headings
from readiness.imports.identity import perhaps_of_one_person, said_of_person
from readiness.imports.level_words import AnswerWords
from readiness.imports.moments import MomentColumn
from readiness.imports.people import FormFacts, Person, Place, ReadFile, Unread
from readiness.imports.person_codes import code_as_typed
from readiness.imports.survey_row import SurveyColumns, SurveyRows
from readiness.imports.usual_words import means_ticked
from readiness.spreadsheet import column_name
from readiness.tables.workbook_file import Unusable, Value
from readiness.text import letters_alone, same_name, shorten
from scoring.instrument import Instrument

_HEADING_WITHIN: Final = 30
"""In how many rows the headings are looked for."""
_SEVERAL: Final = 2
_WITHIN_COLUMNS, _WITHIN_ROWS = 5, 200
"""Where questions are looked for that are below each other."""
_TAKEN: Final = (Kind.ANSWER, Kind.ITEM, Kind.NONE_OF_THEM, Kind.NOT_KNOWN)
"""Columns that hold answers."""
_ENOUGH_NUMBERS: Final = 10
"""From how many levels as numbers on it is odd if none of them is 0."""
LEVELS_FROM: Final = "--levels-from"


@dataclass(frozen=True)
class _Head:
    """The headings of a table."""

    place: int
    """The last row of the headings, counted from 0."""
    headings: Sequence[str]
    columns: Sequence[Column]

    @property
    def rank(self) -> tuple[int, int, int]:
        """How well they fit: the questions and columns found by their own words, then all questions."""
        taken = [column for column in self.columns if column.kind in _TAKEN]
        own = {column.question for column in taken if not column.near}
        columns = sum(column.kind in (*_TAKEN, Kind.NOTE) and not column.near for column in self.columns)
        return len(own), columns if taken else 0, len({column.question for column in taken})


class SurveyReader:
    """Reads survey exports for one questionnaire."""

    def __init__(self, instrument: Instrument, levels_from: int | None = None) -> None:
        """Prepares the words of the questionnaire.

        Args:
            instrument: what was asked, and which questions may not apply.
            levels_from: the number that the lowest level is written as; none if nobody has said it.
        """
        self._questionnaire, self._levels_from = instrument.questionnaire, levels_from
        self._essentials = {row.question for row in instrument.rubric.criteria_of("short")}
        optional = {row.question for row in instrument.rubric.criteria if row.not_applicable_allowed}
        self._words = AnswerWords(instrument.questionnaire, frozenset(optional), levels_from or 0)
        self._headings = Headings(instrument.questionnaire)
        self._code = next(iter(instrument.questionnaire.codes.values()))

    def read(self, grids: Sequence[Grid]) -> ReadFile:
        """The people in a file's tables: of several readings of a CSV file the best, of sheets all that fit.

        Raises:
            InputFault: no table has questions as its headings, or it is not clear what its numbers mean.
        """
        heads = [(grid, head) for grid in grids if (head := self._head(grid))]
        upright = [(grid, head) for grid, head in heads if not self._is_sideways(grid, head)]
        if len(upright) < len(heads) and all(head.rank[2] < _SEVERAL for _grid, head in upright):
            upright = []
        if not upright:
            what = (
                _("the questions in this file are in a column, one below the other")
                if heads
                else _("none of the column headings in this file is a question")
            )
            remedy = _(
                "Use one row for each person and one column for each question. As the heading of a column, use the "
                "question's wording or its code, such as {code}",
                code=self._code,
            )
            raise InputFault(Fault("", what, remedy))
        heads = upright
        if not grids[0].sheet:
            heads = [max(heads, key=lambda found: found[1].rank)]
        read = [self._read(grid, head, is_only=len(heads) == 1) for grid, head in heads]
        columns = (column for _grid, head in heads for column in head.columns)
        asked = frozenset(column.question for column in columns if column.kind in _TAKEN)
        return ReadFile(
            tuple(person for part in read for person in part.people),
            tuple(unread for part in read for unread in part.unread),
            tuple(notice for part in read for notice in part.notices),
            FormFacts(form=self._form(asked)),
            asked,
        )

    def _is_sideways(self, grid: Grid, head: _Head) -> bool:
        """Whether a table has more questions below each other than it has beside each other."""
        for place in range(_WITHIN_COLUMNS):
            cells = [text_of(row[place]) if place < len(row) else "" for row in grid.rows[:_WITHIN_ROWS]]
            below = {column.question for column in self._headings.read(cells, near=False) if column.kind in _TAKEN}
            if len(below) >= _SEVERAL and len(below) > head.rank[2]:
                return True
        return False

    def _form(self, asked: frozenset[str]) -> Form:
        """The form that a survey asks: the short one if it has the essentials and no other question."""
        return "short" if asked == self._essentials else "full"

    def _head(self, grid: Grid) -> _Head | None:
        """The headings of a table: the row, or the two rows, in which most questions are found."""
        for near in (False, True):
            best = max(self._possible_heads(grid, near=near), key=lambda head: head.rank, default=None)
            if best and any(best.rank):
                return _Head(best.place, best.headings, self._headings.read(best.headings))
        return None

    def _possible_heads(self, grid: Grid, *, near: bool) -> Iterator[_Head]:
        for place, row in enumerate(grid.rows[:_HEADING_WITHIN]):
            headings = [*texts(row)]
            one = _Head(place, headings, self._headings.read(headings, near=near))
            yield one
            if any(one.rank) and place + 1 < len(grid.rows) and (both := _two_rows(headings, grid.rows[place + 1])):
                yield _Head(place + 1, both, self._headings.read(both, near=near))

    def _read(self, grid: Grid, head: _Head, *, is_only: bool) -> ReadFile:
        rows = [
            (number, row)
            for number, row in enumerate(grid.rows[head.place + 1 :], head.place + 2)
            if any(text_of(cell) or isinstance(cell, Unusable) for cell in row) and not _is_heading_again(row, head)
        ]
        head = self._without_answers_left_out(head, [row for _number, row in rows])
        self._check_numbers(head, [row for _number, row in rows])
        moments = {
            place: MomentColumn(row[place] for _number, row in rows if place < len(row))
            for place, column in enumerate(head.columns)
            if column.kind in (Kind.STARTED, Kind.FINISHED)
        }
        columns = SurveyColumns(grid.sheet, head.columns, head.headings, moments, self._code)
        reader = SurveyRows(self._questionnaire, self._words, columns)
        people = tuple(reader.read(number, row) for number, row in rows)
        where = "" if is_only or not grid.sheet else _("Sheet '{sheet}'", sheet=grid.sheet) + ": "
        said = [*self._notices(grid, head, moments), *_notices_of_one_person(head, people, [row for _n, row in rows])]
        notices = (f"{where}{notice}" for notice in said)
        notices_of_numbers = self._notice_of_numbers(head, [row for _number, row in rows])
        return ReadFile(people, tuple(_unusable_headings(grid, head)), (*notices, *notices_of_numbers))

    def _without_answers_left_out(self, head: _Head, rows: Sequence[Sequence[Value]]) -> _Head:
        """The headings, of which those over answers or ticks are no names, whatever words they have."""
        question = next((it for it in self._questionnaire.questions.values() if isinstance(it, ScaleQuestion)), None)
        columns = [
            UNKNOWN if column.by_word and self._are_answers(question, _filled(rows, place)) else column
            for place, column in enumerate(head.columns)
        ]
        return replace(head, columns=columns)

    def _are_answers(self, question: ScaleQuestion | None, cells: Sequence[str]) -> bool:
        """Whether all of the cells, of which there is one, could be answers to a question, or Yes or No."""
        if all(means_ticked(cell) is not None for cell in cells):
            return bool(cells)
        try:
            return question is not None and all(self._words.understand(question, cell) for cell in cells)
        except InputFault:
            return False

    def _check_numbers(self, head: _Head, rows: Sequence[Sequence[Value]]) -> None:
        """Refuses levels that seem to be counted from 1, unless somebody has said where they begin."""
        numbers = self._numbers(head, rows)
        if self._levels_from is None and numbers[4] and not numbers[0]:
            what = _("the levels in this survey go up to 4 and none of them is 0, so the lowest level may be 1")
            lowest = self._questionnaire.levels[0].name
            remedy = _(
                "If 1 means '{lowest}', add {option} 1. If it doesn't, add {option} 0",
                option=LEVELS_FROM,
                lowest=lowest,
            )
            raise InputFault(Fault("", what, remedy))

    def _notice_of_numbers(self, head: _Head, rows: Sequence[Sequence[Value]]) -> Iterator[str]:
        numbers = self._numbers(head, rows)
        if self._levels_from is None and numbers.total() >= _ENOUGH_NUMBERS and not numbers[0]:
            lowest = self._questionnaire.levels[0].name
            yield _(
                "None of the levels is written as 0. If 1 means '{lowest}' in this survey, import it with {option} 1.",
                lowest=lowest,
                option=LEVELS_FROM,
            )

    def _numbers(self, head: _Head, rows: Sequence[Sequence[Value]]) -> Counter[int]:
        """How often each number is in the columns of levels."""
        scales = [
            place
            for place, column in enumerate(head.columns)
            if column.kind is Kind.ANSWER and isinstance(self._questionnaire.questions[column.question], ScaleQuestion)
        ]
        cells = (text_of(row[place]) for row in rows for place in scales if place < len(row))
        return Counter(int(text) for text in cells if text.isdecimal() and len(text) < 3)

    def _notices(self, grid: Grid, head: _Head, moments: dict[int, MomentColumn]) -> Iterator[str]:
        for place, column in enumerate(head.columns):
            if column.near:
                text = self._questionnaire.questions[column.question].text
                heading = shown(shorten(head.headings[place]))
                yield _(
                    "Column {column} ({heading}) was read as {question} ({text})",
                    column=column_name(place),
                    heading=heading,
                    question=column.question,
                    text=shown(shorten(text)),
                )
        left_out = [place for place, column in enumerate(head.columns) if column.kind in (Kind.LEFT_OUT, Kind.WHO)]
        if left_out:
            columns = [f"{column_name(place)} ({shorten(head.headings[place], 30)})" for place in left_out]
            yield ngettext(
                "This column was left out, because it could identify someone: {columns}.",
                "These columns were left out, because they could identify someone: {columns}.",
                len(columns),
                columns=listed(columns, len(columns)),
            )
        for place, moment in moments.items():
            if moment.is_mixed:
                letters = column_name(place)
                yield _("In column {column}, some dates have the day first and others the month.", column=letters)
        yield from self._notices_of_items(head)
        if not grid.certain:
            yield _("Letters such as é may have been read wrongly, so please check that the notes look right.")

    def _notices_of_items(self, head: _Head) -> Iterator[str]:
        """Checklists of which only some items have a column."""
        found: dict[str, set[str]] = {}
        for column in head.columns:
            if column.kind is Kind.ITEM:
                found.setdefault(column.question, set()).add(column.item)
        for question, items in found.items():
            options = getattr(self._questionnaire.questions[question], "options", ())
            missing = [option.id for option in options if option.id not in items]
            if missing:
                yield ngettext(
                    "There is no column for {items} of {question}, so it counts as not ticked.",
                    "There are no columns for these items of {question}, so they count as not ticked: {items}.",
                    len(missing),
                    question=question,
                    items=listed(missing, len(missing)),
                )


def _notices_of_one_person(head: _Head, people: Sequence[Person], rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """Which rows may be one person's by their names or addresses. Whoever has a code is told apart by it."""
    places = [place for place, column in enumerate(head.columns) if column.kind is Kind.WHO]
    said = [
        [f"{same_name(person.service)} {each}" for each in said_of_person(_cells(row, places))]
        if not code_as_typed(person.code)
        else []
        for person, row in zip(people, rows, strict=True)
    ]
    for group in perhaps_of_one_person(said):
        yield _(
            "These rows may be from one person, because they have the same name or email address: {rows}. If they are, "
            "keep only the answer file of the newest row, and delete the others.",
            rows=listed([people[place].place.number for place in group], len(group)),
        )


def _cells(row: Sequence[Value], places: Iterable[int]) -> list[str]:
    return [text_of(row[place]) for place in places if place < len(row)]


def _filled(rows: Sequence[Sequence[Value]], place: int) -> list[str]:
    return [text for row in rows if place < len(row) and (text := text_of(row[place]))]


def _two_rows(headings: Sequence[str], below: Sequence[Value]) -> list[str] | None:
    """Headings that take two rows: a question with its items below it, over columns without a heading of their own."""
    under = [text_of(cell) for cell in below]
    joined: list[str] = []
    last = ""
    for place in range(max(len(headings), len(under))):
        heading = headings[place] if place < len(headings) else ""
        part = under[place] if place < len(under) else ""
        last = heading or (last if part else "")
        plain = letters_alone(part) in SELF_WORDS
        joined.append(last if plain or not last else f"{last} [{part}]")
    return joined if joined != [*headings] else None


def _is_heading_again(row: Sequence[Value], head: _Head) -> bool:
    """Whether a row only repeats the headings, or says how a survey program calls its columns, such as *Response*."""
    cells = [text_of(cell) for cell in row]
    filled = [(cell, heading) for cell, heading in zip(cells, head.headings, strict=False) if letters_alone(cell)]
    if sum(cell == heading or letters_alone(cell) in SELF_WORDS for cell, heading in filled) * 2 > len(filled):
        return True
    return bool(filled) and all(_is_import_id(cell) for cell, _heading in filled)


def _is_import_id(cell: str) -> bool:
    try:
        return isinstance(json.loads(cell), dict)
    except ValueError:
        return False


def _unusable_headings(grid: Grid, head: _Head) -> Iterator[Unread]:
    """The headings that cannot be read."""
    for place, value in enumerate(grid.rows[head.place]):
        if isinstance(value, Unusable):
            where = Place(grid.sheet, head.place + 1, column_name(place))
            yield Unread(where, "", _("the heading can't be read: {reason}", reason=value.what), value.remedy)
