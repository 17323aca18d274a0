"""The short form, which asks the essentials alone: a questionnaire without essentials has none."""

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.exits import UsageFault
from scoring.instrument import Instrument


def check_short_form(instrument: Instrument) -> None:
    """Refuses `--short` where nothing would be asked.

    Raises:
        UsageFault: no question is essential.
    """
    if not instrument.rubric.criteria_of("short"):
        what = _(
            "none of the questions in '{questionnaire}' is essential, so there is no short form",
            questionnaire=instrument.questionnaire.id,
        )
        raise UsageFault(Fault("--short", what, _("Leave out --short to get all the questions")))
