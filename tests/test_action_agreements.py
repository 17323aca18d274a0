"""Owner, due date and status of the actions: how they are kept, carried over, and what a later plan says."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from questionnaires.faults import InputFault
from readiness.actions.change import AS_PLANNED, Change, action_about, settle
from readiness.exits import UsageFault
from readiness.plan.action_record import ActionRecord, Entry, parse_record, write_record
from readiness.plan.planning import carry_over, remembered
from readiness.plan.record_file import ActionsFile, follow, path_beside, remember
from readiness.report import formats
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.result import Result
from tests.plans_of_services import TODAY, example, example_sheet, shipped
from tests.tiny import MONDAY, essential, judge, other, sheet, tiny

TINY = tiny(essential(), other(weight=2), other(stage="first_day"))
FIRST_DAY = date(2027, 6, 7)
"""Leaves until 15 February 2027 for what is due before the advertisement."""


def result(marks: str = "0 1 2", as_of: date = MONDAY, **header: Any) -> Result:
    return judge(TINY, marks, as_of, first_day=FIRST_DAY, **header)


def record(instrument: Instrument = TINY, **entries: Entry) -> ActionRecord:
    """A record about the questions `q1`, `q2` and so on."""
    version = sheet(instrument, ". . .").questionnaire
    return ActionRecord(questionnaire=version, actions={f"one.{name}": entry for name, entry in entries.items()})


def carried(entries: ActionRecord, before: Result | None = None) -> Result:
    return carry_over(entries, before or result(), TINY)


def by_question(result: Result) -> dict[str, Any]:
    return {action.question.removeprefix("one."): action for action in result.actions}


# Carried over into a plan


def test_plan_takes_over_what_was_settled() -> None:
    """Owner, due date, status and reason of the record stand in the action; what was not settled stays as planned."""
    settled = Entry(level=0, owner="deputy", due=date(2027, 1, 4), status="accepted", reason="We share the post")
    before, after = by_question(result()), by_question(carried(record(q1=settled)))
    assert (after["q1"].owner, after["q1"].due, after["q1"].status, after["q1"].reason) == (
        "deputy",
        date(2027, 1, 4),
        "accepted",
        "We share the post",
    )
    assert (after["q2"], after["q3"]) == (before["q2"], before["q3"])


def test_without_a_record_nothing_changes() -> None:
    """A plan without a record is the engine's own."""
    assert carried(record()) == result()


def test_scores_and_decisions_come_from_answers_alone() -> None:
    """An action that is done leaves scores and decisions as they are until its question is answered again."""
    after = carried(record(q1=Entry(level=0, status="done")))
    assert (after.domains, after.stages, after.overall_score) == (
        result().domains,
        result().stages,
        result().overall_score,
    )


@pytest.mark.parametrize(("status", "late"), [("open", True), ("doing", True), ("done", False), ("accepted", False)])
def test_only_what_is_still_to_be_done_is_late(status: Any, late: bool) -> None:
    """A day that has passed makes an action late and due today; what is settled keeps its day."""
    passed = date(2026, 11, 2)
    action = by_question(carried(record(q1=Entry(level=0, due=passed, status=status, reason="x"))))["q1"]
    assert (action.late, action.due) == (late, MONDAY if late else passed)


def test_planned_day_of_a_settled_action_is_kept() -> None:
    """A done action whose stage's day has passed shows that day, and is not late."""
    later = result(as_of=date(2027, 3, 1))
    assert by_question(later)["q1"].late
    action = by_question(carried(record(q1=Entry(level=0, status="done")), later))["q1"]
    assert (action.late, action.due) == (False, date(2027, 2, 15))


def test_first_actions_are_those_still_to_be_done() -> None:
    """What is done or accepted makes room among the first actions for the next."""
    assert result().top_actions == ("one.q1", "one.q2", "one.q3")
    assert carried(record(q1=Entry(level=0, status="done"))).top_actions == ("one.q2", "one.q3")


def test_better_answer_makes_it_another_action() -> None:
    """At another level there is another action about the question: it keeps the owner, not the status or the day."""
    entry = Entry(level=0, owner="deputy", due=date(2027, 1, 4), status="done")
    action = by_question(carried(record(q1=entry), result("2 1 2")))["q1"]
    assert (action.owner, action.due, action.status) == ("deputy", date(2027, 2, 15), "open")


@pytest.mark.parametrize("suffix", formats.SUFFIXES)
def test_every_ending_has_the_status(suffix: str) -> None:
    """Owner and status of the record reach each kind of file."""
    settled = Entry(level=1, owner="Deputy of the ward", status="doing")
    before = ActionRecord(questionnaire=example_sheet().questionnaire, actions={"leadership.practical-plan": settled})
    plain = formats.make(suffix, example(), shipped())
    made = formats.make(suffix, carry_over(before, example(), shipped()), shipped())
    assert made != plain
    if suffix not in (".docx", ".xlsx"):
        unfolded = made.decode("utf-8-sig").replace("\r\n ", "")
        assert "Deputy of the ward" in unfolded
        assert "doing" in unfolded.lower()


