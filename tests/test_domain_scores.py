"""Scores, coverage, bands and caps of a domain, computed by hand."""

from functools import lru_cache

import pytest

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from scoring.domains import mean_tenths, percent_tenths
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.result import DomainResult
from tests.tiny import MONDAY, Row, essential, judge, other, sheet_of, tiny

EIGHT = (essential(3), other(1), essential(3), essential(3), other(2), other(2), other(1), other(1))
"""The weights of the design's worked example; they add up to 16, so the highest sum is 48."""

TEN = (essential(3), essential(3), *[other(3)] * 8)
"""Ten questions of one weight: each level of any of them is a thirtieth of the score."""


@lru_cache
def _ones(count: int) -> Instrument:
    return tiny(*[other(1)] * count)


def _domain(rows: tuple[Row, ...] | Instrument, marks: str) -> DomainResult:
    (domain,) = judge(rows, marks).domains
    return domain


def test_worked_example_of_the_design() -> None:
    """The design's worked example gives the figures that the design has."""
    domain = _domain(EIGHT, "2 3 1 2 ? 0 - 3")
    assert (domain.score, domain.score_max, domain.coverage) == (46.7, 60.0, 85.7)
    assert (domain.band, domain.capped_by, domain.counted) == ("getting_started", (), 7)


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    [
        pytest.param(0, 9, 0, id="nothing"),
        pytest.param(9, 9, 1000, id="everything"),
        pytest.param(7, 15, 467, id="46.67-up"),
        pytest.param(1, 3, 333, id="33.33-down"),
        pytest.param(1, 16, 63, id="6.25-up-though-banks-round-it-down"),
        pytest.param(3, 16, 188, id="18.75-up"),
        pytest.param(1, 2000, 1, id="0.05-up"),
        pytest.param(1, 2001, 0, id="just-below-0.05-down"),
        pytest.param(1999, 2000, 1000, id="99.95-up"),
    ],
)
def test_percentages_are_rounded_half_up(part: int, whole: int, tenths: int) -> None:
    """A percentage is rounded half up to a tenth, from integers."""
    assert percent_tenths(part, whole) == tenths


@pytest.mark.parametrize(
    ("tenths", "mean"),
    [
        pytest.param([500], 500, id="one"),
        pytest.param([467, 600], 534, id="533.5-up"),
        pytest.param([0, 1], 1, id="0.5-up-though-banks-round-it-down"),
        pytest.param([333, 333, 334], 333, id="a-third-down"),
        pytest.param([333, 334, 334], 334, id="two-thirds-up"),
    ],
)
def test_means_are_rounded_half_up(tenths: list[int], mean: int) -> None:
    """A mean of scores is rounded half up to a tenth."""
    assert mean_tenths(tenths) == mean


@pytest.mark.parametrize(
    ("marks", "points", "expected"),
    [
        pytest.param("1 0 0 0 0 0 0 0", "3 of 48", 6.3, id="6.25"),
        pytest.param("3 0 0 0 0 0 0 0", "9 of 48", 18.8, id="18.75"),
        pytest.param("3 0 2 0 0 0 0 0", "15 of 48", 31.3, id="31.25"),
        pytest.param("0 1 0 0 0 0 0 0", "1 of 48", 2.1, id="2.08"),
        pytest.param("0 2 0 0 0 0 0 0", "2 of 48", 4.2, id="4.17"),
        pytest.param("1 1 1 1 1 1 1 1", "16 of 48", 33.3, id="33.33"),
        pytest.param("3 3 3 3 3 3 3 3", "48 of 48", 100.0, id="100"),
    ],
)
def test_score_of_a_domain(marks: str, points: str, expected: float) -> None:
    """A domain's score is its points as a share of the highest, weights included, rounded half up."""
    domain = _domain(EIGHT, marks)
    assert domain.score == expected, points
    assert domain.score_max == expected, "without anything unknown both scores are one"


