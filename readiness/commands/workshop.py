"""`readiness workshop`: everyone's own answers first, then what they agree on."""

import typer

from questionnaires.language import _
from readiness.commands.workshop_agree import agree
from readiness.commands.workshop_compare import compare
from readiness.commands.workshop_enter import enter
from readiness.commands.workshop_forget import forget
from readiness.commands.workshop_new import new
from readiness.commands.workshop_report import report

workshop = typer.Typer(
    name="workshop",
    help=_("Everyone's own view first, the differences as the agenda, then an agreed answer and a report."),
    short_help=_("Everyone answers alone, then all agree: agenda, answers, report."),
    no_args_is_help=True,
    rich_markup_mode=None,
)
for _command in (new, enter, compare, agree, report, forget):
    workshop.command()(_command)
