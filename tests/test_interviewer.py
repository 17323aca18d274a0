"""The interviewer over prompts without a terminal: what is chosen is saved, whatever the order of the keys."""

import errno
import stat
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import LONGEST_TEXT, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown
from readiness import open_answers, storage
from readiness.interview import choices
from readiness.interview.choices import answer_key
from readiness.interview.drafts import Draft
from readiness.interview.interviewer import Interviewer
from readiness.interview.state import InterviewState
from readiness.open_answers import AnswerFile
from readiness.prompts.interface import CONFIRMED, Chosen, InterruptedTyping, Option, Prompts
from readiness.storage import load_sheet
from readiness.terminal import Terminated
from readiness.text import capital
from scoring.instrument import Instrument
from tests.properties import tried_on
from tests.scripted_prompts import RandomPrompts, ScriptedPrompts, Ticks, TypingPrompts
from tests.test_interview_state import sheet

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


def begin(
    prompts: Prompts, instrument: Instrument, path: Path, domain: str | None = None, *, quiet: bool = False
) -> Interviewer:
    interviewer = Interviewer(
        prompts,
        AnswerFile(path, instrument),
        InterviewState.start(instrument, sheet(), domain),
        lambda: NOW,
        quiet=quiet,
    )
    interviewer.save()
    return interviewer


def run(
    instrument: Instrument, folder: Path, *script: str | Ticks, domain: str = "leadership"
) -> tuple[ScriptedPrompts, AnswerSheet]:
    """The prompts and the saved answers after a script that ends in the middle of the interview."""
    prompts = ScriptedPrompts(*script)
    interviewer = begin(prompts, instrument, folder / "a.json", domain)
    with pytest.raises(EOFError):
        interviewer.run()
    interviewer.file.close()
    saved = load_sheet(folder / "a.json", instrument)
    (folder / "a.json").unlink()
    return prompts, saved


def test_a_level_is_kept_with_its_note(instrument: Instrument, tmp_path: Path) -> None:
    """A level of 2 or 3 is followed by the note; both are in the file."""
    _, saved = run(instrument, tmp_path, "2", "Agreed in May\nby the board")
    assert saved.answers == {"leadership.vision": Levelled(level=2, note="Agreed in May\nby the board")}
    assert saved.updated_at == NOW


def test_a_low_level_and_dont_know_ask_nothing_else(instrument: Instrument, tmp_path: Path) -> None:
    """After 0, 1 and don't know the next question follows at once."""
    _, saved = run(instrument, tmp_path, "0", "1", "d")
    assert list(saved.answers.values()) == [Levelled(level=0), Levelled(level=1), Unknown()]


def test_a_note_can_be_written_before_its_answer(instrument: Instrument, tmp_path: Path) -> None:
    """The note waits for the answer, whatever that is, and is not asked for again."""
    _, saved = run(instrument, tmp_path, "n", "Ask Sam", "d", "n", "Agreed in May", "2", "1")
    assert list(saved.answers.values()) == [
        Unknown(note="Ask Sam"),
        Levelled(level=2, note="Agreed in May"),
        Levelled(level=1),
    ]


def test_a_note_waits_while_one_looks_elsewhere(instrument: Instrument, tmp_path: Path) -> None:
    """A note that was typed before its answer is there when one comes back; without an answer it can be told."""
    prompts = ScriptedPrompts("n", "Ask Sam", "s", "0", "r", "1", "1", "n", "Ask Sam today")
    interviewer = begin(prompts, instrument, tmp_path / "a.json", "team")
    with pytest.raises(EOFError):
        interviewer.run()
    assert "Ask Sam" in prompts.defaults
    assert interviewer.unfinished == {"team.introduction": Draft(note="Ask Sam today")}


