"""The quick way and the exact way agree: on every sheet that is right, and on none that is wrong."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from scoring import counting, strict_json, tallier
from scoring.engine import score
from scoring.instrument import load_instrument
from scoring.quick import QuickReader, QuickSheet
from scoring.tally import Tally, tally_of
from tests.services import file_of
from tests.test_scoring_laws import sheets
from tests.tiny import MONDAY, Row, essential, other, sheet, tiny

SHIPPED = load_instrument()
READER = QuickReader(SHIPPED, MONDAY)
laws = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

KINDS = ["level", "note", "ticked", "unknown", "not_applicable", "x"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KINDS), inner, max_size=3),
    max_leaves=6,
)

Change = Callable[[dict[str, Any]], object]


def exact(data: bytes) -> Tally:
    """What the exact way makes of a file."""
    return tally_of(score(SHIPPED, parse_answers(data, SHIPPED.questionnaire), MONDAY), SHIPPED)


def read(data: bytes, reader: QuickReader = READER) -> QuickSheet | None:
    """What the quick way makes of a file."""
    (found,) = reader.read([data])
    return found


def example(change: Change | None = None) -> bytes:
    """A right answer file, changed."""
    content = file_of(SHIPPED, 3)
    if change:
        change(content)
    return json.dumps(content).encode()


@laws
@given(sheets())
def test_quick_way_counts_as_the_exact_way(sheet: AnswerSheet) -> None:
    """Whatever is answered, scores, bands, decisions, counts, flags and marks are the same in both ways."""
    data = write_answers(sheet, SHIPPED.questionnaire)
    found = read(data)
    assert found is not None
    assert found.tally == exact(data)
    asked = (
        SHIPPED.rubric.by_question if sheet.form == "full" else {row.question for row in SHIPPED.rubric.essentials()}
    )
    notes = {question: answer.note for question, answer in sheet.answers.items() if answer.note and question in asked}
    questions = list(SHIPPED.questionnaire.questions)
    assert {questions[words.position]: words.note for words in found.said if words.note} == notes


@pytest.mark.parametrize("as_of", [date(2026, 11, 21), date(2027, 11, 21), date(2030, 1, 1)])
def test_old_answers_carry_the_flag_in_both_ways(as_of: date) -> None:
    """The flag of stale answers rests on the day in the same way."""
    data = example()
    found = read(data, QuickReader(SHIPPED, as_of))
    assert found
    result = score(SHIPPED, parse_answers(data, SHIPPED.questionnaire), as_of)
    assert found.tally.cells.split("\n")[-1] == " ".join(result.flags)


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        pytest.param([essential(), other(2), other()], "0 3 3", id="capped-by-missing"),
        pytest.param([essential(), other(2), other()], "1 3 3", id="capped-by-planned"),
        pytest.param([other(), other(stage="appoint", domain="two")], "- ?", id="nothing-applies"),
        pytest.param([other(items=4), essential(items=6, stage="first_day")], "t2 t5", id="checklists"),
        pytest.param([other()] * 5, "3 3 3 . ?", id="too-little-known"),
        pytest.param([other()] * 22, " ".join("2" * 22), id="straight-lining"),
    ],
)
def test_quick_way_fits_any_instrument(rows: list[Row], marks: str) -> None:
    """Bands with their caps, domains to which nothing applies, checklists and flags come out as in the exact way."""
    instrument = tiny(*rows)
    answers = sheet(instrument, marks)
    found = read(write_answers(answers, instrument.questionnaire), QuickReader(instrument, MONDAY))
    assert found
    assert found.tally == tally_of(score(instrument, answers, MONDAY), instrument)


def _answer(question: str, answer: object) -> Change:
    return lambda content: content["answers"].update({question: answer})


WRONG: dict[str, Change] = {
    "level-4": _answer("leadership.vision", {"level": 4}),
    "level-below-0": _answer("leadership.vision", {"level": -1}),
    "level-as-text": _answer("leadership.vision", {"level": "2"}),
    "level-as-fraction": _answer("leadership.vision", {"level": 2.0}),
    "level-as-true": _answer("leadership.vision", {"level": True}),
    "level-of-a-checklist": _answer("training.role-content", {"level": 2}),
    "level-in-a-list": _answer("leadership.vision", ["level", 2]),
    "two-kinds": _answer("leadership.vision", {"level": 2, "unknown": True}),
    "no-kind": _answer("leadership.vision", {"note": "nothing else"}),
    "unknown-key": _answer("leadership.vision", {"level": 2, "colour": "red"}),
    "note-is-no-text": _answer("leadership.vision", {"level": 2, "note": 5}),
    "not-unknown": _answer("leadership.vision", {"unknown": False}),
    "essential-does-not-apply": _answer("leadership.vision", {"not_applicable": "no"}),
    "no-reason": _answer("recruitment.fair-terms", {"not_applicable": "  "}),
    "ticks-on-a-scale": _answer("leadership.vision", {"ticked": []}),
    "unknown-tick": _answer("training.role-content", {"ticked": ["role-here", "juggling"]}),
    "tick-twice": _answer("training.role-content", {"ticked": ["role-here", "role-here"]}),
    "no-such-question": _answer("leadership.magic", {"level": 2}),
    "answer-missing": _answer("leadership.vision", None),
    "nested-answers": _answer("leadership.magic", {"leadership.vision": {"level": 2}, "team.introduction": {}}),
    "other-format": lambda content: content.update(format="recipe"),
    "newer-format": lambda content: content.update(format_version=2),
    "format-true": lambda content: content.update(format_version="1"),
    "other-questionnaire": lambda content: content["questionnaire"].update(id="cake"),
    "other-major-version": lambda content: content["questionnaire"].update(version="2.0"),
    "odd-version": lambda content: content["questionnaire"].update(version="1.x"),
    "third-form": lambda content: content.update(form="long"),
    "no-name": lambda content: content["service"].pop("name"),
    "name-is-no-text": lambda content: content["service"].update(name=5),
    "organisation-is-no-text": lambda content: content["service"].update(organisation=["x"]),
    "code-is-no-text": lambda content: content["service"].update(code=True),
    "organisation-is-false": lambda content: content["service"].update(organisation=False),
    "organisation-is-an-empty-list": lambda content: content["service"].update(organisation=[]),
    "code-is-nought": lambda content: content["service"].update(code=0),
    "code-is-an-empty-object": lambda content: content["service"].update(code={}),
    "person": lambda content: content["service"].update(manager="Ann"),
    "unknown-role": lambda content: content.update(took_part=["astronaut"]),
    "role-as-text": lambda content: content.update(took_part="peer_worker"),
    "no-such-day": lambda content: content.update(first_day="2027-02-30"),
    "day-with-dashes-behind": lambda content: content.update(first_day="20270301--"),
    "moment-with-dashes-behind": lambda content: content.update(updated_at="20261121--T10:00:00Z"),
    "week-day": lambda content: content.update(first_day="2027-W01-1"),
    "early-day": lambda content: content.update(first_day="1027-02-01"),
    "moment-without-zone": lambda content: content.update(updated_at="2026-11-21T10:00:00"),
    "no-such-moment": lambda content: content.update(updated_at="2026-11-31T10:00:00Z"),
    "early-moment": lambda content: content.update(updated_at="0026-11-21T10:00:00Z"),
    "more-keys": lambda content: content.update(colour="red"),
    "answers-are-a-list": lambda content: content.update(answers=[]),
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_quick_way_takes_nothing_that_is_refused(change: Change) -> None:
    """What the exact way refuses, the quick way leaves to it."""
    data = example(change)
    with pytest.raises(InputFault):
        exact(data)
    assert read(data) is None


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(example().replace(b'"form": ', b'"form": "full", "form": '), id="key-twice"),
        pytest.param(
            example(_answer("leadership.vision", {"level": 2, "note": "a\u0022b"})).replace(
                b'{"level": 2, "note": "a\\"b"', b'{"level": 1, "level": 2, "note": "a\\u0022b"'
            ),
            id="key-twice-behind-escapes",
        ),
        pytest.param(example().replace(b'"level": 2', b'"level": NaN', 1), id="nan"),
        pytest.param(example(_answer("leadership.vision", {"level": 2, "note": "\ud800"})), id="half-a-character"),
        pytest.param(b"\xff\xfe" + example(), id="no-utf-8"),
        pytest.param(example()[:-20], id="cut-off"),
        pytest.param(b"[" * 5000, id="deep"),
        pytest.param(b"", id="empty"),
        pytest.param(b"null", id="nothing"),
    ],
)
@pytest.mark.parametrize("library", ["orjson", "json"])
def test_quick_way_refuses_odd_json(data: bytes, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON that a reader might silently put right is left to the exact way, which refuses it; with either library."""
    if library == "json":
        monkeypatch.setattr(strict_json, "orjson", None)
    with pytest.raises(InputFault):
        exact(data)
    assert read(data) is None


