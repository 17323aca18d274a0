"""The agenda of a workshop: spreads, sections, order, and the rule that nobody can be told from others."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement, product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import AnswerSheet, Levelled, Unknown
from scoring.agenda import (
    FEWEST_PEOPLE,
    Agenda,
    AgendaQuestion,
    Spread,
    agenda_of,
    section_of,
    shown_roles,
    without_few,
)
from scoring.instrument import Instrument
from tests.tiny import essential, other, sheet, sheet_of, tiny

ROLES = ("service_manager", "team_member", "peer_worker", "human_resources")


def spread(marks: str) -> Spread:
    """The spread of one question from everybody's mark: `0` to `3`, `?`, `-`."""
    number = Counter(marks.split())
    counts = tuple(number[str(level)] for level in range(4))
    return Spread(counts=counts, unknown=number["?"], not_applicable=number["-"])


def agenda(instrument: Instrument, people: Sequence[str], roles: Sequence[tuple[str, ...]] = ()) -> Agenda:
    """The agenda of sheets that are written as marks, one for each person."""
    took_part = roles or [()] * len(people)
    sheets = [sheet(instrument, marks, took_part=role) for marks, role in zip(people, took_part, strict=True)]
    return agenda_of(instrument, instrument.questionnaire.questions, sheets)


def only_question(instrument: Instrument, people: Sequence[str], roles: Sequence[tuple[str, ...]]) -> AgendaQuestion:
    (question,) = agenda(instrument, people, roles).questions
    return question


@pytest.mark.parametrize(
    ("marks", "low", "high", "difference"),
    [
        ("", None, None, None),
        ("? - ?", None, None, None),
        ("2 ?", 2, 2, None),  # one known view is not a pair
        ("1 1", 1, 1, 0),
        ("0 3", 0, 3, 300),
        ("0 1 2 3", 0, 3, 167),  # 1 + 2 + 3 + 1 + 2 + 1 = 10 over 6 pairs: 1.666...
        ("0 0 1", 0, 1, 67),  # 2 over 3 pairs
        ("0 1 1 1 1 1 1 1 - ?", 0, 1, 25),  # 7 over 28 pairs
        ("1 " + "0 " * 15, 0, 1, 13),  # 15 over 120 pairs are 12.5 hundredths, rounded half up
        ("0 0 0 0 3 3 3 3", 0, 3, 171),  # 16 pairs 3 apart: 48 over 28
    ],
)
def test_difference_is_the_mean_over_all_pairs(
    marks: str, low: int | None, high: int | None, difference: int | None
) -> None:
    """Low, high and difference are those of the known levels, the difference in hundredths, half up."""
    found = spread(marks)
    assert (found.low, found.high, found.difference) == (low, high, difference)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12))
def test_difference_does_not_depend_on_the_order_and_is_at_most_three_levels(levels: list[int]) -> None:
    """A difference is that of the pairs one by one; nobody further apart than 0 and 3."""
    found = spread(" ".join(map(str, levels))).difference
    pairs = [abs(one - another) for place, one in enumerate(levels) for another in levels[:place]]
    assert found is not None
    assert abs(found - 100 * sum(pairs) / len(pairs)) <= 0.5
    assert 0 <= found <= 300


@pytest.mark.parametrize(
    ("marks", "is_essential", "section"),
    [
        ("0 2", False, "discuss"),  # two levels apart
        ("1 2", False, "confirm"),
        ("1 2", True, "discuss"),  # an essential with views on both sides of in place
        ("0 1", True, "confirm"),
        ("2 3", True, "confirm"),
        ("0 3 ? ? ?", False, "discuss"),  # differing comes before not knowing
        ("1 1 ? ?", False, "find_out"),  # half of them
        ("1 1 1 ? ?", False, "confirm"),
        ("1 - ? ?", False, "find_out"),  # not applicable is an answer too: half of four
        ("1 - - ? ?", False, "confirm"),
        ("- - -", False, "confirm"),
        ("", False, "find_out"),  # nobody has said anything, so nobody knows
        ("1 1 1", True, "confirm"),
    ],
)
def test_section_of_a_question(marks: str, is_essential: bool, section: str) -> None:
    """Each question is to discuss, to find out or to confirm, by the rules of the design."""
    assert section_of(spread(marks), essential=is_essential) == section


