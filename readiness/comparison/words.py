"""The words of a comparison."""

from dataclasses import dataclass
from typing import Final

from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.comparison.model import (
    AnswerStanding,
    Comparison,
    Direction,
    DomainMove,
    DomainStanding,
    Evidence,
    QuestionMove,
    Side,
    StageMove,
)
from readiness.plan.model import ActionTitle
from readiness.report.sentences.actions import action_name
from readiness.report.sentences.answers import NO_SERVICE_NAME
from readiness.report.sentences.domains import NO_BAND, NO_SCORE, band_names
from readiness.report.wording import scores
from readiness.text import shorten
from scoring.instrument import Instrument
from scoring.rubric import Decision

ACTIONS: Final = _("Actions")
WITHOUT_EVIDENCE: Final = _("Answers that have gone up without new evidence")
_HIGHER: Final = _(
    "These answers are higher than before, but they have no evidence note, or the note is the same as before. Ask what "
    "has changed.",
)
_HIGHER_OR_KNOWN: Final = _(
    "These answers are higher than before, or were “don't know” before, but they have no evidence note, or the note is "
    "the same as before. Ask what has changed.",
)


@dataclass(frozen=True)
class _Terms:
    """The words for differences: changes over time, or differences between a first and a second file."""

    title: str
    """With `first` and `service`, which is the second."""
    days: tuple[str, str]
    domains: str
    questions: str
    no_domains: str
    no_questions: str
    directions: dict[Direction, str]
    answered: str
    """An answer that was missing before."""
    not_answered: str
    """An answer that is missing now."""
    evidence: dict[Evidence, str]
    gone: str
    replaced: str
    added: str


