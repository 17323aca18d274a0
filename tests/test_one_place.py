"""Changes that people ask for take one edit: each is made in a copy of the program, which is then run."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from questionnaires.answers import LONGEST_TEXT
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.program import ROOT, run_in_own_process
from tests.services import file_of

Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """A function that replaces a text, which is there once, in a file of a copy of the program in the test's folder."""
    for package in ("questionnaires", "scoring", "readiness"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))

    def replace(file: str, before: str, after: str) -> None:
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert text.count(before) == 1
        (tmp_path / file).write_text(text.replace(before, after), encoding="utf-8")

    return replace


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


def _run(folder: Path, *arguments: str) -> CompletedProcess[str]:
    ended = run_in_own_process(*arguments, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return ended


def _batch(folder: Path, *options: str) -> None:
    _run(folder, "batch", "in", "-o", "out", "--as-of", "2026-11-21", "--format", "csv", *options)


def _column(table: Path, name: str) -> set[str]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


@pytest.mark.slow
def test_a_new_field_of_the_service_is_a_column_for_the_commissioner(
    edit: Edit, instrument: Instrument, tmp_path: Path
) -> None:
    """One line in `answers.py`: files may have the field, and the tables of a batch show it, but not without names."""
    for number in range(3):
        content = file_of(instrument, number)
        content["service"] |= {"postcode_area": " LS 2 "} if number else {}
        _write(tmp_path / "in" / f"{number}.json", content)
    edit(
        "questionnaires/answers.py",
        "    code: Name | None = None\n",
        "    code: Name | None = None\n    postcode_area: Name | None = None\n",
    )
    _batch(tmp_path)
    for table in ("results.csv", "answers.csv"):
        assert _column(tmp_path / "out" / table, "postcode_area") == {"LS 2", ""}, table
    _batch(tmp_path, "--no-names")
    assert _column(tmp_path / "out" / "results.csv", "postcode_area") == {""}


@pytest.mark.slow
def test_the_limit_of_a_note_is_one_number(edit: Edit, instrument: Instrument, tmp_path: Path) -> None:
    """Raised in `answers.py`, it holds for one file and for a batch; the interview asks by the same constant."""
    content = file_of(instrument, 0)
    content["answers"]["leadership.vision"] = {"level": 2, "note": "x" * (LONGEST_TEXT + 1)}
    _write(tmp_path / "in" / "a.json", content)
    refused = run_in_own_process("check", "in/a.json", folder=tmp_path)
    assert "the text is too long. Use at most 4000 characters" in refused.stdout + refused.stderr
    edit("questionnaires/answers.py", "LONGEST_TEXT: Final = 4_000", "LONGEST_TEXT: Final = 8_000")
    _run(tmp_path, "check", "in/a.json")
    _batch(tmp_path)
    assert "x" * (LONGEST_TEXT + 1) in _column(tmp_path / "out" / "answers.csv", "note")


@pytest.mark.slow
def test_a_format_of_a_result_is_one_entry(edit: Edit, tmp_path: Path) -> None:
    """An entry in the table of `score.py` is a choice of `--format` and is what shows the result."""
    entry = '    "json": _print_json,\n'
    edit(
        "readiness/commands/score.py",
        entry,
        f'{entry}    "title": lambda plan, _, __: typer.echo(plan.service.name),\n',
    )
    example = _run(tmp_path, "example").stdout
    (tmp_path / "a.json").write_text(example, encoding="utf-8")
    shown = _run(tmp_path, "score", "a.json", "--format", "title").stdout
    assert shown.strip() == json.loads(example)["service"]["name"]
    assert "<table|json|title>" in _run(tmp_path, "score", "--help").stdout