def test_order_is_section_then_weighted_difference_then_stage_then_questionnaire() -> None:
    """What to talk about first comes first: a difference counts as much as the question's weight."""
    instrument = tiny(
        other(1, "advertise"),  # q1: confirm, no difference
        other(1, "first_day"),  # q2: discuss, 1 x 3.00
        other(3, "first_day"),  # q3: discuss, 3 x 2.00, later stage
        other(3, "advertise"),  # q4: discuss, 3 x 2.00, earlier stage
        other(1, "advertise"),  # q5: find out, no difference
        other(1, "advertise"),  # q6: confirm, 1 x 0.67
        other(3, "advertise"),  # q7: discuss, 3 x 2.00 as q4
    )
    #                          q1 q2 q3 q4 q5 q6 q7
    found = agenda(instrument, ["1 0 0 0 ? 0 1", "1 3 3 3 ? 1 3", "1 3 . . ? 1 ."])
    assert [question.spread.difference for question in found.questions] == [300, 300, 200, 200, None, 67, 0]
    assert [(question.id, question.section) for question in found.questions] == [
        ("one.q4", "discuss"),  # 900
        ("one.q3", "discuss"),  # 900, needed later
        ("one.q7", "discuss"),  # 600
        ("one.q2", "discuss"),  # 200
        ("one.q5", "find_out"),
        ("one.q6", "confirm"),
        ("one.q1", "confirm"),
    ]
    assert [question.id for question in found.of("confirm")] == ["one.q6", "one.q1"]


def test_counts_add_up_and_blanks_are_nobodys_answer() -> None:
    """Don't know, not applicable and not answered are three things; a sheet without answers is not a person."""
    instrument = tiny(other(), other())
    found = agenda(instrument, ["0 .", "? .", "- .", "2 .", ". ."])
    assert found.people == 4
    first = next(question for question in found.questions if question.id == "one.q1")
    assert first.spread == Spread(counts=(1, 0, 1, 0), unknown=1, not_applicable=1)
    assert (first.spread.known, first.spread.answered) == (2, 4)
    second = next(question for question in found.questions if question.id == "one.q2")
    assert second.spread.answered == 0


def test_only_questions_of_the_workshop_are_on_the_agenda() -> None:
    """Answers to other questions are left alone, and whoever answered only those is not counted."""
    instrument = tiny(other(), other())
    sheets = [sheet(instrument, "0 ."), sheet(instrument, ". 3"), sheet(instrument, "1 2")]
    found = agenda_of(instrument, ["one.q1"], sheets)
    assert [question.id for question in found.questions] == ["one.q1"]
    assert found.people == 2


def test_a_checklist_counts_levels_and_each_item() -> None:
    """Ticks become levels by the rubric, and the agenda says how many people ticked each item."""
    instrument = tiny(other(items=4))
    (question,) = agenda(instrument, ["t0", "t2", "t4", "?"]).questions
    assert question.spread == Spread(counts=(1, 1, 0, 1), unknown=1, not_applicable=0)
    assert question.ticked == {"item0": 2, "item1": 2, "item2": 1, "item3": 1}
    assert not agenda(tiny(other()), ["1"]).questions[0].ticked


def test_an_answer_that_always_applies_by_now_is_nobodys() -> None:
    """An earlier version allowed not applicable; it counts neither as a person's answer nor in a spread."""
    instrument = tiny(essential())
    found = agenda(instrument, ["-", "1"])
    assert found.questions[0].spread == Spread(counts=(0, 1, 0, 0), unknown=0, not_applicable=0)


