"""Files that another program holds, as Windows reports them: tried again for two seconds, then said plainly."""

import errno
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from readiness.exits import UsageFault
from readiness.held_files import HeldFileError, move, patiently, remove
from readiness.storage import replace_file, write_output
from tests.program import ROOT, run

EXAMPLE = (ROOT / "questionnaires/peer-support/example.json").read_bytes()


def held(number: int, name: str = "plan.pdf") -> OSError:
    """The error that Windows reports while another program holds a file."""
    error = PermissionError(errno.EACCES, "The process cannot access the file", name)
    error.winerror = number  # type: ignore[attr-defined]  # which other systems do not have
    return error


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, without waiting."""
    pauses: list[float] = []
    monkeypatch.setattr("readiness.held_files.time.sleep", pauses.append)
    return pauses


class HeldFile:
    """Makes renaming onto a file fail as on Windows, a number of times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, *, times: int, number: int = 32) -> None:
        self.times = times

        def held_first(really: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
            def put(path: Path, target: Path) -> Path:
                if Path(target).name == name and self.times:
                    self.times -= 1
                    raise held(number, name)
                return really(path, target)

            return put

        monkeypatch.setattr(Path, "replace", held_first(Path.replace))
        monkeypatch.setattr(Path, "rename", held_first(Path.rename))


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_held_for_a_moment_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float], number: int
) -> None:
    """A virus scanner's short hold costs only a short wait, and nothing else is left behind."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    HeldFile(monkeypatch, path.name, times=3, number=number)
    write_output(path, b"new")
    assert path.read_bytes() == b"new"
    assert len(waited) == 3
    assert sorted(waited) == waited
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_stays_held_is_told_after_two_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    """If a file stays open, as in Excel, one sentence says who has it and what to do; the old file is whole."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    HeldFile(monkeypatch, path.name, times=100)
    with pytest.raises(
        UsageFault, match="another program, such as Excel or OneDrive, has the file open: close the file"
    ):
        write_output(path, b"new")
    assert sum(waited) == pytest.approx(2)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        path.name: b"old",
        f"{path.name}.bak": b"old",
    }


def test_anything_else_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    """A folder without rights, on a system where nothing locks files, is worth no waiting."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError, match="Permission denied"):
        replace_file(tmp_path / "a.json", b"new")
    with pytest.raises(FileNotFoundError):
        patiently((tmp_path / "nowhere").read_bytes)
    assert waited == []


def test_what_is_typed_is_never_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    """A text that is kept at every key is kept at the next one, so that typing goes on."""
    HeldFile(monkeypatch, "a.unfinished", times=1)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "a.unfinished", b"new", flush=False)
    assert waited == []


def test_another_fault_while_waiting_is_that_fault(waited: list[float]) -> None:
    """Another fault while waiting, such as a folder that has gone, is reported as itself."""
    faults: Iterator[OSError] = iter([held(32), OSError(errno.ENOSPC, "No space left on device")])

    def act() -> None:
        raise next(faults)

    with pytest.raises(OSError, match="No space left") as raised:
        patiently(act)
    assert not isinstance(raised.value, HeldFileError)
    assert len(waited) == 1


def test_files_are_deleted_patiently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    """Deleting waits for a file that is in use; a missing file counts as deleted."""
    path = tmp_path / "a.json"
    path.touch()
    really, faults = Path.unlink, [held(32)]

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        if faults:
            raise faults.pop()
        really(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    remove(path)
    remove(path)
    assert not path.exists()
    assert len(waited) == 1


def test_a_folder_is_moved_patiently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    """Moving a new folder, such as a workshop, waits for the virus scanner that looks into it."""
    (tmp_path / "made").mkdir()
    HeldFile(monkeypatch, "elm", times=2)
    move(tmp_path / "made", tmp_path / "elm")
    assert (tmp_path / "elm").is_dir()
    assert len(waited) == 2


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("plan.md", ["plan", "a.json", "-o", "plan.md"], id="plan"),
        pytest.param("a.actions", ["actions", "a.json", "--set", "LE1", "--status", "doing"], id="agreement"),
        pytest.param("form.html", ["form", "-o", "form.html"], id="form"),
        pytest.param("elm", ["workshop", "new", "elm", "--service", "Elm Ward", "--short"], id="workshop"),
        pytest.param("result", ["batch", "a.json", "-o", "result", "--format", "csv"], id="batch"),
        pytest.param("key.csv", ["batch", "a.json", "-o", "result", "--format", "csv", "--no-names"], id="key"),
    ],
)
@pytest.mark.slow
@pytest.mark.parametrize("times", [2, 100], ids=["for-a-moment", "on"])
@pytest.mark.usefixtures("waited")
def test_every_command_waits_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, arguments: list[str], times: int
) -> None:
    """What a command writes is written when the file is free; else the sentence names the file, and no traceback."""
    (tmp_path / "a.json").write_bytes(EXAMPLE)
    holder = HeldFile(monkeypatch, name, times=times)
    ended = run(*arguments, folder=tmp_path)
    if times == 100:
        assert ended.returncode == 2
        assert name in ended.stderr
        assert "another program, such as Excel or OneDrive, has the file open" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert not list(tmp_path.glob(".*.part"))
    else:
        assert (ended.returncode, holder.times) == (0, 0), ended.stderr
        assert (tmp_path / name).exists()


@pytest.mark.slow
def test_an_earlier_result_stays_where_it_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    """With one of its tables open in Excel, a batch leaves the earlier result as it was, and says so."""
    (tmp_path / "a.json").write_bytes(EXAMPLE)
    command = ["batch", "a.json", "-o", "result", "--format", "csv", "--as-of", date(2027, 3, 1).isoformat()]
    assert run(*command, folder=tmp_path).returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "result").iterdir()}
    HeldFile(monkeypatch, "before", times=100)
    ended = run(*command, folder=tmp_path)
    assert ended.returncode == 2
    assert "another program, such as Excel or OneDrive, has the file open" in ended.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "result").iterdir()} == before
    assert waited
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "result"}
