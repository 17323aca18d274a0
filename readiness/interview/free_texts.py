"""Notes and reasons, which are asked for until they fit, and kept from the first key on so that nothing is lost."""

from questionnaires.answers import NotApplicable
from questionnaires.model import Question
from readiness.interview import note_words
from readiness.interview.drafts import Draft, Drafts
from readiness.interview.state import InterviewState
from readiness.interview.typed_texts import ask_words, is_lone_key
from readiness.prompts.interface import InterruptedTyping, Keep, Prompts


class FreeTexts:
    """Asks for the texts of a question. What is being typed is kept in the question's draft until it is saved."""

    def __init__(self, prompts: Prompts, drafts: Drafts) -> None:
        self._prompts, self._drafts = prompts, drafts

    def note(self, message: str, draft: Draft, saved: str, *, unfinished: bool = False) -> str:
        """Asks for a note; the draft holds it afterwards.

        Args:
            message: what is asked.
            draft: the question's draft, whose note goes on.
            saved: the note that the answer has already.
            unfinished: whether the person is asked to finish the note.

        Raises:
            InterruptedTyping: the person stopped while they were typing; the draft has the text.
        """
        before = draft.note or saved

        def _keep(text: str) -> None:
            draft.note = "" if is_lone_key(text) or text == saved else text
            self._drafts.save()

        try:
            again = note_words.note_again(before)
            draft.note = self._ask(message, again, before, _keep, unfinished=unfinished)
        except InterruptedTyping as interruption:
            text = interruption.text
            draft.note = text if text and not is_lone_key(text) else before
            self._drafts.save()
            raise
        self._drafts.save()
        return draft.note

    def reason(self, state: InterviewState, question: Question, draft: Draft) -> str:
        """Asks why a question does not apply; the draft holds it until it is part of an answer.

        An empty text goes back to the question.

        Raises:
            InterruptedTyping: the person stopped while they were typing; the draft has the text.
        """
        example = state.instrument.rubric.by_question[question.id].not_applicable_when
        saved = state.answer.not_applicable if isinstance(state.answer, NotApplicable) else ""
        before = draft.reason or saved

        def _keep(text: str) -> None:
            draft.reason = "" if is_lone_key(text) or text == saved else text
            self._drafts.save()

        message, again = note_words.reason_message(example, before), note_words.reason_again(before)
        return self._ask(message, again, before, _keep)

    def _ask(self, message: str, again: str, before: str, keep: Keep, *, unfinished: bool = False) -> str:
        text = ask_words(self._prompts, message, again, before, keep=keep, unfinished=unfinished)
        keep(text)
        return text
