"""The answer file: written in a fixed order, read with care, and every fault said with its place and a remedy."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import (
    Answer,
    AnswerSheet,
    Levelled,
    NotApplicable,
    QuestionnaireVersion,
    Service,
    Ticked,
    Unknown,
)
from questionnaires.explain import shown
from questionnaires.faults import InputFault
from scoring.instrument import Instrument, load_instrument
from tests.properties import tried_on
from tests.tiny import other, sheet, tiny

SHIPPED = load_instrument()
QUESTIONNAIRE = SHIPPED.questionnaire

OF_THE_DESIGN = """{
  "format": "readiness-answers",
  "format_version": 1,
  "questionnaire": {"id": "peer-support", "version": "1.0"},
  "form": "full",
  "service": {"name": "Riverside Recovery Team", "organisation": "Example NHS Trust", "code": null},
  "took_part": ["service_manager", "peer_worker"],
  "first_day": "2027-03-01",
  "started_at": "2026-11-21T10:00:00Z",
  "updated_at": "2026-11-21T10:24:10Z",
  "answers": {
    "leadership.vision": {"level": 2, "note": "One-page vision, agreed by the board in May"},
    "leadership.values": {"unknown": true},
    "recruitment.advert-reach": {"not_applicable": "Posts are already filled"},
    "training.role-content": {"ticked": ["role-here", "recovery"]}
  }
}
"""
"""The example of the design, to the letter."""


def _read(content: object) -> AnswerSheet:
    return parse_answers(json.dumps(content).encode(), QUESTIONNAIRE)


def _file(**changes: Any) -> dict[str, Any]:
    return {**json.loads(OF_THE_DESIGN), **changes}


def _faults(data: bytes) -> str:
    """What is said about a file, with its name before each fault as the program puts it there."""
    with pytest.raises(InputFault) as caught:
        parse_answers(data, QUESTIONNAIRE)
    message = str(caught.value.within("a.json"))
    for line in message.splitlines():
        assert line.startswith("a.json: ")
        assert line.endswith((".", "?"))
        assert "\ud800" not in line
        assert len(line) < 400, "one sentence and its remedy"
    for fault in caught.value.faults:
        assert fault.what
        assert fault.remedy
    return message


# Reading and writing


def test_example_of_the_design_loads() -> None:
    """The design's example is read as it is meant: four kinds of answer, roles, days and moments."""
    read = parse_answers(OF_THE_DESIGN.encode(), QUESTIONNAIRE)
    assert read.answers == {
        "leadership.vision": Levelled(level=2, note="One-page vision, agreed by the board in May"),
        "leadership.values": Unknown(),
        "recruitment.advert-reach": NotApplicable(not_applicable="Posts are already filled"),
        "training.role-content": Ticked(ticked=("role-here", "recovery")),
    }
    assert read.took_part == ("service_manager", "peer_worker")
    assert read.service == Service(name="Riverside Recovery Team", organisation="Example NHS Trust", code=None)
    assert read.first_day == date(2027, 3, 1)
    assert read.started_at == datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    assert read.updated_at == datetime(2026, 11, 21, 10, 24, 10, tzinfo=UTC)


def test_example_that_ships_fits_the_questionnaire() -> None:
    """The realistic example answers every question, is allowed by the rubric, and is written as the program writes."""
    data = (files("questionnaires") / "peer-support" / "example.json").read_bytes()
    read = parse_answers(data, QUESTIONNAIRE)
    SHIPPED.check(read)
    assert list(read.answers) == list(QUESTIONNAIRE.questions)
    assert all(
        any(isinstance(answer, kind) for answer in read.answers.values()) for kind in (Levelled, Ticked, Unknown)
    )
    assert sum(bool(answer.note) for answer in read.answers.values()) >= 10
    assert json.loads(write_answers(read, QUESTIONNAIRE)) == json.loads(data)


def test_example_of_the_design_is_written_as_it_stands() -> None:
    """Writing what was read gives the same keys in the same order, and the answers in questionnaire order."""
    mixed = json.loads(OF_THE_DESIGN)
    mixed = {**dict(reversed(mixed.items())), "answers": dict(reversed(mixed["answers"].items()))}
    written = write_answers(_read(mixed), QUESTIONNAIRE).decode()
    assert written == json.dumps(json.loads(OF_THE_DESIGN), indent=2) + "\n"


