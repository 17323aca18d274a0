"""`readiness example`: a realistic answer file, to try the other commands with."""

import typer


def example() -> None:
    """Print a realistic answer file, to try the other commands with."""
    import sys
    from importlib.resources import files

    from readiness.next_step import advise, command

    typer.echo(files("questionnaires").joinpath("peer-support", "example.json").read_text(encoding="utf-8"), nl=False)
    if sys.stdout.isatty():
        typer.echo(f"To keep it in a file: {command('example')} > example.json", err=True)
    else:
        advise("Next, see its result", "score")
