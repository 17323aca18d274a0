"""Decisions: whether a stage of hiring can be entered."""

from collections.abc import Sequence
from datetime import date

from questionnaires.model import Level
from scoring.findings import Finding, applicable
from scoring.result import StageResult
from scoring.rubric import Decision, Rubric, Stage

_NAMED_TOPICS = 3


def decide(rubric: Rubric, stage: Stage, findings: Sequence[Finding], due: date | None = None) -> StageResult:
    """The decision for one stage, over everything that is due at it or earlier.

    Args:
        rubric: gives the order of the stages and the sentences.
        stage: the stage.
        findings: all findings.
        due: the day by which the stage has to be ready, where a first day was given.
    """
    needed = [
        finding
        for finding in applicable(findings)
        if rubric.stage_order[finding.criterion.stage] <= rubric.stage_order[stage.id]
    ]
    blocking = [finding for finding in needed if blocks(finding)]
    conditions = [finding for finding in needed if _is_condition(finding)]
    decision: Decision = "wait" if blocking else "conditional" if conditions else "go"
    sentence = rubric.decisions[decision].sentence.format(aim=stage.aim, topics=_topics(blocking or conditions))
    return StageResult(
        id=stage.id,
        title=stage.title,
        due=due,
        decision=decision,
        sentence=sentence,
        blocking=tuple(finding.criterion.question for finding in blocking),
        conditions=tuple(finding.criterion.question for finding in conditions),
    )


def blocks(finding: Finding) -> bool:
    """Whether a finding makes its stage and every later one wait: an essential that is missing or not known."""
    return finding.criterion.essential and finding.counted == Level.NOT_YET


def _is_condition(finding: Finding) -> bool:
    return finding.counted == (Level.PLANNED if finding.criterion.essential else Level.NOT_YET)


def _topics(findings: Sequence[Finding]) -> str:
    """What is open, in words, the first few by name."""
    named = [finding.question.topic for finding in findings]
    if len(named) > _NAMED_TOPICS + 1:
        named[_NAMED_TOPICS:] = [f"{len(named) - _NAMED_TOPICS} more"]
    *others, last = named or [""]
    return f"{', '.join(others)} and {last}" if others else last
