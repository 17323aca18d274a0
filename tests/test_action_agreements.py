"""What was agreed about the actions: how it is kept, how it changes a plan, and what a later plan says."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

from questionnaires.answer_file import write_answers
from questionnaires.faults import InputFault
from readiness import storage
from readiness.actions.change import AS_PLANNED, Change, apply_change, find_action
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionAgreement, ActionRecord, parse_record, write_record
from readiness.plan.audience import for_audience
from readiness.plan.comparison import compare, past_plan_of
from readiness.plan.model import ActionTitle, Plan, Status
from readiness.plan.planning import make_plan
from readiness.plan.record_file import RecordFile, record_path
from readiness.plan.service_plan import ServicePlan
from readiness.report import formats
from readiness.report.plan_document import document_of
from readiness.report.plan_page import render_plan
from readiness.report.screen import lines_in_short
from readiness.report.sentences import changes
from readiness.report.sentences.first_day import notice, schedule_intro
from readiness.report.wording import day
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.result import Result
from tests.plans_of_services import TODAY, example, example_sheet, plan_of, shipped
from tests.program import run
from tests.tiny import MONDAY, essential, judge, other, sheet, tiny

TINY = tiny(essential(), other(weight=2), other(stage="first_day"))
CODES = TINY.questionnaire.codes
FIRST = example().actions[0]
AS_OF = ("--as-of", TODAY.isoformat())
FIRST_DAY = date(2027, 6, 7)
"""Leaves until 15 February 2027 for what is due before the advertisement."""


def result(marks: str = "0 1 2", as_of: date = MONDAY) -> Result:
    return judge(TINY, marks, as_of, first_day=FIRST_DAY)


def plan(marks: str = "0 1 2", as_of: date = MONDAY) -> Plan:
    """A plan about which nothing was agreed."""
    return make_plan(result(marks, as_of), TINY)


def service_plan(answers: Path) -> ServicePlan:
    return ServicePlan(answers, sheet(TINY, "0 1 2", first_day=FIRST_DAY), TINY, MONDAY)


def record(instrument: Instrument = TINY, **entries: ActionAgreement) -> ActionRecord:
    """A record about the questions `q1`, `q2` and so on."""
    version = sheet(instrument, ". . .").questionnaire
    return ActionRecord(questionnaire=version, actions={f"one.{name}": entry for name, entry in entries.items()})


def agreed(record: ActionRecord, scored: Result | None = None) -> Plan:
    """The plan with what is in a record."""
    return make_plan(scored or result(), TINY, record)


def by_question(plan: Plan) -> dict[str, Any]:
    return {action.question.removeprefix("one."): action for action in plan.actions}


# Carried over into a plan


def test_plan_has_what_was_agreed() -> None:
    """Owner, due date, status and reason of the record are in the action; the rest stays as planned."""
    agreement = ActionAgreement(
        level=0, owner="deputy", due=date(2027, 1, 4), status="accepted", reason="We share the post"
    )
    before, after = by_question(plan()), by_question(agreed(record(q1=agreement)))
    assert (after["q1"].owner, after["q1"].due, after["q1"].status, after["q1"].reason) == (
        "deputy",
        date(2027, 1, 4),
        "accepted",
        "We share the post",
    )
    assert (after["q2"], after["q3"]) == (before["q2"], before["q3"])


def test_without_a_record_nothing_changes() -> None:
    """A plan without a record is the engine's own."""
    assert agreed(record()) == plan()


def test_scores_and_decisions_come_from_answers_alone() -> None:
    """An action that is done leaves scores and decisions as they are until its question is answered again."""
    after = agreed(record(q1=ActionAgreement(level=0, status="done")))
    assert (after.domains, after.stages, after.overall_score) == (
        result().domains,
        result().stages,
        result().overall_score,
    )


@pytest.mark.parametrize(("status", "overdue"), [("open", True), ("doing", True), ("done", False), ("accepted", False)])
def test_only_what_is_still_to_be_done_is_overdue(status: Any, overdue: bool) -> None:
    """An agreed day that has passed makes an action overdue while it is to do, and stays what it was."""
    passed = date(2026, 11, 2)
    action = by_question(agreed(record(q1=ActionAgreement(level=0, due=passed, status=status, reason="x"))))["q1"]
    assert (action.overdue, action.due) == (overdue, passed)


