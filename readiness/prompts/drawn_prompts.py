"""Prompts as whole screens: each question with its text above it, redrawn while a person moves through its options."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import create_input
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import BufferControl, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import create_output

from questionnaires.language import _
from readiness.prompts.interface import Chosen, Entry, Keep, Option, Paragraph
from readiness.prompts.key_bindings import menu_keys, reading_keys, typing_keys
from readiness.prompts.menu import Checklist, Menu
from readiness.prompts.page import Line, Page, key_lines, more_line, page_of, wrap
from readiness.prompts.pastes import PasteReader
from readiness.prompts.pick_list import PickList

_MAX_WIDTH = 96
"""Columns; longer lines are hard to read."""
_MIN_WIDTH = 20
_FEWEST_LINES = 3
"""Lines of a screen's text that are shown however low the window is."""
_TYPING_ROWS = 4
"""Rows that are kept free for what is typed."""


class DrawnPrompts:
    """Shows each question on a screen of its own, under the text that was said last.

    What does not fit the window can be scrolled, and the view follows the pointer.
    """

    def __init__(self) -> None:
        self._said: list[Paragraph] = []
        self._asked = False
        self._input, self._output = create_input(), create_output()
        self._paste_reader = PasteReader(self._input)
        self._leave_screen = self._output.quit_alternate_screen
        self._stays = False
        self._output.quit_alternate_screen = self._quit_screen  # type: ignore[method-assign]  # it has no hook for this

    def say(self, *paragraphs: Paragraph) -> None:
        """Shows text above the next question; what was there before the last question goes."""
        if self._asked:
            self._said, self._asked = [], False
        self._said += paragraphs

    def choose(
        self, message: str, options: Sequence[Option], commands: Sequence[Option] = (), default: str | None = None
    ) -> Chosen:
        """Asks for one option, by moving to it or by its key, then Enter; or for a command, by its key alone."""
        return self._choose(message, Menu(options, commands, default))

    def tick(
        self,
        message: str,
        options: Sequence[Option],
        commands: Sequence[Option] = (),
        ticked: Sequence[str] = (),
        others: Sequence[Option] = (),
        *,
        at_least_one: bool = False,  # noqa: ARG002  # nothing is said about none here
    ) -> Chosen:
        """Asks for any number of options: numbers or Space tick, Enter confirms; or for a command, by its key."""
        return self._choose(message, Checklist(options, commands, ticked, others))

    def pick(
        self, message: str, entries: Sequence[Entry], commands: Sequence[Option] = (), at: str | None = None
    ) -> Chosen:
        """Asks for one entry of a long list: a typed code or the arrows, then Enter."""
        said = "" if self._asked else " ".join(paragraph.text for paragraph in self._said)
        self._asked, self._paste_reader.typing = True, True
        return PickList(f"{said} {message}".strip(), entries, commands, at, self._width).application.run()

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,  # noqa: ARG002  # the default can be edited here
    ) -> str:
        """Asks for text below the message: Enter ends it, Alt-Enter begins a new line, pasted lines stay lines."""
        how = Paragraph(
            _("Press Enter when you have finished, or Alt-Enter for a new line.")
            if several_lines
            else _("Press Enter when you have finished.")
        )
        buffer = Buffer(document=Document(default), multiline=True)
        if keep:
            buffer.on_text_changed += lambda changed: keep(changed.text.strip())

        def _above() -> list[Line]:
            page = page_of(self._said, self._width(), message)
            rows = max(_FEWEST_LINES, self._rows() - _TYPING_ROWS)
            return page.shown(rows, max(0, len(page.lines) - rows))

        def _below() -> list[Line]:
            return [("", ""), *(("", line) for line in wrap(how, self._width()))]

        typed = Window(
            BufferControl(buffer, [BeforeInput("> ")]),
            height=Dimension(min=1),
            wrap_lines=True,
            dont_extend_height=True,
        )
        layout = HSplit([_exact(_above), typed, _exact(_below), Window()])
        return str(self._run(Layout(layout), typing_keys(), typing=True))

    def pause(self) -> None:
        """Waits for any key."""
        view = _View()
        self._run(self._layout(view, lambda: page_of(self._said, self._width()), _any_key), reading_keys(view.scroll))

    @contextmanager
    def whole_screen(self) -> Iterator[None]:
        """While it is open, the terminal stays on its second screen between one question and the next."""
        self._stays = True
        try:
            yield
        finally:
            self._stays = False
            self._leave_screen()
            self._output.flush()

    def _choose(self, message: str, menu: Menu) -> Chosen:
        view = _View()

        def _below(width: int) -> list[Line]:
            if menu.hidden and not view.hides_options:
                menu.notice = ""  # it said to read on
            menu.hidden = view.hides_options
            how = wrap(Paragraph(menu.notice or menu.how), width)
            keys = key_lines(menu.commands, width)
            return [*(("bold" if menu.notice else "", line) for line in how), *(("", line) for line in keys)]

        layout = self._layout(view, lambda: page_of(self._said, self._width(), message, menu), _below)
        keys = menu_keys(menu, view.follow, view.scroll)
        chosen: Chosen = self._run(layout, keys)
        return chosen

    def _layout(self, view: "_View", page: Callable[[], Page], below: Callable[[int], list[Line]]) -> Layout:
        """A screen of a page, as much as fits, and the lines below it."""

        def _draw() -> FormattedText:
            for _again in range(2):  # what is below depends on whether the options are in view
                under, now = below(self._width()), page()
                height = max(_FEWEST_LINES, self._rows() - len(under) - 1)
                now = now if len(now.lines) <= height else now.without_empty_lines()
                top = view.top(now, height)
            return _drawn([*now.shown(height, top), ("", more_line(len(now.lines), height, top)), *under])

        return Layout(Window(FormattedTextControl(_draw, show_cursor=False)))

    def _run(self, layout: Layout, keys: KeyBindings, *, typing: bool = False) -> Any:
        self._asked = True
        self._paste_reader.typing = typing
        application: Application[Any] = Application(
            layout,
            key_bindings=keys,
            full_screen=True,
            erase_when_done=True,  # else the screen moves up by a line at the end
            input=self._input,
            output=self._output,
        )
        application.ttimeoutlen = 0.1
        return application.run()

    def _quit_screen(self) -> None:
        """Leaves the second screen, unless it is only the end of one question and the next follows."""
        if not (self._stays and get_app().is_done):
            self._leave_screen()

    def _width(self) -> int:
        """The columns that text may take in the window as it is now."""
        return max(_MIN_WIDTH, min(_MAX_WIDTH, self._output.get_size().columns - 1))

    def _rows(self) -> int:
        return self._output.get_size().rows


