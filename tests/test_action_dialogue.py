"""`readiness actions`: by options, as a list, and at the terminal."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answer_file import write_answers
from questionnaires.local_style import long_date
from readiness.actions.change import Change
from readiness.actions.dialogue import ActionsDialogue
from readiness.actions.run import ActionsEditor
from readiness.exits import ExitCode
from readiness.plan.service_plan import open_plan
from readiness.report.sentences.actions import action_name
from tests.made_plans import SHEETS
from tests.plans_of_services import TODAY, example, example_sheet, shipped
from tests.program import run
from tests.properties import tried_on
from tests.scripted_prompts import RandomPrompts, ScriptedPrompts
from tests.terminal import CTRL_C, ENTER, Terminal

DUE = long_date(example().actions[0].due or TODAY)
FIRST, CODE = example().actions[0].question, example().actions[0].code
SECOND = example().actions[1]
LAST = next(action.code for action in reversed(example().actions) if action.priority == 3)
DOWN, HOME, END, BACKSPACE = "\x1b[B", "\x1b[H", "\x1b[F", "\x7f"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """The example's answers in a folder of their own."""
    path = tmp_path / "a.json"
    path.write_bytes(write_answers(example_sheet(), shipped().questionnaire))
    return path


def talk(answers: Path, *script: str, ends: bool = True) -> tuple[dict[str, Any], ScriptedPrompts]:
    """What is agreed about the first action after somebody has typed this, and all that was said."""
    editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
    prompts = ScriptedPrompts(*script)
    dialogue = ActionsDialogue(prompts, editor, shipped())
    if ends:
        dialogue.run()
    else:
        with pytest.raises(EOFError):
            dialogue.run()
    return kept(answers).get(FIRST, {}), prompts


def kept(answers: Path) -> dict[str, Any]:
    """What is agreed about each action on disk."""
    path = answers.with_suffix(".actions")
    agreed: dict[str, Any] = json.loads(path.read_bytes())["actions"] if path.exists() else {}
    return agreed


@pytest.mark.parametrize(
    ("keys", "agreed"),
    [
        pytest.param(["3", "3"], {"status": "done"}, id="status"),
        pytest.param(["3", "4", "We share it"], {"status": "accepted", "reason": "We share it"}, id="accepted"),
        pytest.param(["1", "deputy"], {"owner": "deputy"}, id="owner"),
        pytest.param(["1", "deputy", "1", "0"], {"owner": None}, id="suggested-owner"),
        pytest.param(["2", "11 January 2027"], {"due": "2027-01-11"}, id="day"),
        pytest.param(["2", "soon", "30/2/2027", "11/1/2027"], {"due": "2027-01-11"}, id="day-at-third-try"),
        pytest.param(["2", "11 January 2027", "2", "0"], {"due": None}, id="planned-day"),
        pytest.param(["2", "11/1/27"], {"due": "2027-01-11"}, id="short-year"),
        pytest.param(["2", "11th of January", "2", "11 January", "1"], {"due": "2027-01-11"}, id="day-without-year"),
        pytest.param(["4", "Asked in May"], {"status": "open", "reason": "Asked in May"}, id="reason"),
        pytest.param(["4", "Asked in May", "4", "0"], {"reason": ""}, id="no-reason-any-more"),
        pytest.param(["1", "x" * 300, "deputy"], {"owner": "deputy"}, id="owner-at-second-try"),
    ],
)
def test_each_thing_can_be_changed(answers: Path, keys: list[str], agreed: dict[str, Any]) -> None:
    """The action by its code, what to change, and how; then back at the action, to the list, and out."""
    now, _ = talk(answers, CODE, *keys, "b", "f")
    assert now.items() >= agreed.items()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        pytest.param(["1", ""], "The owner is still “service manager”.", id="owner"),
        pytest.param(["1", "service manager"], "The owner is still “service manager”.", id="same-owner"),
        pytest.param(["2", ""], f"The due date has not changed: {DUE}.", id="day"),
        pytest.param(["3", "1"], "The status has not changed: Open.", id="same-status"),
        pytest.param(["3", "b"], "The status has not changed: Open.", id="left-status"),
        pytest.param(["4", ""], "No reason added.", id="reason"),
        pytest.param(["3", "4", "", "b"], "The status has not changed.", id="left-reason"),
    ],
)
def test_old_value_stays_and_that_is_said(answers: Path, keys: list[str], said: str) -> None:
    """Enter alone changes nothing, and the person reads what stays; nothing is pre-filled."""
    _, prompts = talk(answers, CODE, *keys, "b", "f")
    assert said in prompts.said
    assert kept(answers) == {}
    assert "" not in prompts.defaults[:1]