def test_one_or_two_people_cannot_be_shown() -> None:
    """Answers can be shown together from three people on, and not before."""
    instrument = tiny(other())
    assert [agenda(instrument, ["1"] * people).can_be_shown for people in range(5)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_question_that_one_or_two_answered_is_like_one_that_nobody_answered() -> None:
    """If two people answered, each would learn the other's view: no counts, no spread, no ticks, last in `find_out`."""
    instrument = tiny(essential(), other(items=4), other(), other(), other())
    #                          q1 q2 q3 q4 q5
    told = agenda(instrument, ["0 t1 . ? 1", "3 t2 . ? 1", ". . . ? 2", ". . . . 3"])
    shown = without_few(instrument, told)
    nobody = agenda_of(instrument, instrument.questionnaire.questions, ())
    assert shown.people == told.people == 4
    found = {question.id: question for question in shown.questions}
    assert [found[f"one.q{number}"] for number in (1, 2, 3)] == [
        next(question for question in nobody.questions if question.id == f"one.q{number}") for number in (1, 2, 3)
    ]
    assert [found[f"one.q{number}"] in told.questions for number in (4, 5)] == [True, True]
    assert [question.id for question in shown.questions] == ["one.q5", "one.q1", "one.q2", "one.q3", "one.q4"]
    assert without_few(instrument, shown) == shown


@given(st.lists(st.lists(st.sampled_from("0123?."), min_size=3, max_size=3).map(" ".join), min_size=3, max_size=6))
def test_what_one_or_two_people_said_changes_nothing_that_is_shown(people: list[str]) -> None:
    """If only one or two people answered a question, any other answers of theirs give the same agenda."""
    instrument = tiny(other(), essential(), other())
    marks = [person.split() for person in people]
    few = [place for place in range(3) if sum(person[place] != "." for person in marks) < FEWEST_PEOPLE]
    changed = [[("." if place in few else mark) for place, mark in enumerate(person)] for person in marks]
    before, after = (
        without_few(instrument, agenda(instrument, [" ".join(person) for person in everybody]))
        for everybody in (marks, changed)
    )
    assert before.questions == after.questions


# Who can be told from others


MANAGER, TEAM, PEER = (("service_manager",), ("team_member",), ("peer_worker",))
BOTH = ("service_manager", "team_member")


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ([MANAGER] * 2, set()),
        ([MANAGER] * 3, {"service_manager"}),
        ([MANAGER] * 3 + [TEAM] * 3, {"service_manager", "team_member"}),
        ([MANAGER] * 3 + [TEAM] * 2, set()),  # all minus the managers would be the two others
        ([MANAGER] * 3 + [TEAM] * 4 + [PEER], {"team_member"}),  # with both, all minus both would be the peer worker
        ([MANAGER] * 3 + [TEAM] * 2 + [()], {"service_manager"}),  # the rest are three, one of them without a role
        ([MANAGER] * 3 + [()] * 2, set()),
        ([MANAGER] * 3 + [()] * 3, {"service_manager"}),
        ([BOTH] * 3, {"service_manager", "team_member"}),
        ([BOTH] * 3 + [MANAGER] * 3, {"service_manager", "team_member"}),
        ([BOTH] + [MANAGER] * 3 + [TEAM] * 4, {"team_member"}),  # both together would leave the one who has both
        ([BOTH] * 3 + [MANAGER], {"service_manager"}),  # all are managers; minus the team members one would be left
    ],
)
def test_roles_that_can_be_shown(people: list[tuple[str, ...]], shown: set[str]) -> None:
    """A role is shown separately where three or more people share it, and no smaller group follows by subtraction."""
    found = only_question(tiny(other()), ["1"] * len(people), people)
    assert set(found.by_role) == shown


def test_every_small_group_is_safe_from_adding_and_subtracting() -> None:
    """In every group of up to six people, no sum or difference of what is shown is about one or two of them."""
    kinds = [
        frozenset(role for role, has in zip("abc", marks, strict=True) if has) for marks in product((0, 1), repeat=3)
    ]
    shown_in = 0
    for size in range(7):
        for people in combinations_with_replacement(kinds, size):
            shown = shown_roles(people)
            shown_in += bool(shown)
            for weights in product((-2, -1, 0, 1, 2), repeat=1 + len(shown)):
                total, *rest = weights
                worth = Counter(
                    total + sum(weight for role, weight in zip(shown, rest, strict=True) if role in roles)
                    for roles in people
                )
                small = [value for value, number in worth.items() if value and number < FEWEST_PEOPLE]
                assert size < FEWEST_PEOPLE or not small, f"{people}: {shown} give {small} away"
    assert shown_in > 200  # the rule does not just hide everything


