"""Prompts without a terminal: some follow a script, others choose at random."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from hypothesis import strategies as st
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from readiness.prompts.interface import CONFIRMED, Chosen, Entry, Keep, Option, Paragraph
from readiness.prompts.menu import Checklist, Menu
from readiness.prompts.pastes import as_one_paste

Ticks = tuple[str, ...]


class ScriptedPrompts:
    """Prompts that follow a script of keys, tuples of ticks and texts. At its end they act like Ctrl-D."""

    def __init__(self, *script: str | Ticks) -> None:
        self.said: list[str] = []
        self.defaults: list[str | Ticks | None] = []
        self.listed: list[Sequence[Entry]] = []
        self._script: Iterator[str | Ticks] = iter(script)

    def say(self, *paragraphs: Paragraph) -> None:
        self.said += [paragraph.text for paragraph in paragraphs]

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        self.said.append(message)
        self.defaults.append(default)
        key = self._next()
        assert key in {option.key for option in (*options, *commands)}, f"{key!r} was not offered by {message!r}"
        assert isinstance(key, str)
        return Chosen(key)

    def tick(
        self,
        message: str,
        options: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
        *,
        at_least_one: bool = False,
    ) -> Chosen:
        assert isinstance(at_least_one, bool)
        self.said.append(message)
        self.defaults.append(tuple(ticked))
        answer = self._next()
        if isinstance(answer, str):
            assert answer in {option.key for option in (*others, *commands)}
            return Chosen(answer, tuple(ticked))
        assert set(answer) <= {option.key for option in options}
        return Chosen(CONFIRMED, answer)

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        self.said.append(message)
        self.defaults.append(at)
        self.listed.append(entries)
        key = self._next()
        assert key in {*(entry.code for entry in entries), *(command.key for command in commands)}, key
        assert isinstance(key, str)
        return Chosen(key)

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        self.said.append(message)
        self.defaults.append(default)
        text = self._next()
        assert isinstance(text, str)
        assert isinstance(several_lines, bool)
        assert isinstance(unfinished, bool)
        if keep:
            keep(text)
        return text

    def pause(self) -> None:
        self.said.append("(a pause)")

    def whole_screen(self) -> AbstractContextManager[None]:
        return nullcontext()

    def _next(self) -> str | Ticks:
        try:
            return next(self._script)
        except StopIteration:
            raise EOFError from None


class RandomPrompts:
    """Prompts that choose at random for a number of moves, then act like Ctrl-C."""

    def __init__(self, data: st.DataObject, moves: int) -> None:
        self._data = data
        self._left = moves

    def say(self, *paragraphs: Paragraph) -> None:
        for paragraph in paragraphs:
            assert isinstance(paragraph.text, str)

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        self._move()
        keys = [option.key for option in (*options, *commands)]
        assert len(keys) == len(set(keys)), f"two options share a key at {message!r}"
        assert all(len(key) == 1 for key in keys)
        assert default is None or default in keys
        return Chosen(self._data.draw(st.sampled_from(keys)))

    def tick(
        self,
        message: str,
        options: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
        *,
        at_least_one: bool = False,
    ) -> Chosen:
        assert isinstance(at_least_one, bool)
        self._move()
        assert set(ticked) <= {option.key for option in options}, message
        presses_a_key: bool = self._data.draw(st.booleans())
        if commands and presses_a_key:
            before = tuple(option.key for option in options if option.key in ticked)
            return Chosen(self._data.draw(st.sampled_from([option.key for option in (*others, *commands)])), before)
        chosen = self._data.draw(st.sets(st.sampled_from([option.key for option in options])))
        return Chosen(CONFIRMED, tuple(option.key for option in options if option.key in chosen))

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        self._move()
        codes = [entry.code for entry in entries]
        assert at is None or at in codes, f"{message!r} opens at {at!r}, which is not in the list"
        return Chosen(self._data.draw(st.sampled_from([*codes, *(command.key for command in commands)])))

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        self._move()
        assert message
        assert isinstance(several_lines, bool)
        assert isinstance(unfinished, bool)
        typed: str = self._data.draw(st.text(max_size=20).map(_typed) | st.just(default))
        if keep:
            keep(typed)
        return typed

    def pause(self) -> None:
        self._move()

    def whole_screen(self) -> AbstractContextManager[None]:
        return nullcontext()

    def _move(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt


def _typed(text: str) -> str:
    """What a keyboard can send: no lone surrogates."""
    return text.encode("utf-8", "replace").decode().strip()


class TypingPrompts:
    """Somebody at the keyboard, who also holds Enter down, pastes, and presses keys meant for another place.

    It remembers which answers and notes were given on purpose.

    Attributes:
        asked_about: gives the question that is on screen; none outside of questions.
        answers: all that was chosen or ticked on purpose, by question.
        texts: all that was typed or pasted as a text, by question.
    """

    def __init__(self, data: st.DataObject, moves: int) -> None:
        self.asked_about: Callable[[], str | None] = lambda: None
        self.answers: defaultdict[str, list[Chosen]] = defaultdict(list)
        self.texts: defaultdict[str, set[str]] = defaultdict(set)
        self._data = data
        self._left = moves

    def say(self, *paragraphs: Paragraph) -> None:
        pass

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        return self._use(Menu(options, commands, default), is_question=bool(commands) and "today" in message)

    def tick(
        self,
        message: str,
        options: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
        *,
        at_least_one: bool = False,
    ) -> Chosen:
        assert isinstance(at_least_one, bool)
        assert message
        return self._use(Checklist(options, commands, ticked, others), is_question=True)

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        """Types into a line of text: nothing, a key that was meant for the next question, a text, or a paste."""
        assert message
        typed = default
        while not self._data.draw(st.booleans()):
            typed = self._data.draw(st.sampled_from(["", "d", "1", "Agreed in May"]))
            (pressed, *_) = as_one_paste(_keys(self._data.draw(_PASTES)), typing=True)
            if pressed.key is Keys.BracketedPaste:
                typed += pressed.data
        assert isinstance(several_lines, bool)
        assert isinstance(unfinished, bool)
        if keep:
            keep(typed.strip())
        self._move()
        if (question := self.asked_about()) and len(typed) > 1:  # a single key is not a text
            self.texts[question].add(typed.strip())
        return typed.strip()

    def pause(self) -> None:
        self._move()

    def whole_screen(self) -> AbstractContextManager[None]:
        return nullcontext()

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        raise NotImplementedError  # an interview has no long lists

    def _use(self, menu: Menu, *, is_question: bool) -> Chosen:
        """Presses keys until something is chosen; a paste is seen to change nothing."""
        on_purpose = isinstance(menu, Checklist)  # where ticks are, and nothing but keys ticks
        while True:
            self._move()
            for key in as_one_paste(_keys(self._data.draw(_BURSTS)), typing=False):
                if key.key is Keys.BracketedPaste:
                    before = _state(menu)
                    menu.paste()
                    assert _state(menu) == before
                    continue
                on_purpose = on_purpose or key.key is not Keys.ControlM
                chosen = menu.enter() if key.key is Keys.ControlM else menu.press(key.data)
                if chosen:
                    if is_question and on_purpose:
                        self.answers[self.asked_about() or ""].append(chosen)
                    return chosen

    def _move(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt


_BURSTS = st.sampled_from(
    ["\r", "\r\r\r\r", *"0123", "0\r", "1\r", "2\r", "3\r", "d\r", *"bswtn", "1\r2\r", "one\rtwo\r", "ok\r"]
)
_PASTES = st.sampled_from(["\r", "one\rtwo", "1\r2\r3\r"])


def _state(menu: Menu) -> tuple[int | None, tuple[str, ...]]:
    return menu.pointed, menu.ticked if isinstance(menu, Checklist) else ()


def _keys(text: str) -> list[KeyPress]:
    return [KeyPress(Keys.ControlM, "\r") if key == "\r" else KeyPress(key) for key in text]
