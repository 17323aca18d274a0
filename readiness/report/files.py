"""Plans as files: PDF, or HTML where no PDF can be had."""

from dataclasses import dataclass
from pathlib import Path

from questionnaires.faults import Fault
from readiness.exits import UsageFault
from readiness.report.plan import render_plan
from readiness.storage import write_output
from scoring.instrument import Instrument
from scoring.result import Result

_ENDINGS = (".pdf", ".html")
_SHOWN_CHARACTERS = 20

_WITHOUT_PDF = (
    "This computer cannot make PDF files yet, so the plan was written as HTML: print it from a browser, or install"
    " Pango and run the command again (Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0"
    " libharfbuzz-subset0; macOS: brew install pango; Windows: pacman -S mingw-w64-ucrt-x86_64-pango in MSYS2)."
)


@dataclass(frozen=True)
class PlanFile:
    """A plan that was written."""

    path: Path
    """Where it is; not always what was asked for."""
    notices: tuple[str, ...] = ()
    """What the user has to know about it, each a sentence."""


def check_ending(path: Path) -> None:
    """Refuses a file name that does not say which kind of plan is wanted.

    Raises:
        UsageFault: it does not end in .pdf or .html.
    """
    if path.suffix.lower() not in _ENDINGS:
        raise UsageFault(
            Fault(str(path), "a plan is a .pdf or an .html file", f"Name it '{path.stem or 'plan'}.pdf', for example")
        )


def write_plan(result: Result, instrument: Instrument, path: Path) -> PlanFile:
    """Writes the plan, as PDF or HTML by the path's ending; where no PDF can be made, as HTML beside it.

    Raises:
        UsageFault: the path has another ending, or cannot be written.
    """
    check_ending(path)
    html = render_plan(result, instrument)
    if path.suffix.lower() == ".html":
        write_output(path, html.encode())
        return PlanFile(path)
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        pdf = make_pdf(html)
    except PdfUnavailable:
        beside = path.with_suffix(".html")
        write_output(beside, html.encode())
        return PlanFile(beside, (_WITHOUT_PDF,))
    write_output(path, pdf.data)
    return PlanFile(path, _about_lacking(pdf.lacking))


def _about_lacking(characters: tuple[str, ...]) -> tuple[str, ...]:
    if not characters:
        return ()
    from readiness.report.pdf import REPLACEMENT

    shown = " ".join(characters[:_SHOWN_CHARACTERS]) + (" ..." if len(characters) > _SHOWN_CHARACTERS else "")
    number = "1 character" if len(characters) == 1 else f"{len(characters)} characters"
    return (f"{number} could not be printed: {shown}. The PDF has {REPLACEMENT} instead; a plan in .html shows them.",)
