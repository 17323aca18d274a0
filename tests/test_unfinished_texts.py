"""Notes and reasons that are not part of an answer yet: kept from the first key on, and offered again."""

import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import LONGEST_TEXT, Levelled, NotApplicable, Unknown
from questionnaires.faults import InputFault
from readiness.answer_folder import answer_files
from readiness.answer_names import copies_of
from readiness.interview.drafts import Draft
from readiness.interview.interviewer import Interviewer
from readiness.interview.state import InterviewState
from readiness.open_answers import AnswerFile
from readiness.prompts.interface import InterruptedTyping, Keep
from readiness.prompts.plain_prompts import PlainPrompts
from scoring.instrument import Instrument
from tests.scripted_prompts import ScriptedPrompts, Ticks
from tests.terminal import ALT_ENTER, CTRL_C, ENTER, PASTE, Terminal
from tests.test_interview_state import sheet
from tests.test_interviewer import NOW, begin

FIRST = "leadership.vision"
NOTE = "Half a page,\nagreed by the director"


class Killed(BaseException):
    """The program is gone, and nothing of it runs any more."""


class KilledWhileTyping(ScriptedPrompts):
    """Types the last text of a script key by key, and is killed before Enter."""

    def __init__(self, *script: str | Ticks, typing: str) -> None:
        super().__init__(*script)
        self._typing = typing

    def write(
        self,
        message: str,
        default: str = "",
        *,
        several_lines: bool = False,
        keep: Keep | None = None,
        unfinished: bool = False,
    ) -> str:
        with suppress(EOFError):
            return super().write(message, default, several_lines=several_lines, keep=keep, unfinished=unfinished)
        assert keep
        for end in range(1, len(self._typing) + 1):
            keep(self._typing[:end].strip())
        raise Killed


def left_in(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(f"{path}.unfinished").read_text(encoding="utf-8"))
    return content


def stop(prompts: ScriptedPrompts, instrument: Instrument, path: Path, domain: str = "leadership") -> None:
    """An interview that begins, and is stopped or killed."""
    interviewer = begin(prompts, instrument, path, domain)
    with pytest.raises((EOFError, Killed, InterruptedTyping)):
        interviewer.run()
    interviewer.file.close()


def go_on(instrument: Instrument, path: Path, *script: str | Ticks, domain: str = "leadership") -> Any:
    """The prompts, and the answers in the file, after going on with an interview until a script ends."""
    file = AnswerFile(path, instrument)
    prompts = ScriptedPrompts(*script)
    interviewer = Interviewer(prompts, file, InterviewState.start(instrument, file.load(), domain), lambda: NOW)
    with pytest.raises(EOFError):
        interviewer.run()
    file.close()
    return prompts, dict(interviewer.state.sheet.answers)


def test_note_before_its_answer_survives(instrument: Instrument, tmp_path: Path) -> None:
    """A note before its answer is shown with its question and joins whatever answer is given; then the file goes."""
    path = tmp_path / "a.json"
    stop(ScriptedPrompts("n", NOTE), instrument, path)
    assert left_in(path)["notes"] == {FIRST: NOTE}
    prompts, answers = go_on(instrument, path, "d")
    assert any(said.startswith("Your note so far: Half a page") for said in prompts.said)
    assert answers == {FIRST: Unknown(note=NOTE)}
    assert not Path(f"{path}.unfinished").exists()


@pytest.mark.parametrize("script", [("n",), ("n", "Something else", "n")])
def test_half_typed_note_before_its_answer_survives(
    instrument: Instrument, tmp_path: Path, script: tuple[str, ...]
) -> None:
    path = tmp_path / "a.json"
    stop(KilledWhileTyping(*script, typing=NOTE), instrument, path)
    _, answers = go_on(instrument, path, "1")
    assert answers == {FIRST: Levelled(level=1, note=NOTE)}


def test_half_typed_note_after_its_answer_is_offered_first(instrument: Instrument, tmp_path: Path) -> None:
    """The interview has gone on to the next question by then, so the note is asked for before it."""
    path = tmp_path / "a.json"
    stop(KilledWhileTyping("2", typing=NOTE), instrument, path)
    prompts, answers = go_on(instrument, path, NOTE, "0")
    assert "You stopped while you were writing your note" in prompts.said[0]
    assert prompts.defaults[0] == NOTE
    assert [*answers.values()] == [Levelled(level=2, note=NOTE), Levelled(level=0)]
    assert not Path(f"{path}.unfinished").exists()


