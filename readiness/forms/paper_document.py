"""The form on paper as the blocks of a document, for Word."""

from collections.abc import Iterator
from datetime import date

from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from readiness import __version__
from readiness.forms import wording
from readiness.forms.empty_form import EmptyForm
from readiness.report.documents.blocks import Block, Document, Heading, ItemList, Paragraph, WriteIn
from readiness.workshop import paper_marks
from readiness.workshop.folder import CODE_LENGTH
from readiness.workshop.form_definition import FormDefinition

_BOX = "☐"


def paper_document(form: EmptyForm, made_on: date) -> Document:
    """The form on paper: title, how to fill it in, role and code, and the questions of each domain."""
    questionnaire = form.definition.instrument.questionnaire
    return Document(
        title=form.title,
        subject=_("A form to fill in: {service}", service=form.service_line)
        if form.service_line
        else _("A form to fill in"),
        footer=" · ".join(
            (
                _("Your code: {line}", line="_" * 12),
                f"readiness {__version__}",
                _("questionnaire {name} {version}", name=questionnaire.id, version=questionnaire.version),
            )
        ),
        made_on=made_on,
        blocks=tuple(_blocks(form)),
        print_size="large" if form.large_print else "small",
    )


def _blocks(form: EmptyForm) -> Iterator[Block]:
    questionnaire = form.definition.instrument.questionnaire
    if form.service_line:
        yield Paragraph("", lead=form.service_line)
    for text in (*wording.how_to_answer(form), wording.HOW_TO_CROSS, *wording.who_sees_it(form)):
        yield Paragraph(text)
    yield Heading(2, wording.ABOUT_YOU)
    if not form.service:
        yield WriteIn(wording.SERVICE)
    yield Paragraph(f"{'|__' * CODE_LENGTH}| {wording.OWN_CODE} {wording.ON_EACH_SHEET}", lead=f"{wording.PERSON}:")
    yield Paragraph("", lead=wording.ROLE_ASKED)
    roles = [role.name for role in questionnaire.roles.values()]
    yield ItemList(_lettered(roles), "ticks")
    for domain, questions in form.definition.domains:
        yield Heading(2, domain.title)
        for question in questions:
            yield Heading(3, f"{questionnaire.codes[question.id]} {question.text}")
            yield ItemList(_answers(question), "ticks", keep_together=True)
            yield Paragraph(_others(form.definition, question), keep_with_next=True)
            yield WriteIn(f"{wording.NOTE} ({_BOX} {wording.MAY_BE_SHOWN})")
    yield Paragraph(f"{wording.THANKS} {questionnaire.caution}")


def _answers(question: Question) -> tuple[str, ...]:
    if isinstance(question, ChecklistQuestion):
        items = _lettered([option.text for option in question.options])
        return (*items, f"{paper_marks.NONE_OF_THEM}: {wording.NONE_OF_THEM}")
    return _lettered(question.levels.as_tuple)


def _lettered(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{paper_marks.mark_of(place)}: {text}" for place, text in enumerate(texts))


def _others(definition: FormDefinition, question: Question) -> str:
    """The boxes of the answers that are not a level, on one line."""
    others = [(paper_marks.DONT_KNOW, wording.DONT_KNOW), (paper_marks.NOT_MY_PART, wording.NOT_MY_PART)]
    if definition.not_applicable_allowed(question):
        others.append((paper_marks.DOES_NOT_APPLY, wording.DOES_NOT_APPLY))
    return " · ".join(f"{_BOX} {mark} {text}" for mark, text in others)