def test_a_half_typed_note_is_kept(instrument: Instrument, tmp_path: Path) -> None:
    """If a person stops in the middle of a note, what was typed is in the file."""

    class Interrupting(ScriptedPrompts):
        def write(self, *_: object, **__: object) -> str:
            raise InterruptedTyping("half a")

    interviewer = begin(Interrupting("2"), instrument, tmp_path / "a.json")
    with pytest.raises(KeyboardInterrupt):
        interviewer.run()
    assert load_sheet(tmp_path / "a.json", instrument).answers == {
        "leadership.vision": Levelled(level=2, note="half a")
    }
    assert interviewer.stopped_in_saved_note


def test_a_note_that_was_saved_on_stopping_is_said_once(instrument: Instrument, tmp_path: Path) -> None:
    """A second run that ends elsewhere no longer says that a note was being typed."""

    class Interrupting(ScriptedPrompts):
        def write(self, *_: object, **__: object) -> str:
            raise InterruptedTyping("half a")

    interviewer = begin(Interrupting("2", "1"), instrument, tmp_path / "a.json")
    with pytest.raises(InterruptedTyping):
        interviewer.run()
    assert interviewer.stopped_in_saved_note
    with pytest.raises(EOFError):
        interviewer.run()
    assert not interviewer.stopped_in_saved_note


@pytest.mark.parametrize("before", [(), ("n",)], ids=["after-the-answer", "before-it"])
def test_a_note_that_is_too_long_comes_back_to_be_shortened(
    instrument: Instrument, tmp_path: Path, before: tuple[str, ...]
) -> None:
    """A pasted page is not saved as a note; it comes back until it fits, so that nothing has to be typed again."""
    page, longest = "x" * 5_000, "x" * LONGEST_TEXT
    script = (*before, page, longest, "2") if before else ("2", page, longest)
    prompts, saved = run(instrument, tmp_path, *script)
    assert "You typed 5,000 characters, but there is only room for 4,000. Please shorten your text." in prompts.said
    assert page in prompts.defaults
    assert saved.answers["leadership.vision"] == Levelled(level=2, note=longest)


def test_a_reason_that_is_too_long_comes_back_to_be_shortened(instrument: Instrument, tmp_path: Path) -> None:
    """The reason why a question does not apply has the same limit as a note."""
    page = "x" * (LONGEST_TEXT + 1)
    prompts, saved = run(instrument, tmp_path, "s", "s", "s", "x", page, "No posts", domain="recruitment")
    assert page in prompts.defaults
    assert saved.answers == {"recruitment.advert-wording": NotApplicable(not_applicable="No posts")}


def test_a_note_that_was_too_long_on_stopping_comes_back(instrument: Instrument, tmp_path: Path) -> None:
    """A person who stops instead of shortening a note gets it back later, and the answer keeps its old note."""
    page = "x" * (LONGEST_TEXT + 1)
    interviewer = begin(ScriptedPrompts("2", "Agreed in May", "b", "n", page), instrument, tmp_path / "a.json")
    with pytest.raises(InterruptedTyping):
        interviewer.run()
    assert interviewer.unfinished == {"leadership.vision": Draft(note=page)}
    saved = load_sheet(tmp_path / "a.json", instrument)
    assert saved.answers == {"leadership.vision": Levelled(level=2, note="Agreed in May")}


def test_termination_while_a_note_is_too_long_is_passed_on(instrument: Instrument, tmp_path: Path) -> None:
    """What catches Ctrl-C can tell it from termination there too; the note comes back later."""
    page = "x" * (LONGEST_TEXT + 1)

    class Terminating(ScriptedPrompts):
        def _next(self) -> str | Ticks:
            try:
                return super()._next()
            except EOFError:
                raise Terminated from None

    interviewer = begin(Terminating("2", page), instrument, tmp_path / "a.json")
    with pytest.raises(Terminated):
        interviewer.run()
    assert interviewer.unfinished == {"leadership.vision": Draft(note=page)}


def test_an_existing_note_is_shown_and_can_be_edited(instrument: Instrument, tmp_path: Path) -> None:
    """Going back and asking for the note offers the note that is there."""
    prompts, saved = run(instrument, tmp_path, "2", "Old note", "b", "n", "New note")
    assert "Old note" in prompts.defaults
    assert saved.answers["leadership.vision"].note == "New note"


