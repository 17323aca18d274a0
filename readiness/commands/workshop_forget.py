"""`readiness workshop forget`: deletes everybody's individual answers, and keeps the counts and what was agreed."""

from collections.abc import Iterable
from typing import Annotated

import typer

from questionnaires.language import _, ngettext
from readiness.commands.options import AsOf, InstrumentFolder, Plain, load, reading_day
from readiness.commands.workshop_options import WorkshopDir
from readiness.exits import ExitCode
from readiness.terminal import print_message


def forget(
    folder: WorkshopDir,
    yes: Annotated[bool, typer.Option("--yes", help=_("Delete the answers at once, without asking first."))] = False,
    plain: Plain = False,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Delete everybody's individual answers, but keep the counts and what was agreed.

    Before anything is deleted, you are told what will go and what will stay, and asked to confirm. `compare` and
    `report` still work afterwards, using the counts.
    """
    from readiness.imports.source_files import SourceReader, is_table_of_answers
    from readiness.workshop.folder import WorkshopFolder
    from readiness.workshop.forgetting import forget as delete
    from readiness.workshop.forgetting import in_other_workshops, what_goes, what_stays
    from readiness.workshop.gathering import gather
    from readiness.workshop.individual_files import contents_of

    day, workshop, instrument = reading_day(as_of), WorkshopFolder(folder), load(questionnaire)
    gathering = gather(workshop, instrument)
    reader = SourceReader(instrument, levels_from=0)  # from where they count makes no difference here
    contents = contents_of(workshop, instrument, lambda path: is_table_of_answers(path, reader))
    if not contents.to_delete:
        typer.echo(_("There are no individual answers in this folder. Nothing has changed."), err=True)
        for line in in_other_workshops(contents, workshop):
            print_message(line)
        return
    lines = [*what_goes(contents, gathering), *what_stays(contents, gathering)]
    if yes:
        for line in lines:
            print_message(line)
    elif not _wants_to(lines, plain=plain):
        typer.echo(_("Nothing has been deleted."), err=True)
        return
    number = delete(gathering, contents, day)
    typer.echo(ngettext("Deleted: {n} file.", "Deleted: {n} files.", number), err=True)


def _wants_to(lines: Iterable[str], *, plain: bool) -> bool:
    """Says what goes and what stays, and asks.

    Raises:
        UsageFault: nobody can be asked.
        Exit: somebody interrupted it.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.prompts import make_prompts
    from readiness.prompts.interface import Option, Paragraph
    from readiness.terminal import is_interactive, run_in_terminal

    if not (plain or is_interactive()):
        for line in lines:
            print_message(line)
        what = _("this command asks before it deletes anything, but it isn't running in a terminal")
        unasked = _("If you don't want to be asked to confirm, add `--yes`")
        raise UsageFault(Fault("workshop forget", what, f"{run_in_terminal()}. {unasked}"))
    options = [Option("1", _("Leave everything as it is")), Option("2", _("Delete everybody's individual answers"))]
    try:
        prompts = make_prompts(plain=plain)
        prompts.say(*map(Paragraph, lines))
        question = _("Delete everybody's individual answers? This can't be undone.")
        return prompts.choose(question, options).key == options[1].key
    except (KeyboardInterrupt, EOFError):
        typer.echo("\n" + _("Stopped. Nothing has been deleted."), err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