# Changing


def test_changes_add_up() -> None:
    """Each change leaves alone what it does not name."""
    action = action_about(result(), "one.q1")
    changed = settle(record(), action, Change(owner="deputy"))
    changed = settle(changed, action, Change(due=date(2027, 1, 4)))
    changed = settle(changed, action, Change(status="doing"))
    assert changed.actions["one.q1"] == Entry(level=0, owner="deputy", due=date(2027, 1, 4), status="doing")
    back = settle(changed, action, Change(owner="", due=AS_PLANNED))
    assert back.actions["one.q1"] == Entry(level=0, status="doing")


def test_accepted_risk_needs_a_reason() -> None:
    """A risk cannot be accepted without saying why; the reason goes when the risk is no longer accepted."""
    action = action_about(result(), "one.q1")
    with pytest.raises(InputFault, match=r"an accepted risk needs a reason\. Say why"):
        settle(record(), action, Change(status="accepted"))
    accepted = settle(record(), action, Change(status="accepted", reason="We share the post"))
    assert settle(accepted, action, Change(owner="deputy")).actions["one.q1"].reason == "We share the post"
    assert settle(accepted, action, Change(status="open")).actions["one.q1"].reason == ""


def test_change_after_a_better_answer_begins_anew() -> None:
    """What was settled at another level leaves the owner alone to the new action."""
    old = record(q1=Entry(level=0, owner="deputy", status="done"))
    changed = settle(old, action_about(result("2 1 2"), "one.q1"), Change(due=date(2027, 1, 4)))
    assert changed.actions["one.q1"] == Entry(level=2, owner="deputy", due=date(2027, 1, 4))


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("one.q9", r"the plan has no such action\. Did you mean 'one\.q3'"),
        ("one.q2", r"nothing is left to do about this question\. Choose one"),
    ],
)
def test_what_is_no_action_is_told(question: str, message: str) -> None:
    """A name that is wrong gets the nearest; a question that is finished gets another sentence."""
    with pytest.raises(InputFault, match=message):
        action_about(result("0 3 0"), question)


# Time


def test_plan_says_what_is_different_from_the_last() -> None:
    """Done by status and by a better answer, accepted, late, new; decisions and scores that moved."""
    before = result("0 0 2")
    entries = record(q1=Entry(level=0, status="done")).with_plan(remembered(before))
    now = carried(entries, result("0 2 0", as_of=date(2027, 6, 8)))
    assert now.since
    assert now.since.day == MONDAY
    assert [it.title for it in now.since.done] == ["Do one.q2 from not_yet", "Do one.q1 from not_yet"]
    assert [it.title for it in now.since.new] == ["Do one.q2 from in_place", "Do one.q3 from not_yet"]
    assert now.since.late == ()
    assert [(it.domain, it.before, it.after) for it in now.since.domains] == [("one", 11.1, 22.2)]
    assert now.since.stages == ()


def test_plan_says_what_is_late_and_accepted() -> None:
    """An action of the last plan whose day has passed is late; one whose risk is accepted is not."""
    entries = record(q1=Entry(level=0, status="accepted", reason="x")).with_plan(remembered(result("0 0 2")))
    now = carried(entries, result("0 0 2", as_of=date(2027, 3, 1)))
    assert now.since
    assert [it.question for it in now.since.accepted] == ["one.q1"]
    assert [it.question for it in now.since.late] == ["one.q2"]


def test_decision_that_moved_is_named() -> None:
    """A stage that may go ahead now and could not before is in the list."""
    now = carried(record().with_plan(remembered(result("0 3 3"))), result("2 3 3", as_of=date(2026, 12, 1)))
    assert now.since
    assert next((it.stage, it.before, it.after) for it in now.since.stages) == ("advertise", "wait", "go")


def test_same_day_is_not_compared_with_itself() -> None:
    """A plan made twice on a day says the same twice; it is compared with the last day before."""
    entries = record().with_plan(remembered(result("0 0 0"))).with_plan(remembered(result("0 0 1")))
    assert len(entries.plans) == 1
    assert carried(entries, result("0 0 1")).since is None
    assert carried(entries, result("0 0 1", as_of=date(2026, 11, 24))).since


def test_not_answering_any_more_is_not_done() -> None:
    """An action that is gone because its question no longer applies was not finished."""
    now = carried(record().with_plan(remembered(result("0 0 0"))), result("0 - 0", as_of=date(2026, 12, 1)))
    assert now.since
    assert now.since.done == ()


