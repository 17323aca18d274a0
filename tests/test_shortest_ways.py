"""The shortest way to the next decision: enough, and with nothing that could be left out."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from questionnaires.answers import AnswerSheet, Levelled
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.rubric import Decision
from tests.tiny import MONDAY, essential, other, sheet, tiny

ROWS = (
    essential(stage="advertise", effort="large"),
    other(stage="advertise", effort="medium"),
    essential(stage="appoint", effort="small"),
    other(stage="first_day", effort="small"),
    essential(stage="first_day", effort="medium"),
    other(stage="four_months"),
)
ORDER: tuple[Decision, ...] = ("wait", "conditional", "go")


def decision_after(instrument: Instrument, answers: AnswerSheet, done: Iterable[str], stage: str) -> Decision:
    """A stage's decision once the actions of some questions have reached their target."""
    targets = {action.question: action.target for action in score(instrument, answers, MONDAY).actions}
    after = {**answers.answers, **{question: Levelled(level=targets[question]) for question in done}}
    result = score(instrument, answers.model_copy(update={"answers": after}), MONDAY)
    return next(one.decision for one in result.stages if one.id == stage)


@pytest.mark.slow
@pytest.mark.parametrize(
    "marks", ["0 0 0 0 0 0", "1 0 0 1 ? 0", "2 ? 1 0 0 1", "1 1 1 1 1 1", "3 - 2 0 . 2", ". . . . . ."]
)
def test_the_ways_are_enough_and_minimal(marks: str) -> None:
    """Every way leads where it says; no set of fewer actions does, found by trying them all."""
    instrument = tiny(*ROWS)
    answers = sheet(instrument, marks)
    result = score(instrument, answers, MONDAY)
    everything = [action.question for action in result.actions]
    gone: dict[str, tuple[str, ...]] = {}
    for way in result.shortest_ways:
        before = gone.get(way.stage, ())
        done = (*before, *way.questions)
        assert decision_after(instrument, answers, done, way.stage) == way.to
        for size in range(len(done)):
            for fewer in combinations(everything, size):
                reached = decision_after(instrument, answers, fewer, way.stage)
                assert ORDER.index(reached) < ORDER.index(way.to), f"{fewer} is enough for {way}"
        gone[way.stage] = done


def test_every_stage_that_is_not_go_has_a_way_to_it() -> None:
    """The last way of each stage that waits or has conditions ends at go; a stage that is go has none."""
    instrument = tiny(*ROWS)
    result = score(instrument, sheet(instrument, "3 2 1 0 0 1"), MONDAY)
    ends = {way.stage: way.to for way in result.shortest_ways}
    assert ends == {stage.id: "go" for stage in result.stages if stage.decision != "go"}
    assert "advertise" not in ends


def test_a_way_begins_with_the_least_effort() -> None:
    """The actions of a way stand least effort first, then in questionnaire order."""
    instrument = tiny(*ROWS)
    result = score(instrument, sheet(instrument, "0 0 0 0 0 0"), MONDAY)
    to_conditional = next(way for way in result.shortest_ways if way.stage == "first_day" and way.to == "conditional")
    to_go = next(way for way in result.shortest_ways if way.stage == "first_day" and way.to == "go")
    assert to_conditional.questions == ("one.q3", "one.q5", "one.q1")
    assert to_go.questions == ("one.q4", "one.q2")


def test_a_stage_without_conditions_goes_straight_to_go() -> None:
    """If a stage is blocked but has no conditions, removing what blocks it is enough for go."""
    instrument = tiny(*ROWS)
    result = score(instrument, sheet(instrument, "0 1 2 1 2 1"), MONDAY)
    assert [(way.stage, way.to, way.questions) for way in result.shortest_ways if way.stage == "advertise"] == [
        ("advertise", "go", ("one.q1",))
    ]
