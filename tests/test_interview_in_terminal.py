"""Whole interviews in a real terminal, with menus and with plain prompts."""

import json
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answer_file import write_answers
from questionnaires.model import Level, ScaleQuestion
from readiness.exits import ExitCode
from readiness.prompts.menu import PASTE_IGNORED
from scoring.instrument import Instrument
from tests.plans_of_services import example_sheet, shipped
from tests.terminal import ALT_ENTER, CTRL_C, CTRL_D, CTRL_Z, DOWN, ENTER, PASTE, SPACE, Terminal

pytestmark = pytest.mark.terminal

Assess = Callable[..., Terminal]

PASTE_HAS_ENDED = 0.5
"""Seconds after which keys are a person's again."""


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
    terminal.wait_for("Who is taking part")
    terminal.press(*(["1 2" + ENTER] if plain else [SPACE, ENTER]))
    terminal.wait_for("called?")
    terminal.press("Tîm Adfer Glan-yr-afon" + ENTER)
    terminal.wait_for("part of?")
    terminal.press(ENTER)
    terminal.wait_for("workers start?")
    terminal.press("1 March 2027" + ENTER)
    terminal.wait_for("Are these details right?")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 1 of")
    terminal.wait_for("finish later")


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
    """After sixteen answers the result is on screen and the plan on disk."""
    terminal = assess("--short", *(["--plain"] if plain else []), columns=columns, rows=60)
    open_interview(terminal, plain=plain)
    for number in range(1, 17):
        terminal.wait_for(f"Question {number} of 16")
        if number == 16:  # a checklist of seven
            terminal.press(*(["1 2" + ENTER] if plain else [SPACE, "3", ENTER]))
            terminal.wait_for("What could you show")
            terminal.press("From the outline" + ENTER)
        else:
            terminal.press("1" + ENTER)
    terminal.wait_for("What next?")
    terminal.press("1" + ENTER)
    terminal.wait_for("1: Show the rest" if plain else "1 Show the rest")
    terminal.press("1" + ENTER)
    terminal.wait_for("Domains, from 0 to 100")
    terminal.press("1" + ENTER)
    assert terminal.end() == ExitCode.DONE
    text = terminal.text()
    assert "Go with conditions: Advertise the posts" in text
    last_words = " ".join(terminal.raw.rpartition("Your plan is in ")[2].split())  # a long command is on the same line
    assert "-plan.pdf Next, answer the other 32 questions, or agree who does what: " in last_words
    assert last_words.endswith(" assess --plain" if plain else " assess")
    content = saved(tmp_path)
    assert len(content["answers"]) == 16
    assert content["service"]["name"] == "Tîm Adfer Glan-yr-afon"
    assert content["first_day"] == "2027-03-01"
    (plan,) = tmp_path.glob("*-plan.*")
    assert plan.stat().st_size > 10_000
    assert all(len(line) <= columns for line in text.splitlines())
    if plain:
        assert "assess --first-day 2027-03-01` with the date you want." in " ".join(text.split())
        assert "\x1b[" not in terminal.raw
        assert not set(text) & set("█░▒─│╭»○●")


def test_ctrl_c_says_how_to_go_on_and_the_next_call_goes_on_there(assess: Assess, tmp_path: Path) -> None:
    """An interview interrupted after two answers ends with 130, and goes on at the third question."""
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
    saved_in, how = terminal.raw.split("Your answers are saved in")[-1].split("To carry on: ")
    assert path.name in saved_in
    assert how.strip().endswith("readiness assess")
    again = assess(path.name)
    again.wait_for("you have answered 2 of")
    again.wait_for("Question 3 of 48")
    alone = assess()
    alone.wait_for("2 of 48 answered")
    alone.press("1" + ENTER)
    alone.wait_for("first, then try again.")
    assert alone.end() == ExitCode.UNUSABLE_INPUT


@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
def test_ctrl_d_ends_as_ctrl_c_does(assess: Assess, tmp_path: Path, plain: bool) -> None:
    """The end of the input is an interruption; nothing is lost."""
    terminal = assess(*(["--plain"] if plain else []))
    open_interview(terminal, plain=plain)
    terminal.press("2" + ENTER)
    terminal.wait_for("What could you show")
    terminal.press(CTRL_D)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert saved(tmp_path)["answers"] == {"leadership.vision": {"level": 2}}