def test_a_reason_that_is_a_sentence_ends_with_one_full_stop(answers: Path) -> None:
    """A reason is asked for as a sentence, and quoted without its full stop where another one follows."""
    _, prompts = talk(answers, CODE, "3", "4", "We share the post.", "4", "", "b", "f")
    assert "The reason has not changed: “We share the post”." in prompts.said
    options = ("--set", FIRST, "--status", "accepted", "--reason", "We still share it.")
    said = actions(answers.parent, *options)[2]
    assert said.startswith(f'Changed {CODE}: status "Accepted risk", reason "We still share it".\n')


def test_typing_replaces_what_was_there(answers: Path) -> None:
    """No text is pre-filled, so that what is typed is all that is kept."""

    class Writing(ScriptedPrompts):
        def write(self, message: str, default: str = "", **options: Any) -> str:
            assert default == ""
            return super().write(message, default, **options)

    editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
    script = (CODE, "1", "deputy", "1", "nurse", "3", "4", "first", "4", "second", "b", "f")
    ActionsDialogue(Writing(*script), editor, shipped()).run()
    assert (kept(answers)[FIRST]["owner"], kept(answers)[FIRST]["reason"]) == ("nurse", "second")


def test_accepted_risk_is_asked_for_its_reason_again(answers: Path) -> None:
    """Without a reason the person is told that one is needed, and asked until there is one."""
    now, prompts = talk(answers, CODE, "3", "4", "", "", "We share it", "b", "f")
    assert prompts.said.count("Please give a reason for accepting this risk.") == 2
    assert now["reason"] == "We share it"


def test_after_a_change_the_same_action_is_shown(answers: Path) -> None:
    """The action is shown with its new value; from there, back goes to the same place in the list."""
    _, prompts = talk(answers, SECOND.code, "1", "deputy", "2", "11 January 2027", "3", "2", "b", "f")
    assert prompts.said.count(SECOND.title) == 4
    assert prompts.said[prompts.said.index("Owner: deputy") :].count("Owner: deputy") == 3
    assert "Status: Doing" in prompts.said
    assert any(said.startswith("Due: 11 January 2027") for said in prompts.said)
    assert (prompts.defaults[0], prompts.defaults[-1]) == (None, SECOND.code)


def test_list_shows_what_was_agreed(answers: Path) -> None:
    """Each entry has code, title, owner, day and status, in the order of the plan."""
    _, prompts = talk(answers, CODE, "1", "deputy", "3", "2", "b", "f")
    assert [entry.code for entry in prompts.listed[-1]] == [
        *(action.code for action in example().actions if action.priority < 3),
        *(action.code for action in example().actions if action.priority == 3),
    ]
    assert prompts.listed[-1][-1].heading == "Worth strengthening"
    entry = prompts.listed[-1][0]
    assert entry.text == example().actions[0].title
    assert entry.details.replace("\N{NO-BREAK SPACE}", " ") == f"Deputy. Due: {DUE}. Doing."


def test_next_action_and_its_steps(answers: Path) -> None:
    """A person can go from action to action without the list, and can read how each is done."""
    _, prompts = talk(answers, CODE, "h", "n", "h", "b", "f")
    for action in example().actions[:2]:
        assert {action.first_step, f"Done when: {action.done_when}"} <= set(prompts.said)
    assert prompts.defaults[-1] == SECOND.code


