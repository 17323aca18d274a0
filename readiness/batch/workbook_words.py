"""What the workbook says in words where the other tables have identifiers: in its headings and its cells."""

from collections.abc import Mapping
from typing import Final

from questionnaires.language import _
from readiness.batch.changes import STATE_NAMES
from readiness.batch.flag_names import flag_name
from readiness.report.sentences.domains import band_names
from scoring.instrument import Instrument

_HEADINGS: Final = {
    "actions_accepted": _("accepted risks"),
    "actions_doing": _("actions under way"),
    "actions_done": _("actions done"),
    "actions_open": _("actions open"),
    "actions_overdue": _("actions overdue"),
    "after": _("after"),
    "answered": _("answered"),
    "asks": _("what the question asks"),
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
    "essentials_with_evidence": _("essentials with an evidence note"),
    "file": _("file"),
    "flags": _("flags"),
    "form": _("form"),
    "level": _("level"),
    "minutes": _("minutes"),
    "name": _("name"),
    "not_applicable": _("not applicable"),
    "not_asked": _("not asked yet"),
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
    "unanswered": _("not answered"),
    "unknown": _("don't know"),
    "what": _("what"),
    "what_to_do": _("what to do"),
}
_FORMS: Final = {"full": _("full"), "short": _("short")}
_ESSENTIAL: Final = {"yes": _("yes"), "no": _("no")}


class WorkbookWords:
    """The words for one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        """Collects the names of what has an identifier."""
        questionnaire, rubric = instrument.questionnaire, instrument.rubric
        stages, domains = rubric.decided_stages, questionnaire.domains
        self._headings = {
            **_HEADINGS,
            **{f"decision_{stage.id}": stage.title for stage in stages},
            **{f"{domain.id}_score": _("{domain}: score", domain=domain.title) for domain in domains},
            **{f"{domain.id}_score_max": _("{domain}: maximum score", domain=domain.title) for domain in domains},
            **{f"{domain.id}_band": _("{domain}: band", domain=domain.title) for domain in domains},
        }
        decisions: dict[str, str] = {decision: words.name for decision, words in rubric.decisions.items()}
        self._names: Mapping[str, Mapping[str, str]] = {
            "form": _FORMS,
            "state": STATE_NAMES,
            "essential": _ESSENTIAL,
            "domain": {domain.id: domain.title for domain in domains},
            "took_part": {identifier: role.name for identifier, role in questionnaire.roles.items()},
            "flags": {flag: flag_name(flag) for flag in rubric.flags},
            **{f"decision_{stage.id}": decisions for stage in stages},
            **{f"{domain.id}_band": band_names(rubric) for domain in domains},
        }
        self._options = {
            identifier: {option.id: option.text for option in getattr(question, "options", ())}
            for identifier, question in questionnaire.questions.items()
        }

    def heading(self, column: str) -> str:
        """What a column is called; one without a name of its own by its identifier."""
        return self._headings.get(column, column.replace("_", " "))

    def cell(self, column: str, cell: str) -> str:
        """What a cell of a column says; identifiers without a name stay."""
        return self._names[column].get(cell, cell) if column in self._names else cell

    def each(self, column: str, identifiers: str) -> str:
        """What a cell with several identifiers says."""
        names = self._names.get(column, {})
        return "; ".join(names.get(identifier, identifier) for identifier in identifiers.split())

    def ticked(self, question: str, options: str | None) -> str | None:
        """What is ticked at a question."""
        names = self._options[question]
        return "; ".join(names.get(option, option) for option in options.split()) if options else options
