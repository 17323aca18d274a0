"""`readiness workshop agree`: the room agrees on its answers, question by question."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import AsOf, InstrumentFolder, Plain, reading_day
from readiness.commands.workshop_options import Open, WorkshopDir, gathering_of


def agree(
    folder: WorkshopDir,
    merge: Annotated[
        Path | None,
        typer.Option(
            "--merge",
            metavar=_("FILE"),
            readable=False,
            help=_("Add what another group has agreed, from the agreed.json in their copy of the folder."),
        ),
    ] = None,
    first_day: Annotated[
        str | None,
        typer.Option(
            "--first-day",
            metavar="DATE",
            help=_("Save the day you plan for the first peer workers to start, such as 2027-03-01."),
        ),
    ] = None,
    plain: Plain = False,
    is_open: Open = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Agree on the answers together, one question at a time.

    The screen is meant to be shown on a projector. Each agreement is saved at once in DIR/agreed.json. You can stop
    whenever you like, and run the command again to carry on.
    """
    from readiness.dates import day_of
    from readiness.next_step import advise, questionnaire_option
    from readiness.workshop.agree_run import AgreeRun

    day = reading_day(as_of)
    gathering = gathering_of(folder, questionnaire, is_open=is_open)
    run = AgreeRun(gathering, day, plain=plain, first_day=day_of(first_day, "--first-day"))
    code = run.merge(merge) if merge else run.run()
    about = (str(folder), *questionnaire_option(questionnaire))
    agree_again = ("workshop", "agree", *about, *(("--open",) if is_open else ()))
    if run.saved_elsewhere:
        add = _("Next, add these answers to the workshop's folder")
        advise(add, *agree_again, "--merge", str(run.saved_elsewhere))
    elif run.undecided:
        advise(_("To choose which answers count"), *agree_again, "--merge", str(merge))
    elif run.still_open:
        advise(_("To carry on"), *agree_again)
    else:
        advise(_("Next, write the report"), "workshop", "report", *about)
    raise typer.Exit(code)
