"""Batch: what changed from file to file, several people's views of one service, and services that may be one."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.batches import DAY, rows, summary, write
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch


OLDER_TIED = "an older file with the same date and time as another file from the service"


def sheet(instrument: Instrument, day: str, level: int, **changes: Any) -> dict[str, Any]:
    """An answer file of one service, with the level of one essential."""
    content = file_of(instrument, 5, short=False) | {"updated_at": f"{day}T10:00:00Z", **changes}
    content["answers"]["leadership.vision"] = {"level": level}
    return content


def batch(folder: Path, *options: str) -> dict[str, Any]:
    """The summary of a batch of the folder `in`."""
    ended = run("batch", "in", "-o", "out", *DAY, *options, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return summary(folder / "out")


def test_trends_say_what_changed(tmp_path: Path, instrument: Instrument) -> None:
    """The table of trends says which decisions and questions differ from the service's previous file."""
    for day, level in (("2026-03-02", 0), ("2026-06-01", 0), ("2026-09-07", 2)):
        write(tmp_path / "in" / f"{day}.json", sheet(instrument, day, level))
    batch(tmp_path, "--format", "csv,xlsx,html")
    assert [row["questions_changed"] for row in rows(tmp_path / "out" / "trends.csv")] == [
        "", "", "leadership.vision: 0 to 2",
    ]  # fmt: skip
    changes = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")["Changes"]
    assert [[cell.value for cell in row][4:8:3] for row in changes.iter_rows(min_row=2)] == [
        [datetime(2026, 6, 1), "leadership.vision: 0 → 2"]  # noqa: DTZ001  # a cell has no time zone
    ]
    html = (tmp_path / "out" / "portfolio.html").read_text("utf-8")
    assert "Essentials: a shared aim for peer support 0 → 2" in html


def test_decisions_that_changed_are_named(tmp_path: Path, instrument: Instrument) -> None:
    """An essential that is missing makes each stage wait; once it is there, they go ahead."""
    everything = {
        question: {"ticked": [option.id for option in row.options]} if hasattr(row, "options") else {"level": 3}
        for question, row in instrument.questionnaire.questions.items()
    }
    for day, level in (("2026-03-02", 0), ("2026-09-07", 3)):
        answers = everything | {"leadership.vision": {"level": level}}
        write(tmp_path / "in" / f"{day}.json", sheet(instrument, day, 0) | {"answers": answers})
    batch(tmp_path, "--format", "csv,html")
    assert rows(tmp_path / "out" / "trends.csv")[1]["decisions_changed"] == (
        "advertise: wait to go; appoint: wait to go; first_day: wait to go; four_months: wait to go"
    )
    assert "Wait → Go" in (tmp_path / "out" / "portfolio.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("newest", "other", "is_view"),
    [
        pytest.param(("2026-11-02", {}), ("2026-10-05", {"took_part": ["peer_worker"]}), True, id="28-days-others"),
        pytest.param(("2026-11-02", {}), ("2026-10-04", {"took_part": ["peer_worker"]}), False, id="29-days-others"),
        pytest.param(("2026-11-02", {}), ("2026-11-01", {}), False, id="a-day-the-same-people"),
    ],
)
def test_views_of_several_people_are_no_trend(
    tmp_path: Path, instrument: Instrument, newest: Any, other: Any, is_view: bool
) -> None:
    """Files of the same weeks by other people count once, are listed, and lead to the workshop's comparison."""
    for number, (day, changes) in enumerate((newest, other)):
        write(tmp_path / "in" / f"{number}.json", sheet(instrument, day, 2 - number, **changes))
    found = batch(tmp_path, "--format", "csv")["input"]
    assert found["counted"] == 1
    what = "a file with other people's answers about the same service" if is_view else "an older file from a service"
    assert found["not_used_as"] == {what: 1}
    assert ("views" in found["unclear"]) == is_view
    assert len(rows(tmp_path / "out" / "trends.csv")) == (0 if is_view else 2)
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert row["earlier_files"] == ("0" if is_view else "1")


