"""Batch: figures of groups of services, and older files in the table of answers."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, rows, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """Three services of two organisations, spelt in two ways, in two folders; one has an older file."""
    for where, number, name, organisation, vision in (
        ("north", 1, "Alder", "Northern Vale", 0),
        ("north", 2, "Birch", "northern  vale", 2),
        ("south", 3, "Cedar", "Open Door", 1),
    ):
        content: dict[str, Any] = file_of(instrument, number, short=False)
        content["service"] = {"name": name, "organisation": organisation}
        content["answers"]["leadership.vision"] = {"level": vision, "note": f"of {name}"}
        write(tmp_path / "in" / where / f"{name}.json", content)
        if name == "Cedar":
            content["answers"]["leadership.vision"] = {"level": 0, "note": "then"}
            write(tmp_path / "in" / where / "older.json", content | {"updated_at": "2026-01-05T10:00:00Z"})
    return tmp_path


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("organisation", [("Northern Vale", "2", "1"), ("Open Door", "1", "1")]),
        ("folder", [("in/north", "2", "1"), ("in/south", "1", "1")]),
    ],
)
def test_groups_have_figures_of_their_own(folder: Path, by: str, expected: list[tuple[str, str, str]]) -> None:
    """Each group and form has one row: how many services, their decisions, and who lacks each essential."""
    ended = run("batch", "in", "-o", "out", *DAY, "--group-by", by, "--format", "results,html", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    table = rows(folder / "out" / "groups.csv")
    assert [(row["name"], row["services"], row["leadership.vision"]) for row in table] == expected
    for row in table:
        decided = [int(row[f"first_day_{decision}"]) for decision in ("wait", "conditional", "go")]
        assert sum(decided) == int(row["services"])
    html = (folder / "out" / "portfolio.html").read_text("utf-8")
    assert f'id="groups">By {by}' in html
    assert all(name in html[html.index('id="groups"') :] for name, *_ in expected)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_backslash_in_the_name_of_a_file_makes_no_folder(tmp_path: Path, instrument: Instrument) -> None:
    """Nor does the escape that is shown for a sign in it; a file that is named alone is in this folder."""
    (tmp_path / "in").mkdir()
    for number, file in enumerate((b"in/caf\xe9.json", b"in/new\nline.json", b"in/a\\b.json", b"alone.json")):
        content = file_of(instrument, number) | {"form": "full", "answers": {}, "service": {"name": f"Team {number}"}}
        (tmp_path / os.fsdecode(file)).write_text(json.dumps(content), encoding="utf-8")
    options = (*DAY, "--group-by", "folder", "--format", "results")
    run("batch", "in", "alone.json", "-o", "out", *options, folder=tmp_path)
    assert [(row["name"], row["services"]) for row in rows(tmp_path / "out" / "groups.csv")] == [
        (".", "1"),
        ("in", "3"),
    ]


def test_groups_by_folder_would_name_services(folder: Path) -> None:
    """Without names, folders are no groups; organisations are, by their codes."""
    ended = run("batch", "in", "-o", "out", *DAY, "--group-by", "folder", "--no-names", folder=folder)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "Use `--group-by organisation`" in ended.stderr
    options = ("--group-by", "organisation", "--no-names", "--format", "results")
    assert run("batch", "in", "-o", "out", *DAY, *options, folder=folder).returncode == ExitCode.DONE
    names = [row["name"] for row in rows(folder / "out" / "groups.csv")]
    assert len(names) == 2
    assert all(name.startswith("Organisation ") for name in names)


def test_answers_of_older_files_can_be_there_too(folder: Path) -> None:
    """With `--with-older` each file of a service is in the table of answers, the oldest first."""
    for options, expected in (
        ((), [("2026-10-29", "of Cedar")]),
        (("--with-older",), [("2026-01-05", "then"), ("2026-10-29", "of Cedar")]),
    ):
        run("batch", "in", "-o", "out", *DAY, "--format", "answers", *options, folder=folder)
        found = [
            (row["date"], row["note"])
            for row in rows(folder / "out" / "answers.csv")
            if (row["name"], row["question"]) == ("Cedar", "leadership.vision")
        ]
        assert [note for _, note in found] == [note for _, note in expected]
        assert found[0][0] == expected[0][0] or len(expected) == 1


def test_a_group_is_named_as_most_services_typed_it(tmp_path: Path, instrument: Instrument) -> None:
    """The spelling used most names an organisation in every row, although another is first in the alphabet."""
    for number, (organisation, form) in enumerate(
        (("NORTHERN TRUST", "short"), ("Northern Trust", "full"), ("Northern Trust", "full"))
    ):
        content = file_of(instrument, number) | {"form": form, "answers": {}}
        content["service"] = {"name": f"Service {number}", "organisation": organisation}
        write(tmp_path / "in" / f"{number}.json", content)
    run("batch", "in", "-o", "out", *DAY, "--group-by", "organisation", "--format", "results", folder=tmp_path)
    table = rows(tmp_path / "out" / "groups.csv")
    assert [(row["name"], row["form"], row["services"]) for row in table] == [
        ("Northern Trust", "full", "2"),
        ("Northern Trust", "short", "1"),
    ]
