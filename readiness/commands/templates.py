"""`readiness templates`: working papers to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.commands.options import AsOf, InstrumentFolder, load, reading_day

if TYPE_CHECKING:
    from datetime import date

    from scoring.instrument import Instrument


def templates(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write them into; made if need be.")
    ],
    answers: Annotated[
        Path | None,
        typer.Option("--for", metavar="FILE", help="Only those that the actions of this answer file name."),
    ] = None,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Write working papers to fill in, as .docx and .md.

    Role description, interview, supervision agreement and others: those that the actions point to. A paper that is
    there already is left as it is.
    """
    from readiness.report.working_papers import load_checked, write_working_papers

    instrument, day = load(questionnaire), reading_day(as_of)
    papers = load_checked(instrument, questionnaire)
    wanted = _helpful_papers(answers, instrument, day) if answers else set(papers)
    chosen = {name: paper for name, paper in papers.items() if name in wanted}
    written = write_working_papers(chosen, instrument.questionnaire, output, day)
    for path in written.kept:
        typer.echo(f"{path} is there already and was left as it is.", err=True)
    typer.echo(f"{len(chosen)} working papers, {len(written.new)} new files in {output}", err=True)


def _helpful_papers(answers: Path, instrument: "Instrument", day: "date") -> set[str]:
    """The names of the working papers that help with the open actions of an answer file."""
    from readiness.plan.service_plan import open_plan
    from readiness.report.working_papers import helpful_papers

    return helpful_papers(open_plan(answers, instrument, day).plan)