def test_other_people_at_the_same_moment_are_told_as_such(tmp_path: Path, instrument: Instrument) -> None:
    """Of files of other people with the same date and time none is older, so that is what is said of them."""
    roles = ["service_manager"]
    write(tmp_path / "in" / "a.json", sheet(instrument, "2026-11-02", 2, took_part=roles))
    more = sheet(instrument, "2026-11-02", 1, took_part=[*roles, "peer_worker"])
    write(tmp_path / "in" / "b.json", more | {"answers": {"leadership.vision": {"level": 1}}})
    unclear = batch(tmp_path, "--format", "json")["input"]["unclear"]
    assert list(unclear) == ["same_moment"]
    (entry,) = unclear["same_moment"]["files"]
    assert "last changed at the same time, on 2 November 2026 at 10:00 UTC, but they differ." in entry["says"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param(
            (("peer_worker", 20), ("carer", 10)),
            {"a file with other people's answers about the same service": 2},
            id="two-views",
        ),
        pytest.param(
            (("peer_worker", 20), ("service_manager", 10)),
            {"a file with other people's answers about the same service": 1, OLDER_TIED: 1},
            id="a-view-first",
        ),
        pytest.param(
            (("service_manager", 20), ("peer_worker", 10)),
            {"a file with other people's answers about the same service": 1, "an older file from a service": 1},
            id="a-view-second",
        ),
    ],
)
def test_views_may_have_the_same_date_and_time(
    tmp_path: Path, instrument: Instrument, others: Any, expected: Any
) -> None:
    """Each of two files with one date and time is compared with the newer file, not only the one that comes first."""
    write(tmp_path / "in" / "new.json", sheet(instrument, "2026-11-20", 3, took_part=["service_manager"]))
    for role, answers in others:
        content = sheet(instrument, "2026-11-10", 2, took_part=[role])
        content["answers"] = dict(list(content["answers"].items())[:answers])
        write(tmp_path / "in" / f"{role}.json", content)
    assert batch(tmp_path, "--format", "json")["input"]["not_used_as"] == expected


def test_files_of_the_same_moment_are_one_step_of_a_trend(tmp_path: Path, instrument: Instrument) -> None:
    """Nothing has changed between files with the same date and time, whether they are the newest or older."""
    for name, day, level in (
        ("a", "2026-10-01", 1), ("b", "2026-10-01", 2), ("c", "2026-10-01", 3), ("d", "2026-04-01", 1),
        ("e", "2026-04-01", 2), ("f", "2026-01-05", 0),
    ):  # fmt: skip
        write(tmp_path / "in" / f"{name}.json", sheet(instrument, day, level))
    found = batch(tmp_path, "--format", "csv,xlsx")["input"]
    trend = rows(tmp_path / "out" / "trends.csv")
    assert [row["date"] for row in trend] == ["2026-01-05", "2026-04-01", "2026-10-01"]
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["file"], row["earlier_files"]) == (trend[-1]["file"], "2")
    assert openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")["Changes"].max_row <= 3
    assert found["not_used_as"] == {
        "a file with the same date and time as the one that was counted": 2,
        "an older file from a service": 2,
        OLDER_TIED: 1,
    }
    assert [len(entry["files"]) for entry in found["unclear"]["same_moment"]["files"]] == [3, 2]


def of_person(code: str = "") -> dict[str, Any]:
    """What an answer file of a workshop has: of one person, or of all."""
    return {"format_version": 2, "workshop": {"id": "ABCDEF"} | ({"person": code} if code else {})}


