"""Batch: what comes in, what goes out, and that nothing is silent."""

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from pyarrow import parquet

from questionnaires.answer_file import parse_answers
from readiness.exits import ExitCode
from scoring.engine import score
from scoring.instrument import Instrument
from tests.program import run, surroundings
from tests.services import file_of, write_services
from tests.tiny import MONDAY

DAY = ("--as-of", MONDAY.isoformat())
TABLES = ("--format", "csv")


def write(path: Path, content: dict[str, Any]) -> Path:
    """Writes an answer file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def summary(folder: Path) -> dict[str, Any]:
    """The summary of a result."""
    content: dict[str, Any] = json.loads((folder / "summary.json").read_bytes())
    return content


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> Path:
    """A folder with forty invented services, and their result as `out` beside them."""
    folder = tmp_path_factory.mktemp("portfolio")
    write_services(instrument, folder / "in", 40)
    ended = run("batch", "in", "-o", "out", *DAY, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return folder


def test_everything_is_written(portfolio: Path) -> None:
    """Without `--format` every kind of output is there, readable by its owner only."""
    names = sorted(path.name for path in (portfolio / "out").iterdir())
    assert names == [
        "answers.csv", "portfolio.html", "portfolio.pdf", "rejected.csv", "results.csv", "results.parquet",
        "results.xlsx", "summary.json", "trends.csv",
    ]  # fmt: skip
    assert (portfolio / "out").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in portfolio.iterdir()) == ["in", "out"]


def test_results_are_those_of_score(portfolio: Path, instrument: Instrument) -> None:
    """Each row has the name, decisions, scores, bands, counts and flags that `score` gives for its file."""
    table = rows(portfolio / "out" / "results.csv")
    assert len(table) == 40
    for row in table:
        sheet = parse_answers((portfolio / row["file"]).read_bytes(), instrument.questionnaire)
        result = score(instrument, sheet, MONDAY)
        expected: dict[str, str] = {stage.id: stage.decision for stage in result.stages}
        for domain in result.domains:
            expected |= {
                f"{domain.id}_score": str(domain.score),
                f"{domain.id}_score_max": str(domain.score_max),
                f"{domain.id}_band": domain.band or "",
            }
        counts = {name: str(getattr(result, name)) for name in ("answered", "unknown", "not_applicable", "unanswered")}
        expected |= {"name": sheet.service.name, "form": sheet.form, "flags": " ".join(result.flags), **counts}
        assert {key: row[key] for key in expected} == expected


def test_services_stand_in_alphabetical_order(portfolio: Path) -> None:
    """The table is no league table: services stand by name."""
    names = [row["name"].casefold() for row in rows(portfolio / "out" / "results.csv")]
    assert names == sorted(names)


def test_answers_have_a_row_for_each_question(portfolio: Path, instrument: Instrument) -> None:
    """The table of answers has each service's questions with state, level, ticks, reason and note as in its file."""
    table = rows(portfolio / "out" / "answers.csv")
    files = {row["name"]: row["file"] for row in rows(portfolio / "out" / "results.csv")}
    for name, file in list(files.items())[:5]:
        sheet = parse_answers((portfolio / file).read_bytes(), instrument.questionnaire)
        result = score(instrument, sheet, MONDAY)
        found = [row for row in table if row["name"] == name]
        assert [row["question"] for row in found] == [criterion.question for criterion in result.criteria]
        for row, criterion in zip(found, result.criteria, strict=True):
            level = "" if criterion.level is None else str(criterion.level)
            assert (row["state"], row["level"]) == (criterion.state, level)
            assert (row["ticked"].split(), row["reason"], row["note"]) == (
                list(criterion.ticked), criterion.reason, criterion.note,
            )  # fmt: skip


def test_tables_agree(portfolio: Path) -> None:
    """CSV, workbook and Parquet have the same columns and cells; the workbook has filters, frozen heads and colours."""
    table = rows(portfolio / "out" / "results.csv")
    columns = parquet.read_table(portfolio / "out" / "results.parquet").to_pylist()
    assert [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in columns] == table
    book = openpyxl.load_workbook(portfolio / "out" / "results.xlsx")
    assert book.sheetnames == ["Read first", "Results", "Answers"]
    sheet = book["Results"]
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    expected = [[cell.removesuffix(".0") for cell in row.values()] for row in table]
    assert [[cell.removesuffix(".0") for cell in row] for row in cells[1:]] == expected
    assert cells[0] == [name.replace("_", " ") for name in table[0]]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.conditional_formatting
    answers = list(book["Answers"].values)
    assert len(answers) - 1 == len(rows(portfolio / "out" / "answers.csv"))


