"""The files that a batch finds but does not count: what each is and what to do, or why it is rejected."""

from typing import Final, NamedTuple

from questionnaires.file_kinds import other_kind
from readiness.answer_names import UNFINISHED_SUFFIX, is_kept_by_program

_ACTIONS: Final = ".actions"


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
    return NotUsed(file, "a link", "Links are not followed: put the file itself in its place")


def special(file: str) -> NotUsed:
    """A named pipe, a device and the like."""
    return NotUsed(file, "neither a file nor a folder", "Remove it")


def hidden(file: str) -> NotUsed:
    """A file whose name begins with a full stop, as systems and sync programs hide theirs."""
    return NotUsed(file, "a hidden file", "If it holds answers, give it a name that does not begin with a full stop")


def other_file(file: str, beginning: bytes) -> NotUsed:
    """A file that is not an answer file, by its first bytes or else by its name."""
    name = file.lower()
    if name.endswith(_ACTIONS):
        return NotUsed(file, "a record of actions", "It is read together with the answers that it belongs to")
    if name.endswith(".parquet"):
        return NotUsed(file, "a table of a batch", "To merge the results of batches, name their answers.parquet")
    if name.endswith(UNFINISHED_SUFFIX):
        what_to_do = "Go on with the answers beside it: `readiness assess` offers the notes again"
        return NotUsed(file, "notes that were not finished", what_to_do)
    if is_kept_by_program(name):
        return NotUsed(file, "an earlier version of an answer file", "To count it, give it a name that ends in .json")
    fault = other_kind(beginning)
    if fault:
        what = fault.what.removeprefix("it is ").removesuffix(", not an answer file")
        return NotUsed(file, what, "If it belongs to a service, ask for the answer file; its name ends in .json")
    if not beginning:
        return NotUsed(file, "an empty file", "Ask for the file again")
    return NotUsed(file, "a file of another kind", "If it holds answers, save it again with `readiness assess`")


NOT_THE_NEWEST: Final = {
    "copy": ("a copy of another file", "The file that it is a copy of counts"),
    "view": ("another view of a service", "Compare the views of several people with `readiness workshop compare`"),
    "ahead": (
        "a file from a computer whose clock was wrong",
        "Another file of the service counts; if this one is right, move the other away",
    ),
    "undated": (
        "a file that does not say when it was changed",
        "Another file of the service counts; if this one is right, move the other away",
    ),
    "same_moment": (
        "a file of the same moment as the one that counts",
        "Keep the right one of the two, and move the other away",
    ),
    "older": ("an older file of a service", "Its newest file counts; this one shows its trend"),
}
"""The kind of a file that could be used, and what to do."""
