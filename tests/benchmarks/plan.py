"""Benchmarks of a plan: its time next to WeasyPrint's own for the same HTML, and per page next to an empty page."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from questionnaires.answer_file import parse_answers
from readiness.plan.planning import make_plan
from readiness.report.plan_page import render_plan
from scoring.engine import score
from scoring.instrument import load_instrument
from tests.benchmarks.measure import Figure, command, ratio

_DAY = "2026-11-21"
_ROUNDS = 5
_OF_AN_EMPTY_PAGE = 0.6  # nobody set a limit: 0.48 to 0.51 measured on a busy machine, and some room

_WEASYPRINT = """
import sys
from pathlib import Path
from readiness.report import pdf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
faces = CSS(string=pdf._font_faces(), base_url=pdf._FONTS.as_uri() + "/", font_config=fonts)
html = HTML(string=Path(sys.argv[1]).read_text(encoding="utf-8"))
html.write_pdf(sys.argv[2], stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=True)
"""
_MAKE_PDF = """
import sys
from pathlib import Path
from readiness.report.pdf import make_pdf
Path(sys.argv[2]).write_bytes(make_pdf(Path(sys.argv[1]).read_text(encoding="utf-8")).data)
"""
PLAN_BEFORE = Path(__file__).with_name("plan-before.html")
"""The example's plan as version 0.2.0 wrote it: twelve pages."""
_EMPTY = '<html lang="en"><title>Empty</title><h1>Empty</h1>'


def figures() -> Iterator[Figure]:
    """The whole command, and one of its pages."""
    from pypdf import PdfReader

    with TemporaryDirectory() as name:
        folder = Path(name)
        names = ("a.json", "plan.pdf", "plan.html", "brief.html", "empty.html")
        answers, plan, html, brief, empty = (folder / each for each in names)
        answers.write_bytes(_example())
        empty.write_text(_EMPTY, encoding="utf-8")
        html.write_text(_page(), encoding="utf-8")
        brief.write_text(_page(brief=True), encoding="utf-8")
        ours, bare = _command(answers, plan), _weasyprint(html, folder / "bare.pdf")
        yield ratio("plan of the example as PDF / WeasyPrint alone, same HTML", 1.15, ours, bare, _ROUNDS)
        pages = len(PdfReader(plan).pages)
        whole, short, before = (_pdf(each, folder / "made.pdf") for each in (html, brief, PLAN_BEFORE))
        yield ratio("PDF of the example / PDF of its plan as it was in version 0.2.0", 0.8, whole, before, _ROUNDS)
        yield ratio("PDF of the brief plan / PDF of the plan in version 0.2.0", 0.35, short, before, _ROUNDS)
        nothing = _weasyprint(empty, folder / "empty.pdf")
        what = f"one of its {pages} pages / a whole document of one empty page"
        yield ratio(what, _OF_AN_EMPTY_PAGE, lambda: ours() / pages, nothing, _ROUNDS)


def _page(*, brief: bool = False) -> str:
    """The example's plan as HTML, as it is printed."""
    instrument = load_instrument()
    result = score(instrument, parse_answers(_example(), instrument.questionnaire), date.fromisoformat(_DAY))
    return render_plan(make_plan(result, instrument), instrument, brief=brief, paper=True)


def _command(answers: Path, plan: Path, *options: str) -> Callable[[], float]:
    return command(sys.executable, "-m", "readiness", "plan", str(answers), "-o", str(plan), "--as-of", _DAY, *options)


def _pdf(html: Path, pdf: Path) -> Callable[[], float]:
    """Makes only the PDF, in a process of its own."""
    return command(sys.executable, "-c", _MAKE_PDF, str(html), str(pdf))


def _weasyprint(html: Path, pdf: Path) -> Callable[[], float]:
    """Runs WeasyPrint in a process of its own, with the typeface and options of a plan but nothing else of ours."""
    return command(sys.executable, "-c", _WEASYPRINT, str(html), str(pdf))


def _example() -> bytes:
    from importlib.resources import files

    return files("questionnaires").joinpath("peer-support", "example.json").read_bytes()
