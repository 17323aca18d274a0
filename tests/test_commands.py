"""The commands from outside: exit codes, output for people and for programs, bad input, and rough surroundings."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

import pytest
import typer
from pydantic import BaseModel, ConfigDict, StrictBool, StrictFloat, StrictInt, StrictStr

from questionnaires.answer_file import write_answers
from questionnaires.answers import AnswerSheet, Levelled, QuestionnaireVersion, Service
from questionnaires.faults import Fault
from questionnaires.model import ChecklistQuestion, Level
from readiness import __version__
from readiness.cli import app
from readiness.exits import ExitCode, tell
from readiness.plan.model import Plan
from scoring.instrument import Instrument
from scoring.rubric import Decision
from tests.adapted import HEAD, change, copied_as_shipped
from tests.program import ROOT, run, run_in_own_process, surroundings


def names_of(commands: typer.Typer) -> list[str]:
    """The names of the commands of the program, or of a group of commands, in the order of their help."""
    found = commands.registered_commands
    return [command.name or command.callback.__name__ for command in found if command.callback]


GROUPS = {
    group.typer_instance.info.name: group.typer_instance for group in app.registered_groups if group.typer_instance
}
COMMANDS = [*names_of(app), *GROUPS]
AS_OF = ("--as-of", "2027-03-01")

SHIPPED_EXAMPLE = ROOT / "questionnaires/peer-support/example.json"

on_posix = pytest.mark.skipif(os.name != "posix", reason="the system has no such thing")
not_as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The content of the example."""
    content: dict[str, Any] = json.loads(SHIPPED_EXAMPLE.read_text("utf-8"))
    return content


@pytest.fixture
def folder(tmp_path: Path, example: dict[str, Any]) -> Path:
    """A folder with a good answer file, `a.json`, and a bad one, `bad.json`."""
    (tmp_path / "a.json").write_text(json.dumps(example), encoding="utf-8")
    (tmp_path / "bad.json").write_text("Dear colleagues", encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the questionnaire and its rubric, made by the command; tests copy it again before they change it."""
    return copied_as_shipped(tmp_path_factory.mktemp("content") / "mine")


def write_sheet(path: Path, instrument: Instrument, name: str = "Riverside", note: str = "") -> None:
    """Writes an answer file whose only answer, a level 2, has a note."""
    questionnaire = instrument.questionnaire
    sheet = AnswerSheet(
        questionnaire=QuestionnaireVersion(id=questionnaire.id, version=questionnaire.version),
        form="full",
        service=Service(name=name),
        answers={"leadership.vision": Levelled(level=2, note=note)},
    )
    path.write_bytes(write_answers(sheet, questionnaire))


def has_traceback(ended: subprocess.CompletedProcess[str]) -> bool:
    """Whether a programmer's message was shown to a person."""
    return "Traceback" in ended.stderr or "Error:" in ended.stderr.replace("\nError: ", "\n")


# Exit codes

EXITS = [
    pytest.param(["--version"], ExitCode.DONE, id="0-version"),
    pytest.param(["score", "a.json"], ExitCode.DONE, id="0-score"),
    pytest.param(["check", "a.json", "bad.json"], ExitCode.SOME_REJECTED, id="1-one-of-two-files"),
    pytest.param([], ExitCode.WRONG_USAGE, id="2-no-command"),
    pytest.param(["judge"], ExitCode.WRONG_USAGE, id="2-no-such-command"),
    pytest.param(["score", "a.json", "--fast"], ExitCode.WRONG_USAGE, id="2-no-such-option"),
    pytest.param(["score", "a.json", "--format", "xml"], ExitCode.WRONG_USAGE, id="2-no-such-format"),
    pytest.param(["score", "a.json", "--as-of", "tomorrow"], ExitCode.WRONG_USAGE, id="2-no-date"),
    pytest.param(["score", "a.json", "--as-of", "9999-12-31"], ExitCode.WRONG_USAGE, id="2-last-of-all-days"),
    pytest.param(["score", "a.json", "--as-of", "0001-01-01"], ExitCode.WRONG_USAGE, id="2-first-of-all-days"),
    pytest.param(["assess", "new.json", "--first-day", "9999-12-31"], ExitCode.WRONG_USAGE, id="2-first-day-far-off"),
    pytest.param(["plan", "a.json", "-o", "plan.odt"], ExitCode.WRONG_USAGE, id="2-no-such-ending"),
    pytest.param(["plan", "a.json", "-o", "nowhere/p.html"], ExitCode.WRONG_USAGE, id="2-no-such-folder"),
    pytest.param(["plan", "bad.json", "-o", "p.html"], ExitCode.UNUSABLE_INPUT, id="3-plan"),
    pytest.param(["check", "bad.json", "missing.json"], ExitCode.UNUSABLE_INPUT, id="3-none-of-two-files"),
    pytest.param(["score", "a.json", "--questionnaire", "nowhere"], ExitCode.UNUSABLE_INPUT, id="3-questionnaire"),
    pytest.param(["score", "."], ExitCode.UNUSABLE_INPUT, id="3-this-folder"),
    pytest.param(["check", "a" * 300], ExitCode.UNUSABLE_INPUT, id="3-name-too-long"),
]


@pytest.mark.parametrize(("arguments", "code"), EXITS)
def test_exit_code(folder: Path, arguments: list[str], code: ExitCode) -> None:
    """What is done, rejected, called wrongly or unusable has its own exit code, and says why without a traceback."""
    before = sorted(folder.iterdir())
    ended = run(*arguments, folder=folder)
    assert ended.returncode == code, ended.stderr
    assert not has_traceback(ended), ended.stderr
    assert ended.stderr or code == ExitCode.DONE
    assert sorted(folder.iterdir()) == before


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "code"), {case.values[1]: case for case in EXITS}.values())
def test_exit_code_of_a_process(folder: Path, arguments: list[str], code: ExitCode) -> None:
    """A process of its own ends with the code, in one case for each."""
    ended = run_in_own_process(*arguments, folder=folder)
    assert ended.returncode == code, ended.stderr
    assert not has_traceback(ended), ended.stderr


def test_each_exit_code_has_a_case() -> None:
    """The table above has a case for every exit code; the one of an interruption has a test of its own."""
    assert {case.values[1] for case in EXITS} | {ExitCode.INTERRUPTED} == set(ExitCode)