def test_ctrl_d_ends_at_a_question_too(assess: Assess) -> None:
    """Ctrl-D ends the interview at a choice as it does at a typed line."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press(CTRL_D)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "To carry on:" in terminal.text()


def test_keys_of_the_menus(assess: Assess, tmp_path: Path) -> None:
    """Arrows and keys choose, a note takes several lines, back shows the answer, review goes elsewhere."""
    terminal = assess("a.json", rows=60)
    open_interview(terminal)
    terminal.press(DOWN, DOWN, DOWN, ENTER)  # to the first, the second, the third: level 2
    terminal.wait_for("What could you show")
    terminal.press("first line", ALT_ENTER, "second line", ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("b")
    terminal.wait_for("Your answer: In place. Note: first line")
    terminal.press("r")
    terminal.wait_for("Which domain would you like to look at?")
    terminal.press("4" + ENTER)
    terminal.wait_for("Which question would you like to go to?")
    terminal.press("2" + ENTER)
    terminal.wait_for("(2 of 8 in Supervision)")
    terminal.press("w")
    terminal.wait_for("Press any key to go back.")
    terminal.press(" ")
    terminal.wait_for("(2 of 8 in Supervision)")
    terminal.press("f")
    assert terminal.end() == ExitCode.DONE
    answers = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"]
    assert answers == {"leadership.vision": {"level": 2, "note": "first line\nsecond line"}}


def test_whoever_stops_in_a_note_is_told_that_it_is_kept(assess: Assess, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a note saves what was typed, and the goodbye says so."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press("3" + ENTER)
    terminal.wait_for("What could you show")
    terminal.press("half a note")
    terminal.wait_for("half a note")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    said = " ".join(terminal.text().split())
    assert "Your answers are saved in a.json, with the note you were typing." in said
    answers = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"]
    assert answers == {"leadership.vision": {"level": 3, "note": "half a note"}}


def test_pasted_lines_stay_one_note(assess: Assess, tmp_path: Path) -> None:
    """Text that is pasted with newlines becomes one note and answers nothing by itself."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press("3" + ENTER)
    terminal.wait_for("What could you show")
    terminal.press(PASTE.format("one\rtwo\rthree"), ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press(PASTE.format("1\r2\r3\r"))
    terminal.wait_for(PASTE_IGNORED)
    terminal.press(CTRL_C)
    terminal.end()
    answers = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"]
    assert answers == {"leadership.vision": {"level": 3, "note": "one\ntwo\nthree"}}


def test_the_question_is_wrapped_again_when_the_window_changes(assess: Assess) -> None:
    """A window made narrower gets the question again, wrapped to it."""
    terminal = assess("a.json", columns=100, rows=50)
    open_interview(terminal)
    terminal.resize(60, 50)
    terminal.press(DOWN)  # a key finds a change that came too early to be noticed by itself
    terminal.wait_for("minutes left\nEssential.")
    terminal.wait_for("> 0 Not yet.")
    assert max(map(len, terminal.screen.display)) <= 60
    assert "3 Shown to work" in "\n".join(terminal.screen.display)


def test_ctrl_z_puts_the_interview_to_sleep(tmp_path: Path) -> None:
    """In a shell, Ctrl-Z gives the shell back, and `fg` goes on where the interview was."""
    terminal = Terminal(tmp_path, command=["bash", "--norc", "--noprofile", "-i"], PS1="shell> ")
    terminal.wait_for("shell>")
    terminal.press(f"{sys.executable} -m readiness assess a.json" + ENTER)
    open_interview(terminal)
    terminal.press(CTRL_Z)
    terminal.wait_for("Stopped")
    terminal.press("fg" + ENTER)
    terminal.wait_for("Which is most like your service today?")
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
    terminal.wait_for("Type the numbers of all that apply")
    assert "\x1b[" not in terminal.raw


def test_no_color_is_respected(assess: Assess) -> None:
    """With NO_COLOR set, no colour is sent."""
    terminal = assess("a.json", NO_COLOR="1")
    open_interview(terminal)
    assert not re.search(r"\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9;]*m", terminal.raw)


def test_a_line_of_a_note_that_was_being_typed_is_kept_with_plain_prompts(assess: Assess, tmp_path: Path) -> None:
    """Ctrl-C keeps the earlier lines of a note and the one that has no Enter yet; the next Ctrl-C keeps all of them."""
    terminal = assess("a.json", "--plain")
    open_interview(terminal, plain=True)
    terminal.press("n" + ENTER)
    terminal.wait_for("to start a new one:")
    terminal.press("First line\\" + ENTER)
    terminal.wait_for("Next line:")
    terminal.press("and the sec")
    terminal.wait_for("and the sec")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    notes = tmp_path / "a.json.unfinished"
    assert json.loads(notes.read_text(encoding="utf-8"))["notes"] == {"leadership.vision": "First line\nand the sec"}
    terminal = assess("a.json", "--plain")
    terminal.wait_for("Question 1 of 48")
    terminal.press("n" + ENTER)
    terminal.wait_for("to start a new one:")
    terminal.press("More")
    terminal.wait_for("More")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    kept = json.loads(notes.read_text(encoding="utf-8"))["notes"]
    assert kept == {"leadership.vision": "First line\nand the sec\nMore"}


def test_a_first_day_in_the_past_is_asked_about(assess: Assess, tmp_path: Path) -> None:
    """An option that may be a slip is asked about before it is saved."""
    terminal = assess("a.json", "--first-day", "2020-01-01")
    terminal.wait_for("1 January 2020 is in the past. Have the first peer workers already")
    terminal.press("2" + ENTER)
    terminal.wait_for("Who is taking part")
    assert not list(tmp_path.iterdir())


def test_a_changed_first_day_is_told(assess: Assess, tmp_path: Path) -> None:
    """The option says what it has changed; stopped before that, the advice has the option too."""
    (tmp_path / "a.json").write_bytes(write_answers(example_sheet(), shipped().questionnaire))
    option = ("--first-day", "2027-01-04", "--as-of", "2026-11-28")
    terminal = assess(*option)
    terminal.wait_for("Riverside")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert terminal.raw.rstrip().endswith("readiness assess --first-day 2027-01-04")
    terminal = assess("a.json", *option)
    terminal.wait_for("What would you like to do?")
    terminal.press("1" + ENTER)
    terminal.wait_for("The planned first day is now 4 January 2027 instead of 26 April 2027.")
    terminal.wait_for("leaves too little time.")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["first_day"] == "2027-01-04"
    terminal.press(CTRL_C)
    terminal.end()
    agreeing = assess("a.json", "--first-day", "2027-01-05", "--as-of", "2026-11-28")
    agreeing.wait_for("What would you like to do?")
    agreeing.press("2" + ENTER)
    agreeing.wait_for("Which action?")
    agreeing.press("f" + ENTER)
    agreeing.end()
    assert "The planned first day is now 5 January 2027 instead of 4 January 2027." in " ".join(agreeing.raw.split())


def test_a_domain_can_be_asked_alone(assess: Assess) -> None:
    """With --domain, its eight questions are asked and no others."""
    terminal = assess("a.json", "--domain", "supervision")
    terminal.wait_for("Who is taking part")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("called?")
    terminal.press("Riverside" + ENTER, ENTER, ENTER)
    terminal.wait_for("Are these details right?")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 1 of 8 (1 of 8 in Supervision)")


def test_a_first_day_that_cannot_be_is_asked_again(assess: Assess, tmp_path: Path) -> None:
    """What is not a date, and a day that has passed, get a sentence and another try."""
    terminal = assess("--as-of", "2026-11-21")
    terminal.wait_for("Who is taking part")
    terminal.press(SPACE, ENTER)
    terminal.wait_for("called?")
    terminal.press("Riverside" + ENTER, ENTER)
    terminal.wait_for("workers start?")
    terminal.press("next spring" + ENTER)
    terminal.wait_for("can't be read as a date")
    terminal.press("20/11/2026" + ENTER)
    terminal.wait_for("20 November 2026 is in the past. Have the first peer workers already")
    terminal.press("2" + ENTER)
    terminal.wait_for("workers start?")
    terminal.press("March 2027" + ENTER)
    terminal.wait_for("Are these details right?")
    assert "the planned first day is 1 March 2027." in " ".join(terminal.text().split())
    terminal.press("2" + ENTER)
    terminal.wait_for("Who is taking part")
    terminal.press(ENTER, ENTER, ENTER, ENTER)
    terminal.wait_for("Are these details right?")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 1 of 48")
    content = saved(tmp_path)
    assert content["first_day"] == "2027-03-01"
    day = content["started_at"].partition("T")[0]  # a real day, whatever the plan's is
    assert (tmp_path / f"riverside-{day}.answers.json").exists()


def answers_in(folder: Path) -> Any:
    """The answers in the one answer file of a folder."""
    (path,) = folder.glob("*.json")
    return json.loads(path.read_text(encoding="utf-8"))["answers"]


def test_enter_alone_answers_nothing(assess: Assess, tmp_path: Path) -> None:
    """Enter answers no question, even held down, after help or after a note, and the screen says which keys do."""
    terminal = assess("a.json", rows=24)
    open_interview(terminal)
    terminal.press(*[ENTER] * 8)
    terminal.wait_for("You haven't chosen anything yet. Press 0 to 3 or d, then Enter.")
    terminal.press("t")
    terminal.wait_for("Press any key to go back.")
    terminal.press(ENTER, ENTER, ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    terminal.press("n")
    terminal.wait_for("What could you show")
    terminal.press(ENTER, ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    assert answers_in(tmp_path) == {}
    terminal.press("1", ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("b")
    terminal.wait_for("> 1 Planned.")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of 48")
    assert answers_in(tmp_path) == {"leadership.vision": {"level": 1}}


@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
def test_another_computers_version_is_kept_and_listed(assess: Assess, tmp_path: Path, plain: bool) -> None:
    """Enter alone decides nothing; with *keep both* the other version outlives the next answers, and is listed."""
    options = ["--plain"] if plain else []
    terminal = assess(*options)
    open_interview(terminal, plain=plain)
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 2 of")
    (path,) = tmp_path.glob("*.answers.json")
    theirs = path.read_text(encoding="utf-8").replace('"level": 1', '"level": 3')
    path.write_text(theirs, encoding="utf-8")
    terminal.press("1" + ENTER)
    terminal.wait_for("What would you like to do?")
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet")
    assert path.read_text(encoding="utf-8") == theirs
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 3 of")
    terminal.press("1" + ENTER)
    terminal.wait_for("Question 4 of")
    (other,) = tmp_path.glob("*(other version).answers.json")
    assert other.read_text(encoding="utf-8") == theirs
    assert len(json.loads(path.read_text(encoding="utf-8"))["answers"]) == 3
    terminal.press(*(["f" + ENTER] if plain else ["f"]))
    terminal.wait_for("Saved for later.")
    again = assess(*options, columns=100)
    again.wait_for("Which assessment?")
    again.wait_for("is another version of")
    assert re.search(r"2.? .*other version", again.text())


@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
def test_quick_typing_becomes_no_note(assess: Assess, tmp_path: Path, plain: bool) -> None:
    """The keys of the next answer, typed into the request for a note, are not kept, and Enter goes on."""
    terminal = assess("a.json", *(["--plain"] if plain else []))
    open_interview(terminal, plain=plain)
    terminal.press("2" + ENTER)
    terminal.wait_for("Saved: “In place”. What could you show")
    terminal.press("d" + ENTER)
    terminal.wait_for("'d' is too short to save as a note")
    terminal.press("1" + ENTER)
    terminal.wait_for("'1' is too short to save as a note")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of 48")
    assert answers_in(tmp_path) == {"leadership.vision": {"level": 2}}


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_a_paste_into_a_menu_changes_nothing(assess: Assess, tmp_path: Path, marked: bool) -> None:
    """Pasted lines answer no question, on this screen or a later one, whether the terminal marks the paste or not."""
    pasted = "1\r2\rfirst line\r" * 40
    terminal = assess("a.json", rows=24)
    open_interview(terminal)
    terminal.press("3", PASTE.format(pasted) if marked else pasted)
    terminal.wait_for(PASTE_IGNORED)
    terminal.wait_for("> 3 Shown to work.")
    time.sleep(PASTE_HAS_ENDED)
    terminal.press(ENTER)
    terminal.wait_for("Saved: “Shown to work”.")
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press(PASTE.format(pasted) if marked else pasted)
    terminal.wait_for(PASTE_IGNORED)
    time.sleep(PASTE_HAS_ENDED)
    terminal.press("w")
    terminal.wait_for("Why we ask")
    terminal.press(PASTE.format(pasted) if marked else pasted)
    time.sleep(PASTE_HAS_ENDED)
    terminal.wait_for("Press any key to go back.")
    terminal.press(" ")
    terminal.wait_for("Question 2 of 48")
    assert answers_in(tmp_path) == {"leadership.vision": {"level": 3}}


@pytest.mark.parametrize("plain", [False, True], ids=["menus", "plain"])
@pytest.mark.parametrize("last", ["\r", ""], ids=["whole-lines", "without-last-enter"])
def test_lines_that_arrive_at_once_are_one_note(assess: Assess, tmp_path: Path, plain: bool, last: str) -> None:
    """A paste that the terminal does not mark is one note, which Enter confirms."""
    terminal = assess("a.json", *(["--plain"] if plain else []))
    open_interview(terminal, plain=plain)
    terminal.press("2" + ENTER)
    terminal.wait_for("What could you show")
    terminal.process.send(f"1\rMinutes of May\r0{last}")
    terminal.wait_for("3 lines were entered together" if plain else "Minutes of May\n0")
    time.sleep(PASTE_HAS_ENDED)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of 48")
    assert answers_in(tmp_path) == {"leadership.vision": {"level": 2, "note": "1\nMinutes of May\n0"}}


def test_lines_pasted_into_a_plain_menu_answer_nothing(assess: Assess, tmp_path: Path) -> None:
    """Several lines at once are no keys, not even where the last of them is one and its Enter comes later."""
    terminal = assess("a.json", "--plain")
    open_interview(terminal, plain=True)
    terminal.process.send("1\r2\r3")
    terminal.wait_for("You seem to have pasted some text, so nothing has changed.")
    time.sleep(PASTE_HAS_ENDED)
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    assert answers_in(tmp_path) == {}


def test_quick_answers_are_no_paste(assess: Assess, tmp_path: Path) -> None:
    """Somebody who answers a plain question every tenth of a second is not held up."""
    terminal = assess("a.json", "--plain")
    open_interview(terminal, plain=True)
    for key in "101010":
        terminal.process.send(key)
        terminal.process.send(ENTER)
        time.sleep(0.05)
    terminal.wait_for("Question 7 of 48")
    assert [answer["level"] for answer in answers_in(tmp_path).values()] == [1, 0, 1, 0, 1, 0]
    assert "arrived at once" not in terminal.text()


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_question_and_its_levels_stay_in_view(
    assess: Assess, instrument: Instrument, columns: int, rows: int
) -> None:
    """Each question is on screen with the level that is pointed at, and the keys below it; what is hidden is said."""
    terminal = assess("a.json", columns=columns, rows=rows)
    open_interview(terminal)
    questions = [it for it in instrument.questionnaire.questions.values() if isinstance(it, ScaleQuestion)]
    for number, question in enumerate(questions[:10], 1):
        terminal.wait_for(f"Question {number} of 48")
        for key in "0123" if number in (1, 2, 10) else "1":
            terminal.press(key)
            terminal.wait_for(f"> {key} ")
            shown = "\n".join(line.rstrip() for line in terminal.screen.display)
            words = " ".join(shown.split())
            assert question.text in words
            assert question.levels[Level(int(key))] in words
            assert "f (finish later)" in words
            assert "3 Shown to work" in words or "more below" in words
        terminal.press("1", ENTER)


def test_after_a_long_note_the_question_is_there(assess: Assess) -> None:
    """A note of thirty lines leaves the next question, and its own, in view."""
    terminal = assess("a.json", rows=24)
    open_interview(terminal)
    terminal.press("2", ENTER)
    terminal.wait_for("What could you show")
    terminal.press(PASTE.format("\r".join(f"Line {number} of the evidence" for number in range(30))))
    terminal.wait_for("Line 29")
    assert "Is there an agreed aim for peer support here" in "\n".join(terminal.screen.display)
    terminal.press(ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("b")
    terminal.wait_for("Your answer: In place. Note: Line 0 of the evidence")
    terminal.wait_for("> 2 In place.")
    assert "Is there an agreed aim for peer support here" in "\n".join(terminal.screen.display)


def test_finish_later_says_how_far_the_person_is(assess: Assess) -> None:
    """A person who stops is told how much is done, how long the rest will take, and what to type."""
    terminal = assess("a.json")
    open_interview(terminal)
    terminal.press("1", ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("f")
    assert terminal.end() == ExitCode.DONE
    assert "You have answered 1 of 48 questions. The rest will take about 24 minutes." in " ".join(
        terminal.text().split()
    )


def nearly_finished(folder: Path, instrument: Instrument) -> Path:
    """The example without its last answer."""
    sheet = example_sheet()
    answers = dict(list(sheet.answers.items())[:-1])
    path = folder / "a.json"
    path.write_bytes(write_answers(sheet.model_copy(update={"answers": answers}), instrument.questionnaire))
    return path


def test_the_interview_ends_with_the_decisions_in_view(assess: Assess, tmp_path: Path, instrument: Instrument) -> None:
    """In a window of 80 by 24, all of the result in short is there at the end, and where the plan is."""
    terminal = assess(nearly_finished(tmp_path, instrument).name, "--pdf", "plan.md", rows=24)
    terminal.wait_for("Question 48 of 48")
    terminal.press("1", ENTER)
    terminal.wait_for("You have answered all 48 questions.")
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    terminal.press("1", ENTER)
    terminal.wait_for("1 Show the rest")
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    terminal.press("2", ENTER)
    assert terminal.end() == ExitCode.DONE
    shown = "\n".join(terminal.screen.display)
    for text in ("Riverside Recovery Team", "Can we go ahead?", "Wait: Welcome peer workers", "Start with", "plan.md"):
        assert text in shown


def test_stopping_at_the_result_writes_no_plan(assess: Assess, tmp_path: Path, instrument: Instrument) -> None:
    """Ctrl-C at the result says that the plan is not written; the last answer is kept."""
    terminal = assess(nearly_finished(tmp_path, instrument).name, "--pdf", "plan.md")
    terminal.wait_for("Question 48 of 48")
    terminal.press("1", ENTER)
    terminal.wait_for("You have answered all 48 questions.")
    terminal.press("1", ENTER)
    terminal.wait_for("1 Show the rest")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "Stopped before the plan was written. You have answered all 48 questions." in " ".join(
        terminal.text().split()
    )
    assert not (tmp_path / "plan.md").exists()


def test_the_rest_of_the_result_says_how_to_read_on(assess: Assess, tmp_path: Path, instrument: Instrument) -> None:
    """The key that goes on to the plan is named where the person sees what it does, at the end of the result."""
    terminal = assess(nearly_finished(tmp_path, instrument).name, "--pdf", "plan.md", rows=24)
    terminal.wait_for("Question 48 of 48")
    terminal.press("1", ENTER)
    terminal.wait_for("You have answered all 48 questions.")
    terminal.press("1", ENTER)
    terminal.wait_for("1 Show the rest")
    terminal.press("1", ENTER)
    terminal.wait_for("press the down arrow or PgDn --\nRead on to see what you can choose.")
    assert "Can we go ahead?" not in terminal.text()  # it was on the screen before
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet. Read on to see what you can choose.")
    terminal.press(*[DOWN] * 9)
    terminal.wait_for("1 Write the plan and finish")
    terminal.wait_for("then Enter.")
    assert "Read on" not in terminal.text()
    terminal.press("1", ENTER)
    assert terminal.end() == ExitCode.DONE


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_score_is_short_in_a_terminal(tmp_path: Path, instrument: Instrument, columns: int, rows: int) -> None:
    """In a terminal the decisions are in view at the end, with how to see the rest; with --all, all of it is shown."""
    path = nearly_finished(tmp_path, instrument)
    terminal = Terminal(tmp_path, "score", path.name, columns=columns, rows=rows)
    assert terminal.end() == ExitCode.DONE
    shown = "\n".join(terminal.screen.display)
    assert "Can we go ahead?" in shown
    assert "--all" in shown
    assert "Domains, from 0 to 100" not in terminal.text()
    everything = Terminal(tmp_path, "score", path.name, "--all", columns=columns, rows=rows)
    assert everything.end() == ExitCode.DONE
    assert "Domains, from 0 to 100" in everything.text()
    assert "Points to bear in mind" in everything.text()
