"""Plans as files: PDF, or HTML where no PDF can be had."""

import os
from dataclasses import dataclass
from pathlib import Path

from questionnaires.faults import Fault
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from readiness.report import formats
from readiness.report.plan_page import render_plan
from readiness.storage import write_output
from scoring.instrument import Instrument

_SUFFIXES = (".pdf", ".html", *formats.SUFFIXES)
_SHOWN_CHARACTERS = 20

_WITHOUT_PDF = "No PDF could be made, so the plan was written as HTML: print it from a browser, or {remedy}."


@dataclass(frozen=True)
class PlanFile:
    """A plan that was written."""

    path: Path
    """Where it is; not always what was asked for."""
    notices: tuple[str, ...] = ()
    """What the user has to know about it, each a sentence."""


def check_suffix(path: Path, answers: Path | None = None) -> None:
    """Refuses a file name that does not say which kind of plan is wanted, or that would replace the answers.

    Raises:
        UsageFault: it has none of the endings of a plan, or it is the file of the answers.
    """
    if answers and os.path.realpath(path) == os.path.realpath(answers):
        raise UsageFault(Fault(str(path), "it holds the answers, which the plan would replace", "Choose another name"))
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageFault(
            Fault(
                str(path),
                f"a plan ends in {', '.join(_SUFFIXES[:-1])} or {_SUFFIXES[-1]}",
                f"Name it '{path.stem or 'plan'}.pdf', for example",
            )
        )


def write_plan(plan: Plan, instrument: Instrument, path: Path, *, large_print: bool = False) -> PlanFile:
    """Writes the plan, as the kind of file that the path's ending says; where no PDF can be made, as HTML beside it.

    Args:
        plan: what the plan says.
        instrument: what the result was judged by.
        path: where to write it.
        large_print: a PDF or HTML file of 16 points; the other kinds leave the size to their readers.

    Raises:
        UsageFault: the path has another ending, or cannot be written.
    """
    check_suffix(path)
    if path.suffix.lower() in formats.SUFFIXES:
        write_output(path, formats.make(path.suffix.lower(), plan, instrument))
        return PlanFile(path)
    html = render_plan(plan, instrument, large_print=large_print)
    if path.suffix.lower() == ".html":
        write_output(path, html.encode())
        return PlanFile(path)
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        pdf = make_pdf(html)
    except PdfUnavailable as unavailable:
        beside = path.with_suffix(".html")
        write_output(beside, html.encode())
        return PlanFile(beside, (_WITHOUT_PDF.format(remedy=unavailable.remedy),))
    write_output(path, pdf.data)
    return PlanFile(path, _about_lacking(pdf.lacking))


def _about_lacking(characters: tuple[str, ...]) -> tuple[str, ...]:
    if not characters:
        return ()
    from readiness.report.pdf import REPLACEMENT

    shown = " ".join(characters[:_SHOWN_CHARACTERS]) + (" ..." if len(characters) > _SHOWN_CHARACTERS else "")
    number = "1 character" if len(characters) == 1 else f"{len(characters)} characters"
    return (f"{number} could not be printed: {shown}. The PDF has {REPLACEMENT} instead; a plan in .html shows them.",)