@pytest.mark.parametrize(
    ("marks", "low", "high"),
    [
        pytest.param("? 0 0 0 0 0 0 0", 0.0, 18.8, id="dont-know-may-be-all-or-nothing"),
        pytest.param(". 0 0 0 0 0 0 0", 0.0, 18.8, id="unanswered-too"),
        pytest.param("3 ? . 3 3 3 3 3", 75.0, 100.0, id="both-kinds-together"),
        pytest.param("0 - 0 0 - - - -", 0.0, 0.0, id="not-applicable-is-not-unknown"),
        pytest.param("3 - 3 3 - - - -", 100.0, 100.0, id="not-applicable-leaves-the-sum"),
        pytest.param(". . . . . . . .", 0.0, 100.0, id="nothing-answered"),
    ],
)
def test_score_and_the_score_it_may_turn_out_to_be(marks: str, low: float, high: float) -> None:
    """Don't know and unanswered count 0 in the score and 3 in the highest possible; not applicable in neither."""
    domain = _domain(EIGHT, marks)
    assert (domain.score, domain.score_max) == (low, high)


@pytest.mark.parametrize(
    ("marks", "coverage", "has_band"),
    [
        pytest.param("2 2 2 2 2", 100.0, True, id="all"),
        pytest.param("2 2 2 2 ?", 80.0, True, id="four-of-five"),
        pytest.param("2 2 2 2 .", 80.0, True, id="four-of-five-one-unanswered"),
        pytest.param("2 2 2 ? .", 60.0, False, id="three-of-five"),
        pytest.param("2 2 2 ? -", 75.0, False, id="three-of-four-that-apply"),
        pytest.param("2 2 2 - -", 100.0, True, id="all-that-apply"),
        pytest.param("2 2 2 2 2 2 2 ? ?", 77.8, False, id="seven-of-nine"),
        pytest.param("2 2 2 2 2 2 2 2 ? ?", 80.0, True, id="eight-of-ten"),
        pytest.param("2 2 2 2 2 2 2 ?", 87.5, True, id="seven-of-eight"),
        pytest.param("0 0 0 0 0", 100.0, True, id="level-0-is-known"),
        pytest.param("? ? ? ? ?", 0.0, False, id="none"),
    ],
)
def test_coverage_and_the_band_that_needs_it(marks: str, coverage: float, has_band: bool) -> None:
    """Coverage is the share of applicable criteria whose level is known; below four fifths there is no band."""
    domain = _domain(_ones(len(marks.split())), marks)
    assert domain.coverage == coverage
    assert (domain.band is not None) is has_band
    assert domain.capped_by == ()


@pytest.mark.parametrize(
    ("points", "shown", "band"),
    [
        pytest.param(0, 0.0, "not_started", id="0"),
        pytest.param(224, 24.9, "not_started", id="24.9"),
        pytest.param(225, 25.0, "getting_started", id="25.0"),
        pytest.param(449, 49.9, "getting_started", id="49.9"),
        pytest.param(450, 50.0, "nearly_there", id="50.0"),
        pytest.param(674, 74.9, "nearly_there", id="74.9"),
        pytest.param(675, 75.0, "ready", id="75.0"),
        pytest.param(900, 100.0, "ready", id="100"),
    ],
)
def test_bands_at_their_edges(points: int, shown: float, band: str) -> None:
    """A band begins at its score exactly; a tenth below belongs to the band before."""
    domain = _domain(_ones(300), _marks_for(points, 300))
    assert (domain.score, domain.band) == (shown, band)


def test_band_follows_the_score_that_is_shown() -> None:
    """A score of 24.97 is shown as 25.0, and the band agrees with what is shown."""
    domain = _domain(_ones(1000), _marks_for(749, 1000))
    assert (domain.score, domain.band) == (25.0, "getting_started")


