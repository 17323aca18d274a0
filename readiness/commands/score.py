"""`readiness score`: the result of an answer file."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from readiness.commands.options import AnswerFile, AsOf, InstrumentFolder, load, reading_day

if TYPE_CHECKING:
    from readiness.plan.model import Plan
    from scoring.instrument import Instrument


def _show_table(plan: "Plan", instrument: "Instrument") -> None:
    from readiness.report.screen import show_plan

    show_plan(plan, instrument)


def _print_json(plan: "Plan", _instrument: "Instrument") -> None:
    from readiness.report.formats.json_data import as_json

    typer.echo(as_json(plan))


FORMATS: Final[dict[str, Callable[["Plan", "Instrument"], None]]] = {
    "table": _show_table,
    "json": _print_json,
}
"""What shows a result in each of the formats that `--format` takes."""

ResultFormat = StrEnum("ResultFormat", [(name, name) for name in FORMATS])  # type: ignore[misc]  # one list is enough
_TABLE: Final = ResultFormat("table")


def score(
    file: AnswerFile,
    output_format: Annotated[ResultFormat, typer.Option("--format", help="A table to read, or JSON.")] = _TABLE,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Show the result of an answer file."""
    from readiness.plan.service_plan import open_plan

    instrument = load(questionnaire)
    service_plan = open_plan(file, instrument, reading_day(as_of))
    for notice in service_plan.notices:
        typer.echo(notice, err=True)
    FORMATS[output_format](service_plan.plan, instrument)