def test_last_changes_can_be_undone(answers: Path) -> None:
    """The last changes can be undone one by one, at an action or in the list; the action is shown as it was before."""
    script = (CODE, "1", "deputy", "3", "3", "b", SECOND.code, "2", "11 January 2027")
    talk(answers, *script, "b", "f")
    before = kept(answers)
    assert set(before) == {FIRST, SECOND.question}
    _, prompts = talk(answers, CODE, "1", "nurse", "n", "u", "b", "f")
    assert kept(answers) == before
    assert f"The last change, to {CODE}, has been undone." in prompts.said
    assert prompts.defaults[-1] == CODE
    talk(answers, CODE, "1", "nurse", "3", "2", "b", "u", "u", "f")
    assert kept(answers) == before


def test_undo_is_offered_only_where_there_is_something(answers: Path) -> None:
    """The key is not there before the first change, nor after the last is undone."""
    with pytest.raises(AssertionError, match="'u' was not offered"):
        talk(answers, CODE, "u")
    with pytest.raises(AssertionError, match="'u' was not offered"):
        talk(answers, CODE, "3", "2", "u", "u")
    assert kept(answers) == {}


@pytest.mark.parametrize(
    ("owner", "hint"),
    [("Jo Smith", True), ("Service Manager", False), ("deputy manager", False), ("Ward 7", False), ("Smith", False)],
)
def test_name_of_a_person_gets_a_hint(answers: Path, owner: str, hint: bool) -> None:
    """What looks like a name is kept, with a word on why a role is better."""
    now, prompts = talk(answers, CODE, "1", owner, "b", "f")
    assert now["owner"] == owner
    assert any("please use a role instead" in said for said in prompts.said) is hint


def test_nothing_is_asked_where_nothing_is_left_to_do(tmp_path: Path) -> None:
    """A service whose plan has no actions reads so, and is back at once."""
    answers = tmp_path / "a.json"
    answers.write_bytes(write_answers(SHEETS["all in use"](), shipped().questionnaire))
    assert talk(answers)[1].said == ["There is nothing left to do."]


def test_dialogue_saves_each_change_at_once(answers: Path) -> None:
    """What was changed before Ctrl-D is on disk."""
    now, _ = talk(answers, CODE, "3", "2", ends=False)
    assert now["status"] == "doing"


NOT_SAVED = (
    f"Your change is not saved. {CODE}: this has been changed elsewhere in the meantime, and you now see it as it was "
    "saved there. If your change is still right, make it again."
)


def open_while(answers: Path, elsewhere: Callable[[], object], *script: str) -> list[str]:
    """All that is said in a dialogue in whose first question something happens elsewhere."""
    happened = False

    class Prompts(ScriptedPrompts):
        def write(self, message: str, default: str = "", **options: Any) -> str:
            nonlocal happened
            if not happened:
                elsewhere()
            happened = True
            return super().write(message, default, **options)

    prompts = Prompts(*script)
    ActionsDialogue(prompts, ActionsEditor(open_plan(answers, shipped(), TODAY)), shipped()).run()
    return prompts.said


def test_what_was_changed_elsewhere_meanwhile_is_kept_and_shown(answers: Path) -> None:
    """A change is saved on top of changes to other things, which are named, as are several."""
    said = open_while(answers, lambda: talk(answers, CODE, "3", "2", "b", "f"), CODE, "1", "nurse", "b", "f")
    changed = "has been changed elsewhere in the meantime, and you now see it as it was saved there."
    assert f"Saved. {CODE} {changed}" in said
    assert {"Owner: nurse", "Status: Doing"} <= {*said[said.index(f"Saved. {CODE} {changed}") :]}
    now = kept(answers)[FIRST]
    assert (now["owner"], now["status"]) == ("nurse", "doing")
    both = (CODE, "3", "3", "n", "1", "deputy", "b", "f")
    said = open_while(answers, lambda: talk(answers, *both), CODE, "2", "11 January 2027", "b", "f")
    assert any(f"Saved. {CODE} and {SECOND.code} have been changed elsewhere" in each for each in said)
    assert kept(answers)[SECOND.question]["owner"] == "deputy"


