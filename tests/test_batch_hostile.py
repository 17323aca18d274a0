"""Batch with input that hurts, meant or not: each is rejected or passed over, and the rest is counted."""

import csv
import json
import os
import struct
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pytest

from readiness.batch import archives
from readiness.batch.discovery import Discovery, Input
from readiness.batch.processes import SharedWork
from readiness.batch.records import Judge
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.program import run
from tests.services import file_of
from tests.test_batch import DAY, TABLES, rows, summary, write
from tests.tiny import MONDAY


def batch(folder: Path, *options: str) -> dict[str, Any]:
    """What becomes of the folder `in`."""
    ended = run("batch", "in", "-o", "out", *DAY, *(options or TABLES), folder=folder)
    assert "Traceback" not in ended.stderr, ended.stderr
    assert ended.returncode in (ExitCode.DONE, ExitCode.SOME_REJECTED), ended.stderr
    found: dict[str, Any] = summary(folder / "out")["input"]
    return found


@pytest.fixture
def given(tmp_path: Path, instrument: Instrument) -> Path:
    """A folder with a folder `in`, in which there is one good answer file."""
    write(tmp_path / "in" / "good.json", file_of(instrument, 1))
    return tmp_path


def test_names_of_any_bytes(given: Path, instrument: Instrument) -> None:
    """File names with line ends, quotes, controls or bytes that are not UTF-8 are counted and stand on one line."""
    for number, name in enumerate((b"a\nb.json", b"\xff\xfe.json", b"=1+1.json", b'",".json', b"\x1b[2J.json"), 2):
        write(given / "in" / os.fsdecode(name), file_of(instrument, number))
    assert batch(given, "--format", "csv,xlsx,html,parquet")["counted"] == 6
    files = {row["file"] for row in rows(given / "out" / "results.csv")}
    assert files == {
        "in/good.json", "in/a\\nb.json", "in/\\xff\\xfe.json", "in/=1+1.json", 'in/",".json', "in/\\x1b[2J.json",
    }  # fmt: skip


