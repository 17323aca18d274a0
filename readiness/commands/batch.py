"""`readiness batch`: many answer files in, tables and a report on all of them out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.commands.options import AsOf, InstrumentFolder, load, reading_day
from readiness.exits import ExitCode

if TYPE_CHECKING:
    from readiness.batch.run import Outcome


def batch(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Answer files, folders (searched through), patterns and .zip archives."),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of the result, replaced only as a whole.")
    ],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="F",
            help="What to write, several with commas: csv (results.csv, trends.csv and answers.csv), results (without"
            " answers.csv, the quickest), answers, xlsx, parquet, html, pdf, json (default: all). summary.json and"
            " rejected.csv are always written.",
        ),
    ] = None,
    plans: Annotated[bool, typer.Option("--plans", help="Write every service's own plan as well.")] = False,
    require: Annotated[
        list[str] | None,
        typer.Option("--require", metavar="STAGE=DECISION", help="End with 1 if a service is below it: first_day=go."),
    ] = None,
    no_names: Annotated[
        bool, typer.Option("--no-names", help="Codes for names, and no notes; only rejected.csv still names files.")
    ] = False,
    visits: Annotated[int, typer.Option("--visits", min=0, max=200, help="Services to draw for visits.")] = 5,
    seed: Annotated[int, typer.Option("--seed", help="Which services are drawn: the same seed draws the same.")] = 1,
    processes: Annotated[
        int | None, typer.Option("--processes", min=1, max=256, help="At most so many (default: one a processor).")
    ] = None,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Score many answer files: tables and a portfolio report.

    Every file is counted, passed over or rejected; of several files of one service the newest counts.
    """
    from readiness.batch.formats import chosen
    from readiness.batch.interruption import Interrupted, interruptible
    from readiness.batch.progress import Progress
    from readiness.batch.requirements import Requirements
    from readiness.batch.run import Order, run

    wanted, notices = chosen(formats or [])
    instrument = load(questionnaire)
    order = Order(
        paths=tuple(paths),
        target=output,
        instrument=instrument,
        as_of=reading_day(as_of),
        formats=wanted,
        requirements=Requirements(require or [], instrument),
        plans=plans,
        names=not no_names,
        seed=seed,
        visits=visits,
        processes=processes,
    )
    try:
        with interruptible():
            outcome = run(order, Progress())
    except Interrupted:
        typer.echo(f"Stopped. {output} is as it was before.", err=True)
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    _tell(outcome, output, notices)
    if outcome.counted.rejected or outcome.not_met:
        raise typer.Exit(ExitCode.SOME_REJECTED)


def _tell(outcome: "Outcome", target: Path, notices: tuple[str, ...]) -> None:
    """What became of everything, on standard error."""
    counted = outcome.counted
    lines = [
        f"The result is in {target}",
        f"Found {counted.found:,}: counted {counted.files:,}, passed over {counted.not_read:,},"
        f" rejected {counted.rejected:,}.",
        f"Counted: {counted.services:,} services, {counted.earlier_files:,} older files of them,"
        f" {counted.copies:,} copies of the same content.",
    ]
    if counted.rejected:
        lines.append("Why files were rejected is in rejected.csv")
    if counted.same_answers_groups:
        lines.append("Some services have the very same answers: see same_answers in summary.json")
    if outcome.not_met:
        number = "1 service does" if outcome.not_met == 1 else f"{outcome.not_met:,} services do"
        lines.append(f"{number} not meet what is required (all in not_met.csv):")
        lines += [f"- {words}" for words in outcome.not_met_first]
    for line in [*lines, *outcome.notices, *notices]:
        typer.echo(line, err=True)