@on_posix
def test_interruption_ends_quietly(tmp_path: Path) -> None:
    """Ctrl-C while a command works ends it with 130 and without a traceback."""
    pipe = tmp_path / "slow.json"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [sys.executable, "-m", "readiness", "score", str(pipe)],
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # background jobs are started without it
        ) as process,
        pipe.open("wb"),  # which waits until the program reads; then the program waits for what is never written
    ):
        out = err = None
        while out is None:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):  # the signal came just before the program began to wait
                out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (ExitCode.INTERRUPTED, b"", b"")


# Help


def test_version(tmp_path: Path) -> None:
    """`--version` gives the name and the version on one line."""
    assert run("--version", folder=tmp_path).stdout == f"readiness {__version__}\n"


@pytest.mark.parametrize(
    "command", ["", *COMMANDS, *(f"{name} {each}" for name, group in GROUPS.items() for each in names_of(group))]
)
def test_help_is_plain_text(tmp_path: Path, command: str) -> None:
    """Each help is plain text that a screen reader can read: no boxes, nothing cut, every option explained."""
    ended = run(*command.split(), "--help", folder=tmp_path)
    assert (ended.returncode, ended.stderr) == (ExitCode.DONE, "")
    assert ended.stdout.isascii()
    assert "\x1b" not in ended.stdout
    assert "..." not in ended.stdout.partition("Options:")[2]
    assert "[[" not in ended.stdout
    listed = re.findall(r"^  (--?\S.*?)(?:  +|\n {10,})(\S.*)$", ended.stdout, flags=re.MULTILINE)
    assert "--help" in {name for name, _ in listed}
    assert all(len(explained.split()) >= 3 for _, explained in listed)


def test_every_command_is_in_the_help(tmp_path: Path) -> None:
    """The program's help lists its commands, each with a whole sentence; so does calling it with nothing."""
    asked, called = run("--help", folder=tmp_path), run(folder=tmp_path)
    listed = re.findall(r"^  ([a-z]+)  +[A-Z].*\.$", asked.stdout.partition("Commands:")[2], flags=re.MULTILINE)
    assert listed == COMMANDS
    assert {"assess", "score", "plan", "questions", "check", "example"} <= {*listed}
    assert "Commands:" in called.stdout + called.stderr


HINTS: Final = {
    "pla": "pla: there is no such command. Did you mean 'plan'?",
    "workshop nw": "nw: there is no such command. Did you mean 'new'?",
    "zzz": "zzz: there is no such command. To see what you can type, use `--help`.",
    "plan --outpt x": "--outpt: there is no such option. Did you mean '--output'?",
    "plan --zzz": "--zzz: there is no such option. To see what you can type, use `plan --help`.",
    "form": "form: please add -o FORM to the command. FORM: ",
    "workshop new": "workshop new: please add DIR to the command. DIR: The folder to create, which must not exist yet.",
    "plan --for zzz": "--for: this value can't be used here. Choose one of these: service, commissioner or public.",
    "batch a -o b --visits few": "--visits: this value can't be used here. Give a whole number from 0 to 200.",
    "batch a -o b --visits 201": "--visits: this value can't be used here. Give a whole number from 0 to 200.",
    "batch a -o b --seed few": "--seed: this value can't be used here. Give a whole number.",
    "schema plan": "KIND: this value can't be used here. Choose one of these: answers, questionnaire, rubric or",
    "import a --levels-from 7": "--levels-from: this value can't be used here. Choose one of these: 0 or 1.",
    "--short": "--short: this option belongs to a command. Put it after the command: `assess --short`.",
    "--as-of 2027-06-01": "--as-of: this option belongs to a command. Put it after the command: `assess --as-of 2027",
    "--brief plan a.json": "--brief: this option belongs to a command. Put it after the command: `plan --brief a.js",
    "--brief score a.json": "--brief: there is no such option. To see what you can type, use `--help`.",
    "workshop --open compare elm": "--open: this option belongs to a command. Put it after the command: `workshop com",
    "--shrt": "--shrt: there is no such option. To see what you can type, use `--help`.",
    "plan help": "plan: there is no file called 'help'. To see what you can type, use `plan --help`.",
    "workshop compare help": "workshop compare: there is no file called 'help'. To see what you can type, use `worksh",
    "plan -o": "-o: this option needs a value. To see what you can type, use `plan --help`.",
    "plan --brief=1": "--brief: this option doesn't take a value. Leave out the = and everything after it.",
    "plan my answers.json": "plan: 'answers.json' is more than this command expects. Leave this out. If it belongs to",
    "workshop enter . --code 0VGZ5 H8RQ0": "workshop enter: 'H8RQ0' is more than this command expects. Leave this out. "
    "If it belongs to a name or code with spaces, put the whole name or code in quotation marks.",
}
"""What is said about commands that were typed wrongly."""


