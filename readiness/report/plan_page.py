"""The action plan as one HTML document, which browsers show and print, and from which the PDF is made."""

from typing import Final

from readiness.plan.model import Plan
from readiness.report.charts import score_bar
from readiness.report.html_pages import render_page
from readiness.report.outline import outline_of
from readiness.report.schedule_chart import schedule_chart
from readiness.report.sentences.spreads import people_a_dot
from readiness.report.spread_chart import spread_chart
from scoring.instrument import Instrument

CLOSENESSES: Final = (1, 2, 3, 4)
"""How closely a page can be set: without what has changed since the last plan, then in smaller and smaller letters."""


def render_plan(
    plan: Plan,
    instrument: Instrument,
    *,
    large_print: bool = False,
    brief: bool = False,
    paper: bool = False,
    closeness: int = 0,
) -> str:
    """The plan as HTML in one piece, which needs no other file and no network.

    Args:
        plan: what the plan says; nothing is scored or rounded here.
        instrument: the questionnaire and the rubric that the answers were scored by, for their texts.
        large_print: whether all text has 16 points or more.
        paper: whether it is to be printed: what is not essential is then in short.
        brief: whether it ends after the schedule, without the single actions and the annex.
        closeness: 0, or one of `CLOSENESSES`, so that a brief plan fits on two pages.
    """
    outline = outline_of(plan, instrument)
    values = {
        "plan": plan,
        "outline": outline,
        "questionnaire": instrument.questionnaire,
        "rubric": instrument.rubric,
        "instrument": instrument,
        "score_bar": score_bar,
        "spread_chart": spread_chart,
        "a_dot": people_a_dot(part.spread for part in outline.got_here if part.spread),
        "chart": schedule_chart(plan, outline, instrument.rubric),
        "brief": brief,
        "paper": paper,
        "closeness": closeness,
        "large_print": large_print,
    }
    return render_page("public.html" if plan.audience == "public" else "plan.html", values)
