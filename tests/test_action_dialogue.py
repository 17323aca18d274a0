"""`readiness actions`: by options, as a list, and at the terminal."""

import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from questionnaires.answer_file import write_answers
from readiness.actions.change import AS_PLANNED, Change
from readiness.actions.dialogue import ask_for_changes
from readiness.actions.run import ActionsEditor
from readiness.plan.model import Plan
from readiness.plan.service_plan import open_plan
from readiness.report.sentences import action_name
from tests.plans_of_services import TODAY, example, example_sheet, shipped
from tests.program import run
from tests.scripted_prompts import ScriptedPrompts

FIRST = example().actions[0].question
SECOND = example().actions[1]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """The example's answers in a folder of their own."""
    path = tmp_path / "a.json"
    path.write_bytes(write_answers(example_sheet(), shipped().questionnaire))
    return path


def changes(*script: str, ends: bool = True) -> tuple[list[tuple[str, Change]], ScriptedPrompts]:
    """What a person who types this has changed, in order."""
    made: list[tuple[str, Change]] = []

    def change_action(question: str, change: Change) -> Plan:
        made.append((question, change))
        return example()

    prompts = ScriptedPrompts(*script)
    if ends:
        ask_for_changes(prompts, example(), shipped(), change_action)
    else:
        with pytest.raises(EOFError):
            ask_for_changes(prompts, example(), shipped(), change_action)
    return made, prompts


@pytest.mark.parametrize(
    ("keys", "change"),
    [
        pytest.param(["1", "3"], Change(status="done"), id="status"),
        pytest.param(["1", "4", "We share it"], Change(status="accepted", reason="We share it"), id="accepted"),
        pytest.param(["2", "deputy"], Change(owner="deputy"), id="owner"),
        pytest.param(["2", ""], Change(owner=""), id="suggested-owner"),
        pytest.param(["3", "11 January 2027"], Change(due=date(2027, 1, 11)), id="day"),
        pytest.param(["3", "soon", "30/2/2027", "11/1/2027"], Change(due=date(2027, 1, 11)), id="day-at-third-try"),
        pytest.param(["3", "0"], Change(due=AS_PLANNED), id="planned-day"),
    ],
)
def test_each_thing_can_be_changed(keys: list[str], change: Change) -> None:
    """Group, action, what to change, and how: then back to the actions, and out."""
    made, prompts = changes("1", "1", *keys, "b", "f")
    assert made == [(FIRST, change)]
    assert action_name(example().actions[0]) in prompts.said


@pytest.mark.parametrize("keys", [["b"], ["1", "b"], ["1", "4", ""], ["3", ""]])
def test_leaving_changes_nothing(keys: list[str]) -> None:
    """Going back, or leaving a text empty, changes nothing."""
    assert changes("1", "1", *keys, "b", "f")[0] == []


def test_every_action_can_be_reached() -> None:
    """Each action is in a group, and each group has keys enough."""
    reached = 0
    _, prompts = changes("f")
    groups = len([said for said in prompts.said if said]) and 26
    for group in "123456789acdeghij"[:groups]:
        try:
            made, _ = changes(group, "1", "1", "3", "b", "f")
        except AssertionError:
            break
        reached += len(made)
    assert reached == len({(action.stage, action.priority) for action in example().actions})


def test_dialogue_saves_each_change_at_once(answers: Path) -> None:
    """What was changed before Ctrl-D is on disk, and the list shows it."""
    editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
    with pytest.raises(EOFError):
        ask_for_changes(ScriptedPrompts("1", "1", "1", "2"), editor.plan, shipped(), editor.change)
    saved = json.loads(answers.with_suffix(".actions").read_bytes())["actions"]
    assert saved[FIRST]["status"] == "doing"


def test_fault_is_said_and_asked_again(answers: Path) -> None:
    """The dialogue says what cannot be saved, and goes on."""
    editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
    prompts = ScriptedPrompts("1", "1", "2", "x" * 300, "b", "f")
    ask_for_changes(prompts, editor.plan, shipped(), editor.change)
    assert any("owner" in said and "200" in said for said in prompts.said)
    assert not answers.with_suffix(".actions").exists()


# The command


def actions(folder: Path, *options: str) -> tuple[int, str, str]:
    ended = run("actions", "a.json", *options, "--as-of", TODAY.isoformat(), folder=folder)
    assert "Traceback" not in ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


