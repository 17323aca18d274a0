"""`readiness workshop enter` in a real terminal, drawn and plain."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.exits import ExitCode
from tests.terminal import CTRL_C, ENTER, Terminal
from tests.test_paper_entry import TEAM, TEAM_ANSWERS, code_of, marks, saved, workshop

pytestmark = pytest.mark.terminal

Enter = Callable[..., Terminal]


@pytest.fixture
def enter(tmp_path: Path) -> Any:
    """Types answers into the workshop `elm`, and ends what a test leaves running."""
    started: list[Terminal] = []

    def start(*arguments: str, **settings: Any) -> Terminal:
        started.append(Terminal(tmp_path, "workshop", "enter", "elm", *arguments, **settings))
        return started[-1]

    yield start
    for terminal in started:
        terminal.process.close(force=True)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
@pytest.mark.parametrize("plain", [False, True], ids=["drawn", "plain"])
def test_a_sheet_is_typed_in_and_saved(enter: Enter, tmp_path: Path, plain: bool, columns: int, rows: int) -> None:
    """A sheet is typed in from its code to the file, with one line that is a key short; Ctrl-C keeps what there is."""
    made = workshop(tmp_path)
    terminal = enter(*(["--plain"] if plain else []), columns=columns, rows=rows)
    terminal.wait_for("What next?")
    terminal.press("1" + ENTER)
    terminal.wait_for("What is the code on the sheet?")
    terminal.press("bcdfgk" + ENTER)
    terminal.wait_for("Which role has a cross next to it?")
    terminal.press("d" + ENTER)
    terminal.wait_for("Type 8 answers (such as")
    terminal.wait_for("is no cross")
    assert "a is “Not yet”, d is “Shown to work”" in " ".join(terminal.text().split())
    terminal.press("c b ? d - a c" + ENTER)
    terminal.wait_for("you typed 7 answers")
    terminal.press((TEAM if plain else " b") + ENTER)
    terminal.wait_for("Is this what the sheet says?")
    assert "TE3 don't know" in terminal.text()
    terminal.press("1" + ENTER)
    terminal.wait_for("Saved: BCDFGK")
    assert marks(saved(made)["BCDFGK"]) == TEAM_ANSWERS
    terminal.press("1" + ENTER)
    terminal.wait_for("What is the code on the sheet?", times=2 if plain else 1)
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "Stopped." in terminal.text()
    assert [*saved(made)] == ["BCDFGK"]


def test_typing_on_without_looking_replaces_nothing(enter: Enter, tmp_path: Path) -> None:
    """The last digit of the next short code is no answer to the question about the code before."""
    made = workshop(tmp_path)
    terminal = enter("--code", f"BCDFGK {code_of(TEAM)}")
    terminal.end()
    terminal = enter(columns=80, rows=24)
    terminal.wait_for("What next?")
    terminal.press("2" + ENTER)
    terminal.wait_for("Type a short code.")
    terminal.press(f"BCDFGK {code_of('0' * 8)}" + ENTER)
    terminal.wait_for("Whose answers are these?")
    for key in "4TQ0M-1" + ENTER:
        terminal.press(key)
    terminal.wait_for("You seem to have typed some text")
    terminal.press(CTRL_C)
    terminal.end()
    assert [marks(sheet) for sheet in saved(made).values()] == [TEAM_ANSWERS]
