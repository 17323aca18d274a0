"""The answer file that a command uses if none is named: the only one in this folder, or the one that is chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from questionnaires.language import _, ngettext
from readiness.exits import ExitCode
from readiness.terminal import print_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scoring.instrument import Instrument

_MOST_LISTED = 20
_MOST_NOTES = 5


def answers_for(name: str, file: Path | None, instrument: "Instrument", today: "date", *, plain: bool = False) -> Path:
    """The answer file that a command uses.

    Args:
        name: the command, such as `score`.
        file: the file that was given, if one was.
        instrument: the questionnaire and rubric that the answers must match.
        today: the date to use as today.
        plain: whether to ask in plain text.

    Raises:
        UsageFault: there is no answer file in this folder, or there are several and no terminal to ask in.
        Exit: the person cancelled the choice.
    """
    from readiness.answer_folder import answer_files
    from readiness.text import printable_path

    if file:
        return file
    paths = answer_files(Path())
    if len(paths) == 1:
        typer.echo(_("Using the answers in {file}", file=printable_path(str(paths[0]))), err=True)
        return paths[0]
    if not paths:
        raise _none_here(name)
    return _ask(paths, instrument, today, plain=plain) or _refuse(name, paths, instrument, today)


def _ask(paths: "Sequence[Path]", instrument: "Instrument", today: "date", *, plain: bool) -> Path | None:
    """Asks which of several answer files is meant; none if nobody can be asked."""
    from readiness.interview.answer_menu import AnswerMenu
    from readiness.prompts import make_prompts
    from readiness.terminal import is_interactive

    if not (plain or is_interactive()):
        return None
    try:
        menu = AnswerMenu(make_prompts(plain=plain), instrument, paths, today, new=False)
        chosen = menu.choose(_("Which assessment?"))
    except (KeyboardInterrupt, EOFError):
        typer.echo("\n" + _("Stopped. Nothing has changed."), err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    return chosen.path if chosen else None


def _refuse(name: str, paths: "Sequence[Path]", instrument: "Instrument", today: "date") -> Path:
    """Lists the answer files of this folder, what is not clear about them, and how to name one.

    Raises:
        UsageFault: always.
    """
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.interview.listed_assessment import read_assessment
    from readiness.interview.unclear_assessments import notes_on
    from readiness.next_step import command
    from readiness.text import printable_path

    number = len(paths)
    typer.echo(
        ngettext("There is {n:,} answer file in this folder:", "There are {n:,} answer files in this folder:", number),
        err=True,
    )
    for path in paths[:_MOST_LISTED]:
        typer.echo(printable_path(str(path)), err=True)
    if len(paths) > _MOST_LISTED:
        more = ngettext("and {n:,} more file", "and {n:,} more files", len(paths) - _MOST_LISTED)
        typer.echo(more, err=True)
    listed = [read_assessment(path, instrument) for path in paths[:_MOST_LISTED]]
    for note in notes_on(listed, today)[:_MOST_NOTES]:
        print_message(note)
    what = _("it isn't clear which answer file you mean")
    raise UsageFault(
        Fault(
            name, what, _("Choose an answer file, for example with `{command}`", command=command(name, str(paths[0])))
        )
    )


def _none_here(name: str) -> Exception:
    """The fault of a folder without answers."""
    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.next_step import command

    remedy = _("Answer the questions first, with `{command}`", command=command("assess"))
    return UsageFault(Fault(name, _("there are no answer files in this folder"), remedy))


def advise_to(what: str, name: str, answers: Path, questionnaire: Path | None, *options: str) -> None:
    """Prints to standard error what can be done next with the same answers, and which command to type."""
    from readiness.answer_folder import arguments_for, is_offered
    from readiness.next_step import advise, questionnaire_option

    named = (() if is_offered(answers) else (str(answers),)) if name == "assess" else arguments_for(answers)
    advise(what, name, *options, *named, *questionnaire_option(questionnaire))
