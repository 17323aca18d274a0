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
TICK: Final = "Tick each one that is there today."
AS_TICKED: Final = "As ticked. If nothing is ticked, none of them is there"
NONE_OF_THEM: Final = "None of these is there today"
NOTE: Final = "Note"
NOTE_ASKS: Final = "What makes you think so, or what could be shown to a visitor?"
MAY_BE_SHOWN: Final = "may be shown to the others, without my name"
ROLE: Final = "Your role"
ROLE_ASKED: Final = "Your role, if you want to give it. Cross one:"
ABOUT_YOU: Final = "About you"
ROLE_MEANS: Final = "Choose it from the list, or leave it empty."
NO_ROLE: Final = "I would rather not say"
PERSON: Final = "Your code"
OWN_CODE: Final = "Any six letters that nobody can guess."
ON_EACH_SHEET: Final = "Write it on each sheet."
HOW_TO_CROSS: Final = "Cross one box for each question; where things are listed, one for each that is there today."
HOW_TO_FILL_SHEET: Final = (
    "On the sheet “Answers”, go to a yellow cell in the column “Your answer” and choose from its list: with Alt and the"
    " down arrow, or with the small arrow beside the cell. Then save the workbook and give it back."
)
LISTED_BELOW: Final = "Choose “As in the list below”, then “Yes” beside each one that is there today."
SERVICE: Final = "Service or team"
THANKS: Final = "Thank you. Your view counts just as you gave it."


def receiver(form: EmptyForm) -> str:
    """The person who gets the filled form."""
    return "whoever runs the workshop" if form.workshop else "whoever gave you this form"


def how_to_answer(form: EmptyForm) -> tuple[str, ...]:
    """How the form is filled in, a sentence or two in each paragraph."""
    here = shorten(form.service.name) if form.service else "your service"
    return (
        f"For each question, choose the description that is most like {here} today. Answer for yourself, as you see"
        f" it: it helps when people see things differently. It takes about {form.minutes}.",
        f"If you don't know, choose “{DONT_KNOW}”. If a question is about work that others do, choose"
        f" “{NOT_MY_PART}”, or leave it open. In a note you can say what makes you think so, or what could be shown"
        " to a visitor.",
    )


def who_sees_it(form: EmptyForm) -> tuple[str, ...]:
    """Who sees what of a person's answers, in short."""
    return (
        "Nobody asks for your name. A random code stands for you, and your role only if you give it.",
        f"{capital(receiver(form))} can read your answers and all notes. The others see how many people chose which"
        " answer. They see a note only if you tick that it may be shown, and not whose it is.",
    )
