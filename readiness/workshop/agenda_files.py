"""The agenda of a workshop as files: HTML, PDF, Word, and JSON for other programs."""

import json
from functools import partial
from pathlib import Path
from typing import Any, Final

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.exits import UsageFault
from readiness.report.page_files import write_pdf
from readiness.storage import write_output
from readiness.text import name_in_format
from readiness.workshop.agenda_words import AgendaReport
from scoring.agenda import Agenda, AgendaQuestion, Spread

SUFFIXES: Final = (".pdf", ".html", ".docx")


def check_suffix(path: Path) -> None:
    """Refuses a file name without a known suffix.

    Raises:
        UsageFault: the suffix is not a format of agendas.
    """
    if path.suffix.lower() not in SUFFIXES:
        what = _("the agenda's file name has to end in {endings}", endings=either(SUFFIXES))
        name = name_in_format(path, SUFFIXES, "agenda")
        raise UsageFault(Fault(str(path), what, _("Use a name such as '{name}'", name=name)))


def write_agenda(report: AgendaReport, path: Path, *, pages: bool = False) -> tuple[Path, tuple[str, ...]]:
    """Writes an agenda in the format of the path's suffix; if no PDF can be made, as HTML next to it.

    Args:
        report: what the agenda says.
        path: where to write it.
        pages: whether each question to discuss has a page of its own, after the list.

    Returns:
        Where it is, and sentences to tell the user.

    Raises:
        UsageFault: the suffix is not a format of agendas, or the file cannot be written.
    """
    check_suffix(path)
    if path.suffix.lower() == ".docx":
        from readiness.report.documents.word import as_word
        from readiness.workshop.agenda_document import document_of

        return path, write_output(path, as_word(document_of(report, pages=pages)))
    from readiness.workshop.agenda_page import render_agenda

    page = partial(render_agenda, report, pages=pages)
    if path.suffix.lower() == ".html":
        write_output(path, page().encode())
        return path, ()
    return write_pdf(path, page, page)


def as_json(agenda: Agenda, *, all_shown: bool) -> str:
    """The agenda as JSON text, in ASCII only, so that every console can show it.

    Args:
        agenda: what is written.
        all_shown: whether the agenda has all counts, even those of one or two people.
    """
    questions = [_question(found, shown=all_shown or found.spread.answered > 0) for found in agenda.questions]
    return json.dumps({"people": agenda.people, "questions": questions}, indent=2)


def _question(found: AgendaQuestion, *, shown: bool) -> dict[str, Any]:
    """A question; `shown` is false if its counts are 0 because too few people answered, whether or not anybody did."""
    return {
        "id": found.id,
        "section": found.section,
        "shown": shown,
        **_spread(found.spread),
        "low": found.spread.low,
        "high": found.spread.high,
        "difference": found.spread.difference,
        "by_role": {role: _spread(spread) for role, spread in found.by_role.items()},
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "counts": list(spread.counts),
        "unknown": spread.unknown,
        "not_applicable": spread.not_applicable,
    }
