"""The fingerprint of an instrument changes with what is asked and how an answer counts, and with nothing else."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from questionnaires.answers import FINGERPRINT_PATTERN
from scoring.fingerprint import fingerprint
from scoring.instrument import Instrument, load_instrument
from tests.tiny import essential, other, tiny

PLAIN = tiny(essential(), other(items=4), other(2, "first_day", domain="two"))


def _changed(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> Instrument:
    """The plain instrument, with a change to what its questionnaire and its rubric say."""
    asked, judged = PLAIN.questionnaire.model_dump(), PLAIN.rubric.model_dump()
    change(asked, judged)
    return Instrument(type(PLAIN.questionnaire).model_validate(asked), type(PLAIN.rubric).model_validate(judged))


def _first(asked: dict[str, Any]) -> dict[str, Any]:
    question: dict[str, Any] = asked["domains"][0]["questions"][0]
    return question


def _options(asked: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(option) for option in asked["domains"][0]["questions"][1]["options"]]


def _set_options(asked: dict[str, Any], options: list[dict[str, Any]]) -> None:
    asked["domains"][0]["questions"][1]["options"] = options


LATER = {"id": "two_years", "lead_days": 730}
OTHER: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "text": lambda asked, _: _first(asked).update(text="Is it really there?"),
    "level": lambda asked, _: _first(asked)["levels"].update(planned="Talked about."),
    "item": lambda asked, _: _set_options(asked, [_options(asked)[0] | {"text": "Else"}, *_options(asked)[1:]]),
    "required": lambda asked, _: _set_options(asked, [_options(asked)[0] | {"required": True}, *_options(asked)[1:]]),
    "order": lambda asked, _: asked["domains"][0].update(questions=asked["domains"][0]["questions"][::-1]),
    "questionnaire": lambda asked, _: asked.update(id="another"),
    "weight": lambda _, judged: judged["criteria"][0].update(weight=1),
    "essential": lambda _, judged: judged["criteria"][0].update(essential=False),
    "stage": lambda _, judged: judged["criteria"][0].update(stage="appoint"),
    "not-applicable": lambda _, judged: judged["criteria"][1].update(not_applicable_when=None),
    "ticks": lambda _, judged: judged["checklists"].update({"4": (0, 2, 3, 4)}),
}
SAME: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "nothing": lambda *_: None,
    "why": lambda asked, _: _first(asked).update(why="Because of this."),
    "version": lambda asked, _: asked.update(version="1.7"),
    "glossary": lambda asked, _: asked.update(glossary=[{"term": "peer", "meaning": "an equal"}]),
    "action": lambda _, judged: judged["criteria"][0]["actions"]["planned"].update(title="Do it well"),
    "lead-days": lambda _, judged: judged["stages"][0].update(lead_days=-100),
    "new-stage": lambda _, judged: judged.update(stages=[*judged["stages"], judged["stages"][-1] | LATER]),
    "band": lambda _, judged: judged["bands"][1].update(from_score=30),
    "cap": lambda _, judged: judged["caps"].update(planned="getting_started"),
    "name-of-a-band": lambda _, judged: judged["bands"][0].update(name="Early days"),
}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_other_questions_have_another_fingerprint(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> None:
    """Each change to the questions, or to how an answer counts, changes the fingerprint."""
    assert fingerprint(_changed(change)) != fingerprint(PLAIN)


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_help_advice_and_verdicts_leave_it_as_it_is(change: Callable[[dict[str, Any], dict[str, Any]], object]) -> None:
    """A change that only explains or advises, or judges all answers otherwise, leaves the fingerprint as it is."""
    assert fingerprint(_changed(change)) == fingerprint(PLAIN)


def test_fingerprint_can_be_in_an_answer_file() -> None:
    """A fingerprint can be written in an answer file, and is the same each time the instrument is loaded."""
    one, two = fingerprint(load_instrument()), fingerprint(load_instrument())
    assert one == two
    assert re.fullmatch(FINGERPRINT_PATTERN, one)
