"""Which language the program speaks: the one that is asked for, or that of the questionnaire in use."""

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from questionnaires import language
from questionnaires.encodings import text_of
from questionnaires.faults import Fault
from questionnaires.language import CATALOGUE, CATALOGUE_VARIABLE, CODE, ENGLISH, LANGUAGE_VARIABLE, _
from questionnaires.local_style import either
from readiness.exits import UsageFault

OPTION: Final = "--language"
_QUESTIONNAIRE: Final = "--questionnaire"
_SHIPPED: Final = Path(language.__file__).parent / "languages"
"""Has a folder for each translation that ships with the program, named by its language."""


def without_language(arguments: Sequence[str]) -> list[str]:
    """Makes the program speak the language of a command line, or else of the environment or of its questionnaire.

    Args:
        arguments: what stands on the command line, after the program's name.

    Returns:
        The arguments without the language.

    Raises:
        UsageFault: there is no such language.
        InputFault: the catalogue of its texts cannot be read.
    """
    rest, wanted = _taken_out(arguments, OPTION)
    if wanted == "" and OPTION in arguments:
        remedy = _("Add the code of the language, as in `--language en-GB`")
        raise UsageFault(Fault(OPTION, _("this option needs a language"), remedy))
    folder = Path(own) if (own := _taken_out(rest, _QUESTIONNAIRE)[1]) else None
    own_language = _language_in(folder) if folder else ENGLISH
    code = wanted or os.environ.get(LANGUAGE_VARIABLE) or own_language
    where = OPTION if wanted else LANGUAGE_VARIABLE
    check_language(code, where)
    places = [folder] if folder and code == own_language else []
    places.append(_SHIPPED / code)
    catalogue = next((path for place in places if (path := place / CATALOGUE).exists()), None)
    if catalogue is None and code == language.code() and os.environ.get(CATALOGUE_VARIABLE):
        return rest
    if catalogue is None and code != own_language and code.partition("-")[0] != "en":
        what = _("there is no translation into the language '{code}'", code=code)
        raise UsageFault(Fault(where, what, _("Use {choices}", choices=either(map(repr, shipped_languages())))))
    if catalogue or code != ENGLISH:
        language.use(code, catalogue)
    return rest


def check_language(code: str, where: str) -> None:
    """Refuses what can't be the code of a language.

    Args:
        code: what was given.
        where: the option that it was given with.

    Raises:
        UsageFault: it can't be one.
    """
    if not re.fullmatch(CODE, code):
        what = _("'{code}' is not a language code", code=code)
        raise UsageFault(Fault(where, what, _("Write a code such as cy or pt-BR")))


def shipped_languages() -> tuple[str, ...]:
    """The languages that the program speaks without being given a folder."""
    return (ENGLISH, *sorted(path.parent.name for path in _SHIPPED.glob(f"*/{CATALOGUE}")))


def translated_content() -> Path | None:
    """The folder of the questionnaire that ships in the language in use; none if there is only the English one."""
    folder = _SHIPPED / language.code()
    return folder if (folder / "questionnaire").is_dir() else None


def _taken_out(arguments: Sequence[str], option: str) -> tuple[list[str], str]:
    """What stands on a command line without an option, and the option's value; empty if it is not there."""
    rest, value = [], ""
    waiting = iter(arguments)
    for argument in waiting:
        if argument == option:
            value = next(waiting, "")
        elif argument.startswith(f"{option}="):
            value = argument.removeprefix(f"{option}=")
        else:
            rest.append(argument)
    return rest, value


def _language_in(folder: Path) -> str:
    """The language of the questionnaire in a folder; English if it names none, or can't be read, as is told later."""
    import tomllib

    with suppress(OSError, ValueError):
        head = tomllib.loads(text_of((folder / "questionnaire" / "questionnaire.toml").read_bytes()))
        return str(head.get("language", ENGLISH))
    return ENGLISH
