"""The actions with a due date as calendar entries. The only module that imports icalendar."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from readiness import __version__
from readiness.plan.model import Plan
from readiness.report.calendar_entries import MarkedEntry, calendar_of
from readiness.text import file_line
from scoring.instrument import Instrument


def make(plan: Plan, instrument: Instrument, *, brief: bool = False, starts: bool = False) -> bytes:
    """The dated actions and the reviews as an .ics file; importing a later plan updates an earlier one.

    If `starts` is set, the days on which actions are to start have an entry, too.
    """
    return as_ics(calendar_of(plan, instrument, starts=starts), plan, instrument.questionnaire.words.plan)


def as_ics(entries: Iterable[MarkedEntry], plan: Plan, name: str) -> bytes:
    """Entries of a plan's calendar as an .ics file; `name` says what kind of plan it is."""
    calendar = Calendar()
    calendar.add("prodid", f"-//readiness//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{name}: {file_line(plan.service.name)}")
    for marked in entries:
        calendar.add_component(_event(marked))
    data: bytes = calendar.to_ical()
    return data


def _event(marked: MarkedEntry) -> Event:
    """An all-day event, which takes nobody's time."""
    entry, mark = marked.entry, marked.mark
    event = Event()
    event.add("uid", mark.uid)
    event.add("dtstamp", marked.changed_at)
    event.add("last-modified", marked.changed_at)
    event.add("sequence", mark.sequence)  # calendars keep the version with the highest
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", entry.description)
    for days in entry.reminders:
        event.add_component(_reminder(entry.title, days))
    return event


def _reminder(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm
