"""`readiness workshop new`: the folder of a workshop, with its forms."""

from pathlib import Path
from typing import Annotated

import typer

from readiness.commands.form import Domain, Short
from readiness.commands.options import InstrumentFolder, load


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", readable=False, help="The folder to make: a new name.")],
    service: Annotated[
        str, typer.Option("--service", metavar="NAME", help="The service or team that the workshop is about.")
    ],
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help="The organisation that it belongs to.")
    ] = None,
    short: Short = False,
    domain: Domain = None,
    large_print: Annotated[
        bool, typer.Option("--large-print", help="The forms in large print too, beside the others.")
    ] = False,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Make the folder of a workshop, with forms to hand out.

    Everyone fills in a form before the workshop or at its beginning: in a browser, in a spreadsheet or on paper. A page
    says who sees what.
    """
    from datetime import datetime

    from readiness.forms.new_workshop import NewWorkshop, named_service
    from readiness.next_step import advise
    from readiness.terminal import busy
    from readiness.text import printable_path
    from readiness.workshop.folder import WorkshopFolder
    from readiness.workshop.form_definition import form_definition

    definition = form_definition(load(questionnaire), short=short, domain=domain)
    workshop = NewWorkshop(
        definition, named_service(service, organisation), datetime.now().astimezone(), large_print=large_print
    )
    with busy("Writing the forms ..."):
        notices = workshop.make(folder)
    forms = WorkshopFolder(folder).forms
    typer.echo(f"The workshop is in {printable_path(str(folder))}, its forms in {printable_path(str(forms))}", err=True)
    for notice in notices:
        typer.echo(notice, err=True)
    about = ("--questionnaire", str(questionnaire)) if questionnaire else ()
    what = "Next, hand out the forms, and take in what comes back with"
    advise(what, "import", "FILE", "--workshop", str(folder), *about)
