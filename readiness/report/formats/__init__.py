"""File formats of a plan other than PDF and HTML: one module for each, all with the same function.

They write the plan as it is given: whatever its audience must not see has been left out before.
"""

from importlib import import_module
from typing import Protocol, cast

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either
from readiness.exits import UsageFault
from readiness.plan.model import Plan
from scoring.instrument import Instrument


class Format(Protocol):
    """The function that every format module has; each uses only the options that mean something for it."""

    def make(self, plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
        """The plan as the bytes of a file; the same plan always gives the same bytes."""


_MODULES = {
    ".docx": "docx_document",
    ".md": "md_text",
    ".xlsx": "xlsx_workbook",
    ".csv": "csv_table",
    ".ics": "ics_calendar",
    ".json": "json_data",
}
SUFFIXES = tuple(_MODULES)
_ACTIONS_ONLY = (".csv", ".ics")


def make(suffix: str, plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The plan as the bytes of a file.

    Args:
        suffix: the format, one of `SUFFIXES`.
        plan: what the plan says; nothing is scored or rounded here.
        instrument: the questionnaire and the rubric that the answers were scored by, for their texts.
        brief: whether a document ends after the schedule; other formats ignore it.
        starts: whether a calendar has the days on which actions are to start; other formats ignore it.

    Raises:
        UsageFault: the plan is for the public, who get no actions, and this format has nothing else.
    """
    if plan.audience == "public" and suffix in _ACTIONS_ONLY:
        what = _(
            "this kind of file ({suffix}) can only list actions, and a plan for the public doesn't have any",
            suffix=suffix,
        )
        remedy = _("Choose a file name with an ending such as {suffixes}", suffixes=either((".pdf", ".docx", ".xlsx")))
        raise UsageFault(Fault("--for public", what, remedy))
    # the libraries that formats use are slow to load, so only the wanted one is imported
    module = cast("Format", import_module(f"{__name__}.{_MODULES[suffix]}"))
    return module.make(plan, instrument, brief=brief, starts=starts)
