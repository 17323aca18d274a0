"""`readiness workshop new`: the folder of a workshop, with its forms."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import Domain, InstrumentFolder, Short, load, refuse_unwritten
from readiness.terminal import print_message


def new(
    folder: Annotated[
        Path,
        typer.Argument(metavar=_("DIR"), readable=False, help=_("The folder to create, which must not exist yet.")),
    ],
    service: Annotated[
        str, typer.Option("--service", metavar=_("NAME"), help=_("The service or team that the workshop is about."))
    ],
    organisation: Annotated[
        str | None,
        typer.Option("--organisation", metavar=_("NAME"), help=_("The organisation that the service is part of.")),
    ] = None,
    short: Short = False,
    domain: Domain = None,
    large_print: Annotated[
        bool,
        typer.Option("--large-print", help=_("Also make the forms, and the page on who sees what, in large print.")),
    ] = False,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Make a folder for a workshop, with forms to hand out.

    Everyone fills in a form before the workshop or when it starts, in a browser, in a spreadsheet or on paper. The
    folder includes a page that says who will see which answers.
    """
    from datetime import datetime

    from readiness.forms.new_workshop import WHO_SEES_WHAT, NewWorkshop, named_service
    from readiness.next_step import advise, questionnaire_option
    from readiness.terminal import busy
    from readiness.text import printable_path
    from readiness.workshop.folder import WorkshopFolder
    from readiness.workshop.form_definition import form_definition

    instrument = load(questionnaire)
    refuse_unwritten(instrument, questionnaire)
    definition = form_definition(instrument, short=short, domain=domain)
    workshop = NewWorkshop(
        definition, named_service(service, organisation), datetime.now().astimezone(), large_print=large_print
    )
    with busy(_("Writing the forms ...")):
        notices = workshop.make(folder)
    forms = WorkshopFolder(folder).forms
    print_message(
        _(
            "The workshop's files are in {folder}, and its forms are in {forms}",
            folder=printable_path(str(folder)),
            forms=printable_path(str(forms)),
        )
    )
    for notice in notices:
        print_message(notice)
    about = questionnaire_option(questionnaire)
    pages = folder.glob(f"{Path(WHO_SEES_WHAT).stem}.*")  # HTML if no PDF could be made
    page = next((path.name for path in pages), WHO_SEES_WHAT)
    what = _("Next, hand out the forms and {page}. When the forms come back, import them with this command", page=page)
    advise(what, "import", _("FILE"), "--workshop", str(folder), *about)
    advise(_("To type in short codes, or answers from paper"), "workshop", "enter", str(folder), *about)
