"""Benchmarks of starting up: how soon the program is ready, compared with importing its libraries."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.measure import Figure, command, ratio
from tests.terminal import UndrawnTerminal

_READINESS = (sys.executable, "-m", "readiness")
_PYDANTIC = "from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr"  # `import pydantic` is lazy


def figures() -> Iterator[Figure]:
    """Measures the start of `--version`, of `score`, and of the interview up to its first question."""
    yield ratio("--version / import typer", 1.3, command(*_READINESS, "--version"), _running("import typer"))
    with TemporaryDirectory() as folder:
        example = Path(folder) / "a.json"
        example.write_bytes(_example())
        yield ratio(
            "score of one file / import typer, pydantic",
            2.0,
            command(*_READINESS, "score", str(example)),
            _running(f"import typer; {_PYDANTIC}"),
        )
        yield ratio(
            "first question on screen / import typer, prompt_toolkit, pydantic",
            1.5,
            lambda: _first_question(Path(folder)),
            _running(f"import typer, prompt_toolkit; {_PYDANTIC}"),
        )


def _running(code: str) -> Callable[[], float]:
    return command(sys.executable, "-c", code)


def _example() -> bytes:
    from importlib.resources import files

    return files("questionnaires").joinpath("peer-support", "example.json").read_bytes()


def _first_question(folder: Path) -> float:
    """The seconds from the start until somebody can answer, in a real terminal."""
    started = perf_counter()
    terminal = UndrawnTerminal(folder, "assess", "new.json")
    terminal.wait_for("Who takes part")
    taken = perf_counter() - started
    terminal.process.close(force=True)
    return taken
