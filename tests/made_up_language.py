"""A made-up language: English in Greek letters, marked and longer, so that every text that is not translated shows."""

import json
import re
from pathlib import Path
from typing import Any, Final

import docx
import lxml.html
import openpyxl
import pypdf
import tomlkit
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from questionnaires.language import CATALOGUE
from tests.program import ROOT, run

LANGUAGE: Final = "el"
"""Greek, so that Babel has dates and numbers for it."""

_LETTERS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβξδεφγηιϊκλμνοπϑρστυϋωχψζΑΒΞΔΕΦΓΗΙΪΚΛΜΝΟΠΘΡΣΤΥΫΩΧΨΖ",
)
_KEPT: Final = re.compile(
    r"\{[^{}]*\}|`[^`]*`|(?<!\w)--[a-z-]+|https?://\S+|\*?\.?[\w-]*\.(?:json|pdf|html|docx|md|csv|xlsx|ics|toml|po|zip|parquet)\b"
)
"""Values, commands, options and names of files, which are the same in every language."""

_CONTENT_TEXTS: Final = frozenset(
    {
        *(
            "about",
            "ahead",
            "aim",
            "ask",
            "caution",
            "citation",
            "columns",
            "done_when",
            "evidence",
            "first_step",
            "head",
        ),
        *("heading", "in_place", "meaning", "name", "newcomers", "not_applicable_when", "not_yet", "owner", "place"),
        *(
            "numbers",
            "plan",
            "planned",
            "points",
            "portfolio",
            "reminder",
            "room",
            "rows",
            "sentence",
            "short",
            "shown_to_work",
            "steps",
        ),
        *("term", "text", "ticks", "title", "topic", "use", "who", "why"),
    }
)
"""The keys of the content's files whose values people read."""


_SHOWN_IN_PART: Final = ("owner", "place")
"""The keys of texts of which some outputs show only what stands before a comma, semicolon or bracket."""


def made_up(text: str) -> str:
    """An English text in the made-up language: longer, and between marks."""
    if not re.search(r"[A-Za-z]", _KEPT.sub("", text)):
        return text
    said = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in re.split(f"({_KEPT.pattern})", text)
    )
    body = said.rstrip("\n")
    longer = " ~~~" * (len(body) // 16) if len(body) > 16 else "~" * (len(body) // 4)
    return f"«{body}{longer}»{said[len(body) :]}"


def made_up_questionnaire(folder: Path) -> Path:
    """Writes the shipped questionnaire and the program's texts in the made-up language, as a translator would.

    Args:
        folder: where; it does not exist yet.
    """
    started = run("questions", "--copy-to", folder, "--translate", LANGUAGE, folder=folder.parent)
    assert started.returncode == 0, started.stderr
    path = folder / CATALOGUE
    with path.open("rb") as file:
        texts = read_po(file)
    _translate_all(texts)
    with path.open("wb") as file:
        write_po(file, texts)
    for path in [*folder.rglob("*.toml")]:
        if path.name != "fingerprints.toml":
            content = tomlkit.parse(path.read_text(encoding="utf-8"))
            _translate_in(content, "")
            path.write_text(tomlkit.dumps(content), encoding="utf-8")
    (folder / "fingerprints.toml").unlink()
    return folder


def words_left(output: str, *known: str) -> list[str]:
    """The English words in an output that is in the made-up language, without those that stay in every language.

    Args:
        output: what somebody reads.
        known: regular expressions of what else may be there.
    """
    for pattern in (*known, *_STAYS):
        output = re.sub(pattern, " ", output)
    return re.findall(r"[^\W\d_][\w'’]*[A-Za-z]{2,}[\w'’]*|[A-Za-z]{2,}", output)


_PAPERS: Final = sorted((ROOT / "questionnaires" / "peer-support" / "templates").glob("*.toml"))
"""Working papers; a line may end at each hyphen of their names."""

_STAYS: Final = (
    *(path.stem.replace("-", r"-\s?") + r"\.docx" for path in _PAPERS),
    r"(?m)^(?:compare|workshop [a-z]+)(?=: )",  # a command, as the place of a fault
    _KEPT.pattern,
    r"(?<= -o )[a-z]+\b",  # the folder in a command
    r"\breadiness(?: [a-z-]+)*(?: \S+)?",  # the program, and commands of it
    r"\S*/\S*",  # paths
    rf"\b1\.1-{LANGUAGE}\b",  # the version
    r"\b[A-Z]{2}\d{1,2}\b",  # codes of questions and actions
    r"\b[a-z]+\.[a-z-]+\b",  # identifiers of questions
    r"\bpeer-support\b",  # the questionnaire
    *(path.stem.replace("-", r"-\s?") for path in _PAPERS),
    r"\b[0-9a-f]{12}\b",  # which answers a plan was made from
    r"\b[A-Z_]{2,}\b",  # what stands for a value in the help of a command
)


def _translate_all(texts: Catalog) -> None:
    for message in texts:
        if isinstance(message.id, str):
            message.string = made_up(message.id) if message.id else message.string
        else:
            message.string = tuple(map(made_up, message.id))


def _translate_in(content: Any, key: str) -> None:
    """Puts the texts of a part of a content file into the made-up language."""
    entries = content.items() if isinstance(content, dict) else enumerate(content)
    for place, value in list(entries):
        name = place if isinstance(place, str) else key
        if isinstance(value, str) and name in _CONTENT_TEXTS:
            text = " ".join(value.split())
            parts = re.split(r"([,;(] ?)", text) if name in _SHOWN_IN_PART else [text]
            content[place] = "".join(map(made_up, parts))
        elif isinstance(value, dict | list) and name != "caps":
            _translate_in(value, name)


def made_up_answers(path: Path) -> Path:
    """Writes the example's answers, with everything that somebody typed in the made-up language.

    Args:
        path: the file to write.
    """
    example = json.loads((ROOT / "questionnaires" / "peer-support" / "example.json").read_bytes())
    example["questionnaire"]["version"] += f"-{LANGUAGE}"
    typed = [example["service"], *(answer for answer in example["answers"].values() if isinstance(answer, dict))]
    for part in typed:
        for key in part.keys() & {"name", "organisation", "note", "not_applicable"}:
            part[key] = made_up(part[key])
    path.write_text(json.dumps(example), encoding="utf-8")
    return path


def said_in(path: Path) -> str:
    """Everything that somebody who opens a file reads or hears, one text a line."""
    match path.suffix:
        case ".pdf":
            reader = pypdf.PdfReader(path)
            said = [page.extract_text() for page in reader.pages] + [str(reader.metadata and reader.metadata.title)]
        case ".html":
            page = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
            for element in page.xpath("//script | //style"):
                element.drop_tree()
            said = [*page.itertext(), *page.xpath("//@alt | //@title | //@aria-label | //@placeholder")]
        case ".docx":
            document = docx.Document(str(path))
            said = [each.text or "" for each in document.element.body.iter(f"{{{_WORD}}}t")]
        case ".xlsx":
            sheets = [sheet for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
            cells = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]
            said = [*(sheet.title for sheet in sheets), *cells]
        case ".ics":
            lines = path.read_text(encoding="utf-8").replace("\n ", "").splitlines()
            said = [
                line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION", "X-WR-CALNAME"))
            ]
        case _:
            said = [path.read_text(encoding="utf-8-sig")]
    return "\n".join(said)


_SAID_IN_CALENDARS: Final = ("SUMMARY", "DESCRIPTION", "X-WR-CALNAME")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
