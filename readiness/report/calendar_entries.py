"""The entries of a plan's calendar, and the marks by which a later calendar updates an earlier one.

Calendars know an entry by its identifier, and keep the version with the highest sequence number. So an entry that has
changed since the last calendar gets a higher number, also on the same day, and one whose action is finished or gone, or
that is no longer asked for, is cancelled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

from questionnaires.language import _
from readiness.plan.model import FINISHED, CalendarMark, Plan, PlannedAction
from readiness.report.sentences.actions import STATUS_NAMES, action_name, due_line, working_paper_on_its_own
from readiness.report.sentences.decisions import in_short
from readiness.report.sentences.headings import review_title
from readiness.report.wording import day
from readiness.text import capital, file_line, shorten
from scoring.instrument import Instrument
from scoring.rubric import Rubric, Stage
from scoring.schedule import needed_by

_NAMESPACE: Final = UUID("8f0f6c0e-6a57-5a4e-9b6e-0c6a2b8f3d11")
"""The namespace of the entries' identifiers. It must never change, or imports would double the entries."""
_SEQUENCE_START: Final = date(2000, 1, 1)
_GONE: Final = _("No longer in the plan")
_LEFT_OUT: Final = _("No longer in the calendar")
"""Why an entry is cancelled although its action is still to do: it has no start or no due date in this calendar."""
_START: Final = "start "


