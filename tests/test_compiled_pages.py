"""Compiled templates are kept next to the program, and a page is the same with and without them."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from readiness.report.compiled_pages import CompiledPages


def rendered(folder: Path, template: str = "Hello {{ name }}") -> tuple[str, bool]:
    """A page, and whether its template was compiled for it."""
    kept = CompiledPages()
    kept.directory = str(folder)
    environment = Environment(loader=DictLoader({"page.html": template}), autoescape=True, bytecode_cache=kept)
    compiled: list[str] = []
    compile_template = environment._compile
    environment._compile = lambda *given: (compiled.append(given[1]), compile_template(*given))[1]  # type: ignore[method-assign, func-returns-value]
    return environment.get_template("page.html").render(name="Anna"), bool(compiled)


@pytest.fixture(autouse=True)
def _compiled_code_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    """The second time it is read as it was compiled, unless it has changed."""
    folder = tmp_path / "new" / "__pycache__"
    assert rendered(folder) == ("Hello Anna", True)
    assert rendered(folder) == ("Hello Anna", False)
    assert rendered(folder, "Goodbye {{ name }}") == ("Goodbye Anna", True)


def test_a_damaged_template_is_compiled_again(tmp_path: Path) -> None:
    """A damaged compiled template is compiled again, also if only its end is missing."""
    rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    for damaged in (b"", b"no code", kept.read_bytes()[:-9]):
        kept.write_bytes(damaged)
        assert rendered(tmp_path) == ("Hello Anna", True)


def test_if_nothing_may_be_written_pages_are_made_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are made even if a file is in the folder's place or Python was told to write nothing."""
    (tmp_path / "file").touch()
    assert rendered(tmp_path / "file") == ("Hello Anna", True)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(tmp_path / "none") == ("Hello Anna", True)
    assert not (tmp_path / "none").exists()
