"""`readiness form`: the questionnaire to fill in elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import AsOf, Domain, InstrumentFolder, Short, load, reading_day, refuse_unwritten
from readiness.terminal import print_message


def form(
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FORM"),
            readable=False,
            help=_(
                "Where to save the form. The file's ending sets the format: .html for a browser, .pdf or .docx "
                "for paper, "
                "or .xlsx for a spreadsheet."
            ),
        ),
    ],
    short: Short = False,
    domain: Domain = None,
    large_print: Annotated[bool, typer.Option("--large-print", help=_("Set all text at 16 points or larger."))] = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Make a blank form for a browser, for paper or for a spreadsheet.

    The form doesn't show any scores. The .html form works offline and saves an answer file. To import a filled-in
    .xlsx form, use `readiness import`.
    """
    from readiness.forms.empty_form import EmptyForm
    from readiness.forms.form_files import PAPER_SUFFIXES, check_suffix, write_form
    from readiness.next_step import advise, questionnaire_option
    from readiness.terminal import busy
    from readiness.text import printable_path
    from readiness.workshop.form_definition import form_definition

    check_suffix(output)
    instrument = load(questionnaire)
    refuse_unwritten(instrument, questionnaire)
    definition = form_definition(instrument, short=short, domain=domain)
    with busy(_("Writing the form ...")):
        path, notices = write_form(EmptyForm(definition, large_print=large_print), output, reading_day(as_of))
    typer.echo(_("The form is in {file}", file=printable_path(str(path))), err=True)
    for notice in notices:
        print_message(notice)
    about = questionnaire_option(questionnaire)
    if output.suffix.lower() in PAPER_SUFFIXES:
        asked = (*(("--short",) if short else ()), *(("--domain", domain) if domain else ()))
        advise(_("To type in one person's answers for the service"), "assess", *asked, *about)
        what = _("To type in the answers of several people, make a workshop first")
        advise(what, "workshop", "new", _("DIR"), "--service", _("NAME"), *asked, *about)
        advise(_("Then type in the answers"), "workshop", "enter", _("DIR"), *about)
        return
    what = _("When filled-in forms come back, import them with this command")
    advise(what, "import", _("FILE"), "-o", "answers", *about)
