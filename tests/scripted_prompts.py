"""Prompts without a terminal: some follow a script, others choose at random."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from readiness.prompts.interface import CONFIRMED, RESIZED, Chosen, Entry, Option, Paragraph

Ticks = tuple[str, ...]


class ScriptedPrompts:
    """Answers with a script of keys, tuples of ticks and texts; a script that has ended acts like Ctrl-D."""

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
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        self.said.append(message)
        self.defaults.append(tuple(ticked))
        answer = self._next()
        if isinstance(answer, str):
            assert answer in {command.key for command in commands}
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

    def write(self, message: str, default: str = "") -> str:
        self.said.append(message)
        self.defaults.append(default)
        text = self._next()
        assert isinstance(text, str)
        return text

    def pause(self) -> None:
        self.said.append("(a pause)")

    def _next(self) -> str | Ticks:
        try:
            return next(self._script)
        except StopIteration:
            raise EOFError from None


class RandomPrompts:
    """Chooses anything that is offered, for a number of moves; then acts like Ctrl-C."""

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
        return Chosen(self._data.draw(st.sampled_from([*keys, RESIZED] if commands else keys)))

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        self._move()
        assert set(ticked) <= {option.key for option in options}, message
        presses_a_key: bool = self._data.draw(st.booleans())
        if commands and presses_a_key:
            before = tuple(option.key for option in options if option.key in ticked)
            return Chosen(self._data.draw(st.sampled_from([*(command.key for command in commands), RESIZED])), before)
        chosen = self._data.draw(st.sets(st.sampled_from([option.key for option in options])))
        return Chosen(CONFIRMED, tuple(option.key for option in options if option.key in chosen))

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        self._move()
        codes = [entry.code for entry in entries]
        assert at is None or at in codes, f"{message!r} opens at {at!r}, which is not in the list"
        return Chosen(self._data.draw(st.sampled_from([*codes, *(command.key for command in commands)])))

    def write(self, message: str, default: str = "") -> str:
        self._move()
        assert message
        return self._data.draw(st.text(max_size=20).map(_typed) | st.just(default))

    def pause(self) -> None:
        self._move()

    def _move(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt


def _typed(text: str) -> str:
    """What a keyboard can send: no lone surrogates."""
    return text.encode("utf-8", "replace").decode().strip()
