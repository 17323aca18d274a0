"""A short code that somebody typed: the answers in it, and the code of the person whose answers they are. Pure."""

from questionnaires.answers import Answer, AnswerSheet, NotApplicable
from readiness.imports.people import Person, Place
from readiness.imports.person_codes import code_as_typed, made_code
from readiness.workshop.form_definition import FormDefinition
from readiness.workshop.short_code import code_length, decode, encode

_BETWEEN = " :=;,-\t"
"""The signs that can be between a person's code and the short code."""


def read_typed_code(form: FormDefinition, text: str) -> Person:
    """The person whose answers are in a short code, which may follow their own code.

    Raises:
        InputFault: it is not a code of this form, or there is a mistake in it.
    """
    letters = [place for place, letter in enumerate(text) if letter.isalnum()]
    more = len(letters) - code_length(form)
    person = code_as_typed(text[: letters[more]].strip(_BETWEEN)) if more > 0 else ""
    role, answers = decode(form, text[letters[more] :] if person else text)
    return Person(Place(), answers, roles=(role,) if role else (), code=person)


def code_made_for(form: FormDefinition, person: Person) -> str:
    """The code of a person, made from their short code; empty if their answers have no short code."""
    asked = {question.id for question in form.questions}
    if not set(person.answers) <= asked or len(person.roles) > 1:
        return ""
    try:
        return made_code(encode(form, next(iter(person.roles), None), person.answers))
    except ValueError:  # an answer that an earlier version of the questionnaire allowed
        return ""


def with_notes_of(before: AnswerSheet, answers: dict[str, Answer]) -> dict[str, Answer]:
    """Answers from a short code with the notes and reasons that the same person gave before."""
    result: dict[str, Answer] = {}
    for question, answer in answers.items():
        old = before.answers.get(question)
        if isinstance(answer, NotApplicable) and isinstance(old, NotApplicable):
            result[question] = old
        elif old and old.note:
            noted = answer.with_note(old.note)
            result[question] = noted.model_copy(update={"note_may_be_shown": old.note_may_be_shown})
        else:
            result[question] = answer
    return result
