"""`readiness questions`: shows the questions and how they are judged."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.commands.options import InstrumentFolder, load

if TYPE_CHECKING:
    from scoring.instrument import Instrument


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
    diff: Annotated[
        Path | None,
        typer.Option(
            "--diff",
            metavar="OLD",
            readable=False,
            help="List what is new, changed, renamed and removed since the version in this folder.",
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
    if diff:
        _list_differences(diff, instrument, question, output_format)
        return
    from readiness.report import question_list

    if output_format is QuestionsFormat.JSON:
        typer.echo(question_list.as_json(instrument, question))
    else:
        typer.echo(question_list.as_text(instrument, question))


def _list_differences(
    folder: Path, instrument: "Instrument", question: str | None, output_format: QuestionsFormat
) -> None:
    """Prints what is not as it was in the version in a folder.

    Raises:
        UsageFault: a single question is asked for as well.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.report import question_differences

    if question:
        raise UsageFault(Fault("--diff", f"it lists all questions, not '{question}' alone", "Leave one of them out"))
    old = load(folder)
    as_wanted = question_differences.as_json if output_format is QuestionsFormat.JSON else question_differences.as_text
    typer.echo(as_wanted(old, instrument))
