"""Menus and checklists without a terminal: what a key does, and what is in view."""

import pytest
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from readiness.prompts.interface import CONFIRMED, Chosen, Option, Paragraph
from readiness.prompts.menu import READ_ON, Checklist, Menu, in_words
from readiness.prompts.page import key_lines, more_line, page_of
from readiness.prompts.pastes import as_one_paste

LEVELS = [
    Option(str(level), name, "A long text. " * 12) for level, name in enumerate(("Not yet", "Planned", "In place"))
]
UNKNOWN = Option("d", "We don't know")
COMMANDS = [Option("b", "back"), Option("w", "why and evidence")]
ITEMS = [Option("listening", "Listening"), Option("strengths", "Strengths")]
PAGE = [
    Paragraph("What was said before."),
    Paragraph("Question 2 of 48", "start"),
    Paragraph(""),
    Paragraph("Is it so?", "heading"),
]


def keys(text: str) -> list[KeyPress]:
    return [KeyPress(Keys.ControlM, "\r") if key == "\r" else KeyPress(key) for key in text]


def test_enter_alone_chooses_nothing() -> None:
    """However often Enter is pressed, nothing is chosen, and one line says what to press."""
    menu = Menu([*LEVELS, UNKNOWN], COMMANDS)
    assert [menu.enter() for _ in range(20)] == [None] * 20
    assert menu.notice == "You haven't chosen anything yet. Press 0, 1, 2 or d, then Enter."


def test_a_key_and_enter_choose() -> None:
    """A key points, Enter chooses; arrows do the same; a command needs no Enter."""
    menu = Menu([*LEVELS, UNKNOWN], COMMANDS)
    assert menu.press("1") is None
    assert menu.enter() == Chosen("1")
    menu.move(1)
    menu.move(1)
    menu.move(1)
    assert menu.enter() == Chosen("d")
    assert menu.press("b") == Chosen("b")


def test_somebody_who_types_on_chooses_nothing() -> None:
    """A short code that is typed without looking ends with the key of an option; the keys work again afterwards."""
    for default in (None, "0"):
        menu = Menu(LEVELS, COMMANDS, default)
        for key in "4TQ0M-11":
            menu.press(key)
        assert menu.enter() is None
        assert menu.notice == "You seem to have typed some text, so nothing has changed. Press 0, 1 or 2, then Enter."
        assert menu.enter() == (Chosen(default) if default else None)
        menu.press("1")
        assert menu.enter() == Chosen("1")


def test_the_answer_from_before_is_kept_by_enter() -> None:
    """If there is an answer, Enter alone keeps it."""
    assert Menu(LEVELS, default="2").enter() == Chosen("2")


@pytest.mark.parametrize("key", ["a", "j", "k", "9", " "])
def test_a_key_that_is_not_shown_does_nothing(key: str) -> None:
    """Only keys that are shown work, and another key says which these are."""
    menu, checklist = Menu(LEVELS, COMMANDS), Checklist(ITEMS, COMMANDS, ["listening"], [UNKNOWN])
    for asked in (menu, checklist):
        before = asked.pointed
        assert asked.press(key) is None
        assert asked.pointed == before
        assert asked.notice.startswith(f"'{key}' does nothing here. ")
    assert checklist.ticked == ("listening",)


def test_a_question_mark_is_told_how_to_say_not_known() -> None:
    """It may mean that somebody doesn't know, or needs help; other keys, and other menus, say what can be pressed."""
    unknown = Option("d", "We don't know", hint="If you don't know, press d.")
    for asked in (Menu([*LEVELS, unknown]), Checklist(ITEMS, others=[unknown])):
        asked.press("?")
        assert asked.notice == "'?' does nothing here. If you don't know, press d."
        asked.press("z")
        assert asked.notice == f"'z' does nothing here. {asked.in_short}"
    menu = Menu(LEVELS)
    menu.press("?")
    assert menu.notice == "'?' does nothing here. Press 0, 1 or 2, then Enter."


def test_keys_are_named_once_their_options_are_in_view() -> None:
    """While the options are further down, a person is told to read on, not to press a key that they can't place."""
    menu = Menu(LEVELS)
    menu.hidden = True
    menu.enter()
    assert (menu.how, menu.notice) == (READ_ON, f"You haven't chosen anything yet. {READ_ON}")
    menu.hidden = False
    assert menu.how == "Press 0, 1 or 2 (or use the arrow keys), then Enter."


def test_a_paste_changes_nothing() -> None:
    """After a paste a menu is as before, and says so."""
    menu = Menu(LEVELS, COMMANDS)
    menu.press("1")
    menu.paste()
    assert menu.pointed == 1
    assert menu.notice == "You seem to have pasted some text, so nothing has changed. Press 0, 1 or 2, then Enter."


