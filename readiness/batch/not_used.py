"""The files that a batch finds but does not count: what each is and what to do, or why it is rejected."""

import re
from typing import Final, NamedTuple

from questionnaires.file_kinds import AN_ANSWER_FILE, ARCHIVE, TABLE, ZIP_BEGINNING, kind_of
from questionnaires.language import _
from readiness.answer_folder import begins_as_answers
from readiness.answer_names import UNFINISHED_SUFFIX, is_kept_by_program

_ACTIONS: Final = ".actions"

# What files are, and what to do, looked up once: there may be a million of them.
_LINK: Final = _("a link"), _("Replace the link with the file itself")
_SPECIAL: Final = _("something that is neither a file nor a folder"), _("Move this item out of the folder")
_HIDDEN: Final = (
    _("a hidden file"),
    _("If the file contains answers, give it a name that doesn't start with a full stop"),
)
RECORD: Final = (
    _("a record of actions"),
    _(
        "A record is read together with the answer file next to it that has the same name apart from the ending, if "
        "that file is counted"
    ),
)
RECORD_READ: Final = (
    _("a record of actions, read together with its answer file"),
    _("You don't need to do anything: the actions in it are counted"),
)
_BATCH_TABLE: Final = (
    _("a table made by an earlier batch"),
    _(
        "You only need this file to merge the results of several batches. To do that, name each batch's "
        "answers.parquet file in the command, not its folder"
    ),
)
_OWN_TABLE: Final = re.compile(
    rb"\xef\xbb\xbf(?:name,(?:organisation,code,|form,services,)|why,name,|what,code,name,|file,(?:place,|what,))"
)
"""How the .csv files of a batch begin."""
_OWN_FORMAT: Final = re.compile(rb'\s*\{\s*"format":\s*"(readiness-(?:batch|workshop))(?:-counts)?"')
"""How the .json files begin that a batch and a workshop have for themselves."""
_OF_FORMAT: Final = {
    b"readiness-batch": (_("the summary of an earlier batch"), _BATCH_TABLE[1]),
    b"readiness-workshop": (
        _("a file that describes a workshop"),
        _("You don't need to do anything: what the workshop agreed is in agreed.json"),
    ),
}
_UNFINISHED: Final = (
    _("unfinished notes"),
    _("To get the notes back, open the answer file they belong to with `readiness assess`"),
)
_EARLIER_VERSION: Final = (
    _("an earlier version of an answer file"),
    _("If this version should be counted, give it a name that ends in .json"),
)
_ASK_FOR_ANSWERS: Final = _("If a service sent this file, ask for its answer file instead, whose name ends in .json")
_FORM_OR_ASK: Final = _(
    "If this is a filled-in form or a survey, make answer files from it with `readiness import`. Otherwise, ask the "
    "service for its answer file, whose name ends in .json"
)
_NAME_AS_ZIP: Final = _("Give the archive a name that ends in .zip")
_UNPACK: Final = _("Unpack the archive, and give `readiness batch` the folder with the files in it")
_EMPTY: Final = _("an empty file"), _("Ask the service to send the file again")
_MISNAMED: Final = (
    _("an answer file whose name has the wrong ending"),
    _("If the file should be counted, give it a name that ends in .json"),
)
_ANOTHER_KIND: Final = (
    _("another kind of file"),
    _("If this file should contain answers, ask the service to send its answer file again"),
)


class NotUsed(NamedTuple):
    """A file that is not counted."""

    file: str
    what: str
    """What it is, such as `a Word document`."""
    what_to_do: str


class Rejection(NamedTuple):
    """Why an input is not used."""

    file: str
    place: str
    reason: str


def link(file: str) -> NotUsed:
    """A link to a file or folder."""
    return NotUsed(file, *_LINK)


def special(file: str) -> NotUsed:
    """A named pipe, a device and the like."""
    return NotUsed(file, *_SPECIAL)


def hidden(file: str) -> NotUsed:
    """A file whose name begins with a full stop, as systems and sync programs hide theirs."""
    return NotUsed(file, *_HIDDEN)


def other_file(file: str, beginning: bytes) -> NotUsed:
    """A file that is not an answer file, by its first bytes or else by its name."""
    name = file.lower()
    if name.endswith(_ACTIONS) and not begins_as_answers(beginning):
        return NotUsed(file, *RECORD)
    if name.endswith(".parquet"):
        return NotUsed(file, *_BATCH_TABLE)
    if name.endswith(UNFINISHED_SUFFIX):
        return NotUsed(file, *_UNFINISHED)
    if is_kept_by_program(name):
        return NotUsed(file, *_EARLIER_VERSION)
    if _OWN_TABLE.match(beginning):
        return NotUsed(file, *_BATCH_TABLE)
    if begins_as_answers(beginning):
        return NotUsed(file, *_MISNAMED)
    kind = kind_of(beginning)
    if kind and kind.group == ARCHIVE:
        return NotUsed(file, kind.name, _NAME_AS_ZIP if beginning.startswith(ZIP_BEGINNING) else _UNPACK)
    if kind and kind.group not in AN_ANSWER_FILE.reads:
        return NotUsed(file, kind.name, _FORM_OR_ASK if kind.group == TABLE else _ASK_FOR_ANSWERS)
    return NotUsed(file, *(_ANOTHER_KIND if beginning else _EMPTY))


def own_file(file: str, data: bytes) -> NotUsed | None:
    """A JSON file that a batch or a workshop has for itself, which no service sends; none if it isn't one."""
    found = _OWN_FORMAT.match(data)
    return NotUsed(file, *_OF_FORMAT[found[1]]) if found else None


NOT_THE_NEWEST: Final = {
    "twice": (_("the same file, given twice"), _("You don't need to do anything: the file is only used once")),
    "copy": (_("a copy of another file"), _("You don't need to do anything: the other file has the same answers")),
    "view": (
        _("a file with other people's answers about the same service"),
        _(
            "To compare this file with the one that is counted, use `readiness compare`. If three or more people have "
            "answered, set up a workshop with `readiness workshop new`, and import their files with `readiness import`"
        ),
    ),
    "one_person": (
        _("one person's answers from a workshop"),
        _(
            "If the workshop's agreed answers are there, they are counted instead. If not, ask the service for "
            "agreed.json, which `readiness workshop agree` makes"
        ),
    ),
    "ahead": (
        _("a file from a computer whose clock was wrong"),
        _(
            "Another file from the service is counted instead of this one. If this file is the right one, move the "
            "other one out of the folder"
        ),
    ),
    "undated": (
        _("a file with no date to show when it was last changed"),
        _(
            "Another file from the service is counted instead of this one. If this file is the right one, move the "
            "other one out of the folder"
        ),
    ),
    "same_moment": (
        _("a file with the same date and time as the one that was counted"),
        _("Decide which of the two files is right, and move the other one out of the folder"),
    ),
    "tied": (
        _("an older file with the same date and time as another file from the service"),
        _(
            "You don't need to do anything: the service's newest file is counted. Of older files with the same date "
            "and time, no more than one is used to show how the service has changed"
        ),
    ),
    "older": (
        _("an older file from a service"),
        _(
            "You don't need to do anything: the service's newest file is counted. This older one is used to show how "
            "the service has changed"
        ),
    ),
}
"""The kind of a file that could be used, and what to do."""
AFTER_THE_DAY_GIVEN: Final = (
    _("a file changed after the day given with --as-of"),
    _("To count this file, give a later day with --as-of"),
)
"""The same of a file that is `ahead` only of the day that was asked for."""