def test_back_preselects_the_answer(instrument: Instrument, tmp_path: Path) -> None:
    """The answer given before is the default when the question shows again, and can be changed; the note stays."""
    prompts, saved = run(instrument, tmp_path, "1", "b", "n", "Because", "0")
    assert prompts.defaults[:3] == [None, None, "1"]
    assert saved.answers["leadership.vision"] == Levelled(level=0, note="Because")


def test_not_applicable_asks_for_its_reason(instrument: Instrument, tmp_path: Path) -> None:
    """The reason is kept; without one, nothing is answered and the question shows again."""
    _, saved = run(instrument, tmp_path, "s", "s", "s", "x", "", "x", "Posts are filled", domain="recruitment")
    assert saved.answers == {"recruitment.advert-wording": NotApplicable(not_applicable="Posts are filled")}


def test_an_essential_offers_no_not_applicable(instrument: Instrument, tmp_path: Path) -> None:
    """The scripted prompts refuse a key that was not offered."""
    with pytest.raises(AssertionError, match="not offered"):
        run(instrument, tmp_path, "x")


def test_a_checklist_is_ticked(instrument: Instrument, tmp_path: Path) -> None:
    """Ticks are kept with a note; back shows the ticks."""
    script = ("s", "s", ("role-here", "recovery"), "From the outline", "b", ("recovery",), ("own-experience",), "")
    prompts, saved = run(instrument, tmp_path, *script, domain="training")
    assert saved.answers == {
        "training.role-content": Ticked(ticked=("recovery",), note="From the outline"),
        "training.self-content": Ticked(ticked=("own-experience",)),
    }
    assert ("role-here", "recovery") in prompts.defaults


def test_nothing_ticked_is_an_answer_only_on_ones_word(instrument: Instrument, tmp_path: Path) -> None:
    """Confirming an empty list asks whether that is meant; it can go back to the list."""
    _, saved = run(instrument, tmp_path, "s", "s", (), "1", (), "2", domain="training")
    assert saved.answers == {"training.role-content": Ticked(ticked=())}


def test_ticks_survive_a_look_elsewhere(instrument: Instrument, tmp_path: Path) -> None:
    """Why, terms, a note and a change of the window leave the ticks as they are."""
    ticked = ("role-here", "recovery")

    class Ticking(ScriptedPrompts):
        def tick(
            self,
            message: str,
            options: Sequence[Option],
            commands: Sequence[Option] = (),
            ticked: Sequence[str] = (),
            others: Sequence[Option] = (),
            *,
            at_least_one: bool = False,
        ) -> Chosen:
            chosen = super().tick(message, options, commands, ticked, others, at_least_one=at_least_one)
            return Chosen(chosen.key, ("role-here", "recovery")) if chosen.key == "w" else chosen

    prompts = Ticking("s", "s", "w", "t", "n", "", ticked, "")
    interviewer = begin(prompts, instrument, tmp_path / "a.json", "training")
    with pytest.raises(EOFError):
        interviewer.run()
    assert prompts.defaults.count(ticked) == 3


def test_review_goes_to_any_question(instrument: Instrument, tmp_path: Path) -> None:
    """Review shows each domain with what is answered, and goes where the person points; or stays."""
    prompts, saved = run(instrument, tmp_path, "1", "r", "b", "r", "1", "b", "1", "8", "0", domain="team")
    assert list(saved.answers) == ["team.introduction", "team.place-in-team"]
    assert "Which domain would you like to look at?" in prompts.said


def test_the_list_of_questions_names_each_before_its_answer(instrument: Instrument, tmp_path: Path) -> None:
    """Read aloud, the name of a question first and then its answer cannot be taken for one sentence."""
    interviewer = begin(ScriptedPrompts("d"), instrument, tmp_path / "a.json", "team")
    with pytest.raises(EOFError):
        interviewer.run()
    state = interviewer.state
    labels = [option.label for option in choices.question_options(state, state.questions_in(state.domains[0]))]
    topics = [question.topic for question in state.domains[0].questions]
    assert labels[0] == f"{capital(topics[0])}: don't know"
    assert labels[1:] == [f"{capital(topic)}: not answered" for topic in topics[1:]]


