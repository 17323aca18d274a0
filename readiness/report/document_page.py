"""A document of blocks as one HTML page, which browsers show and print, and from which its PDF is made."""

from typing import Final

from questionnaires.model import Questionnaire
from readiness.report.documents.blocks import Document, Heading, ItemList, Paragraph, Table
from readiness.report.html_pages import render_page

_KINDS: Final = {Heading: "heading", Paragraph: "paragraph", ItemList: "list", Table: "table"}
"""The blocks that a page can show. Lists have points; lines to write on are for Word."""


def render_document(document: Document, questionnaire: Questionnaire, kind: str, *, large_print: bool = False) -> str:
    """The document as HTML in one piece, which needs no other file and no network.

    Args:
        document: its title and blocks; each a `Heading`, `Paragraph`, `ItemList` or `Table`.
        questionnaire: named at the foot of each page.
        kind: what kind of document it is, at the top of each page but the first.
        large_print: whether all text has 16 points or more.
    """
    values = {
        "document": document,
        "blocks": [(_KINDS[type(block)], block) for block in document.blocks],
        "kind": kind,
        "questionnaire": questionnaire,
        "large_print": large_print,
    }
    return render_page("document.html", values)
