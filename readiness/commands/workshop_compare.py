"""`readiness workshop compare`: where the people of a workshop differ, as the agenda."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import AsOf, InstrumentFolder, TableOrJson, reading_day
from readiness.commands.workshop_options import Open, WorkshopDir, gathering_of
from readiness.exits import ExitCode
from readiness.terminal import print_message
from readiness.usage import one_of

if TYPE_CHECKING:
    from readiness.workshop.agenda_words import AgendaReport
    from readiness.workshop.gathering import Gathering


def compare(
    folder: WorkshopDir,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("AGENDA"),
            readable=False,
            help=_("Save the agenda in this file, as a .pdf, .html or .docx."),
        ),
    ] = None,
    pages: Annotated[
        bool, typer.Option("--pages", help=_("With -o: add a page for each question to discuss, with room to write."))
    ] = False,
    output_format: Annotated[
        TableOrJson,
        typer.Option("--format", metavar=one_of(TableOrJson), help=_("Show a table (the default) or JSON.")),
    ] = TableOrJson.TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also show all questions, roles and notes in a terminal."))
    ] = False,
    is_open: Open = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show where people differ: what to discuss, find out and confirm.

    You see how many people gave each answer, but never who. In a terminal, you get a summary that fits on one screen.
    With --all, or if the output goes to a file or another program, you get the whole agenda.
    """
    from readiness.report.screen_lines import are_drawn, show_lines
    from readiness.workshop.agenda_files import as_json, check_suffix
    from readiness.workshop.agenda_screen import all_lines, lines_in_short
    from readiness.workshop.agenda_words import AgendaReport
    from readiness.workshop.late_answers import GIVES_AWAY, has_late_answers

    _check(output, output_format, pages=pages)
    if output:
        check_suffix(output)
    day = reading_day(as_of)
    gathering = gathering_of(folder, questionnaire, is_open=is_open)
    told = [*map(str, gathering.left_out), *gathering.notices]
    if not gathering.forgotten and has_late_answers(gathering.folder, gathering.instrument):
        print_message(GIVES_AWAY)
        told.append(GIVES_AWAY)
    report = AgendaReport(gathering.agenda, gathering.instrument, gathering.workshop.service.name, day)
    if output:
        _write(report, output, pages=pages)
    elif output_format is TableOrJson.JSON:
        typer.echo(as_json(gathering.agenda, all_shown=is_open and not gathering.forgotten))
    else:
        drawn = are_drawn()
        in_short = not everything and sys.stdout.isatty()
        lines = lines_in_short(report, told, drawn=drawn) if in_short else all_lines(report, drawn=drawn)
        show_lines(lines, drawn=drawn)
        _advise(gathering, questionnaire, in_short=in_short, is_open=is_open)
    raise typer.Exit(ExitCode.SOME_REJECTED if gathering.left_out else ExitCode.DONE)


def _check(output: Path | None, output_format: TableOrJson, *, pages: bool) -> None:
    """Refuses options that do not belong together."""
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault

    if pages and not output:
        raise UsageFault(
            Fault("--pages", _("this option only works with `-o`"), _("Add a file name, such as `-o agenda.pdf`"))
        )
    if output and output_format is TableOrJson.JSON:
        raise UsageFault(Fault("--format", _("-o saves a document, not JSON"), _("Leave out -o to see the JSON")))


def _write(report: "AgendaReport", output: Path, *, pages: bool) -> None:
    from readiness.terminal import busy
    from readiness.text import printable_path
    from readiness.workshop.agenda_files import write_agenda

    with busy(_("Writing the agenda ...")):
        path, notices = write_agenda(report, output, pages=pages)
    typer.echo(_("The agenda is in {file}", file=printable_path(str(path))), err=True)
    for notice in notices:
        print_message(notice)


def _advise(gathering: "Gathering", questionnaire: Path | None, *, in_short: bool, is_open: bool) -> None:
    """Says how to see the rest, that only counts were kept where that is so, and what comes next."""
    from readiness.next_step import advise, questionnaire_option

    folder = gathering.folder
    about = (str(folder.path), *questionnaire_option(questionnaire))
    opened = ("--open",) if is_open else ()
    if in_short:
        rest = (
            _("Only the counts were kept. To see all of them, with roles")
            if gathering.forgotten
            else _("To see everything, including roles and notes")
        )
        advise(rest, "workshop", "compare", *about, "--all", *opened)
    elif gathering.forgotten:
        kept = _("Everybody's individual answers have been deleted. Only these counts were kept.")
        typer.echo(kept, err=True)
    if gathering.forgotten and folder.agreed.exists():
        advise(_("Next, write the report"), "workshop", "report", *about)
    else:
        advise(_("Next, agree on the answers"), "workshop", "agree", *about, *opened)
