"""The sentences of a plan. Screen, HTML, PDF, Word, Markdown and tables only lay them out."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from questionnaires.model import Questionnaire
from readiness.plan.model import ActionTitle, Plan, PlannedAction, SinceLastPlan, Status
from readiness.report.outline import DomainPart, Outline, Row, outline_of
from readiness.report.wording import day, days, how_long, listed, score, score_range
from readiness.text import capital
from scoring.instrument import Instrument
from scoring.result import ActionResult, DomainResult
from scoring.rubric import Ask, Priority, Rubric, Stage
from scoring.schedule import owner_key

CAN_WE_GO_AHEAD: Final = "Can we go ahead?"
WHAT_WE_ASK: Final = "What we ask of you"
PROGRESS: Final = "How far we are"
SCHEDULE: Final = "Who does what, and when"
ONCE_DONE: Final = "What the first actions would change"
DONE_MARK: Final = "\u2713 "
"""Before the title of an action that is done."""
TO_STRENGTHEN: Final = "Worth strengthening"
TO_STRENGTHEN_INTRO: Final = (
    "This is in place already. Nothing here has a date: take it up when it suits you, to see whether it works."
)
WHERE_WE_STAND: Final = "Where we stand in each domain"
READ_WITH_CARE: Final = "Read with care"
WHAT_TO_DO: Final = "What to do, stage by stage"

NO_SERVICE_NAME: Final = "Service without a name"
NO_BAND: Final = "Not enough known"
NO_SCORE: Final = "Does not apply"
ALL_IN_PLACE: Final = "Everything that is needed is in place; what is left makes it stronger."
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

ASK_NAMES: Final[dict[Ask, str]] = {
    "decision": "Decisions",
    "money": "Money",
    "staff_time": "Staff time",
}

PRIORITY_KEYS: Final[dict[Priority, Literal["1", "2", "3"]]] = {1: "1", 2: "2", 3: "3"}
"""The names of the priorities in a rubric."""

_ASKS_NAMED = 2
"""How many actions a line of what is asked names with their topics; the others have their codes alone."""
_WAY_NAMED = 3
"""How many actions of the shortest way have their titles."""


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
    """What a reader has to know before the decisions: about the first day, and that answers are missing."""
    return tuple(filter(None, (first_day(plan), not_finished(plan))))


def first_day(plan: Plan) -> Sentence | None:
    """That the planned first day is too soon, or which day is the earliest where none is planned."""
    if plan.first_day:
        return first_day_too_soon(plan)
    if plan.schedule.earliest_first_day is None:
        return None
    return Sentence("No first day is planned yet.", f"If you start now, {_earliest_days(plan)}")


def first_day_too_soon(plan: Plan) -> Sentence | None:
    """By how much the planned first day is too soon, and which days would do."""
    schedule = plan.schedule
    if not schedule.days_too_soon or schedule.earliest_first_day is None:
        return None
    late = len(schedule.late)
    text = (
        f"It is {how_long(schedule.days_too_soon)} too soon for this schedule: {late} action{'s' * (late > 1)} would"
        f" not be done in time. {capital(_earliest_days(plan))}"
    )
    return Sentence("The first day is too soon.", text)


def _earliest_days(plan: Plan) -> str:
    """The earliest first day with all actions, with the essentials alone, and with the work shared out."""
    schedule = plan.schedule
    if schedule.earliest_first_day is None:
        return ""
    text = f"the earliest first day is {day(schedule.earliest_first_day)}"
    if schedule.earliest_first_day_essential and schedule.earliest_first_day_essential < schedule.earliest_first_day:
        text += f", or {day(schedule.earliest_first_day_essential)} with the essentials alone"
    shared = schedule.earliest_first_day_if_shared
    if schedule.busiest_owner and shared and shared < schedule.earliest_first_day:
        text += (
            f". If someone shared {_as_written(plan, schedule.busiest_owner)}\u2019s work, it would be {day(shared)}"
        )
    return f"{text}."


def _as_written(plan: Plan, owner: str) -> str:
    """An owner in lower case as the plan has it: `the service manager`, or a name that somebody typed, `Sam Lee`."""
    roles = (action.owner.partition(",")[0].strip() for action in plan.actions if owner_key(action.owner) == owner)
    role = next(roles, owner)
    return f"the {role}" if role == owner else role


def not_finished(plan: Plan) -> Sentence | None:
    """That questions have no answer yet, and what that does to the picture."""
    if plan.complete:
        return None
    return Sentence(
        "Not finished.",
        f"{plan.unanswered} of {len(plan.criteria)} questions have no answer yet. They count as if nothing were in"
        " place, so the picture may look worse than it is.",
    )


def in_short(plan: Plan, instrument: Instrument) -> tuple[Sentence, ...]:
    """What a list of actions alone would leave out: what to know before the decisions, and the shortest way on."""
    return (*notices(plan), shortest_way(outline_of(plan, instrument), instrument.rubric))


def has_two_numbers(plan: Plan) -> bool:
    """Whether any score may turn out to be higher, because something is not known or not answered."""
    return bool(plan.unknown or plan.unanswered)


def asks(plan: Plan, questionnaire: Questionnaire) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the owners of scheduled actions need from their managers: for each kind, a line for each owner."""
    by_question = {action.question: action for action in plan.actions}
    scheduled = [by_question[question] for question in plan.schedule.order]
    found: dict[Ask, dict[str, list[PlannedAction]]] = {}
    owners: dict[str, str] = {}
    for action in scheduled:
        role = action.owner.partition(",")[0].strip()
        owner = owners.setdefault(owner_key(role), role)
        for ask in action.asks:
            found.setdefault(ask, {}).setdefault(owner, []).append(action)
    return tuple(
        (name, tuple(_ask_line(owner, actions, questionnaire) for owner, actions in found[ask].items()))
        for ask, name in ASK_NAMES.items()
        if ask in found
    )


