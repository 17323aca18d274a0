"""The portfolio report: what many services have in common, for those who can help them. No ranking of services."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from readiness.batch.formats import Format
from readiness.batch.portfolio import FEWEST_FOR_SPREAD, FormPortfolio, Portfolio, QuestionPortfolio
from readiness.batch.trends import FEWEST_FOR_COUNT
from readiness.report import sentences
from readiness.report.html_pages import render_page
from readiness.report.portfolio_charts import decision_bar, spread_box

if TYPE_CHECKING:
    from readiness.batch.run import Order
    from readiness.batch.settled import SettledLedger
    from readiness.batch.summary import Counted

_MOST_SHOWN: Final = 8
"""Gaps, don't knows or essentials in one list."""
_MOST_REJECTED: Final = 50
"""Rejected files that the report names; `rejected.csv` has all."""
_LARGEST_PART: Final = 4
"""A gap is shared where a quarter of the services or more have it."""

_DIRECTIONS: Final = {"up": "up", "same": "the same", "down": "down"}


def write_portfolio(
    order: "Order", counted: "Counted", portfolio: Portfolio, ledger: "SettledLedger", folder: Path
) -> list[str]:
    """Writes `portfolio.html` and `portfolio.pdf`, where wanted.

    Returns:
        What the user has to know, each a sentence.
    """
    html = render_portfolio(order, counted, portfolio, ledger)
    if Format.HTML in order.formats:
        (folder / "portfolio.html").write_bytes(html.encode("utf-8", "backslashreplace"))
    if Format.PDF not in order.formats:
        return []
    from readiness.report.pdf import PdfUnavailable, make_pdf

    try:
        (folder / "portfolio.pdf").write_bytes(make_pdf(html).data)
    except PdfUnavailable:
        (folder / "portfolio.html").write_bytes(html.encode("utf-8", "backslashreplace"))
        return ["No PDF could be made on this computer: print portfolio.html from a browser, or install Pango."]
    return []


def render_portfolio(order: "Order", counted: "Counted", portfolio: Portfolio, ledger: "SettledLedger") -> str:
    """The report as HTML in one piece: it needs no other file and no network."""
    rubric = order.instrument.rubric
    rejections = (
        [row for row, _ in zip(ledger.rejections(), range(_MOST_REJECTED), strict=False)] if order.names else []
    )
    values = {
        "order": order,
        "counted": counted,
        "portfolio": portfolio,
        "rejections": rejections,
        "questionnaire": order.instrument.questionnaire,
        "rubric": rubric,
        "band_names": {**sentences.band_names(rubric), "": sentences.NO_BAND},
        "decision_names": {decision: words.name for decision, words in rubric.decisions.items()},
        "fewest": FEWEST_FOR_SPREAD,
        "fewest_trends": FEWEST_FOR_COUNT,
        "directions": _DIRECTIONS,
        "essentials_missing": essentials_missing,
        "shared_gaps": shared_gaps,
        "shared_unknowns": shared_unknowns,
        "decision_bar": decision_bar,
        "spread_box": spread_box,
        "large_print": False,
    }
    return render_page("portfolio.html", values)


def essentials_missing(form: FormPortfolio) -> list[QuestionPortfolio]:
    """The essentials that most services lack, or do not know of; the same number in questionnaire order."""
    rows = [row for row in form.questions if row.criterion.essential and row.not_there]
    return sorted(rows, key=lambda row: -row.not_there)[:_MOST_SHOWN]


def shared_gaps(form: FormPortfolio) -> list[QuestionPortfolio]:
    """What several services, and a quarter of them or more, do not have in place, the commonest first."""
    rows = [row for row in form.questions if row.lacking > 1 and _LARGEST_PART * row.lacking >= row.services]
    return sorted(rows, key=lambda row: -row.lacking)[:_MOST_SHOWN]


def shared_unknowns(form: FormPortfolio) -> list[QuestionPortfolio]:
    """What several services do not know, the commonest first."""
    return sorted((row for row in form.questions if row.unknown > 1), key=lambda row: -row.unknown)[:_MOST_SHOWN]