def _marks_for(points: int, questions: int) -> str:
    levels = [3] * (points // 3) + [points % 3]
    return " ".join(str(level) for level in (levels + [0] * questions)[:questions])


@pytest.mark.parametrize(
    ("marks", "by_score", "band", "capped_by"),
    [
        pytest.param("3 3 3 3 3 3 3 3 3 3", 100.0, "ready", "", id="no-essential-low"),
        pytest.param("2 2 3 3 3 3 3 3 3 3", 93.3, "ready", "", id="essentials-in-place"),
        pytest.param("1 3 3 3 3 3 3 3 3 3", 93.3, "nearly_there", "q1", id="one-planned"),
        pytest.param("3 1 3 3 3 3 3 3 3 3", 93.3, "nearly_there", "q2", id="the-other-planned"),
        pytest.param("1 1 3 3 3 3 3 3 3 3", 86.7, "nearly_there", "q1 q2", id="both-planned"),
        pytest.param("0 3 3 3 3 3 3 3 3 3", 90.0, "getting_started", "q1", id="one-missing"),
        pytest.param("? 3 3 3 3 3 3 3 3 3", 90.0, "getting_started", "q1", id="one-not-known"),
        pytest.param(". 3 3 3 3 3 3 3 3 3", 90.0, "getting_started", "q1", id="one-not-answered"),
        pytest.param("0 ? 3 3 3 3 3 3 3 3", 80.0, "getting_started", "q1 q2", id="two-missing"),
        pytest.param("0 1 3 3 3 3 3 3 3 3", 83.3, "getting_started", "q1", id="missing-outranks-planned"),
        pytest.param("3 3 0 3 3 3 3 3 3 3", 90.0, "ready", "", id="what-is-not-essential-caps-nothing"),
        pytest.param("1 3 2 2 2 2 2 2 2 2", 66.7, "nearly_there", "", id="planned-at-its-cap-already"),
        pytest.param("0 3 2 2 2 2 2 2 2 2", 63.3, "getting_started", "q1", id="missing-above-its-cap"),
        pytest.param("0 3 1 1 1 1 1 1 1 1", 36.7, "getting_started", "", id="missing-at-its-cap-already"),
        pytest.param("1 3 1 1 1 1 1 1 1 1", 40.0, "getting_started", "", id="planned-below-its-cap"),
        pytest.param("0 0 0 0 0 0 0 0 0 0", 0.0, "not_started", "", id="missing-below-its-cap"),
        pytest.param("0 3 3 3 3 3 3 3 - -", 87.5, "getting_started", "q1", id="beside-what-does-not-apply"),
        pytest.param("0 3 3 3 3 3 3 ? ? ?", 60.0, None, "", id="no-band-no-cap"),
    ],
)
def test_caps(marks: str, by_score: float, band: str | None, capped_by: str) -> None:
    """A low essential holds the band down, and is named where that changed it."""
    domain = _domain(TEN, marks)
    assert domain.score == by_score
    assert domain.band == band
    assert domain.capped_by == tuple(f"one.{name}" for name in capped_by.split())


def test_domain_in_which_nothing_applies() -> None:
    """A domain of which nothing applies has no numbers and no band, and leaves the overall score alone."""
    rows = (other(2), other(1), essential(3, domain="two"))
    result = judge(rows, "- - 2")
    empty, full = result.domains
    assert (empty.score, empty.score_max, empty.coverage, empty.band, empty.capped_by, empty.counted) == (
        None,
        None,
        None,
        None,
        (),
        0,
    )
    assert full.score == 66.7
    assert result.overall_score == 66.7


def test_service_to_which_nothing_applies() -> None:
    """If no domain has a score, there is no overall score either."""
    result = judge((other(2), other(1, domain="two")), "- -")
    assert result.overall_score is None
    assert all(stage.decision == "go" for stage in result.stages)


@pytest.mark.parametrize(
    ("marks", "scores", "overall"),
    [
        pytest.param("1 2", (33.3, 66.7), 50.0, id="mean-of-rounded-scores"),
        pytest.param("0 1", (0.0, 33.3), 16.7, id="16.65-up"),
        pytest.param("2 3", (66.7, 100.0), 83.4, id="83.35-up"),
    ],
)
def test_overall_score(marks: str, scores: tuple[float, float], overall: float) -> None:
    """The overall score is the mean of the domains' scores, each domain counting once, rounded half up."""
    result = judge((other(3), other(1, domain="two")), marks)
    assert tuple(domain.score for domain in result.domains) == scores
    assert result.overall_score == overall


def test_domains_do_not_mix() -> None:
    """Each domain is judged by its own questions alone, in questionnaire order."""
    result = judge((essential(3), other(1), essential(1, domain="two"), other(1, domain="two")), "3 3 0 0")
    assert [(domain.id, domain.score, domain.counted) for domain in result.domains] == [
        ("one", 100.0, 2),
        ("two", 0.0, 2),
    ]


@pytest.mark.parametrize(
    ("items", "levels"),
    [pytest.param(4, [0, 1, 1, 2, 3], id="four"), pytest.param(6, [0, 0, 1, 1, 2, 2, 3], id="six")],
)
def test_ticks_become_levels(items: int, levels: list[int]) -> None:
    """The number of ticks gives a checklist's level, which then counts like any other."""
    checklist = tiny(other(1, items=items))
    for ticks, level in enumerate(levels):
        result = judge(checklist, f"t{ticks}")
        assert result.criteria[0].level == level
        assert result.domains[0].score == {0: 0.0, 1: 33.3, 2: 66.7, 3: 100.0}[level]


def test_short_form_is_judged_on_its_essentials_alone() -> None:
    """In the short form the other questions do not exist, even where they were answered."""
    result = judge(EIGHT, "2 0 1 2 ? 0 - .", form="short")
    (domain,) = result.domains
    assert (domain.score, domain.score_max, domain.coverage, domain.counted) == (55.6, 55.6, 100.0, 3)
    assert [criterion.question for criterion in result.criteria] == ["one.q1", "one.q3", "one.q4"]
    assert (result.complete, result.answered, result.unanswered) == (True, 3, 0)


def test_states_are_counted_apart() -> None:
    """Known, don't know, not applicable and unanswered are counted each for itself and add up to the questions."""
    result = judge(EIGHT, "0 3 ? . . - - 1")
    assert (result.answered, result.unknown, result.not_applicable, result.unanswered) == (3, 1, 2, 2)
    assert not result.complete
    assert [criterion.state for criterion in result.criteria] == [
        *("known", "known", "unknown", "unanswered", "unanswered", "not_applicable", "not_applicable", "known"),
    ]
    assert [criterion.level for criterion in result.criteria] == [0, 3, None, None, None, None, None, 1]


def test_sheet_is_complete_once_every_question_has_some_answer() -> None:
    """Don't know and not applicable are answers; only a blank leaves a sheet incomplete."""
    rows = (essential(3), other(1))
    assert judge(rows, "? -").complete
    assert not judge(rows, "3 .").complete


def test_result_repeats_what_was_answered() -> None:
    """Each criterion of a result carries its note, its reason and its ticked items for the reports."""
    instrument = tiny(other(2, items=4), other(1, "appoint"), essential(3), essential(3))
    answers: dict[str, Answer] = {
        "one.q1": Ticked(ticked=("item3", "item1"), note="Two of them"),
        "one.q2": NotApplicable(not_applicable="Posts are filled"),
        "one.q3": Unknown(note="Ask the director"),
    }
    first, second, third, fourth = score(instrument, sheet_of(instrument, answers), MONDAY).criteria
    assert (first.ticked, first.note, first.reason, first.level) == (("item3", "item1"), "Two of them", "", 1)
    assert (second.reason, second.ticked, second.weight, second.essential, second.stage) == (
        "Posts are filled",
        (),
        1,
        False,
        "appoint",
    )
    assert (third.note, third.state, third.essential, third.domain) == ("Ask the director", "unknown", True, "one")
    assert (fourth.note, fourth.state, fourth.sources) == ("", "unanswered", ("BOOK-1",))


def test_not_applicable_is_refused_where_a_question_always_applies() -> None:
    """An essential that is answered with not applicable is a fault that names the question and what to give instead."""
    with pytest.raises(
        InputFault, match=r"one\.q1: this question always applies.*Give a level, or write \"unknown\": true"
    ):
        judge((essential(3), other(1)), "- -")


def test_ticks_on_a_scale_are_a_bug_and_show_as_one() -> None:
    """The engine never guesses at an answer of the wrong kind; reading the file has refused it before."""
    instrument = tiny(other(1), other(1))
    with pytest.raises(ValueError, match=r"one\.q2.*is not an answer to this question"):
        score(instrument, sheet_of(instrument, {"one.q1": Levelled(level=1), "one.q2": Ticked(ticked=())}), MONDAY)