def test_file_is_indented_utf8_that_ends_with_a_line_break() -> None:
    """Names are written as they are spelt, on lines of their own, so that two versions differ by lines."""
    data = write_answers(_read(_file(service={"name": "Ŵy Ärzte 😀"}, answers={})), QUESTIONNAIRE)
    assert "Ŵy Ärzte 😀".encode() in data
    assert data.decode().endswith("}\n")
    assert '\n    "name": ' in data.decode()


def test_empty_notes_are_left_out_and_others_stand_last() -> None:
    """A note stands behind the answer that it is a note on; an empty one is not written."""
    answers: dict[str, Answer] = {
        "leadership.values": Unknown(note="Ask the director"),
        "leadership.vision": Levelled(level=0, note=""),
    }
    read = _read(_file(answers={}))
    written = json.loads(write_answers(read.model_copy(update={"answers": answers}), QUESTIONNAIRE))["answers"]
    assert json.dumps(written) == json.dumps(
        {"leadership.vision": {"level": 0}, "leadership.values": {"unknown": True, "note": "Ask the director"}}
    )


def test_byte_order_mark_is_accepted() -> None:
    """A file that an editor saved with a byte-order mark is the same file."""
    assert parse_answers(b"\xef\xbb\xbf" + OF_THE_DESIGN.encode(), QUESTIONNAIRE) == parse_answers(
        OF_THE_DESIGN.encode(), QUESTIONNAIRE
    )


def test_optional_parts_may_be_missing() -> None:
    """Who took part, the days, the organisation and the code may be left out or null."""
    content = _file(service={"name": "Riverside"}, first_day=None, updated_at=None, answers={})
    del content["took_part"], content["started_at"]
    read = _read(content)
    assert (read.took_part, read.first_day, read.started_at, read.updated_at) == ((), None, None, None)
    assert (read.service.organisation, read.service.code) == (None, None)


def test_newer_minor_version_of_the_questionnaire_fits() -> None:
    """Answers fit every questionnaire of the same major version."""
    assert _read(_file(questionnaire={"id": "peer-support", "version": "1.7"})).questionnaire.version == "1.7"


def test_white_space_around_free_text_goes_and_lines_inside_stay() -> None:
    """A note keeps its lines; only the space around it is taken off."""
    read = _read(_file(answers={"leadership.vision": {"level": 1, "note": "  first\n\n second \n"}}))
    assert read.answers["leadership.vision"].note == "first\n\n second"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("2026-11-21T10:00:00Z", datetime(2026, 11, 21, 10, tzinfo=UTC), id="utc"),
        pytest.param("2026-07-21T10:00:00+01:00", datetime(2026, 7, 21, 9, tzinfo=UTC), id="summer-time"),
        pytest.param("2026-11-21T23:30:00-05:00", datetime(2026, 11, 22, 4, 30, tzinfo=UTC), id="next-day"),
    ],
)
def test_moments_are_kept_in_utc(written: str, meant: datetime) -> None:
    """A moment in another zone is the same moment in UTC."""
    read = _read(_file(started_at=written))
    assert read.started_at == meant
    assert json.loads(write_answers(read, QUESTIONNAIRE))["started_at"] == f"{meant:%Y-%m-%dT%H:%M:%SZ}"


def test_answers_are_set_in_a_copy() -> None:
    """Setting an answer gives a new sheet with a new moment and leaves the old one alone."""
    instrument = tiny(other(1), other(1))
    before = sheet(instrument, "1 .")
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    after = before.with_answer("one.q2", Unknown(), summer)
    assert (list(before.answers), list(after.answers)) == (["one.q1"], ["one.q1", "one.q2"])
    assert json.loads(write_answers(after, instrument.questionnaire))["updated_at"] == "2026-07-01T11:00:00Z"


