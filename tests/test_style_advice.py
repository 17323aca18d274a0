"""Advice on wording: each rule of a `style.toml` finds what it is for, and leaves a right text alone."""

import re
from pathlib import Path
from typing import Any

import pytest
import tomli

from questionnaires.faults import InputFault
from questionnaires.sources import Term
from questionnaires.style import AvoidedWords, Style, load_style
from questionnaires.working_papers import Part, Table, WorkingPaper, load_working_papers
from readiness.advice.rules import advice_on
from readiness.advice.texts import texts_of
from scoring.instrument import Instrument
from scoring.rubric import Action
from tests.tiny import other, tiny

STYLE = """
[titles]
most_words = 6
begin_with = ["do", "write", "book"]
never_begin_with = ["settle", "put"]
not_after_the = ["plan", "list"]

[actions]
fewest_steps = 2
most_steps = 4
most_steps_at_not_yet = 3
owner_not_joined_by = ["and", "or", "/"]
one_role_all_the_same = ["health and safety"]
others_after = ["with", "as"]

[[words]]
avoid = ["talk", "second look"]
unless = ["talk to", "talk about"]
instead = "a meeting or a review"

[[words]]
avoid = ["whom"]
"""

ONE = "rubric/one.toml: one.q1, actions"


def _style(text: str = STYLE) -> Style:
    return Style.model_validate(tomli.loads(text))


def _with_action(level: str = "planned", **fields: Any) -> Instrument:
    """A tiny instrument with two questions, one action of which is changed."""
    instrument = tiny(other(), other())
    criterion, second = instrument.rubric.criteria
    action = Action.model_validate({**criterion.actions.model_dump()[level], **fields})
    actions = criterion.actions.model_copy(update={level: action})
    criteria = (criterion.model_copy(update={"actions": actions}), second)
    return Instrument(instrument.questionnaire, instrument.rubric.model_copy(update={"criteria": criteria}))


def _advice(instrument: Instrument, style: str = STYLE) -> list[str]:
    return [str(advice) for advice in advice_on(instrument, {}, _style(style))]


def test_right_text_gets_no_advice() -> None:
    """A tiny instrument that keeps to all the rules is left alone."""
    assert _advice(tiny(other(), other(items=4))) == []


