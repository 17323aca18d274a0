"""The schedule of the actions: hand-computed tables, and what always holds."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.result import ActionResult, Result
from scoring.rubric import Rubric
from scoring.schedule import Progress, needed_by, owner_key, with_schedule
from tests.tiny import MONDAY, Row, essential, judge, other, tiny

SATURDAY = date(2026, 11, 28)
STAGES = ("advertise", "appoint", "first_day", "four_months")
SIZES = {"small": 7, "medium": 28, "large": 84}


def dates(result: Result) -> dict[str, tuple[str, str]]:
    """Start and due date of every action that has them, by the number of its question."""
    return {
        action.question.removeprefix("one."): (f"{action.start:%d %b %Y}", f"{action.due:%d %b %Y}")
        for action in result.actions
        if action.start and action.due
    }


def rescheduled(
    result: Result,
    rubric: Rubric,
    *,
    as_of: date = MONDAY,
    first_day: date | None = None,
    owners: dict[str, str] | None = None,
    progress: dict[str, Progress] | None = None,
) -> Result:
    """A result whose actions got other owners, or progress, before the schedule was made."""
    named = {f"one.{name}": owner for name, owner in (owners or {}).items()}
    actions = [it.model_copy(update={"owner": named.get(it.question, it.owner)}) for it in result.actions]
    done = {f"one.{name}": each for name, each in (progress or {}).items()}
    dated, schedule = with_schedule(actions, rubric, first_day, as_of, done)
    return result.model_copy(update={"actions": dated, "schedule": schedule})


@pytest.mark.parametrize(
    ("first_day", "lead", "needed"),
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
def test_needed_by(first_day: str, lead: int, needed: str) -> None:
    """An action is needed by the first day plus the lead; a weekend moves to the Friday before."""
    assert needed_by(date.fromisoformat(first_day), lead) == date.fromisoformat(needed)


def test_one_owner_carries_three_actions_at_a_time() -> None:
    """The fourth starts on the working day after the first of three is due, and so on."""
    rows = [other(3, effort="small"), other(3, effort="medium"), other(3, effort="large"), *[other(1)] * 3]
    assert dates(judge(rows, "0 0 0 0 0 0")) == {
        "q1": ("23 Nov 2026", "30 Nov 2026"),
        "q2": ("23 Nov 2026", "21 Dec 2026"),
        "q3": ("23 Nov 2026", "15 Feb 2027"),
        "q4": ("01 Dec 2026", "08 Dec 2026"),
        "q5": ("09 Dec 2026", "16 Dec 2026"),
        "q6": ("17 Dec 2026", "24 Dec 2026"),
    }


@pytest.mark.parametrize(
    ("as_of", "start", "due", "next_start"),
    [
        pytest.param(MONDAY, "23 Nov 2026", "30 Nov 2026", "01 Dec 2026", id="monday"),
        pytest.param(date(2026, 11, 27), "27 Nov 2026", "04 Dec 2026", "07 Dec 2026", id="friday-then-monday"),
        pytest.param(SATURDAY, "30 Nov 2026", "07 Dec 2026", "08 Dec 2026", id="saturday-begins-on-monday"),
        pytest.param(date(2026, 11, 29), "30 Nov 2026", "07 Dec 2026", "08 Dec 2026", id="sunday-too"),
    ],
)
def test_work_starts_and_ends_on_working_days(as_of: date, start: str, due: str, next_start: str) -> None:
    """Start and due date are working days, and a place is free on the first working day after."""
    found = dates(judge([other(1)] * 4, "0 0 0 0", as_of))
    assert found["q1"] == (start, due)
    assert found["q4"][0] == next_start


def test_due_date_on_a_weekend_moves_to_friday() -> None:
    """Ten days from a Thursday is a Sunday: due on the Friday before."""
    instrument = tiny(other(1))
    efforts = {**instrument.rubric.efforts}
    efforts["small"] = efforts["small"].model_copy(update={"days": 10})
    rubric = instrument.rubric.model_copy(update={"efforts": efforts})
    result = rescheduled(judge(instrument, "0"), rubric, as_of=date(2026, 11, 26))
    assert dates(result) == {"q1": ("26 Nov 2026", "04 Dec 2026")}


def test_small_actions_can_be_needed_before_their_stage() -> None:
    """Actions are needed as many days before their stage as the rubric says; the earliest first day moves with them."""
    instrument = tiny(other(1))
    efforts = {**instrument.rubric.efforts}
    efforts["small"] = efforts["small"].model_copy(update={"before_stage": 28})
    rubric = instrument.rubric.model_copy(update={"efforts": efforts})
    first_day = date(2027, 4, 5)
    before, after = (rescheduled(judge(instrument, "0"), it, first_day=first_day) for it in (instrument.rubric, rubric))
    (action,) = after.actions
    assert (before.actions[0].needed_by, before.actions[0].late) == (date(2026, 12, 14), False)
    assert (action.needed_by, action.late, action.due) == (date(2026, 11, 16), True, before.actions[0].due)
    assert before.schedule.earliest_first_day
    assert after.schedule.earliest_first_day == before.schedule.earliest_first_day + timedelta(days=28)


@pytest.mark.parametrize(
    ("owner", "same"),
    [
        pytest.param("Service Manager", True, id="letter-case"),
        pytest.param("service manager, with finance", True, id="what-follows-a-comma"),
        pytest.param(" service manager ", True, id="spaces"),
        pytest.param("deputy manager", False, id="another"),
    ],
)
def test_owners_are_told_apart_by_their_role(owner: str, same: bool) -> None:
    """The role before the first comma is the owner; another one begins at once."""
    assert (owner_key(owner) == owner_key("service manager")) is same
    instrument = tiny(*[other(1)] * 4)
    found = dates(rescheduled(judge(instrument, "0 0 0 0"), instrument.rubric, owners={"q4": owner}))
    assert found["q4"][0] == ("01 Dec 2026" if same else "23 Nov 2026")


def test_what_is_done_already_comes_first() -> None:
    """An action that is being done takes a place before those that have not started."""
    instrument = tiny(*[other(1)] * 4)
    result = rescheduled(judge(instrument, "0 0 0 0"), instrument.rubric, progress={"q4": Progress(doing=True)})
    assert result.schedule.order == ("one.q4", "one.q1", "one.q2", "one.q3")
    assert dates(result)["q4"] == ("23 Nov 2026", "30 Nov 2026")
    assert dates(result)["q3"] == ("01 Dec 2026", "08 Dec 2026")


def test_agreed_due_date_is_kept_and_takes_no_place() -> None:
    """An action with an agreed due date starts its days before, and three others still fit next to it."""
    instrument = tiny(*[other(1)] * 5)
    progress = {"q1": Progress(due=date(2027, 1, 2)), "q2": Progress(due=date(2026, 11, 25))}
    assert dates(rescheduled(judge(instrument, "0 0 0 0 0"), instrument.rubric, progress=progress)) == {
        "q1": ("26 Dec 2026", "02 Jan 2027"),
        "q2": ("23 Nov 2026", "25 Nov 2026"),
        "q3": ("23 Nov 2026", "30 Nov 2026"),
        "q4": ("23 Nov 2026", "30 Nov 2026"),
        "q5": ("23 Nov 2026", "30 Nov 2026"),
    }


def test_what_is_finished_or_in_place_is_not_scheduled() -> None:
    """Actions that are finished or in place have no start and are never late; only an agreed date stays."""
    instrument = tiny(other(1), other(1), essential(3))
    progress = {"q1": Progress(finished=True, due=date(2026, 11, 20)), "q2": Progress(finished=True)}
    result = rescheduled(judge(instrument, "0 0 2"), instrument.rubric, progress=progress, first_day=date(2026, 12, 1))
    by_question = {action.question: action for action in result.actions}
    assert [(it.start, it.late) for it in by_question.values()] == [(None, False)] * 3
    assert by_question["one.q1"].due == date(2026, 11, 20)
    assert by_question["one.q2"].due is by_question["one.q3"].due is None
    assert all(it.needed_by for it in by_question.values())
    assert (result.schedule.order, result.schedule.earliest_first_day) == ((), None)
    assert result.schedule.busiest_owner is None


def test_without_a_first_day_there_is_a_schedule_and_an_earliest_day() -> None:
    """Without a first day nothing is needed by a date or late, and the earliest first day is still known."""
    result = judge((essential(3), other(1, "first_day", effort="large")), "0 0")
    assert [(it.needed_by, it.late) for it in result.actions] == [(None, False), (None, False)]
    assert result.schedule.days_too_soon == 0
    assert result.schedule.earliest_first_day_essential == date(2027, 3, 22)  # 30 November and 16 weeks
    assert result.schedule.earliest_first_day == date(2027, 3, 22)


@pytest.mark.parametrize(
    ("rows", "marks", "as_of", "all_done", "essentials"),
    [
        pytest.param([essential(3)], "0", MONDAY, "2027-03-22", "2027-03-22", id="a-week-and-16-weeks"),
        pytest.param([essential(3, effort="medium")], "1", MONDAY, "2027-04-12", "2027-04-12", id="four-weeks-and-16"),
        pytest.param([essential(3, effort="large")], "?", MONDAY, "2027-06-07", "2027-06-07", id="twelve-and-16"),
        pytest.param(
            [essential(3), other(1, effort="medium")], "0 0", MONDAY, "2027-04-12", "2027-03-22", id="all-take-longer"
        ),
        pytest.param([other(3)], "0", MONDAY, "2027-03-22", None, id="no-essential"),
        pytest.param([essential(3)], "2", MONDAY, None, None, id="nothing-to-do"),
        pytest.param([essential(3)], "0", SATURDAY, "2027-03-29", "2027-03-29", id="from-a-saturday"),
        pytest.param(
            [essential(3, "four_months")], "0", SATURDAY, "2026-08-07", "2026-08-07", id="four-months-before-it-is-due"
        ),
        pytest.param(
            [essential(3, "four_months")],
            "0",
            date(2026, 11, 24),
            "2026-08-03",
            "2026-08-03",
            id="a-saturday-moves-to-monday",
        ),
    ],
)
def test_earliest_first_day(
    rows: list[Row], marks: str, as_of: date, all_done: str | None, essentials: str | None
) -> None:
    """The latest due date less the lead of its stage, on a working day; the same over the essentials alone."""
    schedule = judge(rows, marks, as_of).schedule
    assert schedule.earliest_first_day == (date.fromisoformat(all_done) if all_done else None)
    assert schedule.earliest_first_day_essential == (date.fromisoformat(essentials) if essentials else None)


def test_first_day_that_is_too_soon() -> None:
    """How many days too soon, which actions do not fit, and what sharing out the busiest owner's work would give."""
    rows = [essential(3, effort="medium"), *[other(1, effort="medium")] * 3]
    schedule = judge(rows, "0 0 0 0", first_day=date(2027, 4, 12)).schedule
    assert schedule.late == ("one.q4",)  # 22 December to 19 January; needed by 21 December
    assert schedule.earliest_first_day == date(2027, 5, 11)
    assert schedule.days_too_soon == 29
    assert schedule.earliest_first_day_essential == date(2027, 4, 12)
    assert schedule.busiest_owner == "service manager"
    assert schedule.earliest_first_day_if_shared == date(2027, 4, 12)