SOME_QUESTIONS = [
    "leadership.vision",
    "leadership.values",
    "recruitment.advert-reach",
    "training.role-content",
    "training.self-content",
]
FREE_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2199, 12, 30)).map(  # noqa: DTZ001  # the zone follows
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


def _kinds_of_answer(name: str) -> st.SearchStrategy[Answer]:
    question = QUESTIONNAIRE.questions[name]
    reasons = FREE_TEXT.filter(str.strip)
    kinds: list[st.SearchStrategy[Answer]] = [
        st.builds(Unknown, note=FREE_TEXT),
        st.builds(NotApplicable, not_applicable=reasons, note=FREE_TEXT),
    ]
    if question.type == "checklist":
        ticked = st.lists(st.sampled_from([option.id for option in question.options]), unique=True).map(tuple)
        return st.one_of(*kinds, st.builds(Ticked, ticked=ticked, note=FREE_TEXT))
    return st.one_of(*kinds, st.builds(Levelled, level=st.integers(0, 3), note=FREE_TEXT))


SHEETS = st.builds(
    AnswerSheet,
    questionnaire=st.builds(QuestionnaireVersion, id=st.just("peer-support"), version=st.sampled_from(["1.0", "1.12"])),
    form=st.sampled_from(["full", "short"]),
    service=st.builds(Service, name=FREE_TEXT, organisation=st.none() | FREE_TEXT, code=st.none() | FREE_TEXT),
    took_part=st.lists(st.sampled_from(list(SHIPPED.questionnaire.roles)), max_size=4).map(tuple),
    first_day=st.none() | st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    started_at=st.none() | MOMENTS,
    updated_at=st.none() | MOMENTS,
    answers=st.fixed_dictionaries({}, optional={name: _kinds_of_answer(name) for name in SOME_QUESTIONS}),
)


@tried_on(80)
@given(SHEETS)
def test_what_is_written_reads_back_the_same(written: AnswerSheet) -> None:
    """Any sheet that is written reads back as the same sheet, and is written again as the same bytes."""
    data = write_answers(written, QUESTIONNAIRE)
    read = parse_answers(data, QUESTIONNAIRE)
    assert read == written
    assert write_answers(read, QUESTIONNAIRE) == data
    assert list(json.loads(data)) == list(json.loads(OF_THE_DESIGN)), "the keys of the design, in its order"
    assert list(json.loads(data)["answers"]) == [name for name in QUESTIONNAIRE.questions if name in written.answers]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@tried_on(120)
@given(st.sampled_from(list(json.loads(OF_THE_DESIGN))), JSON_VALUES)
def test_any_value_anywhere_is_read_or_refused_in_words(key: str, value: object) -> None:
    """With any value under any key, the file is read or refused with a fault; nothing else is ever raised."""
    try:
        _read(_file(**{key: value}))
    except InputFault as fault:
        assert all(one.what and one.remedy for one in fault.faults)  # noqa: PT017  # either outcome is right


@tried_on(120)
@given(
    st.sampled_from(["leadership.vision", "training.role-content"]),
    st.dictionaries(st.sampled_from(["level", "ticked", "unknown", "not_applicable", "note", "x"]), JSON_VALUES),
)
def test_any_answer_is_read_or_refused_in_words(name: str, answer: object) -> None:
    """With anything as an answer, the file is read or refused with a fault that names the question."""
    try:
        _read(_file(answers={name: answer}))
    except InputFault as fault:
        assert all(name in one.where or not one.where for one in fault.faults)  # noqa: PT017  # either outcome is right


@tried_on(120)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    """Bytes that are not an answer file raise a fault and nothing else."""
    with pytest.raises(InputFault):
        parse_answers(data, QUESTIONNAIRE)


# Faults of the file as a whole


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        pytest.param(b"", "this file is empty", "go back to an earlier copy", id="empty"),
        pytest.param(b"\0" * 4096, "this file is empty", "go back to an earlier copy", id="zeros-after-a-power-cut"),
        pytest.param(
            b"Dear colleague",
            "this file is plain text, not an answer file",
            "Choose the file that the answers were saved in",
            id="no-json",
        ),
        pytest.param(
            b'{"format":\n "x",\n}',
            "line 3, column 1: this is not valid JSON (a ",
            "Correct this line",
            id="comma-too-many",
        ),
        pytest.param(
            OF_THE_DESIGN[:300].encode(), "line 8, column 3: the file ends too soon", "an earlier copy", id="cut-off"
        ),
        pytest.param(
            OF_THE_DESIGN.replace('"', "\u201c", 1).encode(),
            "line 2, column 3: there is a curly quote \u201c where there should be a straight one",
            "Replace all curly quotes",
            id="curly-quotes",
        ),
        pytest.param(
            OF_THE_DESIGN.replace('"name"', "\u2018name\u2019").encode(),
            "there is a curly quote \u2018 where",
            "Replace all curly quotes",
            id="curly-quotes-once",
        ),
        pytest.param(
            OF_THE_DESIGN.replace("  ", "\u00a0 ").encode(),
            "line 2, column 1: there is a non-breaking space here",
            "Type an ordinary space instead",
            id="no-break-space",
        ),
        pytest.param(
            OF_THE_DESIGN[:300].encode() + b"\0" * 500,
            "only zeros",
            "Go back to an earlier copy",
            id="zeros-at-the-end",
        ),
        pytest.param(
            OF_THE_DESIGN.encode() * 2,
            'there is extra text where the file should end: "{"',
            "Remove the extra",
            id="pasted-twice",
        ),
        pytest.param(
            b"\x80\xdc\x81\xff" * 9,
            "this file isn't text",
            "Choose the answer file",
            id="no-text",
        ),
        pytest.param(b"[]", "only a list or a single value", "Choose an answer file", id="a-list"),
        pytest.param(b'"readiness-answers"', "only a list or a single value", "Choose an answer file", id="a-text"),
        pytest.param(
            b"\xff\xfe{",
            "isn't saved as UTF-8",
            "Open the file in a text editor and save it again as UTF-8",
            id="half-of-utf-16",
        ),
        pytest.param(
            OF_THE_DESIGN.replace("Riverside", "Ysbyty Môn").encode("latin-1"),
            "isn't saved as UTF-8",
            "Open the file in a text editor and save it again as UTF-8",
            id="latin-1",
        ),
        pytest.param(b"[" * 100_000, "too many levels of brackets", "Choose another file", id="deep-lists"),
        pytest.param(b'{"a":' * 100_000, "too many levels of brackets", "Choose another file", id="deep-objects"),
        pytest.param(b'{"format": NaN}', "NaN can't be used as a value", "Write a whole number", id="nan"),
        pytest.param(
            b'{"format": -Infinity}', "-Infinity can't be used as a value", "Write a whole number", id="infinity"
        ),
        pytest.param(b'{"format": ' + b"9" * 5000 + b"}", "far too long", "Correct the number", id="huge-number"),
        pytest.param(
            OF_THE_DESIGN.replace("Riverside", r"\ud800").encode(),
            "an incomplete character",
            "Retype the text that contains this character",
            id="surrogate",
        ),
        pytest.param(
            OF_THE_DESIGN.replace("leadership.vision", r"\uDFFF").encode(),
            "an incomplete character",
            "Retype the text that contains this character",
            id="surrogate-in-a-key",
        ),
        pytest.param(
            OF_THE_DESIGN.replace('"form":', '"form": "short", "form":').encode(),
            '"form": this name appears twice',
            "Keep the entry that is right",
            id="key-twice",
        ),
        pytest.param(
            OF_THE_DESIGN.replace("leadership.values", "leadership.vision").encode(),
            '"leadership.vision": this name appears twice',
            "Keep the entry that is right",
            id="question-twice",
        ),
        pytest.param(
            OF_THE_DESIGN.replace('{"level": 2,', '{"level": 2, "level": 3,').encode(),
            '"level": this name appears twice',
            "Keep the entry that is right",
            id="level-twice",
        ),
    ],
)
def test_file_that_cannot_be_read(data: bytes, what: str, remedy: str) -> None:
    """What is not an answer file at all is refused in one sentence with the place, where there is one, and a remedy."""
    message = _faults(data)
    assert what in message
    assert remedy in message
    assert len(message.splitlines()) == 1


