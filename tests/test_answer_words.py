"""Answers as people and survey programs write them: by number, by letter, in words; and what is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answers import Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, ScaleQuestion
from readiness.forms.wording import NO_REASON
from readiness.imports.item_words import OPEN
from readiness.imports.level_words import AnswerWords
from readiness.imports.role_words import RoleWords
from readiness.imports.usual_words import means_ticked
from readiness.text import letters_alone
from scoring.instrument import load_instrument

INSTRUMENT = load_instrument()
QUESTIONS = INSTRUMENT.questionnaire.questions
OPTIONAL = frozenset(row.question for row in INSTRUMENT.rubric.criteria if row.not_applicable_allowed)
WORDS = AnswerWords(INSTRUMENT.questionnaire, OPTIONAL)
SCALES = [question for question in QUESTIONS.values() if isinstance(question, ScaleQuestion)]
CHECKLISTS = [question for question in QUESTIONS.values() if isinstance(question, ChecklistQuestion)]
VISION, TRAINING = QUESTIONS["leadership.vision"], QUESTIONS["training.role-content"]
assert isinstance(VISION, ScaleQuestion)
assert isinstance(TRAINING, ChecklistQuestion)


def level_of(text: str) -> int | None:
    """The level that a cell gives to the question about vision; none if it gives another answer or none."""
    answer = WORDS.understand(VISION, text).answer
    return answer.level if isinstance(answer, Levelled) else None


@pytest.mark.parametrize("question", SCALES, ids=lambda question: question.id)
@pytest.mark.parametrize("level", range(4))
def test_every_level_of_every_question_is_read_in_each_usual_way(question: ScaleQuestion, level: int) -> None:
    """A level is read by number and letter, by its name, by its words, by both, and cut off as survey programs do."""
    text, name, letter = question.levels[level], INSTRUMENT.questionnaire.levels[level].name, "ABCD"[level]
    ways = [
        *(f"{level}", f"{level}.", f"({level})", f"Level {level}", f"{level}.0", f"{level}: {text[:70]}\u2026"),
        *(letter, f"{letter.lower()})", f"[{letter}]", f"option {letter}", f"{letter}. {name}", f"{letter}) {text}"),
        *(name, name.upper(), f"{level} {name}", f"{level} - {name}", f"{name}: {text}", f"{level} {name}. {text}"),
        *(
            text,
            text.upper(),
            f"  {text.rstrip('.')}  ",
            f"{level}. {text}",
            text.replace(" ", "\n"),
            text[:60] + "...",
        ),
        text.replace("'", "\u2019"),
    ]
    for way in ways:
        understood = WORDS.understand(question, way)
        assert understood.answer == Levelled(level=level), way


@pytest.mark.parametrize(
    "text",
    [
        *("4", "-1", "2.5", "1-2", "1/2", "0 or 1", "2?", ">2", "<1", "~2", "12", "33", "E", "x", "yes", "no", "maybe"),
        *(
            "In place?",
            "not in place",
            "nearly in place",
            "This is in place",
            "In",
            "Nobody",
            "2 Not yet",
            "A. In place",
        ),
        *("1 2", "\u00bd", "=1+1", "+2", "2%", "2*", "Level", "TRUE", "three", "0.5", "9" * 20, "a b", "AB", "#"),
    ],
)
def test_what_may_mean_two_things_is_not_guessed(text: str) -> None:
    """Two levels, a doubt, a number that is not a level, words that contradict their number."""
    with pytest.raises(
        InputFault, match=r"is not one of this question's levels\. Write a number from 0 to 3, a letter from A to D"
    ):
        WORDS.understand(VISION, text)


def test_levels_that_begin_at_1() -> None:
    """A survey that counts from 1: 4 is the highest level, 0 is none; words and letters are what they are."""
    words = AnswerWords(INSTRUMENT.questionnaire, OPTIONAL, lowest=1)
    for text, level in {"1": 0, "4": 3, "Level 2": 1, "4 Shown to work": 3, "In place": 2, "A": 0, "d": 3}.items():
        assert words.understand(VISION, text).answer == Levelled(level=level), text
    for text in ("0", "5", "2 In place"):
        with pytest.raises(InputFault, match=r"Write a number from 1 to 4, a letter from A to D"):
            words.understand(VISION, text)


@pytest.mark.parametrize(
    "text",
    ["don't know", "Don\u2019t know.", "DON'T KNOW", "I do not know", "not sure", "Unsure", "unknown", "?", "??", "dk"],
)
def test_not_knowing_in_its_usual_wordings(text: str) -> None:
    """The usual words for not knowing are read for levels and checklists."""
    assert WORDS.understand(VISION, text).answer == Unknown()
    assert WORDS.understand(TRAINING, text).answer == Unknown()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "\u2013",
        "...",
        "n.a.?",
        "Not my part of the work",
        "Not part of my role",
        "skipped",
        "prefer not to say",
    ],
)
def test_questions_that_were_left_open(text: str) -> None:
    """A dash, or words for it; no answer is made of it, and a question mark after it leaves it unclear."""
    if "?" in text:
        with pytest.raises(InputFault):
            WORDS.understand(VISION, text)
    else:
        assert WORDS.understand(VISION, text) == OPEN
        assert WORDS.understand(TRAINING, text) == OPEN


def test_not_applicable_where_a_question_allows_it() -> None:
    """Not applicable is read with the reason after it or without one, and refused for other questions."""
    reach = QUESTIONS["recruitment.advert-reach"]
    assert reach.id in OPTIONAL
    for text in ("n/a", "N/A", "Not applicable", "does not apply", "Doesn't apply."):
        assert WORDS.understand(reach, text).answer == NotApplicable(not_applicable=NO_REASON), text
    for text in ("N/A: posts are filled", "n/a - posts are filled", "Not applicable (posts are filled)"):
        assert WORDS.understand(reach, text).answer == NotApplicable(not_applicable="posts are filled"), text
    with pytest.raises(InputFault, match=r'always applies, so "n/a" can.t be its answer.*"Not part of my role"'):
        WORDS.understand(VISION, "n/a")
    with pytest.raises(InputFault, match="at most 4,000"):
        WORDS.understand(reach, "n/a: " + "x" * 4_001)


def test_an_error_of_the_spreadsheet_is_not_not_applicable() -> None:
    """#N/A comes from a formula, and does not mean not applicable."""
    for text in ("#N/A", "#REF!", "Err:502"):
        with pytest.raises(InputFault, match="contains a spreadsheet error"):
            WORDS.understand(QUESTIONS["recruitment.advert-reach"], text)