def test_same_input_gives_the_same_bytes(portfolio: Path) -> None:
    """A second run with the paths in another order and another number of processes writes the very same bytes."""
    half = sorted((portfolio / "in" / "000").iterdir())
    for name, paths in (("a", half), ("b", half[::-1])):
        ended = run("batch", *paths, "-o", name, *DAY, "--processes", "1" if name == "a" else "2", folder=portfolio)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    for path in (portfolio / "a").iterdir():
        assert path.read_bytes() == (portfolio / "b" / path.name).read_bytes(), path.name


def test_everything_found_is_accounted_for(tmp_path: Path, instrument: Instrument) -> None:
    """What is counted, passed over and rejected adds up, on screen and in the summary, and the exit is 1."""
    content = file_of(instrument, 1)
    write(tmp_path / "in" / "a.json", content)
    write(tmp_path / "in" / "copy.json", content)
    write(tmp_path / "in" / "older.json", {**content, "updated_at": "2026-01-01T10:00:00Z"})
    write(tmp_path / "in" / "deep" / "B.JSON", file_of(instrument, 2))
    (tmp_path / "in" / "bad.json").write_text("{")
    (tmp_path / "in" / "letter.pdf").write_bytes(b"%PDF-")
    (tmp_path / "in" / "a.json.bak").write_bytes(b"")
    (tmp_path / "in" / ".hidden.json").write_bytes(b"")
    ended = run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    found = summary(tmp_path / "out")["input"]
    assert found["counted_as"] == {"services": 2, "earlier_files": 1, "copies": 1}
    assert found["passed_over_as"] == {"hidden files": 1, "other files": 2}
    assert found["same_content"] == [["in/a.json", "in/copy.json"]]
    assert found["found"] == 8 == found["counted"] + found["passed_over"] + found["rejected"]
    assert "Found 8: counted 4, passed over 3, rejected 1." in ended.stderr
    (rejected,) = rows(tmp_path / "out" / "rejected.csv")
    assert rejected["file"] == "in/bad.json"
    assert rejected["place"].startswith("line 1")
    assert "not JSON" in rejected["reason"]


def test_newest_file_of_a_service_counts(tmp_path: Path, instrument: Instrument) -> None:
    """Of several files of one service the newest counts; all make its trend, oldest first."""
    content = file_of(instrument, 1)
    for month in (3, 1, 2):
        content["answers"] = {"leadership.vision": {"level": month}}
        write(tmp_path / "in" / f"{month}.json", {**content, "updated_at": f"2026-0{month}-01T10:00:00Z"})
    assert run("batch", "in", "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["date"], row["earlier_files"], row["file"]) == ("2026-03-01", "2", "in/3.json")
    assert [row["date"] for row in rows(tmp_path / "out" / "trends.csv")] == ["2026-01-01", "2026-02-01", "2026-03-01"]


def test_forms_are_never_mixed(tmp_path: Path, instrument: Instrument) -> None:
    """Full and short forms are counted in figures of their own."""
    for number, form in enumerate(("full", "full", "short")):
        write(tmp_path / f"{number}.json", {**file_of(instrument, number), "form": form})
    run("batch", "*.json", "-o", "out", *DAY, "--format", "json,html", folder=tmp_path)
    forms = summary(tmp_path / "out")["forms"]
    assert [(form["form"], form["services"], len(form["questions"])) for form in forms] == [
        ("full", 2, 48), ("short", 1, 15),
    ]  # fmt: skip
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "All questions: 2 services" in html
    assert "The short form: 1 service" in html


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"questionnaire": {"id": "cake", "version": "1.0"}}, "the questionnaire 'cake'", id="other"),
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


def test_archives_are_read(tmp_path: Path, instrument: Instrument) -> None:
    """The answer files in an archive count, under its name; other entries are passed over."""
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("north/a.json", json.dumps(file_of(instrument, 1)))
        archive.writestr("north/b.json", json.dumps(file_of(instrument, 2)))
        archive.writestr("north/letter.txt", "Dear all")
        archive.writestr("__MACOSX/north/._a.json", "x")
    assert run("batch", "all.zip", "-o", "out", *DAY, *TABLES, folder=tmp_path).returncode == ExitCode.DONE
    assert {row["file"] for row in rows(tmp_path / "out" / "results.csv")} == {
        "all.zip/north/a.json", "all.zip/north/b.json",
    }  # fmt: skip
    assert summary(tmp_path / "out")["input"]["passed_over"] == 2


