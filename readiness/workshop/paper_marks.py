"""The marks in the boxes of the form on paper, which are also the keys in which paper forms are typed in."""

from typing import Final

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVW"
"""The levels of a scale from 0 to 3, or the items of a checklist, in their order."""
DONT_KNOW: Final = "?"
NOT_MY_PART: Final = "-"
DOES_NOT_APPLY: Final = "X"
NONE_OF_THEM: Final = "0"
"""The mark that none of a checklist's items is in place."""


def mark_of(place: int) -> str:
    """The mark of a level, an item or a role, counted from 0: its letter, or its number where the letters run out."""
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)
