"""A line of keys for one part of a paper sheet: what it says, and how it is said back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, Question
from readiness.forms.wording import NO_REASON
from readiness.imports.key_line import KeyLine
from readiness.workshop.form_definition import FormDefinition
from scoring.instrument import load_instrument

FORM = FormDefinition(load_instrument())
PARTS = {domain.id: (KeyLine(FORM, questions), questions) for domain, questions in FORM.domains}
LEADERSHIP, LEADERSHIP_QUESTIONS = PARTS["leadership"]
TRAINING, TRAINING_QUESTIONS = PARTS["training"]
RECRUITMENT, RECRUITMENT_QUESTIONS = PARTS["recruitment"]
ONE_EACH = (
    "Type 8 answers, one for each question. Where no box has a cross, or the cross is at “Not part of my role”, "
    "type '-'."
)
LETTERS = (
    "In square brackets, type the letters (A to D) of the boxes that have a cross, such as [AC]. "
    "If no item applies, type '0'."
)
KEYS = (
    "Type a letter from A to D, or a number from 0 to 3. Type '?' for \"don't know\", or '-' if no box has a cross or "
    "the cross is at “Not part of my role”."
)


def levels(text: str) -> list[int | str | None]:
    """What the line of the first part says: a level, `?`, or none if a question was left open."""
    found = LEADERSHIP.read(text)
    marks: list[int | str | None] = []
    for question in LEADERSHIP_QUESTIONS:
        answer = found.get(question.id)
        marks.append(answer.level if isinstance(answer, Levelled) else "?" if isinstance(answer, Unknown) else None)
    return marks


@pytest.mark.parametrize(
    "text",
    [
        *("2 1 ? 3 - 0 2 1", "C B ? D - A C B", "cb?d-acb", "21?3-021", "c,b,?,d,-,a,c,b"),
        *("2  b ?3 \u2013 a; 2 | 1", "2 1 [?] 3 . 0 c b", "2 1 ? 3 _ 0 2 1"),
    ],
)
def test_keys_are_numbers_or_the_letters_of_the_boxes(text: str) -> None:
    """Keys can have any spaces or commas between them, or none."""
    assert levels(text) == [2, 1, "?", 3, None, 0, 2, 1]


def test_a_dash_alone_is_an_empty_part() -> None:
    """A dash on its own means that nothing is crossed in that part."""
    assert LEADERSHIP.read(" - ") == {}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [f"LE1 to LE8: you typed 0 answers instead of 8. {ONE_EACH}"]),
        ("2 1 ? 3 - 0 2", [f"LE1 to LE8: you typed 7 answers instead of 8. {ONE_EACH}"]),
        ("222222222", [f"LE1 to LE8: you typed 9 answers instead of 8. {ONE_EACH}"]),
        ("2 1 4 3 e 0 2 1", [f"LE3: \"4\" can't be an answer to this question. {KEYS}",
                             f"LE5: \"e\" can't be an answer to this question. {KEYS}"]),
        ("2 1 [ab] 3 0 0 2 1", [f"LE3: this question has a single answer, not a list. {KEYS}"]),
        ("x1111111", [f"LE1: \"x\" can't be an answer to this question. {KEYS}"]),
    ],
)  # fmt: skip
def test_keys_that_do_not_fit_are_named_with_their_question(text: str, faults: list[str]) -> None:
    """All keys that don't fit are named, and nothing is used."""
    with pytest.raises(InputFault) as raised:
        LEADERSHIP.read(text)
    assert [str(fault) for fault in raised.value.faults] == faults


def test_lists_are_letters_in_brackets() -> None:
    """Lists are letters in any brackets and any case, with or without spaces; 0 and empty brackets mean none."""
    checklists = [question for question in TRAINING_QUESTIONS if isinstance(question, ChecklistQuestion)]
    first, second, third = ([option.id for option in question.options] for question in checklists)
    found = TRAINING.read("0 1 [ac] ( A, g ) 0 3 2 1")
    assert [found[question.id] for question in checklists] == [
        Ticked(ticked=(first[0], first[2])),
        Ticked(ticked=(second[0], second[6])),
        Ticked(ticked=()),
    ]
    found = TRAINING.read("0 1 {} ? [-] 3 2 1")
    assert [found[question.id] for question in checklists] == [Ticked(ticked=()), Unknown(), Ticked(ticked=())]
    assert len(third) == 4


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("2", f'TR3: "2" can\'t be the answer, because this question is answered with a list. {LETTERS}'),
        ("[e]", f'TR3: this list has no item "E". {LETTERS}'),
        ("[1]", f'TR3: this list has no item "1". {LETTERS}'),
    ],
)
def test_lists_that_do_not_fit(key: str, fault: str) -> None:
    """A level, or an item that is missing, does not fit a list."""
    with pytest.raises(InputFault) as raised:
        TRAINING.read(f"0 1 {key} 0 0 3 2 1")
    assert str(raised.value) == fault


def test_a_bracket_that_does_not_end() -> None:
    """A bracket that does not end is named; its end is not guessed."""
    with pytest.raises(InputFault, match="has no closing bracket"):
        TRAINING.read("0 1 [ac 0 0 3 2 1")


def test_does_not_apply_where_there_is_a_box_for_it() -> None:
    """Does not apply is a key without a reason, which is on the paper's line for notes."""
    places = [place for place, question in enumerate(RECRUITMENT_QUESTIONS) if FORM.not_applicable_allowed(question)]
    assert places
    keys = ["x" if place in places else "1" for place in range(8)]
    found = RECRUITMENT.read("".join(keys))
    assert [found[RECRUITMENT_QUESTIONS[place].id] for place in places] == [
        NotApplicable(not_applicable=NO_REASON)
    ] * len(places)


def _answers(question: Question) -> st.SearchStrategy[Answer | None]:
    own: st.SearchStrategy[Answer | None]
    if isinstance(question, ChecklistQuestion):
        options = [option.id for option in question.options]
        own = st.sets(st.sampled_from(options)).map(
            lambda some: Ticked(ticked=tuple(it for it in options if it in some))
        )
    else:
        own = st.integers(0, 3).map(lambda level: Levelled(level=level))
    others: list[Answer | None] = [None, Unknown()]
    if FORM.not_applicable_allowed(question):
        others.append(NotApplicable(not_applicable=NO_REASON))
    return own | st.sampled_from(others)


@given(st.data(), st.sampled_from([*PARTS]), st.booleans())
def test_what_is_written_is_read_again(data: st.DataObject, part: str, close: bool) -> None:
    """Every answer to every question, as a line of keys with spaces or without."""
    line, questions = PARTS[part]
    drawn = {question.id: data.draw(_answers(question)) for question in questions}
    answers = {question: answer for question, answer in drawn.items() if answer is not None}
    written = line.write(answers)
    assert line.read(written.replace(" ", "") if close else written.lower()) == answers


@given(st.sampled_from([*PARTS]), st.text(max_size=30))
def test_no_line_breaks_the_reader(part: str, text: str) -> None:
    """Any line gives answers to all questions, or a fault that says what to do."""
    line, questions = PARTS[part]
    try:
        found = line.read(text)
    except InputFault as fault:
        assert all(each.what and each.remedy and each.where for each in fault.faults)  # noqa: PT017  # either is right
    else:
        assert {*found} <= {question.id for question in questions}


@pytest.mark.parametrize("part", PARTS)
def test_the_example_fits(part: str) -> None:
    """The keys that are offered as an example can be typed."""
    line, _ = PARTS[part]
    assert line.read(line.example)
