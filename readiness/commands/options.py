"""Arguments and options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scoring.instrument import Instrument

AnswerFile = Annotated[Path, typer.Argument(metavar="FILE", help="An answer file that `readiness assess` has written.")]

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Read the answers as on this day, such as 2027-03-01 (default: today).",
    ),
]

InstrumentFolder = Annotated[
    Path | None,
    typer.Option(
        "--questionnaire",
        metavar="FOLDER",
        help="Use the questionnaire and rubric in this folder (`readiness questions --copy-to` makes one).",
    ),
]


def reading_day(as_of: datetime | None) -> date:
    """The day given by `--as-of`, or today."""
    return as_of.date() if as_of else date.today()  # noqa: DTZ011  # the user's own day is meant


def load(folder: Path | None) -> "Instrument":
    """The instrument in a folder, or the one that ships with the program.

    Raises:
        InputFault: the folder's files cannot be used; every fault with the folder before it.
    """
    from questionnaires.faults import InputFault
    from scoring.instrument import load_instrument

    try:
        return load_instrument(folder)
    except InputFault as fault:
        raise (fault.within(str(folder)) if folder else fault) from fault
