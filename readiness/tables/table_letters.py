"""The encoding that a table was saved in, and whether its letters can be trusted. No letter is guessed."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from readiness.report.formats.action_table import OWNER
from readiness.report.formats.row_memory import PROBE, probe_in
from readiness.text import file_line

_MARKS: Final = (
    (BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_OLD: Final = ("cp1252", "mac_roman", "cp850")
"""The encodings of plain CSV: on Windows, on older Macs, and of "CSV (MS-DOS)"."""
_PLAIN: Final = str.maketrans("\u2013\u2014\u2019\u2018\u201c\u201dŁłĐđ", "--''\"\"LlDd")
"""The signs that programs write for a character that an encoding lacks, unless they drop its accent."""
_REPLACED = re.compile(r"\?\w|\?\?|(?:^|\s)\?|\ufffd")
"""A question mark where no sentence has one: it was a letter that the encoding lacks."""
_SAVE = _("Save the table again as .xlsx or as CSV UTF-8, and check that accented letters in this row are right")


@dataclass(frozen=True)
class Letters:
    """What is known of the letters of a table.

    Attributes:
        encoding: the one that it was saved in, if that lacks letters: `ascii` where no other letter is left.
        certain: whether letters outside ASCII are what people typed.
    """

    encoding: str | None = None
    certain: bool = True

    def same(self, text: str, written: str) -> bool:
        """Whether a cell still has the text that was written, even if the encoding lacks some of its letters."""
        before = line_of(written)
        if text == before:
            return True
        return bool(self.encoding) and re.fullmatch(self._pattern(before), text) is not None

    def blurred(self, text: str) -> str:
        """A text with a question mark for each letter that the encoding lacks, as most programs save it."""
        encoding = self.encoding
        return "".join(it if it.encode(encoding, "ignore") else "?" for it in text) if encoding else text

    def fault(self, text: str, column: str) -> Fault | None:
        """Why a text that somebody typed cannot be trusted; none if it can."""
        if "\ufffd" in text or (self.encoding and (_REPLACED.search(text) or (column == OWNER and "?" in text))):
            return Fault(column, _('letters were lost from "{text}" when the table was saved', text=text), _SAVE)
        if not self.certain and ("?" in text or not text.isascii()):
            return Fault(
                column, _('some of the letters in "{text}" may not have been read correctly', text=text), _SAVE
            )
        return None

    def _pattern(self, text: str) -> str:
        return "".join(map(self._pattern_of, text))

    def _pattern_of(self, letter: str) -> str:
        if letter.encode(self.encoding or "utf-8", "ignore"):
            return re.escape(letter)
        plain = "".join(it for it in unicodedata.normalize("NFKD", letter.translate(_PLAIN)) if it.isascii())
        return rf"(?:\?{{1,2}}|_|{re.escape(plain)})" if plain.strip() else r"(?:\?{1,2}|_)"


def line_of(text: str) -> str:
    """A text as cells are compared: on one line, each letter with its accent in one character."""
    return unicodedata.normalize("NFC", file_line(text))


def decode(data: bytes) -> tuple[str, Letters]:
    """The text of a CSV file, and what is known of its letters.

    Raises:
        InputFault: it is not text in the encoding that its first bytes name.
    """
    text, letters = _decode(data)
    probe = probe_in(text)
    if probe is None or line_of(probe) == PROBE:
        return text, letters
    return text, Letters("ascii", certain=False)  # saved in an encoding that is not known here


def _decode(data: bytes) -> tuple[str, Letters]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), Letters()
    if b"\0" in data:
        return _strict(data, _order_of_bytes(data)), Letters()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode_old(data)
    if text.isascii():
        return text, Letters("ascii")
    garbled = any(PROBE.encode().decode(old, "replace") in text for old in _OLD)
    return text, Letters(certain=not garbled)


def _order_of_bytes(data: bytes) -> str:
    """UTF-16 without a mark: most letters have a zero as their second byte, or as their first."""
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        what = _(
            "the file is damaged: it starts as {encoding} text, but part of it can't be read as {encoding}",
            encoding=name,
        )
        raise InputFault(Fault("", what, _("Save the table again as .xlsx or as CSV UTF-8"))) from error


def _decode_old(data: bytes) -> tuple[str, Letters]:
    """The text of a file that is not Unicode: by the bytes of the probe, or by the one encoding that makes words."""
    for encoding in _OLD:
        if PROBE.encode(encoding) in data:
            return data.decode(encoding, "replace"), Letters(encoding)
    possible = [encoding for encoding in _OLD if _makes_words(data, encoding)]
    if len(possible) == 1:
        return data.decode(possible[0], "replace"), Letters(possible[0])
    likeliest = _likeliest(data, possible or _OLD)
    encoding = likeliest or _OLD[0]
    return data.decode(encoding, "replace"), Letters(encoding, certain=likeliest is not None)


def _likeliest(data: bytes, possible: Sequence[str]) -> str | None:
    """The encoding that charset-normalizer finds better than all others; none if it finds several as good."""
    from charset_normalizer import from_bytes

    found = [*from_bytes(b" ".join(_words(data)), cp_isolation=[*possible])]
    if not found or any(other.chaos <= found[0].chaos for other in found[1:]) or len(possible) == len(_OLD):
        return None
    return next((encoding for encoding in possible if encoding == found[0].encoding), None)


def _words(data: bytes) -> list[bytes]:
    """The words that have a byte outside ASCII."""
    return re.findall(rb"[^\s,;\"]*[\x80-\xff][^\s,;\"]*", data)


def _makes_words(data: bytes, encoding: str) -> bool:
    try:
        return all(_is_word(word.decode(encoding)) for word in _words(data))
    except UnicodeDecodeError:
        return False


def _is_word(text: str) -> bool:
    """Whether each character outside ASCII is where people write it: small letters inside words, signs at ends."""
    marks = [("", *text)[place] if place else "" for place in range(len(text))]
    return all(
        letter.isascii() or _fits(letter, before, text[place + 1 : place + 2])
        for place, (letter, before) in enumerate(zip(text, marks, strict=True))
    )


def _fits(letter: str, before: str, after: str) -> bool:
    if letter in "\u2019":
        return before.isalpha()
    if letter in "\u2018\u201c£€":
        return not before.isalnum() and after.isalnum()
    if letter in "\u201d…":
        return bool(before) and not after.isalnum()
    if letter in "\u2013\u2014":
        return not before.isalpha() and not after.isalpha()
    if not unicodedata.name(letter, "").startswith("LATIN") or letter in "ƒªºı":
        return False
    return letter.islower() or not before.islower()
