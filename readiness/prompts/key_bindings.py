"""Key bindings that all prompts with menus share."""

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from readiness.prompts.interface import Chosen, InterruptedTyping


def typing_keys() -> KeyBindings:
    """The keys that have a meaning while text is typed."""
    bindings = KeyBindings()

    @bindings.add("enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @bindings.add("escape", "enter", eager=True)
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add("c-c", eager=True)
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=InterruptedTyping(event.current_buffer.text.strip()))

    bind_suspend(bindings)
    return bindings


def bind_command(bindings: KeyBindings, key: str) -> None:
    """Makes a key choose a command at once, without Enter."""

    @bindings.add(key, eager=True)
    def _choose_command(event: KeyPressEvent) -> None:
        event.app.exit(result=Chosen(key))


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
