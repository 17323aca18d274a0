"""The models of a rubric: how each question is weighed and judged, and what to do next at each level."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, Field, StrictBool, StrictInt, model_validator

from questionnaires.answers import Form
from questionnaires.content_base import Content, Identifier, Text
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Level, domain_of
from scoring.conditions import check_condition

RUBRIC_FOLDER: Final = "rubric"
RUBRIC_FILE: Final = f"{RUBRIC_FOLDER}/rubric.toml"
"""How faults name the file with what applies to all questions."""


def place_of(question: str) -> str:
    """How faults name a criterion by its question: its file, and the question."""
    return f"{RUBRIC_FOLDER}/{domain_of(question)}.toml: {question}"


Decision = Literal["wait", "conditional", "go"]
"""Whether a stage can go ahead."""
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
"""From the lowest to the highest."""

Effort = Identifier
"""How much work an action is: one of the rubric's efforts, such as `small`."""
Priority = Literal[1, 2, 3]
STRENGTHEN: Final[Priority] = 3
"""The priority of actions about what is in place already, which have no dates."""
Ask = Literal["decision", "money", "staff_time"]
"""What an action needs from its owner's manager."""


class Stage(Content):
    """A step on the way to what the service prepares for."""

    id: Identifier
    title: Text
    """The stage as a heading: `Open the doors`."""
    aim: Text
    """The stage as part of a sentence: `open the doors`."""
    lead_days: StrictInt
    """Days before (-) or after (+) the first day."""


class Named(Content):
    """The name and meaning of a band, a decision, a priority or an effort."""

    name: Text
    meaning: Text


class DecisionWords(Named):
    """A decision's name and meaning, and the sentence that says it about a stage."""

    sentence: Text
    """The sentence, with `{aim}` for the stage and `{topics}` for what is not in place."""


class Band(Named):
    """A range of scores, from `from_score` up to the next band's."""

    id: Identifier
    from_score: Annotated[StrictInt, Field(ge=0, le=100)]


class EffortSize(Named):
    """How long an action of this effort usually takes, when it is needed, and when the calendar has reminders."""

    days: Annotated[StrictInt, Field(ge=1)]
    before_stage: Annotated[StrictInt, Field(ge=0)] = 0
    """How many days before its stage it has to be done."""
    reminders: tuple[Annotated[StrictInt, Field(ge=1)], ...] = ()
    """How many days before its due date the calendar has a reminder; each number is one reminder."""


class Flag(Content):
    """Something that a reader should know, said when all its conditions are true."""

    when: tuple[Annotated[Text, AfterValidator(check_condition)], ...]
    """Conditions on the facts of the sheet: `5 * notes < answers`."""
    sentence: Text


class Caps(Content):
    """The highest band that a domain can reach while one of its essentials is low."""

    missing: Identifier
    """The highest band with an essential at level 0, not known or not answered."""
    planned: Identifier
    """The highest band with an essential at level 1."""


class Action(Content):
    """What to do next about one criterion that is at one level."""

    title: Text
    first_step: Text
    """Something that can be done in one day."""
    steps: Annotated[tuple[Text, ...], Field(min_length=2, max_length=5)]
    done_when: Text
    owner: Text
    """The role that usually owns it."""
    effort: Effort
    asks: tuple[Ask, ...] = ()
    """What it needs from the owner's manager; nothing if the owner can do it all."""
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
    """When the question does not apply; without this text it can't be answered with not applicable."""
    ask: Text
    """Who to ask, and what, if the answer is not known."""
    actions: Actions

    @model_validator(mode="after")
    def _essentials_always_apply(self) -> "Criterion":
        if self.essential and self.not_applicable_when:
            raise ValueError(
                _("{question} is essential, so it always applies", question=self.question),
                _("Remove 'not_applicable_when'"),
            )
        return self

    @property
    def domain(self) -> str:
        """The identifier of the domain that the question belongs to."""
        return domain_of(self.question)

    @property
    def not_applicable_allowed(self) -> bool:
        """Whether the question can be answered with *not applicable*."""
        return self.not_applicable_when is not None


class CriteriaFile(Content):
    """One file of a rubric: the criteria of one domain."""

    domain: Identifier
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Rubric(Content):
    """A whole rubric; its criteria are in questionnaire order."""

    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    caps: Caps
    checklists: dict[str, tuple[StrictInt, StrictInt, StrictInt, StrictInt]]
    """For each number of items: how many ticks the levels 0, 1, 2 and 3 begin at."""
    decisions: dict[Decision, DecisionWords]
    priorities: dict[Literal["1", "2", "3"], Named]
    efforts: Annotated[dict[Effort, EffortSize], Field(min_length=1)]
    at_once: Annotated[StrictInt, Field(ge=1)]
    """How many actions one owner carries at a time."""
    flags: dict[Identifier, Flag]
    """By identifier, in the order in which they are shown."""
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

    @cached_property
    def decided_stages(self) -> tuple[Stage, ...]:
        """The stages that are decided on: those by which something is needed."""
        needed = {criterion.stage for criterion in self.criteria}
        return tuple(stage for stage in self.stages if stage.id in needed)

    @cached_property
    def review_stages(self) -> tuple[Stage, ...]:
        """The stages by which nothing is needed: their dates are for a review."""
        return tuple(stage for stage in self.stages if stage not in self.decided_stages)

    def is_due_by(self, criterion: Criterion, stage: Stage) -> bool:
        """Whether a criterion is needed by a stage, or by an earlier one."""
        return self.stage_order[criterion.stage] <= self.stage_order[stage.id]

    def needed_days(self, stage: str, effort: Effort) -> int:
        """Days before (-) or after (+) the first day by which an action of a stage is needed, by its effort."""
        return self.stages[self.stage_order[stage]].lead_days - self.efforts[effort].before_stage

    def checklist_level(self, question: ChecklistQuestion, ticked: Iterable[str]) -> Level:
        """The level of a checklist, from the ticked items without repeats.

        As long as a required item is not ticked, it is at most level 1.
        """
        items = set(ticked)
        begins_at = self.level_at(len(question.options))
        level = max(level for level in Level if len(items) >= begins_at[level])
        lacks_required = any(option.required and option.id not in items for option in question.options)
        return min(level, Level.PLANNED) if lacks_required else level

    def level_at(self, items: int) -> tuple[int, int, int, int]:
        """The numbers of ticks from which a checklist of this many items is at level 0, 1, 2 and 3."""
        return self.checklists[str(items)]

    def criteria_of(self, form: Form) -> tuple[Criterion, ...]:
        """The criteria that a form asks about, in questionnaire order: all, or the essentials alone."""
        return self.criteria if form == "full" else self._essentials

    @cached_property
    def _essentials(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.essential)


def target_of(level: int) -> int:
    """The level that an action aims at: in place or, if it is that already, shown to work."""
    return Level.IN_PLACE if level < Level.IN_PLACE else Level.SHOWN_TO_WORK
