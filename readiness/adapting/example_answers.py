"""A made-up answer file for a questionnaire of your own, to try the other commands with."""

from itertools import cycle

from questionnaires.answer_file import write_answers
from questionnaires.answers import Answer, AnswerSheet, Levelled, QuestionnaireVersion, Service, Ticked
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument


def example_answers(instrument: Instrument) -> bytes:
    """An answer file, always the same: levels 0 to 3 in turn, and in a checklist as many of the first items."""
    questionnaire, answers = instrument.questionnaire, dict[str, Answer]()
    for question, level in zip(questionnaire.questions.values(), cycle(Level), strict=False):
        answers[question.id] = Levelled(level=level)
        if isinstance(question, ChecklistQuestion):
            ticks = instrument.rubric.checklists[str(len(question.options))][level]
            answers[question.id] = Ticked(ticked=tuple(option.id for option in question.options[:ticks]))
    sheet = AnswerSheet(
        questionnaire=QuestionnaireVersion(
            id=questionnaire.id, version=questionnaire.version, fingerprint=fingerprint(instrument)
        ),
        form="full",
        service=Service(name=_("Example service")),
        took_part=tuple(questionnaire.roles)[:2],
        answers=answers,
    )
    return write_answers(sheet, questionnaire)