def test_agreed_answers_count_before_those_of_one_person(tmp_path: Path, instrument: Instrument) -> None:
    """However new one person's answers are, those that the workshop agreed on count, and an older file is its trend."""
    write(tmp_path / "in" / "p.json", sheet(instrument, "2026-11-20", 3, **of_person("QRSTVW")))
    write(tmp_path / "in" / "q.json", sheet(instrument, "2026-04-20", 3, **of_person("XYZABC")))
    write(tmp_path / "in" / "agreed.json", sheet(instrument, "2026-11-02", 1, **of_person()))
    write(tmp_path / "in" / "spring.json", sheet(instrument, "2026-04-02", 0))
    found = batch(tmp_path, "--format", "csv")["input"]
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["file"], row["earlier_files"]) == ("in/agreed.json", "1")
    assert [row["file"] for row in rows(tmp_path / "out" / "trends.csv")] == ["in/spring.json", "in/agreed.json"]
    assert found["not_used_as"] == {"one person's answers from a workshop": 2, "an older file from a service": 1}
    assert found["unclear"] == {}


def test_newer_answers_of_single_people_are_named(tmp_path: Path, instrument: Instrument) -> None:
    """People's own answers never take the place of older ones that were agreed, but they don't vanish unseen."""
    write(tmp_path / "in" / "p.json", sheet(instrument, "2026-11-20", 3, **of_person("QRSTVW")))
    write(tmp_path / "in" / "q.json", sheet(instrument, "2026-11-19", 3, **of_person("XYZABC")))
    write(tmp_path / "in" / "old.json", sheet(instrument, "2025-11-02", 1))
    (entry,) = batch(tmp_path, "--format", "csv")["input"]["unclear"]["one_person"]["files"]
    assert [row["file"] for row in rows(tmp_path / "out" / "results.csv")] == ["in/old.json"]
    assert entry["files"] == ["in/old.json", "in/p.json", "in/q.json"]
    assert entry["says"] == (
        "For Fern Recovery Team, in/p.json and in/q.json have people's own answers from a workshop. They are newer "
        "than the file that is counted, in/old.json, which was last changed on 2 November 2025. If the workshop has "
        "agreed on its answers, ask for agreed.json, which `readiness workshop agree` makes."
    )
    write(tmp_path / "in" / "old.json", sheet(instrument, "2027-11-02", 1))
    unclear = batch(tmp_path, "--format", "csv")["input"]["unclear"]
    assert list(unclear) == ["counted_ahead"]
    assert unclear["counted_ahead"]["files"][0]["says"].endswith(
        "The file is still counted, because all that Fern Recovery Team has sent with an earlier date is people's own "
        "answers from a workshop."
    )


def test_answers_of_single_people_are_counted_once_and_named(tmp_path: Path, instrument: Instrument) -> None:
    """Without agreed answers one person's count, whatever the dates are no trend, and it is said how to agree."""
    write(tmp_path / "in" / "p.json", sheet(instrument, "2026-11-20", 3, **of_person("QRSTVW")))
    write(tmp_path / "in" / "q.json", sheet(instrument, "2026-04-20", 1, **of_person("XYZABC")))
    write(
        tmp_path / "in" / "alone.json", sheet(instrument, "2026-04-20", 1, **of_person("EFGHJK"), service={"name": ""})
    )
    found = batch(tmp_path, "--format", "csv")["input"]
    assert [row["file"] for row in rows(tmp_path / "out" / "results.csv")] == ["in/alone.json", "in/p.json"]
    assert rows(tmp_path / "out" / "trends.csv") == []
    assert found["not_used_as"] == {"one person's answers from a workshop": 1}
    assert list(found["unclear"]) == ["one_person"]
    assert [entry["says"] for entry in found["unclear"]["one_person"]["files"]][1] == (
        "in/p.json has one person's answers from a workshop. It is counted for Fern Recovery Team, because the agreed "
        "answers were not sent. Ask the service for agreed.json, which `readiness workshop agree` makes."
    )