@pytest.mark.parametrize("typed", HINTS)
def test_what_was_typed_wrongly_is_told_in_a_sentence(tmp_path: Path, typed: str) -> None:
    """A command that nobody can carry out is explained on one line, with one thing to do."""
    ended = run(*typed.split(), folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert re.sub(r"`.*readiness ", "`", ended.stderr).startswith(HINTS[typed])
    assert ended.stderr.count("\n") == 1


# The result as JSON

Strict = ConfigDict(extra="ignore", strict=True)
Number = StrictFloat | StrictInt | None
Texts = list[StrictStr]
DAY = r"\d{4}-\d\d-\d\d"


class _Domain(BaseModel):
    model_config = Strict
    id: str
    title: str
    score: Number
    score_max: Number
    coverage: Number
    band: str | None
    capped_by: Texts


class _Stage(BaseModel):
    model_config = Strict
    id: str
    decision: Decision
    blocking: Texts
    conditions: Texts
    essentials: int
    with_evidence: int


class _Action(BaseModel):
    model_config = Strict
    question: str
    code: str
    stage: str
    priority: Literal[1, 2, 3]
    level: Literal[0, 1, 2]
    target: Literal[2, 3]
    title: str
    start: str | None
    due: str | None
    needed_by: str | None
    late: StrictBool
    owner: str
    asks: list[Literal["decision", "money", "staff_time"]]
    effort: Literal["small", "medium", "large"]
    steps: Texts
    first_step: str
    done_when: str
    why: str
    sources: Texts


class _Schedule(BaseModel):
    model_config = Strict
    earliest_first_day: str | None
    earliest_first_day_essential: str | None


class _Service(BaseModel):
    model_config = Strict
    name: str
    organisation: str | None
    code: str | None


class _Questionnaire(BaseModel):
    model_config = Strict
    id: str
    version: str


class _Result(BaseModel):
    """The fields that the design lists, with their types, written out here again."""

    model_config = Strict
    format: Literal["readiness-result"]
    format_version: Literal[1]
    service: _Service
    questionnaire: _Questionnaire
    form: Literal["full", "short"]
    complete: StrictBool
    answered: int
    unknown: int
    not_applicable: int
    unanswered: int
    overall_score: Number
    domains: list[_Domain]
    stages: list[_Stage]
    actions: list[_Action]
    schedule: _Schedule
    flags: Texts


def test_result_has_every_field_of_the_design(folder: Path, instrument: Instrument) -> None:
    """The example's result as JSON has each field that the design lists, with its type, and loads again."""
    shown = run("score", "a.json", "--format", "json", *AS_OF, folder=folder).stdout
    result = _Result.model_validate_json(shown)
    assert result.answered + result.unknown + result.not_applicable + result.unanswered == 48
    assert len(result.domains) == 6
    assert [stage.id for stage in result.stages] == [stage.id for stage in instrument.rubric.decided_stages]
    for action in result.actions:
        assert re.fullmatch(DAY, action.needed_by or "")
        if action.priority == 3:
            assert (action.start, action.due, action.late) == (None, None, False)
        else:
            assert re.fullmatch(DAY, action.start or "")
            assert re.fullmatch(DAY, action.due or "")
    assert re.fullmatch(DAY, result.schedule.earliest_first_day or "")
    assert re.fullmatch(DAY, result.schedule.earliest_first_day_essential or "")
    assert json.loads(Plan.model_validate_json(shown).model_dump_json()) == json.loads(shown)


def test_result_of_nearly_nothing_has_the_same_fields(folder: Path, instrument: Instrument) -> None:
    """One answer and no first day give the same fields, with null if there is no band and no day to meet.

    The schedule does not need a first day.
    """
    write_sheet(folder / "one.json", instrument)
    result = _Result.model_validate_json(run("score", "one.json", "--format", "json", folder=folder).stdout)
    assert (result.complete, result.answered, result.unanswered) == (False, 1, 47)
    assert {domain.band for domain in result.domains} == {None}
    assert {(action.needed_by, action.late) for action in result.actions} == {(None, False)}
    assert all((action.start is None) == (action.due is None) == (action.priority == 3) for action in result.actions)
    assert result.schedule.earliest_first_day
    assert len(result.actions) == 48


# The result to read


def test_result_in_a_pipe(folder: Path, instrument: Instrument) -> None:
    """In a pipe every line is whole, however narrow the window, and without escape sequences; decisions have words."""
    name = "Riverside " * 40 + "Team"
    write_sheet(folder / "long.json", instrument, name=name)
    shown = run("score", "long.json", *AS_OF, folder=folder, COLUMNS="40").stdout
    result = Plan.model_validate_json(
        run("score", "long.json", "--format", "json", *AS_OF, folder=folder, COLUMNS="40").stdout
    )
    lines = [line.strip() for line in shown.splitlines()]
    assert name in lines
    assert "\x1b" not in shown
    assert "…" not in shown
    for stage in result.stages:
        assert f"{instrument.rubric.decisions[stage.decision].name}: {stage.title}" in lines
        assert stage.sentence in lines
    for domain in result.domains:
        assert any(line.startswith(f"{domain.title}: {domain.score:.1f} to {domain.score_max:.1f}") for line in lines)
    for number, question in enumerate(result.top_actions, 1):
        action = next(action for action in result.actions if action.question == question)
        assert f"{number}. {action.code} {action.title} ({action.domain})" in lines
        assert f"First step: {action.first_step}" in lines
    for sentence in result.flag_sentences.values():
        assert f"- {sentence}" in lines
    assert f"- {result.caution}" in lines


def test_decisions_have_their_words(folder: Path, instrument: Instrument, example: dict[str, Any]) -> None:
    """Each of the three decisions is shown with its words: wait, go with conditions, and go."""
    best = {
        name: {"ticked": [option.id for option in question.options]}
        if isinstance(question, ChecklistQuestion)
        else {"level": 3}
        for name, question in instrument.questionnaire.questions.items()
    }
    (folder / "best.json").write_text(json.dumps({**example, "answers": best}), encoding="utf-8")
    shown = [run("score", name, folder=folder).stdout for name in ("best.json", "a.json")]
    for decision, text in (("go", shown[0]), ("conditional", shown[1]), ("wait", shown[1])):
        assert re.search(rf"^{instrument.rubric.decisions[decision].name}: ", text, flags=re.MULTILINE)  # type: ignore[index]
    assert not re.search(rf"^{instrument.rubric.decisions['wait'].name}: ", shown[0], flags=re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "encoding", "environment"),
    [
        pytest.param(["score", "odd.json"], "utf-8", {"NO_COLOR": "1"}, id="no-color"),
        pytest.param(["score", "odd.json"], "utf-8", {"TERM": "dumb", "COLUMNS": "20"}, id="dumb-and-narrow"),
        pytest.param(["score", "odd.json"], "cp1252", {}, id="cp1252"),
        pytest.param(["score", "odd.json"], "ascii", {"NO_COLOR": "1", "TERM": "dumb"}, id="ascii"),
        pytest.param(["questions"], "cp1252", {"TERM": "dumb"}, id="cp1252-questions"),
        pytest.param(["score", "nowhere/\u2713"], "cp1252", {}, id="cp1252-message"),
        pytest.param(["plan", "odd.json", "-o", "\u2713.html"], "cp1252", {}, id="cp1252-plan"),
    ],
)
def test_rough_surroundings(
    folder: Path, instrument: Instrument, command: list[str], encoding: str, environment: dict[str, str]
) -> None:
    """Without colours, without a capable terminal, and with a console of few characters, everything works."""
    write_sheet(folder / "odd.json", instrument, name="Équipe \N{SEEDLING} \u2713")
    ended = run_in_own_process(*command, folder=folder, encoding=encoding, **environment)
    assert ended.returncode == (ExitCode.UNUSABLE_INPUT if "nowhere" in command[-1] else ExitCode.DONE)
    assert not has_traceback(ended), ended.stderr
    assert "\x1b" not in ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_survives_any_console(folder: Path, instrument: Instrument, encoding: str) -> None:
    """JSON for programs and the example are the same in every encoding, so that no name or note is spoilt."""
    name = "Équipe \N{SEEDLING} \u2713"
    write_sheet(folder / "odd.json", instrument, name=name)
    shown = run_in_own_process("score", "odd.json", "--format", "json", folder=folder, encoding=encoding).stdout
    assert json.loads(shown)["service"]["name"] == name
    printed = run_in_own_process("example", folder=folder, encoding=encoding).stdout
    (folder / "example.json").write_text(printed, encoding=encoding)
    assert run("check", "example.json", folder=folder).returncode == ExitCode.DONE


