"""Changes that people ask for take one edit: each is made in a copy of the program, which is then run."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest
from icalendar import Calendar

from questionnaires.answers import LONGEST_TEXT
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.program import ROOT, run_in_own_process
from tests.services import file_of
from tests.terminal import CTRL_C, ENTER, Terminal

pytestmark = pytest.mark.slow

RUBRIC = "scoring/peer-support/rubric.toml"
DAY = ("--as-of", "2026-11-21")

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
    _run(folder, "batch", "in", "-o", "out", *DAY, "--format", "csv", *options)


def _column(table: Path, name: str) -> set[str]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def _example(folder: Path) -> dict[str, Any]:
    """Writes the example as the only answers of a folder, alone and for a batch; returns its content."""
    content: dict[str, Any] = json.loads((ROOT / "questionnaires" / "peer-support" / "example.json").read_bytes())
    _write(folder / "a.json", content)
    _write(folder / "in" / "a.json", content)
    return content


def _result(folder: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(_run(folder, "score", "a.json", "--format", "json", *DAY).stdout)
    return result


def _plan(folder: Path, name: str, *options: str) -> str:
    """A plan of the folder's answers, as the text of its file; other people's readers get their own file."""
    _run(folder, "plan", "a.json", "-o", name, *DAY, *options)
    return (folder / name).read_bytes().decode("utf-8", "replace")


def _events(folder: Path) -> list[Any]:
    """The entries of the calendar of the folder's answers."""
    return Calendar.from_ical(_plan(folder, "a.ics")).walk("VEVENT")


def test_a_limit_of_a_band_is_one_number(edit: Edit, tmp_path: Path) -> None:
    """A domain that has just reached a band falls back when the band begins later: in one result and in a batch."""
    _example(tmp_path)
    domain = next(it for it in _result(tmp_path)["domains"] if it["band"] == "nearly_there")
    begins_at = int(domain["score"]) + 1
    edit(RUBRIC, "from_score = 50\n", f"from_score = {begins_at}\n")
    after = next(it for it in _result(tmp_path)["domains"] if it["id"] == domain["id"])
    assert after["band"] == "getting_started"
    _batch(tmp_path)
    assert _column(tmp_path / "out" / "results.csv", f"{domain['id']}_band") == {"getting_started"}
    assert f"from a score of {begins_at}:" in _plan(tmp_path, "a.html")


def test_a_stage_is_one_entry(edit: Edit, tmp_path: Path) -> None:
    """A stage after two years is a review in the calendar and a line of the schedule, on the right day."""
    first_day = date.fromisoformat(_example(tmp_path)["first_day"])
    stage = """[[stages]]
id = "two_years"
title = "Keep it going for two years"
aim = "keep it going for two years"
lead_days = 730
"""
    edit(RUBRIC, "# Bands of a domain's score", f"{stage}\n# Bands of a domain's score")
    days = {str(event["summary"]).partition(" (")[0]: event["dtstart"].dt for event in _events(tmp_path)}
    assert days["Review: Keep it going for two years"] == first_day + timedelta(days=730)
    assert "Review: Keep it going for two years" in _plan(tmp_path, "a.html")
    assert "two_years" in _run(tmp_path, "questions", "--format", "json").stdout


@pytest.mark.pdf
def test_the_footer_of_a_plan_is_one_block(edit: Edit, tmp_path: Path) -> None:
    """Whoever reads the plan has the organisation at the foot of each page."""
    organisation = _example(tmp_path)["service"]["organisation"]
    footer = "{% block footer %}"
    edit("readiness/report/pages/plan_base.html", footer, f"{footer} · {{{{ plan.service.organisation }}}}")
    for reader in ("service", "commissioner", "public"):
        page = _plan(tmp_path, f"{reader}.html", "--for", reader)
        assert re.search(rf'data-footer="readiness [^"]* · {organisation}', page), reader
    _plan(tmp_path, "public.pdf", "--for", "public")
    pages = pypdf.PdfReader(BytesIO((tmp_path / "public.pdf").read_bytes())).pages
    assert all(re.search(rf"readiness .* · {organisation}", page.extract_text()) for page in pages)


