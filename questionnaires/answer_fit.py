"""Whether an answer sheet fits a questionnaire: its version, roles, questions, levels and items."""

from collections.abc import Iterable, Iterator

from questionnaires.answers import Answer, AnswerSheet, Levelled, QuestionnaireVersion, Ticked
from questionnaires.content import SHIPPED
from questionnaires.explain import near, near_or_listed, nearest, shown
from questionnaires.faults import Fault
from questionnaires.language import _, ngettext
from questionnaires.model import ChecklistQuestion, Question, Questionnaire


def faults_against(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[Fault]:
    """Faults about anything in an answer sheet that does not fit this questionnaire."""
    answered = sheet.questionnaire
    if answered.id != questionnaire.id:
        return [other_questionnaire(answered, questionnaire)]
    if not questionnaire.fits(answered.version):
        what = _(
            "the answers are for version {answered} of the questionnaire, but you are using version {in_use}",
            answered=answered.version,
            in_use=questionnaire.version,
        )
        remedy = _(
            "Answers for one version don't fit the other. If you have a copy of version {answered}, use "
            "--questionnaire to choose its folder",
            answered=answered.version,
        )
        return [Fault("questionnaire", what, remedy)]
    faults = [
        Fault(
            f"took_part.{number}",
            _("the questionnaire has no role called {role}", role=shown(role)),
            near_or_listed(role, questionnaire.roles),
        )
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
        "this file belongs to another questionnaire ('{other}', version {version}), not to '{in_use}'",
        other=answered.id,
        version=answered.version,
        in_use=questionnaire.id,
    )
    remedy = _("Use --questionnaire to choose the folder of the questionnaire '{other}'", other=answered.id)
    if answered.id == SHIPPED:
        remedy = _(
            "The questionnaire '{other}' comes with the program, so leave out `--questionnaire`", other=answered.id
        )
    return Fault("questionnaire", what, remedy)


def _faults_of_strange_answers(strange: Iterable[str], questionnaire: Questionnaire) -> Iterator[Fault]:
    """Answers to questions that a questionnaire does not have: misspelt, or those of another questionnaire."""
    others = []
    for identifier in strange:
        if nearest(identifier, questionnaire.questions):
            yield Fault(
                identifier, _("this question is not in the questionnaire"), _near_question(identifier, questionnaire)
            )
        else:
            others.append(identifier)
    if others:
        remedy = _("Use --questionnaire to choose the folder of the questionnaire that was answered")
        if questionnaire.id != SHIPPED:
            remedy = _(
                "Use --questionnaire to choose the folder of the questionnaire that was answered. If the question has "
                'only been renamed, add the line formerly = ["{name}"] below its new id in the questionnaire',
                name=others[0],
            )
        yield Fault(others[0], _not_asked(questionnaire, len(others) - 1), remedy)


def _near_question(identifier: str, questionnaire: Questionnaire) -> str:
    """What to do about a misspelt question; in somebody's own questionnaire it may also have been renamed."""
    name = nearest(identifier, questionnaire.questions)
    if questionnaire.id == SHIPPED:
        return near(identifier, questionnaire.questions)
    return _(
        "Did you mean '{name}'? If that is the question's new name, add the line formerly = [\"{before}\"] below its "
        "id in the questionnaire. If the question has been removed, use --questionnaire to choose the folder of the "
        "version that was answered",
        name=name,
        before=identifier,
    )


def _not_asked(questionnaire: Questionnaire, others: int) -> str:
    """What is wrong with answers to a question that a questionnaire does not have, and to so many others."""
    about = {"questionnaire": questionnaire.id, "version": questionnaire.version}
    if not others:
        return _(
            "this question is not in the questionnaire ('{questionnaire}', version {version}), so the file is "
            "probably for another questionnaire or version",
            **about,
        )
    return ngettext(
        "this question and {n} other in the file are not in the questionnaire ('{questionnaire}', version {version}), "
        "so the file is probably for another questionnaire or version",
        "this question and {n} others in the file are not in the questionnaire ('{questionnaire}', version {version}), "
        "so the file is probably for another questionnaire or version",
        others,
        **about,
    )


def _faults_of_answer(question: Question, answer: Answer) -> list[Fault]:
    if isinstance(answer, Levelled) and isinstance(question, ChecklistQuestion):
        return [
            Fault(
                question.id,
                _("this question is a checklist, but its answer is a level"),
                _("List the ticked items under 'ticked'"),
            )
        ]
    if not isinstance(answer, Ticked):
        return []
    if not isinstance(question, ChecklistQuestion):
        return [
            Fault(
                question.id,
                _("this question isn't a checklist, but its answer is a list of items"),
                _("Give a 'level' from 0 to 3"),
            )
        ]
    options = [option.id for option in question.options]
    faults = [
        Fault(question.id, _("the checklist has no item called {item}", item=shown(item)), near(item, options))
        for item in answer.ticked
        if item not in options
    ]
    if len(set(answer.ticked)) < len(answer.ticked):
        faults.append(Fault(question.id, _("an item is ticked twice"), _("List each item only once")))
    return faults
