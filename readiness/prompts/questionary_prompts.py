"""Prompts as menus that are redrawn while a person moves through them. The only module that knows Questionary."""

import textwrap
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.shortcuts import print_formatted_text
from questionary.prompts.common import InquirerControl

from readiness.prompts.interface import CONFIRMED, RESIZED, Chosen, Entry, Option, Paragraph
from readiness.prompts.key_bindings import bind_command, bind_end_of_input, bind_suspend, typing_keys
from readiness.prompts.pick_list import PickList
from readiness.terminal import text_width
from readiness.text import shorten

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MAX_WIDTH = 96
"""Columns; longer lines are hard to read."""
_TEXT_STYLES = {"": "", "title": "bold underline", "heading": "bold", "strong": "bold", "quiet": ""}
_PROMPT_STYLE = questionary.Style(
    [("highlighted", "bold"), ("pointer", "bold"), ("instruction", ""), ("answer", "bold")]
)


class QuestionaryPrompts:
    """Shows text wrapped to the window and asks with menus; the keys of the commands are listed below each question."""

    def __init__(self) -> None:
        self._last_width = _width()

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text, wrapped to the window as it is now."""
        self._last_width = _width()
        text = FormattedText(
            (_TEXT_STYLES[paragraph.style], f"{line}\n") for paragraph in paragraphs for line in _wrap(paragraph)
        )
        print_formatted_text(text, end="", include_default_pygments_style=False)

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for one option, by moving to it or by its key, then Enter; or for a command, by its key alone."""
        menu = _menu(message, tuple(options), tuple(commands), self._last_width)
        control = _control(menu)
        control.is_answered = False
        control.pointed_at = next((place for place, option in enumerate(options) if option.key == default), 0)
        chosen = _ask(menu)
        self._show_answer([option.label for option in options if option.key == chosen.key])
        return chosen

    def tick(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), ticked: Sequence[str] = ()
    ) -> Chosen:
        """Asks for any number of options: numbers or Space tick, Enter confirms; or for a command, by its key."""
        checklist = questionary.checkbox(
            message,
            [
                questionary.Choice(f"{number} {option.label}", option.key, checked=option.key in ticked)
                for number, option in enumerate(options, 1)
            ],
            instruction=_instruction(
                "Tick and untick with the numbers, or with arrows and Space; then Enter.", commands
            ),
            use_jk_keys=False,
            use_emacs_keys=False,
            erase_when_done=True,
            style=_PROMPT_STYLE,
            qmark=">",
        )
        control = _control(checklist)
        _bind_numbers(_bindings(checklist), control, [option.key for option in options])
        _bind_commands(checklist, commands, self._last_width)
        chosen = _ask(checklist)
        if chosen.key != CONFIRMED:
            return Chosen(chosen.key, tuple(option.key for option in options if option.key in control.selected_options))
        self._show_answer([option.label for option in options if option.key in chosen.ticked])
        return chosen

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        """Asks for one entry of a long list: a typed code or the arrows, then Enter."""
        return PickList(message, entries, commands, at, _width).application.run()

    def write(self, message: str, default: str = "") -> str:
        """Asks for text below the message: Enter ends it, Alt-Enter begins a new line, pasted lines stay lines."""
        self.say(Paragraph(message), Paragraph("Enter when done; Alt-Enter for a new line."))
        prompt = questionary.text(
            "", default, multiline=True, instruction=" ", key_bindings=typing_keys(), style=_PROMPT_STYLE, qmark=">"
        )
        return str(prompt.unsafe_ask()).strip()

    def pause(self) -> None:
        """Waits for any key."""
        questionary.press_any_key_to_continue("Any key goes back to the question.", style=_PROMPT_STYLE).unsafe_ask()

    def _show_answer(self, labels: Sequence[str]) -> None:
        """Shows what was chosen in the place of the menu."""
        self.say(*(Paragraph(label, "strong", lead=">") for label in labels))


