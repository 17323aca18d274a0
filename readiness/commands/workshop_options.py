"""What the commands about a workshop share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _
from readiness.terminal import print_message

if TYPE_CHECKING:
    from readiness.workshop.gathering import Gathering

WorkshopDir = Annotated[
    Path,
    typer.Argument(
        metavar=_("DIR"),
        readable=False,  # Typer must not check it: our own message says what to do
        help=_("The workshop's folder, made with `readiness workshop new`."),
    ),
]

Open = Annotated[
    bool,
    typer.Option(
        "--open",
        help=_("Show answers even if only one or two people gave them. Use this only if everybody has agreed to it."),
    ),
]


def gathering_of(folder: Path, questionnaire: Path | None, *, is_open: bool) -> "Gathering":
    """Returns what a workshop has gathered, and says which files in the workshop's folder are not counted, and why.

    Raises:
        InputFault: the folder is not a workshop, or is about another questionnaire.
        UsageFault: nobody, or too few people, took part.
    """
    from readiness.commands.options import load
    from readiness.exits import tell
    from readiness.workshop.folder import WorkshopFolder
    from readiness.workshop.gathering import gather

    gathering = gather(WorkshopFolder(folder), load(questionnaire), is_open=is_open)
    tell(gathering.left_out)
    for notice in gathering.notices:
        print_message(notice)
    gathering.check(is_open=is_open)
    return gathering