def test_pair_of_surrogates_is_a_character() -> None:
    """An escaped emoji is two halves that make one character, and is no fault."""
    read = parse_answers(OF_THE_DESIGN.replace("Riverside", r"\ud83d\ude00").encode(), QUESTIONNAIRE)
    assert read.service.name.startswith("😀")


# Faults of what stands in it


def _answer(answer: object, name: str = "leadership.vision") -> dict[str, Any]:
    return _file(answers={name: answer})


KINDS = "'level', 'ticked', 'unknown' and 'not_applicable'"
WHOLE = "Write a whole number, without quotation marks"
CHECKLIST = "training.role-content"


@pytest.mark.parametrize(
    ("content", "where", "what", "remedy"),
    [
        # about the file
        pytest.param(
            {},
            "format",
            "isn't an answer file",
            "Choose a file that was saved by `readiness assess`",
            id="empty-object",
        ),
        pytest.param(_file(format="x"), "format", "'format' is \"x\"", "Choose a file", id="wrong-format"),
        pytest.param(_file(format="readiness-result"), "format", "not the answers", "Choose a file", id="a-result"),
        pytest.param(
            _file(format_version=3),
            "format_version",
            "a newer version of readiness",
            "can read format 3",
            id="newer-format",
        ),
        pytest.param(
            _file(format_version=10**400),
            "format_version",
            "a newer version of readiness",
            "Update",
            id="much-newer-format",
        ),
        pytest.param(
            _file(format_version=0),
            "format_version",
            "there is no format 0 for answer files",
            "Use 1 or 2",
            id="format-0",
        ),
        pytest.param(
            _file(format_version="1"),
            "format_version",
            'there is no format "1" for answer files',
            "Use 1 or 2",
            id="format-as-text",
        ),
        pytest.param(
            _file(format_version=None),
            "format_version",
            "there is no format null for answer files",
            "Use 1 or 2",
            id="format-null",
        ),
        pytest.param(
            _file(form="long"),
            "form",
            '"long" is not one of the choices here',
            "Use 'full' or 'short'",
            id="unknown-form",
        ),
        pytest.param(
            _file(servcie={}),
            "servcie",
            "there is no field called 'servcie'",
            "Did you mean 'service'?",
            id="unknown-key",
        ),
        pytest.param(
            {key: value for key, value in _file().items() if key != "service"},
            "service",
            "'service' is missing",
            "Add it",
            id="missing-key",
        ),
        pytest.param(
            _file(service="Riverside"),
            "service",
            "a group of named values",
            "Put the values in curly brackets",
            id="bare-service",
        ),
        pytest.param(
            _file(service={"name": 7}), "service.name", "7 is not text", "quotation marks", id="name-a-number"
        ),
        pytest.param(_file(service={}), "service.name", "'name' is missing", "Add it", id="no-name"),
        pytest.param(
            _file(questionnaire={"id": "peer-support", "version": "2.0"}),
            "questionnaire",
            "version 2.0 of the questionnaire",
            "If you have a copy of version 2.0, use --questionnaire to choose its folder",
            id="other-major-version",
        ),
        pytest.param(
            _file(questionnaire={"id": "housing", "version": "1.0"}),
            "questionnaire",
            "belongs to another questionnaire ('housing', version 1.0), not to 'peer-support'",
            "Use --questionnaire to choose the folder of the questionnaire 'housing'",
            id="other-questionnaire",
        ),
        pytest.param(
            _file(questionnaire={"id": "peer-support", "version": "1"}),
            "questionnaire.version",
            '"1" is not in the right format',
            "Use the same format as '1.2'",
            id="version-without-a-point",
        ),
        pytest.param(
            _file(questionnaire={"id": "peer-support", "version": "9" * 5000 + ".0"}),
            "questionnaire.version",
            "is not in the right format",
            "Use the same format as '1.2'",
            id="version-far-too-long",
        ),
        pytest.param(
            _file(took_part=["service_manager", "peer_wroker"]),
            "took_part.2",
            'the questionnaire has no role called "peer_wroker"',
            "'peer_worker'",
            id="unknown-role",
        ),
        pytest.param(
            _file(took_part=["bookkeeper"]),
            "took_part.1",
            'the questionnaire has no role called "bookkeeper"',
            "'peer_worker', ",
            id="unknown-role-near-no-other",
        ),
        pytest.param(
            _file(took_part="peer_worker"), "took_part", "should be a list", "square brackets", id="bare-role"
        ),
        pytest.param(_file(took_part=None), "took_part", "should be a list", "square brackets", id="roles-null"),
        pytest.param(
            _file(first_day="2027-02-30"), "first_day", "no such day as 2027-02-30", "Check the day", id="no-such-day"
        ),
        pytest.param(
            _file(first_day="1.3.2027"), "first_day", "is not a date", "like this: 2027-03-01", id="day-first"
        ),
        pytest.param(
            _file(first_day="20270301"), "first_day", "is not a date", "like this: 2027-03-01", id="no-hyphens"
        ),
        pytest.param(
            _file(first_day="1. March"), "first_day", '"1. March" is not a date', "like this: 2027", id="with-a-stop"
        ),
        pytest.param(
            _file(first_day=20270301), "first_day", "is not a date", "like this: 2027-03-01", id="day-a-number"
        ),
        pytest.param(
            _file(first_day="2027-03-01T00:00"),
            "first_day",
            "is not a date",
            "like this: 2027-03-01",
            id="moment-for-day",
        ),
        pytest.param(
            _file(first_day="1999-12-31"), "first_day", "the year 1999 can't be right", "like this: 2027", id="long-ago"
        ),
        pytest.param(
            _file(first_day="2200-01-01"), "first_day", "the year 2200 can't be right", "like this: 2027", id="far-off"
        ),
        pytest.param(
            _file(started_at="2026-11-21"), "started_at", "is not a date and time", "10:00:00Z", id="day-for-moment"
        ),
        pytest.param(
            _file(updated_at="2026-11-21T10:00:00"),
            "updated_at",
            "is not a date and time",
            "10:00:00Z",
            id="without-zone",
        ),
        pytest.param(_file(updated_at=5), "updated_at", "5 is not a date and time", "10:00:00Z", id="moment-a-number"),
        pytest.param(
            _file(updated_at="2000-01-01T00:30:00+01:00"),
            "updated_at",
            "is not a date",
            "10:00:00Z",
            id="before-2000-in-utc",
        ),
        pytest.param(
            _file(updated_at="0001-01-01T00:00:00+14:00"),
            "updated_at",
            "is not a date",
            "10:00:00Z",
            id="before-all-time",
        ),
        # about the answers
        pytest.param(
            _file(answers=[]),
            "answers",
            "should be a group of named values",
            "Put the values in curly brackets",
            id="answers-a-list",
        ),
        pytest.param(
            _answer({"level": 1}, "leadership.nonsense"),
            "leadership.nonsense",
            "this question is not in the questionnaire",
            "Use --questionnaire to choose the folder of the questionnaire that was answered",
            id="question-like-none-of-its-domain",
        ),
        pytest.param(
            _answer({"level": 1}, "leadership.vison"),
            "leadership.vison",
            "this question is not in the questionnaire",
            "Did you mean 'leadership.vision'?",
            id="unknown-question-near-name",
        ),
        pytest.param(
            _answer({"level": 1}, "zzz"),
            "zzz",
            "so the file is probably for another questionnaire or version",
            "Use --questionnaire to choose the folder of the questionnaire that was answered",
            id="unknown-question",
        ),
        pytest.param(
            _answer({"level": 7}),
            "leadership.vision, level",
            "7 is too large",
            "Write 3 or a lower number",
            id="level-7",
        ),
        pytest.param(
            _answer({"level": 4}),
            "leadership.vision, level",
            "4 is too large",
            "Write 3 or a lower number",
            id="level-4",
        ),
        pytest.param(
            _answer({"level": -1}),
            "leadership.vision, level",
            "-1 is too small",
            "Write 0 or a higher number",
            id="level-1",
        ),
        pytest.param(
            _answer({"level": 10**4000}),
            "leadership.vision, level",
            "is too large",
            "Write 3 or a lower number",
            id="level-huge",
        ),
        pytest.param(
            _answer({"level": "3"}), "leadership.vision, level", '"3" is not a whole number', WHOLE, id="level-text"
        ),
        pytest.param(
            _answer({"level": True}), "leadership.vision, level", "true is not a whole number", WHOLE, id="level-true"
        ),
        pytest.param(
            _answer({"level": 2.0}), "leadership.vision, level", "2.0 is not a whole number", WHOLE, id="level-2.0"
        ),
        pytest.param(
            _answer({"level": None}), "leadership.vision, level", "null is not a whole", WHOLE, id="level-null"
        ),
        pytest.param(_answer(2), "leadership.vision", KINDS, "Use exactly one of these four fields", id="bare-level"),
        pytest.param(_answer(None), "leadership.vision", KINDS, "Use exactly one of these four fields", id="null"),
        pytest.param(_answer({}), "leadership.vision", KINDS, "Use exactly one of these four fields", id="no-kind"),
        pytest.param(
            _answer({"note": "x"}), "leadership.vision", KINDS, "The answer can also have a 'note'", id="only-a-note"
        ),
        pytest.param(
            _answer({"lvel": 2}), "leadership.vision", KINDS, "Use exactly one of these four fields", id="misspelt-kind"
        ),
        pytest.param(
            _answer({"level": 2, "unknown": True}), "leadership.vision", KINDS, "Use exactly one", id="two-kinds"
        ),
        pytest.param(
            _answer({"level": 2, "note": 5}),
            "leadership.vision, note",
            "5 is not text",
            "quotation marks",
            id="note-a-number",
        ),
        pytest.param(
            _answer({"level": 2, "reason": "x"}),
            "leadership.vision, reason",
            "there is no field called 'reason' here",
            "Check the spelling",
            id="unknown-key-in-an-answer",
        ),
        pytest.param(
            _answer({"unknown": False}),
            "leadership.vision, unknown",
            "'unknown' can only be true, not false",
            "Write true",
            id="unknown-false",
        ),
        pytest.param(
            _answer({"unknown": 1}),
            "leadership.vision, unknown",
            "'unknown' can only be true, not 1",
            "Write true",
            id="unknown-1",
        ),
        pytest.param(
            _answer({"not_applicable": "  "}, "recruitment.advert-reach"),
            "recruitment.advert-reach, not_applicable",
            "no reason has been given",
            "Say why the question doesn't apply",
            id="empty-reason",
        ),
        pytest.param(
            _answer({"not_applicable": True}, "recruitment.advert-reach"),
            "recruitment.advert-reach, not_applicable",
            "true is not text",
            "quotation marks",
            id="reason-true",
        ),
        pytest.param(
            _answer({"ticked": ["recovry"]}, CHECKLIST),
            CHECKLIST,
            'the checklist has no item called "recovry"',
            "Did you mean 'recovery'?",
            id="ticked-unknown",
        ),
        pytest.param(
            _answer({"ticked": ["recovery", "recovery"]}, CHECKLIST),
            CHECKLIST,
            "an item is ticked twice",
            "List each item only once",
            id="ticked-twice",
        ),
        pytest.param(
            _answer({"ticked": ["recovery", 1]}, CHECKLIST),
            f"{CHECKLIST}, ticked, 2",
            "1 is not text",
            "quotation marks",
            id="ticked-a-number",
        ),
        pytest.param(
            _answer({"ticked": "recovery"}, CHECKLIST),
            f"{CHECKLIST}, ticked",
            "should be a list",
            "square brackets",
            id="ticked-bare",
        ),
        pytest.param(
            _answer({"level": 2}, CHECKLIST),
            CHECKLIST,
            "this question is a checklist",
            "under 'ticked'",
            id="level-of-a-checklist",
        ),
        pytest.param(
            _answer({"ticked": []}),
            "leadership.vision",
            "this question isn't a checklist",
            "Give a 'level' from 0 to 3",
            id="no-checklist",
        ),
    ],
)
def test_fault_has_its_place_and_a_remedy(content: object, where: str, what: str, remedy: str) -> None:
    """A wrong value is named with its question or key, what is wrong, and what to do about it."""
    message = _faults(json.dumps(content).encode())
    assert len(message.splitlines()) == 1, message
    assert message.startswith(f"a.json: {where}: ")
    assert what in message
    assert remedy in message