COUNTED_AS_DONE = "The agreed date for ON1 has passed, so the first day may well have to be later"


@pytest.mark.parametrize("first_day", [None, date(2027, 3, 8)], ids=["none-planned", "too-soon"])
def test_earliest_first_day_says_that_it_counts_with_dates_that_have_passed(first_day: date | None) -> None:
    """Wherever it is shown; the reasons for a later first day are the lines marked as late or overdue in the table."""
    late = date(2027, 3, 1)
    passed = record(q1=ActionAgreement(level=0, due=date(2027, 1, 4)))
    overdue = agreed(passed, judge(TINY, "0 0 0", late, first_day=first_day))
    said = str(notice(overdue))
    assert f"{COUNTED_AS_DONE}. Agree a new date." in said
    assert ("because 1 action will not be done in time and 1 action is overdue." in said) == bool(first_day)
    assert any(COUNTED_AS_DONE in line.text for line in lines_in_short(overdue, TINY))
    assert "Agree a new date" not in str(notice(overdue.model_copy(update={"audience": "commissioner"})))
    unplanned = make_plan(judge(TINY, "0 0 0", late, first_day=first_day), TINY)
    assert "This counts" not in str(notice(unplanned))


def test_overdue_action_alone_still_delays_the_first_day() -> None:
    """An agreed date that has passed neither means that nothing would delay the first day, nor that time is enough."""
    late = date(2027, 12, 1)
    passed = record(q1=ActionAgreement(level=0, due=date(2027, 1, 4)))
    said = str(notice(agreed(passed, judge(TINY, "0 3 3", late))))
    assert COUNTED_AS_DONE in said
    assert "Nothing that is left to do" not in said
    in_time = agreed(passed, judge(TINY, "0 3 3", late, first_day=date(2027, 12, 6)))
    assert "except for those that are overdue." in schedule_intro(in_time, TINY.rubric)


def test_finished_action_is_not_scheduled() -> None:
    """An action that would be too late has no days once it is done, and is neither late nor overdue."""
    later = result(as_of=date(2027, 3, 1))
    before = by_question(make_plan(later, TINY))["q1"]
    assert (before.start, before.due, before.late) == (date(2027, 3, 1), date(2027, 3, 8), True)
    action = by_question(agreed(record(q1=ActionAgreement(level=0, status="done")), later))["q1"]
    assert (action.start, action.due, action.late, action.overdue) == (None, None, False, False)


def test_first_actions_are_those_still_to_be_done() -> None:
    """What is done or accepted makes room among the first actions for the next."""
    scored = result("0 1 0")
    assert scored.top_actions == ("one.q1", "one.q2", "one.q3")
    assert agreed(record(q1=ActionAgreement(level=0, status="done")), scored).top_actions == ("one.q2", "one.q3")
    accepted = record(q2=ActionAgreement(level=1, status="accepted", reason="x"))
    assert agreed(accepted, scored).top_actions == ("one.q1", "one.q3")


@pytest.mark.parametrize(("marks", "due"), [("1 1 2", date(2026, 11, 30)), ("2 1 2", None)])
def test_better_answer_makes_it_another_action(marks: str, due: date | None) -> None:
    """At another level a question has another action, which keeps the owner but not the status or the due date."""
    entry = ActionAgreement(level=0, owner="deputy", due=date(2027, 1, 4), status="done")
    action = by_question(agreed(record(q1=entry), result(marks)))["q1"]
    assert (action.owner, action.due, action.status) == ("deputy", due, "open")


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_every_format_has_the_status(suffix: str) -> None:
    """Owner and status of the record reach each kind of file."""
    agreement = ActionAgreement(level=1, owner="Deputy of the ward", status="doing")
    before = ActionRecord(questionnaire=example_sheet().questionnaire, actions={"leadership.practical-plan": agreement})
    plain = formats.make(suffix, example(), shipped())
    made = formats.make(suffix, plan_of(example_sheet(), record=before), shipped())
    assert made != plain
    if suffix not in (".docx", ".xlsx"):
        unfolded = made.decode("utf-8-sig").replace("\r\n ", "")
        assert "Deputy of the ward" in unfolded
        assert "doing" in unfolded.lower()


