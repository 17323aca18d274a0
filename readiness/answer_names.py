"""The names of answer files: which may hold answers, which are those of copies, and what another version is called."""

import ntpath
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Final

ANSWERS_SUFFIX: Final = ".answers.json"
BACKUP_SUFFIX: Final = ".bak"
"""What the version before the last change of an answer file is called next to it."""
UNFINISHED_SUFFIX: Final = ".unfinished"
"""What a file is called next to an answer file that has texts which are no part of an answer yet."""

_LONGEST_WORDS: Final = 40
_OTHER_KINDS: Final = {
    "7z", "actions", "bak", "bmp", "csv", "doc", "docx", "eml", "exe", "gif", "gz", "heic", "htm", "html", "ics",
    "ini", "jpeg", "jpg", "lock", "log", "md", "mov", "mp4", "msg", "odp", "ods", "odt", "parquet", "pdf", "png",
    "ppt", "pptx", "py", "rtf", "svg", "tif", "tiff", "toml", "tsv", "url", "webp", "xls", "xlsx", "xml", "yaml", "yml",
    "zip",
}  # fmt: skip
"""The endings of files with other content, whatever they begin with."""
_KEPT_BY_PROGRAM: Final = re.compile(r"\.(bak|damaged(-\d+)?|lock|part|unfinished)$")
NOT_READ: Final = "not_read.csv"
"""The table next to imported answers of what could not be read."""
_LEFT_BY_PROGRAMS: Final = {"__macosx", "desktop.ini", "thumbs.db", NOT_READ}
_JSON_AND_MORE: Final = re.compile(r"(.*\.json)[^a-z].*", re.IGNORECASE)
_TEXT: Final = re.compile(r"\.te?xt$", re.IGNORECASE)