BREACHES: dict[str, tuple[dict[str, Any], str]] = {
    "title-too-long": (
        {"title": "Write one two three four five six"},
        f"{ONE}.planned.title: the title has 7 words. Use at most 6 words.",
    ),
    "title-with-a-verb-that-hides": (
        {"title": "Settle peer workers' pay"},
        f"{ONE}.planned.title: 'Settle' doesn't make it clear what has to be done. "
        "Start with a verb that says what to do, such as agree, write or book.",
    ),
    "title-without-a-verb": (
        {"title": "Pay of peer workers"},
        f"{ONE}.planned.title: the title starts with 'Pay', which is not in the list of verbs for titles. "
        "Start with a verb that says what to do. If 'Pay' is one, add it to 'begin_with' in style.toml.",
    ),
    "title-with-a-bare-noun": (
        {"title": "Write the plan for training"},
        f"{ONE}.planned.title: it isn't clear what 'the plan' refers to."
        " Use the full name: 'the training plan', not 'the plan'.",
    ),
    "title-of-another-action": (
        {"title": "do one.q2 FROM planned"},
        "rubric/one.toml: one.q2, actions.planned.title: this title is also used in rubric/one.toml: one.q1, "
        "actions.planned. Give each of the two a title that shows how they differ.",
    ),
    "too-many-steps": (
        {"steps": ("1", "2", "3", "4", "5")},
        f"{ONE}.planned.steps: there are 5 steps after the first, which is too many. "
        "Combine or remove some steps: there is only room for 4 after the first.",
    ),
    "owner-with-and": (
        {"owner": "director and service manager, with the team"},
        f"{ONE}.planned.owner: 'and' means that more than one role is named here. "
        "Name one role first, and any other roles after ', with' or ', as': 'service manager, with HR'.",
    ),
    "owner-with-a-stroke": (
        {"owner": "director/service manager"},
        f"{ONE}.planned.owner: '/' means that more than one role is named here. "
        "Name one role first, and any other roles after ', with' or ', as': 'service manager, with HR'.",
    ),
    "owner-with-a-second-role-after-the-comma": (
        {"owner": "director, service manager"},
        f"{ONE}.planned.owner: there is extra text after the role: 'service manager'. "
        "Put any other roles after ', with' or ', as'.",
    ),
    "word-with-something-instead": (
        {"why": "A Talk helps."},
        f"{ONE}.planned.why: 'Talk' is one of the words to avoid. Use instead: a meeting or a review.",
    ),
    "phrase-over-a-line-end": (
        {"steps": ("Go on", "Take a second\nlook")},
        f"{ONE}.planned.steps.2: 'second look' is one of the words to avoid. Use instead: a meeting or a review.",
    ),
    "word-with-nothing-instead": (
        {"first_step": "Ask whom it helps"},
        f"{ONE}.planned.first_step: 'whom' is one of the words to avoid. Rewrite the sentence without 'whom'.",
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_rule_finds_its_breach(breach: str) -> None:
    """One breach is one piece of advice, with the file, the question, the level, the field and what to do."""
    fields, advice = BREACHES[breach]
    assert _advice(_with_action(**fields)) == [advice]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"title": "Write the peer support project plan"}, id="noun-with-its-full-name"),
        pytest.param({"title": "Write the plan-free list"}, id="noun-in-a-longer-word"),
        pytest.param({"title": "book one two three four five"}, id="six-words-in-lower-case"),
        pytest.param({"steps": ("1", "2", "3", "4")}, id="four-steps"),
        pytest.param({"owner": "director, with human resources and the team"}, id="owner-with-others"),
        pytest.param({"owner": "team manager, as supervisor"}, id="owner-as-somebody"),
        pytest.param({"owner": "health and safety lead"}, id="role-with-and-in-its-name"),
        pytest.param({"owner": "coordinator of landlords"}, id="joining-word-in-a-longer-word"),
        pytest.param({"why": "They talk to us and talk about work."}, id="right-use-of-a-word"),
        pytest.param({"why": "Talking and whomever: self-talk."}, id="longer-words"),
    ],
)
def test_rule_leaves_a_right_text_alone(fields: dict[str, Any]) -> None:
    """A text that only looks like a breach gets no advice."""
    assert _advice(_with_action(**fields)) == []


def test_not_yet_has_fewer_steps() -> None:
    """An action at the lowest level may have fewer steps than the others."""
    advice = (
        f"{ONE}.not_yet.steps: there are 4 steps after the first, which is too many. "
        "Combine or remove some steps: there is only room for 3 after the first."
    )
    assert _advice(_with_action("not_yet", steps=("1", "2", "3", "4"))) == [advice]


def test_too_few_steps() -> None:
    """A questionnaire may ask for more steps than the program does."""
    advice = _advice(tiny(other()), "[actions]\nfewest_steps = 3\nmost_steps = 4\nmost_steps_at_not_yet = 4")
    assert advice == [
        f"{ONE}.{level}.steps: there are only 2 steps after the first. Write at least 3 steps after the first."
        for level in ("not_yet", "planned", "in_place")
    ]


def test_rule_that_is_left_out_asks_for_nothing() -> None:
    """An empty style gives no advice, and lists that are left out allow every word."""
    wild = _with_action(title="Settle the plan of whom", owner="director and team", steps=("1",) * 5)
    assert _advice(wild, "") == []
    least = "[titles]\nmost_words = 9\n[actions]\nfewest_steps = 1\nmost_steps = 5\nmost_steps_at_not_yet = 5"
    assert _advice(wild, least) == []


def test_right_use_does_not_hide_a_wrong_one() -> None:
    """A text with both is told of the wrong use, as it is written there, each time."""
    words = AvoidedWords(avoid=("talk", "the talk"), unless=("talk to",))
    assert words.found_in("Talk to them before the talk; TALK!") == ["the talk", "TALK"]


# Which texts


PAPER = WorkingPaper(
    title="A",
    about="B",
    use="C",
    sources=("BOOK-1",),
    parts=(Part(heading="D", points=("E", "F"), table=Table(head=("G",), rows=(("H",),)), room=("I",)),),
)


