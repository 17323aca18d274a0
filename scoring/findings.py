"""Findings: each criterion together with what was answered to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from questionnaires.answers import Answer, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Level, Question
from scoring.instrument import Instrument
from scoring.result import State
from scoring.rubric import Criterion, target_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion and the answer to its question."""

    criterion: Criterion
    question: Question
    state: State
    level: int | None
    """The level from 0 to 3 where it is known, else none."""
    answer: Answer | None = None

    @property
    def applicable(self) -> bool:
        """Whether it counts at all."""
        return self.state != "not_applicable"

    @property
    def counted(self) -> int:
        """The level that it counts as: don't know and unanswered count as 0."""
        return self.level or Level.NOT_YET

    @property
    def at_best(self) -> int:
        """The level that it may turn out to be: don't know and unanswered may be 3."""
        return Level.SHOWN_TO_WORK if self.level is None else self.level

    def at_target(self) -> "Finding":
        """The same finding once its action is done."""
        return replace(self, state="known", level=target_of(self.counted))


def findings_of(instrument: Instrument, sheet: AnswerSheet) -> tuple[Finding, ...]:
    """The findings of an answer sheet in questionnaire order: all, or in the short form the essentials alone."""
    rubric = instrument.rubric
    criteria = rubric.criteria if sheet.form == "full" else rubric.essentials()
    return tuple(_finding_of(instrument, criterion, sheet.answers.get(criterion.question)) for criterion in criteria)


def applicable(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that count."""
    return [finding for finding in findings if finding.applicable]


def _finding_of(instrument: Instrument, criterion: Criterion, answer: Answer | None) -> Finding:
    question = instrument.questionnaire.questions[criterion.question]
    match answer:
        case None:
            return Finding(criterion, question, "unanswered", None)
        case Levelled(level=level):
            return Finding(criterion, question, "known", level, answer)
        case Ticked(ticked=ticked) if isinstance(question, ChecklistQuestion):
            level = instrument.rubric.checklist_level(len(question.options), len(ticked))
            return Finding(criterion, question, "known", level, answer)
        case NotApplicable():
            return Finding(criterion, question, "not_applicable", None, answer)
        case Unknown():
            return Finding(criterion, question, "unknown", None, answer)
    raise ValueError(f"{criterion.question}: {answer!r} is no answer to this question; parse_answers refuses it")
