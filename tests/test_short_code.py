"""The short code of a filled form: what goes in comes out, and a mistake in it is noticed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, Question
from readiness.exits import UsageFault
from readiness.workshop.form_definition import FormDefinition, form_definition
from readiness.workshop.short_code import (
    ALPHABET,
    NO_REASON,
    choices_of,
    code_length,
    decode,
    encode,
    identity,
    numbers_of,
)
from scoring.instrument import load_instrument
from tests.properties import tried_on
from tests.tiny import essential, other, tiny

INSTRUMENT = load_instrument()
FULL = form_definition(INSTRUMENT)
SHORT = form_definition(INSTRUMENT, short=True)
DOMAIN = form_definition(INSTRUMENT, domain="training")
FORMS = [FULL, SHORT, DOMAIN]

TINY = form_definition(tiny(essential(), other(), essential(items=3)))
"""Three questions: a scale, a scale that may not apply, and a checklist of three items."""


def answers_to(form: FormDefinition) -> st.SearchStrategy[dict[str, Answer]]:
    """Any answers to a form, as a code can carry them."""
    return st.fixed_dictionaries({}, optional={each.id: _answer_to(form, each) for each in form.questions})


def _answer_to(form: FormDefinition, question: Question) -> st.SearchStrategy[Answer]:
    kinds: list[st.SearchStrategy[Answer]] = [st.just(Unknown())]
    if form.not_applicable_allowed(question):
        kinds.append(st.just(NotApplicable(not_applicable=NO_REASON)))
    if isinstance(question, ChecklistQuestion):
        items = [option.id for option in question.options]
        ticked = st.sets(st.sampled_from(items)).map(lambda some: tuple(item for item in items if item in some))
        kinds.append(ticked.map(lambda some: Ticked(ticked=some)))
    else:
        kinds.append(st.integers(0, 3).map(lambda level: Levelled(level=level)))
    return st.one_of(kinds)


ROLES = st.sampled_from([None, *INSTRUMENT.questionnaire.roles])


@tried_on(40)
@given(form=st.sampled_from(FORMS), role=ROLES, data=st.data())
def test_what_goes_in_comes_out(form: FormDefinition, role: str | None, data: st.DataObject) -> None:
    """Role and answers come back from the code, in the order of the form; a code of a form has always one length."""
    answers = data.draw(answers_to(form))
    code = encode(form, role, answers)
    assert decode(form, code) == (role, answers)
    assert list(decode(form, code)[1]) == [each.id for each in form.questions if each.id in answers]
    assert len(code.replace("-", "")) == code_length(form)


def test_the_code_of_all_questions_is_short_enough_to_be_read_out() -> None:
    """The full form's code has six blocks of five; the design allows 60 characters."""
    assert [code_length(form) for form in FORMS] == [30, 12, 9]
    assert len(encode(FULL, None, {})) == 35


def test_a_code_that_was_worked_out_by_hand() -> None:
    """Role 2, level 3, not applicable, items 1 and 3: ((2 x 6 + 5) x 7 + 2) x 10 + 7 = 1217 = 1 x 1024 + 6 x 32 + 1."""
    assert [choices_of(TINY, question) for question in TINY.questions] == [6, 7, 10]
    answers: dict[str, Answer] = {
        "one.q1": Levelled(level=3),
        "one.q2": NotApplicable(not_applicable="Posts are filled"),
        "one.q3": Ticked(ticked=("item2", "item0")),
    }
    code = encode(TINY, "team_member", answers)
    assert code[:3] == "161"
    a, b = numbers_of(TINY)
    for digit in (1, 6, 1):
        mixed = a ^ digit
        doubled = {**{n: 2 * n for n in range(16)}, **{n: (2 * n) ^ 37 for n in range(16, 32)}}[mixed]
        a, b = b ^ mixed ^ doubled, doubled
    assert code == f"161{ALPHABET[a]}{ALPHABET[b]}"
    role, decoded = decode(TINY, code)
    assert (role, decoded["one.q3"]) == ("team_member", Ticked(ticked=("item0", "item2")))
    assert decoded["one.q2"] == NotApplicable(not_applicable=NO_REASON)


def _spoilt(code: str) -> Iterator[str]:
    """Every code with one wrong letter, and every code in which two neighbours changed places."""
    for place, right in enumerate(code):
        yield from (code[:place] + wrong + code[place + 1 :] for wrong in ALPHABET if wrong != right)
    for place, (one, two) in enumerate(pairwise(code)):
        if one != two:
            yield code[:place] + two + one + code[place + 2 :]


@tried_on(5)
@given(answers=answers_to(FULL))
def test_one_wrong_letter_and_two_swapped_neighbours_are_always_noticed(answers: dict[str, Answer]) -> None:
    """Every single one of them is refused, in a sentence that says what to do."""
    for spoilt in _spoilt(encode(FULL, "carer", answers).replace("-", "")):
        with pytest.raises(InputFault, match="a letter or digit in the code is wrong"):
            decode(FULL, spoilt)


@tried_on(25)
@given(data=st.data(), places=st.sets(st.integers(0, 29), min_size=2, max_size=2))
def test_two_wrong_letters_are_always_noticed(data: st.DataObject, places: set[int]) -> None:
    """Two wrong letters are always noticed in codes of up to 31 letters and digits; the full form's has 30."""
    letters = list(encode(FULL, None, data.draw(answers_to(FULL))).replace("-", ""))
    for place in places:
        letters[place] = data.draw(st.sampled_from([letter for letter in ALPHABET if letter != letters[place]]))
    with pytest.raises(InputFault):
        decode(FULL, "".join(letters))


