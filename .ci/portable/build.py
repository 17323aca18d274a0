"""Builds the portable folder for Windows: a zip that is unpacked and run, with nothing to install.

It has the embeddable Python of python.org, this program, and the wheels that it needs, pinned by their digests in
`wheels.txt`. The same input gives the same bytes.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from readiness import __version__

HERE: Final = Path(__file__).parent
PROJECT: Final = HERE.parent.parent
WHEELS: Final = HERE / "wheels.txt"
PYTHON: Final = "3.12"
"""The Python that the wheels are for."""

WINDOWS: Final = {
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
    "sys_platform": "win32",
    "extra": "",
}
"""The computer that requirements are meant for, as pip would see it there."""

# fmt: off
LIBRARIES: Final = (
    "bz2", "ffi-7", "fontconfig-1", "freetype-6", "fribidi-0", "gio-2.0-0", "glib-2.0-0", "gmodule-2.0-0",
    "gobject-2.0-0", "harfbuzz", "harfbuzz-subset", "intl-8", "libexpat", "pango-1.0-0", "pangoft2-1.0-0",
    "pcre2-8-0", "png16", "z-1",
)
# fmt: on
"""The libraries that WeasyPrint loads, and those that these load; the package has ten times as much."""
_LIBRARY_FOLDER: Final = "gstreamer_libs/bin/"
_RUNTIME_FOLDER: Final = "gstreamer_ext_runtime/bin/"
_RUNTIME: Final = f"{_RUNTIME_FOLDER}msvcp140"
_NOT_NEEDED: Final = ("setuptools", "gstreamer-ext-runtime")
"""Packages that do not go into `lib`: one is needed only where the libraries are imported as a package, which nobody
does; the other has Microsoft's runtime, which goes next to Python."""

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file, as a zip cannot do without one."""

Files = dict[str, bytes]
"""The content of files by their paths, written with `/`."""


def main() -> None:
    """Builds the zip, or updates the list of wheels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python-zip", help="the embeddable zip from python.org, for 64-bit Windows")
    parser.add_argument("--sha256", help="the SHA-256 that python.org publishes for it")
    parser.add_argument("--renew-wheels", action="store_true", help="write wheels.txt again, from constraints.txt")
    given = parser.parse_args()
    if given.renew_wheels:
        WHEELS.write_text(wheel_list(), encoding="utf-8")
        return
    if not given.python_zip or not given.sha256:
        sys.exit(
            f"Download the embeddable zip of Python {PYTHON} for 64-bit Windows from python.org. Then say where it is"
            " and which SHA-256 is published for it: make portable PYTHON_ZIP=python-embed-amd64.zip PYTHON_SHA256=..."
        )
    with TemporaryDirectory() as folder:
        files = portable_files(python_files(Path(given.python_zip), given.sha256), downloaded_wheels(Path(folder)))
    target = Path(f"readiness-{__version__}-windows.zip")
    target.write_bytes(zipped(files))
    print(f"{target} has {len(files)} files and {target.stat().st_size / 1e6:.0f} MB.")


def python_files(path: Path, sha256: str) -> Files:
    """The files of the embeddable Python, once the digest of its zip has been checked."""
    data = path.read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != sha256.lower():
        sys.exit(f"{path} is not the file that was published: its SHA-256 is {found}. Download it again.")
    files = _unzipped(path)
    if f"python{PYTHON.replace('.', '')}.dll" not in files:
        sys.exit(f"{path} is not Python {PYTHON}, but the wheels are for {PYTHON}. Download that version.")
    return files


def downloaded_wheels(folder: Path) -> list[Path]:
    """The wheels of `wheels.txt`, each checked by pip against its digest, and that of this program."""
    fetched, built = folder / "wheels", folder / "program"
    _pip("download", "--no-deps", "--require-hashes", "-r", str(WHEELS), *_for_windows(), "-d", str(fetched))
    _pip("wheel", "--no-deps", str(PROJECT), "-w", str(built))
    return [*sorted(fetched.iterdir()), *built.iterdir()]


