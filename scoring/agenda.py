"""The agenda of a workshop: several people's answers side by side, with where they differ and where they don't.

Pure, in whole numbers. Nobody's own answer can be worked out from what `without_few` leaves, as long as at least three
people took part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import combinations
from typing import Annotated, Final, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr

from questionnaires.answers import Answer, AnswerSheet, Ticked
from questionnaires.model import ChecklistQuestion, Level
from scoring.codes import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from scoring.findings import finding_of
from scoring.instrument import Instrument
from scoring.rubric import Criterion

FEWEST_PEOPLE: Final = 3
"""The fewest people whose answers can be shown together without giving away who gave which."""

Section = Literal["discuss", "find_out", "confirm"]
"""What to do about a question: discuss it, ask somebody who knows, or confirm what nearly everybody says."""
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)

_FAR_APART: Final = 2
"""How many levels apart the lowest and highest view are when a question has to be discussed."""

Count = Annotated[StrictInt, Field(ge=0)]
Roles: TypeAlias = frozenset[str]
"""The roles of one person: none, one or several."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Spread(_Part):
    """How many people gave which answer to one question."""

    counts: tuple[Count, Count, Count, Count]
    """People at each of the levels 0 to 3."""
    unknown: Count
    not_applicable: Count

    @property
    def known(self) -> int:
        """People who gave a level."""
        return sum(self.counts)

    @property
    def answered(self) -> int:
        """People who gave any answer; the others said nothing about this question."""
        return self.known + self.unknown + self.not_applicable

    @property
    def low(self) -> int | None:
        """The lowest level that anybody gave."""
        return next((level for level, people in enumerate(self.counts) if people), None)

    @property
    def high(self) -> int | None:
        """The highest level that anybody gave."""
        return next((level for level, people in reversed([*enumerate(self.counts)]) if people), None)

    @property
    def difference(self) -> int | None:
        """How far people are apart: the mean difference of two people's levels, over all pairs.

        In hundredths of a level, rounded half up; none if fewer than two people gave a level.
        """
        pairs = self.known * (self.known - 1) // 2
        if not pairs:
            return None
        apart = sum(
            (high - low) * self.counts[low] * self.counts[high]
            for low, high in combinations(range(len(self.counts)), 2)
        )
        return (200 * apart + pairs) // (2 * pairs)


class AgendaQuestion(_Part):
    """One question of the agenda."""

    id: StrictStr
    section: Section
    spread: Spread
    by_role: dict[StrictStr, Spread] = {}
    """The same for each role that can be shown separately."""
    ticked: dict[StrictStr, Count] = {}
    """For a checklist: how many people ticked each item."""
    notes: tuple[StrictStr, ...] = ()
    """The notes whose writers agreed to show them, in an order that says nothing about who wrote them."""


class Agenda(_Part):
    """Where the people in a workshop differ, question by question, in the order in which to discuss it."""

    people: Count
    questions: tuple[AgendaQuestion, ...]

    @property
    def can_be_shown(self) -> bool:
        """Whether enough people took part for nobody to be given away."""
        return self.people >= FEWEST_PEOPLE

    def of(self, section: Section) -> tuple[AgendaQuestion, ...]:
        """The questions of one section, in order."""
        return tuple(question for question in self.questions if question.section == section)


def agenda_of(instrument: Instrument, questions: Iterable[str], sheets: Iterable[AnswerSheet]) -> Agenda:
    """The agenda of a workshop.

    Args:
        instrument: says which questions are essential, and how checklists become levels.
        questions: what was asked, by identifier.
        sheets: one for each person. A sheet that answers none of the questions does not count as a person.
    """
    asked = [criterion for criterion in instrument.rubric.criteria if criterion.question in {*questions}]
    people = [sheet for sheet in sheets if any(criterion.question in sheet.answers for criterion in asked)]
    found = [_question_of(instrument, criterion, people) for criterion in asked]
    return Agenda(people=len(people), questions=tuple(_in_order(instrument, found)))


def without_few(instrument: Instrument, agenda: Agenda) -> Agenda:
    """The agenda without the counts of questions that one or two people answered: each would learn the other's view.

    Such a question is treated like one that nobody answered: to find out.
    """
    questions = [
        found if found.spread.answered >= FEWEST_PEOPLE else _without_counts(instrument, found)
        for found in agenda.questions
    ]
    asked = [criterion.question for criterion in instrument.rubric.criteria]
    questions.sort(key=lambda found: asked.index(found.id))
    return Agenda(people=agenda.people, questions=tuple(_in_order(instrument, questions)))


