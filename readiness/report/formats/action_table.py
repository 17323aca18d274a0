"""The table of actions that CSV and XLSX files hold, and that can be filled in and imported again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from readiness.plan.model import Plan, PlannedAction
from readiness.report import sentences
from readiness.report.sentences import ASK_NAMES, PRIORITY_KEYS, STATUS_NAMES
from scoring.instrument import Instrument

ID, CODE, OWNER, DUE, STATUS, REASON = "Id", "Code", "Owner", "Due", "Status", "Reason"
SHEET = "Actions"
"""The name of the worksheet."""

AS_WRITTEN = "As written (leave as it is)"
"""The column with what the row said when the file was written, to tell what somebody has changed since."""


@dataclass(frozen=True)
class Column:
    """One column of the table."""

    name: str
    width: int
    """In characters, in a workbook."""
    to_fill: bool = False
    """Whether people fill it in, and it is imported again."""


COLUMNS = (
    Column(CODE, 7),
    Column("Domain", 18),
    Column("Stage", 22),
    Column("Priority", 12),
    Column("Action", 50),
    Column(OWNER, 24, to_fill=True),
    Column("Start", 12),
    Column(DUE, 12, to_fill=True),
    Column("Needed by", 12),
    Column("Late", 10),
    Column(STATUS, 14, to_fill=True),
    Column(REASON, 30, to_fill=True),
    Column("Effort", 9),
    Column("We need", 22),
    Column("First step", 60),
    Column("Next steps", 95),
    Column("Done when", 60),
    Column("Why", 60),
    Column("Working paper", 24),
    Column("Source", 45),
    Column("About this plan", 60),
    Column(ID, 28),
    Column(AS_WRITTEN, 10),
)

Cell = str | int | date | None


def rows(plan: Plan, instrument: Instrument) -> Iterator[tuple[Cell, ...]]:
    """One row for each action, in the order of the plan, with a cell for each column."""
    stages = {stage.id: stage.title for stage in plan.stages}
    rubric, cite = instrument.rubric, instrument.questionnaire.cite
    about = " ".join(map(str, sentences.in_short(plan, instrument)))
    for action in plan.actions:
        yield (
            action.code,
            action.domain,
            stages[action.stage],
            rubric.priorities[PRIORITY_KEYS[action.priority]].name,
            action.title,
            action.owner,
            action.start,
            action.due,
            action.needed_by,
            "overdue" if action.overdue else "too late" if action.late else "",
            STATUS_NAMES[action.status],
            action.reason,
            rubric.efforts[action.effort].name,
            ", ".join(ASK_NAMES[ask].lower() for ask in action.asks),
            action.first_step,
            " ".join(f"{place}. {step}" for place, step in enumerate(action.steps, 1)),
            action.done_when,
            action.why,
            sentences.working_paper(action),
            cite(action.sources),
            about,
            action.question,
            as_written(action),
        )


def as_written(action: PlannedAction) -> str:
    """An action's level, owner, due date, status and reason as a JSON list, for one cell."""
    due = action.due.isoformat() if action.due else ""
    return json.dumps([action.level, action.owner, due, action.status, action.reason], ensure_ascii=False)
