"""`readiness compare`: what moved between two answer files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.answer_choice import advise_to
from readiness.commands.options import (
    AsOf,
    InstrumentFolder,
    LargePrint,
    TableOrJson,
    load,
    reading_day,
    refuse_without_effect,
)
from readiness.terminal import print_message
from readiness.usage import one_of


def compare(
    earlier: Annotated[
        Path,
        typer.Argument(
            metavar=_("EARLIER"), readable=False, help=_("The service's older answer file, or a workshop folder.")
        ),
    ],
    later: Annotated[
        Path,
        typer.Argument(metavar=_("LATER"), readable=False, help=_("The newer answer file, or a workshop folder.")),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            readable=False,
            help=_(
                "The file to save the comparison in. Its ending sets the format: .pdf, .html, .docx, .md, .xlsx, .csv, "
                ".ics or .json."
            ),
        ),
    ] = None,
    output_format: Annotated[
        TableOrJson,
        typer.Option("--format", metavar=one_of(TableOrJson), help=_("Show a table (the default) or JSON.")),
    ] = TableOrJson.TABLE,
    large_print: LargePrint = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show what has changed between two of a service's answer files.

    You see which decisions, domains and answers have changed, which actions are new or no longer needed, and which
    answers are higher although there is no new evidence. For a workshop, give the workshop's folder. You can also
    compare files from different services, questionnaires or forms. A note then says that they differ.
    """
    from questionnaires.faults import Fault
    from readiness.comparison.files import as_json, check_suffix, write_comparison
    from readiness.comparison.open_files import open_comparison
    from readiness.comparison.screen import show_comparison
    from readiness.exits import UsageFault
    from readiness.text import printable_path
    from readiness.workshop.folder import agreed_in

    earlier, later = agreed_in(earlier), agreed_in(later)
    if output:
        check_suffix(output, earlier, later)
    if large_print:
        refuse_without_effect(output, "--large-print")
    if os.path.realpath(earlier) == os.path.realpath(later):
        what, remedy = _("you gave this file twice"), _("Give the service's earlier file first, then the later one")
        raise UsageFault(Fault(str(later), what, remedy))
    opened = open_comparison(earlier, later, load(questionnaire), reading_day(as_of))
    for notice in opened.notices:
        print_message(notice)
    if output:
        path, notices = write_comparison(opened.words, opened.later, output, large_print=large_print)
        typer.echo(_("The comparison is in {file}", file=printable_path(str(path))), err=True)
        for sentence in (*(remark.sentence for remark in opened.words.comparison.remarks), *notices):
            print_message(sentence)
    if output_format is TableOrJson.JSON:
        typer.echo(as_json(opened.words.comparison))
    elif not output:
        show_comparison(opened.words)
        advise_to(_("Next, write the plan"), "plan", later, questionnaire)
