"""`readiness workshop forget`: everybody's individual answers go, the counts and what was agreed stay."""

import csv
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from questionnaires.faults import InputFault
from readiness.cli import app
from readiness.exits import ExitCode
from readiness.held_files import remove
from readiness.open_answers import AnswerFile
from readiness.workshop import forgetting
from readiness.workshop.folder import WorkshopFolder
from scoring.instrument import Instrument
from tests.program import run
from tests.terminal import CTRL_C, ENTER, Terminal
from tests.texts_of_files import text_of
from tests.workshops import levels, make_workshop, person_code, random_people, write_agreed, write_person

DAY = ("--as-of", "2026-11-27")
PEOPLE = 8
AGREED: dict[str, Any] = {
    "leadership.vision": {"level": 1, "agreement": {"how": "cautious", "dissent": ["It works on my ward"]}}
}


@pytest.fixture
def workshop(tmp_path: Path, instrument: Instrument) -> WorkshopFolder:
    """Eight people's answers with backups and leftovers, originals in two places, agreed answers and documents."""
    people = random_people(instrument, PEOPLE)
    workshop = make_workshop(tmp_path / "workshop", instrument, people)
    write_agreed(workshop, instrument, AGREED)
    first, second, third = sorted(workshop.answers.iterdir())[:3]
    shutil.copy(first, f"{first}.bak")
    (workshop.answers / f"{first.name}.unfinished").write_text(
        '{"notes": {"x": "Private 0: half a note"}}', encoding="utf-8"
    )
    (workshop.answers / f".{first.name}.x1.part").write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copy(second, workshop.path / "from-email.json")
    shutil.copy(third, workshop.forms / f"form-of-{third.stem}.txt")
    with ZipFile(workshop.forms / "filled.xlsx", "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<si><t>{person_code(4)}</t></si>")
    (workshop.path / ".agreed.json.lock").touch()
    (workshop.path / ".agreed.json.y2.part").write_text("{}", encoding="utf-8")
    (workshop.forms / "form.html").write_text("<p>An empty form</p>", encoding="utf-8")
    (workshop.path / "slides.txt").write_text("Welcome to the workshop", encoding="utf-8")
    return workshop


def forget(workshop: WorkshopFolder, *options: str) -> Any:
    return run("workshop", "forget", "workshop", *DAY, *options, folder=workshop.path.parent)


