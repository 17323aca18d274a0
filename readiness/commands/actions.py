"""`readiness actions`: owner, due date and status of each action."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.answer_choice import advise_to, answers_for
from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, Plain, load, reading_day
from readiness.usage import one_of


class StatusName(StrEnum):
    """The statuses that `--status` takes."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    ACCEPTED = "accepted"


def actions(
    file: AnswerFile = None,
    action: Annotated[
        str | None, typer.Option("--set", metavar=_("CODE"), help=_("The code of the action to change, such as RE5."))
    ] = None,
    status: Annotated[
        StatusName | None,
        typer.Option("--status", metavar=one_of(StatusName), help=_("With --set: the action's status.")),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar=_("WHO"),
            help=_("With --set: the action's owner (use '' to go back to the owner that the plan suggests)."),
        ),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar=_("DATE"), help=_("With --set: the action's due date, such as 2027-03-01.")),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar=_("WHY"),
            help=_("With --set: the reason for the status, such as why a risk is accepted."),
        ),
    ] = None,
    read: Annotated[
        Path | None,
        typer.Option(
            "--read",
            metavar=_("TABLE"),
            help=_("Read in a plan that was saved as .xlsx or .csv and has been filled in."),
        ),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help=_("Only list the actions, without asking any questions."))
    ] = False,
    plain: Plain = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Agree who does what by when, and keep track of progress.

    In a terminal, you can pick an action and change it. Anywhere else, you only get a list of the actions. What you
    agree is saved next to the answers, and appears in every later plan.
    """
    from readiness.actions.change import Change
    from readiness.actions.run import ActionsEditor
    from readiness.dates import day_of
    from readiness.plan.service_plan import open_plan

    change = Change(owner, day_of(due, "--due"), status.value if status else None, reason)
    instrument = load(questionnaire)
    today = reading_day(as_of)
    answers = answers_for("actions", file, instrument, today, plain=plain)
    editor = ActionsEditor(open_plan(answers, instrument, today))
    code = editor.run(action, change, read, asks=not listing, plain=plain)
    advise_to(_("Next, write the plan"), "plan", answers, questionnaire)
    raise typer.Exit(code)
