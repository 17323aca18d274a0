"""Charts of scores, in SVG, each with a title that says what it shows."""

from collections.abc import Iterable

from markupsafe import Markup

from questionnaires.language import _
from readiness.report import wording
from readiness.report.palette import LIGHT
from readiness.report.svg import drawing, shape
from scoring.result import DomainResult
from scoring.rubric import Band

WIDTH, HEIGHT = 200, 16
"""The size of a bar chart in its own units: two units for each point of a score."""
BAR_TOP, BAR_HEIGHT = 4, 8


def bar_chart(title: str, shapes: Iterable[Markup]) -> Markup:
    """A chart as wide as the scores from 0 to 100."""
    return drawing("bar", WIDTH, HEIGHT, title, shapes, stretched=True)


def bar(name: str, start: float, width: float, fill: str) -> Markup:
    """A horizontal bar; start and width in units of the chart."""
    return shape("rect", name, x=start, y=BAR_TOP, width=width, height=BAR_HEIGHT, fill=fill)


def band_marks(bands: Iterable[Band]) -> list[Markup]:
    """Thin lines across a chart where the bands begin."""
    return [
        shape("rect", "mark", x=2 * band.from_score, y=0, width=0.75, height=HEIGHT, fill=LIGHT.mark)
        for band in bands
        if band.from_score
    ]


def score_bar(domain: DomainResult, bands: tuple[Band, ...]) -> Markup:
    """One domain's score as a bar from 0 to 100, with a lighter part up to the score that may turn out to be true.

    Args:
        domain: gives the score and the highest possible score.
        bands: gives the scores that are marked.
    """
    shapes = [bar("track", 0, WIDTH, LIGHT.track)]
    if domain.score is not None and domain.score_max is not None:
        reached, possible = 2 * domain.score, 2 * domain.score_max
        if possible > reached:
            shapes.append(_possible(reached, possible))
        if reached:
            shapes.append(bar("reached", 0, reached, LIGHT.accent))
    return bar_chart(_title(domain), [*shapes, *band_marks(bands)])


def _possible(reached: float, possible: float) -> Markup:
    return shape(
        "rect",
        "range",
        x=reached,
        y=BAR_TOP + 0.5,
        width=possible - reached,
        height=BAR_HEIGHT - 1,
        fill=LIGHT.possible,
        stroke=LIGHT.accent,
        stroke_width=1,
        stroke_dasharray="3 2",
    )


def _title(domain: DomainResult) -> str:
    if domain.score is None:
        return _("{domain}: no score", domain=domain.title)
    if domain.score_max == domain.score:
        return _("{domain}: {score} out of 100", domain=domain.title, score=wording.score(domain.score))
    return _(
        "{domain}: {score} out of 100. If every answer were known, the score could be up to {highest_score}.",
        domain=domain.title,
        score=wording.score(domain.score),
        highest_score=wording.score(domain.score_max),
    )
