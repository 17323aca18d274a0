"""The agenda of a workshop as one HTML document, which browsers show and print, and from which the PDF is made."""

from readiness.report.html_pages import render_page
from readiness.report.sentences.spreads import people
from readiness.report.spread_chart import spread_chart
from readiness.workshop import agenda_words
from readiness.workshop.agenda_words import AgendaReport
from scoring.agenda import SECTIONS


def render_agenda(report: AgendaReport, *, pages: bool = False) -> str:
    """The agenda as HTML in one piece, which needs no other file and no network.

    Args:
        report: what the agenda says; nothing is counted or rounded here.
        pages: whether each question to discuss has a page of its own, after the list.
    """
    values = {
        "report": report,
        "questionnaire": report.instrument.questionnaire,
        "sections": SECTIONS,
        "words": agenda_words,
        "spread_chart": spread_chart,
        "people": people,
        "pages": pages,
        "large_print": False,
    }
    return render_page("agenda.html", values, ("readiness.workshop", "readiness.report"))