def _ask_line(owner: str, actions: list[PlannedAction], questionnaire: Questionnaire) -> str:
    """`Service manager: LE4 a written project plan, RE5 ...; also WE7, TR8`: the first few with what they are about."""
    named = ", ".join(
        f"{action.code} {questionnaire.questions[action.question].topic}" for action in actions[:_ASKS_NAMED]
    )
    others = ", ".join(action.code for action in actions[_ASKS_NAMED:])
    return f"{capital(owner)}: {named}{f'; also {others}' if others else ''}"


def shortest_way(outline: Outline, rubric: Rubric) -> Sentence:
    """The fewest actions that give the next stage a better decision, least effort first.

    What is done is not named as something to do: it changes the decision once its question is answered again.
    """
    part = outline.next
    if part is None:
        return Sentence("Every stage can go ahead.", "What is left to do makes sure that it works.")
    way = part.ways[0]
    left = [step.action for step in way.steps if step.action.status != "done"]
    done = [step.action.code for step in way.steps if step.action.status == "done"]
    named = "; ".join(f"{action.code} {action.title}" for action in left[:_WAY_NAMED])
    others = ", ".join(action.code for action in left[_WAY_NAMED:])
    parts = [f"with {named}{f'; and {others}' if others else ''}"] if left else []
    if done:
        verb = "is" if len(done) == 1 else "are"
        parts.append(f"once {listed(done, len(done))}, which {verb} done, {verb} answered again")
    return Sentence(
        "The shortest way on.",
        f"\u201c{part.stage.title}\u201d becomes \u201c{rubric.decisions[way.to].name}\u201d {', '.join(parts)}.",
    )


def once_done(outline: Outline, rubric: Rubric) -> tuple[Sentence, ...]:
    """What the decisions and domains would be with every action of priority 1 done; empty where there is none."""
    if not any(step.action.priority == 1 for step in outline.steps):
        return ()
    stages = [
        f"{part.stage.title}: {rubric.decisions[part.afterwards.decision].name}"
        f" (today {rubric.decisions[part.stage.decision].name})"
        for part in outline.stages
        if part.afterwards.decision != part.stage.decision
    ]
    domains = [
        f"{part.domain.title}: {score_range(part.afterwards)} (today {score_range(part.domain)})"
        for part in outline.domains
        if part.afterwards != part.domain
    ]
    return tuple(
        Sentence(lead, f"{'; '.join(texts)}. All else as today.")
        for lead, texts in (("Decisions.", stages), ("Domains.", domains))
        if texts
    )