# Kept


def test_record_is_the_same_after_writing_and_reading() -> None:
    """What is written loads as it was, with the actions in questionnaire order."""
    kept = record(q2=Entry(level=1, owner="Žofie ☕"), q1=Entry(level=0, status="accepted", reason="so")).with_plan(
        remembered(result())
    )
    data = write_record(kept, TINY.questionnaire)
    assert parse_record(data, TINY.questionnaire) == kept
    assert list(json.loads(data)["actions"]) == ["one.q1", "one.q2"]


GOOD = {"format": "readiness-actions", "format_version": 1, "questionnaire": {"id": "tiny", "version": "1.0"}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("nothing", "Invalid JSON", id="no-json"),
        pytest.param({**GOOD, "format": "x"}, r'format: "x" is not known here', id="format"),
        pytest.param({**GOOD, "format_version": 2}, "a newer readiness wrote it, in format 2. Update", id="newer"),
        pytest.param(
            {**GOOD, "questionnaire": {"id": "other", "version": "1.0"}}, 'about the questionnaire "other"', id="other"
        ),
        pytest.param(
            {**GOOD, "actions": {"one.q7": {"level": 0}}}, r"actions\.one\.q7: .* no such question", id="name"
        ),
        pytest.param({**GOOD, "actions": {"one.q1": {"level": 7}}}, "7 is too large", id="level"),
        pytest.param({**GOOD, "actions": {"one.q1": {"level": 0, "due": "soon"}}}, '"soon" is not a date', id="day"),
        pytest.param({**GOOD, "actions": {"one.q1": {"level": 0, "status": "x"}}}, '"x" is not known', id="status"),
        pytest.param(
            {**GOOD, "actions": {"one.q1": {"level": 0, "status": "accepted"}}}, "needs a reason", id="no-reason"
        ),
        pytest.param({**GOOD, "colour": 1}, "'colour' is not known here", id="key"),
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
def test_record_lies_beside_the_answers(answers: str, beside: str) -> None:
    """Its name is that of the answers, with an ending that nobody takes for answers."""
    assert path_beside(Path("here") / answers) == Path("here") / beside


def test_record_is_private_and_written_once(tmp_path: Path) -> None:
    """Begun only where that is wanted, for its owner alone; writing the same again leaves it alone."""
    answers = tmp_path / "a.json"
    assert remember(result(), answers, TINY) == ()
    assert [*tmp_path.iterdir()] == []
    assert remember(result(), answers, TINY, begin=True) == ()
    path = path_beside(answers)
    assert path.stat().st_mode & 0o777 == 0o600
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    assert remember(result(), answers, TINY) == ()
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp
    assert [each.name for each in tmp_path.iterdir()] == ["a.actions"]


def test_record_changed_by_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    """Who saves after somebody else is told, and the other's work stays."""
    first, second = (ActionsFile(tmp_path / "a.json", TINY) for _ in range(2))
    first.save(record(q1=Entry(level=0, owner="deputy")))
    with pytest.raises(UsageFault, match="somebody else has changed it meanwhile"):
        second.save(record(q1=Entry(level=0, owner="nurse")))
    assert b"deputy" in first.path.read_bytes()


def test_plan_that_cannot_be_remembered_is_made_all_the_same(tmp_path: Path) -> None:
    """Where the record cannot be written, one sentence says what a later plan will not be able to say."""
    (notice,) = remember(result(), tmp_path / "nowhere" / "a.json", TINY, begin=True)
    assert notice.startswith("A later plan cannot say what has changed since this one.")
    assert "it cannot be written" in notice


def test_record_that_cannot_be_used_is_told_with_its_name(tmp_path: Path) -> None:
    """A damaged record stops the plan with a sentence that names the file."""
    (tmp_path / "a.actions").write_text("x")
    with pytest.raises(InputFault, match=r"a\.actions: Invalid JSON"):
        follow(result(), tmp_path / "a.json", TINY)


def test_record_is_followed(tmp_path: Path) -> None:
    """What lies beside the answers is carried over; the short form's plan too."""
    answers = tmp_path / "a.json"
    ActionsFile(answers, shipped()).save(
        ActionRecord(
            questionnaire=example_sheet().questionnaire, actions={"team.role-clarity": Entry(level=1, status="doing")}
        )
    )
    short = score(shipped(), example_sheet().model_copy(update={"form": "short"}), TODAY)
    for judged in (example(), short):
        statuses = {it.question: it.status for it in follow(judged, answers, shipped()).actions}
        assert statuses.pop("team.role-clarity") == "doing"
        assert set(statuses.values()) == {"open"}