def test_every_fault_is_named() -> None:
    """A file with several faults is told all of them at once, in its order."""
    content = _file(
        form="long",
        answers={"leadership.vision": {"level": 7}, "team.introduction": {"level": "2"}, "training.access": {}},
    )
    assert [line.split(": ")[1] for line in _faults(json.dumps(content).encode()).splitlines()] == [
        "form",
        "leadership.vision, level",
        "team.introduction, level",
        "training.access",
    ]


def test_several_questions_that_do_not_fit_are_all_named() -> None:
    """Answers to unknown questions and of the wrong kind are all told at once."""
    content = _file(answers={"x": {"level": 1}, CHECKLIST: {"level": 1}, "leadership.vision": {"ticked": []}})
    assert [line.split(": ")[1] for line in _faults(json.dumps(content).encode()).splitlines()] == [
        "x",
        CHECKLIST,
        "leadership.vision",
    ]


def test_long_value_is_cut_short_in_a_message() -> None:
    """A message shows the beginning of a long value, on one line, and never all of it, inside its quotation marks."""
    message = _faults(json.dumps(_file(first_day="x\n" * 5000)).encode())
    assert len(message) < 200
    assert '…" ' in message


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        pytest.param("Is there an agreed aim?", '"Is there an agreed aim?"', id="short"),
        pytest.param("Is there an agreed aim for peer support?", '"Is there an agreed aim for peer supp…"', id="long"),
        pytest.param('"\\' * 30, '"' + r"\"\\" * 8 + r'\"…"', id="escapes"),
        pytest.param(["Is there an aim for peer support here?"], '["Is there an aim for peer support he…"]', id="list"),
        pytest.param([*range(30)], "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11…]", id="numbers"),
    ],
)
def test_a_long_value_is_cut_inside_its_marks(value: object, quoted: str) -> None:
    """A quoted value keeps its closing quotation mark and bracket, however long it is."""
    assert shown(value) == quoted


