"""Renews the golden plans: `python -m tests.renew_plans`.

Each folder in `tests/plans/` holds the answers of one small service (`answers.json`), what its plan says (`plan.txt`)
and how it is built (`structure.txt`). The tests compare; this command renews. Read the difference before you keep it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import tinyhtml5  # type: ignore[import-untyped]

from questionnaires.answer_file import parse_answers
from readiness import __version__
from readiness.plan.planning import make_plan
from readiness.report.plan_page import render_plan
from scoring.engine import score
from scoring.instrument import load_instrument

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "plans").glob("*/answers.json"))
_DAY = date(2026, 11, 21)
_LINES = {"h1", "h2", "h3", "h4", "p", "li", "th", "td", "caption"}
_BUILT_OF = {"h1", "h2", "h3", "h4", "table", "caption", "th", "ol", "ul", "title", "a", "nav", "header", "main"}


def words_of_plan(folder: Path) -> str:
    """The words of the plan, a line for each paragraph, heading, item and cell; the program's version left out."""
    body = tinyhtml5.parse(_html(folder), namespace_html_elements=False).find("body")
    lines = (" ".join("".join(element.itertext()).split()) for element in body.iter() if element.tag in _LINES)
    return "".join(f"{line}\n" for line in lines if line)


def outline_of_plan(folder: Path) -> str:
    """The structure of the HTML: its elements in order, with the words of headings and titles."""
    root = tinyhtml5.parse(_html(folder), namespace_html_elements=False)
    return "".join(f"{line}\n" for line in map(_line, root.iter()) if line)


def _html(folder: Path) -> str:
    instrument = load_instrument()
    sheet = parse_answers((folder / "answers.json").read_bytes(), instrument.questionnaire)
    return render_plan(make_plan(score(instrument, sheet, _DAY), instrument), instrument).replace(
        __version__, "VERSION"
    )


def _line(element: Any) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name not in _BUILT_OF:
        return ""
    about = element.get("href") or element.get("scope") or element.get("class") or ""
    words = (
        "" if len(element) and name in {"table", "ol", "ul", "nav", "header", "main"} else " ".join(element.itertext())
    )
    return " ".join([name, about, *words.split()]).strip()


def _renew() -> None:
    for folder in FOLDERS:
        (folder / "plan.txt").write_text(words_of_plan(folder), encoding="utf-8")
        (folder / "structure.txt").write_text(outline_of_plan(folder), encoding="utf-8")
        print(f"renewed {folder.name}")


if __name__ == "__main__":
    _renew()
