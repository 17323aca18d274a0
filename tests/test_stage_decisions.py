"""Whether each stage of hiring can be entered, and because of what."""

from datetime import date

import pytest

from questionnaires.answers import Answer, Levelled, Unknown
from scoring.engine import score
from scoring.result import Result, StageResult
from tests.tiny import MONDAY, Row, essential, judge, other, sheet_of, tiny

ALONG_THE_WAY = (
    essential(3, "advertise"),
    other(1, "advertise"),
    essential(3, "appoint"),
    other(1, "first_day"),
    essential(3, "four_months"),
    other(1, "first_year"),
)


def _decisions(result: Result) -> str:
    return " ".join(stage.decision for stage in result.stages)


def _first(rows: tuple[Row, ...], marks: str) -> StageResult:
    return judge(rows, marks).stages[0]


@pytest.mark.parametrize(
    ("mark", "decision", "blocking", "conditions"),
    [
        pytest.param("0", "wait", True, False, id="level-0"),
        pytest.param("?", "wait", True, False, id="dont-know"),
        pytest.param(".", "wait", True, False, id="unanswered"),
        pytest.param("1", "conditional", False, True, id="level-1"),
        pytest.param("2", "go", False, False, id="level-2"),
        pytest.param("3", "go", False, False, id="level-3"),
    ],
)
def test_essential_decides(mark: str, decision: str, blocking: bool, conditions: bool) -> None:
    """An essential that is missing or not known makes its stage wait; one that is planned is a condition."""
    stage = _first((essential(3),), mark)
    assert stage.decision == decision
    assert stage.blocking == (("one.q1",) if blocking else ())
    assert stage.conditions == (("one.q1",) if conditions else ())


@pytest.mark.parametrize(
    ("mark", "decision"),
    [
        pytest.param("0", "conditional", id="level-0"),
        pytest.param("?", "conditional", id="dont-know"),
        pytest.param(".", "conditional", id="unanswered"),
        pytest.param("1", "go", id="level-1"),
        pytest.param("2", "go", id="level-2"),
        pytest.param("3", "go", id="level-3"),
        pytest.param("-", "go", id="not-applicable"),
    ],
)
def test_what_is_not_essential_never_makes_a_stage_wait(mark: str, decision: str) -> None:
    """Any other criterion that is missing or not known is a condition, whatever its weight, and blocks nothing."""
    stage = _first((other(3),), mark)
    assert (stage.decision, stage.blocking) == (decision, ())
    assert stage.conditions == (("one.q1",) if decision == "conditional" else ())


@pytest.mark.parametrize(
    ("marks", "decisions"),
    [
        pytest.param("2 1 2 1 2 1", "go go go go go", id="all-in-place"),
        pytest.param("0 1 2 1 2 1", "wait wait wait wait wait", id="first-missing-blocks-all-later"),
        pytest.param(
            "2 0 2 1 2 1", "conditional conditional conditional conditional conditional", id="first-condition"
        ),
        pytest.param("2 1 0 1 2 1", "go wait wait wait wait", id="second-missing-leaves-the-first"),
        pytest.param("2 1 1 1 2 1", "go conditional conditional conditional conditional", id="second-planned"),
        pytest.param("2 1 2 ? 2 1", "go go conditional conditional conditional", id="third-not-known"),
        pytest.param("2 1 2 1 . 1", "go go go wait wait", id="fourth-unanswered"),
        pytest.param("2 1 2 1 2 0", "go go go go conditional", id="last-alone"),
        pytest.param("1 1 2 1 0 1", "conditional conditional conditional wait wait", id="condition-then-wait"),
        pytest.param("3 - 3 - 3 -", "go go go go go", id="what-does-not-apply-stops-nothing"),
    ],
)
def test_stage_looks_at_everything_due_by_then(marks: str, decisions: str) -> None:
    """A stage is judged over what is due at it or earlier, and over nothing that is due later."""
    assert _decisions(judge(ALONG_THE_WAY, marks)) == decisions


def test_lists_gather_what_is_due_by_then() -> None:
    """Each stage lists its own and all earlier findings, in questionnaire order, the blocking ones apart."""
    stages = {stage.id: stage for stage in judge(ALONG_THE_WAY, "? 0 1 0 0 3").stages}
    assert list(stages) == ["advertise", "appoint", "first_day", "four_months", "first_year"]
    assert (stages["advertise"].blocking, stages["advertise"].conditions) == (("one.q1",), ("one.q2",))
    assert (stages["appoint"].blocking, stages["appoint"].conditions) == (("one.q1",), ("one.q2", "one.q3"))
    assert (stages["first_day"].blocking, stages["first_day"].conditions) == (
        ("one.q1",),
        ("one.q2", "one.q3", "one.q4"),
    )
    assert (stages["four_months"].blocking, stages["four_months"].conditions) == (
        ("one.q1", "one.q5"),
        ("one.q2", "one.q3", "one.q4"),
    )


def test_order_of_questions_is_not_the_order_of_stages() -> None:
    """A question asked early but due late is left out of the stages before it."""
    result = judge((essential(3, "four_months"), essential(3, "advertise"), other(1, "first_day")), "0 2 2")
    assert [(stage.id, stage.decision) for stage in result.stages] == [
        ("advertise", "go"), ("first_day", "go"), ("four_months", "wait"),
    ]  # fmt: skip