_OVER_TIME: Final = _Terms(
    title=_("What has changed at {service}"),
    days=(_("Earlier, on {day}"), _("Now, on {day}")),
    domains=_("Domains that changed"),
    questions=_("Answers that changed"),
    no_domains=_("No domain has changed."),
    no_questions=_("No answer has changed."),
    directions={
        "up": _("Higher now"),
        "down": _("Lower now"),
        "found_out": _("Known now"),
        "lost": _("No longer known"),
        "other": _("Changed in another way"),
    },
    answered=_("Answered now"),
    not_answered=_("Not answered now"),
    evidence={"none": _("no note"), "same": _("same note as before"), "new": _("new note")},
    gone=_("No longer needed"),
    replaced=_("Replaced"),
    added=_("New"),
)
_SIDE_BY_SIDE: Final = _Terms(
    title=_("{first} and {service} compared"),
    days=(_("First file, {day}"), _("Second file, {day}")),
    domains=_("Domains that differ"),
    questions=_("Answers that differ"),
    no_domains=_("Every domain has the same result in both files."),
    no_questions=_("Every question has the same answer in both files."),
    directions={
        "up": _("Higher in the second file"),
        "down": _("Lower in the second file"),
        "found_out": _("Known only in the second file"),
        "lost": _("Known only in the first file"),
        "other": _("Different in another way"),
    },
    answered=_("Answered only in the second file"),
    not_answered=_("Answered only in the first file"),
    evidence={
        "none": _("no note in the second file"),
        "same": _("same note in both files"),
        "new": _("different note in the second file"),
    },
    gone=_("Only in the first file"),
    replaced=_("Different in the second file"),
    added=_("Only in the second file"),
)
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
    def over_time(self) -> bool:
        """Whether the differences are changes over time: one service, and the earlier file is known to be first."""
        return not {"other_service", "swapped", "same_moment"} & {remark.id for remark in self.comparison.remarks}

    @property
    def terms(self) -> _Terms:
        """The words for the differences."""
        return _OVER_TIME if self.over_time else _SIDE_BY_SIDE

    @property
    def title(self) -> str:
        """The title, which says what is compared."""
        first, second = (
            shorten(side.service.name, 200) or NO_SERVICE_NAME
            for side in (self.comparison.earlier, self.comparison.later)
        )
        if not self.over_time and first == second:
            return _("{service}: two answer files compared", service=second)
        return self.terms.title.format(first=first, service=second)

    @property
    def summary(self) -> str:
        """When both files were answered, and how many answers changed in which way."""
        if self.over_time:
            answered = _("Answers from {now}, compared with those from {then}.", now=self.now, then=self.then)
        else:
            answered = _(
                "The first file has answers from {first_day}, and the second has answers from {second_day}.",
                first_day=self.then,
                second_day=self.now,
            )
        return f"{answered} {self.counts}"

    @property
    def counts(self) -> str:
        """How many answers changed in which way, such as `Higher now: 5. Lower now: 1.`, or that none did."""
        return " ".join(f"{name}: {len(moves)}." for name, moves in self.groups.items()) or self.terms.no_questions

    @property
    def groups(self) -> dict[str, list[QuestionMove]]:
        """The questions whose answers changed, by a word for how they did; without empty ones."""
        found: dict[str, list[QuestionMove]] = {}
        for direction in self.terms.directions:
            for move in self.comparison.moved(direction):
                found.setdefault(self.change(move), []).append(move)
        return found

    def change(self, move: QuestionMove) -> str:
        """How an answer changed, such as `Higher now`."""
        if move.direction == "lost" and move.after.state == "unanswered":
            return self.terms.not_answered
        if move.direction == "found_out" and move.before.state == "unanswered":
            return self.terms.answered
        return self.terms.directions[move.direction]

    def evidence(self, move: QuestionMove) -> str:
        """Whether there is a note, and whether it is new; empty where none is expected, as no level is known."""
        return self.terms.evidence[move.evidence] if move.after.level is not None or move.evidence != "none" else ""

    @property
    def days(self) -> tuple[str, str]:
        """The headings of the two columns that are compared."""
        first, second = self.terms.days
        return first.format(day=self.then), second.format(day=self.now)

    def stage(self, move: StageMove) -> str:
        """The decision for a stage in both files."""
        before, after = self.decision(move.before), self.decision(move.after)
        if move.before == move.after:
            return (
                _("{decision}, as before", decision=after)
                if self.over_time
                else _("{decision}, in both files", decision=after)
            )
        if self.over_time:
            return _("from “{before}” to “{after}”", before=before, after=after)
        return _("“{first}” in the first file, “{second}” in the second", first=before, second=after)

    def score(self, move: DomainMove) -> str:
        """The score of a domain in both files, in a sentence."""
        before, after = self._quoted(move.before), self._quoted(move.after)
        if self.over_time:
            return _("{title}: was {before}, now {after}", title=move.title, before=before, after=after)
        return _(
            "{title}: {first} in the first file, {second} in the second", title=move.title, first=before, second=after
        )

    def _quoted(self, standing: DomainStanding) -> str:
        """A domain's score and band inside a sentence: words without a number are in quotation marks."""
        said = self.domain(standing)
        return f"“{said}”" if standing.score is None else said

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
        """The actions that are no longer to do, replaced, accepted as risks, or new, by a word for it."""
        instead = self._instead
        found = {kind: tuple(map(action_name, titles)) for kind, titles in self.titles.items()}
        found[self.terms.replaced] = tuple(
            _("{action}, instead of “{earlier}”", action=action_name(instead[old.question]), earlier=old.title)
            for old in self.titles[self.terms.replaced]
        )
        found[self.terms.added] = tuple(action_name(new) for new in self.comparison.new if new.question not in instead)
        return {kind: names for kind, names in found.items() if names}

    @property
    def titles(self) -> dict[str, tuple[ActionTitle, ...]]:
        """All actions that are no longer to do, replaced, accepted as risks, or new, by a word for it."""
        it, instead = self.comparison, self._instead
        return {
            self.terms.gone: tuple(title for title in it.finished if title.question not in instead),
            self.terms.replaced: tuple(title for title in self._left_behind if title.question in instead),
            _("Risk accepted"): it.accepted,
            self.terms.added: it.new,
        }

    @property
    def _instead(self) -> dict[str, ActionTitle]:
        """The new actions that replace an earlier one, by their question."""
        earlier = {title.question for title in self._left_behind}
        return {title.question: title for title in self.comparison.new if title.question in earlier}

    @property
    def _left_behind(self) -> tuple[ActionTitle, ...]:
        """The actions that are finished or replaced by the next."""
        return self.comparison.finished + self.comparison.further

    @property
    def without_evidence_intro(self) -> str:
        """What the answers without new evidence have in common, and what to do about them."""
        return _HIGHER_OR_KNOWN if any(move.direction == "found_out" for move in self._risen()) else _HIGHER

    def without_evidence(self) -> tuple[str, ...]:
        """The questions that rose without new evidence, and what there is; none if nothing changed over time."""
        return tuple(f"{self.question(move)}: {self.evidence(move)}" for move in self._risen())

    def _risen(self) -> tuple[QuestionMove, ...]:
        risen = {*self.comparison.without_new_evidence} if self.over_time else set[str]()
        return tuple(move for move in self.comparison.questions if move.question in risen)


def _day_of(side: Side) -> str:
    return long_date(side.moment.date()) if side.moment else _("an unknown date")
