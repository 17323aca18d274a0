"""Pastes: a person presses one key after another, a paste brings many at once.

Terminals mark a paste, if they are asked to (bracketed paste). For those that do not, keys that arrive within a blink
are taken for one.
"""

import os
import select
from collections.abc import Sequence
from time import monotonic

from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

_ENTER = (Keys.ControlM, Keys.ControlJ)
_TOGETHER = 0.01
"""Seconds within which the next key belongs to the same arrival: nobody types as fast."""
_REST_OF_PASTE = 0.2
"""Seconds in which a paste may go on after a part of it has arrived."""


def as_one_paste(keys: Sequence[KeyPress], *, typing: bool) -> list[KeyPress]:
    """Keys that arrived together: the same keys, or one paste in their place.

    Args:
        keys: what arrived together.
        typing: whether text is being typed, where many characters at once do no harm and only a line break inside
            them makes a paste; in a menu, a second character does.
    """
    text = "".join("\n" if key.key in _ENTER else key.data for key in keys if _is_character(key))
    characters = text.replace("\n", "")
    is_paste = "\n" in text.rstrip("\n") and bool(characters) if typing else len(characters) > 1
    if not is_paste or any(key.key is Keys.BracketedPaste for key in keys):
        return list(keys)
    if typing and not all(map(_is_character, keys)):
        return list(keys)
    return [KeyPress(Keys.BracketedPaste, text)]


class PasteReader:
    """The keys of a terminal, with a paste recognised although the terminal does not mark it.

    Attributes:
        typing: whether text is being typed, or else a menu is open.
    """

    def __init__(self, terminal: Input) -> None:
        """Takes over how an input of prompt_toolkit reads its keys."""
        self.typing = False
        self._terminal = terminal
        self._read = terminal.read_keys
        self._paste_until = 0.0
        if os.name != "nt":  # on Windows prompt_toolkit recognises pastes by itself
            terminal.read_keys = self._read_keys  # type: ignore[method-assign]  # it has no hook for this

    def _read_keys(self) -> list[KeyPress]:
        keys = self._read()
        while keys and self._arrives_within(_TOGETHER):
            more = self._read()
            if not more:  # the input has ended, or an escape sequence is not complete
                break
            keys += more
        if monotonic() < self._paste_until and keys and all(map(_is_character, keys)):
            found = [KeyPress(Keys.BracketedPaste, "".join("\n" if key.key in _ENTER else key.data for key in keys))]
        else:
            found = as_one_paste(keys, typing=self.typing)
        if len(found) == 1 and found != keys:
            self._paste_until = monotonic() + _REST_OF_PASTE
        return found

    def _arrives_within(self, seconds: float) -> bool:
        return bool(select.select([self._terminal.fileno()], [], [], seconds)[0])


def _is_character(key: KeyPress) -> bool:
    """Whether a key is a character or a line break, as pasted text has them."""
    return key.key in (*_ENTER, Keys.Tab) or (len(key.key) == 1 and key.key.isprintable())
