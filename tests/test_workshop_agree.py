"""`readiness workshop agree`: the dialogue of the room, both faces, the file that it writes, and merging."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Agreement, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion
from readiness.exits import ExitCode
from readiness.interview.choices import SAVE_ELSEWHERE, SAVE_FAILED_OPTIONS
from readiness.open_answers import AnswerFile
from readiness.prompts.interface import InterruptedTyping
from readiness.workshop import agree_choices
from readiness.workshop.agenda_words import AgendaReport
from readiness.workshop.agree_dialogue import AgreeDialogue
from readiness.workshop.agree_screens import AgreeScreens
from readiness.workshop.agreed_file import new_sheet
from readiness.workshop.agreeing import Agreeing
from readiness.workshop.folder import WorkshopFolder
from readiness.workshop.gathering import gather
from scoring.instrument import Instrument
from tests.program import run, run_in_own_process
from tests.properties import tried_on
from tests.scripted_prompts import RandomPrompts, ScriptedPrompts, Ticks
from tests.terminal import CTRL_C, ENTER, Terminal
from tests.workshops import make_workshop, person_code, random_people, write_agreed

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def answers_to(
    *views: tuple[int | str, ...], question: str = "leadership.vision", also: str = "leadership.values"
) -> list[dict[str, Any]]:
    """People with a view of one question or two."""

    def _answer(view: int | str) -> dict[str, Any]:
        return {"unknown": True} if view == "?" else {"not_applicable": "No"} if view == "-" else {"level": view}

    return [
        {"answers": {name: _answer(view) for name, view in zip((question, also), given, strict=False)}}
        for given in views
    ]


class Room:
    """A workshop whose room follows a script."""

    def __init__(self, folder: Path, instrument: Instrument, people: list[dict[str, Any]], **description: Any) -> None:
        self.workshop = make_workshop(folder, instrument, people, **description)
        gathering = gather(self.workshop, instrument, is_open=True)
        self.report = AgendaReport(gathering.agenda, instrument, "Riverside", TODAY)
        self.saved: list[AnswerSheet] = []
        self.state = Agreeing.start(instrument, gathering.agenda, new_sheet(gathering, NOW))

    def follow(self, *script: str | Ticks) -> ScriptedPrompts:
        """Follows a script; one that ends early acts like Ctrl-D."""
        prompts = ScriptedPrompts(*script)
        dialogue = self.dialogue(prompts)
        with suppress(EOFError):
            dialogue.run()
        self.state = dialogue.state
        return prompts

    def dialogue(self, prompts: Any) -> AgreeDialogue:
        texts = AgreeScreens(self.report, drawn=True)
        return AgreeDialogue(prompts, texts, self.state, self.saved.append, lambda: NOW, TODAY)

    def answer(self, question: str = "leadership.vision") -> Any:
        return self.state.sheet.answers.get(question)


@pytest.fixture
def room(tmp_path: Path, instrument: Instrument) -> Callable[..., Room]:
    return lambda *views, **more: Room(tmp_path / "workshop", instrument, answers_to(*views, **more))


def test_a_level_is_agreed_with_its_reason_and_saved_at_once(room: Callable[..., Room]) -> None:
    """The question shows everybody's views; nothing is chosen beforehand."""
    here = room((0,), (3,), (3,))
    prompts = here.follow("1", "The plan has no owner yet")
    assert prompts.defaults[0] is None
    shown = "\n".join(prompts.said)
    assert "3 people answered: not yet 1 \u25cf, shown to work 2 \u25cf\u25cf." in shown.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    wanted = Levelled(level=1, agreement=Agreement(how="agreed", reason="The plan has no owner yet"))
    assert here.answer() == wanted
    assert here.saved[-1].answers == {"leadership.vision": wanted}
    assert here.state.found is not None
    assert here.state.found.id != "leadership.vision"


def test_what_is_agreed_stays_if_it_is_chosen_again(room: Callable[..., Room]) -> None:
    """Back at a question its level is already chosen, and keeping it asks for no new reason."""
    here = room((0,), (3,), (3,))
    prompts = here.follow("1", "Because", "b", "1")
    assert prompts.defaults[-2] == "1"
    assert here.answer().agreement.reason == "Because"
    assert len(here.saved) == 1


