"""The short form, which asks the essentials alone: a questionnaire without essentials has none."""

from questionnaires.faults import Fault
from readiness.exits import UsageFault
from scoring.instrument import Instrument


def check_short_form(instrument: Instrument) -> None:
    """Refuses `--short` where nothing would be asked.

    Raises:
        UsageFault: no question is essential.
    """
    if not instrument.rubric.criteria_of("short"):
        what = f"none of the questions in '{instrument.questionnaire.id}' is essential, so there is no short form"
        raise UsageFault(Fault("--short", what, "Leave it out: all questions are asked then"))
