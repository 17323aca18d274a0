"""A room's way through an agenda: which question is being discussed, what is agreed, what can be undone.

Pure: no terminal, no files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from questionnaires.answers import Agreement, Answer, AnswerSheet, Levelled, NotApplicable, Ticked
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from scoring.agenda import Agenda, AgendaQuestion
from scoring.findings import finding_of
from scoring.instrument import Instrument

NOBODY_NEEDS_IT = _("Everybody in the workshop said that the question does not apply")
"""The reason if everybody agrees that a question does not apply."""

_Changes = Mapping[str, Answer | None]
"""Questions with their new answers; none for a question that is to have no answer."""


@dataclass(frozen=True)
class Agreeing:
    """The room's way through an agenda at one moment. It never changes: each step returns a new state."""

    instrument: Instrument
    agenda: Agenda
    sheet: AnswerSheet
    """What is agreed so far."""
    position: int
    """The place on the agenda of the question being discussed; after the last one, the agenda is at its end."""
    before: tuple[_Changes, ...] = ()
    """The answers before each change that can be undone, the last change last."""

    @classmethod
    def start(cls, instrument: Instrument, agenda: Agenda, sheet: AnswerSheet) -> "Agreeing":
        """The agenda at its first question that nothing is agreed about."""
        return cls(instrument, agenda, sheet, position=-1).next_open()

    @property
    def found(self) -> AgendaQuestion | None:
        """The question being discussed, as it is on the agenda; none at the end."""
        return self.agenda.questions[self.position] if self.position < len(self.agenda.questions) else None

    @property
    def question(self) -> Question | None:
        """The question that is talked about; none at the end."""
        return self.instrument.questionnaire.questions[self.found.id] if self.found else None

    @property
    def answer(self) -> Answer | None:
        """What is agreed about the question that is talked about."""
        return self.sheet.answers.get(self.found.id) if self.found else None

    @property
    def open(self) -> tuple[str, ...]:
        """The questions that nothing is agreed about, in the order of the agenda."""
        return tuple(found.id for found in self.agenda.questions if found.id not in self.sheet.answers)

    @property
    def can_undo(self) -> bool:
        """Whether anything was changed that can be undone."""
        return bool(self.before)

    @cached_property
    def to_confirm(self) -> dict[str, Answer]:
        """The open questions of the last section that can be confirmed together, with what would be agreed."""
        proposed = {found.id: self._proposal(found) for found in self.agenda.of("confirm") if found.id in self.open}
        return {question: answer for question, answer in proposed.items() if answer}

    def place(self) -> tuple[int, int]:
        """Which question of its section this is, from 1 on, and how many the section has."""
        if self.found is None:
            return 0, 0
        section = self.agenda.of(self.found.section)
        return section.index(self.found) + 1, len(section)

    def with_answer(self, answer: Answer, at: datetime) -> "Agreeing":
        """The state with something agreed about the question that is talked about; the question stays."""
        return self._changed({self.found.id: answer}, at) if self.found else self

    def with_first_day(self, day: date, at: datetime) -> "Agreeing":
        """The state with a planned first day, from which the stages are counted."""
        return replace(self, sheet=self.sheet.model_copy(update={"first_day": day, "updated_at": at}))

    def confirmed_together(self, at: datetime) -> "Agreeing":
        """The state with all of `to_confirm` agreed, which can be undone as one change."""
        return self._changed(self.to_confirm, at) if self.to_confirm else self

    def undone(self, at: datetime) -> "Agreeing":
        """The state without the last change, at its first question."""
        if not self.before:
            return self
        *earlier, last = self.before
        sheet = _with_answers(self.sheet, last, at)
        return replace(self, sheet=sheet, before=tuple(earlier)).at_question(next(iter(last)))

    def next_open(self) -> "Agreeing":
        """The state at the next question that nothing is agreed about, or at the end."""
        later = range(self.position + 1, len(self.agenda.questions))
        places = (place for place in later if self.agenda.questions[place].id not in self.sheet.answers)
        return replace(self, position=next(places, len(self.agenda.questions)))

    def next(self) -> "Agreeing":
        """The state at the next question, whether anything is agreed about it or not; after the last, at the end."""
        return replace(self, position=min(self.position + 1, len(self.agenda.questions)))

    def previous(self) -> "Agreeing":
        """The state at the question before; at the first question it stays there."""
        return replace(self, position=max(0, self.position - 1))

    def at_question(self, question: str) -> "Agreeing":
        """The state at one of the questions of the agenda."""
        return replace(self, position=[found.id for found in self.agenda.questions].index(question))

    def _changed(self, changes: _Changes, at: datetime) -> "Agreeing":
        earlier = {question: self.sheet.answers.get(question) for question in changes}
        return replace(self, sheet=_with_answers(self.sheet, changes, at), before=(*self.before, earlier))

    def _proposal(self, found: AgendaQuestion) -> Answer | None:
        """What can be confirmed without a word: what everybody says or, if they are one level apart, the lower view.

        None if some say that it does not apply and others give a level, where nobody gave a level, or where people
        ticked different items of a checklist, so that no view is the lower one.
        """
        criterion, spread = self.instrument.rubric.by_question[found.id], found.spread
        agreed = Agreement(how="agreed")
        if spread.not_applicable:
            all_agree = spread.not_applicable == spread.answered and criterion.not_applicable_allowed
            return NotApplicable(not_applicable=NOBODY_NEEDS_IT, agreement=agreed) if all_agree else None
        if spread.low is None:
            return None
        if not isinstance(self.instrument.questionnaire.questions[found.id], ChecklistQuestion):
            return Levelled(level=spread.low, agreement=agreed)
        by_all = tuple(item for item, people in found.ticked.items() if people == spread.known)
        answer = Ticked(ticked=by_all, agreement=agreed)
        return answer if finding_of(self.instrument, criterion, answer).level == spread.low else None


def _with_answers(sheet: AnswerSheet, changes: _Changes, at: datetime) -> AnswerSheet:
    """A copy of a sheet with some answers changed."""
    answers = {question: answer for question, answer in sheet.answers.items() if question not in changes}
    answers |= {question: answer for question, answer in changes.items() if answer}
    return AnswerSheet(**{**dict(sheet), "answers": answers, "updated_at": at})
