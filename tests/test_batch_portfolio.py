"""The portfolio report: like with like, trends without ranking, and no spread that would show single services."""

import json
import random
import re
from collections import Counter
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from html import unescape
from math import floor
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import page
import pypdf
import pytest
from typer.testing import CliRunner

from readiness.batch.database_builder import DatabaseBuilder
from readiness.batch.inputs import Input
from readiness.batch.judge import Judge
from readiness.batch.named_services import named_services
from readiness.batch.portfolio import spread_of
from readiness.batch.request import BatchRequest
from readiness.batch.requirements import Requirements
from readiness.cli import app
from readiness.exits import ExitCode
from scoring.domains import NONE
from scoring.instrument import Instrument
from tests.batches import DAY, rows, summary, write
from tests.program import run
from tests.services import file_of
from tests.tiny import MONDAY

pytestmark = pytest.mark.slow  # nearly every test makes all tables of a batch

WEB = ("--format", "html,results")


def sent(folder: Path, content: dict[str, Any], day: str, level: int | None, form: str = "full") -> None:
    """A service's file of a day, in which one question has a level, or is not known."""
    content = deepcopy(content)
    answer = {"unknown": True} if level is None else {"level": level}
    content["answers"]["leadership.vision"] = answer
    name = f"{content['service']['name']} {day} {form}.json"
    write(folder / "in" / name, {**content, "form": form, "updated_at": f"{day}T10:00:00Z"})


