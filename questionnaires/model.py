"""The models of a questionnaire: domains, questions and levels."""

from enum import IntEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    Discriminator,
    Field,
    StrictBool,
    StrictStr,
    StringConstraints,
    Tag,
)

from questionnaires.content_base import Content, Identifier, Text
from questionnaires.language import CODE, ENGLISH, _
from questionnaires.sources import Recommendation, Source, Term
from questionnaires.versions import Version, numbers_of


def domain_of(question_id: str) -> str:
    """The identifier of the domain that a question belongs to: the part before the dot."""
    return question_id.partition(".")[0]


class Level(IntEnum):
    """How far a service has come with what a question asks about, from 0 to 3."""

    NOT_YET = 0
    PLANNED = 1
    IN_PLACE = 2
    SHOWN_TO_WORK = 3


class Role(Content):
    """A role in which people take part in answering. No field anywhere asks for a person's name."""

    name: Text
    lived_experience: StrictBool = False
    """Whether a person in this role speaks from their own experience of what the service is about."""
    front_line: StrictBool = False
    """Whether a person in this role works in the team itself."""


class LevelTexts(Content):
    """Four situations, one of which a manager recognises as the service's own."""

    not_yet: Text
    planned: Text
    in_place: Text
    shown_to_work: Text

    def __getitem__(self, level: int) -> str:
        return self.as_tuple[level]

    @cached_property
    def as_tuple(self) -> tuple[str, str, str, str]:
        """The four texts, from level 0 to level 3."""
        return (self.not_yet, self.planned, self.in_place, self.shown_to_work)


class Option(Content):
    """One item of a checklist, ticked when it is there."""

    id: Identifier
    text: Text
    required: StrictBool = False
    """Whether the question is at most at level 1 until this item is ticked."""


class AnyQuestion(Content):
    """What every question has."""

    id: Identifier
    topic: Text
    """A short noun phrase in lower case that names what should be there."""
    text: Text
    why: Text
    """Why it is asked, with the finding it is based on."""
    evidence: Text
    """What a visitor could be shown as evidence."""
    since: Version | None = None
    """The version that first asked it; none if it was the first version of the questionnaire."""
    formerly: tuple[Identifier, ...] = ()
    """Its identifiers in earlier versions; answers to those are answers to this question."""

    @property
    def domain(self) -> str:
        """The identifier of the domain that the question belongs to."""
        return domain_of(self.id)


class ScaleQuestion(AnyQuestion):
    """A question that is answered with one of four levels."""

    levels: LevelTexts

    @property
    def type(self) -> Literal["scale"]:
        """The kind of question."""
        return "scale"


class ChecklistQuestion(AnyQuestion):
    """A question that is answered by ticking any number of items; the rubric turns the number into a level."""

    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @property
    def type(self) -> Literal["checklist"]:
        """The kind of question."""
        return "checklist"


def _kind_of_question(value: Any) -> str:
    """The kind of a question, so that its faults are those of that kind alone."""
    if isinstance(value, AnyQuestion):
        return "checklist" if isinstance(value, ChecklistQuestion) else "scale"
    return "checklist" if isinstance(value, dict) and "options" in value else "scale"


Question = Annotated[
    Annotated[ScaleQuestion, Tag("scale")] | Annotated[ChecklistQuestion, Tag("checklist")],
    Discriminator(_kind_of_question),
]


class Domain(Content):
    """One of the subjects of the questionnaire, with its questions in the order in which they are asked."""

    id: Identifier
    code: Annotated[StrictStr, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """The two letters at the beginning of its actions' codes: `RE` in `RE5`."""
    title: Text
    about: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class LevelName(Content):
    """The name of a level, and what it means for every question."""

    name: Text
    meaning: Text


class LevelNames(Content):
    """The names and meanings of the four levels."""

    not_yet: LevelName
    planned: LevelName
    in_place: LevelName
    shown_to_work: LevelName

    def __getitem__(self, level: int) -> LevelName:
        return (self.not_yet, self.planned, self.in_place, self.shown_to_work)[level]


class Words(Content):
    """What the program's own sentences call the purpose of a questionnaire; without them they name no purpose."""

    newcomers: Text = _("new people")
    """The people whose first day is planned, as in `When are the first volunteers meant to start?`"""
    plan: Text = _("Action plan")
    """How the plan is called in a calendar."""
    portfolio: Text | None = None
    """The heading of the report on many services; the questionnaire's title if it has none."""
    ahead: Text = _("going ahead")
    """What services prepare for, as in `where services may need help before opening a reading room`."""


class Questionnaire(Content):
    """A whole questionnaire: what is asked, in which order, and what it is based on."""

    id: Identifier
    version: Version
    language: Annotated[StrictStr, StringConstraints(pattern=f"^{CODE}$")] = ENGLISH
    """The language of its texts, as pages give it: `en-GB`, `cy`."""
    title: Text
    caution: Text
    """What every output says about how far to trust a result."""
    levels: LevelNames
    roles: Annotated[dict[Identifier, Role], Field(min_length=1)]
    """The roles by the identifiers that answer files use."""
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    sources: tuple[Source, ...]
    glossary: tuple[Term, ...] = ()
    words: Words = Words()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its identifier, in questionnaire order."""
        return {question.id: question for domain in self.domains for question in domain.questions}

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of every question's actions: its domain's letters and its place in the domain, `RE5`."""
        return {
            question.id: f"{domain.code}{place}"
            for domain in self.domains
            for place, question in enumerate(domain.questions, 1)
        }

    @cached_property
    def recommendations(self) -> dict[str, tuple[Source, Recommendation]]:
        """Every recommendation, with its source, by its identifier."""
        return {row.id: (source, row) for source in self.sources for row in source.recommendations}

    def cite(self, recommendation_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Each source with its places, none of them twice: `Kane and others: section 3.2; conclusion`."""
        places: dict[str, dict[str, None]] = {}
        for identifier in recommendation_ids:
            source, row = self.recommendations[identifier]
            places.setdefault(source.short, {}).update(dict.fromkeys(row.place.split("; ")))
        return tuple(f"{short}: {'; '.join(where)}" for short, where in places.items())

    @property
    def major_version(self) -> int:
        """The first number of the version."""
        return numbers_of(self.version)[0]

    def fits(self, version: str) -> bool:
        """Whether answers to a version of this questionnaire fit: they do if it has the same major version."""
        return numbers_of(version)[0] == self.major_version

    @cached_property
    def names_before(self) -> dict[str, str]:
        """The present identifier of a question for each of its earlier ones."""
        return {name: question.id for question in self.questions.values() for name in question.formerly}

    def added_after(self, version: str) -> frozenset[str]:
        """The questions that an earlier version of the questionnaire did not ask yet."""
        then = numbers_of(version)
        return frozenset(
            question.id for question in self.questions.values() if question.since and numbers_of(question.since) > then
        )