# Changing


def test_changes_add_up() -> None:
    """Each change leaves everything that it does not name as it was."""
    action = find_action(plan(), "one.q1", CODES)
    changed = apply_change(record(), action, Change(owner="deputy"))
    changed = apply_change(changed, action, Change(due=date(2027, 1, 4)))
    changed = apply_change(changed, action, Change(status="doing"))
    assert changed.actions["one.q1"] == ActionAgreement(level=0, owner="deputy", due=date(2027, 1, 4), status="doing")
    back = apply_change(changed, action, Change(owner="", due=AS_PLANNED))
    assert back.actions["one.q1"] == ActionAgreement(level=0, status="doing")


def test_accepted_risk_needs_a_reason() -> None:
    """A risk cannot be accepted without saying why; the reason goes when the risk is no longer accepted."""
    action = find_action(plan(), "one.q1", CODES)
    with pytest.raises(InputFault, match=r"an accepted risk needs a reason\. Say why"):
        apply_change(record(), action, Change(status="accepted"))
    accepted = apply_change(record(), action, Change(status="accepted", reason="We share the post"))
    assert apply_change(accepted, action, Change(owner="deputy")).actions["one.q1"].reason == "We share the post"
    assert apply_change(accepted, action, Change(status="open")).actions["one.q1"].reason == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(Change(owner="x" * 300), r"owner: the text is too long\. Use at most 200 characters", id="owner"),
        pytest.param(Change(reason="x" * 2001), r"reason: the text is too long\. Use at most 2,000", id="reason"),
    ],
)
def test_long_texts_are_told_as_texts(change: Change, message: str) -> None:
    """A text that is too long is refused with how many characters it may have."""
    with pytest.raises(InputFault, match=message):
        apply_change(record(), find_action(plan(), "one.q1", CODES), change)


def test_change_after_a_better_answer_starts_again() -> None:
    """A new action at another level keeps only the owner of the old one."""
    old = record(q1=ActionAgreement(level=0, owner="deputy", status="done"))
    changed = apply_change(old, find_action(plan("2 1 2"), "one.q1", CODES), Change(due=date(2027, 1, 4)))
    assert changed.actions["one.q1"] == ActionAgreement(level=2, owner="deputy", due=date(2027, 1, 4))


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("one.q9", r"the plan has no action with this name or code\. Did you mean 'one\.q3'"),
        ("ON9", r"ON9: the plan has no action with this name or code\. Did you mean 'ON[13]'"),
        ("on2", r"on2: the plan has no action for this question, because there is nothing left to do"),
        (
            "one.q2",
            r"the plan has no action for this question, because there is nothing left.*\. Choose",
        ),
    ],
)
def test_what_is_no_action_is_told(question: str, message: str) -> None:
    """A name that is wrong gets the nearest; a question that is finished gets another sentence."""
    with pytest.raises(InputFault, match=message):
        find_action(plan("0 3 0"), question, CODES)


# Time


def test_plan_says_what_is_different_from_the_last() -> None:
    """Done by status and by a better answer, accepted, overdue, new; decisions and scores that moved."""
    before = plan("0 0 2")
    entries = record(q1=ActionAgreement(level=0, status="done")).with_plan(past_plan_of(before))
    now = agreed(entries, result("0 2 0", as_of=date(2027, 6, 8)))
    assert now.since
    assert now.since.day == MONDAY
    assert [it.title for it in now.since.done] == ["Do one.q2 from not_yet", "Do one.q1 from not_yet"]
    assert [it.title for it in now.since.new] == ["Do one.q2 from in_place", "Do one.q3 from not_yet"]
    assert now.since.overdue == ()
    assert [(it.domain, it.before, it.after) for it in now.since.domains] == [("one", 11.1, 22.2)]
    assert now.since.stages == ()


