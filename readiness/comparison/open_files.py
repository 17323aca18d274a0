"""Opening two answer files, each with what was agreed about its actions, to compare them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from questionnaires.faults import Fault, InputFault
from readiness.comparison.compare import Given, comparison_of, like_forms
from readiness.comparison.words import Words
from readiness.plan.model import Plan
from readiness.plan.service_plan import ServicePlan
from readiness.storage import load_sheet
from readiness.text import printable_path
from scoring.instrument import Instrument


@dataclass(frozen=True)
class OpenedComparison:
    """A comparison of two files."""

    words: Words
    later: Plan
    """The plan of the later file."""
    notices: tuple[str, ...]
    """Sentences to tell the user about records of other names that may be about the later answers."""


def open_comparison(earlier: Path, later: Path, instrument: Instrument, as_of: date) -> OpenedComparison:
    """Compares two answer files.

    Args:
        earlier: the file to compare with.
        later: the file as it is now.
        instrument: what both are scored by.
        as_of: the day on which both are read.

    Raises:
        InputFault: a file, or the record of actions next to it, cannot be used; with the faults of both files.
    """
    sheets, faults = [], list[Fault]()
    for path in (earlier, later):
        try:
            sheets.append(load_sheet(path, instrument))
        except InputFault as fault:
            faults += fault.faults
    if faults:
        raise InputFault(faults)
    alike = like_forms(*sheets)
    then, now = (
        ServicePlan(path, sheet, instrument, as_of) for path, sheet in zip((earlier, later), alike, strict=True)
    )
    comparison = comparison_of(
        Given(printable_path(earlier.name), sheets[0], then.plan),
        Given(printable_path(later.name), sheets[1], now.plan),
        instrument,
    )
    return OpenedComparison(Words(comparison, instrument), now.plan, now.notices_on_records)
