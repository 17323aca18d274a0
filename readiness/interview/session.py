"""One sitting: asks through a face, and has every answer on disk before the next question shows."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from questionnaires.answers import Answer, Levelled, NotApplicable, Ticked, Unknown
from questionnaires.model import ChecklistQuestion, Level, Question
from readiness.interview import faces, screens
from readiness.interview.faces import Chosen, Face, Option, Paragraph
from readiness.interview.flow import Interview
from readiness.storage import save_sheet


class Session:
    """Asks the questions of an interview and keeps the answers.

    Attributes:
        path: the answer file.
        interview: where the interview stands.
    """

    def __init__(self, face: Face, path: Path, interview: Interview, now: Callable[[], datetime]) -> None:
        self.face = face
        self.path = path
        self.interview = interview
        self._now = now
        self._domain_shown = ""
        self._note_wanted = False

    def run(self) -> bool:
        """Asks until the person has finished.

        Returns:
            Whether the person is done; false where they want to finish later.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted; all that was answered is saved.
        """
        while True:
            question = self.interview.current
            if question is None:
                if self._is_done():
                    return True
            elif not self._ask(question):
                return False

    def save(self) -> None:
        """Puts the answers on disk; where that fails, asks for another place until it works."""
        while True:
            try:
                save_sheet(self.path, self.interview.sheet, self.interview.instrument.questionnaire)
            except OSError as error:
                self.face.say(
                    Paragraph(f"{self.path} could not be written ({error.strerror}). Nothing is lost yet.", "strong")
                )
                self.path = Path(self.face.write("Where else can the answers be saved? (a file name)") or self.path)
            else:
                return

    def _ask(self, question: Question) -> bool:
        """Shows one question and carries out what is chosen; false for finishing later."""
        if question.domain != self._domain_shown:
            self.face.say(*screens.domain_screen(self.interview, question))
            self._domain_shown = question.domain
        self.face.say(*screens.question_screen(self.interview, question))
        while True:
            chosen = self._choose(question)
            match chosen.key:
                case screens.WHY:
                    self.face.say(*screens.background(self.interview.instrument, question))
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
                case screens.JUMP:
                    self._jump()
                case _:
                    self._answer(question, chosen)
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
        self.interview = self.interview.answered(answer, self._now())
        self.save()

    def _reason(self, question: Question) -> str:
        when = self.interview.instrument.rubric.by_question[question.id].not_applicable_when
        before = self.interview.answer.not_applicable if isinstance(self.interview.answer, NotApplicable) else ""
        return self.face.write(f"Why does it not apply? For example: {when} (Enter goes back)", before)

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

    def _jump(self) -> None:
        """Lets the person choose any question of the interview, domain by domain."""
        interview = self.interview
        domains = [
            domain
            for domain in interview.instrument.questionnaire.domains
            if any(question.id in interview.asked for question in domain.questions)
        ]
        keys = [Option(str(number), domain.title) for number, domain in enumerate(domains, 1)]
        stay = Option(screens.BACK, "stay here")
        chosen = self.face.choose("Go to which domain?", keys, [stay])
        if chosen.key == stay.key:
            return
        questions = [question for question in domains[int(chosen.key) - 1].questions if question.id in interview.asked]
        labels = [
            Option(str(number), f"{question.topic}: {screens.answer_in_words(interview, question, notes=False)}")
            for number, question in enumerate(questions, 1)
        ]
        chosen = self.face.choose("Go to which question?", labels, [stay])
        if chosen.key != stay.key:
            self.interview = interview.to(questions[int(chosen.key) - 1].id)

    def _is_done(self) -> bool:
        """At the end: whether the person is content, or wants to answer what is open or to change something."""
        unanswered = self.interview.unanswered
        options = [Option("1", "Show the result and write the plan"), Option("2", "Look at or change an answer")]
        if unanswered:
            self.face.say(Paragraph(""), Paragraph(f"{_questions(len(unanswered))} not answered yet.", "strong"))
            options.append(Option("3", "Answer what is open"))
        chosen = self.face.choose("That was the last question. What next?", options, default="3" if unanswered else "1")
        if chosen.key == "2":
            self._jump()
        elif chosen.key == "3":
            self.interview = self.interview.to(unanswered[0])
        return chosen.key == "1"


def _questions(count: int) -> str:
    return "1 question is" if count == 1 else f"{count} questions are"
