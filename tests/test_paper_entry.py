"""Typing in paper sheets and short codes, without a terminal: asked, shown back, changed, saved, undone."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import QuestionnaireVersion, Service
from questionnaires.faults import InputFault
from readiness.exits import ExitCode, UsageFault
from readiness.imports.entered_answers import EnteredAnswers
from readiness.imports.paper_entry import PaperEntry
from readiness.prompts.interface import InterruptedTyping
from readiness.workshop.counts_file import Counts, save_counts
from readiness.workshop.folder import WorkshopDescription, WorkshopFolder
from readiness.workshop.form_definition import FormDefinition
from readiness.workshop.short_code import encode
from scoring.agenda import agenda_of
from scoring.instrument import load_instrument
from tests.program import run
from tests.properties import tried_on
from tests.scripted_prompts import RandomPrompts, ScriptedPrompts

INSTRUMENT = load_instrument()
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
TEAM = "c b ? d - a c b"
TEAM_ANSWERS = [2, 1, "?", 3, None, 0, 2, 1]
QUESTIONS = [question.id for question in FormDefinition(INSTRUMENT, domain="team").questions]


def workshop(folder: Path, domain: str | None = "team") -> WorkshopFolder:
    """A workshop, by default about one domain alone."""
    made = WorkshopFolder(folder / "elm")
    version = QuestionnaireVersion(id="peer-support", version=INSTRUMENT.questionnaire.version)
    elm = Service(name="Elm Ward")
    made.save(WorkshopDescription(id="BCDFGH", questionnaire=version, service=elm, domain=domain, created=NOW))
    return made


def entry(made: WorkshopFolder, *script: str | tuple[str, ...]) -> tuple[PaperEntry, ScriptedPrompts]:
    prompts = ScriptedPrompts(*script)
    times = iter(NOW + timedelta(minutes=number) for number in range(1_000))
    return PaperEntry(prompts, EnteredAnswers(made, INSTRUMENT, lambda: next(times))), prompts


def typed(made: WorkshopFolder, *script: str | tuple[str, ...]) -> ScriptedPrompts:
    """Types a script in until the person finishes."""
    paper, prompts = entry(made, *script)
    paper.run()
    return prompts


def shown_by(prompts: ScriptedPrompts) -> str:
    """All that was shown, as it is read."""
    return " ".join(prompts.said).replace("\N{NO-BREAK SPACE}", " ")


def saved(made: WorkshopFolder) -> dict[str, Any]:
    """The answer files of the workshop, by the person's code."""
    return {path.name.partition(".")[0]: json.loads(path.read_bytes()) for path in sorted(made.answers.glob("*.json"))}


def saved_one(made: WorkshopFolder, person: str) -> dict[str, Any]:
    """The answer file of one person."""
    content: dict[str, Any] = json.loads((made.answers / f"{person}.answers.json").read_bytes())
    return content


def marks(sheet: dict[str, Any]) -> list[int | str | None]:
    """The answers to the questions about the team: a level, `?`, or none."""
    answers = [sheet["answers"].get(question, {}) for question in QUESTIONS]
    return ["?" if "unknown" in answer else answer.get("level") for answer in answers]


def test_sheets_are_typed_in_one_after_the_other(tmp_path: Path) -> None:
    """Code, role, keys, a look at what was understood; each is saved under its code before the next is asked for."""
    made = workshop(tmp_path)
    prompts = typed(made, "1", "bcdfgk", "d", TEAM, "1", "1", "qrs-tvw", "-", "21?3-021", "1", "f")
    sheets = saved(made)
    assert [*sheets] == ["BCDFGK", "QRSTVW"]
    assert [marks(sheet) for sheet in sheets.values()] == [TEAM_ANSWERS] * 2
    assert [sheet["took_part"] for sheet in sheets.values()] == [["peer_worker"], []]
    assert sheets["BCDFGK"]["workshop"] == {"id": "BCDFGH", "person": "BCDFGK"}
    assert sheets["BCDFGK"]["service"]["name"] == "Elm Ward"
    assert sheets["BCDFGK"]["updated_at"] == "2026-11-27T10:00:00Z"
    assert "TE1 In place, TE2 Planned, TE3 don't know, TE4 Shown to work, TE5 not answered" in shown_by(prompts)
    assert (
        "Saved: BCDFGK, 6 answered, 1 “don't know”, 1 not answered. The workshop now has answers from 1 person."
        in prompts.said
    )
    assert (
        "Saved: QRSTVW, 6 answered, 1 “don't know”, 1 not answered. The workshop now has answers from 2 people."
        in prompts.said
    )