def test_stage_without_a_question_is_no_decision() -> None:
    """A stage by which nothing is needed is a date for a review, also if other forms ask about other stages."""
    rows = (essential(3, "advertise"), other(1, "first_day"))
    for form in ("full", "short"):
        assert [stage.id for stage in judge(rows, "2 2", form=form).stages] == ["advertise", "first_day"]


def test_stage_says_how_much_its_decision_rests_on() -> None:
    """Each stage counts the essentials due by then and those of their answers that have a note."""
    rows = (essential(3, "advertise"), other(1, "advertise"), essential(3, "first_day"))
    instrument = tiny(*rows)
    answers: dict[str, Answer] = {
        "one.q1": Levelled(level=2, note="The board's minutes"),
        "one.q2": Levelled(level=2, note="An email"),
        "one.q3": Unknown(note="Ask the team"),
    }
    stages = score(instrument, sheet_of(instrument, answers), MONDAY).stages
    assert [(stage.essentials, stage.with_evidence) for stage in stages] == [(1, 1), (2, 2)]
    bare = {name: answer.model_copy(update={"note": ""}) for name, answer in answers.items()}
    stages = score(instrument, sheet_of(instrument, bare), MONDAY).stages
    assert [(stage.essentials, stage.with_evidence) for stage in stages] == [(1, 0), (2, 0)]


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        pytest.param("2 2 2 2 2", "Go and do advertise.", id="none"),
        pytest.param("0 2 2 2 2", "Wait to do advertise: topic one.q1.", id="one"),
        pytest.param("0 2 0 2 2", "Wait to do advertise: topic one.q1 and topic one.q3.", id="two"),
        pytest.param("0 0 0 2 2", "Wait to do advertise: topic one.q1, topic one.q2 and topic one.q3.", id="three"),
        pytest.param(
            "0 0 0 0 2", "Wait to do advertise: topic one.q1, topic one.q2, topic one.q3 and topic one.q4.", id="four"
        ),
        pytest.param(
            "0 0 0 0 0", "Wait to do advertise: topic one.q1, topic one.q2, topic one.q3 and 2 more.", id="five"
        ),
        pytest.param("1 2 1 2 2", "Perhaps do advertise: topic one.q1 and topic one.q3.", id="conditions"),
        pytest.param("0 1 1 1 1", "Wait to do advertise: topic one.q1.", id="conditions-left-out-while-it-waits"),
    ],
)
def test_sentence_says_because_of_what(marks: str, sentence: str) -> None:
    """A decision's sentence names up to four topics, or three and how many more; of a wait only what blocks."""
    assert _first((essential(3),) * 5, marks).sentence == sentence


def test_stages_are_due_at_their_lead_from_the_first_day() -> None:
    """In working days: a date on a weekend moves to the Friday before; without a first day there is none."""
    days = [stage.due for stage in judge(ALONG_THE_WAY, "0 0 0 0 0 0", first_day=date(2027, 3, 1)).stages]
    assert days == [date(2026, 11, 9), date(2027, 1, 18), date(2027, 3, 1), date(2027, 7, 1), date(2028, 2, 29)]
    sunday = judge(ALONG_THE_WAY, "0 0 0 0 0 0", first_day=date(2027, 3, 7)).stages
    assert [stage.due for stage in sunday][:3] == [date(2026, 11, 13), date(2027, 1, 22), date(2027, 3, 5)]
    assert {stage.due for stage in judge(ALONG_THE_WAY, "0 0 0 0 0 0").stages} == {None}


def test_short_form_decides_by_the_essentials() -> None:
    """In the short form a missing question that is not essential is no condition."""
    rows = (essential(3), other(3))
    assert _decisions(judge(rows, "2 0", form="short")) == "go"
    assert _decisions(judge(rows, "2 0", form="full")).startswith("conditional")


@pytest.mark.parametrize(
    ("marks", "now", "then"),
    [
        pytest.param("0 2 1", "wait", "go", id="missing-essential"),
        pytest.param("? 1 1", "wait", "go", id="not-known-and-planned"),
        pytest.param("1 2 1", "conditional", "go", id="planned-essential"),
        pytest.param("0 2 0", "wait", "conditional", id="what-is-not-essential-stays"),
        pytest.param("3 3 3", "go", "go", id="nothing-to-do"),
    ],
)
def test_projection_of_decisions(marks: str, now: str, then: str) -> None:
    """What it would change: every essential below level 2 reaches 2, and nothing else moves."""
    result = judge((essential(3), essential(3), other(2)), marks)
    assert result.stages[0].decision == now
    assert result.if_priority_1_done.stages[0].decision == then


def test_projection_of_scores() -> None:
    """The projection's scores count essentials as in place, keep better ones, and know what was not known before."""
    result = judge((essential(3), essential(3), essential(3), other(3), other(3)), "? 1 3 0 ?")
    (now,), (then,) = result.domains, result.if_priority_1_done.domains
    assert (now.score, now.score_max, now.coverage, now.band) == (26.7, 66.7, 60.0, None)
    assert (then.score, then.score_max, then.coverage, then.band) == (46.7, 66.7, 80.0, "getting_started")


def test_projection_lifts_a_cap() -> None:
    """In the projection the essentials are in place, so they hold no band down."""
    result = judge((essential(3), *[other(3)] * 4), "0 3 3 3 3")
    (now,), (then,) = result.domains, result.if_priority_1_done.domains
    assert (now.band, now.capped_by) == ("getting_started", ("one.q1",))
    assert (then.band, then.capped_by) == ("ready", ())
