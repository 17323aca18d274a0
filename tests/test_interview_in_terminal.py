"""Whole interviews in a real terminal, with menus and with plain prompts."""

import json
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.exits import ExitCode
from tests.terminal import ALT_ENTER, CTRL_C, CTRL_D, CTRL_Z, ENTER, PASTE, SPACE, Terminal

pytestmark = pytest.mark.terminal

Assess = Callable[..., Terminal]


@pytest.fixture
def assess(tmp_path: Path) -> Any:
    """Starts interviews in a folder of their own, and ends those that a test leaves running."""
    started: list[Terminal] = []

    def start(*arguments: str, **settings: Any) -> Terminal:
        started.append(Terminal(tmp_path, "assess", *arguments, **settings))
        return started[-1]

    yield start
    for terminal in started:
        terminal.process.close(force=True)


def open_interview(terminal: Terminal, *, plain: bool = False) -> None:
    """Answers what is asked before the first question."""
    terminal.wait_for("Who takes part")
    terminal.press(*(["1 2" + ENTER] if plain else [SPACE, ENTER]))
    terminal.wait_for("called?")
    terminal.press("Tîm Adfer Glan-yr-afon" + ENTER)
    terminal.wait_for("belong to?")
    terminal.press(ENTER)
    terminal.wait_for("meant to start?")
    terminal.press("1 March 2027" + ENTER)
    terminal.wait_for("Is this right?")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 1 of")
    terminal.wait_for("We don't know")


