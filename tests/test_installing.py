"""Installing the wheel as the README says, on each Python that this computer has, and making a plan with it.

A Python or an installer that is missing is named as the reason of a skipped test; `-ra` lists them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from readiness import __version__
from tests.program import NO_NETWORK, ROOT, surroundings

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="on Windows the command is in another folder"),
]

_VERSIONS = ("3.11", "3.12", "3.13", "3.14")
_PROBE = "import ensurepip, ssl, sys, venv; print('{}.{}'.format(*sys.version_info))"


def called(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a command writes; skips the test where packages have to be fetched and no index can be reached."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env=surroundings(**environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode and any(words in ended.stderr for words in NO_NETWORK):
        pytest.skip("no index of packages can be reached")
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def python_of(version: str) -> Path:
    """A Python of this version that can make environments: the one that runs, on the path, or of pyenv."""
    named = shutil.which(f"python{version}")
    of_pyenv = Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}")
    candidates: list[Path] = [Path(sys.executable), *([Path(named)] if named else []), *of_pyenv]
    for python in candidates:
        said = subprocess.run([python, "-c", _PROBE], capture_output=True, encoding="utf-8", check=False).stdout
        if said.strip() == version:
            return python
    pytest.skip(f"there is no Python {version} here")


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty folder with a space in its path, removed at once: each environment takes hundreds of megabytes."""
    with TemporaryDirectory(prefix="installed here ") as folder:
        yield Path(folder)


def _with_pip(python: Path, wheel: Path, home: Path, pins: Mapping[str, str]) -> Path:
    called(python, "-m", "venv", home / "environment", folder=home)
    called(home / "environment/bin/python", "-m", "pip", "install", "--quiet", wheel, folder=home, **pins)
    return home / "environment/bin"


def _with_pipx(python: Path, wheel: Path, home: Path, pins: Mapping[str, str]) -> Path:
    where = {"PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin"), "PIPX_MAN_DIR": str(home / "man")}
    called("pipx", "install", "--python", python, wheel, folder=home, **where, **pins)
    return home / "bin"


def _with_uv(python: Path, wheel: Path, home: Path, pins: Mapping[str, str]) -> Path:
    where = {"UV_TOOL_DIR": str(home / "uv"), "UV_TOOL_BIN_DIR": str(home / "bin"), "UV_PYTHON_DOWNLOADS": "never"}
    called("uv", "tool", "install", "--python", python, wheel, folder=home, **where, **pins)
    return home / "bin"


_INSTALLERS = {"pip": _with_pip, "pipx": _with_pipx, "uv": _with_uv}


@pytest.mark.parametrize("installer", _INSTALLERS)
@pytest.mark.parametrize("version", _VERSIONS)
def test_installed_in_a_clean_environment_it_makes_a_plan(
    wheel: Path, home: Path, tmp_path: Path, version: str, installer: str
) -> None:
    """Installed from the wheel with the versions of constraints.txt, the command makes a PDF of the example."""
    if installer != "pip" and not shutil.which(installer):
        pytest.skip(f"there is no {installer} here")
    versions = str(shutil.copy(ROOT / "constraints.txt", tmp_path))  # its path has no space, at which pip and uv split
    pins = {"PIP_CONSTRAINT": versions, "UV_CONSTRAINT": versions}
    program = _INSTALLERS[installer](python_of(version), wheel, home, pins) / "readiness"

    assert called(program.resolve().parent / "python", "-c", _PROBE, folder=home).strip() == version
    assert called(program, "--version", folder=home).strip() == f"readiness {__version__}"
    called(program, "example", "-o", "a.json", folder=home)
    called(program, "plan", "a.json", "-o", "a plan.pdf", folder=home)
    data = (home / "a plan.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
