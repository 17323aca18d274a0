"""What a group left open when it agreed on its answers, and how it came to each of them."""

from collections.abc import Iterator
from typing import Final

from questionnaires.answers import Agreement, How
from questionnaires.language import _
from questionnaires.local_style import listed
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day
from readiness.text import without_full_stop

PARKED: Final = _("Parked.")
KEPT_BOTH: Final = _("Both views were kept.")
_LEADS: Final[dict[How, str]] = {"agreed": _("Agreed."), "cautious": KEPT_BOTH, "parked": PARKED}


def left_open(plan: Plan, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """What the group that agreed on the answers put off, and where it kept both views; nothing for most services."""
    parked, both = topics(plan, questionnaire, "parked"), topics(plan, questionnaire, "cautious")
    found = []
    if parked:
        found.append(
            Sentence(
                PARKED,
                _(
                    "These count as “don't know” until somebody finds out the answers: {topics}.",
                    topics=listed(parked),
                ),
            )
        )
    if both:
        found.append(Sentence(KEPT_BOTH, _("The lower of the two answers counts for: {topics}.", topics=listed(both))))
    return tuple(found)


def in_words(agreement: Agreement) -> Iterator[Sentence]:
    """How a group came to one answer: its reason, who finds out by when, and the views of people who disagree."""
    yield Sentence(_LEADS[agreement.how], agreement.reason, typed=True)
    if finds_out := _finds_out(agreement):
        yield Sentence(_("To find out:"), finds_out, typed=True)
    for view in agreement.dissent:
        yield Sentence(_("Another view:"), view, typed=True)


def _finds_out(agreement: Agreement) -> str:
    """Who finds out what is not known, and by when."""
    if agreement.by is None:
        return agreement.who
    who, by = without_full_stop(agreement.who), day(agreement.by)
    return _("{who}, by {day}", who=who, day=by) if who else _("by {day}", day=by)


def topics(plan: Plan, questionnaire: Questionnaire, how: How) -> list[str]:
    """The topics of the questions whose answers a group came to in one way."""
    return [
        questionnaire.questions[row.question].topic
        for row in plan.criteria
        if row.agreement and row.agreement.how == how
    ]
