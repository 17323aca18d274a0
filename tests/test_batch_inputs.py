"""Batch: what comes in. Each thing is counted once, not used or rejected, and nothing is silent."""

from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from readiness.batch import database_builder
from readiness.batch.judge import Judge
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, batch, rows, summary, write
from tests.program import run
from tests.services import file_of
from tests.tiny import MONDAY


def test_everything_found_is_accounted_for(tmp_path: Path, instrument: Instrument) -> None:
    """What is counted, not used and rejected adds up, on screen and in the summary, and the exit is 1."""
    content = file_of(instrument, 1)
    write(tmp_path / "in" / "a.json", content)
    write(tmp_path / "in" / "copy.json", content)
    write(tmp_path / "in" / "older.json", {**content, "updated_at": "2026-01-01T10:00:00Z"})
    write(tmp_path / "in" / "deep" / "B.JSON", file_of(instrument, 2))
    (tmp_path / "in" / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "in" / "letter.pdf").write_bytes(b"%PDF-")
    (tmp_path / "in" / "a.json.bak").write_bytes(b"")
    (tmp_path / "in" / "a.json.unfinished").write_text(
        '{"format": "readiness-unfinished", "notes": {}, "reasons": {}}', encoding="utf-8"
    )
    (tmp_path / "in" / ".hidden.json").write_bytes(b"")
    ended = run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    found = summary(tmp_path / "out")["input"]
    assert found["not_used_as"] == {
        "a PDF": 1,
        "a copy of another file": 1,
        "a hidden file": 1,
        "an earlier version of an answer file": 1,
        "unfinished notes": 1,
        "an older file from a service": 1,
    }
    listed = rows(tmp_path / "out" / "not_used.csv")
    assert {row["file"]: row["what"] for row in listed} == {
        "in/letter.pdf": "a PDF",
        "in/copy.json": "a copy of another file",
        "in/.hidden.json": "a hidden file",
        "in/a.json.unfinished": "unfinished notes",
        "in/a.json.bak": "an earlier version of an answer file",
        "in/older.json": "an older file from a service",
    }
    assert all(row["what_to_do"] for row in listed)
    assert found["same_content"] == [["in/a.json", "in/copy.json"]]
    assert found["found"] == 9 == found["counted"] + found["not_used"] + found["rejected"]
    assert "Files found: 9. Counted: 2, not used: 6, rejected: 1." in ended.stderr
    (rejected,) = rows(tmp_path / "out" / "rejected.csv")
    assert rejected["file"] == "in/bad.json"
    assert rejected["place"].startswith("line 1")
    assert "ends too soon" in rejected["reason"]