def test_every_text_of_a_tiny_instrument_is_found_with_its_place() -> None:
    """Every text that people read is found once, and no identifier is."""
    instrument = tiny(other(), other(items=2))
    questionnaire = instrument.questionnaire.model_copy(update={"glossary": (Term(term="peer", meaning="Someone."),)})
    assert instrument.rubric.by_question, "what a model remembers is not read as one of its fields"
    found = list(texts_of(Instrument(questionnaire, instrument.rubric), {"paper": PAPER}))
    texts = dict(found)
    assert len(texts) == len(found)
    assert {place: text for place, text in texts.items() if place.startswith("questionnaire/templates/")} == {
        "questionnaire/templates/paper.toml: title": "A",
        "questionnaire/templates/paper.toml: about": "B",
        "questionnaire/templates/paper.toml: use": "C",
        "questionnaire/templates/paper.toml: parts.1.heading": "D",
        "questionnaire/templates/paper.toml: parts.1.points.1": "E",
        "questionnaire/templates/paper.toml: parts.1.points.2": "F",
        "questionnaire/templates/paper.toml: parts.1.table.head.1": "G",
        "questionnaire/templates/paper.toml: parts.1.table.rows.1.1": "H",
        "questionnaire/templates/paper.toml: parts.1.room.1": "I",
    }
    assert {
        "questionnaire/questionnaire.toml: title": "A tiny questionnaire",
        "questionnaire/questionnaire.toml: caution": "A guide for discussion.",
        "questionnaire/questionnaire.toml: levels.planned.meaning": "planned",
        "questionnaire/questionnaire.toml: roles.other.name": "Somebody else",
        "questionnaire/one.toml: about": "one",
        "questionnaire/one.toml: one.q1, levels.in_place": "There.",
        "questionnaire/one.toml: one.q2, options.item1.text": "Item 1",
        "questionnaire/glossary.toml: peer, meaning": "Someone.",
        "questionnaire/sources.toml: BOOK, about": "A book.",
        "questionnaire/sources.toml: BOOK-1, text": "Do it.",
        "rubric/rubric.toml: stages.advertise.aim": "do advertise",
        "rubric/rubric.toml: bands.ready.meaning": "ready",
        "rubric/rubric.toml: decisions.go.sentence": "Go and {aim}.",
        "rubric/rubric.toml: priorities.1.name": "1",
        "rubric/rubric.toml: efforts.small.name": "Small",
        "rubric/rubric.toml: flags.stale.sentence": "A sentence.",
        "rubric/one.toml: one.q1, ask": "Ask somebody about one.q1",
        "rubric/one.toml: one.q1, actions.in_place.steps.2": "Finish",
        "rubric/one.toml: one.q2, not_applicable_when": "it does not apply",
    }.items() <= texts.items()
    names = re.compile(
        r"(\.|, |: )(id|code|version|stage|sources|effort|citation|short|place)(\.\d+)?$|caps|checklists"
    )
    assert [place for place in texts if names.search(place)] == []


def test_texts_of_what_ships(instrument: Instrument) -> None:
    """Each place of the questionnaire that ships is named once, and begins with the file that it is in."""
    places = [place for place, _ in texts_of(instrument, load_working_papers(instrument.questionnaire))]
    assert len(places) == len(set(places))
    assert all(re.match(r"(rubric|questionnaire)/[a-z/-]+\.toml: \S", place) for place in places)


# The file


def test_questionnaire_without_a_style(tmp_path: Path) -> None:
    """A questionnaire needs no rules of style."""
    assert load_style(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "[titels]",
            "questionnaire/style.toml: titels: there is no field called 'titels' here. Did you mean 'titles'?",
            id="name",
        ),
        pytest.param(
            "[[words]]\navoid = []", "questionnaire/style.toml: words.1.avoid: the list is too short", id="no-words"
        ),
        pytest.param(
            '[titles]\nmost_words = "9"',
            'questionnaire/style.toml: titles.most_words: "9" is not a whole number',
            id="number",
        ),
        pytest.param(
            "[reading]\nmedian_grade = 0\nhighest_grade = 9",
            "questionnaire/style.toml: reading.median_grade: ",
            id="grade",
        ),
        pytest.param("[titles", "questionnaire/style.toml: ", id="no-toml"),
    ],
)
def test_faulty_rule_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    """A rule that cannot be read is told with the file and its place in it."""
    (tmp_path / "style.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputFault) as caught:
        load_style(tmp_path)
    assert str(caught.value).startswith(fault)
