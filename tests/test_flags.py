"""What a reader has to know before relying on a result: each flag on both sides of its edge."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Unknown
from scoring.conditions import check_condition
from scoring.engine import score
from scoring.flags import months_begun
from scoring.instrument import Instrument
from scoring.result import Result
from tests.tiny import FLAGS, MONDAY, SHIPPED_FLAGS, essential, judge, other, sheet_of, tiny

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
    """The flag is raised if everyone who took part has the same role."""
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
    """The flag is raised for the short form."""
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


@pytest.mark.parametrize(
    ("seconds", "marks", "is_raised"),
    [
        pytest.param(149, "2 " * 15, True, id="just-under-ten-seconds-each"),
        pytest.param(150, "2 " * 15, False, id="ten-seconds-each"),
        pytest.param(0, "2 " * 15, True, id="at-once"),
        pytest.param(0, "2 " * 14, False, id="only-14-answers"),
        pytest.param(0, "2 " * 14 + ".", False, id="blanks-are-no-answers"),
        pytest.param(0, "2 " * 13 + "? -", True, id="every-kind-of-answer"),
    ],
)
def test_hurried(seconds: int, marks: str, is_raised: bool) -> None:
    """Raised where at least 15 answers took less than ten seconds each from the first to the last change."""
    start = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    rows = [other(1)] * len(marks.split())
    result = judge(rows, marks, started_at=start, updated_at=start + timedelta(seconds=seconds))
    assert ("hurried" in result.flags) is is_raised


@pytest.mark.parametrize("missing", ["started_at", "updated_at"])
def test_answers_without_both_moments_are_not_called_hurried(missing: str) -> None:
    """Answers are not called hurried unless their start and last change are both known."""
    moment = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    moments: dict[str, Any] = {"started_at": moment, "updated_at": moment, missing: None}
    assert "hurried" not in judge([other(1)] * 20, "2 " * 20, **moments).flags


@given(st.dates(date(2001, 1, 1), date(2199, 12, 31)), st.integers(0, 40))
def test_months_begin_on_the_same_day(day: date, months: int) -> None:
    """Up to the same day of a later month so many months have started, and a day later one more."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    last = min(day.day, monthrange(year, month + 1)[1])
    later = date(year, month + 1, last)
    assert months_begun(day, later) == months
    assert months_begun(day, later + timedelta(days=1)) == months + 1
    assert months_begun(later + timedelta(days=1), day) == 0


def test_condition_that_cannot_be_understood_is_refused() -> None:
    """A condition names known facts and is written in the one way; anything else is told."""
    with pytest.raises(ValueError, match=r"no fact called 'anwsers'.*Choose from these: answers"):
        check_condition("anwsers > 5")
    for text in ("answers", "answers > ", "answers > -1", "answers > 5 or 1 = 1", "__class__ = 1", "2 * 3 > answers"):
        with pytest.raises(ValueError, match=r"is not a condition|no fact"):
            check_condition(text)


def test_answers_without_a_date_are_not_called_stale() -> None:
    """Answers are not called stale if their date is not known."""
    assert "stale" not in judge(ONE, "2", updated_at=None, started_at=datetime(2020, 1, 1, tzinfo=UTC)).flags


def test_flags_come_in_their_order_with_their_sentences() -> None:
    """A result carries its flags in the order of the design, each with the rubric's sentence and no other."""
    assert tuple(SHIPPED_FLAGS) == FLAGS, "the design's flags, in its order"
    old = datetime(2020, 1, 1, tzinfo=UTC)
    rows = [essential(3)] * 25
    flags = judge(
        rows,
        "2 " * 20 + "? " * 5,
        form="short",
        took_part=("service_manager",),
        started_at=old,
        updated_at=old,
    ).flags
    assert flags == FLAGS
    none = judge((other(1),), "2", took_part=("peer_worker", "other"))
    assert none.flags == ("little_evidence",)
    assert none.flag_sentences == {"little_evidence": "A sentence."}
