"""Surveys in the styles of the usual survey programs: whatever people answered is what is read, and nothing is over."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Question
from readiness.imports.cells import grids_of
from readiness.imports.survey_table import SurveyReader
from scoring.instrument import load_instrument

INSTRUMENT = load_instrument()
QUESTIONS = [*INSTRUMENT.questionnaire.questions.values()]
NAMES = INSTRUMENT.questionnaire.levels
CODES = INSTRUMENT.questionnaire.codes
OPTIONAL = {row.question for row in INSTRUMENT.rubric.criteria if row.not_applicable_allowed}
READER = SurveyReader(INSTRUMENT)
PEOPLE = 8

Answers = dict[str, Answer]


def answers_of(random: Random) -> Answers:
    """What one person answered: some questions are left open."""
    answers: Answers = {}
    for question in QUESTIONS:
        chosen = random.random()
        if chosen < 0.1:
            continue
        if chosen < 0.2:
            answers[question.id] = Unknown()
        elif chosen < 0.3 and question.id in OPTIONAL:
            answers[question.id] = NotApplicable(not_applicable="Posts are filled")
        elif isinstance(question, ChecklistQuestion):
            ticked = tuple(option.id for option in question.options if random.random() < 0.5)
            answers[question.id] = Ticked(ticked=ticked)
        else:
            answers[question.id] = Levelled(level=random.randrange(4))
    return answers


@dataclass(frozen=True)
class Style:
    """How a survey program writes a table."""

    level: Callable[[Question, int], Any]
    heading: Callable[[int, Question], str] = lambda _, question: question.text
    not_known: str = "Don't know"
    open: Any = ""
    between: str = ";"
    after: str = ""
    none: str = "None of these"
    before: tuple[str, ...] = ()
    """Columns before the questions."""
    details: Callable[[int], tuple[Any, ...]] = lambda _: ()
    items: Callable[[str, Any], str] | None = None
    """The heading of an item's column, where each has its own."""
    tick: Callable[[Any], str] = lambda _: "Yes"
    no_tick: str = ""
    two_rows: bool = False
    workbook: bool = False
    separator: str = ","
    encoding: str = "utf-8-sig"


def words(question: Question, level: int) -> str:
    assert not isinstance(question, ChecklistQuestion)
    return question.levels[level]


STYLES = {
    "Microsoft Forms": Style(
        words, before=("ID", "Start time", "Completion time", "Email", "Name"), after=";", workbook=True, open=None,
        details=lambda n: (n, f"11/27/26 10:0{n}:00", f"11/27/26 10:1{n}:00", "anonymous", ""),
        heading=lambda _, question: question.text.replace("'", "\u2019"),
    ),
    "Google Forms": Style(
        words, before=("Timestamp",), between=", ", details=lambda n: (f"2026/11/27 10:0{n}:00 am GMT+1",),
        none="None of the above", encoding="utf-8",
    ),
    "Google Forms, a grid": Style(
        lambda _, level: NAMES[level].name, before=("Timestamp",), between=", ",
        details=lambda n: (f"27/11/2026 10:0{n}:00",),
        heading=lambda _, question: f"{_domain(question)} [{question.text}]",
    ),
    "SurveyMonkey": Style(
        words, before=("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"), two_rows=True,
        details=lambda n: (118_000 + n, 7, f"2026-11-27 10:0{n}:00", f"2026-11-27 10:1{n}:00", "127.0.0.1"),
        items=lambda _, option: str(option.text), tick=lambda option: str(option.text),
    ),
    "LimeSurvey": Style(
        lambda question, level: words(question, level)[:90], before=("id. Response ID", "submitdate. Date submitted"),
        heading=lambda n, question: f"G01Q{n:02}. {question.text}", details=lambda n: (n, f"2026-11-27 10:0{n}:00"),
        items=lambda heading, option: f"{heading} [{option.text}]", no_tick="No", separator=";", encoding="utf-8",
    ),
    "Qualtrics": Style(
        lambda _, level: str(level), before=("StartDate", "EndDate", "ResponseId"), between=",",
        heading=lambda n, question: f"Q{n} - {question.text}", not_known="Not sure",
        details=lambda n: (f"2026-11-27 10:0{n}:00", f"2026-11-27 10:1{n}:00", f"R_{n}"),
    ),
    "Jisc Online Surveys": Style(
        lambda _, level: f"{'ABCD'[level]}. {NAMES[level].name}", before=("Unique Response Number",),
        details=lambda n: (f"1-{n}",),
        heading=lambda n, question: f"{n}. {question.text}", items=lambda heading, option: f"{heading} - {option.text}",
        encoding="utf-16",
    ),
    "a spreadsheet of one's own, by identifier": Style(
        lambda _, level: level, workbook=True, heading=lambda _, question: question.id, open=None, not_known="?",
        between="\n", none="none",
    ),
    "a spreadsheet of one's own, by code": Style(
        lambda _, level: "abcd"[level], heading=lambda _, question: CODES[question.id], not_known="dk", open="-",
        items=lambda heading, option: f"{heading} {option.id}", tick=lambda _: "x", no_tick="-", separator="\t",
    ),
}  # fmt: skip


