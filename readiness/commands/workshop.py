"""`readiness workshop`: everyone's own answers first, then what they agree on."""

import typer

from questionnaires.language import _
from readiness.commands.workshop_agree import agree
from readiness.commands.workshop_compare import compare
from readiness.commands.workshop_enter import enter
from readiness.commands.workshop_forget import forget
from readiness.commands.workshop_new import new
from readiness.commands.workshop_report import report
from readiness.usage import SpokenGroup, add_command

workshop = typer.Typer(
    name="workshop",
    cls=SpokenGroup,
    help=_(
        "Everyone gives their own view first. Then you talk about where you differ, agree on the answers and get a "
        "report."
    ),
    short_help=_("Answer alone, agree on the answers together, and get a report."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
for _command in (new, enter, compare, agree, report, forget):
    add_command(workshop, _command)
