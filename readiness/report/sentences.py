"""The sentences of a plan. Screen, HTML, PDF, Word, Markdown and tables only lay them out."""

from dataclasses import dataclass
from typing import Final, Literal

from questionnaires.model import Questionnaire
from readiness.plan.model import ActionTitle, Plan, PlannedAction, SinceLastPlan, Status
from readiness.report.outline import DomainPart, Row
from readiness.report.wording import day, days, how_long, score
from scoring.result import ActionResult, DomainResult
from scoring.rubric import Priority, Rubric, Stage

CAN_WE_GO_AHEAD: Final = "Can we go ahead?"
WHERE_WE_STAND: Final = "Where we stand in each domain"
READ_WITH_CARE: Final = "Read with care"
WHAT_TO_DO: Final = "What to do, stage by stage"

NO_SERVICE_NAME: Final = "Service without a name"
NO_BAND: Final = "Not enough known"
NO_SCORE: Final = "Does not apply"
NOTHING_TO_DO: Final = "Nothing is left to do."
ALL_SHOWN_TO_WORK: Final = "Nothing is left to do: everything that applies is in use and has been shown to work."
NOTHING_CHANGED: Final = "Nothing has changed."
TWO_NUMBERS: Final = "Of two numbers, the second is the score if all that is not known yet turned out to work well."

STATUS_NAMES: Final[dict[Status, str]] = {
    "open": "Open",
    "doing": "Doing",
    "done": "Done",
    "accepted": "Accepted risk",
}

PRIORITY_KEYS: Final[dict[Priority, Literal["1", "2", "3"]]] = {1: "1", 2: "2", 3: "3"}
"""The names of the priorities in a rubric."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with its first words, which are shown in bold where that is possible."""

    lead: str
    text: str
    typed: bool = False
    """Whether somebody typed the text: it may have several lines."""

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()


def notices(plan: Plan) -> tuple[Sentence, ...]:
    """What a reader has to know before the decisions: that the first day is too soon, that answers are missing."""
    return tuple(filter(None, (first_day_too_soon(plan), _not_finished(plan))))


def first_day_too_soon(plan: Plan) -> Sentence | None:
    """By how much the planned first day is too soon, and which days would do."""
    schedule = plan.schedule
    if not schedule.days_too_soon or schedule.earliest_first_day is None:
        return None
    late = len(schedule.late)
    text = (
        f"It is {how_long(schedule.days_too_soon)} too soon for this schedule: {late} action{'s' * (late > 1)} would"
        f" not be done in time. {_earliest_days(plan)}"
    )
    return Sentence("The first day is too soon.", text)


def _earliest_days(plan: Plan) -> str:
    """The earliest first day with all actions, with the essentials alone, and with the work shared out."""
    schedule = plan.schedule
    if schedule.earliest_first_day is None:
        return ""
    text = f"The earliest first day is {day(schedule.earliest_first_day)}"
    if schedule.earliest_first_day_essential and schedule.earliest_first_day_essential < schedule.earliest_first_day:
        text += f", or {day(schedule.earliest_first_day_essential)} with the essentials alone"
    shared = schedule.earliest_first_day_if_shared
    if schedule.busiest_owner and shared and shared < schedule.earliest_first_day:
        text += f". If someone shared the {schedule.busiest_owner}\u2019s work, it would be {day(shared)}"
    return f"{text}."


def _not_finished(plan: Plan) -> Sentence | None:
    if plan.complete:
        return None
    return Sentence(
        "Not finished.",
        f"{plan.unanswered} of {len(plan.criteria)} questions have no answer yet. They count as if nothing were in"
        " place, so the picture may look worse than it is.",
    )


def has_two_numbers(plan: Plan) -> bool:
    """Whether any score may turn out to be higher, because something is not known or not answered."""
    return bool(plan.unknown or plan.unanswered)


def start_with(actions: int) -> str:
    """The heading of the first actions, by how many there are."""
    return "Start with this" if actions == 1 else "Start with these"


def first_day_line(plan: Plan) -> str:
    """The planned first day."""
    return day(plan.first_day) if plan.first_day else "none yet"


def answered_on(plan: Plan) -> str:
    """The day or days on which the questions were answered."""
    return days(plan.started_at, plan.updated_at)