def test_links_are_not_followed(given: Path, tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> None:
    """Links out of the folder, to nothing and in circles are passed over and counted."""
    outside = write(tmp_path_factory.mktemp("outside") / "secret.json", file_of(instrument, 2))
    (given / "in" / "link.json").symlink_to(outside)
    (given / "in" / "nothing.json").symlink_to(given / "nowhere")
    (given / "in" / "circle").symlink_to(given / "in")
    (given / "in" / "out").symlink_to(outside.parent)
    assert batch(given)["passed_over_as"] == {"links": 4}


def test_pipes_and_unreadable_things(given: Path) -> None:
    """Pipes are passed over; what is no file by the time it is read is rejected without waiting."""
    os.mkfifo(given / "in" / "pipe.json")
    assert batch(given)["passed_over_as"] == {"neither files nor folders": 1}
    ended = run("batch", "in/pipe.json", "in/gone.json", "-o", "out", *DAY, *TABLES, folder=given)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert [row["file"] for row in rows(given / "out" / "rejected.csv")] == ["in/gone.json", "in/pipe.json"]


def test_files_that_vanish_or_grow(given: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when its turn comes is rejected; one that never ends is read no further than the limit."""
    judge = Judge(instrument, MONDAY, with_answers=False, with_data=False)
    _, rejections = judge.judge_all([Input(str(given / "gone.json")), Input("/dev/zero"), Input("a\0b")])
    assert ["cannot be read" in row.reason or "larger than" in row.reason for row in rejections] == [True] * 3
    monkeypatch.setattr("readiness.batch.records.LARGEST_FILE", 100_000)
    endless = given / "endless.json"
    endless.write_bytes(b" " * 1_000_000)
    (rejection,) = judge.judge_all([Input(str(endless))])[1]
    assert "larger than" in rejection.reason


def test_archives_that_lead_out(given: Path) -> None:
    """Entries with names that lead out of the archive are rejected, links in it are passed over, nothing is written."""
    content = (given / "in" / "good.json").read_bytes()
    with ZipFile(given / "in" / "bad.zip", "w") as archive:
        for name in ("../up.json", "/etc/absolute.json", "C:\\windows.json", "a/../../b.json"):
            archive.writestr(name, content)
        link = ZipInfo("link.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", b"PK")
    before = sorted(given.rglob("*"))
    found = batch(given)
    assert (found["rejected"], found["passed_over_as"]) == (5, {"links": 1})
    reasons = [row["reason"] for row in rows(given / "out" / "rejected.csv")]
    assert sum("leads out of the archive" in reason for reason in reasons) == 4
    assert sum("an archive inside an archive" in reason for reason in reasons) == 1
    assert [path for path in sorted(given.rglob("*")) if "out" not in path.parts] == before


def test_archives_that_burst(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries of zeros are read no further than the limit, of one file and of the whole archive."""
    with ZipFile(given / "in" / "zeros.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("zeros.json", bytes(11_000_000))
        archive.writestr("more.json", bytes(9_000_000))
    assert batch(given)["rejected"] == 2
    assert any("larger than 10 MB" in row["reason"] for row in rows(given / "out" / "rejected.csv"))
    monkeypatch.setattr(archives, "LARGEST_CONTENT", 1_000)
    inputs = list(Discovery([str(given / "in" / "zeros.zip")]).inputs())
    assert all(given.refused and "unpacks to more than" in given.refused.what for given in inputs)


def test_archives_with_too_many_entries(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive with a million entries is rejected as a whole before its table of contents is read."""
    monkeypatch.setattr(archives, "MOST_ENTRIES", 5)
    with ZipFile(given / "many.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"{number}.json", "{}")
    (found,) = Discovery([str(given / "many.zip")]).inputs()
    assert found.refused
    assert "more than 5 entries" in found.refused.what
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    large = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 10**6, 10**6, 46 * 10**6, 0)
    (given / "large.zip").write_bytes(large + end)
    (found,) = Discovery([str(given / "large.zip")]).inputs()
    assert found.refused
    assert "entries" in found.refused.what


def test_archives_that_are_none(given: Path) -> None:
    """Broken, cut off and locked archives are rejected with the reason, and the rest is counted."""
    (given / "in" / "text.zip").write_text("no archive")
    with ZipFile(given / "in" / "cut.zip", "w", ZIP_DEFLATED) as archive:
        archive.write(given / "in" / "good.json", "a.json")
    whole = (given / "in" / "cut.zip").read_bytes()
    (given / "in" / "cut.zip").write_bytes(whole[:200])
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.rindex(b"PK\x01\x02") + 8] |= 1
    (given / "in" / "locked.zip").write_bytes(locked)
    damaged = bytearray(whole)
    damaged[60] ^= 0xFF
    (given / "in" / "damaged.zip").write_bytes(damaged)
    found = batch(given)
    assert (found["counted"], found["rejected"]) == (1, 4)
    assert any("password" in row["reason"] for row in rows(given / "out" / "rejected.csv"))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_do_not_run(text: str, tmp_path: Path, instrument: Instrument) -> None:
    """Names, organisations, codes and notes that look like formulas are texts in CSV and in the workbook."""
    content = file_of(instrument, 1)
    content["service"] = {"name": text, "organisation": text, "code": text}
    content["answers"] = {"leadership.vision": {"level": 2, "note": text}}
    write(tmp_path / "in" / "a.json", content)
    batch(tmp_path, "--format", "csv,xlsx")
    risky = ("=", "+", "-", "@", "\t", "\r")
    for table in ("results.csv", "answers.csv"):
        with (tmp_path / "out" / table).open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(risky)], table
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert text.strip() in {cell.value for cell in cells}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("<script>alert(1)</script>", id="markup"),
        pytest.param("{{ order }} {% raw %}", id="template"),
        pytest.param("x" * 10_000, id="long"),
        pytest.param("a\nb\x1b[2J\u202ec", id="controls"),
        pytest.param("", id="empty"),
    ],
)
def test_odd_names(name: str, tmp_path: Path, instrument: Instrument) -> None:
    """Names with markup, without end or with controls are shown as text, in every output and the plan's name."""
    content = file_of(instrument, 1)
    content["service"] = {"name": name, "organisation": name, "code": None}
    write(tmp_path / "in" / "a.json", content)
    assert batch(tmp_path, "--format", "csv,xlsx,parquet,html,pdf", "--plans")["counted"] == 1
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "\x1b" not in html
    assert len(html) < 200_000
    assert len(list((tmp_path / "out" / "plans").iterdir())) == 1
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert row["name"].isprintable()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff", b'{"a":' * 5000, b"1" * 5000, b'{"format": NaN}', b"\0" * 100], ids=range(7)
)
def test_bad_content_stops_nothing(content: bytes, given: Path) -> None:
    """Whatever a file holds, it is rejected with a reason, and the good one is counted."""
    (given / "in" / "bad.json").write_bytes(content)
    found = batch(given)
    assert (found["counted"], found["rejected"]) == (1, 1)
    (row,) = rows(given / "out" / "rejected.csv")
    assert row["reason"]


def test_other_peoples_folders_are_never_replaced(given: Path) -> None:
    """A folder that holds anything that no batch has written is refused and left as it is."""
    (given / "out").mkdir()
    (given / "out" / "diary.txt").write_text("mine")
    ended = run("batch", "in", "-o", "out", *DAY, *TABLES, folder=given)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "diary.txt" in ended.stderr
    assert [path.name for path in (given / "out").iterdir()] == ["diary.txt"]
    (given / "out" / "diary.txt").rename(given / "out" / "results.csv")
    assert run("batch", "in", "-o", "out", *DAY, *TABLES, folder=given).returncode == ExitCode.WRONG_USAGE


def test_result_inside_the_input_is_not_read(given: Path) -> None:
    """With the result inside the folder that is read, a second run gives the same as the first."""
    texts = []
    for _ in range(2):
        assert run("batch", "in", "-o", "in/out", *DAY, *TABLES, folder=given).returncode == ExitCode.DONE
        texts.append((given / "in" / "out" / "summary.json").read_bytes())
    assert texts[0] == texts[1]


def test_path_that_leads_nowhere(given: Path) -> None:
    """If no path leads to anything, an earlier result stays and the exit says that the input cannot be used."""
    batch(given)
    ended = run("batch", "nowhere", "-o", "out", *DAY, *TABLES, folder=given)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "nowhere: there is no such file or folder" in ended.stderr
    assert summary(given / "out")["input"]["counted"] == 1


def test_processes_change_nothing(instrument: Instrument) -> None:
    """Work that is shared among processes gives the same records as work that is not."""
    inputs = [
        Input(f"{number}.json", json.dumps(file_of(instrument, number)).encode() if number % 7 else b"{")
        for number in range(60)
    ]
    judge = Judge(instrument, MONDAY, with_answers=True, with_data=False)
    made = []
    for processes, pays_from in ((1, 0), (2, 5)):
        work = SharedWork(judge.judge_all, portion=5, pays_from=pays_from, processes=processes)
        portions = list(work.results(inputs))
        made.append((sorted(r for p in portions for r in p[0]), sorted(r for p in portions for r in p[1])))
    assert made[0] == made[1]
    assert len(made[0][1]) == 9
