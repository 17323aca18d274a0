"""Changes that people ask for take one edit: all are made in one copy of the program, which is then run."""

import csv
import json
import os
import re
import shutil
import signal
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZipFile

import pypdf
import pytest
from icalendar import Calendar

from questionnaires.answers import LONGEST_TEXT
from readiness.exits import ExitCode
from tests.made_once import made_once
from tests.made_plans import EXAMPLE, instrument
from tests.program import ROOT, run, run_in_own_process
from tests.services import file_of
from tests.terminal import CTRL_C, ENTER, Terminal

pytestmark = pytest.mark.slow

DAY: Final = ("--as-of", "2026-11-21")
NOTE: Final = "x" * (LONGEST_TEXT + 1)


class Edit(NamedTuple):
    """A text, which is there once, that another one replaces."""

    file: str
    before: str
    after: str


RUBRIC: Final = "scoring/peer-support/rubric.toml"
FOOTER: Final = "{% block footer %}"
FORMAT: Final = '    "json": _print_json,\n'
INTERVIEW: Final = "                interviewer, done = self._interview(prompts)\n"

EDITS: Final = (
    Edit(
        "questionnaires/answers.py",
        "    code: Name | None = None\n",
        "    code: Name | None = None\n    postcode_area: Name | None = None\n",
    ),
    Edit("questionnaires/answers.py", "LONGEST_TEXT: Final = 4_000", "LONGEST_TEXT: Final = 8_000"),
    Edit(
        "readiness/commands/score.py",
        FORMAT,
        f'{FORMAT}    "title": lambda plan, _, __: typer.echo(plan.service.name),\n',
    ),
    Edit(RUBRIC, f"from_score = {instrument().rubric.bands[2].from_score}\n", "from_score = 65\n"),
    Edit(
        RUBRIC,
        "# Bands of a domain's score",
        '[[stages]]\nid = "two_years"\ntitle = "Keep it going"\naim = "keep it going"\nlead_days = 730\n\n'
        "# Bands of a domain's score",
    ),
    Edit(
        RUBRIC,
        "[flags.many_unknown]",
        '[flags.three_minutes]\nwhen = ["timed = 1", "answers >= 15", "seconds < 180"]\n'
        'sentence = "All the answers were given within three minutes."\n\n[flags.many_unknown]',
    ),
    Edit(RUBRIC, "days = 7\nbefore_stage = 0\n", "days = 7\nbefore_stage = 28\n"),
    Edit(RUBRIC, "reminders = [2]", "reminders = [2, 14]"),
    Edit("readiness/report/pages/plan_base.html", FOOTER, f"{FOOTER} · {{{{ plan.service.organisation }}}}"),
    Edit("questionnaires/peer-support/questionnaire.toml", '"training"]', '"training", "premises"]'),
    Edit("readiness/batch/archives.py", "MOST_ENTRIES: Final = 100_000", "MOST_ENTRIES: Final = 2"),
    Edit(
        "readiness/interview/assessment.py",
        INTERVIEW,
        """                from readiness.prompts.interface import Option
                from readiness.terminal import Terminated
                while True:
                    try:
                        interviewer, done = self._interview(prompts)
                        break
                    except Terminated:
                        raise
                    except KeyboardInterrupt:
                        if prompts.choose("Leave?", [Option("1", "Go on"), Option("2", "Leave")]).key == "2":
                            raise
""",
    ),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the changed program and answers, and with everything that it made of them."""
    return made_once("changed program", lambda: _make(tmp_path_factory.mktemp("changed")))


@pytest.fixture
def unchanged(tmp_path: Path) -> dict[str, Any]:
    """The result of the example by the program as it is."""
    shutil.copy(EXAMPLE, tmp_path / "a.json")
    result: dict[str, Any] = json.loads(run("score", "a.json", "--format", "json", *DAY, folder=tmp_path).stdout)
    return result


def _make(folder: Path) -> Path:
    for package in ("questionnaires", "scoring", "readiness"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for edit in EDITS:
        text = (folder / edit.file).read_text(encoding="utf-8")
        assert text.count(edit.before) == 1, edit
        (folder / edit.file).write_text(text.replace(edit.before, edit.after), encoding="utf-8")
    _add_domain(folder)
    _write_answers(folder)
    _run(folder, "check")
    _run(folder, "check", "a.json")
    for name in ("json", "title"):
        (folder / f"score.{name}").write_text(_run(folder, "score", "a.json", "--format", name, *DAY), encoding="utf-8")
    for name in ("a.html", "a.md", "a.ics"):
        _run(folder, "plan", "a.json", "-o", name, *DAY)
    for reader in ("commissioner", "public"):
        _run(folder, "plan", "a.json", "-o", f"{reader}.html", "--for", reader, *DAY)
    _run(folder, "plan", "a.json", "-o", "public.pdf", "--for", "public", *DAY)
    _run(folder, "batch", "in", "-o", "out", *DAY, code=ExitCode.SOME_REJECTED)
    return folder


def _add_domain(folder: Path) -> None:
    """Writes the two files of a domain: its first question is one that another domain has, in other words."""
    for package, head in (
        ("questionnaires", 'id = "premises"\ncode = "PR"\ntitle = "Premises"\nabout = "Where peers work."\n'),
        ("scoring", 'domain = "premises"\n'),
    ):
        text = (ROOT / package / "peer-support" / "wellness.toml").read_text(encoding="utf-8")
        question = "[[" + text.split("\n[[")[1].replace("wellness.whole-team", "premises.rooms")
        question = question.replace("wellness planning for the whole team", "rooms for peer workers")
        (folder / package / "peer-support" / "premises.toml").write_text(f"{head}\n{question}", encoding="utf-8")


def _write_answers(folder: Path) -> None:
    """Writes the example, answered in three minutes and with a long note, alone and beside others and an archive."""
    example: dict[str, Any] = json.loads(EXAMPLE.read_bytes())
    example |= {"started_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-20T10:02:59Z"}
    example["service"]["postcode_area"] = " LS 2 "
    example["answers"]["leadership.vision"]["note"] = NOTE
    (folder / "in").mkdir()
    for path in (folder / "a.json", folder / "in" / "a.json"):
        path.write_text(json.dumps(example), encoding="utf-8")
    (folder / "in" / "b.json").write_text(json.dumps(file_of(instrument(), 1)), encoding="utf-8")
    with ZipFile(folder / "in" / "all.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.json", json.dumps(file_of(instrument(), number)))


def _run(folder: Path, *arguments: str, code: ExitCode = ExitCode.DONE) -> str:
    ended = run_in_own_process(*arguments, folder=folder)
    assert ended.returncode == code, ended.stderr
    return ended.stdout


def _result(folder: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((folder / "score.json").read_bytes())
    return result


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "out" / table).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _row(folder: Path) -> dict[str, str]:
    """The example's row in the table of results."""
    return next(row for row in _rows(folder, "results.csv") if row["file"] == "in/a.json")


def _entries(folder: Path) -> list[Any]:
    """The entries of the plan's calendar."""
    return Calendar.from_ical((folder / "a.ics").read_bytes()).walk("VEVENT")


def test_a_new_field_of_the_service_is_a_column_for_the_commissioner(changed: Path) -> None:
    """Answer files may have the new field, and both tables of a batch show it."""
    for table in ("results.csv", "answers.csv"):
        assert {row["postcode_area"] for row in _rows(changed, table)} == {"LS 2", ""}, table


def test_the_limit_of_a_note_is_one_number(changed: Path) -> None:
    """A longer note is taken alone and by a batch; before, a sentence says the limit."""
    refused = run("check", "a.json", folder=changed)
    assert f"the text is too long. Use at most {LONGEST_TEXT:,} characters" in refused.stderr
    assert NOTE in {row["note"] for row in _rows(changed, "answers.csv")}


def test_a_format_of_a_result_is_one_entry(changed: Path) -> None:
    """An entry in the table of `score.py` is a choice of `--format` and is what shows the result."""
    shown = (changed / "score.title").read_text(encoding="utf-8")
    assert shown.strip() == json.loads((changed / "a.json").read_bytes())["service"]["name"]


def test_a_limit_of_a_band_is_one_number(changed: Path, unchanged: dict[str, Any]) -> None:
    """A domain below it falls back to the band before: alone and in a batch; the plan says where the band begins."""
    bands, before = ({it["id"]: it["band"] for it in result["domains"]} for result in (_result(changed), unchanged))
    fallen = [domain for domain, band in before.items() if band == "nearly_there" and bands[domain] != band]
    assert fallen
    for domain in fallen:
        assert bands[domain] == _row(changed)[f"{domain}_band"] == "getting_started"
    assert "(from a score of 65):" in (changed / "a.html").read_text(encoding="utf-8")


def test_a_stage_is_one_entry(changed: Path) -> None:
    """A stage after two years is a review in the calendar and a line of the schedule, on the right day."""
    days = {str(entry["summary"]).partition(" (")[0]: entry["dtstart"].dt for entry in _entries(changed)}
    first_day = date.fromisoformat(_result(changed)["first_day"])
    assert first_day + timedelta(days=728) <= days["Review of “Keep it going”"] <= first_day + timedelta(days=730)
    assert "Review of “Keep it going”" in (changed / "a.html").read_text(encoding="utf-8")


def test_a_flag_is_one_entry(changed: Path) -> None:
    """A flag's conditions and sentence are one entry, which the result, the plan and a batch use."""
    assert "three_minutes" in _result(changed)["flags"]
    assert "within three minutes" in (changed / "a.md").read_text(encoding="utf-8")
    assert "three_minutes" in _row(changed)["flags"].split()


def test_when_small_actions_are_needed_is_one_number(changed: Path, unchanged: dict[str, Any]) -> None:
    """Each is needed four weeks before its stage, and the plan says so; a batch has the same earliest first day."""
    before = {action["code"]: date.fromisoformat(action["needed_by"]) for action in unchanged["actions"]}
    moved = {
        (action["effort"], (before[action["code"]] - date.fromisoformat(action["needed_by"])).days)
        for action in _result(changed)["actions"]
        if action["code"] in before
    }
    assert moved == {("small", 28), ("medium", 0), ("large", 0)}
    assert _row(changed)["earliest_first_day"] == _result(changed)["schedule"]["earliest_first_day"]
    for name in ("a.html", "a.md"):
        said = (changed / name).read_text(encoding="utf-8")
        assert "Small actions have to be finished at least 4 weeks before their stage begins." in said


def test_reminders_of_the_calendar_are_one_list(changed: Path) -> None:
    """A second number is a second reminder of each small action."""
    efforts = {action["code"]: action["effort"] for action in _result(changed)["actions"]}
    reminders = {
        (efforts.get(str(entry["summary"]).split()[0]), *(-alarm["trigger"].dt.days for alarm in entry.walk("VALARM")))
        for entry in _entries(changed)
    }
    assert reminders >= {("small", 2, 14), ("medium", 7)}
    assert reminders <= {("small", 2, 14), ("medium", 7), ("large", 7), (None,)}


@pytest.mark.pdf
def test_the_footer_of_a_plan_is_one_block(changed: Path) -> None:
    """For every reader the organisation is at the foot of each page."""
    organisation = _result(changed)["service"]["organisation"]
    for name in ("a.html", "commissioner.html", "public.html"):
        page = (changed / name).read_text(encoding="utf-8")
        assert re.search(rf'data-footer="readiness [^"]* · {organisation}', page), name
    pages = pypdf.PdfReader(BytesIO((changed / "public.pdf").read_bytes())).pages
    assert all(re.search(rf"readiness .* · {organisation}", page.extract_text()) for page in pages)


def test_a_domain_is_its_name_and_its_two_files(changed: Path) -> None:
    """A seventh domain, with a question of its own, is asked, scored, planned and counted."""
    assert _result(changed)["domains"][-1]["title"] == "Premises"
    assert "Premises" in (changed / "a.md").read_text(encoding="utf-8")
    assert "rooms for peer workers" in (changed / "a.html").read_text(encoding="utf-8")
    assert _row(changed)["premises_score"] == "0.0"
    assert "premises.rooms" in {row["question"] for row in _rows(changed, "answers.csv")}


def test_the_limit_on_entries_of_archives_is_one_number(changed: Path) -> None:
    """An archive with more is rejected as a whole, and the reason names the limit."""
    assert {row["file"] for row in _rows(changed, "results.csv")} == {"in/a.json", "in/b.json"}
    (rejected,) = _rows(changed, "rejected.csv")
    assert "more than 2 files in it" in rejected["reason"]


@pytest.mark.terminal
@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["menus", "plain"])
def test_ctrl_c_is_caught_in_one_place(changed: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    """A question added there lets people go on where they were, in the list or at a question."""
    shutil.copy(changed / "a.json", tmp_path)
    terminal = Terminal(tmp_path, "assess", *options, PYTHONPATH=str(changed))
    terminal.wait_for("Which assessment?")
    terminal.press(CTRL_C)
    terminal.wait_for("Leave?")
    terminal.press("1", ENTER)
    terminal.wait_for("Which assessment?", times=2 if options else 1)  # menus are drawn over each other
    terminal.press("1", ENTER)
    terminal.wait_for("finish later")
    terminal.press(CTRL_C)
    terminal.wait_for("Leave?")
    terminal.press("2", ENTER)
    assert terminal.end() == ExitCode.INTERRUPTED


@pytest.mark.terminal
@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["menus", "plain"])
def test_sigterm_is_told_from_ctrl_c_in_that_place(changed: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    """The question added there is not asked when the system ends the program, which says what it said before."""
    shutil.copy(changed / "a.json", tmp_path)
    terminal = Terminal(tmp_path, "assess", *options, PYTHONPATH=str(changed))
    terminal.wait_for("Which assessment?")
    terminal.press("1", ENTER)
    terminal.wait_for("finish later")
    os.kill(terminal.process.pid, signal.SIGTERM)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "Leave?" not in terminal.text()
    assert "Your answers are saved in a.json." in terminal.text()
