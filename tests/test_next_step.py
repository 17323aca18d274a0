"""What to type next: it works as typed, whatever the names, in the folder and the shell of the person who reads it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from readiness import next_step
from readiness.exits import ExitCode
from readiness.next_step import VARIABLE, advise, command
from scoring.instrument import Instrument
from tests.program import ROOT, run, run_in_own_process, surroundings
from tests.services import file_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="another shell, with other quotes")

NAMES = [
    "a.json",
    "Peer support answers.json",
    "it's here.json",
    'the "new" one.json',
    "$HOME `date` $(date) #5 100%.json",
    "back\\slash!.json",
    "Tîm Adfer 🌱.json",
    "-short.json",
    "; exit 7; .json",
]
TELL_ARGUMENTS = "import json, sys; print(json.dumps(sys.argv[1:]))"


def typed(line: str, folder: Path, **environment: str) -> str:
    """What a line prints that a person types into Bash."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=surroundings(**environment),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


@pytest.mark.parametrize("name", NAMES)
def test_targets_of_make_get_what_they_are_meant_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Started by make, the program advises a target of the Makefile, which gets each name as it is."""
    monkeypatch.setenv(VARIABLE, "make")
    (tmp_path / "Makefile").write_text(
        f"plan:\n\t@'{sys.executable}' -c '{TELL_ARGUMENTS}' $(ARGS)\n", encoding="utf-8"
    )
    line = command("plan", name, "-o", "my plan.pdf")
    assert line.startswith("make plan ")
    assert json.loads(typed(line, tmp_path)) == [f"./{name}" if name.startswith("-") else name, "-o", "my plan.pdf"]


@pytest.mark.parametrize(("terminal", "columns", "lines"), [(True, 500, 1), (True, 0, 2), (True, -1, 1), (False, 0, 1)])
def test_a_command_stays_whole_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool, columns: int, lines: int
) -> None:
    """A command that fits only alone gets a line of its own in a terminal; elsewhere there is always one line."""
    how = command("workshop", "compare", "elm", "--all")
    width = len(how) + columns
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: os.terminal_size((width, 24)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.delenv(VARIABLE, raising=False)
    advise("To see everything", "workshop", "compare", "elm", "--all")
    said = capsys.readouterr().err
    assert said == f"To see everything:{' ' if lines == 1 else chr(10)}{how}\n"


def test_the_words_before_a_command_break_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a terminal too narrow for them they take several lines, none of them longer than the window."""
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: os.terminal_size((40, 24)))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(next_step, "_program", lambda: "readiness")
    monkeypatch.delenv(VARIABLE, raising=False)
    advise("Next, hand out the forms. When they come back, import them with this command", "import", "FILE")
    assert capsys.readouterr().err.splitlines() == [
        "Next, hand out the forms. When they",
        "come back, import them with this",
        "command: readiness import FILE",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("made", [True, False], ids=["make", "directly"])
@pytest.mark.parametrize("name", ["Peer support.json", NAMES[4], "-two\nlines.json", "bell\x07 half\udcff.json"])
def test_advice_names_a_file_that_is_then_found(tmp_path: Path, instrument: Instrument, name: str, made: bool) -> None:
    """The line at the end of a command, typed as it stands, takes the same answers; it is one line that can be read."""
    try:
        (tmp_path / name).write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    except OSError:
        pytest.skip("the disk takes no such name")
    shutil.copy(tmp_path / name, tmp_path / "another.json")
    (tmp_path / "Makefile").write_text(
        f"plan actions:\n\t@PYTHONPATH='{ROOT}' '{sys.executable}' -m readiness $@ $(ARGS)\n", encoding="utf-8"
    )
    given = f"./{name}" if name.startswith("-") else name
    ended = run_in_own_process("plan", given, "-o", "p.md", folder=tmp_path, **({VARIABLE: "make"} if made else {}))
    last = ended.stderr.splitlines()[-1]
    assert last.isprintable()
    advised = last.removeprefix("Next, agree who does what by when: ")
    assert advised.startswith("make actions" if made and name.isprintable() else sys.executable)
    assert typed(advised, tmp_path, PYTHONPATH=str(ROOT)) == run("actions", given, folder=tmp_path).stdout


def test_only_file_of_a_folder_needs_no_name(tmp_path: Path, instrument: Instrument) -> None:
    """If there is nothing to mix it up with, the advice is as short as can be, and works."""
    (tmp_path / "a.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    last = run("score", "a.json", folder=tmp_path, **{VARIABLE: "make"}).stderr.splitlines()[-1]
    assert last == "Next, write the plan: make plan"
    assert run("plan", "-o", "p.md", folder=tmp_path).returncode == ExitCode.DONE


def test_file_of_another_folder_is_named(tmp_path: Path, instrument: Instrument) -> None:
    """From elsewhere the advice has the path, also where this folder has answers of its own."""
    (tmp_path / "in").mkdir()
    for path in ("in/a.json", "a.json"):
        (tmp_path / path).write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    last = run("score", "in/a.json", folder=tmp_path, **{VARIABLE: "make"}).stderr.splitlines()[-1]
    assert last == 'Next, write the plan: make plan ARGS="in/a.json"'


def test_long_advice_stays_on_one_line(tmp_path: Path, instrument: Instrument) -> None:
    """In a narrow window too the command is not broken, so that it can be copied."""
    names = [f"{letter * 50}-2026-11-21.answers.json" for letter in "ab"]
    for name in names:
        (tmp_path / name).write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    last = run("plan", names[0], "-o", "p.md", folder=tmp_path, COLUMNS="40").stderr.splitlines()[-1]
    assert last.startswith("Next, agree who does what by when: ")
    assert last.endswith(f" actions {names[0]}")


def test_open_questions_come_first(tmp_path: Path, instrument: Instrument) -> None:
    """As long as questions are open, the result advises to answer them."""
    content = file_of(instrument, 1, short=False)
    content["answers"] = dict(list(content["answers"].items())[:40])
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    last = run("score", folder=tmp_path, **{VARIABLE: "make"}).stderr.splitlines()[-1]
    assert last == "Next, answer the 8 questions that are left: make assess"


def test_nothing_is_advised_where_it_is_not_wanted(tmp_path: Path, instrument: Instrument) -> None:
    """With an empty variable, as `make demo` sets it, nothing is said about what comes next."""
    (tmp_path / "a.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    assert run("score", "a.json", folder=tmp_path, **{VARIABLE: ""}).stderr == ""


def test_program_on_the_path_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, it is `readiness`; otherwise it is called as it was, from inside the folder by a short path."""
    monkeypatch.delenv(VARIABLE, raising=False)
    program = tmp_path / "bin/readiness"
    program.parent.mkdir()
    program.write_text("", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.setenv("PATH", str(program.parent))
    assert command("assess") == "readiness assess"
    monkeypatch.setenv("PATH", "")
    assert command("assess") == f"{program} assess"
    monkeypatch.setattr(sys, "argv", ["/somewhere/readiness/__main__.py"])
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    monkeypatch.chdir(tmp_path)
    assert command("plan", "a b.json") == ".venv/bin/python -m readiness plan 'a b.json'"


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        (r"C:\Users\Jo\a-2_Tîm.json", r"C:\Users\Jo\a-2_Tîm.json"),
        ("answers(1).json", '"answers(1).json"'),
        ("R&D; it's.json", '"R&D; it\'s.json"'),
        ("", '""'),
        ('the "new" one', r'"the \"new\" one"'),
        ("C:\\my answers\\", r'"C:\my answers\\"'),
    ],
)
def test_names_on_windows(monkeypatch: pytest.MonkeyPatch, word: str, quoted: str) -> None:
    """Whatever PowerShell or the Command Prompt would take apart or read otherwise is in double quotes."""
    monkeypatch.setattr(next_step, "_ON_WINDOWS", True)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert command("score", word).endswith(f" score {quoted}")


@pytest.mark.parametrize(
    ("environment", "launcher", "portable", "called"),
    [
        (False, True, False, "py -m readiness score"),
        (False, False, False, "{python} -m readiness score"),
        (True, True, False, "{python} -m readiness score"),
        (False, True, True, "{python} -m readiness score"),
    ],
    ids=["installed", "no-launcher", "virtual-environment", "portable-folder"],
)
def test_program_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: bool, launcher: bool, portable: bool, called: str
) -> None:
    """Installed, it is called as the README says, as PowerShell takes a path in quotes for a text."""
    python = tmp_path / "Program Files" / "python.exe"
    python.parent.mkdir()
    if portable:
        python.with_name("readiness.cmd").touch()
    monkeypatch.setattr(next_step, "_ON_WINDOWS", True)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: "py.exe" if launcher and name == "py" else None)
    monkeypatch.setattr(sys, "argv", ["/somewhere/readiness/__main__.py"])
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(sys, "prefix", "environment" if environment else sys.base_prefix)
    assert command("score") == called.format(python=f'"{python}"')
