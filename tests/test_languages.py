"""The program in another language: nothing is left in English on any screen, page or file."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import lxml.html
import pypdf
import pytest

from questionnaires.language import CATALOGUE, CATALOGUE_VARIABLE, LANGUAGE_VARIABLE
from tests.made_up_language import LANGUAGE, made_up_answers, made_up_questionnaire, said_in, words_left
from tests.program import run, run_in_own_process

pytestmark = pytest.mark.slow

OURS = ("--questionnaire", "ελ")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the questionnaire, a service's answers in it, and a folder of answers of two services."""
    folder = tmp_path_factory.mktemp("greek")
    made_up_questionnaire(folder / "ελ")
    answers = made_up_answers(folder / "α.answers.json")
    many = folder / "πολλά"
    many.mkdir()
    content = json.loads(answers.read_bytes())
    for name in ("β", "γ"):
        content["service"]["name"] = f"«{name}{name}»"
        (many / f"{name}.answers.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def in_greek(place: Path, *arguments: str, typed: str = "") -> CompletedProcess[str]:
    """Runs a command with the questionnaire in the made-up language, and checks what it says.

    Args:
        place: the folder in which it runs.
        arguments: the command's.
        typed: what is put in, line by line.
    """
    done = run_in_own_process(*arguments, *OURS, folder=place, typed=typed)
    assert "Traceback" not in done.stderr
    assert words_left(f"{done.stdout}\n{done.stderr}") == []
    return done


COMMANDS = (
    *("assess", "score", "plan", "actions", "batch", "compare", "questions", "templates", "check", "schema", "example"),
    *("form", "import", "workshop"),
    *(f"workshop {name}" for name in ("new", "compare", "agree", "enter", "report", "forget")),
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(place: Path, command: str) -> None:
    """The help of every command is translated."""
    catalogue = {LANGUAGE_VARIABLE: LANGUAGE, CATALOGUE_VARIABLE: str(place / "ελ" / CATALOGUE)}
    shown = run_in_own_process(*command.split(), "--help", folder=place, **catalogue)
    assert shown.returncode == 0
    choices, called, names = r"\[[a-z|A-Z]+\]", r"\bpython -m\b", r"(?m)^  [a-z]+(?=  )"
    assert words_left(shown.stdout, choices, called, names) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "α.answers.json", "--all"],
        ["actions", "α.answers.json", "--list"],
        ["questions"],
        ["questions", "SU1"],
        ["check"],
        ["check", "α.answers.json"],
        ["check", "πολλά"],
        ["compare", "α.answers.json", "πολλά/β.answers.json"],
    ],
    ids=" ".join,
)
def test_screen(place: Path, arguments: list[str]) -> None:
    """What is shown on screen is translated."""
    in_greek(place, *arguments)


def test_interview(place: Path) -> None:
    """What is asked in an interview, and said at its end, is translated."""
    keys = ["", "x", "1", "«α»", "", "1/3", "1", "1", "77", "w", "t", "n", "«ν»", "d", "2", "", "r", "1", "1", "b", "f"]
    assert in_greek(place, "assess", "--plain", "--short", "new.json", typed="\n".join([*keys, ""])).returncode == 0
    assert in_greek(place, "assess", "--plain", "α.answers.json", typed="3\n2\n").returncode == 0


def test_agreeing_on_actions(place: Path) -> None:
    """Asking about actions is translated, and so is what was changed with an option."""
    keys = ["", "77", "TE3", "h", "1", "«α»", "2", "77", "31/12/2026", "3", "4", "«β»", "4", "", "u", "b", "f"]
    assert in_greek(place, "actions", "--plain", "α.answers.json", typed="\n".join([*keys, ""])).returncode == 0
    assert in_greek(place, "actions", "α.answers.json", "--set", "TE4", "--status", "done").returncode == 0


def test_english_table_is_read(place: Path) -> None:
    """A table of actions that was written in English, with what somebody filled in, is read in any language."""
    table = place / "actions.csv"
    run("plan", "α.answers.json", "-o", table, folder=place)
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    changed = [line.replace(",Open,,", ",Accepted risk,«α»,") for line in lines]
    assert changed != lines
    table.write_text("\n".join(changed), encoding="utf-8-sig")
    done = in_greek(place, "actions", "α.answers.json", "--read", "actions.csv")
    assert done.returncode == 0


@pytest.mark.parametrize("ending", ["pdf", "html", "docx", "md", "csv", "xlsx", "ics"])
def test_plan(place: Path, tmp_path: Path, ending: str) -> None:
    """A plan is translated in every format, and no text is cut though each is longer than in English."""
    in_greek(place, "plan", "α.answers.json", "-o", str(tmp_path / f"plan.{ending}"))
    said = said_in(tmp_path / f"plan.{ending}")
    assert words_left(said) == []
    assert said.count("«") == said.count("»")  # no text is cut


def test_pages_name_their_language(place: Path, tmp_path: Path) -> None:
    """A page and a PDF say which language they are in, so that a screen reader speaks it."""
    for name in ("plan.html", "plan.pdf"):
        in_greek(place, "plan", "α.answers.json", "-o", str(tmp_path / name))
    page = lxml.html.document_fromstring((tmp_path / "plan.html").read_text(encoding="utf-8"))
    assert page.get("lang") == LANGUAGE
    assert str(pypdf.PdfReader(tmp_path / "plan.pdf").root_object["/Lang"]) == LANGUAGE


def test_batch(place: Path, tmp_path: Path) -> None:
    """The report, the tables and the plans of many services are translated; columns for programs keep their names."""
    done = in_greek(place, "batch", "πολλά", "-o", str(tmp_path / "οοο"), "--plans", "--format", "all")
    assert done.returncode == 0
    read = [*(tmp_path / "οοο").rglob("*")]
    for path in read:
        if path.suffix in (".pdf", ".html", ".docx", ".xlsx", ".md"):
            assert words_left(said_in(path)) == [], path.name


@pytest.mark.parametrize("name", ["form.html", "form.pdf", "form.xlsx"])
def test_form(place: Path, tmp_path: Path, name: str) -> None:
    """A form is translated."""
    in_greek(place, "form", "-o", str(tmp_path / name))
    assert words_left(said_in(tmp_path / name)) == []


def test_working_papers(place: Path, tmp_path: Path) -> None:
    """Working papers are translated."""
    in_greek(place, "templates", "-o", str(tmp_path / "papers"))
    papers = [*(tmp_path / "papers").iterdir()]
    assert papers
    for path in papers:
        assert words_left(said_in(path)) == [], path.name


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "none.json"],
        ["score", "ελ"],
        ["plan", "α.answers.json", "-o", "plan.xyz"],
        ["plan", "α.answers.json", "--as-of", "χθες"],
        ["actions", "α.answers.json", "--set", "XX9"],
        ["batch", "πολλά", "-o", "πολλά"],
        ["batch", "πολλά", "-o", "οοο", "--require", "αα=ββ"],
        ["check", "broken.json"],
        ["compare", "α.answers.json"],
        ["score", "--no-such-option"],
        ["τίποτα"],
    ],
    ids=" ".join,
)
def test_fault(place: Path, arguments: list[str]) -> None:
    """Faults are translated."""
    (place / "broken.json").write_text('{"format": "readiness-answers", "format_version": 1, ', encoding="utf-8")
    assert in_greek(place, *arguments).returncode in (2, 3)
