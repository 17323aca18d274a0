"""The result: everything that follows from one answer sheet, in one frozen object.

Scores and coverage are numbers from 0 to 100 with one decimal, already rounded; nothing that shows them computes again.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from questionnaires.answers import Agreement, Form, QuestionnaireVersion, Service
from questionnaires.moments import Day, Moment
from scoring.codes import State
from scoring.rubric import Ask, Decision, Effort, Priority

FORMAT: Final = "readiness-result"
FORMAT_VERSION: Final = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class DomainResult(_Part):
    """How far the service has come in one domain."""

    id: str
    title: str
    score: float | None
    """With don't know and unanswered at level 0; none where nothing applies."""
    score_max: float | None
    """With don't know and unanswered at level 3."""
    coverage: float | None
    """The share of the applicable criteria whose level is known."""
    band: str | None
    """None if fewer than four fifths of the applicable criteria are known."""
    capped_by: tuple[str, ...]
    """The essentials that kept the band from being higher."""
    counted: int
    """How many criteria apply."""


class StageResult(_Part):
    """Whether one stage can go ahead."""

    id: str
    title: str
    due: Day | None
    """The day of the stage, counted from the first day; none if no first day was given."""
    decision: Decision
    sentence: str
    blocking: tuple[str, ...]
    """The essentials that are missing or not known."""
    conditions: tuple[str, ...]
    """Essentials that are only planned, and other criteria that are missing or not known."""
    essentials: int
    """The number of essentials that the decision depends on."""
    with_evidence: int
    """How many of their answers have a note."""


class CriterionResult(_Part):
    """One question as it was answered, and what it counts for."""

    question: str
    domain: str
    state: State
    level: int | None
    weight: int
    essential: bool
    stage: str
    ticked: tuple[str, ...]
    """The items of a checklist that were ticked."""
    reason: str
    """Why the question does not apply, where it does not."""
    note: str
    agreement: Agreement | None = None
    """How a group came to the answer, if that is known."""
    sources: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Whether it counts at all: it applies, and was asked."""
        return self.state not in ("not_applicable", "not_asked")


class ActionResult(_Part):
    """What to do next about one criterion."""

    question: str
    code: str
    """The code of the action, the same at every level and in every plan: `RE5`."""
    domain: str
    """The title of the question's domain."""
    stage: str
    priority: Priority
    state: State
    level: int
    """The level that the action was written for; don't know and unanswered are 0 here, and `state` tells them apart."""
    target: int
    title: str
    start: Day | None
    """When it starts by the schedule; none if it has priority 3 or is finished."""
    due: Day | None
    needed_by: Day | None
    """The day by which its stage needs it; none if no first day was given."""
    late: bool
    """Whether its due date is after the day by which it is needed."""
    owner: str
    asks: tuple[Ask, ...]
    """What the owner needs from their manager to do it."""
    effort: Effort
    first_step: str
    steps: tuple[str, ...]
    done_when: str
    why: str
    sources: tuple[str, ...]
    template: str | None = None
    """The name of the working paper that helps, if there is one."""


class Way(_Part):
    """The smallest set of actions that turns a stage's decision into a better one."""

    stage: str
    to: Decision
    """The decision that it leads to. A second set for the same stage goes on from the first."""
    questions: tuple[str, ...]
    """The questions of the actions, least effort first."""


class Projection(_Part):
    """The domains and stages as they would be if every action of priority 1 reached its target."""

    domains: tuple[DomainResult, ...]
    stages: tuple[StageResult, ...]


class Schedule(_Part):
    """The schedule of a plan as a whole, and what it says about the first day."""

    order: tuple[str, ...]
    """The questions of the scheduled actions, in the order in which they were given their dates."""
    earliest_first_day: Day | None
    """The first working day for which every scheduled action is done in time; none if nothing is scheduled."""
    earliest_first_day_essential: Day | None
    """The same for the essentials alone."""
    late: tuple[str, ...]
    """The questions of the actions that are due after they are needed."""
    days_too_soon: int
    """How many days the planned first day is before the earliest; 0 if it is not, or none was given."""
    busiest_owner: str | None
    """The owner with the most days of work, in lower case."""
    earliest_first_day_if_shared: Day | None
    """The earliest first day if somebody shared the work of the busiest owner."""


class Result(_Part):
    """Everything there is to say about one answer sheet."""

    format: Literal["readiness-result"] = FORMAT
    """Says that it is a result."""
    format_version: Literal[1] = FORMAT_VERSION
    """The version of this format; it does not change when fields are added."""
    as_of: Day
    """The day on which the answers were read."""
    service: Service
    """Who it is about."""
    questionnaire: QuestionnaireVersion
    """The questionnaire that was answered."""
    scored_by: str
    """The version of the questionnaire that the answers were scored by."""
    form: Form
    """Whether all questions were asked, or the essentials alone."""
    took_part: tuple[str, ...]
    """The identifiers of the roles of the people who took part."""
    first_day: Day | None
    """The planned first day, from which the stages are counted."""
    started_at: Moment | None
    """When the first question was asked."""
    updated_at: Moment | None
    """When the last answer changed."""
    complete: bool
    """Whether every question of the form has some answer."""
    answered: int
    """Questions with a known level. With the next four this adds up to the questions of the form."""
    unknown: int
    """Questions answered with *don't know*."""
    not_applicable: int
    """Questions that do not apply."""
    unanswered: int
    """Questions without an answer."""
    not_asked: int
    """Questions that the version which was answered did not have yet; they count for nothing."""
    overall_score: float | None
    """For tables only, never a headline."""
    domains: tuple[DomainResult, ...]
    """How far the service has come in each domain, in questionnaire order."""
    stages: tuple[StageResult, ...]
    """The decision for each stage, in their order."""
    actions: tuple[ActionResult, ...]
    """What to do next, in the order of the plan."""
    top_actions: tuple[str, ...]
    """The questions of the actions that come first, at most three."""
    if_priority_1_done: Projection
    """The domains and stages as the actions of priority 1 would leave them."""
    shortest_ways: tuple[Way, ...]
    """The fewest actions that turn decisions into better ones."""
    schedule: Schedule
    """The schedule as a whole."""
    flags: tuple[str, ...]
    """What a reader should know, as identifiers of flags."""
    flag_sentences: dict[str, str]
    """The same in words."""
    caution: str
    """How far a result can be trusted."""
    criteria: tuple[CriterionResult, ...]
    """Every question of the form with its answer, in questionnaire order."""
