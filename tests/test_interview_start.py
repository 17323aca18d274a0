"""The start of an interview: the details of the service, asked until they fit an answer file."""

from datetime import UTC, datetime

from readiness.interview.start import ask_new_sheet
from scoring.instrument import Instrument
from tests.scripted_prompts import ScriptedPrompts
from tests.tiny import MONDAY

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_name_that_no_answer_file_takes_is_asked_again(instrument: Instrument) -> None:
    """A pasted page in the place of a name is told to be too long, and comes back to be shortened."""
    prompts = ScriptedPrompts(("service_manager",), "x" * 1_001, "Riverside", "y" * 5_000, "Trust", "", "1")
    sheet = ask_new_sheet(prompts, instrument, short=False, first_day=None, today=MONDAY, now=NOW)
    assert (sheet.service.name, sheet.service.organisation) == ("Riverside", "Trust")
    assert "That is 1,001 characters, and there is room for 1,000. Please shorten it." in prompts.said
    assert "That is 5,000 characters, and there is room for 1,000. Please shorten it." in prompts.said
    assert {"x" * 1_001, "y" * 5_000} <= {*prompts.defaults}
