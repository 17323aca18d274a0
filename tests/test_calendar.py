"""The calendar of a plan: its entries, its reminders, and how a later one updates an earlier one in a calendar."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from questionnaires.answer_file import write_answers
from questionnaires.model import ChecklistQuestion
from readiness.plan.action_record import ActionAgreement, ActionRecord
from readiness.plan.audience import for_audience
from readiness.plan.model import Plan
from readiness.report.calendar_entries import calendar_of, marks_of
from readiness.report.formats import make
from tests.plans_of_services import HOSTILE, TODAY, example, example_sheet, plan_of, shipped, typed
from tests.program import run

Entries = Mapping[str, Any]
LATER = TODAY + timedelta(days=10)
DATED = [action for action in example().actions if action.due]


def _checklists() -> dict[str, Any]:
    """Answers that tick everything."""
    questions = shipped().questionnaire.questions
    return {
        name: {"ticked": [option.id for option in question.options]}
        for name, question in questions.items()
        if isinstance(question, ChecklistQuestion)
    }


def nothing() -> ActionRecord:
    return ActionRecord(questionnaire=example_sheet().questionnaire)


def read(data: bytes) -> dict[str, Any]:
    """The entries of a calendar by their identifiers."""
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.walk("VCALENDAR")[0].errors == []
    found = {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    assert all(entry.errors == [] for entry in found.values())
    return found


def entries(plan: Plan | None = None, *, starts: bool = False) -> dict[str, Any]:
    return read(make(".ics", plan or example(), shipped(), starts=starts))


def plan_after(
    before: Plan, record: ActionRecord, as_of: date = TODAY, *, starts: bool = False, **answers: Any
) -> tuple[Plan, ActionRecord]:
    """The plan that is made when a calendar of an earlier one was kept in the record."""
    marks = marks_of(calendar_of(before, shipped(), starts=starts), before)
    kept = record.model_copy(update={"calendar": marks})
    return plan_of(example_sheet().model_copy(update=answers), as_of, kept), kept


def agreed(**agreement: Any) -> ActionRecord:
    """A record with something agreed about the first action."""
    first = example().actions[0]
    return nothing().with_agreement(first.question, ActionAgreement(level=first.level, **agreement))


def imported(*calendars: Entries) -> dict[str, Any]:
    """What a calendar program has after importing these, one after the other: of each entry the newest version."""
    kept: dict[str, Any] = {}
    for calendar in calendars:
        for identifier, entry in calendar.items():
            before = kept.get(identifier)
            rank = (entry["sequence"], entry["dtstamp"].dt)
            if before is None or rank > (before["sequence"], before["dtstamp"].dt):
                kept[identifier] = entry
    return kept


def titles(found: Entries) -> list[str]:
    return [str(entry["summary"]) for entry in found.values()]


# Entries


def test_each_dated_action_is_a_day_in_the_calendar() -> None:
    """An all-day entry on the due date with code, title, domain, owner and steps; two reviews after the start."""
    found = list(entries().values())
    assert DATED
    assert len(found) == len(DATED) + 2
    for entry, action in zip(found, DATED, strict=False):
        assert type(entry["dtstart"].dt) is date
        assert action.due
        assert (entry["dtstart"].dt, entry["dtend"].dt) == (action.due, action.due + timedelta(days=1))
        assert str(entry["summary"]).startswith(f"{action.code} {action.title} ({action.domain})")
        assert action.first_step in str(entry["description"])
        assert action.owner in str(entry["description"]).lower() or action.owner[1:] in str(entry["description"])
        assert entry["status"] == "CONFIRMED"
    reviews = [(str(entry["summary"])[:9], entry["dtstart"].dt) for entry in found[-2:]]
    assert reviews == [("Review of", date(2027, 8, 26)), ("Review of", date(2028, 4, 25))]


def test_reminder_comes_a_week_before_or_two_days_before_a_small_action() -> None:
    """Each action has one reminder, by its effort; reviews and overdue actions have none."""
    found = list(entries().values())
    assert {action.effort for action in DATED} >= {"small", "medium"}
    for entry, action in zip(found, DATED, strict=False):
        (alarm,) = entry.walk("VALARM")
        assert alarm["trigger"].dt == -timedelta(days=2 if action.effort == "small" else 7)
        assert (str(alarm["action"]), str(alarm["description"])) == ("DISPLAY", str(entry["summary"]))
    assert not any(entry.walk("VALARM") for entry in found[-2:])
    passed = plan_of(example_sheet(), record=agreed(due=TODAY - timedelta(days=1)))
    first = next(entry for entry in entries(passed).values() if str(entry["summary"]).startswith(DATED[0].code))
    assert first["dtstart"].dt == TODAY - timedelta(days=1)
    assert not first.walk("VALARM")
    assert not any(title.startswith(f"Start: {DATED[0].code} ") for title in titles(entries(passed, starts=True)))


def test_starts_are_entries_of_their_own() -> None:
    """Only where they are wanted, on the day of the start, without a reminder; not for what has started."""
    assert not any(title.startswith("Start:") for title in titles(entries()))
    plan = plan_of(example_sheet(), record=agreed(status="doing"))
    starts = [entry for entry in entries(plan, starts=True).values() if str(entry["summary"]).startswith("Start: ")]
    not_started = [action for action in plan.actions if action.due and action.status == "open"]
    assert [entry["dtstart"].dt for entry in starts] == [action.start for action in not_started]
    assert len(starts) == len(DATED) - 1
    for entry, action in zip(starts, not_started, strict=True):
        assert str(entry["summary"]).startswith(f"Start: {action.code} {action.title} ({action.domain})")
        assert not entry.walk("VALARM")


def test_calendar_without_a_first_day_has_the_schedule_alone() -> None:
    """Where there is no first day each action has the day of the schedule, and there is no review."""
    plan = plan_of(example_sheet().model_copy(update={"first_day": None}))
    days = {f"{it.code} {it.title} ({it.domain})": it.due for it in plan.actions if it.due}
    found = {
        str(it["summary"]).removesuffix(f" ({plan.service.name})"): it["dtstart"].dt for it in entries(plan).values()
    }
    assert found == days


def test_calendar_without_dates_has_no_entries() -> None:
    """Where there is nothing to put on a day the file is still a calendar."""
    finished = {name: {"level": 3} for name in example_sheet().answers if name not in _checklists()}
    answers = {**example_sheet().model_dump(mode="json")["answers"], **finished, **_checklists()}
    sheet = example_sheet().model_validate({**example_sheet().model_dump(), "answers": answers, "first_day": None})
    assert entries(plan_of(sheet)) == {}


def test_calendar_holds_typed_text_as_text() -> None:
    """Line breaks and control characters in a name or an owner begin no property and no component."""
    plan = typed(HOSTILE)
    actions = tuple(action.model_copy(update={"status": "doing"}) for action in plan.actions)
    data = make(".ics", plan.model_copy(update={"actions": actions}), shipped(), starts=True)
    kinds = {component.name for component in icalendar.Calendar.from_ical(data).walk()}
    assert kinds == {"VCALENDAR", "VEVENT", "VALARM"}
    unfolded = data.decode().replace("\r\n ", "")
    assert "BEGIN:VALARM\\;X=1" in unfolded
    names = {re.match(r"[A-Z-]+", line)[0] for line in unfolded.split("\r\n") if line}  # type: ignore[index]
    assert names <= {
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP"),
        *("UID", "SEQUENCE", "DESCRIPTION", "LAST-MODIFIED", "TRANSP", "STATUS", "ACTION", "TRIGGER"),
    }
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2028]", unfolded)


# Updates


def test_later_calendar_updates_the_earlier() -> None:
    """A later calendar has the same identifiers, higher sequences and later stamps; another service has others."""
    moved: dict[str, Any] = {"first_day": date(2027, 6, 7)}
    remembered, _ = plan_after(example(), nothing(), LATER, **moved)
    for later in (plan_of(example_sheet().model_copy(update=moved), LATER), remembered):
        before, after = entries(), entries(later)
        assert before.keys() == after.keys()
        for identifier, entry in before.items():
            assert after[identifier]["sequence"] > entry["sequence"]
            assert after[identifier]["dtstamp"].dt > entry["dtstamp"].dt
            assert after[identifier]["last-modified"].dt == after[identifier]["dtstamp"].dt
    other = example().service.model_copy(update={"name": "Lakeside"})
    assert not entries(example().model_copy(update={"service": other})).keys() & entries().keys()


def test_second_calendar_of_a_day_updates_what_has_changed() -> None:
    """An agreed day moves its entry at once; every version of the day is newer than the one before."""
    plan, record = example(), agreed(owner="deputy")
    calendars = [entries(plan)]
    for number, due in enumerate((date(2027, 2, 10), date(2027, 2, 11), date(2027, 2, 12))):
        record = record.with_agreement(DATED[0].question, ActionAgreement(level=DATED[0].level, due=due))
        plan, record = plan_after(plan, record)
        calendars.append(entries(plan))
        kept = imported(*calendars)
        (entry,) = [entry for entry in kept.values() if str(entry["summary"]).startswith(f"{DATED[0].code} ")]
        assert entry["dtstart"].dt == due
        assert entry["dtstamp"].dt == datetime(2026, 11, 21, 0, 0, number + 1, tzinfo=UTC)
        assert len(kept) == len(calendars[0])


def test_nothing_new_changes_nothing() -> None:
    """A calendar made again on the same day from the same plan is the same file."""
    again, _ = plan_after(example(), nothing())
    assert make(".ics", again, shipped()) == make(".ics", example(), shipped())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("agreement", "word"),
    [({"status": "done"}, "Done: "), ({"status": "accepted", "reason": "We share it"}, "Accepted risk: ")],
)
@pytest.mark.parametrize("as_of", [TODAY, LATER])
def test_finished_action_is_cancelled(agreement: dict[str, str], word: str, as_of: date) -> None:
    """What an earlier calendar had, and is finished, is cancelled and says why; it comes back when it is open again."""
    finished, record = plan_after(example(), agreed(**agreement), as_of)
    first = next(entry for entry in entries(finished).values() if str(entry["summary"]).startswith(word))
    assert str(first["summary"]).startswith(f"{word}{DATED[0].code} {DATED[0].title} ({DATED[0].domain})")
    assert (first["status"], first["sequence"] > entries()[str(first["uid"])]["sequence"]) == ("CANCELLED", True)
    assert not first.walk("VALARM")
    assert imported(entries(), entries(finished))[str(first["uid"])]["status"] == "CANCELLED"
    still, record = plan_after(finished, record, LATER)
    assert entries(still)[str(first["uid"])] == first
    opened, _ = plan_after(still, record.with_agreement(DATED[0].question, None), LATER)
    back = imported(entries(), entries(finished), entries(still), entries(opened))[str(first["uid"])]
    assert (back["status"], str(back["summary"])[:3]) == ("CONFIRMED", DATED[0].code)


def test_the_reason_for_a_status_has_its_own_line() -> None:
    """What somebody typed as a sentence doesn't stand inside another one."""
    plan = plan_of(example_sheet(), record=agreed(status="doing", reason="We are waiting for a reply."))
    (entry,) = [entry for entry in entries(plan).values() if str(entry["summary"]).startswith(f"{DATED[0].code} ")]
    who, why, *_rest = str(entry["description"]).split("\n")
    assert who.endswith(" Status: Doing.")
    assert why == "Reason: We are waiting for a reply."