def test_a_change_does_not_replace_one_made_elsewhere_meanwhile(answers: Path) -> None:
    """Where both are about the same thing the person reads so, sees the other's, and can make the change again."""
    for key, typed, other, shown in (
        ("1", "nurse", ["1", "deputy"], "Owner: deputy"),
        ("2", "11 January 2027", ["2", "12 January 2027"], "Due: 12 January 2027"),
        ("4", "Not yet", ["3", "2"], "Status: Doing"),
    ):
        script = (CODE, key, typed, "b", "f")
        said = open_while(answers, partial(talk, answers, CODE, *other, "b", "f"), *script)
        after = said[said.index(NOT_SAVED) :]
        assert any(each.startswith(shown) for each in after)
    now = kept(answers)[FIRST]
    assert (now["owner"], now["due"], now["status"], now["reason"]) == ("deputy", "2027-01-12", "doing", "")
    again = (CODE, "1", "nurse", "1", "nurse", "b", "f")
    assert NOT_SAVED in open_while(answers, lambda: talk(answers, CODE, "1", "lead", "b", "f"), *again)
    assert kept(answers)[FIRST]["owner"] == "nurse"


def test_a_plan_written_meanwhile_is_no_news(answers: Path) -> None:
    """It changes nothing that was agreed; the change is saved, and the plan stays remembered."""
    talk(answers, SECOND.code, "1", "deputy", "b", "f")
    later = TODAY.replace(day=TODAY.day + 1)

    def write_plan() -> None:
        assert open_plan(answers, shipped(), later).remember() == ()

    said = open_while(answers, write_plan, CODE, "1", "nurse", "b", "f")
    assert "Saved." in said
    assert kept(answers)[FIRST]["owner"] == "nurse"
    record = json.loads(answers.with_suffix(".actions").read_bytes())
    assert [plan["day"] for plan in record["plans"]] == [TODAY.isoformat(), later.isoformat()]


def test_undoing_does_not_undo_what_was_changed_elsewhere(answers: Path) -> None:
    """A change is undone although another action was changed elsewhere, but not if that was the same one."""
    talk(answers, CODE, "1", "lead", "b", "f")
    editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
    editor.change(FIRST, Change(owner="nurse"))
    talk(answers, SECOND.code, "1", "deputy", "b", "f")
    assert editor.undo() == FIRST
    assert (kept(answers)[FIRST]["owner"], kept(answers)[SECOND.question]["owner"]) == ("lead", "deputy")
    editor.change(FIRST, Change(owner="nurse"))
    talk(answers, CODE, "3", "2", "b", "f")
    prompts = ScriptedPrompts(CODE, "u", "b", "f")
    ActionsDialogue(prompts, editor, shipped()).run()
    assert NOT_SAVED.replace("Your change is not saved", "The last change has not been undone") in prompts.said
    assert not editor.can_undo
    assert (kept(answers)[FIRST]["owner"], kept(answers)[FIRST]["status"]) == ("nurse", "doing")


def test_a_record_that_is_gone_or_damaged_meanwhile(answers: Path) -> None:
    """One that was removed is written again with all that was agreed; one that cannot be read is left as it is."""
    record = answers.with_suffix(".actions")
    talk(answers, SECOND.code, "1", "deputy", "b", "f")
    assert "Saved." in open_while(answers, record.unlink, CODE, "1", "nurse", "b", "f")
    assert (kept(answers)[FIRST]["owner"], kept(answers)[SECOND.question]["owner"]) == ("nurse", "deputy")
    whole, damage = record.read_bytes(), b'{"format'
    script = (CODE, "1", "lead", "1", "lead", "b", "f")
    said = open_while(answers, lambda: record.write_bytes(damage), *script)
    assert sum(each.startswith("Your change is not saved.") for each in said) == 2
    assert record.read_bytes() == damage
    record.write_bytes(whole)