def test_requirements_are_checked(tmp_path: Path, instrument: Instrument) -> None:
    """`--require` ends with 1 and lists the services below it; a service that meets it is not listed."""
    ready, other = file_of(instrument, 1), file_of(instrument, 2)
    ready["answers"] = {
        question.id: {"level": 3}
        if question.type == "scale"
        else {"ticked": [option.id for option in question.options]}
        for question in instrument.questionnaire.questions.values()
    }
    ready["form"] = "full"
    other["answers"] = {}
    write(tmp_path / "a.json", ready)
    assert (
        run("batch", "a.json", "-o", "x", *DAY, *TABLES, "--require", "first_day=go", folder=tmp_path).returncode == 0
    )
    write(tmp_path / "b.json", other)
    ended = run("batch", "a.json", "b.json", "-o", "x", *DAY, *TABLES, "--require", "first_day=go", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    (row,) = rows(tmp_path / "x" / "not_met.csv")
    assert (row["name"], row["decision"], row["required"]) == (other["service"]["name"], "wait", "go")
    assert f"{other['service']['name']}: first_day is wait, not go" in ended.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--require", "first_dy=go"], "Did you mean 'first_day'", id="stage"),
        pytest.param(["--require", "first_day=perhaps"], "cannot be required", id="decision"),
        pytest.param(["--format", "doc"], "there is no format 'doc'", id="format"),
        pytest.param(["--plans", "--no-names"], "a plan names its service", id="plans-without-names"),
    ],
)
def test_wrong_options_are_told(options: list[str], sentence: str, portfolio: Path) -> None:
    """A wrong option is refused with what to write instead, before anything is read."""
    ended = run("batch", "in", "-o", "refused", *options, folder=portfolio)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert sentence in ended.stderr
    assert not (portfolio / "refused").exists()


def test_names_can_be_left_out(portfolio: Path) -> None:
    """With `--no-names` no output but the list of rejected files has a name, an organisation, a file or a note."""
    run("batch", "in", "-o", "nameless", "--no-names", *DAY, "--format", "csv,html", folder=portfolio)
    names = {row["name"] for row in rows(portfolio / "out" / "results.csv")}
    for path in (portfolio / "nameless").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path.name
        assert "NHS Trust" not in text
        assert "away day" not in text
    table = rows(portfolio / "nameless" / "results.csv")
    assert len({row["name"] for row in table}) == 40
    assert all(row["name"] == row["code"] or row["name"].startswith("Service 0") for row in table)


def test_plans_are_written(tmp_path: Path, instrument: Instrument) -> None:
    """With `--plans` every service has its own plan, under a name that any system takes."""
    write_services(instrument, tmp_path / "in", 3)
    run("batch", "in", "-o", "out", "--plans", "--format", "json", *DAY, folder=tmp_path)
    plans = sorted((tmp_path / "out" / "plans").iterdir())
    assert len(plans) == 3
    assert all(plan.read_bytes().startswith(b"%PDF-") and plan.name.isascii() for plan in plans)


def test_missing_extra_is_told(portfolio: Path) -> None:
    """Without the extra, Parquet is refused with what to install; CSV and JSON are written all the same."""
    blocked = "import sys; sys.modules['pyarrow'] = None; sys.modules['orjson'] = None"
    code = f"{blocked}; from readiness.cli import main; main()"
    answers = []
    for formats in (["--format", "parquet"], ["--format", "csv"]):
        command = [sys.executable, "-c", code, "batch", "in", "-o", "plain", *DAY, *formats]
        answers.append(
            subprocess.run(
                command, cwd=portfolio, env=surroundings(), capture_output=True, encoding="utf-8", check=False
            )
        )
    assert [answer.returncode for answer in answers] == [ExitCode.WRONG_USAGE, ExitCode.DONE]
    assert "pip install 'peer-readiness[batch]'" in answers[0].stderr
    assert (portfolio / "plain" / "results.csv").read_bytes() == (portfolio / "out" / "results.csv").read_bytes()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_interruption_leaves_nothing_half(number: signal.Signals, tmp_path: Path, instrument: Instrument) -> None:
    """Broken off, it says so and leaves the earlier result as it was and nothing beside it."""
    write_services(instrument, tmp_path / "in", 400)
    run("batch", "in/000/000000.json", "-o", "out", *DAY, *TABLES, folder=tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    command = [sys.executable, "-m", "readiness", "batch", "in", "-o", "out", "--plans", *DAY]
    process = subprocess.Popen(command, cwd=tmp_path, env=surroundings(), stderr=subprocess.PIPE, encoding="utf-8")
    while not list(tmp_path.glob(".out.*/result/plans/*.pdf")):
        time.sleep(0.05)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == ExitCode.INTERRUPTED
    assert "out is as it was before" in told
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
