"""A workshop in another language: what the room sees, types and gets is translated, and so are its faults."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from questionnaires.answers import Service
from questionnaires.model import ChecklistQuestion
from readiness.workshop.folder import WorkshopFolder
from scoring.instrument import load_instrument
from tests.made_up_language import made_up, made_up_questionnaire, words_left
from tests.program import run_in_own_process
from tests.workshops import make_workshop, person_code, random_people, write_agreed, write_person

pytestmark = pytest.mark.slow

WORDS = made_up("words")
_KNOWN = (*map(person_code, range(9)), r"workshop (?:agree|forget)", r"\.txt", r"\.xyz")
"""Codes of people, names of commands, and ends of files."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the questionnaire in the made-up language, and a workshop of eight people in it."""
    folder = tmp_path_factory.mktemp("greek")
    made_up_questionnaire(folder / "ελ")
    return folder


@pytest.fixture
def workshop(place: Path, tmp_path: Path) -> WorkshopFolder:
    instrument = load_instrument(place / "ελ")
    people = random_people(instrument, 8)
    for person in people:
        for answer in person["answers"].values():
            answer |= dict.fromkeys(answer.keys() & {"note", "not_applicable"}, WORDS)
    return make_workshop(tmp_path / "α", instrument, people, service=Service(name=made_up("service")))


def in_greek(workshop: WorkshopFolder, place: Path, *arguments: str, typed: str = "") -> CompletedProcess[str]:
    """Runs a command of the workshop in the made-up language, and checks what it says."""
    named = ("workshop", arguments[0], "α", *arguments[1:], "--questionnaire", str(place / "ελ"))
    done = run_in_own_process(*named, folder=workshop.path.parent, typed=typed)
    assert "Traceback" not in done.stderr
    assert words_left(f"{done.stdout}\n{done.stderr}", *_KNOWN) == []
    return done


def test_agenda(workshop: WorkshopFolder, place: Path) -> None:
    """The agenda is translated on screen."""
    in_greek(workshop, place, "compare")
    in_greek(workshop, place, "compare", "--all")


def test_room(workshop: WorkshopFolder, place: Path) -> None:
    """Every screen of the room is translated, and everything that it asks."""
    code = load_instrument(place / "ελ").questionnaire.codes
    checklist = next(
        code[name]
        for name, question in load_instrument(place / "ελ").questionnaire.questions.items()
        if isinstance(question, ChecklistQuestion)
    )
    lines = [
        *("v", "", "1", "n", WORDS, "", "k", "0", "x", WORDS, "", WORDS, ""),
        *("p", "y", WORDS, WORDS, "01/01/2020", "01/03/2199", "u", "j", checklist, "n", "b"),
        *("k", "1", WORDS, "", "", "", "j", "ΛΕ1", "j", "LE1", "ψψ", "f"),
    ]
    in_greek(workshop, place, "agree", "--plain", typed="".join(f"{line}\n" for line in lines))


def test_end_of_the_agenda(workshop: WorkshopFolder, place: Path) -> None:
    """Confirming together, and the end of the agenda, are translated."""
    lines = [*(["n"] * 40), "c", "1", *(["n"] * 9), "4", "01/03/2199", "u", "c", "2", "f"]
    in_greek(workshop, place, "agree", "--plain", typed="".join(f"{line}\n" for line in lines))
    in_greek(workshop, place, "agree", "--plain", typed="f\n")


def test_merging(workshop: WorkshopFolder, place: Path) -> None:
    """What is said about merging is translated."""
    instrument = load_instrument(place / "ελ")
    agreed = {"leadership.vision": {"level": 1, "agreement": {"how": "agreed", "reason": WORDS}}}
    other = {
        "leadership.vision": {"level": 2, "agreement": {"how": "cautious", "dissent": [WORDS]}},
        "leadership.values": {"unknown": True, "agreement": {"how": "parked", "who": WORDS, "by": "2199-03-01"}},
    }
    write_agreed(workshop, instrument, agreed)
    there = write_agreed(WorkshopFolder(workshop.path.parent / "β"), instrument, other)
    in_greek(workshop, place, "agree", "--merge", str(there))


def test_forgetting(workshop: WorkshopFolder, place: Path) -> None:
    """What would be deleted, what is kept, and what there is afterwards are translated."""
    instrument = load_instrument(place / "ελ")
    write_person(workshop, instrument, 8, {"workshop": {"id": "OTHER", "person": "ΩΩ"}})
    (workshop.answers / "δ.txt").write_text("", encoding="utf-8")
    (workshop.path / "ε.txt").write_text("", encoding="utf-8")
    in_greek(workshop, place, "forget")
    in_greek(workshop, place, "forget", "--yes")
    in_greek(workshop, place, "compare")
    in_greek(workshop, place, "report", "-o", "α.md")


@pytest.mark.parametrize(
    "arguments",
    [["agree"], ["agree", "--first-day", "01/01/2020"], ["compare", "-o", "α.xyz"], ["compare", "--pages"], ["report"]],
    ids=" ".join,
)
def test_fault(workshop: WorkshopFolder, place: Path, arguments: list[str]) -> None:
    """Faults are translated."""
    assert in_greek(workshop, place, *arguments).returncode in (2, 3)
