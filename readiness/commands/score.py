"""`readiness score`: the result of an answer file."""

from enum import StrEnum
from typing import Annotated

import typer

from readiness.commands.answer_choice import advise_to, answers_for
from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, load, reading_day


class ResultFormat(StrEnum):
    """The formats that `--format` takes."""

    TABLE = "table"
    JSON = "json"


def score(
    file: AnswerFile = None,
    output_format: Annotated[
        ResultFormat, typer.Option("--format", help="A table to read, or JSON.")
    ] = ResultFormat.TABLE,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the result of an answer file."""
    from readiness.plan.service_plan import open_plan

    instrument = load(questionnaire)
    answers = answers_for("score", file, instrument)
    plan = open_plan(answers, instrument, reading_day(as_of)).plan
    if output_format is ResultFormat.JSON:
        from readiness.report.formats.json_data import as_json

        typer.echo(as_json(plan))
        return
    from readiness.report.screen import show_plan

    show_plan(plan, instrument)
    if plan.unanswered:
        advise_to(f"Next, answer what is open ({plan.unanswered})", "assess", answers, questionnaire)
    else:
        advise_to("Next, write the plan", "plan", answers, questionnaire)
