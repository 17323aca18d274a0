"""Commands without a file: they take the answers of this folder, ask, or say what to do."""

import json
import os
import shutil
from pathlib import Path

import pytest

from readiness.answer_folder import answer_files
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.program import run
from tests.services import file_of

COMMANDS = [["score"], ["plan", "-o", "p.md"], ["actions"]]


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """A folder with one answer file, and others that are none."""
    (tmp_path / "Team 1.json").write_text(json.dumps(file_of(instrument, 1, short=False)), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "something else"}', encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / ".hidden.json").write_text((tmp_path / "Team 1.json").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "folder.answers.json").mkdir()
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe.answers.json")
        os.mkfifo(tmp_path / "list.json.bak")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_only_answer_file_is_taken(folder: Path, command: list[str]) -> None:
    """One answer file in the folder is taken, and named on standard error; other files do not count."""
    named, alone = (run(*command, *file, folder=folder) for file in (["Team 1.json"], []))
    assert (alone.returncode, alone.stdout) == (ExitCode.DONE, named.stdout)
    first, *others = alone.stderr.splitlines()
    assert first == "Using the answers in Team 1.json"
    assert others == named.stderr.splitlines()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_several_answer_files_are_listed(folder: Path, command: list[str]) -> None:
    """If nobody can be asked, the answer files are listed, the latest first, with how to name one."""
    shutil.copy(folder / "Team 1.json", folder / "Team 2.json")
    os.utime(folder / "Team 1.json", (1_000, 1_000))
    ended = run(*command, folder=folder)
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    *listed, last = ended.stderr.splitlines()
    assert listed == ["There are 2 answer files in this folder:", "Team 2.json", "Team 1.json"]
    assert last.startswith(
        f"{command[0]}: it isn't clear which answer file you mean. Choose an answer file, for example with `"
    )
    assert last.endswith(f" {command[0]} 'Team 2.json'`.")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_answer_file_is_told_with_what_to_do(tmp_path: Path, command: list[str]) -> None:
    """A folder without answers gets one sentence that says how to get some."""
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    ended = run(*command, folder=tmp_path, READINESS_NEXT="make")
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert ended.stderr == (
        f"{command[0]}: there are no answer files in this folder. Answer the questions first, with `make assess`.\n"
    )


def test_a_long_list_ends_with_how_many_more(folder: Path) -> None:
    """Of a hundred answer files twenty are listed, the others counted."""
    for number in range(99):
        shutil.copy(folder / "Team 1.json", folder / f"copy {number}.json")
    lines = run("score", folder=folder).stderr.splitlines()
    assert len(lines) == 23
    assert lines[0] == "There are 100 answer files in this folder:"
    assert lines[21] == "and 80 more files"


@pytest.mark.skipif(os.name != "posix", reason="the system takes no such names")
def test_names_are_shown_safely(folder: Path) -> None:
    """Names with line ends and bytes that steer a terminal are listed on a line each, and steer nothing."""
    for name in ("a\nGo: all.answers.json", "b\x1b[31m.answers.json", os.fsdecode(b"\xff.answers.json")):
        shutil.copy(folder / "Team 1.json", folder / name)
    ended = run("score", folder=folder)
    assert len(ended.stderr.splitlines()) == 6
    assert all(line.isprintable() for line in ended.stderr.splitlines())


def test_a_damaged_file_is_no_reason_to_take_another(folder: Path) -> None:
    """A damaged answer file counts as one; alone, it is named with what is wrong with it."""
    damaged = folder / "riverside.answers.json"
    damaged.write_text('{"format": "readi', encoding="utf-8")
    assert run("score", folder=folder).returncode == ExitCode.WRONG_USAGE
    (folder / "Team 1.json").unlink()
    ended = run("score", folder=folder)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "riverside.answers.json: line 1, column 12: the file ends too soon" in ended.stderr


def test_files_are_told_by_their_beginning(folder: Path, instrument: Instrument) -> None:
    """UTF-16 works too; a file next to its version before counts, whatever is in it now; huge files are not read."""
    data = json.dumps(file_of(instrument, 1))
    (folder / "utf-16.json").write_bytes(data.encode("utf-16"))
    (folder / "spoilt.json").write_text("", encoding="utf-8")
    (folder / "spoilt.json.bak").write_text(data, encoding="utf-8")
    with (folder / "huge.json").open("wb") as file:
        file.truncate(10**12)
    assert {path.name for path in answer_files(folder)} == {"Team 1.json", "utf-16.json", "spoilt.json"}
    assert answer_files(folder / "nowhere") == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_is_not_clear_is_told_below_the_list(folder: Path, instrument: Instrument, command: list[str]) -> None:
    """A copy, a wrong clock and an odd name are named, so that nobody takes the wrong one."""
    shutil.copy(folder / "Team 1.json", folder / "Team 1 (1).json")
    wrong = file_of(instrument, 2, short=False) | {"updated_at": "2031-01-01T10:00:00Z"}
    (folder / "wrong").write_text(json.dumps(wrong), encoding="utf-8")
    first, *_, clock, odd, copy, _last = run(*command, folder=folder).stderr.splitlines()
    assert clock.startswith("In wrong, the date of the last change is 1 January 2031, which is in the future")
    assert copy == "Team 1 (1).json is a copy of Team 1.json."
    assert odd == "wrong contains answers, although its name doesn't end in .json."
    assert first == "There are 3 answer files in this folder:"
    earlier = run(*command, "--as-of", "2020-01-01", folder=folder).stderr
    assert "Team 1.json was last changed on " in earlier
    assert "which is after 1 January 2020, the day given with --as-of" in earlier
    assert earlier.count("clock must have been wrong") == 1


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_copy_is_named_where_the_file_is_not_there(folder: Path, command: list[str]) -> None:
    """A name that only a copy has, or that lacks an ending that is hidden, leads to the file that is meant."""
    (folder / "Team 1.json").rename(folder / "Team 1.json.txt")
    ended = run(*command, "Team 1.json", folder=folder)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stderr == "Team 1.json: there is no such file. Did you mean 'Team 1.json.txt'?\n"


# The plan's name


@pytest.mark.parametrize(
    ("options", "name"),
    [
        pytest.param([], "riverside-plan", id="service"),
        pytest.param(["--for", "commissioner"], "riverside-plan-for-commissioner", id="commissioner"),
        pytest.param(["--for", "public", "--brief"], "riverside-plan-brief-for-public", id="public-in-brief"),
    ],
)
@pytest.mark.pdf
def test_plan_is_written_next_to_the_answers(
    tmp_path: Path, instrument: Instrument, options: list[str], name: str
) -> None:
    """Without -o the plan is next to the answers, as after the interview; for other readers it has another name."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/riverside.answers.json").write_text(json.dumps(file_of(instrument, 1)), encoding="utf-8")
    ended = run("plan", "in/riverside.answers.json", *options, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE
    assert ended.stderr.startswith(f"The plan is in in/{name}.")
    assert [path.stem for path in (tmp_path / "in").iterdir() if path.suffix != ".json"] == [name]
