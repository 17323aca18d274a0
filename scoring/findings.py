"""Findings: each criterion of a rubric with the answer that one sheet gives to its question."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.answers import Answer, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Question
from scoring import codes
from scoring.codes import State
from scoring.instrument import Instrument
from scoring.rubric import Criterion


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion and the answer to its question."""

    criterion: Criterion
    question: Question
    code: int
    answer: Answer | None = None

    @property
    def state(self) -> State:
        """What is known: the level, or why there is none."""
        return codes.STATES[self.code]

    @property
    def level(self) -> int | None:
        """The level from 0 to 3 where it is known, else none."""
        return self.code if codes.is_known(self.code) else None

    @property
    def applicable(self) -> bool:
        """Whether the criterion counts at all."""
        return bool(codes.applies(self.code))

    @property
    def counted(self) -> int:
        """The level that the criterion counts as: don't know and unanswered count as 0."""
        return int(codes.counted(self.code))


def findings_of(instrument: Instrument, sheet: AnswerSheet) -> tuple[Finding, ...]:
    """The findings of an answer sheet in questionnaire order: all of them, or in the short form only the essentials."""
    later = instrument.questionnaire.added_after(sheet.questionnaire.version)
    return tuple(
        finding_of(instrument, criterion, sheet.answers.get(criterion.question), asked=criterion.question not in later)
        for criterion in instrument.rubric.criteria_of(sheet.form)
    )


def applicable(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that count."""
    return [finding for finding in findings if finding.applicable]


def finding_of(instrument: Instrument, criterion: Criterion, answer: Answer | None, *, asked: bool = True) -> Finding:
    """The finding of one criterion.

    Args:
        instrument: the questionnaire and the rubric.
        criterion: what is judged.
        answer: the answer to its question; none where there is no answer.
        asked: whether the version that was answered had the question. An answer counts in any case.
    """
    question = instrument.questionnaire.questions[criterion.question]
    match answer:
        case None:
            code = codes.UNANSWERED if asked else codes.NOT_ASKED
        case Levelled(level=level):
            code = level
        case Ticked(ticked=ticked) if isinstance(question, ChecklistQuestion):
            code = instrument.rubric.checklist_level(question, ticked)
        case NotApplicable():  # also for a question that now always applies, in a file of an earlier version
            code = codes.NOT_APPLICABLE if criterion.not_applicable_allowed else codes.UNANSWERED
        case Unknown():
            code = codes.UNKNOWN
        case _:
            raise ValueError(f"{question.id}: {answer!r} is not an answer to this question; parse_answers refuses it")
    return Finding(criterion, question, code, answer)
