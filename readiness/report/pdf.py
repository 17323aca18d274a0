"""Makes PDFs from HTML. The only module that imports WeasyPrint."""

import gc
import logging
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from markupsafe import escape

from questionnaires.language import _
from questionnaires.local_style import listed
from readiness.report.pango import find_libraries

_FONTS = Path(__file__).with_name("fonts")
_WEIGHTS = {"Inter-Regular.ttf": 400, "Inter-SemiBold.ttf": 600, "Inter-Bold.ttf": 700}
_FAMILY = "Plan Sans"

_POINTS_PER_PIXEL = 0.75

REPLACEMENT = "[?]"
"""The sign that is printed for one or more characters that the typeface does not have."""


_INSTALL_PANGO = _(
    "To get a PDF, install Pango and run the command again. To install Pango, type `{apt}` on Debian or Ubuntu, "
    "`{brew}` on macOS, `{pip}` on Windows, or `{pacman}` in MSYS2.",
    apt="apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    brew="brew install pango",
    pip="py -m pip install gstreamer-libs",
    pacman="pacman -S mingw-w64-ucrt-x86_64-pango",
)
_INSTALL_AGAIN = _("To get a PDF, reinstall this program: some of its font files are missing ({names}).")


class PdfUnavailable(Exception):
    """No PDF can be made on this computer, because a library or a file is missing."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy
        """What to do about it, in a sentence."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, and the characters that could not be printed."""

    data: bytes
    unprinted: tuple[str, ...]
    """Characters that the typeface does not have, each once; `REPLACEMENT` is printed instead."""
    pages: int


def make_pdf(html: str) -> Pdf:
    """Turns an HTML document into an accessible PDF (PDF/UA-1).

    The same HTML gives the same bytes on the same computer. Nothing that it refers to is ever fetched.

    Raises:
        PdfUnavailable: Pango, WeasyPrint or the bundled typeface is missing.
    """
    missing = [name for name in _WEIGHTS if not (_FONTS / name).is_file()]
    if missing:  # without any font, Pango would end the process
        names = listed(missing, len(missing))
        raise PdfUnavailable(_("some font files are missing: {names}", names=names), _INSTALL_AGAIN.format(names=names))
    find_libraries(os.environ, on_windows=os.name == "nt")
    try:
        with redirect_stdout(StringIO()):  # if a library is missing, WeasyPrint prints advice for programmers
            from weasyprint import CSS, HTML
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise PdfUnavailable(str(error), _INSTALL_PANGO) from error
    text, unprinted = _printable(html, _typeface_characters())
    fonts = FontConfiguration()
    faces = CSS(string=_font_faces(), base_url=f"{_FONTS.as_uri()}/", font_config=fonts)
    document = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=()))
    pages = [0]

    def finish(laid_out: Any, pdf: Any) -> None:
        pages[0] = len(laid_out.pages)
        _finish(pdf)

    with _less_garbage_collection(), _interruptible():
        data = document.write_pdf(
            stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1", pdf_identifier=True, finisher=finish
        )
    return Pdf(data, unprinted, pages[0])


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C interrupt WeasyPrint, which catches every exception while it draws a picture, and only logs it."""
    log = logging.getLogger("weasyprint")
    earlier = sys.exc_info()[1]

    def let_through(_record: logging.LogRecord) -> bool:
        error = sys.exc_info()[1]
        if isinstance(error, KeyboardInterrupt) and error is not earlier:
            raise error
        return True

    log.addFilter(let_through)
    try:
        yield
    finally:
        log.removeFilter(let_through)


@contextmanager
def _less_garbage_collection() -> Iterator[None]:
    """Makes Python collect garbage a hundred times less often: a layout makes many objects, and little garbage."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100 * thresholds[0], *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _finish(pdf: Any) -> None:
    """Adds what WeasyPrint leaves out of the structure: the scope of header cells, and the place of charts."""
    objects = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    for item in objects:
        attributes = item.get("A")
        if item["S"] == "/TH" and attributes is not None:
            group = _referred(pdf, _referred(pdf, item["P"])["P"])
            attributes["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        elif item["S"] == "/Figure" and attributes is not None and "BBox" in attributes:
            height = _referred(pdf, item["Pg"])["MediaBox"][3]
            # WeasyPrint writes CSS pixels from the top; PDF wants points from the bottom
            left, top, right, bottom = (_POINTS_PER_PIXEL * pixels for pixels in attributes["BBox"])
            box = (left, height - bottom, right, height - top)
            attributes["BBox"][:] = box


def _referred(pdf: Any, reference: Any) -> Any:
    """The object that a reference such as `12 0 R` points to."""
    return pdf.objects[int(reference.split()[0])]


def _font_faces() -> str:
    faces = [
        f'@font-face {{ font-family: "{_FAMILY}"; src: url({name}); font-weight: {weight} }}'
        for name, weight in _WEIGHTS.items()
    ]
    return "\n".join([*faces, f'html {{ font-family: "{_FAMILY}" }}'])


def _typeface_characters() -> frozenset[int]:
    """The characters of the typeface, which are the same in every weight."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(_FONTS / next(iter(_WEIGHTS)), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _printable(text: str, characters: Iterable[int]) -> tuple[str, tuple[str, ...]]:
    """The text with a visible sign for each run of characters that the typeface lacks, and these characters."""
    lacking = sorted(set(text) - set(map(chr, characters)) - {"\n", "\t"})
    substitutes = {ord(character): _substitute(character, characters) for character in lacking}
    text = re.sub("\ufffd+", REPLACEMENT, text.translate(substitutes))
    return text, tuple(character for character in lacking if substitutes[ord(character)] == "\ufffd")


def _substitute(character: str, characters: Iterable[int]) -> str:
    """A simpler form of a character if the typeface has it, nothing for an invisible character, otherwise U+FFFD."""
    plainer = unicodedata.normalize("NFKC", character)
    if all(ord(part) in characters for part in plainer):
        return str(escape(plainer))  # the simpler form of a wide < would start a tag
    unseen = unicodedata.category(character) == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    return "" if unseen else "\ufffd"
