"""`readiness check`: finds what is wrong with answer files, questionnaires and rubrics."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.commands.options import InstrumentFolder, load
from readiness.exits import ExitCode

if TYPE_CHECKING:
    from scoring.instrument import Instrument


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="Answer files, or folders with a questionnaire and rubric (default: those that ship).",
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Check answer files, or a questionnaire with its rubric; every fault is shown with its place."""
    from questionnaires.faults import InputFault

    instrument = load(questionnaire)
    if not files:
        typer.echo(f"{questionnaire or 'The questionnaire that ships'}: no faults, {_size(instrument)}.")
    failed = False
    for path in files or []:
        try:
            typer.echo(f"{path}: no faults, {_check(path, instrument)}.")
        except InputFault as fault:
            typer.echo(fault, err=True)
            failed = True
    if failed:
        raise typer.Exit(ExitCode.UNUSABLE_INPUT)


def _check(path: Path, instrument: "Instrument") -> str:
    """What a path without faults holds, in words."""
    if path.is_dir():
        return _size(load(path))
    from readiness.storage import load_sheet

    sheet = load_sheet(path, instrument)
    return f"{len(sheet.answers)} answers in the {sheet.form} form"


def _size(instrument: "Instrument") -> str:
    actions = 3 * len(instrument.rubric.criteria)
    return f"{len(instrument.questionnaire.questions)} questions and {actions} actions"
