"""What has changed in a questionnaire since an earlier version, and names that its questions had before."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from questionnaires.faults import InputFault
from questionnaires.model import AnyQuestion, ChecklistQuestion, Questionnaire
from scoring.differences import differences, to_raise
from scoring.instrument import load_instrument
from tests.changed_questions import (
    HEAD,
    JUDGED,
    WELLNESS,
    add_question,
    change,
    copy_of_content,
    next_version,
    raise_version,
    rename_cover,
)
from tests.program import run


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A folder with two copies of what ships: `old`, and `new` to be changed."""
    for name in ("old", "new"):
        copy_of_content(tmp_path / name)
    return tmp_path


def _text(folder: Path) -> str:
    ended = run("questions", "--diff", "old", "--questionnaire", "new", folder=folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def _data(folder: Path) -> dict[str, object]:
    ended = run("questions", "--diff", "old", "--questionnaire", "new", "--format", "json", folder=folder)
    return dict(json.loads(ended.stdout))


def test_copy_that_nobody_changed_is_the_same(copies: Path) -> None:
    """If nobody changed a copy, nothing is listed and nothing is to do."""
    asked = "peer-support 1.1 asks the same questions as peer-support 1.1, and scores the answers in the same way.\n"
    assert _text(copies) == asked
    found = _data(copies)
    assert {key: found[key] for key in ("new", "changed", "renamed", "removed", "to_do")} == {
        "new": [],
        "changed": [],
        "renamed": [],
        "removed": [],
        "to_do": [],
    }


def test_everything_that_a_question_is_judged_by_is_listed(copies: Path) -> None:
    """Wording, levels, weight, essential and stage, each with what it was and what it is."""
    new = copies / "new"
    change(new, WELLNESS, 'text = "Is everyone in', 'text = "Is each person in')
    change(new, WELLNESS, 'in_place = "Everyone in', 'in_place = "Each person in')
    change(new, JUDGED, 'weight = 3\nessential = true\nstage = "first_day"', 'weight = 2\nstage = "appoint"')
    raise_version(new)
    found = _data(copies)
    assert found["changed"] == [
        {
            "question": "wellness.whole-team",
            "changes": [
                {
                    "what": "wording",
                    "before": "Is everyone in the team, managers included, offered a wellness plan and work time to"
                    " write it?",
                    "after": "Is each person in the team, managers included, offered a wellness plan and work time to"
                    " write it?",
                },
                {
                    "what": "level 2",
                    "before": "Everyone in the team, managers included, has been offered a wellness plan and work time"
                    " to write it.",
                    "after": "Each person in the team, managers included, has been offered a wellness plan and work"
                    " time to write it.",
                },
                {"what": "weight", "before": 3, "after": 2},
                {"what": "essential", "before": True, "after": False},
                {"what": "stage", "before": "first_day", "after": "appoint"},
            ],
        }
    ]
    assert found["to_do"] == []
    text = _text(copies)
    assert text.startswith("peer-support 1.2, compared with peer-support 1.1\n\nChanged: 1 question\n")
    assert "  weight: was 3, now 2\n  essential: was yes, now no\n  stage: was first_day, now appoint\n" in text


def test_new_and_renamed_questions(tmp_path: Path) -> None:
    """A question with another name is told from a new one by `formerly`."""
    copy_of_content(tmp_path / "old")
    next_version(tmp_path / "new")
    found = _data(tmp_path)
    assert found["new"] == ["wellness.quiet-room"]
    assert found["renamed"] == [{"question": "wellness.absence", "changes": [], "formerly": "wellness.cover"}]
    assert (found["changed"], found["removed"], found["to_do"]) == ([], [], [])
    text = _text(tmp_path)
    assert "New: 1 question\nWE9 wellness.quiet-room (essential, weight 3, stage: Welcome peer workers on " in text
    assert "Renamed: 1 question\nwellness.cover is now wellness.absence\n" in text


def test_what_is_left_to_do(copies: Path) -> None:
    """A version that was not raised, a new question without *since*, and one that may have another name."""
    new = copies / "new"
    add_question(new)
    change(new, WELLNESS, 'since = "1.2"\n', "")
    first, second = str(_text(copies)).rstrip().rpartition("To do\n")[2].splitlines()
    assert first.startswith("Raise the second number of 'version' in questionnaire.toml. The version is still 1.1,")
    assert second.startswith("Add 'since' with the new version number to wellness.quiet-room,")
    raise_version(new)
    assert "Add 'since = \"1.2\"' to wellness.quiet-room" in _text(copies)
    rename_cover(new)
    change(new, WELLNESS, r'formerly = \["wellness.cover"\]\n', "")
    text = _text(copies)
    assert "Removed: 1 question\nwellness.cover\n" in text
    assert (
        "Raise the first number of 'version' in questionnaire.toml. The version is still 1.2, but earlier answers"
        in text
    )
    assert "If wellness.absence is wellness.cover under another name, add 'formerly = [\"wellness.cover\"]'" in text
    raise_version(new, "2.0")
    assert "Raise the" not in _text(copies)


def test_item_that_is_gone_needs_a_new_first_number(copies: Path) -> None:
    """If a checklist item is gone, answers with it no longer fit, and the first number has to rise."""
    change(copies / "new", "questionnaire/training.toml", 'id = "recovery"', 'id = "recovering"')
    text = _text(copies)
    assert '  item recovery (removed): "' in text
    assert '  item recovering (new): "' in text
    assert "Raise the first number of 'version'" in text


def test_one_question_cannot_be_asked_for_as_well(copies: Path) -> None:
    """The list is always of all questions, so a single one is wrong usage."""
    ended = run("questions", "wellness.cover", "--diff", "old", folder=copies)
    assert ended.returncode == 2
    assert (
        "--diff: this option lists the differences in all questions, not just in 'wellness.cover'. "
        "Leave out either --diff or the question." in ended.stderr
    )


def test_folder_without_an_earlier_version(copies: Path) -> None:
    """A folder without an earlier version is named, with what to do."""
    ended = run("questions", "--diff", "older", folder=copies)
    assert ended.returncode == 3
    assert "older: this folder doesn't exist." in ended.stderr


FORMER_NAMES = {
    "of-another-question": (
        'formerly = ["wellness.not-alone"]',
        "questionnaire/wellness.toml: wellness.cover: formerly: 'wellness.not-alone' is the name of a question now, so"
        " it can't be another question's earlier name. Remove 'wellness.not-alone' from 'formerly', or rename "
        "the question 'wellness.not-alone'.",
    ),
    "its-own": (
        'formerly = ["wellness.cover"]',
        "questionnaire/wellness.toml: wellness.cover: formerly: 'wellness.cover' is what the question is called now."
        " Remove 'wellness.cover' from 'formerly'.",
    ),
    "twice": (
        'formerly = ["wellness.leave", "wellness.leave"]',
        "questionnaire/wellness.toml: wellness.cover: formerly: 'wellness.leave' is in the list twice. List each"
        " name only once.",
    ),
    "later-than-the-questionnaire": (
        'since = "1.12"',
        "questionnaire/wellness.toml: wellness.cover: since: version 1.12 is later than the version of "
        "the questionnaire, 1.1. Raise 'version' in questionnaire.toml, or correct 'since'.",
    ),
}


@pytest.mark.parametrize("case", FORMER_NAMES)
def test_former_name_that_cannot_be(tmp_path: Path, case: str) -> None:
    """Each is one sentence, with the file, the question and what to do."""
    line, message = FORMER_NAMES[case]
    folder = copy_of_content(tmp_path / "copy")
    change(folder, WELLNESS, 'id = "wellness.cover"\n', f'id = "wellness.cover"\n{line}\n')
    with pytest.raises(InputFault) as caught:
        load_instrument(folder)
    assert [str(fault) for fault in caught.value.faults] == [message]


def test_former_names_that_go_round_or_are_claimed_twice(tmp_path: Path) -> None:
    """Two questions that were each other, and two that were the same one."""
    folder = copy_of_content(tmp_path / "copy")
    cover, alone = ('id = "wellness.cover"\n', 'id = "wellness.not-alone"\n')
    change(folder, WELLNESS, cover, f'{cover}formerly = ["wellness.not-alone", "wellness.leave"]\n')
    change(folder, WELLNESS, alone, f'{alone}formerly = ["wellness.cover", "wellness.leave"]\n')
    with pytest.raises(InputFault) as caught:
        load_instrument(folder)
    first, second, third = map(str, caught.value.faults)
    assert (
        "wellness.cover: formerly: this question and the question 'wellness.not-alone' "
        "each give the other's name as an earlier name" in first
    )
    assert (
        "wellness.not-alone: formerly: this question and the question 'wellness.cover' "
        "each give the other's name as an earlier name" in second
    )
    assert "wellness.not-alone: formerly: 'wellness.leave' is already an earlier name for 'wellness.cover'." in third


def test_version_1_10_is_later_than_1_9(tmp_path: Path) -> None:
    """Versions are compared by their numbers, not as texts."""
    folder = copy_of_content(tmp_path / "copy")
    change(folder, WELLNESS, 'id = "wellness.cover"\n', 'id = "wellness.cover"\nsince = "1.10"\n')
    change(folder, HEAD, r'version = "[^"]*"', 'version = "1.11"')
    questionnaire = load_instrument(folder).questionnaire
    assert questionnaire.added_after("1.9") == {"wellness.cover"}
    assert questionnaire.added_after("1.10") == set()


def test_question_of_another_kind_needs_a_new_first_number() -> None:
    """A scale that became a checklist is one change of its kind; its levels and items are not listed one by one."""
    old = load_instrument()
    questions = old.questionnaire.questions
    scale, checklist = (
        questions["wellness.cover"],
        next(question for question in questions.values() if isinstance(question, ChecklistQuestion)),
    )
    shared = {name: getattr(scale, name) for name in AnyQuestion.model_fields}
    changed = checklist.model_copy(update=shared)
    domains = tuple(
        domain.model_copy(update={"questions": tuple(changed if it is scale else it for it in domain.questions)})
        for domain in old.questionnaire.domains
    )
    facts = {name: getattr(old.questionnaire, name) for name in Questionnaire.model_fields}
    new = replace(old, questionnaire=Questionnaire(**{**facts, "domains": domains}))
    found = differences(old, new)
    (pair,) = found.changed
    assert [change.what for change in pair.changes] == ["kind"]
    assert to_raise(found) == "first"


def test_rubric_whose_folder_cannot_be_listed_is_read_all_the_same(
    copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are known by the names of the domains; only files that no domain has are not found then."""
    listed = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == "rubric":
            raise PermissionError
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert load_instrument(copies / "new").questionnaire.questions


def test_what_judges_all_answers_is_listed(copies: Path) -> None:
    """Bands, caps and stages matter to whoever reads results, but ask for no other version."""
    rubric = "rubric/rubric.toml"
    change(copies / "new", rubric, r"from_score = [1-9]\d*", "from_score = 26")
    change(copies / "new", rubric, 'planned = "nearly_there"', 'planned = "getting_started"')
    change(copies / "new", rubric, r"lead_days = [1-9]\d*", "lead_days = 123")
    found = _data(copies)
    assert (found["rubric"], found["to_do"]) == (["stages", "bands", "caps"], [])
    text = _text(copies)
    assert "Changed in rubric.toml: stages, bands, caps" in text
    assert "To do" not in text


def test_other_levels_of_checklists_ask_for_another_version(copies: Path) -> None:
    """From how many ticks a level is reached belongs to what the ticks mean."""
    change(copies / "new", "rubric/rubric.toml", r"7 = \[0, 3, 5, 7\]", "7 = [0, 2, 5, 7]")
    assert _data(copies)["rubric"] == ["checklists"]
    assert "Raise the second number of 'version'" in _text(copies)
