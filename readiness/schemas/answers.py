"""The JSON Schema of answer files: of their models, and of what the questionnaire and the rubric allow."""

from copy import deepcopy
from typing import Final

from questionnaires.answers import AnswerSheet
from questionnaires.model import ChecklistQuestion, Question
from questionnaires.versions import VERSION_PATTERN
from readiness.schemas.generated import Schema, definitions_of, document, reference
from scoring.instrument import Instrument

_SCALE, _CHECKLIST_PREFIX, _KNOWN = "ScaleAnswer", "ChecklistAnswer:", "KnownAgreement"
_NEEDED: Final = ["format", "format_version"]
"""What has to be in a file although the models have a default for it."""


def answers_schema(instrument: Instrument) -> Schema:
    """The schema of answers to one questionnaire, in all versions of the format that can be read."""
    definitions = definitions_of([AnswerSheet])
    _make_answers_exact(definitions)
    sheet = definitions.pop("AnswerSheet")
    questionnaire = instrument.questionnaire
    sheet["required"] = [*_NEEDED, *sheet["required"]]
    sheet["properties"]["took_part"]["items"] = {"enum": list(questionnaire.roles)}
    about = definitions["QuestionnaireVersion"]["properties"]
    about["id"]["const"] = questionnaire.id
    about["version"]["pattern"] = VERSION_PATTERN.replace("[0-9]{1,4}", f"0*{questionnaire.major_version}", 1)
    definitions[_SCALE] = {"oneOf": [reference(name) for name in ("Levelled", "Unknown", "NotApplicable")]}
    definitions |= {
        f"{_CHECKLIST_PREFIX}{question.id}": _checklist_answer(question, definitions["Ticked"])
        for question in questionnaire.questions.values()
        if isinstance(question, ChecklistQuestion)
    }
    del definitions["Ticked"]
    sheet["properties"]["answers"] = {
        "type": "object",
        "description": "The answers, each under the identifier of its question. Unanswered questions are left out.",
        "properties": {name: _answer(question) for name, question in questionnaire.questions.items()},
        "additionalProperties": False,
    }
    title = f"Answers to the questionnaire {questionnaire.id}, version {questionnaire.version}"
    return document("answers", title, {**sheet, "title": title, **_always_applies(instrument)}, definitions)


def _make_answers_exact(definitions: dict[str, Schema]) -> None:
    """Says of the kinds of answers what Pydantic's schema leaves out."""
    definitions["Unknown"]["properties"]["unknown"]["const"] = True
    definitions["Unknown"]["required"] = ["unknown"]
    definitions["NotApplicable"]["properties"]["not_applicable"]["pattern"] = r"\S"
    known = deepcopy(definitions["Agreement"])
    known["properties"]["how"]["enum"].remove("parked")
    known["description"] = (
        "How a group reached an answer that is known. If a question is parked, its answer is always 'unknown'."
    )
    definitions[_KNOWN] = known
    for name in ("Levelled", "Ticked", "NotApplicable"):
        agreement = definitions[name]["properties"]["agreement"]
        agreement["anyOf"] = [reference(_KNOWN), {"type": "null"}]


def _checklist_answer(question: ChecklistQuestion, ticked: Schema) -> Schema:
    """The answers to one checklist, with the items that it has."""
    own = deepcopy(ticked)
    own["properties"]["ticked"]["items"] = {"enum": [option.id for option in question.options]}
    own["properties"]["ticked"]["uniqueItems"] = True
    return {"oneOf": [own, reference("Unknown"), reference("NotApplicable")]}


def _answer(question: Question) -> Schema:
    name = f"{_CHECKLIST_PREFIX}{question.id}" if isinstance(question, ChecklistQuestion) else _SCALE
    return {**reference(name), "description": question.text}


def _always_applies(instrument: Instrument) -> Schema:
    """That questions which always apply have no *not applicable*, in answers to this version of the questionnaire."""
    version = {"properties": {"version": {"const": instrument.questionnaire.version}}, "required": ["version"]}
    always = {
        row.question: {"not": {"required": ["not_applicable"]}}
        for row in instrument.rubric.criteria
        if not row.not_applicable_allowed
    }
    return {
        "if": {"properties": {"questionnaire": version}},
        "then": {"properties": {"answers": {"properties": always}}},
    }
