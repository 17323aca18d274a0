"""Batch: records of actions next to the answers, in folders and archives, and the plans that know them."""

import json
from pathlib import Path
from shutil import copyfile
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

from readiness.batch.plans import file_name
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, rows, summary, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """Two services, one of which has agreed about three of its actions: done, doing and overdue."""
    for number, name in ((1, "Agreed"), (2, "Silent")):
        content: dict[str, Any] = file_of(instrument, number, short=False)
        content["service"] = {"name": name}
        content["answers"] |= {
            question: {"level": 0}
            for question in ("leadership.vision", "leadership.practical-plan", "team.introduction")
        }
        write(tmp_path / "in" / f"{name}.json", content)
    for setting in (
        ("leadership.vision", "--status", "done"),
        ("leadership.practical-plan", "--status", "doing"),
        ("team.introduction", "--due", "2026-11-02"),
    ):
        question, *options = setting
        ended = run("actions", "in/Agreed.json", "--set", question, *options, "--as-of", "2026-10-01", folder=tmp_path)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    return tmp_path


def check_progress(folder: Path, source: str) -> None:
    """Asserts that a batch knows how far the actions are."""
    ended = run("batch", source, "-o", "out", *DAY, "--format", "results,html", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    agreed, silent = rows(folder / "out" / "results.csv")
    assert [agreed[f"actions_{name}"] for name in ("done", "doing", "overdue")] == ["1", "1", "1"]
    assert int(agreed["actions_open"]) > 10
    assert [silent[f"actions_{name}"] for name in ("done", "doing", "overdue", "open")] == ["", "", "", ""]
    totals = summary(folder / "out")["actions"]
    assert (totals["services"], totals["done"], totals["with_overdue"]) == (1, 1, 1)
    assert summary(folder / "out")["input"]["not_used_as"] == {
        "a record of actions, read together with its answer file": 1
    }
    html = " ".join((folder / "out" / "portfolio.html").read_text("utf-8").split())
    assert "1 action is overdue. 1 service has overdue actions." in html
    assert 'Services with overdue actions</summary> <span class="names">Agreed.' in html


def test_progress_of_actions_is_counted(folder: Path) -> None:
    """With a record next to its answer file, a service's table row says how it is getting on."""
    check_progress(folder, "in")


def test_progress_of_actions_is_counted_in_archives(folder: Path) -> None:
    """The status of actions is counted in archives too."""
    with ZipFile(folder / "all.zip", "w") as archive:
        for path in (folder / "in").iterdir():
            archive.write(path, f"north/{path.name}")
    check_progress(folder, "all.zip")


def test_risks_that_are_accepted_are_counted_too(folder: Path) -> None:
    """The actions of a service add up: one that it won't do, as it accepts the risk, has a column and a figure."""
    risk = ("--set", "leadership.values", "--status", "accepted", "--reason", "The trust's own values say the same")
    assert run("actions", "in/Agreed.json", *risk, *DAY, folder=folder).returncode == ExitCode.DONE
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "results,html", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    agreed, silent = rows(folder / "out" / "results.csv")
    assert (agreed["actions_accepted"], silent["actions_accepted"]) == ("1", "")
    assert summary(folder / "out")["actions"]["accepted"] == 1
    html = " ".join((folder / "out" / "portfolio.html").read_text("utf-8").split())
    assert "Accepted risks: 1. 1 action is overdue." in html


def test_record_next_to_a_copy_is_used(folder: Path) -> None:
    """Of files with the same content the one with a record counts, wherever the others are and whatever their names."""
    data = (folder / "in" / "Agreed.json").read_bytes()
    for copy in ("A.json", "Agreed (1).json", "A/Agreed.json", "z/Agreed.json"):
        (folder / "in" / copy).parent.mkdir(exist_ok=True)
        (folder / "in" / copy).write_bytes(data)
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "results", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    agreed, _silent = rows(folder / "out" / "results.csv")
    assert (agreed["file"], agreed["actions_done"]) == ("in/Agreed.json", "1")
    assert "record of actions is not" not in ended.stderr


@pytest.mark.parametrize("other", ["a/Agreed.json", "z/Agreed.json"])
def test_of_two_copies_the_one_whose_record_says_more_is_used(folder: Path, other: str) -> None:
    """If a service's record was changed in one of two places, the names of the folders don't decide which is used."""
    copy = folder / "in" / other
    copy.parent.mkdir()
    copyfile(folder / "in" / "Agreed.json", copy)
    for question in ("leadership.vision", "leadership.practical-plan"):
        ended = run("actions", f"in/{other}", "--set", question, "--status", "accepted", "--reason", "x", folder=folder)
        assert ended.returncode == ExitCode.DONE, ended.stderr
        ended = run("batch", "in", "-o", "out", *DAY, "--format", "results", folder=folder)
        assert ended.returncode == ExitCode.DONE, ended.stderr
        assert rows(folder / "out" / "results.csv")[0]["file"] == "in/Agreed.json"
    ended = run("actions", f"in/{other}", "--set", "team.introduction", "--status", "done", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    run("batch", "in", "-o", "out", *DAY, "--format", "results", folder=folder)
    assert rows(folder / "out" / "results.csv")[0]["file"] == f"in/{other}"


def test_record_next_to_another_file_of_the_service_is_named(folder: Path) -> None:
    """A record is only used next to the file that counts: if it lies elsewhere, the user is told what to do."""
    older = json.loads((folder / "in" / "Agreed.json").read_bytes())
    write(folder / "in" / "new.json", older | {"started_at": None, "updated_at": "2026-11-22T10:00:00Z"})
    command = ("batch", "in", "-o", "out", *DAY, "--format", "results")
    ended = run(*command, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert rows(folder / "out" / "results.csv")[0]["actions_done"] == ""
    assert "Services whose record of actions is not next to the file that is counted: 1" in ended.stderr
    assert (
        "- The file that is counted for Agreed is in/new.json, but the record of actions is next to in/Agreed.json, so "
        "it is not used. If the record is up to date, put a copy of it next to the file that is counted (in the "
        "archive, if that file is in one), and name it new.actions."
    ) in ended.stderr
    assert "- a record of actions: 1" in ended.stderr
    (note,) = (row["what_to_do"] for row in rows(folder / "out" / "not_used.csv") if row["file"].endswith(".actions"))
    assert note.endswith("if that file is counted")
    copyfile(folder / "in" / "Agreed.actions", folder / "in" / "new.actions")
    ended = run(*command, folder=folder)
    assert rows(folder / "out" / "results.csv")[0]["actions_done"] == "1"
    assert "record of actions is not" not in ended.stderr


@pytest.mark.parametrize(("record", "fault"), [("{", "line 1, column 2: "), ("hello", "this file is plain text")])
def test_record_that_cannot_be_used_is_named(folder: Path, record: str, fault: str) -> None:
    """If its record can't be used, the service counts without it, and the user is told."""
    (folder / "in" / "Silent.actions").write_text(record, encoding="utf-8")
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "results", folder=folder)
    assert ended.returncode == ExitCode.DONE
    assert "Answer files whose record of actions can't be used: 1" in ended.stderr
    assert f"in/Silent.actions: {fault}" in ended.stderr
    assert "Silent is counted, but the owners, due dates and statuses of its actions are not." in ended.stderr
    assert len(rows(folder / "out" / "results.csv")) == 2


@pytest.mark.parametrize("source", ["in", "region/answers.parquet"])
def test_record_of_a_renamed_answer_file_is_called_by_its_own_name(folder: Path, source: str) -> None:
    """A record found by its answers is listed as read, and its faults name it, also from the table of a batch."""
    (folder / "in" / "Agreed.json").rename(folder / "in" / "renamed.json")
    record = folder / "in" / "Agreed.actions"
    valid = record.read_text("utf-8")
    for content, what in (
        (valid, "a record of actions, read together with its answer file"),
        (valid.replace('"doing"', '"doin"'), "a record of actions"),
    ):
        record.write_text(content, encoding="utf-8")
        run("batch", "in", "-o", "region", *DAY, "--format", "parquet", folder=folder)
        ended = run("batch", source, "-o", "out", *DAY, "--format", "results", folder=folder)
        assert ended.returncode == ExitCode.DONE, ended.stderr
        (listed,) = rows(folder / "out" / "not_used.csv")
        assert (listed["file"], listed["what"]) == ("in/Agreed.actions", what)
        assert "renamed.actions" not in ended.stderr
        assert ("- in/Agreed.actions: actions.leadership.practical-plan.status" in ended.stderr) == (content != valid)


@pytest.mark.pdf
def test_plans_know_what_was_agreed_and_for_whom(folder: Path) -> None:
    """Plans of a batch count what is done, from archives too; `--for` and `--format` are those of `readiness plan`."""
    with ZipFile(folder / "all.zip", "w") as archive:
        for path in (folder / "in").iterdir():
            archive.write(path, path.name)
    ended = run("batch", "all.zip", "-o", "out", *DAY, "--plans", "--format", "pdf,md", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    plans = folder / "out" / "plans"
    assert sorted(path.name.partition("-")[0] + path.suffix for path in plans.iterdir()) == [
        "agreed.md", "agreed.pdf", "silent.md", "silent.pdf",
    ]  # fmt: skip
    text = next(plans.glob("agreed*.md")).read_text("utf-8")
    assert "1 action is overdue." in text
    page = pypdf.PdfReader(next(plans.glob("agreed*.pdf"))).pages[0].extract_text()
    assert "1 action is overdue." in " ".join(page.split())
    ended = run("batch", "in", "-o", "out", *DAY, "--plans", "--for", "public", "--format", "docx", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert len(list((folder / "out" / "plans").glob("*.docx"))) == 2
    assert (folder / "out" / "portfolio.html").exists()


def test_plans_from_a_table_leave_other_services_files_on_this_disk_alone(folder: Path) -> None:
    """The table of another batch names files as they are there: here, a file with the same path is something else."""
    run("batch", "in", "-o", "region", *DAY, "--format", "parquet", folder=folder)
    nation = folder / "nation"
    for name in ("Agreed", "Silent"):
        path = nation / "in" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        copyfile(folder / "in" / "Silent.json", path)
        mine = ("--set", "leadership.vision", "--owner", "Somebody elsewhere")
        assert run("actions", path, *mine, folder=folder).returncode == ExitCode.DONE
    table = "../region/answers.parquet"
    ended = run("batch", table, "-o", "out", *DAY, "--plans", "--format", "md", folder=nation)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    agreed, silent = (path.read_text("utf-8") for path in sorted((nation / "out" / "plans").iterdir()))
    assert "Somebody elsewhere" not in agreed + silent
    assert "1 action is overdue." in agreed


def test_formats_of_plans_need_plans(folder: Path) -> None:
    """A format that only plans have is refused without them."""
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "docx", folder=folder)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "docx is only for plans, and you didn't ask for any plans. Add `--plans`" in ended.stderr


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("Ośrodek Wsparcia Łódź", "ośrodek-wsparcia-łódź-"),
        ("Tŷ Haf / Caerdydd", "tŷ-haf-caerdydd-"),
        ("北京 team", "北京-team-"),
        ("...", "service-"),
        ("CON", "con-"),
    ],
)
def test_file_names_keep_the_letters_of_any_language(name: str, begins: str) -> None:
    """File names of plans are readable, and differ for services with the same name."""
    assert file_name(name, "one").startswith(begins)
    assert file_name(name, "one") != file_name(name, "other")
    assert len(file_name(name * 50, "one").encode()) < 120
    json.dumps(file_name(name * 50, "one"))