def progress(plan: Plan) -> str:
    """How many actions are done, being done and overdue; empty where nothing has been said about any."""
    counts = Counter(action.status for action in plan.actions)
    if counts["open"] == len(plan.actions):
        return ""
    overdue = sum(action.overdue for action in plan.actions)
    parts = [f"{counts['done']} done", f"{counts['doing']} being done", f"{overdue} overdue"]
    parts += [f"{counts['accepted']} accepted as a risk"] if counts["accepted"] else []
    return f"{', '.join(parts)}, {counts['open']} not started, of {len(plan.actions)} actions."


def schedule_intro(plan: Plan, rubric: Rubric) -> str:
    """How the dates came about, and what follows for the first day."""
    text = (
        f"Nobody has more than {rubric.at_once} of these actions at a time. Sharing out the work brings the dates"
        " forward: type readiness actions to agree who does what."
    )
    if plan.first_day and not plan.schedule.days_too_soon:
        return f"{text} There is enough time before the first day, {day(plan.first_day)}."
    return text


def working_paper(action: ActionResult) -> str:
    """The working paper that helps with an action, and the command that writes it; empty where there is none."""
    return f"{action.template} (readiness templates -o papers)" if action.template else ""


def planned_for(due: date | None, *, passed: bool) -> str:
    """The day for which a stage is planned, as no decision may seem to allow it by then."""
    return f"{'was planned' if passed else 'planned'} for {day(due)}" if due else ""


def start_with(actions: int) -> str:
    """The heading of the first actions, by how many there are."""
    return "Start with this" if actions == 1 else "Start with these"


def first_day_line(plan: Plan) -> str:
    """The planned first day."""
    return day(plan.first_day) if plan.first_day else "none yet"


def questions_line(plan: Plan) -> str:
    """How many questions were asked, and how many of them have no answer: `all 48, 29 not answered`."""
    asked = len(plan.criteria)
    asked_of = f"short form: the {asked} essentials" if plan.form == "short" else f"all {asked}"
    return f"{asked_of}, {plan.unanswered} not answered" if plan.unanswered else asked_of


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
    return (
        plan.caution,
        *([versions] if answered != scored else []),
        *([_evidence(plan)] if plan.audience != "public" else []),
        *(plan.flag_sentences[it] for it in plan.flags),
    )


def _evidence(plan: Plan) -> str:
    """On how many essentials the decisions rest, and how many of their answers say what could be shown."""
    last = plan.stages[-1]
    have = "has" if last.with_evidence == 1 else "have"
    return (
        f"The decisions rest on {last.essentials} essentials; {last.with_evidence} of their answers {have} a note of"
        " what could be shown as evidence."
    )


def status_line(action: PlannedAction) -> str:
    """The status with its reason, where there is one: `Accepted risk: the post is shared with a charity`."""
    name = STATUS_NAMES[action.status]
    return f"{name}: {action.reason}" if action.reason else name


def due_line(action: PlannedAction) -> str:
    """The day by which an action is due, and whether that is too late: `4 January 2027, overdue`."""
    if action.due is None:
        return "when it suits you" if action.to_do else "nothing left to do"
    return f"{day(action.due)}{lateness(action)}"


def lateness(action: PlannedAction) -> str:
    """What follows a due date that has passed, or that is after the day by which the action is needed."""
    if action.overdue:
        return ", overdue"
    return ", too late" if action.late else ""


def review_title(stage: Stage) -> str:
    """The name of a review of the answers, by the stage on whose date it is."""
    return f"Review: {stage.title}"


def since_heading(since: SinceLastPlan) -> str:
    """The heading of what has changed."""
    return f"Since {'earlier on' if since.same_day else 'the plan of'} {day(since.day)}"


def changes(since: SinceLastPlan, rubric: Rubric) -> dict[str, tuple[str, ...]]:
    """What has changed since the last plan, by kind: titles of actions, then decisions and scores."""
    actions = {"Done": since.done, "Risk accepted": since.accepted, "Overdue": since.overdue, "New": since.new}
    found = {kind: tuple(map(action_name, titles)) for kind, titles in actions.items() if titles}
    names = rubric.decisions
    moved = [f"{it.title}: {names[it.before].name} then, {names[it.after].name} now" for it in since.stages]
    moved += [f"{it.title}: {score(it.before)} then, {score(it.after)} now" for it in since.domains]
    return {**found, "Changed": tuple(moved)} if moved else found