def test_a_sheet_without_a_code_gets_one(tmp_path: Path) -> None:
    """A sheet without a code gets one, which is shown so that it can be written on the sheet; a name is not a code."""
    made = workshop(tmp_path)
    prompts = typed(made, "1", "Jo Smith", "", "d", TEAM, "1", "f")
    (code,) = saved(made)
    assert len(code) == 6
    assert f"This is sheet {code}. Please write this code at the top of the paper." in prompts.said
    assert '"Jo Smith" is not a code. A code contains only letters and digits.' in prompts.said


def test_keys_that_do_not_fit_are_asked_again_with_what_was_typed(tmp_path: Path) -> None:
    """The line comes back to be corrected, with the questions and what is wrong."""
    made = workshop(tmp_path)
    prompts = typed(made, "1", "BCDFGK", "d", "c b ? d - a c", TEAM, "1", "f")
    assert "This is sheet BCDFGK." in prompts.said
    assert (
        "TE1 to TE8: you typed 7 answers instead of 8. Type 8 answers, one for each question. "
        "Where no box has a cross, or the cross is at “Not part of my role”, type '-'." in prompts.said
    )
    assert "c b ? d - a c" in prompts.defaults
    assert sum("an introduction for the whole team" in text for text in prompts.said) == 2
    assert marks(saved(made)["BCDFGK"]) == TEAM_ANSWERS


def test_an_empty_part_is_asked_about(tmp_path: Path) -> None:
    """Enter alone could be a slip, so it is asked about; an empty sheet is not saved."""
    made = workshop(tmp_path)
    typed(made, "1", "BCDFGK", "d", "", "1", TEAM, "1", "f")
    assert marks(saved(made)["BCDFGK"]) == TEAM_ANSWERS
    prompts = typed(made, "1", "QRSTVW", "d", "", "2", "1", "f")
    assert "Sheet QRSTVW has no crosses on it, so nothing was saved." in prompts.said
    assert [*saved(made)] == ["BCDFGK"]


def test_all_parts_of_a_full_form_with_a_step_back(tmp_path: Path) -> None:
    """`u` goes to the part before, whose keys are there to be changed; what was understood of it is shown."""
    made = workshop(tmp_path, domain=None)
    lines = ["0" * 8, "1" * 8, "22222222", "u", "11111112", "2" * 8, "3" * 8, "?" * 8, "0 1 [ac] [ag] 0 3 2 1"]
    prompts = typed(made, "1", "BCDFGK", "-", lines[0], lines[1], "u", lines[4], *lines[5:], "1", "f")
    answers = saved(made)["BCDFGK"]["answers"]
    assert len(answers) == 48
    assert [answers[question]["level"] for question in QUESTIONS] == [1, 1, 1, 1, 1, 1, 1, 2]
    assert "B B B B B B B B" in prompts.defaults
    assert "Leadership vision: LE1 Not yet, LE2 Not yet" in shown_by(prompts)
    assert answers["training.role-content"] == {"ticked": ["role-here", "recovery"]}


def test_a_part_can_be_changed_before_it_is_saved(tmp_path: Path) -> None:
    """Any part, and the role, can be changed before the sheet is saved, or the whole sheet discarded."""
    made = workshop(tmp_path)
    typed(made, "1", "BCDFGK", "d", TEAM, "2", "00000000", "4", "f", "1", "1", "QRSTVW", "d", TEAM, "d", "f")
    sheets = saved(made)
    assert [*sheets] == ["BCDFGK"]
    assert marks(sheets["BCDFGK"]) == [0] * 8
    assert sheets["BCDFGK"]["took_part"] == ["carer"]


def test_notes_are_typed_in_at_the_end(tmp_path: Path) -> None:
    """Notes on answered questions are typed at the end, with whether they may be shown, and survive changed keys."""
    made = workshop(tmp_path)
    prompts = typed(
        made, "1", "BCDFGK", "d", TEAM, "3", "te9", "te5", "te 1", "Since May", "2", "3", "TE2", "By ear", "1",
        "2", "2 3 ? 3 - 0 2 1", "1", "f",
    )  # fmt: skip
    answers = saved(made)["BCDFGK"]["answers"]
    assert answers[QUESTIONS[0]] == {"level": 2, "note": "Since May", "note_may_be_shown": True}
    assert answers[QUESTIONS[1]] == {"level": 3}
    assert 'There is no question "TE9".' in prompts.said
    assert "Question TE5 has no answer, and a note can only be saved with an answer." in prompts.said


