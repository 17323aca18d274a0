"""`readiness score`: the result of an answer file."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from questionnaires.language import _, ngettext
from readiness.commands.answer_choice import advise_to, answers_for
from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, load, reading_day, warn_of_unwritten
from readiness.terminal import print_message
from readiness.usage import one_of

if TYPE_CHECKING:
    from readiness.plan.model import Plan
    from scoring.instrument import Instrument


def _show_table(plan: "Plan", instrument: "Instrument", everything: bool) -> None:
    from readiness.report.screen import show_plan

    everything = everything or not sys.stdout.isatty()
    show_plan(plan, instrument, everything=everything)


def _print_json(plan: "Plan", _instrument: "Instrument", _everything: bool) -> None:
    from readiness.report.formats.json_data import as_json

    typer.echo(as_json(plan))


FORMATS: Final[dict[str, Callable[["Plan", "Instrument", bool], None]]] = {
    "table": _show_table,
    "json": _print_json,
}
"""What shows a result, in short or all of it, in each of the formats that `--format` takes."""

ResultFormat = StrEnum("ResultFormat", [(name, name) for name in FORMATS])  # type: ignore[misc]  # one list is enough
_TABLE: Final = ResultFormat("table")


def score(
    file: AnswerFile = None,
    output_format: Annotated[
        ResultFormat,
        typer.Option("--format", metavar=one_of(FORMATS), help=_("Show a table (the default) or JSON.")),
    ] = _TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also show domains, first actions and cautions in a terminal."))
    ] = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the result for an answer file.

    In a terminal, you get a summary that fits on one screen. With --all, or if the output goes to a file or another
    program, you get the whole result.
    """
    from readiness.plan.service_plan import open_plan

    instrument = load(questionnaire)
    warn_of_unwritten(instrument, questionnaire)
    today = reading_day(as_of)
    answers = answers_for("score", file, instrument, today)
    service_plan = open_plan(answers, instrument, today)
    for notice in service_plan.notices:
        print_message(notice)
    plan = service_plan.plan
    FORMATS[output_format](plan, instrument, everything)
    if output_format != _TABLE:
        return
    if not everything and sys.stdout.isatty():
        advise_to(_("To see domains, actions and cautions"), "score", answers, questionnaire, "--all")
    if plan.unanswered:
        what = ngettext(
            "Next, answer the question that is left", "Next, answer the {n} questions that are left", plan.unanswered
        )
        advise_to(what, "assess", answers, questionnaire)
    else:
        advise_to(_("Next, write the plan"), "plan", answers, questionnaire)
