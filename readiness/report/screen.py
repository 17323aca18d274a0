"""The result on screen: decisions, domains and the first actions, for a terminal, a screen reader or a pipe."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from readiness.dates import in_words
from readiness.plan.model import Plan
from readiness.report.wording import score_range
from readiness.text import without_line_breaks
from scoring.instrument import Instrument
from scoring.result import DomainResult

_BAR = 20
_COLOURS = {"go": "green", "conditional": "yellow", "wait": "red"}


class _Line(NamedTuple):
    text: str
    style: str = ""
    indent: int = 0


def show_plan(plan: Plan, instrument: Instrument, *, plain: bool = False) -> None:
    """Prints a result to standard output: drawn in a terminal, as whole lines without escapes elsewhere.

    Args:
        plan: what is shown.
        instrument: gives the words.
        plain: without bars and colours, for a screen reader.
    """
    drawn = sys.stdout.isatty() and not plain and os.environ.get("TERM") != "dumb"
    lines = [
        *_head(plan),
        *_stages(plan, instrument),
        *_domains(plan, instrument, drawn=drawn),
        *_first(plan, instrument),
        *_care(plan),
    ]
    if drawn:
        _draw(lines)
    else:
        print("\n".join(" " * line.indent + line.text for line in lines), flush=True)  # noqa: T201


def _draw(lines: list[_Line]) -> None:
    """Prints lines in their styles, wrapped to the window."""
    from rich.console import Console  # a pipe does without: this takes as long as reading the answers
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Padding(Text(line.text, style=line.style), (0, 0, 0, line.indent)))


def _line(text: str, style: str = "", indent: int = 0) -> _Line:
    """One line: what somebody typed can neither steer the terminal nor begin a line of its own."""
    return _Line(without_line_breaks(text), style, indent)


def _head(plan: Plan) -> Iterator[_Line]:
    service = plan.service
    of = f", {service.organisation}" if service.organisation else ""
    yield _line("")
    yield _line(f"{service.name}{of}", "bold")
    parts = [f"{plan.answered} answered"]
    parts += [f"{plan.unknown} don't know"] if plan.unknown else []
    parts += [f"{plan.not_applicable} not applicable"] if plan.not_applicable else []
    parts += [f"{plan.unanswered} not answered"] if plan.unanswered else []
    yield _line(f"{plan.form.capitalize()} form: {', '.join(parts)}. Read on {in_words(plan.as_of)}.")


def _stages(plan: Plan, instrument: Instrument) -> Iterator[_Line]:
    yield _line("")
    yield _line("Can we go ahead?", "bold underline")
    for stage in plan.stages:
        words = instrument.rubric.decisions[stage.decision].name
        yield _line(f"{words}: {stage.title}", f"bold {_COLOURS[stage.decision]}")
        yield _line(stage.sentence, indent=2)
    advice = plan.first_day_advice
    if advice and advice.too_soon and plan.first_day:
        yield _line(
            f"The first day on {in_words(plan.first_day)} is too soon for what is still missing. "
            f"The earliest that leaves time for it is {in_words(advice.earliest)}.",
            "bold",
        )


def _domains(plan: Plan, instrument: Instrument, *, drawn: bool) -> Iterator[_Line]:
    yield _line("")
    yield _line(
        "The six domains, from 0 to 100" if len(plan.domains) == 6 else "The domains, from 0 to 100", "bold underline"
    )
    bands = {band.id: band.name for band in instrument.rubric.bands}
    width = max(len(domain.title) for domain in plan.domains)
    for domain in plan.domains:
        words = bands[domain.band] if domain.band else "no band, too little is known"
        if domain.score is None:
            words = "does not apply"
        if drawn:
            yield _line(f"{domain.title:{width}}  {_bar(domain)} {score_range(domain):>12}  {words}")
        else:
            yield _line(f"{domain.title}: {score_range(domain)}, {words}")
        if domain.capped_by:
            topics = [instrument.questionnaire.questions[question].topic for question in domain.capped_by]
            yield _line(f"held back by: {', '.join(topics)}", indent=2)


def _bar(domain: DomainResult) -> str:
    """The score as a bar, with what is not known yet between its end and the highest possible score."""
    full, perhaps, empty = "█▒░" if (sys.stdout.encoding or "").lower().startswith("utf") else "#=-"
    sure = round((domain.score or 0) * _BAR / 100)
    possible = max(sure, round((domain.score_max or 0) * _BAR / 100))
    return full * sure + perhaps * (possible - sure) + empty * (_BAR - possible)


def _first(plan: Plan, instrument: Instrument) -> Iterator[_Line]:
    top = [action for action in plan.actions if action.question in plan.top_actions]
    if not top:
        return
    yield _line("")
    yield _line("Begin with these", "bold underline")
    for number, action in enumerate(top, 1):
        yield _line(f"{number}. {action.title}", "bold")
        when = f" By {in_words(action.due)}{' (late)' if action.late else ''}." if action.due else ""
        effort = instrument.rubric.efforts[action.effort]
        yield _line(f"For: {action.owner}.{when} Effort: {effort.name.lower()}, {effort.meaning}.", indent=3)
        yield _line(f"First step: {action.first_step}", indent=3)


def _care(plan: Plan) -> Iterator[_Line]:
    yield _line("")
    yield _line("Read with care", "bold underline")
    for sentence in plan.flag_sentences.values():
        yield _line(f"- {sentence}")
    yield _line(plan.caution)
