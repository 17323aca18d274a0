"""Typed decoding and the models agree: on every sheet that is right, and on none that is wrong."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import LONGEST_CODE, LONGEST_TEXT, MOST_VIEWS, AnswerSheet
from questionnaires.faults import InputFault
from questionnaires.typed_answers import AnswerDecoder, Unusual
from readiness.batch.inputs import Input
from readiness.batch.judge import Judge
from readiness.unclear_words import first_day_ahead
from scoring.codes import STATES
from scoring.engine import score
from scoring.instrument import Instrument, load_instrument
from scoring.result import Result
from scoring.rubric import DECISIONS
from scoring.typed_codes import AnswerCoder
from tests.mutations import damaged_files
from tests.properties import tried_on
from tests.services import file_of
from tests.test_scoring_laws import sheets
from tests.tiny import MONDAY, Row, essential, other, sheet, tiny

SHIPPED = load_instrument()
DECODER, CODER = AnswerDecoder(SHIPPED.questionnaire), AnswerCoder(SHIPPED)
DAYS = ("planned_first_day", "earliest_first_day")
NO_DAY = -(2**63)
laws = tried_on(60)

Change = Callable[[dict[str, Any]], object]


def figures_of(result: Result, instrument: Instrument) -> dict[str, int]:
    """What `score` says of one sheet, under the names and as the numbers that a batch keeps."""
    rubric = instrument.rubric
    moment = result.updated_at or result.started_at
    figures = {
        "ahead": int(moment is not None and moment.date() >= first_day_ahead(result.as_of)),
        "answered": result.answered,
        "unknown": result.unknown,
        "not_applicable": result.not_applicable,
        "unanswered": result.unanswered,
        "not_asked": result.not_asked,
        "essentials_met": sum(row.essential and (row.level or 0) >= 2 for row in result.criteria),
        "minutes": -1,
        "planned_first_day": NO_DAY,
        "earliest_first_day": NO_DAY,
        "flags": sum(1 << list(rubric.flags).index(flag) for flag in result.flags),
    }
    for number, domain in enumerate(result.domains):
        figures[f"score{number}"] = -1 if domain.score is None else round(10 * domain.score)
        figures[f"score_max{number}"] = -1 if domain.score_max is None else round(10 * domain.score_max)
        figures[f"band{number}"] = -1 if domain.band is None else rubric.band_order[domain.band]
    for number, stage in enumerate(result.stages):
        figures[f"decision{number}"] = DECISIONS.index(stage.decision)
        figures[f"essentials{number}"] = stage.essentials
        figures[f"with_evidence{number}"] = stage.with_evidence
    if result.started_at and result.updated_at:
        figures["minutes"] = int((result.updated_at - result.started_at).total_seconds()) // 60
    days = {"planned_first_day": result.first_day, "earliest_first_day": result.schedule.earliest_first_day}
    figures |= {name: (day - date(1970, 1, 1)).days for name, day in days.items() if day}
    states = {row.question: (row.state, row.level) for row in result.criteria}
    for number, question in enumerate(instrument.questionnaire.questions):
        state, level = states.get(question, ("unanswered", None))
        figures[f"q{number}"] = STATES.index(state) if level is None else level
    return figures


def _judge(instrument: Instrument, as_of: date) -> Judge:
    return Judge(instrument, as_of, with_answers=True, with_data=False)


@cache
def _judge_of_shipped(as_of: date) -> Judge:
    return _judge(SHIPPED, as_of)


def judged_together(several: list[bytes], instrument: Instrument, as_of: date = MONDAY) -> list[dict[str, int]]:
    """The same from a batch that judges all files at once; what is rejected is left out."""
    judge = _judge_of_shipped(as_of) if instrument is SHIPPED else _judge(instrument, as_of)
    judged = judge.judge([Input(f"{number}.json", data) for number, data in enumerate(several)])
    columns = {name: column for name, column in judged.sheets.items() if column.dtype.kind in "iu"}
    columns |= {name: judged.sheets[name].astype("datetime64[D]").astype(int) for name in DAYS}
    about_files = {"digest1", "digest2", "written_checksum", "is_here"}
    names = {name for name in columns if not name.startswith("actions_")} - about_files
    return [
        {name: int(columns[name][row]) for name in names}
        | {f"q{position}": int(code) for position, code in enumerate(codes)}
        for row, codes in enumerate(judged.sheets["codes"])
    ]


def exactly(data: bytes, instrument: Instrument = SHIPPED, as_of: date = MONDAY) -> dict[str, int]:
    """The same by the models and `score`, for one file."""
    return figures_of(score(instrument, parse_answers(data, instrument.questionnaire), as_of), instrument)


def is_plainly_right(data: bytes) -> bool:
    """Whether the typed structures take a file; otherwise the models look at it."""
    try:
        CODER.coded(DECODER.decode(data))
    except Unusual:
        return False
    return True


def example(change: Change | None = None) -> bytes:
    """A right answer file, changed."""
    content = file_of(SHIPPED, 3)
    if change:
        change(content)
    return json.dumps(content).encode()


@laws
@given(sheets())
def test_batch_judges_as_score_does(sheet: AnswerSheet) -> None:
    """For any answers, people and times, all scores, bands, decisions, counts, flags and codes are the same."""
    data = write_answers(sheet, SHIPPED.questionnaire)
    assert is_plainly_right(data)
    assert judged_together([data], SHIPPED) == [exactly(data)]


def test_sheets_judged_together_do_not_touch_each_other() -> None:
    """A hundred sheets of both forms, judged at once, come out as each by itself."""
    several = [json.dumps(file_of(SHIPPED, number, notes=number % 2 == 0)).encode() for number in range(100)]
    together = judged_together(several, SHIPPED)
    assert together == [exactly(data) for data in several]
    assert {json.loads(data)["form"] for data in several} == {"full", "short"}


@pytest.mark.parametrize("as_of", [date(2026, 11, 21), date(2027, 11, 21), date(2030, 1, 1)])
def test_old_answers_have_the_flag_in_both_ways(as_of: date) -> None:
    """The flag of stale answers depends on the day in the same way."""
    assert judged_together([example()], SHIPPED, as_of) == [exactly(example(), as_of=as_of)]


@pytest.mark.parametrize(
    ("rows", "marks"),
    [
        pytest.param([essential(), other(2), other()], "0 3 3", id="capped-by-missing"),
        pytest.param([essential(), other(2), other()], "1 3 3", id="capped-by-planned"),
        pytest.param([other(), other(stage="appoint", domain="two")], "- ?", id="nothing-applies"),
        pytest.param([other(items=4), essential(items=6, stage="first_day")], "t2 t5", id="checklists"),
        pytest.param([other()] * 5, "3 3 3 . ?", id="too-little-known"),
        pytest.param([other()] * 22, " ".join("2" * 22), id="straight-lining"),
        pytest.param([other()], "2", id="one-question"),
    ],
)
def test_any_instrument_is_judged_the_same(rows: list[Row], marks: str) -> None:
    """Bands with their caps, domains to which nothing applies, checklists and flags come out as in `score`."""
    instrument = tiny(*rows)
    data = write_answers(sheet(instrument, marks), instrument.questionnaire)
    assert judged_together([data], instrument) == [exactly(data, instrument)]


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
    "note-is-too-long": _answer("leadership.vision", {"level": 2, "note": "x" * (LONGEST_TEXT + 1)}),
    "reason-is-too-long": _answer("recruitment.advert-wording", {"not_applicable": "x" * (LONGEST_TEXT + 1)}),
    "note-is-no-text": _answer("leadership.vision", {"level": 2, "note": 5}),
    "not-unknown": _answer("leadership.vision", {"unknown": False}),
    "essential-does-not-apply": _answer("leadership.vision", {"not_applicable": "no"}),
    "no-reason": _answer("recruitment.advert-wording", {"not_applicable": "  "}),
    "ticks-on-a-scale": _answer("leadership.vision", {"ticked": []}),
    "unknown-tick": _answer("training.role-content", {"ticked": ["role-here", "juggling"]}),
    "tick-twice": _answer("training.role-content", {"ticked": ["role-here", "role-here"]}),
    "no-such-question": _answer("leadership.magic", {"level": 2}),
    "answer-missing": _answer("leadership.vision", None),
    "nested-answers": _answer("leadership.magic", {"leadership.vision": {"level": 2}, "team.introduction": {}}),
    "other-format": lambda content: content.update(format="recipe"),
    "newer-format": lambda content: content.update(format_version=3),
    "parked-and-known": _answer("leadership.vision", {"level": 2, "agreement": {"how": "parked"}}),
    "parked-and-ticked": _answer("training.role-content", {"ticked": [], "agreement": {"how": "parked"}}),
    "parked-and-not-applicable": _answer(
        "recruitment.advert-wording", {"not_applicable": "Filled", "agreement": {"how": "parked"}}
    ),
    "agreed-without-how": _answer("leadership.vision", {"level": 2, "agreement": {"reason": "We said so"}}),
    "voted": _answer("leadership.vision", {"level": 2, "agreement": {"how": "voted"}}),
    "agreement-as-text": _answer("leadership.vision", {"level": 2, "agreement": "agreed"}),
    "agreement-alone": _answer("leadership.vision", {"agreement": {"how": "agreed"}}),
    "reason-of-an-agreement-is-too-long": _answer(
        "leadership.vision", {"level": 2, "agreement": {"how": "agreed", "reason": "x" * (LONGEST_TEXT + 1)}}
    ),
    "too-many-views": _answer(
        "leadership.vision", {"level": 2, "agreement": {"how": "cautious", "dissent": ["x"] * (MOST_VIEWS + 1)}}
    ),
    "dissent-as-text": _answer("leadership.vision", {"level": 2, "agreement": {"how": "cautious", "dissent": "no"}}),
    "view-is-too-long": _answer(
        "leadership.vision", {"level": 2, "agreement": {"how": "agreed", "dissent": ["x" * (LONGEST_TEXT + 1)]}}
    ),
    "no-such-day-to-find-out": _answer(
        "leadership.vision", {"unknown": True, "agreement": {"how": "parked", "by": "2027-02-30"}}
    ),
    "agreement-of-more": _answer("leadership.vision", {"level": 2, "agreement": {"how": "agreed", "votes": 3}}),
    "shown-as-text": _answer("leadership.vision", {"level": 2, "note": "x", "note_may_be_shown": "true"}),
    "shown-as-number": _answer("leadership.vision", {"level": 2, "note": "x", "note_may_be_shown": 1}),
    "name-as-code": lambda content: content.update(workshop={"person": "Ann Smith"}),
    "code-is-too-long": lambda content: content.update(workshop={"id": "x" * (LONGEST_CODE + 1)}),
    "code-with-line-break": lambda content: content.update(workshop={"id": "ab12\n"}),
    "workshop-of-more": lambda content: content.update(workshop={"id": "ab12", "place": "Leeds"}),
    "workshop-as-text": lambda content: content.update(workshop="ab12"),
    "odd-fingerprint": lambda content: content["questionnaire"].update(fingerprint="new"),
    "format-true": lambda content: content.update(format_version="1"),
    "other-questionnaire": lambda content: content["questionnaire"].update(id="cake"),
    "other-major-version": lambda content: content["questionnaire"].update(version="2.0"),
    "odd-version": lambda content: content["questionnaire"].update(version="1.x"),
    "third-form": lambda content: content.update(form="long"),
    "no-name": lambda content: content["service"].pop("name"),
    "name-is-too-long": lambda content: content["service"].update(name="x" * 1001),
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
def test_nothing_is_accepted_that_the_models_refuse(change: Change) -> None:
    """A file that the models refuse is left to them."""
    data = example(change)
    with pytest.raises(InputFault):
        exactly(data)
    assert not is_plainly_right(data)
    assert judged_together([data], SHIPPED) == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(example().replace(b'"form": ', b'"form": "full", "form": '), id="key-twice"),
        pytest.param(
            example(_answer("leadership.vision", {"level": 2, "note": 'a"b'})).replace(
                b'{"level": 2, "note": "a\\"b"', b'{"level": 1, "level": 2, "note": "a\\u0022b"'
            ),
            id="key-twice-behind-escapes",
        ),
        pytest.param(
            example().replace(b'"leadership.vision": ', b'"leadership.vision": {"level": 0}, "leadership.vision": '),
            id="question-twice",
        ),
        pytest.param(example().replace(b'"level": 2', b'"level": NaN', 1), id="nan"),
        pytest.param(example(_answer("leadership.vision", {"level": 2, "note": "\ud800"})), id="half-a-character"),
        pytest.param(example(_answer("leadership.vision", {"level": 2, "note": "\ud800 x"})), id="half-and-more"),
        pytest.param(example(_answer("leadership.vision", {"level": 2, "note": "\udc00\ud800"})), id="halves-turned"),
        pytest.param(b"\xff\xfe" + example(), id="no-utf-8"),
        pytest.param(example()[:-20], id="cut-off"),
        pytest.param(b"[" * 5000, id="deep"),
        pytest.param(example().replace(b'"level": 2', b'"level": %s' % (b"9" * 5000), 1), id="far-too-long-a-number"),
        pytest.param(b"", id="empty"),
        pytest.param(b"null", id="nothing"),
    ],
)
def test_odd_json_is_left_to_the_models(data: bytes) -> None:
    """JSON that a reader might silently correct is left to the models, which refuse it."""
    with pytest.raises(InputFault):
        exactly(data)
    assert not is_plainly_right(data)


LAYOUTS: dict[str, Callable[[dict[str, Any]], str]] = {
    "short": lambda content: json.dumps(content, separators=(",", ":")),
    "one-line": json.dumps,
    "tabs": lambda content: json.dumps(content, indent="\t") + "\n\n",
    "spaces-before-commas": lambda content: json.dumps(content, indent=1).replace("},", "} ,"),
    "answers-first": lambda content: json.dumps({"answers": content["answers"], **content}),
    "answers-shuffled": lambda content: json.dumps(
        content | {"answers": dict(sorted(content["answers"].items(), key=lambda item: item[0][::-1]))}
    ),
    "no-answers": lambda content: json.dumps(content | {"answers": {}}),
    "not-ascii": lambda content: json.dumps(content, ensure_ascii=False),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("form", ["full", "short"])
def test_layout_does_not_matter(layout: Callable[[dict[str, Any]], str], form: str) -> None:
    """A right file is taken however it is laid out, and judged as by the models."""
    several = [layout(file_of(SHIPPED, number) | {"form": form}).encode() for number in range(5)]
    assert all(map(is_plainly_right, several))
    assert judged_together(several, SHIPPED) == [exactly(data) for data in several]


AGREED = {
    "format_version": 2,
    "workshop": {"id": "w3Qk", "person": None},
    "questionnaire": {"id": "peer-support", "version": "1.1", "fingerprint": "0123456789abcdef"},
}
AGREED_ANSWERS: dict[str, dict[str, Any]] = {
    "leadership.vision": {"level": 1, "note": 'a "b"', "agreement": {"how": "cautious", "dissent": ['It is "2"', ""]}},
    "leadership.values": {"unknown": True, "agreement": {"how": "parked", "who": "deputy", "by": "2027-01-04"}},
    "recruitment.advert-wording": {"not_applicable": "Filled", "agreement": {"how": "agreed", "by": None}},
    "training.role-content": {"ticked": ["role-here"], "note": "n", "note_may_be_shown": True, "agreement": None},
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("change", [{}, {"format_version": 1}], ids=["format-2", "format-1"])
def test_what_a_workshop_agreed_is_taken(layout: Callable[[dict[str, Any]], str], change: dict[str, Any]) -> None:
    """Agreements, codes and fingerprints are taken plainly, in every layout, and change no figure."""
    content = file_of(SHIPPED, 3) | {"form": "full"}
    before = json.loads(json.dumps(content))
    content["answers"] |= AGREED_ANSWERS
    for name, answer in AGREED_ANSWERS.items():
        before["answers"][name] = {
            key: value for key, value in answer.items() if key not in ("agreement", "note_may_be_shown")
        }
    data = layout(content | AGREED | change).encode()
    assert is_plainly_right(data)
    assert judged_together([data], SHIPPED) == [exactly(data)]
    assert judged_together([data], SHIPPED) == judged_together([layout(before).encode()], SHIPPED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"how": "cautious"', '"how": "agreed", "how": "cautious"', id="how-twice"),
        pytest.param('"by": "2027-01-04"', '"by": "2027-01-04", "by": "2027-01-04"', id="day-twice"),
        pytest.param('"agreement": null', '"agreement": null, "agreement": null', id="agreement-twice"),
        pytest.param('"note_may_be_shown": true', '"note_may_be_shown": 1', id="shown-as-number"),
        pytest.param(
            '"note_may_be_shown": true', '"note_may_be_shown": true, "note_may_be_shown": true', id="shown-twice"
        ),
        pytest.param('"person": null', '"person": null, "person": null', id="person-twice"),
    ],
)
def test_nothing_of_a_workshop_is_taken_twice(old: str, new: str) -> None:
    """A key that stands twice in what a workshop agreed is left to the models, which refuse it."""
    content = file_of(SHIPPED, 3) | {"form": "full"} | AGREED
    content["answers"] |= AGREED_ANSWERS
    text = json.dumps(content)
    assert old in text
    data = text.replace(old, new).encode()
    with pytest.raises(InputFault):
        exactly(data)
    assert not is_plainly_right(data)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte-order-mark"),
        pytest.param(
            lambda text: re.sub(r'"started_at": "[^"]*"', '"started_at": "2026-11-20 14:05:41Z"', text), id="no-t"
        ),
        pytest.param(
            lambda text: re.sub(r'"updated_at": "[^"]*"', '"updated_at": "2026-11-20T14:05:41.5+01:00"', text),
            id="another-zone",
        ),
        pytest.param(lambda text: re.sub(r'"(started_at|updated_at)": "[^"]*",\s*', "", text), id="no-moments"),
        pytest.param(lambda text: text.replace('"level"', '"l\\u0065vel"'), id="escaped-keys"),
    ],
)
def test_unusual_files_that_are_right_count(change: Callable[[str], str]) -> None:
    """What is right but unusually written is judged as by the models, too."""
    data = change(json.dumps(file_of(SHIPPED, 3))).encode()
    assert judged_together([data], SHIPPED) == [exactly(data)]


NOTES = ['a "},"leadership.values":{"level":3', "},", '},"', "\\", "é ✓ 😀", "=1+1", "x" * LONGEST_TEXT, " \n "]


@pytest.mark.parametrize("note", NOTES, ids=range(len(NOTES)))
def test_notes_stay_as_they_are(note: str) -> None:
    """A note that looks like the end of an answer is kept as a note, without the white space around it."""
    judge = Judge(SHIPPED, MONDAY, with_answers=True, with_data=False)
    data = example(_answer("leadership.vision", {"level": 2, "note": note}))
    judged = judge.judge([Input("a.json", data)])
    notes = {position: note for position, *_, note in json.loads(judged.written[0])}
    assert notes.get(0, "") == note.strip()


@pytest.mark.slow
def test_damaged_files_are_taken_and_refused_alike() -> None:
    """The typed structures accept no damaged file that the models refuse, and judge the others the same."""
    taken = refused = 0
    for data in damaged_files(SHIPPED, 2_000):
        try:
            expected = [exactly(data)]
        except InputFault:
            expected = []
            assert not is_plainly_right(data), data
        assert judged_together([data], SHIPPED) == expected, data
        taken, refused = taken + len(expected), refused + (not expected)
    assert min(taken, refused) > 400


def test_older_answers_load_if_a_question_now_always_applies() -> None:
    """Not applicable to fair terms was an answer in version 1.0: such a file loads, and the question is unanswered."""
    content = file_of(SHIPPED, 3) | {"form": "full", "questionnaire": {"id": "peer-support", "version": "1.0"}}
    content["answers"]["recruitment.fair-terms"] = {"not_applicable": "The posts are filled"}
    data = json.dumps(content).encode()
    result = score(SHIPPED, parse_answers(data, SHIPPED.questionnaire), MONDAY)
    assert (result.questionnaire.version, result.scored_by) == ("1.0", SHIPPED.questionnaire.version)
    states = {row.question: row.state for row in result.criteria}
    assert states["recruitment.fair-terms"] == "unanswered"
    assert is_plainly_right(data)
    assert judged_together([data], SHIPPED) == [exactly(data)]
