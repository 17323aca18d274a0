"""The portfolio's charts as SVG, each with a title that says what it shows to those who cannot see it."""

from collections.abc import Mapping

from markupsafe import Markup

from readiness.batch.portfolio import DomainPortfolio
from readiness.report import wording
from scoring.rubric import Band

_WIDTH, _HEIGHT = 200, 16
"""Of a drawing, in units of its own: two to a point of the score."""
_COLOURS = {"go": "#0b5c63", "conditional": "#e3b65a", "wait": "#b5483c"}

_SVG = Markup(
    '<svg class="bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" focusable="false">'
    "<title>{title}</title>{shapes}</svg>"
)
_RECT = Markup('<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" class="{name}"/>')


def spread_box(domain: DomainPortfolio, bands: tuple[Band, ...]) -> Markup:
    """The spread of a domain's scores from 0 to 100: a line for all, a box for the middle half.

    Args:
        domain: with a spread.
        bands: where they begin, for the lines across.
    """
    spread = domain.spread
    if spread is None:
        raise ValueError("fewer than five services have no spread that may be drawn")
    low, lower, middle, upper, high = (2 * value for value in spread)
    shapes = [_rect("track", 0, 7.25, _WIDTH, 1.5, "#dfe6e7")]
    shapes += [_rect("mark", 2 * band.from_score, 0, 0.75, _HEIGHT, "#8a999b") for band in bands if band.from_score]
    shapes.append(_rect("whisker", low, 7, max(high - low, 0.5), 2, "#0b5c63"))
    shapes.append(_rect("box-of-half", lower, 3, max(upper - lower, 1), 10, "#7fb9bc"))
    shapes.append(_rect("middle", max(middle - 1, 0), 2, 2, 12, "#17262a"))
    title = (
        f"{domain.title}: scores from {wording.score(spread.lowest)} to {wording.score(spread.highest)},"
        f" the middle one {wording.score(spread.middle)},"
        f" the middle half from {wording.score(spread.lower)} to {wording.score(spread.upper)}"
    )
    return _SVG.format(width=_WIDTH, height=_HEIGHT, title=title, shapes=Markup().join(shapes))


def parts_bar(title: str, parts: Mapping[str, int], names: Mapping[str, str]) -> Markup:
    """How services fall to decisions, as one bar.

    Args:
        title: what is shown.
        parts: how many services have each decision, in the order in which they are drawn.
        names: the decisions in words.
    """
    total = sum(parts.values())
    shapes, reached = [_rect("track", 0, 4, _WIDTH, 8, "#e8edee")], 0.0
    for decision, number in parts.items():
        width = _WIDTH * number / total if total else 0
        if number:
            shapes.append(_rect(f"part-{decision}", reached, 4, width, 8, _COLOURS[decision]))
        reached += width
    said = ", ".join(f"{names[decision]} {number}" for decision, number in parts.items())
    return _SVG.format(width=_WIDTH, height=_HEIGHT, title=f"{title}: {said}", shapes=Markup().join(shapes))


def _rect(name: str, x: float, y: float, width: float, height: float, fill: str) -> Markup:
    return _RECT.format(name=name, x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}", fill=fill)