def test_example_in_a_file(folder: Path) -> None:
    """The example is written byte for byte, over an earlier one too, but never over a file with other content."""
    answers = (folder / "a.json").read_bytes()
    for _ in range(2):
        ended = run("example", "-o", "example.json", folder=folder)
        assert (ended.returncode, ended.stdout) == (ExitCode.DONE, "")
        assert (folder / "example.json").read_bytes() == SHIPPED_EXAMPLE.read_bytes()
    assert "score example.json" in ended.stderr
    assert run("example", folder=folder).stderr.endswith(" example -o example.json\n")  # nothing to score yet
    (folder / "sub").mkdir()
    for name in ("a.json", "sub"):
        ended = run("example", "-o", name, folder=folder)
        assert ended.returncode == ExitCode.WRONG_USAGE
        assert f"{name}: there is already a file or folder with this name. Use -o to choose another" in ended.stderr
    assert (folder / "a.json").read_bytes() == answers
    ended = run("example", "-o", "nowhere/example.json", folder=folder)
    assert (ended.returncode, "there is no folder called 'nowhere'" in ended.stderr) == (ExitCode.WRONG_USAGE, True)


@pytest.mark.slow
@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"], ids=["little-endian", "big-endian"])
def test_example_that_powershell_has_redirected(folder: Path, mark: bytes) -> None:
    """Windows PowerShell's `>` writes UTF-16 with a byte-order mark and CRLF: every command reads that."""
    text = SHIPPED_EXAMPLE.read_text(encoding="utf-8").replace("\n", "\r\n")
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    (folder / "wide.json").write_bytes(mark + text.encode(encoding))
    for command in (["check"], ["score"], ["plan", "-o", "wide.md"], ["compare", "a.json"]):
        ended = run(*command, "wide.json", folder=folder)
        assert ended.returncode == ExitCode.DONE, ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["score", "a.json"], id="table"),
        pytest.param(["score", "a.json", "--format", "json"], id="json"),
        pytest.param(["plan", "a.json", "-o", "{run}.html"], id="html"),
    ],
)
def test_same_input_gives_the_same_bytes(folder: Path, arguments: list[str]) -> None:
    """With `--as-of` the same answers give the same output, byte for byte, in every process."""
    outputs = []
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "readiness", *(part.format(run=seed) for part in arguments), *AS_OF],
            cwd=folder,
            env=surroundings(PYTHONHASHSEED=seed),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    for process, seed in zip(processes, ("1", "2"), strict=True):
        shown, err = process.communicate()
        assert process.returncode == ExitCode.DONE, err
        outputs.append(shown or (folder / arguments[-1].format(run=seed)).read_bytes())
    assert len(outputs[0]) > 500
    assert outputs[0] == outputs[1]


def test_reading_day_matters(folder: Path) -> None:
    """What `--as-of` says is the day on which the answers are read: a later one makes more of the plan late."""
    early, late = (
        json.loads(run("score", "a.json", "--format", "json", "--as-of", day, folder=folder).stdout)
        for day in ("2026-11-23", "2028-11-23")
    )
    assert (early["as_of"], late["as_of"]) == ("2026-11-23", "2028-11-23")
    assert sum(action["late"] for action in early["actions"]) < sum(action["late"] for action in late["actions"])
    assert "stale" in {*late["flags"]} - {*early["flags"]}


# The questions


def test_questions_as_json_have_what_the_design_lists(tmp_path: Path, instrument: Instrument) -> None:
    """The questionnaire with its rubric as JSON: everything that the design lists, as the content has it."""
    shown = run("questions", "--format", "json", folder=tmp_path).stdout
    data = json.loads(shown)
    questionnaire, rubric = instrument.questionnaire, instrument.rubric
    assert (data["id"], data["version"]) == (questionnaire.id, questionnaire.version)
    assert [(domain["id"], domain["title"]) for domain in data["domains"]] == [
        (domain.id, domain.title) for domain in questionnaire.domains
    ]
    assert [(stage["id"], stage["lead_days"]) for stage in data["stages"]] == [
        ("advertise", -112), ("appoint", -42), ("first_day", 0), ("four_months", 122), ("first_year", 365),
    ]  # fmt: skip
    assert [question["id"] for question in data["questions"]] == list(questionnaire.questions)
    for shown_question in data["questions"]:
        question = questionnaire.questions[shown_question["id"]]
        criterion = rubric.by_question[question.id]
        assert shown_question["domain"] == question.id.partition(".")[0]
        assert shown_question["text"] == question.text
        assert shown_question["essential"] is criterion.essential
        assert shown_question["weight"] == criterion.weight
        assert shown_question["stage"] == criterion.stage
        assert shown_question["not_applicable_allowed"] is criterion.not_applicable_allowed
        assert shown_question["sources"] == list(criterion.sources)
        if isinstance(question, ChecklistQuestion):
            assert shown_question["type"] == "checklist"
            assert "levels" not in shown_question
            assert shown_question["options"] == [item.model_dump() for item in question.options]
            assert shown_question["level_at"] == {4: [0, 1, 3, 4], 7: [0, 3, 5, 7]}[len(question.options)]
        else:
            assert shown_question["type"] == "scale"
            assert not {"options", "level_at"} & {*shown_question}
            assert shown_question["levels"] == [question.levels[level] for level in Level]