@pytest.mark.parametrize(
    ("now", "agreement", "done", "further", "to_agree"),
    [
        pytest.param("1", {"due": date(2026, 12, 1)}, [], ["one.q1"], ["one.q1"], id="due"),
        pytest.param("1", {"status": "doing"}, [], ["one.q1"], ["one.q1"], id="doing"),
        pytest.param("1", {"status": "accepted", "reason": "x"}, [], [], ["one.q1"], id="accepted"),
        pytest.param("1", {"owner": "deputy"}, [], ["one.q1"], [], id="owner-alone"),
        pytest.param("2", {"due": date(2026, 12, 1)}, ["one.q1"], [], [], id="target-reached"),
        pytest.param("0", {"due": date(2026, 12, 1)}, [], [], [], id="same-level"),
    ],
)
def test_answer_below_the_target_is_a_step_and_not_done(
    now: str, agreement: dict[str, Any], done: list[str], further: list[str], to_agree: list[str]
) -> None:
    """From 0 to 1 nothing is done; a date or status of the earlier action that no longer counts is told."""
    kept = record(q1=ActionAgreement(level=0, **agreement))
    entries = kept.with_plan(past_plan_of(agreed(kept, result("0 3 3"))))
    later = agreed(entries, result(f"{now} 3 3", as_of=date(2027, 1, 4)))
    assert later.since
    assert [it.question for it in later.since.done] == done
    assert [it.question for it in later.since.further] == further
    assert [it.question for it in later.since.to_agree] == to_agree
    for said in (str(document_of(later, TINY)), render_plan(later, TINY)):
        assert ("Moved up to “" in said) == bool(further)
        assert ("The action for ON1 has changed, so its due date" in said) == bool(to_agree)


def test_lower_answer_also_drops_what_was_agreed() -> None:
    """If the answer is corrected downwards, the action is another one too."""
    entries = record(q1=ActionAgreement(level=1, status="doing")).with_plan(past_plan_of(plan("1 3 3")))
    later = agreed(entries, result("0 3 3", as_of=date(2027, 1, 4)))
    assert later.since
    assert (later.since.done, later.since.further) == ((), ())
    assert [it.question for it in later.since.to_agree] == ["one.q1"]


def test_plan_says_what_is_overdue_and_accepted() -> None:
    """An action of the last plan whose agreed day has passed is overdue; one without, or accepted, is not."""
    passed = date(2027, 1, 4)
    entries = record(
        q1=ActionAgreement(level=0, due=passed, status="accepted", reason="x"), q2=ActionAgreement(level=0, due=passed)
    ).with_plan(past_plan_of(plan("0 0 0")))
    now = agreed(entries, result("0 0 0", as_of=date(2027, 3, 1)))
    assert now.since
    assert [it.question for it in now.since.accepted] == ["one.q1"]
    assert [it.question for it in now.since.overdue] == ["one.q2"]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        pytest.param("done", "open", True, id="done"),
        pytest.param("done", "doing", True, id="done-and-doing"),
        pytest.param("accepted", "open", True, id="accepted"),
        pytest.param("accepted", "done", False, id="still-finished"),
        pytest.param("doing", "open", False, id="was-open"),
    ],
)
def test_plan_says_what_is_open_again(then: Status, now: Status, said: bool) -> None:
    """An action that was done, or whose risk was accepted, is named if it is to do again, also days later."""
    before = agreed(record(q1=ActionAgreement(level=0, status=then, reason="x")), result("0 3 3"))
    entries = record(q1=ActionAgreement(level=0, status=now, reason="x")).with_plan(past_plan_of(before))
    later = agreed(entries, result("0 3 3", as_of=date(2026, 12, 1)))
    assert later.since
    assert [it.question for it in later.since.reopened] == ["one.q1"] * said
    for words in (str(document_of(later, TINY)), render_plan(later, TINY)):
        assert ("Open again:" in words) == said
        if said:
            assert changes.NOTHING_CHANGED not in words
            assert "because time has passed" not in words
    assert for_audience(later, TINY, "public").since is None


def test_decision_that_moved_is_named() -> None:
    """A stage that may go ahead now and could not before is in the list."""
    now = agreed(record().with_plan(past_plan_of(plan("0 3 3"))), result("2 3 3", as_of=date(2026, 12, 1)))
    assert now.since
    assert next((it.stage, it.before, it.after) for it in now.since.stages) == ("advertise", "wait", "go")


