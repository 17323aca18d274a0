"""One run of `readiness assess`: from the choice of an answer file to the result and the plan."""

import os
import sys
import textwrap
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import LONGEST_TEXT, AnswerSheet
from questionnaires.faults import Fault
from readiness.exits import ExitCode, UsageFault
from readiness.interview import screens, start
from readiness.interview.interviewer import Interviewer
from readiness.interview.resume_command import resume_command
from readiness.interview.state import InterviewState, estimated_minutes
from readiness.prompts import make_prompts
from readiness.prompts.interface import Paragraph, Prompts
from readiness.storage import AnswerFile
from readiness.terminal import busy, is_interactive, text_width, wants_plain_prompts
from scoring.instrument import Instrument


@dataclass
class Assessment:
    """The options of one run of `readiness assess`, and its interview once that has started."""

    instrument: Instrument
    today: date
    file: Path | None = None
    """The answer file; by default one is chosen, or named after the service."""
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
    _files: ExitStack = field(default_factory=ExitStack, init=False)

    def run(self) -> ExitCode:
        """Runs the interview; at its end shows the result and writes the plan.

        Raises:
            InputFault: the answer file cannot be used.
            UsageFault: there is no terminal, or the options cannot be used.
        """
        self._check_options()
        self.plain = self.plain or wants_plain_prompts()
        prompts = make_prompts(plain=self.plain)
        try:
            with prompts.whole_screen():
                self.interviewer = self._begin(prompts)
                done = self.interviewer.run()
        except (KeyboardInterrupt, EOFError):
            self._say_goodbye("Stopped.")
            return ExitCode.INTERRUPTED
        finally:
            self._files.close()
        if not done:
            self._say_goodbye("Until later.")
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
        if self.plan:
            from readiness.report.plan_files import check_suffix

            check_suffix(self.plan, self.file)

    def _begin(self, prompts: Prompts) -> Interviewer:
        """Resumes the interview of an answer file, or begins a new one."""
        path = self.file
        if path is None and (unfinished := start.unfinished_files(Path(), self.instrument)):
            path = start.choose_unfinished_file(prompts, unfinished)
        if path is not None and os.path.lexists(path):
            return self._resume(prompts, self._open_file(path))
        if path is not None:
            prompts.say(Paragraph(f"There is no file {path} yet: it is started now."))
        prompts.say(*self._welcome())
        sheet = start.ask_new_sheet(
            prompts, self.instrument, short=self.short, first_day=self.first_day, today=self.today, now=_now()
        )
        if path is None:
            path = start.unused_path(Path(), start.answer_file_name(sheet.service.name, self.today))
        interviewer = self._make_interviewer(prompts, self._open_file(path), sheet)
        interviewer.save()
        prompts.say(Paragraph(""), Paragraph(f"Your answers are kept in {interviewer.file.path}."))
        return interviewer

    def _resume(self, prompts: Prompts, file: AnswerFile) -> Interviewer:
        """The interviewer for a file that has answers already."""
        sheet = file.load()
        if self.short and sheet.form == "full":
            raise UsageFault(Fault(str(file.path), "it holds the full form", "Leave out --short, or name a new file"))
        interviewer = self._make_interviewer(prompts, file, sheet)
        if self.first_day:
            changed = sheet.model_copy(update={"first_day": self.first_day, "updated_at": _now()})
            interviewer.state = replace(interviewer.state, sheet=changed)
            interviewer.save()
        prompts.say(*screens.resumed(interviewer.state))
        return interviewer

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
        from readiness.report.plan_files import write_plan
        from readiness.report.screen import show_plan

        path = interviewer.file.path
        service_plan = ServicePlan(path, interviewer.state.sheet, self.instrument, self.today)
        plan = service_plan.plan
        if self.domain and not plan.complete:
            _print_message(
                f"That was {interviewer.state.domains[0].title}. {plan.unanswered} questions of other domains are "
                f"not answered yet; the result and the plan come after them. Your answers are in {path}. To go on:"
            )
            print(f"  {self._resume_command(path, all_domains=True)}")  # noqa: T201
            return ExitCode.DONE
        try:
            with prompts.whole_screen():
                show_result(prompts, plan, self.instrument, plain=self.plain)
        except (KeyboardInterrupt, EOFError):
            self._say_goodbye("Stopped. The plan was not written.")
            return ExitCode.INTERRUPTED
        if not self.plain:  # what was drawn is gone from the screen by now
            show_plan(plan, self.instrument, everything=False)
        name = path.name.removesuffix(start.ANSWERS_SUFFIX).removesuffix(".json")
        with busy("Writing the plan ..."):
            written = write_plan(plan, self.instrument, self.plan or path.with_name(f"{name}-plan.pdf"))
        print(f"\nYour answers are in {path}\nYour plan is in    {written.path}")  # noqa: T201
        notices = (*service_plan.notices, *written.notices)  # before the plan is remembered, which may move its record
        for notice in (*notices, *service_plan.remember(start=True, calendar=written.calendar)):
            _print_message(notice)
        return ExitCode.DONE

    def _say_goodbye(self, first_words: str) -> None:
        """Says where the answers are, which notes could not be saved, and how to resume the interview."""
        print(file=sys.stderr)  # noqa: T201
        if self.interviewer is None:
            _print_message(f"{first_words} That was before the first question; nothing is kept yet.")
            return
        for question, note in self.interviewer.unsaved_notes.items():
            topic = self.instrument.questionnaire.questions[question].topic
            why = "it is too long" if len(note) > LONGEST_TEXT else "there is no answer yet to keep it with"
            _print_message(f"Your note on '{topic}' is not saved, as {why}. It was: {note}")
        path = self.interviewer.file.path
        _print_message(f"{first_words} {screens.how_far(self.interviewer.state)}")
        _print_message(f"Your answers are saved in {path}. To go on:")
        print(f"  {self._resume_command(path)}", file=sys.stderr)  # noqa: T201

    def _resume_command(self, path: Path, *, all_domains: bool = False) -> str:
        """The command that resumes this interview with the same options, or with all domains."""
        options = [
            *(["--plain"] if self.plain else []),
            *(["--quiet-scores"] if self.quiet else []),
            *(["--domain", self.domain] if self.domain and not all_domains else []),
            *(["--questionnaire", str(self.folder)] if self.folder else []),
            *(["--pdf", str(self.plan)] if self.plan else []),
        ]
        return resume_command(options, path)


def _print_message(text: str) -> None:
    """Prints a message to standard error, wrapped to the window; words such as paths stay whole."""
    wrapped = textwrap.fill(text, text_width(), break_on_hyphens=False, break_long_words=False)
    print(wrapped, file=sys.stderr)  # noqa: T201


def _now() -> datetime:
    """The time to the second, as answer files hold it."""
    return datetime.now(UTC).replace(microsecond=0)
