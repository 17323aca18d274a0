"""What tables of version 0.2 and older remember of each row: a JSON list, which a search and replace could change."""

import json
from datetime import date
from typing import Final

from readiness.plan.model import Status
from readiness.report.formats.row_memory import RowMemory
from readiness.report.sentences.actions import STATUS_NAMES

EARLIER_OWNERS: Final = frozenset(
    (
        "director",
        "director, with human resources",
        "director, with the managers",
        "human resources",
        "human resources, with the manager of the posts",
        "human resources, with whoever organises the training",
        "lead of the interview panel",
        "lead of the interview panel, with human resources",
        "manager of the posts",
        "manager of the posts, with a user-led group",
        "manager of the posts, with an experienced peer worker",
        "manager of the posts, with human resources",
        "senior leader responsible for peer support",
        "service manager",
        "service manager, with a senior leader",
        "service manager, with a staff representative",
        "service manager, with a user-led group",
        "service manager, with an experienced peer worker",
        "service manager, with experienced peer workers",
        "service manager, with finance",
        "service manager, with human resources",
        "service manager, with people with lived experience",
        "service manager, with the director",
        "service manager, with the independent person",
        "service manager, with the manager of the posts",
        "service manager, with the named person",
        "service manager, with the safeguarding lead",
        "service manager, with the shift leaders",
        "service manager, with the supervisors",
        "service manager, with the team",
        "service manager, with the team administrator",
        "service manager, with the team leaders",
        "service manager, with the team leaders of each profession",
        "service manager, with the trainer",
        "team administrator, with the service manager",
        "team leader",
        "team leader, with a member of the team",
        "team leader, with a visiting peer worker",
        "the managers of the posts",
        "the managers who will supervise",
        "the managers who will supervise, with an experienced peer worker",
        "the managers who will supervise, with human resources",
        "the managers who will supervise, with the team leader",
        "the peer trainers, with the service manager",
        "the people named on the list",
        "the person who owns the change",
        "the person who runs the plan",
        "the person who runs the sessions",
        "the team's managers",
        "the trainer, with an experienced peer worker",
        "the trainer, with people with lived experience",
        "the trainer, with the service manager",
        "whoever organises the training",
        "whoever runs staff training, with an experienced peer worker",
        "whoever runs staff training, with the service manager",
    )
)
"""The owners that version 1.0 of the questionnaire suggested."""


ENGLISH_HEADINGS: Final = (
    "Code", "Action", "Owner", "Start", "Due", "Needed by", "Status", "Reason", "Service", "Id",
    "Original entries (leave as they are)",
)  # fmt: skip
"""The headings of the columns that are read back, in tables that were written in English."""


def decoded_list(text: str, question: str) -> RowMemory | None:
    """What such a cell remembers about its row; none if it is not such a list.

    It does not say whether owner and date had been agreed on, nor to which answers the table belongs.
    """
    try:
        level, owner, due, status, reason = json.loads(text)
        day = date.fromisoformat(due) if due else None
        known: Status = next(name for name in STATUS_NAMES if name == status)
        return RowMemory(
            question=question,
            level=int(level),
            title=0,
            owner=str(owner),
            owner_agreed=False,
            due=day,
            due_agreed=False,
            status=known,
            reason=str(reason),
            identity=None,
        )
    except (ValueError, TypeError, StopIteration):
        return None
