"""`readiness compare` from outside: on screen, as JSON and in every format; wrong use and files that are unlike."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import page
import pytest

from readiness.comparison.files import SUFFIXES
from tests.plans_of_services import HOSTILE
from tests.program import run
from tests.texts_of_files import text_of

ON = ("--as-of", "2027-05-10")
READABLE = [
    pytest.param(suffix, marks=pytest.mark.pdf) if suffix == ".pdf" else suffix
    for suffix in SUFFIXES
    if suffix not in (".ics", ".json")
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the example as `then.json`, and as it may be half a year later as `now.json`."""
    text = run("example", folder=tmp_path).stdout
    (tmp_path / "then.json").write_text(text, encoding="utf-8")
    later = json.loads(text)
    later["updated_at"] = "2027-05-03T10:00:00Z"
    later["answers"]["leadership.vision"] = {"level": 3, "note": "Asked three people in April"}
    later["answers"]["leadership.practical-plan"]["level"] = 2
    later["answers"]["supervision.regular"] = {"unknown": True}
    write(tmp_path / "now.json", later)
    return tmp_path


def write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def change(path: Path, **changes: Any) -> None:
    """Changes what stands at the top of an answer file."""
    write(path, json.loads(path.read_text(encoding="utf-8")) | changes)


SAID = (
    "Riverside Recovery Team",
    "Can we go ahead?",
    "Domains that changed",
    "Leadership vision",
    "Answers that have gone up without new evidence",
    "LE4 a written project plan (essential)",
    "same note as before",
    "Higher now",
    "No longer known",
    "new note",
    "Finish the peer support project plan and name a project lead",
)


def test_screen_says_what_moved(folder: Path) -> None:
    """Decisions, domains, questions with their evidence, and actions, in plain lines for a pipe."""
    shown = run("compare", "then.json", "now.json", *ON, folder=folder)
    assert shown.returncode == 0, shown.stderr
    assert not [words for words in SAID if words not in shown.stdout]
    moved = "- LE1 a shared aim for peer support (essential): from “2 In place” to “3 Shown to work”; new note"
    assert moved in shown.stdout
    assert "Advertise the posts: from “Go with conditions” to “Go”" in shown.stdout
    assert "Note:" not in shown.stdout
    assert "readiness plan now.json" in shown.stderr


@pytest.mark.parametrize("suffix", READABLE)
def test_every_format_says_the_same(folder: Path, suffix: str) -> None:
    """Documents and tables have what the screen has; headings of documents are kinds of rows in tables."""
    made = run("compare", "then.json", "now.json", "-o", f"moved{suffix}", *ON, folder=folder)
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert f"The comparison is in moved{suffix}" in made.stderr
    text = text_of(folder / f"moved{suffix}")
    headings = ("Can we go ahead?", "Domains that changed", "Answers that have gone up without new evidence")
    assert not [words for words in SAID if words not in text and not (suffix == ".csv" and words in headings)]


def test_same_input_gives_the_same_bytes(folder: Path) -> None:
    """A comparison does not depend on the time at which it is made."""
    for suffix in (".docx", ".xlsx", ".html", ".md", ".csv", ".ics", ".json"):
        files = [folder / f"{name}{suffix}" for name in ("one", "two")]
        for file in files:
            assert run("compare", "then.json", "now.json", "-o", file.name, *ON, folder=folder).returncode == 0
        assert files[0].read_bytes() == files[1].read_bytes(), suffix


