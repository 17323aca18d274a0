"""Charts of many services, in SVG, each with a title that says what it shows."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from questionnaires.language import _, ngettext
from readiness.batch.portfolio import DomainPortfolio, QuestionPortfolio
from readiness.report import wording
from readiness.report.charts import HEIGHT, WIDTH, band_marks, bar, bar_chart
from readiness.report.palette import DECISION_BARS, LIGHT, MIDDLE_HALF
from readiness.report.svg import shape
from scoring.rubric import Band, Decision


def spread_box(domain: DomainPortfolio, bands: tuple[Band, ...]) -> Markup:
    """The spread of a domain's scores from 0 to 100: a line for all services, a box for the middle half.

    Args:
        domain: must have a spread.
        bands: gives the scores that are marked.
    """
    spread = domain.spread
    if spread is None:
        raise ValueError("the spread of scores can't be drawn for fewer than five services")
    low, lower, middle, upper, high = (2 * value for value in spread)
    shapes = [
        shape("rect", "track", x=0, y=7.25, width=WIDTH, height=1.5, fill=LIGHT.track),
        *band_marks(bands),
        shape("rect", "whisker", x=low, y=7, width=max(high - low, 0.5), height=2, fill=LIGHT.accent),
        shape("rect", "box-of-half", x=lower, y=3, width=max(upper - lower, 1), height=HEIGHT - 6, fill=MIDDLE_HALF),
        shape("rect", "middle", x=max(middle - 1, 0), y=2, width=2, height=HEIGHT - 4, fill=LIGHT.ink),
    ]
    title = _(
        "{domain}: scores run from {lowest} to {highest}, with a median of {median}; the middle half of the services "
        "score from {lower} to {upper}",
        domain=domain.title,
        lowest=wording.score(spread.lowest),
        highest=wording.score(spread.highest),
        median=wording.score(spread.middle),
        lower=wording.score(spread.lower),
        upper=wording.score(spread.upper),
    )
    return bar_chart(title, shapes)


def decision_bar(title: str, services: Mapping[Decision, int], names: Mapping[Decision, str]) -> Markup:
    """How many services have each decision, as one bar.

    Args:
        title: what the decisions are about.
        services: how many have each decision, in the order in which they are drawn.
        names: the decisions in words.
    """
    parts = [(decision, number, DECISION_BARS[decision]) for decision, number in services.items()]
    said = ", ".join(f"{names[decision]} {number}" for decision, number in services.items())
    return bar_chart(f"{title}: {said}", _one_after_the_other(parts, sum(services.values())))


def missing_bar(topic: str, question: QuestionPortfolio, details: str) -> Markup:
    """How many services do not have something in place, as one bar: missing, planned, and not known.

    Args:
        topic: what they do not have in place.
        question: has the numbers.
        details: the numbers in words.
    """
    parts = (
        ("wait", question.missing, DECISION_BARS["wait"]),
        ("conditional", question.planned, DECISION_BARS["conditional"]),
        ("unknown", question.not_known, LIGHT.mark),
    )
    title = ngettext(
        "{topic} ({n} service): {details}",
        "{topic} ({n} services): {details}",
        question.services,
        topic=topic,
        details=details,
    )
    return bar_chart(title, _one_after_the_other(parts, question.services))


def _one_after_the_other(parts: Iterable[tuple[str, int, str]], total: int) -> list[Markup]:
    """The parts of a total as bars from left to right: the name, number and colour of each."""
    shapes, start = [bar("track", 0, WIDTH, LIGHT.track)], 0.0
    for name, number, colour in parts:
        width = WIDTH * number / total if total else 0
        if number:
            shapes.append(bar(f"part-{name}", start, width, colour))
        start += width
    return shapes