@pytest.mark.parametrize(("wanted", "number"), [("training.self-content", 1), ("supervision", 8), ("", 48)])
def test_questions_can_be_chosen(tmp_path: Path, wanted: str, number: int) -> None:
    """An identifier gives one question, a domain its eight, nothing all: as text and as JSON alike."""
    as_json = json.loads(run("questions", *wanted.split(), "--format", "json", folder=tmp_path).stdout)
    as_text = run("questions", *wanted.split(), folder=tmp_path).stdout
    chosen = [question["id"] for question in as_json["questions"]]
    assert len(chosen) == number
    assert all(identifier.startswith(wanted) for identifier in chosen)
    assert re.findall(r"^[A-Z]{2}\d ([a-z]+\.[a-z-]+)(?: \(|: )", as_text, flags=re.MULTILINE) == chosen
    assert max(map(len, as_text.splitlines())) <= 96


@pytest.mark.parametrize("wanted", ["supervision.regular", "training.self-content"])
def test_one_question_is_shown_whole(tmp_path: Path, instrument: Instrument, wanted: str) -> None:
    """One question is shown with its choices, reason, evidence, sources with their places, and actions."""
    question = instrument.questionnaire.questions[wanted]
    criterion = instrument.rubric.by_question[wanted]
    shown = " ".join(run("questions", wanted, folder=tmp_path).stdout.split())
    choices = (
        [option.text for option in question.options]
        if isinstance(question, ChecklistQuestion)
        else [question.levels[level] for level in Level]
    )
    rows = [instrument.questionnaire.recommendations[source][1] for source in criterion.sources]
    parts = [question.text, *choices, question.why, question.evidence, criterion.ask]
    parts += [part for row in rows for part in (row.id, row.place, row.text)]
    for level in (Level.NOT_YET, Level.PLANNED, Level.IN_PLACE):
        action = criterion.actions[level]
        parts += [action.title, action.first_step, *action.steps, action.done_when, action.why]
    assert [part for part in parts if " ".join(part.split()) not in shown] == []


@pytest.mark.parametrize(
    ("wanted", "kind", "remedy"),
    [
        pytest.param("supervision.regulr", "text", "Did you mean 'supervision.regular'", id="question"),
        pytest.param("supervison", "json", "Did you mean 'supervision'", id="domain"),
        pytest.param("xyz", "text", "Check the spelling", id="nothing-near"),
    ],
)
def test_unknown_question_is_named_with_a_near_one(tmp_path: Path, wanted: str, kind: str, remedy: str) -> None:
    """A question that is missing is wrong usage; the message offers the nearest name that there is."""
    ended = run("questions", wanted, "--format", kind, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert f"'{wanted}'" in ended.stderr
    assert remedy in ended.stderr


# Checks


def test_good_file_is_found_good(folder: Path) -> None:
    """A good answer file is named with what it holds, on standard output."""
    ended = run("check", "a.json", folder=folder, READINESS_NEXT="make")
    assert ended.stdout == "a.json: no problems found. There are 48 answers in the full form.\n"
    assert ended.stderr == "Next, see the result: make score\n"


def test_several_files_are_each_told_of(folder: Path, instrument: Instrument) -> None:
    """Of several files the good ones are named on standard output and the faults of the others on standard error."""
    write_sheet(folder / "one.json", instrument)
    ended = run("check", "bad.json", "a.json", "one.json", folder=folder)
    assert ended.returncode == ExitCode.SOME_REJECTED
    assert ended.stdout.splitlines() == [
        "a.json: no problems found. There are 48 answers in the full form.",
        "one.json: no problems found. There is 1 answer in the full form.",
    ]
    assert ended.stderr.startswith("bad.json: this file is plain text, not an answer file")
    assert len(ended.stderr.splitlines()) == 1


def test_check_tells_every_fault_and_score_the_first_ones(folder: Path, example: dict[str, Any]) -> None:
    """`check` shows every fault of a file; another shows twenty and counts the rest. Many alike are one line."""
    names = [*example["answers"]]
    faulty = {**example, "answers": {name: {"level": number + 4} for number, name in enumerate(names)}}
    (folder / "faulty.json").write_text(json.dumps(faulty), encoding="utf-8")
    faults = run("check", "faulty.json", folder=folder).stderr.splitlines()
    assert len(faults) == 48
    assert all(re.match(r"faulty\.json: [a-z]+\.[a-z-]+, level: \d+ is too large\. ", line) for line in faults)
    ended = run("score", "faulty.json", folder=folder)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert ended.stderr.splitlines() == [*faults[:20], "... and 28 more."]
    for name in names[10:]:
        faulty["answers"][name] = {"level": 100}
    (folder / "faulty.json").write_text(json.dumps(faulty), encoding="utf-8")
    *before, last = run("check", "faulty.json", folder=folder).stderr.splitlines()
    assert before == faults[:10]
    assert last.startswith("faulty.json: 100 is too large. ")
    assert last.partition(" In 38 places: ")[2].count(", level") == 38


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (["Elm: team.json: one", "Elm: team.json: two"] * 2, "Elm: team.json: X. Y. In 4 places: one; two; one; two."),
        (["team.csv: row 2: LE1", "team.csv: row 3: LE2"] * 2, "team.csv: X. Y. In 4 places: row 2: LE1; row 3: LE2; "),
        (["mine: a.toml: one", "mine: b.toml: one"] * 2, "mine: X. Y. In 4 places: a.toml: one; b.toml: one; "),
    ],
)
def test_one_line_for_many_places_names_the_file(
    places: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A colon in the file's own name doesn't cut it, and what comes after the file's name is a place in it."""
    tell(Fault(place, "X", "Y") for place in places)
    assert " ".join(capsys.readouterr().err.split()).startswith(told)


@pytest.mark.slow
def test_content_that_ships_is_found_good(tmp_path: Path) -> None:
    """Without a file the questionnaire that ships is checked."""
    ended = run("check", folder=tmp_path)
    assert ended.returncode == ExitCode.DONE
    assert ended.stdout == (
        "The questionnaire that comes with the program: no problems found in 48 questions and 144 actions.\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("by_option", [False, True], ids=["argument", "option"])
def test_content_in_a_folder_is_checked(tmp_path: Path, content: Path, by_option: bool) -> None:
    """A folder with a questionnaire and its rubric is checked, as an argument or by the option of all commands."""
    ended = run("check", *(["--questionnaire"] if by_option else []), content, folder=tmp_path)
    assert ended.returncode == ExitCode.DONE
    assert ended.stdout == f"{content}: no problems found in 48 questions and 144 actions.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "file", "before", "after", "message"),
    [
        pytest.param(
            ["check"],
            "questionnaire/supervision.toml",
            "evidence = ",
            "evidense = ",
            r"supervision\.toml: .*evidense",
            id="unknown-key",
        ),
        pytest.param(["check"], "rubric/team.toml", "[", "[[[", r"team\.toml: .*line \d+", id="no-toml"),
        pytest.param(
            ["check"],
            "rubric/rubric.toml",
            None,
            "",
            r"rubric\.toml: this file can't be read .* Check that the file exists",
            id="missing",
        ),
        pytest.param(
            ["check", "a.json", "--questionnaire"],
            "rubric/rubric.toml",
            None,
            "",
            r"rubric\.toml: this file",
            id="check-by-option",
        ),
        pytest.param(["questions", "--questionnaire"], "rubric/team.toml", "[", "[[[", r"team\.toml: ", id="questions"),
    ],
)
def test_broken_content_is_told_with_its_place(
    folder: Path, content: Path, arguments: list[str], file: str, before: str | None, after: str, message: str
) -> None:
    """A fault in a questionnaire or rubric is told with the folder, the file and the place, and what to do."""
    shutil.copytree(content, folder / "mine")
    if before is None:
        (folder / "mine" / file).unlink()
    else:
        text = (folder / "mine" / file).read_text(encoding="utf-8")
        assert before in text
        (folder / "mine" / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    ended = run(*arguments, "mine", folder=folder)
    assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, "")
    assert not has_traceback(ended)
    assert ended.stderr
    assert all(line.startswith("mine: ") for line in ended.stderr.splitlines())
    assert re.search(message, ended.stderr), ended.stderr


@pytest.mark.parametrize(
    ("named", "message"),
    [
        pytest.param("mine/rubric/team.toml", r"as a whole, not file by file\. Give the folder", id="one-file"),
        pytest.param(
            "mine/rubric",
            r"there is no folder called 'questionnaire' in this folder\. Choose a folder made",
            id="inner-folder",
        ),
        pytest.param(
            ".", r"no answer files and no questionnaire were found here\. Choose a folder with", id="other-folder"
        ),
        pytest.param("nowhere", r"there is no such file or folder\. Check the name", id="nothing"),
    ],
)
def test_what_is_no_questionnaire_is_told_in_a_sentence(
    tmp_path: Path, content: Path, named: str, message: str
) -> None:
    """A single content file, or a folder that is none of a questionnaire, gets a sentence that says what to name."""
    (tmp_path / "mine").symlink_to(content)
    ended = run("check", named, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, "")
    assert ended.stderr.startswith(f"{named}: ")
    assert len(ended.stderr.splitlines()) == 1
    assert re.search(message, ended.stderr), ended.stderr


@pytest.fixture
def zebra(folder: Path, content: Path) -> Path:
    """A copy of the content, with a rule against a word that one of its actions then has."""
    shutil.copytree(content, folder / "mine")
    (folder / "mine/questionnaire/style.toml").write_text('[[words]]\navoid = ["zebra"]', encoding="utf-8")
    file = folder / "mine/rubric/team.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub('^(why = "+)', r"\1A zebra. ", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    return folder / "mine"