def test_json_on_screen_and_in_a_file_are_one(folder: Path) -> None:
    """`--format json` and a `.json` file have everything, for other programs."""
    shown = run("compare", "then.json", "now.json", "--format", "json", *ON, folder=folder)
    run("compare", "then.json", "now.json", "-o", "moved.json", *ON, folder=folder)
    both = run("compare", "then.json", "now.json", "-o", "moved.md", "--format", "json", *ON, folder=folder)
    assert both.stdout == shown.stdout
    assert (folder / "moved.md").exists()
    found = json.loads(shown.stdout)
    assert found == json.loads((folder / "moved.json").read_text(encoding="utf-8"))
    assert (found["format"], found["format_version"], found["as_of"]) == ("readiness-comparison", 1, "2027-05-10")
    assert found["without_new_evidence"] == ["leadership.practical-plan"]
    assert {move["question"]: move["direction"] for move in found["questions"]} == {
        "leadership.vision": "up",
        "leadership.practical-plan": "up",
        "supervision.regular": "lost",
    }
    assert [domain["domain"] for domain in found["domains"]] == ["leadership", "supervision"]


def test_tables_have_a_row_for_each_change(folder: Path) -> None:
    """CSV and workbook have the same rows, which can be filtered by kind."""
    for suffix in (".csv", ".xlsx"):
        run("compare", "then.json", "now.json", "-o", f"moved{suffix}", *ON, folder=folder)
    table = list(csv.reader(StringIO((folder / "moved.csv").read_text(encoding="utf-8-sig"))))
    sheet = openpyxl.load_workbook(BytesIO((folder / "moved.xlsx").read_bytes()))["Changes"]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == table
    assert table[0] == ["What", "Id", "Name", "Then", "Now", "Change", "Evidence"]
    assert [row[1] for row in table if row[0] == "Question"] == [
        "leadership.vision",
        "leadership.practical-plan",
        "supervision.regular",
    ]


def test_calendar_has_the_new_actions(folder: Path) -> None:
    """What has to be done since then is in the calendar under the same identifiers as in the plan's; nothing else."""
    run("plan", "now.json", "-o", "plan.ics", *ON, folder=folder)
    run("compare", "then.json", "now.json", "-o", "moved.ics", *ON, folder=folder)
    plan, moved = (entries(folder / name) for name in ("plan.ics", "moved.ics"))
    assert moved
    assert moved.items() < plan.items()
    new = json.loads(run("compare", "then.json", "now.json", "--format", "json", *ON, folder=folder).stdout)["new"]
    assert {title.split(" ")[0] for title in moved.values()} <= {action["code"] for action in new}


def entries(path: Path) -> dict[str, str]:
    """The titles of a calendar's entries by their identifiers."""
    lines = path.read_text(encoding="utf-8").replace("\n ", "").replace("\r", "").splitlines()
    uids = [line.removeprefix("UID:") for line in lines if line.startswith("UID:")]
    titles = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    return dict(zip(uids, titles, strict=True))


