"""The portable folder for Windows, from a made-up Python and made-up wheels."""

import hashlib
import re
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from tests.program import ROOT

PYTHON = {
    "python.exe": b"MZ python",
    "python312.dll": b"MZ library",
    "python312.zip": b"PK",
    "python312._pth": b"python312.zip\r\n.\r\n\r\n#import site\r\n",
}
LIBRARIES = {
    "gstreamer_libs-1.dist-info/METADATA": b"Name: gstreamer-libs",
    "gstreamer_libs-1.data/purelib/gstreamer_libs/__init__.py": b"",
    "gstreamer_libs-1.data/purelib/gstreamer_libs/bin/pango-1.0-0.dll": b"MZ pango",
    "gstreamer_libs-1.data/purelib/gstreamer_libs/bin/gstvideo.dll": b"MZ video",
    "gstreamer_libs-1.data/purelib/gstreamer_libs/etc/fonts/fonts.conf": b"<fontconfig/>",
    "gstreamer_libs-1.data/purelib/gstreamer_libs/share/films.txt": b"",
}
RUNTIME = {
    "gstreamer_ext_runtime-1.data/purelib/gstreamer_ext_runtime/__init__.py": b"",
    "gstreamer_ext_runtime-1.data/purelib/gstreamer_ext_runtime/bin/msvcp140.dll": b"MZ runtime",
}
PROGRAM = {
    "readiness/__main__.py": b"print('ready')",
    "readiness-1.dist-info/METADATA": b"Name: readiness",
    "readiness-1.data/scripts/readiness.exe": b"MZ not signed",
}


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The module that builds the folder."""
    spec = spec_from_file_location("build_portable", ROOT / ".ci" / "portable" / "build.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(build: ModuleType, folder: Path, *, backwards: bool = False) -> bytes:
    """The zip, from files and wheels that are written in one order or the other."""
    folder.mkdir()
    wheels = []
    for name, content in (("gstreamer_libs", LIBRARIES), ("gstreamer_ext_runtime", RUNTIME), ("readiness", PROGRAM)):
        wheels.append(written(folder / f"{name}-1-py3-none-any.whl", content, backwards=backwards))
    python = written(folder / "python.zip", PYTHON, backwards=backwards)
    files = build.python_files(python, hashlib.sha256(python.read_bytes()).hexdigest())
    data: bytes = build.zipped(build.portable_files(files, wheels[::-1] if backwards else wheels))
    return data


def written(path: Path, content: dict[str, bytes], *, backwards: bool) -> Path:
    """A zip with some content."""
    with ZipFile(path, "w") as archive:
        for name in sorted(content, reverse=backwards):
            archive.writestr(name, content[name])
    return path


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of the portable folder by their names."""
    with ZipFile(BytesIO(data)) as archive:
        return {name.removeprefix("readiness/"): archive.read(name) for name in archive.namelist()}


def test_folder_has_what_is_needed_and_no_program_but_python(build: ModuleType, tmp_path: Path) -> None:
    """The program, the libraries that WeasyPrint loads, the runtime next to Python, and four files for people."""
    files = unpacked(made(build, tmp_path / "in"))
    assert set(files) == {
        *PYTHON,
        "lib/gstreamer_libs-1.dist-info/METADATA",
        "lib/gstreamer_libs/__init__.py",
        "lib/gstreamer_libs/bin/pango-1.0-0.dll",
        "lib/gstreamer_libs/etc/fonts/fonts.conf",
        "lib/readiness/__main__.py",
        "lib/readiness-1.dist-info/METADATA",
        "msvcp140.dll",
        "readiness.cmd",
        "Start here.cmd",
        "For the IT department.txt",
        "SHA256SUMS.txt",
    }
    assert files["python312._pth"] == b"python312.zip\r\nlib\r\n.\r\n"
    for line in files["SHA256SUMS.txt"].decode().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert len(files["SHA256SUMS.txt"].splitlines()) == len(files) - 1


def test_same_input_gives_the_same_bytes(build: ModuleType, tmp_path: Path) -> None:
    """In whatever order the files and the wheels come."""
    assert made(build, tmp_path / "one") == made(build, tmp_path / "two", backwards=True)


def test_files_for_people_can_be_read_and_run_on_windows(build: ModuleType, tmp_path: Path) -> None:
    """Lines end as Windows wants them, letters are plain, and paths with spaces are quoted."""
    files = unpacked(made(build, tmp_path / "in"))
    for name in ("readiness.cmd", "Start here.cmd", "For the IT department.txt"):
        assert files[name].isascii()
        assert files[name].count(b"\n") == files[name].count(b"\r\n") > 0
    start, program = files["Start here.cmd"].decode(), files["readiness.cmd"].decode()
    assert program == '@"%~dp0python.exe" -X utf8 -m readiness %*\r\n'
    assert 'call "%~dp0readiness.cmd" assess %*' in start
    assert start.index('if not exist "%~dp0python.exe"') < start.index("call ")  # opened inside the zip, it is alone
    assert start.rstrip().endswith("pause")
    unquoted = [line for line in start.splitlines() if "%" in line and line.count('"') < 2]
    assert not unquoted


def test_another_python_is_refused(build: ModuleType, tmp_path: Path) -> None:
    """One that is not the file that was published, and one that the wheels are not for."""
    path = written(tmp_path / "python.zip", PYTHON, backwards=False)
    with pytest.raises(SystemExit, match="is not the file that was published"):
        build.python_files(path, "0" * 64)
    newer = written(tmp_path / "newer.zip", {"python313.dll": b"MZ", "python313._pth": b""}, backwards=False)
    with pytest.raises(SystemExit, match=r"is not Python 3\.12"):
        build.python_files(newer, hashlib.sha256(newer.read_bytes()).hexdigest())


def test_wheels_are_those_that_are_tested(build: ModuleType) -> None:
    """Each has a digest and the version of `constraints.txt`, and all that the program needs on Windows is there."""
    pinned = _versions(build, (ROOT / "constraints.txt").read_text(encoding="utf-8"), r"^([\w.-]+)==(\S+)$")
    lines = build.WHEELS.read_text(encoding="utf-8")
    wheels = _versions(build, lines, r"^([\w.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}$")
    assert len(wheels) == len(lines.splitlines()) - 1
    assert {name: pinned[name] for name in wheels.keys() & pinned.keys()}.items() <= wheels.items()
    assert wheels.keys() - pinned.keys() <= {"colorama", "setuptools", "tzdata"}
    assert {build.canonicalize_name(each.name) for each in build.dependencies()} <= wheels.keys()


def _versions(build: ModuleType, text: str, pattern: str) -> dict[str, str]:
    return {build.canonicalize_name(name): version for name, version in re.findall(pattern, text, re.MULTILINE)}
