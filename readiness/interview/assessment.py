"""One run of `readiness assess`: from the choice of an answer file to the result and the plan."""

import os
import sys
import textwrap
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import LONGEST_TEXT, AnswerSheet
from questionnaires.faults import Fault
from readiness.answer_folder import arguments_for, is_offered
from readiness.exits import ExitCode, UsageFault
from readiness.interview import screens, start
from readiness.interview.answer_tasks import Task, full_form, left_out
from readiness.interview.door import Choice, choose_in_folder, choose_named
from readiness.interview.interviewer import Interviewer
from readiness.interview.review import choose_question
from readiness.interview.state import InterviewState, estimated_minutes
from readiness.next_step import advise, command
from readiness.prompts import make_prompts
from readiness.prompts.interface import Paragraph, Prompts
from readiness.storage import AnswerFile
from readiness.terminal import busy, is_interactive, text_width, wants_plain_prompts
from readiness.text import printable_path
from scoring.instrument import Instrument


@dataclass
class Assessment:
    """The options of one run of `readiness assess`, and its interview once that has started."""

    instrument: Instrument
    today: date
    file: Path | None = None
    """The answer file; by default one of the folder is chosen, or a new one is named after the service."""
    short: bool = False
    domain: str | None = None
    """Asks only the questions of this domain."""
    plain: bool = False
    first_day: date | None = None
    """The day on which the first peer workers are meant to start."""
    plan: Path | None = None
    """Where the plan is written; by default beside the answers."""
    quiet: bool = False
    """Shows no results before the end."""
    folder: Path | None = None
    """The folder that the instrument was loaded from; none for the one that ships with the program."""
    interviewer: Interviewer | None = field(default=None, init=False)
    agree_on: Path | None = field(default=None, init=False)
    """After the run: the answer file whose actions the person wants to agree on."""
    _begins_new: bool = field(default=False, init=False)
    _plain_by_option: bool = field(default=False, init=False)
    _files: ExitStack = field(default_factory=ExitStack, init=False)

    def run(self) -> ExitCode:
        """Runs the interview; at its end shows the result and writes the plan.

        Raises:
            InputFault: the answer file cannot be used.
            UsageFault: there is no terminal, or the options cannot be used.
        """
        self._check_options()
        self._plain_by_option = self.plain
        self.plain = self.plain or wants_plain_prompts()
        prompts = make_prompts(plain=self.plain)
        try:
            with prompts.whole_screen():
                choice = self._choose(prompts)
                self.interviewer = self._begin(prompts, choice)
                if choice.task is Task.CHANGE:
                    self._go_to_answer(prompts, self.interviewer)
                done = choice.task in (Task.AGREE, Task.PLAN) or self.interviewer.run()
        except (KeyboardInterrupt, EOFError):
            self._say_goodbye("Stopped.")
            return ExitCode.INTERRUPTED
        finally:
            self._files.close()
        if not done:
            self._say_goodbye("Until later.")
            return ExitCode.DONE
        if choice.task is Task.AGREE:
            self.agree_on = self.interviewer.file.path
            return ExitCode.DONE
        return self._finish(prompts, self.interviewer)

    def _check_options(self) -> None:
        """Refuses options that cannot be used, before anything is asked.

        Raises:
            UsageFault: there is no terminal, or an option cannot be used.
        """
        if not (self.plain or is_interactive()):
            raise UsageFault(
                Fault(
                    "assess",
                    "it asks questions, but there is no terminal to answer in",
                    "Run it in a terminal window, or write a file like that of `readiness example` and score that",
                )
            )
        domains = [domain.id for domain in self.instrument.questionnaire.domains]
        if self.domain not in (None, *domains):
            raise UsageFault(
                Fault("--domain", f"there is no domain '{self.domain}'", f"Use one of {', '.join(domains)}")
            )
        if self.first_day and self.first_day < self.today:
            what = f"{self.first_day.isoformat()} has passed"
            raise UsageFault(Fault("--first-day", what, "Name a day that is still to come, or leave it out"))
        if self.file and not self.file.parent.is_dir():
            raise UsageFault(
                Fault(str(self.file), f"there is no folder {self.file.parent}", "Make it first, or choose another")
            )
        if self.file and not os.path.lexists(self.file) and self.file.suffix.lower() != ".json":
            what = "there is no such file, and a new answer file has a name that ends in .json"
            start_one = command("assess", str(self.file.with_name(f"{self.file.stem}.json")))
            remedy = f"See what is in this folder with `{command('assess')}`, or start a new file with `{start_one}`"
            raise UsageFault(Fault(str(self.file), what, remedy))
        if self.plan:
            from readiness.report.plan_files import check_suffix

            check_suffix(self.plan, self.file)

    def _choose(self, prompts: Prompts) -> Choice:
        """Which assessment is meant, and what to do with it."""
        if self.file:
            return choose_named(prompts, self.instrument, self.file)
        return choose_in_folder(prompts, self.instrument)

    def _begin(self, prompts: Prompts, choice: Choice) -> Interviewer:
        """Resumes the interview of an answer file, or begins a new one."""
        if choice.path and choice.exists:
            return self._resume(prompts, self._open_file(choice.path), choice.task)
        self._begins_new = True
        path = choice.path
        if path is not None:
            prompts.say(Paragraph(f"There is no file {printable_path(str(path))} yet: it is started now."))
        prompts.say(*self._welcome())
        sheet = start.ask_new_sheet(
            prompts, self.instrument, short=self.short, first_day=self.first_day, today=self.today, now=_now()
        )
        if path is None:
            path = start.unused_path(Path(), start.answer_file_name(sheet.service.name, self.today))
        interviewer = self._make_interviewer(prompts, self._open_file(path), sheet)
        interviewer.save()
        prompts.say(Paragraph(""), Paragraph(f"Your answers are kept in {printable_path(str(interviewer.file.path))}."))
        return interviewer

    def _resume(self, prompts: Prompts, file: AnswerFile, task: Task | None) -> Interviewer:
        """The interviewer for a file that has answers already."""
        sheet = file.load()
        if self.file and self.short and sheet.form == "full":
            raise UsageFault(Fault(str(file.path), "it holds the full form", "Leave out --short, or name a new file"))
        changed = full_form(sheet) if task is Task.GROW else sheet
        if self.first_day:
            changed = changed.model_copy(update={"first_day": self.first_day, "updated_at": _now()})
        interviewer = self._make_interviewer(prompts, file, changed)
        if changed != sheet:
            interviewer.save()
        if task in (None, Task.GROW):
            prompts.say(*screens.resumed(interviewer.state))
        return interviewer

    @staticmethod
    def _go_to_answer(prompts: Prompts, interviewer: Interviewer) -> None:
        """Lets the person choose which answer of a finished assessment to change."""
        if question := choose_question(prompts, interviewer.state):
            interviewer.state = interviewer.state.at_question(question)

    def _open_file(self, path: Path) -> AnswerFile:
        """Opens an answer file, which is closed again at the end of the run."""
        file = AnswerFile(path, self.instrument)
        self._files.callback(file.close)
        return file

    def _make_interviewer(self, prompts: Prompts, file: AnswerFile, sheet: AnswerSheet) -> Interviewer:
        state = InterviewState.start(self.instrument, sheet, self.domain)
        interviewer = Interviewer(prompts, file, state, _now, quiet=self.quiet)
        self._files.callback(lambda: interviewer.file.close())  # it may be another file by then
        return interviewer

    def _welcome(self) -> list[Paragraph]:
        """The first screen, with the number of questions that will be asked."""
        criteria = self.instrument.rubric.criteria_of("short" if self.short else "full")
        asked = sum(self.domain in (None, criterion.domain) for criterion in criteria)
        return screens.welcome(self.instrument, asked, estimated_minutes(asked))

    def _finish(self, prompts: Prompts, interviewer: Interviewer) -> ExitCode:
        """Shows the result and writes the plan; if other domains have unanswered questions, says so instead."""
        from readiness.interview.result import show_result
        from readiness.plan.service_plan import ServicePlan
        from readiness.report.plan_files import path_beside, write_plan
        from readiness.report.screen import show_plan

        path = interviewer.file.path
        shown_path = printable_path(str(path))
        service_plan = ServicePlan(path, interviewer.state.sheet, self.instrument, self.today)
        plan = service_plan.plan
        if self.domain and not plan.complete:
            _print_message(
                f"That was {interviewer.state.domains[0].title}. {plan.unanswered} questions of other domains are "
                f"not answered yet; the result and the plan come after them. Your answers are in {shown_path}."
            )
            self._advise_to_go_on("To go on", path, all_domains=True)
            return ExitCode.DONE
        try:
            with prompts.whole_screen():
                show_result(prompts, plan, self.instrument, plain=self.plain)
        except (KeyboardInterrupt, EOFError):
            self._say_goodbye("Stopped. The plan was not written.")
            return ExitCode.INTERRUPTED
        if not self.plain:  # what was drawn is gone from the screen by now
            show_plan(plan, self.instrument, everything=False)
        with busy("Writing the plan ..."):
            written = write_plan(plan, self.instrument, self.plan or path_beside(path))
        where = printable_path(str(written.path))
        print(f"\nYour answers are in {shown_path}\nYour plan is in    {where}")  # noqa: T201
        notices = (*service_plan.notices, *written.notices)  # before the plan is remembered, which may move its record
        for notice in (*notices, *service_plan.remember(start=True, calendar=written.calendar)):
            _print_message(notice)
        if plan.unanswered:
            self._advise_to_go_on(f"Next, answer what is open ({plan.unanswered})", path)
            return ExitCode.DONE
        if number := left_out(self.instrument, interviewer.state.sheet):
            self._advise_to_go_on(f"To answer the other {number} questions too", path)
        advise("Next, agree who does what by when", "actions", *self._about(path))
        return ExitCode.DONE

    def _say_goodbye(self, first_words: str) -> None:
        """Says where the answers are, which notes could not be saved, and how to resume the interview."""
        print(file=sys.stderr)  # noqa: T201
        if self.interviewer is None:
            kept = (
                "That was before the first question; nothing is kept yet."
                if self._begins_new
                else "Nothing is changed."
            )
            _print_message(f"{first_words} {kept}")
            self._advise_to_go_on("To start again", self.file)
            return
        for question, note in self.interviewer.unsaved_notes.items():
            topic = self.instrument.questionnaire.questions[question].topic
            why = "it is too long" if len(note) > LONGEST_TEXT else "there is no answer yet to keep it with"
            _print_message(f"Your note on '{topic}' is not saved, as {why}. It was: {note}")
        path = self.interviewer.file.path
        _print_message(f"{first_words} {screens.how_far(self.interviewer.state)}")
        _print_message(f"Your answers are saved in {printable_path(str(path))}.")
        self._advise_to_go_on("To go on", path)

    def _advise_to_go_on(self, what: str, path: Path | None, *, all_domains: bool = False) -> None:
        """Says how to go on with an answer file, with the same options or with all domains."""
        options = [
            *(["--plain"] if self._plain_by_option else []),
            *(["--quiet-scores"] if self.quiet else []),
            *(["--domain", self.domain] if self.domain and not all_domains else []),
            *(["--pdf", str(self.plan)] if self.plan else []),
            *([str(path)] if path and not is_offered(path) else []),
        ]
        advise(what, "assess", *options, *self._own_questionnaire)

    def _about(self, path: Path) -> tuple[str, ...]:
        """What another command has to be told to take the same answers."""
        return (*arguments_for(path), *self._own_questionnaire)

    @property
    def _own_questionnaire(self) -> tuple[str, ...]:
        return ("--questionnaire", str(self.folder)) if self.folder else ()


def _print_message(text: str) -> None:
    """Prints a message to standard error, wrapped to the window; words such as paths stay whole."""
    wrapped = textwrap.fill(text, text_width(), break_on_hyphens=False, break_long_words=False)
    print(wrapped, file=sys.stderr)  # noqa: T201


def _now() -> datetime:
    """The time to the second, as answer files hold it."""
    return datetime.now(UTC).replace(microsecond=0)
