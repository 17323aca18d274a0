"""`readiness templates`: working papers to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _, ngettext
from readiness.commands.answer_choice import advise_to
from readiness.commands.options import AsOf, InstrumentFolder, load, reading_day

if TYPE_CHECKING:
    from datetime import date

    from scoring.instrument import Instrument


def templates(
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar=_("DIR"),
            help=_("The folder for the working papers. It is created if it doesn't exist."),
        ),
    ],
    answers: Annotated[
        Path | None,
        typer.Option(
            "--for",
            metavar=_("FILE"),
            help=_(
                "Write only the working papers that help with this answer file's actions, and fill in the "
                "service's name."
            ),
        ),
    ] = None,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Write working papers to fill in, as .docx and .md.

    They include a role description, an interview guide, a supervision agreement and other documents that the actions
    mention. A working paper that already exists is left as it is.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.report.working_papers import load_checked, write_working_papers

    instrument, day = load(questionnaire), reading_day(as_of)
    papers = load_checked(instrument, questionnaire)
    if not papers:
        raise UsageFault(
            Fault(
                "templates",
                _("the questionnaire '{id}' has no working papers to fill in", id=instrument.questionnaire.id),
                _("Add working papers, as TOML files in the questionnaire's 'templates' folder"),
            )
        )
    wanted, service = _needs_of(answers, instrument, day) if answers else (set(papers), "")
    chosen = {name: paper for name, paper in papers.items() if name in wanted}
    written = write_working_papers(chosen, instrument.questionnaire, output, day, service)
    if written.kept and not written.new:
        said = ngettext(
            "The only file already exists in the folder “{folder}” and has been left as it is.",
            "All {n} files already exist in the folder “{folder}” and have been left as they are.",
            len(written.kept),
            folder=output,
        )
        typer.echo(said, err=True)
    else:
        for path in written.kept:
            typer.echo(_("{file} already exists and has been left as it is.", file=path), err=True)
        typer.echo(
            _(
                "Working papers: {papers} (each as .docx and .md). New files in the folder “{folder}”: {files}",
                papers=len(chosen),
                files=len(written.new),
                folder=output,
            ),
            err=True,
        )
    if answers:
        advise_to(_("Next, agree who does what by when"), "actions", answers, questionnaire)


def _needs_of(answers: Path, instrument: "Instrument", day: "date") -> tuple[set[str], str]:
    """The names of the working papers that help with the open actions of an answer file, and its service's name."""
    from readiness.plan.service_plan import open_plan
    from readiness.report.working_papers import helpful_papers

    plan = open_plan(answers, instrument, day).plan
    return helpful_papers(plan), ", ".join(filter(None, (plan.service.name, plan.service.organisation)))
