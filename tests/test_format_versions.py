"""The versions of the answer file: the older is kept while it is enough, and the newer says what a workshop agreed."""

import json
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from questionnaires.answer_file import parse_answers, write_answers
from questionnaires.answers import (
    LONGEST_TEXT,
    Agreement,
    AnswerSheet,
    Levelled,
    NotApplicable,
    QuestionnaireVersion,
    Ticked,
    Unknown,
    Workshop,
)
from questionnaires.faults import InputFault
from scoring.engine import score
from scoring.instrument import load_instrument
from tests.properties import tried_on
from tests.test_scoring_laws import sheets
from tests.tiny import MONDAY, sheet_of

SHIPPED = load_instrument()
QUESTIONNAIRE = SHIPPED.questionnaire
FINGERPRINT = "0123456789abcdef"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

AGREED = """{
  "format": "readiness-answers",
  "format_version": 2,
  "questionnaire": {
    "id": "peer-support",
    "version": "1.1",
    "fingerprint": "0123456789abcdef"
  },
  "form": "full",
  "service": {
    "name": "Riverside",
    "organisation": null,
    "code": null
  },
  "workshop": {
    "id": "w3Qk"
  },
  "took_part": [],
  "first_day": null,
  "started_at": null,
  "updated_at": null,
  "answers": {
    "leadership.vision": {
      "level": 1,
      "note": "A page",
      "note_may_be_shown": true,
      "agreement": {
        "how": "cautious",
        "reason": "Nights are open",
        "dissent": [
          "It is in place by day"
        ]
      }
    },
    "leadership.values": {
      "unknown": true,
      "agreement": {
        "how": "parked",
        "who": "deputy manager",
        "by": "2027-01-04"
      }
    }
  }
}
"""
"""A file of version 2 as it is written."""


def _content(**changes: Any) -> dict[str, Any]:
    return {**json.loads(AGREED), **changes}


def _read(content: object) -> AnswerSheet:
    return parse_answers(json.dumps(content).encode(), QUESTIONNAIRE)


def _answered(answer: object) -> AnswerSheet:
    return _read(_content(answers={"leadership.vision": answer}))


def _written(sheet: AnswerSheet) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(write_answers(sheet, QUESTIONNAIRE))
    return written


def test_all_of_version_2_is_read_and_written_as_it_stands() -> None:
    """Codes, fingerprint, agreements and shown notes are read as they are meant, and written in a fixed order."""
    read = parse_answers(AGREED.encode(), QUESTIONNAIRE)
    assert read.questionnaire.fingerprint == FINGERPRINT
    assert read.workshop == Workshop(id="w3Qk")
    assert read.answers == {
        "leadership.vision": Levelled(
            level=1,
            note="A page",
            note_may_be_shown=True,
            agreement=Agreement(how="cautious", reason="Nights are open", dissent=("It is in place by day",)),
        ),
        "leadership.values": Unknown(agreement=Agreement(how="parked", who="deputy manager", by=date(2027, 1, 4))),
    }
    assert write_answers(read, QUESTIONNAIRE).decode() == AGREED


@tried_on(60)
@given(sheets())
def test_what_is_written_reads_back_the_same(sheet: AnswerSheet) -> None:
    """Any sheet of either version reads back as it was, and is written as the same bytes again."""
    data = write_answers(sheet, QUESTIONNAIRE)
    read = parse_answers(data, QUESTIONNAIRE)
    assert read == sheet
    assert write_answers(read, QUESTIONNAIRE) == data


@pytest.mark.parametrize(
    ("part", "newer"),
    [
        pytest.param({}, 1, id="nothing-new"),
        pytest.param({"workshop": Workshop(id="ab12")}, 2, id="workshop"),
        pytest.param(
            {"questionnaire": QuestionnaireVersion(id="peer-support", version="1.1", fingerprint=FINGERPRINT)},
            2,
            id="fingerprint",
        ),
        pytest.param({"answers": {"leadership.vision": Levelled(level=2)}}, 1, id="answer"),
        pytest.param(
            {"answers": {"leadership.vision": Levelled(level=2, note="x", note_may_be_shown=True)}}, 2, id="shown"
        ),
        pytest.param(
            {"answers": {"leadership.vision": Levelled(level=2, agreement=Agreement(how="agreed"))}}, 2, id="agreement"
        ),
    ],
)
def test_version_is_the_lowest_that_has_all_of_it(part: dict[str, Any], newer: int) -> None:
    """A sheet is of version 1 while it uses nothing of 2, however it was put together."""
    plain = sheet_of(SHIPPED, {})
    for sheet in (AnswerSheet(**{**dict(plain), **part}), plain.model_copy(update=part)):
        assert _written(sheet)["format_version"] == newer
    assert AnswerSheet(**{**dict(plain), **part}).format_version == newer


def test_version_follows_each_answer() -> None:
    """An agreed answer makes the sheet one of version 2; once it is answered again without, version 1 is enough."""
    plain = sheet_of(SHIPPED, {})
    agreed = plain.with_answer("leadership.vision", Levelled(level=2, agreement=Agreement(how="agreed")), NOON)
    again = agreed.with_answer("leadership.vision", Levelled(level=3), NOON)
    assert (plain.format_version, agreed.format_version, again.format_version) == (1, 2, 1)


@pytest.mark.parametrize(
    ("content", "becomes"),
    [
        pytest.param(_content(format_version=1), 2, id="1-with-fields-of-2"),
        pytest.param(
            _content(
                workshop=None, answers={}, questionnaire={"id": "peer-support", "version": "1.1", "fingerprint": None}
            ),
            1,
            id="2-with-nothing-of-2",
        ),
    ],
)
def test_what_is_in_a_file_counts_more_than_its_number(content: dict[str, Any], becomes: int) -> None:
    """A file that says 1 and has fields of 2 is read whole and written as 2, and the other way round."""
    read = _read(content)
    assert (read.format_version, _written(read)["format_version"]) == (becomes, becomes)


