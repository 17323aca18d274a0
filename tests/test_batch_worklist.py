"""The worklist of a batch: which services are on it, why, and in which order; and the names behind the figures."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from questionnaires.model import ChecklistQuestion
from scoring.instrument import Instrument
from tests.program import run
from tests.services import file_of
from tests.tiny import MONDAY, ticks_at

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch

DAY = ("--as-of", MONDAY.isoformat())


def service(
    instrument: Instrument, name: str, level: int, first_day: str | None, note: str = "", **others: Any
) -> dict[str, Any]:
    """An answer file with one level throughout, but one, so that no flag is raised for that."""
    answers: dict[str, Any] = {}
    for number, question in enumerate(instrument.questionnaire.questions.values()):
        reached = min(3, level + number % 2) if level > 1 else level
        if isinstance(question, ChecklistQuestion):
            answers[question.id] = {"ticked": list(ticks_at(instrument, question, reached))}
        else:
            answers[question.id] = {"level": reached}
        if note:
            answers[question.id]["note"] = note
    took_part = ["service_manager", "peer_worker", "team_member"]
    sheet = file_of(instrument, 1) | {"form": "full", "first_day": first_day, "took_part": took_part}
    times = {"started_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:40:00Z"}
    return sheet | times | {"answers": answers, "service": {"name": name}} | others


@pytest.fixture
def folder(tmp_path: Path, instrument: Instrument) -> Path:
    """Six services: two that start soon, one later, one without a day, two that can go ahead."""
    services = [
        service(instrument, "Soon", 0, "2027-01-11"),
        service(instrument, "Begun", 0, "2026-10-05"),
        service(instrument, "Later", 0, "2027-09-06"),
        service(instrument, "No day", 0, None),
        service(instrument, "Unproven", 2, "2027-01-11"),
        service(instrument, "Proven", 2, "2027-01-11", note="Seen by two peers"),
    ]
    for number, sheet in enumerate(services):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.json").write_text(json.dumps(sheet), "utf-8")
    return tmp_path


def made(folder: Path, *options: str) -> Path:
    """The result of a batch of the six."""
    done = run("batch", "in", "-o", "out", *DAY, *options, folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_worklist_names_who_starts_soon_and_who_needs_a_second_look(folder: Path) -> None:
    """Those that start soon come first, by their first day; a `go` without notes on its essentials is there too."""
    out = made(folder, "--format", "results")
    table = rows(out / "worklist.csv")
    assert [(row["why"], row["name"], row["stage"], row["decision"], row["planned_first_day"]) for row in table] == [
        ("starting soon", "Begun", "first_day", "wait", "2026-10-05"),
        ("starting soon", "Soon", "first_day", "wait", "2027-01-11"),
        ("look twice", "Unproven", "four_months", "go", "2027-01-11"),
    ]
    assert table[0]["essentials_missing"].count(";") == 15
    assert table[0]["earliest_first_day"] > "2027"
    assert [table[2][name] for name in ("essentials_missing", "essentials", "essentials_with_evidence")] == [
        "",
        "16",
        "0",
    ]
    assert json.loads((out / "summary.json").read_bytes())["worklist"] == {"starting_soon": 2, "look_twice": 1}


def test_first_day_is_soon_up_to_120_days_ahead(folder: Path, instrument: Instrument) -> None:
    """A first day 120 days ahead is soon, and one day later is not."""
    for name, day in (("in 120 days", "2027-03-23"), ("in 121 days", "2027-03-24")):
        path = folder / "in" / f"{name}.json"
        path.write_text(json.dumps(service(instrument, name, 0, day)), "utf-8")
    assert (date(2027, 3, 23) - MONDAY).days == 120
    names = {row["name"] for row in rows(made(folder, "--format", "results") / "worklist.csv")}
    assert "in 120 days" in names
    assert "in 121 days" not in names


def test_services_that_can_go_ahead_are_not_made_up(folder: Path, instrument: Instrument) -> None:
    """Where nothing needs checking, the report says whether any service can go ahead at all."""
    for file, said in (("4.json", "None of the services that can go ahead needs checking."), ("5.json", "No service")):
        (folder / "in" / file).unlink()
        html = (made(folder, "--format", "html") / "portfolio.html").read_text("utf-8")
        assert said in html
        assert ("No service can go ahead with any stage yet." in html) == (file == "5.json")
    (folder / "in" / "6.json").write_text(json.dumps(service(instrument, "Conditional", 1, None)), "utf-8")
    html = (made(folder, "--format", "html") / "portfolio.html").read_text("utf-8")
    assert "No service can go ahead without conditions yet." in html


def test_visits_begin_with_the_worklist(folder: Path) -> None:
    """Lots are drawn among those that start soon first, then among those to look at twice, then among the others."""
    drawn = json.loads((made(folder, "--format", "json", "--visits", "4") / "summary.json").read_bytes())["visits"][
        "drawn"
    ]
    names = {service["name"] for service in drawn}
    assert names > {"Soon", "Begun", "Unproven"}
    assert len(names) == 4


def test_report_begins_with_the_worklist_and_names_services_behind_figures(
    folder: Path, instrument: Instrument
) -> None:
    """Each decision, offer and flag says whose it is; without names it does not."""
    html = (made(folder, "--format", "html") / "portfolio.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert html.index('id="worklist"') < html.index('id="full"')
    worklist = html[html.index('id="worklist"') : html.index('id="full"')]
    assert worklist.index("Begun") < worklist.index("Soon") < worklist.index("Unproven")
    assert "Later" not in worklist
    form = html[html.index('id="full"') : html.index('id="counted"')]
    assert "Begun; Later; No day; Soon." in form
    assert "Begun (5 October 2026); Later (6 September 2027); No day; Soon (11 January 2027)." in form
    namesake = service(instrument, "Begun", 0, "2026-10-05", service={"name": "Begun", "code": "B2"})
    (folder / "in" / "6.json").write_text(json.dumps(namesake), "utf-8")
    html = (made(folder, "--format", "html") / "portfolio.html").read_text("utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "Begun (B2, 5 October 2026)" in html
    hidden = (made(folder, "--format", "html", "--no-names") / "portfolio.html").read_text("utf-8")
    assert "Begun" not in hidden
    assert "<details" not in hidden
