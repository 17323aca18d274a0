"""The page that says who sees which answers in a workshop: its words, and the page."""

from datetime import date
from typing import Final, NamedTuple

from readiness.forms.empty_form import EmptyForm
from readiness.report.html_pages import render_page


class Reader(NamedTuple):
    """Somebody who sees a part of the answers."""

    who: str
    sees: str
    does_not_see: str


INTRO: Final = (
    "Before the discussion, each person answers alone. This page says what happens to your answers: who can read"
    " which part of them, and when they are deleted."
)
READERS: Final = (
    Reader(
        "Whoever runs the workshop",
        "Your answers and all your notes, with your code, and with your role if you give it. On paper also your"
        " handwriting.",
        "Your name. Nobody asks for it.",
    ),
    Reader(
        "The others in the room",
        "For each question that at least three people answered, how many chose which answer. How one role"
        " answered, but only if at least three people share that role and nobody can be told from"
        " the others; if all of them chose the same answer, that shows. Notes that you ticked as “may be"
        " shown”, in random order.",
        "Which answers are yours. Your other notes. Whose note it is.",
    ),
    Reader(
        "Readers of the report",
        "The answers that the group agreed, with its reasons. What those think who see it differently, in words that"
        " they chose for the report. In the group's own copy also how many people chose which answer at first.",
        "Anybody's own answers and codes.",
    ),
    Reader("Anybody else", "Nothing. The form and the program send nothing over the internet.", "Anything."),
)
SECTIONS: Final = {
    "What you decide": (
        "You can leave any question open, and you can leave out your role. If you are the only one in your role, it"
        " tells whoever runs the workshop which answers are yours.",
        "With fewer than three people nothing is compared, unless all of them agree to it. The same holds for each"
        " question: where fewer than three people answered it, nobody sees how they did.",
    ),
    "Where your answers are": (
        "What you type into the form stays in your browser until you remove it there. Your file, your code or your"
        " paper form then goes to whoever runs the workshop, who keeps it in one folder on one computer and destroys"
        " the paper once it is typed in.",
    ),
    "Afterwards": (
        "Whoever runs the workshop deletes everybody's own answers from that folder with one command, “readiness"
        " workshop forget”. The numbers for each question and the agreed answers stay. Files in emails and on USB"
        " sticks have to be deleted there.",
    ),
}
WHO_RUNS_IT: Final = "Who runs the workshop, and how to reach them"


def who_sees_what(form: EmptyForm, made_on: date) -> str:
    """The page as HTML, for the screen and for paper."""
    values = {
        "form": form,
        "made_on": made_on,
        "questionnaire": form.definition.instrument.questionnaire,
        "large_print": form.large_print,
        "intro": INTRO,
        "readers": READERS,
        "sections": SECTIONS,
        "who_runs_it": WHO_RUNS_IT,
    }
    return render_page("who_sees_what.html", values, ("readiness.forms", "readiness.report"))
