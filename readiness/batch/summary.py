"""`summary.json`: how many files were found, counted and rejected, and the figures of all services."""

import json
from dataclasses import dataclass
from typing import Any

from readiness import __version__
from readiness.batch.named_services import Service
from readiness.batch.namesakes import told_apart
from readiness.batch.portfolio import FormPortfolio, Portfolio
from readiness.batch.request import BatchRequest
from readiness.batch.result_folder import FORMAT
from readiness.batch.store import Counts, Store
from readiness.batch.trends import Trends
from readiness.batch.unclear_files import UnclearFiles

FORMAT_VERSION = 2


@dataclass(frozen=True)
class Same:
    """Groups of files whose content or answers are the same."""

    content: tuple[tuple[str, ...], ...]
    """Groups of files with the same content; codes if names are hidden."""
    answers: tuple[tuple[str, ...], ...]
    """Groups of files of different services with the same answers; codes if names are hidden."""
    names: tuple[tuple[str, ...], ...]
    """The names of these services, told apart."""

    @classmethod
    def of(cls, store: Store) -> "Same":
        """Reads the groups from the store."""
        groups = list(store.rows("SELECT what, files, names, apart FROM same ORDER BY files"))
        content = tuple(tuple(files) for what, files, *_ in groups if what == "content")
        answers = [
            (tuple(files), tuple(map(told_apart, names, apart)))
            for what, files, names, apart in groups
            if what == "answers"
        ]
        return cls(content, tuple(files for files, _ in answers), tuple(names for _, names in answers))


@dataclass(frozen=True)
class Counted:
    """How many of the entries found were counted, not used or rejected."""

    counts: Counts
    same: Same
    unclear: tuple[UnclearFiles, ...] = ()
    """Files that somebody should look at."""


def summary_of(request: BatchRequest, counted: Counted, portfolio: Portfolio, not_met: int) -> bytes:
    """The summary as JSON.

    Args:
        request: what was wanted.
        counted: how many entries were counted, not used or rejected.
        portfolio: what the services have in common.
        not_met: how many services do not meet what is required.
    """
    questionnaire = request.instrument.questionnaire
    content = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "caution": questionnaire.caution,
        "as_of": request.as_of.isoformat(),
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "program": __version__,
        "input": _input(counted),
        "requirements": {
            "required": request.requirements.required,
            "services_that_do_not_meet_them": not_met,
        },
        "forms": [_form(form) for form in portfolio.forms],
        "trends": _trends(portfolio.trends),
        "worklist": portfolio.worklist.numbers,
        "actions": portfolio.actions._asdict(),
        "services_with_flags": portfolio.named.flagged_services,
        "visits": {"seed": request.seed, "drawn": [_named(service) for service in portfolio.named.drawn]},
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _input(counted: Counted) -> dict[str, Any]:
    return {
        "found": counted.counts.found,
        "counted": counted.counts.services,
        "not_used": counted.counts.all_not_used,
        "rejected": counted.counts.rejected,
        "not_used_as": counted.counts.not_used,
        "same_content": counted.same.content,
        "same_answers": counted.same.answers,
        "same_answers_groups": len(counted.same.answers),
        "unclear": {
            unclear.kind: {
                "number": unclear.number,
                "files": [{"files": files, "says": words} for files, words in unclear.said],
            }
            for unclear in counted.unclear
        },
    }


def _named(service: Service) -> dict[str, str]:
    return {"name": service.name, "organisation": service.organisation, "code": service.code}


def _form(form: FormPortfolio) -> dict[str, Any]:
    return {
        "form": form.form,
        "services": form.services,
        "decisions": form.decisions,
        "domains": [
            {
                "id": domain.id,
                "title": domain.title,
                "services_with_a_score": domain.scored,
                "bands": {band or "none": number for band, number in domain.bands.items()},
                "spread": domain.spread and domain.spread._asdict(),
            }
            for domain in form.domains
        ],
        "questions": [
            {
                "id": row.criterion.question,
                "essential": row.criterion.essential,
                "applies_to": row.services,
                "level_0": row.missing,
                "level_1": row.planned,
                "unknown": row.unknown,
                "unanswered": row.unanswered,
                "not_asked": row.not_asked,
            }
            for row in form.questions
        ],
        "flags": form.flags,
    }


def _trends(trends: Trends) -> dict[str, Any]:
    return {
        "services_not_compared": trends.not_compared,
        "forms": [
            {
                "form": form.form,
                "services": form.services,
                "domains": [
                    {"id": domain.id, "title": domain.title, **(domain.directions if domain.is_shown else {})}
                    for domain in form.domains
                ],
            }
            for form in trends.forms
        ],
    }
