"""The sentences of a plan, by subject. Screen, HTML, PDF, Word, Markdown and tables only lay them out."""

from readiness.report.sentences import (
    actions,
    agreements,
    answers,
    asks,
    cautions,
    changes,
    decisions,
    domains,
    first_day,
    headings,
    spreads,
)

__all__ = [
    "actions",
    "agreements",
    "answers",
    "asks",
    "cautions",
    "changes",
    "decisions",
    "domains",
    "first_day",
    "headings",
    "spreads",
]
