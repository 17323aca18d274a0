"""The answers in words: who gave them, when, and what they say."""

from typing import Final

from questionnaires.language import _
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.outline import Row
from readiness.report.sentences import agreements, first_day
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, days

NO_SERVICE_NAME: Final = _("Service without a name")
LONGEST_NAME_ON_PAPER: Final = 100
"""How much of a name the first page shows; the annex has the whole."""


def facts(plan: Plan, questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """What a plan is based on, as names with their texts: its day, the first day, the answers and who gave them."""
    return (
        (_("Date of plan"), day(plan.as_of)),
        (_("Planned first day"), first_day.line(plan)),
        ("Answered", answered_on(plan)),
        ("Questions", questions_line(plan)),
        (_("Took part"), took_part(plan, questionnaire)),
    )


def questions_line(plan: Plan) -> str:
    """How many questions were asked, and how many of them have no answer: `all 48, 29 not answered`."""
    asked = len(plan.criteria)
    asked_of = (
        _("short form: the {asked} essentials", asked=asked) if plan.form == "short" else _("all {asked}", asked=asked)
    )
    asked_of += _(", {not_asked} not asked yet", not_asked=plan.not_asked) if plan.not_asked else ""
    return (
        _("{asked_of}, {unanswered} not answered", asked_of=asked_of, unanswered=plan.unanswered)
        if plan.unanswered
        else asked_of
    )


def versions(plan: Plan) -> str:
    """The version of the questionnaire; both versions if another was answered: `1.1, scored by 1.2`."""
    answered, scored = plan.questionnaire.version, plan.scored_by
    return answered if answered == scored else _("{answered}, scored by {scored}", answered=answered, scored=scored)


def other_version(plan: Plan) -> str:
    """What a footer adds if the answers are to another version of the questionnaire than they are scored by."""
    same = plan.questionnaire.version == plan.scored_by
    return "" if same else _(" · questionnaire {id} {versions}", id=plan.questionnaire.id, versions=versions(plan))


def answered_on(plan: Plan) -> str:
    """The day or days on which the questions were answered."""
    return days(plan.started_at, plan.updated_at)


def took_part(plan: Plan, questionnaire: Questionnaire) -> str:
    """The roles of the people who took part."""
    if plan.audience != "service":
        return _("left out of this copy")
    return "; ".join(questionnaire.roles[role].name for role in plan.took_part) or _("not recorded")


def in_words(row: Row, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """An answer in words: the level or why there is none, what is ticked and what is not, the note, the agreement."""
    it = row.criterion
    match it.state:
        case "unknown":
            sentences = [Sentence(_("Don\u2019t know."), "")]
        case "unanswered":
            sentences = [Sentence(_("Not answered."), "")]
        case "not_asked":
            sentences = [Sentence(_("Not asked yet."), "")]
        case "not_applicable":
            sentences = [Sentence(_("Not applicable:"), it.reason, typed=True)]
        case "known":
            sentences = [Sentence(f"{it.level} {questionnaire.levels[it.level or 0].name}.", row.said)]
    sentences += [Sentence(_("Ticked:"), f"{'; '.join(row.there)}.")] if row.there else []
    sentences += [Sentence(_("Not ticked:"), f"{'; '.join(row.missing)}.")] if row.missing else []
    sentences += [Sentence(_("Note:"), it.note, typed=True)] if it.note else []
    sentences += agreements.in_words(it.agreement) if it.agreement else []
    return tuple(sentences)


def agreed(row: Row, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """What a group agreed on and how: the level by its name, the reason, other views, and what was parked."""
    level, *_reasons = in_words(row, questionnaire)
    ticked = (
        _("{there} of {there_2} ticked.", there=len(row.there), there_2=len(row.there) + len(row.missing))
        if row.there or row.missing
        else ""
    )
    short = level if level.typed else Sentence(level.lead, ticked)
    return (short, *(agreements.in_words(row.criterion.agreement) if row.criterion.agreement else ()))
