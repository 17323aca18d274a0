"""Codes of entries and keys of commands that somebody typed."""

from collections.abc import Sequence

from questionnaires.language import _
from questionnaires.local_style import either
from readiness.prompts.interface import Entry, Option
from readiness.text import one_line


def find(typed: str, entries: Sequence[Entry], commands: Sequence[Option]) -> str | None:
    """The key of the command, or the code of the entry, that was typed whole; letter case and spaces are ignored."""
    wanted = plain(typed)
    keys = [*(command.key for command in commands), *(entry.code for entry in entries)]
    return next((key for key in keys if plain(key) == wanted), None)


def not_found(typed: str, entries: Sequence[Entry]) -> str:
    """What to tell somebody who typed something that is not in the list."""
    wrong = _("'{typed}' isn't in the list.", typed=one_line(typed))
    if not entries:
        return wrong
    example = _("Type a code from the list, such as {code}.", code=entries[0].code)
    return f"{wrong} {example}"


def or_type(commands: Sequence[Option]) -> str:
    """The sentence that names the commands, such as: Or type u (undo the last change) or f (finish)."""
    return _("Or type {keys}.", keys=with_labels(commands)) if commands else ""


def with_labels(commands: Sequence[Option]) -> str:
    """Commands as alternatives, each with what it does, on one line: `u (undo the last change) or f (finish)`."""
    named = (f"{command.key} ({command.label})" for command in commands)
    return either(each.replace(" ", "\N{NO-BREAK SPACE}") for each in named)


def plain(typed: str) -> str:
    """A code without spaces, in lower case."""
    return "".join(typed.split()).casefold()