def took_part(plan: Plan, questionnaire: Questionnaire) -> str:
    """The roles of the people who took part."""
    return "; ".join(questionnaire.roles[role].name for role in plan.took_part) or "not recorded"


def band_names(rubric: Rubric) -> dict[str, str]:
    """The names of the bands, the lowest first."""
    return {band.id: band.name for band in rubric.bands}


def band_name(domain: DomainResult, rubric: Rubric) -> str:
    """A domain's band in words, or why it has none."""
    if domain.score is None:
        return NO_SCORE
    return band_names(rubric)[domain.band] if domain.band else NO_BAND


def band_reason(part: DomainPart) -> str:
    """Why a domain has no score, no band, or a lower band than its score would give; empty for all others."""
    domain = part.domain
    if domain.score is None:
        return "Nothing here applies to the service, so there is no score."
    if not domain.band:
        return (
            "There is no band, because fewer than four fifths of the answers that count are known"
            f" ({score(domain.coverage)}\N{NO-BREAK SPACE}%)."
        )
    if not part.capped_by:
        return ""
    essentials = "an essential that is" if len(part.capped_by) == 1 else "essentials that are"
    topics = ", ".join(row.question.topic for row in part.capped_by)
    return f"The score alone would give a higher band. It is held here by {essentials} not in place yet: {topics}."


def held_back(domain: DomainResult, questionnaire: Questionnaire) -> str:
    """The essentials that keep a domain's band low, in short; empty where there are none."""
    named = [questionnaire.questions[question].topic for question in domain.capped_by]
    return f"Held back by: {', '.join(named)}" if named else ""


def answer(row: Row, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """An answer in words: the level or why there is none, what is ticked and what is not, and the note."""
    it = row.criterion
    match it.state:
        case "unknown":
            sentences = [Sentence("Don\u2019t know.", "")]
        case "unanswered":
            sentences = [Sentence("Not answered.", "")]
        case "not_applicable":
            sentences = [Sentence("Not applicable:", it.reason, typed=True)]
        case "known":
            sentences = [Sentence(f"{it.level} {questionnaire.levels[it.level or 0].name}.", row.said)]
    sentences += [Sentence("Ticked:", f"{'; '.join(row.there)}.")] if row.there else []
    sentences += [Sentence("Not ticked:", f"{'; '.join(row.missing)}.")] if row.missing else []
    sentences += [Sentence("Note:", it.note, typed=True)] if it.note else []
    return tuple(sentences)


def action_name(action: ActionResult | ActionTitle) -> str:
    """An action as it is named outside its own page: `RE5 Agree where to share the advert (Recruitment)`."""
    return f"{action.code} {action.title} ({action.domain})"


def cautions(plan: Plan) -> tuple[str, ...]:
    """What a reader has to know before relying on a plan, most general first."""
    answered, scored = plan.questionnaire.version, plan.scored_by
    versions = f"Version {answered} of the questionnaire was answered; version {scored} was used to score the answers."
    return (plan.caution, *([versions] if answered != scored else []), *(plan.flag_sentences[it] for it in plan.flags))


def status_line(action: PlannedAction) -> str:
    """The status with its reason, where there is one: `Accepted risk: the post is shared with a charity`."""
    name = STATUS_NAMES[action.status]
    return f"{name}: {action.reason}" if action.reason else name


def due_line(action: PlannedAction) -> str:
    """The day by which an action is due: `4 January 2027, late`."""
    if action.due is None:
        return "no date yet"
    return f"{day(action.due)}, late" if action.late else day(action.due)


def review_title(stage: Stage) -> str:
    """The name of a review of the answers, by the stage on whose date it is."""
    return f"Review: {stage.title}"


def since_heading(since: SinceLastPlan) -> str:
    """The heading of what has changed."""
    return f"Since the plan of {day(since.day)}"


def changes(since: SinceLastPlan, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores."""
    actions = {"Done": since.done, "Risk accepted": since.accepted, "Late": since.late, "New": since.new}
    found = {kind: tuple(map(action_name, titles)) for kind, titles in actions.items() if titles}
    names = rubric.decisions
    moved = [f"{it.title}: {names[it.before].name} then, {names[it.after].name} now" for it in since.stages]
    moved += [f"{it.title}: {score(it.before)} then, {score(it.after)} now" for it in since.domains]
    return {**found, "Changed": tuple(moved)} if moved else found
