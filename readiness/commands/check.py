"""`readiness check`: finds mistakes in answer files, questionnaires and rubrics."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.commands.options import InstrumentFolder, is_folder, load
from readiness.exits import ExitCode, tell

if TYPE_CHECKING:
    from scoring.instrument import Instrument


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="Answer files, or folders with a questionnaire and rubric (default: those that ship).",
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Check answer files, or a questionnaire with its rubric.

    Every fault is shown with its place.
    """
    from questionnaires.faults import InputFault

    instrument = load(questionnaire)
    if not files:
        typer.echo(f"{questionnaire or 'The questionnaire that ships'}: no faults, {_size(instrument, questionnaire)}.")
    rejected = 0
    for path in files or []:
        try:
            typer.echo(f"{path}: no faults, {_check(path, instrument)}.")
        except InputFault as fault:
            tell(fault.faults)
            rejected += 1
    if rejected:
        raise typer.Exit(ExitCode.UNUSABLE_INPUT if rejected == len(files or []) else ExitCode.SOME_REJECTED)


def _check(path: Path, instrument: "Instrument") -> str:
    """What a file or folder without faults holds, in words."""
    from questionnaires.faults import Fault, InputFault
    from readiness.storage import load_sheet

    if is_folder(path):
        return _size(load(path), path)
    if path.suffix.lower() == ".toml":
        what = "a questionnaire is checked as a whole, not file by file"
        remedy = "Name the folder of its 'questionnaire' and 'rubric' folders, or nothing for the one that ships"
        raise InputFault(Fault(str(path), what, remedy))
    sheet = load_sheet(path, instrument)
    return f"{len(sheet.answers)} answer{'' if len(sheet.answers) == 1 else 's'} in the {sheet.form} form"


def _size(instrument: "Instrument", folder: Path | None) -> str:
    """How many questions and actions an instrument has, once its working papers have been checked too."""
    from readiness.report.working_papers import load_checked

    load_checked(instrument, folder)
    actions = 3 * len(instrument.rubric.criteria)
    return f"{len(instrument.questionnaire.questions)} questions and {actions} actions"
