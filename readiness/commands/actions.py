"""`readiness actions`: owner, due date and status of each action."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _
from readiness.commands.answer_choice import advise_to, answers_for
from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, Plain, load, reading_day
from readiness.usage import one_of

if TYPE_CHECKING:
    from readiness.plan.model import Status

_STATUSES = ("open", "doing", "done", "accepted")
"""The statuses as they are typed; their names in the plan are taken too."""


def _status(typed: str | None) -> "Status | None":
    """The status that was given with `--status`, by its name here or in the plan; none if the option is left out.

    Raises:
        UsageFault: there is no such status.
    """
    from questionnaires.faults import Fault
    from questionnaires.local_style import either
    from readiness.actions.row_comparison import status_of
    from readiness.exits import UsageFault

    status = None if typed is None else status_of(typed)
    if typed is not None and status is None:
        remedy = _("Choose one of these: {choices}", choices=either(_STATUSES))
        raise UsageFault(Fault("--status", _("this value can't be used here"), remedy))
    return status


def _the_only(codes: list[str] | None) -> str | None:
    """The action that was given with `--set`; none if the option is left out.

    Raises:
        UsageFault: there are several, and it isn't clear which of the other options is about which of them.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault

    if codes and len(codes) > 1:
        what = _("only one action can be changed at a time, so nothing has changed")
        raise UsageFault(Fault("--set", what, _("Run the command once for each action")))
    return codes[0] if codes else None


def actions(
    file: AnswerFile = None,
    action: Annotated[
        list[str] | None,
        typer.Option("--set", metavar=_("CODE"), help=_("The code of the action to change, such as RE5.")),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar=one_of(_STATUSES),
            autocompletion=lambda: [*_STATUSES],
            help=_("With --set: the action's status."),
        ),
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
        typer.Option(
            "--due",
            metavar=_("DATE"),
            help=_("With --set: the action's due date, such as 2027-03-01 (use '' to go back to the plan's date)."),
        ),
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
    agree is saved next to the answers, and appears in every later plan for these answers. A new assessment starts with
    nothing agreed: see what is new with `readiness compare`, and agree the actions again.
    """
    from readiness.actions.change import AS_PLANNED, Change
    from readiness.actions.run import ActionsEditor
    from readiness.dates import day_of
    from readiness.plan.service_plan import open_plan

    change = Change(owner, AS_PLANNED if due == "" else day_of(due, "--due"), _status(status), reason)
    instrument = load(questionnaire)
    today = reading_day(as_of)
    answers = answers_for("actions", file, instrument, today, plain=plain)
    editor = ActionsEditor(open_plan(answers, instrument, today))
    code = editor.run(_the_only(action), change, read, asks=not listing, plain=plain)
    advise_to(_("Next, write the plan"), "plan", answers, questionnaire)
    raise typer.Exit(code)
