"""Answer files that were renamed or copied: what was agreed about their actions is found again, or named."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answer_file import write_answers
from questionnaires.answers import AnswerSheet, Levelled
from readiness.actions.dialogue import ActionsDialogue
from readiness.actions.record_choice import ask_which_record
from readiness.actions.run import ActionsEditor
from readiness.plan.leftover_records import identity_of
from readiness.plan.service_plan import open_plan
from tests.batches import rows
from tests.plans_of_services import TODAY, example, example_sheet, shipped
from tests.program import run
from tests.scripted_prompts import ScriptedPrompts

FIRST, CODE = example().actions[0].question, example().actions[0].code
AS_OF = ("--as-of", TODAY.isoformat())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's answers as `a.json`, with an owner of the first action in `a.actions`."""
    answers = tmp_path / "a.json"
    answers.write_bytes(write_answers(example_sheet(), shipped().questionnaire))
    call(tmp_path, "actions", "a.json", "--set", FIRST, "--owner", "deputy")
    return tmp_path


def call(folder: Path, *arguments: str, code: int = 0) -> tuple[str, str]:
    ended = run(*arguments, *AS_OF, folder=folder)
    assert ended.returncode == code, ended.stderr
    return ended.stdout, ended.stderr


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def owner(folder: Path, answers: str) -> str:
    """The owner of the first action, as the plan in JSON says it."""
    content: dict[str, Any] = json.loads(call(folder, "score", answers, "--format", "json")[0])
    return str(content["actions"][0]["owner"])


def without_identity(path: Path) -> None:
    """Makes a record one of the first version."""
    content = json.loads(path.read_bytes()) | {"format_version": 1}
    del content["belongs_to"]
    path.write_text(json.dumps(content), encoding="utf-8")


def test_renamed_answers_keep_what_was_agreed(folder: Path) -> None:
    """The record is used and named in one line; saving moves it to the new name, reading leaves it."""
    (folder / "a.json").rename(folder / "b.json")
    assert owner(folder, "b.json") == "deputy"
    said = "The record of what you agreed about the actions is in a.actions, because the answer file used to have a "
    assert said in call(folder, "score", "b.json")[1]
    assert names(folder) == {"a.actions", "b.json"}
    assert said in call(folder, "plan", "b.json", "-o", "p.md")[1]
    assert "Deputy" in (folder / "p.md").read_text(encoding="utf-8")
    assert names(folder) == {"b.actions", "b.json", "p.md"}
    assert "kept" not in call(folder, "score", "b.json")[1]
    assert owner(folder, "b.json") == "deputy"


def test_change_moves_the_record(folder: Path) -> None:
    """`--set` adds to what was agreed under the old name."""
    (folder / "a.json").rename(folder / "b.json")
    assert "a.actions" in call(folder, "actions", "b.json", "--set", CODE, "--status", "doing")[1]
    agreed = json.loads((folder / "b.actions").read_bytes())["actions"][FIRST]
    assert (agreed["owner"], agreed["status"]) == ("deputy", "doing")
    assert names(folder) == {"b.actions", "b.json"}


def test_list_names_it_too(folder: Path) -> None:
    """A list without a terminal says which record the owners come from."""
    (folder / "a.json").rename(folder / "b.json")
    shown, said = call(folder, "actions", "b.json")
    assert "Deputy." in shown
    assert "a.actions" in said


def test_two_records_are_never_chosen_between(folder: Path) -> None:
    """If there are two records, both are named and neither is used; nothing is saved before somebody has chosen."""
    (folder / "c.actions").write_bytes((folder / "a.actions").read_bytes())
    (folder / "a.json").rename(folder / "b.json")
    for arguments in (("score", "b.json"), ("plan", "b.json", "-o", "p.md")):
        assert "a.actions and c.actions are all records of actions for these answers" in call(folder, *arguments)[1]
    assert owner(folder, "b.json") == "service manager"
    said = call(folder, "actions", "b.json", "--set", CODE, "--status", "doing", code=2)[1]
    assert (
        "a.actions and c.actions are all records of actions for these answers. Choose a record with `readiness actions`"
        in said
    )
    service_plan = open_plan(folder / "b.json", shipped(), TODAY)
    assert service_plan.remember(start=True) == ()
    assert names(folder) == {"a.actions", "b.json", "c.actions", "p.md"}


def test_record_without_a_mark_is_named(folder: Path) -> None:
    """A record of an older version that belongs to no answers is not used, but named."""
    without_identity(folder / "a.actions")
    (folder / "a.json").rename(folder / "b.json")
    said = call(folder, "plan", "b.json", "-o", "p.md")[1]
    assert (
        "a.actions doesn't belong to any answer file in this folder. If it is the record of actions for the "
        "answers you are using now, rename it to b.actions." in said
    )
    assert owner(folder, "b.json") == "service manager"