@given(st.data())
@tried_on(30)
def test_any_keys_lead_somewhere(data: st.DataObject) -> None:
    """Whatever is chosen, the dialogue offers what can be chosen next, and what is on disk can be read."""
    with TemporaryDirectory() as folder:
        answers = Path(folder) / "a.json"
        answers.write_bytes(write_answers(example_sheet(), shipped().questionnaire))
        editor = ActionsEditor(open_plan(answers, shipped(), TODAY))
        with suppress(KeyboardInterrupt):
            ActionsDialogue(RandomPrompts(data, 12), editor, shipped()).run()
        assert open_plan(answers, shipped(), TODAY).plan == editor.plan


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
    first = action_name(example().actions[0])
    assert f"{first}\n    Service manager. Due: {DUE}. Open.\n" in shown
    optional = next(action for action in example().actions if action.priority == 3)
    assert f"{action_name(optional)}\n    Service manager. Due: when it suits you. Open.\n" in shown
    assert shown.endswith(f"{len(example().actions)} actions: {len(example().actions)} open.\n")
    assert [path.name for path in answers.parent.iterdir()] == ["a.json"]


def test_options_change_an_action(answers: Path) -> None:
    """`--set` with what is to be changed says it back; the list and the next plan have it."""
    changes = ("--status", "doing", "--owner", "deputy", "--due", "2026-11-02")
    code, _, said = actions(answers.parent, "--set", FIRST, *changes)
    assert code == 0
    late = "That date is in the past, so the action is now overdue."
    assert said.startswith(f'Changed {CODE}: owner "deputy", due 2 November 2026, status "Doing". {late}\n')
    shown = actions(answers.parent, "--list")[1]
    assert "    Deputy. Due: 2 November 2026, overdue. Doing.\n" in shown
    assert shown.endswith(" actions: 1 doing, 45 open. 1 action is overdue.\n")
    run("plan", "a.json", "-o", "p.html", "--as-of", TODAY.isoformat(), folder=answers.parent)
    page = (answers.parent / "p.html").read_text(encoding="utf-8")
    assert "deputy" in page
    assert '<b>Status:</b> <span class="typed">Doing</span>' in page


def test_what_was_agreed_already_is_no_change(answers: Path) -> None:
    """`--set` with what is there already says that nothing has changed for this action."""
    folder = answers.parent
    for option, value in (("--status", "doing"), ("--owner", "deputy"), ("--due", "2027-02-01")):
        assert actions(folder, "--set", CODE, option, value)[2].startswith(f"Changed {CODE}: ")
        assert actions(folder, "--set", CODE, option, value)[2].startswith(f"Nothing has changed for {CODE}.\n")
    assert actions(folder, "--set", SECOND.code, "--status", "open")[2].startswith("Nothing has changed")


def test_what_follows_from_a_change_is_said(answers: Path) -> None:
    """A reason that goes with its status, a date that has passed, and an owner who is the plan's again are told."""
    folder = answers.parent
    actions(folder, "--set", FIRST, "--status", "accepted", "--reason", "We share the post.")
    said = actions(folder, "--set", FIRST, "--status", "done")[2]
    assert 'status "Done". The reason for the earlier status (“We share the post”) has been removed.\n' in said
    assert "overdue" not in actions(folder, "--set", FIRST, "--due", "2026-11-02")[2]  # it is done
    actions(folder, "--set", FIRST, "--owner", "deputy")
    assert f"Changed {CODE}: owner as the plan suggests.\n" in actions(folder, "--set", FIRST, "--owner", "")[2]
    _, prompts = talk(answers, CODE, "3", "1", "2", "2 November 2026", "b", "f")
    assert "Saved. That date is in the past, so the action is now overdue." in prompts.said


def test_what_the_list_shows_can_be_typed(answers: Path) -> None:
    """A status is taken as the list names it; a due date and an owner can be taken back."""
    folder = answers.parent
    given = ("--status", "Accepted risk", "--reason", "We share it", "--due", "11/1/27")
    assert "due 11 January 2027" in actions(folder, "--set", FIRST, *given)[2]
    assert (kept(answers)[FIRST]["status"], kept(answers)[FIRST]["due"]) == ("accepted", "2027-01-11")
    said = actions(folder, "--set", FIRST, "--status", "Doing", "--due", "", "--owner", "")[2]
    assert 'owner as the plan suggests, due date as the plan suggests, status "Doing"' in said
    assert (kept(answers)[FIRST]["status"], kept(answers)[FIRST]["due"]) == ("doing", None)


