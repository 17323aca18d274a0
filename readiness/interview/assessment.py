"""One run of `readiness assess`: from the choice of an answer file to the last question."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from questionnaires.answers import AnswerSheet, Form
from questionnaires.faults import Fault
from questionnaires.language import _
from questionnaires.local_style import long_date
from readiness.exits import ExitCode, UsageFault
from readiness.interview import screens, start
from readiness.interview.answer_tasks import Task
from readiness.interview.assessment_choice import Choice, choose_in_folder, choose_named
from readiness.interview.ending import finish, say_goodbye, say_stopped_before
from readiness.interview.interviewer import Interviewer
from readiness.interview.options import AssessOptions
from readiness.interview.state import InterviewState, estimated_minutes
from readiness.open_answers import AnswerFile, time_now
from readiness.prompts import make_prompts
from readiness.prompts.interface import Paragraph, Prompts
from readiness.terminal import print_message, terminated_like_ctrl_c
from readiness.text import printable_path


@dataclass
class Assessment:
    """One run of `readiness assess`, and its interview once that has started."""

    options: AssessOptions
    agree_on: Path | None = field(default=None, init=False)
    """The answer file whose actions the person wants to agree on after the run."""
    _task: Task | None = field(default=None, init=False)
    """What the person wants to do with answers that are there already."""
    _interviewer: Interviewer | None = field(default=None, init=False)
    _begins_new: bool = field(default=False, init=False)
    _files: ExitStack = field(default_factory=ExitStack, init=False)

    def run(self) -> ExitCode:
        """Runs the interview; at its end shows the result and writes the plan.

        Raises:
            InputFault: the answer file cannot be used.
            UsageFault: there is no terminal, or the options cannot be used.
        """
        self.options.check()
        prompts = make_prompts(plain=self.options.plain)
        try:
            with terminated_like_ctrl_c(), prompts.whole_screen():
                interviewer, done = self._interview(prompts)
        except (KeyboardInterrupt, EOFError):
            if self._interviewer:
                say_goodbye(self.options, self._interviewer, _("Stopped."))
            else:
                say_stopped_before(self.options, begins_new=self._begins_new)
            return ExitCode.INTERRUPTED
        finally:
            self._files.close()
        if not done:
            say_goodbye(self.options, interviewer, _("Saved for later."))
            return ExitCode.DONE
        if self._task is Task.AGREE:
            self.agree_on = interviewer.file.path
            return ExitCode.DONE
        return finish(prompts, self.options, interviewer)

    def _interview(self, prompts: Prompts) -> tuple[Interviewer, bool]:
        """Asks which assessment is meant, then its questions.

        Returns:
            The interviewer, and whether the interview is complete.

        Raises:
            Terminated: the system ends the program.
            KeyboardInterrupt, EOFError: the person interrupted it.
        """
        choice = self._choose(prompts)
        self._task = choice.task
        interviewer = self._interviewer = self._begin(prompts, choice)
        if choice.task is Task.CHANGE:
            interviewer.review()
        return interviewer, choice.task in (Task.AGREE, Task.PLAN) or interviewer.run()

    def _choose(self, prompts: Prompts) -> Choice:
        """Which assessment is meant, and what to do with it."""
        if self.options.file:
            return choose_named(
                prompts, self.options.instrument, self.options.file, self.options.today, self.options.domain
            )
        return choose_in_folder(prompts, self.options.instrument, self.options.today, self.options.domain)

    def _begin(self, prompts: Prompts, choice: Choice) -> Interviewer:
        """Resumes the interview of an answer file, or begins a new one."""
        if choice.path and choice.exists:
            return self._resume(prompts, self._open_file(choice.path), choice.task)
        self._begins_new = True
        path = choice.path
        if path is not None:
            saved = _("Your answers will be saved in a new answer file, {file}.", file=printable_path(str(path)))
            prompts.say(Paragraph(saved))
        first_day, now = self._first_day(prompts), time_now()
        prompts.say(*self._welcome())
        sheet = start.ask_new_sheet(
            prompts,
            self.options.instrument,
            short=self.options.short,
            first_day=first_day,
            today=self.options.today,
            now=now,
        )
        if path is None:
            path = start.unused_path(Path(), start.answer_file_name(sheet.service.name, now.date()))
        interviewer = self._make_interviewer(prompts, self._open_file(path), sheet, sheet.form)
        interviewer.save()
        prompts.say(
            Paragraph(""),
            Paragraph(_("Your answers are saved in {file}.", file=printable_path(str(interviewer.file.path)))),
        )
        return interviewer

    def _resume(self, prompts: Prompts, file: AnswerFile, task: Task | None) -> Interviewer:
        """The interviewer for a file that has answers already."""
        sheet = file.load()
        if self.options.file and self.options.short and sheet.form == "full":
            raise UsageFault(
                Fault(
                    str(file.path), _("these are answers to the full form, not the short one"), _("Leave out `--short`")
                )
            )
        changed = sheet
        first_day = self._first_day(prompts)
        if first_day not in (None, sheet.first_day):
            changed = sheet.model_copy(update={"first_day": first_day, "updated_at": time_now()})
        interviewer = self._make_interviewer(prompts, file, changed, "full" if task is Task.GROW else sheet.form)
        if changed != sheet:
            interviewer.save()
            self._tell_first_day(prompts, interviewer, sheet.first_day, task)
        if task in (None, Task.GROW):
            prompts.say(*screens.resumed(interviewer.state))
        return interviewer

    def _first_day(self, prompts: Prompts) -> date | None:
        """The planned first day that was given by an option; none if it is in the past and is not meant."""
        day, newcomers = self.options.first_day, self.options.instrument.questionnaire.words.newcomers
        is_meant = day is None or day >= self.options.today or start.have_started(prompts, newcomers, day)
        return day if is_meant else None

    def _tell_first_day(
        self, prompts: Prompts, interviewer: Interviewer, before: date | None, task: Task | None
    ) -> None:
        """Says that the planned first day has changed, and whether it is too soon, if no result follows."""
        from readiness.plan.service_plan import ServicePlan
        from readiness.report.sentences.first_day import too_soon

        state = interviewer.state
        day = long_date(state.sheet.first_day) if state.sheet.first_day else ""
        words = (
            _("The planned first day is now {day} instead of {before}.", day=day, before=long_date(before))
            if before
            else _("The planned first day is now {day}.", day=day)
        )
        if task in (Task.CHANGE, Task.AGREE):
            plan = ServicePlan(interviewer.file.path, state.sheet, state.instrument, self.options.today).plan
            words = f"{words} {too_soon(plan) or ''}".strip()
        if task is Task.AGREE:  # these prompts ask nothing else
            self._files.callback(print_message, words)
        else:
            prompts.say(Paragraph(words))

    def _open_file(self, path: Path) -> AnswerFile:
        """Opens an answer file, which is closed again at the end of the run."""
        file = AnswerFile(path, self.options.instrument)
        self._files.callback(file.close)
        return file

    def _make_interviewer(self, prompts: Prompts, file: AnswerFile, sheet: AnswerSheet, form: Form) -> Interviewer:
        """The interviewer for an answer file, who asks the questions of a form."""
        state = InterviewState.start(self.options.instrument, sheet, self.options.domain, form)
        interviewer = Interviewer(prompts, file, state, time_now, quiet=self.options.quiet)
        self._files.callback(lambda: interviewer.file.close())  # it may be another file by then
        return interviewer

    def _welcome(self) -> list[Paragraph]:
        """The first screen, with the number of questions that will be asked."""
        criteria = self.options.instrument.rubric.criteria_of("short" if self.options.short else "full")
        asked = sum(self.options.domain in (None, criterion.domain) for criterion in criteria)
        return screens.welcome(self.options.instrument, asked, estimated_minutes(asked))
