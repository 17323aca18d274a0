"""The interview itself: asks through a face, and has every answer on disk before the next question shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview import screens
from readiness.interview.review import choose_question
from readiness.interview.state import Interview
from readiness.prompts import interface
from readiness.prompts.interface import Chosen, Face, InterruptedTyping, Option, Paragraph
from readiness.storage import AnswerFile, ChangedElsewhereError


@dataclass
class Draft:
    """What was begun on a question that is not answered yet."""

    ticked: tuple[str, ...] | None = None
    note: str = ""
    terms_told: bool = False


class Session:
    """Asks the questions of an interview and keeps the answers.

    Attributes:
        file: where the answers are kept.
        interview: where the interview stands.
    """

    def __init__(
        self, face: Face, file: AnswerFile, interview: Interview, now: Callable[[], datetime], *, quiet: bool = False
    ) -> None:
        """Begins with an open file.

        Args:
            face: shows and asks.
            file: where the answers are kept.
            interview: where to begin.
            now: gives the time of an answer.
            quiet: shows no results before the end.
        """
        self.face = face
        self.file = file
        self.interview = interview
        self._now = now
        self._quiet = quiet
        self._domain: Domain | None = None
        self._drafts: dict[str, Draft] = {}
        self._shown_at = monotonic()

    def run(self) -> bool:
        """Asks until the person has finished.

        Returns:
            Whether the person is done; false where they want to finish later.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted; all that was answered is saved.
        """
        while True:
            question = self.interview.current
            self._cross_into(question)
            if question is None:
                if self._is_done():
                    return True
            elif not self._ask(question):
                return False

    @property
    def notes_without_answer(self) -> dict[str, str]:
        """Notes, by question, that were typed where no answer was given: the file has no place for them."""
        return {question: draft.note for question, draft in self._drafts.items() if draft.note}

    def save(self) -> None:
        """Puts the answers on disk; where that fails, asks what to do until it works."""
        over_changes = False
        while True:
            try:
                self.file.save(self.interview.sheet, over_changes=over_changes)
            except OSError as error:
                self.face.say(*screens.not_saved(self.file.path, error.strerror or str(error)))
                options = list(screens.NOT_SAVED)
                if isinstance(error, ChangedElsewhereError):
                    options = [screens.OVERWRITE, *options]
                chosen = self.face.choose("What now?", options, default=options[0].key)
                over_changes = chosen.key == screens.OVERWRITE.key
                if chosen.key == screens.ELSEWHERE.key:
                    self._move_file()
            else:
                return

    def _move_file(self) -> None:
        path = self.face.write("Save the answers as (a file name, such as answers.json)")
        if path and not Path(path).parent.is_dir():
            self.face.say(Paragraph(f"There is no folder {Path(path).parent}.", "strong"))
        elif path:
            try:
                file = AnswerFile(Path(path), self.interview.instrument)
            except InputFault as fault:
                self.face.say(Paragraph(str(fault), "strong"))
            else:
                self.file.close()
                self.file = file

    def _cross_into(self, question: Question | None) -> None:
        """Where a domain ends or begins, says how it stands or what it is about."""
        entered = next((domain for domain in self.interview.domains if question and domain.id == question.domain), None)
        if entered == self._domain:
            return
        left, self._domain = self._domain, entered
        if left and not self._quiet and not set(self.interview.unanswered) & {asked.id for asked in left.questions}:
            self.face.say(*screens.domain_result(self.interview, left))
        if entered:
            self.face.say(*screens.domain_screen(entered))

    def _ask(self, question: Question) -> bool:
        """Shows one question and carries out what is chosen; false for finishing later."""
        draft = self._drafts.setdefault(question.id, Draft())
        self.face.say(*screens.question_screen(self.interview, question))
        self._shown_at = monotonic()
        while True:
            chosen = self._choose(question, draft)
            match chosen.key:
                case screens.WHY | screens.TERMS:
                    self._explain(question, chosen.key, draft)
                    continue
                case screens.NOTE:
                    self._write_note(draft)
                    continue
                case interface.RESIZED:
                    self.face.say(*screens.question_screen(self.interview, question))
                    continue
                case screens.FINISH:
                    return False
                case screens.BACK:
                    self.interview = self.interview.back()
                case screens.SKIP:
                    self.interview = self.interview.forward()
                case screens.REVIEW:
                    self._review()
                case _:
                    self._answer(question, chosen, draft)
            return True

    def _explain(self, question: Question, wanted: str, draft: Draft) -> None:
        """Says more about a question, and then the question again: what was said has pushed it away."""
        instrument = self.interview.instrument
        if wanted == screens.WHY:
            self.face.say(*screens.background(instrument, question))
        else:
            self.face.say(*screens.glossary(instrument, question, everything=draft.terms_told))
            draft.terms_told = True
        self.face.pause()
        self.face.say(*screens.question_screen(self.interview, question))

    def _choose(self, question: Question, draft: Draft) -> Chosen:
        commands = screens.commands(self.interview, question)
        answer = self.interview.answer
        if not isinstance(question, ChecklistQuestion):
            options = screens.level_options(self.interview, question)
            return self.face.choose("Which is most like you today?", options, commands, screens.chosen_key(answer))
        ticked = answer.ticked if isinstance(answer, Ticked) else ()
        ticked = draft.ticked if draft.ticked is not None else ticked
        chosen = self.face.tick("Which are true today?", screens.checklist_options(question), commands, ticked)
        draft.ticked = chosen.ticked
        return chosen

    def _answer(self, question: Question, chosen: Chosen, draft: Draft) -> None:
        """Keeps an answer and goes on; what is in place is a moment to note the evidence."""
        note = self.interview.answer.note if self.interview.answer else draft.note
        has_evidence = False
        match chosen.key:
            case screens.UNKNOWN:
                self._keep(Unknown(note=note))
            case screens.NOT_APPLICABLE:
                reason = self._reason(question)
                if not reason:
                    return
                self._keep(NotApplicable(not_applicable=reason, note=note))
            case interface.CONFIRM:
                if not chosen.ticked and not self._is_none_there():
                    return
                self._keep(Ticked(ticked=chosen.ticked, note=note))
                has_evidence = bool(chosen.ticked)
            case level:
                self._keep(Levelled(level=int(level), note=note))
                has_evidence = int(level) >= Level.IN_PLACE
        del self._drafts[question.id]
        if has_evidence and not note:
            self._write_note(Draft())
        self.interview = self.interview.forward()

    def _is_none_there(self) -> bool:
        back, none = screens.NONE_TICKED
        return self.face.choose("Nothing is ticked.", [back, none]).key == none.key

    def _keep(self, answer: Answer) -> None:
        """Takes an answer in, and puts it on disk."""
        first = self.interview.answer is None
        seconds = monotonic() - self._shown_at if first else None
        self.interview = self.interview.answered(answer, self._now(), seconds)
        self.save()

    def _reason(self, question: Question) -> str:
        when = self.interview.instrument.rubric.by_question[question.id].not_applicable_when
        before = self.interview.answer.not_applicable if isinstance(self.interview.answer, NotApplicable) else ""
        return self.face.write(f"Why does it not apply? For example: {when} (Enter alone goes back)", before)

    def _write_note(self, draft: Draft) -> None:
        """Asks for the note on the current answer; where there is none yet, the note waits for it."""
        answer = self.interview.answer
        before = answer.note if answer else draft.note
        interrupted = None
        try:
            note = self.face.write(screens.note_message(before), before)
        except InterruptedTyping as interruption:
            note, interrupted = interruption.text, interruption
        if answer is None:
            draft.note = note
        elif note != answer.note:
            self._keep(answer.model_copy(update={"note": note}))
        if interrupted:
            raise interrupted

    def _review(self) -> None:
        question = choose_question(self.face, self.interview)
        if question:
            self.interview = self.interview.to(question)

    def _is_done(self) -> bool:
        """At the end: whether the person is content, or wants to answer what is open or to change something."""
        unanswered = self.interview.unanswered
        self.face.say(*screens.ending(self.interview))
        done, review, open_ones = screens.ENDING
        options: list[Option] = [done, review, *([open_ones] if unanswered else [])]
        chosen = self.face.choose("What next?", options, default=options[-1].key if unanswered else done.key)
        if chosen.key == review.key:
            self._review()
        elif chosen.key == open_ones.key:
            self.interview = self.interview.to(unanswered[0])
        return chosen.key == done.key