@pytest.mark.parametrize("moment", ["1999-12-31T23:59:59Z", "2026-11-20 14:05:41Z", "2026-11-20T14:05:41+00:00"])
def test_quick_way_leaves_odd_moments(moment: str) -> None:
    """A moment outside the years that are believed, or written in another way, is left to the exact way."""
    data = example()
    odd = re.sub(rb'"started_at": ?"[^"]*"', b'"started_at": "%s"' % moment.encode(), data)
    assert odd != data
    assert read(data) is not None
    assert read(odd) is None


@laws
@given(ANYTHING, st.sampled_from([*SHIPPED.questionnaire.questions, "x"]))
def test_quick_way_never_takes_more_than_the_exact_way(answer: object, question: str) -> None:
    """Whatever stands in the place of an answer, the quick way takes it only if the exact way does, and the same."""
    data = example(_answer(question, answer))
    found = read(data)
    if found:
        assert found.tally == exact(data)


def test_quick_way_reads_files_without_moments() -> None:
    """Who began when may be missing; the file is read all the same, as the exact way reads it."""
    bare = re.sub(rb'"(started_at|updated_at)": ?"[^"]*",?\s*', b"", example())
    found = read(bare)
    assert found is not None
    assert found.tally == exact(bare)


def test_memory_of_answers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of answers is neither long nor without end, and changes no result."""
    monkeypatch.setattr(counting, "_MOST_REMEMBERED", 10)
    monkeypatch.setattr(tallier, "_MOST_REMEMBERED", 3)
    reader = QuickReader(SHIPPED, MONDAY)
    for number in range(9):
        content = file_of(SHIPPED, number, notes=False)
        content["answers"]["recruitment.fair-terms"] = {"not_applicable": "x" * 1000 * number or "so"}
        data = json.dumps(content).encode()
        found = read(data, reader)
        assert found is not None
        assert found.tally == exact(data)
    known = reader._counters["full"]._known  # nothing else shows what is remembered
    assert len(known) == 10
    assert max(map(len, known)) <= 1000
    assert len(reader._counters["full"]._tallier._domain_texts) <= 3


def test_memory_of_heads_is_bounded() -> None:
    """However long a head is, it is read, by the exact way if need be, and a long one is not remembered."""
    reader = QuickReader(SHIPPED, MONDAY)
    for times in (1, 500, 1000):
        data = example(lambda content: content.update(took_part=["peer_worker"] * times))  # noqa: B023  # used at once
        assert exact(data)
        assert (read(data, reader) is not None) == (times == 1)
    assert reader._flags_of_head.cache_info().currsize == 1  # nothing else shows what is remembered
