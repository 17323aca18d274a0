"""Answer files on disk: no moment loses an answer, no second interview spoils them, and no name does harm."""

import errno
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answer_file import parse_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness import storage
from readiness.answer_folder import answer_files
from readiness.answer_names import ANSWERS_SUFFIX
from readiness.exits import UsageFault
from readiness.interview.start import answer_file_name, unused_path
from readiness.open_answers import AnswerFile, ChangedElsewhereError
from readiness.storage import load_sheet, replace_file, write_output
from tests.program import surroundings
from tests.tiny import essential, sheet, tiny

INSTRUMENT = tiny(essential())
VERSIONS = [sheet(INSTRUMENT, str(level)) for level in range(4)]
DAY = date(2026, 11, 21)
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""Names that are devices on Windows, whatever their ending."""

on_posix = pytest.mark.skipif(os.name != "posix", reason="the system knows no such rights")
not_as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """If the answers are kept, in a folder of its own."""
    (tmp_path / "answers").mkdir()
    return tmp_path / "answers" / "riverside.answers.json"


@contextmanager
def opened(path: Path) -> Iterator[AnswerFile]:
    """An open answer file, new or as it is."""
    file = AnswerFile(path, INSTRUMENT)
    if path.exists():
        file.load()
    try:
        yield file
    finally:
        file.close()


def saved(path: Path) -> AnswerSheet:
    """What an answer file says now."""
    return parse_answers(path.read_bytes(), INSTRUMENT.questionnaire)


def backup(path: Path) -> Path:
    """Where the version before is."""
    return path.with_name(f"{path.name}.bak")


def mode(path: Path) -> int:
    """The rights to a file."""
    return stat.S_IMODE(path.stat().st_mode)


# Rights


@on_posix
def test_new_file_is_its_owners_alone(path: Path) -> None:
    """A new answer file can be read by its owner only, however careless the system's default is."""
    before = os.umask(0)
    try:
        with opened(path) as file:
            file.save(VERSIONS[0])
            lock = next(path.parent.glob("*.lock"))
            assert mode(lock) == 0o600
    finally:
        os.umask(before)
    assert mode(path) == 0o600


@on_posix
@pytest.mark.parametrize("rights", [0o640, 0o664, 0o600], ids=oct)
def test_rights_that_were_given_stay(path: Path, rights: int) -> None:
    """An answer file that was opened to colleagues stays open to them, and so does the version before."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        path.chmod(rights)
        file.save(VERSIONS[1])
    assert mode(path) == mode(backup(path)) == rights


# A whole new file or the old one


def _full_disk(monkeypatch: pytest.MonkeyPatch, _: Path) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


def _interrupted(monkeypatch: pytest.MonkeyPatch, _: Path) -> None:
    def fsync(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)


def _in_use(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == path.name:
            raise PermissionError(errno.EACCES, "The process cannot access the file")  # as Windows does
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def _no_temporary_file(monkeypatch: pytest.MonkeyPatch, _: Path) -> None:
    def mkstemp(**_: object) -> tuple[int, str]:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", mkstemp)


def _read_only(_: pytest.MonkeyPatch, path: Path) -> None:
    path.chmod(0o444)


@pytest.mark.parametrize("trouble", [_full_disk, _interrupted, _in_use, _no_temporary_file, _read_only])
def test_failed_write_leaves_the_old_file_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[pytest.MonkeyPatch, Path], None]
) -> None:
    """If a version cannot be written the old one stays whole, nothing half-written stays, and a later try works."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        old = path.read_bytes()
        with monkeypatch.context() as patch:
            trouble(patch, path)
            for _ in range(2):
                with pytest.raises((OSError, KeyboardInterrupt)):
                    file.save(VERSIONS[1])
        assert path.read_bytes() == old
        assert not list(path.parent.glob("*.part"))
        assert not list(path.parent.glob(".*.part"))
        path.chmod(0o600)
        file.save(VERSIONS[2])
    assert saved(path) == VERSIONS[2]
    assert saved(backup(path)) == VERSIONS[0]


@pytest.mark.skipif(os.name != "posix", reason="Windows removes no folder with a file that is open")
def test_folder_that_is_gone_is_an_error_that_can_be_told(path: Path) -> None:
    """If the folder went away meanwhile, saving says so and makes no folder; the answers can go elsewhere."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        shutil.rmtree(path.parent)
        with pytest.raises(ChangedElsewhereError):
            file.save(VERSIONS[1])
        assert file.keep_other_version() is None
        with pytest.raises(FileNotFoundError):
            file.save(VERSIONS[1])
    assert not path.parent.exists()


@on_posix
def test_data_is_on_the_disk_before_its_name_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut cannot leave an empty file: the content is flushed before it takes the place of the old one."""
    steps = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        fsync(handle)

    def watched_replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    replace_file(path, b"new")
    assert steps == ["content", "name", "folder"]


