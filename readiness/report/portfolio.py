"""The portfolio report: what many services have in common, for those who can help them. No ranking of services."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from readiness import __version__
from readiness.batch.formats import Format
from readiness.batch.portfolio import FEWEST_FOR_SPREAD, FormPortfolio, Portfolio, QuestionPortfolio
from readiness.batch.trends import FEWEST_FOR_COUNT
from readiness.report import portfolio_charts, wording
from readiness.report.html_pages import environment
from readiness.text import capital, shorten, without_controls

if TYPE_CHECKING:
    from readiness.batch.order import Order
    from readiness.batch.store import Store
    from readiness.batch.summary import Counted

_MOST_SHOWN: Final = 8
"""Gaps, don't knows or essentials in one list."""
_MOST_REJECTED: Final = 50
"""Rejected files that the report names; `rejected.csv` has all."""
_LARGEST_PART: Final = 4
"""A gap is shared where a quarter of the services or more have it."""

_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "capital": capital,
    "day": wording.day,
    "score": wording.score,
    "shorten": shorten,
}
_DIRECTIONS: Final = {"up": "up", "same": "the same", "down": "down"}


def write_portfolio(
    order: "Order", counted: "Counted", portfolio: Portfolio, store: "Store", folder: Path
) -> list[str]:
    """Writes `portfolio.html` and `portfolio.pdf`, where wanted.

    Returns:
        What the user has to know, each a sentence.
    """
    html = render_portfolio(order, counted, portfolio, store)
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


def render_portfolio(order: "Order", counted: "Counted", portfolio: Portfolio, store: "Store") -> str:
    """The report as HTML in one piece: it needs no other file and no network."""
    rubric = order.instrument.rubric
    rejections = (
        list(store.rows("SELECT * FROM rejected ORDER BY ALL LIMIT ?", [_MOST_REJECTED])) if order.names else []
    )
    html = (
        environment(_FILTERS, _names())
        .get_template("portfolio.html")
        .render(
            order=order,
            counted=counted,
            portfolio=portfolio,
            rejections=rejections,
            questionnaire=order.instrument.questionnaire,
            rubric=rubric,
            band_names={**{band.id: band.name for band in rubric.bands}, "": "Not enough known"},
            fewest=FEWEST_FOR_SPREAD,
            fewest_trends=FEWEST_FOR_COUNT,
            directions=_DIRECTIONS,
            program_version=__version__,
        )
    )
    return without_controls(html)


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


def _names() -> dict[str, Any]:
    """What the templates may use."""
    return {
        "decision_symbols": wording.DECISION_SYMBOLS,
        "essentials_missing": essentials_missing,
        "parts_bar": portfolio_charts.parts_bar,
        "shared_gaps": shared_gaps,
        "shared_unknowns": shared_unknowns,
        "spread_box": portfolio_charts.spread_box,
    }
