"""Setting up from a fresh clone, as the README says, where folders have spaces in their names and are moved later."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import NO_NETWORK, ROOT, surroundings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix" or not shutil.which("make"), reason="there is no make here"),
]


def make(folder: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    """Makes targets in a folder; skips the test where packages have to be fetched and no index can be reached."""
    without_constraints = {name: value for name, value in surroundings().items() if "CONSTRAINT" not in name}
    ended = subprocess.run(
        ["make", *targets, f"PYTHON={sys.executable}"],
        cwd=folder,
        env=without_constraints,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode and any(words in ended.stderr for words in NO_NETWORK):
        pytest.skip("no index of packages can be reached")
    return ended


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the last commit, as a person makes it, in a folder with spaces in its path."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("there is no repository to clone, or no git")
    folder = tmp_path_factory.mktemp("drive") / "OneDrive - Example Trust" / "Peer support"
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True, env=surroundings())
    return folder


def test_set_up_then_moved(copy: Path) -> None:
    """Set up once, everything works where the folder has spaces in its path, and goes on working after a move.

    Takes a minute or two, most of it for installing packages.
    """
    ended = make(copy, "setup")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.rstrip().endswith("Ready. Next, answer the questions: make assess")
    ended = make(copy, "demo")
    assert (ended.returncode, "Leadership vision" in ended.stdout) == (0, True), ended.stderr
    assert [path.stem for path in (copy / "demo").glob("plan.*")] == ["plan"]

    moved = copy.parent.parent / "Renamed folder" / "peer support (2)"
    moved.parent.mkdir()
    copy.rename(moved)
    shutil.copy(moved / "demo/example.answers.json", moved / "our answers.json")
    ended = make(moved, "plan", "ARGS=-o plan.md")
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    assert ended.stderr.splitlines() == [
        "Using the answers in our answers.json",
        "The plan is in plan.md",
        "Next, agree who does what by when: make actions",
    ]
    elsewhere = subprocess.run(
        [moved / ".venv/bin/readiness", "--version"], cwd="/", capture_output=True, check=False, env=surroundings()
    )
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert f"{moved}/.venv" in (moved / ".venv/bin/activate").read_text(encoding="utf-8")

    _check_endings(moved)
    _check_gone_python(moved)


def _check_endings(folder: Path) -> None:
    """After a message of the program's own, make adds nothing; the program's bugs and failed checks stay failures."""
    for targets in (
        ["score", "ARGS=nowhere.json"],
        ["plan", "ARGS=-o plan.odt"],
        ["assess"],
        ["actions", "ARGS=nowhere.json"],
    ):
        ended = make(folder, *targets)
        assert (ended.returncode, len(ended.stderr.splitlines())) == (0, 1), ended.stderr
    with (folder / "readiness/commands/score.py").open("a", encoding="utf-8") as file:
        file.write("\nraise RuntimeError\n")
    ended = make(folder, "score")
    assert ended.returncode != 0
    assert "Traceback" in ended.stderr


def _check_gone_python(folder: Path) -> None:
    """Where the Python of .venv is gone, .venv is removed with a sentence, to be made again."""
    python = folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    ended = subprocess.run(["sh", ".ci/repair-venv"], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    assert ended.stderr == "The Python that .venv was made with no longer exists, so .venv is being made again.\n"
    assert not (folder / ".venv").exists()
