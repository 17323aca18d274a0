"""The kinds of files that people give instead of the right one, recognised by their content."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from questionnaires.faults import Fault
from questionnaires.language import _

_LOOKED_AT: Final = 4_096
"""How many bytes at the beginning show what kind of text a file has."""


class Kind(NamedTuple):
    """A kind of file."""

    name: str
    group: str = ""
    """The group of kinds with the same remedy; empty if only choosing another file helps."""


@dataclass(frozen=True)
class Wanted:
    """The kind of file that a reader expects."""

    name: str
    """With its article."""
    remedy: str
    """What to do if it is something else."""
    remedies: Mapping[str, str] = field(default_factory=dict)
    """What to do with a group of kinds."""
    reads: frozenset[str] = frozenset()
    """The groups that it can read."""


PLAN, PAGE, PICTURE, TABLE, SPREADSHEET, ARCHIVE, EMAIL, SHORTCUT, TEXT, JSON, UNMARKED = (
    "plan", "page", "picture", "table", "spreadsheet", "archive", "email", "shortcut", "text", "json", "unmarked"
)  # fmt: skip

_CHOOSE: Final = _("Choose the answer file, whose name ends in .json")
_LEADS_TO: Final = _("Choose the file that the shortcut leads to")
_UTF_8: Final = _("Open the file in a text editor and save it again as UTF-8")
_RETURNED: Final = _(
    "If this is a filled-in form or a survey, use `readiness import`. If it is a table of actions, use "
    "`readiness actions --read`. Otherwise, choose the answer file, whose name ends in .json"
)
_NO_FORM: Final = _(
    "Choose a file saved from the form, a filled-in .xlsx file, or a survey saved as .xlsx or .csv. To type in paper "
    "forms or short codes, use `readiness workshop enter`"
)

AN_ANSWER_FILE: Final = Wanted(
    _("an answer file"),
    _CHOOSE,
    {
        PLAN: _("A plan can't be turned back into answers. Choose the answer file, whose name ends in .json"),
        PAGE: _(
            "Choose the answer file, whose name ends in .json. If you downloaded this file, you may have saved a "
            "sign-in page by mistake. Sign in, and download the answer file again"
        ),
        TABLE: _RETURNED,
        SPREADSHEET: _RETURNED,
        ARCHIVE: _(
            "Unpack the archive and choose the answer file in it. To score all the answer files in it together, give "
            "`readiness batch` the folder that you unpacked"
        ),
        EMAIL: _("Save the file that is attached to the email, and choose the saved file"),
        SHORTCUT: _LEADS_TO,
        TEXT: _("Choose the file that the answers were saved in"),
        UNMARKED: _UTF_8,
    },
    frozenset({JSON}),
)
A_TABLE_OF_ACTIONS: Final = Wanted(
    _("a table of actions"),
    _("Choose a filled-in .xlsx or .csv file from `readiness plan`"),
    {
        SPREADSHEET: _("Open the file in a spreadsheet program and save it as .xlsx with no password"),
        ARCHIVE: _("Unpack the archive, and choose the .xlsx or .csv file in it"),
        EMAIL: _("Save the table that is attached to the email, and choose the saved file"),
        SHORTCUT: _LEADS_TO,
    },
    frozenset({TABLE, TEXT, UNMARKED}),
)
A_FORM_OR_SURVEY: Final = Wanted(
    _("a filled-in form or a survey"),
    _("Choose a file saved from the form, a filled-in .xlsx file, or a survey saved as .xlsx or .csv"),
    {
        PLAN: _NO_FORM,
        PAGE: _NO_FORM,
        PICTURE: _NO_FORM,
        TEXT: _NO_FORM,
        SPREADSHEET: _("Open the file in a spreadsheet program and save it as .xlsx with no password"),
        ARCHIVE: _("Unpack the archive, and choose the folder with the files in it"),
        EMAIL: _("Save the file that is attached to the email, and choose the saved file"),
    },
    frozenset({TABLE, TEXT, UNMARKED}),
)
A_RECORD_OF_ACTIONS: Final = Wanted(
    _("a record of actions"),
    _("Replace this file with an earlier copy. To start a new record, move this file to another folder"),
    {UNMARKED: _UTF_8},
    frozenset({JSON}),
)
A_CONTENT_FILE: Final = Wanted(
    _("a questionnaire file"),
    _("Put the original file back, or save this file as plain text in UTF-8"),
    {UNMARKED: _UTF_8},
    frozenset({TEXT, TABLE, EMAIL, JSON}),  # TOML can look like any of them
)

_PICTURE: Final = Kind(_("a picture"), PICTURE)
_EMAIL: Final = Kind(_("an email"), EMAIL)
_FILM: Final = Kind(_("an audio or video file"))
_SHORTCUT: Final = Kind(_("a shortcut to a file or a web page"), SHORTCUT)
_ARCHIVE: Final = Kind(_("an archive"), ARCHIVE)
_WORD: Final = Kind(_("a Word document"), PLAN)
_UTF_16: Final = Kind(_("text in UTF-16 that has no byte-order mark"), UNMARKED)
ZIP_BEGINNING: Final = b"PK\x03\x04"
"""How a ZIP archive begins that has something in it."""
_BEGINNINGS: Final = (
    (rb"%PDF", Kind(_("a PDF"), PLAN)),
    (rb"\xd0\xcf\x11\xe0", Kind(_("an older or password-protected Word, Excel or PowerPoint file"), SPREADSHEET)),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|RIFF.{4}WEBP|.{4}ftyp(?:hei[cfx]|mif1|avif)", _PICTURE),
    (rb"RIFF|ID3|OggS|fLaC|\xff[\xfb\xf3\xf2]|\x1a\x45\xdf\xa3|.{4}ftyp", _FILM),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d1AY|\xfd7zXZ|.{257}ustar", _ARCHIVE),
    (rb"L\0\0\0\x01\x14\x02\0|bplist00", _SHORTCUT),
    (rb"SQLite format 3\0", Kind(_("a database"))),
    (rb"PAR1", Kind(_("a Parquet file"))),
    (rb"MZ[^\n]{,60}\0|\x7fELF|\xcf\xfa\xed\xfe", Kind(_("a program"))),
    (rb"[\t\r\n -~]\0[\t\r\n -~]\0", _UTF_16),
    (rb"\0[\t\r\n -~]\0[\t\r\n -~]", _UTF_16),
)
"""How a kind of file begins; the first that fits."""

_IN_ZIP: Final = (
    (b"word/", _WORD),
    (b"xl/", Kind(_("a spreadsheet"), TABLE)),
    (b"ppt/", Kind(_("a presentation"))),
    (b"application/vnd.oasis.opendocument.text", Kind(_("a text document"), PLAN)),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind(_("an OpenDocument spreadsheet"), SPREADSHEET)),
    (b"Index/Document.iwa", Kind(_("a Pages, Numbers or Keynote document"), SPREADSHEET)),
)
"""What shows the kind of a file that is really a ZIP archive: its entries, or the first of them."""

_TEXTS: Final = (
    (r"<!doctype html|<html", Kind(_("a web page"), PAGE)),
    (r"<\?xml|<svg", Kind(_("an XML file"))),
    (r"BEGIN:VCALENDAR", Kind(_("a calendar"), PLAN)),
    (r"BEGIN:VCARD", Kind(_("a contact card"))),
    (r"\{\\rtf", _WORD),
    (r"%!PS", Kind(_("a PostScript document"), PLAN)),
    (r"\[InternetShortcut\]", _SHORTCUT),
    (r"\{|\[\s*[\[{\"\d\]]", Kind(_("a JSON file"), JSON)),
    (
        r"(?:(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-[\w-]+): "
        r".*\r?\n(?:[ \t].*\r?\n)*){3}",
        _EMAIL,
    ),
    (r"[^\r\n]*(?:,[^\r\n]*,|;[^\r\n]*;|\t[^\r\n]*\t)[^\r\n]*\r?\n", Kind(_("a table"), TABLE)),
)
"""How a kind of text begins; the first that fits. Anything else is plain text."""


def email_called(name: str, wanted: Wanted) -> Fault | None:
    """The fault of a file that is an email by the end of its name, as one that Outlook saves is by nothing else."""
    return _not_wanted(_EMAIL, wanted) if name.lower().endswith((".eml", ".msg")) else None


def other_kind(data: bytes, wanted: Wanted = AN_ANSWER_FILE) -> Fault | None:
    """The fault of a file that is certainly something other than what is wanted: what it is, and what to do.

    Args:
        data: the whole file, or its beginning.
        wanted: what the reader expects.
    """
    kind = kind_of(data)
    return None if kind is None or kind.group in wanted.reads else _not_wanted(kind, wanted)


def plain_text(data: bytes, wanted: Wanted) -> Fault | None:
    """The fault of plain text in which nothing that is wanted was found; none if it is something else."""
    kind = kind_of(data)
    return _not_wanted(kind, wanted) if kind and kind.group == TEXT else None


def _not_wanted(kind: Kind, wanted: Wanted) -> Fault:
    remedy = wanted.remedies.get(kind.group, wanted.remedy)
    return Fault("", _("this file is {found}, not {expected}", found=kind.name, expected=wanted.name), remedy)


def unusable(data: bytes, wanted: Wanted) -> Fault | None:
    """The fault of a file with nothing left in it, as after a power cut, or of another kind."""
    if not data.strip(b"\0 \t\r\n"):
        return Fault("", _("this file is empty"), _("Choose another file, or go back to an earlier copy of this file"))
    return other_kind(data, wanted)


def not_utf_8(place: str = "") -> Fault:
    """The fault of a text in an encoding that the program doesn't read."""
    return Fault(place, _("this file isn't saved as UTF-8"), _UTF_8)


