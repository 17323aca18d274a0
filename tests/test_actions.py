"""The plan: which actions there are, what they aim at, their order, and when they are due."""

from datetime import date, timedelta

import pytest

from scoring.actions import due_date
from scoring.result import ActionResult
from tests.tiny import MONDAY, Row, essential, judge, other

SATURDAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)


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
    """Below level 2 an action aims at 2, from there at 3; essentials below 2 come first, what is in place last."""
    action = _only(mark, is_essential=is_essential)
    assert (action.level, action.target, action.priority) == (level, target, priority)


@pytest.mark.parametrize(("mark", "is_essential"), [("3", True), ("3", False), ("-", False)])
def test_no_action_where_nothing_is_left_to_do(mark: str, is_essential: bool) -> None:
    """Level 3 needs no action, nor does what does not apply."""
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
def test_who_does_not_know_begins_with_whom_to_ask(mark: str, state: str) -> None:
    """Where the level is not known the first step is to ask, and the level 0 action follows whole."""
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
    """A checklist's ticks give its level, and its level the action."""
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


def test_top_actions_are_the_first_three() -> None:
    """The first page names the questions of the first three actions, or of as many as there are."""
    rows = (other(1), other(2), other(3), essential(3))
    assert judge(rows, "0 0 0 0").top_actions == ("one.q4", "one.q3", "one.q2")
    assert judge(rows, "3 3 0 3").top_actions == ("one.q3",)
    assert judge(rows, "3 3 3 3").top_actions == ()


@pytest.mark.parametrize(
    ("first_day", "lead", "due"),
    [
        pytest.param("2027-03-01", 0, "2027-03-01", id="monday-stays"),
        pytest.param("2027-03-05", 0, "2027-03-05", id="friday-stays"),
        pytest.param("2027-03-06", 0, "2027-03-05", id="saturday-to-friday"),
        pytest.param("2027-03-07", 0, "2027-03-05", id="sunday-to-friday"),
        pytest.param("2027-03-01", -112, "2026-11-09", id="sixteen-weeks-before"),
        pytest.param("2027-03-01", -42, "2027-01-18", id="six-weeks-before"),
        pytest.param("2027-03-01", 122, "2027-07-01", id="four-months-after"),
        pytest.param("2027-03-03", 122, "2027-07-02", id="four-months-after-is-a-saturday"),
        pytest.param("2027-03-01", 365, "2028-02-29", id="a-year-after-over-a-leap-day"),
        pytest.param("2028-01-01", 0, "2027-12-31", id="weekend-at-new-year"),
    ],
)
def test_due_date(first_day: str, lead: int, due: str) -> None:
    """The due date is the first day plus the lead; on a weekend it moves to the Friday before."""
    assert due_date(date.fromisoformat(first_day), lead) == date.fromisoformat(due)


def test_each_stage_has_its_due_date() -> None:
    """An action is due by its own stage's lead."""
    rows = [other(1, stage) for stage in ("advertise", "appoint", "first_day", "four_months", "first_year")]
    result = judge(rows, "0 0 0 0 0", first_day=date(2027, 6, 2))
    assert [(action.due, action.late) for action in result.actions] == [
        (date(2027, 2, 10), False),
        (date(2027, 4, 21), False),
        (date(2027, 6, 2), False),
        (date(2027, 10, 1), False),  # 2 October is a Saturday
        (date(2028, 6, 1), False),
    ]


def test_without_a_first_day_there_are_no_dates() -> None:
    """No first day given: no action has a date, none is late, and there is no advice on the day."""
    result = judge((essential(3), other(1)), "0 0")
    assert [(action.due, action.late) for action in result.actions] == [(None, False), (None, False)]
    assert result.first_day_advice is None


@pytest.mark.parametrize(
    ("as_of", "due", "late"),
    [
        pytest.param("2027-02-25", "2027-02-26", False, id="a-day-before"),
        pytest.param("2027-02-26", "2027-02-26", False, id="on-the-day"),
        pytest.param("2027-02-27", "2027-02-27", True, id="a-day-after-even-on-a-saturday"),
        pytest.param("2027-03-10", "2027-03-10", True, id="long-after"),
    ],
)
def test_date_that_has_passed_is_the_date_of_the_plan(as_of: str, due: str, late: bool) -> None:
    """A due date before the day of the plan becomes that day, marked late (28 February is a Sunday)."""
    result = judge((other(1, "first_day"),), "0", date.fromisoformat(as_of), first_day=date(2027, 2, 28))
    assert [(action.due, action.late) for action in result.actions] == [(date.fromisoformat(due), late)]


