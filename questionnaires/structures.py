"""Builds msgspec structures from the JSON schemas of the Pydantic models, so that each field is in one place."""

from typing import Annotated, Any, Final, Literal, Union

import msgspec
from msgspec import UNSET, Meta, UnsetType
from pydantic import BaseModel

_TYPES: Final[dict[str, Any]] = {"string": str, "integer": int, "boolean": bool, "null": None}
_LIMITS: Final = {
    "maxLength": "max_length",
    "maxItems": "max_length",
    "minimum": "ge",
    "maximum": "le",
    "pattern": "pattern",
}
"""msgspec's names for the limits in a JSON schema."""
_OTHER_WORDS: Final = {"type", "items", "title", "default", "description", "format"}


_NEEDED: Final = ("format", "format_version")
"""The fields that a file must have although the models have a default for them."""


def type_of(schema: dict[str, Any]) -> Any:
    """The type that a field's JSON schema describes.

    Raises:
        KeyError: the schema has a word that is not known here.
    """
    if "anyOf" in schema:
        return Union[tuple(map(type_of, schema["anyOf"]))]  # noqa: UP007  # there is no other way to write this
    if "const" in schema or "enum" in schema:
        return Literal[tuple(schema.get("enum", [schema.get("const")]))]
    limits = {_LIMITS[word]: limit for word, limit in schema.items() if word not in _OTHER_WORDS}
    if "pattern" in limits:  # Python's $ also matches before a last line break, that of the models does not
        limits["pattern"] = limits["pattern"].replace("$", r"\Z")
    if schema["type"] == "array":
        item: Any = type_of(schema["items"])
        kind: Any = tuple[item, ...]
    else:
        kind = _TYPES[schema["type"]]
    return Annotated[kind, Meta(**limits)] if limits else kind


def structure_of(model: type[BaseModel], **parts: Any) -> Any:
    """A structure with the fields of a model; an optional field that a file does not have is `UNSET`.

    Args:
        model: its JSON schema gives the types of the fields.
        parts: the types of the fields that are structures themselves.
    """
    schema = model.model_json_schema()
    fields: list[Any] = []
    for name, field in schema["properties"].items():
        kind = parts.get(name) or type_of(field)
        needed = name in _NEEDED or name in schema.get("required", ())
        fields.append((name, kind) if needed else (name, kind | UnsetType, UNSET))
    return msgspec.defstruct(model.__name__, fields, kw_only=True, forbid_unknown_fields=True, gc=False)
