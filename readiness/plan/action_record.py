"""The record of a service's actions: what was agreed about each, and what earlier plans said. Pure."""

import json
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError, model_validator

from questionnaires.answer_file import renamed, up_to
from questionnaires.answer_fit import other_questionnaire
from questionnaires.answers import Form, FreeText, QuestionnaireVersion
from questionnaires.explain import faults_of, near
from questionnaires.faults import Fault, InputFault
from questionnaires.file_kinds import A_RECORD_OF_ACTIONS
from questionnaires.json_text import parse_json
from questionnaires.language import _
from questionnaires.model import Questionnaire
from questionnaires.moments import Day
from readiness.plan.model import CalendarMark, Status
from scoring.result import ActionResult
from scoring.rubric import Decision

FORMAT: Final = "readiness-actions"
FORMAT_VERSION: Final = 2
"""The versions of the format. Version 2 has everything of version 1, and the rest is optional."""
LONGEST_OWNER: Final = 200
LONGEST_REASON: Final = 2_000
"""The most characters of an owner or a reason."""
_MOST_PLANS = 24

NEEDS_REASON = (_("an accepted risk needs a reason"), _("Say why the service accepts the risk"))


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ActionAgreement(_Part):
    """What was agreed about one action."""

    level: Annotated[StrictInt, Field(ge=0, le=2)]
    """The level that the action was written for. At another level it is another action, which keeps only the owner."""
    owner: Annotated[FreeText, Field(max_length=LONGEST_OWNER)] | None = None
    """The owner; none for the role that the plan suggests."""
    due: Day | None = None
    """The due date; none for the one in the schedule."""
    status: Status = "open"
    reason: Annotated[FreeText, Field(max_length=LONGEST_REASON)] = ""
    """Why the risk is accepted, if it is."""

    @model_validator(mode="after")
    def _says_why(self) -> "ActionAgreement":
        if self.status == "accepted" and not self.reason:
            raise ValueError(*NEEDS_REASON)
        return self

    def at(self, level: int) -> "ActionAgreement":
        """What still counts of it at a level: at another than its own, only the owner."""
        return self if self.level == level else ActionAgreement(level=level, owner=self.owner)


class PastAction(_Part):
    """An action in an earlier plan."""

    level: StrictInt
    status: Status


class PastPlan(_Part):
    """The parts of an earlier plan that a later one is compared with."""

    day: Day
    form: Form | None = None
    """Which questions it was about; none in records that were written before this was kept."""
    decisions: dict[str, Decision]
    scores: dict[str, float | None]
    earliest_first_day: Day | None = None
    """The earliest first day by its schedule; none without one, and in records from before this was kept."""
    actions: dict[str, PastAction]
    """By question."""


class ActionRecord(_Part):
    """What was agreed about a service's actions, and its earlier plans."""

    format: Literal["readiness-actions"] = FORMAT
    format_version: Annotated[Literal[1, 2], up_to(FORMAT_VERSION)] = FORMAT_VERSION
    questionnaire: QuestionnaireVersion
    belongs_to: str | None = None
    """The identity of the answers that it is kept for, whatever the name of their file."""
    actions: dict[str, ActionAgreement] = {}
    """By question."""
    plans: tuple[PastPlan, ...] = ()
    """At most 24, the oldest first: of each day the last, and before it the first, if that was another."""

    calendar: dict[str, CalendarMark] = {}
    """What is remembered of the last calendar, by the subjects of its entries."""

    def about(self, action: ActionResult) -> ActionAgreement:
        """What still counts of what was agreed about an action; without an agreement, one that says nothing."""
        return self.actions.get(action.question, ActionAgreement(level=action.level)).at(action.level)

    def with_agreement(self, question: str, agreement: ActionAgreement | None) -> "ActionRecord":
        """A copy of the record with an agreement about one action, or with none, in place of any earlier one."""
        others = {name: other for name, other in self.actions.items() if name != question}
        return self.model_copy(update={"actions": {**others, question: agreement} if agreement else others})

    def with_plan(self, plan: PastPlan) -> "ActionRecord":
        """A copy of the record with a plan to compare later ones with, instead of the last of the same day.

        The first plan of a day stays, so that what was done on this day counts in the later plans of the day.
        """
        first = next((other for other in self.plans if other.day == plan.day), plan)
        others = [other for other in self.plans if other.day != plan.day]
        of_the_day = [first] if first == plan else [first, plan]
        plans = sorted([*others, *of_the_day], key=lambda each: each.day)[-_MOST_PLANS:]
        return self.model_copy(update={"plans": tuple(plans)})


def parse_record(data: bytes, questionnaire: Questionnaire) -> ActionRecord:
    """Reads a record from its bytes.

    Raises:
        InputFault: every fault that was found, each with its place in the file.
    """
    content = parse_json(data, A_RECORD_OF_ACTIONS)
    try:
        record = ActionRecord.model_validate(content)
    except ValidationError as error:
        raise InputFault(faults_of(error, ActionRecord)) from error
    if record.questionnaire.id != questionnaire.id:
        raise InputFault(other_questionnaire(record.questionnaire, questionnaire))
    actions, doubled = renamed(record.actions, questionnaire)
    if doubled:
        raise InputFault(doubled).within("actions")
    plans = tuple(plan.model_copy(update={"actions": renamed(plan.actions, questionnaire)[0]}) for plan in record.plans)
    record = record.model_copy(update={"actions": actions, "plans": plans})
    known = questionnaire.questions
    if unknown := [question for question in record.actions if question not in known]:
        raise InputFault(
            Fault(f"actions.{name}", _("this question is not in the questionnaire"), near(name, known))
            for name in unknown
        )
    return record


def write_record(record: ActionRecord, questionnaire: Questionnaire) -> bytes:
    """The record as UTF-8 JSON, with the actions in questionnaire order, so that two versions are easy to compare."""
    content = record.model_dump(mode="json") | {"format_version": FORMAT_VERSION}
    order = list(questionnaire.questions)
    content["questionnaire"] = record.questionnaire.model_dump(mode="json", exclude_defaults=True)
    content["actions"] = {name: content["actions"][name] for name in sorted(record.actions, key=order.index)}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
