"""The command line: puts the commands together and turns faults into messages and exit codes."""

import errno
import gc
import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from questionnaires.faults import Fault, InputFault
from readiness import __version__
from readiness.commands import actions, assess, batch, check, example, plan, questions, score, templates
from readiness.exits import ExitCode, UsageFault, tell

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EIO)
_MOST_FAULTS = 20

app = typer.Typer(
    name="readiness",
    help="Find out whether your service is ready to hire peer support workers, and leave with a dated action plan.",
    epilog="Everything stays on this computer. Begin with: readiness assess",
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
    questions.questions,
    templates.templates,
    check.check,
    example.example,
):
    app.command()(_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readiness {__version__}")
        raise typer.Exit


@app.callback()
def _readiness(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Does nothing by itself: the options above belong to no command."""


def main() -> None:
    """Runs the program; the only place where a fault becomes a message and an exit code."""
    gc.set_threshold(50_000)  # hardly anything of a short run is garbage; looking for it delays every start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # one that reports home would see every answer
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old console has no ticks and bars; it must not stop for that
    try:
        app()
    except InputFault as fault:
        tell(fault.faults[:_MOST_FAULTS])
        if len(fault.faults) > _MOST_FAULTS:
            typer.echo(f"... and {len(fault.faults) - _MOST_FAULTS} more.", err=True)
        sys.exit(ExitCode.WRONG_USAGE if isinstance(fault, UsageFault) else ExitCode.UNUSABLE_INPUT)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        tell([Fault("output", f"it cannot be written ({error.strerror})", "Make room, or write it somewhere else")])
        os._exit(ExitCode.WRONG_USAGE)  # an ordinary exit would try to write the rest once more