def portable_files(python: Files, wheels: list[Path]) -> Files:
    """All files of the portable folder, with the list of their digests.

    Args:
        python: the files of the embeddable Python.
        wheels: the wheels that are unpacked beside it.
    """
    files = dict(python)
    paths = next(name for name in python if name.endswith("._pth"))
    files[paths] = f"{paths.removesuffix('._pth')}.zip\r\nlib\r\n.\r\n".encode()
    for wheel in wheels:
        for name, data in _wheel_files(wheel):
            if name.startswith(_RUNTIME):
                files.setdefault(name.removeprefix(_RUNTIME_FOLDER), data)
            elif _is_needed(name):
                files[f"lib/{name}"] = data
    for path in (HERE / "folder").iterdir():
        files[path.name] = b"\r\n".join(path.read_bytes().splitlines()) + b"\r\n"
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\r\n" for name in sorted(files))
    return files | {"SHA256SUMS.txt": sums.encode()}


def zipped(files: Files) -> bytes:
    """A zip of files: sorted, all of one date, so that the same files give the same bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.zip"
        with ZipFile(path, "w") as archive:
            for name in sorted(files):
                entry = ZipInfo(f"readiness/{name}", _DATE)
                entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
                archive.writestr(entry, files[name], compresslevel=9)
        return path.read_bytes()


def wheel_list() -> str:
    """The wheels that the program needs on Windows, in the versions of `constraints.txt`, with their digests."""
    wanted = dependencies()
    while True:
        names = [f"{each.name}{each.specifier}" for each in wanted if _is_for_windows(each)]
        report = ("--dry-run", "--ignore-installed", "--report", "-", "--target", "unused", *_for_windows())
        found = json.loads(_pip("install", "--quiet", *report, "-c", str(PROJECT / "constraints.txt"), *names))
        rows = [row["metadata"] | row["download_info"]["archive_info"]["hashes"] for row in found["install"]]
        have = {canonicalize_name(row["name"]) for row in rows}
        needed = [Requirement(text) for row in rows for text in row.get("requires_dist", ())]
        missing = [each for each in needed if _is_for_windows(each) and canonicalize_name(each.name) not in have]
        if not missing:
            break
        wanted += missing  # pip leaves out what only Windows needs, as it does not run there
    lines = sorted(f"{row['name'].lower()}=={row['version']} --hash=sha256:{row['sha256']}" for row in rows)
    head = "# What the portable folder needs on Windows, made by: .venv/bin/python .ci/portable/build.py --renew-wheels"
    return "\n".join([head, *lines, ""])


def dependencies() -> list[Requirement]:
    """What `pyproject.toml` says that the program needs."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    return [Requirement(each) for each in tomllib.loads(text)["project"]["dependencies"]]


def _wheel_files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel where they are installed, without programs: those would not be signed."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            moved = re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", name)
            if not name.endswith("/") and ".data/" not in moved:
                yield moved, archive.read(name)


def _is_needed(name: str) -> bool:
    package = canonicalize_name(name.split("/")[0].split("-")[0])
    if package in _NOT_NEEDED or "/tests/" in name or name.startswith(("_distutils_hack/", "pkg_resources/")):
        return False
    if name.startswith(_LIBRARY_FOLDER):
        return Path(name).stem in LIBRARIES
    wanted = ("gstreamer_libs/__init__.py", "gstreamer_libs/etc/fonts/")
    return package != "gstreamer-libs" or name.startswith(wanted) or ".dist-info/" in name


def _is_for_windows(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(WINDOWS)


def _for_windows() -> tuple[str, ...]:
    return ("--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:")


def _pip(*arguments: str) -> str:
    words = [sys.executable, "-m", "pip", *arguments]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _unzipped(path: Path) -> Files:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


if __name__ == "__main__":
    main()