def test_a_sheet_that_is_there_can_be_changed(tmp_path: Path) -> None:
    """A sheet's code brings back its role and keys; Enter alone keeps them, and notes stay."""
    made = workshop(tmp_path)
    typed(made, "1", "BCDFGK", "d", TEAM, "3", "TE1", "Since May", "2", "1", "f")
    prompts = typed(made, "1", "bcdfgk", "1", "d", "C B ? D A A C B", "1", "f")
    assert "There are already answers for BCDFGK: 6 answered, 1 “don't know”, 1 not answered." in prompts.said
    assert {"d", "C B ? D - A C B"} <= {*prompts.defaults}
    sheet = saved(made)["BCDFGK"]
    assert marks(sheet) == [2, 1, "?", 3, 0, 0, 2, 1]
    assert sheet["answers"][QUESTIONS[0]]["note"] == "Since May"
    assert sheet["updated_at"] > "2026-11-27T09"


def test_two_sheets_with_one_code_are_two_people(tmp_path: Path) -> None:
    """The second gets a code of its own, and the first stays as it is; no file can be called after a device."""
    made = workshop(tmp_path)
    prompts = typed(made, "1", "AAAAAA", "d", TEAM, "1", "1", "AAAAAA", "2", "e", "00000000", "1", "f")
    sheets = saved(made)
    assert marks(sheets.pop("AAAAAA")) == TEAM_ANSWERS
    assert [marks(sheet) for sheet in sheets.values()] == [[0] * 8]
    prompts = typed(made, "1", "con", "BCDFGK", "f", TEAM, "1", "f")
    assert '"con" is not a code. A code contains only letters and digits.' in prompts.said


def test_a_mistyped_code_of_a_sheet_can_be_corrected(tmp_path: Path) -> None:
    """If the code has answers already, and when the same answers come with another code; notes that are there stay."""
    made = workshop(tmp_path)
    typed(made, "1", "JANINE", "d", TEAM, "3", "TE1", "Since May", "2", "1", "f")
    before = saved(made)["JANINE"]["answers"]
    again = ("1", "JANINF", "d", TEAM, "1")
    prompts = typed(made, *again, "1", "f")
    role = INSTRUMENT.questionnaire.roles["peer_worker"].name
    assert f"These answers for JANINF are the same as those for JANINE ({role})." in prompts.said
    assert "Sheet JANINF was not saved." in shown_by(prompts)
    typed(made, *again, "3", "JANINE", "1", "1", "f")
    assert [*saved(made)] == ["JANINE"]
    assert saved(made)["JANINE"]["answers"] == before
    typed(made, "1", "JANINE", "3", "BCDFGK", "e", "0" * 8, "1", "f")
    assert [*saved(made)] == ["BCDFGK", "JANINE"]
    typed(made, *again, "3", "BCDFGK", "3", "QRSTVW", "1", "2", "f")
    assert [*saved(made)] == ["BCDFGK", "JANINE", "QRSTVW"]
    assert marks(saved(made)["BCDFGK"]) == [0] * 8


def test_the_last_ones_can_be_undone(tmp_path: Path) -> None:
    """A new sheet goes, a changed one is as it was, a code too; undone keys come back with their code."""
    made = workshop(tmp_path)
    typed(made, "1", "BCDFGK", "d", "0" * 8, "1", "f")
    before = saved(made)
    first, second, again = ("1", "BCDFGK", "d", "1" * 8, "1"), ("1", "QRSTVW", "e", "2" * 8, "1"), "C C C C C C C C"
    prompts = typed(made, *first[:2], "1", *first[2:], *second, "u", "u", "1", "QRSTVW", "e", again, "1", "u", "f")
    assert saved(made) == before
    assert not [*made.answers.glob("QRSTVW*")]
    assert (
        "Your last entry has been undone, so the answers for QRSTVW are no longer saved. "
        "To carry on with the sheet, type in its code again before you close the program." in shown_by(prompts)
    )
    assert any(
        text.startswith("Your last entry has been undone, and the earlier answers for BCDFGK are back.")
        for text in prompts.said
    )
    assert again in prompts.defaults


def code_of(level: str, role: str | None = "carer") -> str:
    from readiness.imports.key_line import KeyLine

    form = FormDefinition(INSTRUMENT, domain="team")
    return encode(form, role, KeyLine(form, form.questions).read(level))