def test_both_views_are_kept_with_the_dissent_in_its_own_words(room: Callable[..., Room]) -> None:
    """The lower view counts; each other view is a text of its own."""
    here = room((1,), (3,), (3,))
    prompts = here.follow("k", "1", "We have seen it work", "So have we", "", "Two of us were away")
    assert any(text.startswith("Why do you keep both views?") for text in prompts.said)
    assert here.answer() == Levelled(
        level=1,
        agreement=Agreement(
            how="cautious", dissent=("We have seen it work", "So have we"), reason="Two of us were away"
        ),
    )


def test_the_only_lower_level_is_not_asked_for(room: Callable[..., Room]) -> None:
    """Where only one level can be the lower view, it counts without a question."""
    here = room((0,), (1,), (1,))
    prompts = here.follow("j", "LE1", "k", "We have a draft", "", "")
    assert here.answer() == Levelled(level=0, agreement=Agreement(how="cautious", dissent=("We have a draft",)))
    assert "Both views are kept. The lower level, “Not yet”, counts." in prompts.said


def test_both_views_need_both(room: Callable[..., Room]) -> None:
    """Without the other view nothing is agreed; the highest view cannot be the lower one; one can go back."""
    here = room((1,), (2,), (3,))
    prompts = here.follow("k", "1", "")
    assert here.answer() is None
    assert here.saved == []
    here.follow("k", "b")
    assert here.answer() is None
    levels = agree_choices.levels(here.state)
    assert [option.key for option in levels] == ["0", "1", "2"]
    assert prompts


def test_parked_says_who_finds_out_and_by_when(room: Callable[..., Room]) -> None:
    """A parked question counts as don't know; days are read as people say them, and past days are refused."""
    here = room(("?",), ("?",), (1,))
    prompts = here.follow("p", "HR partner", "soonish", "1 January 2026", "in two weeks", "1")
    assert here.answer() == Unknown(agreement=Agreement(how="parked", who="HR partner", by=date(2026, 12, 11)))
    said = "\n".join(prompts.said)
    assert "'soonish' can't be read as a date" in said
    assert "That date is in the past. Please type a later date." in said
    here.follow("p", "", "")
    assert here.state.sheet.answers[here.state.agenda.questions[1].id].agreement == Agreement(how="parked")


def test_a_question_need_not_apply(room: Callable[..., Room]) -> None:
    """Agreeing that a question does not apply needs a reason; an essential always applies."""
    here = room((0,), (3,), (3,), question="recruitment.advert-reach")
    here.follow("x", "")
    assert here.answer("recruitment.advert-reach") is None
    here.follow("x", "The posts are filled")
    wanted = NotApplicable(not_applicable="The posts are filled", agreement=Agreement(how="agreed"))
    assert here.answer("recruitment.advert-reach") == wanted
    again = here.state.at_question("recruitment.advert-reach")
    shown = [paragraph.text for paragraph in AgreeScreens(here.report, drawn=True).question(again)]
    assert "Agreed: this question doesn't apply (“The posts are filled”)." in shown
    essential = here.state.at_question("leadership.vision")
    assert [option.key for option in agree_choices.options(essential)] == [*"0123"]


def test_a_checklist_is_ticked(tmp_path: Path, instrument: Instrument) -> None:
    """Each item says how many ticked it; none at all is asked about again; both views can be kept of it too."""
    question = "training.role-content"
    items = [option.id for option in instrument.questionnaire.questions[question].options]  # type: ignore[union-attr]
    people = [{"answers": {question: {"ticked": items[:number]}}} for number in (0, 2, 4)]
    here = Room(tmp_path / "workshop", instrument, people)
    assert [option.label.rpartition(" (")[2] for option in agree_choices.items(here.state)] == [
        "2 of 3)", "2 of 3)", "1 of 3)", "1 of 3)",
    ]  # fmt: skip
    here.follow((), "1", (items[0],), "Seen in the plan")
    assert here.answer(question) == Ticked(
        ticked=(items[0],), agreement=Agreement(how="agreed", reason="Seen in the plan")
    )
    agreed_before = here.answer(question)
    assert "Which answer do you agree on?" in here.follow("b", "k", "b").said
    assert here.answer(question) == agreed_before
    here.follow("k", (), "2", "All of it is there", "", "")
    assert here.answer(question) == Ticked(
        ticked=(), agreement=Agreement(how="cautious", dissent=("All of it is there",))
    )


