"""The interviewer: asks the questions and saves every answer before the next question is shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from time import monotonic

from questionnaires.answers import LONGEST_TEXT, Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.language import _
from questionnaires.model import Domain, Level, Question
from readiness.interview import asking, choices, note_words, review, screens
from readiness.interview.answer_words import answer_text
from readiness.interview.drafts import Draft, Drafts
from readiness.interview.free_texts import FreeTexts
from readiness.interview.saving import AnswerSaver
from readiness.interview.start import ask_changed_details
from readiness.interview.state import InterviewState
from readiness.open_answers import AnswerFile
from readiness.prompts import interface
from readiness.prompts.interface import Chosen, InterruptedTyping, Prompts


class Interviewer:
    """Asks the questions of an interview and saves the answers.

    Attributes:
        state: the interview as it is now.
        stopped_in_saved_note: whether the person last stopped while typing a note, which is saved with its answer.
    """

    def __init__(
        self,
        prompts: Prompts,
        file: AnswerFile,
        state: InterviewState,
        now: Callable[[], datetime],
        *,
        quiet: bool = False,
    ) -> None:
        """Prepares the interview of an open answer file.

        Args:
            prompts: show text and ask.
            file: where the answers are saved.
            state: where the interview begins.
            now: returns the current time, for the answers.
            quiet: shows no results before the end.
        """
        self.state = state
        self.stopped_in_saved_note = False
        self._prompts = prompts
        self._saver = AnswerSaver(prompts, file, state.instrument)
        self._now = now
        self._quiet = quiet
        self._domain: Domain | None = None
        self._drafts = Drafts(lambda: self._saver.file.path, state.instrument.questionnaire.names_before)
        self._texts = FreeTexts(prompts, self._drafts)
        self._shown_at = monotonic()

    @property
    def file(self) -> AnswerFile:
        """Where the answers are saved."""
        return self._saver.file

    @property
    def unfinished(self) -> dict[str, Draft]:
        """Texts that the answer file cannot take, by question: there is no answer yet, or the text is not finished."""
        return self._drafts.unfinished(self.state.question_ids)

    @property
    def keeps_unfinished(self) -> bool:
        """Whether they are on disk, and come back when the interview goes on."""
        return self._drafts.kept

    def run(self) -> bool:
        """Asks until the person has finished.

        Returns:
            Whether the interview is complete; false if the person wants to finish it later.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted it; all answers so far are saved.
        """
        self.stopped_in_saved_note = False
        self._finish_notes()
        while True:
            question = self.state.question
            self._show_change_of_domain(question)
            if question is None:
                if self._ask_whether_done():
                    return True
            elif not self._ask(question):
                return False

    def save(self) -> None:
        """Saves the answers; if that fails, asks what to do until it works."""
        self._saver.save(self.state.sheet)

    def _show_change_of_domain(self, question: Question | None) -> None:
        """Shows the result of a domain after its last question, and what a domain is about before its first."""
        entered = next((domain for domain in self.state.domains if question and domain.id == question.domain), None)
        if entered == self._domain:
            return
        left, self._domain = self._domain, entered
        if left and not self._quiet and not set(self.state.unanswered) & {asked.id for asked in left.questions}:
            self._prompts.say(*screens.domain_result(self.state, left))
        if entered:
            self._prompts.say(*screens.domain_introduction(entered))

    def _ask(self, question: Question) -> bool:
        """Shows one question and does what the person chooses; false to finish later."""
        draft = self._drafts.of(question.id)
        asking.show(self._prompts, self.state, question, draft)
        self._shown_at = monotonic()
        while True:
            chosen = asking.choose(self._prompts, self.state, question, draft)
            match chosen.key:
                case choices.WHY | choices.TERMS:
                    asking.explain(self._prompts, self.state, question, draft, chosen.key)
                    continue
                case choices.NOTE:
                    self._ask_note(draft)
                    asking.show(self._prompts, self.state, question, draft)
                    continue
                case choices.FINISH:
                    return False
                case choices.BACK:
                    self.state = self.state.previous()
                case choices.SKIP:
                    self.state = self.state.next_unanswered()
                case choices.REVIEW:
                    self.review()
                case _:
                    self._answer(question, chosen, draft)
            return True

    def _answer(self, question: Question, chosen: Chosen, draft: Draft) -> None:
        """Saves an answer and goes to the next question; if something is in place, asks for evidence first.

        The answer that is there already stays as it is, and nothing is asked about it again.
        """
        answer = self.state.answer
        note = answer.note if answer else draft.note if len(draft.note) <= LONGEST_TEXT else ""
        has_evidence = False
        before = answer_text(self.state, question, notes=False) if answer else ""
        match chosen.key:
            case interface.CONFIRMED if isinstance(answer, Ticked) and answer.ticked == chosen.ticked:
                pass
            case key if isinstance(answer, Levelled | Unknown) and key == choices.answer_key(answer):
                pass
            case choices.UNKNOWN:
                self._save_answer(Unknown(note=note))
            case choices.NOT_APPLICABLE:
                reason = self._texts.reason(self.state, question, draft)
                if not reason:
                    return
                self._save_answer(NotApplicable(not_applicable=reason, note=note))
            case interface.CONFIRMED:
                if not chosen.ticked and not asking.confirm_none(self._prompts):
                    return
                self._save_answer(Ticked(ticked=chosen.ticked, note=note))
                has_evidence = bool(chosen.ticked)
            case level:
                self._save_answer(Levelled(level=int(level), note=note))
                has_evidence = int(level) >= Level.IN_PLACE
        rest = self._drafts.drop(question.id, draft.note if draft.note != note else "")
        if rest.note or (has_evidence and not note):
            now = answer_text(self.state, question, notes=False)
            self._ask_note(rest, now, before if before != now else "")
        self.state = self.state.next_unanswered()

    def _save_answer(self, answer: Answer) -> None:
        """Puts an answer into the sheet and saves it; only a first answer is timed."""
        is_first = self.state.answer is None
        seconds = monotonic() - self._shown_at if is_first else None
        self.state = self.state.with_answer(answer, self._now(), seconds)
        self.save()

    def _ask_note(self, draft: Draft, saved: str = "", replaced: str = "") -> None:
        """Asks for the note on the current answer; if there is no answer yet, the draft holds the note.

        Args:
            draft: what was entered for the question.
            saved: the answer that has just been saved, if the note follows it.
            replaced: the answer that it replaces, if there was another.
        """
        answer = self.state.answer
        before = answer.note if answer else ""
        try:
            self._texts.note(note_words.note_message(draft.note or before, saved, replaced), draft, before)
        except InterruptedTyping:
            self._save_note(draft)
            self.stopped_in_saved_note = (self.state.answer.note if self.state.answer else "") != before
            raise
        self._save_note(draft)

    def _save_note(self, draft: Draft) -> None:
        """Adds the note of a draft to the current answer, if there is one, and if the note fits."""
        answer = self.state.answer
        if answer is None or len(draft.note) > LONGEST_TEXT:
            return
        if draft.note != answer.note:
            self._save_answer(answer.with_note(draft.note))
        draft.note = ""
        self._drafts.save()

    def _finish_notes(self) -> None:
        """Offers the notes on given answers again that were being written when the interview was stopped."""
        if not self._drafts.is_readable:
            self._prompts.say(note_words.drafts_unreadable(self._drafts.path))
        here = self.state.position
        for question, draft in self.unfinished.items():
            answer = self.state.sheet.answers.get(question)
            if not draft.note or answer is None:
                continue
            if draft.note == answer.note:  # killed between saving it with its answer and forgetting it here
                self._drafts.drop(question)
                continue
            self.state = self.state.at_question(question)
            message = note_words.finish_note_message(self.state)
            if self._texts.note(message, draft, answer.note, unfinished=True):
                self._save_note(draft)
            self.state = replace(self.state, position=here)

    def review(self) -> None:
        """Lets the person look through the answers, and choose a question to go to or change the service's details."""
        chosen = review.choose(self._prompts, self.state)
        if chosen == review.DETAILS:
            self._change_details()
        elif chosen:
            self.state = self.state.at_question(chosen)

    def _change_details(self) -> None:
        """Asks for the details of the service again, and saves them if any has changed."""
        sheet, now = self.state.sheet, self._now()
        changed = ask_changed_details(self._prompts, self.state.instrument, sheet, now.date())
        if changed != sheet:
            self.state = replace(self.state, sheet=changed.model_copy(update={"updated_at": now}))
            self.save()

    def _ask_whether_done(self) -> bool:
        """Asks at the end whether to finish, to go back, to review answers, or to answer what is still unanswered."""
        unanswered = self.state.unanswered
        self._prompts.say(*screens.end_screen(self.state))
        chosen = self._prompts.choose(_("What next?"), choices.end_options(self.state), [choices.LAST_QUESTION])
        if chosen.key == choices.REVIEW_AT_END:
            self.review()
        elif chosen.key == choices.ANSWER_OPEN:
            self.state = self.state.at_question(unanswered[0])
        elif chosen.key == choices.BACK:
            self.state = self.state.previous()
        return chosen.key == choices.DONE
