"""Texts that a person types: asked for until they fit into an answer file, and until they are meant."""

from questionnaires.answers import LONGEST_TEXT, NotApplicable
from questionnaires.model import Question
from readiness.interview import screens
from readiness.interview.state import InterviewState
from readiness.prompts.interface import InterruptedTyping, Paragraph, Prompts


def ask_text(prompts: Prompts, message: str, before: str, longest: int, *, several_lines: bool = False) -> str:
    """Asks for a text; one that is too long comes back to be shortened, so that nothing has to be typed again.

    Args:
        prompts: show text and ask.
        message: what is asked.
        before: the text that is there already.
        longest: the characters that the answer file takes.
        several_lines: whether the text may have more than one line.

    Raises:
        InterruptedTyping: the person stopped while they were typing, or while the text was too long; with the text.
    """
    text = prompts.write(message, before, several_lines=several_lines)
    while len(text) > longest:
        too_long = f"That is {len(text):,} characters, and there is room for {longest:,}. Please shorten it."
        prompts.say(Paragraph(too_long))
        try:
            text = prompts.write(message, text, several_lines=several_lines)
        except InterruptedTyping:
            raise
        except (KeyboardInterrupt, EOFError) as stopped:
            raise InterruptedTyping(text) from stopped
    return text


def ask_meant_text(prompts: Prompts, message: str, before: str, what: str) -> str:
    """Asks for a note or a reason. A single character is asked about again: it was meant as a key of the next menu.

    Args:
        prompts: show text and ask.
        message: what is asked.
        before: the text that is there already.
        what: what the text is, such as "a note".

    Raises:
        InterruptedTyping: the person stopped while they were typing; with the text.
    """
    text = _ask_long_text(prompts, message, before)
    while is_lone_key(text) and text != before:
        text = _ask_long_text(prompts, screens.lone_key_message(text, what), before)
    return text


def ask_reason(prompts: Prompts, state: InterviewState, question: Question) -> str:
    """Asks why a question does not apply; an empty text goes back to the question."""
    example = state.instrument.rubric.by_question[question.id].not_applicable_when
    before = state.answer.not_applicable if isinstance(state.answer, NotApplicable) else ""
    message = f"Why does it not apply? For example: {example} (Enter alone goes back)"
    return ask_meant_text(prompts, message, before, "a reason")


def is_lone_key(text: str) -> bool:
    """Whether a text is a single character as menus have them for keys."""
    return len(text) == 1 and text.isascii()


def _ask_long_text(prompts: Prompts, message: str, before: str) -> str:
    return ask_text(prompts, message, before, LONGEST_TEXT, several_lines=True)