@pytest.mark.terminal
@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["menus", "plain"])
def test_ctrl_c_is_caught_in_one_place(edit: Edit, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Asked there before the program leaves, a person can go on where they were: among the answers or at a question."""
    edit(
        "readiness/interview/assessment.py",
        "                interviewer, done = self._interview(prompts)\n",
        """                from readiness.prompts.interface import Option
                while True:
                    try:
                        interviewer, done = self._interview(prompts)
                        break
                    except KeyboardInterrupt:
                        if prompts.choose("Leave now?", [Option("1", "Go on"), Option("2", "Leave")]).key == "2":
                            raise
""",
    )
    content = _example(tmp_path)
    del content["answers"]["leadership.values"]
    _write(tmp_path / "a.json", content)
    terminal = Terminal(tmp_path, "assess", *options)
    terminal.wait_for("Which assessment?")
    terminal.press(CTRL_C)
    terminal.wait_for("Leave now?")
    terminal.press("1", ENTER)
    terminal.wait_for("Which assessment?", times=2 if options else 1)  # menus are drawn over each other
    terminal.press("1", ENTER)
    terminal.wait_for("finish later")
    terminal.press(CTRL_C)
    terminal.wait_for("Leave now?")
    terminal.press("2", ENTER)
    assert terminal.end() == ExitCode.INTERRUPTED


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


def test_a_flag_is_one_entry(edit: Edit, tmp_path: Path) -> None:
    """Its conditions and its sentence: the result, the plan and a batch have it."""
    content = _example(tmp_path)
    content |= {"started_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:02:59Z"}
    for path in (tmp_path / "a.json", tmp_path / "in" / "a.json"):
        _write(path, content)
    flag = """[flags.three_minutes]
when = ["timed = 1", "unanswered = 0", "seconds < 180"]
sentence = "All the answers were given within three minutes."
"""
    edit(RUBRIC, "[flags.many_unknown]", f"{flag}\n[flags.many_unknown]")
    _run(tmp_path, "check")
    assert "three_minutes" in _result(tmp_path)["flags"]
    assert "within three minutes" in _plan(tmp_path, "a.md")
    _batch(tmp_path)
    (flags,) = _column(tmp_path / "out" / "results.csv", "flags")
    assert "three_minutes" in flags.split()


def test_when_small_actions_are_needed_is_one_number(edit: Edit, tmp_path: Path) -> None:
    """Each is needed so many days before its stage, the earliest first day is later, and the plan says the rule."""
    _example(tmp_path)
    before = _result(tmp_path)
    edit(RUBRIC, "days = 7\nbefore_stage = 0\n", "days = 7\nbefore_stage = 392\n")
    after = _result(tmp_path)
    assert after["schedule"]["earliest_first_day"] > before["schedule"]["earliest_first_day"]
    _batch(tmp_path)
    earliest = _column(tmp_path / "out" / "results.csv", "earliest_first_day")
    assert earliest == {after["schedule"]["earliest_first_day"]}
    for action, earlier in zip(after["actions"], before["actions"], strict=True):
        moved = date.fromisoformat(earlier["needed_by"]) - date.fromisoformat(action["needed_by"])
        assert moved.days == (392 if action["effort"] == "small" else 0), action["code"]
    for name in ("a.html", "a.md"):
        assert "Small actions have to be done 56 weeks before their stage." in _plan(tmp_path, name)


def test_reminders_of_the_calendar_are_one_list(edit: Edit, tmp_path: Path) -> None:
    """A second number is a second reminder of each small action."""
    _example(tmp_path)
    efforts = {action["code"]: action["effort"] for action in _result(tmp_path)["actions"]}
    edit(RUBRIC, "reminders = [2]", "reminders = [2, 14]")
    reminders = {
        str(event["summary"]).split()[0]: [-alarm["trigger"].dt.days for alarm in event.walk("VALARM")]
        for event in _events(tmp_path)
    }
    dated = {code: days for code, days in reminders.items() if code in efforts}
    assert {efforts[code] for code in dated} >= {"small", "medium"}
    assert all(days == ([2, 14] if efforts[code] == "small" else [7]) for code, days in dated.items())


def test_a_domain_is_its_name_and_its_two_files(edit: Edit, tmp_path: Path) -> None:
    """A seventh domain, with a question of its own, is asked, scored, planned and counted."""
    _example(tmp_path)
    edit("questionnaires/peer-support/questionnaire.toml", '"training"]', '"training", "premises"]')
    for package, head in (
        ("questionnaires", 'id = "premises"\ncode = "PR"\ntitle = "Premises"\nabout = "Where peers work."\n'),
        ("scoring", 'domain = "premises"\n'),
    ):
        text = (ROOT / package / "peer-support" / "wellness.toml").read_text(encoding="utf-8")
        first = "[[" + text.split("\n[[")[1].replace("wellness.whole-team", "premises.rooms")
        (tmp_path / package / "peer-support" / "premises.toml").write_text(f"{head}\n{first}", encoding="utf-8")
    edit("questionnaires/peer-support/premises.toml", "wellness planning for the whole team", "rooms for peer workers")
    _run(tmp_path, "check", "a.json")
    assert _result(tmp_path)["domains"][-1]["title"] == "Premises"
    assert "Premises" in _plan(tmp_path, "a.md")
    assert "rooms for peer workers" in _plan(tmp_path, "a.html")
    _batch(tmp_path)
    assert _column(tmp_path / "out" / "results.csv", "premises_score") == {"0.0"}
    assert "premises.rooms" in _column(tmp_path / "out" / "answers.csv", "question")


def test_the_limit_on_entries_of_archives_is_one_number(edit: Edit, instrument: Instrument, tmp_path: Path) -> None:
    """An archive with more is rejected as a whole, and the reason names the limit."""
    (tmp_path / "in").mkdir()
    with ZipFile(tmp_path / "in" / "all.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.json", json.dumps(file_of(instrument, number)))
    _batch(tmp_path)
    assert len(_column(tmp_path / "out" / "results.csv", "file")) == 3
    edit("readiness/batch/archives.py", "MOST_ENTRIES: Final = 100_000", "MOST_ENTRIES: Final = 2")
    ended = run_in_own_process("batch", "in", "-o", "out", *DAY, "--format", "csv", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED, ended.stderr
    assert "more than 2 entries" in (tmp_path / "out" / "rejected.csv").read_text(encoding="utf-8-sig")
