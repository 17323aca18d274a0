"""What the columns of the tables are called in the workbook, which people read."""

import re
from typing import Final

from questionnaires.language import _

_HEADINGS: Final = {
    "actions_doing": _("actions doing"),
    "actions_done": _("actions done"),
    "actions_open": _("actions open"),
    "actions_overdue": _("actions overdue"),
    "after": _("after"),
    "answered": _("answered"),
    "asks": _("asks"),
    "before": _("before"),
    "both_views": _("both views"),
    "code": _("code"),
    "date": _("date"),
    "decisions_changed": _("decisions changed"),
    "domain": _("domain"),
    "earlier_files": _("earlier files"),
    "earliest_first_day": _("earliest first day"),
    "essential": _("essential"),
    "essentials_met": _("essentials met"),
    "essentials_with_evidence": _("essentials with evidence"),
    "file": _("file"),
    "flags": _("flags"),
    "form": _("form"),
    "level": _("level"),
    "minutes": _("minutes"),
    "name": _("name"),
    "not_applicable": _("not applicable"),
    "not_asked": _("not asked"),
    "note": _("note"),
    "organisation": _("organisation"),
    "other_wording": _("other wording"),
    "parked": _("parked"),
    "place": _("place"),
    "planned_first_day": _("planned first day"),
    "question": _("question"),
    "questions_changed": _("questions changed"),
    "reason": _("reason"),
    "state": _("state"),
    "ticked": _("ticked"),
    "took_part": _("took part"),
    "unanswered": _("unanswered"),
    "unknown": _("unknown"),
    "what": _("what"),
    "what_to_do": _("what to do"),
}
_OF_EACH: Final = (
    (re.compile(r"decision_(.+)"), _("decision {name}")),
    (re.compile(r"(.+)_score_max"), _("{name} score max")),
    (re.compile(r"(.+)_score"), _("{name} score")),
    (re.compile(r"(.+)_band"), _("{name} band")),
)
"""The columns of which there is one for each stage or domain."""


def heading_of(column: str) -> str:
    """What a column is called: its name in words."""
    for pattern, heading in _OF_EACH:
        if found := pattern.fullmatch(column):
            return heading.format(name=found[1].replace("_", " "))
    return _HEADINGS[column]
