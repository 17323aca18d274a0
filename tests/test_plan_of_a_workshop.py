"""The plan of agreed answers: every format names what was parked and where both views were kept."""

import json
from datetime import date
from pathlib import Path

import pytest

from questionnaires.answer_file import write_answers
from questionnaires.answers import Agreement, AnswerSheet, Levelled, Unknown
from readiness.report.plan_files import write_plan
from readiness.report.sentences import agreements
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day
from tests.plans_of_services import TODAY, example, example_sheet, plan_of, shipped
from tests.program import run
from tests.test_plan_audience import SUFFIXES
from tests.texts_of_files import text_of

PARKED = "These count as \u201cdon't know\u201d until somebody finds out the answers: "
BOTH = "The lower of the two answers counts for: "
VISION, VALUES, TIME = "leadership.vision", "leadership.values", "leadership.manager-time"


def topic(question: str) -> str:
    return shipped().questionnaire.questions[question].topic


def agreed_sheet() -> AnswerSheet:
    """The example as a group agreed on it: one answer parked, one with both views kept, one agreed."""
    agreement = {
        VISION: Levelled(level=1, agreement=Agreement(how="cautious", reason="Half know it", dissent=("It is known",))),
        VALUES: Unknown(agreement=Agreement(how="parked", who="deputy manager", by=date(2027, 1, 8))),
        TIME: Levelled(level=2, agreement=Agreement(how="agreed", reason="Rota shows it")),
    }
    return example_sheet().model_copy(update={"answers": {**example_sheet().answers, **agreement}})


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_names_what_is_left_open(tmp_path: Path, suffix: str) -> None:
    """Which questions are parked, and where the lower of two views counts, is in every file of a plan."""
    path = tmp_path / f"plan{suffix}"
    write_plan(plan_of(agreed_sheet()), shipped(), path)
    if suffix == ".json":
        rows = {row["question"]: row["agreement"] for row in json.loads(path.read_bytes())["criteria"]}
        assert rows[VALUES]["how"] == "parked"
        assert rows[VISION]["dissent"] == ["It is known"]
        assert rows["team.introduction"] is None
        return
    text = text_of(path)
    assert f"{PARKED}{topic(VALUES)}." in text
    assert f"{BOTH}{topic(VISION)}." in text


@pytest.mark.parametrize("suffix", [".html", ".docx", ".md"])
def test_documents_say_how_each_answer_came_about(tmp_path: Path, suffix: str) -> None:
    """The reason, the other view, and who finds out by when is next to the answer in the annex."""
    path = tmp_path / f"plan{suffix}"
    write_plan(plan_of(agreed_sheet()), shipped(), path)
    text = text_of(path)
    for said in (
        "Half know it",
        "Another view: It is known",
        "To find out: deputy manager, by 8 January 2027",
        "Rota shows it",
    ):
        assert said in text


@pytest.mark.parametrize("suffix", [".html", ".csv"])
def test_other_plans_say_nothing_of_it(tmp_path: Path, suffix: str) -> None:
    """A plan of answers that no group agreed on has none of these sentences."""
    path = tmp_path / f"plan{suffix}"
    write_plan(example(), shipped(), path)
    assert "Parked." not in text_of(path)
    assert "Both views were kept." not in text_of(path)


@pytest.mark.parametrize("options", [(), ("--all",)])
def test_result_on_screen_names_it(tmp_path: Path, options: tuple[str, ...]) -> None:
    """`readiness score` says what is parked and where both views were kept, and scores what is parked as unknown."""
    (tmp_path / "agreed.json").write_bytes(write_answers(agreed_sheet(), shipped().questionnaire))
    shown = run("score", "agreed.json", *options, "--as-of", str(TODAY), folder=tmp_path)
    assert shown.returncode == 0
    assert f"Parked. {PARKED}{topic(VALUES)}." in shown.stdout
    assert f"Both views were kept. {BOTH}{topic(VISION)}." in shown.stdout


def test_short_result_in_a_window_names_it() -> None:
    """The short result for a window of 24 rows has both sentences."""
    from readiness.report.screen import lines_in_short

    lines = [line.text for line in lines_in_short(plan_of(agreed_sheet()), shipped())]
    assert any(line.startswith("Parked. These count as \u201cdon't know") for line in lines)
    assert any(line.startswith("Both views were kept. The lower of the two answers counts for: ") for line in lines)


def test_many_topics_are_counted() -> None:
    """If five questions are parked, three are named, so that the first page stays one page."""
    parked = Unknown(agreement=Agreement(how="parked"))
    names = list(example_sheet().answers)[:5]
    sheet = example_sheet().model_copy(update={"answers": {**example_sheet().answers, **dict.fromkeys(names, parked)}})
    (sentence,) = agreements.left_open(plan_of(sheet), shipped().questionnaire)
    assert sentence.text == f"{PARKED}{', '.join(map(topic, names[:3]))} and 2 more."


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        pytest.param(Agreement(how="agreed"), ["Agreed."], id="agreed"),
        pytest.param(Agreement(how="parked"), ["Parked."], id="parked"),
        pytest.param(
            Agreement(how="parked", by=date(2027, 1, 8)),
            ["Parked.", f"To find out: by {day(date(2027, 1, 8))}"],
            id="day",
        ),
        pytest.param(
            Agreement(how="cautious", reason="Nights", dissent=("a", "b"), who="Ann"),
            ["Both views were kept. Nights", "To find out: Ann", "Another view: a", "Another view: b"],
            id="all",
        ),
    ],
)
def test_agreement_in_words(agreement: Agreement, said: list[str]) -> None:
    """Only what is known about an agreement is said, and each part of it."""
    sentences = list(agreements.in_words(agreement))
    assert [str(sentence) for sentence in sentences] == said
    assert all(isinstance(sentence, Sentence) and sentence.typed for sentence in sentences)


def test_batch_reads_agreed_answers(tmp_path: Path) -> None:
    """A folder with agreed answers is scored like any other."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "agreed.json").write_bytes(write_answers(agreed_sheet(), shipped().questionnaire))
    done = run("batch", "in", "-o", "out", "--format", "csv", "--as-of", str(TODAY), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Riverside" in (tmp_path / "out" / "results.csv").read_text(encoding="utf-8-sig")
