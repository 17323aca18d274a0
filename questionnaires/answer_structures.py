"""The msgspec structures of single answers, made from the models in `answers`."""

from typing import Any, Final

import msgspec
from msgspec import UNSET, UnsetType
from pydantic import BaseModel

from questionnaires.answers import Agreement, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.structures import structure_of, type_of

NO_LEVEL: Final = 255
"""The level of an answer without one."""


def _answer_structure(*models: type[BaseModel]) -> Any:
    """A structure for answers of several kinds, in which nothing is needed; the fields of other kinds are constants."""
    missing = {"level": NO_LEVEL, "ticked": UNSET}
    parts = {"agreement": structure_of(Agreement) | None}
    properties = {name: field for model in models for name, field in model.model_json_schema()["properties"].items()}
    fields = [
        (name, (parts.get(name) or type_of(field)) | UnsetType, missing.get(name, UNSET))
        for name, field in properties.items()
    ]
    others = {name: value for name, value in missing.items() if name not in properties}
    return msgspec.defstruct("Answer", fields, namespace=others, frozen=True, forbid_unknown_fields=True, gc=False)


SCALE_ANSWER: Final = _answer_structure(Levelled, Unknown, NotApplicable)
CHECKLIST_ANSWER: Final = _answer_structure(Ticked, Unknown, NotApplicable)
NO_ANSWER: Final = SCALE_ANSWER()
