"""What all forms say, in a browser, on paper and in a workbook: the same words in each."""

from typing import Final

from questionnaires.language import _, ngettext
from readiness.forms.empty_form import EmptyForm
from readiness.text import shorten

DONT_KNOW: Final = _("I don't know")
NOT_MY_PART: Final = _("Not part of my role")
DOES_NOT_APPLY: Final = _("Does not apply here")
REASON: Final = _("Why doesn't this question apply?")
NO_REASON: Final = _("No reason was given")
"""The reason in an answer file if a person gave none."""
TICK: Final = _("Tick everything that applies today.")
AS_TICKED: Final = _("I have ticked everything that applies today. (If nothing applies, leave all the boxes empty.)")
NONE_OF_THEM: Final = _("None of these apply today")
NOTE: Final = _("Note")
NOTE_ASKS: Final = _("What makes you think so, or what could you show a visitor?")
MAY_BE_SHOWN: Final = _("may be shown to the others, without my name")
ROLE: Final = _("Your role")
ROLE_ASKED: Final = _("Your role, if you are happy to say. Put a cross in one box:")
ABOUT_YOU: Final = _("About you")
ROLE_MEANS: Final = _("Choose your role from the list, or leave the cell empty.")
NO_ROLE: Final = _("I would rather not say")
PERSON: Final = _("Your code")
OWN_CODE: Final = _("Make up any six letters that nobody could guess.")
ON_EACH_SHEET: Final = _("Write these six letters on every sheet.")
HOW_TO_CROSS: Final = _(
    "Put a cross in one box for each question. If a question is a list, put a cross next to everything that applies "
    "today."
)
SERVICE: Final = _("Service or team")
THANKS: Final = _("Thank you for your answers.")


def how_to_answer(form: EmptyForm) -> tuple[str, ...]:
    """How the form is filled in, a sentence or two in each paragraph."""
    service = shorten(form.service.name) if form.service else ""
    begin = (
        _("For each question, choose the description that is most like {service} today.", service=service)
        if service
        else _("For each question, choose the description that is most like your service today.")
    )
    see = _("Please answer from your own point of view, even if other people see things differently.")
    minutes = ngettext("The form takes about {n} minute.", "The form takes about {n} minutes.", form.minutes)
    return (
        f"{begin} {see} {minutes}",
        _(
            "If you don't know, choose “{dont_know}”. If a question is about work that others do, choose "
            "“{not_my_part}”, or leave the question blank. You can add a note to any answer, to say why you chose "
            "it or what you could show a visitor.",
            dont_know=DONT_KNOW,
            not_my_part=NOT_MY_PART,
        ),
    )


def who_sees_it(form: EmptyForm) -> tuple[str, ...]:
    """Who sees what of a person's answers, in short."""
    return (
        _(
            "You won't be asked for your name. Your answers are kept under a code of six letters. Your role is kept "
            "with them only if you give it."
        ),
        _(
            "Whoever runs the workshop can read your answers and all your notes. The other people see how many of "
            "you chose each answer. They see a note only if you have marked it “may be shown”, and they aren't told "
            "who wrote it."
        )
        if form.workshop
        else _(
            "Whoever gave you this form can read your answers and all your notes. If they use the answers in a "
            "workshop, the other people see how many of you chose each answer. They see a note only if you have marked "
            "it “may be shown”, and they aren't told who wrote it."
        ),
    )
