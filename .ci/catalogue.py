"""Writes the catalogue of all texts that can be translated: questionnaires/languages/readiness.pot."""

import inspect
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po

from readiness.cli import app

ROOT: Final = Path(__file__).parents[1]
TEMPLATE: Final = ROOT / "questionnaires" / "languages" / "readiness.pot"
_PACKAGES: Final = ("questionnaires", "scoring", "readiness")
_METHODS: Final = {".py": "python", **dict.fromkeys((".html", ".css"), "jinja2.ext:babel_extract")}


def catalogue() -> Catalog:
    """All texts, in the order of their files, each with the files that it is in."""
    texts = Catalog(project="readiness", fuzzy=False, charset="utf-8")
    paths = (path for package in _PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in _METHODS)
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix()
        for text in _texts_in(path, name):
            texts.add(text, locations=[(name, 0)])
    return texts


def written(texts: Catalog) -> bytes:
    """A catalogue as it is kept, without lines that change when nothing else does."""
    file = BytesIO()
    write_po(file, texts, width=100, omit_header=True, include_lineno=False)
    return file.getvalue()


def _texts_in(path: Path, name: str) -> Iterator[str | tuple[str, ...]]:
    with path.open("rb") as file:
        for _line, text, _comments, _context in extract(_METHODS[path.suffix], file, DEFAULT_KEYWORDS):
            yield text
    yield from _helps_in(name.removesuffix(".py").replace("/", "."))


def _helps_in(module: str) -> Iterator[str]:
    """The docstrings of a module's commands, which are the help on the command line."""
    groups = [app, *(group.typer_instance for group in app.registered_groups if group.typer_instance)]
    for command in (command for group in groups for command in group.registered_commands):
        if command.callback and command.callback.__module__ == module:
            yield inspect.getdoc(command.callback) or ""


def main() -> None:
    """Writes the catalogue."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(texts := catalogue()))
    print(f"{len(texts)} texts are in {TEMPLATE.relative_to(ROOT)}.", file=sys.stderr)


if __name__ == "__main__":
    main()