def _domain(question: Question) -> str:
    return next(domain.title for domain in INSTRUMENT.questionnaire.domains if domain.id == question.domain)


def _columns(style: Style) -> list[tuple[str, str, Question, Any]]:
    """The headings of one row or two, the question, and the item if there is one."""
    columns: list[tuple[str, str, Question, Any]] = []
    for number, question in enumerate(QUESTIONS, 1):
        heading = style.heading(number, question)
        if not style.items or not isinstance(question, ChecklistQuestion):
            columns.append((heading, "Response", question, None))
            continue
        for place, option in enumerate(question.options):
            name = style.items(heading, option)
            above = (heading if place == 0 else "") if style.two_rows else name
            columns.append((above, name, question, option))
    return columns


def _cell(style: Style, question: Question, option: Any, answer: Answer | None) -> Any:
    if option is not None:
        if isinstance(answer, Ticked):
            return style.tick(option) if option.id in answer.ticked else style.no_tick
        return ""
    match answer:
        case None:
            return style.open
        case Unknown():
            return style.not_known
        case NotApplicable(not_applicable=reason):
            return f"N/A: {reason}"
        case Levelled(level=level):
            return style.level(question, level)
        case Ticked(ticked=ticked) if isinstance(question, ChecklistQuestion):
            texts = [option.text for option in question.options if option.id in ticked]
            return style.between.join(texts) + style.after if texts else style.none
    raise AssertionError(answer)


def _file(style: Style, people: Sequence[Answers]) -> tuple[Path, bytes]:
    columns = _columns(style)
    rows: list[list[Any]] = [[*style.before, *(above for above, *_ in columns)]]
    if style.two_rows:
        rows.append([*[""] * len(style.before), *(below for _, below, *_ in columns)])
    for number, answers in enumerate(people):
        cells = (_cell(style, question, option, answers.get(question.id)) for _, _, question, option in columns)
        rows.append([*style.details(number), *cells])
    if style.workbook:
        workbook, data = Workbook(), BytesIO()
        for row in rows:
            workbook.active.append(row)
        workbook.save(data)
        return Path("survey.xlsx"), data.getvalue()
    text = StringIO()
    csv.writer(text, delimiter=style.separator).writerows(rows)
    return Path("survey.csv"), text.getvalue().encode(style.encoding)


def _as_told(style: Style, answers: Answers) -> Answers:
    """The answers as far as the style can tell them: an item's column has no don't know, and maybe no *none*."""
    if not style.items:
        return answers
    told: Answers = {}
    for question, answer in answers.items():
        if isinstance(INSTRUMENT.questionnaire.questions[question], ChecklistQuestion):
            if not isinstance(answer, Ticked) or not (answer.ticked or style.no_tick):
                continue
            if style.no_tick == "-" and not answer.ticked:
                told[question] = Ticked(ticked=())
                continue
        told[question] = answer
    return told


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", STYLES)
def test_a_survey_of_this_style_is_read_as_it_was_answered(name: str, seed: int) -> None:
    """Eight people's random answers to all questions are read as they were given."""
    style = STYLES[name]
    random = Random(f"{name} {seed}")
    people = [answers_of(random) for _ in range(PEOPLE)]
    read = READER.read(grids_of(*_file(style, people)))
    assert [dict(person.answers) for person in read.people] == [_as_told(style, answers) for answers in people]
    assert [person.unread for person in read.people] == [()] * PEOPLE
    assert not read.unread
    moments = [person.finished for person in read.people]
    assert all(moments) or not any("ime" in heading or "ate" in heading for heading in style.before)
    assert not [notice for notice in read.notices if "could identify someone" not in notice]
