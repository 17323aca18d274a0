"""The interview itself: asks through a face, and has every answer on disk before the next question shows."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.faults import InputFault
from questionnaires.model import ChecklistQuestion, Domain, Level, Question
from readiness.interview import faces, screens
from readiness.interview.faces import Chosen, Face, Option, Paragraph
from readiness.interview.flow import Interview
from readiness.storage import AnswerFile, ChangedElsewhereError


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
        self._note_wanted = False
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
        self.face.say(*screens.question_screen(self.interview, question))
        self._shown_at = monotonic()
        while True:
            chosen = self._choose(question)
            match chosen.key:
                case faces.RESIZED:
                    self.face.say(*screens.question_screen(self.interview, question))
                    continue
                case screens.WHY:
                    self.face.say(*screens.background(self.interview.instrument, question))
                    continue
                case screens.TERMS:
                    self.face.say(*screens.glossary(self.interview.instrument, question))
                    continue
                case screens.NOTE:
                    self._write_note()
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
                    self._answer(question, chosen)
            self._note_wanted = False
            return True

    def _choose(self, question: Question) -> Chosen:
        commands = screens.commands(self.interview, question)
        answer = self.interview.answer
        if isinstance(question, ChecklistQuestion):
            ticked = answer.ticked if isinstance(answer, Ticked) else ()
            return self.face.tick("Which are true today?", screens.checklist_options(question), commands, ticked)
        options = screens.level_options(self.interview, question)
        return self.face.choose("Which is most like you today?", options, commands, screens.chosen_key(answer))

    def _answer(self, question: Question, chosen: Chosen) -> None:
        """Keeps an answer and goes on; what is in place is a moment to note the evidence."""
        before = self.interview.answer
        note = before.note if before else ""
        match chosen.key:
            case screens.UNKNOWN:
                self._keep(Unknown(note=note))
            case screens.NOT_APPLICABLE:
                reason = self._reason(question)
                if not reason:
                    return
                self._keep(NotApplicable(not_applicable=reason, note=note))
            case faces.CONFIRM:
                self._keep(Ticked(ticked=chosen.ticked, note=note))
                self._note_wanted |= bool(chosen.ticked)
            case level:
                self._keep(Levelled(level=int(level), note=note))
                self._note_wanted |= int(level) >= Level.IN_PLACE
        if self._note_wanted:
            self._write_note()
        self.interview = self.interview.forward()

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

    def _write_note(self) -> None:
        """Asks for the note on the current answer; where there is none yet, the note is asked for after it."""
        answer = self.interview.answer
        self._note_wanted = answer is None
        if answer is None:
            self.face.say(Paragraph("Choose your answer; after that you can write the note."))
            return
        note = self.face.write("Note: what could you show as evidence? (Enter for none)", answer.note)
        if note != answer.note:
            self._keep(answer.model_copy(update={"note": note}))

    def _review(self) -> None:
        """Shows every domain with what is answered, and goes to a question that the person chooses."""
        domains = self.interview.domains
        options = screens.domain_options(self.interview)
        chosen = self.face.choose("Look at which domain?", options, [screens.STAY])
        if chosen.key not in (option.key for option in options):
            return
        domain = domains[[option.key for option in options].index(chosen.key)]
        questions = self.interview.questions_in(domain)
        options = screens.question_options(self.interview, questions)
        chosen = self.face.choose("Go to which question?", options, [screens.STAY])
        with suppress(ValueError):  # staying, and a window that was resized, are no questions
            self.interview = self.interview.to(questions[[option.key for option in options].index(chosen.key)].id)

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
