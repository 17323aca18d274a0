"""The result at the end of an interview: the decisions first, and the rest for whoever wants to see it."""

from datetime import date

from questionnaires.language import _
from readiness.interview import choices
from readiness.next_step import command
from readiness.plan.model import Plan
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.report.screen import further_lines, lines_in_short
from readiness.report.screen_lines import Line
from scoring.instrument import Instrument


def show_result(prompts: Prompts, plan: Plan, instrument: Instrument, *, plain: bool) -> None:
    """Shows the result in short, and the rest of it on request, until the person goes on to the plan.

    Raises:
        KeyboardInterrupt, EOFError: the person interrupted it.
    """
    more, write = choices.RESULT_OPTIONS
    prompts.say(*(_paragraph(line, plain=plain) for line in lines_in_short(plan, instrument)))
    if prompts.choose(_("What next?"), [more, write]).key == more.key:
        prompts.say(*(_paragraph(line, plain=plain) for line in further_lines(plan, instrument, drawn=not plain)))
        if day := plan.first_day or plan.schedule.earliest_first_day:
            prompts.say(Paragraph(""), Paragraph(_on_first_day(day)))
        prompts.choose(_("What next?"), [Option(more.key, write.label)])


def _on_first_day(day: date) -> str:
    """How the first day can be changed after the interview, with a day to begin with."""
    return _(
        "To set or change the first day later, type `{command}` with the date you want.",
        command=command("assess", "--first-day", f"{day}"),
    )


def _paragraph(line: Line, *, plain: bool) -> Paragraph:
    """A line of the result as prompts show it."""
    lead = " " if line.indent and not plain else ""
    if "underline" in line.style:
        return Paragraph(line.text, "title", lead)
    return Paragraph(line.text, "strong" if line.style else "", lead)
