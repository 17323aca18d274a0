"""Writing a comparison as a file, in the format that the file name asks for."""

import json
import os
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.comparison.document import document_of
from readiness.comparison.model import Comparison
from readiness.comparison.table import COLUMNS, SHEET, rows
from readiness.comparison.words import Words
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from readiness.report.page_files import write_pdf
from readiness.storage import write_output
from readiness.text import name_in_format

KIND: Final = _("Comparison")


def check_suffix(path: Path, *given: Path) -> None:
    """Refuses a file name without a known suffix, and the files that are compared.

    Raises:
        UsageFault: the suffix is not a format of comparisons, or the path is one of the files given.
    """
    if any(os.path.realpath(path) == os.path.realpath(answers) for answers in given):
        what = _("this is an answer file, and the comparison would replace it")
        raise UsageFault(Fault(str(path), what, _("Use -o to choose another name for the comparison")))
    if path.suffix.lower() not in SUFFIXES:
        what = _("the comparison's file name has to end in {suffixes}", suffixes=either(SUFFIXES))
        remedy = _("Use -o {name}, for example", name=name_in_format(path, SUFFIXES, "comparison"))
        raise UsageFault(Fault(str(path), what, remedy))


def write_comparison(
    said: Words, later: Plan, path: Path, *, large_print: bool = False
) -> tuple[Path, tuple[str, ...]]:
    """Writes a comparison in the format of the path's suffix; if no PDF can be made, as HTML next to it.

    Args:
        said: what the comparison says.
        later: the plan of the later file, whose new actions a calendar has.
        path: where to write it.
        large_print: whether a PDF or HTML file has text of 16 points or more; other formats ignore it.

    Returns:
        Where it is, and sentences to tell the user.

    Raises:
        UsageFault: the suffix is not a format of comparisons, or the file cannot be written.
    """
    check_suffix(path)
    suffix = path.suffix.lower()
    if suffix in _WRITERS:
        return path, write_output(path, _WRITERS[suffix](said, later))
    page = partial(_page, said, large_print=large_print)
    if suffix == ".html":
        write_output(path, page().encode())
        return path, ()
    return write_pdf(path, page, page)


def as_json(comparison: Comparison) -> str:
    """The comparison as JSON text, in ASCII only, so that every console can show it."""
    return json.dumps(comparison.model_dump(mode="json"), indent=2)


def _page(said: Words, *, large_print: bool) -> str:
    from readiness.report.document_page import render_document

    return render_document(document_of(said), said.instrument.questionnaire, KIND, large_print=large_print)


def _word(said: Words, _later: Plan) -> bytes:
    from readiness.report.documents.word import as_word

    return as_word(document_of(said))


def _markdown(said: Words, _later: Plan) -> bytes:
    from readiness.report.documents.markdown import as_markdown

    return as_markdown(document_of(said))


def _workbook(said: Words, _later: Plan) -> bytes:
    from readiness.report.workbook_cells import (
        cell_formats,
        new_workbook,
        print_on_a4,
        write_blocks,
        write_table,
    )
    from readiness.spreadsheet import sheet_name

    file = BytesIO()
    workbook = new_workbook(file, said.title, said.comparison.as_of)
    sheet = workbook.add_worksheet(sheet_name(SHEET))
    write_table(sheet, cell_formats(workbook), COLUMNS, list(rows(said)))
    print_on_a4(sheet)
    write_blocks(workbook, _("Summary"), document_of(said).blocks)
    workbook.close()
    return file.getvalue()


def _csv(said: Words, _later: Plan) -> bytes:
    from readiness.report.formats.csv_table import as_csv

    return as_csv([name for name, _width in COLUMNS], rows(said))


def _calendar(said: Words, later: Plan) -> bytes:
    """The new actions of the later plan, and those that are finished as cancelled; it updates an earlier calendar."""
    from readiness.report.calendar_entries import calendar_of
    from readiness.report.formats.ics_calendar import as_ics

    new = {title.question for title in said.comparison.new}
    entries = calendar_of(later, said.instrument)
    wanted = [it for it in entries if it.entry.subject in new or it.entry.cancelled]
    return as_ics(wanted, later, said.instrument.questionnaire.words.plan)


def _json(said: Words, _later: Plan) -> bytes:
    return f"{as_json(said.comparison)}\n".encode()


_WRITERS: Final[dict[str, Callable[[Words, Plan], bytes]]] = {
    ".docx": _word,
    ".md": _markdown,
    ".xlsx": _workbook,
    ".csv": _csv,
    ".ics": _calendar,
    ".json": _json,
}
SUFFIXES: Final = (".pdf", ".html", *_WRITERS)