def test_rest_of_a_half_typed_note_is_added_with_plain_prompts(
    instrument: Instrument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the line can't be edited, the rest is added; a single key, meant for the next question, is not."""
    path = tmp_path / "a.json"
    stop(KilledWhileTyping("2", typing="Agreed at the away day, minutes of"), instrument, path)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n12 May by all the managers\n"))
    file = AnswerFile(path, instrument)
    interviewer = Interviewer(PlainPrompts(), file, InterviewState.start(instrument, file.load()), lambda: NOW)
    with pytest.raises(EOFError):
        interviewer.run()
    file.close()
    note = "Agreed at the away day, minutes of 12 May by all the managers"
    assert dict(interviewer.state.sheet.answers) == {FIRST: Levelled(level=2, note=note)}
    assert not Path(f"{path}.unfinished").exists()


def test_note_that_was_saved_is_not_offered_again(instrument: Instrument, tmp_path: Path) -> None:
    """A note is not offered again if the program was killed after saving it, before removing its file."""
    path = tmp_path / "a.json"
    stop(ScriptedPrompts("n", NOTE), instrument, path)
    before = Path(f"{path}.unfinished").read_bytes()
    go_on(instrument, path, "1")
    Path(f"{path}.unfinished").write_bytes(before)
    prompts, answers = go_on(instrument, path, "0")
    assert not any("was not finished" in said for said in prompts.said)
    assert len(answers) == 2
    assert not Path(f"{path}.unfinished").exists()


def test_saved_note_stays_if_its_change_was_not_finished(instrument: Instrument, tmp_path: Path) -> None:
    """If an unfinished change is emptied when it is offered again, the saved note stays."""
    path = tmp_path / "a.json"
    stop(KilledWhileTyping("2", "Agreed in May", "b", "n", typing="Agreed in Ju"), instrument, path)
    _, answers = go_on(instrument, path, "")
    assert answers == {FIRST: Levelled(level=2, note="Agreed in May")}
    assert not Path(f"{path}.unfinished").exists()


def test_emptied_note_and_ctrl_c_leave_the_saved_one(instrument: Instrument, tmp_path: Path) -> None:
    class Interrupting(ScriptedPrompts):
        def write(self, message: str, default: str = "", **options: Any) -> str:
            if default:
                raise InterruptedTyping("")
            return super().write(message, default, **options)

    path = tmp_path / "a.json"
    stop(Interrupting("2", "Agreed in May", "b", "n"), instrument, path)
    _, answers = go_on(instrument, path)
    assert answers == {FIRST: Levelled(level=2, note="Agreed in May")}


def test_reason_survives(instrument: Instrument, tmp_path: Path) -> None:
    """Why a question does not apply is offered again, and then is the answer."""
    path = tmp_path / "a.json"
    stop(KilledWhileTyping("s", "s", "s", "x", typing="The posts are fil"), instrument, path, "recruitment")
    prompts, answers = go_on(instrument, path, "s", "s", "s", "x", "The posts are filled", domain="recruitment")
    assert any("Your reason so far: The posts are fil" in said for said in prompts.said)
    assert prompts.defaults[-2] == "The posts are fil"
    assert [*answers.values()] == [NotApplicable(not_applicable="The posts are filled")]
    assert not Path(f"{path}.unfinished").exists()


@pytest.mark.slow
def test_note_that_is_too_long_comes_back(instrument: Instrument, tmp_path: Path) -> None:
    """The answer is saved without it, and the note is asked for until it fits."""
    path, page = tmp_path / "a.json", "x" * (LONGEST_TEXT + 1)
    stop(KilledWhileTyping("n", typing=page), instrument, path)
    prompts, answers = go_on(instrument, path, "1", page[1:])
    assert page in prompts.defaults
    assert answers == {FIRST: Levelled(level=1, note=page[1:])}


def test_single_key_is_not_kept(instrument: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    stop(KilledWhileTyping("2", typing="1"), instrument, path)
    assert not Path(f"{path}.unfinished").exists()


def test_notes_of_other_domains_stay(instrument: Instrument, tmp_path: Path) -> None:
    """An interview of one domain neither shows nor loses what waits in another."""
    path = tmp_path / "a.json"
    stop(ScriptedPrompts("n", NOTE), instrument, path)
    _, answers = go_on(instrument, path, "n", "About the team", "0", domain="team")
    assert [answer.note for answer in answers.values()] == ["About the team"]
    assert left_in(path)["notes"] == {FIRST: NOTE}


def test_file_of_notes_is_not_taken_for_answers(instrument: Instrument, tmp_path: Path) -> None:
    """A file of unfinished notes is neither in the list of a folder nor taken for answers."""
    path = tmp_path / "a.json"
    stop(ScriptedPrompts("n", NOTE), instrument, path)
    assert copies_of(path) == []
    assert answer_files(tmp_path) == [path]
    with pytest.raises(InputFault, match="this file contains unfinished notes"):
        parse_answers(Path(f"{path}.unfinished").read_bytes(), instrument.questionnaire)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"notes": 3}', b"\xff\xfe\x00"])
def test_file_that_cannot_be_read_is_left_alone(instrument: Instrument, tmp_path: Path, content: bytes) -> None:
    """A file that can't be read is named, and waiting notes are mentioned when the interview stops."""
    path = tmp_path / "a.json"
    path.write_bytes(write_answers(sheet(), instrument.questionnaire))
    Path(f"{path}.unfinished").write_bytes(content)
    file = AnswerFile(path, instrument)
    prompts = ScriptedPrompts("n", NOTE)
    interviewer = Interviewer(prompts, file, InterviewState.start(instrument, file.load()), lambda: NOW)
    with pytest.raises(EOFError):
        interviewer.run()
    file.close()
    assert "a.json.unfinished can't be read." in prompts.said[0]
    assert Path(f"{path}.unfinished").read_bytes() == content
    assert (interviewer.unfinished, interviewer.keeps_unfinished) == ({FIRST: Draft(note=NOTE)}, False)


@pytest.fixture
def assess(tmp_path: Path, instrument: Instrument) -> Iterator[Callable[..., Terminal]]:
    """Opens the interview of one file, again and again."""
    (tmp_path / "a.json").write_bytes(write_answers(sheet(), instrument.questionnaire))
    started: list[Terminal] = []

    def _start(*arguments: str) -> Terminal:
        started.append(Terminal(tmp_path, "assess", "a.json", *arguments))
        started[-1].wait_for("Question 1 of")
        started[-1].wait_for("finish later")
        return started[-1]

    yield _start
    for terminal in started:
        terminal.process.close(force=True)


@pytest.mark.terminal
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, None], ids=str)
def test_what_was_typed_comes_back_on_screen(
    assess: Callable[..., Terminal], tmp_path: Path, end: signal.Signals | None
) -> None:
    """Half a note, typed before its answer: killed, terminated, its window closed, or Ctrl-C."""
    terminal = assess()
    terminal.press("n")
    terminal.wait_for("Alt-Enter")
    terminal.press("Half a page", ALT_ENTER, "agreed by the dir")
    terminal.wait_for("agreed by the dir")
    terminal.read_until(lambda: "by the dir" in _text_of(tmp_path / "a.json.unfinished"))
    if end is None:
        terminal.press(CTRL_C)
    else:
        os.kill(terminal.process.pid, end)
    code = terminal.end()
    if end in (None, signal.SIGTERM):  # which leave the terminal as it was, and say so
        assert code == 130
        assert "What you wrote is saved, and will be there when you carry on." in " ".join(terminal.text().split())
        assert terminal.raw.rindex("\x1b[?1049l") > terminal.raw.rindex("\x1b[?1049h")
    again = assess()
    again.wait_for("Your note so far: Half a page agreed by the dir")
    again.press("n")
    again.wait_for("agreed by the dir")
    again.press("ector", ENTER)
    again.wait_for("Your note so far: Half a page agreed by the director")
    again.press("1", ENTER)
    again.wait_for("Question 2 of")
    saved = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["answers"][FIRST]
    assert saved == {"level": 1, "note": "Half a page\nagreed by the director"}
    assert not (tmp_path / "a.json.unfinished").exists()


@pytest.mark.terminal
def test_lines_of_a_note_in_plain_prompts_come_back(assess: Callable[..., Terminal], tmp_path: Path) -> None:
    """Each line is kept as soon as it was typed; so is a paste before it is confirmed."""
    terminal = assess("--plain")
    terminal.press("n" + ENTER)
    terminal.wait_for("End this line with")
    terminal.press("Half a page, \\" + ENTER)
    terminal.wait_for("Next line")
    os.kill(terminal.process.pid, signal.SIGKILL)
    terminal.end()
    assert left_in(tmp_path / "a.json")["notes"] == {FIRST: "Half a page,"}
    again = assess("--plain")
    again.wait_for("Your note so far: Half a page,")
    again.press("n" + ENTER)
    again.wait_for("So far: Half a page,")
    again.press(PASTE.format("Two lines\rof the minutes") + ENTER)
    again.wait_for("Just press Enter to keep this text, type '-' to delete it")
    os.kill(again.process.pid, signal.SIGKILL)
    again.end()
    assert left_in(tmp_path / "a.json")["notes"] == {FIRST: "Two lines\nof the minutes"}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
