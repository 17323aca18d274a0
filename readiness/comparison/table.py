"""The table of a comparison for CSV and XLSX files: a row for everything that is compared."""

from collections.abc import Iterator
from typing import Final

from questionnaires.language import _
from readiness.comparison.words import DIRECTIONS, EVIDENCE, Words

COLUMNS: Final = (
    ("What", 18),
    ("Id", 28),
    ("Name", 60),
    ("Then", 30),
    ("Now", 30),
    ("Change", 22),
    ("Evidence", 20),
)
"""The name of each column, and its width in a workbook, in characters."""
SHEET: Final = "Changes"


def rows(said: Words) -> Iterator[tuple[str, ...]]:
    """What to know first, then a row for each decision, and for each domain, question and action that has changed."""
    it = said.comparison
    for remark in it.remarks:
        yield "Note", remark.id, remark.sentence, "", "", "", ""
    yield "Files", "", it.later.service.name, said.then, said.now, "", ""
    for stage in it.stages:
        change = "" if stage.before == stage.after else "Changed"
        yield "Decision", stage.stage, stage.title, said.decision(stage.before), said.decision(stage.after), change, ""
    for domain in it.domains:
        yield (
            "Domain",
            domain.domain,
            domain.title,
            said.domain(domain.before),
            said.domain(domain.after),
            "Changed",
            "",
        )
    for move in it.questions:
        before, after = said.answer(move.before), said.answer(move.after)
        change, evidence = DIRECTIONS[move.direction], EVIDENCE[move.evidence]
        yield "Question", move.question, said.question(move), before, after, change, evidence
    kinds = {"Finished": it.finished, _("Risk accepted"): it.accepted, "New": it.new}
    for kind, titles in kinds.items():
        for title in titles:
            yield "Action", title.question, f"{title.code} {title.title}", "", "", kind, ""
