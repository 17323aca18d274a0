"""The portfolio report: what many services have in common. It ranks no services."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from questionnaires.language import _
from readiness.batch.charts import decision_bar, missing_bar, spread_box
from readiness.batch.flag_names import flag_name
from readiness.batch.formats import Format
from readiness.batch.groups import MOST_GROUPS, groups_of
from readiness.batch.names_behind import NamesBehind
from readiness.batch.portfolio import FEWEST_FOR_SPREAD, FormPortfolio, Portfolio, QuestionPortfolio
from readiness.batch.result_folder import ResultFile
from readiness.batch.trends import FEWEST_FOR_COUNT, FEWEST_POINTS
from readiness.batch.worklist import SOON, first_day_stage
from readiness.report import sentences
from readiness.report.html_pages import render_page

if TYPE_CHECKING:
    from readiness.batch.request import BatchRequest
    from readiness.batch.store import Store
    from readiness.batch.summary import Counted

_MOST_SHOWN: Final = 8
"""The longest list of gaps, unknown answers or essentials."""
_MOST_REJECTED: Final = 50
"""How many rejected files the report names; `rejected.csv` has all."""
_MOST_UNCLEAR: Final = 30
"""How many unclear files of one kind the report names; `summary.json` has more."""
_SHARED_BY_ONE_IN: Final = 4
"""A gap is listed if at least one service in this many has it."""

_MOST_GROUPS: Final = 20
"""How many groups of services with the same answers are named, and services in each."""

_REASONS: Final = {
    "starting_soon": _("not ready, although the planned first day is soon"),
    "look_twice": _("can go ahead, but is worth checking"),
    None: _("picked at random"),
}
"""Why a service is proposed for a visit."""
_DIRECTIONS: Final = {"up": _("up"), "same": _("the same"), "down": _("down")}


def write_portfolio(
    request: "BatchRequest", counted: "Counted", portfolio: Portfolio, store: "Store", folder: Path
) -> list[str]:
    """Writes `portfolio.html` and `portfolio.pdf`, whichever is wanted.

    Returns:
        Sentences to tell the user.
    """
    html = render_portfolio(request, counted, portfolio, store)
    if Format.HTML in request.formats:
        (folder / ResultFile.REPORT).write_bytes(html.encode("utf-8", "backslashreplace"))
    if Format.PDF not in request.formats:
        return []
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        (folder / ResultFile.REPORT_PDF).write_bytes(make_pdf(html).data)
    except PdfUnavailable:
        (folder / ResultFile.REPORT).write_bytes(html.encode("utf-8", "backslashreplace"))
        return [
            _("This computer can't make PDFs. Print portfolio.html from a browser, or install Pango and try again.")
        ]
    return []


def render_portfolio(request: "BatchRequest", counted: "Counted", portfolio: Portfolio, store: "Store") -> str:
    """The report as HTML in one piece, which needs no other file and no network."""
    rubric = request.instrument.rubric
    rejections = (
        list(store.rows("SELECT * FROM rejected ORDER BY ALL LIMIT ?", [_MOST_REJECTED])) if request.names else []
    )
    values = {
        "request": request,
        "counted": counted,
        "portfolio": portfolio,
        "rejections": rejections,
        "most_unclear": _MOST_UNCLEAR,
        "questionnaire": request.instrument.questionnaire,
        "rubric": rubric,
        "band_names": {**sentences.domains.band_names(rubric), "": sentences.domains.NO_BAND},
        "decision_names": {decision: words.name for decision, words in rubric.decisions.items()},
        "fewest": FEWEST_FOR_SPREAD,
        "fewest_trends": FEWEST_FOR_COUNT,
        "fewest_points": FEWEST_POINTS,
        "directions": _DIRECTIONS,
        "essentials_missing": essentials_missing,
        "flag_name": flag_name,
        "shared_gaps": shared_gaps,
        "shared_unknowns": shared_unknowns,
        "behind": NamesBehind(request, store) if request.names else None,
        "decision_bar": decision_bar,
        "missing_bar": missing_bar,
        "most_groups": _MOST_GROUPS,
        "reasons": _REASONS,
        "soon": SOON.days,
        "spread_box": spread_box,
        "groups": groups_of(request, store),
        "most_groups_shown": MOST_GROUPS,
        "first_day_stage": first_day_stage(request.instrument),
        "large_print": False,
    }
    return render_page("portfolio.html", values, ("readiness.batch", "readiness.report"))


def essentials_missing(form: FormPortfolio) -> list[QuestionPortfolio]:
    """The essentials that most services do not have in place, or all that a single service does not have.

    Equal numbers are in questionnaire order.
    """
    rows = [row for row in form.questions if row.criterion.essential and row.not_in_place]
    return sorted(rows, key=lambda row: -row.not_in_place)[: _MOST_SHOWN if form.services > 1 else None]


def shared_gaps(form: FormPortfolio) -> list[QuestionPortfolio]:
    """What at least two services, and a quarter of all, do not have in place; the most frequent first."""
    rows = [row for row in form.questions if row.not_in_place > 1]
    rows = [row for row in rows if _SHARED_BY_ONE_IN * row.not_in_place >= row.services]
    return sorted(rows, key=lambda row: -row.not_in_place)[:_MOST_SHOWN]


def shared_unknowns(form: FormPortfolio) -> list[QuestionPortfolio]:
    """What at least two services do not know; the most frequent first."""
    return sorted((row for row in form.questions if row.unknown > 1), key=lambda row: -row.unknown)[:_MOST_SHOWN]