def test_the_last_section_is_confirmed_together(room: Callable[..., Room]) -> None:
    """The list says what will be agreed, nothing is chosen beforehand, and one key takes it all back."""
    here = room((1, 2), (1, 2), (1, 1))
    assert here.state.found is not None
    first = [found.id for found in here.state.agenda.questions][:1]
    here.state = here.state.at_question("leadership.values")
    prompts = here.follow("c", "1")
    assert prompts.defaults == [None, None, None]
    said = "\n".join(prompts.said)
    assert "LE2 " in said
    assert "planned (planned 1, in place 2)" in said
    assert {*here.state.sheet.answers} == {"leadership.vision", "leadership.values"}
    assert here.state.sheet.answers["leadership.values"].agreement == Agreement(how="agreed")
    here.state = here.state.at_question(first[0])
    here.follow("u")
    assert here.state.sheet.answers == {}
    assert here.saved[-1].answers == {}


def test_confirming_a_checklist_names_the_ticked_items(tmp_path: Path, instrument: Instrument) -> None:
    """Confirming a checklist names its items, as a number alone does not say what the room agrees on."""
    name, question = next(
        (name, each) for name, each in instrument.questionnaire.questions.items() if isinstance(each, ChecklistQuestion)
    )
    one, two = question.options[:2]
    here = Room(tmp_path / "room", instrument, [{"answers": {name: {"ticked": [one.id, two.id]}}}] * 3)
    here.state = here.state.at_question(name)
    said = here.follow("c", "1").said
    code, items = instrument.questionnaire.codes[name], len(question.options)
    (told,) = [text for text in said if text.startswith(f"{code} ") and "ticked" in text]
    taken = "; ".join(option.text.removesuffix(".") for option in (one, two))
    assert told.endswith(f": 2 of {items} ticked: {taken}")


def test_confirming_can_be_refused(room: Callable[..., Room]) -> None:
    """Going back agrees on nothing."""
    here = room((1, 2), (1, 2), (1, 1))
    here.state = here.state.at_question("leadership.values")
    here.follow("c", "2")
    assert here.saved == []


def test_the_room_can_jump_look_and_finish(room: Callable[..., Room]) -> None:
    """The room can jump to any question by its code, look at roles and notes, go to open questions, and finish."""
    here = room((0,), (3,), (3,))
    prompts = here.follow("j", "SU1", "n", "f")
    assert prompts.listed[0][0].code == "LE1"
    assert len(prompts.listed[0]) == 48
    here.state = here.state.at_question(here.state.agenda.questions[-1].id)
    prompts = here.follow("n", "4", "f")
    assert "This is the end of the agenda, but 48 questions are still open" in prompts.said
    assert here.state.found is not None
    assert here.state.found.id == "leadership.vision"


def test_notes_and_roles_are_shown_as_far_as_they_may_be(tmp_path: Path, instrument: Instrument) -> None:
    """Shared notes and the roles of three; a note that was not shared is nowhere in the dialogue."""
    people = [
        {
            "took_part": ["team_member"],
            "answers": {
                "leadership.vision": {
                    "level": level,
                    "note": f"{shown} {level}",
                    "note_may_be_shown": shown == "Shared",
                }
            },
        }
        for level, shown in ((0, "Shared"), (2, "Private"), (3, "Shared"))
    ]
    here = Room(tmp_path / "workshop", instrument, people)
    prompts = here.follow("v", "f")
    said = "\n".join(prompts.said)
    assert "Shared 0" in said
    assert "Private" not in said
    assert "Member of the team" in said


def test_a_view_of_one_character_is_asked_for_again(room: Callable[..., Room]) -> None:
    """A single character is no view: it says so, and that Enter goes back; nothing is agreed then."""
    here = room((1,), (3,), (3,))
    prompts = here.follow("k", "1", "n", "We have seen it work", "", "")
    again = next(asked for asked in prompts.said if "'n' is too short to save as a view" in asked)
    assert "press Enter to go back" in again
    assert here.answer().agreement == Agreement(how="cautious", dissent=("We have seen it work",))


