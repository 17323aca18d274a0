"""What a reader has to know before relying on a plan."""

from typing import Final

from questionnaires.language import _, ngettext
from questionnaires.local_style import listed
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.sentences import agreements, first_day
from readiness.report.sentences.sentence import Sentence

TWO_NUMBERS: Final = _(
    "Where a score is given as two numbers, the second is what the score would be if everything that isn't known "
    "yet turned out to be at the highest level."
)


def notices(plan: Plan, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """What a reader has to know before the decisions: about the first day, missing answers, and what is left open."""
    found = (first_day.notice(plan), not_finished(plan), not_asked(plan, questionnaire))
    return (*filter(None, found), *agreements.left_open(plan, questionnaire))


def not_finished(plan: Plan) -> Sentence | None:
    """The notice that questions have no answer yet, and what that means for the result."""
    if plan.complete:
        return None
    return Sentence(
        _("Not finished."),
        ngettext(
            "{n} of {total} questions has no answer yet. It counts as if nothing were in place, so the service may "
            "look less ready than it is.",
            "{n} of {total} questions have no answer yet. They count as if nothing were in place, so the service may "
            "look less ready than it is.",
            plan.unanswered,
            total=len(plan.criteria) - plan.not_asked,
        ),
    )


def not_asked(plan: Plan, questionnaire: Questionnaire) -> Sentence | None:
    """Which questions the version that was answered did not have yet; nothing is said about the service by them."""
    if not plan.not_asked:
        return None
    topics = [questionnaire.questions[it.question].topic for it in plan.criteria if it.state == "not_asked"]
    text = ngettext(
        "The service answered version {version} of the questionnaire, which did not have this question yet: "
        "{topics}. The question counts neither for nor against the service.",
        "The service answered version {version} of the questionnaire, which did not have these {n} questions yet: "
        "{topics}. The questions count neither for nor against the service.",
        plan.not_asked,
        version=plan.questionnaire.version,
        topics=listed(topics),
    )
    if plan.audience == "service":
        carry_on = ngettext(
            "To answer it, carry on with the assessment.",
            "To answer them, carry on with the assessment.",
            plan.not_asked,
        )
        text = f"{text} {carry_on}"
    return Sentence(_("Not asked yet."), text)


def has_two_numbers(plan: Plan) -> bool:
    """Whether any score may turn out to be higher, because something is not known or not answered."""
    return bool(plan.unknown or plan.unanswered)


def cautions(plan: Plan) -> tuple[str, ...]:
    """What a reader has to know before relying on a plan, most general first."""
    answered, scored = plan.questionnaire.version, plan.scored_by
    versions = _(
        "The service answered version {answered} of the questionnaire, but the answers were scored using version "
        "{used}.",
        answered=answered,
        used=scored,
    )
    words = _(
        "Since the questions were answered, their wording or weights have changed, although the questionnaire's "
        "version is still {version}.",
        version=scored,
    )
    return (
        plan.caution,
        *([versions] if answered != scored else []),
        *([words] if plan.worded_otherwise else []),
        *([_evidence(plan)] if plan.audience != "public" and plan.stages[-1].essentials else []),
        *(plan.flag_sentences[it] for it in plan.flags),
    )


def _evidence(plan: Plan) -> str:
    """How many essentials the decisions depend on, and how many of their answers have an evidence note."""
    last = plan.stages[-1]
    if not last.with_evidence:
        return ngettext(
            "The decisions depend on {n} essential, and it has no evidence note.",
            "The decisions depend on {n} essentials, and none of them has an evidence note.",
            last.essentials,
        )
    return ngettext(
        "The decisions depend on {essentials} essentials, and only one of them has an evidence note.",
        "The decisions depend on {essentials} essentials, and {n} of them have an evidence note.",
        last.with_evidence,
        essentials=last.essentials,
    )
