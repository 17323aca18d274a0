"""The review: every domain with its answers, from which a person chooses what to go to."""

from typing import Final

from questionnaires.language import _
from readiness.interview import choices
from readiness.interview.state import InterviewState
from readiness.prompts.interface import Paragraph, Prompts

DETAILS: Final = "details"
"""What `choose` gives for the details of the service; no question is called this, as theirs have a full stop."""


def choose(prompts: Prompts, state: InterviewState) -> str | None:
    """Lets a person look through the answers of an interview.

    Returns:
        The identifier of the question to go to, or `DETAILS` to change those of the service; none to stay.
    """
    details = choices.details_option(state)
    domains = {option.key: domain for option, domain in zip(choices.domain_options(state), state.domains, strict=True)}
    prompts.say(Paragraph(""), Paragraph(_("Your answers so far"), "title"))
    while True:
        chosen = prompts.choose(
            _("Which domain would you like to look at?"), [*choices.domain_options(state), details], [choices.STAY]
        )
        if chosen.key == details.key:
            return DETAILS
        if chosen.key not in domains:
            return None
        questions = state.questions_in(domains[chosen.key])
        options = choices.question_options(state, questions)
        chosen = prompts.choose(_("Which question would you like to go to?"), options, [choices.BACK_TO_DOMAINS])
        if chosen.key != choices.BACK_TO_DOMAINS.key:
            return questions[[option.key for option in options].index(chosen.key)].id
