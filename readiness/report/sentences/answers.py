"""The answers in words: who gave them, when, and what they say."""

from typing import Final

from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.outline import Row
from readiness.report.sentences import agreements, first_day
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, days

NO_SERVICE_NAME: Final = "Service without a name"
LONGEST_NAME_ON_PAPER: Final = 100
"""How much of a name the first page shows; the annex has the whole."""


def facts(plan: Plan, questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """What a plan is based on, as names with their texts: its day, the first day, the answers and who gave them."""
    return (
        ("Date of plan", day(plan.as_of)),
        ("Planned first day", first_day.line(plan)),
        ("Answered", answered_on(plan)),
        ("Questions", questions_line(plan)),
        ("Took part", took_part(plan, questionnaire)),
    )


def questions_line(plan: Plan) -> str:
    """How many questions were asked, and how many of them have no answer: `all 48, 29 not answered`."""
    asked = len(plan.criteria)
    asked_of = f"short form: the {asked} essentials" if plan.form == "short" else f"all {asked}"
    asked_of += f", {plan.not_asked} not asked yet" if plan.not_asked else ""
    return f"{asked_of}, {plan.unanswered} not answered" if plan.unanswered else asked_of


def versions(plan: Plan) -> str:
    """The version of the questionnaire; both versions if another was answered: `1.1, scored by 1.2`."""
    answered, scored = plan.questionnaire.version, plan.scored_by
    return answered if answered == scored else f"{answered}, scored by {scored}"


def other_version(plan: Plan) -> str:
    """What a footer adds if the answers are to another version of the questionnaire than they are scored by."""
    same = plan.questionnaire.version == plan.scored_by
    return "" if same else f" · questionnaire {plan.questionnaire.id} {versions(plan)}"


def answered_on(plan: Plan) -> str:
    """The day or days on which the questions were answered."""
    return days(plan.started_at, plan.updated_at)


def took_part(plan: Plan, questionnaire: Questionnaire) -> str:
    """The roles of the people who took part."""
    if plan.audience != "service":
        return "left out of this copy"
    return "; ".join(questionnaire.roles[role].name for role in plan.took_part) or "not recorded"


def in_words(row: Row, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """An answer in words: the level or why there is none, what is ticked and what is not, the note, the agreement."""
    it = row.criterion
    match it.state:
        case "unknown":
            sentences = [Sentence("Don\u2019t know.", "")]
        case "unanswered":
            sentences = [Sentence("Not answered.", "")]
        case "not_asked":
            sentences = [Sentence("Not asked yet.", "")]
        case "not_applicable":
            sentences = [Sentence("Not applicable:", it.reason, typed=True)]
        case "known":
            sentences = [Sentence(f"{it.level} {questionnaire.levels[it.level or 0].name}.", row.said)]
    sentences += [Sentence("Ticked:", f"{'; '.join(row.there)}.")] if row.there else []
    sentences += [Sentence("Not ticked:", f"{'; '.join(row.missing)}.")] if row.missing else []
    sentences += [Sentence("Note:", it.note, typed=True)] if it.note else []
    sentences += agreements.in_words(it.agreement) if it.agreement else []
    return tuple(sentences)


def agreed(row: Row, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """What a group agreed on and how: the level by its name, the reason, other views, and what was parked."""
    level, *_ = in_words(row, questionnaire)
    ticked = f"{len(row.there)} of {len(row.there) + len(row.missing)} ticked." if row.there or row.missing else ""
    short = level if level.typed else Sentence(level.lead, ticked)
    return (short, *(agreements.in_words(row.criterion.agreement) if row.criterion.agreement else ()))
