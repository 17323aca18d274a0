"""The README cannot lie: what it says of commands, options, exit codes, files and targets is so."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from questionnaires.answer_file import parse_answers
from readiness.cli import app
from readiness.exits import ExitCode
from scoring.instrument import Instrument
from tests.program import ROOT, project_files, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
CONSOLE = [line.removeprefix("$ ") for line in re.findall(r"^\$ .*$", README, flags=re.MULTILINE)]
CODES = re.findall(r"`([^`\n]+)`", PROSE)
"""What stands between backticks in a sentence or a table."""

ADDRESSES = re.findall(r"\]\(([^)]+)\)", PROSE)
OF_OTHERS = ("pipx", "uv")
"""Programs of others that the README tells to run."""

REGISTRY = re.compile(
    r"pypi\.(?:org|io)|pythonhosted\.|anaconda\.(?:org|com)|npmjs\.|crates\.io|docker\.io|ghcr\.io|quay\.io"
    r"|artifact[o]ry|(?:extra-|--)index-url|index[_]url|trusted[-]host",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.~*-])/(?:work|root|home|opt|Users)(?![\w-])")
"""A folder of one particular machine, and not a part of some longer path."""


def help_of(*command: str) -> str:
    """A command's help."""
    return CliRunner().invoke(app, [*command, "--help"], prog_name="readiness").output


@cache
def options() -> dict[str, set[str]]:
    """The options of each command; those of the program under an empty name."""
    names = _commands(app) | {
        f"{group.typer_instance.info.name} {name}"
        for group in app.registered_groups
        if group.typer_instance
        for name in _commands(group.typer_instance)
    }
    helps = {name: help_of(*name.split()) for name in names} | {"": help_of()}
    return {name: set(re.findall(r"(?<!\S)--?[a-z-]+", text)) for name, text in helps.items()}


def _commands(of: typer.Typer) -> set[str]:
    return {command.name or command.callback.__name__ for command in of.registered_commands if command.callback}


def listed_in(help_text: str) -> list[str]:
    """The commands that a help lists, in its order."""
    return re.findall(r"^  ([a-z]+)  +\S", help_text.partition("Commands:")[2], flags=re.MULTILINE)


def words_of(row: list[str]) -> tuple[str, list[str]]:
    """The command of a row of the table, such as `score` or `workshop compare`, and what is to follow it."""
    words = row[0].strip("`").split()[1:]
    number = 1 if words[0] in options() else 2
    return " ".join(words[:number]), words[number:]


def rows(heading: str) -> list[list[str]]:
    """The cells of a table under its heading's first cell."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", README, flags=re.MULTILINE)
    assert table, f"no table begins with {heading}"
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table[1].splitlines()]


def test_commands_are_the_programs() -> None:
    """The table of commands has every command of the program, in the order of its help, and no other."""
    named = [words_of(row)[0] for row in rows("command")]
    listed = [
        name
        for command in listed_in(help_of())
        for name in ([f"{command} {each}" for each in listed_in(help_of(command))] or [command])
    ]
    assert named == listed
    assert set(named) == set(options()) - {""}


@pytest.mark.parametrize("row", rows("command"), ids=lambda row: row[0].strip("`"))
def test_commands_take_what_the_table_shows(row: list[str]) -> None:
    """Arguments and options of a command in the table are those of its help; what is optional stands in brackets."""
    name, arguments = words_of(row)
    usage = help_of(*name.split()).splitlines()[0]
    shown = re.sub(r"-o [A-Z]+", "", " ".join(arguments)).strip()
    taken = usage.partition("[OPTIONS]")[2].replace("{", "").replace("}", "").replace("[FILE]...", "[FILE...]")
    assert taken.strip() == shown
    assert {word for cell in row for word in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", cell)} <= options()[name]


def test_options_are_the_programs() -> None:
    """Every option that the README names is one of the program."""
    known = set().union(*options().values())
    named = {
        word for code in CODES if not code.startswith(("apt", "pacman")) for word in re.findall(r"--[a-z-]+", code)
    }
    assert named
    assert named <= known


QUOTED = [
    *re.findall(r"(?:^|[`$>] ?)(?:py -m )?readiness ((?:[a-z]+ )?[^`|\n]*)", README, flags=re.MULTILINE),
    *(f"{target} {rest}" for target, rest in re.findall(r"make (assess|score|plan|actions) ARGS=\"([^\"]*)\"", README)),
]
"""What follows the program's name wherever the README quotes a command, in a sentence, a table or lines to type."""


