"""Writes pages as PDF, or as HTML if this computer can't make PDFs."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from questionnaires.language import _
from readiness.storage import write_output

_MOST_NAMED: Final = 20
_WITHOUT_PDF: Final = _(
    "No PDF could be made, so the {what} was written as HTML: print it from a browser, or {remedy}."
)


def write_pdf(
    path: Path, paper: Callable[[], str], screen: Callable[[], str], what: str
) -> tuple[Path, tuple[str, ...]]:
    """Writes a page as PDF; if none can be made, as HTML next to it.

    Args:
        path: where to write it.
        paper: makes the HTML that becomes the PDF.
        screen: makes the HTML if there is no PDF.
        what: what it is, for the messages, such as `plan`.

    Returns:
        Where it is, and sentences to tell the user.

    Raises:
        UsageFault: the file cannot be written.
    """
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        pdf = make_pdf(paper())
    except PdfUnavailable as unavailable:
        beside = path.with_suffix(".html")
        write_output(beside, screen().encode())
        return beside, (_WITHOUT_PDF.format(what=what, remedy=unavailable.remedy),)
    write_output(path, pdf.data)
    return path, _unprinted_notices(pdf.unprinted, what)


def _unprinted_notices(characters: tuple[str, ...], what: str) -> tuple[str, ...]:
    if not characters:
        return ()
    from readiness.report.pdf import REPLACEMENT

    article = "an" if what[0] in "aeiou" else "a"
    shown = " ".join(characters[:_MOST_NAMED]) + (" ..." if len(characters) > _MOST_NAMED else "")
    number = "1 character" if len(characters) == 1 else _("{characters} characters", characters=len(characters))
    instead = _(
        "The PDF has {replacement} instead; {article} {what} in .html shows them.",
        replacement=REPLACEMENT,
        article=article,
        what=what,
    )
    return (_("{number} could not be printed: {shown}. {instead}", number=number, shown=shown, instead=instead),)
