"""`readiness assess`: the interview, from the first question to the plan."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.answer_choice import advise_to
from readiness.commands.options import (
    Domain,
    InstrumentFolder,
    Plain,
    Short,
    load,
    reading_day,
    warn_of_unwritten,
)


def assess(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=_("FILE"),
            readable=False,
            help=_("The answer file to carry on with, or the name of a new one (default: choose one in this folder)."),
        ),
    ] = None,
    short: Short = False,
    domain: Domain = None,
    plain: Plain = False,
    first_day: Annotated[
        str | None,
        typer.Option(
            "--first-day",
            metavar=_("DATE"),
            help=_("The day you plan for the first peer workers to start, such as 2027-03-01."),
        ),
    ] = None,
    pdf: Annotated[
        Path | None,
        typer.Option(
            "--pdf",
            metavar=_("FILE"),
            readable=False,
            help=_("Where to save the plan (default: next to the answers)."),
        ),
    ] = None,
    quiet_scores: Annotated[
        bool, typer.Option("--quiet-scores", help=_("Don't show any scores until the end."))
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar=_("DATE"),
            help=_(
                "Ask the questions, and work out the result and the plan, as if today were this date, such as "
                "2027-03-01. The answers and the name of their file keep the real date."
            ),
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Answer the questions, see the result and get the plan as a PDF.

    Every answer is saved at once. You can stop with Ctrl-C whenever you like, and carry on later with the same command.
    You can start a new assessment, or choose a finished or unfinished one in this folder.
    """
    from readiness.dates import day_of
    from readiness.interview.assessment import Assessment
    from readiness.interview.options import AssessOptions

    instrument, today = load(questionnaire), reading_day(as_of)
    warn_of_unwritten(instrument, questionnaire)
    options = AssessOptions(
        instrument=instrument,
        today=today,
        file=file,
        short=short,
        domain=domain,
        plain=plain,
        first_day=day_of(first_day, "--first-day"),
        plan=pdf,
        quiet=quiet_scores,
        folder=questionnaire,
    )
    assessment = Assessment(options)
    code = assessment.run()
    if assessment.agree_on:
        from readiness.actions.change import Change
        from readiness.actions.run import ActionsEditor
        from readiness.plan.service_plan import open_plan

        editor = ActionsEditor(open_plan(assessment.agree_on, instrument, today))
        code = editor.run(None, Change(), None, asks=True, plain=plain)
        advise_to(_("Next, write the plan"), "plan", assessment.agree_on, questionnaire)
    raise typer.Exit(code)
