"""The flow of an interview: which question is next, what is answered, how far along it is.

Pure: no terminal, no files.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from statistics import median

from questionnaires.answers import Answer, AnswerSheet
from questionnaires.model import Domain, Question
from scoring.domains import judge_domain
from scoring.findings import findings_of
from scoring.instrument import Instrument
from scoring.result import DomainResult

_SECONDS_A_QUESTION = 31.0  # 48 questions take about 25 minutes, the short form about 8
_LONGEST_THOUGHT = 300.0  # who takes longer was called away
_ENOUGH_TO_KNOW_A_PACE = 5


@dataclass(frozen=True)
class Interview:
    """Where an interview stands. Every move gives a new one."""

    instrument: Instrument
    sheet: AnswerSheet
    asked: tuple[str, ...]
    """The questions of this interview, in order."""
    position: int
    """The question that is shown; after the last one, the end."""
    paces: tuple[float, ...] = ()
    """How many seconds each answer of this sitting took."""

    @classmethod
    def begin(cls, instrument: Instrument, sheet: AnswerSheet, domain: str | None = None) -> "Interview":
        """An interview at its first unanswered question.

        Args:
            instrument: what is asked.
            sheet: what is answered already.
            domain: asks the questions of one domain only.
        """
        asked = tuple(
            question
            for question in questions_of(instrument, sheet)
            if domain in (None, instrument.questionnaire.questions[question].domain)
        )
        return cls(instrument, sheet, asked, position=-1).forward()

    @property
    def current(self) -> Question | None:
        """The question that is shown; none at the end."""
        if self.position >= len(self.asked):
            return None
        return self.instrument.questionnaire.questions[self.asked[self.position]]

    @property
    def answer(self) -> Answer | None:
        """What was answered to the current question."""
        return self.sheet.answers.get(self.asked[self.position])

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions of this interview that have no answer."""
        return tuple(question for question in self.asked if question not in self.sheet.answers)

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains that this interview asks about."""
        asked = {question.partition(".")[0] for question in self.asked}
        return tuple(domain for domain in self.instrument.questionnaire.domains if domain.id in asked)

    @property
    def minutes_left(self) -> int:
        """About how long the unanswered questions take at this person's own pace, in minutes rounded up."""
        known = len(self.paces) >= _ENOUGH_TO_KNOW_A_PACE
        return minutes_for(len(self.unanswered), median(self.paces) if known else _SECONDS_A_QUESTION)

    def answered(self, answer: Answer, at: datetime, seconds: float | None = None) -> "Interview":
        """With an answer to the current question, which is still shown.

        Args:
            answer: the answer.
            at: when it was given.
            seconds: how long it took, if that says something about this person's pace.
        """
        counts = seconds is not None and seconds <= _LONGEST_THOUGHT
        return replace(
            self,
            sheet=self.sheet.with_answer(self.asked[self.position], answer, at),
            paces=(*self.paces, seconds) if counts and seconds is not None else self.paces,
        )

    def forward(self) -> "Interview":
        """At the next unanswered question, or at the end."""
        later = range(self.position + 1, len(self.asked))
        return replace(
            self, position=next((at for at in later if self.asked[at] not in self.sheet.answers), len(self.asked))
        )

    def back(self) -> "Interview":
        """At the question before, whether it is answered or not; the first one stays."""
        return replace(self, position=max(0, self.position - 1))

    def to(self, question_id: str) -> "Interview":
        """At a question of this interview."""
        return replace(self, position=self.asked.index(question_id))

    def questions_in(self, domain: Domain) -> list[Question]:
        """The questions of a domain that this interview asks."""
        return [question for question in domain.questions if question.id in self.asked]

    def progress(self) -> str:
        """Where the current question stands: `Question 7 of 48, Team preparation 2 of 8, about 18 minutes left`."""
        question = self.current
        if question is None:
            return f"All {len(self.asked)} questions have been shown"
        domain = next(domain for domain in self.domains if domain.id == question.domain)
        in_domain = self.questions_in(domain)
        minutes = "1 minute" if self.minutes_left == 1 else f"{self.minutes_left} minutes"
        left = f", about {minutes} left" if self.unanswered else ""
        return (
            f"Question {self.position + 1} of {len(self.asked)}, "
            f"{domain.title} {in_domain.index(question) + 1} of {len(in_domain)}{left}"
        )

    def result_of(self, domain: Domain) -> DomainResult:
        """How a domain stands with what is answered so far."""
        findings = findings_of(self.instrument, self.sheet)
        return judge_domain(
            self.instrument.rubric, domain, [finding for finding in findings if finding.question.domain == domain.id]
        )


def minutes_for(questions: int, seconds: float = _SECONDS_A_QUESTION) -> int:
    """About how long so many questions take, in minutes rounded up."""
    return ceil(questions * seconds / 60)


def questions_of(instrument: Instrument, sheet: AnswerSheet) -> Sequence[str]:
    """The questions of a sheet's form, in order."""
    if sheet.form == "short":
        return [criterion.question for criterion in instrument.rubric.essentials()]
    return list(instrument.questionnaire.questions)
