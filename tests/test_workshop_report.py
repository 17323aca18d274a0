"""`readiness workshop report`: the plan of what was agreed, with how the workshop got there, in every format."""

import json
import os
import re
from pathlib import Path
from typing import Any

import page as pdf_validation
import pytest

from readiness.exits import ExitCode
from readiness.workshop.folder import WorkshopFolder
from scoring.instrument import Instrument
from tests.made_plans import HOSTILE, MARKUP, find, text, tree
from tests.program import run
from tests.texts_of_files import text_of
from tests.workshops import make_workshop, person_code, random_people, write_agreed

DAY = ("--as-of", "2026-11-27")
ANNEX = "How we got here"
DOCUMENTS = (".pdf", ".html", ".docx", ".md", ".xlsx", ".json")
AGREED: dict[str, Any] = {
    "leadership.vision": {"level": 1, "agreement": {"how": "agreed", "reason": "The plan has no owner yet"}},
    "leadership.values": {
        "level": 0,
        "agreement": {"how": "cautious", "dissent": ["It works on my ward", "We wrote it down in May"]},
    },
    "team.introduction": {"unknown": True, "agreement": {"how": "parked", "who": "HR partner", "by": "2026-12-11"}},
}


@pytest.fixture
def workshop(tmp_path: Path, instrument: Instrument) -> WorkshopFolder:
    """Eight people's answers, and three questions agreed."""
    folder = make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 8))
    write_agreed(folder, instrument, AGREED)
    return folder


def test_another_version_of_what_was_agreed_is_named(workshop: WorkshopFolder) -> None:
    """Nothing uses it by itself: the report and agreeing say how to add it, and it is no unknown file to forget."""
    folder = workshop.path.parent
    other = workshop.path / "agreed (other version).json"
    other.write_bytes(workshop.agreed.read_bytes())
    shown = f"workshop{os.sep}{other.name} has another version of the agreed answers, which is not used. To add the "
    merge = f'workshop agree workshop --merge "workshop{os.sep}{other.name}"`.'
    for command in (("report",), ("agree", "--first-day", "2199-03-01")):
        said = run("workshop", command[0], "workshop", *command[1:], *DAY, folder=folder).stderr
        assert shown in said, said
        assert merge in said.replace("'", '"')
    run("workshop", "report", "workshop", *DAY, folder=folder)
    said = run("workshop", "forget", "workshop", "--yes", *DAY, folder=folder).stderr
    assert f"other views (agreed.json and {other.name})" in said
    assert "These files are kept too" not in said
    assert other.exists()


def test_what_is_open_or_parked_is_told_as_it_is(workshop: WorkshopFolder) -> None:
    """A question that nobody agreed on has no answer to be not given, and nobody agreed on not knowing."""
    annex = report(workshop, ".md").partition(ANNEX)[2]
    assert "Not agreed yet." in annex
    assert "Not answered." not in annex
    assert "| Parked. To find out: HR partner" in annex


