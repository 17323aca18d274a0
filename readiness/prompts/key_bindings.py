"""The keys of the prompts that are drawn: what they do while a menu is open and while text is typed."""

from collections.abc import Callable

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from readiness.prompts.interface import Chosen, InterruptedTyping
from readiness.prompts.menu import Checklist, Menu

Scroll = Callable[[int], None]
"""Moves the screen by so many windows: 1 forward, -1 back."""


def menu_keys(menu: Menu, follow: Callable[[], None], scroll: Scroll) -> KeyBindings:
    """The keys while a menu is open.

    Args:
        menu: what the keys change; while its options are hidden, arrow down scrolls until they come.
        follow: called when the pointer has moved, so that it stays in view.
        scroll: moves the screen without the pointer.
    """
    bindings = KeyBindings()

    def _bind(
        key: Keys | str, change: Callable[[KeyPressEvent], Chosen | None] | Callable[[KeyPressEvent], None]
    ) -> None:
        def _pressed(event: KeyPressEvent) -> None:
            chosen = change(event)
            follow()
            if chosen:
                event.app.exit(result=chosen)

        bindings.add(key, eager=key != Keys.Any)(_pressed)

    _bind("up", lambda _: menu.move(-1))
    _bind("enter", lambda _: menu.enter())
    _bind(Keys.BracketedPaste, lambda _: menu.paste())
    _bind(Keys.Any, lambda event: menu.press(event.data) if event.data.isprintable() else None)
    if isinstance(menu, Checklist):
        _bind(" ", lambda _: menu.space())

    @bindings.add("down", eager=True)
    def _down(_: KeyPressEvent) -> None:
        if menu.pointed is None and menu.hidden:
            scroll(1)
        else:
            menu.move(1)
            follow()

    _bind_scrolling(bindings, scroll)
    bind_ends(bindings)
    return bindings


def typing_keys() -> KeyBindings:
    """The keys that have a meaning while text is typed."""
    bindings = KeyBindings()

    @bindings.add("enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        event.app.exit(result=event.current_buffer.text.strip())

    @bindings.add("escape", "enter", eager=True)
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add("c-c", eager=True)
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=InterruptedTyping(event.current_buffer.text.strip()))

    @bindings.add("c-d", eager=True)
    def _end(event: KeyPressEvent) -> None:
        if not event.current_buffer.text:
            event.app.exit(exception=EOFError)

    bind_suspend(bindings)
    return bindings


def reading_keys(scroll: Scroll) -> KeyBindings:
    """The keys while somebody reads: the arrows scroll, any other key is enough; pasted text is none."""
    bindings = KeyBindings()
    bindings.add(Keys.Any)(lambda event: event.app.exit(result=None))
    bindings.add("enter", eager=True)(lambda event: event.app.exit(result=None))
    bindings.add(Keys.BracketedPaste, eager=True)(lambda _: None)
    bindings.add("up", eager=True)(lambda _: scroll(-1))
    bindings.add("down", eager=True)(lambda _: scroll(1))
    _bind_scrolling(bindings, scroll)
    bind_ends(bindings)
    return bindings


def _bind_scrolling(bindings: KeyBindings, scroll: Scroll) -> None:
    bindings.add("pageup", eager=True)(lambda _: scroll(-1))
    bindings.add("pagedown", eager=True)(lambda _: scroll(1))


def bind_end_of_input(bindings: KeyBindings) -> None:
    """Makes Ctrl-D end the input, as it does where text is typed."""

    @bindings.add("c-d", eager=True)
    def _end(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)


def bind_suspend(bindings: KeyBindings) -> None:
    """Makes Ctrl-Z suspend the program, as it does elsewhere; `fg` resumes it."""

    @bindings.add("c-z", eager=True)
    def _suspend(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()


def bind_ends(bindings: KeyBindings) -> None:
    """Makes Ctrl-C and Ctrl-D end the program, and Ctrl-Z suspend it."""

    @bindings.add("c-c", eager=True)
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    bind_end_of_input(bindings)
    bind_suspend(bindings)