def short_form(marks: str, as_of: date = MONDAY) -> Plan:
    """The plan of a short form: of the one question that is essential."""
    answered = sheet(TINY, marks, first_day=FIRST_DAY).model_copy(update={"form": "short"})
    return make_plan(score(TINY, answered, as_of), TINY)


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "not kept"])
def test_short_form_is_not_compared_with_a_full_one(is_kept: bool) -> None:
    """Decisions and scores of other questions are left out, whether or not the record says that it was a short form.

    Between two short forms, as between two full ones, they are compared.
    """
    before, later = past_plan_of(short_form("0 . .")), date(2026, 12, 1)
    before = before if is_kept else before.model_copy(update={"form": None})
    now = agreed(record().with_plan(before), result("2 0 0", as_of=later)).since
    assert now
    assert (now.other_form, now.stages, now.domains, now.is_empty) == (True, (), (), False)
    assert [it.question for it in now.done] == ["one.q1"]
    like = compare(before, short_form("2 . .", later), TINY)
    assert not like.other_form
    assert like.stages
    assert like.domains


def test_full_plan_of_an_older_record_is_compared() -> None:
    """A record that does not say the form is of a full one if it has an action that no short form has."""
    before = past_plan_of(plan("0 0 0")).model_copy(update={"form": None})
    now = compare(before, plan("2 0 0", date(2026, 12, 1)), TINY)
    assert not now.other_form
    assert now.domains


def test_plan_of_other_questions_says_so() -> None:
    """If decisions and scores are not compared, the document says why, and not that nothing has changed."""
    since = compare(past_plan_of(short_form("0 . .")), plan("0 3 3", date(2026, 12, 1)), TINY)
    changed = plan().model_copy(update={"since": since})
    for said in (str(document_of(changed, TINY)), render_plan(changed, TINY)):
        assert changes.OTHER_QUESTIONS in said
        assert changes.NOTHING_CHANGED not in said


@pytest.mark.parametrize(
    ("as_of", "due", "said"),
    [
        pytest.param(date(2026, 12, 1), None, True, id="not-agreed"),
        pytest.param(date(2026, 12, 1), date(2027, 1, 4), False, id="agreed"),
        pytest.param(MONDAY, None, False, id="same-day"),
    ],
)
def test_dates_that_moved_with_time_are_told(as_of: date, due: date | None, said: bool) -> None:
    """Where nothing else has changed, dates that nobody agreed on have, and the earliest first day with them."""
    kept = record(q1=ActionAgreement(level=0, due=due))
    before = agreed(kept, result("0 3 3"))
    now = agreed(kept, result("0 3 3", as_of=as_of))
    now = now.model_copy(update={"since": compare(past_plan_of(before), now, TINY)})
    assert now.since
    assert now.since.is_empty != said
    for words in (str(document_of(now, TINY)), render_plan(now, TINY)):
        assert ("Some due dates that nobody has agreed have moved, because time has passed." in words) == said
        assert (changes.NOTHING_CHANGED in words) != said
    days = tuple(day(it.schedule.earliest_first_day) for it in (before, now) if it.schedule.earliest_first_day)
    was = f"arliest possible first day: was {days[0]}, now {days[1]}"
    listed = changes.by_kind(now.since, TINY).get("Changed", ())
    assert (f"E{was}." in changes.moved_dates(now.since)) == said
    assert listed == ()
    with_more = now.since.model_copy(
        update={"new": (ActionTitle(question="one.q2", code="ON2", domain="One", title="x"),)}
    )
    assert changes.by_kind(with_more, TINY).get("Changed", ()) == ((f"e{was}",) if said else ())


def test_a_weekend_moves_no_dates() -> None:
    """A plan of Sunday begins on the same Monday as that of Saturday."""
    saturday, sunday = (plan("0 3 3", date(2026, 12, number)) for number in (5, 6))
    assert compare(past_plan_of(saturday), sunday, TINY).is_empty


@pytest.mark.parametrize(
    ("number", "named", "last"),
    [(5, 5, None), (6, 5, "and 1 more"), (8, 5, "and 3 more"), (9, 0, "9 actions"), (31, 0, "31 actions")],
)
def test_many_new_actions_are_counted(number: int, named: int, last: str | None) -> None:
    """At most five new actions are named; more are counted, and so many that names would fill the page only counted."""
    new = tuple(
        ActionTitle(question=f"one.q{place}", code=f"ON{place}", domain="One", title="Do it") for place in range(number)
    )
    since = compare(past_plan_of(plan()), plan(), TINY).model_copy(update={"new": new})
    listed = changes.by_kind(since, TINY)["New"]
    assert listed == (*(f"ON{place} Do it (One)" for place in range(named)), *([last] if last else []))