def test_the_end_says_how_many_questions_are_answered(instrument: Instrument, tmp_path: Path) -> None:
    """The end also comes after a change of an earlier answer, so nothing is said about the last question."""
    prompts, _ = run(instrument, tmp_path, *"0000000s", "3", "0", "2", "1", "3", "1", domain="team")
    titles = [said for said in prompts.said if said.startswith("You have answered ")]
    assert titles == ["You have answered 7 of 8 questions.", *["You have answered all 8 questions."] * 2]


def test_the_details_of_the_service_can_be_changed_in_the_review(instrument: Instrument, tmp_path: Path) -> None:
    """A name that was mistyped is corrected there; the answers stay, and the interview goes on."""
    details = (("service_manager",), "Elm Ward East", "Elm Trust", "1 March 2027", "2")
    again = (("service_manager",), "Elm Ward West", "Elm Trust", "1 March 2027", "1")
    prompts, saved = run(instrument, tmp_path, "1", "r", "2", "1", *details, *again, "0")
    assert (saved.service.name, saved.service.organisation) == ("Elm Ward West", "Elm Trust")
    assert (saved.took_part, saved.first_day) == (("service_manager",), date(2027, 3, 1))
    assert list(saved.answers) == ["leadership.vision", "leadership.values"]
    assert {sheet().service.name, "Elm Ward East"} <= {*prompts.defaults}
    assert saved.updated_at == NOW


def test_details_that_stay_as_they_are_change_nothing(instrument: Instrument, tmp_path: Path) -> None:
    """A planned first day that has passed may stay too; and there is a way out before and after typing."""
    earlier = sheet().model_copy(
        update={
            "first_day": date(2026, 11, 2),
            "took_part": ("service_manager",),
            "updated_at": NOW - timedelta(days=9),
        }
    )
    kept = ("1", earlier.took_part, earlier.service.name, earlier.service.organisation or "", "2 November 2026", "1")
    other = ("1", ("peer_worker",), "Somewhere else", "", "none", "b")
    file = AnswerFile(tmp_path / "a.json", instrument)
    state = InterviewState.start(instrument, earlier)
    for script in (kept, other, ("b",)):
        interviewer = Interviewer(ScriptedPrompts("7", *script), file, state, lambda: NOW)
        interviewer.review()
        assert interviewer.state.sheet == earlier
        assert not (tmp_path / "a.json").exists()


def test_why_and_terms_are_shown_on_request(instrument: Instrument, tmp_path: Path) -> None:
    """Why and terms show more, and then ask the same question again."""
    prompts, saved = run(instrument, tmp_path, "w", "t", "0")
    question = instrument.questionnaire.questions["leadership.vision"]
    assert {question.why, question.evidence} <= set(prompts.said)
    assert any(text.startswith("Peer support: ") for text in prompts.said)
    assert len(saved.answers) == 1


def test_the_words_of_the_question_are_explained(instrument: Instrument, tmp_path: Path) -> None:
    """Terms explains the words that are in the question or its levels; once more, all of them."""
    prompts, _ = run(instrument, tmp_path, "t", domain="supervision")
    known = {term.term for term in instrument.questionnaire.glossary}
    explained = {text.partition(": ")[0].lower() for text in prompts.said} & known
    assert "supervision" in explained
    assert "handover" not in explained
    prompts, _ = run(instrument, tmp_path, "t", "t", domain="supervision")
    assert {text.partition(": ")[0].lower() for text in prompts.said} >= known


def test_finish_later_ends_the_interview(instrument: Instrument, tmp_path: Path) -> None:
    """The interviewer reports that the interview is not complete; the answers are there."""
    interviewer = begin(ScriptedPrompts("1", "f"), instrument, tmp_path / "a.json")
    assert interviewer.run() is False
    assert len(load_sheet(tmp_path / "a.json", instrument).answers) == 1


