"""`readiness score`: the result of an answer file."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, load, reading_day


class ResultFormat(StrEnum):
    """How a result is shown."""

    TABLE = "table"
    JSON = "json"


def score(
    file: AnswerFile,
    output_format: Annotated[
        ResultFormat, typer.Option("--format", help="A table to read, or JSON.")
    ] = ResultFormat.TABLE,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the result of an answer file."""
    from readiness.storage import load_sheet
    from scoring.engine import score as judge

    instrument = load(questionnaire)
    result = judge(instrument, load_sheet(file, instrument), reading_day(as_of))
    if output_format is ResultFormat.JSON:
        typer.echo(json.dumps(result.model_dump(mode="json"), indent=2))  # ASCII alone, which no console can spoil
        return
    from readiness.report.screen import show_result

    show_result(result, instrument)
