"""The choice of an assessment: what is in a folder, what can be done with it, and how a damaged file comes back."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.exits import ExitCode
from readiness.interview import answer_menu, listed_assessment
from readiness.interview.answer_menu import AnswerMenu
from readiness.interview.answer_tasks import Task
from readiness.interview.assessment_choice import Choice, choose_in_folder, choose_named
from readiness.interview.start import unused_path
from readiness.open_answers import AnswerFile
from readiness.prompts.interface import Chosen
from readiness.storage import load_sheet, read_sheet
from scoring.instrument import Instrument
from tests.program import run
from tests.scripted_prompts import ScriptedPrompts
from tests.services import file_of

Make = Callable[..., Path]

TODAY = date(2026, 11, 28)


class ListingPrompts(ScriptedPrompts):
    """Scripted prompts that remember the labels of what they offered."""

    def __init__(self, *script: str) -> None:
        super().__init__(*script)
        self.offered: list[dict[str, str]] = []

    def choose(self, message: str, options: Any, commands: Any = (), default: str | None = None) -> Chosen:
        self.offered.append({option.key: option.label for option in options})
        return super().choose(message, options, commands, default)


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instrument: Instrument) -> Make:
    """Writes answer files into the folder in which the program is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def write(name: str, answered: int = 48, *, form: str = "full", day: str = "2026-11-21", service: str = "") -> Path:
        content = file_of(instrument, 1, short=False)
        asked = [criterion.question for criterion in instrument.rubric.criteria_of(form)]  # type: ignore[arg-type]
        content["answers"] = {question: content["answers"].get(question, {"unknown": True}) for question in asked}
        content["answers"] = dict(list(content["answers"].items())[:answered])
        content.update(form=form, updated_at=f"{day}T10:00:00Z")
        content["service"]["name"] = service or name.partition(".")[0]
        Path(name).write_text(json.dumps(content), encoding="utf-8")
        return Path(name)

    return write


def damaged(path: Path) -> Path:
    """Spoils an answer file, whose version before is kept."""
    path.rename(f"{path}.bak")
    path.write_text('{"format": "readiness-answers", "answ', encoding="utf-8")
    return path


# The list


def test_empty_folder_has_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instrument: Instrument) -> None:
    """If there is nothing yet, nothing is asked: a new assessment begins. Files of other programs do not matter."""
    monkeypatch.chdir(tmp_path)
    Path("package.json").write_text("{}", encoding="utf-8")
    assert choose_in_folder(ListingPrompts(), instrument, TODAY) == Choice(None)


def test_list_has_all_kinds(make: Make, instrument: Instrument) -> None:
    """Unfinished ones come first, then damaged and finished ones; each with how far it is and from when."""
    make("finished.answers.json", service="Finished")
    make("short.answers.json", form="short", day="2026-10-02", service="Short")
    damaged(make("damaged.answers.json", 21))
    Path("hopeless.answers.json").write_text("", encoding="utf-8")
    make("older.answers.json", 3, day="2026-11-01", service="Older")
    make("newer.answers.json", 12, day="2026-11-20", service="Newer")
    Path("package.json").write_text("{}", encoding="utf-8")
    prompts = ListingPrompts("n")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(None)
    *states, new = prompts.offered[0].values()
    assert states[:2] == ["Newer: 12 of 48 answered, 20 November 2026", "Older: 3 of 48 answered, 1 November 2026"]
    assert set(states[2:4]) == {
        "damaged.answers.json: damaged, but can be restored",
        "hopeless.answers.json: can't be opened; choose this file to see why",
    }
    assert states[4:] == ["Finished: finished, 21 November 2026", "Short: short form finished, 2 October 2026"]
    assert new == "Start a new assessment"