@pytest.mark.parametrize("quiet", [False, True])
def test_a_domain_ends_with_its_result_unless_scores_are_quiet(
    instrument: Instrument, tmp_path: Path, quiet: bool
) -> None:
    """After the last question of a domain a line says how it stands."""
    prompts = ScriptedPrompts(*"00000000", "1")
    assert begin(prompts, instrument, tmp_path / "a.json", "team", quiet=quiet).run() is True
    assert any("the score so far is 0.0 out of 100. Not started" in text for text in prompts.said) is not quiet


def test_the_end_offers_what_is_open(instrument: Instrument, tmp_path: Path) -> None:
    """If a question was skipped, the end says so, goes to it on request, and then finishes."""
    prompts = ScriptedPrompts("s", *"0000000", "3", "0", "2", "1", "2", "1", "1")
    interviewer = begin(prompts, instrument, tmp_path / "a.json", "team")
    assert interviewer.run() is True
    assert interviewer.state.sheet.answers["team.manager-confidence"] == Levelled(level=1)
    assert any("1 not answered" in text for text in prompts.said)
    assert not interviewer.state.unanswered


def test_a_full_disk_asks_for_another_place(
    instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the file cannot be written, the answers go where the person says, and nothing is lost."""
    (tmp_path / "full").mkdir()
    really = storage.replace_file

    def replace_file(path: Path, data: bytes) -> None:
        if path.parent.name == "full" and b"answers" in data and b"leadership.vision" in data:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(path, data)

    monkeypatch.setattr(open_answers, "replace_file", replace_file)
    elsewhere = tmp_path / "elsewhere.json"
    prompts = ScriptedPrompts("1", "1", "2", str(elsewhere))
    interviewer = begin(prompts, instrument, tmp_path / "full" / "a.json")
    with pytest.raises(EOFError):
        interviewer.run()
    assert any("No space left on device" in text for text in prompts.said)
    assert load_sheet(elsewhere, instrument).answers == {"leadership.vision": Levelled(level=1)}


def test_a_read_only_file_is_left_alone(instrument: Instrument, tmp_path: Path) -> None:
    """A file that was made read-only meanwhile is not written over, and the person is told."""
    path = tmp_path / "a.json"
    prompts = ScriptedPrompts("1")
    interviewer = begin(prompts, instrument, path)
    path.chmod(stat.S_IRUSR)
    before = path.read_bytes()
    with pytest.raises(EOFError):
        interviewer.run()
    assert path.read_bytes() == before
    assert any("read-only" in text for text in prompts.said)


def test_another_version_is_kept_until_somebody_removes_it(instrument: Instrument, tmp_path: Path) -> None:
    """What was written elsewhere meanwhile gets a file of its own, which no later answer touches, and is named."""
    path = tmp_path / "a.json"
    prompts = ScriptedPrompts("1", "1", "1", "0", "1", "0")
    interviewer = begin(prompts, instrument, path)
    versions: list[str] = []
    really = interviewer.file.save

    def save(sheet: AnswerSheet) -> None:
        if len(sheet.answers) in (1, 3) and len(versions) < len(sheet.answers):
            versions.append(path.read_text(encoding="utf-8").replace("Riverside", f"Hillside {len(sheet.answers)}"))
            path.write_text(versions[-1], encoding="utf-8")
            versions.append("")
        really(sheet)

    interviewer.file.save = save  # type: ignore[method-assign]
    with pytest.raises(EOFError):
        interviewer.run()
    assert load_sheet(path, instrument) == interviewer.state.sheet
    assert len(interviewer.state.sheet.answers) == 4
    assert (tmp_path / "a (other version).json").read_text(encoding="utf-8") == versions[0]
    assert (tmp_path / "a (other version 2).json").read_text(encoding="utf-8") == versions[2]
    said = [text for text in prompts.said if "The other version of the answers is kept in" in text]
    assert [text.split(" until ")[0].split(" in ")[1] for text in said] == [
        "a (other version).json",
        "a (other version 2).json",
    ]


def test_a_removed_file_is_written_again(instrument: Instrument, tmp_path: Path) -> None:
    """A file that was removed meanwhile comes back on the person's word; there is no other version to keep."""
    path = tmp_path / "a.json"
    prompts = ScriptedPrompts("1", "1", "0")
    interviewer = begin(prompts, instrument, path)
    path.unlink()
    with pytest.raises(EOFError):
        interviewer.run()
    assert any("the file has been removed or renamed" in text for text in prompts.said)
    assert load_sheet(path, instrument) == interviewer.state.sheet
    assert sorted(file.name for file in tmp_path.glob("a*")) == ["a.json", "a.json.bak"]


def test_answers_are_not_saved_over_another_file(instrument: Instrument, tmp_path: Path) -> None:
    """A person who saves elsewhere under a name in use is told so, and the file there stays."""
    path, taken, free = (tmp_path / name for name in ("a.json", "taken.json", "free.json"))
    taken.write_text("something else", encoding="utf-8")
    prompts = ScriptedPrompts("1", "2", str(taken), "2", str(free))
    interviewer = begin(prompts, instrument, path)
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(EOFError):
        interviewer.run()
    assert f"There is already a file called {taken}. Please choose another name." in prompts.said
    assert [taken.read_text("utf-8"), path.read_text("utf-8")] == ["something else", "theirs"]
    assert load_sheet(free, instrument) == interviewer.state.sheet


def test_another_version_that_cannot_be_kept_is_not_written_over(
    instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the version from elsewhere stays where it is, and the reason is told."""
    path = tmp_path / "a.json"
    prompts = ScriptedPrompts("1", "1")
    interviewer = begin(prompts, instrument, path)
    path.write_text("theirs", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(open_answers, "replace_file", refuse)
    with pytest.raises(EOFError):
        interviewer.run()
    assert path.read_text(encoding="utf-8") == "theirs"
    assert any("could not be saved in a separate file (No space left on device)." in text for text in prompts.said)


@tried_on(60)
@given(data=st.data(), moves=st.integers(1, 60), domain=st.sampled_from([None, "recruitment", "training"]))
def test_any_sequence_of_keys_leads_to_a_valid_file_and_a_way_out(
    instrument: Instrument, data: st.DataObject, moves: int, domain: str | None
) -> None:
    """After any keys the interviewer and the file agree, and Ctrl-C always ends it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        interviewer = begin(RandomPrompts(data, moves), instrument, path, domain)
        with suppress(KeyboardInterrupt):
            interviewer.run()
        interviewer.file.close()
        saved = load_sheet(path, instrument)
    assert saved == interviewer.state.sheet


@tried_on(100)
@given(data=st.data(), moves=st.integers(1, 80), domain=st.sampled_from(["leadership", "recruitment", "training"]))
def test_no_answer_and_no_note_appears_that_was_not_given(
    instrument: Instrument, data: st.DataObject, moves: int, domain: str
) -> None:
    """Enter held down, pastes, and keys typed into the wrong place leave nothing in the file."""
    prompts = TypingPrompts(data, moves)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        interviewer = begin(prompts, instrument, path, domain)
        prompts.asked_about = lambda: interviewer.state.question.id if interviewer.state.question else None
        with suppress(KeyboardInterrupt):
            interviewer.run()
        interviewer.file.close()
        saved = load_sheet(path, instrument)
    for question, answer in saved.answers.items():
        given = Chosen(CONFIRMED, answer.ticked) if isinstance(answer, Ticked) else Chosen(answer_key(answer) or "")
        assert given in prompts.answers[question]
        assert answer.note in {"", *prompts.texts[question]}
        assert not isinstance(answer, NotApplicable) or answer.not_applicable in prompts.texts[question]


def test_a_lone_key_is_not_a_note(instrument: Instrument, tmp_path: Path) -> None:
    """A person who types on quickly is told that the key was not kept; Enter goes on without a note."""
    prompts, saved = run(instrument, tmp_path, "2", "d", "1", "", "0")
    assert list(saved.answers.values()) == [Levelled(level=2), Levelled(level=0)]
    again = "'d' is too short to save as a note. Type a few words, or press Enter to go on without a note."
    assert again in prompts.said


def test_a_lone_key_leaves_a_note_that_is_there(instrument: Instrument, tmp_path: Path) -> None:
    """Somebody who has a note already is told that it has not changed, not that there is none."""
    prompts, saved = run(
        instrument, tmp_path, "2", "Agreed in May", "b", "n", "d", "Agreed in May", domain="leadership"
    )
    assert list(saved.answers.values()) == [Levelled(level=2, note="Agreed in May")]
    assert "'d' is too short to save as a note, so your note has not changed." in prompts.said


def test_a_lone_key_is_not_a_reason(instrument: Instrument, tmp_path: Path) -> None:
    """A single key is not taken as a reason, which is asked for again."""
    script = ("s", "s", "s", "x", "1", "Posts are filled", "b", "x", "1", "Posts are filled")
    prompts, saved = run(instrument, tmp_path, *script, domain="recruitment")
    assert saved.answers == {"recruitment.advert-wording": NotApplicable(not_applicable="Posts are filled")}
    asked = [said for said in prompts.said if "apply to your service? For" in said or "save as a reason" in said]
    assert asked[0].endswith("(Just press Enter to go back.)")
    assert asked[1].endswith("Type a reason, or press Enter to go back.")
    assert "Enter" not in asked[2]
    assert asked[3] == "'1' is too short to save as a reason, so your reason has not changed."


def test_the_note_is_announced_with_the_question(instrument: Instrument, tmp_path: Path) -> None:
    """The question says that a note may follow, unless there is one; the request for it says what is saved."""
    prompts, _ = run(instrument, tmp_path, "2", "Agreed in May", "b")
    asked = [said for said in prompts.said if said.startswith("Which is most like your service today?")]
    assert asked == [
        "Which is most like your service today? (You can add a note at level 2 or 3.)",
        "Which is most like your service today? (You can add a note at level 2 or 3.)",
        "Which is most like your service today?",
    ]
    assert any(said.startswith("Saved: “In place”. What could you show a visitor") for said in prompts.said)


def test_the_note_says_which_answer_was_replaced(instrument: Instrument, tmp_path: Path) -> None:
    """The answer before is still on the screen when the note on another is asked for, so both are named."""
    prompts, _ = run(instrument, tmp_path, "1", "b", "2", "")
    assert "Your answer: Planned" in prompts.said
    replaced = "Saved: “In place”, which replaces “Planned”. What could you show"
    assert any(said.startswith(replaced) for said in prompts.said)


def test_keeping_an_answer_leaves_it_as_it_is(
    instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same answer once more asks for no note and is not saved again."""
    prompts = ScriptedPrompts("2", "", "b", "2", "0")
    interviewer = begin(prompts, instrument, tmp_path / "a.json")
    saved: list[int] = []
    really = interviewer.file.save

    def save(sheet: AnswerSheet) -> None:
        saved.append(len(sheet.answers))
        really(sheet)

    monkeypatch.setattr(interviewer.file, "save", save)
    with pytest.raises(EOFError):
        interviewer.run()
    assert saved == [1, 2]


def test_after_a_note_the_question_is_shown_again(instrument: Instrument, tmp_path: Path) -> None:
    """A note that was asked for is followed by the question, which may have scrolled away."""
    prompts, _ = run(instrument, tmp_path, "n", "A long note", "0")
    question = instrument.questionnaire.questions["leadership.vision"].text
    assert prompts.said.count(question) == 2


def test_nothing_is_chosen_in_advance_at_the_end(instrument: Instrument, tmp_path: Path) -> None:
    """After the last question Enter alone does nothing either."""
    prompts = ScriptedPrompts(*"00000000", "1")
    assert begin(prompts, instrument, tmp_path / "a.json", "team").run() is True
    assert prompts.defaults == [None] * 9
