"""The state of an interview: which question comes next, what has been answered, how far along it is.

Pure: no terminal, no files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from questionnaires.answers import Answer, AnswerSheet, Form
from questionnaires.language import _, ngettext
from questionnaires.model import Domain, Question, domain_of
from scoring.engine import score_domain
from scoring.instrument import Instrument
from scoring.result import DomainResult

_SECONDS_PER_QUESTION = 31.25  # 48 questions take about 25 minutes, 16 about 8
_MAX_SECONDS_COUNTED = 300.0  # an answer that took longer was interrupted by something else
_MIN_SECONDS_PER_QUESTION = 12.0  # nobody reads a question with its levels in less
_MIN_ANSWERS_TIMED = 12
"""Answers that have to be timed before a person's own pace replaces the average."""


@dataclass(frozen=True)
class InterviewState:
    """An interview at one moment. It never changes: each step returns a new state."""

    instrument: Instrument
    sheet: AnswerSheet
    question_ids: tuple[str, ...]
    """The questions of this interview, in order."""
    position: int
    """The index of the question that is shown; past the last one, the interview is at its end."""
    answer_seconds: tuple[float, ...] = ()
    """How long each timed answer took since the program was started, in seconds."""

    @classmethod
    def start(
        cls, instrument: Instrument, sheet: AnswerSheet, domain: str | None = None, form: Form | None = None
    ) -> "InterviewState":
        """An interview at its first unanswered question.

        Args:
            instrument: the questionnaire and its rubric.
            sheet: the answers so far.
            domain: asks only the questions of this domain.
            form: asks the questions of this form; by default of the sheet's own. A short form's sheet becomes a full
                one with the first answer to a question that the short form leaves out.
        """
        criteria = instrument.rubric.criteria_of(form or sheet.form)
        question_ids = tuple(each.question for each in criteria if domain in (None, each.domain))
        return cls(instrument, sheet, question_ids, position=-1).next_unanswered()

    @property
    def question(self) -> Question | None:
        """The question that is shown; none at the end."""
        if self.position >= len(self.question_ids):
            return None
        return self.instrument.questionnaire.questions[self.question_ids[self.position]]

    @property
    def answer(self) -> Answer | None:
        """The answer to the question that is shown."""
        return self.sheet.answers.get(self.question_ids[self.position])

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions of this interview that have no answer."""
        return tuple(question for question in self.question_ids if question not in self.sheet.answers)

    @property
    def unanswered_elsewhere(self) -> int:
        """How many questions of the sheet's form have no answer and belong to domains that are not asked about."""
        others = set(questions_of_form(self.instrument, self.sheet)) - set(self.question_ids)
        return sum(question not in self.sheet.answers for question in others)

    @property
    def keeps_short_form(self) -> bool:
        """Whether the questions beyond a short form are asked too, and none of them has been answered yet."""
        return self.sheet.form == "short" and not set(self.question_ids) <= set(
            questions_of_form(self.instrument, self.sheet)
        )

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains that this interview asks about."""
        asked = {domain_of(question) for question in self.question_ids}
        return tuple(domain for domain in self.instrument.questionnaire.domains if domain.id in asked)

    @property
    def minutes_left(self) -> int:
        """About how many minutes the unanswered questions take: as usual, or at this person's own pace."""
        has_own_pace = len(self.answer_seconds) >= _MIN_ANSWERS_TIMED
        pace = median(self.answer_seconds) if has_own_pace else _SECONDS_PER_QUESTION
        seconds = max(pace, _MIN_SECONDS_PER_QUESTION)
        return estimated_minutes(len(self.unanswered), seconds)

    def with_answer(self, answer: Answer, at: datetime, seconds: float | None = None) -> "InterviewState":
        """The state with an answer to the question that is shown; the question stays.

        Args:
            answer: the answer.
            at: when it was given.
            seconds: how long it took; none if that says nothing about this person's pace.
        """
        question = self.question_ids[self.position]
        sheet = self.sheet
        if question not in questions_of_form(self.instrument, sheet):
            sheet = sheet.model_copy(update={"form": "full"})
        counts = seconds is not None and seconds <= _MAX_SECONDS_COUNTED
        return replace(
            self,
            sheet=sheet.with_answer(question, answer, at),
            answer_seconds=(*self.answer_seconds, seconds) if counts and seconds is not None else self.answer_seconds,
        )

    def next_unanswered(self) -> "InterviewState":
        """The state at the next unanswered question, or at the end."""
        end = len(self.question_ids)
        later = range(self.position + 1, end)
        unanswered = (index for index in later if self.question_ids[index] not in self.sheet.answers)
        return replace(self, position=next(unanswered, end))

    def previous(self) -> "InterviewState":
        """The state at the question before, answered or not; at the first question it stays there."""
        return replace(self, position=max(0, self.position - 1))

    def at_question(self, question_id: str) -> "InterviewState":
        """The state at one of this interview's questions."""
        return replace(self, position=self.question_ids.index(question_id))

    def questions_in(self, domain: Domain) -> list[Question]:
        """The questions of a domain that this interview asks."""
        return [question for question in domain.questions if question.id in self.question_ids]

    def progress(self) -> str:
        """How far along the interview is: `Question 7 of 48 (2 of 8 in Team preparation), about 18 minutes left`."""
        question = self.question
        if question is None:
            return ngettext(
                "You have seen the only question", "You have seen all {n} questions", len(self.question_ids)
            )
        domain = next(domain for domain in self.domains if domain.id == question.domain)
        in_domain = self.questions_in(domain)
        place = {
            "number": self.position + 1,
            "total": len(self.question_ids),
            "domain": domain.title,
            "number_in_domain": in_domain.index(question) + 1,
            "total_in_domain": len(in_domain),
        }
        if not self.unanswered:
            return _("Question {number} of {total} ({number_in_domain} of {total_in_domain} in {domain})", **place)
        return _(
            "Question {number} of {total} ({number_in_domain} of {total_in_domain} in {domain}), about {duration} left",
            **place,
            duration=in_minutes(self.minutes_left),
        )

    def domain_result(self, domain: Domain) -> DomainResult:
        """The result of a domain with the answers so far."""
        return score_domain(self.instrument, domain, self.sheet)


def estimated_minutes(questions: int, seconds: float = _SECONDS_PER_QUESTION) -> int:
    """About how many minutes this number of questions takes, at so many seconds a question; at least one for any."""
    return max(round(questions * seconds / 60), min(questions, 1))


def in_minutes(minutes: int) -> str:
    """A number of minutes in words: `1 minute`."""
    return ngettext("{n} minute", "{n} minutes", minutes)


def questions_of_form(instrument: Instrument, sheet: AnswerSheet) -> Sequence[str]:
    """The questions of a sheet's form, full or short, in order."""
    return [criterion.question for criterion in instrument.rubric.criteria_of(sheet.form)]
