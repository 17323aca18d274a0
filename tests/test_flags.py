"""What a reader has to know before relying on a result: each flag on both sides of its edge."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Unknown
from scoring.engine import score
from scoring.flags import first_fresh_day, is_stale
from scoring.instrument import Instrument
from scoring.result import Result
from scoring.rubric import Flag
from tests.tiny import FLAGS, MONDAY, essential, judge, other, sheet_of, tiny

ONE = (other(1),)


@pytest.mark.parametrize(
    ("took_part", "is_raised"),
    [
        pytest.param([], True, id="nobody-said"),
        pytest.param(["service_manager", "team_member", "other"], True, id="all-others"),
        pytest.param(["peer_worker"], False, id="peer-worker"),
        pytest.param(["lived_experience"], False, id="lived-experience"),
        pytest.param(["service_manager", "lived_experience"], False, id="among-others"),
    ],
)
def test_no_lived_experience_voice(took_part: list[str], is_raised: bool) -> None:
    """Raised unless somebody who took part has lived experience or is a peer worker."""
    assert ("no_lived_experience_voice" in judge(ONE, "2", took_part=tuple(took_part)).flags) is is_raised


@pytest.mark.parametrize(
    ("took_part", "is_raised"),
    [
        pytest.param([], True, id="nobody-said"),
        pytest.param(["service_manager", "lived_experience", "other"], True, id="all-others"),
        pytest.param(["team_member"], False, id="team-member"),
        pytest.param(["peer_worker"], False, id="peer-worker"),
    ],
)
def test_no_frontline_voice(took_part: list[str], is_raised: bool) -> None:
    """Raised unless somebody who took part works in the team: a team member or a peer worker."""
    assert ("no_frontline_voice" in judge(ONE, "2", took_part=tuple(took_part)).flags) is is_raised


@pytest.mark.parametrize(
    ("took_part", "is_raised"),
    [
        pytest.param([], False, id="nobody-said"),
        pytest.param(["team_member"], True, id="one"),
        pytest.param(["team_member", "team_member"], True, id="two-of-one-role"),
        pytest.param(["team_member", "other"], False, id="two-roles"),
    ],
)
def test_single_role(took_part: list[str], is_raised: bool) -> None:
    """Raised where everyone who took part has the same role."""
    assert ("single_role" in judge(ONE, "2", took_part=tuple(took_part)).flags) is is_raised


def _notes(instrument: Instrument, noted: int, unnoted: int) -> Result:
    names = list(instrument.questionnaire.questions)[: noted + unnoted]
    answers: dict[str, Answer] = {
        name: Levelled(level=number % 3, note="A paper" if number < noted else "") for number, name in enumerate(names)
    }
    return score(instrument, sheet_of(instrument, answers), MONDAY)


@pytest.mark.parametrize(
    ("noted", "unnoted", "is_raised"),
    [
        pytest.param(0, 0, False, id="no-answers"),
        pytest.param(0, 1, True, id="none-of-1"),
        pytest.param(1, 4, False, id="1-of-5"),
        pytest.param(1, 5, True, id="1-of-6"),
        pytest.param(2, 8, False, id="2-of-10"),
        pytest.param(1, 8, True, id="1-of-9"),
        pytest.param(10, 0, False, id="all"),
    ],
)
def test_little_evidence(noted: int, unnoted: int, is_raised: bool) -> None:
    """Raised where fewer than a fifth of the answers have a note; blanks are no answers."""
    assert ("little_evidence" in _notes(tiny(*[other(1)] * 10), noted, unnoted).flags) is is_raised


def test_evidence_counts_on_every_kind_of_answer() -> None:
    """A note on a don't know or a not applicable counts, and such answers count among the answers."""
    instrument = tiny(*[other(1)] * 11)
    names = list(instrument.questionnaire.questions)
    plain: dict[str, Answer] = {name: Levelled(level=1) for name in names[:8]}
    with_notes: dict[str, Answer] = {
        **plain,
        names[8]: Unknown(note="Ask her"),
        names[9]: NotApplicable(not_applicable="Filled", note="See the list"),
    }
    assert "little_evidence" not in score(instrument, sheet_of(instrument, with_notes), MONDAY).flags
    assert (
        "little_evidence" in score(instrument, sheet_of(instrument, {**with_notes, names[10]: Unknown()}), MONDAY).flags
    )