@tried_on(25)
@given(role=ROLES, data=st.data())
def test_a_code_is_read_as_people_type_it(role: str | None, data: st.DataObject) -> None:
    """Letter case, spaces, any kind of hyphen, O for 0, I and L for 1 make no difference."""
    answers = data.draw(answers_to(SHORT))
    code = encode(SHORT, role, answers)
    hyphens = data.draw(st.sampled_from(["", " ", "-", "\u2013", " - ", "\n"]))
    one = data.draw(st.sampled_from(["1", "I", "l", "L", "i"]))
    typed = code.replace("-", hyphens).replace("0", data.draw(st.sampled_from(["0", "o", "O"]))).replace("1", one)
    assert decode(SHORT, f"  {typed.lower() if data.draw(st.booleans()) else typed} ") == (role, answers)


@tried_on(25)
@given(data=st.data())
def test_the_code_of_another_form_is_refused(data: st.DataObject) -> None:
    """The code of another form has another length, or other check digits, and is refused."""
    code = encode(SHORT, None, data.draw(answers_to(SHORT)))
    with pytest.raises(InputFault, match="it has 12 letters and digits, but a short code from this form has 30"):
        decode(FULL, code)
    team, wellness = (form_definition(INSTRUMENT, domain=domain) for domain in ("team", "wellness"))
    assert code_length(team) == code_length(wellness)
    with pytest.raises(InputFault, match="the code is from another form"):
        decode(wellness, encode(team, None, data.draw(answers_to(team))))


def test_each_form_and_each_questionnaire_has_its_own_identity() -> None:
    """Another form, other words, an item more, a question that always applies: the code depends on all of it."""
    questionnaire = TINY.instrument.questionnaire
    domain = questionnaire.domains[0]
    reworded = domain.questions[0].model_copy(update={"text": "Is there another question?"})
    domains = (domain.model_copy(update={"questions": (reworded, *domain.questions[1:])}),)
    other_words = replace(TINY.instrument, questionnaire=questionnaire.model_copy(update={"domains": domains}))
    longer = form_definition(tiny(essential(), other(), essential(items=4)))
    always = form_definition(tiny(essential(), essential(), essential(items=3)))
    forms = [*FORMS, TINY, form_definition(other_words), longer, always]
    assert len({identity(form) for form in forms}) == len(forms)
    assert len({numbers_of(form) for form in forms}) == len(forms)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "the code is empty"),
        (" - ", "the code is empty"),
        ("K7QU", "a code never contains 'U'. Check whether the U should be a V."),
        ("K7Q!", "a code never contains '!'. Type only digits and the letters A to Z, except I, L, O and U."),
        ("K7Q\x1b[2J", "the code contains a character that is never part of a code"),
        (
            "K7Q",
            "it has 3 letters and digits, but a short code from this form has 5. "
            "Ask the person to read the short code out again",
        ),
        ("ß" * 5, "it has 10 letters and digits"),
        ("0" * 100_000, "it has 100,000 letters and digits"),
    ],
)
def test_what_is_not_a_code_is_refused_with_what_to_do(typed: str, sentence: str) -> None:
    """Anything that is not a code is refused in one sentence, without signs that could control a terminal."""
    with pytest.raises(InputFault) as refused:
        decode(TINY, typed)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("Short code: ")
    assert str(refused.value).isprintable()


def test_every_code_that_is_not_possible_is_refused() -> None:
    """Of all codes with right check digits, as many are read as there are ways to fill in the form."""
    from readiness.workshop.short_code import _check

    read = 0
    for number in (*range(4_000), *range(4_000, 32**3, 997)):
        digits = [number >> 10, number >> 5 & 31, number & 31]
        typed = "".join(ALPHABET[digit] for digit in (*digits, *_check(TINY, digits)))
        try:
            role, answers = decode(TINY, typed)
        except InputFault:
            continue
        assert encode(TINY, role, answers) == typed
        read += 1
    assert read == 7 * 6 * 7 * 10


def test_answers_that_the_form_does_not_take_are_an_error_of_the_program() -> None:
    """A question of another form, a level for a checklist, not applicable where the question always applies."""
    for answers in (
        {"one.q9": Unknown()},
        {"one.q3": Levelled(level=1)},
        {"one.q1": NotApplicable(not_applicable="No")},
        {"one.q1": Ticked(ticked=())},
    ):
        with pytest.raises(ValueError, match=r"one\.q"):
            encode(TINY, None, answers)


def test_which_questions_a_form_asks() -> None:
    """All, the essentials, or one domain; an unknown domain and two wishes at once are refused."""
    assert [len(form.questions) for form in FORMS] == [48, 16, 8]
    assert [domain.id for domain, _ in DOMAIN.domains] == ["training"]
    assert sum(len(questions) for _, questions in SHORT.domains) == 16
    with pytest.raises(UsageFault, match=r"there is no domain called 'traning'\. Choose from these: leadership, team"):
        form_definition(INSTRUMENT, domain="traning")
    with pytest.raises(UsageFault, match="not both"):
        form_definition(INSTRUMENT, short=True, domain="training")
