"""Whether an answer sheet fits a questionnaire: its version, roles, questions, levels and items."""

from collections.abc import Iterable, Iterator

from questionnaires.answers import Answer, AnswerSheet, Levelled, QuestionnaireVersion, Ticked
from questionnaires.content import SHIPPED
from questionnaires.explain import near, shown
from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question, Questionnaire
from questionnaires.versions import numbers_of


def faults_against(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[Fault]:
    """Faults about anything in an answer sheet that does not fit this questionnaire."""
    answered = sheet.questionnaire
    if answered.id != questionnaire.id:
        return [other_questionnaire(answered, questionnaire)]
    if numbers_of(answered.version)[0] != questionnaire.major_version:
        what = _(
            "the answers are to version {version} of the questionnaire; this is {version_2}",
            version=answered.version,
            version_2=questionnaire.version,
        )
        return [Fault("questionnaire", what, _("Open it with --questionnaire and the folder of that version"))]
    faults = [
        Fault(f"took_part.{number}", _("there is no role {shown}", shown=shown(role)), near(role, questionnaire.roles))
        for number, role in enumerate(sheet.took_part, 1)
        if role not in questionnaire.roles
    ]
    strange = [identifier for identifier in sheet.answers if identifier not in questionnaire.questions]
    faults += _faults_of_strange_answers(strange, questionnaire)
    for identifier, answer in sheet.answers.items():
        if identifier in questionnaire.questions:
            faults += _faults_of_answer(questionnaire.questions[identifier], answer)
    return faults


def other_questionnaire(answered: QuestionnaireVersion, questionnaire: Questionnaire) -> Fault:
    """The fault of a file that is about another questionnaire than the one that it is read with."""
    what = _(
        "it was answered with another questionnaire ('{id}', version {version}), not with '{id_2}'",
        id=answered.id,
        version=answered.version,
        id_2=questionnaire.id,
    )
    remedy = _("Open it with --questionnaire and the folder of '{id}'", id=answered.id)
    if answered.id == SHIPPED:
        remedy = _("That one ships with the program: leave out --questionnaire")
    return Fault("questionnaire", what, remedy)


def _faults_of_strange_answers(strange: Iterable[str], questionnaire: Questionnaire) -> Iterator[Fault]:
    """Answers to questions that a questionnaire does not have: misspelt, or those of another questionnaire."""
    others = []
    for identifier in strange:
        remedy = near(identifier, questionnaire.questions)
        if remedy.endswith("?"):
            yield Fault(identifier, _("the questionnaire has no such question"), remedy)
        else:
            others.append(identifier)
    if others:
        more = _(", nor {others} more in this file", others=len(others) - 1) if len(others) > 1 else ""
        what = _(
            "the questionnaire ('{id}', version {version}) has no such question{more}: it was answered with "
            "another questionnaire",
            id=questionnaire.id,
            version=questionnaire.version,
            more=more,
        )
        yield Fault(others[0], what, _("Open it with --questionnaire and the folder of the questionnaire that has it"))


def _faults_of_answer(question: Question, answer: Answer) -> list[Fault]:
    if isinstance(answer, Levelled) and isinstance(question, ChecklistQuestion):
        return [
            Fault(
                question.id,
                _("this is a checklist, but the answer is a level"),
                _("List the ticked items under 'ticked'"),
            )
        ]
    if not isinstance(answer, Ticked):
        return []
    if not isinstance(question, ChecklistQuestion):
        return [
            Fault(question.id, _("this isn't a checklist, but the answer lists items"), _("Give a 'level' from 0 to 3"))
        ]
    options = [option.id for option in question.options]
    faults = [
        Fault(question.id, _("the checklist has no item {shown}", shown=shown(item)), near(item, options))
        for item in answer.ticked
        if item not in options
    ]
    if len(set(answer.ticked)) < len(answer.ticked):
        faults.append(Fault(question.id, _("an item is ticked twice"), _("Name each item once")))
    return faults