def test_copied_answers_say_where_the_record_is(folder: Path) -> None:
    """A copy next to the original uses nothing of its record, and says so."""
    (folder / "a (1).json").write_bytes((folder / "a.json").read_bytes())
    said = call(folder, "score", "a (1).json")[1]
    assert "a.actions belongs to a copy of these answers, so it is not used here." in said
    assert owner(folder, "a (1).json") == "service manager"
    assert ".actions" not in call(folder, "score", "a.json")[1]


def test_the_previous_version_of_the_answers_is_named_as_such(folder: Path) -> None:
    """Whoever uses the file that ends in .bak reads that it has the answers from before the last change."""
    (folder / "a.json.bak").write_bytes((folder / "a.json").read_bytes())
    said = call(folder, "plan", "a.json.bak", "-o", "p.md")[1]
    assert "a.json.bak has the previous answers, from before the last change to a.json." in said
    assert "a.actions belongs to the answers in a.json, so it is not used here." in said
    assert "previous answers" not in call(folder, "plan", "a.json", "-o", "p.md")[1]


def test_records_of_others_are_not_used(folder: Path) -> None:
    """Records of other services, and broken or hidden ones, are neither used nor named."""
    other = example_sheet().model_copy(update={"service": example_sheet().service.model_copy(update={"name": "Other"})})
    (folder / "b.json").write_bytes(write_answers(other, shipped().questionnaire))
    (folder / "x.actions").write_text("broken", encoding="utf-8")
    (folder / ".y.actions").write_bytes((folder / "a.actions").read_bytes())
    (folder / "a.json").unlink()
    assert ".actions" not in call(folder, "score", "b.json")[1]


def test_record_is_found_among_very_many(folder: Path) -> None:
    """However many services keep their answers there, the record whose answers were renamed is looked for first."""
    for number in range(150):
        for suffix in ("json", "actions"):
            (folder / f"0-{number}.{suffix}").write_bytes((folder / f"a.{suffix}").read_bytes() if number else b"{}")
    (folder / "a.json").rename(folder / "b.json")
    assert owner(folder, "b.json") == "deputy"


def test_record_with_the_right_mark_that_is_damaged_is_told(folder: Path) -> None:
    """A damaged record of renamed answers ends the command like one of the right name."""
    (folder / "a.json").rename(folder / "b.json")
    (folder / "a.actions").write_text((folder / "a.actions").read_text(encoding="utf-8") + "x", encoding="utf-8")
    assert "there is extra text where the file should end" in call(folder, "score", "b.json", code=3)[1]


def test_identity_stays_while_answers_change() -> None:
    """Answers, roles and days change; the service and the beginning do not, nor letter case and accents' spelling."""
    sheet = example_sheet()
    same = identity_of(sheet)
    assert same
    assert sheet.updated_at
    later = sheet.with_answer(FIRST, Levelled(level=3), sheet.updated_at + timedelta(days=30))
    assert identity_of(later) == same
    service = sheet.service.model_copy(update={"name": sheet.service.name.upper()})
    assert identity_of(sheet.model_copy(update={"service": service, "first_day": None})) == same
    for change in ({"started_at": sheet.updated_at}, {"service": service.model_copy(update={"name": "Other"})}):
        assert identity_of(sheet.model_copy(update=change)) != same


def test_nothing_to_go_by_is_no_identity() -> None:
    """Two files without a service's name and a beginning are not the same answers."""
    bare = {**example_sheet().model_dump(mode="json"), "service": {"name": ""}, "started_at": None}
    assert identity_of(AnswerSheet.model_validate(bare)) is None


def test_interview_that_ends_takes_it_over(folder: Path) -> None:
    """The plan at the end of the questionnaire has what was agreed under the old name."""
    (folder / "a.json").rename(folder / "b.json")
    command = (sys.executable, "-m", "readiness", "assess", "b.json", "--plain", "--pdf", "p.html", *AS_OF)
    ended = subprocess.run(command, cwd=folder, input="3\n2\n", capture_output=True, encoding="utf-8", check=True)
    assert "in a.actions, because the answer file used to have a different name" in " ".join(ended.stderr.split())
    assert "Deputy" in (folder / "p.html").read_text(encoding="utf-8")
    assert {"b.actions", "p.html"} <= names(folder)
    assert "a.actions" not in names(folder)


