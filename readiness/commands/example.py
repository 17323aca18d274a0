"""`readiness example`: a realistic answer file, to try the other commands with."""

from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import InstrumentFolder, load


def example(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            readable=False,
            help=_("Save the answer file under this name, such as example.json (default: print it)."),
        ),
    ] = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Print a realistic answer file to try the other commands with.

    With --questionnaire, the file contains answers to your own questions. The answers go through the four
    levels in turn.
    """
    from importlib.resources import files

    from readiness.next_step import advise, questionnaire_option

    content = files("questionnaires").joinpath("peer-support", "example.json").read_bytes()
    about = questionnaire_option(questionnaire)
    if questionnaire:
        from readiness.adapting.example_answers import example_answers

        content = example_answers(load(questionnaire))
    if output:
        _write(output, content)
        advise(_("Next, see the result"), "score", str(output), *about)
        return
    typer.echo(content.decode(), nl=False)
    advise(_("To save the example as a file"), "example", "-o", "example.json", *about)


def _write(path: Path, content: bytes) -> None:
    """Writes the example, but never over a file that holds anything else, which may be somebody's answers.

    Raises:
        UsageFault: there is such a file, or it cannot be written there.
    """
    import os

    from questionnaires.faults import Fault
    from readiness.exits import UsageFault
    from readiness.storage import write_output

    if os.path.lexists(path) and not (path.is_file() and path.read_bytes() == content):
        raise UsageFault(
            Fault(str(path), _("there is already a file or folder with this name"), _("Use -o to choose another name"))
        )
    write_output(path, content)
