"""Text from people and files, made safe to show: without control characters, on one line, short enough."""

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_DIRECTION_MARKS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_LINE_BREAKS = (0x0A, 0x0B, 0x0C, 0x2028, 0x2029)
_CLEANED: dict[int, str | None] = {
    **dict.fromkeys(_CONTROLS + _DIRECTION_MARKS),
    **dict.fromkeys(_LINE_BREAKS, "\n"),
    0x09: "\t",
}
"""What `str.translate` does with each code point: remove it, or make it a line feed. Tabs stay."""

_WITHOUT_WIDTH: dict[int, str | None] = dict.fromkeys(
    (0x00AD, 0x034F, 0x180E, 0xFEFF, *range(0x200B, 0x200E), *range(0x2060, 0x2065), *range(0xFE00, 0xFE10)),
)
"""Signs that cannot be seen."""
_SAME_SIGNS: dict[int, str | None] = {
    **dict.fromkeys((0x2018, 0x2019, 0x201B, 0x02B9, 0x02BB, 0x02BC, 0x2032, 0x0060, 0x00B4), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x201F, 0x2033), '"'),
    **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
    **_WITHOUT_WIDTH,
    **dict.fromkeys(_DIRECTION_MARKS),
}
"""Look-alike apostrophes, quotation marks and hyphens, and signs that can't be seen, with their plain form."""

_ENDS = (".", "!", "?", ":", "\u2026")
"""How sentences end."""
_NO_LETTERS_OR_DIGITS = re.compile(r"[\W_]+")


def without_controls(text: str) -> str:
    """Text without control characters and marks that change the reading direction.

    Every kind of line break becomes a line feed. Letters, tabs and no-break spaces stay as they are.
    """
    if text.isprintable():  # most texts, and then there is nothing to do
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)


def file_safe(text: str) -> str:
    """Text that any file format can hold: without control characters, lone surrogates and non-characters."""
    if text.isprintable():
        return text
    return "".join(character for character in without_controls(text) if not _is_invalid(ord(character)))


def one_line(text: str) -> str:
    """Text on one line without control characters; each run of white space becomes one space."""
    return " ".join(without_controls(text).split())


def same_name(text: str) -> str:
    """The key that is the same for names that people take for one: case, spaces and look-alike signs don't count.

    Only for comparing; what is shown is what was typed.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    for form in ("NFC", "NFKC"):  # either may give signs that have to be made the same
        text = unicodedata.normalize(form, text).translate(_SAME_SIGNS)
    return " ".join(unicodedata.normalize("NFC", text.casefold()).split())


def service_key(
    name: str, organisation: str, code: str, of_organisation: Callable[[str], str] = same_name
) -> tuple[str, str, str]:
    """The identity that all answer files of one service share: its code, or else its name, within its organisation.

    Args:
        name: the service's name.
        organisation: the organisation's, or empty.
        code: the service's code, or empty.
        of_organisation: `same_name`, or the same with a cache if there are many services and few organisations.

    Returns:
        Whether it is by `code` or by `name`, the organisation, and the code or the name, as they are compared.
    """
    by, text = ("code", code) if code else ("name", name)
    return by, of_organisation(organisation), same_name(text)


def look_the_same(one: str, other: str) -> bool:
    """Whether two texts cannot be told apart by looking at them, whatever characters they have."""
    one, other = (unicodedata.normalize("NFC", one_line(text.translate(_WITHOUT_WIDTH))) for text in (one, other))
    return one == other


def letters_alone(text: str) -> str:
    """A text reduced to what matters when people retype it: no letter case, spaces or punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_LETTERS_OR_DIGITS.sub("", unicodedata.normalize("NFC", plain))


def file_line(text: str) -> str:
    """Text on one line that any file format can hold; each run of white space becomes one space."""
    return one_line(file_safe(text))


def without_line_breaks(text: str) -> str:
    """Text on one line without control characters; each line break becomes a space, other spaces stay as they are."""
    return " ".join(without_controls(text).splitlines())


def printable_path(path: str) -> str:
    """A path on one line, whatever bytes its name has: each character that cannot be shown is written as an escape."""
    if path.isprintable():
        return path
    readable = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in readable)


def name_in_format(path: Path, suffixes: Sequence[str], stem: str) -> str:
    """A file name to suggest in place of one whose ending is none of the formats.

    Args:
        path: what was typed.
        suffixes: the formats: one that begins as the ending typed does, as `.docx` for `.doc`, else the first.
        stem: the name before the ending, if none was typed.
    """
    ending = path.suffix.lower()
    return f"{path.stem or stem}{next((each for each in suffixes if each.startswith(ending)), suffixes[0])}"


def shorten(text: str, length: int = 60) -> str:
    """Text on one line of at most `length` characters; an ellipsis replaces the end of a longer one."""
    line = one_line(text)
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def shorten_middle(text: str, length: int) -> str:
    """Text on one line of at most `length` characters; an ellipsis replaces the middle of a longer one.

    For names that differ at their end.
    """
    line = one_line(text)
    if len(line) <= length:
        return line
    end = (length - 1) // 2
    return f"{line[: length - 1 - end]}…{line[len(line) - end :]}"


def without_full_stop(text: str) -> str:
    """What somebody typed, for the middle of a sentence: without the full stop at its end; an ellipsis stays."""
    text = text.rstrip()
    return text if text.endswith("..") else text.removesuffix(".")


def with_full_stop(text: str) -> str:
    """What somebody typed, as a sentence: with a full stop if it doesn't end like a sentence."""
    text = text.rstrip()
    return text if not text or text.endswith(_ENDS) else f"{text}."


def capital(text: str) -> str:
    """Text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _is_invalid(code_point: int) -> bool:
    """Whether Unicode gives this code point to no character: half of a surrogate pair, or a non-character."""
    return 0xD800 <= code_point <= 0xDFFF or 0xFDD0 <= code_point <= 0xFDEF or code_point & 0xFFFE == 0xFFFE
