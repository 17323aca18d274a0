"""The action plan as one HTML document, which browsers show and print, and of which the PDF is made."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from readiness import __version__
from readiness.plan.model import Plan
from readiness.report import charts, timeline, wording
from readiness.report.formats.status_words import status_line
from readiness.report.html_pages import environment
from readiness.report.outline import outline_of
from readiness.text import capital, shorten, without_controls
from scoring.instrument import Instrument

_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "capital": capital,
    "day": wording.day,
    "listed": wording.listed,
    "next_points": wording.next_points,
    "points": wording.points,
    "score": wording.score,
    "score_range": wording.score_range,
    "shorten": shorten,
}
_NAMES: Final[Mapping[str, Any]] = {
    "answered_on": wording.days,
    "cite": wording.cite,
    "decision_symbols": wording.DECISION_SYMBOLS,
    "priority_symbols": wording.PRIORITY_SYMBOLS,
    "profile_bar": charts.profile_bar,
    "standing": wording.standing,
    "status_line": status_line,
    "time_line": timeline.time_line,
}


def render_plan(plan: Plan, instrument: Instrument, *, large_print: bool = False) -> str:
    """The plan as HTML in one piece: it needs no other file and no network.

    Args:
        plan: what the plan says; nothing is scored or rounded here.
        instrument: the questionnaire and the rubric that the result was judged by, for their texts.
        large_print: all text at 16 points or more.
    """
    html = (
        environment(_FILTERS, _NAMES)
        .get_template("public.html" if plan.audience == "public" else "plan.html")
        .render(
            plan=plan,
            outline=outline_of(plan, instrument),
            questionnaire=instrument.questionnaire,
            rubric=instrument.rubric,
            band_names={band.id: band.name for band in instrument.rubric.bands},
            program_version=__version__,
            large_print=large_print,
        )
    )
    return without_controls(html)