ZEBRA = (
    "mine: rubric/team.toml: team.introduction, actions.not_yet.why: 'zebra' is one of the words to avoid. "
    "Rewrite the sentence without 'zebra'.\n"
)


@pytest.mark.parametrize("arguments", [["mine"], ["--questionnaire", "mine"]], ids=["argument", "option"])
def test_advice_is_shown_and_counted(folder: Path, zebra: Path, arguments: list[str]) -> None:
    """Advice is shown with its place, counted at the end, and stops nothing."""
    ended = run("check", *arguments, folder=folder)
    assert (ended.returncode, ended.stderr) == (ExitCode.DONE, "")
    assert ended.stdout == f"{ZEBRA}mine: no problems found in 48 questions and 144 actions. 1 piece of advice.\n"
    (zebra / "questionnaire/style.toml").write_text('[[words]]\navoid = ["zebra", "a"]', encoding="utf-8")
    *advice, last = run("check", *arguments, folder=folder).stdout.splitlines()
    assert last == f"mine: no problems found in 48 questions and 144 actions. {len(advice):,} pieces of advice."
    assert len(advice) > 100


def test_advice_is_for_those_who_check_a_questionnaire(folder: Path, zebra: Path) -> None:
    """Answers are checked without advice, and so is a questionnaire without rules of style."""
    ended = run("check", "a.json", "--questionnaire", "mine", folder=folder, READINESS_NEXT="make")
    assert ended.stdout == "a.json: no problems found. There are 48 answers in the full form.\n"
    assert ended.stderr == 'Next, see the result: make score ARGS="--questionnaire mine"\n'
    (zebra / "questionnaire/style.toml").unlink()
    ended = run("check", "mine", folder=folder)
    assert (ended.stdout, ended.stderr) == ("mine: no problems found in 48 questions and 144 actions.\n", "")


def test_faulty_rule_of_style_is_a_fault(folder: Path, zebra: Path) -> None:
    """Rules that cannot be read are a fault of the questionnaire, told with folder, file and place."""
    (zebra / "questionnaire/style.toml").write_text("[titels]", encoding="utf-8")
    ended = run("check", "mine", folder=folder)
    assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, "")
    assert ended.stderr.startswith(
        "mine: questionnaire/style.toml: titels: there is no field called 'titels' here. Did you mean 'titles'"
    )


def test_copy_has_the_rules_of_style(content: Path) -> None:
    """A copy of the content has its rules of style with it."""
    copied, shipped = (
        place.joinpath("style.toml").read_text(encoding="utf-8")
        for place in (content / "questionnaire", files("questionnaires") / "peer-support")
    )
    assert copied == shipped


