"""Finds and reads a questionnaire's TOML files, whether they ship with the program or are given by path."""

from collections import Counter
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

import tomli
from pydantic import ValidationError

from questionnaires.explain import faults_of
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_CONTENT_FILE, text_of, unusable
from questionnaires.model import Content

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
            what = f"it is larger than {_LARGEST_FILE // 1_000_000} MB, so it is no file of a questionnaire"
            raise InputFault(Fault(name or file.name, what, "Put the text file back that was here"))
        if data and (fault := unusable(data, A_CONTENT_FILE)):
            raise InputFault(fault.within(name or file.name))
        return tomli.loads(text_of(data))
    except OSError as error:
        raise InputFault(
            Fault(name or file.name, f"it cannot be read ({error.strerror})", "Put the file there")
        ) from error
    except UnicodeDecodeError as error:
        raise InputFault(Fault(name or file.name, "it is not written in UTF-8", "Save it again as UTF-8")) from error
    except tomli.TOMLDecodeError as error:
        raise InputFault(
            Fault(name or file.name, str(error), "Correct that line; compare it with its neighbours")
        ) from error
    except RecursionError as error:
        raise InputFault(
            Fault(name or file.name, "it is nested too deeply", "Take out the brackets that are too many")
        ) from error


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
        Fault(place, f"two {kind}s have this name", "Give each a name of its own")
        for place, times in Counter(places).items()
        if times > 1
    ]
