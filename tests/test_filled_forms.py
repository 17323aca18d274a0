"""A form that was filled in as a workbook, whatever was typed into its cells."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion
from readiness.forms import sheet_layout as layout
from readiness.forms.wording import DOES_NOT_APPLY, DONT_KNOW, NOT_MY_PART
from readiness.imports.cells import Grid, text_of
from readiness.imports.filled_form import is_filled_form, read_filled_form
from readiness.imports.usual_words import means_left_open
from readiness.tables.workbook_file import Unusable, Value
from readiness.text import letters_alone
from readiness.workshop.form_definition import FormDefinition
from scoring.instrument import load_instrument

INSTRUMENT = load_instrument()
FORM = FormDefinition(INSTRUMENT)
QUESTIONS = [
    INSTRUMENT.questionnaire.questions[identifier]
    for identifier in ("leadership.vision", "recruitment.advert-reach", "training.role-content")
]
ITEMS = [
    layout.item_id(question, option)
    for question in QUESTIONS
    if isinstance(question, ChecklistQuestion)
    for option in question.options
]
LEAVE_OPEN = {letters_alone(NOT_MY_PART), ""}
UNUSABLE = Unusable("the cell has a formula whose result was not saved", "Type the value instead of the formula")
CELLS: st.SearchStrategy[Value] = (
    st.none()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
    | st.sampled_from(
        ["2 In place", DONT_KNOW, NOT_MY_PART, DOES_NOT_APPLY, layout.TICKED_BELOW, layout.YES, "x", "#N/A"]
    )
    | st.integers(-1, 5)
    | st.floats()
    | st.booleans()
    | st.dates(date(2000, 1, 1), date(2100, 1, 1))
    | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001  # as workbooks have them
    | st.just(UNUSABLE)
)
ROWS = st.fixed_dictionaries(
    {
        row: st.tuples(CELLS, CELLS, CELLS)
        for row in [layout.SERVICE, layout.ROLE, layout.PERSON, *(it.id for it in QUESTIONS), *ITEMS]
    }
)


def grid_of(rows: dict[str, tuple[Value, Value, Value]]) -> Grid:
    """The sheet of answers with these cells in its last three columns."""
    return Grid(
        layout.ANSWERS,
        [[*layout.HEADINGS.values()], *([row, "words", "levels", *cells] for row, cells in rows.items())],
    )


@settings(deadline=None)
@given(ROWS)
def test_no_cell_is_lost_whatever_is_in_it(rows: dict[str, tuple[Value, Value, Value]]) -> None:
    """Each answer and each note is taken, was left open, or is named in its own words."""
    grid = grid_of(rows)
    assert is_filled_form([grid])
    (person,) = read_filled_form([grid], INSTRUMENT).people
    named = {(unread.place.row, unread.place.column): unread.text for unread in person.unread}
    for number, (row, (answer, note, _)) in enumerate(rows.items(), 2):
        text = text_of(answer)
        if row in ITEMS:
            continue
        if row in INSTRUMENT.questionnaire.questions:
            is_open = letters_alone(text) in LEAVE_OPEN or means_left_open(text)
            assert row in person.answers or is_open or named.get((number, "D")) is not None
            assert not text_of(note) or _has(person.answers.get(row), text_of(note)) or (number, "E") in named
        assert answer is not UNUSABLE or (number, "D") in named


def _has(answer: Any, note: str) -> bool:
    """Whether an answer has a note, or has it as its reason."""
    return answer is not None and note in (answer.note, getattr(answer, "not_applicable", ""))


def test_choices_of_every_kind_beside_ticks() -> None:
    """Ticks count if nothing or the list is chosen; next to another answer they contradict it."""
    checklist = QUESTIONS[2]
    expected: dict[str, Answer | None] = {
        "": Ticked(ticked=("role-here",)),
        layout.TICKED_BELOW: Ticked(ticked=("role-here",)),
        "recovery": Ticked(ticked=("role-here", "recovery")),
        DONT_KNOW: None,
        NOT_MY_PART: None,
    }
    for chosen, answer in expected.items():
        grid = grid_of({checklist.id: (chosen, None, None), ITEMS[0]: (True, None, None)})
        (person,) = read_filled_form([grid], INSTRUMENT).people
        assert person.answers.get(checklist.id) == answer, chosen
        assert bool(person.unread) == (answer is None), chosen


def test_numbers_and_letters_are_as_good_as_the_choices() -> None:
    """Numbers and letters count like the choices, as not every program checks what is typed into the workbook."""
    for typed, answer in ((2, Levelled(level=2)), (2.0, Levelled(level=2)), ("c", Levelled(level=2)), ("?", Unknown())):
        (person,) = read_filled_form([grid_of({QUESTIONS[0].id: (typed, None, None)})], INSTRUMENT).people
        assert person.answers[QUESTIONS[0].id] == answer
    reach = QUESTIONS[1]
    (person,) = read_filled_form([grid_of({reach.id: ("N/A: filled", "In May", "yes")})], INSTRUMENT).people
    assert person.answers[reach.id] == NotApplicable(not_applicable="filled", note="In May", note_may_be_shown=True)


def test_an_english_form_is_read_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Headings and choices count in the language in use, and in English."""
    checklist = next(question for question in QUESTIONS if isinstance(question, ChecklistQuestion))
    english = grid_of({checklist.id: (layout.TICKED_BELOW, None, None), ITEMS[0]: (layout.YES, None, None)})
    in_language = {name: f"«{heading}»" for name, heading in layout.HEADINGS.items()}
    monkeypatch.setattr(layout, "HEADINGS", in_language)
    monkeypatch.setattr(layout, "TICKED_BELOW", "Fel yn y rhestr isod")
    other = grid_of({checklist.id: (layout.TICKED_BELOW, None, None), ITEMS[0]: (layout.YES, None, None)})
    for grid in (english, other):
        assert is_filled_form([grid])
        (person,) = read_filled_form([grid], INSTRUMENT).people
        assert person.answers == {checklist.id: Ticked(ticked=(checklist.options[0].id,))}
        assert not person.unread


def test_levels_of_a_form_in_another_language_are_known_by_their_number() -> None:
    """A choice begins with its number, so its name may be in another language; this language's own forms say theirs."""
    cells = {"1 Wedi'i gynllunio": Levelled(level=1), "2 neu 3": None, "1 ?": None, "1": Levelled(level=1)}
    for chosen, answer in cells.items():
        for version, expected in (("1.1-cy", answer), (INSTRUMENT.questionnaire.version, None)):
            hidden = Grid(layout.FORM, [["questionnaire", INSTRUMENT.questionnaire.id], ["version", version]])
            (person,) = read_filled_form([grid_of({QUESTIONS[0].id: (chosen, None, None)}), hidden], INSTRUMENT).people
            assert person.answers.get(QUESTIONS[0].id) == (answer if chosen == "1" else expected), (chosen, version)
            assert bool(person.unread) == (not person.answers)
