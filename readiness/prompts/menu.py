"""A menu while somebody answers it: what is pointed at, what is ticked, what they are told. Pure: no terminal."""

from collections.abc import Sequence

from questionnaires.language import _, ngettext
from questionnaires.local_style import either
from readiness.prompts.interface import CONFIRMED, Chosen, Option

TICK_KEYS = "1234567890"
"""The keys that tick the first ten items of a checklist."""
_SHORTEST_RUN = 4
"""Keys in a row that are named by the first and the last of them."""
_SHORTEST_TEXT = 3
"""As many keys that do nothing are a text: somebody is typing on without having seen that they are asked something."""
PASTE_IGNORED = _("You seem to have pasted some text, so nothing has changed.")
_TEXT_IGNORED = _("You seem to have typed some text, so nothing has changed.")
NOTHING_CHOSEN = _("You haven't chosen anything yet.")
READ_ON = _("Read on to see what you can choose.")


class Menu:
    """Options to choose one from, or to tick.

    Attributes:
        pointed: the place of the option that is pointed at; none before the first key if nothing is chosen yet.
        notice: what the person is told about their last key; empty if it did what was meant.
        hidden: whether all options are further down than the window shows.
    """

    def __init__(self, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None) -> None:
        """A menu from which one option is chosen.

        Args:
            options: what can be chosen: by its key or the arrows, then Enter.
            commands: other things to do, by their key alone.
            default: the key of the option that is chosen already.
        """
        self.options, self.commands = tuple(options), tuple(commands)
        self.pointed = next((place for place, option in enumerate(options) if option.key == default), None)
        self.notice = ""
        self.hidden = False
        self._first_pointed = self.pointed
        self._strange_keys = 0

    @property
    def how(self) -> str:
        """How to choose, in one line."""
        if self.hidden:
            return READ_ON
        return _("Press {keys} (or use the arrow keys), then Enter.", keys=self._keys())

    @property
    def in_short(self) -> str:
        """How to choose, in few words."""
        if self.hidden:
            return READ_ON
        return _("Press {keys}, then Enter.", keys=self._keys())

    def key_of(self, place: int) -> str:
        """The key that points at an option; empty if only the arrows do."""
        return self.options[place].key

    def press(self, key: str) -> Chosen | None:
        """A key with a character: points at an option, or chooses a command."""
        self.notice = ""
        if any(command.key == key for command in self.commands):
            return self._command(key)
        place = next((place for place in range(len(self.options)) if self.key_of(place) == key), None)
        if place is None:
            self._strange_keys += 1
            nothing = _("'{key}' does nothing here.", key=key)
            self.notice = f"{nothing} {hint_for(key, self.options) or self.in_short}"
        else:
            self._point(place)
        return None

    def move(self, steps: int) -> None:
        """An arrow key: points at the next option, or at the one before."""
        self.notice, self._strange_keys = "", 0
        last = len(self.options) - 1
        start = -1 if steps > 0 else len(self.options)
        self.pointed = min(max((start if self.pointed is None else self.pointed) + steps, 0), last)

    def enter(self) -> Chosen | None:
        """Enter: chooses what is pointed at. Nothing is chosen before something was pointed at.

        At the end of a text, such as a short code that ends with the key of an option, nothing is chosen either.
        """
        is_text, self._strange_keys = self._strange_keys >= _SHORTEST_TEXT, 0
        self.notice = ""
        if is_text:
            self.pointed = self._first_pointed
            self.notice = f"{_TEXT_IGNORED} {self.in_short}"
            return None
        if self.pointed is None:
            self.notice = f"{NOTHING_CHOSEN} {self.in_short}"
            return None
        return Chosen(self.options[self.pointed].key)

    def paste(self) -> None:
        """Pasted text: changes nothing, and says so."""
        self.notice = f"{PASTE_IGNORED} {self.in_short}"

    def _command(self, key: str) -> Chosen:
        return Chosen(key)

    def _point(self, place: int) -> None:
        self.pointed = place

    def _keys(self) -> str:
        """The keys of the options, in words."""
        return in_words([key for place in range(len(self.options)) if (key := self.key_of(place))])