def test_same_plan_twice_says_the_same_twice() -> None:
    """A plan made again on a day is not compared with itself, but with the last day before."""
    once = record().with_plan(past_plan_of(plan("0 0 0")))
    assert agreed(once, result("0 0 0")).since is None
    later = result("0 0 1", as_of=date(2026, 11, 24))
    first = agreed(once, later)
    twice = once.with_plan(past_plan_of(first))
    assert first.since
    assert (first.since.day, first.since.same_day) == (MONDAY, False)
    assert agreed(twice, later) == first


def test_change_on_the_day_of_a_plan_counts_in_the_next() -> None:
    """A plan in the morning, an action done at noon: the plan at one says so, and so does a second one at two."""
    later = date(2026, 11, 24)
    morning = record().with_plan(past_plan_of(plan())).with_plan(past_plan_of(plan(as_of=later)))
    noon = morning.with_agreement("one.q1", ActionAgreement(level=0, status="done"))
    at_one = agreed(noon, result(as_of=later))
    assert at_one.since
    assert (at_one.since.day, at_one.since.same_day) == (later, True)
    assert [it.question for it in at_one.since.done] == ["one.q1"]
    kept = noon.with_plan(past_plan_of(at_one))
    assert agreed(kept, result(as_of=later)) == at_one
    more = kept.with_agreement("one.q2", ActionAgreement(level=1, status="done"))
    at_three = agreed(more, result(as_of=later))
    assert at_three.since
    assert [it.question for it in at_three.since.done] == ["one.q1", "one.q2"]
    next_day = agreed(more.with_plan(past_plan_of(at_three)), result(as_of=date(2026, 11, 25)))
    assert next_day.since
    assert (next_day.since.day, next_day.since.is_empty) == (later, True)


def test_change_that_was_undone_counts_no_more() -> None:
    """If all is again as in the morning, the plan is the one of the morning."""
    kept = record().with_plan(past_plan_of(plan("0 0 0")))
    undone = kept.with_plan(past_plan_of(plan("0 0 1"))).with_plan(past_plan_of(plan("0 0 0")))
    assert undone == kept


def test_at_most_24_plans_are_kept() -> None:
    """The oldest plans go first, however many were made on a day."""
    kept = record()
    for number in range(20):
        for marks in ("0 0 0", "0 0 1", "0 1 1"):
            kept = kept.with_plan(past_plan_of(plan(marks, MONDAY + timedelta(days=number))))
    assert [it.day for it in kept.plans] == [MONDAY + timedelta(days=number) for number in range(8, 20) for _ in "12"]


def test_not_answering_any_more_is_not_done() -> None:
    """An action that is gone because its question no longer applies was not finished."""
    now = agreed(record().with_plan(past_plan_of(plan("0 0 0"))), result("0 - 0", as_of=date(2026, 12, 1)))
    assert now.since
    assert now.since.done == ()


# Kept


def test_record_is_the_same_after_writing_and_reading() -> None:
    """What is written loads as it was, with the actions in questionnaire order."""
    kept = record(
        q2=ActionAgreement(level=1, owner="Žofie ☕"), q1=ActionAgreement(level=0, status="accepted", reason="so")
    ).with_plan(past_plan_of(plan()))
    data = write_record(kept, TINY.questionnaire)
    assert parse_record(data, TINY.questionnaire) == kept
    assert list(json.loads(data)["actions"]) == ["one.q1", "one.q2"]