def test_what_was_agreed_beside_each_file_counts(folder: Path) -> None:
    """An action that was finished since then, by its status next to the later file, is named as finished."""
    done = run("actions", "now.json", "--set", "TE3", "--status", "done", *ON, folder=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(run("compare", "then.json", "now.json", "--format", "json", *ON, folder=folder).stdout)
    assert "TE3" in [action["code"] for action in found["finished"]]


def test_an_action_with_a_better_answer_is_not_called_finished(folder: Path) -> None:
    """Nobody recorded it as done: it is only no longer to do, and its question may have a new action."""
    shown = run("compare", "then.json", "now.json", *ON, folder=folder).stdout
    assert "No longer needed" in shown
    assert "Finished" not in shown


# Wrong use, and files that are unlike


def test_one_file_given_twice_is_wrong_usage(folder: Path) -> None:
    """The same file twice, even through a link, is wrong usage, and nothing is written."""
    (folder / "link.json").symlink_to(folder / "now.json")
    for later in ("now.json", "./now.json", "link.json"):
        ended = run("compare", "now.json", later, "-o", "moved.md", folder=folder)
        assert ended.returncode == 2
        assert "you gave this file twice. Give the service's earlier file first" in ended.stderr
    assert not (folder / "moved.md").exists()


@pytest.mark.parametrize("name", ["moved.doc", "moved", "now.json", "then.json"])
def test_wrong_names_for_the_comparison(folder: Path, name: str) -> None:
    """An ending that is none, and the files themselves, which would be lost."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ended = run("compare", "then.json", "now.json", "-o", name, folder=folder)
    assert ended.returncode == 2
    assert "the comparison's file name has to end in .pdf, .html" in ended.stderr or "would replace it" in ended.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        pytest.param({"format": "recipe"}, "so this isn't an answer file", id="other-format"),
        pytest.param({"questionnaire": {"id": "cake", "version": "1.0"}}, "another questionnaire ('cake'", id="other"),
        pytest.param({"questionnaire": {"id": "peer-support", "version": "2.0"}}, "version 2.0", id="major"),
        pytest.param({"format_version": 3}, "a version later than", id="newer-format"),
    ],
)
def test_files_that_cannot_be_used(folder: Path, damage: dict[str, Any], said: str) -> None:
    """A file that does not fit ends with 3, and each of two such files is named."""
    change(folder / "then.json", **damage)
    ended = run("compare", "then.json", "now.json", folder=folder)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith("then.json: ")
    assert said in ended.stderr
    change(folder / "now.json", **damage)
    both = run("compare", "then.json", "now.json", folder=folder).stderr
    assert "now.json: " in both
    assert "then.json: " in both


def test_missing_file(folder: Path) -> None:
    """A missing file ends with exit code 3."""
    ended = run("compare", "gone.json", "now.json", folder=folder)
    assert ended.returncode == 3
    assert ended.stderr.startswith("gone.json: there is no such file")


def test_files_that_do_not_match_are_compared_and_it_is_said(folder: Path) -> None:
    """Files that differ in service or order, or have the same answers, are compared, and the difference is said."""
    content = json.loads((folder / "then.json").read_text(encoding="utf-8"))
    write(folder / "other.json", content | {"service": {"name": "Elm Ward"}, "updated_at": "2026-11-01T10:00:00Z"})
    shown = run("compare", "then.json", "other.json", *ON, folder=folder)
    assert shown.returncode == 0
    notes = [line for line in shown.stdout.splitlines() if line.startswith("Note: ")]
    assert ["different services" in notes[0], "older one" in notes[1], "in both files are the same" in notes[2]] == [
        True
    ] * 3
    written = run("compare", "then.json", "other.json", "-o", "moved.md", *ON, folder=folder)
    assert written.stderr.count("different services") == 1
    assert "**Note.** The two files are about different services" in (folder / "moved.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", READABLE)
def test_notes_stay_in_the_answer_files(folder: Path, suffix: str) -> None:
    """A comparison says that there is a new note, not what is in it, so that it can be passed on."""
    run("compare", "then.json", "now.json", "-o", f"moved{suffix}", *ON, folder=folder)
    assert "Asked three people in April" not in text_of(folder / f"moved{suffix}")


def test_what_somebody_typed_stays_text(folder: Path) -> None:
    """A hostile name is neither markup nor a formula in any format."""
    change(folder / "now.json", service={"name": HOSTILE})
    for suffix in (".html", ".md", ".csv", ".xlsx", ".docx", ".ics"):
        ended = run("compare", "then.json", "now.json", "-o", f"moved{suffix}", *ON, folder=folder)
        assert ended.returncode == 0, ended.stderr
    html = (folder / "moved.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<img" not in html
    assert "\\<script\\>" in (folder / "moved.md").read_text(encoding="utf-8")
    table = list(csv.reader(StringIO((folder / "moved.csv").read_text(encoding="utf-8-sig"))))
    assert [row[2][:5] for row in table if row[0] == "Files"] == ["'=cmd"]
    workbook = openpyxl.load_workbook(BytesIO((folder / "moved.xlsx").read_bytes()))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=cmd") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_violation_in_axe_core(folder: Path, browser: Any, width: int, scheme: str) -> None:
    """axe-core finds nothing, light or dark, on a phone or a desk; nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    run("compare", "then.json", "now.json", "-o", "moved.html", *ON, folder=folder)
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.goto((folder / "moved.html").as_uri())
    violations = Axe().run(tab).response["violations"]
    wide = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []
    assert wide <= width


@pytest.mark.pdf
@pytest.mark.parametrize("options", [(), ("--large-print",)])
def test_pdf_is_accessible(folder: Path, options: tuple[str, ...]) -> None:
    """A comparison as PDF conforms to PDF/UA-1, in large print too."""
    run("compare", "then.json", "now.json", "-o", "moved.pdf", *options, *ON, folder=folder)
    checked = page.validate_pdf(str(folder / "moved.pdf"), profile="ua1")
    assert checked.is_compliant, str(checked)


def test_a_workshop_stands_for_what_was_agreed_in_it(folder: Path) -> None:
    """Before and after: the folder of a workshop is given instead of an answer file."""
    (folder / "day").mkdir()
    (folder / "day" / "workshop.json").write_text("{}", encoding="utf-8")
    (folder / "now.json").rename(folder / "day" / "agreed.json")
    by_folder = run("compare", "then.json", "day", *ON, folder=folder)
    by_file = run("compare", "then.json", "day/agreed.json", *ON, folder=folder)
    assert by_folder.returncode == 0, by_folder.stderr
    assert by_folder.stdout == by_file.stdout
    assert "Domains that changed" in by_folder.stdout
    (folder / "day" / "agreed.json").unlink()
    nothing = run("compare", "then.json", "day", *ON, folder=folder)
    assert nothing.returncode == 3
    assert "day/agreed.json" in nothing.stderr


def test_an_answer_that_was_not_known_is_not_called_higher(folder: Path) -> None:
    """The heading over answers without new evidence also holds for those that were "don't know" before."""
    then = json.loads((folder / "then.json").read_text(encoding="utf-8"))
    (unknown, *_others) = (question for question, answer in then["answers"].items() if answer.get("unknown"))
    now = json.loads((folder / "now.json").read_text(encoding="utf-8"))
    assert "or were “don't know” before" not in run("compare", "then.json", "now.json", *ON, folder=folder).stdout
    now["answers"][unknown] = {"level": 1}
    write(folder / "now.json", now)
    assert "or were “don't know” before" in run("compare", "then.json", "now.json", *ON, folder=folder).stdout


def test_an_action_with_another_in_its_place_is_replaced(folder: Path) -> None:
    """An answer that rose from level 1 to 2 has another action, which is shown with the one that it replaces."""
    shown = run("compare", "then.json", "now.json", *ON, folder=folder).stdout
    replaced = shown.split("Actions: Replaced", 1)[1].split("Actions:", 1)[0]
    assert "instead of “Finish the peer support project plan and name a project lead”" in replaced
    assert "LE4" not in shown.split("Actions: New", 1)[-1]


def test_answers_that_are_no_longer_there_are_not_called_unknown(folder: Path) -> None:
    """An answer that was removed is not answered, which is not the same as not known."""
    now = json.loads((folder / "now.json").read_text(encoding="utf-8"))
    del now["answers"]["leadership.vision"], now["answers"]["supervision.regular"]
    write(folder / "now.json", now)
    shown = run("compare", "then.json", "now.json", *ON, folder=folder).stdout
    assert "Not answered now (2)" in shown
    assert "No longer known" not in shown


def test_two_services_and_swapped_files_are_set_side_by_side(folder: Path) -> None:
    """Where the differences are not changes over time, no words say that they are."""
    service = {"name": "Hazel", "organisation": "Another Trust"}
    swapped = run("compare", "now.json", "then.json", *ON, folder=folder).stdout
    assert "Riverside Recovery Team: two answer files compared" in swapped
    change(folder / "now.json", service=service)
    other = run("compare", "then.json", "now.json", *ON, folder=folder).stdout
    assert "Riverside Recovery Team and Hazel compared" in other
    for shown in (swapped, other):
        words = ("What has changed at", "as before", "Higher now", "gone up", "No longer", "Actions: New", ", now ")
        assert not [said for said in words if said in shown]
