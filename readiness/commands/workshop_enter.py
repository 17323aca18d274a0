"""`readiness workshop enter`: paper sheets are typed in, a line of keys for each part, and short codes."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import InstrumentFolder, Plain, load
from readiness.commands.workshop_options import WorkshopDir
from readiness.exits import ExitCode
from readiness.terminal import print_message

if TYPE_CHECKING:
    from readiness.imports.entered_answers import EnteredAnswers


def enter(
    folder: WorkshopDir,
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code",
            metavar=_("CODE"),
            help=_(
                "Enter this short code without asking any questions. Put the short code in quotation marks, and use "
                "--code once for each."
            ),
        ),
    ] = None,
    plain: Plain = False,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Type in short codes and the answers from paper forms.

    For each part of a form, type one line with the answer to each question: A to D or 0 to 3 for the box with a cross,
    ? for don't know, or - if no box has a cross or the cross is at "Not part of my role". For a list, put the letters
    of the marked items in brackets. You can check how your line was read before the answers are saved.
    """
    from readiness.workshop.folder import WorkshopFolder

    instrument, workshop = load(questionnaire), WorkshopFolder(folder)
    if code:
        from readiness.imports.run import ImportRequest, run_import

        raise typer.Exit(run_import(ImportRequest(instrument, codes=tuple(code), workshop=workshop)))
    from readiness.imports.entered_answers import EnteredAnswers

    answers = EnteredAnswers(workshop, instrument, lambda: datetime.now(UTC))
    result = _ask(answers, plain=plain)
    if answers.people:
        from readiness.next_step import advise, questionnaire_option

        about = (str(folder), *questionnaire_option(questionnaire))
        advise(_("Next, see where people differ"), "workshop", "compare", *about)
    raise typer.Exit(result)


def _ask(answers: "EnteredAnswers", *, plain: bool) -> ExitCode:
    """Asks for sheets and codes until the person has finished.

    Raises:
        UsageFault: there is no terminal to ask in.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.imports.paper_entry import PaperEntry
    from readiness.prompts import make_prompts
    from readiness.terminal import is_interactive, run_in_terminal

    if not (plain or is_interactive()):
        what = _("this command asks you to type in the answers from paper forms, but it isn't running in a terminal")
        codes = _("If you only have short codes, use --code to give them")
        raise UsageFault(Fault("workshop enter", what, f"{run_in_terminal()}. {codes}"))
    prompts = make_prompts(plain=plain)
    entry = PaperEntry(prompts, answers)
    try:
        with prompts.whole_screen():
            entry.run()
    except (KeyboardInterrupt, EOFError):
        typer.echo("\n" + _("Stopped."), err=True)
        if unfinished := entry.keep_unfinished():
            print_message(unfinished)
        return ExitCode.INTERRUPTED
    return ExitCode.DONE