@on_posix
def test_disk_that_cannot_flush_folders_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If only the folder cannot be flushed, as on some network disks, the file is saved, and can be saved again."""
    fsync = os.fsync

    def refuse_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    with opened(path) as file:
        file.save(VERSIONS[0])
        file.save(VERSIONS[1])
    assert saved(path) == VERSIONS[1]


@on_posix
def test_link_goes_on_pointing_to_its_file(path: Path, tmp_path: Path) -> None:
    """If the answer file is a link, the file behind it is written, and its version before is kept next to it."""
    link = tmp_path / "link.json"
    with opened(path) as file:
        file.save(VERSIONS[0])
    link.symlink_to(path)
    with opened(link) as file:
        with pytest.raises(InputFault):
            AnswerFile(path, INSTRUMENT)
        file.save(VERSIONS[1])
    assert link.is_symlink()
    assert saved(path) == VERSIONS[1]
    assert saved(backup(path)) == VERSIONS[0]


# The version before


def test_backup_is_the_version_before(path: Path) -> None:
    """The first save has no version before; after each other one it is what was there."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        assert not backup(path).exists()
        for before, now in pairwise(VERSIONS):
            file.save(now)
            assert saved(path) == now
            assert saved(backup(path)) == before
    assert [entry.name for entry in sorted(path.parent.iterdir())] == [path.name, backup(path).name]


def test_disk_without_links_has_no_backup_but_saves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no version before can be kept, the answers are still saved."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with opened(path) as file:
        file.save(VERSIONS[0])
        file.save(VERSIONS[1])
    assert saved(path) == VERSIONS[1]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


# One interview at a time


def test_second_interview_is_refused_in_a_sentence(path: Path) -> None:
    """While a file is open in one interview, another is told so, with what to do; afterwards it may have it."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        with pytest.raises(InputFault) as refused:
            AnswerFile(path, INSTRUMENT)
        assert str(refused.value) == (
            f"{path}: somebody is already answering questions in this file, in another window or on another computer. "
            "Finish answering in the other window or on the other computer first, then try again."
        )
        assert load_sheet(path, INSTRUMENT) == VERSIONS[0]  # reading needs no lock
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with opened(path) as file:
        assert file.load() == VERSIONS[0]


def test_killed_interview_holds_nothing(path: Path) -> None:
    """An interview in another process locks the file, and once that process is killed the file is free."""
    program = (
        "import sys; from pathlib import Path; from readiness.open_answers import AnswerFile;"
        "from scoring.instrument import load_instrument;"
        "file = AnswerFile(Path(sys.argv[1]), load_instrument()); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(),
        encoding="utf-8",
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        with pytest.raises(
            InputFault,
            match="somebody is already answering questions in this file, in another window or on another computer",
        ):
            AnswerFile(path, INSTRUMENT)
        other.kill()
    with opened(path) as file:
        file.save(VERSIONS[0])
    assert saved(path) == VERSIONS[0]


@pytest.mark.parametrize(
    ("name", "neighbour"),
    [
        pytest.param("a.json", "b.json", id="two-names"),
        pytest.param("a" * 200 + "1.json", "a" * 200 + "2.json", id="long-names-that-begin-alike"),
        pytest.param("\N{SEEDLING}" * 60 + ".json", "\N{SEEDLING}" * 59 + ".json", id="many-bytes-for-each-letter"),
    ],
)
def test_each_file_has_its_own_lock(tmp_path: Path, name: str, neighbour: str) -> None:
    """A file is locked whatever its name, and never for the sake of another one."""
    with opened(tmp_path / name), opened(tmp_path / neighbour):
        for taken in (name, neighbour):
            with pytest.raises(InputFault):
                AnswerFile(tmp_path / taken, INSTRUMENT)


def test_file_that_was_closed_takes_no_lock_away(path: Path) -> None:
    """Closing a second time does not free the file for a third interview while another one has it."""
    first = AnswerFile(path, INSTRUMENT)
    first.close()
    with opened(path):
        first.close()
        with pytest.raises(InputFault):
            AnswerFile(path, INSTRUMENT)


# Changes by others


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Riverside", b"Hillside"))


def _removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("change", [_changed, _removed])
def test_change_by_somebody_else_is_noticed(path: Path, change: Callable[[Path], None]) -> None:
    """What somebody else has changed or removed is not written over unasked, however often one tries."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        change(path)
        theirs = path.read_bytes() if path.exists() else None
        for _ in range(2):
            with pytest.raises(ChangedElsewhereError, match=r"changed on another computer|removed"):
                file.save(VERSIONS[1])
        assert (path.read_bytes() if path.exists() else None) == theirs


