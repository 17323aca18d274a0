"""Plans for the tests: the example's, and one in which every text that a person can type is hostile."""

from datetime import date
from functools import cache
from pathlib import Path

from questionnaires.answer_file import parse_answers
from questionnaires.answers import LONGEST_NAME, LONGEST_TEXT, AnswerSheet, Levelled, NotApplicable, Service, Ticked
from questionnaires.model import ChecklistQuestion
from readiness.plan.action_record import ActionRecord
from readiness.plan.model import Plan
from readiness.plan.planning import make_plan
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

HOSTILE = (
    "=cmd|'/C calc'!A0\n+1\n-1\n@SUM(1)\t<script>alert(1)</script> <img src=http://127.0.0.1/x> [a](http://127.0.0.1) "
    "![b](//127.0.0.1) **bold** `code` # head | cell | www.example.org a@example.org &amp; \\ _x0041_ ]]> "
    "END:VEVENT\r\nBEGIN:VALARM;X=1, \x00\x1b[31m\x85\u202e\u2028\ufffe\ufdd0 {{ 7*7 }} 😀 مرحبا Ŵŷ"
)
"""What a person could type or paste to make a file do something."""


@cache
def shipped() -> Instrument:
    """The questionnaire and the rubric that ship with the program."""
    return load_instrument()


@cache
def example_sheet() -> AnswerSheet:
    """The answers of the example."""
    data = (ROOT / "questionnaires" / "peer-support" / "example.json").read_bytes()
    return parse_answers(data, shipped().questionnaire)


def plan_of(sheet: AnswerSheet, as_of: date = TODAY, record: ActionRecord | None = None) -> Plan:
    """The plan of a service that answered the questionnaire that ships."""
    return make_plan(score(shipped(), sheet, as_of), shipped(), record)


@cache
def example() -> Plan:
    """The example's plan, with nothing agreed yet."""
    return plan_of(example_sheet())


@cache
def typed(text: str) -> Plan:
    """A plan with the same text wherever a person can type one."""
    instrument = shipped()
    note = text[:LONGEST_TEXT]
    answers = {
        name: Ticked(ticked=(), note=note)
        if isinstance(question, ChecklistQuestion)
        else NotApplicable(not_applicable=note, note=note)
        if instrument.rubric.by_question[name].not_applicable_allowed
        else Levelled(level=1, note=note)
        for name, question in instrument.questionnaire.questions.items()
    }
    name = text[:LONGEST_NAME]
    service = Service(name=name, organisation=name, code=name)
    sheet = example_sheet().model_copy(update={"answers": answers, "service": service})
    plan = plan_of(sheet)
    actions = tuple(
        action.model_copy(update={"owner": text, "status": "accepted", "reason": text}) for action in plan.actions
    )
    return plan.model_copy(update={"actions": actions})