GOOD = {"format": "readiness-actions", "format_version": 1, "questionnaire": {"id": "tiny", "version": "1.0"}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("nothing", "this file is plain text, not a record", id="no-json"),
        pytest.param({**GOOD, "format": "x"}, r'format: "x" is not one of the choices here', id="format"),
        pytest.param(
            {**GOOD, "format_version": 3, "new": 1},
            "^format_version: this file was saved in format 3 by a newer version of readiness, [^;]*. Update readiness",
            id="newer",
        ),
        pytest.param(
            {**GOOD, "questionnaire": {"id": "other", "version": "1.0"}},
            r"another questionnaire \('other', version 1.0\)",
            id="other",
        ),
        pytest.param(
            {**GOOD, "actions": {"one.q7": {"level": 0}}}, r"actions\.one\.q7: this question is not in the", id="name"
        ),
        pytest.param({**GOOD, "actions": {"one.q1": {"level": 7}}}, "7 is too large", id="level"),
        pytest.param({**GOOD, "actions": {"one.q1": {"level": 0, "due": "soon"}}}, '"soon" is not a date', id="day"),
        pytest.param(
            {**GOOD, "actions": {"one.q1": {"level": 0, "status": "x"}}}, '"x" is not one of the choices', id="status"
        ),
        pytest.param(
            {**GOOD, "actions": {"one.q1": {"level": 0, "status": "accepted"}}}, "needs a reason", id="no-reason"
        ),
        pytest.param({**GOOD, "colour": 1}, "there is no field called 'colour' here", id="key"),
    ],
)
def test_bad_record_is_told_in_a_sentence(content: Any, message: str) -> None:
    """Each fault says its place, what is wrong and what to do, on one line."""
    data = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    with pytest.raises(InputFault, match=message) as caught:
        parse_record(data, TINY.questionnaire)
    assert all("\n" not in str(fault) for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("answers", "beside"),
    [("a.json", "a.actions"), ("x.answers.json", "x.answers.actions"), ("plain", "plain.actions")],
)
def test_record_is_next_to_the_answers(answers: str, beside: str) -> None:
    """The record has the answer file's name, with an ending that nobody takes for answers."""
    assert record_path(Path("here") / answers) == Path("here") / beside


def test_record_is_private_and_written_once(tmp_path: Path) -> None:
    """Begun only where that is wanted, for its owner alone; writing the same again leaves it alone."""
    answers = tmp_path / "a.json"
    assert service_plan(answers).remember() == ()
    assert [*tmp_path.iterdir()] == []
    assert service_plan(answers).remember(start=True) == ()
    path = record_path(answers)
    assert path.stat().st_mode & 0o777 == 0o600
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    assert service_plan(answers).remember() == ()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp
    assert [each.name for each in tmp_path.iterdir()] == ["a.actions"]


def test_record_changed_by_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    """A person who saves after somebody else is told so, and the other's work is kept."""
    first, second = (RecordFile(tmp_path / "a.json", TINY) for _ in range(2))
    first.save(record(q1=ActionAgreement(level=0, owner="deputy")))
    with pytest.raises(UsageFault, match="somebody else has changed this file in the meantime"):
        second.save(record(q1=ActionAgreement(level=0, owner="nurse")))
    assert b"deputy" in first.path.read_bytes()


