"""The models of a rubric: how each question is weighed and judged, and what to do next at each level."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, model_validator

from questionnaires.model import Content, Identifier, Level, Text

Decision = Literal["wait", "conditional", "go"]
"""Whether a stage of hiring can be entered, from the lowest to the highest."""

Effort = Literal["small", "medium", "large"]
Priority = Literal[1, 2, 3]
Ask = Literal["decision", "money", "staff_time"]
"""What an action needs from whoever its owner reports to."""

Flag = Literal[
    "no_lived_experience_voice",
    "no_frontline_voice",
    "single_role",
    "little_evidence",
    "straight_lining",
    "many_unknown",
    "short_form",
    "stale",
]
"""What a result can carry for its reader to know, in the order in which flags are shown."""


class Stage(Content):
    """A step on the way to peer workers in post."""

    id: Identifier
    title: Text
    """The stage as a heading: `Advertise the posts`."""
    aim: Text
    """The stage as it stands in a sentence: `advertise the posts`."""
    lead_days: StrictInt
    """Days before (-) or after (+) the peer workers' first day."""


class Named(Content):
    """How a band, a decision, a priority or an effort is called, and what it means."""

    name: Text
    meaning: Text


class DecisionWords(Named):
    """A decision's name and meaning, and the sentence that it makes of a stage."""

    sentence: Text
    """With `{aim}` for the stage and `{topics}` for what is open."""


class Band(Named):
    """A range of scores, from `from_score` up to the next band's."""

    id: Identifier
    from_score: Annotated[StrictInt, Field(ge=0, le=100)]


class EffortSize(Named):
    """How long an action of this effort usually takes."""

    days: Annotated[StrictInt, Field(ge=1)]


class Caps(Content):
    """The highest band that a domain can reach while one of its essentials is low."""

    missing: Identifier
    """With an essential at level 0, not known or not answered."""
    planned: Identifier
    """With an essential at level 1."""


class Action(Content):
    """What to do next about one criterion that stands at one level."""

    title: Text
    first_step: Text
    """Something that fits into one day."""
    steps: Annotated[tuple[Text, ...], Field(min_length=2, max_length=5)]
    done_when: Text
    owner: Text
    """The role that usually owns it."""
    effort: Effort
    asks: tuple[Ask, ...] = ()
    """What it needs from whoever the owner reports to; nothing where the owner can do it all."""
    why: Text
    template: Identifier | None = None
    """The working paper that helps, by the name of its file without the ending."""


class Actions(Content):
    """The actions of one criterion: one for each level below the highest."""

    not_yet: Action
    planned: Action
    in_place: Action

    def __getitem__(self, level: int) -> Action:
        return (self.not_yet, self.planned, self.in_place)[level]


class Criterion(Content):
    """How one question is judged."""

    question: Identifier
    weight: Annotated[StrictInt, Field(ge=1, le=3)]
    essential: StrictBool = False
    stage: Identifier
    """The stage by which it is needed."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    not_applicable_when: Text | None = None
    """When the question does not apply; without it, not applicable is no answer to the question."""
    ask: Text
    """Whom to ask, and what, for somebody who does not know."""
    actions: Actions

    @model_validator(mode="after")
    def _essentials_always_apply(self) -> "Criterion":
        if self.essential and self.not_applicable_when:
            raise ValueError(f"{self.question} is essential, so it always applies. Take out 'not_applicable_when'")
        return self

    @property
    def not_applicable_allowed(self) -> bool:
        """Whether *not applicable* is an answer to the question."""
        return self.not_applicable_when is not None


class CriteriaFile(Content):
    """One file of a rubric: the criteria of one domain."""

    domain: Identifier
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Rubric(Content):
    """A whole rubric; its criteria stand in questionnaire order."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    caps: Caps
    checklists: dict[str, tuple[StrictInt, StrictInt, StrictInt, StrictInt]]
    """For a number of items: how many ticks the levels 0, 1, 2 and 3 begin at."""
    decisions: dict[Decision, DecisionWords]
    priorities: dict[Literal["1", "2", "3"], Named]
    efforts: dict[Effort, EffortSize]
    flags: dict[Flag, Text]
    """What each flag says to the reader."""
    criteria: tuple[Criterion, ...]

    @cached_property
    def by_question(self) -> dict[str, Criterion]:
        """Every criterion by its question's identifier."""
        return {criterion.question: criterion for criterion in self.criteria}

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The position of each stage by its identifier."""
        return {stage.id: position for position, stage in enumerate(self.stages)}

    @cached_property
    def band_order(self) -> dict[str, int]:
        """The position of each band by its identifier, the lowest first."""
        return {band.id: position for position, band in enumerate(self.bands)}

    def checklist_level(self, items: int, ticked: int) -> int:
        """The level of a checklist, from the number of its items and of those that are ticked."""
        return max(level for level, begins_at in enumerate(self.level_at(items)) if ticked >= begins_at)

    def level_at(self, items: int) -> tuple[int, int, int, int]:
        """How many ticks the levels 0 to 3 begin at, for a checklist of so many items."""
        return self.checklists[str(items)]

    def essentials(self) -> tuple[Criterion, ...]:
        """The criteria that the short form asks about."""
        return tuple(criterion for criterion in self.criteria if criterion.essential)


def target_of(level: int) -> int:
    """The level that an action aims at: in place, or where that is reached, shown to work."""
    return Level.IN_PLACE if level < Level.IN_PLACE else Level.SHOWN_TO_WORK