def test_finished_action_is_not_in_a_first_calendar() -> None:
    """A finished action that no calendar has need not be cancelled."""
    plan = plan_of(example_sheet(), record=agreed(status="done", due=LATER))
    assert len(entries(plan)) == len(entries()) - 1
    assert not any(DATED[0].title in title for title in titles(entries(plan)))


def test_what_has_gone_from_the_plan_is_cancelled() -> None:
    """An action whose question got a better answer, and the reviews when there is no first day any more."""
    answers = {**example_sheet().answers, DATED[0].question: {"level": 3}}
    sheet = example_sheet().model_validate({**example_sheet().model_dump(), "answers": answers, "first_day": None})
    plan, _ = plan_after(example(), nothing(), LATER, answers=sheet.answers, first_day=None)
    gone = [str(entry["summary"]) for entry in entries(plan).values() if entry["status"] == "CANCELLED"]
    assert [title.partition(": ")[0] for title in gone] == ["No longer in the plan"] * 3
    assert DATED[0].title in gone[0]
    assert len(entries(plan)) == len(entries())


def test_starts_go_when_they_are_no_longer_wanted() -> None:
    """A calendar without starts cancels those of the last; an action that has started has no start any more."""
    first = entries(starts=True)
    started, record = plan_after(example(), agreed(status="doing"), starts=True)
    cancelled = [it for it in entries(started, starts=True).values() if it["status"] == "CANCELLED"]
    assert [str(it["summary"])[:13] for it in cancelled] == ["Doing: Start:"]
    without, _ = plan_after(started, record, starts=True)
    kept = imported(first, entries(started, starts=True), entries(without))
    starts = [it for it in kept.values() if "Start: " in str(it["summary"])]
    assert len(starts) == len(DATED)
    assert {it["status"] for it in starts} == {"CANCELLED"}
    why = Counter(str(it["summary"]).partition(": ")[0] for it in starts)
    assert why == {"No longer in the calendar": len(DATED) - 1, "Doing": 1}


