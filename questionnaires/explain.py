"""Faults that a person can correct, made from Pydantic's errors."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import either

_GROUP_REMEDY = _("Put the values in curly brackets, each with a name")
_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": (_("'{key}' is missing"), _("Add it")),
    "string_type": (_("{given} is not text"), _("Write the value in quotation marks")),
    "string_unicode": (_("the text contains a damaged character"), _("Type the text again")),
    "string_too_short": (_("the text is empty"), _("Write some text, or leave '{key}' out")),
    "string_too_long": (_("the text is too long"), _("Use at most {max_length:,} characters")),
    "too_short": (_("the list is too short"), _("Give {min_length} or more entries")),
    "too_long": (_("the list is too long"), _("Give at most {max_length} entries")),
    "string_pattern_mismatch": (_("{given} is not in the right format"), _("Use the same format as '{example}'")),
    "int_type": (_("{given} is not a whole number"), _("Write a whole number, without quotation marks")),
    "bool_type": (_("{given} should be true or false"), _("Write true or false, without quotation marks")),
    "greater_than_equal": (_("{given} is too small"), _("Write {lowest} or a higher number")),
    "less_than_equal": (_("{given} is too large"), _("Write {highest} or a lower number")),
    "enum": (_("{given} is not one of the choices here"), _("Use {choices}")),
    "literal_error": (_("{given} is not one of the choices here"), _("Use {choices}")),
    "kind_of_answer": (
        _("the answer must have exactly one of 'level', 'ticked', 'unknown' and 'not_applicable'"),
        _("Use exactly one of these four fields. The answer can also have a 'note'"),
    ),
    "model_type": (_("there should be a group of named values instead of {given}"), _GROUP_REMEDY),
    "dict_type": (_("there should be a group of named values instead of {given}"), _GROUP_REMEDY),
    "tuple_type": (_("there should be a list instead of {given}"), _("Put the list in square brackets")),
    "list_type": (_("there should be a list instead of {given}"), _("Put the list in square brackets")),
}
_ANYTHING_ELSE = (_("{given} can't be used here"), _("Compare this entry with similar ones in the file"))
_EXAMPLES = ("1.2", "R1", "LE", "IB-L1", "team.role-clarity", "90d8f6c51c7b02ea")
"""What texts that have to match a pattern look like; the first that matches is shown."""
_LONGEST_SHOWN = 40
"""Characters of a value that is quoted."""
_CLOSING = {"[": "]", "{": "}"}
_NO_KEYS = {"scale", "checklist", "[key]"}
"""Parts of Pydantic's places that no file has: the kinds of questions, and the key of a table."""


def faults_of(
    error: ValidationError, model: type[BaseModel], name: Callable[[ErrorDetails], str] | None = None
) -> list[Fault]:
    """The faults behind a validation error.

    Args:
        error: what Pydantic raised.
        model: the model that was validated, for offering near names of its keys.
        name: gives the place of an error in words; by default its keys, joined by dots.
    """
    name = name or place_of
    errors = error.errors(include_url=False)
    inside = {details["loc"][:length] for details in errors for length in range(len(details["loc"]))}
    return [
        _fault_of(details, model, name(details))
        for details in errors
        # a list whose entries are faulty is said to be too short, too
        if not (details["type"] == "too_short" and details["loc"] in inside)
    ]


def place_of(details: ErrorDetails) -> str:
    """Where an error is: its keys joined by dots, positions counted from one."""
    parts = [part for part in details["loc"] if part not in _NO_KEYS]
    return ".".join(f"{part + 1}" if isinstance(part, int) else part for part in parts)


def near(word: str, known: Collection[str]) -> str:
    """A remedy that offers the nearest known name, or else says to check."""
    name = nearest(word, known)
    return _("Did you mean '{name}'?", name=name) if name else _("Check the spelling")


def near_or_listed(word: str, known: Iterable[str]) -> str:
    """A remedy that offers the nearest known name, or else all of a few."""
    known = list(known)
    return near(word, known) if nearest(word, known) else _("Use {choices}", choices=either(map(repr, known)))


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known name that a word is probably meant to be; none if it is not like any of them.

    Names that begin with the same domain, such as `leadership.`, have to be alike in what follows it.
    """
    domain = word[: word.rfind(".") + 1]
    beside = {name.removeprefix(domain): name for name in known if name.startswith(domain)}
    others = {name: name for name in known if not name.startswith(domain)}
    for text, names, cutoff in ((word.removeprefix(domain), beside, 0.5 if domain else 0.6), (word, others, 0.6)):
        if close := get_close_matches(text, names, n=1, cutoff=cutoff):
            return names[close[0]]
    return None


def shown(value: Any) -> str:
    """A value as it is quoted in a sentence: short, and on one line. A long one is cut inside its marks."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= _LONGEST_SHOWN:
        return text
    start = text[: _LONGEST_SHOWN - 3].rstrip(" \\")
    mark = '"' if re.sub(r"\\.", "", start).count('"') % 2 else ""
    return f"{start}…{mark}{_CLOSING.get(text[0], '')}"


def _keys_beside(model: type[BaseModel], path: Sequence[int | str]) -> set[str]:
    """The keys that are allowed where an unknown one is."""
    models = [model]
    for part in path[:-1]:
        fields = [each.model_fields[part] for each in models if isinstance(part, str) and part in each.model_fields]
        models = [inside for field in fields for inside in models_in(field.annotation)] or models
    return {key for each in models for key in each.model_fields} - {str(path[-1])}


def no_such_day(given: str) -> tuple[str, str]:
    """What is wrong with a day that the calendar doesn't have, such as `2027-02-30`, and what to do."""
    return _("there is no such day as {given}", given=given), _("Check the day and the month")


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that the values of a field can have, by what the field's type says."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def _example_of(pattern: str) -> str:
    return next((example for example in _EXAMPLES if re.search(pattern, example)), _EXAMPLES[0])


def _fault_of(details: ErrorDetails, model: type[BaseModel], place: str) -> Fault:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "value_error":  # one of our own validators speaks
        what, remedy = context["error"].args
        return Fault(place, what, remedy)
    key = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "extra_forbidden":
        return Fault(
            place, _("there is no field called '{key}' here", key=key), near(key, _keys_beside(model, details["loc"]))
        )
    if kind in ("too_short", "too_long") and isinstance(details["input"], str):
        kind = f"string_{kind}"  # a text whose length Pydantic checks after one of our own validators
    what, remedy = _SENTENCES.get(kind, _ANYTHING_ELSE)
    facts = {
        **context,
        "key": key,
        "given": shown(details["input"]),
        "lowest": context.get("ge"),
        "highest": context.get("le"),
        "choices": either(re.split(", | or ", context.get("expected", ""))),
        "example": _example_of(context.get("pattern", "")),
    }
    return Fault(place, what.format(**facts), remedy.format(**facts))
