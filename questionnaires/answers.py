"""The answer sheet: what one service answered.

Not answered, don't know, not applicable and level 0 are four different things here: a question without an entry, an
`Unknown`, a `NotApplicable` and a `Levelled` of 0.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)

from questionnaires.explain import shown
from questionnaires.language import _
from questionnaires.model import Level
from questionnaires.moments import Day, Moment
from questionnaires.versions import Version

FORMAT: Final = "readiness-answers"
FormatVersion = Literal[1, 2]
"""The versions of the format that can be read. A sheet is written in the lowest that has everything in it."""
FORMAT_VERSIONS: Final[tuple[FormatVersion, ...]] = get_args(FormatVersion)
Form = Literal["full", "short"]
"""Which questions are asked: all, or the essentials alone."""
FORMS: Final[tuple[Form, ...]] = get_args(Form)

LONGEST_CODE: Final = 40
Code = Annotated[StrictStr, Field(pattern=rf"^[A-Za-z0-9]{{1,{LONGEST_CODE}}}$")]
"""A random code that stands for a person or a workshop without naming them."""
FINGERPRINT_PATTERN: Final = r"^[0-9a-f]{16}$"
MOST_VIEWS: Final = 200
"""How many dissenting views one answer can have."""

LONGEST_TEXT: Final = 4_000
"""Characters of a note, or of the reason why a question does not apply."""
FreeText = Annotated[StrictStr, Field(max_length=LONGEST_TEXT), AfterValidator(str.strip)]
"""What a person typed: any number of lines, without the white space around it."""
LONGEST_NAME: Final = 1_000
"""Characters of a service's name, organisation or code."""
Name = Annotated[StrictStr, Field(max_length=LONGEST_NAME), AfterValidator(str.strip)]


def _true(value: Any) -> bool:
    if value is not True:
        what = _("'unknown' can only be true, not {given}", given=shown(value))
        raise ValueError(what, _("Write true, or remove 'unknown' and give a level"))
    return True


def _not_empty(reason: str) -> str:
    if not reason:
        raise ValueError(_("no reason has been given"), _("Say why the question doesn't apply"))
    return reason


def _without_empty(views: tuple[str, ...]) -> tuple[str, ...]:
    """Other people's views without those that say nothing."""
    return tuple(filter(None, views))


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


How = Literal["agreed", "cautious", "parked"]


class Agreement(_Entry):
    """How a group came to an answer."""

    how: How
    """`cautious`: both views were kept, and the lower counts; `parked`: somebody still has to find out."""
    reason: FreeText = ""
    """Why this answer, or why there is none yet."""
    dissent: Annotated[tuple[FreeText, ...], Field(max_length=MOST_VIEWS), AfterValidator(_without_empty)] = ()
    """The views of people who disagree, in their own words."""
    who: Name = ""
    """Who finds out, if the question is parked."""
    by: Day | None = None
    """The day by which they find out."""


class _AnyAnswer(_Entry):
    note: FreeText = ""
    """The evidence note: what a visitor could be shown."""
    note_may_be_shown: StrictBool = False
    """Whether the writer of the note lets the others in the workshop read it."""
    agreement: Agreement | None = None
    """How a group came to the answer, if it is a group's."""

    def with_note(self, note: str) -> Self:
        """The same answer with another note; only the note that was there before may be shown to others.

        Raises:
            ValidationError: the note is longer than `LONGEST_TEXT`.
        """
        changed = type(self)(**{**dict(self), "note": note})
        return changed if changed.note == self.note else changed.model_copy(update={"note_may_be_shown": False})


ANSWER_FIELDS: Final = tuple(_AnyAnswer.model_fields)
"""What an answer of any kind can have with it."""


class _KnownAnswer(_AnyAnswer):
    """An answer other than *don't know*, so nobody has to find out."""

    @model_validator(mode="after")
    def _not_parked(self) -> Self:
        if self.agreement and self.agreement.how == "parked":
            raise ValueError(
                _('this question is parked, so its answer has to be "don\'t know"'),
                _('Replace the answer with "unknown": true'),
            )
        return self


class Levelled(_KnownAnswer):
    """An answer to a scale: the level that describes the service."""

    level: Annotated[StrictInt, Field(ge=int(min(Level)), le=int(max(Level)))]
    """0 not yet, 1 planned, 2 in place, 3 shown to work."""


