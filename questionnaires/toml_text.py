"""Reading TOML that people may have edited: what is wrong with it is said in words."""

import re
from typing import Any, Final

import tomli

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _

_TWICE: Final = _("the same name is used twice")
_IN_WORDS: Final = (
    ("Expected '=' after a key", _("there is no = after a name")),
    ("Expected ']", _("a closing square bracket is missing")),
    (
        "Expected newline",
        _("there is extra text after this entry, or a quotation mark too many or too few"),
    ),
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
    ("Invalid value", _("a value is missing or in the wrong format; text needs quotation marks")),
    ("Invalid", _("there is a mistake in this line")),
)
"""What the library says of a text that is no TOML, by how that begins."""


_CURLY: Final = "\u201c\u201d\u201e\u2018\u2019"
"""Quotation marks that word processors make."""


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
            remedy = _("Compare this line with the ones around it, and correct any mistake")
        what = next((words for begin, words in _IN_WORDS if said.startswith(begin)), _IN_WORDS[-1][1])
        if found and (usual := _usual_slip(text, said, int(found[1]), int(found[2]))):
            what, remedy = usual
        raise InputFault(Fault(place, what, remedy).within(name)) from error
    except RecursionError as error:
        what = _("this file has too many levels of brackets")
        raise InputFault(Fault(name, what, _("Remove the extra brackets"))) from error


def _usual_slip(text: str, said: str, line: int, column: int) -> tuple[str, str] | None:
    """What is wrong and what to do, if it is a slip that people often make; none if it is something else.

    Args:
        text: the whole file.
        said: what the library says.
        line: where it says that; counted from one, as the column is.
        column: where in the line.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    there = "".join(lines[line - 1 : line])
    rest = there[column - 1 :]
    is_invalid = said.startswith("Invalid")
    if (is_invalid and rest[:1] in _CURLY and rest) or (said.startswith("Illegal") and set(there) & set(_CURLY)):
        return _("there are curly quotation marks around some text"), _(
            'Type straight quotation marks instead, "like these"'
        )
    if is_invalid and (word := re.match(r"(true|false|yes|no)\b", rest, re.IGNORECASE)):
        what = _("'{word}' is not in the right format", word=word[0])
        return what, _("Write true or false, in lower case and without quotation marks")
    if said.startswith("Unclosed array") and re.match(r"""["']""", rest) and "=" not in rest:
        return _("there is no comma between two entries in a list"), _("Put a comma after the previous entry")
    if said.startswith("Expected newline") and '"' in there:
        what = _("there is something after a closing quotation mark")
        remedy = _(
            'If there is a " inside the text, put three quotation marks before and after the text, """like this"""'
        )
        return what, remedy
    heading = re.match(r"\s*\[+([\w.-]+)\]", there)
    if said.startswith("Cannot") and heading and {f"[{heading[1]}]", f"[[{heading[1]}]]"} <= set(map(_heading, lines)):
        name = heading[1]
        return _("[{name}] is in single square brackets, on this line or an earlier one", name=name), _(
            "Write [[{name}]], as in the rest of the file", name=name
        )
    return None


def _heading(line: str) -> str:
    """A line without a comment at its end and white space around it."""
    return line.partition("#")[0].strip()
