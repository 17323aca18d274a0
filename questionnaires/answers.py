"""The answer sheet: what one service answered, and the file format that it is kept in.

Not answered, don't know, not applicable and level 0 are four different things here: a question without an entry, an
`Unknown`, a `NotApplicable` and a `Levelled` of 0.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    StrictInt,
    StrictStr,
    Tag,
    ValidationError,
)
from pydantic_core import ErrorDetails

from questionnaires.explain import faults_of, near, place_of, shown
from questionnaires.faults import Fault, InputFault
from questionnaires.model import ChecklistQuestion, Level, Question, Questionnaire, Role

FORMAT: Final = "readiness-answers"
FORMAT_VERSION: Final = 1
YEARS: Final = range(2000, 2200)
"""The years that a day in an answer file, or a day that it is read on, can lie in."""

FreeText = Annotated[StrictStr, AfterValidator(str.strip)]
"""What a person typed: any number of lines, only the white space around it removed."""


def _read_date(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        read = date.fromisoformat(value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "")
    except (TypeError, ValueError):
        raise ValueError(f"{shown(value)} is not a date. Write a date like 2027-03-01") from None
    if read.year not in YEARS:
        raise ValueError(f"the year {read.year} cannot be right. Write a date like 2027-03-01")
    return read


def _read_moment(value: Any) -> datetime:
    try:
        given = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        read = given.astimezone(UTC) if given.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        read = None
    if read is None or read.year not in YEARS:
        raise ValueError(f"{shown(value)} is not a date and time. Write it like 2026-11-21T10:00:00Z")
    return read


def _true(value: Any) -> bool:
    if value is not True:
        raise ValueError(f"{shown(value)} says nothing here. Write true, or give another answer")
    return True


def _not_empty(reason: str) -> str:
    if not reason:
        raise ValueError("the reason is empty. Say why the question does not apply")
    return reason


Day = Annotated[date, PlainValidator(_read_date), PlainSerializer(date.isoformat)]
Moment = Annotated[
    datetime,
    PlainValidator(_read_moment),
    PlainSerializer(lambda moment: f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", return_type=str),
]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _AnyAnswer(_Entry):
    note: FreeText = ""
    """What could be shown to a visitor as evidence."""


class Levelled(_AnyAnswer):
    """An answer to a scale: the level that describes the service."""

    level: Annotated[StrictInt, Field(ge=Level.NOT_YET, le=Level.SHOWN_TO_WORK)]


class Ticked(_AnyAnswer):
    """An answer to a checklist: the identifiers of the items that are there; none is an answer too."""

    ticked: tuple[StrictStr, ...]


class Unknown(_AnyAnswer):
    """Whoever answered does not know."""

    unknown: Annotated[bool, PlainValidator(_true)] = True


class NotApplicable(_AnyAnswer):
    """The question does not apply to this service, for the reason given."""

    not_applicable: Annotated[FreeText, AfterValidator(_not_empty)]


_KINDS: dict[str, type[_AnyAnswer]] = {
    "level": Levelled,
    "ticked": Ticked,
    "unknown": Unknown,
    "not_applicable": NotApplicable,
}


def _kind_of(value: Any) -> str | None:
    """The one key that says what kind of answer this is; none where it is unclear."""
    if isinstance(value, _AnyAnswer):
        return next(kind for kind, model in _KINDS.items() if isinstance(value, model))
    named = [kind for kind in _KINDS if isinstance(value, Mapping) and kind in value]
    return named[0] if len(named) == 1 else None


Answer = Annotated[
    Annotated[Levelled, Tag("level")]
    | Annotated[Ticked, Tag("ticked")]
    | Annotated[Unknown, Tag("unknown")]
    | Annotated[NotApplicable, Tag("not_applicable")],
    Discriminator(
        _kind_of,
        custom_error_type="kind_of_answer",
        custom_error_message="not exactly one kind of answer",
    ),
]


class QuestionnaireVersion(_Entry):
    """Which questionnaire was answered."""

    id: StrictStr
    version: Annotated[StrictStr, Field(pattern=r"^[0-9]{1,4}\.[0-9]{1,4}$")]


class Service(_Entry):
    """The service that the answers are about."""

    name: FreeText
    organisation: FreeText | None = None
    code: FreeText | None = None


class AnswerSheet(_Entry):
    """What one service answered, in one sitting or several."""

    format: Literal["readiness-answers"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    questionnaire: QuestionnaireVersion
    form: Literal["full", "short"]
    service: Service
    took_part: tuple[Role, ...] = ()
    first_day: Day | None = None
    """The day on which the first peer workers are meant to start."""
    started_at: Moment | None = None
    updated_at: Moment | None = None
    answers: dict[StrictStr, Answer]

    def with_answer(self, question_id: str, answer: Answer, at: datetime) -> "AnswerSheet":
        """A copy of the sheet with one answer set."""
        return self.model_copy(update={"answers": {**self.answers, question_id: answer}, "updated_at": at})

    def without_answer(self, question_id: str, at: datetime) -> "AnswerSheet":
        """A copy of the sheet in which one question is not answered."""
        kept = {identifier: answer for identifier, answer in self.answers.items() if identifier != question_id}
        return self.model_copy(update={"answers": kept, "updated_at": at})


def parse_answers(data: bytes, questionnaire: Questionnaire) -> AnswerSheet:
    """Reads an answer file's bytes.

    Args:
        data: the whole file: UTF-8 JSON, with or without a byte-order mark.
        questionnaire: the questionnaire that the answers have to fit.

    Raises:
        InputFault: every fault that was found, each with its place in the file.
    """
    content = _parse_json(data)
    _check_format(content)
    try:
        sheet = AnswerSheet.model_validate(content)
    except ValidationError as error:
        raise InputFault(faults_of(error, AnswerSheet, _place_of)) from error
    if faults := faults_against(questionnaire, sheet):
        raise InputFault(faults)
    return sheet


def write_answers(sheet: AnswerSheet, questionnaire: Questionnaire) -> bytes:
    """The sheet as an answer file: fixed order of keys, answers in questionnaire order, so that versions diff well."""
    content = sheet.model_dump(mode="json")
    content["answers"] = {
        identifier: {
            key: value for key, value in content["answers"][identifier].items() if (key, value) != ("note", "")
        }
        for identifier in sorted(sheet.answers, key=list(questionnaire.questions).index)
    }
    for answer in content["answers"].values():
        if "note" in answer:  # the note after what it is a note on
            answer["note"] = answer.pop("note")
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def faults_against(questionnaire: Questionnaire, sheet: AnswerSheet) -> list[Fault]:
    """What keeps an answer sheet from being answers to this questionnaire."""
    answered = sheet.questionnaire
    if answered.id != questionnaire.id:
        what = f"the answers are to the questionnaire '{answered.id}', not to '{questionnaire.id}'"
        return [Fault("questionnaire", what, "Use the questionnaire that was answered")]
    if int(answered.version.partition(".")[0]) != questionnaire.major_version:
        what = f"the answers are to version {answered.version} of the questionnaire; this is {questionnaire.version}"
        return [Fault("questionnaire", what, "Use the version that was answered, or answer again")]
    faults = []
    for identifier, answer in sheet.answers.items():
        question = questionnaire.questions.get(identifier)
        if question is None:
            faults.append(
                Fault(identifier, "the questionnaire has no such question", near(identifier, questionnaire.questions))
            )
        else:
            faults += _faults_of_answer(question, answer)
    return faults


def _faults_of_answer(question: Question, answer: Answer) -> list[Fault]:
    if isinstance(answer, Levelled) and isinstance(question, ChecklistQuestion):
        return [
            Fault(question.id, "this is a checklist, but the answer is a level", "List what is there under 'ticked'")
        ]
    if not isinstance(answer, Ticked):
        return []
    if not isinstance(question, ChecklistQuestion):
        return [Fault(question.id, "this is no checklist, but the answer lists items", "Give a 'level' from 0 to 3")]
    options = [option.id for option in question.options]
    faults = [
        Fault(question.id, f"the checklist has no item {shown(item)}", near(item, options))
        for item in answer.ticked
        if item not in options
    ]
    if len(set(answer.ticked)) < len(answer.ticked):
        faults.append(Fault(question.id, "an item is ticked twice", "Name each item once"))
    return faults


def _parse_json(data: bytes) -> dict[str, Any]:
    """The JSON object in an answer file, or one fault that says why there is none."""
    try:
        text = data.decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
        if "\\ud" in text.lower():  # an escaped half of a character can be read but never written or shown
            json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputFault(
            Fault("", "it holds half of a character (\\ud800 to \\udfff)", "Type that text again")
        ) from error
    except UnicodeDecodeError as error:
        if data.startswith(b"%PDF"):
            raise InputFault(
                Fault("", "it is a PDF, not an answer file", "Choose a file that ends in .json")
            ) from error
        raise InputFault(Fault("", "it is not written in UTF-8", "Save it again as UTF-8")) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        remedy = "Correct it there, or go back to an earlier copy of the file"
        raise InputFault(Fault(place, f"this is not JSON ({error.msg})", remedy)) from error
    except RecursionError as error:
        raise InputFault(Fault("", "it is nested too deeply to be an answer file", "Choose another file")) from error
    except ValueError as error:  # a number with thousands of digits
        raise InputFault(Fault("", "a number in it is far too long", "Correct that number")) from error
    if not isinstance(content, dict):
        raise InputFault(Fault("", "it holds no answers, only a list or a single value", "Choose an answer file"))
    return content


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputFault(Fault(shown(twice), "it stands there twice", "Keep the one that is right"))
    return result


def _refuse_constant(constant: str) -> NoReturn:
    raise InputFault(Fault("", f"{constant} is not a value that an answer file can have", "Write a whole number"))


def _check_format(content: Mapping[str, Any]) -> None:
    """Refuses what is no answer file, and answer files that a newer program wrote."""
    if content.get("format") != FORMAT:
        what = f"its 'format' is {shown(content.get('format'))}, not '{FORMAT}', so it is no answer file"
        raise InputFault(Fault("format", what, "Choose a file that `readiness assess` has written"))
    version = content.get("format_version")
    if type(version) is not int:
        raise InputFault(Fault("format_version", f"{shown(version)} is not known here", f"Use {FORMAT_VERSION}"))
    if version > FORMAT_VERSION:
        what = f"a newer readiness wrote it, in format {shown(version)}; this one reads formats up to {FORMAT_VERSION}"
        raise InputFault(
            Fault("format_version", what, f"Update to a version of readiness that reads format {shown(version)}")
        )


def _place_of(details: ErrorDetails) -> str:
    """The place of an error in an answer file: for an answer its question, then the key."""
    match details["loc"]:
        case ("answers", question_id, _, *keys):
            return ", ".join(str(part + 1 if isinstance(part, int) else part) for part in (question_id, *keys))
        case ("answers", question_id):
            return str(question_id)
        case _:
            return place_of(details)
