"""The search for answer files in the files, folders, patterns and archives that the user names.

Links are not followed. Only archives are opened here. What is not an answer file is found too, as `NotUsed`. No result
depends on the order in which files are found.
"""

# ruff: noqa: PTH112, PTH113, PTH207 (a Path for each of a million files would take longer than judging them)

import glob
import os
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.answer_folder import beginning_of, begins_as_answers
from readiness.answer_names import may_hold_answers
from readiness.batch.archives import entries_of, number_of_entries
from readiness.batch.inputs import Found, Input
from readiness.batch.not_used import NotUsed, hidden, link, other_file, special

_GLOB = set("*?[")


class Finder:
    """The inputs that the user's paths lead to."""

    def __init__(self, paths: Sequence[str], avoid: Sequence[Path] = (), *, look_inside: bool = True) -> None:
        """Prepares the search.

        Args:
            paths: files, folders, patterns and archives, in any mixture; what is named twice counts once.
            avoid: folders that are never entered, such as the folder of the result.
            look_inside: whether archives are read; otherwise each of their entries is one input without content.
        """
        self._look_inside = look_inside
        self._avoid = {os.path.realpath(path) for path in avoid}
        self._named = sorted({found for path in paths for found in _matches(path)}, key=os.fsencode)
        self._roots = [os.path.realpath(path) for path in self._named]
        folders = {root for path, root in zip(self._named, self._roots, strict=True) if os.path.isdir(path)}
        self._several = len(self._named) > 1
        self._inside = {root for root in self._roots if any(_is_inside(root, folder) for folder in folders)}
        self._files = set(self._roots) - folders if self._several else set()

    @property
    def is_empty(self) -> bool:
        """Whether none of the paths leads to anything."""
        return not any(os.path.lexists(path) for path in self._named)

    def inputs(self) -> Iterator[Found]:
        """Everything to judge, each once."""
        seen = set()
        for path, root in zip(self._named, self._roots, strict=True):
            if root in seen:
                continue
            seen.add(root)
            if os.path.isdir(path):
                if root not in self._inside:
                    yield from self._in_folder(path, root)
            elif path.lower().endswith(".zip") and os.path.isfile(path):
                yield from self._in_archive(path)
            elif path.lower().endswith(".parquet") and os.path.isfile(path):
                yield from _in_table(path) if self._look_inside else [path]
            else:
                yield path

    def _in_folder(self, top: str, root: str) -> Iterator[Found]:
        folders = [top]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if entry.is_symlink():
                            yield link(entry.path)
                        elif entry.is_dir(follow_symlinks=False):
                            if not self._avoid or os.path.realpath(entry.path) not in self._avoid:
                                folders.append(entry.path)
                        elif not self._files or root + entry.path[len(top) :] not in self._files:  # not named by itself
                            yield from self._of_entry(entry)
            except OSError as error:
                what = _("the folder can't be read ({reason})", reason=error.strerror)
                yield Input(folder, refused=Fault("", what, _("Check that you are allowed to open the folder")))

    def _of_entry(self, entry: "os.DirEntry[str]") -> Iterator[Found]:
        if not entry.is_file(follow_symlinks=False):
            yield special(entry.path)
        elif entry.name.startswith("."):
            yield hidden(entry.path)
        elif entry.name.lower().endswith(".json"):
            yield entry.path
        elif entry.name.lower().endswith(".zip"):
            yield from self._in_archive(entry.path)
        else:
            beginning = beginning_of(entry.path) if self._look_inside else b""
            if may_hold_answers(entry.name) and begins_as_answers(beginning):
                yield entry.path
            else:
                yield other_file(entry.path, beginning)

    def _in_archive(self, path: str) -> Iterator[Input | NotUsed]:
        if self._look_inside:
            return entries_of(path)
        return repeat(Input(path), number_of_entries(path))


def _in_table(path: str) -> Iterator[Found]:
    from readiness.batch.earlier_results import inputs_of  # loads the database library only where it is needed

    return inputs_of(path)


def _matches(path: str) -> Iterator[str]:
    """The paths that match a pattern. A path that exists, is no pattern or matches nothing is returned as it is."""
    if os.path.lexists(path) or not _GLOB & set(path):
        yield path.rstrip(os.sep) or path
        return
    found = False
    for match in glob.iglob(path, recursive=True):
        found = True
        yield match.rstrip(os.sep) or match
    if not found:
        yield path


def _is_inside(path: str, folder: str) -> bool:
    return path != folder and path.startswith(folder.rstrip(os.sep) + os.sep) and os.path.isdir(path)