_OTHER_VERSION: Final = "other version"
_LONGEST_NAME: Final = 255
"""The most characters of a name that is searched for marks; names inside archives may be longer."""
_MARK_OF_COPY: Final = re.compile(
    r"""(?<=.)(?:
      [ _-]*\(\d+\)                                                         # (1): browsers, Windows, Google Drive
    | [ _-]*\([^()]*(?:conflict|konflikt|copy|other\ version)[^()]*\)       # Dropbox, Nextcloud, and this program
    | [._-](?:sync-)?conflict-\d[\w-]*                                      # Syncthing, ownCloud
    | [ _-]+(?:copy|kopie|copie|copia)(?:[ _-]*(?:\d+|\(\d+\)))?            # Windows, macOS
    | -(?:[a-z]+s-)?(?:desktop|laptop|macbook|imac|surface)[a-z0-9-]*       # OneDrive: the name of the computer
    | (?-i:-[A-Z][A-Z0-9-]+)
    )(?P<answers>\.answers)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_PERHAPS_COPY: Final = re.compile(r"[( ]|[_-][A-Za-z]|\.(?!json$|answers)")
"""A sign that every name of a copy has; a quick check, as a batch may have a million names."""
_COPY_OF: Final = re.compile(r"(?:copy (?:\(\d+\) )?of|kopie von|copie de|copia de)[ _-]+(?=.)", re.IGNORECASE)


def words_for_file_name(text: str) -> str:
    """A service's name in letters that every file system accepts; never empty."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:_LONGEST_WORDS].strip("-") or "service"


def is_kept_by_windows(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever its ending: `CON`, `nul.txt`, `com1.answers.json`."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved()


def may_hold_answers(name: str) -> bool:
    """Whether a file with this name could be an answer file, such as `x.json`, `x.json.txt` or `x`.

    A file that does not end in `.json` has to be looked into.
    """
    name = name.lower()
    if name.startswith((".", "~$")):
        return False
    return name.endswith(".json") or not (
        name.rpartition(".")[2] in _OTHER_KINDS or _KEPT_BY_PROGRAM.search(name) or name.endswith("~")
    )


def is_kept_by_program(name: str) -> bool:
    """Whether a file's name is one that this program gives to what it keeps next to an answer file."""
    return _KEPT_BY_PROGRAM.search(name.lower()) is not None


def is_left_by_programs(name: str) -> bool:
    """Whether a file or folder with this name is hidden, or beside people's files by itself: nobody has sent it."""
    name = name.lower()
    return name.startswith((".", "~$")) or name in _LEFT_BY_PROGRAMS or is_kept_by_program(name)


def original_of(name: str) -> str:
    """The name of an answer file before it was copied or got another ending; other names are unchanged.

    What marks a copy is what sync programs, browsers and file managers add: `x (1).json`, `x-LAPTOP7.json`,
    `x (conflicted copy 2026-11-20).json`, `Copy of x.json`. A copy of a copy has the first name of all.
    """
    while (before := _copied_from(name)) != name:
        name = before
    return name


def _copied_from(name: str) -> str:
    if len(name) > _LONGEST_NAME or (name.endswith(".json") and not _PERHAPS_COPY.search(name)):
        return name
    stem, suffix = _parted(name)
    while found := _COPY_OF.match(stem):
        stem = stem[found.end() :]
    plain = _without_marks(stem)
    return f"{plain}{suffix}" if plain else name


def copies_of(path: Path) -> list[Path]:
    """The files next to an answer file, which need not exist, that by their names are copies of it.

    Those with more after its name come first, such as `x.json.txt`, and other versions last.
    """
    try:
        names = sorted(os.listdir(path.parent))  # noqa: PTH208  # no Path for each of many files
    except OSError:
        return []
    copies = (name for name in names if name != path.name and may_hold_answers(name) and original_of(name) == path.name)
    ordered = sorted(copies, key=lambda name: (is_other_version(name), not name.startswith(path.name)))
    return [path.with_name(name) for name in ordered]


def backup_of(path: Path) -> Path:
    """The file next to an answer file that has the version before its last change."""
    return Path(f"{path}{BACKUP_SUFFIX}")


def current_of(path: Path) -> Path | None:
    """The answer file whose version before its last change this is, where that file is next to it."""
    current = path.with_name(path.name.removesuffix(BACKUP_SUFFIX) or path.name)
    return current if current != path and os.path.lexists(current) else None


def other_version_of(path: Path) -> Path:
    """The name, not used yet, under which another version of an answer file is kept next to it."""
    stem, suffix = _parted(path.name)
    number = 1
    while os.path.lexists(kept := path.with_name(f"{stem} ({_OTHER_VERSION}{f' {number}' * (number > 1)}){suffix}")):
        number += 1
    return kept


def is_other_version(name: str) -> bool:
    """Whether a file's name is one that `other_version_of` gives."""
    return f"({_OTHER_VERSION}" in name.lower()


def unused(path: Path, taken: Callable[[Path], bool] = os.path.lexists) -> Path:
    """The path; if it is taken, with a number at its end, or before the ending of answer files."""
    stem = path.name.removesuffix(ANSWERS_SUFFIX)
    number, free = 1, path
    while taken(free):
        number += 1
        free = path.with_name(f"{stem}-{number}{path.name[len(stem) :]}")
    return free


def _parted(name: str) -> tuple[str, str]:
    """A name in two parts, the second of which is the ending that an answer file should have."""
    found = _JSON_AND_MORE.fullmatch(name)
    whole = found[1] if found else name
    if not whole.lower().endswith(".json"):
        whole = f"{_TEXT.sub('', whole)}.json"
    length = len(ANSWERS_SUFFIX if whole.lower().endswith(ANSWERS_SUFFIX) else ".json")
    return whole[:-length], whole[-length:]


def _without_marks(stem: str) -> str:
    """A name without what marks copies at its end, or before an ending `.answers`."""
    while found := _MARK_OF_COPY.search(stem):
        stem = f"{stem[: found.start()]}{found['answers'] or ''}"
    return stem
