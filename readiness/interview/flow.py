"""The flow of an interview: which question is next, what is answered, how far along it is. Pure: no terminal, no files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil

from questionnaires.answers import Answer, AnswerSheet
from questionnaires.model import Question
from scoring.instrument import Instrument

_SECONDS_A_QUESTION = 31  # 48 questions take about 25 minutes, the short form about 8


@dataclass(frozen=True)
class Interview:
    """Where an interview stands. Every move gives a new one."""

    instrument: Instrument
    sheet: AnswerSheet
    asked: tuple[str, ...]
    """The questions of this interview, in order."""
    position: int
    """The question that is shown; after the last one, the end."""

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
    def minutes_left(self) -> int:
        """About how long the unanswered questions take, in minutes rounded up."""
        return ceil(len(self.unanswered) * _SECONDS_A_QUESTION / 60)

    def answered(self, answer: Answer, at: datetime) -> "Interview":
        """With an answer to the current question, which is still shown."""
        return replace(self, sheet=self.sheet.with_answer(self.asked[self.position], answer, at))

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

    def progress(self) -> str:
        """Where the current question stands: `Question 7 of 48, Team preparation 2 of 8, about 18 minutes left`."""
        question = self.current
        if question is None:
            return f"All {len(self.asked)} questions have been shown"
        domain = next(domain for domain in self.instrument.questionnaire.domains if domain.id == question.domain)
        in_domain = [asked for asked in self.asked if asked.startswith(f"{domain.id}.")]
        minutes = "1 minute" if self.minutes_left == 1 else f"{self.minutes_left} minutes"
        return (
            f"Question {self.position + 1} of {len(self.asked)}, "
            f"{domain.title} {in_domain.index(question.id) + 1} of {len(in_domain)}, about {minutes} left"
        )


def questions_of(instrument: Instrument, sheet: AnswerSheet) -> Sequence[str]:
    """The questions of a sheet's form, in order."""
    if sheet.form == "short":
        return [criterion.question for criterion in instrument.rubric.essentials()]
    return list(instrument.questionnaire.questions)
