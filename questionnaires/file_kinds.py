"""Kinds of files that people give in the place of an answer file, told by their first bytes."""

from typing import Final

from questionnaires.faults import Fault

_ANSWERS: Final = "Choose the file with the answers; its name ends in .json"
_PLAN: Final = f"A plan cannot be read back. {_ANSWERS}"
_TABLE: Final = f"{_ANSWERS}. A table of actions that was filled in is read with `readiness actions --read`"
_ARCHIVE: Final = "Unpack it and choose the file with the answers, or read all in it with `readiness batch`"

_UTF_8: Final = "Open it in an editor and save it again as UTF-8"

_KINDS: Final = (
    (b"%PDF", "a PDF", _PLAN),
    (b"{\\rtf", "a Word document", _PLAN),
    (b"BEGIN:VCALENDAR", "a calendar", _PLAN),
    (b"\xd0\xcf\x11\xe0", "a Word, Excel or PowerPoint file of an older kind or with a password", _ANSWERS),
    (b"\x89PNG", "a picture", _ANSWERS),
    (b"\xff\xd8\xff", "a picture", _ANSWERS),
    (b"GIF8", "a picture", _ANSWERS),
    (b"BM", "a picture", _ANSWERS),
    (b"II*\0", "a picture", _ANSWERS),
    (b"MM\0*", "a picture", _ANSWERS),
    (b"RIFF", "a picture, a sound or a film", _ANSWERS),
    (b"\x1f\x8b", "an archive", _ARCHIVE),
    (b"7z\xbc\xaf", "an archive", _ARCHIVE),
    (b"Rar!", "an archive", _ARCHIVE),
    (b"{\0", "text in UTF-16 without its mark", _UTF_8),
    (b"\0{", "text in UTF-16 without its mark", _UTF_8),
)
"""How a kind of file begins, its name, and what to do instead."""

_IN_ZIP: Final = (
    (b"word/", "a Word document", _PLAN),
    (b"xl/", "a spreadsheet", _TABLE),
    (b"ppt/", "a presentation", _ANSWERS),
    (b"application/vnd.oasis.opendocument.text", "a text document", _PLAN),
    (b"application/vnd.oasis.opendocument.spreadsheet", "a spreadsheet", _TABLE),
)
"""What names the kind of a file that is a ZIP archive within: its entries, or its first one."""


def other_kind(data: bytes) -> Fault | None:
    """The fault of a file that is certainly something other than an answer file: what it is, and what to do.

    Args:
        data: the whole file, or its beginning.
    """
    if data.startswith(b"PK\x03\x04"):
        kinds = (found for found in _IN_ZIP if found[0] in data)
        _, name, remedy = next(kinds, (b"", "a ZIP archive", _ARCHIVE))
    elif data[4:12] in (b"ftypheic", b"ftypheif", b"ftypmif1", b"ftypavif"):
        name, remedy = "a picture", _ANSWERS
    elif data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        name, remedy = "a web page", _PLAN
    else:
        kinds = (found for found in _KINDS if data.startswith(found[0]))
        _, name, remedy = next(kinds, (b"", "", ""))
    return Fault("", f"it is {name}, not an answer file", remedy) if name else None
