"""The time line of a plan, in SVG: the day of the plan, the days of stages and reviews, and the first day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from markupsafe import Markup

from readiness.plan.model import Plan
from readiness.report import wording
from readiness.report.palette import LIGHT
from readiness.report.sentences import review_title
from readiness.report.svg import drawing, shape
from readiness.text import shorten
from scoring.rubric import Rubric
from scoring.schedule import needed_by

_WIDTH = 516
"""The width of the drawing in its own units, which are points on paper."""
_MARGIN = 5
_GAP = 12
"""The smallest distance between two labels, and between a label and the line of another."""
_MOST_LANES = 9
_LONGEST_TITLE = 60
"""The most characters of a title in a label."""
_SHORT_LINE = 30
"""The most characters in one line of a label in large print."""
_CHARACTER = 0.53
"""The average width of a character as a share of the type size; rather too wide than too narrow."""
_FONT = "Plan Sans, system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"


@dataclass(frozen=True)
class _Event:
    """A day on the line with its label, in one line or several short ones."""

    day: date
    lines: tuple[str, ...]
    is_today: bool = False


@dataclass(frozen=True)
class _Label:
    """The place of an event's label: from `start` to `end`, above (-1) or below (1) the line, in a lane."""

    event: _Event
    x: float
    start: float
    end: float
    side: int
    lane: int

    def leaves_room_for(self, x: float, end: float, lane: int) -> bool:
        """Whether the label of an earlier event on the same side fits into a lane without crossing this one."""
        if self.lane >= lane:
            return min(self.start, self.x) > end + _GAP
        return self.start > x + _GAP / 2


def time_line(plan: Plan, rubric: Rubric, *, large_print: bool = False) -> Markup:
    """The days of stages and reviews along a line, with the day of the plan; empty where no first day was given.

    Args:
        plan: gives the decisions and the days.
        rubric: gives the stages that are not decided on, which are days for a review.
        large_print: labels of 16 points, in short lines.
    """
    if plan.first_day is None:
        return Markup()
    size = 16.0 if large_print else 9.0
    labels = _placed(_events(plan, rubric, plan.first_day, large_print=large_print), size)
    lane = size * (0.2 + 1.2 * max(len(label.event.lines) for label in labels))
    above, below = (1 + max((label.lane for label in labels if label.side == side), default=-1) for side in (-1, 1))
    axis = above * lane + size
    shapes = [_line("axis", 0, axis, _WIDTH, axis, width=2)]
    shapes += [_line("leader", at.x, axis, at.x, axis + at.side * (size * 0.6 + at.lane * lane)) for at in labels]
    shapes += [_mark(label, axis) for label in labels]
    shapes += [text for label in labels for text in _texts(label, axis, lane, size)]
    return drawing("time-line", _WIDTH, axis + below * lane + size, _title(labels), shapes)


def _events(plan: Plan, rubric: Rubric, first_day: date, *, large_print: bool) -> list[_Event]:
    """The days on the line, the latest first."""
    days = [
        (stage.title, f"{wording.DECISION_SYMBOLS[stage.decision]} ", stage.due)
        for stage in plan.stages
        if stage.due is not None
    ]
    days += [(review_title(stage), "", needed_by(first_day, stage.lead_days)) for stage in rubric.review_stages]
    if first_day not in {day for _, _, day in days}:
        days.append(("First day", "", first_day))
    days.insert(0, ("Day of this plan", "", plan.as_of))
    short = short_titles([title for title, *_ in days])

    def event(title: str, symbol: str, day: date, *, is_today: bool) -> _Event:
        name = f"{symbol}{short[title]}"
        lines = (*wrap(name, _SHORT_LINE), wording.day(day)) if large_print else (f"{name}, {wording.day(day)}",)
        return _Event(day, lines, is_today)

    events = [event(*each, is_today=number == 0) for number, each in enumerate(days)]
    return sorted(events, key=lambda each: each.day, reverse=True)


def short_titles(titles: Iterable[str]) -> dict[str, str]:
    """Each title as its label has it: a long one loses its end, or its middle where it would then read like another."""
    beginnings = {title: shorten(title, _LONGEST_TITLE) for title in titles}
    times = Counter(beginnings.values())
    half = _LONGEST_TITLE // 2
    return {
        title: beginning if times[beginning] == 1 else f"{title[: half - 1].rstrip()}…{title[-half:].lstrip()}"
        for title, beginning in beginnings.items()
    }


def _placed(events: list[_Event], size: float) -> list[_Label]:
    last, first = events[0].day, events[-1].day
    unit = (_WIDTH - 2 * _MARGIN) / max(1, (last - first).days)
    labels: list[_Label] = []
    for event in events:
        x = _MARGIN + (event.day - first).days * unit
        length = max(map(len, event.lines)) * size * _CHARACTER
        start = max(0.0, min(x - _MARGIN / 2, _WIDTH - length))
        side, lane = _free_place(labels, x, start + length)
        labels.append(_Label(event, x, start, start + length, side, lane))
    return labels


def _free_place(later: list[_Label], x: float, end: float) -> tuple[int, int]:
    """The side and the lane nearest to the line in which a label crosses none of the later ones."""
    for lane in range(_MOST_LANES):
        for side in (1, -1):
            if all(label.leaves_room_for(x, end, lane) for label in later if label.side == side):
                return side, lane
    return 1, 1 + max((label.lane for label in later if label.side == 1), default=-1)


def _texts(label: _Label, axis: float, lane: float, size: float) -> Iterable[Markup]:
    """The lines of a label: below the time line from the top of its lane, above it from the bottom."""
    lines = label.event.lines
    first = axis + size * 1.5 + label.lane * lane if label.side > 0 else axis - size * 0.8 - label.lane * lane
    first -= 0 if label.side > 0 else (len(lines) - 1) * size * 1.15
    at_the_edge = label.end >= _WIDTH
    x, anchor = (_WIDTH, "end") if at_the_edge else (label.start, "start")
    for number, text in enumerate(lines):
        y = first + number * size * 1.15
        yield shape(
            "text",
            "label",
            text,
            x=x,
            y=y,
            fill=LIGHT.ink,
            font_family=_FONT,
            font_size=size,
            text_anchor=anchor,
        )


def _mark(label: _Label, axis: float) -> Markup:
    x = label.x
    if label.event.is_today:
        corners = ((x - 5, axis), (x, axis - 5), (x + 5, axis), (x, axis + 5))
        points = " ".join(f"{left:g},{top:g}" for left, top in corners)
        return shape("polygon", "today", points=points, fill=LIGHT.ink)
    return shape("circle", "dot", cx=x, cy=axis, r=4, fill=LIGHT.accent)


def _line(name: str, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.75) -> Markup:
    return shape("line", name, x1=x1, y1=y1, x2=x2, y2=y2, stroke=LIGHT.mark, stroke_width=width)


def _title(labels: list[_Label]) -> str:
    days = "; ".join(" ".join(label.event.lines) for label in reversed(labels))
    return f"Time line from left to right: {days}"
