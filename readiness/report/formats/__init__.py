"""The endings of a plan beside PDF and HTML: one module each, of one shape.

Each renders the result as it is given. For whom it is was settled before: what a reader is not to see is not in it.
"""

from importlib import import_module
from typing import Protocol, cast

from questionnaires.faults import Fault
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from scoring.instrument import Instrument


class Ending(Protocol):
    """What each module of this folder has."""

    def make(self, plan: Plan, instrument: Instrument) -> bytes:
        """The plan as a file of its kind; the same result gives the same bytes."""


_MODULES = {
    ".docx": "docx_document",
    ".md": "md_text",
    ".xlsx": "xlsx_workbook",
    ".csv": "csv_table",
    ".ics": "ics_calendar",
    ".json": "json_data",
}
SUFFIXES = tuple(_MODULES)
_ACTIONS_ALONE = (".csv", ".ics")


def make(suffix: str, plan: Plan, instrument: Instrument) -> bytes:
    """The plan as a file of one kind.

    Args:
        suffix: one of `SUFFIXES`.
        plan: what the plan says; nothing is scored or rounded here.
        instrument: the questionnaire and the rubric that the result was judged by, for their texts.

    Raises:
        UsageFault: the public gets no actions, and this ending has nothing else.
    """
    if plan.audience == "public" and suffix in _ACTIONS_ALONE:
        what = f"a {suffix} file holds the actions alone, and a plan for the public has none"
        raise UsageFault(Fault("--for public", what, "Name a file that ends in .pdf, .docx or .xlsx, for example"))
    # only the one that is wanted: the libraries behind them take longer to load than a plan to be judged
    ending = cast("Ending", import_module(f"{__name__}.{_MODULES[suffix]}"))
    return ending.make(plan, instrument)
