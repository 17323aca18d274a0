"""The tables as an Excel workbook, with decisions, bands and scores in colour; every colour has its word in the cell.

The only module of the batch that knows XlsxWriter. Rows go to disk as they are written, so memory stays flat.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.batch.answer_table import ANSWER_COLUMNS, AnswerTable
from readiness.batch.changes import CHANGES, changes_query
from readiness.batch.flag_names import flag_name
from readiness.batch.not_used import NotUsed, Rejection
from readiness.batch.request import BatchRequest
from readiness.batch.store import Store
from readiness.batch.table_columns import Kind, result_columns, results_query
from readiness.batch.workbook_words import WorkbookWords
from readiness.report.palette import CELL_HIGHEST_SCORE, CELL_NEARLY_THERE, CELL_WAIT, LIGHT
from readiness.report.workbook_cells import print_on_a4
from readiness.spreadsheet import LONGEST_CELL, MOST_ROWS, sheet_name
from readiness.text import file_safe
from scoring.rubric import Band, Rubric

_MOST_SERVICES: Final = MOST_ROWS - 1
_MOST_WITH_ANSWERS: Final = 2_000
"""The most services whose answers are in the workbook: about 100,000 rows, which Excel still opens quickly."""
_MOST_LISTED: Final = 20_000
"""The most rows of what changed, was rejected or was not used; the CSV tables have all."""
_BESIDE: Final = ANSWER_COLUMNS.index("question") + 1
_TICKED: Final = ANSWER_COLUMNS.index("ticked")
_TEXT: Final[Kind] = "text"
_ANSWERS: Final[dict[str, Kind]] = {
    **dict.fromkeys((*ANSWER_COLUMNS[:_BESIDE], "asks", *ANSWER_COLUMNS[_BESIDE:]), _TEXT),
    "date": "day",
}
"""The columns of the sheet of answers: those of the table, and what each question asks."""
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The same for every workbook, so that the same input gives the same bytes."""

_Colours = tuple[str, str]
"""A background and a text colour."""
_DECISION_COLOURS: Final[dict[str, _Colours]] = {
    "go": (LIGHT.accent, LIGHT.on_accent),
    "conditional": (LIGHT.conditional_fill, LIGHT.conditional),
    "wait": (CELL_WAIT, LIGHT.wait),
}
_BAND_COLOURS: Final[tuple[_Colours, ...]] = (
    _DECISION_COLOURS["wait"],
    _DECISION_COLOURS["conditional"],
    (CELL_NEARLY_THERE, LIGHT.ink),
    _DECISION_COLOURS["go"],
)
"""The colours from the lowest band to the highest; with another number of bands some are left out or used twice."""
_WIDTHS: Final = {
    "name": 34, "organisation": 28, "question": 32, "asks": 60, "ticked": 60, "note": 60, "reason": 60, "file": 40,
    "flags": 40, "took_part": 30, "what": 34, "what_to_do": 70, "decisions_changed": 40, "questions_changed": 60,
}  # fmt: skip
_NARROW: Final = 15
_WIDE: Final = 90
_LETTERS: Final = 100
"""How many characters fit on one line of a column of the width `_WIDE`."""
_LINE: Final = 16
"""The height of one line, in points."""
_COLUMNS_ON_PAPER: Final = 20


