"""`readiness batch`: many answer files in, tables and a report on all of them out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from questionnaires.language import _, ngettext
from readiness.commands.batch_options import (
    Formats,
    GroupByOption,
    KeyFile,
    NoNames,
    Output,
    Paths,
    Plans,
    PlansFor,
    Processes,
    Require,
    Seed,
    Visits,
    WithOlder,
)
from readiness.commands.options import AsOf, Audience, InstrumentFolder, load, reading_day, warn_of_unwritten
from readiness.exits import ExitCode
from readiness.terminal import print_message

if TYPE_CHECKING:
    from readiness.batch.request import BatchRequest
    from readiness.batch.run import Outcome
    from readiness.batch.unclear_files import UnclearFiles


_MOST_UNCLEAR = 5
"""Files of one kind of which it is said on screen why somebody should look at them."""


def batch(
    paths: Paths,
    output: Output,
    formats: Formats = None,
    plans: Plans = False,
    audience: PlansFor = Audience.SERVICE,
    group_by: GroupByOption = None,
    with_older: WithOlder = False,
    require: Require = None,
    no_names: NoNames = False,
    key: KeyFile = None,
    visits: Visits = 5,
    seed: Seed = 1,
    processes: Processes = None,
    as_of: AsOf = None,
    questionnaire: InstrumentFolder = None,
) -> None:
    """Score many answer files, and write tables and a portfolio report.

    Every file is either counted, not used or rejected. If a service has several files, only the newest counts.
    """
    from readiness.batch.formats import chosen, chosen_for_plans
    from readiness.batch.request import BatchRequest
    from readiness.batch.requirements import Requirements

    wanted = chosen(formats or [])
    instrument = load(questionnaire)
    warn_of_unwritten(instrument, questionnaire)
    request = BatchRequest(
        paths=tuple(paths),
        target=output,
        instrument=instrument,
        as_of=reading_day(as_of),
        is_day_given=bool(as_of),
        formats=wanted,
        requirements=Requirements(require or [], instrument),
        plans=chosen_for_plans(formats or [], plans=plans),
        audience=audience.value,
        names=not no_names,
        key=key,
        group_by=group_by.value if group_by else None,
        with_older=with_older,
        seed=seed,
        visits=visits,
        processes=processes,
    )
    for sentence in _left_out(request, formats or []):
        print_message(sentence)
    outcome = _run(request)
    for sentence in _sentences_about(outcome, request):
        print_message(sentence)
    raise typer.Exit(ExitCode.SOME_REJECTED if outcome.counted.counts.rejected or outcome.not_met else ExitCode.DONE)


def _left_out(request: "BatchRequest", formats: Sequence[str]) -> Iterator[str]:
    """What was asked for, but has no effect."""
    from readiness.batch.formats import Format

    if request.key and request.names:
        yield _("--key was not used, because the results show names. To have codes instead, add --no-names.")
    if request.audience != "service" and not request.plans:
        yield _("--for was not used, because it is only for plans. To have a plan for each service, add --plans.")
    if formats and Format.PARQUET in request.formats and not request.names:
        yield _("answers.parquet was not written, because it has names in it, and you asked for names to be left out.")


def _run(request: "BatchRequest") -> "Outcome":
    """Runs the batch; an interruption ends the program."""
    from readiness.batch.interruption import Interrupted, interruptible
    from readiness.batch.progress import Progress
    from readiness.batch.run import run

    try:
        with interruptible():
            return run(request, Progress())
    except Interrupted:
        print_message(_("Stopped. The folder {folder} has not changed.", folder=request.target))
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def _sentences_about(outcome: "Outcome", request: "BatchRequest") -> Iterator[str]:
    """How many files were counted, not used and rejected, and what somebody should look at."""
    counts = outcome.counted.counts
    yield _("The results are in {folder}", folder=request.target)
    yield _(
        "Files found: {found:,}. Counted: {counted:,}, not used: {not_used:,}, rejected: {rejected:,}.",
        found=counts.found,
        counted=counts.services,
        not_used=counts.all_not_used,
        rejected=counts.rejected,
    )
    if counts.not_used:
        yield _("not_used.csv lists the files that were not used, and what to do about them:")
        yield from (f"- {what}: {number:,}" for what, number in counts.not_used.items())
    if counts.rejected and not request.names:
        yield ngettext(
            "{n:,} file was rejected. The reason could show a name, so it is left out. To see it, check the file with "
            "`readiness check`.",
            "{n:,} files were rejected. The reasons could show names, so they are left out. To see them, check the "
            "files with `readiness check`.",
            counts.rejected,
        )
    elif counts.rejected:
        yield ngettext(
            "{n:,} file was rejected. For the reason, see rejected.csv.",
            "{n:,} files were rejected. For the reasons, see rejected.csv.",
            counts.rejected,
        )
    for unclear in outcome.counted.unclear:
        yield from _about_unclear(unclear)
    if outcome.counted.same.answers:
        yield _(
            "Some services have exactly the same answers. They are listed in the report and in summary.json "
            "(same_answers)."
        )
    if outcome.not_met:
        yield from _about_not_met(outcome)
    yield from outcome.notices


def _about_unclear(unclear: "UnclearFiles") -> Iterator[str]:
    told = unclear.said[:_MOST_UNCLEAR]
    yield f"{unclear.title}: {unclear.number:,}"
    yield from (f"- {words}" for _files, words in told)
    if told and (more := unclear.number - len(told)):
        yield ngettext(
            "- and {n:,} more, which is in summary.json", "- and {n:,} more, which are in summary.json", more
        )


def _about_not_met(outcome: "Outcome") -> Iterator[str]:
    yield ngettext(
        "{n:,} service doesn't reach the result you asked for (it is also listed in not_met.csv):",
        "{n:,} services don't reach the result you asked for (all are listed in not_met.csv):",
        outcome.not_met,
    )
    yield from (f"- {words}" for words in outcome.not_met_first)
    if more := outcome.not_met - len(outcome.not_met_first):
        yield ngettext("- and {n:,} more", "- and {n:,} more", more)
