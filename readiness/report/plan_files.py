"""Writes plans as files, in the format that the file name asks for."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.answer_names import ANSWERS_SUFFIX
from readiness.exits import UsageFault
from readiness.plan.model import Audience, CalendarMark, Plan
from readiness.report import formats
from readiness.report.page_files import write_pdf
from readiness.report.plan_page import CLOSENESSES, render_plan
from readiness.storage import write_output
from readiness.text import name_in_format
from scoring.instrument import Instrument

_SUFFIXES = (".pdf", ".html", *formats.SUFFIXES)


@dataclass(frozen=True)
class WrittenPlan:
    """A plan that was written."""

    path: Path
    """Where it is; HTML next to the wanted file if no PDF could be made."""
    notices: tuple[str, ...] = ()
    """Sentences to tell the user."""
    calendar: Mapping[str, CalendarMark] | None = None
    """The marks of a calendar's entries, to be remembered; none if no calendar was written."""


def path_beside(answers: Path, audience: Audience = "service", *, brief: bool = False) -> Path:
    """Where the plan of an answer file is written unless another place is named: next to it, by a name of its kind."""
    name = answers.name.removesuffix(ANSWERS_SUFFIX).removesuffix(".json")
    kind = ("-brief" if brief else "") + ("" if audience == "service" else f"-for-{audience}")
    return answers.with_name(f"{name}-plan{kind}.pdf")


def check_suffix(path: Path, answers: Path | None = None) -> None:
    """Refuses a file name without a known suffix, and the answer file itself.

    Raises:
        UsageFault: the suffix is not a format of plans, or the path is the answer file.
    """
    if answers and os.path.realpath(path) == os.path.realpath(answers):
        raise UsageFault(
            Fault(
                str(path),
                _("this is the answer file, and the plan would replace it"),
                _("Choose another name for the plan"),
            )
        )
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageFault(
            Fault(
                str(path),
                _("the plan's file name has to end in {suffixes}", suffixes=either(_SUFFIXES)),
                _("Name the plan '{name}', for example", name=name_in_format(path, _SUFFIXES, "plan")),
            )
        )


def write_plan(
    plan: Plan,
    instrument: Instrument,
    path: Path,
    *,
    large_print: bool = False,
    brief: bool = False,
    starts: bool = False,
) -> WrittenPlan:
    """Writes a plan in the format of the path's suffix; if no PDF can be made, as HTML next to it.

    Args:
        plan: what the plan says.
        instrument: what the answers were scored by.
        path: where to write it.
        large_print: whether a PDF or HTML file has text of 16 points or more; other formats ignore it.
        brief: whether a document ends after the schedule; tables, calendars and data ignore it.
        starts: whether a calendar has the days on which actions are to start; other formats ignore it.

    Raises:
        UsageFault: the suffix is not a format of plans, or the file cannot be written.
    """
    check_suffix(path)
    if path.suffix.lower() in formats.SUFFIXES:
        told = write_output(path, formats.make(path.suffix.lower(), plan, instrument, brief=brief, starts=starts))
        return WrittenPlan(path, told, _marks(plan, instrument, path, starts=starts))
    page = partial(render_plan, plan, instrument, large_print=large_print, brief=brief)
    if path.suffix.lower() == ".html":
        write_output(path, page().encode())
        return WrittenPlan(path)
    on_paper = partial(page, paper=True)
    may_be_closer = brief and not large_print and plan.audience != "public"
    closer = tuple(partial(on_paper, closeness=number) for number in CLOSENESSES) if may_be_closer else ()
    return WrittenPlan(*write_pdf(path, on_paper, page, closer=closer))


def _marks(plan: Plan, instrument: Instrument, path: Path, *, starts: bool) -> Mapping[str, CalendarMark] | None:
    if path.suffix.lower() != ".ics":
        return None
    from readiness.report.calendar_entries import calendar_of, marks_of

    return marks_of(calendar_of(plan, instrument, starts=starts), plan)
