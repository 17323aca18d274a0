"""Tries the portable folder and many of the tests under Wine, a Windows for Linux.

Not tried: batches, as wine 8 cannot load NumPy; what draws screens, or needs a real console, a browser or a Unix
system; tests of whole PDFs; and what docs/windows-checklist.md lists. Tests that need Windows 10 get what wine 8 lacks:
ProcessPrng, which pydantic asks for. Two things that Python 3.12 finds broken there are taken away: the module _wmi and
CopyFile2.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from build import PROJECT, PYTHON, downloaded_wheels, portable_files, python_files

WINE: Final = Path("/usr/lib/wine/wine64")
_PACKAGES: Final = ("wine64", "gcc-mingw-w64-x86-64")
_TEST_PACKAGES: Final = ("pytest", "hypothesis", "colorama", "pypdf")
_SECONDS: Final = 3000

TESTS: Final = """
    text storage answer_file answer_names domain_scores stage_decisions schedule shortest_ways agenda interview_state
    interviewer plain_prompts spoken_days short_code file_kinds held_files flags comparison key_lines
    calendar agreeing actions format_versions fingerprint
"""
"""The topics whose tests run: they need no browser, no terminal and no NumPy, which wine 8 cannot load."""

_RANDOM: Final = """
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG)size); }
"""
_RUN_TESTS: Final = """
import _winapi, os, sys
import pytest
del _winapi.CopyFile2
sys.path.insert(0, os.getcwd())

class SkipWhatNeedsNumPy:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":  # loading it would end the process
            raise ModuleNotFoundError("wine 8 cannot load NumPy")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self):
        try:
            return (yield)
        except ModuleNotFoundError as error:
            pytest.skip(str(error))

sys.meta_path.insert(0, plugin := SkipWhatNeedsNumPy())
sys.exit(pytest.main(sys.argv[1:], plugins=[plugin]))
"""
_KEYS: Final = ["1", "Riverside", "Example Trust", "1 March 2027", "1", *["3", ""] * 16, "", ""]
"""What somebody types who answers a short form: role, service, organisation, day, yes; then levels without notes."""


def main() -> None:
    """Builds the folder, answers a short form in it, compares its PDF with ours, and runs the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python-zip", help="the embeddable zip from python.org, for 64-bit Windows")
    parser.add_argument("--sha256", help="the SHA-256 that python.org publishes for it")
    given = parser.parse_args()
    if not given.python_zip or not given.sha256:
        sys.exit("Say where the embeddable Python is: make windows PYTHON_ZIP=python-embed-amd64.zip PYTHON_SHA256=...")
    print((__doc__ or "").partition("\n\n")[2])
    _install_wine()
    with TemporaryDirectory() as name:
        place = Path(name) / "A folder with spaces"
        place.mkdir()
        files = portable_files(python_files(Path(given.python_zip), given.sha256), downloaded_wheels(Path(name)))
        for path, data in files.items():
            target = place / "readiness" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        _prepare(place)
        same = _answer_and_plan(place)
        tested = _run_tests(place)
    sys.exit(0 if same and tested else 1)


def _install_wine() -> None:
    if WINE.exists() and shutil.which("x86_64-w64-mingw32-gcc"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"Install these packages first, on Debian or Ubuntu: {' '.join(_PACKAGES)}")
    subprocess.run(["apt-get", "install", "--yes", *_PACKAGES], check=True)


def _prepare(place: Path) -> None:
    """Makes the folder one that wine can run, with the tests beside it."""
    program = place / "readiness"
    (program / "_wmi.pyd").unlink()
    (place / "random.c").write_text(_RANDOM, encoding="utf-8")
    library = str(program / "bcryptprimitives.dll")
    words = ["x86_64-w64-mingw32-gcc", "-shared", "-o", library, str(place / "random.c"), "-ladvapi32"]
    subprocess.run(words, check=True)
    wheels = place / "wheels"
    only = ["--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:", "-d", str(wheels)]
    pins = ["-c", str(PROJECT / "constraints.txt")]
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", *only, *pins, *_TEST_PACKAGES], check=True)
    for wheel in wheels.iterdir():
        ZipFile(wheel).extractall(program / "lib")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.splitlines():
        if (PROJECT / name).is_file():
            target = place / "project" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, target)
    (place / "run_tests.py").write_text(_RUN_TESTS, encoding="utf-8")
    _wine(place, r"reg add HKCU\Software\Wine /v Version /d win10 /f")


def _answer_and_plan(place: Path) -> bool:
    """Whether a short form, answered through a pipe of keys, becomes a PDF with the words that it has on Linux."""
    (place / "keys").write_bytes("\r\n".join(_KEYS).encode())
    _wine(place, r"python.exe -X utf8 -m readiness assess ..\a.json --plain --short < ..\keys > ..\assess.txt 2>&1")
    _wine(place, r'readiness.cmd plan ..\a.json -o "..\their plan.pdf" --as-of 2026-11-21 > ..\plan.txt 2>&1')
    ours = place / "our plan.pdf"
    words = ["plan", str(place / "a.json"), "-o", str(ours), "--as-of", "2026-11-21"]
    subprocess.run([sys.executable, "-m", "readiness", *words], check=True, capture_output=True)
    same = _text(place / "their plan.pdf") == _text(ours)
    print("The PDF has", "the same words" if same else "OTHER WORDS", "as on Linux.")
    return same


def _run_tests(place: Path) -> bool:
    """Whether the tests pass; what fails and is skipped is printed."""
    options = '-p no:cacheprovider -q -rfEs -k "not batch" -m "not pdf and not browser and not terminal and not slow"'
    files = " ".join(rf"tests\test_{topic}.py" for topic in TESTS.split())
    python = r"..\readiness\python.exe -X utf8 ..\run_tests.py"
    _wine(place, rf"cd ..\project && {python} {options} --hypothesis-profile=quick {files} > ..\tests.txt 2>&1")
    said = (place / "tests.txt").read_text(encoding="utf-8", errors="replace")
    print(said[max(said.rfind("short test summary"), 0) :])
    ended = said.rstrip().rpartition("\n")[2]
    return " passed" in ended and " failed" not in ended and " error" not in ended


def _text(pdf: Path) -> str:
    return subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8").stdout


def _wine(place: Path, line: str) -> None:
    """Runs a line of cmd in the folder of the program, in a pseudo-terminal, without which Python has no streams."""
    program = place / "readiness"
    (program / "line.cmd").write_bytes(f"@{line}\r\n".encode())
    environment = os.environ | {"WINEPREFIX": str(place / "prefix"), "WINEDEBUG": "-all", "TERM": "xterm"}
    words = ["script", "-qec", f"{WINE} cmd /c line.cmd", "/dev/null"]
    quiet = subprocess.DEVNULL
    subprocess.run(words, cwd=program, env=environment, stdin=quiet, stdout=quiet, timeout=_SECONDS, check=False)


if __name__ == "__main__":
    main()