def kind_of(data: bytes) -> Kind | None:
    """What kind of file it certainly is; none if its content does not show it.

    Args:
        data: the whole file, or its beginning.
    """
    if data.startswith(ZIP_BEGINNING):
        return next((kind for sign, kind in _IN_ZIP if sign in data), Kind(_("a ZIP archive"), ARCHIVE))
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return Kind(_("text in UTF-32"), UNMARKED)
    if not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        for beginning, kind in _BEGINNINGS:
            if re.match(beginning, data[:_LOOKED_AT], re.DOTALL):
                return kind
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> Kind | None:
    """What kind of text a file has; none if it is not text."""
    begin = data[:_LOOKED_AT]
    is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    if not is_wide and b"\0" in begin:
        return None
    text = begin.decode("utf-16" if is_wide else "latin-1", "replace").removeprefix(BOM_UTF8.decode("latin-1")).lstrip()
    if "\ufffd" in text or (not is_wide and not _is_likely_text(begin)):
        return None
    return next(
        (kind for beginning, kind in _TEXTS if re.match(beginning, text, re.IGNORECASE)), Kind(_("plain text"), TEXT)
    )


def _is_likely_text(data: bytes) -> bool:
    """Whether bytes may be text: in UTF-8, or in an older encoding, where most of them are letters of ASCII."""
    with suppress(UnicodeDecodeError):
        data[: -3 if len(data) == _LOOKED_AT else None].decode()  # the last letter may be incomplete
        return True
    return 2 * len(data.translate(None, bytes(range(32, 127)) + b"\t\r\n")) <= len(data)
