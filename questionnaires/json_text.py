"""Reads JSON that people may have opened, edited and saved, and says in words what is wrong with it."""

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, Final, NoReturn

from questionnaires.encodings import text_of
from questionnaires.explain import shown
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import Wanted, not_utf_8, unusable
from questionnaires.language import _

_CURLY: Final = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_NO_BREAK: Final = "\u00a0\u2007\u202f"
_IN_WORDS: Final = {
    "Expecting property name enclosed in double quotes": _(
        "a name in double quotes is missing, or there is an extra comma"
    ),
    "Illegal trailing comma before end of object": _("there is an extra comma"),
    "Illegal trailing comma before end of array": _("there is an extra comma"),
    "Expecting value": _("a value is missing"),
    "Expecting ',' delimiter": _("a comma is missing"),
    "Expecting ':' delimiter": _("a colon is missing"),
    "Invalid control character at": _("there is a line break or another control character inside some text"),
    "Invalid \\escape": _("there is an extra backslash"),
}
"""What the standard library says about text that is not JSON."""


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
            Fault(
                "",
                _("this file contains an incomplete character (\\ud800 to \\udfff)"),
                _("Retype the text that contains this character"),
            )
        ) from error
    except UnicodeDecodeError as error:
        raise InputFault(unusable(data, wanted) or _unreadable(data, wanted)) from error
    except json.JSONDecodeError as error:
        raise InputFault(unusable(data, wanted) or _fault(error)) from error
    except RecursionError as error:
        raise InputFault(
            Fault(
                "",
                _("this file has too many levels of brackets to be {expected}", expected=wanted.name),
                _("Choose another file"),
            )
        ) from error
    except ValueError as error:  # a number with thousands of digits
        raise InputFault(
            Fault("", _("the file contains a number that is far too long"), _("Correct the number"))
        ) from error
    return content


def _unreadable(data: bytes, wanted: Wanted) -> Fault:
    """The fault of bytes that are not Unicode: text in an older encoding, or no text at all."""
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and (b"\0" in data or not data.lstrip().startswith(b"{")):
        return Fault("", _("this file isn't text, so it can't be {expected}", expected=wanted.name), wanted.remedy)
    return not_utf_8()


def _fault(error: json.JSONDecodeError) -> Fault:
    """The fault of text that is not JSON: where, and the likely reason, such as an editor, copying or a power cut."""
    where = _("line {line}, column {column}", line=error.lineno, column=error.colno)
    return Fault(where, *_what_and_remedy(error))


def _what_and_remedy(error: json.JSONDecodeError) -> tuple[str, str]:
    there = error.doc[error.pos : error.pos + 1]
    if there and there in _CURLY:
        return (
            _("there is a curly quote {quote} where there should be a straight one", quote=there),
            _('Replace all curly quotes with straight ones ("), or go back to an earlier copy of the file'),
        )
    if there and there in _NO_BREAK:
        return (
            _("there is a non-breaking space here"),
            _("Type an ordinary space instead, or go back to an earlier copy of the file"),
        )
    if there == "\0":
        return (
            _("the rest of the file contains only zeros, so the file was not saved completely"),
            _("Go back to an earlier copy of the file"),
        )
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated"):
        return (
            _("the file ends too soon, so only part of it was saved or copied"),
            _("Copy the file again, or go back to an earlier copy of it"),
        )
    if error.msg == "Extra data":
        rest = error.doc[error.pos :].strip().partition("\n")[0]
        return (
            _("there is extra text where the file should end: {rest}", rest=shown(rest)),
            _("Remove the extra text, or go back to an earlier copy of the file"),
        )
    return (
        _("this is not valid JSON ({reason})", reason=_IN_WORDS.get(error.msg, error.msg)),
        _("Correct this line, or go back to an earlier copy of the file"),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputFault(
            Fault(shown(twice), _("this name appears twice"), _("Keep the entry that is right, and remove the other"))
        )
    return result


def _refuse_constant(constant: str) -> NoReturn:
    raise InputFault(
        Fault("", _("{constant} can't be used as a value here", constant=constant), _("Write a whole number"))
    )
