"""Batch: files of which it is not clear what counts are named with what became of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, TABLES, rows, summary, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, instrument: Instrument) -> Make:
    """Writes an answer file into the folder `in`."""

    def write_file(name: str, service: str = "Team", moment: str = "2026-11-20T10:00:00Z", **changes: Any) -> Path:
        content = file_of(instrument, 1) | {"updated_at": moment, **changes}
        content["service"] = {"name": service, "organisation": "Trust"}
        return write(tmp_path / "in" / name, content)

    return write_file


def ended(folder: Path, *options: str) -> tuple[dict[str, Any], list[str]]:
    """What is unclear by the summary, and the lines on screen."""
    process = run("batch", "in", "-o", "out", *DAY, *(options or TABLES), folder=folder)
    assert process.returncode == ExitCode.DONE, process.stderr
    return summary(folder / "out")["input"]["unclear"], process.stderr.splitlines()


def counted(folder: Path) -> list[str]:
    """The files that count."""
    return [row["file"] for row in rows(folder / "out" / "results.csv")]


# Clocks


def test_clock_that_was_ahead_pushes_nothing_out(tmp_path: Path, make: Make) -> None:
    """A file from a day to come ranks behind the others, is named with the one that counts, and is in no trend."""
    make("wrong.json", moment="2099-01-01T10:00:00Z")
    make("newest.json", moment="2024-11-20T10:00:00Z")
    make("older.json", moment="2024-10-20T10:00:00Z")
    process = run("batch", "in", "-o", "out", "--format", "csv,html", folder=tmp_path)
    unclear, lines = summary(tmp_path / "out")["input"]["unclear"], process.stderr.splitlines()
    assert counted(tmp_path) == ["in/newest.json"]
    said = (
        "In in/wrong.json, the date of the last change is 1 January 2099, which is in the future. A computer's clock "
        "must have been wrong. The file that is counted for Team is "
        "in/newest.json, which was last changed on 20 November 2024."
    )
    assert unclear == {
        "clock_ahead": {"number": 1, "files": [{"files": ["in/wrong.json", "in/newest.json"], "says": said}]}
    }
    assert lines[-2:] == ["Files from a computer whose clock was wrong: 1", f"- {said}"]
    assert "- a file from a computer whose clock was wrong: 1" in lines
    html = " ".join((tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8").replace("&#39;", "'").split())
    assert f"<li>{said}</li>" in html
    assert "20 October 2024 → 20 November 2024<" in html
    assert [row["date"] for row in rows(tmp_path / "out" / "trends.csv")] == ["2024-10-20", "2024-11-20"]
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert row["earlier_files"] == "1"


def test_files_whose_day_is_not_known_are_no_earlier_files(tmp_path: Path, make: Make) -> None:
    """A file from a day to come, or without a date, is never what a service was like before."""
    make("wrong.json", moment="2031-01-01T10:00:00Z")
    make("undated.json", started_at=None, updated_at=None)
    make("newest.json")
    ended(tmp_path, "--format", "csv,xlsx,html")
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["file"], row["earlier_files"]) == ("in/newest.json", "0")
    assert rows(tmp_path / "out" / "trends.csv") == []
    assert openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")["Changes"].max_row == 1
    assert summary(tmp_path / "out")["trends"] == {"services_not_compared": 0, "forms": []}


def test_files_from_after_the_day_given_blame_no_clock(tmp_path: Path, make: Make) -> None:
    """What was asked for is how services were on a day, so later files are named as such, and counted only if alone."""
    make("autumn.json", moment="2026-11-26T10:00:00Z")
    make("spring.json", moment="2026-04-20T10:00:00Z")
    make("new.json", service="New", moment="2026-11-26T10:00:00Z")
    unclear, lines = ended(tmp_path)
    assert counted(tmp_path) == ["in/new.json", "in/spring.json"]
    after = "which is after 23 November 2026, the day given with --as-of."
    assert "- a file changed after the day given with --as-of: 1" in lines
    assert lines[-5:-1] == [
        "Files changed after the day given with --as-of: 1",
        f"- in/autumn.json was last changed on 26 November 2026, {after} The file that is counted for "
        "Team is in/spring.json, which was last changed on 20 April 2026.",
        "Services whose counted file was changed after the day given with --as-of: 1",
        f"- in/new.json was last changed on 26 November 2026, {after} The file is still counted, "
        "because New has not sent one with an earlier date.",
    ]
    assert {kind: each["number"] for kind, each in unclear.items()} == {"clock_ahead": 1, "counted_ahead": 1}
    (tmp_path / "in" / "autumn.actions").write_text("{", encoding="utf-8")
    make("autumn 2.json", moment="2026-11-26T10:00:00Z", first_day="2027-05-03")
    unclear, _ = ended(tmp_path)
    assert {kind: each["number"] for kind, each in unclear.items()} == {"clock_ahead": 2, "counted_ahead": 1}


@pytest.mark.parametrize(
    ("moment", "is_ahead"),
    [
        pytest.param("2026-11-23T12:00:00Z", False, id="the-day"),
        pytest.param("2026-11-24T23:59:59Z", False, id="tomorrow"),
        pytest.param("2026-11-25T00:00:00Z", True, id="the-day-after"),
    ],
)
def test_tomorrow_is_no_wrong_clock(tmp_path: Path, make: Make, moment: str, is_ahead: bool) -> None:
    """Elsewhere it may be tomorrow already. A service that has no other file is counted, and named."""
    make("a.json", moment=moment)
    unclear, _ = ended(tmp_path)
    assert counted(tmp_path) == ["in/a.json"]
    assert ("counted_ahead" in unclear) == is_ahead


# One moment


def test_the_same_date_and_time_is_told(tmp_path: Path, make: Make, instrument: Instrument) -> None:
    """If two files have the same date and time, both are named with why one counts; a newer one settles it."""
    answers = file_of(instrument, 1)["answers"]
    make("b.json", answers=dict(list(answers.items())[:20]))
    make("a.json", answers=dict(list(answers.items())[:10]))
    unclear, _ = ended(tmp_path)
    assert counted(tmp_path) == ["in/b.json"]
    (entry,) = unclear["same_moment"]["files"]
    assert entry["files"] == ["in/b.json", "in/a.json"]
    assert entry["says"] == (
        "in/b.json and in/a.json are about the same service and were last changed at the same time, on 20 November "
        "2026 at 10:00 UTC, but they differ. The file that is counted is in/b.json, because it has more "
        "answers other than “don't know”. Decide which file is right, and move any others out of the folder."
    )
    make("c.json", moment="2026-11-21T10:00:00Z")
    unclear, _ = ended(tmp_path)
    (entry,) = unclear["same_moment"]["files"]
    assert entry["says"].endswith(" UTC, but they differ. The file that is counted is in/c.json, because it is newer.")
    assert counted(tmp_path) == ["in/c.json"]


def test_an_answer_that_a_question_does_not_apply_is_one_too(
    tmp_path: Path, make: Make, instrument: Instrument
) -> None:
    """Of two files with as many answers, neither counts because it has more."""
    answers = dict(list(file_of(instrument, 1)["answers"].items())[:10])
    make("a.json", answers=answers | {"recruitment.advert-reach": {"level": 2}})
    make("b.json", answers=answers | {"recruitment.advert-reach": {"not_applicable": "The post is filled"}})
    (entry,) = ended(tmp_path)[0]["same_moment"]["files"]
    assert "another file could be the right one" in entry["says"]


def test_files_without_a_moment_are_told_too(tmp_path: Path, make: Make) -> None:
    """If neither says when it was changed, or both have as many answers, that one counts is no decision."""
    for name, day in (("a.json", "2027-03-01"), ("b.json", "2027-04-01")):
        make(name, first_day=day, started_at=None, updated_at=None)
    unclear, lines = ended(tmp_path)
    (entry,) = unclear["same_moment"]["files"]
    assert set(entry["files"]) == {"in/a.json", "in/b.json"}
    assert "- a file with no date to show when it was last changed: 1" in lines
    assert "Different files from one service with the same date and time, or without a date: 1" in lines
    assert "and they don't contain the date of their last change. " in entry["says"]
    said = f"The file that is counted is {counted(tmp_path)[0]}, but another file could be the right one."
    assert said in entry["says"]


# Copies and odd names


def test_copies_are_named_with_what_counts(tmp_path: Path, make: Make) -> None:
    """A copy with the same content, a newer one, and one in which another service is named."""
    make("a.json")
    make("a (1).json")
    make("a-LAPTOP7.json", moment="2026-11-21T10:00:00Z")
    make("Copy of a.json", service="Other")
    make("b (1).json", service="Second")
    unclear, lines = ended(tmp_path)
    assert [entry["says"] for entry in unclear["copies"]["files"]] == [
        "in/Copy of a.json looks like a copy of in/a.json, but differs from it. The first of these"
        " files is from Other and the other from Team, so they are counted separately. If they are from"
        " the same service, correct the name or code in one of the files.",
        "in/a (1).json is a copy of in/a.json. The file that is counted for Team is in/a-LAPTOP7.json.",
        "in/a-LAPTOP7.json looks like a copy of in/a.json, but differs from it. The file that is counted"
        " for Team is in/a-LAPTOP7.json.",
    ]
    assert "Answer files that may be copies: 3" in lines
    assert set(counted(tmp_path)) == {"in/a-LAPTOP7.json", "in/Copy of a.json", "in/b (1).json"}


def test_copy_does_not_take_the_place_of_the_original(tmp_path: Path, make: Make) -> None:
    """Of files with the same content the one with an ordinary name counts, as its record of actions is next to it."""
    for name in ("a (1).json", "a.json", "Copy of a.json"):
        make(name)
    ended(tmp_path)
    assert counted(tmp_path) == ["in/a.json"]


def test_what_is_said_of_files_that_are_not_counted_is_true(tmp_path: Path, make: Make) -> None:
    """An exact copy of the file that counts is counted once, and a file with an odd name may not count at all."""
    make("a.json")
    make("a (1).json")
    make("b.json.txt", moment="2026-10-20T10:00:00Z")
    make("c", service="Other")
    unclear, _ = ended(tmp_path)
    assert [entry["says"].partition(". ")[2] for kind in unclear.values() for entry in kind["files"]] == [
        "These answers are counted only once.",
        "The file that is counted for Team is in/a.json.",
        "The file is counted like any other answer file.",
    ]


def test_copies_without_a_service_are_named(tmp_path: Path, make: Make) -> None:
    """Files that do not name their service each count as one of their own, and it is said that they may be one."""
    make("a.json", service="")
    make("a (1).json", service="", moment="2026-11-21T10:00:00Z")
    unclear, _ = ended(tmp_path)
    (entry,) = unclear["copies"]["files"]
    assert entry["says"] == (
        "in/a (1).json looks like a copy of in/a.json, but differs from it. Neither file gives the name of its"
        " service, so both are counted. If they are from the same service, write the name of the service in both files."
    )


def test_copies_of_copies_are_named(tmp_path: Path, make: Make) -> None:
    """If the original has gone, copies are named with each other."""
    make("a (1).json")
    make("a (2).json", moment="2026-11-21T10:00:00Z")
    unclear, _ = ended(tmp_path)
    (entry,) = unclear["copies"]["files"]
    assert entry["files"] == ["in/a (2).json", "in/a (1).json"]


def test_odd_names_are_counted_and_named(tmp_path: Path, make: Make) -> None:
    """Answers without the right ending are found by what they hold, in folders and archives; other texts are not."""
    make("a.json.txt", service="A")
    make("b", service="B")
    data = make("c.json", service="C").read_bytes()
    with ZipFile(tmp_path / "in" / "d.zip", "w") as archive:
        archive.writestr("x/d.json.txt", data.replace(b'"C"', b'"D"'))
        archive.writestr("x/letter.txt", "Dear colleague")
        archive.writestr("x/plan.pdf", "%PDF-")
    (tmp_path / "in" / "letter.txt").write_text("Dear colleague", encoding="utf-8")
    (tmp_path / "in" / "c.json.bak").write_bytes(data)
    unclear, _ = ended(tmp_path)
    assert [entry["files"] for entry in unclear["odd_names"]["files"]] == [
        ["in/a.json.txt"], ["in/b"], ["in/d.zip/x/d.json.txt"],
    ]  # fmt: skip
    assert len(counted(tmp_path)) == 4
    assert summary(tmp_path / "out")["input"]["not_used_as"] == {
        "plain text": 2, "a PDF": 1, "an earlier version of an answer file": 1,
    }  # fmt: skip


def test_files_that_are_not_counted_are_called_what_they_are(tmp_path: Path, make: Make) -> None:
    """In the list of files that are not used none is called older that is not."""
    make("newest.json")
    make("newest (1).json")
    make("same moment.json", first_day="2027-05-03")
    make("older.json", moment="2026-10-20T10:00:00Z")
    make("wrong.json", moment="2031-01-01T10:00:00Z")
    make("undated.json", started_at=None, updated_at=None)
    ended(tmp_path)
    listed = {Path(row["file"]).stem: row["what"] for row in rows(tmp_path / "out" / "not_used.csv")}
    (count,) = counted(tmp_path)
    (other,) = {"newest", "same moment"} - {Path(count).stem}
    listed.pop("newest (1)")  # a copy of one that counts, or of one that does not
    assert listed == {
        other: "a file with the same date and time as the one that was counted",
        "older": "an older file from a service",
        "wrong": "a file changed after the day given with --as-of",
        "undated": "a file with no date to show when it was last changed",
    }


# Spellings


def test_spellings_of_one_service_are_named(tmp_path: Path, make: Make) -> None:
    """Both spellings are shown, each with a file, also if the difference can't be seen; the newest file's is kept."""
    make("a.json", service="St John's House")
    make("b.json", service="St John\u2019s House", moment="2026-11-21T10:00:00Z")
    make("c.json", service="North Team")
    make("d.json", service="North\u00a0Team\u200b", moment="2026-11-21T10:00:00Z")
    unclear, _ = ended(tmp_path, "--format", "csv,html")
    assert unclear["spellings"]["number"] == 2
    john, north = sorted((entry["says"] for entry in unclear["spellings"]["files"]), reverse=True)
    assert john == (
        "\u201cSt John\u2019s House\u201d (in/b.json) and \u201cSt John's House\u201d (in/a.json) are treated as"
        " the same name. The files are counted as one service."
    )
    assert north == (
        "\u201cNorth Team\u200b\u201d (in/d.json) and \u201cNorth Team\u201d (in/c.json) are treated as the same name."
        " These spellings look the same, but contain different characters. The files are counted as one service."
    )
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "Services whose names were typed in different ways: 2" in html
    assert [row["name"] for row in rows(tmp_path / "out" / "results.csv")] == [
        "North Team\u200b",
        "St John\u2019s House",
    ]


def test_organisations_are_compared_too(tmp_path: Path, instrument: Instrument) -> None:
    """An organisation typed in two ways is named."""
    for number, organisation in enumerate(("E\u0301quipe", "\u00c9quipe")):
        content = file_of(instrument, 1) | {"updated_at": f"2026-11-2{number}T10:00:00Z"}
        content["service"] = {"name": f"Team {number}", "organisation": organisation, "code": "S1"}
        write(tmp_path / "in" / f"{number}.json", content)
    unclear, _ = ended(tmp_path)
    (entry,) = unclear["spellings"]["files"]
    assert "are treated as the same organisation. These spellings look the same, but contain" in entry["says"]


def test_a_code_with_different_names_is_named(tmp_path: Path, instrument: Instrument) -> None:
    """A code makes files one service whatever their names; if these differ by more than details, it is said."""
    names = ("Elm Ward", "Harbour House", "The Elm-Ward", "elm ward", "")
    for number, name in enumerate(names):
        content = file_of(instrument, 1) | {"updated_at": f"2026-11-1{number}T10:00:00Z"}
        content["service"] = {"name": name, "organisation": "Trust", "code": "X1"}
        write(tmp_path / "in" / f"{number}.json", content)
    unclear, lines = ended(tmp_path)
    (entry,) = unclear["other_names"]["files"]
    assert entry["files"] == ["in/3.json", "in/1.json"]
    assert entry["says"] == (
        "elm ward (in/3.json) and Harbour House (in/1.json) have the same code (X1) and organisation, so they are "
        "counted as one service. The file that is counted is in/4.json. If they are different services, correct the "
        "code in one of the files."
    )
    assert "Services whose files have the same code but different names: 1" in lines
    (tmp_path / "in" / "1.json").unlink()
    assert "other_names" not in ended(tmp_path)[0]


# How much is said


def test_nothing_unclear_says_nothing(tmp_path: Path, make: Make) -> None:
    """Files of several dates with ordinary names are not mentioned."""
    make("a.json")
    make("b.json", moment="2026-11-21T10:00:00Z")
    unclear, lines = ended(tmp_path)
    assert unclear == {}
    assert [line for line in lines if line.startswith("- ")] == ["- an older file from a service: 1"]


def test_long_lists_have_an_end(tmp_path: Path, make: Make) -> None:
    """On screen five files are named and the rest counted; the summary has them all."""
    for number in range(8):
        make(f"{number}.json", service=f"Team {number}", moment="2031-01-01T10:00:00Z")
    unclear, lines = ended(tmp_path)
    assert len(unclear["counted_ahead"]["files"]) == unclear["counted_ahead"]["number"] == 8
    assert "- and 3 more, which are in summary.json" in lines
    assert len([line for line in lines if "the day given with --as-of." in line]) == 5


def test_names_that_are_left_out_are_left_out_here_too(tmp_path: Path, make: Make) -> None:
    """Without names only numbers are given."""
    make("secret (1).json", service="Secret House", moment="2031-01-01T10:00:00Z")
    make("secret.json", service="secret house")
    process = run("batch", "in", "-o", "out", *DAY, "--no-names", "--format", "csv,html", folder=tmp_path)
    assert "Answer files that may be copies: 1" in process.stderr
    unclear = summary(tmp_path / "out")["input"]["unclear"]
    assert unclear == {kind: {"number": 1, "files": []} for kind in ("clock_ahead", "copies", "spellings")}
    written = json.dumps(unclear) + process.stderr + (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "ecret" not in written