def saved(folder: Path) -> dict[str, Any]:
    """The one answer file in a folder."""
    (path,) = folder.glob("*.answers.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
def test_the_short_form_goes_from_the_first_question_to_the_plan(
    assess: Assess, tmp_path: Path, plain: bool, columns: int
) -> None:
    """Sixteen answers, then the result on screen and the plan on disk."""
    terminal = assess("--short", *(["--plain"] if plain else []), columns=columns, rows=60)
    open_interview(terminal, plain=plain)
    for number in range(1, 17):
        terminal.wait_for(f"Question {number} of 16")
        if number == 16:  # a checklist of seven
            terminal.press(*(["1 2" + ENTER] if plain else [SPACE, "3", ENTER]))
            terminal.wait_for("what could you show a")
            terminal.press("From the outline" + ENTER)
        else:
            terminal.press("1" + ENTER)
    terminal.wait_for("What next?")
    terminal.press("1" + ENTER)
    assert terminal.end() == ExitCode.DONE
    text = terminal.text()
    assert "Go with conditions: Advertise the posts" in text
    assert "Leadership vision" in text
    *_, others, actions = terminal.raw.rstrip().splitlines()
    assert others.startswith("To answer the other 32 questions too: ")
    assert others.endswith(" assess --plain" if plain else " assess")
    assert actions.startswith("Next, agree who does what by when: ")
    assert actions.endswith(" actions")
    content = saved(tmp_path)
    assert len(content["answers"]) == 16
    assert content["service"]["name"] == "Tîm Adfer Glan-yr-afon"
    assert content["first_day"] == "2027-03-01"
    (plan,) = tmp_path.glob("*-plan.*")
    assert plan.stat().st_size > 10_000
    assert all(len(line) <= columns for line in text.splitlines())
    if plain:
        assert "\x1b[" not in terminal.raw
        assert not set(text) & set("█░▒─│╭»○●")


def test_ctrl_c_says_how_to_go_on_and_the_next_call_goes_on_there(assess: Assess, tmp_path: Path) -> None:
    """Interrupted after two answers, the interview ends with 130 and resumes at the third question."""
    terminal = assess()
    open_interview(terminal)
    terminal.press("0" + ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 3 of 48")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    (path,) = tmp_path.glob("*.answers.json")
    assert [left.name for left in tmp_path.iterdir() if left.suffix == ".lock"] == []
    saved_in, how = terminal.raw.split("Your answers are saved in")[1].split("To go on: ")
    assert path.name in saved_in
    assert how.strip().endswith("readiness assess")
    again = assess(path.name)
    again.wait_for("2 of 48 answered")
    again.wait_for("Question 3 of 48")
    alone = assess()
    alone.wait_for("go on, 2 of 48")
    alone.press("1" + ENTER)
    alone.wait_for("Finish that one first")
    assert alone.end() == ExitCode.UNUSABLE_INPUT


@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
def test_ctrl_d_ends_as_ctrl_c_does(assess: Assess, tmp_path: Path, plain: bool) -> None:
    """The end of the input is an interruption; nothing is lost."""
    terminal = assess(*(["--plain"] if plain else []))
    open_interview(terminal, plain=plain)
    terminal.press("2" + ENTER)
    terminal.wait_for("what could you show a")
    terminal.press(CTRL_D)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert saved(tmp_path)["answers"] == {"leadership.vision": {"level": 2}}


def test_ctrl_d_ends_at_a_question_too(assess: Assess) -> None:
    """Where one chooses, Ctrl-D ends as it does where one types."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press(CTRL_D)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "To go on:" in terminal.text()


def test_keys_of_the_menus(assess: Assess, tmp_path: Path) -> None:
    """Arrows and keys choose, a note takes several lines, back shows the answer, review goes elsewhere."""
    terminal = assess("a.json", rows=60)
    open_interview(terminal)
    terminal.press("\x1b[B", "\x1b[B", ENTER)  # two down: level 2
    terminal.wait_for("what could you show a")
    terminal.press("first line", ALT_ENTER, "second line", ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("b")
    terminal.wait_for("Your answer: In place. Note: first line")
    terminal.press("r")
    terminal.wait_for("Look at which domain?")
    terminal.press("4" + ENTER)
    terminal.wait_for("Go to which question?")
    terminal.press("2" + ENTER)
    terminal.wait_for("Supervision 2 of 8")
    terminal.press("w")
    terminal.wait_for("Any key goes back to the question.")
    terminal.press(" ")
    terminal.wait_for("Supervision 2 of 8", times=2)
    terminal.press("f")
    assert terminal.end() == ExitCode.DONE
    answers = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"]
    assert answers == {"leadership.vision": {"level": 2, "note": "first line\nsecond line"}}


def test_pasted_lines_stay_one_note(assess: Assess, tmp_path: Path) -> None:
    """Text that is pasted with newlines becomes one note and answers nothing by itself."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press("3" + ENTER)
    terminal.wait_for("what could you show a")
    terminal.press(PASTE.format("one\rtwo\rthree"), ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press(PASTE.format("1\r2\r3\r"))
    terminal.press(CTRL_C)
    terminal.end()
    answers = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"]
    assert answers == {"leadership.vision": {"level": 3, "note": "one\ntwo\nthree"}}


def test_the_question_is_wrapped_again_when_the_window_changes(assess: Assess) -> None:
    """A window made narrower gets the question again, wrapped to it."""
    terminal = assess("a.json", columns=100, rows=50)
    open_interview(terminal)
    terminal.resize(60, 50)
    terminal.press("\x1b[B")  # a key finds a change that came too early to be noticed by itself
    terminal.wait_for("Question 1 of 48", times=2)
    terminal.wait_for("3) Shown to work", times=1)
    shown = terminal.text().rpartition("Question 1 of 48")[2]
    assert max(map(len, shown.splitlines())) <= 60


def test_ctrl_z_puts_the_interview_to_sleep(tmp_path: Path) -> None:
    """In a shell, Ctrl-Z gives the shell back, and `fg` goes on where the interview was."""
    terminal = Terminal(tmp_path, command=["bash", "--norc", "--noprofile", "-i"], PS1="shell> ")
    terminal.wait_for("shell>")
    terminal.press(f"{sys.executable} -m readiness assess a.json" + ENTER)
    open_interview(terminal)
    terminal.press(CTRL_Z)
    terminal.wait_for("shell>", times=2)
    terminal.press("fg" + ENTER)
    terminal.wait_for("Which is most like you today?", times=1)
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.process.close(force=True)


def test_a_closed_window_loses_nothing(assess: Assess, tmp_path: Path) -> None:
    """SIGHUP, which a closed window sends, ends the program; the answers are on disk and the file is free."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press("0" + ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.process.kill(signal.SIGHUP)
    terminal.end()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"] == {
        "leadership.vision": {"level": 0}
    }
    again = assess("a.json")
    again.wait_for("Question 2 of 48")


@pytest.mark.parametrize("environment", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}], ids=["accessible", "dumb"])
def test_the_environment_can_ask_for_plain_prompts(assess: Assess, environment: dict[str, str]) -> None:
    """ACCESSIBLE=1 and a dumb terminal get numbered options and not one escape sequence."""
    terminal = assess("a.json", **environment)
    terminal.wait_for("Type all the numbers that are true")
    assert "\x1b[" not in terminal.raw


def test_no_color_is_respected(assess: Assess) -> None:
    """With NO_COLOR set, no colour is sent."""
    terminal = assess("a.json", NO_COLOR="1")
    open_interview(terminal)
    assert not re.search(r"\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m", terminal.raw)


def test_a_first_day_in_the_past_is_refused(assess: Assess, tmp_path: Path) -> None:
    """An option that cannot be meant gets a sentence before anything is asked."""
    terminal = assess("a.json", "--first-day", "2020-01-01")
    assert terminal.end() == ExitCode.WRONG_USAGE
    assert "2020-01-01 has passed" in terminal.text()
    assert not list(tmp_path.iterdir())


def test_a_domain_can_be_asked_alone(assess: Assess) -> None:
    """With --domain, its eight questions are asked and no others."""
    terminal = assess("a.json", "--domain", "supervision")
    terminal.wait_for("Who takes part")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("called?")
    terminal.press("Riverside" + ENTER, ENTER, ENTER)
    terminal.wait_for("Is this right?")
    terminal.press(ENTER)
    terminal.wait_for("Question 1 of 8, Supervision 1 of 8")


def test_a_first_day_that_cannot_be_is_asked_again(assess: Assess, tmp_path: Path) -> None:
    """What is no date, and a day that has passed, get a sentence and another try."""
    terminal = assess("a.json", "--as-of", "2026-11-21")
    terminal.wait_for("Who takes part")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("called?")
    terminal.press("Riverside" + ENTER, ENTER)
    terminal.wait_for("meant to start?")
    terminal.press("next spring" + ENTER)
    terminal.wait_for("is not a date that I can read")
    terminal.press("20/11/2026" + ENTER)
    terminal.wait_for("That day has passed")
    terminal.press("March 2027" + ENTER)
    terminal.wait_for("first day planned on 1 March 2027")
    terminal.press("2" + ENTER)
    terminal.wait_for("Who takes part")
    terminal.press(ENTER, ENTER, ENTER, ENTER)
    terminal.wait_for("Is this right?")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 1 of 48")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["first_day"] == "2027-03-01"
