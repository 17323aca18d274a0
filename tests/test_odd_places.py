"""Every command in the places and at the consoles that people have: odd paths, few letters, no rights, a full disk."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from readiness.exits import ExitCode
from tests.program import ROOT, run, run_in_own_process
from tests.test_held_files import EXAMPLE

pytestmark = pytest.mark.slow

NAME = "Équipe \N{EN DASH} Zürich (Nord) ✓.json"
"""A name of an answer file, with spaces and letters that a console of Windows cannot show."""

READ = (
    ["score", NAME],
    ["score", NAME, "--all"],
    ["score", NAME, "--format", "json"],
    ["check", NAME],
    ["check"],
    ["compare", NAME, "other.json"],
    ["questions"],
    ["questions", "leadership.vision"],
    ["questions", "--format", "json"],
    ["schema", "answers"],
    ["schema", "rubric"],
    ["example"],
)
"""Commands that only show something."""

WRITTEN = (
    ["plan", NAME, "-o", "plän.html"],
    ["plan", NAME, "-o", "plän.docx"],
    ["plan", NAME, "-o", "plän.md"],
    ["plan", NAME, "-o", "plän.xlsx"],
    ["plan", NAME, "-o", "plän.csv"],
    ["plan", NAME, "-o", "plän.ics"],
    ["plan", NAME, "-o", "plän.json"],
    ["actions", NAME, "--set", "TE3", "--status", "doing", "--owner", "Zoë ✓"],
    ["compare", NAME, "other.json", "-o", "moved.md"],
    ["batch", NAME, "other.json", "-o", "result", "--format", "csv,html,json"],
    ["questions", "--copy-to", "questionnaire"],
    ["templates", "-o", "papers", "--for", NAME],
    ["example", "-o", "example.json"],
    ["form", "-o", "form.html"],
    ["form", "-o", "form.xlsx"],
    ["form", "-o", "form.docx"],
    ["import", NAME, "-o", "imported"],
)
"""Commands that write files, and what they write comes last."""

WORKSHOP = (
    pytest.param(["workshop", "new", "elm", "--service", "Elm Ward ✓", "--short"], marks=pytest.mark.pdf),
    pytest.param(["import", NAME, "--workshop", "elm"], marks=pytest.mark.pdf),
    pytest.param(["workshop", "compare", "elm", "--open"], marks=pytest.mark.pdf),
    pytest.param(["plan", NAME, "-o", "plän.pdf"], marks=pytest.mark.pdf),
)


def fill(folder: Path) -> Path:
    """A folder with two answer files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (NAME, "other.json"):
        (folder / name).write_bytes(EXAMPLE.replace(b"Riverside Recovery Team", "Équipe ✓".encode()))
    return folder


def ended_well(ended: subprocess.CompletedProcess[str]) -> bool:
    return ended.returncode == ExitCode.DONE and "Traceback" not in ended.stderr


# Paths


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("OneDrive - Example Trust/Zürich & Söhne (2) 'neu' %TEMP%", id="spaces-and-umlauts"),
        pytest.param("Zu\N{COMBINING DIAERESIS}rich", id="umlaut-of-macOS"),
        pytest.param("x" * 200, id="200-characters"),
        pytest.param("/".join(["ü" * 100] * 6), id="deep"),
    ],
)
def test_every_command_works_where_the_path_is_odd(tmp_path: Path, place: str) -> None:
    """The name of the folder, and those of the files, matter to no command, given from there or in full."""
    folder = fill(tmp_path / place)
    for command in (*READ, *WRITTEN):
        ended = run(*command, folder=folder)
        assert ended_well(ended), (command, ended.stderr)
    in_full = folder / "given in full.md"
    assert ended_well(run("plan", folder / NAME, "-o", in_full, folder=tmp_path))
    assert "Équipe" in in_full.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="Windows has other reasons to refuse names")
@pytest.mark.parametrize(
    "place", [pytest.param("a" * 300, id="too-long"), pytest.param("other.json/a", id="a-file-as-a-folder")]
)
def test_every_command_says_which_name_cannot_be_used(tmp_path: Path, place: str) -> None:
    """Whether it is read or written, one sentence names it, and no command ends with a traceback."""
    folder = fill(tmp_path)
    before = everything_in(folder)
    workshop: list[list[str]] = [
        ["workshop", "new", "--service", "Elm", NAME],
        *(["workshop", task, NAME] for task in ("agree", "compare", "enter", "forget", "report")),
        ["import", "--workshop", NAME],
    ]
    read = [[place if word == NAME else word for word in command] for command in (*READ, *workshop) if NAME in command]
    written = [[*command[:-1], place + Path(command[-1]).suffix] for command in WRITTEN if command[0] != "actions"]
    for command in (*read, *written):
        ended = run(*command, folder=folder)
        assert ended.returncode in (ExitCode.WRONG_USAGE, ExitCode.UNUSABLE_INPUT), (command, ended.stderr)
        assert place in ended.stderr, (command, ended.stderr)
        assert "Traceback" not in ended.stderr, (command, ended.stderr)
    assert everything_in(folder) == before


# Consoles


@pytest.mark.parametrize("command", [*READ, *WRITTEN, *WORKSHOP[:1]], ids=" ".join)
def test_every_command_speaks_to_a_console_of_windows(tmp_path: Path, command: list[str]) -> None:
    """Redirected output there is in Windows-1252; and nowhere is an encoding left to the system."""
    surroundings = {"PYTHONIOENCODING": "cp1252", "PYTHONWARNDEFAULTENCODING": "1"}
    ended = run_in_own_process(*command, folder=fill(tmp_path), encoding="cp1252", **surroundings)
    assert ended_well(ended), ended.stderr
    ours = [line for line in ended.stderr.splitlines() if "EncodingWarning" in line and line.startswith(str(ROOT))]
    assert not [line for line in ours if ".venv" not in line]


# Folders and disks in which nothing can be written


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte with two answer files, which only root can make."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not shutil.which("mount") or not _mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", folder):
        pytest.skip("no disk can be made here; root can, where the system allows it")
    try:
        yield fill(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_says_that_nothing_can_be_written_in_the_folder(disk: Path) -> None:
    """What only shows something works; what writes ends with the place and the reason, and leaves all as it was."""
    before = everything_in(disk)
    assert _mount("-o", "remount,ro", disk)
    for command in READ:
        ended = run(*command, folder=disk)
        assert ended_well(ended), (command, ended.stderr)
    for command in WRITTEN:
        ended = run(*command, folder=disk)
        assert ended.returncode == ExitCode.WRONG_USAGE, (command, ended.stderr)
        assert os.strerror(errno.EROFS) in ended.stderr, (command, ended.stderr)
        assert "Traceback" not in ended.stderr, (command, ended.stderr)
    assert everything_in(disk) == before


def test_every_command_says_that_the_disk_is_full(disk: Path) -> None:
    """Whatever was to be written, the reason is said, the answers stay whole, and nothing half-written is left."""
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(4096))
    before = everything_in(disk)
    for command in WRITTEN:
        ended = run_in_own_process(*command, folder=disk)
        assert ended.returncode == ExitCode.WRONG_USAGE, (command, ended.stderr)
        assert os.strerror(errno.ENOSPC) in ended.stderr, (command, ended.stderr)
        assert "Traceback" not in ended.stderr, (command, ended.stderr)
        assert everything_in(disk) == before, command
    (disk / "filler").unlink()
    assert ended_well(run("plan", NAME, "-o", "plan.csv", folder=disk))