def write_workbook(path: Path, request: BatchRequest, store: Store) -> None:
    """Writes the workbook: a sheet to read first, then the services, their answers unless they are too many, and lists.

    Args:
        path: where it is written.
        request: what is wanted.
        store: what was judged.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": store.folder,
    }
    services = store.counts.services
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": _("How ready the services are"), "created": _CREATED})
        words = WorkbookWords(request.instrument)
        sheets = _Sheets(book, request.instrument.rubric, words)
        sheets.write_about(_read_first(request, services))
        kinds = {column.name: column.kind for column in result_columns(request.instrument)}
        results = store.rows(f"{results_query(request.instrument)} LIMIT {_MOST_SERVICES}")
        sheets.write_table(_("Services"), kinds, results)
        if services <= _MOST_WITH_ANSWERS:
            sheets.write_table(_("Answers"), _ANSWERS, _answers(request, store, words))
        changes = store.rows(f"{changes_query(request.instrument)} LIMIT {_MOST_LISTED}")
        sheets.write_table(_("Changes"), CHANGES, changes)
        for title, table, kind in ((_("Rejected"), "rejected", Rejection), (_("Not used"), "not_used", NotUsed)):
            rows = store.rows(f"FROM {table} ORDER BY ALL LIMIT {_MOST_LISTED}")
            sheets.write_table(title, dict.fromkeys(kind._fields, _TEXT), rows)


class _Sheets:
    """The sheets of one workbook, and the formats of their cells."""

    def __init__(self, book: Any, rubric: Rubric, words: WorkbookWords) -> None:
        self._book = book
        self._words = words
        self._heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self._day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
        self._score = book.add_format({"num_format": "0.0", "align": "center"})
        bands = band_colours(rubric.bands)
        named = {
            "decision": {words.name: _DECISION_COLOURS[decision] for decision, words in rubric.decisions.items()},
            "band": {band.name: bands[band.id] for band in rubric.bands},
        }
        self._coloured = {
            kind: {
                word: book.add_format({"bg_color": background, "font_color": text})
                for word, (background, text) in colours.items()
            }
            for kind, colours in named.items()
        }

    def write_about(self, lines: Sequence[str]) -> None:
        """Writes the sheet to read first: a title, and lines."""
        sheet = self._book.add_worksheet(sheet_name(_("Read first")))
        words = self._book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, _WIDE)
        sheet.set_landscape()
        print_on_a4(sheet)
        sheet.write_string(0, 0, lines[0], self._heading)
        for number, line in enumerate(lines[1:], 1):
            sheet.set_row(number, _LINE * (1 + len(line) // _LETTERS))  # not every program fits a row to its text
            sheet.write_string(number, 0, line, words)

    def write_table(self, title: str, columns: Mapping[str, Kind], rows: Iterable[Sequence[Any]]) -> None:
        """Writes a sheet with a heading that stays, filters and colours; `columns` gives the kind of each by name."""
        sheet = self._book.add_worksheet(sheet_name(title))
        headings = [(self._words.heading(name), _WIDTHS.get(name, _NARROW)) for name in columns]
        for number, (_heading, width) in enumerate(headings):
            sheet.set_column(number, number, width)
        sheet.set_row(0, _LINE * max(2, *(1 + len(heading) // (width - 3) for heading, width in headings)))
        for number, (heading, _width) in enumerate(headings):
            sheet.write_string(0, number, heading, self._heading)
        last = 0
        for last, row in enumerate(rows, 1):
            self._write_row(sheet, last, columns, row)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_landscape()
        print_on_a4(sheet, 1 + len(columns) // _COLUMNS_ON_PAPER)
        if last:
            sheet.autofilter(0, 0, last, len(columns) - 1)
        self._colour(sheet, columns, max(1, last))

    def _write_row(self, sheet: Any, number: int, columns: Mapping[str, Kind], row: Sequence[Any]) -> None:
        for column, ((name, kind), cell) in enumerate(zip(columns.items(), row, strict=True)):
            if kind == "day" and cell:
                sheet.write_datetime(number, column, datetime.fromisoformat(cell), self._day)
            elif kind == "words" and cell:
                sheet.write_string(number, column, self._words.each(name, cell)[:LONGEST_CELL])
            elif isinstance(cell, str):
                sheet.write_string(number, column, file_safe(self._words.cell(name, cell))[:LONGEST_CELL])
            elif cell is not None:
                sheet.write_number(number, column, cell, self._score if isinstance(cell, float) else None)

    def _colour(self, sheet: Any, columns: Mapping[str, Kind], last: int) -> None:
        for number, kind in enumerate(columns.values()):
            if kind in self._coloured:
                for word, form in self._coloured[kind].items():
                    value = '"{}"'.format(word.replace('"', '""'))
                    rule = {"type": "cell", "criteria": "==", "value": value, "format": form}
                    sheet.conditional_format(1, number, last, number, rule)
            elif kind == "score":
                rule = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
                rule |= {"min_color": LIGHT.conditional_fill, "max_color": CELL_HIGHEST_SCORE}
                sheet.conditional_format(1, number, last, number, rule)


def _answers(request: BatchRequest, store: Store, words: WorkbookWords) -> Iterator[tuple[Any, ...]]:
    """The rows of the table of answers, each with what the question asks."""
    questions = request.instrument.questionnaire.questions
    for row in AnswerTable(request.instrument, store, notes=request.names).rows():
        question = row[_BESIDE - 1]
        ticked = words.ticked(question, row[_TICKED])
        yield (*row[:_BESIDE], questions[question].text, *row[_BESIDE:_TICKED], ticked, *row[_TICKED + 1 :])


def band_colours(bands: Sequence[Band]) -> dict[str, _Colours]:
    """The colours of each band by its identifier: by its place among the bands, given with the lowest first."""
    steps, highest = len(_BAND_COLOURS) - 1, max(1, len(bands) - 1)
    return {band.id: _BAND_COLOURS[place * steps // highest] for place, band in enumerate(bands)}


def _read_first(request: BatchRequest, services: int) -> list[str]:
    """What the first sheet says, a title and lines: how to read the tables, and what the words in them mean."""
    questionnaire, rubric = request.instrument.questionnaire, request.instrument.rubric
    decisions = (f"{words.name} - {words.meaning}" for words in rubric.decisions.values())
    bands = (f"{band.name} - {band.meaning}" for band in rubric.bands)
    flags = (f"{flag_name(name)} - {flag.sentence}" for name, flag in rubric.flags.items())
    return [
        questionnaire.title,
        questionnaire.caution,
        _(
            "Services are listed in alphabetical order. Please don't turn the list into a league table: the questions "
            "are there to help a service prepare, not to compare services.",
        ),
        _("These tables show the services as they were on {date}.", date=long_date(request.as_of)),
        *_what_is_missing(services),
        _(
            "In columns called \u201cscore\u201d, anything that isn't known yet counts as level 0. Columns called "
            "\u201cmaximum score\u201d show what the score would be if everything that isn't known yet turned out to "
            "be at the highest level.",
        ),
        _(
            "If a domain has a score but no band, not enough is known yet. A domain only gets a band if at least 80% "
            "of the answers that count are known."
        ),
        _("The colours only repeat what the words in the cells say."),
        _("What the words in the tables mean:"),
        *decisions,
        *bands,
        *flags,
    ]


def _what_is_missing(services: int) -> list[str]:
    """Sentences on what the workbook leaves out for this number of services, and where it is."""
    if services > _MOST_SERVICES:
        return [
            _(
                "Only the first {limit:,} services fit in this workbook. All the services are in results.csv.",
                limit=_MOST_SERVICES,
            )
        ]
    if services > _MOST_WITH_ANSWERS:
        return [
            _(
                "This workbook leaves out the services' answers, because the answers of more than {limit:,} services "
                "would make it too big to open. To get the answers in answers.csv, add `--format answers`.",
                limit=_MOST_WITH_ANSWERS,
            )
        ]
    return []
