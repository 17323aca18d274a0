"""Reads JSON that people may have opened, edited and saved, and says in words what is wrong with it."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, Final, NoReturn

from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import Wanted, text_of, unusable

_CURLY: Final = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_NO_BREAK: Final = "\u00a0\u2007\u202f"
_IN_WORDS: Final = {
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing, or a comma is extra",
    "Illegal trailing comma before end of object": "there is an extra comma",
    "Illegal trailing comma before end of array": "there is an extra comma",
    "Expecting value": "a value is missing",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Invalid control character at": "there is a line break or another control character in some of the text",
    "Invalid \\escape": "there is a backslash too many",
}
"""What the standard library says about text that is not JSON."""
_EARLIER: Final = "go back to an earlier copy of the file"


def parse_json(data: bytes, wanted: Wanted) -> Any:
    """The value in a JSON file.

    Args:
        data: the whole file.
        wanted: what the file should be, for the message if it is something else.

    Raises:
        InputFault: there is no value; with the one reason why.
    """
    try:
        text = text_of(data)
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
        if "\\ud" in text.lower():  # an escaped half of a character can be read but never written or shown
            json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputFault(
            Fault("", "it contains half of a character (\\ud800 to \\udfff)", "Type that text again")
        ) from error
    except UnicodeDecodeError as error:
        raise InputFault(unusable(data, wanted) or _unreadable(data, wanted)) from error
    except json.JSONDecodeError as error:
        raise InputFault(unusable(data, wanted) or _fault(error)) from error
    except RecursionError as error:
        raise InputFault(
            Fault("", f"it has too many brackets nested inside each other to be {wanted.name}", "Choose another file")
        ) from error
    except ValueError as error:  # a number with thousands of digits
        raise InputFault(Fault("", "a number in it is far too long", "Correct that number")) from error
    return content


def _unreadable(data: bytes, wanted: Wanted) -> Fault:
    """The fault of bytes that are not Unicode: text in an older encoding, or no text at all."""
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and (b"\0" in data or not data.lstrip().startswith(b"{")):
        return Fault("", f"it isn't text, so it can't be {wanted.name}", wanted.remedy)
    return Fault("", "it isn't saved as UTF-8", "Open it in a text editor and save it again as UTF-8")


def _fault(error: json.JSONDecodeError) -> Fault:
    """The fault of text that is not JSON: where, and the likely reason, such as an editor, copying or a power cut."""
    where, there = f"line {error.lineno}, column {error.colno}", error.doc[error.pos : error.pos + 1]
    if there and there in _CURLY:
        what = f"there is a curly quote {there} where a straight one belongs"
        return Fault(where, what, f'Replace all curly quotes with straight ones ("), or {_EARLIER}')
    if there and there in _NO_BREAK:
        return Fault(where, "there is a no-break space here", f"Replace it with an ordinary space, or {_EARLIER}")
    if there == "\0":
        return Fault(
            where,
            "the rest is only zeros: the file was not saved completely",
            _EARLIER.capitalize(),
        )
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated"):
        what = "the file stops here, too early: it was not saved or copied completely"
        return Fault(where, what, f"Copy it again, or {_EARLIER}")
    if error.msg == "Extra data":
        rest = error.doc[error.pos :].strip().partition("\n")[0]
        return Fault(
            where, f"there is something after the end: {shown(rest)}", f"Remove what comes after the end, or {_EARLIER}"
        )
    return Fault(where, f"this is not JSON ({_IN_WORDS.get(error.msg, error.msg)})", f"Correct it there, or {_EARLIER}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputFault(Fault(shown(twice), "it appears twice", "Keep the one that is right"))
    return result


def _refuse_constant(constant: str) -> NoReturn:
    raise InputFault(Fault("", f"{constant} is not a value an answer file can have", "Write a whole number"))
