"""The review: every domain with its answers, from which a person chooses the question to go to."""

from questionnaires.language import _
from readiness.interview import choices
from readiness.interview.state import InterviewState
from readiness.prompts.interface import Paragraph, Prompts


def choose_question(prompts: Prompts, state: InterviewState) -> str | None:
    """Lets a person look through the answers of an interview.

    Returns:
        The identifier of the question to go to; none to stay at the current one.
    """
    domains = {option.key: domain for option, domain in zip(choices.domain_options(state), state.domains, strict=True)}
    prompts.say(Paragraph(""), Paragraph(_("Your answers so far"), "title"))
    while True:
        chosen = prompts.choose(
            _("Which domain would you like to look at?"), choices.domain_options(state), [choices.STAY]
        )
        if chosen.key not in domains:
            return None
        questions = state.questions_in(domains[chosen.key])
        options = choices.question_options(state, questions)
        chosen = prompts.choose(_("Which question would you like to go to?"), options, [choices.BACK_TO_DOMAINS])
        if chosen.key != choices.BACK_TO_DOMAINS.key:
            return questions[[option.key for option in options].index(chosen.key)].id