def test_only_what_has_passed_is_late() -> None:
    """Each action is late or not by its own date."""
    result = judge((other(1, "advertise"), other(1, "first_day")), "0 2", first_day=date(2027, 1, 4))
    assert [(action.due, action.late) for action in result.actions] == [(MONDAY, True), (date(2027, 1, 4), False)]


@pytest.mark.parametrize(
    ("mark", "too_soon"),
    [
        pytest.param("0", True, id="missing"),
        pytest.param("?", True, id="not-known"),
        pytest.param(".", True, id="unanswered"),
        pytest.param("1", False, id="planned-does-not-block"),
        pytest.param("2", False, id="in-place"),
    ],
)
def test_first_day_is_too_soon_only_for_what_blocks(mark: str, too_soon: bool) -> None:
    """What was due in September is too late only if it is an essential that is missing or not known."""
    advice = judge((essential(3), other(3)), f"{mark} 0", first_day=date(2027, 1, 4)).first_day_advice
    assert advice is not None
    assert advice.too_soon is too_soon
    assert advice.earliest == (date(2027, 3, 22) if too_soon else date(2027, 1, 4))


@pytest.mark.parametrize(
    ("first_day", "too_soon"),
    [
        pytest.param(MONDAY + timedelta(days=112), False, id="due-on-the-day-of-the-plan"),
        pytest.param(MONDAY + timedelta(days=111), True, id="due-on-the-friday-before"),
    ],
)
def test_first_day_is_too_soon_once_something_is_late(first_day: date, too_soon: bool) -> None:
    """A blocking action that is due on the day of the plan is not late yet."""
    advice = judge((essential(3),), "0", first_day=first_day).first_day_advice
    assert advice is not None
    assert advice.too_soon is too_soon


@pytest.mark.parametrize(
    ("rows", "marks", "as_of", "earliest"),
    [
        pytest.param([essential(3, effort="small")], "0", MONDAY, "2027-03-22", id="a-week-and-16-weeks"),
        pytest.param([essential(3, effort="medium")], "0", MONDAY, "2027-04-12", id="four-weeks-and-16"),
        pytest.param([essential(3, effort="large")], "?", MONDAY, "2027-06-07", id="twelve-weeks-and-16"),
        pytest.param(
            [essential(3, effort="small"), essential(3, "first_day", effort="large")],
            "0 0",
            MONDAY,
            "2027-03-22",
            id="the-advertisement-takes-longer-than-the-large-action",
        ),
        pytest.param(
            [essential(3, "first_day", effort="large"), essential(3, "appoint", effort="large")],
            "0 0",
            MONDAY,
            "2027-03-29",
            id="the-longest-way-counts-not-the-first",
        ),
        pytest.param(
            [essential(3, effort="small"), essential(3, effort="large")],
            "0 1",
            MONDAY,
            "2027-03-22",
            id="only-what-blocks-counts",
        ),
        pytest.param([essential(3, effort="small")], "0", SATURDAY, "2027-03-22", id="a-saturday-moves-to-monday"),
        pytest.param(
            [essential(3, "four_months", effort="small")],
            "0",
            SATURDAY,
            "2026-07-31",
            id="due-on-a-weekend-would-be-short",
        ),
        pytest.param(
            [essential(3, "four_months", effort="small")],
            "0",
            TUESDAY,
            "2026-08-03",
            id="a-saturday-that-would-leave-the-time",
        ),
    ],
)
def test_first_day_that_would_do(rows: list[Row], marks: str, as_of: date, earliest: str) -> None:
    """The first working day that leaves every blocking action its usual time before it is due."""
    first_day = date(2026, 6, 1)
    advice = judge(rows, marks, as_of, first_day=first_day).first_day_advice
    assert advice is not None
    assert advice.too_soon
    assert advice.earliest == date.fromisoformat(earliest)


def test_first_day_without_anything_blocking_may_stay() -> None:
    """Where nothing blocks, the planned day stands, even on a weekend or in the past."""
    advice = judge((essential(3),), "2", first_day=date(2026, 6, 6)).first_day_advice
    assert advice is not None
    assert (advice.too_soon, advice.earliest) == (False, date(2026, 6, 6))
