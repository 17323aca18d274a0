"""Reading TOML that people may have edited: what is wrong with it is said in words."""

import re
from typing import Any, Final

import tomli

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _

_TWICE: Final = _("the same name is used twice")
_IN_WORDS: Final = (
    ("Expected '=' after a key", _("there is a name without an = after it")),
    ("Expected ']", _("a closing square bracket is missing")),
    ("Expected newline", _("there is something after the end of this entry; a quotation mark may be missing or extra")),
    ("Unclosed array", _("a list has no closing square bracket")),
    ("Unclosed inline table", _("a closing curly bracket is missing")),
    ("Unterminated string", _("some text has no closing quotation mark")),
    (
        "Illegal character",
        _("some text has no closing quotation mark, or there is a character that can't be used here"),
    ),
    ("Unescaped", _("there is a single backslash in some text; type two instead")),
    ("Cannot overwrite", _TWICE),
    ("Cannot declare", _TWICE),
    ("Cannot mutate", _TWICE),
    ("Duplicate", _TWICE),
    ("Invalid value", _("a value is missing or not written as it should be; text needs quotation marks")),
    ("Invalid", _("this line is not written as it should be")),
)
"""What the library says of a text that is no TOML, by how that begins."""


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """What a TOML file says.

    Args:
        text: the whole file.
        name: the file, for the message.

    Raises:
        InputFault: it is no TOML; with the line where known.
    """
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        said = str(error)
        found = re.search(r"\(at line (\d+), column (\d+)\)$", said)
        place, remedy = "", _("Look at the last lines of the file, and add what is missing")
        if found:
            place = _("line {line}, column {column}", line=found[1], column=found[2])
            remedy = _("Compare that line with the ones around it, and change it")
        what = next((words for begin, words in _IN_WORDS if said.startswith(begin)), _IN_WORDS[-1][1])
        raise InputFault(Fault(place, what, remedy).within(name)) from error
    except RecursionError as error:
        what = _("it has too many brackets nested inside each other")
        raise InputFault(Fault(name, what, _("Remove the extra brackets"))) from error
