"""The words of a comparison."""

from dataclasses import dataclass
from typing import Final

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.comparison.model import (
    AnswerStanding,
    Comparison,
    Direction,
    DomainStanding,
    Evidence,
    QuestionMove,
    Side,
)
from readiness.plan.model import ActionTitle
from readiness.report.sentences.actions import action_name
from readiness.report.sentences.answers import NO_SERVICE_NAME
from readiness.report.sentences.domains import NO_BAND, NO_SCORE, band_names
from readiness.report.wording import scores
from readiness.text import shorten
from scoring.instrument import Instrument
from scoring.rubric import Decision

DOMAINS: Final = _("Domains that changed")
QUESTIONS: Final = _("Answers that changed")
ACTIONS: Final = _("Actions")
WITHOUT_EVIDENCE: Final = _("Answers that have gone up without new evidence")
WITHOUT_EVIDENCE_INTRO: Final = _(
    "These answers are higher than before, but they have no evidence note, or the note is the same as before. Ask what "
    "has changed.",
)
NO_DOMAINS: Final = _("No domain has changed.")
NO_QUESTIONS: Final = _("No answer has changed.")
DIRECTIONS: Final[dict[Direction, str]] = {
    "up": _("Higher now"),
    "down": _("Lower now"),
    "found_out": _("Known now"),
    "lost": _("No longer known"),
    "other": _("Changed in another way"),
}
EVIDENCE: Final[dict[Evidence, str]] = {"none": _("no note"), "same": _("same note as before"), "new": _("new note")}
_STATES: Final = {
    "unknown": _("Don't know"),
    "unanswered": _("Not answered"),
    "not_applicable": _("Not applicable"),
    "not_asked": _("Not asked yet"),
}


@dataclass(frozen=True)
class Words:
    """The words of one comparison."""

    comparison: Comparison
    instrument: Instrument

    @property
    def title(self) -> str:
        """The title, which says what is compared."""
        name = shorten(self.comparison.later.service.name, 200) or NO_SERVICE_NAME
        return _("What has changed at {service}", service=name)

    @property
    def summary(self) -> str:
        """When both files were answered, and how many answers changed in which way."""
        answered = _("Answers from {then}, compared with answers from {now}.", then=self.then, now=self.now)
        return f"{answered} {self.counts}"

    @property
    def counts(self) -> str:
        """How many answers changed in which way, such as `Higher now: 5. Lower now: 1.`, or that none did."""
        moves = [(words, len(self.comparison.moved(direction))) for direction, words in DIRECTIONS.items()]
        return " ".join(f"{words}: {number}." for words, number in moves if number) or NO_QUESTIONS

    @property
    def then(self) -> str:
        """The day of the earlier file."""
        return _day_of(self.comparison.earlier)

    @property
    def now(self) -> str:
        """The day of the later file."""
        return _day_of(self.comparison.later)

    def decision(self, decision: Decision) -> str:
        """The name of a decision."""
        return self.instrument.rubric.decisions[decision].name

    def domain(self, standing: DomainStanding) -> str:
        """A domain's score and band: `46.7 to 60.0 (Getting started)`."""
        if standing.score is None:
            return NO_SCORE
        shown = scores(standing.score, standing.score_max)
        return f"{shown} ({band_names(self.instrument.rubric)[standing.band] if standing.band else NO_BAND})"

    def answer(self, standing: AnswerStanding) -> str:
        """What a question was answered with: `2 In place`, `Don't know`."""
        if standing.level is None:
            return _STATES[standing.state]
        return f"{standing.level} {self.instrument.questionnaire.levels[standing.level].name}"

    def question(self, move: QuestionMove) -> str:
        """A question by its code and topic: `LE1 vision for peer support (essential)`."""
        topic = _("{topic} (essential)", topic=move.topic) if move.essential else move.topic
        return f"{move.code} {topic}"

    def actions(self) -> dict[str, tuple[str, ...]]:
        """The actions that are no longer to do, accepted as risks, or new, by a word for it; without empty ones."""
        return {kind: tuple(map(action_name, titles)) for kind, titles in self.titles.items() if titles}

    @property
    def titles(self) -> dict[str, tuple[ActionTitle, ...]]:
        """The actions that are no longer to do, accepted as risks, or new, by a word for it."""
        it = self.comparison
        return {_("No longer needed"): it.finished, _("Risk accepted"): it.accepted, _("New"): it.new}

    def without_evidence(self) -> tuple[str, ...]:
        """The questions that rose without new evidence, and what there is."""
        risen = {*self.comparison.without_new_evidence}
        return tuple(
            f"{self.question(move)}: {EVIDENCE[move.evidence]}"
            for move in self.comparison.questions
            if move.question in risen
        )


def _day_of(side: Side) -> str:
    return long_date(side.moment.date()) if side.moment else _("an unknown date")
