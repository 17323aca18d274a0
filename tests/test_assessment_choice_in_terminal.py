"""The choice of an assessment in a real terminal, with menus and with plain prompts."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.services import file_of
from tests.terminal import CTRL_C, ENTER, Terminal

pytestmark = pytest.mark.terminal

Start = Callable[..., Terminal]
FACES = [pytest.param({}, id="menus"), pytest.param({"ACCESSIBLE": "1"}, id="plain")]


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """A folder with an unfinished assessment, a finished one and a finished short form."""
    for name, form, answered in (("north", "full", 12), ("south", "full", 48), ("west", "short", 16)):
        content = file_of(instrument, 1, short=False)
        asked = [criterion.question for criterion in instrument.rubric.criteria_of(form)]  # type: ignore[arg-type]
        content["answers"] = {question: {"unknown": True} for question in asked[:answered]}
        content["service"]["name"] = name.capitalize()
        content["form"] = form
        (tmp_path / f"{name}.answers.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts the program, and ends what a test leaves running."""
    started: list[Terminal] = []

    def run(*arguments: str, **settings: Any) -> Terminal:
        started.append(Terminal(folder, *arguments, **{"columns": 60, "rows": 20, **settings}))
        return started[-1]

    yield run
    for terminal in started:
        terminal.process.close(force=True)


def choose(terminal: Terminal, label: str) -> None:
    """Presses the key in front of a label."""
    terminal.wait_for(label)
    keys = re.findall(rf"^[ >]*(.):? {re.escape(label)}", terminal.text(), flags=re.MULTILINE)
    terminal.press(keys[-1] + ENTER)


def saved(folder: Path, name: str) -> dict[str, Any]:
    """What an answer file holds now."""
    content: dict[str, Any] = json.loads((folder / f"{name}.answers.json").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("environment", FACES)
@pytest.mark.parametrize("arguments", [[], ["assess"]], ids=["alone", "assess"])
def test_program_alone_is_the_door(start: Start, arguments: list[str], environment: dict[str, str]) -> None:
    """Called with nothing, the program offers what is in the folder; an unfinished assessment is gone on with."""
    terminal = start(*arguments, **environment)
    terminal.wait_for("North: 12 of 48 answered")
    terminal.wait_for("South: finished")
    terminal.wait_for("Start a new assessment")
    choose(terminal, "North: 12 of 48 answered")
    terminal.wait_for("Question 13 of 48")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert terminal.raw.rstrip().splitlines()[-1].endswith("readiness assess")


@pytest.mark.parametrize("environment", FACES)
def test_answers_of_a_finished_one_are_changed(start: Start, folder: Path, environment: dict[str, str]) -> None:
    """A finished assessment is opened again at the question that the person chooses; the new answer is saved."""
    terminal = start(**environment)
    choose(terminal, "South: finished")
    choose(terminal, "Change answers")
    choose(terminal, "Leadership vision: 8 “don't know”")
    terminal.wait_for("Which question would you like to go to?")
    terminal.press("2" + ENTER)
    terminal.wait_for("Question 2 of 48")
    terminal.press("1" + ENTER)
    terminal.wait_for("What next?")
    assert saved(folder, "south")["answers"]["leadership.values"] == {"level": 1}
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED


def test_short_form_becomes_a_full_one(start: Start, folder: Path) -> None:
    """The other questions follow, and the answers that were given stay."""
    before = saved(folder, "west")["answers"]
    terminal = start(rows=48)
    choose(terminal, "West: short form finished")
    choose(terminal, "Answer the other 32 questions")
    terminal.wait_for("with West. So far you have answered 16")
    terminal.wait_for("Question 2 of 48")
    terminal.press("0" + ENTER)
    terminal.wait_for("Question 5 of 48")
    terminal.press("f")
    assert terminal.end() == ExitCode.DONE
    assert saved(folder, "west")["form"] == "full"
    assert saved(folder, "west")["answers"] == {**before, "leadership.values": {"level": 0}}


@pytest.mark.parametrize("key", ["f", CTRL_C], ids=["finish", "stop"])
def test_short_form_stays_until_another_question_is_answered(start: Start, folder: Path, key: str) -> None:
    """A person who only looks at the other questions keeps the finished short form, byte for byte, and is told so."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    terminal = start(rows=48)
    choose(terminal, "West: short form finished")
    choose(terminal, "Answer the other 32 questions")
    terminal.wait_for("Question 2 of 48")
    terminal.press("s")
    terminal.wait_for("Question 5 of 48")
    terminal.press(key)
    terminal.end()
    assert "this assessment still counts as a finished short form" in " ".join(terminal.text().split())
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_actions_are_agreed_from_the_list(start: Start) -> None:
    """From the list a person can go straight to the actions of a finished assessment, and is told what comes next."""
    terminal = start()
    choose(terminal, "South: finished")
    choose(terminal, "Agree who does what by when")
    terminal.wait_for("Which action?")
    terminal.press("f" + ENTER)
    assert terminal.end() == ExitCode.DONE
    assert "Next, write the plan: " in terminal.text()


@pytest.mark.parametrize("environment", FACES)
def test_a_command_without_a_file_asks(start: Start, environment: dict[str, str]) -> None:
    """With several answer files and somebody to ask, the command asks which one; Ctrl-C changes nothing."""
    terminal = start("score", rows=80, **environment)
    choose(terminal, "South: finished")
    assert terminal.end() == ExitCode.DONE
    assert "Leadership vision" in terminal.text()
    terminal = start("plan", **environment)
    terminal.wait_for("Which assessment?")
    assert "Start a new assessment" not in terminal.text()
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "Stopped. Nothing has changed." in terminal.text()


def test_interruption_at_the_door_changes_nothing(start: Start, folder: Path) -> None:
    """Ctrl-C at the list says that nothing is changed, and how to start again."""
    files = {file: file.read_bytes() for file in folder.iterdir()}
    terminal = start()
    terminal.wait_for("Which assessment?")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "Stopped. Nothing has changed." in terminal.text()
    assert {file: file.read_bytes() for file in folder.iterdir()} == files