def test_file_that_appeared_meanwhile_is_noticed(path: Path) -> None:
    """A new interview does not write over a file that somebody else has put in its place."""
    with opened(path) as file:
        path.write_text("theirs", encoding="utf-8")
        with pytest.raises(ChangedElsewhereError):
            file.save(VERSIONS[0])
    assert path.read_text(encoding="utf-8") == "theirs"


@on_posix
def test_other_version_has_a_file_of_its_own(path: Path) -> None:
    """Somebody else's version is kept with its rights under a name that no later save touches."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        path.chmod(0o640)
        theirs = []
        for version in (VERSIONS[1], VERSIONS[2]):
            _changed(path)
            path.write_bytes(path.read_bytes() + b" ")
            theirs.append(path.read_bytes())
            kept = file.keep_other_version()
            assert kept is not None
            assert mode(kept) == 0o640
            file.save(version)
        file.save(VERSIONS[3])
    first, second = (path.with_name(f"riverside (other version{number}).answers.json") for number in ("", " 2"))
    assert [first.read_bytes(), second.read_bytes()] == theirs
    assert saved(path) == VERSIONS[3]
    assert saved(backup(path)) == VERSIONS[2]
    assert {first, second, path} == set(answer_files(path.parent))


def test_touched_file_is_no_change(path: Path) -> None:
    """A copy put back with the same content, as by a synchronised folder, is not a change."""
    with opened(path) as file:
        file.save(VERSIONS[0])
        replace_file(path, path.read_bytes())
        file.save(VERSIONS[1])
    assert saved(path) == VERSIONS[1]


# Reading


@pytest.mark.parametrize(("surplus", "is_read"), [pytest.param(0, True, id="largest"), pytest.param(1, False, id="+1")])
def test_largest_file(path: Path, monkeypatch: pytest.MonkeyPatch, surplus: int, is_read: bool) -> None:
    """A file of the largest size is read; one byte more is refused without reading the rest."""
    with opened(path) as file:
        file.save(VERSIONS[0])
    monkeypatch.setattr(storage, "LARGEST_FILE", path.stat().st_size)
    with path.open("ab") as file_itself:
        file_itself.write(b" " * surplus)
    if is_read:
        assert load_sheet(path, INSTRUMENT) == VERSIONS[0]
    else:
        with pytest.raises(
            InputFault, match=r"riverside\.answers\.json: the file is larger than .* Choose a file saved"
        ):
            load_sheet(path, INSTRUMENT)


@not_as_root
@on_posix
def test_file_without_permission(path: Path) -> None:
    """A file that may not be read is named with the reason and what to do."""
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(
        InputFault, match=r"riverside\.answers\.json: the file can't be read .* Check the file's name, and whether you"
    ):
        load_sheet(path, INSTRUMENT)


# What was asked for with -o


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("nowhere/plan.pdf", id="folder-that-is-not-there"),
        pytest.param("folder.pdf", id="a-folder"),
        pytest.param("read-only.pdf", id="read-only"),
        pytest.param("a" * 300 + ".pdf", id="name-too-long"),
    ],
)
def test_output_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    """A place that cannot be written is wrong usage: named, with the reason in words and the option to change."""
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "read-only.pdf").write_text("old", encoding="utf-8")
    (tmp_path / "read-only.pdf").chmod(0o444)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UsageFault) as refused:
        write_output(tmp_path / place, b"new")
    told = str(refused.value)
    assert told.startswith(f"{tmp_path / place}: ")
    assert "saving failed (" in told or "there is no folder called '" in told
    assert str(refused.value).endswith("Use -o to choose another place for the file.")
    assert "None" not in str(refused.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "read-only.pdf").read_text(encoding="utf-8") == "old"


def _refuse(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize("suffix", [".docx", ".XLSX", ".csv", ".md"])
def test_an_edited_file_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, *, has_links: bool
) -> None:
    """A file that people edit is kept as the backup when other content replaces it, and one sentence says so."""
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", _refuse)
    file = tmp_path / f"p{suffix}"
    assert write_output(file, b"first") == ()
    assert write_output(file, b"first") == ()
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    file.write_bytes(b"edited")
    assert write_output(file, b"second") == (f"The file that was there is now {backup(file)}.",)
    assert write_output(file, b"second") == ()
    assert (file.read_bytes(), backup(file).read_bytes()) == (b"second", b"edited")
    assert sorted(tmp_path.iterdir()) == [file, backup(file)]


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".ics", ".json"])
def test_a_file_that_nobody_edits_is_replaced(tmp_path: Path, suffix: str) -> None:
    """Formats that people only read get no backup."""
    file = tmp_path / f"p{suffix}"
    assert write_output(file, b"first") == write_output(file, b"second") == ()
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


@on_posix
def test_an_edited_file_behind_a_link_is_kept_there(tmp_path: Path) -> None:
    """The link stays a link, and the sentence says where the backup is."""
    link, file = tmp_path / "link.docx", tmp_path / "folder" / "p.docx"
    file.parent.mkdir()
    file.write_bytes(b"edited")
    link.symlink_to(file)
    assert write_output(link, b"new") == (f"The file that was there is now {backup(file)}.",)
    assert link.is_symlink()
    assert (file.read_bytes(), backup(file).read_bytes()) == (b"new", b"edited")


@pytest.mark.parametrize("is_read_only", [True, False], ids=["read-only", "backup-is-a-folder"])
def test_an_edited_file_that_cannot_be_kept_stays(tmp_path: Path, *, is_read_only: bool) -> None:
    """If the file cannot be replaced, or not be kept, it is as it was, and nothing is left next to it."""
    file = tmp_path / "p.docx"
    file.write_bytes(b"edited")
    if is_read_only:
        file.chmod(0o444)
    else:
        backup(file).mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UsageFault, match=r"saving failed \(.*Use -o to choose another place for the file\.$"):
        write_output(file, b"new")
    assert file.read_bytes() == b"edited"
    assert sorted(tmp_path.iterdir()) == before


# Names of new files


def _is_plain(name: str) -> bool:
    """Whether every system takes a name, and shows it as it is."""
    return (
        re.fullmatch(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", name) is not None
        and len(name) < 100
        and name.partition(".")[0] not in RESERVED
        and ".." not in name
    )


@pytest.mark.parametrize(
    ("service", "begins"),
    [
        pytest.param("Riverside Recovery Team", "riverside-recovery-team-2026", id="ordinary"),
        pytest.param("Équipe Mobilité \N{EN DASH} Zürich", "equipe-mobilite-zurich-2026", id="accents"),
        pytest.param("x" * 300, "x" * 40 + "-2026", id="300-characters"),
        pytest.param("Team \N{SEEDLING}\N{SEEDLING}", "team-2026", id="emoji"),
        pytest.param("../../etc/passwd", "etc-passwd-2026", id="path"),
        pytest.param("C:\\Windows\\x", "c-windows-x-2026", id="windows-path"),
        pytest.param("\u202egpj.exe", "gpj-exe-2026", id="turned-round"),
        pytest.param("صحة", "service-2026", id="right-to-left"),
        pytest.param("a\x00b\n\x1b[31mc", "a-b-31mc-2026", id="control-characters"),
        pytest.param("CON", "con-2026", id="con"),
        pytest.param("nul", "nul-2026", id="nul"),
        pytest.param("", "service-2026", id="empty"),
        pytest.param("-rf", "rf-2026", id="an-option"),
        pytest.param("a" * 39 + " b", "a" * 39 + "-2026", id="cut-at-a-space"),
    ],
)
def test_file_is_named_after_the_service(service: str, begins: str) -> None:
    """The file's name begins with what can be kept of the service's, then the day; it is plain in every case."""
    name = answer_file_name(service, DAY)
    assert name.startswith(begins)
    assert name.endswith(f"-11-21{ANSWERS_SUFFIX}")
    assert _is_plain(name)


@pytest.mark.skipif(os.name != "posix", reason="its first half is about other systems")
@pytest.mark.parametrize("name", ["con.json", "NUL", "aux.answers.json", "LPT1.pdf"])
def test_a_name_that_windows_keeps_is_said_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Windows would write to a device, and nothing would be saved; elsewhere it is a name like any other."""
    write_output(tmp_path / name, b"text")
    assert (tmp_path / name).read_bytes() == b"text"
    (tmp_path / name).unlink()
    monkeypatch.setattr("readiness.storage._ON_WINDOWS", True)
    with pytest.raises(
        UsageFault, match=r"Windows doesn't allow this file name.*Use -o to choose another place for the file"
    ):
        write_output(tmp_path / name, b"text")
    write_output(tmp_path / "console.json", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["console.json"]


@settings(deadline=None)
@given(st.text())
def test_every_service_gets_a_harmless_name(service: str) -> None:
    """Any service gets a file name that is plain, shorter than 100 characters, and valid on Windows."""
    assert _is_plain(answer_file_name(service, DAY))


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        pytest.param([], "a.answers.json", id="none"),
        pytest.param(["a.answers.json"], "a-2.answers.json", id="one"),
        pytest.param(["a.answers.json", "a-2.answers.json", "a-3.answers.json"], "a-4.answers.json", id="three"),
        pytest.param(["a-2.answers.json"], "a.answers.json", id="another"),
    ],
)
def test_taken_names_are_left_alone(tmp_path: Path, taken: list[str], free: str) -> None:
    """A new file gets a number where its name is taken, and is not a file that is there."""
    for name in taken:
        (tmp_path / name).touch()
    assert unused_path(tmp_path, "a.answers.json") == tmp_path / free
