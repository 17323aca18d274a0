"""Arguments and options of `readiness batch`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import Audience

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help=_("Answer files, folders, patterns such as '*.json', and .zip archives.")),
]

Output = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="DIR", help=_("The folder for the result; an earlier result there is replaced.")
    ),
]

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="F",
        help=_(
            "What to write, separated by commas: csv (results.csv, trends.csv, worklist.csv and "
            "answers.csv), results (without answers.csv, the quickest), answers, xlsx, parquet, html, pdf, "
            "json, or all (the default). summary.json, rejected.csv and not_used.csv are always written.",
        ),
    ),
]

Plans = Annotated[
    bool,
    typer.Option(
        "--plans",
        help=_(
            "Write a separate plan for each service as well: as a PDF, or in the format given with --format "
            "(pdf, html, docx, md or ics).",
        ),
    ),
]

PlansFor = Annotated[Audience, typer.Option("--for", help=_("Who these plans are for, as in readiness plan --for."))]


class Grouping(StrEnum):
    """What `--group-by` takes."""

    ORGANISATION = "organisation"
    FOLDER = "folder"


GroupByOption = Annotated[
    Grouping | None,
    typer.Option("--group-by", help=_("Show the figures for each group too, in groups.csv and the report.")),
]

WithOlder = Annotated[bool, typer.Option("--with-older", help=_("Include a service's older files in answers.csv."))]

Require = Annotated[
    list[str] | None,
    typer.Option(
        "--require", metavar="STAGE=DECISION", help=_("Exit with 1 if a service falls short of this: first_day=go.")
    ),
]

KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key", metavar="FILE", help=_("With --no-names: where the key is kept (default: key.csv next to DIR).")
    ),
]

NoNames = Annotated[
    bool,
    typer.Option(
        "--no-names",
        help=_("Use codes instead of names, and leave out notes; key.csv, next to DIR, says whose they are."),
    ),
]

Visits = Annotated[
    int, typer.Option("--visits", min=0, max=200, help=_("How many services to pick at random for visits."))
]

Seed = Annotated[int, typer.Option("--seed", help=_("The same number picks the same services again."))]

Processes = Annotated[
    int | None,
    typer.Option("--processes", min=1, max=256, help=_("The most to run at once (default: one for each processor).")),
]