def test_a_checklist_says_how_many_ticks_each_level_needs(tmp_path: Path, instrument: Instrument) -> None:
    """The room sees from how many ticks a checklist is at which level; a scale says it in its levels."""
    question = "training.role-content"
    here = Room(tmp_path / "workshop", instrument, [{"answers": {question: {"ticked": []}}}] * 3)
    texts = AgreeScreens(here.report, drawn=True)

    def _said(name: str) -> list[str]:
        return [paragraph.text for paragraph in texts.question(here.state.at_question(name))]

    needed = "Ticks needed: 1 for “Planned”, 3 for “In place” and 4 for “Shown to work”."
    assert needed in _said(question)
    assert not any("Ticks needed" in text for text in _said("leadership.vision"))


def test_the_first_day_is_set_at_the_end(room: Callable[..., Room]) -> None:
    """The end says that no first day is set, asks for one, and the key for finishing works there too."""
    here = room((1,), (1,), (1,))
    here.state = here.state.at_question(here.state.agenda.questions[-1].id)
    prompts = here.follow("n", "3", "1 March 2027", "f")
    said = "\n".join(prompts.said)
    assert "No first day has been set yet" in said
    assert "The planned first day is 1 March 2027." in said
    assert here.saved[-1].first_day == date(2027, 3, 1)
    here.follow("3", "", "f")
    assert here.state.sheet.first_day == date(2027, 3, 1)


def test_a_single_key_is_not_a_reason(room: Callable[..., Room]) -> None:
    """A single key is not taken as a reason, as somebody who types fast meant the next question."""
    here = room((0,), (3,), (3,))
    prompts = here.follow("1", "n", "Because")
    assert "'n' is too short to save" in "\n".join(prompts.said)
    assert here.answer().agreement.reason == "Because"


class _StopsWriting(ScriptedPrompts):
    """Ctrl-C at the last text of a script, after it has been typed."""

    def write(self, message: str, default: str = "", **options: Any) -> str:
        text = super().write(message, default, **options)
        if text.startswith("STOP "):
            raise InterruptedTyping(text.removeprefix("STOP "))
        return text


@pytest.mark.parametrize(
    ("script", "kept"),
    [
        (("1", "STOP Nobody kn"), Levelled(level=1, agreement=Agreement(how="agreed", reason="Nobody kn"))),
        (("1", "STOP x"), Levelled(level=1, agreement=Agreement(how="agreed"))),
        (("1",), Levelled(level=1, agreement=Agreement(how="agreed"))),
        (("k", "0", "STOP We ha"), Levelled(level=0, agreement=Agreement(how="cautious", dissent=("We ha",)))),
        (
            ("k", "0", "We have it", "", "STOP Bec"),
            Levelled(level=0, agreement=Agreement(how="cautious", dissent=("We have it",), reason="Bec")),
        ),
        (("k", "0"), None),
        (("p", "STOP Team m"), Unknown(agreement=Agreement(how="parked", who="Team m"))),
        (("p", "Team manager", "STOP 1 Mar"), Unknown(agreement=Agreement(how="parked", who="Team manager"))),
    ],
)
def test_what_was_chosen_and_typed_before_an_interruption_is_kept(
    room: Callable[..., Room], script: tuple[str, ...], kept: Any
) -> None:
    """A level is not lost because somebody stops at its reason, nor is the reason as far as it was typed."""
    here = room((0,), (3,), (3,))
    dialogue = here.dialogue(_StopsWriting(*script))
    with pytest.raises((KeyboardInterrupt, EOFError)):
        dialogue.run()
    assert dialogue.state.sheet.answers.get("leadership.vision") == kept
    assert bool(here.saved) == bool(kept)


@tried_on(40)
@given(data=st.data())
def test_any_keys_leave_a_sheet_that_can_be_saved(tmp_path: Path, instrument: Instrument, data: st.DataObject) -> None:
    """After any choices, every answer says how it was agreed, and the file is what was saved last."""
    here = Room(tmp_path / "workshop", instrument, random_people(instrument, 4))
    dialogue = here.dialogue(RandomPrompts(data, 60))
    with suppress(KeyboardInterrupt):
        dialogue.run()
    sheet = dialogue.state.sheet
    instrument.check(sheet)
    assert all(answer.agreement for answer in sheet.answers.values())
    assert not here.saved or here.saved[-1] == sheet
    assert here.saved or not sheet.answers