@dataclass(frozen=True)
class CalendarEntry:
    """An entry that lasts a day."""

    subject: str
    """Which entry of this service it is: a question, or a word before it."""
    title: str
    day: date
    description: str = ""
    reminders: tuple[int, ...] = ()
    """For each reminder, how many days before the entry it comes."""
    cancelled: bool = False

    @property
    def digest(self) -> str:
        """Changes with whatever a reader of the calendar sees."""
        seen = (self.title, self.day.isoformat(), self.description, str(self.reminders), str(self.cancelled))
        return sha256("\x1f".join(seen).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class MarkedEntry:
    """An entry with the mark of its version."""

    entry: CalendarEntry
    mark: CalendarMark

    @property
    def changed_at(self) -> datetime:
        """When it became what it is: on its day, a second later for each version before it on the same day."""
        versions = self.mark.sequence - _first_sequence(self.mark.changed)
        return datetime.combine(self.mark.changed, time(), UTC) + timedelta(seconds=max(0, versions))


def calendar_of(plan: Plan, instrument: Instrument, *, starts: bool = False) -> tuple[MarkedEntry, ...]:
    """The entries of a plan's calendar: due dates, reviews, and entries of earlier calendars that are cancelled.

    Args:
        plan: what the plan says, and the marks of the last calendar.
        instrument: gives the stages and the names.
        starts: whether an action that has not started has an entry on the day on which it is to start, too.
    """
    entries = {entry.subject: entry for entry in _entries(plan, instrument, starts=starts)}
    marks = {subject.removeprefix(_prefix(plan)): mark for subject, mark in _own_marks(plan).items()}
    lost = (_cancelled(subject, mark, plan) for subject, mark in marks.items() if subject not in entries)
    return tuple(
        MarkedEntry(entry, _mark(entry, marks.get(entry.subject), plan)) for entry in (*entries.values(), *lost)
    )


def marks_of(calendar: tuple[MarkedEntry, ...], plan: Plan) -> dict[str, CalendarMark]:
    """The marks to remember, with those of calendars for other readers."""
    return {**plan.calendar, **{f"{_prefix(plan)}{marked.entry.subject}": marked.mark for marked in calendar}}


def _entries(plan: Plan, instrument: Instrument, *, starts: bool) -> Iterator[CalendarEntry]:
    summary = [str(sentence) for sentence in in_short(plan, instrument)]
    for action in plan.actions:
        if action.due and action.to_do:
            if starts and action.start and action.status == "open" and not action.overdue:
                yield CalendarEntry(
                    f"{_START}{action.question}",
                    _titled(plan, _("Start: {action}", action=action_name(action))),
                    action.start,
                    _description(action, [_("First step: {first_step}", first_step=action.first_step)]),
                )
            yield _due_entry(plan, action, action.due, instrument, summary)
    if plan.first_day:
        for stage in _reviewed(instrument.rubric):
            yield _review_entry(plan, stage, needed_by(plan.first_day, stage.lead_days))


def _due_entry(
    plan: Plan, action: PlannedAction, due: date, instrument: Instrument, summary: list[str]
) -> CalendarEntry:
    steps = [f"{number}. {step}" for number, step in enumerate((action.first_step, *action.steps), 1)]
    named = working_paper_on_its_own(action, instrument)
    paper = [_("Working paper: {paper}", paper=named)] if named else []
    return CalendarEntry(
        action.question,
        _titled(plan, action_name(action)),
        due,
        _description(action, [*steps, _("Done when: {done_when}", done_when=action.done_when), *paper, *summary]),
        () if due < plan.as_of else instrument.rubric.efforts[action.effort].reminders,
    )


def _description(action: PlannedAction, lines: list[str]) -> str:
    who = _(
        "Owner: {owner}. Status: {status}.",
        owner=capital(file_line(action.owner)),
        status=STATUS_NAMES[action.status],
    )
    why = [_("Reason: {reason}", reason=file_line(action.reason))] if action.reason else []
    return "\n".join([who, *why, _("Due: {day}.", day=due_line(action)), *lines]).replace("\N{NO-BREAK SPACE}", " ")


def _reviewed(rubric: Rubric) -> list[Stage]:
    """The stages that are a date for a review: those after the first day, and those by which nothing is needed."""
    return [stage for stage in rubric.stages if stage.lead_days > 0 or stage in rubric.review_stages]


def _review_entry(plan: Plan, stage: Stage, due: date) -> CalendarEntry:
    what = (
        _("Answer the questions again with “readiness assess”, and compare the result with the plan dated {day}.")
        if plan.audience == "service"
        else _("The service answers the questions again, and compares the result with the plan dated {day}.")
    ).format(day=day(plan.as_of).replace("\N{NO-BREAK SPACE}", " "))
    return CalendarEntry(f"review {stage.id}", _titled(plan, review_title(stage)), due, what)


def _titled(plan: Plan, title: str) -> str:
    service = plan.service.name
    return f"{title} ({shorten(service, 40)})" if service else title


def _cancelled(subject: str, mark: CalendarMark, plan: Plan) -> CalendarEntry:
    """An entry of an earlier calendar that this one hasn't got, so that calendars drop it or cross it out."""
    if mark.cancelled:
        return CalendarEntry(subject, mark.title, mark.day, cancelled=True)
    question = subject.removeprefix(_START)
    status = next((action.status for action in plan.actions if action.question == question), None)
    finished = status in FINISHED or (status == "doing" and subject.startswith(_START))
    why = (STATUS_NAMES[status] if finished else _LEFT_OUT) if status else _GONE
    return CalendarEntry(subject, f"{why}: {mark.title}", mark.day, cancelled=True)


def _mark(entry: CalendarEntry, before: CalendarMark | None, plan: Plan) -> CalendarMark:
    """The mark of an entry: the one from before if nothing has changed, else one with a higher sequence."""
    if before and before.digest == entry.digest:
        return before
    first = _first_sequence(plan.as_of)
    return CalendarMark(
        uid=before.uid if before else _uid(plan, entry.subject),
        sequence=max(first, before.sequence + 1) if before else first,
        changed=plan.as_of,
        day=entry.day,
        title=entry.title,
        digest=entry.digest,
        cancelled=entry.cancelled,
    )


def _uid(plan: Plan, subject: str) -> str:
    """An identifier from the service and the subject."""
    service = plan.service
    names = (plan.questionnaire.id, service.name, service.organisation or "", service.code or "", subject)
    return f"{uuid5(_NAMESPACE, chr(31).join(names))}@readiness"


def _first_sequence(day: date) -> int:
    """The sequence of an entry that is new on a day; it is higher on a later day."""
    return (day - _SEQUENCE_START).days


def _prefix(plan: Plan) -> str:
    """How the record marks subjects of a calendar for other readers, who have a calendar of their own."""
    return "" if plan.audience == "service" else f"{plan.audience}: "


def _own_marks(plan: Plan) -> dict[str, CalendarMark]:
    """The marks of earlier calendars for the same readers."""
    prefix = _prefix(plan)
    return {
        subject: mark
        for subject, mark in plan.calendar.items()
        if (subject.startswith(prefix) if prefix else ": " not in subject)
    }
