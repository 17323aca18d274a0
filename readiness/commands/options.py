"""Arguments and options that several commands have."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from questionnaires.language import _, ngettext

if TYPE_CHECKING:
    from scoring.instrument import Instrument


class TableOrJson(StrEnum):
    """What `--format` takes where a result can be shown in two ways."""

    TABLE = "table"
    JSON = "json"


AnswerFile = Annotated[
    Path | None,
    typer.Argument(
        metavar=_("FILE"),
        readable=False,  # Typer must not check it: our own message, when the file is read, says what to do
        help=_("The answer file to use (default: the one in this folder)."),
    ),
]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar=_("DATE"),
        help=_("Work as if today were this date, such as 2027-03-01."),
    ),
]

InstrumentFolder = Annotated[
    Path | None,
    typer.Option(
        "--questionnaire",
        metavar=_("FOLDER"),
        readable=False,
        help=_("Use the questionnaire in this folder, made with `readiness questions --copy-to`."),
    ),
]

Short = Annotated[bool, typer.Option("--short", help=_("Ask only about the essentials, which takes about 8 minutes."))]
Domain = Annotated[
    str | None, typer.Option("--domain", metavar=_("DOMAIN"), help=_("Ask only about one domain, such as supervision."))
]

Plain = Annotated[bool, typer.Option("--plain", help=_("Use plain text with numbered options, for screen readers."))]

LargePrint = Annotated[
    bool, typer.Option("--large-print", help=_("Set all text at 16 points or larger (only in a .pdf or .html file)."))
]
Brief = Annotated[
    bool,
    typer.Option(
        "--brief",
        help=_("Write just two pages, with the decisions and the schedule (only as a .pdf, .html, .docx or .md file)."),
    ),
]


_WORK_FOR: Final = {
    "--large-print": (".pdf", ".html"),
    "--brief": (".pdf", ".html", ".docx", ".md"),
    "--starts": (".ics",),
}
"""The formats in which an option has an effect."""


def refuse_without_effect(output: Path | None, *options: str) -> None:
    """Refuses options that have no effect on a file in this format.

    Args:
        output: the file that is to be written; none if nothing is written.
        options: the options that were given.

    Raises:
        UsageFault: one of them has no effect.
    """
    from questionnaires.faults import Fault
    from questionnaires.local_style import either
    from readiness.exits import UsageFault

    for option in options:
        suffixes = _WORK_FOR[option]
        if not output or output.suffix.lower() not in suffixes:
            what = _("this option works only for a file whose name ends in {suffixes}", suffixes=either(suffixes))
            remedy = _("Leave this option out, or use -o to name a file in a format that it works with")
            raise UsageFault(Fault(option, what, remedy))


class Audience(StrEnum):
    """The audiences that `--for` takes."""

    SERVICE = "service"
    COMMISSIONER = "commissioner"
    PUBLIC = "public"


def reading_day(as_of: str | None) -> date:
    """The day given by `--as-of`, or today.

    Raises:
        UsageFault: the value given is not a date.
    """
    from readiness.dates import day_of

    return day_of(as_of, "--as-of") or date.today()  # noqa: DTZ011  # the user's own day is meant


def is_folder(path: Path, *, if_unsure: bool = False) -> bool:
    """Whether a path is a folder.

    Args:
        path: the path.
        if_unsure: what to return if the system does not let us check.
    """
    try:
        return path.is_dir()
    except OSError:
        return if_unsure


def load(folder: Path | None) -> "Instrument":
    """The instrument in a folder, or the one that ships with the program.

    Raises:
        InputFault: the files in the folder cannot be used; each fault names the folder.
    """
    from questionnaires.content import QUESTIONNAIRE_FOLDER
    from questionnaires.faults import Fault, InputFault
    from readiness.languages import translated_content
    from scoring.instrument import load_instrument
    from scoring.rubric import RUBRIC_FOLDER

    folder = folder or translated_content()
    parts = (QUESTIONNAIRE_FOLDER, RUBRIC_FOLDER)
    if folder and (lacking := next((part for part in parts if not is_folder(folder / part, if_unsure=True)), None)):
        what = (
            _("there is no folder called '{name}' in this folder", name=lacking)
            if is_folder(folder)
            else _("this folder doesn't exist")
        )
        raise InputFault(Fault(str(folder), what, _("Choose a folder made with `readiness questions --copy-to`")))
    try:
        return load_instrument(folder)
    except InputFault as fault:
        raise (fault.within(str(folder)) if folder else fault) from fault


def refuse_unwritten(instrument: "Instrument", folder: Path | None) -> None:
    """Stops a command that would make something for other people from a questionnaire that isn't fully written yet.

    Raises:
        InputFault: some of the questionnaire's text is still to be written.
    """
    from questionnaires.faults import Fault, InputFault
    from readiness.next_step import command

    if folder and (number := _unwritten_in(instrument)):
        what = ngettext(
            "{n} piece of text is still to be written, so you can't make a plan or a form yet",
            "{n} pieces of text are still to be written, so you can't make a plan or a form yet",
            number,
        )
        remedy = _("Find out what is missing with `{command}`", command=command("check", str(folder)))
        raise InputFault(Fault(str(folder), what, remedy))


def warn_of_unwritten(instrument: "Instrument", folder: Path | None) -> None:
    """Warns that a questionnaire is not fully written yet, for commands that go ahead anyway."""
    from readiness.next_step import command
    from readiness.terminal import print_message

    if folder and (number := _unwritten_in(instrument)):
        print_message(
            ngettext(
                "{folder}: {n} piece of text is still to be written. Find out what is missing with `{command}`.",
                "{folder}: {n} pieces of text are still to be written. Find out what is missing with `{command}`.",
                number,
                folder=folder,
                command=command("check", str(folder)),
            )
        )


def _unwritten_in(instrument: "Instrument") -> int:
    from scoring.unwritten import unwritten

    return sum(len(part.fields) for part in unwritten(instrument))
