"""How long a plan takes, against WeasyPrint's own time for the same HTML, and per page against an empty document."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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
_EMPTY = '<html lang="en"><title>Empty</title><h1>Empty</h1>'


def figures() -> Iterator[Figure]:
    """The whole command, and one of its pages."""
    from pypdf import PdfReader

    with TemporaryDirectory() as name:
        folder = Path(name)
        answers, plan, html, empty = (folder / each for each in ("a.json", "plan.pdf", "plan.html", "empty.html"))
        answers.write_bytes(_example())
        empty.write_text(_EMPTY, encoding="utf-8")
        _command(answers, html)()
        ours, bare = _command(answers, plan), _weasyprint(html, folder / "bare.pdf")
        yield ratio("plan of the example as PDF / WeasyPrint alone, same HTML", 1.15, ours, bare, _ROUNDS)
        pages = len(PdfReader(plan).pages)
        nothing = _weasyprint(empty, folder / "empty.pdf")
        what = f"one of its {pages} pages / a whole document of one empty page"
        yield ratio(what, _OF_AN_EMPTY_PAGE, lambda: ours() / pages, nothing, _ROUNDS)


def _command(answers: Path, plan: Path) -> Callable[[], float]:
    return command(sys.executable, "-m", "readiness", "plan", str(answers), "-o", str(plan), "--as-of", _DAY)


def _weasyprint(html: Path, pdf: Path) -> Callable[[], float]:
    """WeasyPrint in a process of its own, with the typeface and the options of a plan, and nothing else of ours."""
    return command(sys.executable, "-c", _WEASYPRINT, str(html), str(pdf))


def _example() -> bytes:
    from importlib.resources import files

    return files("questionnaires").joinpath("peer-support", "example.json").read_bytes()