def test_forms_filled_in_without_a_workshop_are_ordinary_files(tmp_path: Path, instrument: Instrument) -> None:
    """Each form gives its person a code, which alone makes no workshop: the newest counts, and there is a trend."""
    form = {"workshop": {"person": "QRSTVW"}, "format_version": 2}
    write(tmp_path / "in" / "autumn form.json", sheet(instrument, "2026-11-01", 2, **form))
    write(tmp_path / "in" / "summer form.json", sheet(instrument, "2026-08-01", 1, **form))
    write(tmp_path / "in" / "spring.json", sheet(instrument, "2026-04-01", 0))
    found = batch(tmp_path, "--format", "csv")["input"]
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["file"], row["earlier_files"]) == ("in/autumn form.json", "2")
    assert found["not_used_as"] == {"an older file from a service": 2}
    assert found["unclear"] == {}


def test_the_advice_on_several_views_can_be_followed(tmp_path: Path, instrument: Instrument) -> None:
    """The commands that a batch names for the files of two people, and of three, take these files."""
    for number, role in enumerate(("peer_worker", "service_manager", "team_member")):
        write(tmp_path / "in" / f"{number}.json", sheet(instrument, f"2026-11-0{number + 1}", 2, took_part=[role]))
    (row,) = rows_of_views(tmp_path)
    assert "`readiness workshop new`" in row
    assert "`readiness import`" in row
    for command in (
        ("workshop", "new", "elm", "--service", "Elm Ward"),
        ("import", "in", "--workshop", "elm"),
        ("workshop", "compare", "elm"),
    ):
        ended = run(*command, folder=tmp_path)
        assert ended.returncode == ExitCode.DONE, ended.stderr
    (tmp_path / "in" / "0.json").unlink()
    (row,) = rows_of_views(tmp_path)
    assert "`readiness compare`" in row
    assert run("compare", "in/1.json", "in/2.json", folder=tmp_path).returncode == ExitCode.DONE


def rows_of_views(folder: Path) -> list[str]:
    """What a batch says about services with answers from several people."""
    return [each["says"] for each in batch(folder, "--format", "json")["input"]["unclear"]["views"]["files"]]


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        pytest.param({"name": "The Elm Team"}, {"name": "Elm  team"}, True, id="the"),
        pytest.param({"name": "Elm & Ash"}, {"name": "Elm and Ash"}, True, id="and"),
        pytest.param({"name": "Elm Team"}, {"name": "Elm Team", "code": "E1"}, True, id="code-on-one-side"),
        pytest.param({"name": "The St John\u2019s"}, {"name": "St John's\u200b"}, True, id="apostrophes-too"),
        pytest.param({"name": "St Mary\u2019s Ward"}, {"name": "St Marys Ward"}, True, id="no-apostrophe"),
        pytest.param({"name": "Elm-Ward"}, {"name": "Elm Ward"}, True, id="hyphen"),
        pytest.param(
            {"name": "Elm Team", "code": "E1", "organisation": "Northern Trust"},
            {"name": "Elm team", "code": "e1", "organisation": "Northern NHS Trust"},
            True,
            id="organisation-typed-otherwise",
        ),
        pytest.param(
            {"name": "Elm Team", "code": "E1", "organisation": "Northern Trust"},
            {"name": "Elm Team", "code": "E1"},
            True,
            id="no-organisation",
        ),
        pytest.param(
            {"name": "Elm Team", "organisation": "Northern Trust"},
            {"name": "Elm Team", "organisation": "Southern Trust"},
            False,
            id="two-organisations",
        ),
        pytest.param({"name": "Elm Team", "code": "E2"}, {"name": "Elm Team", "code": "E1"}, False, id="two-codes"),
        pytest.param({"name": "Elm Team"}, {"name": "Elm Team 2"}, False, id="two-names"),
        pytest.param({"name": "Elm Team", "code": "Y 1"}, {"name": "Elm Team", "code": "Y-1"}, True, id="like-codes"),
        pytest.param({"name": "Ward-11"}, {"name": "Ward 11."}, True, id="one-number"),
        pytest.param({"name": "Ward 11"}, {"name": "Ward 1.1"}, False, id="full-stop-in-a-number"),
        pytest.param({"name": "Ward 1.1"}, {"name": "Ward 1-1"}, False, id="hyphen-in-a-number"),
        pytest.param({"name": "Level -2"}, {"name": "Level 2"}, False, id="minus"),
        pytest.param(
            {"name": "Oak", "organisation": "St Mary's Trust"},
            {"name": "Oak", "organisation": "St Marys Trust"},
            True,
            id="like-organisations",
        ),
    ],
)
def test_services_that_may_be_one_are_listed_and_not_merged(
    tmp_path: Path, instrument: Instrument, one: dict[str, str], other: dict[str, str], likely: bool
) -> None:
    """Names that differ only by "The", "&", spaces, apostrophes and hyphens, a code on one side, or an organisation."""
    for number, service in enumerate((one, other)):
        write(tmp_path / "in" / f"{number}.json", sheet(instrument, "2026-11-02", number) | {"service": service})
    found = batch(tmp_path, "--format", "results")["input"]
    assert found["counted"] == 2
    assert ("likely_same" in found["unclear"]) == likely


