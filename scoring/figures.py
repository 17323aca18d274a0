"""All figures of answers (counts, scores, bands, decisions), for one sheet or for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answers import Form
from questionnaires.model import Level
from scoring.codes import NOT_APPLICABLE, NOT_ASKED, UNANSWERED, UNKNOWN, Column, is_known
from scoring.domains import DomainFigures, domain_figures
from scoring.instrument import Instrument
from scoring.stages import StageFigures, due_of, stage_figures


@dataclass(frozen=True)
class Figures:
    """The figures of one sheet, or of many sheets with the same form; each a whole number, or a column of them."""

    domains: tuple[DomainFigures, ...]
    """In questionnaire order."""
    stages: tuple[StageFigures, ...]
    """Of each stage that is decided on, in order of time."""
    at_level: tuple[Column, ...]
    """Questions at each of the levels 0 to 3."""
    answered: Column
    """Questions with a known level. With the next four this adds up to the questions of the form."""
    unknown: Column
    not_applicable: Column
    unanswered: Column
    not_asked: Column
    notes: Column
    """Answers with a note."""
    essentials_met: Column
    """Essentials that are in place or shown to work."""


def figures_of(instrument: Instrument, form: Form, codes: Sequence[Column], noted: Sequence[Column]) -> Figures:
    """Judges answers.

    Args:
        instrument: the questionnaire and the rubric.
        form: which questions were asked.
        codes: the answer code of each criterion of the form, in questionnaire order.
        noted: whether each of these answers has a note.
    """
    rubric = instrument.rubric
    criteria = rubric.criteria_of(form)
    judged = list(zip(criteria, codes, strict=True))
    due = list(map(due_of, criteria, codes, noted))
    at_level = tuple(sum(code == level for code in codes) for level in Level)
    return Figures(
        domains=tuple(
            domain_figures(rubric, [each for each in judged if each[0].domain == domain.id])
            for domain in instrument.questionnaire.domains
        ),
        stages=tuple(stage_figures(rubric, stage, due) for stage in rubric.decided_stages),
        at_level=at_level,
        answered=sum(at_level),
        unknown=sum(code == UNKNOWN for code in codes),
        not_applicable=sum(code == NOT_APPLICABLE for code in codes),
        unanswered=sum(code == UNANSWERED for code in codes),
        not_asked=sum(code == NOT_ASKED for code in codes),
        notes=sum(noted),
        essentials_met=sum(is_known(code) & (code >= Level.IN_PLACE) for row, code in judged if row.essential),
    )