def report_of(folder: Path, *options: str) -> str:
    """The report on the folder `in`, as HTML on one line."""
    ended = run("batch", "in", "-o", "out", *DAY, *(options or WEB), folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return " ".join((folder / "out" / "portfolio.html").read_text(encoding="utf-8").split())


def test_forms_are_never_mixed(tmp_path: Path, instrument: Instrument) -> None:
    """Full and short forms are counted separately."""
    for number, form in enumerate(("full", "full", "short")):
        write(tmp_path / "in" / f"{number}.json", {**file_of(instrument, number), "form": form})
    html = report_of(tmp_path)
    forms = summary(tmp_path / "out")["forms"]
    assert [(form["form"], form["services"], len(form["questions"])) for form in forms] == [
        ("full", 2, 48), ("short", 1, 16),
    ]  # fmt: skip
    assert "The full form, used by 2 services" in html
    assert "The short form, used by 1 service" in html


def test_trends_are_then_and_now(tmp_path: Path, instrument: Instrument) -> None:
    """A service of several dates stands with its first and newest score and in words which way it went."""
    content = file_of(instrument, 1)
    for day, level in (("2026-03-01", 0), ("2026-05-01", 3), ("2026-07-01", 1)):
        sent(tmp_path, content, day, level)
    html = report_of(tmp_path)
    first, _, newest = (row["leadership_score"] for row in rows(tmp_path / "out" / "trends.csv"))
    assert f'{float(first):.1f} → {float(newest):.1f} <b class="way">up</b>' in html
    other = next(row["team_score"] for row in rows(tmp_path / "out" / "results.csv"))
    assert f"{float(other):.1f} → {float(other):.1f}" not in html
    assert "1 March 2026 → 1 July 2026 (3 dates)" in html


def test_trends_are_counted_from_five_services_on(tmp_path: Path, instrument: Instrument) -> None:
    """How many went up, stayed or went down is counted for five services, and for four it is not."""
    ways = {0: (0, 2), 1: (0, 1), 2: (2, 2), 3: (2, 1), 4: (None, 3)}
    for number, (before, now) in ways.items():
        sent(tmp_path, file_of(instrument, number), "2026-03-01", before)
        sent(tmp_path, file_of(instrument, number), "2026-05-01", now)
        if number >= 3:
            assert ("scores went up, stayed the same" in report_of(tmp_path)) == (number == 4)
    (form,) = summary(tmp_path / "out")["trends"]["forms"]
    leadership, team, *_ = form["domains"]
    assert (leadership["up"], leadership["same"], leadership["down"]) == (3, 1, 1)
    assert (team["up"], team["same"], team["down"]) == (0, 5, 0)


def test_trends_never_mix_forms(tmp_path: Path, instrument: Instrument) -> None:
    """A service whose older file is of the other form is not compared, and the report says so."""
    sent(tmp_path, file_of(instrument, 1), "2026-03-01", 0, "short")
    sent(tmp_path, file_of(instrument, 1), "2026-05-01", 2)
    html = report_of(tmp_path)
    assert "1 service that sent several files is not included" in html
    assert "as its newest file. Files with a date in the future don&#39;t count." in html
    assert summary(tmp_path / "out")["trends"] == {"services_not_compared": 1, "forms": []}
    sent(tmp_path, file_of(instrument, 1), "2026-01-01", 3)
    assert "1 January 2026 → 1 May 2026<" in report_of(tmp_path)


def test_files_of_one_day_are_not_a_trend(tmp_path: Path, instrument: Instrument) -> None:
    """Two files of the same day are not compared as a trend."""
    content = file_of(instrument, 1)
    for hour, level in ((9, 0), (15, 3)):
        content["answers"]["leadership.vision"] = {"level": level}
        write(tmp_path / "in" / f"{hour}.json", {**content, "updated_at": f"2026-05-01T{hour:02}:00:00Z"})
    report_of(tmp_path)
    assert summary(tmp_path / "out")["trends"] == {"services_not_compared": 1, "forms": []}


def test_trends_stand_in_alphabetical_order_and_have_an_end(
    tmp_path: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list goes by name, whoever rose or fell, and says where the rest is."""
    for number in (3, 1, 4, 2):
        sent(tmp_path, file_of(instrument, number), "2026-03-01", number - 1)
        sent(tmp_path, file_of(instrument, number), "2026-05-01", 4 - number)
    monkeypatch.setattr("readiness.batch.trends.MOST_LISTED", 3)
    monkeypatch.setattr("readiness.batch.trends.FIRST_LISTED", 2)
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(app, ["batch", "in", "-o", "out", *DAY, *WEB])
    assert ended.exit_code == ExitCode.DONE, ended.output
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    listed = html.partition('class="list trends"')[2].partition("</table>")[0]
    names = [file_of(instrument, number)["service"]["name"] for number in range(1, 5)]
    places = [listed.find(f">{name}<") for name in sorted(names)]
    assert 0 < places[0] < places[1]
    assert places[2:] == [-1, -1]
    assert "The first 2 services in alphabetical order (all the services are in trends.csv)" in listed


def test_four_services_have_no_spread(tmp_path: Path, instrument: Instrument) -> None:
    """With four services no spread is drawn, neither in the report nor in the summary; with five there is."""
    for number in range(3):
        write(tmp_path / "in" / f"{number}.json", {**file_of(instrument, number), "form": "full"})
    for number in (3, 4):
        write(tmp_path / "in" / f"{number}.json", {**file_of(instrument, number), "form": "full"})
        html = report_of(tmp_path)
        (form,) = summary(tmp_path / "out")["forms"]
        drawn = ["How the scores are spread" in html, any(domain["spread"] for domain in form["domains"])]
        assert drawn == [number == 4] * 2


@pytest.mark.parametrize("seed", range(20))
def test_spread_is_that_of_a_spreadsheet(seed: int) -> None:
    """The quartiles and the median are those of QUARTILE.INC and MEDIAN, rounded half up to a tenth."""
    chance = random.Random(seed)
    scores = [chance.randrange(0, 1001) for _ in range(chance.randrange(5, 40))]
    quartiles = quantiles(map(Fraction, scores), n=4, method="inclusive")
    assert quartiles[1] == median(map(Fraction, scores))
    expected = [min(scores), *(floor(each + Fraction(1, 2)) for each in quartiles), max(scores)]
    assert spread_of(Counter(scores) + Counter({NONE: 3})) == tuple(each / 10 for each in expected)


@pytest.mark.slow
def test_each_service_is_as_likely_to_be_drawn(tmp_path: Path, instrument: Instrument) -> None:
    """Over many seeds every service is drawn about as often; one seed draws the same, in whatever order they came."""
    inputs = [
        Input(
            f"{number}.json",
            json.dumps(
                file_of(instrument, number) | {"service": {"name": f"S{number}"}, "first_day": None, "answers": {}}
            ).encode(),
        )
        for number in range(20)
    ]
    judge = Judge(instrument, MONDAY, with_answers=False, with_data=False)
    drawn = []
    request = BatchRequest((), tmp_path, instrument, MONDAY, frozenset(), Requirements([], instrument))
    for folder, some in (("a", inputs), ("b", inputs[::-1])):
        (tmp_path / folder).mkdir()
        builder = DatabaseBuilder(tmp_path / folder, instrument)
        builder.add(judge.judge(some))
        with closing(builder.finish()) as store:
            seeds = [named_services(replace(request, seed=seed), store).drawn for seed in range(200)]
        drawn.append([[service.name for service in services] for services in seeds])
    assert drawn[0] == drawn[1]
    times = Counter(name for names in drawn[0] for name in names)
    assert sum(times.values()) == 5 * 200
    assert len(times) == 20
    assert 20 < min(times.values()) <= max(times.values()) < 85  # 50 expected, five standard deviations


def test_services_with_exactly_the_same_answers_are_named(tmp_path: Path, instrument: Instrument) -> None:
    """Answers that two services share may have been copied, so both are named, and each figure counts both."""
    content = file_of(instrument, 1)
    for name in ("Ash", "Elm", "Oak"):
        other = {} if name != "Oak" else {"answers": file_of(instrument, 2)["answers"]}
        write(tmp_path / "in" / f"{name}.json", {**content, "service": {"name": name}, **other})
    html = report_of(tmp_path)
    assert (
        "There is 1 group of files with exactly the same answers, although the services have different names." in html
    )
    assert "<li>Ash and Elm</li>" in html
    assert "The full form, used by 3 services" in html


def test_a_figure_is_the_same_wherever_it_stands(tmp_path: Path, instrument: Instrument) -> None:
    """An essential that is also an offer of support has the same number of services in both places."""
    for number in range(12):
        write(tmp_path / "in" / f"{number}.json", {**file_of(instrument, number), "form": "full"})
    html = report_of(tmp_path)
    offered = {
        topic.casefold(): f"{number}: {parts}"
        for number, topic, parts in re.findall(
            r"<b>Not in place(?: or not known)? at (\d+ of \d+) services: ([^<]*)</b> \(([^)]*)\)", html
        )
    }
    essentials = dict(re.findall(r"<th[^>]*>([^<]+)</th> <td[^>]*>(?:(?!<tr).)*?(\d+ of \d+: [^<]*)</td>", html))
    both = {topic.casefold(): figure for topic, figure in essentials.items() if topic.casefold() in offered}
    assert both
    assert both == {topic: offered[topic] for topic in both}


@pytest.mark.pdf
def test_report_on_nothing(tmp_path: Path) -> None:
    """If no file can be used, the report says so and why."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.json").write_text("{", encoding="utf-8")
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "all", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    html = (tmp_path / "out" / "portfolio.html").read_text(encoding="utf-8")
    assert "No services are counted" in html
    assert "in/bad.json" in html


@pytest.mark.pdf
def test_report_is_accessible_as_pdf(tmp_path: Path, instrument: Instrument) -> None:
    """The report with trends passes the rules of PDF/UA-1, and each page says which of how many it is."""
    for number in range(6):
        sent(tmp_path, file_of(instrument, number), "2026-03-01", 1)
        sent(tmp_path, file_of(instrument, number), "2026-05-01", 2)
    report_of(tmp_path, "--format", "html,pdf")
    report = tmp_path / "out" / "portfolio.pdf"
    checked = page.validate_pdf(str(report), profile="ua1")
    assert checked.is_compliant, str(checked)
    sheets = pypdf.PdfReader(report).pages
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in " ".join(sheet.extract_text().split())


def test_services_with_one_name_are_told_apart(tmp_path: Path, instrument: Instrument) -> None:
    """Where a list would show two services alike, it adds the organisation, or else the code or the file."""
    services: list[dict[str, str]] = [
        {"name": "Ash", "organisation": "Northern Trust", "code": "N01"},
        {"name": "Ash", "organisation": "Northern Trust"},
        {"name": "Ash", "organisation": "Southern Trust"},
        {"name": "Oak", "organisation": "Southern Trust"},
        {"name": f"Community {'and wellbeing ' * 5}service for the north-east"},
        {"name": f"Community {'and wellbeing ' * 5}service for the north-west"},
        {"name": ""},
        {"name": ""},
        {"name": "St John's", "code": "J1"},
        {"name": "St John\u2019s", "code": "J2"},
    ]
    for number, service in enumerate(services):
        answers = file_of(instrument, number) | {"service": service, "answers": {}}
        write(tmp_path / "in" / f"{number}.json", answers)
    options = ("--format", "html", "--require", "first_day=go")
    ended = run("batch", "in", "-o", "out", *DAY, *options, folder=tmp_path)
    shown = [
        "Ash (N01)",
        "Ash (Southern Trust)",
        "Ash (in/1.json)",
        *(
            f"Community and wellbeing and wellbeing an…nd wellbeing service for the north-{side}"
            for side in ("east", "west")
        ),
        "Oak",
        "St John's (J1)",
        "St John\u2019s (J2)",
        *(f"Unnamed service (in/{n}.json)" for n in "67"),
    ]
    assert (
        sorted(line[2:].partition(":")[0] for line in ended.stderr.splitlines() if "the decision for" in line) == shown
    )
    html = unescape((tmp_path / "out" / "portfolio.html").read_text("utf-8"))
    behind = html.partition('<span class="names">')[2].partition(".</span>")[0]
    assert sorted(behind.split("; ")) == shown
    for name in shown:
        assert html.count(name) > 2
