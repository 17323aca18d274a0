"""The wheel: everything that the program needs is inside, and it works away from the checkout."""

import json
import subprocess
import sys
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from readiness import __version__
from tests.program import ROOT, project_files, run_in_own_process, surroundings

pytestmark = pytest.mark.slow

PACKAGES = ("readiness", "questionnaires", "scoring")


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the checkout with what the wheel installs."""
    folder = tmp_path_factory.mktemp("unpacked")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def distribution(unpacked: Path) -> Distribution:
    """What the wheel says about itself."""
    (about,) = unpacked.glob("*.dist-info")
    return PathDistribution(about)


def test_wheel_holds_the_three_packages_and_nothing_else(wheel: Path) -> None:
    """Every file of the three packages is in the wheel: code, content, templates, fonts; no tests, nothing else."""
    with ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == {path.as_posix() for path in project_files() if path.parts[0] in PACKAGES}


@pytest.mark.parametrize(
    "name",
    [
        "readiness/adapting/copy_readme.md",
        "readiness/adapting/stubs/criterion.toml",
        "questionnaires/peer-support/questionnaire.toml",
        "questionnaires/peer-support/example.json",
        "scoring/peer-support/rubric.toml",
        "readiness/report/pages/plan.html",
        "readiness/report/pages/base.css",
        "readiness/report/fonts/Inter-Regular.ttf",
        "readiness/report/fonts/OFL.txt",
        *(f"{package}/py.typed" for package in PACKAGES),
    ],
)
def test_wheel_holds_what_is_no_code(unpacked: Path, name: str) -> None:
    """The content, the templates, the typeface with its licence, and the markers of typed packages are inside."""
    assert (unpacked / name).is_file()


def test_wheel_says_what_it_is(wheel: Path, distribution: Distribution) -> None:
    """The name, version, Python and licences are those of the project, and no requirement is an address."""
    about = distribution.metadata
    assert about["Name"] == "peer-readiness"
    assert about["Version"] == __version__
    assert about["Requires-Python"] == ">=3.11"
    assert about["License-Expression"] == "MIT AND OFL-1.1"
    assert wheel.name == f"peer_readiness-{__version__}-py3-none-any.whl"
    assert distribution.requires
    assert not [requirement for requirement in distribution.requires if "@" in requirement]


def test_wheel_has_its_licences(distribution: Distribution) -> None:
    """Both licences that the wheel names are in it, in full."""
    named = distribution.metadata.get_all("License-File")
    assert named == ["LICENSE", "readiness/report/fonts/OFL.txt"]
    for name in named:
        assert distribution.read_text(str(PurePosixPath("licenses", name))) == (ROOT / name).read_text(encoding="utf-8")


def test_wheel_gives_the_command(distribution: Distribution) -> None:
    """The wheel installs one command, `readiness`, which is the program's beginning."""
    assert [(point.group, point.name, point.value) for point in distribution.entry_points] == [
        ("console_scripts", "readiness", "readiness.__main__:main")
    ]


@pytest.mark.pdf
def test_program_works_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Away from the checkout the program prints its example, checks it and itself, and writes both kinds of plan."""
    path = str(unpacked)
    found = subprocess.run(
        [
            sys.executable,
            "-c",
            "import readiness, scoring, questionnaires as q; print(readiness, scoring, q, sep='\\n')",
        ],
        cwd=tmp_path,
        env=surroundings(PYTHONPATH=path),
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert found.count(path) == len(PACKAGES)  # the wheel's packages run here, not the checkout's

    example = run_in_own_process("example", folder=tmp_path, PYTHONPATH=path)
    short = {**json.loads(example.stdout), "form": "short"}  # a shorter plan is made sooner
    (tmp_path / "a.json").write_text(json.dumps(short), encoding="utf-8")
    for arguments in (
        ["check"],
        ["check", "a.json"],
        ["plan", "a.json", "-o", "a.html"],
        ["plan", "a.json", "-o", "a.pdf"],
    ):
        ended = run_in_own_process(*arguments, folder=tmp_path, PYTHONPATH=path)
        assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
