"""The room on its way through an agenda: what is agreed, confirmed together, undone and jumped to. No terminal."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Agreement, Answer, AnswerSheet, Levelled, NotApplicable, Ticked, Unknown
from readiness.workshop.agreeing import NOBODY_NEEDS_IT, Agreeing
from readiness.workshop.merging import merge, merged
from scoring.agenda import agenda_of
from scoring.instrument import Instrument
from tests.tiny import essential, other, sheet, sheet_of, tiny

AT = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
AGREED = Agreement(how="agreed")
INSTRUMENT = tiny(other(2), other(), other(), essential(), other(items=4), other(), other())
#         q1 q2 q3 q4 q5 q6 q7
PEOPLE = ("0 ? 1 2 t1 - 1", "3 ? 1 3 t1 - 2", "0 1 1 2 t1 - -")
"""To discuss: q1. To find out: q2. To confirm: q7 (1, 2, not applicable), q4, q3, q5, q6."""


def start(
    instrument: Instrument = INSTRUMENT, people: tuple[str, ...] = PEOPLE, agreed: AnswerSheet | None = None
) -> Agreeing:
    agenda = agenda_of(instrument, instrument.questionnaire.questions, [sheet(instrument, marks) for marks in people])
    return Agreeing.start(instrument, agenda, agreed or sheet_of(instrument, {}))


def at_level(level: int) -> Answer:
    return Levelled(level=level, agreement=AGREED)


def test_it_begins_at_the_top_of_the_agenda_and_says_where_it_is() -> None:
    """The first question is the first to discuss; its place is that in its section."""
    state = start()
    assert [found.id for found in state.agenda.questions] == [f"one.q{number}" for number in (1, 2, 4, 7, 3, 5, 6)]
    assert state.found is not None
    assert state.found.id == "one.q1"
    assert state.place() == (1, 1)
    assert state.next().next().place() == (1, 5)


def test_an_agreement_stays_and_the_next_open_question_follows() -> None:
    """The question stays until the room goes on; what is agreed is skipped."""
    state = start().with_answer(at_level(1), AT)
    assert state.answer == at_level(1)
    assert state.sheet.updated_at == AT
    assert state.found is not None
    assert state.found.id == "one.q1"
    assert len(state.open) == 6
    following = state.next_open()
    assert following.found is not None
    assert following.found.id == "one.q2"
    again = start(agreed=state.sheet)
    assert again.found == following.found


def test_at_the_end_there_is_no_question() -> None:
    """After the last question nothing is shown, and nothing can be agreed by mistake."""
    state = start()
    for _ in range(9):
        state = state.next()
    assert (state.found, state.question, state.answer, state.place()) == (None, None, None, (0, 0))
    assert state.with_answer(at_level(1), AT) == state
    assert state.previous().found is not None
    assert start().previous() == start()


def test_confirming_together_takes_what_all_say_or_the_lower_view() -> None:
    """Questions of the last part are agreed together if views are the same or one level apart; the rest stays open."""
    state = start()
    assert state.to_confirm == {
        "one.q4": at_level(2),  # 2, 3, 2
        "one.q3": at_level(1),
        "one.q5": Ticked(ticked=("item0",), agreement=AGREED),
        "one.q6": NotApplicable(not_applicable=NOBODY_NEEDS_IT, agreement=AGREED),
        # q7 does not apply to one of them, so the room has to talk
    }
    confirmed = state.confirmed_together(AT)
    assert set(confirmed.open) == {"one.q1", "one.q2", "one.q7"}
    assert confirmed.found == state.found
    assert confirmed.to_confirm == {}
    assert confirmed.confirmed_together(AT) == confirmed


def test_confirming_together_changes_nothing_that_is_agreed() -> None:
    """Confirming together leaves what the room has already agreed as it is."""
    state = start().at_question("one.q3").with_answer(at_level(3), AT).confirmed_together(AT)
    assert state.sheet.answers["one.q3"] == at_level(3)


@pytest.mark.parametrize(
    ("people", "confirmed"),
    [
        (("t1", "t2", "t2"), ("item0",)),  # levels 1, 1, 1; all ticked the first
        (("t3", "t3", "t4"), ("item0", "item1", "item2")),  # levels 2, 2, 3: the lower view
        (("?", "t2", "t2"), ("item0", "item1")),  # who does not know has no view
        (("t0", "t0", "t0"), ()),
    ],
)
def test_a_checklist_is_confirmed_with_what_everybody_ticked(
    people: tuple[str, ...], confirmed: tuple[str, ...]
) -> None:
    """A checklist is confirmed with the items that everybody ticked, if that is the lower view."""
    state = start(tiny(other(items=4)), people)
    assert state.to_confirm == {"one.q1": Ticked(ticked=confirmed, agreement=AGREED)}


def test_a_checklist_in_which_everybody_ticked_something_else_stays_open() -> None:
    """Two people ticked one item each, but not the same: nobody said that nothing is there."""
    instrument = tiny(other(items=4))
    sheets = [sheet_of(instrument, {"one.q1": Ticked(ticked=(item,))}) for item in ("item0", "item1", "item1")]
    agenda = agenda_of(instrument, ["one.q1"], sheets)
    assert [found.section for found in agenda.questions] == ["confirm"]
    assert Agreeing.start(instrument, agenda, sheet_of(instrument, {})).to_confirm == {}


def test_undo_takes_back_one_change_after_the_other() -> None:
    """The last change first, with the answer that was there before, and at its question."""
    state = start().with_answer(at_level(1), AT).with_answer(at_level(2), AT).next_open()
    state = state.with_answer(Unknown(agreement=Agreement(how="parked", who="HR")), AT).confirmed_together(AT)
    assert len(state.sheet.answers) == 6
    state = state.undone(AT)
    assert set(state.sheet.answers) == {"one.q1", "one.q2"}
    state = state.undone(AT)
    assert state.found is not None
    assert state.found.id == "one.q2"
    state = state.undone(AT)
    assert state.sheet.answers == {"one.q1": at_level(1)}
    state = state.undone(AT)
    assert state.sheet.answers == {}
    assert not state.can_undo
    assert state.undone(AT) == state


@given(st.lists(st.sampled_from(["level", "next", "back", "open", "confirm", "park"]), max_size=20))
def test_undoing_everything_gives_the_beginning_back(moves: list[str]) -> None:
    """Whatever a room does, it can take all of it back."""
    state = start()
    for move in moves:
        match move:
            case "level":
                state = state.with_answer(at_level(1), AT)
            case "park":
                state = state.with_answer(Unknown(agreement=Agreement(how="parked")), AT)
            case "next":
                state = state.next()
            case "back":
                state = state.previous()
            case "open":
                state = state.next_open()
            case _:
                state = state.confirmed_together(AT)
    changes = len(state.before)
    for _ in range(changes):
        state = state.undone(AT)
    assert state.sheet.answers == {}


# Merging


def test_merging_takes_what_only_one_has_and_finds_conflicts() -> None:
    """Same answers are counted, different ones are conflicts, other questions are left alone."""
    ours = sheet_of(INSTRUMENT, {"one.q1": at_level(1), "one.q2": at_level(2), "one.q3": at_level(3)})
    answers: dict[str, Answer] = {"one.q2": at_level(2), "one.q3": at_level(1), "one.q4": at_level(0)}
    theirs = sheet_of(INSTRUMENT, {**answers, "one.q6": at_level(2)}, took_part=("team_member",))
    found = merge(ours, theirs, [f"one.q{number}" for number in range(1, 6)])
    assert found.taken_over == {"one.q4": at_level(0)}
    assert found.conflicts == {"one.q3": (at_level(3), at_level(1))}
    assert found.same == 1
    result = merged(ours, theirs, found.taken_over)
    assert result.answers == {**ours.answers, "one.q4": at_level(0)}
    assert result.took_part == ("service_manager", "peer_worker", "team_member")


def test_the_same_level_with_another_reason_is_a_conflict() -> None:
    """What a group said about an answer is not lost silently."""
    ours = sheet_of(INSTRUMENT, {"one.q1": at_level(1)})
    theirs = sheet_of(INSTRUMENT, {"one.q1": Levelled(level=1, agreement=Agreement(how="agreed", reason="Seen"))})
    assert list(merge(ours, theirs, ["one.q1"]).conflicts) == ["one.q1"]