def test_renamed_service_keeps_its_entries() -> None:
    """A service whose name was corrected gets its old entries updated, not a second set."""
    service = example_sheet().service.model_copy(update={"name": "Riverside Recovery and Wellbeing Team"})
    plan, _ = plan_after(example(), nothing(), service=service)
    assert entries(plan).keys() == entries().keys()
    assert all("Wellbeing" in title for title in titles(imported(entries(), entries(plan))))


def test_calendars_of_different_readers_are_apart() -> None:
    """A commissioner's calendar neither makes the service's newer nor forgets it."""
    told = plan_of(example_sheet(), record=agreed(owner="deputy"))
    service = marks_of(calendar_of(told, shipped()), told)
    seen = for_audience(told.model_copy(update={"calendar": service}), shipped(), "commissioner")
    both = marks_of(calendar_of(seen, shipped()), seen)
    assert {subject: mark for subject, mark in both.items() if subject in service} == service
    assert len(both) == 2 * len(service)
    again = told.model_copy(update={"calendar": both})
    assert make(".ics", again, shipped()) == make(".ics", told, shipped())


# The command


def test_command_remembers_its_calendar(tmp_path: Path) -> None:
    """Two calendars on one day, with a change between them, and one later: each updates the one before."""
    (tmp_path / "a.json").write_bytes(write_answers(example_sheet(), shipped().questionnaire))

    def export(name: str, as_of: date, *options: str) -> dict[str, Any]:
        ended = run("plan", "a.json", "-o", name, "--as-of", as_of.isoformat(), *options, folder=tmp_path)
        assert ended.returncode == 0, ended.stderr
        return read((tmp_path / name).read_bytes())

    def change(*options: str) -> None:
        run("actions", "a.json", "--set", DATED[0].code, *options, "--as-of", TODAY.isoformat(), folder=tmp_path)

    calendars = [export("one.ics", TODAY, "--starts")]
    same = (tmp_path / "one.ics").read_bytes()
    export("again.ics", TODAY, "--starts")
    assert (tmp_path / "again.ics").read_bytes() == same
    change("--due", "2027-02-10")
    calendars.append(export("two.ics", TODAY, "--starts"))
    change("--status", "done")
    calendars.append(export("three.ics", TODAY))
    calendars.append(export("four.ics", LATER))
    kept = imported(*calendars)
    assert kept == {**kept, **calendars[-1]}
    assert kept.keys() == calendars[0].keys()
    about = [it for it in kept.values() if f"{DATED[0].code} " in str(it["summary"])]
    assert [(str(it["summary"]).partition(":")[0], it["status"]) for it in about] == [("Done", "CANCELLED")] * 2
    live = [it for it in kept.values() if it["status"] == "CONFIRMED"]
    assert len(live) == len(DATED) - 1 + 2
    plan = run("score", "a.json", "--format", "json", folder=tmp_path).stdout
    assert '"calendar"' not in plan
