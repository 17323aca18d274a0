"""Charts as SVG: drawn from a result, each with a title that says what it shows to those who cannot see it."""

from markupsafe import Markup

from readiness.report import wording
from scoring.result import DomainResult
from scoring.rubric import Band

_WIDTH, _HEIGHT = 200, 16
"""Of the drawing, in units of its own: two to a point of the score."""
_BAR_TOP, _BAR_HEIGHT = 4, 8

_SVG = Markup(
    '<svg class="bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" focusable="false">'
    "<title>{title}</title>{shapes}</svg>"
)
_RECT = Markup('<rect class="{name}" x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"/>')
_RANGE = Markup(
    '<rect class="range" x="{x}" y="{y}" width="{width}" height="{height}" fill="#d3e6e6" stroke="#0b5c63"'
    ' stroke-width="1" stroke-dasharray="3 2"/>'
)


def profile_bar(domain: DomainResult, bands: tuple[Band, ...]) -> Markup:
    """One domain's score as a bar from 0 to 100, with a lighter part up to what it may turn out to be.

    Args:
        domain: its score and its highest score.
        bands: where they begin, for the lines across the bar.
    """
    shapes = [_rect("track", 0, _BAR_TOP, _WIDTH, _BAR_HEIGHT, "#e8edee")]
    if domain.score is not None and domain.score_max is not None:
        reached, possible = 2 * domain.score, 2 * domain.score_max
        if possible > reached:
            shapes.append(
                _RANGE.format(
                    x=f"{reached:g}", y=_BAR_TOP + 0.5, width=f"{possible - reached:g}", height=_BAR_HEIGHT - 1
                )
            )
        if reached:
            shapes.append(_rect("reached", 0, _BAR_TOP, reached, _BAR_HEIGHT, "#0b5c63"))
    shapes += [_rect("mark", 2 * band.from_score, 0, 0.75, _HEIGHT, "#8a999b") for band in bands if band.from_score]
    return _SVG.format(width=_WIDTH, height=_HEIGHT, title=_said(domain), shapes=Markup().join(shapes))


def _said(domain: DomainResult) -> str:
    if domain.score is None:
        return f"{domain.title}: no score"
    if domain.score_max == domain.score:
        return f"{domain.title}: {wording.score(domain.score)} of 100"
    reached, possible = wording.score(domain.score), wording.score(domain.score_max)
    return f"{domain.title}: {reached} of 100, or up to {possible} with what is not known yet"


def _rect(name: str, x: float, y: float, width: float, height: float, fill: str) -> Markup:
    return _RECT.format(name=name, x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}", fill=fill)
