"""What a group left open when it agreed on its answers, and how it came to each of them."""

from collections.abc import Iterator
from typing import Final

from questionnaires.answers import Agreement, How
from questionnaires.model import Questionnaire
from readiness.plan.model import Plan
from readiness.report.sentences.sentence import Sentence
from readiness.report.wording import day, listed

PARKED: Final = "Parked."
KEPT_BOTH: Final = "Both views kept."
_LEADS: Final[dict[How, str]] = {"agreed": "Agreed.", "cautious": KEPT_BOTH, "parked": PARKED}


def left_open(plan: Plan, questionnaire: Questionnaire) -> tuple[Sentence, ...]:
    """What the group that agreed on the answers put off, and where it kept both views; nothing for most services."""
    parked, both = _topics(plan, questionnaire, "parked"), _topics(plan, questionnaire, "cautious")
    found = []
    if parked:
        found.append(
            Sentence(PARKED, f"These count as \u201cdon\u2019t know\u201d until somebody finds out: {listed(parked)}.")
        )
    if both:
        found.append(Sentence(KEPT_BOTH, f"The lower view counts: {listed(both)}."))
    return tuple(found)


def in_words(agreement: Agreement) -> Iterator[Sentence]:
    """How a group came to one answer: its reason, who finds out by when, and the views of people who disagree."""
    yield Sentence(_LEADS[agreement.how], agreement.reason, typed=True)
    by = f"by {day(agreement.by)}" if agreement.by else ""
    if finds_out := ", ".join(filter(None, (agreement.who, by))):
        yield Sentence("To find out:", finds_out, typed=True)
    for view in agreement.dissent:
        yield Sentence("Another view:", view, typed=True)


def _topics(plan: Plan, questionnaire: Questionnaire, how: How) -> list[str]:
    return [
        questionnaire.questions[row.question].topic
        for row in plan.criteria
        if row.agreement and row.agreement.how == how
    ]