def test_not_applicable_is_refused_where_a_question_always_applies() -> None:
    """The rubric says where not applicable is not an answer: at an essential, and wherever it gives no case for it."""
    answers = {name: {"not_applicable": "No"} for name in ("leadership.vision", "team.disclosure")}
    current = {"id": SHIPPED.questionnaire.id, "version": SHIPPED.questionnaire.version}
    with pytest.raises(InputFault) as caught:
        SHIPPED.check(_read(_file(answers=answers, questionnaire=current)))
    assert [fault.where for fault in caught.value.faults] == ["leadership.vision", "team.disclosure"]
    assert all("always applies" in fault.what and '"unknown"' in fault.remedy for fault in caught.value.faults)


def test_not_applicable_is_accepted_where_the_rubric_has_a_case_for_it(instrument: Instrument) -> None:
    """Where the advert goes may be not applicable: the posts may be filled."""
    instrument.check(_read(_file()))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda read: setattr(read, "form", "short"), id="sheet"),
        pytest.param(lambda read: setattr(read.service, "name", "x"), id="service"),
        pytest.param(lambda read: setattr(read.answers["leadership.vision"], "level", 3), id="answer"),
    ],
)
def test_sheet_cannot_be_changed_in_place(change: Callable[[AnswerSheet], None]) -> None:
    """A sheet, its service and its answers are frozen."""
    with pytest.raises(ValueError, match="frozen"):
        change(_read(_file()))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({key: value for key, value in _file().items() if key != "format_version"}, id="missing"),
        pytest.param(_file(format_version=True), id="true"),
        pytest.param(_file(format_version=1.0), id="1.0"),
    ],
)
def test_format_version_is_a_whole_number_that_is_there(content: object) -> None:
    """A file that does not say its version, or says it in another way, is refused like one with any other version."""
    assert _faults(json.dumps(content).encode()).startswith("a.json: format_version: ")


@pytest.mark.parametrize(
    ("content", "near"),
    [
        pytest.param(
            _answer({"level": 1, "nota": "x"}), "there is no field called 'nota' here. Did you mean 'note'?", id="note"
        ),
        pytest.param(
            _file(service={"name": "x", "organization": "y"}),
            "there is no field called 'organization' here. Did you mean 'organisation'?",
            id="organisation",
        ),
    ],
)
def test_near_name_of_an_inner_key(content: object, near: str) -> None:
    """A misspelt key is told with the key that was meant, wherever it stands."""
    assert near in _faults(json.dumps(content).encode())
