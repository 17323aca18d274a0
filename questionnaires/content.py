"""Finds and reads a questionnaire's TOML files, whether they ship with the program or are given by path."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from questionnaires.explain import faults_of
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_CONTENT_FILE, text_of, unusable
from questionnaires.model import Content
from questionnaires.toml_text import parse_toml

SHIPPED = "peer-support"
"""The folder, inside this package, of the questionnaire that ships with the program."""

_LARGEST_FILE: Final = 1_000_000
"""Bytes; a domain of forty questions has a tenth of that."""

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
            what = f"it is larger than {_LARGEST_FILE // 1_000_000} MB, so it can't be a file of a questionnaire"
            raise InputFault(Fault(name or file.name, what, "Put the original text file back"))
        if data and (fault := unusable(data, A_CONTENT_FILE)):
            raise InputFault(fault.within(name or file.name))
        return parse_toml(text_of(data), name or file.name)
    except OSError as error:
        raise InputFault(
            Fault(
                name or file.name,
                f"it can't be read ({error.strerror})",
                "Put the file there, and check that you can open it",
            )
        ) from error
    except UnicodeDecodeError as error:
        remedy = "Open it in a text editor and save it again as UTF-8"
        raise InputFault(Fault(name or file.name, "it isn't saved as UTF-8", remedy)) from error


def parse_content(model: type[AnyContent], data: dict[str, Any], file_name: str) -> AnyContent:
    """Builds a model from what a content file says.

    Raises:
        InputFault: every fault that was found, with the file and the place.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputFault(faults_of(error, model)).within(file_name) from error


def twice(kind: str, places: Iterable[str]) -> list[Fault]:
    """A fault for each name, given with its places, that is used more than once."""
    return [
        Fault(place, f"two {kind}s have this name", "Give each its own name")
        for place, times in Counter(places).items()
        if times > 1
    ]
