"""What all forms say, in a browser, on paper and in a workbook: the same words in each."""

from typing import Final

from readiness.forms.empty_form import EmptyForm
from readiness.text import capital, shorten

DONT_KNOW: Final = "I don't know"
NOT_MY_PART: Final = "Not my part of the work"
DOES_NOT_APPLY: Final = "Does not apply here"
REASON: Final = "Why does it not apply?"
NO_REASON: Final = "No reason was given"
"""The reason in an answer file if a person gave none."""
TICK: Final = "Tick each one that applies today."
AS_TICKED: Final = "As ticked. If nothing is ticked, none of these apply today"
NONE_OF_THEM: Final = "None of these apply today"
NOTE: Final = "Note"
NOTE_ASKS: Final = "What makes you think so, or what could you show a visitor?"
MAY_BE_SHOWN: Final = "may be shown to the others, without my name"
ROLE: Final = "Your role"
ROLE_ASKED: Final = "Your role, if you are happy to say. Cross one box:"
ABOUT_YOU: Final = "About you"
ROLE_MEANS: Final = "Choose your role from the list, or leave this empty."
NO_ROLE: Final = "I would rather not say"
PERSON: Final = "Your code"
OWN_CODE: Final = "Make up any six letters that nobody could guess."
ON_EACH_SHEET: Final = "Write them on every sheet."
HOW_TO_CROSS: Final = "Cross one box for each question. If a question is a list, cross everything that applies today."
HOW_TO_FILL_SHEET: Final = (
    "On the sheet “Answers”, go to each yellow cell in the column “Your answer”. Press Alt and the down arrow, or click"
    " the small arrow beside the cell, and choose from the list. Then save the workbook and send it back."
)
LISTED_BELOW: Final = "Choose “As in the list below”, then “Yes” beside each one that applies today."
SERVICE: Final = "Service or team"
THANKS: Final = "Thank you. Your answers will be used just as you gave them."


def receiver(form: EmptyForm) -> str:
    """The person who gets the filled form."""
    return "whoever runs the workshop" if form.workshop else "whoever gave you this form"


def how_to_answer(form: EmptyForm) -> tuple[str, ...]:
    """How the form is filled in, a sentence or two in each paragraph."""
    here = shorten(form.service.name) if form.service else "your service"
    return (
        f"For each question, choose the description that is most like {here} today. Say how you see it yourself:"
        f" it helps when people see things differently. It takes about {form.minutes}.",
        f"If you don't know, choose “{DONT_KNOW}”. If a question is about work that others do, choose"
        f" “{NOT_MY_PART}”, or leave it blank. You can add a note to say what makes you think so, or what you could"
        " show a visitor.",
    )


def who_sees_it(form: EmptyForm) -> tuple[str, ...]:
    """Who sees what of a person's answers, in short."""
    return (
        "You won't be asked for your name. Your answers are kept under a code, with your role only if you give it.",
        f"{capital(receiver(form))} can read your answers and all your notes. The others see how many people chose each"
        " answer. They see a note only if you tick that it may be shown, and they aren't told who wrote it.",
    )
