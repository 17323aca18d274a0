"""`readiness import`: answers that come back as filled-in forms, short codes or survey exports."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import InstrumentFolder, load


def import_answers(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=_("FILE"),
            readable=False,
            help=_("Filled-in forms (.json, .xlsx), survey exports (.csv, .xlsx), or folders of these files."),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FOLDER"),
            readable=False,
            help=_("The folder to save the answer files in."),
        ),
    ] = None,
    workshop: Annotated[
        Path | None,
        typer.Option(
            "--workshop",
            metavar=_("FOLDER"),
            readable=False,
            help=_("The folder of the workshop that the answers belong to."),
        ),
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar=_("CODE"),
            help=_("A short code from a form, in quotation marks. Use --code once for each short code."),
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--service", metavar=_("NAME"), help=_("The service's name, for files that don't give it.")),
    ] = None,
    short: Annotated[
        bool,
        typer.Option(
            "--short", help=_("With --code: the short code is from a form that asked only about the essentials.")
        ),
    ] = False,
    domain: Annotated[
        str | None,
        typer.Option(
            "--domain",
            metavar=_("DOMAIN"),
            help=_("With --code: the short code is from a form that asked only about this domain."),
        ),
    ] = None,
    levels_from: Annotated[
        int | None,
        typer.Option(
            "--levels-from",
            metavar="0|1",
            min=0,
            max=1,
            help=_("The number that the survey uses for the lowest level, 0 or 1."),
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Make answer files from filled-in forms, short codes and surveys.

    A survey has one row for each person and one column for each question, with the question as its heading. You see
    a list of everything that can't be read, and where it is. The list is also kept in not_read.csv, next to the
    answers.
    """
    from readiness.exits import ExitCode
    from readiness.imports.run import ImportRequest, run_import
    from readiness.terminal import print_message
    from readiness.text import printable_path
    from readiness.workshop.folder import WorkshopFolder, workshop_with

    workshop = workshop or (workshop_with(output) if output else None)
    request = ImportRequest(
        instrument=load(questionnaire),
        paths=tuple(files or ()),
        codes=tuple(code or ()),
        workshop=WorkshopFolder(workshop) if workshop else None,
        output=output if output != workshop else None,
        service=service or "",
        short=short,
        domain=domain,
        levels_from=levels_from,
    )
    result = run_import(request)
    if not workshop or result is ExitCode.UNUSABLE_INPUT:
        raise typer.Exit(result)
    if request.folder.resolve() != WorkshopFolder(workshop).answers.resolve():
        elsewhere = _(
            "The answers are in {folder}, and not in the workshop. To add them to the workshop, leave out `-o`.",
            folder=printable_path(str(request.folder)),
        )
        print_message(elsewhere)
    else:
        from readiness.next_step import advise, questionnaire_option

        about = (str(workshop), *questionnaire_option(questionnaire))
        advise(_("Next, see where people differ"), "workshop", "compare", *about)
    raise typer.Exit(result)