# Content of one's own


@pytest.mark.slow
def test_changed_weight_changes_the_score(folder: Path, content: Path) -> None:
    """In a copy of the content, changing one question's weight changes the score of its domain, and no other."""
    shutil.copytree(content, folder / "mine")
    file = folder / "mine/rubric/leadership.toml"
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r'(question = "leadership\.values"\n(?:.*\n)*?weight = )1\b', r"\g<1>3", text, count=1)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    change(folder / "mine" / HEAD, '^version = "1.1"', 'version = "1.2"')
    assert run("check", "mine", folder=folder).returncode == ExitCode.DONE
    shipped, mine = (
        json.loads(run("score", "a.json", "--format", "json", *extra, folder=folder).stdout)["domains"]
        for extra in ([], ["--questionnaire", "mine"])
    )
    assert [domain["id"] for domain, other in zip(shipped, mine, strict=True) if domain != other] == ["leadership"]


def test_copy_writes_over_nothing(folder: Path) -> None:
    """A folder that is there already is left alone, with a sentence that says what to name instead."""
    (folder / "mine").mkdir()
    (folder / "mine/precious.txt").write_text("keep me", encoding="utf-8")
    ended = run("questions", "--copy-to", "mine", folder=folder)
    assert ended.returncode == ExitCode.WRONG_USAGE
    assert (
        ended.stderr
        == "mine: there is already a file, or a folder that isn't empty, with this name. Choose another folder.\n"
    )
    assert [path.name for path in (folder / "mine").iterdir()] == ["precious.txt"]


# The interview without a terminal


@pytest.mark.parametrize("arguments", [[], ["new.json", "--short", "--pdf", "new.pdf"]])
def test_interview_without_a_terminal(tmp_path: Path, arguments: list[str]) -> None:
    """If nobody can answer, `assess` says in a sentence what to do instead, and writes nothing."""
    ended = run("assess", *arguments, folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.WRONG_USAGE, "")
    assert "it isn't running in a terminal" in ended.stderr
    assert "Run this command in" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_plain_interview_without_a_line(tmp_path: Path) -> None:
    """The plain interview whose input is at its end was interrupted; nothing was asked, so nothing is written."""
    ended = run("assess", "--plain", folder=tmp_path)
    assert ended.returncode == ExitCode.INTERRUPTED
    assert "there is nothing to save" in ended.stderr
    assert not has_traceback(ended)
    assert list(tmp_path.iterdir()) == []


# Bad answer files

Make = Callable[[Path, dict[str, Any]], None]


def _bytes(data: bytes) -> Make:
    def make(path: Path, _: dict[str, Any]) -> None:
        path.write_bytes(data)

    return make


def _text(text: str) -> Make:
    return _bytes(text.encode())


def _with(**changed: object) -> Make:
    def make(path: Path, example: dict[str, Any]) -> None:
        path.write_text(json.dumps({**example, **changed}), encoding="utf-8")

    return make


def _answer(question: str, answer: object) -> Make:
    def make(path: Path, example: dict[str, Any]) -> None:
        _with(answers={**example["answers"], question: answer})(path, example)

    return make


def _large(path: Path, _: dict[str, Any]) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _folder(path: Path, _: dict[str, Any]) -> None:
    path.mkdir()


def _forbidden(path: Path, example: dict[str, Any]) -> None:
    path.write_text(json.dumps(example), encoding="utf-8")
    path.chmod(0)


def _nothing(_: Path, __: dict[str, Any]) -> None:
    pass


BAD = [
    pytest.param(
        _text("Dear all"),
        "this file is plain text, not an answer file",
        "Choose the file that the answers were saved in",
        id="not-json",
    ),
    pytest.param(
        _text('{"format": "readiness-answers",\n'),
        "line 2, column 1: the file ends too soon",
        "Copy the file again",
        id="cut-off",
    ),
    pytest.param(_text(""), "this file is empty", "an earlier copy", id="empty"),
    pytest.param(_text("[1, 2]"), "this file contains only a list", "Choose an answer file", id="a-list"),
    pytest.param(
        _with(format="report"), "format: the 'format' is \"report\"", "Choose a file that was saved", id="wrong-format"
    ),
    pytest.param(
        _with(form="medium"), 'form: "medium" is not one of the choices here', "Use 'full' or 'short'", id="wrong-form"
    ),
    pytest.param(
        _answer("leadership.visoin", {"level": 2}),
        "leadership.visoin: this question is not in the questionnaire",
        "Did you mean 'leadership.vision'?\n",
        id="unknown-question",
    ),
    pytest.param(
        _answer("leadership.vision", {"level": 7}),
        "leadership.vision, level: 7 is too large",
        "Write 3",
        id="level-7",
    ),
    pytest.param(
        _answer("leadership.vision", {"level": "3"}),
        'leadership.vision, level: "3" is not a whole number',
        "without quotation marks",
        id="level-as-text",
    ),
    pytest.param(
        _with(format_version=3),
        "format_version: this file was saved in format 3 by a newer version of readiness",
        "Update readiness to a version later than",
        id="newer-format",
    ),
    pytest.param(_large, "the file is larger than 10 MB", "Choose a file saved", id="50-mb"),
    pytest.param(
        _text("[" * 200_000),
        "this file has too many levels of brackets",
        "Choose another file",
        id="deep-nesting",
    ),
    pytest.param(
        _text('{"a":' * 200_000),
        "this file has too many levels of brackets",
        "Choose another file",
        id="deep-nesting-of-keys",
    ),
    pytest.param(_bytes('{"a": "é"}'.encode("latin-1")), "this file isn't saved as UTF-8", "as UTF-8", id="not-utf-8"),
    pytest.param(
        _bytes("{}".encode("utf-16-le")),
        "this file is text in UTF-16 that has no byte-order mark",
        "save it again as UTF-8",
        id="utf-16-no-mark",
    ),
    pytest.param(
        _folder,
        "this is a folder, not an answer file",
        "In the folder, choose a file whose name ends in .json",
        id="a-folder",
    ),
    pytest.param(
        _forbidden,
        "the file can't be read (Permission denied)",
        "Check the file's name, and whether you are allowed to open the file",
        id="no-permission",
        marks=(on_posix, not_as_root),
    ),
    pytest.param(_nothing, "there is no such file", "Check the name", id="missing"),
]


