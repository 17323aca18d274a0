"""`readiness workshop report`: the plan of what a workshop has agreed, with how it got there."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import (
    AsOf,
    Audience,
    Brief,
    InstrumentFolder,
    LargePrint,
    load,
    reading_day,
    refuse_without_effect,
)
from readiness.commands.workshop_options import Open, WorkshopDir
from readiness.terminal import print_message
from readiness.usage import one_of


def report(
    folder: WorkshopDir,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("REPORT"),
            readable=False,
            help=_(
                "Where to save the report. The file's ending sets the format, as with `readiness plan` (default: "
                "report.pdf "
                "in the workshop's folder)."
            ),
        ),
    ] = None,
    audience: Annotated[
        Audience,
        typer.Option(
            "--for",
            metavar=one_of(Audience),
            help=_(
                "Who the report is for (default: service). Only the service's own report has the annex that shows "
                "how you reached agreement."
            ),
        ),
    ] = Audience.SERVICE,
    large_print: LargePrint = False,
    brief: Brief = False,
    is_open: Open = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Write a plan based on what you agreed, with an annex that shows how you reached agreement.

    For each question, the annex shows everyone's first views, what you agreed and why, and any other views. It also
    shows which questions you parked.
    """
    from readiness.exits import tell
    from readiness.next_step import advise, questionnaire_option
    from readiness.report.plan_files import check_suffix, write_plan
    from readiness.terminal import busy
    from readiness.text import printable_path
    from readiness.workshop.agreed_file import other_versions
    from readiness.workshop.folder import WorkshopFolder
    from readiness.workshop.gathering import gather
    from readiness.workshop.workshop_plan import not_agreed, open_workshop_plan

    day, workshop = reading_day(as_of), WorkshopFolder(folder)
    path = output or workshop.report()
    check_suffix(path, workshop.agreed)
    given = {"--large-print": large_print, "--brief": brief}
    refuse_without_effect(path, *(option for option, is_given in given.items() if is_given))
    gathering = gather(workshop, load(questionnaire), is_open=is_open)
    tell(gathering.left_out)
    service_plan = open_workshop_plan(gathering, day, is_open=is_open)
    wanted = service_plan.plan_for(audience.value)
    with busy(_("Writing the report ...")):
        written = write_plan(wanted, gathering.instrument, path, large_print=large_print, brief=brief)
    typer.echo(_("The report is in {file}", file=printable_path(str(written.path))), err=True)
    if left := not_agreed(service_plan.plan, gathering):
        print_message(left)
    for notice in (
        *other_versions(workshop),
        *service_plan.notices,
        *written.notices,
        *service_plan.remember(calendar=written.calendar),
    ):
        print_message(notice)
    about = (str(workshop.agreed), *questionnaire_option(questionnaire))
    advise(_("Next, agree who does what by when"), "actions", *about)
