"""Answers in words: one answer, or how many there are of each kind. Pure."""

from collections import Counter
from collections.abc import Sequence

from questionnaires.answers import Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _
from questionnaires.model import Question
from readiness.interview.state import InterviewState
from readiness.text import without_controls


def answer_text(state: InterviewState, question: Question, *, notes: bool = True) -> str:
    """The answer to a question in words, with its note or without."""
    match state.sheet.answers.get(question.id):
        case None:
            return _("not answered")
        case Levelled(level=level, note=note):
            words = state.instrument.questionnaire.levels[level].name
        case Ticked(ticked=ticked, note=note):
            words = _("{ticked} ticked", ticked=len(ticked))
        case Unknown(note=note):
            words = _("don't know")
        case NotApplicable(not_applicable=reason, note=note):
            words = _("does not apply ({reason})", reason=reason)
    return without_controls(_("{words}. Note: {note}", words=words, note=note) if note and notes else words)


def answer_counts(state: InterviewState, questions: Sequence[Question]) -> str:
    """How many questions have which kind of answer: `6 answered, 1 don't know`."""
    words = {Unknown: _("don't know"), NotApplicable: _("not applicable"), type(None): "unanswered"}
    kinds = Counter(words.get(type(state.sheet.answers.get(question.id)), "answered") for question in questions)
    order = ("answered", *words.values())
    return ", ".join(f"{kinds[kind]} {kind}" for kind in order if kinds[kind])