@lru_cache(maxsize=16)  # making a menu takes 30 ms; using it again takes no time
def _menu(message: str, options: tuple[Option, ...], commands: tuple[Option, ...], width: int) -> questionary.Question:
    """A menu that can be used again; `width` is that of the text above it, in columns."""
    menu = questionary.select(
        message,
        [
            questionary.Choice(shorten(option.label, width - 7), option.key, shortcut_key=option.key)
            for option in options
        ],
        instruction=_instruction("Choose with the key in front or the arrows, then Enter.", commands),
        use_shortcuts=True,
        use_jk_keys=False,
        use_emacs_keys=False,
        erase_when_done=True,
        style=_PROMPT_STYLE,
        qmark=">",
    )
    _bind_commands(menu, commands, width)
    return menu


def _ask(prompt: questionary.Question) -> Chosen:
    """Asks, and returns the option, the ticks or the command that was chosen."""
    answer: Any = prompt.unsafe_ask()
    if isinstance(answer, Chosen):
        return answer
    return Chosen(CONFIRMED, tuple(answer)) if isinstance(answer, list) else Chosen(answer)


def _bind_commands(prompt: questionary.Question, commands: Sequence[Option], width: int) -> None:
    """Adds the keys of the commands to a prompt; `width` is that of the text above it, in columns."""
    bindings = _bindings(prompt)
    for command in commands:
        bind_command(bindings, command.key)
    bind_end_of_input(bindings)
    bind_suspend(bindings)
    if commands:  # only questions have commands, and only questions have long text above them
        _watch_width(prompt.application, width)


def _bindings(prompt: questionary.Question) -> KeyBindings:
    """The key bindings of a prompt, to which others can be added."""
    bindings = prompt.application.key_bindings
    if not isinstance(bindings, KeyBindings):  # Questionary always creates this kind
        raise TypeError("the prompt takes no keys")
    return bindings


def _control(prompt: questionary.Question) -> InquirerControl:
    """The list inside a prompt, with its pointer and its ticks."""
    controls = prompt.application.layout.find_all_controls()
    return next(control for control in controls if isinstance(control, InquirerControl))


def _bind_numbers(bindings: KeyBindings, control: InquirerControl, values: Sequence[str]) -> None:
    """Lets the number of an item tick and untick it."""
    for place, value in enumerate(values[:9]):

        def _toggle(_event: KeyPressEvent, place: int = place, value: str = value) -> None:
            control.pointed_at = place
            ticked = control.selected_options
            control.selected_options = [*ticked, value] if value not in ticked else [t for t in ticked if t != value]

        bindings.add(str(place + 1), eager=True)(_toggle)


def _watch_width(application: Application[Any], width: int) -> None:
    """Ends the prompt with `RESIZED` once the text above it no longer fits the width of the window."""

    def _compare(app: Application[Any]) -> None:
        if _width() != width and app.is_running and not app.is_done:
            app.exit(result=Chosen(RESIZED))

    application.after_render += _compare


def _instruction(how: str, commands: Sequence[Option]) -> str:
    """How to answer, and the keys of the commands, on lines of their own that fit the window."""
    listed = "   ".join(f"{command.key} {command.label}".replace(" ", _NO_BREAK_SPACE) for command in commands)
    at_once = f"At once: {listed}" if commands else ""
    lines = [line for text in (how, at_once) for line in textwrap.wrap(text, _width() - 2, break_on_hyphens=False)]
    return "".join(f"\n  {line}" for line in lines).replace(_NO_BREAK_SPACE, " ")


def _width() -> int:
    """The columns that text may take in the window as it is now."""
    return text_width(_MAX_WIDTH)


def _wrap(paragraph: Paragraph) -> list[str]:
    """A paragraph's lines; those after the first are indented to the end of its lead."""
    indent = " " * (len(paragraph.lead) + 2) if paragraph.lead else ""
    text = f"{paragraph.lead}  {paragraph.text}" if paragraph.lead else paragraph.text
    return [
        wrapped
        for line in text.split("\n")
        for wrapped in (textwrap.wrap(line, _width(), subsequent_indent=indent, break_on_hyphens=False) or [""])
    ]
