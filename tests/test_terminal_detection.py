"""What the program finds out about the terminal that it runs in."""

import io

import pytest

from readiness import terminal


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


@pytest.mark.parametrize(("columns", "most", "width"), [(80, None, 79), (200, 96, 96), (80, 96, 79), (10, 96, 20)])
def test_text_fits_the_window(monkeypatch: pytest.MonkeyPatch, columns: int, most: int | None, width: int) -> None:
    """One column stays free, long lines stop at the limit, and a tiny window gets 20 columns all the same."""
    monkeypatch.setenv("COLUMNS", str(columns))
    assert terminal.text_width(most) == width
