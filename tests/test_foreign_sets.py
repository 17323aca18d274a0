"""Every command with question sets that are not about peer support: whatever they are about, nothing else is said."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring.instrument import Instrument, load_instrument
from tests.batches import DAY
from tests.foreign_sets import LARGE, SMALL, write_large, write_small
from tests.program import run, surroundings
from tests.services import file_of
from tests.texts_of_files import text_of
from tests.workshops import make_workshop, write_agreed

pytestmark = pytest.mark.slow  # all outputs of two sets are made

WRITERS: dict[str, Callable[[Path], Path]] = {SMALL: write_small, LARGE: write_large}
OWN = ("--questionnaire", "set")
NOT_THEIRS = ("peer", "mental", "hire", "hiring", "wellness", "supervision", "advertise")
"""Words of the questionnaire that ships, which none of these sets has."""
READ = (".html", ".pdf", ".docx", ".md", ".xlsx", ".csv", ".ics", ".json", ".txt")


@pytest.fixture(scope="module", params=list(WRITERS))
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the set in `set`, and twelve services that answered it in `in`."""
    folder = tmp_path_factory.mktemp(str(request.param))
    WRITERS[request.param](folder / "set")
    instrument = load_instrument(folder / "set")
    (folder / "in").mkdir()
    for number in range(12):
        content = _file_of(instrument, number)
        (folder / "in" / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def _file_of(instrument: Instrument, number: int) -> dict[str, Any]:
    """The full answer file of an invented branch, with nothing in it about any other subject."""
    content = file_of(instrument, number, notes=False, short=False)
    content["took_part"] = list(instrument.questionnaire.roles)[: 1 + number % 2]
    content["service"] = {"name": f"Branch {number}", "organisation": f"Council {number % 3}", "code": None}
    for answer in content["answers"].values():
        if "not_applicable" in answer:
            answer["not_applicable"] = "No room"
    return content


def _works(folder: Path, *arguments: str) -> str:
    """What a command prints, if it ends well and nothing in it is about anything else."""
    ended = run(*arguments, folder=folder)
    assert ended.returncode == 0, (arguments, ended.stderr)
    _check_words(f"{ended.stdout} {ended.stderr}", " ".join(arguments))
    return ended.stdout


def _check_words(text: str, where: str) -> None:
    found = [word for word in NOT_THEIRS if word in text.lower()]
    assert not found, (where, found, text[max(0, text.lower().index(found[0]) - 80) :][:200])


def _check_files(folder: Path) -> int:
    """Looks into all files of a folder, and says how many these were."""
    files = [path for path in folder.rglob("*") if path.suffix in READ]
    for path in files:
        _check_words(text_of(path), str(path))
    return len(files)


def test_it_is_sound_and_can_be_read(folder: Path) -> None:
    """`check` has nothing to say, and `questions` lists all of it."""
    _works(folder, "check", "set")
    _works(folder, "check", "in", *OWN)
    instrument = load_instrument(folder / "set")
    listed = json.loads(_works(folder, "questions", *OWN, "--format", "json"))
    assert [each["id"] for each in listed["questions"]] == list(instrument.questionnaire.questions)
    assert _works(folder, "questions", *OWN)
    assert "asks the same questions" in _works(folder, "questions", *OWN, "--diff", "set")
    for kind in ("answers", "questionnaire", "rubric", "result"):
        _works(folder, "schema", kind, *OWN)


def test_result_and_plan_in_each_format(folder: Path) -> None:
    """The words for levels, bands, decisions and stages are the set's own."""
    shown = _works(folder, "score", "in/1.json", *OWN, *DAY, "--all")
    titles = [stage.title for stage in load_instrument(folder / "set").rubric.decided_stages]
    assert all(title in shown for title in titles)
    _works(folder, "score", "in/1.json", *OWN, *DAY, "--format", "json")
    (folder / "plans").mkdir()
    for ending in ("pdf", "html", "docx", "md", "xlsx", "csv", "ics", "json"):
        _works(folder, "plan", "in/1.json", "-o", f"plans/plan.{ending}", *OWN, *DAY)
    for audience in ("commissioner", "public"):
        _works(folder, "plan", "in/1.json", "-o", f"plans/{audience}.html", "--for", audience, *OWN, *DAY)
    _works(folder, "plan", "in/1.json", "-o", "plans/brief.html", "--brief", *OWN, *DAY)
    assert _check_files(folder / "plans") == 11


def test_actions_and_comparison(folder: Path) -> None:
    """Both list what is to do under the set's own titles."""
    data = json.loads(_works(folder, "score", "in/2.json", *OWN, *DAY, "--format", "json"))
    code = data["actions"][0]["code"]
    _works(folder, "actions", "in/2.json", *OWN, *DAY)
    _works(folder, "actions", "in/2.json", "--set", code, "--status", "doing", *OWN, *DAY)
    _works(folder, "compare", "in/1.json", "in/3.json", *OWN, *DAY)
    (folder / "compared").mkdir()
    for ending in ("html", "docx", "md", "xlsx", "csv", "ics", "json"):
        _works(folder, "compare", "in/1.json", "in/3.json", "-o", f"compared/c.{ending}", *OWN, *DAY)
    assert _check_files(folder / "compared") == 7


def test_batch(folder: Path) -> None:
    """Tables, report, groups and plans; nothing is said of essentials where there are none."""
    _works(folder, "batch", "in", "-o", "out", *OWN, *DAY, "--plans", "--group-by", "organisation")
    assert _check_files(folder / "out") >= 18
    instrument = load_instrument(folder / "set")
    summary = json.loads((folder / "out" / "summary.json").read_bytes())
    (form,) = summary["forms"]
    assert len(form["questions"]) == len(instrument.questionnaire.questions)
    assert {stage: sum(each.values()) for stage, each in form["decisions"].items()} == {
        stage.id: 12 for stage in instrument.rubric.decided_stages
    }


def test_forms_and_a_workshop(folder: Path) -> None:
    """From the forms to the report."""
    (folder / "forms").mkdir()
    for ending in ("html", "pdf", "docx", "xlsx"):
        _works(folder, "form", "-o", f"forms/form.{ending}", *OWN)
    assert _check_files(folder / "forms") == 4
    _works(folder, "workshop", "new", "elm", "--service", "Elm Street", *OWN)
    instrument = load_instrument(folder / "set")
    people = [{"answers": _file_of(instrument, number)["answers"]} for number in range(4)]
    workshop = make_workshop(folder / "held", instrument, people)
    write_agreed(workshop, instrument, people[0]["answers"])
    for ending in ("html", "docx"):
        _works(folder, "workshop", "compare", "held", "-o", f"forms/agenda.{ending}", *OWN, *DAY)
    _works(folder, "workshop", "compare", "held", *OWN, *DAY)
    _works(folder, "workshop", "report", "held", "-o", "forms/report.html", *OWN, *DAY)
    for made in ("forms", "elm"):
        assert _check_files(folder / made) > 4


def test_nothing_is_offered_that_the_set_does_not_have(folder: Path) -> None:
    """No working papers; and without essentials no short form, and no word about essentials in a result."""
    ended = run("templates", "-o", "papers", *OWN, folder=folder)
    assert (ended.returncode, "has no working papers" in ended.stderr) == (2, True)
    ended = run("form", "-o", "short.html", "--short", *OWN, folder=folder)
    has_essentials = load_instrument(folder / "set").questionnaire.id == LARGE
    assert ended.returncode == (0 if has_essentials else 2)
    assert ("so there is no short form" in ended.stderr) != has_essentials
    assert ("essential" in _works(folder, "score", "in/1.json", *OWN, *DAY, "--all")) == has_essentials


def _typed(instrument: Instrument) -> Iterator[str]:
    """The lines of somebody who looks at one explanation, and then answers everything as it is asked."""
    yield from ("1", "Elm Street", "", "1 March 2027", "1", "w", "")
    for question in instrument.questionnaire.questions.values():
        yield from (["1 2", ""] if question.type == "checklist" else ["1"])
    yield from ("1", "1", "1")  # the result, all of it, and the plan


def test_interview_in_plain_lines(folder: Path, tmp_path: Path) -> None:
    """All questions are asked in the set's words, and the plan is written at the end."""
    shutil.copytree(folder / "set", tmp_path / "set")
    instrument = load_instrument(tmp_path / "set")
    ended = subprocess.run(
        [sys.executable, "-m", "readiness", "assess", "--plain", "--pdf", "plan.html", *OWN, *DAY],
        input="\n".join([*_typed(instrument), ""]),
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    _check_words(f"{ended.stdout} {ended.stderr}", "assess")
    (answers,) = tmp_path.glob("*.answers.json")
    assert len(json.loads(answers.read_bytes())["answers"]) == len(instrument.questionnaire.questions), ended.stdout
    assert (tmp_path / "plan.html").exists()