def test_newest_file_of_a_service_counts(tmp_path: Path, instrument: Instrument) -> None:
    """If a service sent several files, the newest counts, and all of them make its trend, the oldest first."""
    content = file_of(instrument, 1)
    for month in (3, 1, 2):
        content["answers"] = {"leadership.vision": {"level": month}}
        write(tmp_path / "in" / f"{month}.json", {**content, "updated_at": f"2026-0{month}-01T10:00:00Z"})
    assert run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["date"], row["earlier_files"], row["file"]) == ("2026-03-01", "2", "in/3.json")
    assert [row["date"] for row in rows(tmp_path / "out" / "trends.csv")] == ["2026-01-01", "2026-02-01", "2026-03-01"]


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_files_of_a_service_are_found_among_any_number(
    at_once: int, tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The services with several files are the same, in however many steps the files are kept."""
    monkeypatch.setattr(database_builder, "_ROWS_AT_ONCE", at_once)
    paths = [tmp_path / f"{month}-{number}.json" for month in (1, 2) for number in range(9)]
    for path in paths:
        month, number = (int(part) for part in path.stem.split("-"))
        content = file_of(instrument, number % (9 if month == 1 else 3))
        write(path, {**content, "updated_at": f"2026-0{month}-01T10:00:00Z"})
    builder = database_builder.DatabaseBuilder(tmp_path, instrument)
    judge = Judge(instrument, MONDAY, with_answers=False, with_data=False)
    for some in (paths[:7], paths[7:]):
        builder.add(judge.judge(list(map(str, some))))
    with closing(builder.finish()) as store:
        assert store.counts._asdict() == {
            "services": 9,
            "not_used": {"a copy of another file": 6, "an older file from a service": 3},
            "rejected": 0,
        }
        assert sorted(earlier for (earlier,) in store.rows("SELECT earlier_files FROM service")) == [0] * 6 + [1] * 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(
            {"questionnaire": {"id": "cake", "version": "1.0"}},
            "another questionnaire ('cake', version 1.0)",
            id="other",
        ),
        pytest.param({"questionnaire": {"id": "peer-support", "version": "2.0"}}, "version 2.0", id="major-version"),
    ],
)
def test_other_questionnaires_are_rejected(
    change: dict[str, Any], reason: str, tmp_path: Path, instrument: Instrument
) -> None:
    """Answers to another questionnaire, or to another major version of it, are rejected with the reason."""
    write(tmp_path / "a.json", {**file_of(instrument, 1), **change})
    ended = run("batch", "a.json", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    (row,) = rows(tmp_path / "out" / "rejected.csv")
    assert reason in row["reason"]


def test_what_is_named_twice_counts_once(tmp_path: Path, instrument: Instrument) -> None:
    """A file that is named, matched by a pattern and inside a named folder is found once."""
    write(tmp_path / "in" / "deep" / "a.json", file_of(instrument, 1))
    paths = ("in", "in/deep", "in/deep/a.json", "in/*/*.json", "in/")
    assert run("batch", *paths, "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    assert summary(tmp_path / "out")["input"]["found"] == 1


def test_empty_folder_is_no_result(one_file: Path) -> None:
    """A folder without files gives one sentence instead of an empty report, and an earlier result stays."""
    batch(one_file)
    (one_file / "empty" / "deeper").mkdir(parents=True)
    ended = run("batch", "empty", "-o", "out", *DAY, *TABLES, folder=one_file)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "empty: there are no files here that can be scored. Give the name of the folder" in ended.stderr
    assert summary(one_file / "out")["input"]["counted"] == 1


def test_path_that_leads_nowhere(one_file: Path) -> None:
    """If no path leads to anything, an earlier result stays and the exit says that the input cannot be used."""
    batch(one_file)
    ended = run("batch", "nowhere", "-o", "out", *DAY, *TABLES, folder=one_file)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "nowhere: there is no such file or folder" in ended.stderr
    assert summary(one_file / "out")["input"]["counted"] == 1


def test_own_files_are_not_taken_for_answers(tmp_path: Path, instrument: Instrument) -> None:
    """The results of a batch and the files of a workshop among the answers are not used, and are no reason to fail."""
    write(tmp_path / "in" / "a.json", file_of(instrument, 1))
    options = (*DAY, "--format", "csv,json", "--group-by", "organisation", "--require", "first_day=go")
    run("batch", "in", "-o", "in/earlier", *options, folder=tmp_path)
    run("workshop", "new", "in/elm", "--service", "Elm Ward", folder=tmp_path)
    ended = run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    not_used = rows(tmp_path / "out" / "not_used.csv")
    (form,) = (row for row in not_used if row["file"].endswith("form.xlsx"))
    assert "`readiness import`" in form["what_to_do"]
    assert "`readiness import`" in run("check", form["file"], folder=tmp_path).stderr
    found = {row["file"]: row["what"] for row in not_used}
    tables = {path.name for path in (tmp_path / "in" / "earlier").glob("*.csv")}
    assert len(tables) == 8
    assert {found[f"in/earlier/{name}"] for name in tables} == {"a table made by an earlier batch"}
    assert found["in/earlier/summary.json"] == "the summary of an earlier batch"
    assert found["in/elm/workshop.json"] == "a file that describes a workshop"


def test_answers_with_the_name_of_another_kind_of_file(tmp_path: Path, instrument: Instrument) -> None:
    """They are not counted, but called what they are."""
    for name in ("a.json", "b.pdf", "c.docx", "d.xlsx", "e.actions"):
        write(tmp_path / "in" / name, file_of(instrument, 1))
    assert run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    assert summary(tmp_path / "out")["input"]["not_used_as"] == {"an answer file whose name has the wrong ending": 4}


def test_what_to_do_with_archives_that_are_not_opened(tmp_path: Path, instrument: Instrument) -> None:
    """A ZIP archive needs a name that ends in .zip; any other kind has to be unpacked."""
    write(tmp_path / "in" / "a.json", file_of(instrument, 1))
    with ZipFile(tmp_path / "in" / "answers from west", "w") as archive:
        archive.write(tmp_path / "in" / "a.json", "a.json")
    (tmp_path / "in" / "b.tar.gz").write_bytes(b"\x1f\x8b\x08\0")
    run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    assert {row["file"]: row["what_to_do"] for row in rows(tmp_path / "out" / "not_used.csv")} == {
        "in/answers from west": "Give the archive a name that ends in .zip",
        "in/b.tar.gz": "Unpack the archive, and give `readiness batch` the folder with the files in it",
    }


def test_a_table_without_reasons_is_not_offered_for_them(tmp_path: Path) -> None:
    """Without names, rejected.csv has no reasons, so the message says where they are."""
    write(tmp_path / "in" / "bad.json", {})
    ended = run("batch", "in", "-o", "sub/out", *DAY, *TABLES, "--no-names", folder=tmp_path)
    assert "To see it, check the file with `readiness check`." in ended.stderr
    assert "rejected.csv" not in ended.stderr


def test_the_advice_on_a_rejected_file_is_not_cut_off(tmp_path: Path, instrument: Instrument) -> None:
    """The report has the whole reason, even a long one."""
    write(
        tmp_path / "in" / "old.json",
        file_of(instrument, 1) | {"questionnaire": {"id": "peer-support", "version": "2.0"}},
    )
    run("batch", "in", "-o", "out", *DAY, "--format", "html", folder=tmp_path)
    (rejected,) = rows(tmp_path / "out" / "rejected.csv")
    assert len(rejected["reason"]) > 200
    assert rejected["reason"] in unescape((tmp_path / "out" / "portfolio.html").read_text("utf-8"))
