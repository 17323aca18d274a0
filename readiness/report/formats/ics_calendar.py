"""The actions with a due date as calendar entries. The only module that knows icalendar."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from readiness import __version__
from readiness.plan.model import Plan, PlannedAction
from readiness.report.sentences import (
    STATUS_NAMES,
    action_name,
    due_line,
    in_short,
    review_title,
    status_line,
    working_paper,
)
from readiness.report.wording import day
from readiness.text import capital, file_line, shorten
from scoring.instrument import Instrument
from scoring.rubric import Rubric, Stage
from scoring.schedule import needed_by

_NAMESPACE = UUID("8f0f6c0e-6a57-5a4e-9b6e-0c6a2b8f3d11")
"""The namespace of the entries' identifiers. It must never change, or imports would double the entries."""

_SEQUENCE_START = date(2000, 1, 1)


def make(plan: Plan, instrument: Instrument) -> bytes:
    """The dated actions and the reviews as an .ics file; importing a later plan updates an earlier one."""
    calendar = Calendar()
    calendar.add("prodid", f"-//readiness//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Peer support plan: {file_line(plan.service.name)}")
    for action in plan.actions:
        if action.due:
            calendar.add_component(_action_entry(plan, instrument, action, action.due))
    if plan.first_day:
        for stage in _reviewed(instrument.rubric):
            calendar.add_component(_review_entry(plan, stage, needed_by(plan.first_day, stage.lead_days)))
    data: bytes = calendar.to_ical()
    return data


def _reviewed(rubric: Rubric) -> list[Stage]:
    """The stages that are a date for a review: those after the first day, and those by which nothing is needed."""
    return [stage for stage in rubric.stages if stage.lead_days > 0 or stage in rubric.review_stages]


def _action_entry(plan: Plan, instrument: Instrument, action: PlannedAction, due: date) -> Event:
    finished = "" if action.to_do else f"{STATUS_NAMES[action.status]}: "
    entry = _entry(plan, action.question, due, f"{finished}{action_name(action)}")
    steps = [f"{number}. {step}" for number, step in enumerate((action.first_step, *action.steps), 1)]
    lines = [
        f"For: {capital(file_line(action.owner))}. Status: {file_line(status_line(action))}.",
        f"Due: {due_line(action)}.".replace("\N{NO-BREAK SPACE}", " "),
        *steps,
        f"Done when: {action.done_when}",
        *([f"Working paper: {working_paper(action)}"] if action.template else []),
        *(str(sentence).replace("\N{NO-BREAK SPACE}", " ") for sentence in in_short(plan, instrument)),
    ]
    entry.add("description", "\n".join(lines))
    return entry


def _review_entry(plan: Plan, stage: Stage, due: date) -> Event:
    entry = _entry(plan, f"review {stage.id}", due, review_title(stage))
    made = day(plan.as_of).replace("\N{NO-BREAK SPACE}", " ")
    entry.add(
        "description", f"Answer the questions again with `readiness assess`, and compare with the plan of {made}."
    )
    return entry


def _entry(plan: Plan, subject: str, due: date, title: str) -> Event:
    """An all-day entry, identified by the service and its subject, so that a new day or title updates it."""
    service = plan.service
    names = (plan.questionnaire.id, service.name, service.organisation or "", service.code or "", subject)
    made = datetime.combine(plan.as_of, time(), UTC)
    entry = Event()
    entry.add("uid", f"{uuid5(_NAMESPACE, chr(31).join(names))}@readiness")
    entry.add("dtstamp", made)
    entry.add("last-modified", made)
    entry.add("sequence", (plan.as_of - _SEQUENCE_START).days)  # calendars keep the entry with the highest
    entry.add("dtstart", due)
    entry.add("dtend", due + timedelta(days=1))
    entry.add("summary", f"{title} ({shorten(service.name, 40)})" if service.name else title)
    entry.add("transp", "TRANSPARENT")
    return entry