def test_busiest_owner_has_the_most_days_of_work() -> None:
    """The busiest owner has the most days: one large action is more than three small ones; agreed dates don't count."""
    instrument = tiny(other(1, effort="large"), other(1), other(1), other(1))
    judged = judge(instrument, "0 0 0 0")
    assert rescheduled(judged, instrument.rubric, owners={"q1": "Director"}).schedule.busiest_owner == "director"
    agreed = {"q1": Progress(due=date(2027, 3, 1))}
    result = rescheduled(judged, instrument.rubric, owners={"q1": "Director"}, progress=agreed)
    assert result.schedule.busiest_owner == "service manager"


def test_top_actions_are_the_first_three_of_the_schedule() -> None:
    """The first page names at most three; what is in place already is not among them."""
    rows = (other(1), other(2), other(3), essential(3))
    assert judge(rows, "0 0 0 0").top_actions == ("one.q4", "one.q3", "one.q2")
    assert judge(rows, "3 2 0 3").top_actions == ("one.q3",)
    assert judge(rows, "3 3 3 3").top_actions == ()


OWNERS = ("service manager", "Director, with finance", "director")
_ACTION = st.tuples(st.sampled_from(STAGES), st.sampled_from(list(SIZES)), st.sampled_from(OWNERS), st.booleans())
_PROGRESS = st.one_of(
    st.none(),
    st.builds(
        Progress,
        due=st.none() | st.dates(date(2026, 10, 1), date(2027, 6, 1)),
        doing=st.booleans(),
        finished=st.sampled_from([False, False, True]),
    ),
)
_MANY = st.lists(st.tuples(_ACTION, _PROGRESS), min_size=1, max_size=14)
_DAYS = st.dates(date(2026, 11, 20), date(2026, 12, 5))


Drawn = Sequence[tuple[tuple[str, str, str, bool], Progress | None]]
"""For each action its stage, effort, owner, whether it is essential, and its progress."""


def made(drawn: Drawn) -> tuple[Result, Rubric, dict[str, Progress]]:
    """A result with these actions and owners, its rubric, and the progress by question."""
    rows = [
        (essential if is_essential else other)(1, stage, effort=size) for (stage, size, _, is_essential), _ in drawn
    ]
    instrument = tiny(*rows)
    result = judge(instrument, " ".join("0" * len(rows)))
    owners = {f"one.q{number}": owner for number, ((_, _, owner, _), _) in enumerate(drawn, 1)}
    actions = tuple(it.model_copy(update={"owner": owners[it.question]}) for it in result.actions)
    progress = {f"one.q{number}": each for number, (_, each) in enumerate(drawn, 1) if each}
    return result.model_copy(update={"actions": actions}), instrument.rubric, progress


def last_due(actions: Sequence[ActionResult]) -> date:
    """The last due date, or the earliest day there is."""
    return max((it.due for it in actions if it.start and it.due), default=date.min)


@given(_MANY, _DAYS, st.integers(1, 4))
def test_no_owner_has_more_at_once_than_allowed(drawn: Drawn, as_of: date, at_once: int) -> None:
    """On no day does an owner have more scheduled actions without an agreed date than there are places."""
    result, rubric, progress = made(drawn)
    rubric = rubric.model_copy(update={"at_once": at_once})
    actions, _ = with_schedule(result.actions, rubric, None, as_of, progress)
    load: Counter[tuple[str, date]] = Counter()
    for action in actions:
        if action.start and action.due and not progress.get(action.question, Progress()).due:
            days = (action.due - action.start).days
            load.update((owner_key(action.owner), action.start + timedelta(days=day)) for day in range(days + 1))
    assert max(load.values(), default=0) <= at_once