def test_file_of_version_1_is_written_as_it_was() -> None:
    """Nothing of version 2 appears in a file that does not use it, not even as null."""
    content = json.loads(write_answers(sheet_of(SHIPPED, {"leadership.vision": Levelled(level=2)}), QUESTIONNAIRE))
    assert list(content) == [
        "format", "format_version", "questionnaire", "form", "service", "took_part", "first_day", "started_at",
        "updated_at", "answers",
    ]  # fmt: skip
    assert content["questionnaire"] == {"id": "peer-support", "version": QUESTIONNAIRE.version}
    assert content["answers"] == {"leadership.vision": {"level": 2}}


def test_newer_format_says_which_version_is_needed() -> None:
    """A file of format 3 is refused with the version that an update has to be later than."""
    with pytest.raises(InputFault) as caught:
        _read(_content(format_version=3))
    assert str(caught.value) == (
        "format_version: this file was saved in format 3 by a newer version of readiness, but your version can only "
        f"read formats up to 2. Update readiness to a version later than {version('peer-readiness')} that can "
        "read format 3."
    )


@pytest.mark.parametrize(
    ("answer", "where", "what", "remedy"),
    [
        pytest.param(
            {"level": 2, "agreement": {"how": "parked"}},
            "leadership.vision",
            'this question is parked, so its answer has to be "don\'t know"',
            'Replace the answer with "unknown": true',
            id="parked-and-known",
        ),
        pytest.param(
            {"level": 2, "agreement": {"how": "voted"}},
            "leadership.vision, agreement, how",
            '"voted" is not one of the choices here',
            "Use 'agreed', 'cautious' or 'parked'",
            id="voted",
        ),
        pytest.param(
            {"level": 2, "agreement": {"reason": "x"}},
            "leadership.vision, agreement, how",
            "'how' is missing",
            "Add it",
            id="no-how",
        ),
        pytest.param(
            {"level": 2, "agreement": {"how": "agreed", "disent": ["x"]}},
            "leadership.vision, agreement, disent",
            "there is no field called 'disent' here",
            "Did you mean 'dissent'?",
            id="misspelt",
        ),
        pytest.param(
            {"level": 2, "agreement": {"how": "cautious", "dissent": ["fine", "x" * (LONGEST_TEXT + 1)]}},
            "leadership.vision, agreement, dissent, 2",
            "the text is too long",
            "Use at most 4,000 characters",
            id="long-view",
        ),
        pytest.param(
            {"unknown": True, "agreement": {"how": "parked", "by": "next week"}},
            "leadership.vision, agreement, by",
            '"next week" is not a date',
            "Write the date like this: 2027-03-01",
            id="no-date",
        ),
        pytest.param(
            {"level": 2, "note_may_be_shown": "yes"},
            "leadership.vision, note_may_be_shown",
            '"yes" should be true or false',
            "without quotation marks",
            id="shown-as-text",
        ),
    ],
)
def test_faults_have_their_place_and_a_remedy(answer: object, where: str, what: str, remedy: str) -> None:
    """What is wrong about an agreement is said with the question and the key."""
    with pytest.raises(InputFault) as caught:
        _answered(answer)
    (fault,) = caught.value.faults
    assert fault.where == where
    assert what in fault.what
    assert remedy in fault.remedy


@pytest.mark.parametrize("code", ["Ann Smith", "", "a-b", "é", "x" * 41, "ab\n"])
def test_code_is_no_name(code: str) -> None:
    """A code has letters and digits alone, and not many, so that no name is typed there."""
    with pytest.raises(InputFault, match=r"workshop\.person: .* is not in the right format"):
        _read(_content(workshop={"person": code}))


@pytest.mark.parametrize(
    ("answer", "own"),
    [(Levelled, {"level": 2}), (Ticked, {"ticked": ()}), (NotApplicable, {"not_applicable": "Filled"})],
    ids=["level", "ticked", "not-applicable"],
)
def test_parked_is_unknown_in_the_models_too(answer: Any, own: dict[str, Any]) -> None:
    """No answer can be parked and known at the same time."""
    with pytest.raises(ValidationError, match="this question is parked, so its answer has to be"):
        answer(**own, agreement=Agreement(how="parked"))
    assert Unknown(agreement=Agreement(how="parked")).agreement
    assert answer(**own, agreement=Agreement(how="cautious")).agreement


def test_agreements_change_no_figure() -> None:
    """A parked question counts as don't know, and a cautious one as the level that stands there."""
    agreed = _read(_content())
    plain = _read(
        _content(
            answers={"leadership.vision": {"level": 1, "note": "A page"}, "leadership.values": {"unknown": True}},
        )
    )
    with_, without = score(SHIPPED, agreed, MONDAY), score(SHIPPED, plain, MONDAY)
    assert (with_.domains, with_.stages, with_.unknown) == (without.domains, without.stages, 1)


def test_another_note_may_not_be_shown() -> None:
    """Permission to show one note does not cover the next; writing the same note again keeps it."""
    answer = Levelled(level=1, note="A page", note_may_be_shown=True, agreement=Agreement(how="agreed"))
    assert answer.with_note("Two pages") == Levelled(level=1, note="Two pages", agreement=Agreement(how="agreed"))
    assert answer.with_note("A page ") == answer


def test_empty_views_are_left_out() -> None:
    """A dissenting view without text does not count."""
    read = _answered({"level": 1, "agreement": {"how": "agreed", "dissent": ["  ", " nights ", ""]}})
    assert read.answers["leadership.vision"].agreement == Agreement(how="agreed", dissent=("nights",))