def test_numbers_and_space_tick() -> None:
    """A number ticks and unticks its item, Space the one that is pointed at; Enter confirms."""
    checklist = Checklist(ITEMS, COMMANDS)
    checklist.press("2")
    checklist.move(-1)
    checklist.space()
    assert checklist.enter() == Chosen(CONFIRMED, ("listening", "strengths"))
    checklist.press("1")
    assert checklist.press("w") == Chosen("w", ("strengths",))


def test_another_answer_does_not_lose_the_ticks() -> None:
    """With ticks, don't know is refused in a sentence; without, it is the answer after Enter."""
    checklist = Checklist(ITEMS, COMMANDS, ["listening"], [UNKNOWN])
    assert "To give the other answer instead, press d." in checklist.how
    two = Checklist(ITEMS, COMMANDS, [], [UNKNOWN, Option("x", "Not part of my role")])
    assert "To give one of the other answers instead, press d or x." in two.how
    assert checklist.press("d") is None
    assert checklist.enter() is None
    assert checklist.notice.startswith("You have ticked 1 item. To choose this answer instead, untick that item first")
    checklist.press("1")
    checklist.press("d")
    assert checklist.enter() == Chosen("d")


@pytest.mark.parametrize(
    ("arrived", "typing", "pasted"),
    [
        pytest.param("1", False, None, id="one-key"),
        pytest.param("1\r", False, None, id="key-and-enter"),
        pytest.param("\r\r\r\r", False, None, id="enter-held-down"),
        pytest.param("1\r2\r", False, "1\n2\n", id="two-answers"),
        pytest.param("ok", False, "ok", id="two-keys"),
        pytest.param("Riverside\r", True, None, id="one-line-of-text"),
        pytest.param("one\rtwo", True, "one\ntwo", id="two-lines-of-text"),
        pytest.param("one\rtwo\r", True, "one\ntwo\n", id="lines-of-text"),
        pytest.param("\r\r", True, None, id="enter-twice"),
    ],
)
def test_keys_that_arrive_together_are_a_paste(arrived: str, *, typing: bool, pasted: str | None) -> None:
    """In a menu several characters at once are a paste, where text is typed several lines."""
    expected = keys(arrived) if pasted is None else [KeyPress(Keys.BracketedPaste, pasted)]
    assert as_one_paste(keys(arrived), typing=typing) == expected


def test_arrows_that_arrive_together_are_not_a_paste() -> None:
    """Arrow keys that are held down move the pointer, and are not taken for a paste."""
    arrows = [KeyPress(Keys.Down)] * 5
    assert as_one_paste(arrows, typing=False) == arrows
    newline = [KeyPress(Keys.Escape), *keys("\r")]
    assert as_one_paste([*keys("one"), *newline, *keys("two\r")], typing=True) == [
        *keys("one"),
        *newline,
        *keys("two\r"),
    ]


def test_everything_is_shown_if_it_fits() -> None:
    """A window that is high enough shows everything."""
    page = page_of(PAGE, 80, "Which?", Menu(LEVELS))
    assert page.shown(40, 0) == list(page.lines)
    assert more_line(len(page.lines), 40, 0) == ""


def test_a_low_window_begins_with_the_question() -> None:
    """If not everything fits, it begins with how far one is; what was said before is above."""
    page = page_of(PAGE, 80, "Which?", Menu(LEVELS)).without_empty_lines()
    top = page.top(8, page.start)
    assert [line for _, line in page.shown(8, top)][:2] == ["Question 2 of 48", "Is it so?"]
    assert (
        more_line(len(page.lines), 8, top) == "-- more above: press PgUp; more below: press the down arrow or PgDn --"
    )


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("height", [6, 8, 9])
def test_the_pointer_and_the_question_stay_in_view(place: int, height: int) -> None:
    """Whichever option is pointed at, all of it is in view, under the question."""
    menu = Menu(LEVELS)
    menu.pointed = place
    page = page_of(PAGE, 80, "Which?", menu).without_empty_lines()
    shown = page.shown(height, page.top(height, page.start))
    assert ("bold", "Is it so?") in shown
    assert all(page.lines[line] in shown for line in page.pointed)
    assert shown[-1][0] == "bold" or place < 2
    assert len(shown) == height


def test_every_command_is_in_the_key_line() -> None:
    """The keys of all commands are listed, each together with its words."""
    assert key_lines(COMMANDS, 30) == ["Or press b (back) or", "w (why and evidence)."]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("12", "1 or 2"),
        ("0123d", "0 to 3 or d"),
        ("012d", "0, 1, 2 or d"),
        ("123456789acdefn", "1 to 9, a, c to f or n"),
        ("2", "2"),
    ],
)
def test_keys_are_named_in_few_words(keys: str, words: str) -> None:
    """A row of keys is named by its ends, and no key that is not there is named."""
    assert in_words(keys) == words
