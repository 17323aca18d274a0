"""Arguments and options of `readiness batch`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from questionnaires.language import _
from readiness.commands.options import Audience
from readiness.usage import one_of

Paths = Annotated[
    list[str],
    typer.Argument(metavar=_("PATH"), help=_("Answer files, folders, patterns such as '*.json', and .zip archives.")),
]

Output = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar=_("DIR"),
        help=_("The folder for the results. If it has the results of an earlier batch, these are replaced."),
    ),
]

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar=_("FORMATS"),
        help=_(
            "The formats to write, separated by commas: csv (results.csv, trends.csv, worklist.csv and "
            "answers.csv), results "
            "(only the first three of these, which is quicker), answers, xlsx, parquet, html, pdf, json, or all (the "
            "default). summary.json, rejected.csv and not_used.csv are always written."
        ),
    ),
]

Plans = Annotated[
    bool,
    typer.Option(
        "--plans",
        help=_(
            "Also write a separate plan for each service, as a PDF or in the format you give with --format (pdf, "
            "html, docx, md or ics)."
        ),
    ),
]

PlansFor = Annotated[
    Audience,
    typer.Option(
        "--for",
        metavar=one_of(Audience),
        help=_("With --plans: who the plans are for (default: service), as with `readiness plan --for`."),
    ),
]


class Grouping(StrEnum):
    """What `--group-by` takes."""

    ORGANISATION = "organisation"
    FOLDER = "folder"


GroupByOption = Annotated[
    Grouping | None,
    typer.Option(
        "--group-by",
        metavar=one_of(Grouping),
        help=_("Also show the figures for each organisation or folder, in groups.csv and in the report."),
    ),
]

WithOlder = Annotated[
    bool, typer.Option("--with-older", help=_("In answers.csv, also list the answers from each service's older files."))
]

Require = Annotated[
    list[str] | None,
    typer.Option(
        "--require",
        metavar=_("STAGE=DECISION"),
        help=_("Exit with status 1 if any service doesn't reach this result, such as first_day=go."),
    ),
]

KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar=_("FILE"),
        help=_(
            "With --no-names: the file for the list of codes and names (default: key.csv next to DIR). To use the same "
            "codes again, give the file from an earlier batch."
        ),
    ),
]

NoNames = Annotated[
    bool,
    typer.Option(
        "--no-names",
        help=_(
            "Use codes instead of names, and leave out notes. The file key.csv, next to DIR, lists the service "
            "for each code."
        ),
    ),
]

Visits = Annotated[
    int,
    typer.Option(
        "--visits",
        metavar=_("NUMBER"),
        min=0,
        max=200,
        help=_("How many services to pick at random for visits (0 to 200, default: 5)."),
    ),
]

Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar=_("NUMBER"),
        help=_(
            "Any number, used to pick services for visits (default: 1). The same number always picks the same services."
        ),
    ),
]

Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        metavar=_("NUMBER"),
        min=1,
        max=256,
        help=_("How many processes may run at once (1 to 256, default: one for each processor)."),
    ),
]
