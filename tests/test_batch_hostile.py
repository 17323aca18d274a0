"""Batch with input that hurts, meant or not: each is rejected or not used, and the rest is counted."""

import csv
import os
from pathlib import Path

import openpyxl
import pytest

from readiness.batch.judge import Judge
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, batch, rows, write
from tests.program import run
from tests.services import file_of
from tests.tiny import MONDAY

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch


def test_names_of_any_bytes(one_file: Path, instrument: Instrument) -> None:
    """File names with line ends, quotes, controls or bytes that are not UTF-8 are counted and stand on one line."""
    for number, name in enumerate((b"a\nb.json", b"\xff\xfe.json", b"=1+1.json", b'",".json', b"\x1b[2J.json"), 2):
        write(one_file / "in" / os.fsdecode(name), file_of(instrument, number))
    assert batch(one_file, "--format", "csv,xlsx,html,parquet")["counted"] == 6
    files = {row["file"] for row in rows(one_file / "out" / "results.csv")}
    assert files == {
        "in/good.json", "in/a\\nb.json", "in/\\xff\\xfe.json", "in/=1+1.json", 'in/",".json', "in/\\x1b[2J.json",
    }  # fmt: skip


def test_links_are_not_followed(
    one_file: Path, tmp_path_factory: pytest.TempPathFactory, instrument: Instrument
) -> None:
    """Links out of the folder, to nothing and in circles are not used and counted."""
    outside = write(tmp_path_factory.mktemp("outside") / "secret.json", file_of(instrument, 2))
    (one_file / "in" / "link.json").symlink_to(outside)
    (one_file / "in" / "nothing.json").symlink_to(one_file / "nowhere")
    (one_file / "in" / "circle").symlink_to(one_file / "in")
    (one_file / "in" / "out").symlink_to(outside.parent)
    assert batch(one_file)["not_used_as"] == {"a link": 4}


def test_pipes_and_unreadable_things(one_file: Path) -> None:
    """Pipes are not used; what is not a file by the time it is read is rejected without waiting."""
    os.mkfifo(one_file / "in" / "pipe.json")
    assert batch(one_file)["not_used_as"] == {"something that is neither a file nor a folder": 1}
    ended = run("batch", "in/pipe.json", "in/gone.json", "-o", "out", *DAY, *TABLES, folder=one_file)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert [row["file"] for row in rows(one_file / "out" / "rejected.csv")] == ["in/gone.json", "in/pipe.json"]


def test_files_that_vanish_or_grow(one_file: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when its turn comes is rejected; one that never ends is read no further than the limit."""
    judge = Judge(instrument, MONDAY, with_answers=False, with_data=False)
    rejections = judge.judge([str(one_file / "gone.json"), "/dev/zero", "a\0b"]).rejections
    assert ["can't be read" in reason or "larger than" in reason for _, _, reason in rejections] == [True] * 3
    monkeypatch.setattr("readiness.batch.inputs.LARGEST_FILE", 100_000)
    endless = one_file / "endless.json"
    endless.write_bytes(b" " * 1_000_000)
    ((_, _, reason),) = judge.judge([str(endless)]).rejections
    assert "larger than" in reason


def test_formulas_do_not_run(tmp_path: Path, instrument: Instrument) -> None:
    """Names, organisations, codes and notes that look like formulas are texts in CSV and in the workbook."""
    formulas = ("=1+1", "+1", "-1", "@SUM(A1)", "  =2+2", "\t=3+3")
    for number, text in enumerate(formulas):
        content = file_of(instrument, 1) | {"service": {"name": text, "organisation": text, "code": text}}
        content["answers"] = {"leadership.vision": {"level": 2, "note": text}}
        write(tmp_path / "in" / f"{number}.json", content)
    batch(tmp_path, "--format", "csv,xlsx")
    risky = ("=", "+", "-", "@", "\t", "\r")
    for table in ("results.csv", "answers.csv"):
        with (tmp_path / "out" / table).open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(risky)], table
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {text.strip() for text in formulas} <= {cell.value for cell in cells}


def test_texts_come_out_of_csv_as_they_went_in(tmp_path: Path, instrument: Instrument) -> None:
    """A note, a reason and a name with line breaks, commas or quotation marks are one cell each."""
    texts = ('two\nlines, "quoted"', "c\r\nd", "a\rb", 'x"', ",", "é ✓ 😀")
    for number, text in enumerate(texts):
        content = file_of(instrument, 1) | {"form": "full"}
        content["service"] |= {"name": text}
        content["answers"] = {
            "leadership.vision": {"level": 2, "note": text},
            "recruitment.advert-wording": {"not_applicable": text},
        }
        write(tmp_path / "in" / f"{number}.json", content)
    batch(tmp_path, "--format", "csv")
    table = rows(tmp_path / "out" / "answers.csv")
    for text in texts:
        of_one = [row for row in table if row["name"] == " ".join(text.split())]
        assert len(of_one) == len(instrument.questionnaire.questions)
        assert of_one[0]["note"] == text
        assert {row["reason"] for row in of_one} == {"", text}


@pytest.mark.pdf
def test_odd_names(tmp_path: Path, instrument: Instrument) -> None:
    """Names with markup, without end or with controls are shown as text, in every output and the plan's name."""
    names = ("<script>alert(1)</script>", "{{ order }} {% raw %}", "x" * 1_000, "a\nb\x1b[2J\u202ec", "")
    for number, name in enumerate(names):
        content = file_of(instrument, number) | {"form": "short"}  # a shorter plan is made sooner
        content["service"] = {"name": name, "organisation": name, "code": None}
        write(tmp_path / "in" / f"{number}.json", content)
    assert batch(tmp_path, "--format", "csv,xlsx,parquet,html,pdf", "--plans")["counted"] == len(names)
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "\x1b" not in html
    assert len(html) < 200_000
    assert len(list((tmp_path / "out" / "plans").glob("*.pdf"))) == len(names)
    listed = [row["name"] for row in rows(tmp_path / "out" / "results.csv")]
    assert len(listed) == len(names)
    assert all(name.isprintable() for name in listed)


def test_bad_content_stops_nothing(one_file: Path) -> None:
    """Whatever a file holds, it is rejected with a reason, and the good one is counted."""
    contents = (b"", b"[]", b"\xff", b'{"a":' * 5000, b"1" * 5000, b'{"format": NaN}', b"\0" * 100)
    for number, content in enumerate(contents):
        (one_file / "in" / f"bad{number}.json").write_bytes(content)
    found = batch(one_file)
    assert (found["counted"], found["rejected"]) == (1, len(contents))
    rejected = rows(one_file / "out" / "rejected.csv")
    assert [row["file"] for row in rejected] == [f"in/bad{number}.json" for number in range(len(contents))]
    assert all(row["reason"] for row in rejected)
