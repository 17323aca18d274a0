"""Batch: the tables of earlier batches as input, so that regions score their own and a nation merges."""

import json
from pathlib import Path

import duckdb
import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, rows, summary, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch

OUTPUTS = ("--format", "csv,xlsx,parquet,html")


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """Two regions with services, an older file, a copy, a rejected file, a letter and a record of actions."""
    for number in range(30):
        region = "north" if number % 2 else "south"
        write(tmp_path / "in" / region / f"{number}.json", file_of(instrument, number))
    content = file_of(instrument, 4)
    write(tmp_path / "in" / "north" / "older.json", content | {"updated_at": "2026-01-05T10:00:00Z"})
    write(tmp_path / "in" / "north" / "same.json", content)
    (tmp_path / "in" / "north" / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "in" / "south" / "letter.pdf").write_bytes(b"%PDF-1.7")
    agreed = run("actions", "in/south/2.json", "--set", "training.before-start", "--status", "doing", folder=tmp_path)
    assert agreed.returncode == ExitCode.DONE, agreed.stderr
    return tmp_path


def test_merged_results_are_those_of_all_files_together(folder: Path) -> None:
    """Every output has the same bytes, whether from all files or from the tables of the regions, in any order."""
    for region in ("north", "south"):
        ended = run("batch", f"in/{region}", "-o", region, *DAY, "--format", "parquet", folder=folder)
        assert ended.returncode in (ExitCode.DONE, ExitCode.SOME_REJECTED), ended.stderr
    run("batch", "in", "-o", "together", *DAY, *OUTPUTS, folder=folder)
    merged = run(
        "batch", "south/answers.parquet", "north/answers.parquet", "-o", "merged", *DAY, *OUTPUTS, folder=folder
    )
    assert merged.returncode == ExitCode.SOME_REJECTED, merged.stderr
    names = sorted(path.name for path in (folder / "together").iterdir())
    assert names == sorted(path.name for path in (folder / "merged").iterdir())
    for name in names:
        assert (folder / "merged" / name).read_bytes() == (folder / "together" / name).read_bytes(), name
    assert len(rows(folder / "merged" / "results.csv")) == 30


def test_files_that_are_given_twice_are_used_once_and_called_so(folder: Path) -> None:
    """If a region's files are given with its table, no file is called a copy of itself."""
    run("batch", "in/north", "-o", "north", *DAY, "--format", "parquet", folder=folder)
    for paths in (("in",), ("north/answers.parquet", "in")):
        run("batch", *paths, "-o", f"of {len(paths)}", *DAY, "--format", "results", folder=folder)
    once, twice = (summary(folder / f"of {number}")["input"] for number in (1, 2))
    assert twice["not_used_as"] == once["not_used_as"] | {"the same file, given twice": 17}
    assert (twice["same_content"], twice["unclear"]) == (once["same_content"], once["unclear"])
    assert rows(folder / "of 1" / "results.csv") == rows(folder / "of 2" / "results.csv")


def test_table_has_the_level_of_each_question(folder: Path) -> None:
    """Other programs find a column for each question, next to the file itself."""
    run("batch", "in/south", "-o", "south", *DAY, "--format", "parquet", folder=folder)
    path = folder / "south" / "answers.parquet"
    question = "leadership.vision"
    found = (
        duckdb.connect()
        .execute(f"SELECT file, \"{question}\", answers FROM '{path}' WHERE kind = 'answers'")
        .fetchall()
    )
    assert len(found) == 15
    for file, level, answers in found:
        content = json.loads((folder / file).read_bytes())
        assert json.loads(answers) == content
        assert level == content["answers"][question].get("level")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        pytest.param(
            "SELECT 1 AS schema, 2 AS name", "the file is not a table of answers made by an earlier batch", id="other"
        ),
        pytest.param(
            "SELECT * REPLACE ('readiness-answers-table 9' AS schema) FROM 'south/answers.parquet'",
            "the file is in the format 'readiness-answers-table 9', but this version of the program can only read",
            id="newer",
        ),
        pytest.param(None, "the file can't be read as a Parquet table", id="damaged"),
    ],
)
def test_other_tables_are_rejected_in_a_sentence(
    folder: Path, table: str | None, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of another kind or version is named, with what to do."""
    monkeypatch.chdir(folder)
    run("batch", "in/south", "-o", "south", *DAY, "--format", "parquet", folder=folder)
    if table:
        duckdb.connect().execute(f"COPY ({table}) TO 'x.parquet' (FORMAT parquet)")
    else:
        (folder / "x.parquet").write_bytes(b"PAR1 and nothing else")
    ended = run("batch", "x.parquet", "-o", "out", *DAY, "--format", "results", folder=folder)
    assert ended.returncode == ExitCode.SOME_REJECTED
    (rejected,) = rows(folder / "out" / "rejected.csv")
    assert sentence in rejected["reason"]
    assert "the file answers.parquet from an earlier batch" in rejected["reason"]


def test_results_without_names_have_no_table_to_merge(folder: Path) -> None:
    """The answer files would lead back to the names."""
    run("batch", "in", "-o", "nameless", *DAY, "--no-names", "--format", "parquet", folder=folder)
    assert sorted(path.name for path in (folder / "nameless").glob("*.parquet")) == ["results.parquet"]
