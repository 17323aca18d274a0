"""The action plan as one HTML document, which browsers show and print, and of which the PDF is made."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from readiness import __version__
from readiness.report import charts, time_line
from readiness.report import wording as words
from readiness.report.endings.status_words import status_line
from readiness.report.environment import environment
from readiness.report.outline import outline_of
from readiness.text import capital, shorten, without_controls
from scoring.instrument import Instrument
from scoring.result import Result

_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "capital": capital,
    "day": words.day,
    "listed": words.listed,
    "next_points": words.next_points,
    "points": words.points,
    "score": words.score,
    "score_range": words.score_range,
    "shorten": shorten,
}
_NAMES: Final[Mapping[str, Any]] = {
    "answered_on": words.days,
    "cite": words.cite,
    "decision_symbols": words.DECISION_SYMBOLS,
    "priority_symbols": words.PRIORITY_SYMBOLS,
    "profile_bar": charts.profile_bar,
    "standing": words.standing,
    "status_line": status_line,
    "time_line": time_line.time_line,
}


def render_plan(result: Result, instrument: Instrument, *, large_print: bool = False) -> str:
    """The plan as HTML in one piece: it needs no other file and no network.

    Args:
        result: what the plan says; nothing is scored or rounded here.
        instrument: the questionnaire and the rubric that the result was judged by, for their texts.
        large_print: all text at 16 points or more.
    """
    html = (
        environment(_FILTERS, _NAMES)
        .get_template("public.html" if result.audience == "public" else "plan.html")
        .render(
            result=result,
            outline=outline_of(result, instrument),
            questionnaire=instrument.questionnaire,
            rubric=instrument.rubric,
            band_names={band.id: band.name for band in instrument.rubric.bands},
            program_version=__version__,
            large_print=large_print,
        )
    )
    return without_controls(html)