@given(st.sampled_from(SCALES), st.text(max_size=30))
def test_no_text_is_taken_for_a_level_by_chance(question: ScaleQuestion, text: str) -> None:
    """What is read as a level is a number or a letter, or has letters that stand in that level's words or name."""
    try:
        answer = WORDS.understand(question, text).answer
    except InputFault:
        return
    if isinstance(answer, Levelled):
        name = INSTRUMENT.questionnaire.levels[answer.level].name
        known = letters_alone(
            f"level option answer {answer.level} {'abcd'[answer.level]} {name} {question.levels[answer.level]}"
        )
        assert set(letters_alone(text)) <= set(known) | {"0"}


@given(st.data(), st.sampled_from(CHECKLISTS))
def test_any_ticks_are_read_from_a_list(data: st.DataObject, question: ChecklistQuestion) -> None:
    """Items by their words or identifiers, in any order, with what survey programs put between them."""
    items = data.draw(st.lists(st.sampled_from(question.options), unique=True, min_size=1))
    by_words = data.draw(st.booleans())
    between = data.draw(st.sampled_from([";", "; ", "\n", "\r\n", ", ", ",", " | ", ";\n", " / "]))
    text = between.join(item.text if by_words else item.id for item in items) + data.draw(
        st.sampled_from(["", ";", "."])
    )
    ticked = tuple(option.id for option in question.options if option in items)
    assert WORDS.understand(question, text).answer == Ticked(ticked=ticked)


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("a c", ("role-here", "recovery")),
        ("A, C", ("role-here", "recovery")),
        ("d;b", ("peer-support", "organisation")),
        ("b", ("peer-support",)),
        ("none", ()),
        ("None of the above", ()),
        ("recovery; recovery", ("recovery",)),
    ],
)
def test_ticks_by_letters_and_none(text: str, ticked: tuple[str, ...]) -> None:
    """The letters are those of the paper form; nothing ticked is an answer."""
    assert WORDS.understand(TRAINING, text).answer == Ticked(ticked=ticked)


def test_parts_of_a_list_that_are_no_items_are_named() -> None:
    """The items are taken, the rest comes back word for word; a list without any item is refused."""
    found = WORDS.understand(TRAINING, "recovery; Wheelchair access; organisation?")
    assert found.answer == Ticked(ticked=("recovery",))
    assert found.not_in_list == ("Wheelchair access", "organisation?")
    for text in ("Wheelchair access", "3", "2 items", "e", "recovery?", "all"):
        with pytest.raises(InputFault, match="doesn't match any item in this question's list"):
            WORDS.understand(TRAINING, text)


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        *((text, True) for text in ("x", "Yes", "1", "\u2714", "TRUE")),
        *((text, False) for text in ("", "no", "0", "-", "\u2610")),
        *((text, None) for text in ("perhaps", "2", "x?")),
    ],
)
def test_ticks_of_single_items(text: str, ticked: bool | None) -> None:
    """A cell of an item is ticked, not ticked, or neither."""
    assert means_ticked(text) is ticked


@pytest.mark.parametrize(
    ("text", "roles", "strange"),
    [
        ("Peer worker", ("peer_worker",), ()),
        ("peer_worker", ("peer_worker",), ()),
        ("Carer, family member or friend", ("carer",), ()),
        ("carer", ("carer",), ()),
        ("Peer worker, Facilitator", ("peer_worker", "facilitator"), ()),
        ("Peer worker; Nurse", ("peer_worker",), ("Nurse",)),
        ("Peer worker; Carer, family member or friend", ("peer_worker", "carer"), ()),
        ("Service manager and peer worker", ("service_manager", "peer_worker"), ()),
        ("Member of the team", ("team_member",), ()),
        ("Senior leader", ("senior_leader",), ()),
        ("", (), ()),
        ("prefer not to say", (), ()),
        ("Nurse", (), ("Nurse",)),
        ("P", (), ("P",)),
    ],
)
def test_roles(text: str, roles: tuple[str, ...], strange: tuple[str, ...]) -> None:
    """Roles are read by name, identifier or a clear beginning; anything else comes back word for word."""
    assert RoleWords(INSTRUMENT.questionnaire).find(text) == (roles, strange)