@given(st.lists(st.frozensets(st.sampled_from(ROLES), max_size=3), max_size=30))
def test_everybody_could_be_exchanged_with_two_others(people: list[frozenset[str]]) -> None:
    """Even with everybody's role, nobody can tell a person from at least two others by what is shown."""
    shown = shown_roles(tuple(people))
    alike = Counter(roles & {*shown} for roles in people)
    assert not shown or min(alike.values()) >= FEWEST_PEOPLE
    assert all(sum(role in roles for roles in people) >= FEWEST_PEOPLE for role in shown)


@given(st.data())
def test_exchanging_the_answers_of_people_changes_nothing(data: st.DataObject) -> None:
    """For every person there are two others who could have given their answer, for any answers and any blanks."""
    instrument = tiny(other())
    number = data.draw(st.integers(3, 9))
    roles = [data.draw(st.frozensets(st.sampled_from(ROLES[:2]), max_size=2).map(tuple)) for _ in range(number)]
    marks = [data.draw(st.sampled_from("0123?-.")) for _ in range(number)]
    before = only_question(instrument, marks, roles)
    answered = [person for person in range(number) if marks[person] != "."]
    for one in answered if len(answered) >= FEWEST_PEOPLE else ():
        like = 0
        for another in answered:
            exchanged = [*marks]
            exchanged[one], exchanged[another] = marks[another], marks[one]
            like += only_question(instrument, exchanged, roles) == before
        assert like >= FEWEST_PEOPLE, f"{roles} {marks}: {before.by_role}"


def test_the_rule_holds_for_each_question_by_those_who_answered_it() -> None:
    """If two of three managers left a question out, managers are not shown separately there."""
    instrument = tiny(other(), other())
    people = ["1 0", "1 .", "1 .", "2 3", "2 3", "2 3"]
    first, second = sorted(agenda(instrument, people, [MANAGER] * 3 + [TEAM] * 3).questions, key=lambda it: it.id)
    assert first.by_role == {"service_manager": spread("1 1 1"), "team_member": spread("2 2 2")}
    assert second.by_role == {}


def test_by_role_has_the_roles_in_the_order_of_the_questionnaire() -> None:
    """Roles are in one order, whoever sent a file first."""
    found = only_question(tiny(other()), ["0"] * 7, [PEER] * 4 + [MANAGER] * 3)
    assert [*found.by_role] == ["service_manager", "peer_worker"]


# Notes


def noted(instrument: Instrument, note: str, *, shown: bool, **header: Any) -> AnswerSheet:
    answer = Levelled(level=1, note=note, note_may_be_shown=shown)
    return sheet_of(instrument, {"one.q1": answer, "one.q2": Unknown(note=note, note_may_be_shown=shown)}, **header)


def test_notes_are_shown_only_where_their_writer_agreed() -> None:
    """A note is shown only if its writer ticked that it may be."""
    instrument = tiny(other(), other())
    sheets = [noted(instrument, "Yes please", shown=True), noted(instrument, "For me alone", shown=False)]
    found = agenda_of(instrument, ["one.q1"], sheets)
    assert found.questions[0].notes == ("Yes please",)
    assert "alone" not in found.model_dump_json()


def test_the_order_of_notes_says_nothing_about_their_writers() -> None:
    """Files in any order give the same agenda, and notes stand in another order at another question."""
    instrument = tiny(other(), other())
    sheets = [noted(instrument, f"Note {number}", shown=True, took_part=PEER) for number in range(12)]
    wanted = agenda_of(instrument, instrument.questionnaire.questions, sheets)
    for seed in range(5):
        shuffled = Random(seed).sample(sheets, len(sheets))
        assert agenda_of(instrument, instrument.questionnaire.questions, shuffled) == wanted
    first, second = wanted.questions
    as_written = tuple(f"Note {number}" for number in range(12))
    assert sorted(first.notes) == sorted(second.notes) == sorted(as_written)
    assert len({first.notes, second.notes, as_written}) == 3