def test_without_a_terminal_the_actions_are_listed(answers: Path) -> None:
    """Each with its name for `--set`, owner, day and status; then how many there are; nothing is written.

    What is worth strengthening has no day.
    """
    code, shown, _ = actions(answers.parent)
    assert code == 0
    first = (
        f"{FIRST}: {action_name(example().actions[0])}\n  Do first. Service manager. Due: 21 December 2026.\n  Open\n"
    )
    assert first in shown
    optional = next(action for action in example().actions if action.priority == 3)
    assert (
        f"{optional.question}: {action_name(optional)}\n  Strengthen. Service manager. Due: when it suits you.\n"
        in shown
    )
    assert shown.endswith(f"{len(example().actions)} actions: {len(example().actions)} open.\n")
    assert [path.name for path in answers.parent.iterdir()] == ["a.json"]


def test_options_change_an_action(answers: Path) -> None:
    """`--set` with what is to be changed; the list and the next plan have it."""
    assert (
        actions(answers.parent, "--set", FIRST, "--status", "doing", "--owner", "deputy", "--due", "2026-11-02")[0] == 0
    )
    shown = actions(answers.parent, "--list")[1]
    assert "  Do first. Deputy. Due: 2 November 2026, overdue.\n  Doing\n" in shown
    assert shown.endswith(" open, 1 doing. 1 is overdue.\n")
    run("plan", "a.json", "-o", "p.html", "--as-of", TODAY.isoformat(), folder=answers.parent)
    page = (answers.parent / "p.html").read_text(encoding="utf-8")
    assert "deputy" in page
    assert '<b>Status:</b> <span class="typed">Doing</span>' in page


def test_what_is_done_has_to_be_answered_again(answers: Path) -> None:
    """Who finishes an action is told that only the answer changes the score."""
    assert "answer its question again" in actions(answers.parent, "--set", FIRST, "--status", "done")[2]


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        pytest.param(["--status", "done"], 2, "Name it with --set ID", id="no-action"),
        pytest.param(["--set", FIRST], 2, "Add --status, --owner, --due or --reason", id="no-change"),
        pytest.param(["--set", FIRST, "--owner", "x", "--read", "p.csv"], 2, "Leave one of them out", id="both"),
        pytest.param(["--set", FIRST, "--status", "accepted"], 3, "needs a reason. Say why", id="no-reason"),
        pytest.param(["--set", "team.role-clarty", "--owner", "x"], 3, "Did you mean 'team.role-clarity'", id="name"),
        pytest.param(["--set", FIRST, "--due", "9999-12-31"], 2, "--due: '9999-12-31' is not a date", id="far-off"),
    ],
)
def test_wrong_options_are_told(answers: Path, options: list[str], code: int, message: str) -> None:
    """One sentence that says what is wrong and what to do; nothing is written."""
    ended, shown, said = actions(answers.parent, *options)
    assert (ended, shown) == (code, "")
    assert message in said
    assert [path.name for path in answers.parent.iterdir()] == ["a.json"]


def test_plain_dialogue_through_a_pipe_that_ends(answers: Path) -> None:
    """Plain prompts work without a terminal; the end of the input is an interruption that loses nothing."""
    code, shown, said = actions(answers.parent, "--plain")
    assert code == 130
    assert "Which actions?" in shown
    assert "Stopped. What was settled is in a.actions" in said


def test_list_cannot_steer_the_terminal(answers: Path) -> None:
    """Controls and line breaks in an owner or a reason are not in the list."""
    sly = "x\x1b[31m\nGo: \u202ey"
    actions(answers.parent, "--set", FIRST, "--owner", sly, "--status", "accepted", "--reason", sly)
    shown = actions(answers.parent, "--list")[1]
    assert "Accepted risk: x[31m Go: y" in shown
    assert not {"\x1b", "\u202e"} & set(shown)
    assert not [line for line in shown.splitlines() if line.startswith("Go")]


def test_later_plan_says_what_has_changed(answers: Path) -> None:
    """Some weeks on, the plan names the last one's day, what was done and what is overdue."""
    folder = answers.parent
    actions(folder, "--set", FIRST, "--owner", "deputy")
    actions(folder, "--set", SECOND.question, "--due", "2027-01-04")
    run("plan", "a.json", "-o", "p.md", "--as-of", "2026-11-21", folder=folder)
    assert "Since the plan" not in (folder / "p.md").read_text(encoding="utf-8")
    actions(folder, "--set", FIRST, "--status", "done")
    for suffix in ("md", "html"):
        run("plan", "a.json", "-o", f"p.{suffix}", "--as-of", "2027-01-10", folder=folder)
        text = unescape((folder / f"p.{suffix}").read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")
        since = text.partition("Since the plan of 21 November 2026")[2]
        done, _, overdue = since.partition("Overdue:")
        assert example().actions[0].title in done
        assert SECOND.title not in done
        assert SECOND.title in overdue
