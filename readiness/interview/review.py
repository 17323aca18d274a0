"""The review: every domain with what is answered in it, down to a question that the person chooses."""

from readiness.interview import screens
from readiness.interview.state import Interview
from readiness.prompts.interface import RESIZED, Face


def choose_question(face: Face, interview: Interview) -> str | None:
    """Lets the person look through what is answered.

    Returns:
        The question to go to; none where the person stays where they are.
    """
    domains = {
        option.key: domain for option, domain in zip(screens.domain_options(interview), interview.domains, strict=True)
    }
    while True:
        chosen = face.choose("Look at which domain?", screens.domain_options(interview), [screens.STAY])
        if chosen.key == RESIZED:
            continue
        if chosen.key not in domains:
            return None
        questions = interview.questions_in(domains[chosen.key])
        options = screens.question_options(interview, questions)
        while (chosen := face.choose("Go to which question?", options, [screens.UP])).key == RESIZED:
            pass
        if chosen.key != screens.UP.key:
            return questions[[option.key for option in options].index(chosen.key)].id
