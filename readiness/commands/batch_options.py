"""Arguments and options of `readiness batch`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readiness.commands.options import Audience

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Answer files, folders (searched through), patterns and .zip archives."),
]

Output = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of the result, replaced only as a whole.")
]

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="F",
        help="What to write, several with commas: csv (results.csv, trends.csv, worklist.csv and answers.csv), results"
        " (without answers.csv, the quickest), answers, xlsx, parquet, html, pdf, json, or all (the default)."
        " summary.json, rejected.csv and not_used.csv are always written.",
    ),
]

Plans = Annotated[
    bool,
    typer.Option(
        "--plans",
        help="Write every service's own plan as well: as PDF, or as what --format names of"
        " pdf, html, docx, md and ics.",
    ),
]

PlansFor = Annotated[Audience, typer.Option("--for", help="Who reads these plans; as with readiness plan --for.")]


class Grouping(StrEnum):
    """What `--group-by` takes."""

    ORGANISATION = "organisation"
    FOLDER = "folder"


GroupByOption = Annotated[
    Grouping | None, typer.Option("--group-by", help="The figures of each group as well, in groups.csv and the report.")
]

WithOlder = Annotated[bool, typer.Option("--with-older", help="Older files of a service in answers.csv, too.")]

Require = Annotated[
    list[str] | None,
    typer.Option("--require", metavar="STAGE=DECISION", help="End with 1 if a service is below it: first_day=go."),
]

KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="The key to the codes of --no-names (default: key.csv beside DIR)."),
]

NoNames = Annotated[
    bool,
    typer.Option(
        "--no-names", help="Use codes instead of names, and leave out notes; key.csv, next to DIR, says whose they are."
    ),
]

Visits = Annotated[int, typer.Option("--visits", min=0, max=200, help="Services to draw for visits.")]

Seed = Annotated[int, typer.Option("--seed", help="Which services are drawn: the same seed draws the same.")]

Processes = Annotated[
    int | None, typer.Option("--processes", min=1, max=256, help="At most so many (default: one a processor).")
]