class Ticked(_KnownAnswer):
    """An answer to a checklist: the identifiers of the ticked items. No items is an answer too."""

    ticked: tuple[StrictStr, ...]
    """Each item once."""


class Unknown(_AnyAnswer):
    """The people who answered do not know."""

    unknown: Annotated[bool, PlainValidator(_true, bool)] = True
    """Always true: a question that is not answered has no entry."""


class NotApplicable(_KnownAnswer):
    """The question does not apply to this service, for the reason given."""

    not_applicable: Annotated[FreeText, AfterValidator(_not_empty)]
    """The reason."""


_KINDS: Final = ("level", "ticked", "unknown", "not_applicable")


def _kind_of(value: Any) -> str | None:
    """The one key that says what kind of answer this is; none if it is unclear."""
    if isinstance(value, _AnyAnswer):
        return next(kind for kind in _KINDS if kind in type(value).model_fields)
    named = [kind for kind in _KINDS if isinstance(value, Mapping) and kind in value]
    return named[0] if len(named) == 1 else None


Answer = Annotated[
    Annotated[Levelled, Tag("level")]
    | Annotated[Ticked, Tag("ticked")]
    | Annotated[Unknown, Tag("unknown")]
    | Annotated[NotApplicable, Tag("not_applicable")],
    Discriminator(_kind_of, custom_error_type="kind_of_answer", custom_error_message="not exactly one kind of answer"),
]


class QuestionnaireVersion(_Entry):
    """Which questionnaire was answered."""

    id: StrictStr
    """Its identifier, in lower case."""
    version: Version
    """Its version. Answers fit every version with the same first number."""
    fingerprint: Annotated[StrictStr, Field(pattern=FINGERPRINT_PATTERN)] | None = None
    """The fingerprint of what was asked, if known; `scoring.fingerprint` makes it."""


class Service(_Entry):
    """The service that the answers are about. Each field is also a column in the tables of a batch."""

    name: Name
    """The service or team."""
    organisation: Name | None = None
    """What it belongs to, such as a trust or charity."""
    code: Name | None = None
    """The code by which somebody with many services knows it."""


SERVICE_FIELDS: Final = tuple(Service.model_fields)


class Workshop(_Entry):
    """Where one person's answers come from, as codes instead of names."""

    id: Code | None = None
    """The workshop; none if a form was filled in without one."""
    person: Code | None = None
    """The person who answered; none if these are a group's answers."""


class AnswerSheet(_Entry):
    """What one service answered, in one sitting or several."""

    format: Literal["readiness-answers"] = FORMAT
    """Says that it is an answer file."""
    format_version: FormatVersion = 1
    """The lowest version that has everything in the sheet. In a file it can be any of them."""
    questionnaire: QuestionnaireVersion
    """What was answered."""
    form: Form
    """Whether all questions are asked, or the essentials alone."""
    service: Service
    """Who it is about; no field is for a person's name."""
    workshop: Workshop | None = None
    """Where one person's answers, or a group's, come from."""
    took_part: tuple[StrictStr, ...] = ()
    """Roles of the questionnaire."""
    first_day: Day | None = None
    """The planned first day, from which the stages are counted."""
    started_at: Moment | None = None
    """When the first question was asked."""
    updated_at: Moment | None = None
    """When the last answer changed."""
    answers: dict[StrictStr, Answer]

    @model_validator(mode="after")
    def _with_lowest_version(self) -> Self:
        self.__dict__["format_version"] = self.lowest_version()
        return self

    @property
    def is_agreed(self) -> bool:
        """Whether a group agreed on any of the answers, so that they are no person's own."""
        return any(answer.agreement for answer in self.answers.values())

    def lowest_version(self) -> FormatVersion:
        """The lowest version of the format that has everything in the sheet."""
        newer = self.questionnaire.fingerprint is not None or self.workshop is not None
        newer = newer or any(answer.agreement or answer.note_may_be_shown for answer in self.answers.values())
        return 2 if newer else 1

    def with_answer(self, question_id: str, answer: Answer, at: datetime) -> "AnswerSheet":
        """A copy of the sheet with one answer set."""
        return AnswerSheet(**{**dict(self), "answers": {**self.answers, question_id: answer}, "updated_at": at})