def test_copy_of_a_record_is_named(folder: Path) -> None:
    """What a sync program made of a record that was changed on two computers is not skipped in silence."""
    (folder / "a-LAPTOP7.actions").write_bytes((folder / "a.actions").read_bytes().replace(b"deputy", b"nurse"))
    (folder / "a (1).actions").write_bytes((folder / "a.actions").read_bytes())
    (folder / "ab.actions").write_bytes((folder / "a.actions").read_bytes().replace(b"deputy", b"doctor"))
    for arguments in (("score", "a.json"), ("plan", "a.json", "-o", "p.md"), ("actions", "a.json")):
        said = call(folder, *arguments)[1]
        assert "a-LAPTOP7.actions looks like a copy of a.actions, but differs from it." in said
        assert "a (1).actions" not in said
        assert "ab.actions" not in said
        (folder / "a (1).actions").unlink(missing_ok=True)  # once the record has changed, this copy differs
    assert owner(folder, "a.json") == "deputy"


@pytest.mark.slow
def test_batch_knows_how_far_renamed_answers_are(folder: Path) -> None:
    """The figures of a batch have what was agreed under the old name; if two records were, neither counts."""
    call(folder, "actions", "a.json", "--set", CODE, "--status", "doing")
    (folder / "a.json").rename(folder / "b.json")
    for doing in ("1", ""):
        call(folder, "batch", "b.json", "-o", "out", "--format", "results")
        (row,) = rows(folder / "out" / "results.csv")
        assert row["actions_doing"] == doing
        (folder / "c.actions").write_bytes((folder / "a.actions").read_bytes())


@pytest.mark.pdf
def test_plans_of_a_batch_say_which_records_they_have(folder: Path) -> None:
    """A renamed file's record is used and named; that of a copy is not, and is named; one without a mark once."""
    (folder / "a.json").rename(folder / "b.json")
    options = ("-o", "out", "--plans", "--format", "results")
    assert (
        "is in a.actions, because the answer file used to have a different name"
        in call(folder, "batch", "b.json", *options)[1]
    )
    older = json.loads((folder / "b.json").read_bytes()) | {"updated_at": None}
    (folder / "a.json").write_text(json.dumps(older), encoding="utf-8")
    said = call(folder, "batch", "a.json", "b.json", *options)[1]
    assert "a.actions belongs to a copy of these answers, so it is not used here." in said
    assert "If you want to use it, copy it to b.actions." in said
    (folder / "a.json").unlink()
    without_identity(folder / "a.actions")
    other = example_sheet().model_copy(update={"service": example_sheet().service.model_copy(update={"name": "Other"})})
    (folder / "c.json").write_bytes(write_answers(other, shipped().questionnaire))
    lines = call(folder, "batch", "b.json", "c.json", *options)[1].splitlines()
    assert [line for line in lines if ".actions" in line] == [
        "No plan uses the record of actions in a.actions, because no answer file in the same folder has the same name. "
        "Give the record the same name as the answer file it goes with."
    ]


# At the terminal


def test_dialogue_offers_the_record(folder: Path) -> None:
    """Renamed or unmarked records are offered, and the chosen one is moved to the new name."""
    (folder / "a.json").rename(folder / "b.json")
    (folder / "c.actions").write_bytes((folder / "a.actions").read_bytes().replace(b"deputy", b"nurse"))
    service_plan = open_plan(folder / "b.json", shipped(), TODAY)
    chosen = ask_which_record(ScriptedPrompts("2"), service_plan.other_records, service_plan.record_path)
    service_plan.use_record(chosen)
    assert service_plan.plan.actions[0].owner == "nurse"
    assert names(folder) == {"a.actions", "b.actions", "b.json"}


def test_declined_record_stays(folder: Path) -> None:
    """A person who wants none of the records starts again, and the old record stays as it was."""
    (folder / "a.json").rename(folder / "b.json")
    before = (folder / "a.actions").read_bytes()
    service_plan = open_plan(folder / "b.json", shipped(), TODAY)
    prompts = ScriptedPrompts("n", CODE, "3", "2", "b", "f")
    service_plan.use_record(ask_which_record(prompts, service_plan.other_records, service_plan.record_path))
    ActionsDialogue(prompts, ActionsEditor(service_plan), shipped()).run()
    assert service_plan.plan.actions[0].owner == "service manager"
    assert service_plan.plan.actions[0].status == "doing"
    assert (folder / "a.actions").read_bytes() == before
    assert "b.actions" in names(folder)


def test_dialogue_asks_before_the_list(folder: Path) -> None:
    """In plain lines: the question, the choice, then the list with what was agreed."""
    without_identity(folder / "a.actions")
    (folder / "a.json").rename(folder / "b.json")
    command = (sys.executable, "-m", "readiness", "actions", "b.json", "--plain", *AS_OF)
    ended = subprocess.run(command, cwd=folder, input="1\nf\n", capture_output=True, encoding="utf-8", check=True)
    assert "1: Use a.actions, and rename it b.actions" in ended.stdout
    assert f"{CODE}: {example().actions[0].title}. Deputy." in " ".join(ended.stdout.split())
    assert names(folder) == {"b.actions", "b.json"}
