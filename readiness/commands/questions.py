"""`readiness questions`: the questionnaire and its rubric, to read."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readiness.commands.options import InstrumentFolder, load


class QuestionsFormat(StrEnum):
    """How the questionnaire is shown."""

    TEXT = "text"
    JSON = "json"


def questions(
    question: Annotated[
        str | None, typer.Argument(metavar="ID", help="One question, such as supervision.regular, or one domain.")
    ] = None,
    output_format: Annotated[
        QuestionsFormat, typer.Option("--format", help="Text to read, or JSON.")
    ] = QuestionsFormat.TEXT,
    copy_to: Annotated[
        Path | None,
        typer.Option(
            "--copy-to",
            metavar="FOLDER",
            readable=False,
            help="Copy the questionnaire and rubric there, to adapt them.",
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the questions, why they are asked and how they are judged.

    One question is shown with its sources and actions; JSON has all of it.
    """
    from readiness.report import question_list

    instrument = load(questionnaire)
    if copy_to:
        question_list.copy_content(copy_to, questionnaire)
        typer.echo(
            f"The questionnaire and its rubric are in {copy_to}. Check changes with: readiness check {copy_to}",
            err=True,
        )
    elif output_format is QuestionsFormat.JSON:
        typer.echo(question_list.as_json(instrument, question))
    else:
        typer.echo(question_list.as_text(instrument, question))
