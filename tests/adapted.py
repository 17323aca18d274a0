"""Copies of the questionnaire that ships, made by the command, for tests that adapt them."""

import re
import shutil
from pathlib import Path

from readiness.adapting.versions import FILE
from tests.made_once import folder_made_once
from tests.program import run

HEAD = "questionnaire/questionnaire.toml"


def copied(folder: Path, *options: str) -> Path:
    """A copy of the questionnaire, in a folder that is to be made."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    ended = run("questions", "--copy-to", folder, *options, folder=folder.parent)
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
    return folder


def copied_again(folder: Path, identity: str) -> Path:
    """The same as `copied` with an identity, where the command is not the point: it runs once for all tests."""
    made = folder_made_once(f"copy called {identity}", lambda place: copied(place / "copy", "--id", identity))
    return Path(shutil.copytree(made / "copy", folder))


def change(file: Path, pattern: str, replacement: str) -> None:
    """Replaces the first place in a file that a pattern finds; the pattern has to find one."""
    text, times = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1, f"nothing in {file} is like {pattern}"
    file.write_text(text, encoding="utf-8")


def copied_as_shipped(folder: Path) -> Path:
    """A copy that takes answers to the questionnaire that ships, with its version recorded."""
    copied(folder, "--id", "one-of-our-own")
    change(folder / HEAD, '^id = "one-of-our-own"$', 'id = "peer-support"')
    change(folder / HEAD, '^version = "1.0"$', 'version = "1.1"')
    (folder / FILE).unlink()
    assert run("check", folder, folder=folder.parent).returncode == 0
    return folder
