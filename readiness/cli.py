"""The command line: puts the commands together and runs them."""

import gc
import os
import sys
from typing import Annotated

import typer

from questionnaires.language import _
from readiness import __version__
from readiness.commands import (
    actions,
    assess,
    batch,
    check,
    compare,
    example,
    form,
    import_answers,
    plan,
    questions,
    schema,
    score,
    templates,
    workshop,
)
from readiness.exits import faults_end_the_program
from readiness.terminal import is_interactive, replace_unprintable_characters
from readiness.usage import SpokenGroup, add_command

app = typer.Typer(
    name="readiness",
    cls=SpokenGroup,
    help=_("Find out whether your service is ready to hire peer support workers, and get an action plan with dates."),
    epilog=_("Everything stays on this computer. To start, type: readiness"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local values would show answers
    rich_markup_mode=None,  # help without boxes: quicker, and readable with a screen reader
)
for _command in (
    assess.assess,
    score.score,
    plan.plan,
    actions.actions,
    batch.batch,
    compare.compare,
    questions.questions,
    templates.templates,
    check.check,
    schema.schema,
    example.example,
    form.form,
):
    add_command(app, _command)
add_command(app, import_answers.import_answers, "import")
app.add_typer(workshop.workshop)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readiness {__version__}")
        raise typer.Exit


@app.callback()
def _readiness(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=_("Show the version."))
    ] = False,
    _language: Annotated[  # taken out of the command line before this module is loaded
        str | None,
        typer.Option(
            "--language",
            metavar=_("CODE"),
            help=_(
                "Use another language, if there is a translation (cy for Welsh, for example). This works with every "
                "command."
            ),
        ),
    ] = None,
) -> None:
    """Holds the options that belong to no command."""


def main() -> None:
    """Runs the program; called with nothing in a terminal, it offers the assessments of this folder."""
    gc.set_threshold(50_000)  # hardly anything of a short run is garbage; looking for it delays every start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # one that reports home would see every answer
    replace_unprintable_characters()
    with faults_end_the_program():
        app(["assess"] if len(sys.argv) == 1 and is_interactive() else None)
