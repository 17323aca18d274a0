"""The plan: a scored result, with what the service has agreed about its actions."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from questionnaires.moments import Day
from scoring.agenda import Spread
from scoring.result import ActionResult, Result
from scoring.rubric import Decision

Status = Literal["open", "doing", "done", "accepted"]
"""The status of an action. Accepted means that the service lives with the risk, and says why."""

FINISHED: Final[tuple[Status, ...]] = ("done", "accepted")
"""The statuses with which nothing is left to do."""

Audience = Literal["service", "commissioner", "public"]
"""Who reads a plan. What a reader must not see is left out of the plan."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class PlannedAction(ActionResult):
    """An action with the owner, due date and status that the service agreed."""

    status: Status = "open"
    reason: str = ""
    """Why the risk is accepted, if it is."""
    overdue: bool = False
    """Whether it is still to do although its agreed due date has passed."""
    owner_agreed: bool = Field(default=False, exclude=True)
    """Whether somebody agreed on the owner; otherwise it is the role that the plan suggests."""
    due_agreed: bool = Field(default=False, exclude=True)
    """Whether somebody agreed on the due date; otherwise it is the schedule's."""

    @property
    def to_do(self) -> bool:
        """Whether anything is left to do."""
        return self.status not in FINISHED


class ActionTitle(_Part):
    """An action of this plan or of an earlier one, by its question and title."""

    question: str
    code: str
    domain: str
    title: str


class DecisionChange(_Part):
    """A stage with a different decision from last time."""

    stage: str
    title: str
    before: Decision
    after: Decision


class ScoreChange(_Part):
    """A domain with a different score from last time."""

    domain: str
    title: str
    before: float | None
    after: float | None


class DayChange(_Part):
    """A day that is another than last time."""

    before: Day
    after: Day


class SinceLastPlan(_Part):
    """What has changed since the last plan."""

    day: Day
    """The day of that plan."""
    other_form: bool = Field(default=False, exclude=True)
    """Whether that plan was about other questions (a short form's or a full one's), so that neither decisions nor
    scores can be compared."""
    same_day: bool = False
    """Whether that plan is of the same day: the first version of it."""
    done: tuple[ActionTitle, ...]
    """Actions that were open and are finished, because of their status or an answer that reaches their target."""
    further: tuple[ActionTitle, ...] = ()
    """Actions that were open and are replaced by the next, because the answer is better but below their target."""
    accepted: tuple[ActionTitle, ...]
    """Actions that were open and whose risk is now accepted."""
    reopened: tuple[ActionTitle, ...] = ()
    """Actions that were done, or whose risk was accepted, and that are now to do again."""
    overdue: tuple[ActionTitle, ...]
    """Actions that were in that plan, are still open and are past the date that was agreed."""
    new: tuple[ActionTitle, ...]
    """Actions that were not in that plan."""
    to_agree: tuple[ActionTitle, ...] = ()
    """Actions in place of one whose due date or status was agreed, which no longer counts."""
    stages: tuple[DecisionChange, ...]
    domains: tuple[ScoreChange, ...]
    dates_moved: bool = False
    """Whether due dates that nobody agreed on have moved, as the schedule begins on a later working day."""
    earliest_first_day: DayChange | None = None
    """The earliest first day by the schedule, if it is another."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        return not (self.has_moved or self.overdue or self.other_form or self.dates_moved or self.earliest_first_day)

    @property
    def has_moved(self) -> bool:
        """Whether anything has changed other than that time has passed."""
        actions = self.done or self.further or self.accepted or self.reopened or self.new
        return bool(actions or self.stages or self.domains)


class FirstViews(_Part):
    """How the people of a workshop answered, each for themselves, before they agreed."""

    people: int
    questions: tuple[str, ...]
    """What they were asked, in the order in which they talked about it."""
    spreads: dict[str, Spread]
    """How many people gave which answer; empty if that would say who answered what."""


class CalendarMark(_Part):
    """What is remembered of an entry of the last calendar, so that the next one can update or cancel it."""

    uid: str
    """The identifier by which calendars know the entry."""
    sequence: int
    """Higher for each version of the entry."""
    changed: Day
    """The day on which it became what it is."""
    day: Day
    title: str
    digest: str
    """A digest of everything that a reader of the calendar sees."""
    cancelled: bool = False


class Plan(Result):
    """Everything that a service's plan says. Screen, JSON, documents, tables and calendars only show it."""

    actions: tuple[PlannedAction, ...]
    """What to do next, with what was agreed about it."""
    since: SinceLastPlan | None = None
    """What has changed since the last plan; none if this is the first."""
    audience: Audience = "service"
    """Who it is for; what others must not see is left out."""
    first_views: FirstViews | None = Field(default=None, exclude=True)
    """Where the answers are what a workshop agreed on: how its people saw it before. None for most services."""
    identity: str | None = Field(default=None, exclude=True)
    """Which answers it was made from; none if they have neither a service nor a beginning."""
    worded_otherwise: bool = Field(default=False, exclude=True)
    """Whether the questions had other words or weights when they were answered, under the same version."""
    calendar: dict[str, CalendarMark] = Field(default={}, exclude=True)
    """The marks of the last calendar, by the subjects of its entries: for making the next one, not for readers."""
