"""The plan on screen: decisions, domains and first actions, for a terminal, a screen reader or a pipe."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from readiness.dates import in_words
from readiness.plan.model import Plan
from readiness.report import sentences
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
    """Prints a plan to standard output: with bars and colours in a terminal, as plain lines elsewhere.

    Args:
        plan: the plan to show.
        instrument: gives the names of decisions, bands and efforts.
        plain: without bars and colours, for a screen reader.
    """
    drawn = sys.stdout.isatty() and not plain and os.environ.get("TERM") != "dumb"
    lines = [
        *_service(plan),
        *_stages(plan, instrument),
        *_domains(plan, instrument, drawn=drawn),
        *_first_actions(plan, instrument),
        *_cautions(plan),
    ]
    if drawn:
        _draw(lines)
    else:
        print("\n".join(" " * line.indent + line.text for line in lines), flush=True)  # noqa: T201


def _draw(lines: list[_Line]) -> None:
    """Prints lines in their styles, wrapped to the window."""
    from rich.console import Console  # slow to load, and not needed for a pipe
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        console.print(Padding(Text(line.text, style=line.style), (0, 0, 0, line.indent)))


def _line(text: str, style: str = "", indent: int = 0) -> _Line:
    """One line, without control characters and line ends that somebody typed."""
    return _Line(without_line_breaks(text).replace("\N{NO-BREAK SPACE}", " "), style, indent)


def _service(plan: Plan) -> Iterator[_Line]:
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
    yield _line(sentences.CAN_WE_GO_AHEAD, "bold underline")
    for stage in plan.stages:
        words = instrument.rubric.decisions[stage.decision].name
        yield _line(f"{words}: {stage.title}", f"bold {_COLOURS[stage.decision]}")
        yield _line(stage.sentence, indent=2)
    for sentence in sentences.in_short(plan, instrument):
        yield _line(str(sentence), "bold")


def _domains(plan: Plan, instrument: Instrument, *, drawn: bool) -> Iterator[_Line]:
    yield _line("")
    yield _line(
        "The six domains, from 0 to 100" if len(plan.domains) == 6 else "The domains, from 0 to 100", "bold underline"
    )
    width = max(len(domain.title) for domain in plan.domains)
    for domain in plan.domains:
        words = sentences.band_name(domain, instrument.rubric)
        if drawn:
            yield _line(f"{domain.title:{width}}  {_bar(domain)} {score_range(domain):>12}  {words}")
        else:
            yield _line(f"{domain.title}: {score_range(domain)}, {words}")
        if held_back := sentences.held_back(domain, instrument.questionnaire):
            yield _line(held_back, indent=2)


def _bar(domain: DomainResult) -> str:
    """The score as a bar of 20 characters; a lighter part goes up to the highest possible score."""
    known, possible, empty = "█▒░" if (sys.stdout.encoding or "").lower().startswith("utf") else "#=-"
    reached = round((domain.score or 0) * _BAR / 100)
    highest = max(reached, round((domain.score_max or 0) * _BAR / 100))
    return known * reached + possible * (highest - reached) + empty * (_BAR - highest)


def _first_actions(plan: Plan, instrument: Instrument) -> Iterator[_Line]:
    by_question = {action.question: action for action in plan.actions}
    top = [by_question[question] for question in plan.top_actions]
    if not top:
        return
    yield _line("")
    yield _line(sentences.start_with(len(top)), "bold underline")
    for number, action in enumerate(top, 1):
        yield _line(f"{number}. {sentences.action_name(action)}", "bold")
        when = f" Due: {sentences.due_line(action)}."
        effort = instrument.rubric.efforts[action.effort]
        yield _line(f"For: {action.owner}.{when} Effort: {effort.name.lower()}, {effort.meaning}.", indent=3)
        yield _line(f"First step: {action.first_step}", indent=3)
        if paper := sentences.working_paper(action):
            yield _line(f"Working paper: {paper}", indent=3)


def _cautions(plan: Plan) -> Iterator[_Line]:
    yield _line("")
    yield _line(sentences.READ_WITH_CARE, "bold underline")
    for sentence in sentences.cautions(plan):
        yield _line(f"- {sentence}")
