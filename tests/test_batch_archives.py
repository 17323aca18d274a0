"""Batch with archives: what is in them counts, and those that hurt are rejected with the reason."""

import json
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from readiness.batch import archives
from readiness.batch.find import Finder
from readiness.batch.inputs import Input
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, batch, rows, summary
from tests.program import run
from tests.services import file_of


def refused_in(archive: Path) -> list[str]:
    """Why what is in an archive is refused before it is judged; an empty reason for what is not."""
    inputs = Finder([str(archive)]).inputs()
    return [entry.refused.what if isinstance(entry, Input) and entry.refused else "" for entry in inputs]


def test_archives_are_read(tmp_path: Path, instrument: Instrument) -> None:
    """The answer files in an archive count, under its name; other entries are not used."""
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("north/a.json", json.dumps(file_of(instrument, 1)))
        archive.writestr("north/b.json", json.dumps(file_of(instrument, 2)))
        archive.writestr("north/letter.txt", "Dear all")
        archive.writestr("__MACOSX/north/._a.json", "x")
    assert run("batch", "all.zip", "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    assert {row["file"] for row in rows(tmp_path / "out" / "results.csv")} == {
        "all.zip/north/a.json", "all.zip/north/b.json",
    }  # fmt: skip
    assert summary(tmp_path / "out")["input"]["not_used"] == 2


def test_archives_that_lead_out(one_file: Path) -> None:
    """Entries with names that lead out of the archive are rejected, links in it are not used, nothing is written."""
    content = (one_file / "in" / "good.json").read_bytes()
    with ZipFile(one_file / "in" / "bad.zip", "w") as archive:
        for name in ("../up.json", "/etc/absolute.json", "C:\\windows.json", "a/../../b.json"):
            archive.writestr(name, content)
        link = ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", b"PK")
    before = sorted(one_file.rglob("*"))
    found = batch(one_file)
    assert (found["rejected"], found["not_used_as"]) == (5, {"a link": 1})
    reasons = [row["reason"] for row in rows(one_file / "out" / "rejected.csv")]
    assert sum("points to a folder outside the archive" in reason for reason in reasons) == 4
    assert sum("this archive is inside another archive" in reason for reason in reasons) == 1
    assert [path for path in sorted(one_file.rglob("*")) if "out" not in path.parts] == before


def test_archives_that_burst(one_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries of zeros are read no further than the limit, of one file and of the whole archive."""
    with ZipFile(one_file / "in" / "zeros.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("zeros.json", bytes(11_000_000))
        archive.writestr("more.json", bytes(9_000_000))
    assert batch(one_file)["rejected"] == 2
    assert any("larger than 10 MB" in row["reason"] for row in rows(one_file / "out" / "rejected.csv"))
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 1_000)
    reasons = refused_in(one_file / "in" / "zeros.zip")
    assert reasons
    assert all("in the archive take up more than" in reason for reason in reasons)


def test_archives_with_too_many_entries(one_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with a million entries is rejected as a whole before its table of contents is read."""
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    with ZipFile(one_file / "many.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"{number}.json", "{}")
    (reason,) = refused_in(one_file / "many.zip")
    assert "more than 5 files in it" in reason
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    large = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 10**6, 10**6, 46 * 10**6, 0)
    (one_file / "large.zip").write_bytes(large + end)
    (reason,) = refused_in(one_file / "large.zip")
    assert "more than 5 files in it" in reason


def test_archives_that_hide_how_many_entries_they_have(one_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are counted when the table of contents is read: the archive's own record of their number may be false."""
    with ZipFile(one_file / "many.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"{number}.json", "{}")
    content = bytearray((one_file / "many.zip").read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 8 : end + 12] = struct.pack("<2H", 1, 1)
    (one_file / "many.zip").write_bytes(content)
    assert archives.number_of_entries(str(one_file / "many.zip")) == 1
    assert refused_in(one_file / "many.zip") == [""] * 6
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    assert refused_in(one_file / "many.zip") == ["the archive has more than 5 files in it"]


def test_archives_with_too_long_a_list_of_files(one_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too long a list of files is not read: the archive counts as one input, and the reason says the limit."""
    with ZipFile(one_file / "long.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}{'x' * 1000}.json", "{}")
    monkeypatch.setattr(archives, "LARGEST_INDEX", 20_000)
    assert refused_in(one_file / "long.zip") == ["the archive's list of files is larger than 0.02 MB"]
    assert archives.number_of_entries(str(one_file / "long.zip")) == 1


def test_archives_that_cannot_be_read(one_file: Path) -> None:
    """Broken, cut off and locked archives are rejected with the reason, and the rest is counted."""
    (one_file / "in" / "text.zip").write_text("no archive", encoding="utf-8")
    with ZipFile(one_file / "in" / "cut.zip", "w", ZIP_DEFLATED) as archive:
        archive.write(one_file / "in" / "good.json", "a.json")
    whole = (one_file / "in" / "cut.zip").read_bytes()
    (one_file / "in" / "cut.zip").write_bytes(whole[:200])
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.rindex(b"PK\x01\x02") + 8] |= 1
    (one_file / "in" / "locked.zip").write_bytes(locked)
    damaged = bytearray(whole)
    damaged[60] ^= 0xFF
    (one_file / "in" / "damaged.zip").write_bytes(damaged)
    found = batch(one_file)
    assert (found["counted"], found["rejected"]) == (1, 4)
    assert any("password" in row["reason"] for row in rows(one_file / "out" / "rejected.csv"))