def test_quoted_commands_take_their_options() -> None:
    """Each command that the README quotes is one of the program, and takes every option that is quoted with it."""
    taken = options()
    lines = [line for line in QUOTED if line != "COMMAND --help"]
    quoted = {line: words_of([f"readiness {line}"]) for line in lines}
    assert {name for name, _ in quoted.values()} == {*taken} - {""}
    for line, (name, rest) in quoted.items():
        assert {word for word in rest if word.startswith("-")} <= taken[name], line


def test_exit_codes_are_the_programs() -> None:
    """The table of exit codes has every code of the program, in order, and no other."""
    assert [int(row[0]) for row in rows("exit code")] == sorted(ExitCode)


def test_answer_file_loads(instrument: Instrument) -> None:
    """The answer file that the README shows is one, with each of the four kinds of answer."""
    example = re.search(r"^```json\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    assert example
    sheet = parse_answers(example[1].encode(), instrument.questionnaire)
    instrument.check(sheet)
    assert {type(answer).__name__ for answer in sheet.answers.values()} == {
        "Levelled",
        "Unknown",
        "NotApplicable",
        "Ticked",
    }


@pytest.mark.pdf
def test_console_lines_work(tmp_path: Path) -> None:
    """The README's `readiness` lines, run one after the other in an empty folder, do what they say."""
    lines = [line for line in CONSOLE if line.startswith("readiness ")]
    assert {"readiness example -o a.json", "readiness score a.json", "readiness plan a.json -o plan.pdf"} <= {*lines}
    for line in lines:
        words, _, target = line.partition(" > ")
        ended = run(*shlex.split(words)[1:], folder=tmp_path)
        if " assess" in words:  # nobody is there to answer, but the line was understood
            assert "it isn't running in a terminal" in ended.stderr, line
            continue
        assert ended.returncode == ExitCode.DONE, (line, ended.stderr)
        if target:
            (tmp_path / target).write_text(ended.stdout, encoding="utf-8")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
    made = ["a.actions", "a.json", "actions.xlsx", "for-commissioner.docx", "my-questionnaire", "papers", "plan.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == made


def test_console_lines_are_known() -> None:
    """What the README tells to type is the program, a target of the Makefile, or an installer."""
    assert {line.split()[0] for line in CONSOLE} <= {"readiness", "make", *OF_OTHERS}


@pytest.mark.parametrize("target", sorted({*re.findall(r"(?:`|\$ )make ([a-z-]+)", README)}))
def test_make_targets_exist(target: str) -> None:
    """Each target that the README tells to make is in the Makefile, and `make help` tells what it does."""
    assert re.search(rf"^{target}:.*## \S", MAKEFILE, flags=re.MULTILINE)


def _named_paths() -> list[str]:
    """Files and folders of the project that the README names: linked, or between backticks with a slash inside."""
    linked = [address for address in ADDRESSES if "://" not in address]
    inside = [code for code in CODES if re.fullmatch(r"[\w.-]+/[\w./-]*", code)]
    return sorted({*linked, *inside})


@pytest.mark.parametrize("name", _named_paths())
def test_named_files_exist(name: str) -> None:
    """Each file and folder that the README names is there, or is what `make demo` makes."""
    assert (ROOT / name).exists() or f"-o {name}" in MAKEFILE


def test_files_are_named_at_all() -> None:
    """The README names its pictures and the folders of the project, so that the test above has something to find."""
    assert {"docs/result.png", "docs/plan.png", "questionnaires/", "scoring/", "readiness/", "tests/"} <= {
        *_named_paths()
    }


@pytest.mark.parametrize("pattern", [pytest.param(REGISTRY, id="registry"), pytest.param(MACHINE, id="machine")])
def test_project_names_no_machine_and_no_registry(pattern: re.Pattern[str]) -> None:
    """No file of the project names where packages come from, or a folder of the machine that it was written on."""
    named = []
    for path in project_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a typeface, a picture
        named += [f"{path}: {match[0]}" for match in pattern.finditer(text)]
    assert named == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        pytest.param("cd {}work/main", True, id="folder"),
        pytest.param("'{}home/ann/x'", True, id="home"),
        pytest.param("team{}work", False, id="a-word"),
        pytest.param("docs.example{}work/", False, id="an-address"),
        pytest.param("{}workshop", False, id="another-word"),
    ],
)
def test_machines_folders_are_recognised(text: str, is_found: bool) -> None:
    """The pattern for a machine's folders finds them, and nothing that only looks like one."""
    assert bool(MACHINE.search(text.format("/"))) is is_found