def report(workshop: WorkshopFolder, suffix: str, *options: str) -> str:
    folder = workshop.path.parent
    ended = run("workshop", "report", "workshop", "-o", f"report{suffix}", *DAY, *options, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return text_of(folder / f"report{suffix}")


@pytest.mark.pdf
@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_every_format_says_how_the_workshop_got_there(workshop: WorkshopFolder, suffix: str) -> None:
    """First views, reason, dissent in its words, and what was parked; nothing of anybody's own answers."""
    said = " ".join(report(workshop, suffix).split())
    for words in ("The plan has no owner yet", "It works on my ward", "We wrote it down in May", "HR partner"):
        assert words in said, words
    assert (ANNEX if suffix != ".json" else "first_views") in said
    assert "Private" not in said
    assert not any(person_code(number) in said for number in range(8))


@pytest.mark.pdf
@pytest.mark.parametrize("audience", ["commissioner", "public"])
@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_others_do_not_get_how_it_came_about(workshop: WorkshopFolder, suffix: str, audience: str) -> None:
    """With `--for` the annex, reasons and dissent are left out of every format."""
    said = " ".join(report(workshop, suffix, "--for", audience).split())
    for words in (ANNEX, "first_views", "The plan has no owner yet", "It works on my ward", "HR partner"):
        assert words not in said, words


def test_typed_sentences_are_told_apart(workshop: WorkshopFolder) -> None:
    """What was typed without a full stop does not run into the next view."""
    assert "Another view: It works on my ward. Another view: We wrote it down in May" in report(workshop, ".docx")


def test_first_views_are_those_of_the_agenda(workshop: WorkshopFolder) -> None:
    """Each spread is the agenda's, in its order, and the page shows it as dots."""
    folder = workshop.path.parent
    agenda = json.loads(run("workshop", "compare", "workshop", "--format", "json", folder=folder).stdout)
    views = json.loads(report(workshop, ".json"))["first_views"]
    assert views["people"] == 8
    assert views["questions"] == [question["id"] for question in agenda["questions"]]
    for question in agenda["questions"]:
        assert views["spreads"][question["id"]]["counts"] == question["counts"]
    report(workshop, ".html")
    root = tree((folder / "report.html").read_text(encoding="utf-8"))
    section = next(each for each in root.iter("section") if each.get("class") == "got-here")
    drawings = [each for each in section.iter() if each.tag.endswith("svg")]
    assert len(drawings) == 48
    dots = sum(item.get("class") == "dot" for each in drawings for item in each.iter())
    assert dots == sum(sum(question["counts"]) for question in agenda["questions"])


def test_it_says_how_many_questions_are_not_agreed_yet(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """The number of questions that are not agreed is said, if any; parked ones count as agreed."""
    folder = workshop.path.parent
    call = ("workshop", "report", "workshop", "-o", "report.json", *DAY)
    assert "\n45 of the 48 questions are not agreed yet.\n" in run(*call, folder=folder).stderr
    parked = {"unknown": True, "agreement": {"how": "parked"}}
    first, *others = instrument.questionnaire.questions
    write_agreed(workshop, instrument, dict.fromkeys(others, parked))
    assert "\n1 of the 48 questions is not agreed yet.\n" in run(*call, folder=folder).stderr
    write_agreed(workshop, instrument, dict.fromkeys((first, *others), parked))
    assert "not agreed yet" not in run(*call, folder=folder).stderr


def test_it_is_the_plan_of_what_was_agreed(workshop: WorkshopFolder) -> None:
    """Scores and decisions are those of `readiness plan` on the same file, which has no annex."""
    folder = workshop.path.parent
    ended = run("plan", "workshop/agreed.json", "-o", "plan.json", *DAY, folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    plan = json.loads((folder / "plan.json").read_bytes())
    ours = json.loads(report(workshop, ".json"))
    assert ours.pop("first_views")
    assert ours == plan


@pytest.mark.pdf
def test_without_a_name_it_is_a_pdf_in_the_folder(workshop: WorkshopFolder) -> None:
    """Without a name the report is `report.pdf`, next to the agreed answers."""
    ended = run("workshop", "report", "workshop", *DAY, "--brief", folder=workshop.path.parent)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert workshop.report().read_bytes().startswith(b"%PDF-")


def test_without_agreements_there_is_no_report(tmp_path: Path, instrument: Instrument) -> None:
    """If nothing is agreed, it is said what to do first; an agreed file of something else is named."""
    workshop = make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 3))
    ended = run("workshop", "report", "workshop", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "nothing is agreed yet" in ended.stderr
    assert "workshop agree" in ended.stderr
    write_agreed(workshop, instrument, AGREED, workshop={"id": "OTHER1"})
    ended = run("workshop", "report", "workshop", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "doesn't contain the answers agreed in this workshop" in ended.stderr


def test_the_agreed_file_is_never_written_over(workshop: WorkshopFolder) -> None:
    """A report that would replace what was agreed is refused."""
    ended = run("workshop", "report", "workshop", "-o", "workshop/agreed.json", folder=workshop.path.parent)
    assert ended.returncode == ExitCode.WRONG_USAGE


@pytest.mark.parametrize("number", [0, 1, 2])
def test_first_views_of_one_or_two_people_are_left_out(tmp_path: Path, instrument: Instrument, number: int) -> None:
    """First views that would say who answered what are left out; with `--open` everybody agrees to show them."""
    workshop = make_workshop(tmp_path / "workshop", instrument, random_people(instrument, number))
    write_agreed(workshop, instrument, AGREED)
    assert json.loads(report(workshop, ".json"))["first_views"]["spreads"] == {}
    said = " ".join(report(workshop, ".md").split())
    assert "The first answers are not shown" in said
    assert "The plan has no owner yet" in said
    assert bool(json.loads(report(workshop, ".json", "--open"))["first_views"]["spreads"]) == bool(number)


@pytest.mark.pdf
def test_the_annex_is_accessible(workshop: WorkshopFolder) -> None:
    """The PDF with its annex conforms to PDF/UA-1, in large print too."""
    for options in ((), ("--large-print",)):
        report(workshop, ".pdf", *options)
        checked = pdf_validation.validate_pdf(str(workshop.path.parent / "report.pdf"), profile="ua1")
        assert checked.is_compliant, str(checked)


def test_large_print_says_it_in_words_alone(workshop: WorkshopFolder) -> None:
    """Large print has only words, as the numbers below the dots would be too small."""
    report(workshop, ".html", "--large-print")
    root = tree((workshop.path.parent / "report.html").read_text(encoding="utf-8"))
    section = next(each for each in root.iter("section") if each.get("class") == "got-here")
    assert not [each for each in section.iter() if each.tag.endswith("svg")]
    assert "Each dot" not in text(section)
    assert re.search(r"(Not yet|Planned|In place) \d", text(section))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_in_axe_core(workshop: WorkshopFolder, browser: Any, scheme: str, width: int) -> None:
    """The page with its annex, light and dark, on a phone and on a screen."""
    from axe_playwright_python.sync_playwright import Axe

    report(workshop, ".html")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((workshop.path.parent / "report.html").as_uri())
    violations = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []
    assert wide <= width


@pytest.mark.slow
def test_dissent_cannot_break_the_page(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """Dissent that people typed stays text."""
    agreement = {"how": "cautious", "reason": HOSTILE, "dissent": [HOSTILE, "="]}
    write_agreed(workshop, instrument, {"leadership.vision": {"level": 1, "agreement": agreement}})
    report(workshop, ".html")
    root = tree((workshop.path.parent / "report.html").read_text(encoding="utf-8"))
    assert not root.findall(".//script")
    assert not root.findall(".//img")
    assert MARKUP in text(find(root, ".//main"))
    for suffix in (".docx", ".md", ".xlsx"):
        assert report(workshop, suffix)
