"""The answers of several people to one question as dots on the ladder of levels, in SVG. It reads without colour."""

from collections.abc import Iterator

from markupsafe import Markup

from questionnaires.model import Questionnaire
from readiness.report.palette import LIGHT
from readiness.report.sentences.spreads import dots, in_words
from readiness.report.svg import drawing, shape
from scoring.agenda import Spread

UNKNOWN_MARK = "?"
"""Below the dots of people who don't know."""
_ACROSS = 5
"""Dots side by side at one level."""
_STEP, _RADIUS = 8.0, 3.4
_COLUMN = _ACROSS * _STEP + 6
_LABEL = 12.0
"""The height of the line with the levels below the dots."""


def spread_chart(topic: str, spread: Spread, questionnaire: Questionnaire, a_dot: int = 1) -> Markup:
    """A column of dots above each level from 0 to 3, and one of rings above the question mark of *don't know*.

    Args:
        topic: what the question is about.
        spread: how many people gave which answer.
        questionnaire: gives the names of the levels.
        a_dot: how many people a dot stands for.
    """
    columns = [*((f"{level}", number) for level, number in enumerate(spread.counts)), (UNKNOWN_MARK, spread.unknown)]
    rows = max(1, *(-(-dots(number, a_dot) // _ACROSS) for _, number in columns))
    width, height = len(columns) * _COLUMN, rows * _STEP + _LABEL
    shapes: list[Markup] = []
    for place, (label, number) in enumerate(columns):
        left, base = place * _COLUMN, rows * _STEP
        shapes.append(shape("rect", "mark", x=left, y=base + 0.5, width=_COLUMN - 6, height=0.75, fill=LIGHT.mark))
        shapes.append(
            shape(
                "text",
                "label",
                label,
                x=left + (_COLUMN - 6) / 2,
                y=base + 10,
                font_size=10,
                font_family="Plan Sans, sans-serif",
                text_anchor="middle",
                fill=LIGHT.ink,
            )
        )
        shapes += _dots(left, base, dots(number, a_dot), hollow=label == UNKNOWN_MARK)
    return drawing("spread", width, height, f"{topic}: {in_words(spread, questionnaire)}", shapes)


def _dots(left: float, base: float, number: int, *, hollow: bool) -> Iterator[Markup]:
    """A number of dots in rows, the lowest first."""
    for place in range(number):
        row, across = divmod(place, _ACROSS)
        x, y = left + across * _STEP + _STEP / 2, base - row * _STEP - _STEP / 2
        if hollow:
            yield shape("circle", "ring", cx=x, cy=y, r=_RADIUS - 0.5, fill="none", stroke=LIGHT.accent, stroke_width=1)
        else:
            yield shape("circle", "dot", cx=x, cy=y, r=_RADIUS, fill=LIGHT.accent)
