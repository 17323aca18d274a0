"""The table of actions for CSV and XLSX files, which people can fill in and send back."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.plan.model import Plan
from readiness.report import sentences
from readiness.report.formats.row_memory import encoded, memory_of
from readiness.report.sentences.actions import PRIORITY_KEYS, STATUS_NAMES
from readiness.report.sentences.asks import ASK_NAMES
from readiness.spreadsheet import Cell
from scoring.instrument import Instrument

ID, CODE, ACTION, OWNER = _("Id"), _("Code"), _("Action"), _("Owner")
DUE, STATUS, REASON = _("Due"), _("Status"), _("Reason")
START, NEEDED_BY, SERVICE = _("Start"), _("Needed by"), _("Service")
SHEET = _("Actions")
"""The name of the worksheet."""

AS_WRITTEN = _("Original entries (leave as they are)")
"""The column with what the row said when the file was written, which shows what somebody has changed since."""
FORMER_NAMES = {"As written (leave as it is)": AS_WRITTEN}
"""The names that columns had in earlier versions."""


@dataclass(frozen=True)
class Column:
    """One column of the table."""

    name: str
    width: int
    """The width in a workbook, in characters."""
    to_fill: bool = False
    """Whether people fill it in, and it is read back."""


COLUMNS = (
    Column(CODE, 7),
    Column(_("Domain"), 18),
    Column(_("Stage"), 22),
    Column(_("Priority"), 12),
    Column(ACTION, 50),
    Column(OWNER, 24, to_fill=True),
    Column(START, 12),
    Column(DUE, 12, to_fill=True),
    Column(NEEDED_BY, 12),
    Column(_("Late"), 10),
    Column(STATUS, 14, to_fill=True),
    Column(REASON, 30, to_fill=True),
    Column(_("Effort"), 9),
    Column(_("We need"), 22),
    Column(_("First step"), 60),
    Column(_("Next steps"), 95),
    Column(_("Done when"), 60),
    Column(_("Why"), 60),
    Column(_("Working paper"), 24),
    Column(_("Source"), 45),
    Column(SERVICE, 40),
    Column(_("About this plan"), 60),
    Column(ID, 28),
    Column(AS_WRITTEN, 10),
)


def rows(plan: Plan, instrument: Instrument) -> Iterator[tuple[Cell, ...]]:
    """One row for each action, in the order of the plan, with a cell for each column."""
    stages = {stage.id: stage.title for stage in plan.stages}
    rubric, cite = instrument.rubric, instrument.questionnaire.cite
    about = " ".join(map(str, sentences.decisions.in_short(plan, instrument)))
    service = service_line(plan)
    for action in plan.actions:
        yield (
            action.code,
            action.domain,
            stages[action.stage],
            rubric.priorities[PRIORITY_KEYS[action.priority]].name,
            action.title,
            action.owner,
            None if action.overdue else action.start,  # the schedule would start it after its due date
            action.due,
            action.needed_by,
            sentences.actions.lateness(action),
            STATUS_NAMES[action.status],
            action.reason,
            rubric.efforts[action.effort].name,
            "; ".join(ASK_NAMES[ask] for ask in action.asks),
            action.first_step,
            " ".join(f"{place}. {step}" for place, step in enumerate(action.steps, 1)),
            action.done_when,
            action.why,
            sentences.actions.working_paper_on_its_own(action, instrument),
            ". ".join(cite(action.sources)),
            service,
            about,
            action.question,
            encoded(memory_of(plan, action)),
        )


def service_line(plan: Plan) -> str:
    """Which service and assessment it is about: `Riverside Recovery Team, assessment started on 19 November 2026`."""
    service = plan.service
    started = _("assessment started on {day}", day=long_date(plan.started_at.date())) if plan.started_at else ""
    return ", ".join(part for part in (service.name, service.organisation, service.code, started) if part)
