"""Writes pages as PDF, or as HTML if this computer can't make PDFs."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from questionnaires.language import _, ngettext
from readiness.storage import write_output

_MOST_NAMED: Final = 20
_TWO_PAGES: Final = 2


def write_pdf(
    path: Path, paper: Callable[[], str], screen: Callable[[], str], *, closer: tuple[Callable[[], str], ...] = ()
) -> tuple[Path, tuple[str, ...]]:
    """Writes a page as PDF; if none can be made, as HTML next to it.

    Args:
        path: where to write it.
        paper: makes the HTML that becomes the PDF.
        screen: makes the HTML if there is no PDF.
        closer: if the PDF is to have two pages at most, these make the HTML closer and closer, for when it has more.

    Returns:
        Where it is, and sentences to tell the user.

    Raises:
        UsageFault: the file cannot be written.
    """
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        pdf = make_pdf(paper())
        for page in closer:
            if pdf.pages <= _TWO_PAGES:
                break
            pdf = make_pdf(page())
    except PdfUnavailable as unavailable:
        beside = path.with_suffix(".html")
        write_output(beside, screen().encode())
        instead = _(
            "The PDF couldn't be made, so an HTML page has been saved instead. To print the page, open it in a browser."
        )
        return beside, (f"{instead} {unavailable.remedy}",)
    write_output(path, pdf.data)
    return path, _unprinted_notices(pdf.unprinted)


def _unprinted_notices(characters: tuple[str, ...]) -> tuple[str, ...]:
    if not characters:
        return ()
    from readiness.report.pdf import REPLACEMENT

    notice = ngettext(
        "The PDF can't show {n} character and has {replacement} in its place: {characters}. To see the character "
        "itself, choose a file name that ends in .html.",
        "The PDF can't show {n} characters and has {replacement} in their place: {characters}. To see the characters "
        "themselves, choose a file name that ends in .html.",
        len(characters),
        characters=" ".join(characters[:_MOST_NAMED]) + (" ..." if len(characters) > _MOST_NAMED else ""),
        replacement=REPLACEMENT,
    )
    return (notice,)