# The command


@pytest.fixture
def workshop(tmp_path: Path, instrument: Instrument) -> WorkshopFolder:
    return make_workshop(tmp_path / "workshop", instrument, random_people(instrument, 8))


def agreed(workshop: WorkshopFolder) -> Any:
    return json.loads(workshop.agreed.read_bytes())


@pytest.mark.terminal
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_room_agrees_in_a_terminal(workshop: WorkshopFolder, columns: int, rows: int) -> None:
    """Enter alone agrees on nothing; a level is on disk before the next question; Ctrl-C goes on later."""
    folder = workshop.path.parent
    terminal = Terminal(folder, "workshop", "agree", "workshop", columns=columns, rows=rows)
    terminal.wait_for("Which answer do you agree on?")
    view = "\n".join(terminal.screen.display)
    assert "answered:" in view
    assert "\u25cf" in view
    terminal.press(ENTER)
    terminal.wait_for("You haven't chosen anything yet.")
    assert not workshop.agreed.exists()
    terminal.press("1", ENTER)
    terminal.wait_for("Why did you agree on this answer?")
    terminal.press("No owner yet", ENTER)
    terminal.wait_for("2 of ")
    (answer,) = agreed(workshop)["answers"].values()
    assert answer["agreement"] == {"how": "agreed", "reason": "No owner yet"}
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "48 questions: 1 agreed, 47 open." in terminal.text()
    again = Terminal(folder, "workshop", "agree", "workshop", columns=columns, rows=rows)
    again.wait_for("2 of ")
    again.press("f")
    assert again.end() == ExitCode.DONE
    assert "To carry on:" in again.text()
    assert "write the report" not in again.text()


@pytest.mark.terminal
def test_the_room_agrees_in_plain_lines(workshop: WorkshopFolder) -> None:
    """With `--plain` everything is typed, numbers are words, and no dots are read out."""
    terminal = Terminal(workshop.path.parent, "workshop", "agree", "workshop", "--plain")
    terminal.wait_for("Type a number or letter, then press Enter")
    assert "\u25cf" not in terminal.text()
    terminal.press("1" + ENTER)
    terminal.wait_for("Why did you agree on this answer?")
    terminal.press(ENTER)
    terminal.wait_for("Type a number or letter, then press Enter", 2)
    terminal.press("f" + ENTER)
    assert terminal.end() == ExitCode.DONE
    assert len(agreed(workshop)["answers"]) == 1


def test_without_a_terminal_it_says_what_to_do(workshop: WorkshopFolder) -> None:
    """Without a terminal nobody can be asked, so it says what to do and changes nothing."""
    ended = run_in_own_process("workshop", "agree", "workshop", folder=workshop.path.parent)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "it isn't running in a terminal" in ended.stderr
    assert not workshop.agreed.exists()


