"""The answers in words: who gave them, when, and what they say."""

from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.model import Questionnaire
from readiness import __version__
from readiness.plan.model import Plan
from readiness.report.outline import Row
from readiness.report.sentences import agreements, first_day
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, days

NO_SERVICE_NAME: Final = _("Unnamed service")
LONGEST_NAME_ON_PAPER: Final = 100
"""How much of a name the first page shows; the annex has the whole."""


def facts(plan: Plan, questionnaire: Questionnaire) -> tuple[tuple[str, str], ...]:
    """What a plan is based on, as names with their texts: its day, the first day, the answers and who gave them."""
    return (
        (_("Plan date"), day(plan.as_of)),
        (_("Planned first day"), first_day.line(plan)),
        (_("Answered"), answered_on(plan)),
        (_("Questions"), questions_line(plan)),
        (_("Took part"), took_part(plan, questionnaire)),
    )


def questions_line(plan: Plan) -> str:
    """How many questions were asked, and how many of them have no answer: `all 48, 29 not answered`."""
    asked, later, open_ = len(plan.criteria), plan.not_asked, plan.unanswered
    parts = (
        ngettext("short form with {n} essential", "short form with {n} essentials", asked)
        if plan.form == "short"
        else ngettext("all {n}", "all {n}", asked),
        ngettext("{n} not asked yet", "{n} not asked yet", later) if later else "",
        ngettext("{n} not answered", "{n} not answered", open_) if open_ else "",
    )
    return ", ".join(filter(None, parts))


def versions(plan: Plan) -> str:
    """The version of the questionnaire; both versions if another was answered: `1.1, scored using version 1.2`."""
    answered, used = plan.questionnaire.version, plan.scored_by
    return answered if answered == used else _("{answered}, scored using version {used}", answered=answered, used=used)


def foot(plan: Plan) -> str:
    """The foot of a plan's pages: its day, the program, and the questionnaire if another version of it was answered."""
    parts = [day(plan.as_of), f"readiness {__version__}"]
    if plan.questionnaire.version != plan.scored_by:
        parts.append(_("questionnaire {name} {versions}", name=plan.questionnaire.id, versions=versions(plan)))
    return " · ".join(parts)


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
            sentences = [Sentence(_("Don't know."), "")]
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
    agreement = row.criterion.agreement
    how = tuple(agreements.in_words(agreement)) if agreement else ()
    if row.criterion.state == "unanswered":
        return (Sentence(_("Not agreed yet."), ""),)
    if agreement and agreement.how == "parked":
        return how
    level, *_reasons = in_words(row, questionnaire)
    total = len(row.there) + len(row.missing)
    ticked = ngettext("{n} of {total} ticked.", "{n} of {total} ticked.", len(row.there), total=total) if total else ""
    short = level if level.typed else Sentence(level.lead, ticked)
    return (short, *how)
