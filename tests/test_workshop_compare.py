"""`readiness workshop compare`: the agenda on screen, as JSON and as documents, and which files count."""

import json
import os
import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import page as pdf_validation
import pypdf
import pytest

from questionnaires.answers import Levelled
from readiness.exits import ExitCode
from readiness.workshop.folder import WorkshopFolder
from readiness.workshop.short_code import encode
from scoring.instrument import Instrument
from tests.made_once import made_once
from tests.made_plans import HOSTILE, MARKUP, SVG, find, text, tree
from tests.program import run
from tests.terminal import Terminal
from tests.workshops import levels, make_workshop, person_code, random_people, write_agreed, write_person

DAY = ("--as-of", "2026-11-27")


@pytest.fixture
def workshop(tmp_path: Path, instrument: Instrument) -> WorkshopFolder:
    """Eight people's answers."""
    return make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 8))


def compare(folder: Path, *options: str) -> Any:
    return run("workshop", "compare", "workshop", *DAY, *options, folder=folder)


def as_json(folder: Path, *options: str) -> Any:
    ended = compare(folder, "--format", "json", *options)
    assert "Traceback" not in ended.stderr, ended.stderr
    return json.loads(ended.stdout)


def people_of(*answers: dict[str, Any], roles: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return [
        {"answers": given, "took_part": [role] if role else []}
        for given, role in zip(answers, roles or ("",) * len(answers), strict=True)
    ]


def test_json_is_the_agenda_in_its_order(tmp_path: Path, instrument: Instrument) -> None:
    """Four people, three of them managers: counts, section, difference and roles of each question."""
    views = [
        levels(team_introduction=level, leadership_values=other)
        for level, other in ((0, 1), (2, 1), (3, "?"), (3, "?"))
    ]
    roles = ("service_manager",) * 3 + ("service_manager",)
    make_workshop(tmp_path / "workshop", instrument, people_of(*views, roles=roles))
    found = as_json(tmp_path)
    assert found["people"] == 4
    assert len(found["questions"]) == 48
    first = found["questions"][0]
    spread = {"counts": [1, 0, 1, 2], "unknown": 0, "not_applicable": 0}
    # the pairs are 2, 3, 3, 1, 1 and 0 levels apart: 10 over 6
    assert first == {
        "id": "team.introduction",
        "section": "discuss",
        "shown": True,
        **spread,
        "low": 0,
        "high": 3,
        "difference": 167,
        "by_role": {"service_manager": spread},
    }
    values = next(question for question in found["questions"] if question["id"] == "leadership.values")
    assert (values["section"], values["unknown"], values["difference"]) == ("find_out", 2, 0)
    assert list(found) == ["people", "questions"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_fewer_than_three_people_are_not_compared(tmp_path: Path, instrument: Instrument, number: int) -> None:
    """Fewer than three people are not compared, unless one or two agree to it; nobody can't be compared at all."""
    make_workshop(tmp_path / "workshop", instrument, random_people(instrument, number))
    ended = compare(tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert ended.stdout == ""
    assert (
        "import FILE --workshop workshop`, or type in" if not number else "a comparison would show who answered what"
    ) in ended.stderr
    opened = compare(tmp_path, "--open")
    assert opened.returncode == (ExitCode.DONE if number else ExitCode.WRONG_USAGE)
    assert (f"{number} {'person' if number == 1 else 'people'} answered" in opened.stdout) == bool(number)
    assert ("workshop agree workshop --open" in opened.stderr) == bool(number)  # it would be refused without


def test_what_only_two_of_four_answered_is_not_shown(tmp_path: Path, instrument: Instrument) -> None:
    """Two people would see each other's view, so it is in no format; with `--open` it is."""
    both = [levels(leadership_vision=level, team_introduction=level) for level in (0, 2)]
    make_workshop(tmp_path / "workshop", instrument, people_of(*both, *[levels(leadership_vision=1)] * 2))
    questions = {question["id"]: question for question in as_json(tmp_path)["questions"]}
    assert questions["leadership.vision"]["counts"] == [1, 2, 1, 0]
    assert questions["team.introduction"] == {
        "id": "team.introduction",
        "section": "find_out",
        "shown": False,
        "counts": [0, 0, 0, 0],
        "unknown": 0,
        "not_applicable": 0,
        "low": None,
        "high": None,
        "difference": None,
        "by_role": {},
    }
    code = instrument.questionnaire.codes["team.introduction"]
    told = re.compile(rf"^{code} .*\n +(.*)$", re.MULTILINE)
    assert told.findall(compare(tmp_path).stdout) == ["Too few answers to show."]
    assert told.findall(compare(tmp_path, "--open").stdout) == ["Not yet 1, in place 1."]
    assert agenda_html(tmp_path).count("Too few answers to show.") == 47
    opened = {question["id"]: question for question in as_json(tmp_path, "--open")["questions"]}
    assert opened["team.introduction"]["counts"] == [1, 0, 1, 0]
    assert opened["team.introduction"]["section"] == "discuss"
    assert all(question["shown"] for question in opened.values())
    nobody = questions["leadership.values"]
    assert {key: nobody[key] for key in ("shown", "counts")} == {"shown": False, "counts": [0, 0, 0, 0]}


def test_files_of_something_else_are_named_and_not_counted(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """Files of another workshop or questionnaire, without answers or damaged are named with the reason; exit code 1."""
    answers = random_people(instrument, 1)[0]["answers"]
    other = write_person(
        workshop, instrument, 20, {"workshop": {"id": "ZZZZZZ", "person": "BBBBBB"}, "answers": answers}
    )
    foreign = write_person(workshop, instrument, 21, {"questionnaire": {"id": "other", "version": "1.0"}})
    empty = write_person(workshop, instrument, 22, {})
    damaged = workshop.answers / "damaged.json"
    damaged.write_text("{", encoding="utf-8")
    (workshop.answers / ".hidden.json").write_text("{", encoding="utf-8")
    (workshop.answers / "readme.txt").write_text("no answers", encoding="utf-8")
    folder = workshop.path.parent
    ended = compare(folder, "--format", "json")
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert json.loads(ended.stdout)["people"] == 8
    lines = ended.stderr.splitlines()
    for path, words in (
        (other, "another workshop"),
        (foreign, "'other'"),
        (empty, "the file has no answers to this"),
        (damaged, "the file ends too soon"),
    ):
        assert [words in line for line in lines if path.name in line] == [True], ended.stderr
    assert len(lines) == 5
    assert "This file in the folder `answers` doesn't count: readme.txt." in lines[-1]


def test_sheets_with_whole_parts_left_out_are_named(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """They may be paper forms that nobody has finished typing in; other people leave out a question or two."""
    folder = workshop.path.parent
    assert "left out" not in compare(folder).stderr
    write_person(workshop, instrument, 9, {"answers": levels(leadership_vision=1)})
    said = compare(folder).stderr
    assert f"1 person left out whole parts of the form: {person_code(9)} (5 of 6). Their other answers count." in said


def test_answers_that_come_after_an_agenda_are_told(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """Whoever kept the earlier agenda can work them out: adding and showing them says so."""
    folder = workshop.path.parent
    late = "work out the late answers"
    path = next(workshop.answers.iterdir())
    before, after = (datetime(2026, 11, day, tzinfo=UTC).timestamp() for day in (20, 22))
    code = encode(workshop.definition(instrument), None, {"leadership.vision": Levelled(level=1)})
    assert late not in run("workshop", "enter", "workshop", "--code", code, folder=folder).stderr
    (short,) = (each for each in workshop.answers.iterdir() if not json.loads(each.read_bytes())["updated_at"])
    short.unlink()
    assert compare(folder, "-o", "workshop/agenda.html").returncode == ExitCode.DONE
    assert late not in compare(folder).stderr
    os.utime(workshop.path / "agenda.html", (after, after))
    assert late not in compare(folder).stderr  # the files have been copied since, but not the answers changed
    told = run("workshop", "enter", "workshop", "--code", code, folder=folder).stderr
    assert "There is already an agenda without these answers." in told
    assert late not in run("workshop", "enter", "workshop", "--code", code, folder=folder).stderr
    assert "Some of the answers came after an earlier agenda." in compare(folder).stderr
    (workshop.path / "agenda.html").unlink()
    assert late not in compare(folder).stderr
    os.utime(short, (before, before))
    for answers, started_at in ((levels(leadership_vision=1), "2026-11-21T12:00:00Z"), ({}, "2026-11-01T12:00:00Z")):
        write_agreed(workshop, instrument, answers, started_at=started_at)
        assert late not in compare(folder).stderr
    write_agreed(workshop, instrument, levels(leadership_vision=1), started_at="2026-11-21T12:00:00Z")
    changed = path.read_text("utf-8").replace("2026-11-21T10", "2026-11-22T10")
    path.write_text(changed, encoding="utf-8")
    assert late in compare(folder).stderr


@pytest.mark.parametrize("name", ["agenda for the day.docx", "agenda.txt", "agenda-old.html"])
def test_another_file_called_agenda_is_none(workshop: WorkshopFolder, name: str) -> None:
    """Somebody's own agenda of the day has no answers in it."""
    (workshop.path / name).write_bytes(b"10:00 Tea")
    assert "came after an earlier agenda" not in compare(workshop.path.parent).stderr


def test_what_is_no_answer_file_among_the_answers_is_named(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A form that was put there as it came, a folder, and the agreed file; but not what programs leave there."""
    (workshop.answers / "d.xlsx").write_bytes(b"PK\x03\x04")
    (workshop.answers / "late").mkdir()
    for name in ("a.json.bak", "a.json.unfinished", ".hidden", "not_read.csv"):
        (workshop.answers / name).write_bytes(b"something")
    ended = compare(workshop.path.parent, "--format", "json")
    assert ended.returncode == ExitCode.DONE
    assert (
        "These files in the folder `answers` don't count: d.xlsx and late. If people's answers are in them"
        in ended.stderr
    )
    assert "import FILE --workshop" in ended.stderr
    answers = {"leadership.vision": {"level": 1, "agreement": {"how": "agreed"}}}
    write_agreed(workshop, instrument, answers).rename(workshop.answers / "agreed.json")
    ended = compare(workshop.path.parent, "--format", "json")
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert json.loads(ended.stdout)["people"] == 8
    assert "agreed.json: the file has the answers that a workshop agreed, not one person's answers" in ended.stderr


def test_the_newest_file_of_a_person_counts(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """The same code in two files is one person, and it is said which file counts."""
    newer = {"updated_at": "2026-11-21T11:00:00Z", "answers": levels(leadership_vision=3)}
    path = write_person(workshop, instrument, 0, {**newer, "workshop": {"id": "WKSHPX", "person": person_code(0)}})
    path.rename(workshop.answers / "again.json")
    write_person(workshop, instrument, 0, {"answers": levels(leadership_vision=0)})
    folder = workshop.path.parent
    ended = compare(folder, "--format", "json")
    assert ended.returncode == ExitCode.DONE
    said = "There are 2 files from one person. The newest is counted: again.json. This one is not counted: "
    assert f"{said}{person_code(0)}.json." in ended.stderr
    others = random_people(instrument, 8)[1:]
    make_workshop(folder / "others", instrument, [*others, newer])
    wanted = run("workshop", "compare", "others", "--format", "json", folder=folder)
    assert json.loads(ended.stdout) == json.loads(wanted.stdout)


def test_copies_and_odd_names_count_once(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A copy of a file without a code is no second person, and a file that lost its ending is one."""
    without_code = {"workshop": {"id": "WKSHPX"}, "started_at": "2026-11-21T09:00:00Z"}
    path = write_person(workshop, instrument, 20, {**without_code, "answers": levels(leadership_vision=3)})
    path.with_name(f"{path.stem} (1).json").write_bytes(path.read_bytes())
    write_person(workshop, instrument, 21, {"answers": levels(leadership_vision=1)}).rename(workshop.answers / "b.txt")
    (workshop.answers / "minutes.txt").write_text("Thank you all for coming", encoding="utf-8")
    ended = compare(workshop.path.parent, "--format", "json")
    assert ended.returncode == ExitCode.DONE
    assert json.loads(ended.stdout)["people"] == 10
    assert "There are 2 files from one person. The newest is counted: " in ended.stderr


def test_answers_to_other_words_are_counted_and_named(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A form with older wording still counts; the room is told."""
    questionnaire = {"id": instrument.questionnaire.id, "version": instrument.questionnaire.version}
    about = {"questionnaire": {**questionnaire, "fingerprint": "0" * 16}, "answers": levels(leadership_vision=3)}
    write_person(workshop, instrument, 30, about)
    ended = compare(workshop.path.parent, "--format", "json")
    assert ended.returncode == ExitCode.DONE
    assert json.loads(ended.stdout)["people"] == 9
    assert "The wording of the form has changed since 1 person filled it in" in ended.stderr


def test_a_workshop_of_one_domain_has_its_questions_alone(tmp_path: Path, instrument: Instrument) -> None:
    """Questions of other domains are not on the agenda although somebody answered them."""
    make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 3), domain="supervision")
    found = as_json(tmp_path)
    assert {question["id"].partition(".")[0] for question in found["questions"]} == {"supervision"}
    assert len(found["questions"]) == 8


def test_what_is_not_a_workshop_is_refused(tmp_path: Path) -> None:
    """A missing folder is refused, and so is one without a workshop in it."""
    (tmp_path / "empty").mkdir()
    for name, words in (("missing", "there is no such folder"), ("empty", "it isn't a workshop folder")):
        ended = run("workshop", "compare", name, folder=tmp_path)
        assert ended.returncode == ExitCode.UNUSABLE_INPUT
        assert words in ended.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--pages",), "this option only works with `-o`"),
        (("-o", "agenda.xlsx"), "the agenda's file name has to end in"),
        (("-o", "agenda.pdf", "--format", "json"), "not JSON"),
    ],
)
def test_options_that_do_not_fit_are_refused(workshop: WorkshopFolder, options: tuple[str, ...], words: str) -> None:
    """Options that don't fit are refused with what to do, and nothing is written."""
    ended = compare(workshop.path.parent, *options)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert words in ended.stderr


def test_a_pipe_gets_every_question_and_the_notes_that_may_be_shown(
    workshop: WorkshopFolder, instrument: Instrument
) -> None:
    """Sections with what they mean, every question by its code, shared notes and no others."""
    shown = compare(workshop.path.parent).stdout
    assert "8 people answered." in shown
    assert "You see these questions differently. The biggest and most important differences come first." in shown
    for heading in ("To discuss (", "To find out (", "To confirm ("):
        assert heading in shown
    assert "disagree about a question, the question is under “To discuss” instead" in " ".join(shown.split())
    for code in instrument.questionnaire.codes.values():
        assert re.search(rf"^{code} ", shown, re.MULTILINE)
    assert "- Shared" in shown
    assert "Private" not in shown
    assert not any(person_code(number) in shown for number in range(8))


def test_the_order_of_files_changes_nothing(tmp_path: Path, instrument: Instrument) -> None:
    """The same people under other names of files give the same agenda, notes included."""
    people = random_people(instrument, 8)
    make_workshop(tmp_path / "workshop", instrument, people)
    first = compare(tmp_path)
    make_workshop(tmp_path / "workshop", instrument, people[::-1])
    assert compare(tmp_path).stdout == first.stdout


@pytest.mark.terminal
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_a_terminal_shows_what_fits_with_dots(workshop: WorkshopFolder, columns: int, rows: int) -> None:
    """The first questions with their spread, the others by code, and the summary is still in view."""
    terminal = Terminal(workshop.path.parent, "workshop", "compare", "workshop", columns=columns, rows=rows)
    terminal.end()
    view = "\n".join(terminal.screen.display)
    assert "8 people answered." in view
    assert "\u25cf" in view
    assert "To confirm (" in view
    assert "workshopagreeworkshop" in "".join(view.split())  # wherever the line is broken


@pytest.mark.terminal
def test_what_is_told_first_stays_in_view_too(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """The screen has as many questions as fit below three notices."""
    (workshop.answers / "d.xlsx").write_bytes(b"PK\x03\x04")
    write_person(workshop, instrument, 9, {"answers": levels(leadership_vision=1)})
    write_agreed(workshop, instrument, levels(leadership_vision=1), started_at="2026-11-21T09:00:00Z")
    terminal = Terminal(workshop.path.parent, "workshop", "compare", "workshop", columns=80, rows=24)
    terminal.end()
    view = " ".join(" ".join(terminal.screen.display).split())
    for words in (
        "This file in the folder `answers` doesn't count: d.xlsx.",
        "1 person left out whole parts of the form",
        "Some of the answers came after an earlier agenda.",
        "9 people answered.",
        "Next, agree on the answers",
    ):
        assert words in view


# Documents


def agenda_html(folder: Path, *options: str) -> str:
    ended = compare(folder, "-o", "agenda.html", *options)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return (folder / "agenda.html").read_text(encoding="utf-8")


def test_the_page_shows_every_question_as_dots_and_in_words(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A drawing for each question with an alternative text that says the same; as many dots as people."""
    html = agenda_html(workshop.path.parent)
    root = tree(html)
    drawings = root.findall(f".//{SVG}svg") or root.findall(".//svg")
    assert len(drawings) == 48
    found = {question["id"]: question for question in as_json(workshop.path.parent)["questions"]}
    topics = {question.topic.casefold(): question.id for question in instrument.questionnaire.questions.values()}
    for each in drawings:
        title = next(item.text for item in each.iter() if item.tag.endswith("title"))
        spread = found[topics[title.partition(":")[0].casefold()]]
        kinds = [item.get("class") for item in each.iter() if item.tag.endswith("circle")]
        assert kinds.count("dot") == sum(spread["counts"])
        assert kinds.count("ring") == spread["unknown"]
        assert title.partition(": ")[2] in text(find(root, ".//main"))
    assert "Private" not in html
    assert not any(person_code(number) in html for number in range(8))


@pytest.mark.slow
def test_pages_give_each_question_to_discuss_a_page(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """With `--pages` the question, its levels and room to write follow the list."""
    folder = workshop.path.parent
    to_discuss = [it["id"] for it in as_json(folder)["questions"] if it["section"] == "discuss"]
    assert "one-question" not in agenda_html(folder).partition("<main")[2]
    root = tree(agenda_html(folder, "--pages"))
    sections = [each for each in root.iter("section") if each.get("class") == "one-question"]
    questions = instrument.questionnaire.questions
    assert [text(find(each, ".//p[@class='asked']")) for each in sections] == [questions[it].text for it in to_discuss]
    for each in sections:
        assert "Other views, in people's own words" in text(each)


@pytest.mark.pdf
def test_the_pdf_is_accessible_and_has_the_pages(workshop: WorkshopFolder, tmp_path: Path) -> None:
    """The PDF conforms to PDF/UA-1, and after the list has one page for each question to discuss."""
    data = made_once("agenda with pages", lambda: _pdf(workshop.path.parent))
    file = tmp_path / "agenda.pdf"
    file.write_bytes(data)
    checked = pdf_validation.validate_pdf(str(file), profile="ua1")
    assert checked.is_compliant, str(checked)
    words = [each.extract_text() for each in pypdf.PdfReader(BytesIO(data)).pages]
    number = sum(it["section"] == "discuss" for it in as_json(workshop.path.parent)["questions"])
    ends = [page for page in words if "Agreed level" in page]
    assert len(ends) == number == len(words) - next(i for i, page in enumerate(words) if "Agreed level" in page)


def _pdf(folder: Path) -> bytes:
    ended = compare(folder, "-o", "agenda.pdf", "--pages")
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return (folder / "agenda.pdf").read_bytes()


def test_the_word_document_says_the_same(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """Headings, dots as characters, shared notes, and pages to write on."""
    folder = workshop.path.parent
    ended = compare(folder, "-o", "agenda.docx", "--pages")
    assert ended.returncode == ExitCode.DONE, ended.stderr
    document = docx.Document(str(folder / "agenda.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for code in instrument.questionnaire.codes.values():
        assert f"{code} " in words
    assert re.search("0: \u25cf+, 1: (?:\u25cf+|none), ", words)
    assert "Shared" in words
    assert "Private" not in words
    assert "Other views, in people's own words" in words


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_in_axe_core(workshop: WorkshopFolder, browser: Any, scheme: str, width: int) -> None:
    """axe-core finds nothing, light or dark, on a phone or a screen, and nothing is wider than the window."""
    from axe_playwright_python.sync_playwright import Axe

    folder = workshop.path.parent
    agenda_html(folder, "--pages")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((folder / "agenda.html").as_uri())
    violations = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == []
    assert wide <= width


def test_names_and_notes_cannot_break_the_page(tmp_path: Path, instrument: Instrument) -> None:
    """What people typed stays text in every format."""
    note = {"leadership.vision": {"level": 1, "note": HOSTILE, "note_may_be_shown": True}}
    service = {"name": HOSTILE, "organisation": None, "code": None}
    people = [{"answers": note, "service": service} for _ in range(3)]
    make_workshop(tmp_path / "workshop", instrument, people, service=service)
    html = agenda_html(tmp_path, "--pages")
    root = tree(html)
    assert not root.findall(".//script")
    assert not root.findall(".//img")
    assert MARKUP in text(find(root, ".//main"))
    assert compare(tmp_path, "-o", "agenda.docx").returncode == ExitCode.DONE
    shown = compare(tmp_path)
    assert "\x1b" not in shown.stdout + shown.stderr


@pytest.mark.slow
def test_two_hundred_people_have_dots_for_several_each(tmp_path: Path, instrument: Instrument) -> None:
    """No row of dots is longer than twenty, and the legend says what a dot stands for."""
    make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 200))
    html = agenda_html(tmp_path)
    assert "200 people answered" in html
    assert re.search(r"Each dot stands for up to \d+ people", html)
    for each in tree(html).iter():
        if each.tag.endswith("svg"):
            assert sum(item.get("class") in ("dot", "ring") for item in each.iter()) <= 5 * 20
