"""What a reader has to know before relying on a plan."""

from typing import Final

from questionnaires.language import _
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.sentences import agreements, first_day
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import listed

TWO_NUMBERS: Final = _(
    "Where there are two numbers, the second is what the score would be if everything not known yet "
    "turned out to work.",
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
        _(
            "{unanswered} of {criteria} questions have no answer yet. They count as if nothing were in "
            "place, so the picture may look worse than it is.",
            unanswered=plan.unanswered,
            criteria=len(plan.criteria) - plan.not_asked,
        ),
    )


def not_asked(plan: Plan, questionnaire: Questionnaire) -> Sentence | None:
    """Which questions the version that was answered did not have yet; nothing is said about the service by them."""
    if not plan.not_asked:
        return None
    topics = [questionnaire.questions[it.question].topic for it in plan.criteria if it.state == "not_asked"]
    it_counts, it = (_("It counts"), "it") if plan.not_asked == 1 else (_("They count"), "them")
    number = f"{plan.not_asked} question{'' if plan.not_asked == 1 else 's'}"
    return Sentence(
        _("Not asked yet."),
        _(
            "The answers were given to version {version} of the questionnaire, which did not have {number}: "
            "{topics}. {it_counts} neither for nor against the service. To answer {it}, carry on with the "
            "assessment.",
            version=plan.questionnaire.version,
            number=number,
            topics=listed(topics),
            it_counts=it_counts,
            it=it,
        ),
    )


def has_two_numbers(plan: Plan) -> bool:
    """Whether any score may turn out to be higher, because something is not known or not answered."""
    return bool(plan.unknown or plan.unanswered)


def cautions(plan: Plan) -> tuple[str, ...]:
    """What a reader has to know before relying on a plan, most general first."""
    answered, scored = plan.questionnaire.version, plan.scored_by
    versions = _(
        "Version {answered} of the questionnaire was answered; version {scored} was used to score the answers.",
        answered=answered,
        scored=scored,
    )
    return (
        plan.caution,
        *([versions] if answered != scored else []),
        *([_evidence(plan)] if plan.audience != "public" and plan.stages[-1].essentials else []),
        *(plan.flag_sentences[it] for it in plan.flags),
    )


def _evidence(plan: Plan) -> str:
    """How many essentials the decisions depend on, and how many of their answers have an evidence note."""
    last = plan.stages[-1]
    have = "has" if last.with_evidence == 1 else "have"
    return _(
        "The decisions depend on {essentials} essentials; {with_evidence} of them {have} a note of what "
        "could be shown as evidence.",
        essentials=last.essentials,
        with_evidence=last.with_evidence,
        have=have,
    )
