"""If WeasyPrint looks for Pango, with a package like the one that pip installs on Windows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readiness.report.pango import PACKAGE, VARIABLE, find_libraries
from tests.made_plans import EXAMPLE
from tests.program import ROOT

FOLDERS = "WEASYPRINT_DLL_DIRECTORIES"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the libraries in a folder with a space, which must not be imported."""
    folder = tmp_path / "site packages" / PACKAGE
    for name in ("bin", "lib"):
        (folder / name).mkdir(parents=True)
    (folder / "__init__.py").write_text("raise AssertionError('it was imported')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def test_on_windows_the_package_comes_first(package: Path) -> None:
    """Both WeasyPrint's folders and the first of the system's are the package's; making another PDF changes nothing."""
    environment = {"PATH": "C:"}
    for _ in range(2):
        find_libraries(environment, on_windows=True)
        folder = str(package / "bin")
        assert environment == {FOLDERS: folder, "PATH": f"{folder}{os.pathsep}C:"}


@pytest.mark.parametrize("before", [{FOLDERS: "C:\\gtk", "PATH": "C:"}, {VARIABLE: "wheel", FOLDERS: "gtk"}])
@pytest.mark.usefixtures("package")
def test_folders_that_somebody_names_stay(before: dict[str, str]) -> None:
    """A person's own GTK or MSYS2 is used, even if the package is there."""
    environment = dict(before)
    find_libraries(environment, on_windows=VARIABLE not in before)
    assert environment == before


def test_without_the_package_weasyprint_looks_as_it_always_does() -> None:
    """Without the package WeasyPrint looks where it always does, so that MSYS2 in its usual place is found."""
    environment = {"PATH": "C:"}
    find_libraries(environment, on_windows=True)
    assert environment == {"PATH": "C:"}


def test_a_package_without_libraries_changes_nothing(package: Path) -> None:
    """A package without libraries, such as that of another system, changes nothing."""
    (package / "bin").rmdir()
    environment: dict[str, str] = {}
    find_libraries(environment, on_windows=True)
    assert environment == {}


@pytest.mark.parametrize("value", [None, "", "system"])
@pytest.mark.usefixtures("package")
def test_elsewhere_the_package_is_not_used_unasked(value: str | None) -> None:
    """On other systems Debian's or Homebrew's Pango is used."""
    before = {} if value is None else {VARIABLE: value}
    environment = dict(before)
    find_libraries(environment, on_windows=False)
    assert environment == before


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the package is used there without being asked for")
def test_elsewhere_the_package_can_be_asked_for(package: Path, tmp_path: Path) -> None:
    """The program has told WeasyPrint where to look before it imports it; if that fails, the plan is HTML."""
    stub, seen = package.parent / "weasyprint", tmp_path / "seen"
    stub.mkdir()
    (stub / "__init__.py").write_text(
        "import os, pathlib\n"
        f"pathlib.Path({str(seen)!r}).write_text(os.environ.get({FOLDERS!r}, 'nothing'), encoding='utf-8')\n"
        "raise OSError('no pango')\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "readiness", "plan", str(EXAMPLE), "-o", str(tmp_path / "plan.pdf")]
    for value, expected in (("wheel", str(package / "lib")), ("", "nothing")):
        surroundings = {**os.environ, "PYTHONPATH": str(package.parent), VARIABLE: value}
        subprocess.run(command, env=surroundings, capture_output=True, cwd=ROOT, check=True)
        assert seen.read_text(encoding="utf-8") == expected
        assert (tmp_path / "plan.html").is_file()
