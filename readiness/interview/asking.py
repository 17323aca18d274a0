"""One question on screen: how it is shown, explained and chosen from. The interviewer does what was chosen."""

from questionnaires.answers import Ticked
from questionnaires.language import _
from questionnaires.model import ChecklistQuestion, Question
from readiness.interview import choices, explanations, screens
from readiness.interview.drafts import Draft
from readiness.interview.state import InterviewState
from readiness.prompts.interface import Chosen, Prompts


def show(prompts: Prompts, state: InterviewState, question: Question, draft: Draft) -> None:
    """Shows a question with its answer, and with what was entered for it."""
    prompts.say(*screens.question_screen(state, question, draft.note, draft.reason))


def explain(prompts: Prompts, state: InterviewState, question: Question, draft: Draft, command: str) -> None:
    """Shows the background or the terms of a question, then the question again, which has scrolled away.

    Args:
        prompts: show text.
        state: the interview as it is now.
        question: what is asked.
        draft: what was entered for it.
        command: which of the two is wanted.
    """
    if command == choices.WHY:
        prompts.say(*explanations.background(state.instrument, question))
    else:
        prompts.say(*explanations.glossary(state.instrument, question, everything=draft.terms_shown))
        draft.terms_shown = True
    prompts.pause()
    show(prompts, state, question, draft)


def choose(prompts: Prompts, state: InterviewState, question: Question, draft: Draft) -> Chosen:
    """Asks for a level or for ticks, or for a command."""
    commands = choices.commands(state)
    answer = state.answer
    message = screens.question_message(question, has_note=bool(draft.note or (answer and answer.note)))
    if not isinstance(question, ChecklistQuestion):
        options = choices.level_options(state, question)
        return prompts.choose(message, options, commands, choices.answer_key(answer))
    ticked = answer.ticked if isinstance(answer, Ticked) else ()
    ticked = draft.ticked if draft.ticked is not None else ticked
    others = choices.other_answers(state, question)
    chosen = prompts.tick(message, choices.checklist_options(question), commands, ticked, others)
    draft.ticked = chosen.ticked
    return chosen


def confirm_none(prompts: Prompts) -> bool:
    """Asks whether an empty checklist is meant as the answer."""
    back, none = choices.NONE_TICKED_OPTIONS
    return prompts.choose(_("Nothing is ticked."), [back, none]).key == none.key
