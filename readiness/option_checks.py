"""What several commands refuse about their options, before anything is asked."""

from datetime import date

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either, long_date
from readiness.exits import UsageFault
from scoring.instrument import Instrument


def check_short_form(instrument: Instrument) -> None:
    """Refuses `--short` where nothing would be asked: a questionnaire without essentials has no short form.

    Raises:
        UsageFault: no question is essential.
    """
    if not instrument.rubric.criteria_of("short"):
        what = _(
            "none of the questions in '{questionnaire}' is essential, so there is no short form",
            questionnaire=instrument.questionnaire.id,
        )
        raise UsageFault(Fault("--short", what, _("Leave out --short to get all the questions")))


def check_domain(instrument: Instrument, domain: str) -> None:
    """Refuses `--domain` with another name than a domain's.

    Raises:
        UsageFault: there is no such domain.
    """
    domains = [each.id for each in instrument.questionnaire.domains]
    if domain not in domains:
        what = _("there is no domain called '{domain}'", domain=domain)
        raise UsageFault(Fault("--domain", what, _("Choose from these: {domains}", domains=either(domains))))


def check_first_day(first_day: date, today: date) -> None:
    """Refuses `--first-day` with a day that has passed.

    Raises:
        UsageFault: the first day is in the past.
    """
    if first_day < today:
        what = _("{date} is in the past", date=long_date(first_day))
        raise UsageFault(Fault("--first-day", what, _("Give today's date or a later one")))
