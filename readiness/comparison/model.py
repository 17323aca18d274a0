"""The comparison: what has changed between two answer files. Screen, JSON, documents and tables only show it."""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from questionnaires.answers import Form, QuestionnaireVersion, Service
from questionnaires.moments import Day, Moment
from readiness.plan.model import ActionTitle
from scoring.codes import State
from scoring.rubric import Decision

FORMAT: Final = "readiness-comparison"
FORMAT_VERSION: Final = 1

Direction = Literal["up", "down", "found_out", "lost", "other"]
"""How an answer changed: to a higher or lower level, to a level from none, to none from a level, or to or from
*not applicable*."""
Evidence = Literal["none", "same", "new"]
"""Whether an answer has a note, and whether it says anything that the earlier one did not."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Side(_Part):
    """One of the two files."""

    file: str
    service: Service
    questionnaire: QuestionnaireVersion
    form: Form
    """The form that was answered; if the two differ, only the essentials are compared."""
    started_at: Moment | None
    updated_at: Moment | None
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int
    not_asked: int
    """Questions that the answered version did not have yet."""

    @property
    def moment(self) -> datetime | None:
        """When it was last changed or, if that is not known, started."""
        return self.updated_at or self.started_at


class Remark(_Part):
    """Something to know before reading the rest, such as that the questions were different."""

    id: str
    sentence: str


class StageMove(_Part):
    """The decision for a stage in both files."""

    stage: str
    title: str
    before: Decision
    after: Decision


class DomainStanding(_Part):
    """The score and band of a domain in one file."""

    score: float | None
    score_max: float | None
    band: str | None


class DomainMove(_Part):
    """A domain whose score or band has changed."""

    domain: str
    title: str
    before: DomainStanding
    after: DomainStanding


class AnswerStanding(_Part):
    """What a question was answered with: a level, or why there is none."""

    state: State
    level: int | None


class QuestionMove(_Part):
    """A question whose answer has changed."""

    question: str
    code: str
    domain: str
    topic: str
    essential: bool
    direction: Direction
    before: AnswerStanding
    after: AnswerStanding
    evidence: Evidence


class Comparison(_Part):
    """Everything that is said about two answer files."""

    format: Literal["readiness-comparison"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    as_of: Day
    earlier: Side
    later: Side
    remarks: tuple[Remark, ...]
    stages: tuple[StageMove, ...]
    """All stages, whether their decision has changed or not."""
    domains: tuple[DomainMove, ...]
    questions: tuple[QuestionMove, ...]
    finished: tuple[ActionTitle, ...]
    """Actions that were open and are finished, because they are recorded as done or the answer reaches their target."""
    further: tuple[ActionTitle, ...]
    """Actions that were open and are replaced by the next, because the answer is better but below their target."""
    accepted: tuple[ActionTitle, ...]
    """Actions that were open and whose risk is now accepted."""
    new: tuple[ActionTitle, ...]
    """Actions that are new."""
    without_new_evidence: tuple[str, ...]
    """The questions that rose although their answer has no note, or the note that it had before."""
    caution: str

    def moved(self, direction: Direction) -> tuple[QuestionMove, ...]:
        """The questions that changed in one way."""
        return tuple(move for move in self.questions if move.direction == direction)