@pytest.mark.parametrize(
    ("marks", "is_raised"),
    [
        pytest.param("2 " * 20, True, id="20-of-20"),
        pytest.param("2 " * 19, False, id="only-19-answers"),
        pytest.param("2 " * 18 + "1 3", True, id="18-of-20"),
        pytest.param("2 " * 17 + "1 3 0", False, id="17-of-20"),
        pytest.param("2 " * 19 + "1 3", True, id="19-of-21"),
        pytest.param("2 " * 18 + "1 3 0", False, id="18-of-21"),
        pytest.param("0 " * 20, True, id="level-0-is-a-level"),
        pytest.param("2 " * 19 + "? ? ? ?", False, id="dont-know-is-no-level"),
        pytest.param("2 " * 20 + "? . -", True, id="beside-other-answers"),
    ],
)
def test_straight_lining(marks: str, is_raised: bool) -> None:
    """Raised where nine tenths or more of at least 20 known levels are one level."""
    result = judge([other(1)] * len(marks.split()), marks)
    assert ("straight_lining" in result.flags) is is_raised


@pytest.mark.parametrize(
    ("marks", "is_raised"),
    [
        pytest.param(". .", False, id="no-answers"),
        pytest.param("? 1 1 1 1", True, id="1-of-5"),
        pytest.param("? 1 1 1 1 1", False, id="1-of-6"),
        pytest.param("? ? 1 1 1 1 1 1 1", True, id="2-of-9"),
        pytest.param("? ? 1 1 1 1 1 1 1 1 1", False, id="2-of-11"),
        pytest.param("? 1 1 1 1 . . .", True, id="blanks-are-no-answers"),
        pytest.param("? 1 1 1 1 -", False, id="not-applicable-is-an-answer"),
        pytest.param("?", True, id="all"),
    ],
)
def test_many_unknown(marks: str, is_raised: bool) -> None:
    """Raised where a fifth or more of the answers are don't know; blanks are no answers."""
    result = judge([other(1)] * len(marks.split()), marks)
    assert ("many_unknown" in result.flags) is is_raised


@pytest.mark.parametrize(("form", "is_raised"), [pytest.param("short", True), pytest.param("full", False)])
def test_short_form(form: str, is_raised: bool) -> None:
    """Raised for the short form."""
    assert ("short_form" in judge((essential(3),), "2", form=form).flags) is is_raised


def test_shares_of_the_short_form_are_shares_of_its_questions() -> None:
    """In the short form an answer outside it neither adds evidence nor don't knows."""
    rows = (*[essential(3)] * 5, other(1), other(1))
    assert "many_unknown" not in judge(rows, "2 2 2 2 2 ? ?", form="short").flags
    assert "many_unknown" in judge(rows, "2 2 2 2 ? 1 1", form="short").flags


@pytest.mark.parametrize(
    ("updated", "read", "is_raised"),
    [
        pytest.param("2025-11-21", "2026-11-20", False, id="a-day-before-the-year"),
        pytest.param("2025-11-21", "2026-11-21", False, id="a-year-to-the-day"),
        pytest.param("2025-11-21", "2026-11-22", True, id="a-day-after-the-year"),
        pytest.param("2024-02-29", "2025-02-28", False, id="leap-day-a-year-on"),
        pytest.param("2024-02-29", "2025-03-01", True, id="leap-day-a-day-more"),
        pytest.param("2026-11-21", "2026-11-21", False, id="today"),
    ],
)
def test_stale(updated: str, read: str, is_raised: bool) -> None:
    """Raised where the last answer is older than twelve months on the reading date."""
    last = datetime.fromisoformat(f"{updated}T23:59:59+00:00")
    result = judge(ONE, "2", date.fromisoformat(read), updated_at=last, started_at=last - timedelta(days=400))
    assert ("stale" in result.flags) is is_raised


@given(st.dates(date(2001, 1, 1), date(2199, 12, 31)))
def test_first_fresh_day(read: date) -> None:
    """Answers of that day are not stale, those of the day before are."""
    first = first_fresh_day(read)
    assert not is_stale(first, read)
    assert is_stale(first - timedelta(days=1), read)


def test_answers_without_a_date_are_not_called_stale() -> None:
    """What is not known is not claimed."""
    assert "stale" not in judge(ONE, "2", updated_at=None, started_at=datetime(2020, 1, 1, tzinfo=UTC)).flags


def test_flags_come_in_their_order_with_their_sentences() -> None:
    """A result carries its flags in the order of the design, each with the rubric's sentence and no other."""
    assert get_args(Flag) == FLAGS, "the design's flags, in its order"
    old = datetime(2020, 1, 1, tzinfo=UTC)
    rows = [essential(3)] * 25
    flags = judge(rows, "2 " * 20 + "? " * 5, form="short", took_part=("service_manager",), updated_at=old).flags
    assert flags == FLAGS
    none = judge((other(1),), "2", took_part=("peer_worker", "other"))
    assert none.flags == ("little_evidence",)
    assert none.flag_sentences == {"little_evidence": "A sentence."}