class Checklist(Menu):
    """Items of which any number can be ticked, and answers that can be chosen instead."""

    def __init__(
        self,
        items: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
    ) -> None:
        """A checklist.

        Args:
            items: what can be ticked: by its number, or with the arrows and Space.
            commands: other things to do, by their key alone.
            ticked: the keys of the items that are ticked already.
            others: answers that can be chosen in place of ticks.
        """
        super().__init__([*items, *others], commands)
        self._items = len(items)
        self._ticked = {item.key for item in items if item.key in ticked}
        self.pointed = 0

    @property
    def how(self) -> str:
        """How to tick, in one line."""
        others = [option.key for option in self.options[self._items :]]
        if not others:
            return _(
                "To tick an item, press {numbers} (or use the arrow keys and Space). Then press Enter.",
                numbers=self._numbers(),
            )
        return ngettext(
            "To tick an item, press {numbers} (or use the arrow keys and Space). To give the other answer instead, "
            "press {keys}. Then press Enter.",
            "To tick an item, press {numbers} (or use the arrow keys and Space). To give one of the "
            "other answers instead, press {keys}. Then press Enter.",
            len(others),
            numbers=self._numbers(),
            keys=in_words(others),
        )

    @property
    def in_short(self) -> str:
        """How to tick, in few words."""
        return _("To tick an item, press {numbers}. Then press Enter.", numbers=self._numbers())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of the ticked items, in the order of the list."""
        return tuple(item.key for item in self.options[: self._items] if item.key in self._ticked)

    def is_item(self, place: int) -> bool:
        """Whether the option at a place can be ticked."""
        return place < self._items

    def key_of(self, place: int) -> str:
        """The number of an item, or the key of another answer; empty for items after the tenth."""
        if not self.is_item(place):
            return self.options[place].key
        return TICK_KEYS[place] if place < len(TICK_KEYS) else ""

    def space(self) -> None:
        """Space: ticks or unticks what is pointed at."""
        self.notice = ""
        if self.pointed is not None:
            self._toggle(self.pointed)

    def enter(self) -> Chosen | None:
        """Enter: confirms the ticks, or chooses the other answer that is pointed at if nothing is ticked."""
        self.notice = ""
        if self.pointed is None or self.is_item(self.pointed):
            return Chosen(CONFIRMED, self.ticked)
        if not self._ticked:
            return Chosen(self.options[self.pointed].key)
        self.notice = ngettext(
            "You have ticked {n} item. To choose this answer instead, untick that item first. To keep it ticked, move "
            "back to it and press Enter.",
            "You have ticked {n} items. To choose this answer instead, untick them first. To keep them ticked, move "
            "back to an item and press Enter.",
            len(self._ticked),
        )
        return None

    def _numbers(self) -> str:
        """The keys of the items, in words."""
        if self._items < len(TICK_KEYS):
            return _("{first} to {last}", first=1, last=self._items)
        return either([_("{first} to {last}", first=1, last=9), "0"])

    def _command(self, key: str) -> Chosen:
        return Chosen(key, self.ticked)

    def _point(self, place: int) -> None:
        self.pointed = place
        self._toggle(place)

    def _toggle(self, place: int) -> None:
        if self.is_item(place):
            self._ticked ^= {self.options[place].key}


def hint_for(typed: str, options: Sequence[Option]) -> str:
    """What to tell somebody who typed a question mark, which is no option; empty for anything else."""
    return next((option.hint for option in options if option.hint), "") if typed == "?" else ""


def in_words(keys: Sequence[str]) -> str:
    """Keys as alternatives: `0 to 3 or d`."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and ord(key) == ord(runs[-1][-1]) + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return either(
        [
            word
            for run in runs
            for word in ([_("{first} to {last}", first=run[0], last=run[-1])] if len(run) >= _SHORTEST_RUN else run)
        ]
    )
