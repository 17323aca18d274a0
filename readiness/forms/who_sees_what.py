"""The page that says who sees which answers in a workshop: its words, and the page."""

from datetime import date
from typing import Final, NamedTuple

from questionnaires.language import _
from readiness.forms.empty_form import EmptyForm
from readiness.report.html_pages import render_page


class Reader(NamedTuple):
    """Somebody who sees a part of the answers."""

    who: str
    sees: str
    does_not_see: str


INTRO: Final = _(
    "Before the discussion, everyone answers on their own. This page explains what happens to your "
    "answers: who can read them, and when they are deleted.",
)
READERS: Final = (
    Reader(
        _("Whoever runs the workshop"),
        _(
            "Your answers, all your notes and your code. Also your role if you give it, and your handwriting if you "
            "answer on paper.",
        ),
        _("Your name, because the forms don't ask for it."),
    ),
    Reader(
        _("The others in the room"),
        _(
            "If at least three people answered a question, the others see how many chose each answer. They see how "
            "the people in your role answered only if at least three of you share that role and nobody can be "
            "singled out. If all of you chose the same answer, they will see which. They also see any notes you "
            "have marked “may be shown”, in random order.",
        ),
        _("Which answers are yours, who wrote which note, and any notes you haven't marked “may be shown”."),
    ),
    Reader(
        _("Readers of the report"),
        _(
            "The answers the group agreed. The group's own copy also gives the reasons, how many people first chose "
            "each answer, and the view of anyone who disagreed, in their own words. It lists every role that took "
            "part, even if only one person has that role.",
        ),
        _("The answers or the code of any one person."),
    ),
    Reader(
        _("Anyone else"),
        _("Nothing. The form and the program send nothing over the internet."),
        _("Your answers, your notes, your role and your code."),
    ),
)
SECTIONS: Final = {
    _("What you decide"): (
        _(
            "You can leave any question blank, and you don't have to give your role. If you are the only "
            "person in your role, whoever runs the workshop will know which answers are yours.",
        ),
        _(
            "If fewer than three people take part, answers are compared only if everyone agrees. If fewer than three "
            "people answer a question, their answers to that question are shown only if everyone agrees.",
        ),
        _(
            "Please answer before the discussion. If you answer later, anyone who kept a copy of the results could "
            "work out your answers by comparing it with the new results.",
        ),
    ),
    _("Where your answers are"): (
        _(
            "What you type into the form stays in your browser until you remove it. Your file, short code or paper "
            "form then goes to whoever runs the workshop. They keep all the answers in one folder on one "
            "computer, and destroy the paper forms once they have typed them in.",
        ),
    ),
    _("Afterwards"): (
        _(
            "Whoever runs the workshop deletes everyone's individual answers from that folder with one command, "
            "“readiness workshop forget”. The totals that the others in the room could see are kept, for each question "
            "and, where they can be shown, for each role. The list of roles, the agreed answers and any saved agendas "
            "are kept too, and so are the notes in those agendas. Copies in emails and on USB sticks have to be "
            "deleted separately.",
        ),
    ),
}
WHO_RUNS_IT: Final = _("Who runs the workshop, and how to contact them")


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