@pytest.mark.parametrize(("make", "place_and_fault", "remedy"), BAD)
def test_bad_answer_file(
    tmp_path: Path, example: dict[str, Any], make: Make, place_and_fault: str, remedy: str
) -> None:
    """An answer file that cannot be used is told in one line: the file, the place, what is wrong, what to do."""
    make(tmp_path / "bad.json", example)
    ended = run("score", "bad.json", folder=tmp_path)
    assert (ended.returncode, ended.stdout) == (ExitCode.UNUSABLE_INPUT, "")
    assert ended.stderr.startswith(f"bad.json: {place_and_fault}"), ended.stderr
    assert remedy in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.endswith((".\n", "?\n"))


# What is typed stays text

SLY = "[bold]Sly[/bold] [/] \x1b[31mred\x07 \x9b32m\u202eright\r\nGo: Advertise the posts\u2028Go: Everything <b>&"


def test_typed_text_is_inert_on_screen(folder: Path, instrument: Instrument) -> None:
    """Markup stays as it was typed, nothing steers the terminal, and no typed line poses as one of the program's."""
    write_sheet(folder / "sly.json", instrument, name=SLY, note=SLY)
    shown = run("score", "sly.json", folder=folder).stdout
    assert "[bold]Sly[/bold] [/] " in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]", shown)
    assert not re.search(r"^Go: ", shown, flags=re.MULTILINE)
    assert "<b>&" in shown


@on_posix
@pytest.mark.terminal
@pytest.mark.parametrize("kind", ["xterm-256color", "dumb"])
def test_typed_text_is_inert_in_a_terminal(folder: Path, instrument: Instrument, kind: str) -> None:
    """In a terminal, too, what was typed steers nothing; a terminal that understands nothing is sent no steering."""
    from tests.terminal import Terminal  # which cannot be had on Windows

    write_sheet(folder / "sly.json", instrument, name=SLY, note=SLY)
    terminal = Terminal(folder, "score", "sly.json", TERM=kind)
    assert terminal.end() == ExitCode.DONE
    assert "[bold]Sly[/bold] [/] [31mred" in terminal.text()
    assert not re.search(r"\x1b\[31mred|[\x07\x9b\u2028\u202e]", terminal.raw)
    assert ("\x1b" in terminal.raw) is (kind != "dumb")


def test_typed_text_is_inert_in_a_plan(folder: Path, instrument: Instrument) -> None:
    """In a plan, what was typed is text: tags are shown as they were typed, and nothing else gets in."""
    write_sheet(folder / "sly.json", instrument, name=SLY, note=f"{SLY}<script>alert(1)</script>")
    assert run("plan", "sly.json", "-o", "sly.html", folder=folder).returncode == ExitCode.DONE
    html = (folder / "sly.html").read_text(encoding="utf-8")
    assert "[bold]Sly[/bold] [/] " in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert "<b>&" not in html
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", html)


def test_typed_text_is_whole_in_json(folder: Path, instrument: Instrument) -> None:
    """JSON keeps what was typed, in characters that steer no terminal."""
    write_sheet(folder / "sly.json", instrument, name=SLY, note=SLY)
    shown = run("score", "sly.json", "--format", "json", folder=folder).stdout
    assert json.loads(shown)["service"]["name"] == SLY
    assert re.fullmatch(r"[\n\x20-\x7e]*", shown)


@pytest.mark.parametrize("command", ["score", "check"])
def test_messages_that_quote_a_file_are_inert(folder: Path, example: dict[str, Any], command: str) -> None:
    """A message that quotes a file stays on its line and steers nothing, whatever the file says."""
    _answer(SLY, {"level": 1})(folder / "sly.json", example)
    _with(form=SLY)(folder / "form.json", example)
    for name in ("sly.json", "form.json"):
        ended = run(command, name, folder=folder)
        assert ended.returncode == ExitCode.UNUSABLE_INPUT
        assert len(ended.stderr.splitlines()) == 1
        assert ended.stderr.startswith(f"{name}: ")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e]", ended.stderr)


@on_posix
def test_messages_that_name_a_sly_file_are_inert(tmp_path: Path) -> None:
    """A file's own name in a message stays on its line and steers nothing."""
    ended = run("score", "a\n\x1b[31m\x9b.json", folder=tmp_path)
    assert ended.returncode == ExitCode.UNUSABLE_INPUT
    assert re.fullmatch(r"a \[31m\.json: there is no such file[^\n\x1b\x9b]*\n", ended.stderr)


# Pipes that close


@on_posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        pytest.param(["questions", "--format", "json"], 1, id="head-1-of-much"),
        pytest.param(["score", "a.json"], 1, id="head-1-of-little"),
        pytest.param(["questions"], 0, id="questions"),
        pytest.param(["score", "a.json"], 0, id="score"),
        pytest.param(["check"], 0, id="check"),
        pytest.param(["--help"], 0, id="help"),
    ],
)
def test_closed_pipe(folder: Path, arguments: list[str], lines: int) -> None:
    """If the reader goes away, as `head -1` does, the program says nothing of it."""
    with subprocess.Popen(
        [sys.executable, "-m", "readiness", *arguments],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        for _ in range(lines):
            assert process.stdout.readline()
        process.stdout.close()
        assert all(line.startswith(b"Next, ") for line in process.stderr.read().splitlines())


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
@pytest.mark.parametrize(
    "arguments", [["score", "a.json"], ["questions", "--format", "json"]], ids=["score", "questions"]
)
def test_full_disk(folder: Path, arguments: list[str]) -> None:
    """If the output has no room, one sentence says so, and no traceback follows."""
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "readiness", *arguments],
            cwd=folder,
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert process.returncode == ExitCode.WRONG_USAGE
    assert process.stderr.decode().count("\n") == 1
    assert b"saving failed" in process.stderr


@pytest.mark.parametrize("name", ["LE4", "le4", "leadership.practical-plan"])
def test_a_question_can_be_named_by_its_code(tmp_path: Path, name: str) -> None:
    """Plans show codes, so `questions` takes them too, in any letter case."""
    shown = run("questions", name, folder=tmp_path)
    assert shown.stdout.startswith("LE4 leadership.practical-plan ("), shown.stderr