def test_codes_name_actions(answers: Path) -> None:
    """`--set` takes the code that is in every plan, in any letter case, as well as the question."""
    actions(answers.parent, "--set", CODE.lower(), "--owner", "deputy")
    actions(answers.parent, "--set", FIRST, "--status", "doing")
    assert (kept(answers)[FIRST]["owner"], kept(answers)[FIRST]["status"]) == ("deputy", "doing")


def test_what_is_done_has_to_be_answered_again(answers: Path) -> None:
    """A person who finishes an action is told that only the answer changes the score."""
    assert "answer its question again" in actions(answers.parent, "--set", FIRST, "--status", "done")[2]


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        pytest.param(["--status", "done"], 2, "Add --set and the action's code, such as `--set RE5`", id="no-action"),
        pytest.param(["--set", FIRST], 2, "Add at least one of `--status`, `--owner`", id="no-change"),
        pytest.param(
            ["--set", FIRST, "--owner", "x", "--read", "p.csv"], 2, "Leave out either `--read` or `--set`", id="both"
        ),
        pytest.param(
            ["--set", FIRST, "--status", "accepted"], 3, "needs a reason. Add --reason and say why", id="no-reason"
        ),
        pytest.param(
            ["--set", FIRST, "--set", SECOND.code, "--status", "done"],
            2,
            "--set: only one action can be changed at a time, so nothing has changed. Run the command once for each",
            id="two-actions",
        ),
        pytest.param(
            ["--set", FIRST, "--status", "begun"], 2, "Choose one of these: open, doing, done or accepted.", id="status"
        ),
        pytest.param(["--set", FIRST, "--due", "1st of March"], 2, '--due: "1st of March" has no year', id="no-year"),
        pytest.param(["--set", "team.role-clarty", "--owner", "x"], 3, "Did you mean 'team.role-clarity'", id="name"),
        pytest.param(
            ["--set", "RE9", "--owner", "x"], 3, "RE9: the plan has no action with this name or code", id="code"
        ),
        pytest.param(
            ["--set", FIRST, "--due", "9999-12-31"], 2, '--due: "9999-12-31" can\'t be read as a date', id="far-off"
        ),
    ],
)
def test_wrong_options_are_told(answers: Path, options: list[str], code: int, message: str) -> None:
    """One sentence says what is wrong with the options and what to do; nothing is written."""
    ended, shown, said = actions(answers.parent, *options)
    assert (ended, shown) == (code, "")
    assert message in said
    assert [path.name for path in answers.parent.iterdir()] == ["a.json"]


def test_plain_dialogue_through_a_pipe_that_ends(answers: Path) -> None:
    """Plain prompts work without a terminal; the end of the input is an interruption that loses nothing."""
    code, shown, said = actions(answers.parent, "--plain")
    assert code == 130
    assert "Which action?" in shown
    assert "Stopped.\nNothing has changed." in said
    assert not answers.with_suffix(".actions").exists()


def test_list_cannot_steer_the_terminal(answers: Path) -> None:
    """Controls and line breaks in an owner or a reason are not in the list."""
    sly = "x\x1b[31m\nGo: \u202ey"
    actions(answers.parent, "--set", FIRST, "--owner", sly, "--status", "accepted", "--reason", sly)
    shown = actions(answers.parent, "--list")[1]
    assert "Accepted risk (x[31m Go: y)." in shown
    assert not {"\x1b", "\u202e"} & set(shown)
    assert not [line for line in shown.splitlines() if line.startswith("Go")]


def test_later_plan_says_what_has_changed(answers: Path) -> None:
    """Some weeks on, the plan names the last one's day, what was done and what is overdue."""
    folder = answers.parent
    actions(folder, "--set", FIRST, "--owner", "deputy")
    actions(folder, "--set", SECOND.code, "--due", "2027-01-04")
    run("plan", "a.json", "-o", "p.md", "--as-of", "2026-11-21", folder=folder)
    assert "Since the plan" not in (folder / "p.md").read_text(encoding="utf-8")
    actions(folder, "--set", FIRST, "--status", "done")
    for suffix in ("md", "html"):
        run("plan", "a.json", "-o", f"p.{suffix}", "--as-of", "2027-01-10", folder=folder)
        text = unescape((folder / f"p.{suffix}").read_text(encoding="utf-8")).replace("\N{NO-BREAK SPACE}", " ")
        since = text.partition("Since the plan dated 21 November 2026")[2]
        done, _, overdue = since.partition("Overdue:")
        assert example().actions[0].title in done
        assert SECOND.title in overdue


