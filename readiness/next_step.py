"""What to type next: a command line that works as it stands, in the shell and the folder of the person who reads it."""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from readiness.terminal import wrapped

VARIABLE = "READINESS_NEXT"
"""The environment variable that says how the program was started: `make`, or empty if nothing is to be advised."""

_TARGETS = ("assess", "score", "plan", "actions")
"""Commands that the Makefile has targets for."""
_SPECIAL = set('"$`\\!')
"""Characters that a shell reads between double quotes."""
_ON_WINDOWS = os.name == "nt"
_PLAIN_ON_WINDOWS = re.compile(r"[\w.:\\/-]+")
"""Words that PowerShell and the Command Prompt both take as they are."""


def advise(what: str, name: str, *arguments: str) -> None:
    """Prints to standard error what can be done next, and how.

    A command is never wrapped, so that it can be copied. In a terminal it gets its own line if that keeps it whole.
    """
    if os.environ.get(VARIABLE) != "":
        how, words = command(name, *arguments), f"{what}:"
        own_line = False
        if sys.stderr.isatty():
            words = wrapped(words)
            last_line = words.rpartition("\n")[2]
            own_line = len(f"{last_line} {how}") > shutil.get_terminal_size().columns >= len(how)
        print(words, how, sep="\n" if own_line else " ", file=sys.stderr)  # noqa: T201


def command(name: str, *arguments: str) -> str:
    """A command of this program as a person can type it here, quoted for the shell.

    Args:
        name: the command, such as `assess`.
        arguments: its options and files.
    """
    words = [f".{os.sep}{word}" if word.startswith("-") and _is_file(word) else word for word in arguments]
    if os.environ.get(VARIABLE) == "make" and name in _TARGETS and all(word.isprintable() for word in words):
        return f"make {name} {_for_make(_quote(words))}" if words else f"make {name}"
    return f"{_program()} {_quote([name, *words])}"


def questionnaire_option(folder: Path | None) -> tuple[str, ...]:
    """What a command has to be told to use the questionnaire in a folder; nothing for the one that ships with us."""
    return ("--questionnaire", str(folder)) if folder else ()


def _is_file(word: str) -> bool:
    """Whether an argument that looks like an option is a file."""
    return word.endswith(".json") or os.path.lexists(word)


def _program() -> str:
    """How the program can be called: by its name where it is found by it, else with the folder it is in."""
    called, found = Path(sys.argv[0]), shutil.which("readiness")
    if found and (Path(found).resolve() == called.resolve() or Path(found).parent == Path(sys.executable).parent):
        return "readiness"
    if called.stem == "readiness":
        return _quote([str(called)])
    if _ON_WINDOWS and _is_installed() and shutil.which("py"):
        return "py -m readiness"  # PowerShell would take a path in quotes for a text
    return f"{_quote([_near(sys.executable)])} -m readiness"


def _is_installed() -> bool:
    """Whether this Python is neither that of a virtual environment nor that of the portable folder."""
    return sys.prefix == sys.base_prefix and not Path(sys.executable).with_name("readiness.cmd").exists()


def _near(path: str) -> str:
    """A path from this folder where it is inside it, else as it is."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _for_make(quoted: str) -> str:
    """Quoted words as an argument of `make`, which expands dollar signs, and hands the rest to a shell."""
    value = quoted.replace("$", "$$")
    return shlex.quote(f"ARGS={value}") if _SPECIAL & set(value) else f'ARGS="{value}"'


def _quote(words: list[str]) -> str:
    if _ON_WINDOWS:
        return " ".join(word if _PLAIN_ON_WINDOWS.fullmatch(word) else _quoted_on_windows(word) for word in words)
    return " ".join(shlex.quote(word) if word.isprintable() else _escaped(word) for word in words)


def _quoted_on_windows(word: str) -> str:
    """A word in double quotes, with a backslash before each of its own, as programs on Windows take words apart."""
    escaped = re.sub(r'(\\*)"', r'\1\1\\"', word)
    return '"' + re.sub(r"(\\+)\Z", r"\1\1", escaped) + '"'


def _escaped(word: str) -> str:
    """A word with characters that cannot be shown, each written as an escape that Bash and Zsh read."""
    shown = (
        chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in "'\\" else f"\\x{byte:02x}" for byte in os.fsencode(word)
    )
    return f"$'{''.join(shown)}'"
