"""JSON Schema as Pydantic makes it from models, with what the docstrings of their fields say."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from questionnaires.explain import models_in

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PATTERNS: Final = {
    "date": "^(20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
    "date-time": "^(20|21)[0-9]{2}.*(Z|[+-][0-9:.]+)$",
}
"""For each format the years that it can lie in, and that a moment has its offset: validators need not know formats."""

Schema = dict[str, Any]


class _Untitled(GenerateJsonSchema):
    """Without a title for each field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # the base class says what it gets
        return False


def definitions_of(models: Sequence[type[BaseModel]], mode: JsonSchemaMode = "validation") -> dict[str, Schema]:
    """The definitions of models and of all models in them, by name, with descriptions.

    Args:
        models: the models.
        mode: whether for files that are read, or for those that are written.
    """
    _, found = models_json_schema([(model, mode) for model in models], schema_generator=_Untitled)
    definitions: dict[str, Schema] = found["$defs"]
    for model in _all_models(models):
        if definition := definitions.get(model.__name__):
            _describe(definition, model)
    _add_patterns(definitions)
    return definitions


def document(kind: str, title: str, content: Schema, definitions: dict[str, Schema]) -> Schema:
    """A whole schema: its content, and the definitions that this refers to."""
    return {"$schema": DIALECT, "$id": f"urn:readiness:schema:{kind}", "title": title, **content, "$defs": definitions}


def reference(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def _all_models(models: Sequence[type[BaseModel]]) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    left = list(models)
    while left:
        if (model := left.pop()) not in found:
            found.add(model)
            left += [each for field in model.model_fields.values() for each in models_in(field.annotation)]
    return found


def _describe(definition: Schema, model: type[BaseModel]) -> None:
    """Adds to each property what is said below its field."""
    said = _docstrings_of(model)
    for name, field in definition.get("properties", {}).items():
        if text := said.get(name):
            field["description"] = text


def _docstrings_of(model: type[BaseModel]) -> dict[str, str]:
    """What is said below the fields of a model and of those that it inherits from, by the name of the field."""
    said: dict[str, str] = {}
    for each in reversed(model.__mro__):
        with suppress(OSError, TypeError):  # no source, as of what is built in
            if issubclass(each, BaseModel) and each is not BaseModel:
                said |= dict(_docstrings_in(textwrap.dedent(inspect.getsource(each))))
    return said


def _docstrings_in(source: str) -> Iterator[tuple[str, str]]:
    (described,) = ast.parse(source).body
    body = described.body if isinstance(described, ast.ClassDef) else []
    for field, following in pairwise(body):
        match field, following:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


def _add_patterns(part: Any) -> None:
    """Adds to each date and moment in a schema what it looks like."""
    if isinstance(part, list):
        for each in part:
            _add_patterns(each)
    elif isinstance(part, dict):
        if pattern := _PATTERNS.get(str(part.get("format"))):
            part["pattern"] = pattern
        for each in list(part.values()):
            _add_patterns(each)
