"""`readiness questions`: shows the questions and how they are judged."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readiness.commands.options import InstrumentFolder, load


class QuestionsFormat(StrEnum):
    """The formats that `--format` takes."""

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
    instrument = load(questionnaire)
    if copy_to:
        from readiness.questionnaire_copy import copy_questionnaire

        copy_questionnaire(copy_to, questionnaire)
        typer.echo(
            f"The questionnaire and its rubric are in {copy_to}. Check changes with: readiness check {copy_to}",
            err=True,
        )
        return
    from readiness.report import question_list

    if output_format is QuestionsFormat.JSON:
        typer.echo(question_list.as_json(instrument, question))
    else:
        typer.echo(question_list.as_text(instrument, question))
