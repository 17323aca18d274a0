"""The start of an interview: the details of the service, asked until they fit an answer file."""

import io
from datetime import UTC, date, datetime

import pytest

from questionnaires.answers import AnswerSheet
from readiness.interview.screens import resumed
from readiness.interview.start import ask_new_sheet
from readiness.interview.state import InterviewState
from readiness.prompts.plain_prompts import PlainPrompts
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument
from tests.scripted_prompts import ScriptedPrompts, Ticks
from tests.tiny import MONDAY

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_name_that_no_answer_file_takes_is_asked_again(instrument: Instrument) -> None:
    """A pasted page instead of a name is told to be too long, and comes back to be shortened."""
    prompts = ScriptedPrompts(("service_manager",), "x" * 1_001, "Riverside", "y" * 5_000, "Trust", "", "1")
    sheet = ask_new_sheet(prompts, instrument, short=False, first_day=None, today=MONDAY, now=NOW)
    assert (sheet.service.name, sheet.service.organisation) == ("Riverside", "Trust")
    assert "You typed 1,001 characters, but there is only room for 1,000. Please shorten your text." in prompts.said
    assert "You typed 5,000 characters, but there is only room for 1,000. Please shorten your text." in prompts.said
    assert {"x" * 1_001, "y" * 5_000} <= {*prompts.defaults}


def ask(instrument: Instrument, *script: str | Ticks) -> tuple[AnswerSheet, ScriptedPrompts]:
    """The sheet of a person who types this."""
    prompts = ScriptedPrompts(*script)
    return ask_new_sheet(prompts, instrument, short=False, first_day=None, today=MONDAY, now=NOW), prompts


def test_it_is_said_why_a_question_comes_again(instrument: Instrument) -> None:
    """If nobody is ticked, or no name typed, the question comes again with the reason."""
    _, prompts = ask(instrument, (), ("service_manager",), "", "Riverside", "", "", "1")
    assert any(said.startswith("Who is taking part? Please tick ") for said in prompts.said)
    assert any(said.startswith("The plan needs the name of the service") for said in prompts.said)


@pytest.mark.parametrize(
    ("script", "first_day"), [(("1",), date(2020, 3, 1)), (("2", "none"), None)], ids=["started", "mistyped"]
)
def test_a_first_day_in_the_past_is_asked_about(
    instrument: Instrument, script: tuple[str, ...], first_day: date | None
) -> None:
    """A service whose first peer workers have started can say when; a slip can be corrected."""
    prompts = ScriptedPrompts(("service_manager",), "Riverside", "", "1/3/20", *script, "1")
    sheet = ask_new_sheet(prompts, instrument, short=False, first_day=None, today=MONDAY, now=NOW)
    assert "1 March 2020 is in the past. Have the first peer workers already started?" in prompts.said
    assert sheet.first_day == first_day


def test_plain_prompts_do_not_offer_no_role(
    instrument: Instrument, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has to take part, so there is no option for no role; a person who types 0 is asked again."""
    monkeypatch.setattr("sys.stdin", io.StringIO("0\n1\nRiverside\n\n\n1\n"))
    took = ask_new_sheet(PlainPrompts(), instrument, short=False, first_day=None, today=MONDAY, now=NOW).took_part
    said = capsys.readouterr().out
    assert "for none" not in said
    assert "Please tick at least one" in said
    assert took == (next(iter(instrument.questionnaire.roles)),)


def test_pasted_lines_are_one_name(instrument: Instrument) -> None:
    """A name that was pasted with line breaks is on one line."""
    sheet, _ = ask(instrument, ("service_manager",), "Riverside\nRecovery Team", "", "", "1")
    assert sheet.service.name == "Riverside Recovery Team"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param(["next month", "1"], date(2026, 12, 1), id="confirmed"),
        pytest.param(["in three months", "2", "2/3", "1"], date(2027, 3, 2), id="another-day"),
        pytest.param(["1/3", "2"], date(2027, 1, 3), id="of-two"),
        pytest.param(["2", "3"], date(2026, 12, 2), id="a-number-alone"),
        pytest.param(["1/3/2027"], date(2027, 3, 1), id="plain-date"),
        pytest.param(["none"], None, id="none"),
        pytest.param(["soon", "Not known"], None, id="not-known"),
    ],
)
def test_the_first_day_is_understood_as_people_say_it(
    instrument: Instrument, typed: list[str], day: date | None
) -> None:
    """A day that follows from the words is shown and confirmed; one of several is chosen."""
    sheet, prompts = ask(instrument, ("service_manager",), "Riverside", "", *typed, "1")
    assert sheet.first_day == day
    if len(typed) == 2 and day:
        assert f"You typed '{typed[0]}'." in prompts.said


def test_answers_say_what_was_asked(instrument: Instrument) -> None:
    """A new sheet has the fingerprint of its questions; going on says when they have changed since."""
    sheet, _ = ask(instrument, ("service_manager",), "Riverside", "", "", "1")
    assert sheet.questionnaire.fingerprint == fingerprint(instrument)
    (line,) = resumed(InterviewState.start(instrument, sheet, None, "full"))
    asked = sheet.questionnaire.model_copy(update={"fingerprint": "0" * 16})
    other = sheet.model_copy(update={"questionnaire": asked})
    first, notice = resumed(InterviewState.start(instrument, other, None, "full"))
    assert first == line
    assert "have changed since you started" in notice.text
