"""Explanations of a question: why it is asked, its sources, how its ticks count, and what its words mean. Pure."""

from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from readiness.interview.choices import TERMS
from readiness.prompts.interface import Paragraph
from readiness.report.wording import ticks_needed
from readiness.text import capital
from scoring.instrument import Instrument


def background(instrument: Instrument, question: Question) -> list[Paragraph]:
    """Why a question is asked, what could be shown as evidence, and the sources of the question."""
    criterion = instrument.rubric.by_question[question.id]
    rows = [instrument.questionnaire.recommendations[source] for source in criterion.sources]
    return [
        Paragraph(""),
        Paragraph(_("Why we ask"), "strong"),
        Paragraph(question.why),
        Paragraph(_("What you could show a visitor"), "strong"),
        Paragraph(question.evidence),
        *fewest_ticks(instrument, question),
        Paragraph(_("Where this question comes from"), "strong"),
        *(Paragraph(f"{source.short}, {row.place}: {row.text}") for source, row in rows),
    ]


def fewest_ticks(instrument: Instrument, question: Question) -> list[Paragraph]:
    """From how many ticks a checklist is at each level above the lowest; nothing for other questions."""
    if not isinstance(question, ChecklistQuestion):
        return []
    return [Paragraph(ticks_needed(instrument, question))]


def glossary(instrument: Instrument, question: Question, *, everything: bool) -> list[Paragraph]:
    """Explanations of the terms used in a question; with `everything` all terms, those of the question first."""
    texts = [question.text]
    texts += [o.text for o in question.options] if isinstance(question, ChecklistQuestion) else question.levels.as_tuple
    terms = sorted(instrument.questionnaire.glossary, key=lambda term: not term.is_used_in(" ".join(texts)))
    here = [term for term in terms if term.is_used_in(" ".join(texts))]
    shown = terms if everything or not here else here
    again = _("To see what the other words mean, go back to the question, then press {key} again.", key=TERMS)
    more = [] if shown is terms else [Paragraph(again)]
    lines = (Paragraph(f"{capital(term.term)}: {term.meaning}") for term in shown)
    return [Paragraph(""), *lines, *more]