def test_the_first_day_can_be_given_as_an_option(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """The first day is saved without a terminal too, stays when others' answers are merged, and must lie ahead."""
    ended = run("workshop", "agree", "workshop", "--first-day", "1 March 2199", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert agreed(workshop)["first_day"] == "2199-03-01"
    assert "To carry on: " in ended.stderr
    assert "write the report" not in ended.stderr
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert agreed(workshop)["first_day"] == "2199-03-01"
    assert agreed(workshop)["answers"] == THERE
    write_agreed(workshop, instrument, {}, started_at="2026-01-01T10:00:00Z", first_day="2199-03-01")
    run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert agreed(workshop)["started_at"] > "2026-01-02"  # nobody had seen an agenda when the first day was saved
    ended = run("workshop", "agree", "workshop", "--first-day", "1 March 2020", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "--first-day: 1 March 2020 is in the past." in ended.stderr


def test_the_room_agrees_in_one_window_at_a_time(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """While somebody else has the file open, nothing is merged."""
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    file = AnswerFile(workshop.agreed, instrument)
    try:
        ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    finally:
        file.close()
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "is already answering questions in this file" in ended.stderr
    assert not workshop.agreed.exists()


def test_damaged_agreements_are_a_fault(workshop: WorkshopFolder) -> None:
    """Damaged agreements are a fault, and are never written over."""
    workshop.agreed.write_text("{", encoding="utf-8")
    ended = run("workshop", "agree", "workshop", "--plain", folder=workshop.path.parent)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert "agreed.json" in ended.stderr
    assert workshop.agreed.read_text(encoding="utf-8") == "{"


HERE = {
    "leadership.vision": {"level": 1, "agreement": {"how": "agreed"}},
    "leadership.values": {"level": 2, "agreement": {"how": "agreed"}},
}
THERE = {
    "leadership.vision": {"level": 2, "agreement": {"how": "agreed", "reason": "Seen"}},
    "leadership.values": {"level": 2, "agreement": {"how": "agreed"}},
    "team.introduction": {"unknown": True, "agreement": {"how": "parked", "who": "HR"}},
}


def test_merging_takes_over_what_only_the_other_has(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """Conflicts stay as they are and are listed if nobody can be asked, with exit code 1."""
    write_agreed(workshop, instrument, HERE)
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE, took_part=["carer"])
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED, ended.stderr
    assert "LE1 " in ended.stderr
    kept = ": the answer agreed here is kept.\n- Here: planned.\n- In the other file: in place. Seen.\n"
    assert kept in ended.stderr
    assert "1 answer came from the other file. 1 answer was the same in both files." in ended.stderr
    merged = agreed(workshop)
    assert merged["answers"] == {**HERE, "team.introduction": THERE["team.introduction"]}
    assert "carer" in merged["took_part"]
    again = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert again.returncode == ExitCode.SOME_REJECTED
    assert "No answers were added. 2 answers were the same in both files." in again.stderr
    assert agreed(workshop)["answers"] == merged["answers"]


def test_merging_says_that_the_other_group_had_other_words(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """What another group agreed with other wording of the same version is taken over, and it is said."""
    write_agreed(workshop, instrument, HERE)
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    content = json.loads(other.read_bytes())
    content["questionnaire"]["fingerprint"] = "0" * 16
    other.write_text(json.dumps(content), encoding="utf-8")
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert (
        f"{other}: since these answers were given, the wording or weights in 'peer-support' have changed"
        in ended.stderr
    )
    assert "1 answer came from the other file. 1 answer was the same in both files." in " ".join(ended.stderr.split())


def test_the_next_step_after_merging_fits_what_is_left(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """First come conflicts that nobody has decided, then open questions, and the report only at the end."""

    def _next_step(answers: dict[str, Any], *options: str) -> str:
        other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, answers)
        ended = run("workshop", "agree", "workshop", *options, "--merge", other, folder=tmp_path)
        what, command = ended.stderr.splitlines()[-1].replace(str(other), "OTHER").split(": ")
        return f"{what}: {command[command.index('workshop ') :]}"

    write_agreed(workshop, instrument, HERE)
    assert _next_step(HERE) == "To carry on: workshop agree workshop"
    assert _next_step(HERE, "--open") == "To carry on: workshop agree workshop --open"
    assert _next_step(THERE) == "To choose which answers count: workshop agree workshop --merge OTHER"
    unknown = {"unknown": True, "agreement": {"how": "parked"}}
    everything = dict.fromkeys(instrument.questionnaire.questions, unknown) | agreed(workshop)["answers"]
    assert _next_step(everything) == "Next, write the report: workshop report workshop"


def test_merging_takes_over_the_first_day_and_says_so(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """A planned first day that is only in the other file comes over, even without new answers; ours stays."""
    write_agreed(workshop, instrument, HERE)
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, HERE, first_day="2199-09-06")
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert "The planned first day, 6 September 2199, came from the other file." in ended.stderr
    assert agreed(workshop)["first_day"] == "2199-09-06"
    again = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert "first day" not in again.stderr
    write_agreed(workshop, instrument, HERE, first_day="2199-05-01")
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert "The planned first day is 1 May 2199. In the other file, it is 6 September 2199." in ended.stderr
    assert agreed(workshop)["first_day"] == "2199-05-01"


def test_agreements_that_cannot_be_saved_without_a_terminal_are_a_fault(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """The advice fits a file that nobody may change."""
    write_agreed(workshop, instrument, HERE).chmod(0o444)
    ended = run("workshop", "agree", "workshop", "--first-day", "1 March 2199", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "saving failed (the file is read-only). Check that you are allowed to change this file" in ended.stderr


def test_merging_into_nothing_is_a_copy(workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path) -> None:
    """Merging into nothing has no conflicts to ask about, and ends with 0."""
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert agreed(workshop)["answers"] == THERE


@pytest.mark.terminal
def test_conflicts_are_asked_about_in_a_terminal(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """Both answers of a conflict are shown, and the room says which counts."""
    write_agreed(workshop, instrument, HERE)
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    terminal = Terminal(tmp_path, "workshop", "agree", "workshop", "--merge", str(other))
    terminal.wait_for("Which answer should count for LE1?")
    assert "In the other file: in place. Seen" in terminal.text()
    terminal.press("2", ENTER)
    assert terminal.end() == ExitCode.DONE
    assert "2 answers came from the other file." in " ".join(terminal.text().split())
    assert agreed(workshop)["answers"] == THERE


@pytest.mark.terminal
def test_conflicts_that_were_decided_before_ctrl_c_are_kept(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path
) -> None:
    """Merging again asks only about the others, and that is what comes next."""
    here = {name: {"level": 0, "agreement": {"how": "agreed"}} for name in HERE}
    write_agreed(workshop, instrument, here)
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    terminal = Terminal(tmp_path, "workshop", "agree", "workshop", "--merge", str(other))
    terminal.wait_for("Which answer should count for LE2?")
    terminal.press("2", ENTER)
    terminal.wait_for("Which answer should count for LE1?")
    terminal.press(CTRL_C)
    assert terminal.end() == ExitCode.INTERRUPTED
    assert "To choose which answers count:" in " ".join(terminal.text().split())
    assert agreed(workshop)["answers"] == {**THERE, "leadership.vision": here["leadership.vision"]}


@pytest.mark.terminal
def test_answers_saved_elsewhere_are_added_next(workshop: WorkshopFolder, instrument: Instrument) -> None:
    """A file that the room had to choose because the agreed file could not be changed does not count by itself."""
    write_agreed(workshop, instrument, {}).chmod(0o444)
    terminal = Terminal(workshop.path.parent, "workshop", "agree", "workshop", "--plain")
    terminal.wait_for("Type a number or letter, then press Enter")
    terminal.press("1" + ENTER)
    terminal.wait_for("Why did you agree on this answer?")
    terminal.press(ENTER)
    terminal.wait_for("What would you like to do?")
    number = SAVE_FAILED_OPTIONS.index(SAVE_ELSEWHERE) + 1
    terminal.press(f"{number}{ENTER}")
    terminal.wait_for("What should the new file be called?")
    terminal.press(f"elsewhere.json{ENTER}")
    terminal.wait_for("2 of ")
    terminal.press("f" + ENTER)
    assert terminal.end() == ExitCode.DONE
    last = " ".join(terminal.text().split())
    assert "Your agreed answers are in elsewhere.json" in last
    assert "Next, add these answers to the workshop's folder:" in last
    assert last.endswith("workshop agree workshop --merge elsewhere.json")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"workshop": {"id": "OTHER1"}}, "doesn't contain the answers agreed in this workshop"),
        ({"workshop": None}, "doesn't contain the answers agreed in this workshop"),
        ({"workshop": {"id": "WKSHPX", "person": "BBBBBB"}}, "one person's own answers"),
        ({"questionnaire": {"id": "other", "version": "1.0"}}, "'other'"),
    ],
)
def test_files_of_something_else_are_not_merged(
    workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path, content: dict[str, Any], words: str
) -> None:
    """A file of another workshop, one person or another questionnaire is not merged."""
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE, **content)
    ended = run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert words in ended.stderr
    assert not workshop.agreed.exists()


def test_what_is_agreed_names_nobody(workshop: WorkshopFolder, instrument: Instrument, tmp_path: Path) -> None:
    """The file has the roles that took part, and no person's code."""
    other = write_agreed(WorkshopFolder(tmp_path / "copy"), instrument, THERE)
    run("workshop", "agree", "workshop", "--merge", other, folder=tmp_path)
    text = workshop.agreed.read_text(encoding="utf-8")
    assert agreed(workshop)["took_part"] == ["service_manager", "team_member", "peer_worker"]
    assert not any(person_code(number) in text for number in range(8))