def test_unfinished_one_is_gone_on_with(make: Make, instrument: Instrument) -> None:
    """One key chooses an unfinished assessment, which is the default."""
    path = make("a.answers.json", 12)
    prompts = ListingPrompts("1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(path)
    assert prompts.defaults == ["1"]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_labels_fit_the_window(
    make: Make, instrument: Instrument, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """A long name is shortened, so that how far an assessment is and its date are never cut off."""
    monkeypatch.setenv("COLUMNS", str(columns))
    make("a.answers.json", 12, day="2026-09-22", service="Community Mental Health Team " * 5)
    make("b.answers.json", form="short", day="2026-09-22", service="Another Mental Health Team " * 5)
    damaged(make(f"{'c' * 90}.answers.json"))
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    labels = list(prompts.offered[0].values())
    assert max(map(len, labels)) <= min(columns, 96) - 8
    assert labels[0].endswith("…: 12 of 48 answered, 22 September 2026")
    assert labels[1].endswith("…: damaged, but can be restored")
    assert labels[2].endswith("…: short form finished, 22 September 2026")


def test_services_of_one_name_are_told_apart(make: Make, instrument: Instrument) -> None:
    """If two have the same name, the names of their files are shown."""
    make("team.answers.json", service="Team")
    make("team-2.answers.json", service="Team")
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    shown = {label.partition(":")[0] for label in prompts.offered[0].values()}
    assert {"team.answers.json", "team-2.answers.json"} < shown


@pytest.mark.skipif(os.name != "posix", reason="the system takes no such names")
def test_names_are_shown_safely(make: Make, instrument: Instrument) -> None:
    """Any name of a service or file is one line that can't control the terminal."""
    make("a\n\x1b[31m.answers.json", service="Sly\nGo: all \x1b[31m\u202e")
    damaged(make(os.fsdecode(b"\xff\n\x07.answers.json")))
    prompts = ListingPrompts("1", "b", "n")
    choose_in_folder(prompts, instrument, TODAY)
    texts = [*prompts.said, *(label for options in prompts.offered for label in options.values())]
    assert texts
    assert all(text.isprintable() for text in texts)


def test_a_hundred_assessments_have_pages_and_a_search(make: Make, instrument: Instrument) -> None:
    """Nine are on a page with the newest first; others follow page by page, or are found by a part of their name."""
    for number in range(120):
        make(f"team-{number:03}.answers.json", 5, day=f"2026-{1 + number // 28:02}-{1 + number % 28:02}")
    prompts = ListingPrompts("m", "m", "b", "s", "nowhere", "s", "M-11", "m", "1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(Path("team-110.answers.json"))
    first, second, third, *_, found, last = prompts.offered
    assert first["1"].startswith("team-119: ")
    assert first["m"] == "Show more assessments (111 left)"
    assert first["s"] == "Search all 120 assessments by name"
    assert list(first) == [*"123456789", "m", "s", "n"]
    assert second["1"].startswith("team-110: ")
    assert third["9"].startswith("team-093: ")
    assert "b" in third
    assert "None of the 120 assessments here has 'nowhere' in its name." in prompts.said
    assert found["m"] == "Show 1 more assessment"
    assert [label.partition(":")[0] for key, label in last.items() if key.isdigit()] == ["team-110"]


def test_very_many_are_not_all_read(make: Make, instrument: Instrument, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the most recently changed ones are read; a search finds the others by the names of their files."""
    monkeypatch.setattr(answer_menu, "_MOST_READ", 10)
    for number in range(15):
        os.utime(make(f"team-{number:02}.answers.json", service="Team"), (number, number))
    read: list[str] = []

    def read_and_remember(path: Path, instrument: Instrument) -> AnswerSheet:
        read.append(path.name)
        return read_sheet(path, instrument)

    monkeypatch.setattr(listed_assessment, "read_sheet", read_and_remember)
    prompts = ListingPrompts("s", "team-02", "1")
    paths = sorted(Path().glob("*.json"), reverse=True)
    chosen = AnswerMenu(prompts, instrument, paths, TODAY, new=False).choose("Which assessment?")
    assert chosen is not None
    assert chosen.path.name == "team-02.answers.json"
    assert sorted(read) == ["team-02.answers.json", *(f"team-{number:02}.answers.json" for number in range(5, 15))]
    assert "n" not in prompts.offered[0]


# What is not clear


def notes(prompts: ListingPrompts) -> list[str]:
    """What was said above the list."""
    return [text for text in prompts.said[: prompts.said.index("Which assessment?")] if text]


def test_copies_are_named_and_offered(make: Make, instrument: Instrument) -> None:
    """Copies and other versions of one file are listed by their names, each with what it is; any can be chosen."""
    original = make("team.answers.json", 12, service="Team")
    Path("team.answers (1).json").write_bytes(original.read_bytes())
    make("team.answers-LAPTOP7.json", 14, service="Team", day="2026-11-22")
    make("team (other version).answers.json", 3, service="Team", day="2026-11-20")
    prompts = ListingPrompts("1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(Path("team.answers-LAPTOP7.json"))
    assert {label.partition(":")[0] for label in prompts.offered[0].values()} == {
        "team.answers-LAPTOP7.json",
        "team.answers.json",
        "team.answers (1).json",
        "team (other version).answers.json",
        "Start a new assessment",
    }
    assert prompts.defaults == [None]
    assert sorted(notes(prompts)) == [
        "team (other version).answers.json is another version of team.answers.json. It was saved in another "
        "window or on another computer while team.answers.json was open.",
        "team.answers (1).json is a copy of team.answers.json.",
        "team.answers-LAPTOP7.json looks like a copy of team.answers.json, but differs from it.",
    ]


@pytest.mark.parametrize("name", ["team.json.txt", "team", "team.txt", "team.answers (1)"])
def test_answers_under_odd_names_are_offered(make: Make, instrument: Instrument, name: str) -> None:
    """What holds answers is offered whatever its ending is, and the person is told."""
    path = make("a.json", 12).rename(name)
    prompts = ListingPrompts("1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(path)
    assert notes(prompts) == [f"{name} contains answers, although its name doesn't end in .json."]


def test_copies_are_told_apart_in_a_narrow_window(
    make: Make, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of a name is shown, where what tells a copy from the original is."""
    monkeypatch.setenv("COLUMNS", "60")
    for mark in ("", " (1)", " (other version)", "-LAPTOP7"):
        make(f"riverside-2026-11-20{mark}.answers.json", 12, service="Team")
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    assert len({label.partition(":")[0] for label in prompts.offered[0].values()}) == 5


def test_a_wrong_clock_comes_last_and_is_named(make: Make, instrument: Instrument) -> None:
    """An assessment from a day to come does not stay the first of its kind for ever."""
    make("a.answers.json", 12, service="A", day="2031-01-01")
    make("b.answers.json", 12, service="B", day="2026-11-29")
    make("c.answers.json", 12, service="C", day="2026-11-01")
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    assert [label.partition(":")[0] for label in prompts.offered[0].values()] == [
        "B",
        "C",
        "A",
        "Start a new assessment",
    ]
    assert notes(prompts) == [
        "In a.answers.json, the date of the last change is 1 January 2031, which is in the future. A computer's clock "
        "must have been wrong."
    ]


def test_one_moment_is_told_with_both_names(make: Make, instrument: Instrument) -> None:
    """Two different files of one service and moment are named, however its name is spelt; two services are not."""
    make("a.json", 12, service="St John's")
    make("b.json", 13, service="St John\u2019s ")
    make("c.json", 13, service="Other")
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    (note,) = notes(prompts)
    assert note.endswith(
        " are about the same service and were last changed at the same time, on 21 November 2026 at 10:00 UTC, but "
        "they differ."
    )
    assert {"a.json", "b.json"} < set(note.split())
    shown = {label.partition(":")[0] for label in prompts.offered[0].values()}
    assert {"a.json", "b.json", "Other"} < shown


def test_a_named_file_says_what_lies_beside_it(make: Make, instrument: Instrument) -> None:
    """Other versions and copies of the file that was named are told before anything is asked."""
    path = make("a.json", 12)
    make("a (other version).json", 3)
    make("b (1).json", 3)
    Path("a (2).json").write_text("{}", encoding="utf-8")
    prompts = ListingPrompts()
    assert choose_named(prompts, instrument, path, TODAY) == Choice(path)
    assert [text for text in prompts.said if text] == [
        "a (other version).json is another version of a.json. It was saved in another window or on another "
        "computer while a.json was open."
    ]


def test_a_copy_of_a_file_that_is_not_there_is_offered(make: Make, instrument: Instrument) -> None:
    """If Windows hides the real ending, or only the copy was sent, no new assessment begins unasked."""
    path = make("a.json", 12).rename("a.json.txt")
    prompts = ListingPrompts("1")
    assert choose_named(prompts, instrument, Path("a.json"), TODAY) == Choice(path)
    assert "There is no file a.json in this folder. Which assessment do you mean?" in prompts.said
    assert choose_named(ListingPrompts("n"), instrument, Path("a.json"), TODAY) == Choice(Path("a.json"))
    make("a (1).json", 48)
    prompts = ListingPrompts("2", "b", "1")
    assert choose_named(prompts, instrument, Path("a.json"), TODAY) == Choice(path)


def test_a_copy_and_the_version_before_are_both_offered(make: Make, instrument: Instrument) -> None:
    """If a file has gone, its copies and the version before are offered, and no new assessment takes its place."""
    before = make("a.json", 7).rename("a.json.bak").read_bytes()
    path = make("a.json", 12).rename("a.json.txt")
    make("a (other version).json", 3)
    prompts = ListingPrompts("1")
    assert choose_named(prompts, instrument, Path("a.json"), TODAY) == Choice(path)
    assert [*prompts.offered[0]] == ["1", "2", "3"]
    assert "a.json.txt contains answers, although its name doesn't end in .json." in prompts.said
    prompts = ListingPrompts("3", "1")
    assert choose_named(prompts, instrument, Path("a.json"), TODAY) == Choice(Path("a.json"))
    assert Path("a.json").read_bytes() == before


def test_many_notes_have_an_end(make: Make, instrument: Instrument) -> None:
    """Three notes are shown, so that the list stays in view; the others are counted."""
    for number in range(6):
        make(f"{number}.json", 12, service=f"{number}", day="2031-01-01")
    prompts = ListingPrompts("n")
    choose_in_folder(prompts, instrument, TODAY)
    assert len(notes(prompts)) == 4
    assert notes(prompts)[-1] == "There are 3 more notes like these."


def test_search_takes_signs_for_each_other(make: Make, instrument: Instrument) -> None:
    """A search with a straight apostrophe finds a curly one."""
    make("a.json", 3, service="St John\u2019s")
    for number in range(10):
        make(f"{number}.json", 3)
    prompts = ListingPrompts("s", "ST JOHN'S", "1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(Path("a.json"))


# A finished one


@pytest.mark.parametrize("task", [Task.CHANGE, Task.AGREE, Task.PLAN])
@pytest.mark.parametrize("by_name", [False, True], ids=["list", "name"])
def test_finished_one_can_be_worked_on(make: Make, instrument: Instrument, task: Task, by_name: bool) -> None:
    """A finished assessment can be changed, its actions agreed and its plan written, whether it was chosen or named."""
    path = make("a.answers.json")
    if by_name:
        assert choose_named(ScriptedPrompts(task), instrument, path, TODAY) == Choice(path, task)
    else:
        assert choose_in_folder(ScriptedPrompts("1", task), instrument, TODAY) == Choice(path, task)


def test_the_person_can_go_back_to_the_list(make: Make, instrument: Instrument) -> None:
    """From what can be done with an assessment, the person can go back and choose another."""
    make("a.answers.json")
    prompts = ListingPrompts("1", "b", "n")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(None)
    assert prompts.offered[0] == prompts.offered[2]


def test_short_form_offers_the_other_questions(make: Make, instrument: Instrument) -> None:
    """A finished short form can be gone on with as a full one; how many questions are left is counted."""
    path = make("a.answers.json", form="short")
    prompts = ListingPrompts("1", "4")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(path, Task.GROW)
    assert prompts.offered[1]["4"] == "Answer the other 32 questions (about 17 minutes)"
    prompts = ListingPrompts("1", "b", "n")
    make("a.answers.json", form="full")
    choose_in_folder(prompts, instrument, TODAY)
    assert "4" not in prompts.offered[1]


@pytest.mark.parametrize("by_name", [False, True], ids=["list", "name"])
def test_other_questions_of_one_domain_are_counted(make: Make, instrument: Instrument, by_name: bool) -> None:
    """If only one domain is asked about, its own questions are counted, and nothing is offered if it has none."""
    path = make("a.answers.json", form="short")

    def offered(domain: str) -> dict[str, str]:
        if by_name:
            prompts = ListingPrompts("1")
            choose_named(prompts, instrument, path, TODAY, domain)
        else:
            prompts = ListingPrompts("1", "1")
            choose_in_folder(prompts, instrument, TODAY, domain)
        return prompts.offered[-1]

    beyond = [each for each in instrument.rubric.criteria if each.domain == "supervision" and not each.essential]
    assert offered("supervision")["4"].startswith(f"Answer the other {len(beyond)} questions in Supervision (about")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["answers"] |= {each.question: {"unknown": True} for each in beyond[1:]}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert offered("supervision")["4"] == "Answer the last question in Supervision (about 1 minute)"
    content["answers"][beyond[0].question] = {"unknown": True}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "4" not in offered("supervision")


# A damaged one


def test_damaged_one_is_brought_back(make: Make, instrument: Instrument) -> None:
    """What would come back is said before; then the version before is the file, and the spoilt one is kept too."""
    path = damaged(make("a.answers.json", 21, day="2026-11-25"))
    spoilt, before = path.read_bytes(), Path("a.answers.json.bak").read_bytes()
    prompts = ScriptedPrompts("1", "1")
    assert choose_in_folder(prompts, instrument, TODAY) == Choice(path)
    said = "\n".join(prompts.said)
    assert "a.answers.json: line 1, column 33: the file ends too soon" in said
    assert "The previous version is still here: 21 answers, last changed on 25 November 2026." in said
    assert "The version that could not be used is kept in a.answers.json.damaged." in said
    assert path.read_bytes() == before
    assert Path("a.answers.json.damaged").read_bytes() == spoilt
    path.write_text("spoilt again", encoding="utf-8")
    choose_in_folder(ScriptedPrompts("1", "1"), instrument, TODAY)
    assert Path("a.answers.json.damaged").read_bytes() == spoilt
    assert Path("a.answers.json.damaged-2").read_text(encoding="utf-8") == "spoilt again"


def test_damaged_one_that_was_finished_can_be_worked_on(make: Make, instrument: Instrument) -> None:
    """A finished assessment that was brought back offers what any finished one offers."""
    path = damaged(make("a.answers.json"))
    assert choose_named(ScriptedPrompts("1", Task.PLAN), instrument, path, TODAY) == Choice(path, Task.PLAN)


def test_damaged_one_is_left_alone(make: Make, instrument: Instrument) -> None:
    """A person who does not want the version before leaves everything as it is; a named file ends with its fault."""
    path = damaged(make("a.answers.json", 3))
    files = {file: file.read_bytes() for file in Path().iterdir()}
    assert choose_in_folder(ScriptedPrompts("1", "b", "n"), instrument, TODAY) == Choice(None)
    with pytest.raises(InputFault, match="the file ends too soon"):
        choose_named(ScriptedPrompts("b"), instrument, path, TODAY)
    assert {file: file.read_bytes() for file in Path().iterdir()} == files


def test_hopeless_one_says_why(make: Make, instrument: Instrument) -> None:
    """If no earlier version can be used either, the fault is shown, and the only way is back."""
    path = make("a.answers.json")
    path.write_text("", encoding="utf-8")
    Path("a.answers.json.bak").write_text("also spoilt", encoding="utf-8")
    prompts = ListingPrompts("1", "b", "n")
    choose_in_folder(prompts, instrument, TODAY)
    assert (
        "a.answers.json: this file is empty. Choose another file, or go back to an earlier copy of this file."
        in prompts.said
    )
    assert prompts.offered[1] == {"b": "Back to the list"}
    with pytest.raises(InputFault, match="this file is empty"):
        choose_named(ScriptedPrompts(), instrument, path, TODAY)


def test_file_that_was_removed_comes_back_by_its_name(make: Make, instrument: Instrument) -> None:
    """If only the version before a named file is left, it is offered, and no new assessment is written over it."""
    path = make("a.answers.json", 7)
    before = path.read_bytes()
    path.rename("a.answers.json.bak")
    assert choose_named(ScriptedPrompts("1"), instrument, path, TODAY) == Choice(path)
    assert path.read_bytes() == before
    assert [file.name for file in Path().glob("*.damaged*")] == []


def test_new_file_spares_the_version_before_of_another(make: Make) -> None:
    """A new answer file gets no name whose `.bak` is taken: saving it twice would lose that."""
    make("team-2026-11-21.answers.json").rename("team-2026-11-21.answers.json.bak")
    assert unused_path(Path(), "team-2026-11-21.answers.json") == Path("team-2026-11-21-2.answers.json")


def test_file_that_is_open_elsewhere_is_not_replaced(make: Make, instrument: Instrument) -> None:
    """While another interview has a file open, it is not brought back."""
    path = damaged(make("a.answers.json", 7))
    spoilt = path.read_bytes()
    other = AnswerFile(path, instrument)
    try:
        with pytest.raises(
            InputFault,
            match="somebody is already answering questions in this file, in another window or on another computer",
        ):
            choose_in_folder(ScriptedPrompts("1", "1"), instrument, TODAY)
    finally:
        other.close()
    assert path.read_bytes() == spoilt


@pytest.mark.parametrize("command", [["score"], ["plan"], ["actions"], ["check"]], ids=lambda command: command[0])
def test_every_command_names_the_version_before(make: Make, tmp_path: Path, command: list[str]) -> None:
    """A damaged file's message says what is kept next to it, and what to type to bring it back."""
    damaged(make("a.answers.json", 21, day="2026-11-25"))
    ended = run(*command, "a.answers.json", folder=tmp_path, READINESS_NEXT="make")
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    first, second = ended.stderr.splitlines()
    assert first.startswith("a.answers.json: line 1, column 33: the file ends too soon")
    assert second == (
        "a.answers.json.bak: this is the previous version of the answer file "
        "(21 answers, last changed on 25 November 2026). "
        'To restore the answers, type `make assess ARGS="a.answers.json"`.'
    )


def test_version_before_that_cannot_be_used_is_not_offered(make: Make, instrument: Instrument) -> None:
    """A `.bak` file that is damaged too is not mentioned."""
    path = damaged(make("a.answers.json", 21))
    Path("a.answers.json.bak").write_text("{}", encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        load_sheet(path, instrument)
    assert len(caught.value.faults) == 1


# Names that are no answer files


@pytest.mark.parametrize("name", ["plan.pdf", "Riverside", "answers.docx"])
def test_no_interview_begins_under_another_ending(tmp_path: Path, name: str) -> None:
    """A file that does not exist and does not end in .json is no new assessment; it is said what to type instead."""
    ended = run("assess", "--plain", name, folder=tmp_path, READINESS_NEXT="make")
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert ended.stderr == (
        f"{name}: there is no file with this name, and a new answer file needs a name that ends in .json. "
        f'To start a new answer file, type `make assess ARGS="{Path(name).stem}.json"`.\n'
    )
    assert list(tmp_path.iterdir()) == []


def test_alone_without_a_terminal_the_program_shows_its_help(tmp_path: Path) -> None:
    """`readiness` in a pipe prints the help, as before, and asks nothing."""
    ended = run(folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "Commands:" in ended.stdout + ended.stderr
