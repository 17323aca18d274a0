"""The calendar of a plan in a calendar program of others, khal: one file imported after the other, on the same day."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answer_file import write_answers
from tests.plans_of_services import example, example_sheet, shipped
from tests.program import run

DAY = ("--as-of", "2026-11-21")
MOVED, DONE, ACCEPTED, DOING, DROPPED = [action for action in example().actions if action.due][:5]

_SETTINGS = """
[calendars]
[[plan]]
path = {folder}/calendar
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
longdateformat = %Y-%m-%d
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = plan
"""


@dataclass(frozen=True)
class Shown:
    """An entry as the calendar program lists it."""

    day: str
    title: str
    status: str


class CalendarProgram:
    """khal with one calendar."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "calendar").mkdir(parents=True)
        (folder / "settings").write_text(_SETTINGS.format(folder=folder), encoding="utf-8")

    def import_file(self, path: Path) -> None:
        self._run("import", "--batch", path)

    def entries(self) -> dict[str, Shown]:
        """What the calendar shows in two years and a half, by identifier; none of them twice."""
        listed = self._run("list", "--day-format", "", "--format", "{uid}\x1f{start-date-long}\x1f{title}\x1f{status}",
                           "2026-11-01", "900d")  # fmt: skip
        rows = [line.split("\x1f") for line in listed.splitlines() if line]
        found = {identifier: Shown(day, title, status.strip()) for identifier, day, title, status in rows}
        assert len(found) == len(rows)
        return found

    def _run(self, *arguments: str | Path) -> str:
        khal: list[str | Path] = [sys.executable, "-m", "khal", "--config", self._folder / "settings"]
        ended = subprocess.run([*khal, *arguments], capture_output=True, encoding="utf-8", timeout=60, check=False)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@dataclass(frozen=True)
class Service:
    """A service that exports its plan again and again, and the calendar of its manager."""

    folder: Path
    calendar: CalendarProgram

    def export(self, *options: str) -> dict[str, Shown]:
        """What the calendar shows after importing the plan as it is now."""
        self._readiness("plan", "a.json", "-o", "plan.ics", *options, *DAY)
        self.calendar.import_file(self.folder / "plan.ics")
        return self.calendar.entries()

    def agree(self, code: str, *options: str) -> None:
        self._readiness("actions", "a.json", "--set", code, *options, *DAY)

    def change_answers(self, **changes: Any) -> None:
        """Changes the answer file; each change is merged into what is there."""
        path = self.folder / "a.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        for name, change in changes.items():
            content[name] = content[name] | change
        path.write_text(json.dumps(content), encoding="utf-8")

    def _readiness(self, *arguments: str) -> None:
        ended = run(*arguments, folder=self.folder)
        assert ended.returncode == 0, ended.stderr


pytestmark = pytest.mark.slow


@pytest.fixture
def service(tmp_path: Path) -> Service:
    sheet = example_sheet()
    bare = sheet.model_copy(update={"service": sheet.service.model_copy(update={"organisation": None, "code": None})})
    (tmp_path / "a.json").write_bytes(write_answers(bare, shipped().questionnaire))
    return Service(tmp_path, CalendarProgram(tmp_path / "khal"))


def of(code: str, shown: dict[str, Shown]) -> Shown:
    (entry,) = [entry for entry in shown.values() if f"{code} " in entry.title]
    return entry


def test_second_file_of_a_day_updates_the_entries_of_the_first(service: Service) -> None:
    """Moved, done, an accepted risk, and no longer in the plan: each entry is changed or cancelled, none is doubled."""
    before = service.export()
    service.agree(MOVED.code, "--due", "2027-02-10")
    service.agree(DONE.code, "--status", "done")
    service.agree(ACCEPTED.code, "--status", "accepted", "--reason", "We share it with the trust")
    service.agree(DOING.code, "--status", "doing", "--owner", "deputy manager")
    service.change_answers(answers={DROPPED.question: {"level": 3}})
    after = service.export()
    assert after.keys() == before.keys()
    assert {entry.status for entry in before.values()} == {"CONFIRMED"}
    assert (of(MOVED.code, after).day, of(MOVED.code, after).status) == ("2027-02-10", "CONFIRMED")
    cancelled = {entry.title.partition(": ")[0] for entry in after.values() if entry.status == "CANCELLED"}
    assert cancelled == {"Done", "Accepted risk", "No longer in the plan"}
    assert [of(it.code, after).status for it in (DONE, ACCEPTED, DROPPED)] == ["CANCELLED"] * 3
    assert of(DOING.code, after) == of(DOING.code, before)  # the calendar lists neither status nor owner


def test_organisation_and_code_that_are_added_later_double_nothing(service: Service) -> None:
    before = service.export("--starts")
    service.change_answers(service={"organisation": "Example NHS Trust", "code": "RR1"})
    service.agree(MOVED.code, "--due", "2027-02-10")
    after = service.export("--starts")
    assert after.keys() == before.keys()
    titles = {entry.title for entry in after.values() if f"{MOVED.code} " in entry.title and entry.day == "2027-02-10"}
    assert len(titles) == 1


def test_action_that_is_opened_again_comes_back(service: Service) -> None:
    before = service.export()
    service.agree(DONE.code, "--status", "done")
    assert of(DONE.code, service.export()).status == "CANCELLED"
    service.agree(DONE.code, "--status", "open")
    assert service.export() == before
