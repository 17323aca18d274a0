"""The shortest way: the fewest actions that turn a stage's decision into the next better one."""

from collections.abc import Sequence

from scoring.findings import Finding
from scoring.result import StageResult, Way
from scoring.rubric import Decision, Rubric


def shortest_ways(rubric: Rubric, stages: Sequence[StageResult], findings: Sequence[Finding]) -> tuple[Way, ...]:
    """For each stage that is not `go`, the steps from its decision up to `go`.

    A stage waits as long as a single criterion blocks it, and is conditional as long as a single one is a condition. So
    the smallest set of actions is the actions of all these criteria: none of them can be left out, and no other is
    needed, as a criterion that has reached its action's target neither blocks nor is a condition. They are given least
    effort first, then in questionnaire order.

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
