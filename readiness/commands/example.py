"""`readiness example`: a realistic answer file, to try the other commands with."""

import typer


def example() -> None:
    """Print a realistic answer file, to try the other commands with."""
    from importlib.resources import files

    typer.echo(files("questionnaires").joinpath("peer-support", "example.json").read_text(encoding="utf-8"), nl=False)
