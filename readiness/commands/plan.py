"""`readiness plan`: the action plan as a document."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.answer_choice import advise_to, answers_for
from readiness.commands.options import (
    AnswerFile,
    AsOf,
    Audience,
    Brief,
    InstrumentFolder,
    LargePrint,
    load,
    reading_day,
    refuse_unwritten,
    refuse_without_effect,
)
from readiness.terminal import print_message
from readiness.usage import one_of


def plan(
    file: AnswerFile = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("PLAN"),
            readable=False,
            help=_(
                "Where to save the plan. The file's ending sets the format: .pdf, .html, .docx, .md, .xlsx, "
                ".csv, .ics or "
                ".json (default: a PDF next to the answers)."
            ),
        ),
    ] = None,
    audience: Annotated[
        Audience,
        typer.Option(
            "--for",
            metavar=one_of(Audience),
            help=_(
                "Who the plan is for (default: service). Commissioners don't see the notes, and the public "
                "doesn't see the actions either."
            ),
        ),
    ] = Audience.SERVICE,
    large_print: LargePrint = False,
    brief: Brief = False,
    starts: Annotated[
        bool, typer.Option("--starts", help=_("Also add the day each action should start (only in an .ics file)."))
    ] = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Write the action plan for an answer file.

    Owners, due dates and statuses are those agreed for these answers with `readiness actions`, and a new assessment
    starts with none. You can also enter these in a plan saved as .xlsx or
    .csv, and read it back with `readiness actions --read`.
    """
    from readiness.plan.service_plan import open_plan
    from readiness.report.plan_files import check_suffix, path_beside, write_plan
    from readiness.terminal import busy
    from readiness.text import printable_path

    if output:
        check_suffix(output, file)
    given = {"--large-print": large_print, "--brief": brief, "--starts": starts}
    refuse_without_effect(output or Path("plan.pdf"), *(option for option, is_given in given.items() if is_given))
    instrument = load(questionnaire)
    refuse_unwritten(instrument, questionnaire)
    today = reading_day(as_of)
    answers = answers_for("plan", file, instrument, today)
    output = output or path_beside(answers, audience.value, brief=brief)
    check_suffix(output, answers)
    service_plan = open_plan(answers, instrument, today)
    wanted = service_plan.plan_for(audience.value)
    with busy(_("Writing the plan ...")):
        written = write_plan(wanted, instrument, output, large_print=large_print, brief=brief, starts=starts)
    typer.echo(_("The plan is in {file}", file=printable_path(str(written.path))), err=True)
    notices = (*service_plan.notices, *written.notices)  # before the plan is remembered, which may move its record
    for notice in (*notices, *service_plan.remember(calendar=written.calendar)):
        print_message(notice)
    advise_to(_("Next, agree who does what by when"), "actions", answers, questionnaire)
