"""The fixtures that several topics of the tests share."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from readiness.exits import ExitCode
from scoring.instrument import Instrument, load_instrument
from tests.batches import DAY, write
from tests.made_once import FOLDER_VARIABLE, made_once
from tests.program import ROOT, project_files, run, surroundings
from tests.properties import set_profiles
from tests.services import file_of, write_services

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

set_profiles()


def pytest_configure(config: pytest.Config) -> None:
    """Gives the run a folder for what is made once. Workers get it from the process that starts them."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory()
        os.environ[FOLDER_VARIABLE] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """The questionnaire and the rubric that ship with the program."""
    return load_instrument()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, which is installed on the system and not fetched."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        pytest.skip("there is no Chromium on this computer")
    api = pytest.importorskip("playwright.sync_api", exc_type=ImportError)
    as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with api.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=program, args=[*_FLAGS, *as_root])
        yield running
        running.close()


@pytest.fixture
def one_file(tmp_path: Path, instrument: Instrument) -> Path:
    """A folder with a folder `in`, which has one good answer file."""
    write(tmp_path / "in" / "good.json", file_of(instrument, 1))
    return tmp_path


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory, instrument: Instrument) -> Path:
    """A folder with forty invented services, and their result in `out`, without the PDF.

    Each module has its own copy.
    """
    made = made_once("portfolio", lambda: _make_portfolio(tmp_path_factory.mktemp("made"), instrument))
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("portfolio") / "copy"))


def _make_portfolio(folder: Path, instrument: Instrument) -> Path:
    write_services(instrument, folder / "in", 40)
    ended = run("batch", "in", "-o", "out", *DAY, "--format", "csv,xlsx,parquet,html,json", folder=folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the files that git sees, as `pip install .` would from a fresh copy."""
    return made_once("wheel", lambda: _build_wheel(tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")))


def _build_wheel(copy: Path, built: Path) -> Path:
    for name in project_files():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=copy,
        env=surroundings(),
        capture_output=True,
        check=True,
    )
    (path,) = built.iterdir()
    return path