def test_plan_of_the_same_day_says_what_was_done_since(answers: Path) -> None:
    """A plan, then an action that is done, then a plan: the second says so, and a week on it is no news."""
    folder = answers.parent
    for day, news in (("2026-11-21", True), ("2026-11-28", False)):
        run("plan", "a.json", "-o", "p.md", "--as-of", day, folder=folder)
        if news:
            actions(folder, "--set", FIRST, "--status", "done")
            run("plan", "a.json", "-o", "p.md", "--as-of", day, folder=folder)
        text = (folder / "p.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
        assert ("Since the first version of the plan dated 21 November 2026" in text) is news
        assert ("Done:" in text.partition("Since")[2].partition("##")[0]) is news


def test_a_plan_of_a_day_before_the_answers_is_told_and_not_compared_with(answers: Path) -> None:
    """A slip in the year of --as-of is told; the record starts and goes on without such a plan."""
    folder = answers.parent
    early = "a.json was last changed on 20 November 2026, which is after 1 January 2020, the day given with --as-of."
    run("actions", "a.json", "--set", FIRST, "--owner", "Ana", "--as-of", "2020-01-01", folder=folder)
    assert open_plan(answers, shipped(), TODAY).record.plans == ()
    for day, told in (("2026-11-21", False), ("2020-01-01", True), ("2026-11-28", False)):
        ended = run("plan", "a.json", "-o", "p.md", "--as-of", day, folder=folder)
        assert (early in ended.stderr.replace("\N{NO-BREAK SPACE}", " ")) is told
    text = (folder / "p.md").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    assert "Since the plan dated 21 November 2026" in text
    plans = open_plan(answers, shipped(), TODAY).record.plans
    assert [plan.day.isoformat() for plan in plans] == ["2026-11-21", "2026-11-28"]


# In a terminal


@pytest.fixture
def dialogue(answers: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts dialogues about the example's actions, and ends those that a test leaves running."""
    started: list[Terminal] = []

    def start(*options: str, **settings: Any) -> Terminal:
        started.append(
            Terminal(answers.parent, "actions", "a.json", "--as-of", TODAY.isoformat(), *options, **settings)
        )
        started[-1].wait_for("Type a code")
        return started[-1]

    yield start
    for terminal in started:
        terminal.process.close(force=True)


@pytest.mark.terminal
@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["drawn", "plain"])
@pytest.mark.parametrize(("typed", "is_lost"), [("deputy man", True), ("", False)])
def test_ctrl_c_says_that_what_was_being_typed_is_not_saved(
    answers: Path, dialogue: Callable[..., Terminal], options: tuple[str, ...], typed: str, *, is_lost: bool
) -> None:
    """Half an owner is not saved, and that is said; where nothing was typed, nothing is said."""
    terminal = dialogue(*options)
    for keys in (CODE, "1"):
        terminal.press(keys, ENTER)
        terminal.wait_for("Who owns this action?" if keys == "1" else f"about {CODE}?")
    terminal.press(typed)
    terminal.wait_for(typed)
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    said = " ".join(terminal.text().split())
    assert ("Stopped. What you were typing has not been saved. Nothing has changed." in said) is is_lost
    assert "Stopped." in said
    assert kept(answers) == {}


def pointed_at(terminal: Terminal) -> str:
    """The code at the pointer of the list on the screen."""
    pointers = [line.split()[1] for line in terminal.screen.display if line.startswith("> ")]
    return pointers[-1] if pointers else ""


@pytest.mark.terminal
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_dialogue_with_menus(dialogue: Callable[..., Terminal], answers: Path, columns: int, rows: int) -> None:
    """An action is found by its code or with the arrows, and fits on one screen; numbers in the list choose nothing."""
    terminal = dialogue(columns=columns, rows=rows)
    assert pointed_at(terminal) == CODE
    assert "-- more below: press the down arrow or PgDn --" in terminal.text()
    terminal.press(DOWN, "3", ENTER)
    terminal.wait_for("'3' isn't in the list.")
    assert pointed_at(terminal) == SECOND.code
    terminal.press(*"su5", ENTER)
    terminal.wait_for("about SU5?")
    terminal.press("1", ENTER)
    terminal.wait_for("Who owns this action?")
    terminal.press("nurse", ENTER)
    terminal.wait_for("Owner: nurse")
    terminal.wait_for("u (undo the last change)")
    terminal.wait_for("4 Reason")
    action = next(action for action in example().actions if action.code == "SU5")
    screen = "\n".join(terminal.screen.display)
    for shown in ("SU5 (", "Owner: nurse", "Due: ", "Status: Open", "Reason: none"):
        assert shown in screen
    assert action.title in " ".join(screen.split())
    terminal.press("b")
    terminal.wait_for("Type a code")
    assert pointed_at(terminal) == "SU5"
    assert all(len(line) <= columns for line in terminal.text().splitlines())
    terminal.press("u", ENTER)
    terminal.wait_for("The last change, to SU5, has been undone.")
    terminal.press("f", ENTER)
    assert terminal.end() == ExitCode.DONE
    assert kept(answers) == {}


@pytest.mark.terminal
def test_list_follows_the_pointer_and_the_window(dialogue: Callable[..., Terminal]) -> None:
    """The pointed action is in sight at the end of the list, after a window got smaller, and at its beginning."""
    terminal = dialogue(columns=80, rows=24)
    terminal.press(END)
    terminal.wait_for(f"> {LAST}")
    terminal.resize(60, 14)
    terminal.press("x")
    terminal.wait_for("Code: x")
    assert pointed_at(terminal) == LAST
    terminal.press(BACKSPACE, HOME)
    terminal.wait_for(f"> {CODE}")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED


@pytest.mark.terminal
@pytest.mark.parametrize("columns", [60, 80])
def test_dialogue_in_plain_lines(dialogue: Callable[..., Terminal], answers: Path, columns: int) -> None:
    """The list comes in pages, which Enter turns; back shows the page of the action; nothing is redrawn."""
    terminal = dialogue("--plain", columns=columns, rows=24)
    ninth = [action for action in example().actions if action.priority < 3][8]
    assert f"\n{ninth.code}: " not in terminal.text()
    terminal.press(ENTER)
    terminal.wait_for(f"\n{ninth.code}: ")
    terminal.press("3" + ENTER)
    terminal.wait_for("'3' isn't in the list.")
    terminal.press(ninth.code.lower() + ENTER)
    terminal.wait_for(f"about {ninth.code}?")
    terminal.press("2" + ENTER)
    terminal.wait_for("When is this action due?")
    terminal.press("11 January 2027" + ENTER)
    terminal.wait_for("Due: 11 January 2027")
    terminal.press("b" + ENTER)
    terminal.wait_for(f"\n{ninth.code}: ", times=2)
    assert terminal.text().count(f"\n{CODE}: ") == 1
    terminal.press("f" + ENTER)
    assert terminal.end() == ExitCode.DONE
    assert kept(answers)[ninth.question]["due"] == "2027-01-11"
    assert all(len(line) <= columns for line in terminal.text().splitlines())
    assert "\x1b[" not in terminal.raw


@pytest.mark.terminal
def test_list_is_wrapped_to_the_window(answers: Path) -> None:
    """On a narrow screen no line of `--list` is longer than it; further lines are indented."""
    terminal = Terminal(answers.parent, "actions", "a.json", "--list", "--as-of", TODAY.isoformat(), columns=60)
    assert terminal.end() == ExitCode.DONE
    code = example().actions[0].code
    lines = terminal.text().splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith(f"{code} "))
    assert [line[:4].strip() for line in lines[begin : begin + 4]] == [code, "", "", ""]