class _View:
    """The part of a page that is in view.

    Attributes:
        hides_options: whether all options are further down.
    """

    def __init__(self) -> None:
        self.hides_options = False
        self._top: int | None = None
        self._follows = False
        self._windows = 0

    def follow(self) -> None:
        """Keeps the pointer in view from now on; before the first key the view is at the start of the page."""
        self._follows = True

    def scroll(self, windows: int) -> None:
        """Moves the view by so many windows."""
        self._follows = False
        self._windows += windows

    def top(self, page: Page, height: int) -> int:
        """The first line of a page to show in a window of so many lines."""
        fits = len(page.lines) <= height
        before = self._top if self._top is not None else page.start
        if self._follows:
            self._top = page.top(height, before)
        else:
            self._top = max(0, min(before + self._windows * max(1, height - 1), len(page.lines) - height))
        self._windows = 0
        self._top = 0 if fits else self._top
        self.hides_options = page.options >= self._top + height
        return self._top


def _exact(lines: Callable[[], list[Line]]) -> Window:
    """A part of the screen that is as high as its lines."""
    return Window(FormattedTextControl(lambda: _drawn(lines())), height=lambda: Dimension.exact(len(lines())))


def _any_key(width: int) -> list[Line]:
    return [("", line) for line in wrap(Paragraph(_("Press any key to go back.")), width)]


def _drawn(lines: Sequence[Line]) -> FormattedText:
    return FormattedText([(style, f"{line}\n") for style, line in lines[:-1]] + [lines[-1]] if lines else [])
