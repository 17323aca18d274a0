"""The table of a comparison for CSV and XLSX files: a row for everything that is compared."""

from collections.abc import Iterator
from typing import Final

from questionnaires.language import _
from readiness.comparison.words import Words

COLUMNS: Final = (
    (_("What"), 18),
    (_("Id"), 28),
    (_("Name"), 60),
    (_("Then"), 30),
    (_("Now"), 30),
    (_("Change"), 22),
    (_("Evidence"), 20),
)
"""The name of each column, and its width in a workbook, in characters."""
SHEET: Final = _("Changes")


def rows(said: Words) -> Iterator[tuple[str, ...]]:
    """What to know first, then a row for each decision, and for each domain, question and action that has changed."""
    it = said.comparison
    for remark in it.remarks:
        yield _("Note"), remark.id, remark.sentence, "", "", "", ""
    yield _("Files"), "", it.later.service.name, said.then, said.now, "", ""
    for stage in it.stages:
        change = "" if stage.before == stage.after else _("Changed")
        yield (
            _("Decision"),
            stage.stage,
            stage.title,
            said.decision(stage.before),
            said.decision(stage.after),
            change,
            "",
        )
    for domain in it.domains:
        yield (
            _("Domain"),
            domain.domain,
            domain.title,
            said.domain(domain.before),
            said.domain(domain.after),
            _("Changed"),
            "",
        )
    for move in it.questions:
        before, after = said.answer(move.before), said.answer(move.after)
        change, evidence = said.change(move), said.evidence(move)
        yield _("Question"), move.question, said.question(move), before, after, change, evidence
    for kind, titles in said.titles.items():
        for title in titles:
            yield _("Action"), title.question, f"{title.code} {title.title}", "", "", kind, ""