def test_short_codes_are_typed_or_pasted(tmp_path: Path) -> None:
    """Short codes are typed one a line; a wrong one comes back to be corrected, and a repeated one counts once."""
    made = workshop(tmp_path)
    wrong = code_of("33333333")
    wrong = ("2" if wrong[0] != "2" else "3") + wrong[1:]
    own = f"qrstvw {code_of('00000000', None)}"
    prompts = typed(made, "2", f"{code_of(TEAM)}\n{wrong}\n", code_of("33333333"), own, code_of(TEAM), "", "f")
    assert sorted(map(marks, saved(made).values()), key=str) == sorted([TEAM_ANSWERS, [3] * 8, [0] * 8], key=str)
    assert "QRSTVW" in saved(made)
    assert wrong in prompts.defaults
    assert any("a letter or digit in the code is wrong" in text for text in prompts.said)
    assert any("These answers were already saved, so they count only once." in text for text in prompts.said)
    assert any(
        "(Carer, family member or friend), 6 questions answered, 1 “don't know”." in text for text in prompts.said
    )
    prompts = typed(made, "2", wrong, "", "f")
    fault = next(place for place, text in enumerate(prompts.said) if text.startswith("Short code: a letter or digit"))
    assert (
        "The workshop now has answers from 3 people." in prompts.said[fault:]
    )  # and not the fault above the next question
    prompts = typed(made, "2", code_of("11111111"), "", "u", "f")
    assert len(saved(made)) == 3
    undone = next(text for text in prompts.said if text.startswith("Your last entry has been undone"))
    assert undone.endswith("are no longer saved. The workshop now has answers from 3 people.")


def test_a_short_code_replaces_other_answers_only_if_they_are_the_same_persons(tmp_path: Path) -> None:
    """Other answers, or another role, under the same code are asked about: a code may be mistyped."""
    made = workshop(tmp_path)
    typed(made, "2", f"BCDFGK {code_of(TEAM, 'team_member')}", "", "f")
    other = f"BCDFGK {code_of('00000000')}"
    prompts = typed(made, "2", other, "3", "", "f")
    assert marks(saved_one(made, "BCDFGK")) == TEAM_ANSWERS
    assert other in prompts.defaults
    roles = INSTRUMENT.questionnaire.roles
    old, new = roles["team_member"].name, roles["carer"].name
    assert f"The answers already saved for BCDFGK ({old}) are different from these ({new})." in prompts.said
    typed(made, "2", other, "2", "", "f")
    assert sorted(map(marks, saved(made).values()), key=str) == sorted([TEAM_ANSWERS, [0] * 8], key=str)
    assert marks(saved_one(made, "BCDFGK")) == TEAM_ANSWERS
    prompts = typed(made, "2", f"BCDFGK {code_of('11111111')}", "1", "", "f")
    assert marks(saved_one(made, "BCDFGK")) == [1] * 8
    kept = "The earlier answers were replaced, and are kept in BCDFGK.answers.json.bak."
    assert kept in shown_by(prompts)
    assert "Whose answers are these?" not in typed(made, "2", f"BCDFGK {code_of('11111111')}", "", "f").said


def test_the_same_answers_under_another_code_are_asked_about(tmp_path: Path) -> None:
    """They may be one person's, whose code was mistyped; on the command line it is said how to count them once."""
    made = workshop(tmp_path)
    typed(made, "2", f"BCDFGK {code_of(TEAM)}", "", "f")
    mistyped = f"ZZZZZZ {code_of(TEAM)}"
    prompts = typed(made, "2", mistyped, "1", "", "f")
    same = "These answers for ZZZZZZ are the same as those for BCDFGK (Carer, family member or friend)."
    assert same in prompts.said
    typed(made, "2", mistyped, "3", f"BCDFGK {code_of(TEAM)}", "", "f")
    assert [*saved(made)] == ["BCDFGK"]
    typed(made, "2", mistyped, "2", "", "f")
    assert {*saved(made)} == {"BCDFGK", "ZZZZZZ"}
    ended = run("workshop", "enter", "elm", "--code", f"YYYYYY {code_of(TEAM)}", folder=tmp_path)
    assert "The answers for YYYYYY are the same as those for BCDFGK, and both count." in ended.stderr
    assert "If they are from one person, delete the file YYYYYY.answers.json." in ended.stderr


def test_what_was_typed_before_an_interruption_is_saved(tmp_path: Path) -> None:
    """Whole parts, also the line in which it came; its code goes on with it, and parts that are not typed are empty."""
    made = workshop(tmp_path, domain=None)
    paper, prompts = entry(made, "1", "BCDFGK", "d", "0" * 8, "1" * 8)
    with pytest.raises(EOFError):
        paper.run()
    told = paper.keep_unfinished()
    assert (
        told == "What you typed for sheet BCDFGK has been saved (2 of 6 parts). "
        "To carry on with the sheet, type in its code again."
    )
    assert len(saved(made)["BCDFGK"]["answers"]) == 16
    paper, prompts = entry(made, "1", "BCDFGK", "1", "d", "A A A A A A A A", "B B B B B B B B", "2" * 8)
    with pytest.raises(EOFError):
        paper.run()
    assert prompts.defaults[-4:] == ["A A A A A A A A", "B B B B B B B B", "", ""]
    write = prompts.write

    def interrupt(message: str, default: str = "", **options: Any) -> str:
        if "Type 8 answers" in message:
            raise InterruptedTyping("3" * 8)
        return write(message, default, **options)

    paper, prompts = entry(made, "1", "QRSTVW", "-")
    write, prompts.write = prompts.write, interrupt  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        paper.run()
    paper.keep_unfinished()
    assert len(saved(made)["QRSTVW"]["answers"]) == 8


