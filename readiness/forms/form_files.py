"""Writes empty forms as files: for a browser, on paper, as a workbook."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.exits import UsageFault
from readiness.forms.empty_form import EmptyForm
from readiness.report.page_files import write_pdf
from readiness.storage import write_output
from readiness.text import name_in_format

SUFFIXES: Final = (".html", ".pdf", ".docx", ".xlsx")
PAPER_SUFFIXES: Final = (".pdf", ".docx")
"""Forms that no command reads: people fill them in on paper, and somebody types in their answers."""


def check_suffix(path: Path) -> None:
    """Refuses a file name without a known suffix.

    Raises:
        UsageFault: the suffix is not a format of forms.
    """
    if path.suffix.lower() not in SUFFIXES:
        what = _("the form's file name has to end in {suffixes}", suffixes=either(SUFFIXES))
        remedy = _("Call the form '{name}', for example", name=name_in_format(path, SUFFIXES, "form"))
        raise UsageFault(Fault(str(path), what, remedy))


def write_form(form: EmptyForm, path: Path, made_on: date) -> tuple[Path, tuple[str, ...]]:
    """Writes an empty form in the format of the path's suffix; if no PDF can be made, as HTML to print.

    Returns:
        Where it is, and sentences to tell the user.

    Raises:
        UsageFault: the suffix is not a format of forms, or the file cannot be written.
    """
    check_suffix(path)
    match path.suffix.lower():
        case ".html":
            from readiness.forms.browser_form import browser_form

            return path, write_output(path, browser_form(form).encode())
        case ".docx":
            from readiness.forms.paper_document import paper_document
            from readiness.report.documents.word import as_word

            return path, write_output(path, as_word(paper_document(form, made_on)))
        case ".xlsx":
            from readiness.forms.sheet_form import sheet_form

            return path, write_output(path, sheet_form(form, made_on))
        case _:
            from readiness.forms.paper_page import paper_page

            page = partial(paper_page, form)
            return write_pdf(path, page, page)