@given(_MANY, _DAYS)
def test_dates_lie_on_working_days_from_the_day_of_the_plan_on(drawn: Drawn, as_of: date) -> None:
    """No start and no due date that the schedule gives is before the day of the plan or on a weekend."""
    result, rubric, progress = made(drawn)
    actions, _ = with_schedule(result.actions, rubric, None, as_of, progress)
    for action in actions:
        if action.start and action.due and not progress.get(action.question, Progress()).due:
            assert as_of <= action.start < action.due
            assert action.start.weekday() < 5
            assert action.due.weekday() < 5
        assert action.start is None or action.start >= as_of


@given(_MANY, _DAYS, st.integers(2, 6))
def test_more_places_never_end_later_than_one(drawn: Drawn, as_of: date, at_once: int) -> None:
    """With more places the last due date is never later than with a single one."""
    result, rubric, progress = made(drawn)
    one, many = (
        with_schedule(result.actions, rubric.model_copy(update={"at_once": places}), None, as_of, progress)[0]
        for places in (1, at_once)
    )
    assert last_due(many) <= last_due(one)


@given(_MANY, _DAYS, st.data())
def test_finishing_or_dropping_an_action_makes_no_other_later(drawn: Drawn, as_of: date, data: st.DataObject) -> None:
    """Finishing or dropping an action leaves the due dates of the others where they are, or earlier."""
    result, rubric, progress = made(drawn)
    gone = data.draw(st.sampled_from([it.question for it in result.actions]))
    before = {it.question: it.due for it in with_schedule(result.actions, rubric, None, as_of, progress)[0]}
    finished, _ = with_schedule(result.actions, rubric, None, as_of, {**progress, gone: Progress(finished=True)})
    rest = [it for it in result.actions if it.question != gone]
    dropped, _ = with_schedule(rest, rubric, None, as_of, progress)
    for action in (*finished, *dropped):
        was = before[action.question]
        if action.question != gone and was:
            assert action.due
            assert action.due <= was


@given(_MANY, _DAYS, st.dates(date(2026, 12, 1), date(2027, 12, 1)))
def test_first_day_is_compared_with_the_schedule_and_never_moves_it(drawn: Drawn, as_of: date, first_day: date) -> None:
    """The dates are the same with and without a first day; late is what is due after it is needed."""
    result, rubric, progress = made(drawn)
    without, plain = with_schedule(result.actions, rubric, None, as_of, progress)
    actions, schedule = with_schedule(result.actions, rubric, first_day, as_of, progress)
    assert [(it.start, it.due) for it in actions] == [(it.start, it.due) for it in without]
    assert (schedule.order, schedule.earliest_first_day) == (plain.order, plain.earliest_first_day)
    assert {it.question for it in actions if it.late} == set(schedule.late)
    for action in actions:
        assert action.needed_by
        assert action.late == bool(action.start and action.due and action.due > action.needed_by)


@given(_MANY, _DAYS, st.randoms(use_true_random=False))
def test_order_of_answers_does_not_move_a_date(drawn: Drawn, as_of: date, chance: Random) -> None:
    """Progress in any order of its entries, and the same sheet again, give the same schedule."""
    result, rubric, progress = made(drawn)
    names = list(progress)
    chance.shuffle(names)
    again = {name: progress[name] for name in names}
    assert with_schedule(result.actions, rubric, None, as_of, progress) == with_schedule(
        result.actions, rubric, None, as_of, again
    )


@given(_MANY, _DAYS)
def test_with_the_earliest_first_day_nothing_is_late(drawn: Drawn, as_of: date) -> None:
    """Unless a date on a weekend was agreed, whatever is scheduled is done in time for the earliest first day."""
    result, rubric, progress = made(drawn)
    _, schedule = with_schedule(result.actions, rubric, None, as_of, progress)
    if schedule.earliest_first_day:
        actions, again = with_schedule(result.actions, rubric, schedule.earliest_first_day, as_of, progress)
        assert again.days_too_soon == 0
        weekend = {name for name, each in progress.items() if each.due and each.due.weekday() >= 5}
        assert {it.question for it in actions if it.late} <= weekend
