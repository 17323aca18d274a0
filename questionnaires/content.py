"""Finds and reads a questionnaire's TOML files, whether they ship with the program or are given by path."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from questionnaires.content_base import Content
from questionnaires.encodings import text_of
from questionnaires.explain import faults_of, place_of
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_CONTENT_FILE, not_utf_8, unusable
from questionnaires.language import _
from questionnaires.toml_text import parse_toml

SHIPPED = "peer-support"
"""The folder, inside this package, of the questionnaire that ships with the program."""
QUESTIONNAIRE_FOLDER: Final = "questionnaire"
"""The folder, inside a copy's, of the questionnaire's files. Faults name files as they are called in a copy."""

_LARGEST_FILE: Final = 1_000_000
"""Bytes; a domain of forty questions has a tenth of that."""

_LONGEST_NAME: Final = 60
"""Characters of an identifier that stand in a place; it may be anything."""
_IDENTIFIERS: Final = ("question", "id")
"""What tells an entry of a list from the others: of a criterion its question, of anything else its own identifier."""

USE_EACH_NAME_ONCE: Final = _("Use each name only once")

AnyContent = TypeVar("AnyContent", bound=Content)


def read_toml(file: Traversable, name: str = "") -> dict[str, Any]:
    """Reads one TOML file.

    Args:
        file: where it is.
        name: what it is called in a fault; by default its own name.

    Raises:
        InputFault: it is missing, not UTF-8 or not TOML; with the line if known.
    """
    try:
        data = file.read_bytes()
        if len(data) > _LARGEST_FILE:
            what = _(
                "this file is larger than {megabytes} MB, so it can't be a questionnaire file",
                megabytes=_LARGEST_FILE // 1_000_000,
            )
            raise InputFault(Fault(name or file.name, what, _("Replace this file with the original one")))
        if data and (fault := unusable(data, A_CONTENT_FILE)):
            raise InputFault(fault.within(name or file.name))
        return parse_toml(text_of(data), name or file.name)
    except OSError as error:
        what = _("this file can't be read ({reason})", reason=error.strerror)
        remedy = _("Check that the file exists and that you can open it")
        if isinstance(file, Path) and file.with_name(f"{file.name}.txt").is_file():
            what, remedy = _("there is no such file"), rename_from_txt(file.name)
        raise InputFault(Fault(name or file.name, what, remedy)) from error
    except UnicodeDecodeError as error:
        raise InputFault(not_utf_8(name or file.name)) from error


def rename_from_txt(name: str) -> str:
    """What to do if an editor has added `.txt` to the name of a file."""
    return _("Rename {name}.txt to {name}. Your editor has added the .txt", name=name)


def parse_content(model: type[AnyContent], data: dict[str, Any], file_name: str) -> AnyContent:
    """Builds a model from what a content file says.

    Raises:
        InputFault: every fault that was found, with the file and the place.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = faults_of(error, model, lambda details: _place_in(data, details))
        raise InputFault(faults).within(file_name) from error


def _place_in(data: Any, details: ErrorDetails) -> str:
    """Where an error is: entries of lists by their identifiers, `leadership.vision, levels.planned`, else counted."""
    named: list[str] = []
    rest: list[int | str] = []
    for part in details["loc"]:
        rest.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part] if part < len(data) else None
        name = next((data[key] for key in _IDENTIFIERS if key in data), None) if isinstance(data, dict) else None
        if isinstance(part, int) and isinstance(name, str) and name:
            name = " ".join(name.split())[:_LONGEST_NAME]
            named = [each for each in named if not name.startswith(each)] + [name]
            rest = []
    place = place_of({**details, "loc": tuple(rest)})
    return ", ".join(filter(None, (" ".join(named), place)))


def twice(what: str, places: Iterable[str], remedy: str = USE_EACH_NAME_ONCE) -> list[Fault]:
    """A fault for each name, given with its place, that is used more than once; `what` says so."""
    return [Fault(place, what, remedy) for place, times in Counter(places).items() if times > 1]
