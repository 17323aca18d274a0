"""The roles that somebody wrote into one cell. Pure."""

import re

from questionnaires.language import _
from questionnaires.model import Questionnaire
from readiness.imports.usual_words import means_left_open
from readiness.text import letters_alone

_FEWEST_LETTERS = 5
"""How many letters the beginning of a role's name needs."""


class RoleWords:
    """The names of a questionnaire's roles."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Prepares the names and identifiers."""
        self._names = [role.name for role in questionnaire.roles.values()]
        self._by_words = {
            letters_alone(words): identifier
            for identifier, role in questionnaire.roles.items()
            for words in (role.name, identifier)
        }

    @property
    def remedy(self) -> str:
        """What to write instead of a role that the questionnaire doesn't have; names of roles may have commas."""
        return _("Use one of these: {roles}", roles="; ".join(self._names))

    def find(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The roles that a text names, and the parts of it that name none.

        Commas separate roles only if the text between them is a role, as some names have commas.
        """
        if means_left_open(text):
            return (), ()
        if role := self._one(text):
            return (role,), ()
        for sign in (r"[;\n|]", r"[;\n|,]|\band\b|&|/"):
            parts = [part.strip() for part in re.split(sign, text) if letters_alone(part)]
            named = [self._one(part) for part in parts]
            if all(named) and named:
                return tuple(dict.fromkeys(role for role in named if role)), ()
        parts = [part.strip() for part in re.split(r"[;\n|]", text) if not means_left_open(part)]
        found = {part: self._one(part) for part in parts}
        strange = tuple(part for part, role in found.items() if role is None)
        roles = tuple(dict.fromkeys(role for role in found.values() if role))
        return roles, strange if roles or strange else (text,)

    def _one(self, text: str) -> str | None:
        """The role that a text names in full, or by a beginning that only one role has."""
        letters = letters_alone(text)
        if role := self._by_words.get(letters):
            return role
        matches = {role for words, role in self._by_words.items() if words.startswith(letters)}
        return matches.pop() if len(letters) >= _FEWEST_LETTERS and len(matches) == 1 else None