def test_record_that_somebody_is_saving_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else can save between the look at the file and the save; after that the file can be saved again."""
    monkeypatch.setattr(storage, "_WAIT_FOR_OTHERS", 0)
    file = RecordFile(tmp_path / "a.json", TINY)
    new = record(q1=ActionAgreement(level=0, owner="nurse"))
    with storage.changing(file.path), pytest.raises(UsageFault, match="somebody else has changed this file"):
        file.save(new)
    file.save(new)
    assert [each.name for each in tmp_path.iterdir()] == ["a.actions"]


def test_plan_that_cannot_be_remembered_is_made_all_the_same(tmp_path: Path) -> None:
    """If the record cannot be written, one sentence says what a later plan will not be able to say."""
    (notice,) = service_plan(tmp_path / "nowhere" / "a.json").remember(start=True)
    assert notice.endswith(" Without this file, a later plan can't show what has changed since this plan.")
    assert "there is no folder called '" in notice


def test_record_that_cannot_be_used_is_told_with_its_name(tmp_path: Path) -> None:
    """A damaged record stops the plan with a sentence that names the file."""
    (tmp_path / "a.actions").write_text("x", encoding="utf-8")
    with pytest.raises(InputFault, match=r"a\.actions: this file is plain text, not a record"):
        service_plan(tmp_path / "a.json")


def test_record_is_followed(tmp_path: Path) -> None:
    """The record next to the answers is used, for the short form too."""
    answers = tmp_path / "a.json"
    RecordFile(answers, shipped()).save(
        ActionRecord(
            questionnaire=example_sheet().questionnaire,
            actions={"team.role-clarity": ActionAgreement(level=1, status="doing")},
        )
    )
    for form in ("full", "short"):
        sheet = example_sheet().model_copy(update={"form": form})
        statuses = {it.question: it.status for it in ServicePlan(answers, sheet, shipped(), TODAY).plan.actions}
        assert statuses.pop("team.role-clarity") == "doing"
        assert set(statuses.values()) == {"open"}


def test_record_of_an_older_version_is_read() -> None:
    """A record of the first version can be read, and so can one that an editor saved with a byte-order mark."""
    old = json.dumps({**GOOD, "actions": {"one.q1": {"level": 0, "owner": "deputy"}}}).encode()
    for data in (old, b"\xef\xbb\xbf" + old):
        assert parse_record(data, TINY.questionnaire).actions["one.q1"].owner == "deputy"
    kept = json.loads(write_record(parse_record(old, TINY.questionnaire), TINY.questionnaire))
    assert kept["format_version"] == 2


# Every command


@pytest.fixture
def agreed_folder(tmp_path: Path) -> Path:
    """The example's answers, whose first action is done."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.json").write_text(run("example", folder=tmp_path).stdout, encoding="utf-8")
    run("actions", "in/a.json", "--set", FIRST.question, "--status", "done", *AS_OF, folder=tmp_path)
    return tmp_path


def test_score_lists_no_finished_action_first(agreed_folder: Path) -> None:
    """On screen the list begins with the second action, and the JSON has the status."""
    shown = run("score", "in/a.json", *AS_OF, folder=agreed_folder).stdout
    assert f"1. {example().actions[1].code} {example().actions[1].title}" in shown
    assert FIRST.title not in shown
    content = json.loads(run("score", "in/a.json", "--format", "json", *AS_OF, folder=agreed_folder).stdout)
    assert content["actions"][0]["status"] == "done"
    assert FIRST.question not in content["top_actions"]


@pytest.mark.pdf
def test_plans_of_a_batch_list_no_finished_action_first(agreed_folder: Path) -> None:
    """The plans of a batch have what was agreed. Answers in an archive, without a record, still get their plan."""
    short = example_sheet().model_copy(update={"form": "short"})  # a shorter plan is made sooner
    (agreed_folder / "in" / "a.json").write_bytes(write_answers(short, shipped().questionnaire))
    with ZipFile(agreed_folder / "in" / "b.zip", "w") as archive:
        other = short.service.model_copy(update={"name": "Another team"})
        archive.writestr("b.json", write_answers(short.model_copy(update={"service": other}), shipped().questionnaire))
    ended = run("batch", "in", "-o", "out", "--format", "json", "--plans", *AS_OF, folder=agreed_folder)
    assert ended.returncode == 0, ended.stderr
    start_with = {}
    for path in (agreed_folder / "out" / "plans").iterdir():
        first_page = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
        below = first_page.partition("Start with these")[2]
        start_with[path.name[:7]] = below.partition("Where we stand")[0].partition("Since ")[0]
    assert FIRST.title not in start_with["riversi"]
    assert FIRST.title in start_with["another"]


@pytest.mark.pdf
def test_batch_with_a_damaged_record_says_so(agreed_folder: Path) -> None:
    """The plan is written without it, and one sentence names the file."""
    answers = agreed_folder / "in" / "a.json"
    answers.write_text(
        json.dumps({**json.loads(answers.read_bytes()), "form": "short"}), encoding="utf-8"
    )  # a shorter plan is made sooner
    (agreed_folder / "in" / "a.actions").write_text("x", encoding="utf-8")
    ended = run("batch", "in", "-o", "out", "--format", "json", "--plans", *AS_OF, folder=agreed_folder)
    assert ended.returncode == 0
    assert (
        "One of the plans does not show the owners, due dates and statuses of its actions. "
        "in/a.actions: this file is plain text" in ended.stderr
    )
    assert len([*(agreed_folder / "out" / "plans").iterdir()]) == 1
