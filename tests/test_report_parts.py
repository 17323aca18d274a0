"""What reports share: sentences, colours and table roles, each written in one place."""

import re
import textwrap
from io import BytesIO
from pathlib import Path

import docx
import pytest

from questionnaires.answers import Levelled
from questionnaires.content import QUESTIONNAIRE_FOLDER
from questionnaires.working_papers import FOLDER
from readiness.interview.result import show_result
from readiness.plan.model import Plan
from readiness.report import formats, palette, sentences
from readiness.report.html_pages import css_content, escaped
from readiness.report.outline import outline_of
from readiness.report.plan_page import render_plan
from readiness.report.screen import show_plan
from readiness.report.wording import counts_in_words
from scoring.instrument import Instrument
from tests.made_plans import SHEETS, body, sheet_of
from tests.plans_of_services import ROOT, example, plan_of, shipped
from tests.scripted_prompts import ScriptedPrompts

SOURCES = [path for folder in ("report", "plan", "actions") for path in (ROOT / "readiness" / folder).rglob("*.*")]
TEXTS = [path for path in SOURCES if path.suffix in (".py", ".html", ".css")]
COLOUR = re.compile(r"(?<!&)#(?:[0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def too_soon() -> Plan:
    """The plan of a service that has answered nothing and starts in ten days."""
    return plan_of(sheet_of({}, first_day="2026-12-01"))


def everywhere(plan: Plan, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """All that a plan says, by where it is said, with ordinary spaces."""
    show_plan(plan, shipped())
    word = docx.Document(BytesIO(formats.make(".docx", plan, shipped())))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    said = {
        "screen": capsys.readouterr().out,
        "html": body(render_plan(plan, shipped())),
        "docx": " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells]),
        "md": formats.make(".md", plan, shipped()).decode().replace("**", ""),
    }
    return {where: " ".join(text.split()) for where, text in said.items()}


def test_each_format_says_the_same_sentences(too_soon: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    """Every format uses the same words for a first day that is too soon, for no band, and for what to start with."""
    sentence = sentences.first_day.too_soon(too_soon)
    for where, said in everywhere(too_soon, capsys).items():
        for expected in (
            str(sentence),
            sentences.domains.NO_BAND,
            sentences.headings.start_with(3),
            sentences.headings.CAN_WE_GO_AHEAD,
        ):
            assert " ".join(expected.split()) in said, where


def test_what_is_asked_can_be_read_aloud() -> None:
    """One list of an owner's actions, each with its topic in brackets, which may have an "and"; on paper the first."""
    plan, questionnaire = example(), shipped().questionnaire
    everywhere, paper = (dict(sentences.asks.by_kind(plan, questionnaire, paper=paper)) for paper in (False, True))
    first = "Service manager: LE4 (a written project plan), LE5 (experienced peers who help shape the work)"
    assert paper["Decisions"][0] == f"{first}, WE6 (boundaries and safety in peer work), WE7 and TR8"
    assert everywhere["Decisions"][0] == (
        f"{first}, WE6 (boundaries and safety in peer work), WE7 (cover when peer workers are away) "
        "and TR8 (training on peer roles for all staff)"
    )
    assert all("; " not in line and "also" not in line for lines in everywhere.values() for line in lines)


def test_a_working_paper_has_its_title_and_its_file(tmp_path: Path) -> None:
    """A paper whose title can't be read is named by its file alone."""
    action = next(action for action in example().actions if action.template)
    assert action.template
    title = shipped().paper_titles[action.template]
    assert sentences.actions.working_paper(action, shipped()) == f"{title} ({action.template}.docx)"
    damaged = tmp_path / QUESTIONNAIRE_FOLDER / FOLDER / "damaged.toml"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("title =", encoding="utf-8")
    for folder in (Path("nowhere"), tmp_path):
        without = Instrument(shipped().questionnaire, shipped().rubric, folder)
        assert sentences.actions.working_paper(action, without) == f"{action.template}.docx"


def test_what_is_left_where_everything_is_in_place(capsys: pytest.CaptureFixture[str]) -> None:
    """If the only actions are to strengthen, each document says so, under what to do, and each of them is there."""
    sheet = SHEETS["all in use"]()
    plan = plan_of(sheet.model_copy(update={"answers": {**sheet.answers, "leadership.vision": Levelled(level=2)}}))
    (action,) = plan.actions
    for where, said in everywhere(plan, capsys).items():
        assert "Every stage can go ahead." in said, where
        if where != "screen":
            assert sentences.actions.ALL_IN_PLACE in said.partition(f"{sentences.headings.WHAT_TO_DO} ")[2], where
            assert f"{action.code} {action.title}" in said.partition(sentences.actions.TO_STRENGTHEN_INTRO)[2], where


@pytest.mark.parametrize("plan", [example(), plan_of(sheet_of({}, first_day="2026-12-01"))], ids=["example", "open"])
def test_the_short_result_fits_a_window(
    plan: Plan, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns the short result has each decision, and leaves four of 24 rows for the next step and the shell."""
    monkeypatch.setenv("COLUMNS", "80")
    show_plan(plan, shipped(), everything=False)
    lines = capsys.readouterr().out.splitlines()
    assert sum(len(textwrap.wrap(line, 79)) or 1 for line in lines) <= 20
    said = "\n".join(lines)
    assert plan.caution in said
    for stage in plan.stages:
        assert f"{shipped().rubric.decisions[stage.decision].name}: {stage.title}" in said


def test_the_result_in_short_names_each_reason_once(capsys: pytest.CaptureFixture[str]) -> None:
    """What keeps a stage back is named at the first such stage; what there is no room for is counted."""
    show_plan(example(), shipped(), everything=False)
    said = capsys.readouterr().out
    assert said.count("interview that tests values in practice") == 1
    assert "  Also: named people who share the work" in said
    assert "  For the same reasons as the stage above." in said
    show_plan(plan_of(sheet_of({})), shipped(), everything=False)
    assert "Missing or not known: a shared aim for peer support, and 3 more" in capsys.readouterr().out


def test_the_whole_result_names_everything_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """What a decision's sentence only counts, and what the short result has no room for, is named with its stage."""
    plan = plan_of(sheet_of({}))
    prompts = ScriptedPrompts("1", "1")
    show_result(prompts, plan, shipped(), plain=True)
    rest = prompts.said[prompts.said.index("What next?") :]
    show_plan(plan, shipped())
    for said in ("\n".join(rest), capsys.readouterr().out):
        for stage in plan.stages:
            about = said.partition(f": {stage.title}\n")[2]
            for question in stage.blocking:
                assert shipped().questionnaire.questions[question].topic in " ".join(about.splitlines()[:2])


def test_one_note_on_the_essentials_is_called_the_only_one() -> None:
    """The sentence is a warning, and sounds like one."""
    noted = plan_of(sheet_of({"leadership.vision": {"level": 2, "note": "Agreed in May"}}))
    assert "The decisions depend on 16 essentials, and only one of them has an evidence note." in (
        sentences.cautions.cautions(noted)
    )


def test_only_the_kinds_of_answers_that_there_are_are_counted() -> None:
    """A kind of answer that nobody gave is not counted."""
    assert counts_in_words(answered=40, unknown=3) == "40 answered, 3 “don't know”"
    assert counts_in_words(answered=0, not_applicable=1, unanswered=2) == "1 “not applicable”, 2 not answered"
    assert counts_in_words() == ""


def test_answers_are_said_in_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Level, ticks and note of each answer are the same in HTML and in Word."""
    said = everywhere(example(), capsys)
    rows = [row for part in outline_of(example(), shipped()).domains for row in part.rows]
    for row in rows:
        answer = " ".join(" ".join(map(str, sentences.answers.in_words(row, shipped().questionnaire))).split())
        assert answer in said["html"]
        assert answer in said["docx"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT / "readiness").as_posix())
def test_colours_and_roles_are_written_once(path: Path) -> None:
    """Colours are in the palette alone, and the roles of tables in the table macros alone."""
    text = path.read_text(encoding="utf-8")
    if path.name != "palette.py":
        assert COLOUR.findall(text) == []
    if path.name != "tables.html":
        assert not re.search(r'role="(table|row|rowgroup|cell|columnheader|rowheader)"', text)


def test_dark_page_changes_every_colour() -> None:
    """Each colour of a light page has another on a dark one."""
    light, dark = (dict(colours.css_variables()) for colours in (palette.LIGHT, palette.DARK))
    assert [name for name in light if light[name] == dark[name]] == []
    page = render_plan(example(), shipped())
    assert all(f"{name}: {colour};" in page for colours in (light, dark) for name, colour in colours.items())


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Page {number} of {total}", '"Page " counter(page) " of " counter(pages)'),
        ("{total}/{number}", 'counter(pages) "/" counter(page)'),
        ('"{number}"</style>', r'"\"" counter(page) "\"\3c /style>"'),
        ("d'\\{number}", r""""d'\\" counter(page)"""),
    ],
)
def test_translated_text_of_a_style_sheet(text: str, content: str) -> None:
    """A style sheet has a text in any order of its values, and no text can end a string or the style sheet."""
    assert css_content(escaped(text), number="counter(page)", total="counter(pages)") == content
