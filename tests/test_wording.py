"""The program, its pages and its documents use no word that the house avoids, and call each thing by one name."""

import re
from pathlib import Path
from typing import Final

import pytest

from questionnaires.style import AvoidedWords, load_style
from tests.program import ROOT
from tests.program_texts import PlacedText, program_texts, reader_of

STYLE: Final = load_style()
assert STYLE

_ROW: Final = re.compile(r"^\| ([^|`]+) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
TERMS: Final[dict[str, tuple[str, ...]]] = {
    row[1].strip(): tuple(re.findall(r"(?<!\*)\*([^*]+)\*", row[3]))
    for row in _ROW.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| term |")[2])
}
"""The terms of CONTRIBUTING, each with what it is never called."""

RULES: Final = (
    *STYLE.words,
    *(AvoidedWords(avoid=names, instead=term) for term, names in TERMS.items() if names),
)


def breaches(text: PlacedText) -> list[str]:
    """What a text says and should not, each with its file, its line and the better word."""
    return [
        f"{text.place_of(word)} says '{word}'; better: {rule.instead or 'another sentence'}"
        for rule in RULES
        for word in rule.found_in(text.text)
    ]


def test_no_text_uses_a_word_that_the_house_avoids() -> None:
    """Words to avoid are in style.toml, and what a thing is never called in the table of terms in CONTRIBUTING."""
    assert [breach for text in program_texts() for breach in breaches(text)] == []


@pytest.mark.parametrize(
    "file",
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/windows-checklist.md", "Makefile", "scoring/instrument.py"]
    + [f"readiness/{name}" for name in ("cli.py", "commands/plan.py", "forms/form.js", "report/pages/actions.html")]
    + ["scoring/peer-support/rubric.toml", "questionnaires/peer-support/questionnaire.toml"],
)
def test_texts_of_each_kind_of_file_are_found(file: str) -> None:
    """Texts of every kind of file are found."""
    assert any(text.file == Path(file) for text in program_texts())


SOURCES: Final = {
    "readiness/x.py": (
        '"""Docstring: whom."""\nimport re\n\nP = re.compile("whom")\nQ = f"to whom {P} is"\n'
        'S = "SELECT sum(x) FROM y"\nT = (\n    "one "\n    "or begun"\n)\n',
        [(5, "whom"), (9, "begun")],
    ),
    "readiness/commands/x.py": ('def x() -> None:\n    """Show what was begun."""\n', [(2, "begun")]),
    "readiness/x.html": (
        '{# begun #}\n<p title="whom">{{ "a deadline" if x }} was {% if y %}\nbegun{% endif %}</p>\n',
        [(2, "deadline"), (2, "whom"), (3, "begun")],
    ),
    "readiness/x.js": ('// begun\nsay(`It is begun ${x}`);\n/* whom */ say("to whom");\n', [(2, "begun"), (3, "whom")]),
    "scoring/x/rubric.toml": ('# begun\ntext = "It is begun"\n', [(2, "begun")]),
    "README.md": (
        "Not *begun* or `begun`, but\nbegun.\n\n```\nbegun\n```\n\n| a | deadline |\n",
        [(2, "begun"), (8, "deadline")],
    ),
    "Makefile": ('x: ## It is begun\n\t@echo "To whom"\n', [(1, "begun"), (2, "whom")]),
}


@pytest.mark.parametrize("file", SOURCES)
def test_breach_is_found_in_its_line(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that people read are found wherever they stand; comments, patterns, queries and quoted words are not."""
    source, expected = SOURCES[file]
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(source, encoding="utf-8")
    monkeypatch.setattr("tests.program_texts.ROOT", tmp_path)
    reader = reader_of(Path(file))
    assert reader
    found = [
        breach.partition("; better")[0]
        for line, text in reader(source)
        if not text.startswith("SELECT")
        for breach in breaches(PlacedText(Path(file), line, text))
    ]
    assert sorted(found) == sorted(f"{file}:{line} says '{word}'" for line, word in expected)


def test_terms_are_explained_and_never_called_by_a_name_that_is_a_term() -> None:
    """The table of terms has those that everybody needs, and no name in it is right and wrong."""
    assert {
        "answer file", "assessment", "plan", "action", "owner", "due date", "domain", "stage", "essential",
        "evidence note", "working paper", "workshop", "agenda", "agreed file",
    } <= {*TERMS}  # fmt: skip
    named = [name for names in TERMS.values() for name in names]
    assert len(named) == len({*named})
    assert not {*named} & {*TERMS}
