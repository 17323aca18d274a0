"""The kinds of files that have a JSON Schema."""

from collections.abc import Callable
from typing import Final, Literal

from readiness.plan.model import Plan
from readiness.schemas.answers import answers_schema
from readiness.schemas.content import questionnaire_schema, rubric_schema
from readiness.schemas.generated import Schema, definitions_of, document
from scoring.instrument import Instrument

Kind = Literal["answers", "questionnaire", "rubric", "result"]


def schema_of(kind: Kind, instrument: Instrument) -> Schema:
    """The JSON Schema, in the version of 2020-12, of a kind of files.

    Args:
        kind: what kind.
        instrument: the questionnaire whose answers are meant, and its rubric.
    """
    return _SCHEMAS[kind](instrument)


def _result_schema(_instrument: Instrument) -> Schema:
    definitions = definitions_of([Plan], mode="serialization")
    plan = definitions.pop("Plan")
    plan["description"] = (
        "The result that `readiness score --format json` prints, and that a plan saved as a .json file holds."
    )
    return document("result", "A result", {**plan, "title": "A result"}, definitions)


_SCHEMAS: Final[dict[Kind, Callable[[Instrument], Schema]]] = {
    "answers": answers_schema,
    "questionnaire": lambda _instrument: questionnaire_schema(),
    "rubric": lambda _instrument: rubric_schema(),
    "result": _result_schema,
}
