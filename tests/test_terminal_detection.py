"""What the program finds out about the terminal that it runs in, and how it is terminated there."""

import io
import signal
import sys
from pathlib import Path

import pytest

from readiness import terminal
from tests.program import ROOT, run
from tests.terminal import Terminal


@pytest.mark.parametrize(
    ("system", "environment", "plain"),
    [
        ("posix", {}, False),
        ("posix", {"ACCESSIBLE": "0"}, False),
        ("posix", {"ACCESSIBLE": "1"}, True),
        ("posix", {"TERM": "dumb"}, True),
        ("posix", {"MSYSTEM": "MINGW64"}, False),
        ("nt", {"MSYSTEM": "MINGW64"}, True),
        ("nt", {}, False),
    ],
)
def test_the_environment_can_ask_for_plain_prompts(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], plain: bool
) -> None:
    """ACCESSIBLE=1, a dumb terminal and Git Bash get plain prompts; everything else gets menus."""
    for name in ("ACCESSIBLE", "TERM", "MSYSTEM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("readiness.terminal.os.name", system)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert terminal.wants_plain_prompts() is plain
    assert terminal.is_interactive() is (system == "nt" and "MSYSTEM" in environment)


def test_sigterm_is_told_from_ctrl_c() -> None:
    """It ends the program as Ctrl-C does, under a name of its own; afterwards it does what it did before."""
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(terminal.Terminated) as caught, terminal.terminated_like_ctrl_c():
        signal.raise_signal(signal.SIGTERM)
    assert isinstance(caught.value, KeyboardInterrupt)
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("system", "place"),
    [("posix", "a terminal window"), ("nt", "Windows Terminal, not in PowerShell ISE or an editor")],
)
def test_it_is_said_where_a_command_can_ask(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, place: str
) -> None:
    """PowerShell ISE has no console, so commands that ask name what has one; elsewhere any terminal will do."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("readiness.terminal.os.name", system)
        words = terminal.run_in_terminal()
    for module in ("terminal", "interview.options"):
        monkeypatch.setattr(f"readiness.{module}.run_in_terminal", lambda: words)
    assert run("workshop", "new", "elm", "--service", "Elm", "--short", folder=tmp_path).returncode == 0
    for command in (["assess"], ["workshop", "enter", "elm"]):
        ended = run(*command, folder=tmp_path)
        assert ended.returncode == 2
        assert f"Run this command in {place}" in " ".join(ended.stderr.split())


@pytest.mark.parametrize(("columns", "most", "width"), [(80, None, 79), (200, 96, 96), (80, 96, 79), (10, 96, 20)])
def test_text_fits_the_window(monkeypatch: pytest.MonkeyPatch, columns: int, most: int | None, width: int) -> None:
    """One column stays free, long lines stop at the limit, and a tiny window still gets 20 columns."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert terminal.text_width(most) == width


@pytest.mark.terminal
def test_keys_typed_while_the_program_is_busy_never_reach_the_shell(tmp_path: Path) -> None:
    """A person sees what is being done; what was typed meanwhile is neither shown nor run, and Ctrl-C still works."""
    program = (
        "import sys, time; from readiness.terminal import busy\n"
        "with busy('Writing the plan ...'): time.sleep(1.5)\n"
        "print('ready'); sys.stdout.flush()\n"
    )
    (tmp_path / "busy.py").write_text(program, encoding="utf-8")
    command = f"PYTHONPATH={ROOT} {sys.executable} busy.py; read -r line; echo got [$line]"
    window = Terminal(tmp_path, "-c", command, command=("/bin/sh",))
    window.wait_for("Writing the plan ...")
    window.press("rm -rf all\r")
    window.wait_for("ready")
    assert "Writing the plan" not in window.text()
    assert "rm -rf" not in window.text()
    window.press("mine\r")
    window.wait_for("got [mine]")
    assert window.end() == 0