def compare(workshop: WorkshopFolder, *options: str) -> Any:
    return run("workshop", "compare", "workshop", *DAY, *options, folder=workshop.path.parent)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_individual_is_left_in_any_byte(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """No file or file name has a person's code or note, or one person's file, in it."""
    assert forget(workshop, "--yes").returncode == ExitCode.DONE
    left = snapshot(workshop.path)
    everything = b"\n".join([*left.values(), *map(str.encode, left)]).decode("utf-8", "replace")
    for number in range(PEOPLE):
        assert person_code(number) not in everything
    assert "Private" not in everything
    assert "Shared" not in everything
    assert '"person"' not in everything
    assert not list(workshop.answers.iterdir())
    assert sorted(left) == ["agreed.json", "counts.json", "forms/form.html", "slides.txt", "workshop.json"]
    counts = json.loads(left["counts.json"])
    assert counts["agenda"]["people"] == PEOPLE
    assert counts["forgotten"] == "2026-11-27"
    assert len(counts["agenda"]["questions"]) == len(instrument.questionnaire.questions)


@pytest.mark.slow
def test_tables_of_answers_go_and_tables_of_actions_stay(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A survey's export names nobody by a code, but holds people's answers; an empty form and a report do not."""
    folder = workshop.path.parent
    texts = [question.text for question in instrument.questionnaire.questions.values() if question.type == "scale"]
    rows = [["Timestamp", *texts], *[[f"2026-11-2{day} 10:00", *["1 Planned"] * len(texts)] for day in (1, 2)]]
    with (workshop.path / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    run("form", "-o", "workshop/forms/form.xlsx", folder=folder)
    for suffix in (".csv", ".xlsx", ".json"):
        run("workshop", "report", "workshop", "-o", f"workshop/report{suffix}", *DAY, folder=folder)
    forget(workshop, "--yes")
    left = snapshot(workshop.path)
    assert "survey.csv" not in left
    assert {"forms/form.xlsx", "report.csv", "report.xlsx", "report.json"} <= set(left)


def test_a_survey_goes_whatever_number_its_levels_count_from(workshop: WorkshopFolder) -> None:
    """The levels may count from 1, which `forget` can't be told."""
    (workshop.path / "inbox").mkdir()
    survey = workshop.path / "inbox" / "eu.csv"
    survey.write_text("Role,LE1,LE2\nPeer worker,1,4\nCarer,4,4\n", encoding="utf-8")
    assert "inbox/eu.csv" in forget(workshop, "--yes").stderr
    assert not survey.exists()


def test_averages_are_nobodys_answers(workshop: WorkshopFolder) -> None:
    """A table with the averages of teams stays; one odd number in a survey doesn't make it such a table."""
    averages, survey = workshop.path / "averages.csv", workshop.path / "survey.csv"
    averages.write_text("Team,LE1,LE2\nElm,1.3,2\nOak,0,1.75\n", encoding="utf-8")
    survey.write_text("Role,LE1,LE2\nPeer worker,1.5,2\nCarer,0,1\n", encoding="utf-8")
    forget(workshop, "--yes")
    assert averages.exists()
    assert not survey.exists()


def test_what_cannot_be_read_is_named_to_be_deleted_by_hand(workshop: WorkshopFolder) -> None:
    """A form filled in with Word is not taken for an empty one, wherever it is."""
    names = ("forms/form-on-paper filled in.docx", "form-on-paper.docx", "answers.ods")
    for name in names:
        (workshop.path / name).write_bytes(b"PK\x03\x04 something")
    (workshop.forms / "form-on-paper.docx").write_bytes(b"PK\x03\x04 something")
    kept = next(line for line in forget(workshop, "--yes").stderr.splitlines() if "can't tell" in line)
    assert all(name in kept for name in names)
    assert "forms/form-on-paper.docx" not in kept
    assert all((workshop.path / name).exists() for name in names)


def test_all_files_that_are_kept_are_named(workshop: WorkshopFolder) -> None:
    """Somebody has to look at each of them; those that most often hold answers come first."""
    names = [f"{number}.txt" for number in range(40)]
    for name in (*names, "z.docx", "z.JPG"):
        (workshop.path / name).write_bytes(b"nothing that can be told")
    kept = next(line for line in forget(workshop, "--yes").stderr.splitlines() if "can't tell" in line)
    assert kept.startswith("These files are kept too: z.JPG, z.docx, ")
    assert all(name in kept for name in names)


def test_another_workshop_in_the_folder_is_left_alone(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """No counts of it would be kept, so nothing in it is deleted, and it is named."""
    inside = make_workshop(workshop.path / "inbox" / "oak", instrument, random_people(instrument, 3))
    before = snapshot(inside.path)
    said = forget(workshop, "--yes").stderr
    assert "This folder is a workshop of its own, so nothing in it is deleted: inbox/oak." in said
    assert snapshot(inside.path) == before
    again = forget(workshop).stderr
    assert "There are no individual answers in this folder. Nothing has changed." in again
    assert "inbox/oak" in again


def test_it_says_what_goes_and_what_stays(workshop: WorkshopFolder) -> None:
    """The command names the files, and says that copies elsewhere are not deleted."""
    said = forget(workshop, "--yes").stderr
    for words in (
        "To be deleted: 8 answer files",
        "from-email.json",
        "filled.xlsx",
        ".bak",
        "how many of the 8 people gave each answer (counts.json)",
        "Counts are also kept for each of these roles separately: ",
        "The list of roles that took part is kept, even if only one person has a role.",
        "The agreed answers are kept",
        "slides.txt",
        "Copies in other places, such as email attachments",
        "Deleted: 16 files.",
    ):
        assert words in said, words
    assert "An agenda includes any notes" not in said


def test_an_agenda_that_is_kept_may_have_notes_in_it(workshop: WorkshopFolder) -> None:
    """This is said only if there is one."""
    compare(workshop, "-o", "workshop/agenda.html")
    said = forget(workshop, "--yes").stderr
    assert "Forms, reports and agendas are kept: agenda.html" in said
    assert "An agenda includes any notes that may be shown to others." in said


def test_a_short_code_is_no_sign_in_other_files(workshop: WorkshopFolder) -> None:
    """Files are not deleted because a code such as `B` stands in them; those of the program itself need no check."""
    answers = next(iter(sorted(workshop.answers.glob("*.json"))))
    content = json.loads(answers.read_bytes())
    content["workshop"]["person"] = "B"
    (workshop.answers / "B.json").write_text(json.dumps(content), encoding="utf-8")
    (workshop.path / "plan-b.txt").write_text("Plan B: B, b and (B).", encoding="utf-8")
    (workshop.path / "agreed.json.bak").write_text("{}", encoding="utf-8")
    said = forget(workshop, "--yes").stderr
    assert not (workshop.answers / "B.json").exists()
    assert (workshop.path / "plan-b.txt").exists()
    assert "agreed.json.bak" not in said


def test_a_lock_that_was_left_is_counted_and_gone(workshop: WorkshopFolder) -> None:
    """As many files are deleted as were named, and no command leaves a lock behind."""
    workshop.lock_file.touch()
    before = set(snapshot(workshop.path))
    said = forget(workshop, "--yes").stderr
    assert workshop.lock_file.name in said
    after = set(snapshot(workshop.path))
    assert f"Deleted: {len(before - after)} files." in said
    compare(workshop)
    assert not [name for name in snapshot(workshop.path) if name.endswith(".lock")]


def test_the_agenda_is_the_same_afterwards_but_for_the_notes(workshop: WorkshopFolder) -> None:
    """The same counts, sections, order and roles, on screen, as JSON and as documents."""
    before = json.loads(compare(workshop, "--format", "json").stdout)
    assert "Shared" in compare(workshop).stdout
    forget(workshop, "--yes")
    after = compare(workshop, "--format", "json")
    assert after.returncode == ExitCode.DONE
    assert json.loads(after.stdout) == before
    shown = compare(workshop)
    assert "8 people answered." in shown.stdout
    assert "Shared" not in shown.stdout
    assert compare(workshop, "-o", "agenda.html", "--pages").returncode == ExitCode.DONE


def test_what_comes_next_is_the_report(workshop: WorkshopFolder) -> None:
    """On screen it says that these are kept counts; if nothing is agreed, agreeing still comes first."""
    assert "workshop agree workshop" in compare(workshop).stderr
    forget(workshop, "--yes")
    said = compare(workshop).stderr
    assert "Everybody's individual answers have been deleted. Only these counts were kept." in said
    assert "workshop report workshop" in said
    assert "workshop agree" not in said
    workshop.agreed.unlink()
    assert "workshop agree workshop" in compare(workshop).stderr


@pytest.mark.terminal
def test_the_short_screen_promises_no_notes_afterwards(workshop: WorkshopFolder) -> None:
    """The short screen does not offer notes afterwards, as there are none any more."""
    forget(workshop, "--yes")
    terminal = Terminal(workshop.path.parent, "workshop", "compare", "workshop", columns=80, rows=24)
    terminal.end()
    view = " ".join("\n".join(terminal.screen.display).split())
    assert "8 people answered." in view
    assert "Only the counts were kept. To see all of them, with roles: " in view


def test_the_report_is_the_same_afterwards(workshop: WorkshopFolder) -> None:
    """First views come from the counts, what was agreed from its own file."""
    folder = workshop.path.parent
    made = []
    for name in ("before.json", "after.json"):
        ended = run("workshop", "report", "workshop", "-o", name, *DAY, folder=folder)
        assert ended.returncode == ExitCode.DONE, ended.stderr
        made.append(json.loads((folder / name).read_bytes()))
        forget(workshop, "--yes")
    assert made[0] == made[1]
    run("workshop", "report", "workshop", "-o", "report.md", *DAY, folder=folder)
    assert "It works on my ward" in text_of(folder / "report.md")


def test_files_that_are_not_counted_go_too_and_are_named_before(workshop: WorkshopFolder) -> None:
    """Files that can't be read go too, as they may have somebody's answers in them, and are named first."""
    (workshop.answers / "damaged.json").write_text("{", encoding="utf-8")
    said = forget(workshop, "--yes").stderr
    assert "1 of the answer files is not counted:" in said
    assert "damaged.json" in said
    assert not list(workshop.answers.iterdir())


@pytest.mark.parametrize("number", [1, 2])
def test_no_counts_are_kept_of_one_or_two_people(tmp_path: Path, instrument: Instrument, number: int) -> None:
    """No counts are kept of one or two people, as they would say who answered what; the report has what was agreed."""
    people = [{"answers": {"leadership.vision": {"level": 3}}} for _ in range(number)]
    workshop = make_workshop(tmp_path / "workshop", instrument, people)
    write_agreed(workshop, instrument, AGREED)
    assert "No counts are kept" in forget(workshop, "--yes").stderr
    counts = json.loads((workshop.path / "counts.json").read_bytes())
    assert counts["agenda"]["people"] == number
    assert {tuple(question["spread"]["counts"]) for question in counts["agenda"]["questions"]} == {(0, 0, 0, 0)}
    for options in ((), ("--open",)):
        ended = compare(workshop, *options)
        assert ended.returncode == ExitCode.WRONG_USAGE
        assert "no counts were kept" in ended.stderr
    ended = run("workshop", "report", "workshop", "-o", "report.json", "--open", *DAY, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert json.loads((tmp_path / "report.json").read_bytes())["first_views"]["spreads"] == {}


def test_no_counts_are_kept_of_what_only_two_answered(tmp_path: Path, instrument: Instrument) -> None:
    """Counts of what only two people answered are not kept, even if everybody agrees to show them."""
    both = [levels(leadership_vision=level, team_introduction=level) for level in (0, 2)]
    people = [{"answers": answers} for answers in (*both, levels(leadership_vision=1))]
    workshop = make_workshop(tmp_path / "workshop", instrument, people)
    write_agreed(workshop, instrument, AGREED)
    assert "There are no counts for 47 questions, as too few people answered." in forget(workshop, "--yes").stderr
    kept = json.loads((workshop.path / "counts.json").read_bytes())["agenda"]["questions"]
    assert {found["id"]: sum(found["spread"]["counts"]) for found in kept if any(found["spread"]["counts"])} == {
        "leadership.vision": 3
    }
    after = json.loads(compare(workshop, "--open", "--format", "json").stdout)["questions"]
    assert next(found for found in after if found["id"] == "team.introduction")["counts"] == [0, 0, 0, 0]


def test_answers_that_come_later_are_not_counted(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """Later answers are named but not counted, as the counts would give one person away; they can be deleted too."""
    forget(workshop, "--yes")
    before = (workshop.path / "counts.json").read_bytes()
    late = write_person(workshop, instrument, 40, random_people(instrument, 1)[0])
    ended = compare(workshop, "--format", "json")
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert f"{late.name}: the file arrived after everybody's individual answers were deleted" in ended.stderr
    assert json.loads(ended.stdout)["people"] == PEOPLE
    assert forget(workshop, "--yes").returncode == ExitCode.DONE
    assert not late.exists()
    assert (workshop.path / "counts.json").read_bytes() == before


def test_forgetting_again_changes_nothing(workshop: WorkshopFolder) -> None:
    """If nothing is left to delete, nothing is asked."""
    forget(workshop, "--yes")
    before = snapshot(workshop.path)
    ended = forget(workshop)
    assert ended.returncode == ExitCode.DONE
    assert "There are no individual answers in this folder" in ended.stderr
    assert snapshot(workshop.path) == before


def test_without_a_terminal_it_needs_yes(workshop: WorkshopFolder) -> None:
    """Without a terminal the command says what would go, and deletes nothing."""
    before = snapshot(workshop.path)
    ended = forget(workshop)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "To be deleted" in ended.stderr
    assert "--yes" in ended.stderr
    assert snapshot(workshop.path) == before


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("keys", "code", "is_deleted"),
    [
        ((ENTER, "1", ENTER), ExitCode.DONE, False),  # Enter alone chooses nothing
        ((CTRL_C,), ExitCode.INTERRUPTED, False),
        (("2", ENTER), ExitCode.DONE, True),
    ],
)
def test_it_asks_first(workshop: WorkshopFolder, keys: tuple[str, ...], code: ExitCode, is_deleted: bool) -> None:
    """The command asks first, and nothing is chosen in advance."""
    terminal = Terminal(workshop.path.parent, "workshop", "forget", "workshop", columns=80, rows=24)
    terminal.wait_for("This can't be undone.")
    terminal.press(*keys)
    assert terminal.end() == code
    assert bool(list(workshop.answers.iterdir())) != is_deleted
    assert (workshop.path / "counts.json").exists() == is_deleted


def _as_it_is(_: WorkshopFolder, path: Path) -> Path:
    return path


def _with_a_long_name(_: WorkshopFolder, path: Path) -> Path:
    return path.rename(path.with_name("a" * 220 + ".json"))


def _as_a_link(workshop: WorkshopFolder, path: Path) -> Path:
    elsewhere = path.rename(workshop.path.parent / "elsewhere.json")
    path.symlink_to(elsewhere)
    return path


@pytest.mark.parametrize("change", [_as_it_is, _with_a_long_name, _as_a_link])
def test_a_file_that_somebody_has_open_is_not_deleted(
    workshop: WorkshopFolder, instrument: Instrument, change: Callable[[WorkshopFolder, Path], Path]
) -> None:
    """If somebody has a file open, nothing is deleted at all."""
    file = AnswerFile(change(workshop, sorted(workshop.answers.glob("*.json"))[0]), instrument)
    try:
        ended = forget(workshop, "--yes")
    finally:
        file.close()
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "somebody has this file open" in ended.stderr
    assert len(list(workshop.answers.glob("*.json"))) == PEOPLE


def test_nobody_can_open_a_file_while_it_is_deleted(
    workshop: WorkshopFolder, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All answer files stay locked until they are deleted; of the locks, old and new ones, none stays behind."""
    refused = []

    def watched(path: Path) -> None:
        if path.suffix == ".json" and path.parent == workshop.answers:
            with pytest.raises(InputFault, match="somebody is already answering questions in this file"):
                AnswerFile(path, instrument)
            refused.append(path)
        remove(path)

    first = sorted(workshop.answers.glob("*.json"))[0]
    first.with_name(f".{first.name}.lock").touch()
    monkeypatch.setattr(forgetting, "remove", watched)
    ended = CliRunner().invoke(app, ["workshop", "forget", str(workshop.path), *DAY, "--yes"])
    assert ended.exit_code == ExitCode.DONE, ended.output
    assert len(refused) == PEOPLE
    assert not list(workshop.answers.iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_if_counts_cannot_be_kept_nothing_is_deleted(workshop: WorkshopFolder) -> None:
    """Counts are written first; if that fails, nothing is deleted."""
    workshop.path.chmod(0o500)
    try:
        ended = forget(workshop, "--yes")
    finally:
        workshop.path.chmod(0o700)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert len(list(workshop.answers.glob("*.json"))) == PEOPLE


def test_a_folder_in_the_place_of_the_counts(workshop: WorkshopFolder) -> None:
    """If a folder is in the place of the counts, nothing is deleted."""
    (workshop.path / "counts.json").mkdir()
    ended = forget(workshop, "--yes")
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert len(list(workshop.answers.glob("*.json"))) == PEOPLE


def test_counts_of_a_newer_program_are_told(workshop: WorkshopFolder) -> None:
    """What a newer version of the program wrote is no damage, and the number is nothing to change."""
    forget(workshop, "--yes")
    counts = workshop.path / "counts.json"
    counts.write_text(json.dumps({**json.loads(counts.read_bytes()), "format_version": 2, "new": 1}), encoding="utf-8")
    ended = compare(workshop)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    (line,) = ended.stderr.splitlines()
    assert "counts.json: format_version: this file was saved in format 2 by a newer version of readiness" in line


@pytest.mark.parametrize("content", ["{", "{}", '{"format": "readiness-workshop-counts"}'])
def test_damaged_counts_are_a_fault(workshop: WorkshopFolder, content: str) -> None:
    """Damaged counts are a fault that names the file, and nothing is compared."""
    forget(workshop, "--yes")
    (workshop.path / "counts.json").write_text(content, encoding="utf-8")
    ended = compare(workshop)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "counts.json" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_agreeing_goes_on_from_the_counts(workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path) -> None:
    """What another group has agreed can still be merged."""
    forget(workshop, "--yes")
    theirs = {"team.introduction": {"level": 2, "agreement": {"how": "agreed"}}}
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, theirs)
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert set(json.loads(workshop.agreed.read_bytes())["answers"]) == {"leadership.vision", "team.introduction"}
