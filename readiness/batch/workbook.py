"""The tables as a workbook with a heat map: colours, and always the words beside them.

The only module that knows XlsxWriter. Rows go to disk as they are written, so memory stays flat.
"""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from readiness.batch.columns import ANSWERS, AnswerRows, Columns, result_row, typed
from readiness.batch.csv_tables import Cell
from readiness.batch.settled import Service
from readiness.text import without_controls

if TYPE_CHECKING:
    from readiness.batch.run import Order

_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_048_575
_MOST_WITH_ANSWERS: Final = 20_000
"""Services; with more, the answers would not fit on one sheet."""
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The same for every workbook, so that the same input gives the same bytes."""

_COLOURS: Final = {
    "go": ("#0b5c63", "#ffffff"),
    "conditional": ("#fdf3df", "#5a3b00"),
    "wait": ("#fbe3e0", "#7c1d14"),
    "ready": ("#0b5c63", "#ffffff"),
    "nearly_there": ("#a9d3d3", "#17262a"),
    "getting_started": ("#fdf3df", "#5a3b00"),
    "not_started": ("#fbe3e0", "#7c1d14"),
}
"""Behind and in front, for each decision and band by its word."""
_WIDTHS: Final = {"name": 34, "organisation": 28, "question": 32, "note": 60, "reason": 40, "file": 40, "flags": 40}
_NARROW: Final = 15
_WIDE: Final = 90
_LETTERS: Final = 100
"""That stand on one line of a column so wide."""
_LINE: Final = 16
"""The height of one line, in points."""
_COLUMNS_ON_PAPER: Final = 20
_A4: Final = 9
"""As workbooks number sizes of paper."""


def too_many_answers(services: int) -> list[str]:
    """What the user has to know about so many services in a workbook."""
    if services > _MOST_ROWS:
        return [f"A sheet holds {_MOST_ROWS:,} services: results.xlsx has the first of them, results.csv has all."]
    if services > _MOST_WITH_ANSWERS:
        return [f"With more than {_MOST_WITH_ANSWERS:,} services results.xlsx has no answers; answers.csv has them."]
    return []


class Workbook(AbstractContextManager["Workbook"]):
    """A workbook to add services to, in their order."""

    def __init__(self, path: Path, scratch: Path, order: "Order", columns: Columns, services: int) -> None:
        """Begins the workbook: a sheet to read first, one with the results and one with the answers.

        Args:
            path: where it is written.
            scratch: a folder for its parts until it is put together.
            order: what is wanted.
            columns: those of the table of results.
            services: how many there are.
        """
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "tmpdir": scratch,
        }
        self._book = xlsxwriter.Workbook(path, options)
        self._book.set_properties({"title": "Readiness of services", "created": _CREATED})
        self._heading = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        self._score = self._book.add_format({"num_format": "0.0", "align": "center"})
        self._columns = columns
        self._about(order)
        self._results = self._sheet("Results", columns.names, min(services, _MOST_ROWS), frozen=1)
        self._colour_all(services)
        self._rows = self._answer_rows = 0
        self._answers = None
        if services <= _MOST_WITH_ANSWERS:
            self._rows_of = AnswerRows(order.instrument, notes=order.names)
            self._answers = self._sheet("Answers", ANSWERS, 0, frozen=1)

    def add(self, service: Service) -> None:
        """Adds a service and its answers."""
        if self._rows < _MOST_ROWS:
            self._rows += 1
            self._write(self._results, self._rows, typed(result_row(service), self._columns))
        if self._answers:
            for row in self._rows_of.rows(service):
                self._answer_rows += 1
                self._write(self._answers, self._answer_rows, row)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finishes the workbook, unless it is broken off."""
        if kind is None:
            if self._answers:
                self._answers.autofilter(0, 0, self._answer_rows, len(ANSWERS) - 1)
            self._book.close()

    def _about(self, order: "Order") -> None:
        sheet = self._book.add_worksheet("Read first")
        words = self._book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, _WIDE)
        _for_paper(sheet, pages_wide=1)
        title, *lines = _read_first(order)
        sheet.write_string(0, 0, title, self._heading)
        for number, line in enumerate(lines, 1):
            sheet.set_row(number, _LINE * (1 + len(line) // _LETTERS))  # not every program fits a row to its text
            sheet.write_string(number, 0, line, words)

    def _sheet(self, title: str, names: tuple[str, ...], rows: int, *, frozen: int) -> Any:
        sheet = self._book.add_worksheet(title)
        for number, name in enumerate(names):
            sheet.set_column(number, number, _WIDTHS.get(name, _NARROW))
        sheet.set_row(0, 2 * _LINE)
        for number, name in enumerate(names):
            sheet.write_string(0, number, name.replace("_", " "), self._heading)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        _for_paper(sheet, pages_wide=1 + len(names) // _COLUMNS_ON_PAPER)
        if rows:
            sheet.autofilter(0, 0, rows, len(names) - 1)
        return sheet

    def _colour_all(self, services: int) -> None:
        last = max(1, min(services, _MOST_ROWS))
        formats = {
            word: self._book.add_format({"bg_color": behind, "font_color": front})
            for word, (behind, front) in _COLOURS.items()
        }
        for number, kind in enumerate(self._columns.kinds):
            if kind in ("decision", "band"):
                for word, form in formats.items():
                    rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
                    self._results.conditional_format(1, number, last, number, rule)
            elif kind == "score":
                rule = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
                rule |= {"min_color": "#fdf3df", "max_color": "#6fb7b9"}
                self._results.conditional_format(1, number, last, number, rule)

    def _write(self, sheet: Any, row: int, cells: list[Cell]) -> None:
        for number, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(row, number, without_controls(cell)[:_LONGEST_CELL])
            elif cell is not None:
                sheet.write_number(row, number, cell, self._score if isinstance(cell, float) else None)


def _for_paper(sheet: Any, *, pages_wide: int) -> None:
    """Whoever prints the sheet gets it on so many pages side by side, across."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(pages_wide, 0)


def _read_first(order: "Order") -> list[str]:
    """What the first sheet says, a title and lines: how to read the tables, and what the words in them mean."""
    questionnaire, rubric = order.instrument.questionnaire, order.instrument.rubric
    decisions = (f"{decision} - {words.meaning}" for decision, words in rubric.decisions.items())
    bands = (f"{band.id} - {band.meaning}" for band in rubric.bands)
    flags = (f"{flag} - {sentence}" for flag, sentence in rubric.flags.items())
    return [
        questionnaire.title,
        questionnaire.caution,
        "Services stand in alphabetical order. Please do not sort them into a league table: the questions help a"
        " service to prepare, they do not compare services.",
        f"Answers read on {order.as_of.isoformat()}.",
        "Score: with what is not known at level 0. Score max: the same if all of it turned out to work well.",
        "Colours only repeat the words in the cells.",
        "What the words mean:",
        *decisions,
        *bands,
        *flags,
    ]
