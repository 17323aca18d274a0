"""The tasks for an assessment that was chosen: working on a finished one, bringing back a damaged one."""

import os
from enum import StrEnum

from questionnaires.answers import AnswerSheet
from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.interview.listed_assessment import ListedAssessment, name_of
from readiness.interview.state import estimated_minutes, in_minutes
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.text import file_line, printable_path, shorten
from scoring.instrument import Instrument

_BACK = Option("b", _("Back to the list"))
_MOST_FAULTS = 3


class Task(StrEnum):
    """What a person wants to do with a finished assessment; the values are the keys of the menu."""

    CHANGE = "1"
    AGREE = "2"
    PLAN = "3"
    GROW = "4"
    """Answers the other questions of the full form too."""


def choose_task(
    prompts: Prompts,
    instrument: Instrument,
    assessment: ListedAssessment,
    *,
    has_list: bool,
    domain: str | None = None,
) -> Task | None:
    """Asks what to do with a finished assessment.

    Args:
        prompts: show text and ask.
        instrument: knows the questions that a short form leaves out.
        assessment: the assessment.
        has_list: whether the person can go back to a list.
        domain: the only domain that is asked about; none for all of them.

    Returns:
        The task; none to go back.
    """
    sheet = assessment.sheet
    assert sheet is not None  # noqa: S101  # a finished assessment could be read
    options = [
        Option(Task.CHANGE, _("Change answers")),
        Option(Task.AGREE, _("Agree who does what by when")),
        Option(Task.PLAN, _("See the result and write the plan")),
    ]
    if number := left_out(instrument, sheet, domain):
        title = next((each.title for each in instrument.questionnaire.domains if each.id == domain), None)
        options.append(Option(Task.GROW, _grow(number, title)))
    prompts.say(Paragraph(""), Paragraph(_finished(shorten(name_of(assessment)), sheet), "strong"))
    key = prompts.choose(_("What would you like to do?"), [*options, *([_BACK] if has_list else [])]).key
    return None if key == _BACK.key else Task(key)


def _grow(number: int, domain: str | None) -> str:
    """The task to answer so many questions that a short form leaves out, in all domains or in one."""
    duration = in_minutes(estimated_minutes(number))
    if domain:
        return ngettext(
            "Answer the last question in {domain} (about {duration})",
            "Answer the other {n} questions in {domain} (about {duration})",
            number,
            domain=domain,
            duration=duration,
        )
    return ngettext(
        "Answer the last question (about {duration})",
        "Answer the other {n} questions (about {duration})",
        number,
        duration=duration,
    )


def _finished(service: str, sheet: AnswerSheet) -> str:
    """Says that a service's assessment is finished, and since when, if that is known."""
    is_short = sheet.form == "short"
    if sheet.updated_at is None:
        return (
            _("{service}: the short form is finished.", service=service)
            if is_short
            else _("{service}: the assessment is finished.", service=service)
        )
    date = long_date(sheet.updated_at.date())
    if is_short:
        return _("{service}: the short form was finished on {date}.", service=service, date=date)
    return _("{service}: the assessment was finished on {date}.", service=service, date=date)


def wants_kept_version(prompts: Prompts, assessment: ListedAssessment, *, has_list: bool) -> bool:
    """Says why an assessment cannot be used, and asks whether to bring back the version before, if there is one."""
    prompts.say(Paragraph(""))
    faults = assessment.fault.faults if assessment.fault else ()
    prompts.say(*(Paragraph(file_line(str(fault)), "strong") for fault in faults[:_MOST_FAULTS]))
    leave = _BACK if has_list else Option("b", _("Leave it as it is"))
    if assessment.kept is None:
        prompts.say(Paragraph(_("There is no earlier version here to use instead.")))
        prompts.choose(_("What would you like to do?"), [leave])
        return False
    prompts.say(Paragraph(_("The previous version is still here: {version}.", version=assessment.kept.in_words())))
    if os.path.lexists(assessment.path):
        name = printable_path(assessment.path.name)
        kept = _(
            "If you restore the previous version, the {file} you have now will be kept under another name.", file=name
        )
        prompts.say(Paragraph(kept))
    bring_back = Option("1", _("Restore the previous version"))
    return prompts.choose(_("What would you like to do?"), [bring_back, leave]).key == bring_back.key


def left_out(instrument: Instrument, sheet: AnswerSheet, domain: str | None = None) -> int:
    """How many questions of the full form, or of one domain of it, a sheet's form leaves out, and have no answer."""
    if sheet.form == "full":
        return 0
    asked = (each for each in instrument.rubric.criteria_of("full") if domain in (None, each.domain))
    return sum(criterion.question not in sheet.answers for criterion in asked)
