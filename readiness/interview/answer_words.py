"""Answers in words: one answer, or how many there are of each kind. Pure."""

from collections import Counter
from collections.abc import Sequence

from questionnaires.answers import Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _, ngettext
from questionnaires.model import Question
from readiness.interview.state import InterviewState
from readiness.report.wording import counts_in_words
from readiness.text import without_controls, without_full_stop


def answer_text(state: InterviewState, question: Question, *, notes: bool = True) -> str:
    """The answer to a question in words, with its note and the reason why it does not apply, or without them."""
    match state.sheet.answers.get(question.id):
        case None:
            return _("not answered")
        case Levelled(level=level, note=note):
            words = state.instrument.questionnaire.levels[level].name
        case Ticked(ticked=ticked, note=note):
            words = ngettext("{n} ticked", "{n} ticked", len(ticked))
        case Unknown(note=note):
            words = _("don't know")
        case NotApplicable(not_applicable=reason, note=note):
            why = without_full_stop(reason)
            words = _("does not apply (“{reason}”)", reason=why) if notes else _("does not apply")
    return without_controls(_("{answer}. Note: {note}", answer=words, note=note) if note and notes else words)


def answer_counts(state: InterviewState, questions: Sequence[Question]) -> str:
    """How many questions have which kind of answer: `6 answered, 1 “don't know”`."""
    kinds = Counter(type(state.sheet.answers.get(question.id)) for question in questions)
    return counts_in_words(
        answered=kinds[Levelled] + kinds[Ticked],
        unknown=kinds[Unknown],
        not_applicable=kinds[NotApplicable],
        unanswered=kinds[type(None)],
    )
