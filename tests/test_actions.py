"""The plan: which actions there are, what they aim at, and their order."""

import pytest

from scoring.result import ActionResult
from tests.tiny import Row, essential, judge, other


def _only(mark: str, *, is_essential: bool = False) -> ActionResult:
    (action,) = judge((essential(3) if is_essential else other(3),), mark).actions
    return action


@pytest.mark.parametrize(
    ("mark", "is_essential", "level", "target", "priority"),
    [
        pytest.param("0", True, 0, 2, 1, id="essential-0"),
        pytest.param("?", True, 0, 2, 1, id="essential-dont-know"),
        pytest.param(".", True, 0, 2, 1, id="essential-unanswered"),
        pytest.param("1", True, 1, 2, 1, id="essential-1"),
        pytest.param("2", True, 2, 3, 3, id="essential-2"),
        pytest.param("0", False, 0, 2, 2, id="other-0"),
        pytest.param("?", False, 0, 2, 2, id="other-dont-know"),
        pytest.param("1", False, 1, 2, 2, id="other-1"),
        pytest.param("2", False, 2, 3, 3, id="other-2"),
    ],
)
def test_target_and_priority(mark: str, is_essential: bool, level: int, target: int, priority: int) -> None:
    """Below level 2 an action aims at 2, and from there at 3; missing essentials come first, what is in place last."""
    action = _only(mark, is_essential=is_essential)
    assert (action.level, action.target, action.priority) == (level, target, priority)


@pytest.mark.parametrize(("mark", "is_essential"), [("3", True), ("3", False), ("-", False)])
def test_no_action_where_nothing_is_left_to_do(mark: str, is_essential: bool) -> None:
    """A question at level 3, or one that does not apply, needs no action."""
    assert judge((essential(3) if is_essential else other(3),), mark).actions == ()


@pytest.mark.parametrize(
    ("mark", "key"),
    [pytest.param("0", "not_yet"), pytest.param("1", "planned"), pytest.param("2", "in_place")],
)
def test_action_is_the_one_written_for_its_level(mark: str, key: str) -> None:
    """A known level takes over the whole text that the rubric has for it."""
    action = _only(mark)
    assert action.title == f"Do one.q1 from {key}"
    assert (action.first_step, action.steps) == (f"Begin one.q1 from {key}", ("Go on", "Finish"))
    assert action.done_when == f"one.q1 from {key} is done"
    assert (action.owner, action.effort, action.why, action.sources) == (
        "service manager",
        "small",
        "It helps.",
        ("BOOK-1",),
    )
    assert (action.question, action.stage, action.state) == ("one.q1", "advertise", "known")


@pytest.mark.parametrize(("mark", "state"), [pytest.param("?", "unknown"), pytest.param(".", "unanswered")])
def test_if_the_level_is_not_known_the_first_step_is_to_ask(mark: str, state: str) -> None:
    """If the level is not known the first step is to ask, and the whole action for level 0 follows."""
    action = _only(mark)
    assert action.first_step == "Ask somebody about one.q1"
    assert action.steps == ("Begin one.q1 from not_yet", "Go on", "Finish")
    assert (action.title, action.state, action.level) == ("Do one.q1 from not_yet", state, 0)


@pytest.mark.parametrize(
    ("ticks", "key"),
    [
        pytest.param("t0", "not_yet"),
        pytest.param("t2", "planned"),
        pytest.param("t3", "in_place"),
        pytest.param("t4", ""),
    ],
)
def test_checklist_has_the_action_of_its_level(ticks: str, key: str) -> None:
    """A checklist's ticks give its level, and the level gives its action."""
    actions = judge((other(2, items=4),), ticks).actions
    assert [action.title for action in actions] == ([f"Do one.q1 from {key}"] if key else [])


@pytest.mark.parametrize(
    ("rows", "marks", "order"),
    [
        pytest.param(
            [other(3, "first_day"), other(1, "appoint"), other(1, "advertise")], "0 0 0", "q3 q2 q1", id="stage-first"
        ),
        pytest.param([other(3), essential(1), other(3)], "2 0 0", "q2 q3 q1", id="then-priority-whatever-the-weight"),
        pytest.param([other(1), other(3), other(2)], "0 0 0", "q2 q3 q1", id="then-weight"),
        pytest.param([other(3), other(2)], "1 0", "q2 q1", id="then-the-gain-2x2-before-3x1"),
        pytest.param([other(2), other(1)], "1 0", "q1 q2", id="equal-gain-questionnaire-order"),
        pytest.param([other(1), other(2)], "0 1", "q1 q2", id="equal-gain-questionnaire-order-reversed"),
        pytest.param([other(2), other(2), other(2)], "? 0 .", "q1 q2 q3", id="not-known-counts-as-0"),
        pytest.param([essential(3, "first_day"), other(1, "advertise")], "0 2", "q2 q1", id="stage-outranks-priority"),
        pytest.param([other(3), other(3)], "2 1", "q2 q1", id="in-place-comes-last"),
    ],
)
def test_order(rows: list[Row], marks: str, order: str) -> None:
    """Actions come by stage, then priority, then weight times gain, then as they are asked."""
    actions = judge(rows, marks).actions
    assert [action.question for action in actions] == [f"one.{name}" for name in order.split()]
