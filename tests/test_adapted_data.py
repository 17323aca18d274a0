"""Roles, stages, efforts, bands, places at once and words are data: changed in a copy, they are seen everywhere."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from readiness.exits import ExitCode
from scoring.instrument import load_instrument
from tests.adapted import HEAD, change, copied
from tests.batches import DAY
from tests.program import run
from tests.services import file_of

pytestmark = pytest.mark.slow  # all outputs of a copy are made

RUBRIC = "rubric/rubric.toml"


@dataclass
class Seen:
    """What the outputs of one adapted copy say."""

    screen: str
    plan: str
    columns: list[str]
    row: str
    report: str


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """The outputs of a copy in which each kind of data was changed, for one service that answered it."""
    place = tmp_path_factory.mktemp("adapted")
    mine = copied(place / "mine")
    adapt(mine)
    assert run("check", "mine", folder=place).returncode == ExitCode.DONE
    content = file_of(load_instrument(mine), 1, short=False) | {"took_part": ["neighbour"]}
    (place / "a.json").write_text(json.dumps(content), encoding="utf-8")
    options = (*DAY, "--questionnaire", "mine")
    screen = run("score", "a.json", "--all", *options, folder=place).stdout
    assert run("plan", "a.json", "-o", "a.md", *options, folder=place).returncode == ExitCode.DONE
    run("batch", "a.json", "-o", "out", "--format", "csv,html", *options, folder=place)
    columns, row = (place / "out/results.csv").read_text(encoding="utf-8-sig").splitlines()
    plan, report = ((place / name).read_text(encoding="utf-8") for name in ("a.md", "out/portfolio.html"))
    return Seen(" ".join(screen.split()), " ".join(plan.split()), columns.split(","), row, report)


def adapt(folder: Path) -> None:
    """Changes each kind of data, by text as a person does, and raises the version."""
    change(folder / HEAD, '^version = "1.0"', 'version = "1.1"')
    change(folder / HEAD, r"^title = .*", 'title = "Are we set?"')
    change(folder / HEAD, r"^\[roles\.carer\]\nname = .*", '[roles.neighbour]\nname = "Kind neighbour"')
    change(folder / HEAD, r'^name = "Shown to work"', 'name = "Proven"')
    change(folder / HEAD, "^portfolio = .*", 'portfolio = "Befriending in our county"')
    change(folder / RUBRIC, r"^at_once = 3", "at_once = 1")
    change(folder / RUBRIC, r'^id = "advertise"\ntitle = .*\naim = .*', STAGE)
    change(folder / RUBRIC, r'^id = "nearly_there"\nname = .*\nfrom_score = \d+', BAND)
    change(folder / RUBRIC, r'^planned = "nearly_there"', 'planned = "close"')
    change(folder / RUBRIC, r"^name = \"Medium\"\nmeaning = .*\ndays = 28", EFFORT)
    change(folder / RUBRIC, r'^name = "Do first"', 'name = "Urgent"')
    change(folder / RUBRIC, r'^name = "Wait"', 'name = "Hold on"')
    for file in (folder / "rubric").glob("*.toml"):
        text = file.read_text(encoding="utf-8").replace('stage = "advertise"', 'stage = "spread_the_word"')
        file.write_text(text.replace('effort = "medium"', 'effort = "month"'), encoding="utf-8")
    change(folder / RUBRIC, r"^\[efforts\.medium\]", "[efforts.month]")


STAGE = 'id = "spread_the_word"\ntitle = "Spread the word"\naim = "spread the word"'
BAND = 'id = "close"\nname = "Close"\nfrom_score = 40'
EFFORT = 'name = "Monthly"\nmeaning = "five weeks"\ndays = 35'


def test_roles(seen: Seen) -> None:
    """A role that was renamed is in the plan and in the batch; that it is no lived experience is said on screen."""
    assert "Nobody took part as a peer worker" in seen.screen
    assert "| Took part | Kind neighbour |" in seen.plan
    assert ",neighbour," in seen.row


def test_stages(seen: Seen) -> None:
    """A stage has its name everywhere, and its column in a batch."""
    assert "Spread the word" in seen.screen
    assert "Spread the word" in seen.plan
    assert "decision_spread_the_word" in seen.columns
    assert "Spread the word" in seen.report


def test_efforts(seen: Seen) -> None:
    """An effort has its words on screen, and its days in the schedule."""
    assert "Effort: monthly, five weeks." in seen.screen
    assert "Effort: medium" not in seen.screen


def test_bands(seen: Seen) -> None:
    """A band begins where it was told to, under its own name."""
    assert "Supervision: 47.1, Close" in seen.screen
    assert "| Supervision | 47.1 | Close |" in seen.plan
    assert ",47.1,47.1,close," in seen.row
    assert "Close" in seen.report


def test_places_at_once(seen: Seen) -> None:
    """How many actions an owner has at once is in the words of the plan, and one begins after the other."""
    assert "Nobody works on more than 1 of these actions at a time." in seen.plan


def test_words(seen: Seen) -> None:
    """Words of decisions, priorities and levels, and the title."""
    assert "Hold on: Spread the word" in seen.screen
    assert all(word in seen.plan for word in ("Hold on", "**Urgent.**", "3 Proven", "Are we set?"))
    assert all(word in seen.report for word in ("Hold on", "Are we set?", "Befriending in our county"))