def test_a_sheet_that_cannot_be_saved_is_not_lost(tmp_path: Path) -> None:
    """Saving a sheet is tried again as often as the person likes."""
    made = workshop(tmp_path)
    damaged = made.answers / "BCDFGK.answers.json"
    damaged.write_text("{", encoding="utf-8")
    prompts = typed(made, "1", "BCDFGK", "d", TEAM, "1", "1", "2", "f")
    assert "BCDFGK.answers.json" in shown_by(prompts)
    assert "Your change was not saved. What would you like to do?" in prompts.said
    assert damaged.read_text(encoding="utf-8") == "{"
    with made.lock():
        prompts = typed(made, "1", "QRSTVW", "d", TEAM, "1", "2", "f")
    assert "another command is changing this workshop" in shown_by(prompts)
    assert not (made.answers / "QRSTVW.answers.json").exists()
    prompts = typed(made, "1", "ZXWVTS", "d", TEAM, "d", "1", "ZXWVTS", "d", "C B ? D - A C B", "1", "f")
    assert "C B ? D - A C B" in prompts.defaults
    assert marks(saved_one(made, "ZXWVTS")) == TEAM_ANSWERS


def test_nothing_is_added_to_answers_that_were_deleted(tmp_path: Path) -> None:
    """Nothing is added after everybody's answers were deleted, as it could not be counted any more."""
    made = workshop(tmp_path)
    agenda = agenda_of(INSTRUMENT, QUESTIONS, ())
    save_counts(made, Counts(workshop="BCDFGH", forgotten=NOW.date(), agenda=agenda))
    with pytest.raises(
        UsageFault, match=r"the individual answers in this workshop were deleted on 27 November 2026, so no more"
    ):
        EnteredAnswers(made, INSTRUMENT, lambda: NOW)
    ended = run("import", "--workshop", "elm", "--code", code_of(TEAM), folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "so no more answers can be added. Set up a new workshop" in ended.stderr
    assert not saved(made)


def test_a_folder_that_is_not_a_workshop_is_refused(tmp_path: Path) -> None:
    """A folder that is not a workshop is refused, with what to do."""
    with pytest.raises(InputFault, match="there is no such folder"):
        EnteredAnswers(WorkshopFolder(tmp_path / "no"), INSTRUMENT, lambda: NOW)


@tried_on(40)
@given(data=st.data())
def test_any_way_through_ends_with_whole_files(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """After any choices and keys every file can be read, and no offered key appears twice."""
    made = workshop(tmp_path_factory.mktemp("any"))
    paper = PaperEntry(_Typist(data, 40), EnteredAnswers(made, INSTRUMENT, lambda: NOW))
    try:
        paper.run()
    except (KeyboardInterrupt, EOFError):
        paper.keep_unfinished()
    for person, sheet in saved(made).items():
        assert sheet["workshop"]["person"] == person
        assert {*sheet["answers"]} <= {*QUESTIONS}


class _Typist(RandomPrompts):
    """Types lines of keys, codes and anything else."""

    def write(self, message: str, default: str = "", **options: Any) -> str:
        anything = super().write(message, default, **options)
        some = st.sampled_from([TEAM, "0" * 8, "BCDFGK", "", "u", "TE1", code_of(TEAM), anything])
        return str(self._data.draw(some))


# The command


def test_codes_on_the_command_line_ask_nothing(tmp_path: Path) -> None:
    """Several at once; one that is wrong is kept next to the answers, and the exit code says so."""
    made = workshop(tmp_path)
    ended = run("workshop", "enter", "elm", "--code", code_of(TEAM), "--code", code_of("00000000"), folder=tmp_path)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    assert len(saved(made)) == 2
    ended = run("workshop", "enter", "elm", "--code", "4TQ0M", folder=tmp_path)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert (made.answers / "not_read.csv").exists()
    ended = run("workshop", "enter", "elm", folder=tmp_path)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert "it isn't running in a terminal" in ended.stderr
