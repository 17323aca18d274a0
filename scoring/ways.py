"""The shortest way: which actions, and no others, turn a stage's decision into the next better one."""

from collections.abc import Sequence

from scoring.findings import Finding
from scoring.result import StageResult, Way
from scoring.rubric import Decision, Rubric


def shortest_ways(rubric: Rubric, stages: Sequence[StageResult], findings: Sequence[Finding]) -> tuple[Way, ...]:
    """For each stage that is not `go`, the steps from its decision up to `go`.

    A decision falls with each single criterion that blocks it or is a condition of it, so the smallest set of actions
    is exactly the actions of these criteria. They are given least effort first, then in questionnaire order. An action
    takes its criterion to its target, which neither blocks nor is a condition.

    Args:
        rubric: gives the efforts.
        stages: the decisions.
        findings: what they were decided on.
    """
    by_question = {finding.criterion.question: finding for finding in findings}

    def effort(question: str) -> int:
        finding = by_question[question]
        return rubric.efforts[finding.criterion.actions[finding.counted].effort].days

    def way(stage: StageResult, to: Decision, questions: Sequence[str]) -> Way:
        return Way(stage=stage.id, to=to, questions=tuple(sorted(questions, key=effort)))

    ways = []
    for stage in stages:
        if stage.blocking:
            ways.append(way(stage, "conditional" if stage.conditions else "go", stage.blocking))
        if stage.conditions:
            ways.append(way(stage, "go", stage.conditions))
    return tuple(ways)
