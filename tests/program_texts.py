"""Every text that the project shows people, with its file and line."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, nodes

from tests.program import ROOT, project_files

VALUE: Final = "\N{HORIZONTAL ELLIPSIS}"
"""The sign for a value that a text gets at run time, and for code in a document."""

Found = Iterator[tuple[int, str]]
"""Texts of one file, each with its first line."""

_PACKAGES: Final = ("readiness", "scoring", "questionnaires")
_HEADS: Final = ("questionnaire.toml", "rubric.toml")
"""The content that the program itself says, such as the words of a decision; the rest is a questionnaire's own."""

_QUERY: Final = re.compile(r"\s*(?:SELECT|WITH|CREATE|UPDATE|INSERT|COPY|DROP)\b")
_NAME: Final = re.compile(r"\S*[/{}]\S*")
"""A path or a field: a name for the program."""

_FIELD: Final = re.compile(r"\{[^{}]*\}")
"""Where a text gets a value from the program."""

_SCRIPT: Final = re.compile(
    r"/\*.*?\*/|(?<!:)//[^\n]*|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.DOTALL
)
_CONTENT: Final = re.compile(r"#[^\n]*|\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'", re.DOTALL)
_PARAGRAPH: Final = re.compile(r"^(\|.*|(?:(?!\|).*\S.*\n?)+)", re.MULTILINE)
_TOLD: Final = re.compile(r"## (.*)|echo \"(.*?)\"")


class PlacedText(NamedTuple):
    """A text and where it begins."""

    file: Path
    line: int
    text: str

    def place_of(self, word: str) -> str:
        """The file and the line of a word of the text, or else the line in which the text begins."""
        lines = (ROOT / self.file).read_text(encoding="utf-8").splitlines()[self.line - 1 :]
        guess = self.text[: self.text.index(word)].count("\n")  # right where the text is broken as the file is
        holds_it = (number for number in (guess, *range(60)) if word.split()[0] in "".join(lines[number : number + 1]))
        return f"{self.file}:{self.line + next(holds_it, 0)}"


@cache
def program_texts() -> tuple[PlacedText, ...]:
    """The texts of all packages, pages and documents, file by file."""
    return tuple(
        PlacedText(path, line, text)
        for path in project_files()
        if (reader := reader_of(path))
        for line, text in reader((ROOT / path).read_text(encoding="utf-8"))
        if not _QUERY.match(text) and not _NAME.fullmatch(text)
    )


def reader_of(path: Path) -> Callable[[str], Found] | None:
    """What finds the texts in a file; nothing for a file that says nothing to people.

    Args:
        path: relative to the project's folder.
    """
    if path.name == "Makefile":
        return lambda source: _matches(_TOLD, source)
    if path.suffix == ".md" and path.parts[0] != "tests":
        return document_texts
    if path.parts[0] not in _PACKAGES or (path.suffix == ".toml" and path.name not in _HEADS):
        return None
    if path.parts[1] == "commands" and path.suffix == ".py":
        return command_texts
    return {
        ".py": module_texts,
        ".html": page_texts,
        ".js": script_texts,
        ".css": script_texts,
        ".toml": lambda source: _matches(_CONTENT, source),
    }.get(path.suffix)


def module_texts(source: str) -> Found:
    """The strings of a module, without docstrings and patterns."""
    tree = ast.parse(source)
    unsaid: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            unsaid.add(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            unsaid.update(node.args)
    return _strings(tree, unsaid)


def command_texts(source: str) -> Found:
    """The strings of a module of commands, and the docstrings that are the help of its commands."""
    yield from module_texts(source)
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and (text := ast.get_docstring(node)):
            yield node.body[0].lineno, text


def _strings(node: ast.AST, unsaid: set[ast.AST]) -> Found:
    if node in unsaid:
        return
    children: list[ast.AST]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "ngettext"):
        messages = [argument for argument in node.args if isinstance(argument, ast.Constant)]
        for message in messages:
            yield message.lineno, _FIELD.sub(VALUE, str(message.value))
        children = [child for child in ast.iter_child_nodes(node) if child not in messages]
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else VALUE for part in node.values)
        yield node.lineno, "".join(map(str, parts))
        children = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        children = [*ast.iter_child_nodes(node)]
    for child in children:
        yield from _strings(child, unsaid)


def page_texts(source: str) -> Found:
    """The text of a template, what its pictures and fields are called, and the strings in its expressions."""
    for string in Environment().parse(source).find_all(nodes.Const):  # no template is filled in here
        if isinstance(string.value, str):
            yield string.lineno, _FIELD.sub(VALUE, string.value)
    markup: list[str] = []
    for _line, kind, token in Environment().lex(source):
        shown = VALUE if kind == "variable_begin" else ""
        markup.append(token if kind == "data" else shown + "\n" * token.count("\n"))
    page = _Page()
    page.feed("".join(markup))
    page.close()
    yield from page.texts


class _Page(HTMLParser):
    """The text of a page, and the attributes that are shown or read out."""

    _SHOWN: Final = ("alt", "title", "aria-label", "placeholder", "content")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[int, str]] = []

    def handle_data(self, data: str) -> None:
        """Takes what stands between two tags."""
        self.texts.append((self.getpos()[0], data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Takes the attributes of a tag."""
        self.texts += [(self.getpos()[0], value) for name, value in attrs if name in self._SHOWN and value]


def script_texts(source: str) -> Found:
    """The strings of JavaScript or of a style sheet, without the comments."""
    for line, text in _matches(_SCRIPT, source):
        yield line, re.sub(r"\$?\{[^}]*\}", VALUE, text)


def document_texts(source: str) -> Found:
    """The paragraphs and rows of a document, without code, and without words in italics: these are only quoted."""
    prose = re.sub(r"^```.*?^```$", lambda code: "\n" * code[0].count("\n"), source, flags=re.MULTILINE | re.DOTALL)
    return _matches(_PARAGRAPH, re.sub(r"`[^`\n]*`|(?<!\*)\*(?!\*)[^*]+\*(?!\*)", VALUE, prose))


def _matches(pattern: re.Pattern[str], source: str) -> Found:
    """What the groups of a pattern find."""
    for match in pattern.finditer(source):
        if text := next(filter(None, match.groups()), ""):
            yield source.count("\n", 0, match.start()) + 1, text
