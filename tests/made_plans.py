"""Plans for the tests: answer sheets of many kinds, their HTML, and their PDFs, which a run of the tests makes once."""

import logging
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pypdf
import tinyhtml5  # type: ignore[import-untyped]

from questionnaires.answer_file import parse_answers
from questionnaires.answers import LONGEST_NAME, LONGEST_TEXT, AnswerSheet
from readiness.plan.model import Plan
from readiness.plan.planning import make_plan
from readiness.report.pdf import Pdf, make_pdf
from readiness.report.plan_page import render_plan
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from tests.injections import injections
from tests.made_once import made_once
from tests.program import ROOT

EXAMPLE = ROOT / "questionnaires" / "peer-support" / "example.json"
TODAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "<script>alert(1)</script><img src=http://127.0.0.1/x>"
HOSTILE = f'{MARKUP}<b>"bold"</b> & {{{{ 7*7 }}}} </td></table> \x00\x1b[31m\u202e \uff1cscript\uff1e 😀 مرحبا Ŵŷ'


@cache
def instrument() -> Instrument:
    return load_instrument()


@cache
def example_sheet() -> AnswerSheet:
    return parse_answers(EXAMPLE.read_bytes(), instrument().questionnaire)


def sheet_of(answers: dict[str, Any], **fields: Any) -> AnswerSheet:
    shipped = {"id": instrument().questionnaire.id, "version": instrument().questionnaire.version}
    given = {"questionnaire": shipped, "form": "full", "service": {"name": "Riverside"}, "answers": answers, **fields}
    return AnswerSheet.model_validate(given)


def everywhere(answer: dict[str, Any]) -> dict[str, Any]:
    """A sheet with the same answer to every question; if that is a level, nothing is ticked in checklists."""
    return {
        identifier: {"ticked": [], **{key: value for key, value in answer.items() if key != "level"}}
        if question.type == "checklist" and "level" in answer
        else answer
        for identifier, question in instrument().questionnaire.questions.items()
    }


def hostile_sheet() -> AnswerSheet:
    answers = everywhere({"level": 1, "note": HOSTILE})
    first, second, third = [
        criterion.question for criterion in instrument().rubric.criteria if criterion.not_applicable_allowed
    ][:3]
    answers[first] = {"not_applicable": HOSTILE}
    answers[second] = {"level": 0, "note": "x" * LONGEST_TEXT}
    answers[third] = {"level": 2, "note": ("one line\nand another " * 250)[:LONGEST_TEXT]}
    return sheet_of(answers, service={"name": HOSTILE * 3, "organisation": "W" * 300}, first_day="2026-12-01")


def injected_sheet(port: int) -> AnswerSheet:
    """A sheet with an injection in each note and reason, and as many in the names as there is room for."""
    typed = injections(port)
    answers: dict[str, Any] = {
        identifier: {**answer, "note": typed[number % len(typed)]}
        for number, (identifier, answer) in enumerate(everywhere({"level": 1}).items())
    }
    for number, criterion in enumerate(row for row in instrument().rubric.criteria if row.not_applicable_allowed):
        answers[criterion.question] = {**answers[criterion.question], "not_applicable": typed[number % len(typed)]}
        del answers[criterion.question]["level"]
    names = {"name": "".join(typed)[:LONGEST_NAME], "organisation": typed[0], "code": typed[1]}
    return sheet_of(answers, service=names)


SHEETS: dict[str, Callable[[], AnswerSheet]] = {
    "example": example_sheet,
    "empty": lambda: sheet_of({}),
    "half answered": lambda: example_sheet().model_copy(
        update={"answers": dict([*example_sheet().answers.items()][::2]), "first_day": None}
    ),
    "short": lambda: example_sheet().model_copy(update={"form": "short"}),
    "all unknown": lambda: sheet_of(everywhere({"unknown": True}), first_day="2027-04-26"),
    "all in use": lambda: example_sheet().model_copy(
        update={"answers": sheet_of({**everywhere({"level": 3}), **_all_ticked()}).answers}
    ),
    "hostile": hostile_sheet,
    "Welsh": lambda: sheet_of(
        {
            "leadership.vision": {
                "level": 2,
                "note": "Gweledigaeth: Tŷ Ŵyn, Łódź, İzmir, Ωμέγα, Мост, مرحبا, שלום, 王, 😀",
            }
        },
        service={"name": "Tîm Adfer Llŷn", "organisation": "Bwrdd Iechyd 王 مرحبا"},
        first_day="2027-04-26",
        form="short",
    ),
}


def _all_ticked() -> dict[str, Any]:
    return {
        question.id: {"ticked": [option.id for option in question.options]}
        for question in instrument().questionnaire.questions.values()
        if question.type == "checklist"
    }


@cache
def sample_plan(name: str) -> Plan:
    return make_plan(score(instrument(), SHEETS[name](), TODAY), instrument())


@cache
def html_of(name: str, *, large_print: bool = False, paper: bool = False) -> str:
    return render_plan(sample_plan(name), instrument(), large_print=large_print, paper=paper)


@cache
def logged_pdf_of(name: str, *, large_print: bool = False) -> tuple[Pdf, tuple[str, ...]]:
    """The PDF, and what WeasyPrint logged while making it."""
    return made_once(f"plan {name}, large print {large_print}", lambda: _make_logged(name, large_print=large_print))


def _make_logged(name: str, *, large_print: bool) -> tuple[Pdf, tuple[str, ...]]:
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("weasyprint").addHandler(handler)
    try:
        return make_pdf(html_of(name, large_print=large_print, paper=True)), tuple(said)
    finally:
        logging.getLogger("weasyprint").removeHandler(handler)


def pdf_of(name: str, *, large_print: bool = False) -> Pdf:
    return (logged_pdf_of(name, large_print=True) if large_print else logged_pdf_of(name))[0]


@cache
def tree(html: str) -> Any:
    """The elements of a page, which no test changes."""
    return tinyhtml5.parse(html, namespace_html_elements=False)


def text(element: Any) -> str:
    """The words of an element, white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def body(html: str) -> str:
    return text(tree(html).find("body"))


def find(root: Any, path: str) -> Any:
    found = root.find(path)
    assert found is not None, path
    return found


def written(value: date) -> str:
    return f"{value.day} {value:%B} {value.year}"


def pages_of(name: str) -> list[str]:
    """The words of each page of a sample's PDF."""
    return made_once(f"pages of {name}", lambda: pages(pdf_of(name)))


def pages(made: Pdf) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(made.data)).pages]
