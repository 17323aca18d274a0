"""`readiness plan`: the action plan as a document."""

from pathlib import Path
from typing import Annotated

import typer

from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, load, reading_day


def plan(
    file: AnswerFile,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="PLAN", help="Where to write it: a name that ends in .pdf or .html."),
    ],
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Write the action plan of an answer file, as PDF or HTML."""
    from readiness.report.files import check_ending, write_plan
    from readiness.storage import load_sheet
    from scoring.engine import score as judge

    check_ending(output)
    instrument = load(questionnaire)
    result = judge(instrument, load_sheet(file, instrument), reading_day(as_of))
    written = write_plan(result, instrument, output)
    typer.echo(f"The plan is in {written.path}", err=True)
    for notice in written.notices:
        typer.echo(notice, err=True)
