"""The start of a new interview: the details of the service, and the name of its answer file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from questionnaires.answers import LONGEST_NAME, AnswerSheet, QuestionnaireVersion, Service
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.answer_names import ANSWERS_SUFFIX, backup_of, unused, words_for_file_name
from readiness.interview.choices import STAY
from readiness.interview.typed_texts import ask_text
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.prompts.spoken_days import NOT_KNOWN
from readiness.prompts.typed_days import ask_day
from readiness.text import one_line, without_controls
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument

_AS_BEFORE = Option("b", _("leave the details as they were"))


@dataclass(frozen=True)
class ServiceDetails:
    """What has to be known before the first question."""

    took_part: tuple[str, ...] = ()
    """The roles of the people who answer."""
    name: str = ""
    organisation: str = ""
    first_day: date | None = None
    """The day on which the first peer workers are meant to start."""


def ask_new_sheet(
    prompts: Prompts, instrument: Instrument, *, short: bool, first_day: date | None, today: date, now: datetime
) -> AnswerSheet:
    """Asks for the details of the service until the person confirms them.

    Args:
        prompts: show text and ask.
        instrument: gives the roles and the version of the questionnaire.
        short: asks the essentials only.
        first_day: the planned first day, if it is known already.
        today: an earlier first day is asked about.
        now: when the interview began.

    Returns:
        A sheet without answers.
    """
    details = _ask_until_right(prompts, instrument, ServiceDetails(first_day=first_day), today, _("Yes, start"))
    questionnaire = instrument.questionnaire
    return AnswerSheet(
        questionnaire=QuestionnaireVersion(
            id=questionnaire.id, version=questionnaire.version, fingerprint=fingerprint(instrument)
        ),
        form="short" if short else "full",
        service=Service(name=details.name, organisation=details.organisation or None),
        took_part=details.took_part,
        first_day=details.first_day,
        started_at=now,
        updated_at=now,
        answers={},
    )


def ask_changed_details(prompts: Prompts, instrument: Instrument, sheet: AnswerSheet, today: date) -> AnswerSheet:
    """Shows the details of a service, and asks for them again if the person wants that, until they are right.

    Args:
        prompts: show text and ask.
        instrument: gives the roles.
        sheet: has the details so far.
        today: an earlier first day is asked about, unless it is the one that is known.

    Returns:
        The sheet with the details as they are now, which may be as they were.
    """
    service = sheet.service
    known = ServiceDetails(sheet.took_part, service.name, service.organisation or "", sheet.first_day)
    _show_details(prompts, instrument, known)
    change = Option("1", _("Change the details"))
    if prompts.choose(_("What next?"), [change], [STAY]).key == STAY.key:
        return sheet
    details = _ask_until_right(prompts, instrument, known, today, _("Yes, save them"), [_AS_BEFORE])
    named = service.model_copy(update={"name": details.name, "organisation": details.organisation or None})
    return sheet.model_copy(update={"service": named, "took_part": details.took_part, "first_day": details.first_day})


def answer_file_name(service: str, day: date) -> str:
    """A name for an answer file from a service's name and a date, in letters that every file system takes."""
    return f"{words_for_file_name(service)}-{day.isoformat()}{ANSWERS_SUFFIX}"


def unused_path(folder: Path, name: str) -> Path:
    """The path of an answer file that does not exist yet, with a number where its name or its backup's is taken."""
    return unused(folder / name, lambda path: os.path.lexists(path) or os.path.lexists(backup_of(path)))


def _ask_until_right(
    prompts: Prompts,
    instrument: Instrument,
    before: ServiceDetails,
    today: date,
    right: str,
    ways_out: Sequence[Option] = (),
) -> ServiceDetails:
    """Asks for all details until the person chooses the option that says they are right, or a way out.

    Returns:
        The details; those from before if the person took a way out.
    """
    details = before
    again = Option("2", _("No, change the details"))
    while True:
        details = _ask_details(prompts, instrument, details, today)
        _show_details(prompts, instrument, details)
        chosen = prompts.choose(_("Are these details right?"), [Option("1", right), again], ways_out).key
        if chosen != again.key:
            return details if chosen == "1" else before


def _ask_details(prompts: Prompts, instrument: Instrument, before: ServiceDetails, today: date) -> ServiceDetails:
    """Asks for all details once; those entered before can be kept."""
    roles = [Option(identifier, role.name) for identifier, role in instrument.questionnaire.roles.items()]
    message = _("Who is taking part? Tick at least one role.")
    while not (took_part := prompts.tick(message, roles, ticked=before.took_part, at_least_one=True).ticked):
        message = _("Who is taking part? Please tick at least one role, because the plan shows who took part.")
    message = _("What is the service or team called?")
    while not (name := one_line(ask_text(prompts, message, before.name, LONGEST_NAME))):
        message = _("The plan needs the name of the service. What is the service or team called?")
    message = _("Which organisation is the service part of?")
    if not before.organisation:
        message = _("Which organisation is the service part of? Press Enter to leave the organisation out.")
    organisation = one_line(ask_text(prompts, message, before.organisation, LONGEST_NAME))
    newcomers = instrument.questionnaire.words.newcomers
    return ServiceDetails(took_part, name, organisation, _ask_first_day(prompts, newcomers, before.first_day, today))


def _ask_first_day(prompts: Prompts, newcomers: str, before: date | None, today: date) -> date | None:
    """Asks for the planned first day until it is a date, or not known; one in the past has to be meant."""
    message = (
        _(
            "When will the first {newcomers} start? Type a date such as 1 March 2027, or 'none' if you don't know yet.",
            newcomers=newcomers,
        )
        if before
        else _(
            "When will the first {newcomers} start? Type a date such as 1 March 2027, or just press "
            "Enter if you don't know yet.",
            newcomers=newcomers,
        )
    )
    is_meant = partial(have_started, prompts, newcomers)
    return ask_day(prompts, message, today, before=before, not_known=NOT_KNOWN, is_meant=is_meant)


def have_started(prompts: Prompts, newcomers: str, day: date) -> bool:
    """Asks whether a first day in the past is meant, because the first newcomers have started already."""
    question = _(
        "{day} is in the past. Have the first {newcomers} already started?", day=long_date(day), newcomers=newcomers
    )
    return prompts.choose(question, [Option("1", _("Yes, on that day")), Option("2", _("No"))]).key == "1"


def _show_details(prompts: Prompts, instrument: Instrument, details: ServiceDetails) -> None:
    """Shows the details on one line."""
    roles = [instrument.questionnaire.roles[role].name for role in details.took_part]
    name = f"{details.name}, {details.organisation}" if details.organisation else details.name
    day = (
        _("the planned first day is {date}", date=long_date(details.first_day))
        if details.first_day
        else _("no first day is planned yet")
    )
    prompts.say(Paragraph(""), Paragraph(f"{'; '.join((without_controls(name), *roles, day))}.", "strong"))