def test_a_service_without_a_code_may_be_any_of_those_with_one(tmp_path: Path, instrument: Instrument) -> None:
    """All of them are listed, although two have codes of their own; without the one that has none, they differ."""
    for number, service in enumerate(({"code": "A1"}, {}, {"code": "A2"})):
        content = sheet(instrument, "2026-11-02", number) | {"service": {"name": "Ash", **service}}
        write(tmp_path / "in" / f"{number}.json", content)
    (found,) = batch(tmp_path, "--format", "results")["input"]["unclear"]["likely_same"]["files"]
    assert found["says"].startswith("Ash (code A1), Ash and Ash (code A2) may be the same service")
    (tmp_path / "in" / "1.json").unlink()
    assert "likely_same" not in batch(tmp_path, "--format", "results")["input"]["unclear"]


def test_workbook_has_dates_words_and_lists(tmp_path: Path, instrument: Instrument) -> None:
    """Dates are dates, flags are words, questions say what they ask, and what was not counted is there."""
    write(tmp_path / "in" / "a.json", sheet(instrument, "2026-11-02", 1, took_part=[], first_day="2027-03-01"))
    (tmp_path / "in" / "letter.pdf").write_bytes(b"%PDF-1.7")
    batch(tmp_path, "--format", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "out" / "results.xlsx")
    assert book.sheetnames == ["Read first", "Services", "Answers", "Changes", "Rejected", "Not used"]
    heading, row = ([cell.value for cell in cells] for cells in book["Services"].iter_rows())
    service = dict(zip(heading, row, strict=True))
    assert service["date"].date() == date(2026, 11, 2)
    assert service["planned first day"].date() == date(2027, 3, 1)
    assert service["flags"].startswith("nobody with lived experience took part; nobody from the team took part")
    answers = [[cell.value for cell in cells] for cells in book["Answers"].iter_rows(max_row=2)]
    question = instrument.questionnaire.questions["leadership.vision"]
    assert answers[1][answers[0].index("what the question asks")] == question.text
    assert [cell.value for cell in book["Not used"][2]][:2] == ["in/letter.pdf", "a PDF"]


def test_what_a_workshop_parked_or_kept_both_is_named(tmp_path: Path, instrument: Instrument) -> None:
    """An agreed file counts as any other, and its row names the questions that are not settled."""
    content = sheet(instrument, "2026-11-02", 1, format_version=2)
    content["answers"] |= {
        "leadership.vision": {"unknown": True, "agreement": {"how": "parked", "who": "the director"}},
        "leadership.values": {"level": 1, "agreement": {"how": "cautious", "dissent": ["It is in every advert"]}},
        "team.introduction": {"level": 2, "agreement": {"how": "agreed"}},
    }
    write(tmp_path / "in" / "agreed.json", content)
    batch(tmp_path, "--format", "results")
    (row,) = rows(tmp_path / "out" / "results.csv")
    assert (row["parked"], row["both_views"]) == ("leadership.vision", "leadership.values")
