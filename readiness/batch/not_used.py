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
    return NotUsed(file, "a link", "Replace the link with the file itself")


def special(file: str) -> NotUsed:
    """A named pipe, a device and the like."""
    return NotUsed(file, "neither a file nor a folder", "Move it out of the folder")


def hidden(file: str) -> NotUsed:
    """A file whose name begins with a full stop, as systems and sync programs hide theirs."""
    return NotUsed(
        file, "a hidden file", "If there are answers in it, rename it so that its name does not start with a full stop"
    )


def other_file(file: str, beginning: bytes) -> NotUsed:
    """A file that is not an answer file, by its first bytes or else by its name."""
    name = file.lower()
    if name.endswith(_ACTIONS):
        return NotUsed(
            file, "a record of actions", "Keep it next to its answer file; if it can't be used, the report says why"
        )
    if name.endswith(".parquet"):
        return NotUsed(
            file, "a table of a batch", "To merge the results of several batches, use their answers.parquet files"
        )
    if name.endswith(UNFINISHED_SUFFIX):
        what_to_do = "Continue the answer file next to it with `readiness assess`, which brings the notes back"
        return NotUsed(file, "unfinished notes", what_to_do)
    if is_kept_by_program(name):
        return NotUsed(
            file, "an earlier version of an answer file", "To count it, rename it so that its name ends in .json"
        )
    fault = other_kind(beginning)
    if fault:
        what = fault.what.removeprefix("it is ").removesuffix(", not an answer file")
        return NotUsed(file, what, "If it is from a service, ask them for their answer file; its name ends in .json")
    if not beginning:
        return NotUsed(file, "an empty file", "Ask the service to send the file again")
    return NotUsed(
        file,
        "a file of another kind",
        "If it should have answers in it, ask the service to send their answer file again",
    )


NOT_THE_NEWEST: Final = {
    "copy": ("a copy of another file", "Nothing to do: the other file is counted"),
    "view": (
        "another person's answers for a service",
        "Compare the answers of several people with `readiness workshop compare`",
    ),
    "ahead": (
        "a file from a computer whose clock was wrong",
        "Another file from the service is counted; if this one is right, move the other one out of the folder",
    ),
    "undated": (
        "a file that does not say when it was changed",
        "Another file from the service is counted; if this one is right, move the other one out of the folder",
    ),
    "same_moment": (
        "a file saved at the same moment as the one that is counted",
        "Decide which of the two is right, and move the other one out of the folder",
    ),
    "older": (
        "an older file from a service",
        "Nothing to do: the newest file is counted, and this one shows the trend",
    ),
}
"""The kind of a file that could be used, and what to do."""
