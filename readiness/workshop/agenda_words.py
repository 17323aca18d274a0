"""The words of an agenda. Screen, HTML, PDF and Word only lay them out."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.model import Question
from readiness.report.sentences import spreads
from readiness.report.wording import day
from readiness.text import capital
from scoring.agenda import SECTIONS, Agenda, AgendaQuestion, Section
from scoring.instrument import Instrument
from scoring.rubric import Criterion

SECTION_NAMES: Final[dict[Section, str]] = {
    "discuss": _("To discuss"),
    "find_out": _("To find out"),
    "confirm": _("To confirm"),
}
SECTION_INTROS: Final[dict[Section, str]] = {
    "discuss": _("You see these questions differently. The biggest and most important differences come first."),
    "find_out": _(
        "At least half of the people who answered don't know, or too few people answered for their "
        "answers to be shown. If the people who do know disagree about a question, the question is under \u201cTo "
        "discuss\u201d instead. "
        "Agree who will find out, and by when.",
    ),
    "confirm": _(
        "Your answers to each of these questions are at most one level apart, though some of you may not know. Confirm "
        "them together, unless somebody wants to talk about one of them."
    ),
}
PRIVACY: Final = _(
    "Answers to a question are shown only if at least three people answered it, unless "
    "everybody agrees to show them. The answers of one role are shown only if at least three "
    "people have that role and nobody can be picked out. But if all the people in a role chose "
    "the same answer, you can see what each of them chose. Notes are shown in random order, and "
    "only if the people who wrote them agreed.",
)
NOTES: Final = _("What people wrote")
TO_WRITE: Final = (
    _("Agreed level"),
    _("Why"),
    _("Other views, in people's own words"),
    _("If you park the question: who will find out, and by when"),
)
"""What there is room to write on a page."""
NO_QUESTIONS: Final = _("There are no questions in this section.")


@dataclass(frozen=True)
class AgendaItem:
    """One question of the agenda together with its texts."""

    found: AgendaQuestion
    question: Question
    criterion: Criterion
    code: str
    """The code of its action, by which people can find it: `TE3`."""

    @property
    def name(self) -> str:
        """The question in short: `TE3 What peer workers do and do not do`."""
        return f"{self.code} {capital(self.question.topic)}"


@dataclass(frozen=True)
class AgendaReport:
    """An agenda with everything that is said about it."""

    agenda: Agenda
    instrument: Instrument
    service: str
    as_of: date

    @property
    def title(self) -> str:
        """The title: what it is and for which service."""
        return _("Workshop agenda: {service}", service=self.service) if self.service else _("Workshop agenda")

    @property
    def summary(self) -> str:
        """How many people answered, and how many questions each section has."""
        people = ngettext("{n} person answered.", "{n} people answered.", self.agenda.people)
        numbers = {section: len(self.agenda.of(section)) for section in SECTIONS}
        questions = _("Questions: {discuss} to discuss, {find_out} to find out and {confirm} to confirm.", **numbers)
        return f"{people} {questions}"

    @property
    def made_on(self) -> str:
        """The day of the agenda."""
        return day(self.as_of)

    @property
    def legend(self) -> str:
        """The words below the dots."""
        return spreads.legend(self.instrument.questionnaire, self.a_dot)

    @cached_property
    def a_dot(self) -> int:
        """How many people a dot stands for, the same at every question."""
        return spreads.people_a_dot(found.spread for found in self.agenda.questions)

    def items(self, section: Section) -> tuple[AgendaItem, ...]:
        """The questions of a section with their texts, in order."""
        return tuple(self.item(found) for found in self.agenda.of(section))

    def item(self, found: AgendaQuestion) -> AgendaItem:
        """One question with its texts."""
        questionnaire = self.instrument.questionnaire
        return AgendaItem(
            found,
            questionnaire.questions[found.id],
            self.instrument.rubric.by_question[found.id],
            questionnaire.codes[found.id],
        )

    def spread(self, item: AgendaItem) -> str:
        """How many people gave which answer."""
        return spreads.in_words(item.found.spread, self.instrument.questionnaire)

    def spread_inside(self, item: AgendaItem) -> str:
        """How many people gave which answer, inside a sentence; empty if nobody gave any."""
        return spreads.inside(item.found.spread, self.instrument.questionnaire)

    def apart(self, item: AgendaItem) -> str:
        """How far the views are apart."""
        return spreads.how_far_apart(item.found.spread, self.instrument.questionnaire)

    def roles(self, item: AgendaItem) -> tuple[tuple[str, str], ...]:
        """The roles that can be shown separately, with their number of people, and how many gave which answer."""
        questionnaire = self.instrument.questionnaire
        return tuple(
            (_people_in(questionnaire.roles[role].name, spread.answered), spreads.inside(spread, questionnaire))
            for role, spread in item.found.by_role.items()
        )


def _people_in(role: str, people: int) -> str:
    """A role and how many people of it answered: `Peer worker (3 people)`."""
    return ngettext("{role} ({n} person)", "{role} ({n} people)", people, role=role)