def section_of(spread: Spread, *, essential: bool) -> Section:
    """The section of a question."""
    low, high = spread.low, spread.high
    if low is not None and high is not None:
        crosses = low < Level.IN_PLACE <= high
        if high - low >= _FAR_APART or (essential and crosses):
            return "discuss"
    return "find_out" if 2 * spread.unknown >= spread.answered else "confirm"


@cache
def shown_roles(people: tuple[Roles, ...]) -> tuple[str, ...]:
    """The roles whose answers can be shown separately, the most common first.

    Divide people by which of the shown roles they have: none of these groups may be one or two people. Everything that
    can be worked out by adding and subtracting what is shown is then about whole groups, and each person has at least
    two others who could have given the same answers. A role in which all gave the same answer is shown like any other:
    it is what the room has to know, and leaving it out would say the same.

    Args:
        people: the roles of everybody who answered a question.
    """
    named = Counter(role for roles in people for role in roles)
    shown: tuple[str, ...] = ()
    for role, _ in sorted(named.items(), key=lambda item: (-item[1], item[0])):
        groups = Counter(roles & {*shown, role} for roles in people)
        if min(groups.values()) >= FEWEST_PEOPLE:
            shown = (*shown, role)
    return shown


def _in_order(instrument: Instrument, questions: Sequence[AgendaQuestion]) -> list[AgendaQuestion]:
    """The questions by section, then by how far people differ times how much it matters, then by stage."""
    rubric = instrument.rubric

    def _rank(question: AgendaQuestion) -> tuple[int, int, int]:
        criterion = rubric.by_question[question.id]
        weighed = criterion.weight * (question.spread.difference or 0)
        return SECTIONS.index(question.section), -weighed, rubric.stage_order[criterion.stage]

    return sorted(questions, key=_rank)


def _question_of(instrument: Instrument, criterion: Criterion, sheets: Sequence[AnswerSheet]) -> AgendaQuestion:
    """One question with everybody's answers."""
    identifier = criterion.question
    given = [(sheet.answers[identifier], frozenset(sheet.took_part)) for sheet in sheets if identifier in sheet.answers]
    codes = [finding_of(instrument, criterion, answer).code for answer, _ in given]
    answered = [(answer, roles, code) for (answer, roles), code in zip(given, codes, strict=True) if code != UNANSWERED]
    spread = _spread_of(code for _, _, code in answered)
    shown = shown_roles(tuple(roles for _, roles, _ in answered)) if answered else ()
    in_order = [role for role in instrument.questionnaire.roles if role in shown]
    return AgendaQuestion(
        id=identifier,
        section=section_of(spread, essential=criterion.essential),
        spread=spread,
        by_role={role: _spread_of(code for _, roles, code in answered if role in roles) for role in in_order},
        ticked=_ticked(instrument, identifier, [answer for answer, _ in given]),
        notes=_notes(identifier, [answer for answer, _ in given]),
    )


def _without_counts(instrument: Instrument, found: AgendaQuestion) -> AgendaQuestion:
    criterion, nobody = instrument.rubric.by_question[found.id], _spread_of(())
    return AgendaQuestion(
        id=found.id,
        section=section_of(nobody, essential=criterion.essential),
        spread=nobody,
        ticked=dict.fromkeys(found.ticked, 0),
        notes=found.notes,
    )


def _spread_of(codes: Iterable[int]) -> Spread:
    number: Mapping[int, int] = Counter(codes)
    not_yet, planned, in_place, shown_to_work = (number.get(level, 0) for level in Level)
    return Spread(
        counts=(not_yet, planned, in_place, shown_to_work),
        unknown=number.get(UNKNOWN, 0),
        not_applicable=number.get(NOT_APPLICABLE, 0),
    )


def _ticked(instrument: Instrument, identifier: str, answers: Sequence[Answer]) -> dict[str, int]:
    question = instrument.questionnaire.questions[identifier]
    if not isinstance(question, ChecklistQuestion):
        return {}
    number = Counter(item for answer in answers if isinstance(answer, Ticked) for item in answer.ticked)
    return {option.id: number[option.id] for option in question.options}


def _notes(identifier: str, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The notes that may be shown, in an order that depends only on the question and the notes, not on the files."""

    def _at_random(note: str) -> bytes:
        return sha256(f"{identifier}\n{note}".encode()).digest()

    return tuple(
        sorted((answer.note for answer in answers if answer.note and answer.note_may_be_shown), key=_at_random)
    )
