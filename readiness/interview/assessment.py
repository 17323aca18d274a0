"""One sitting at the terminal, from the choice of a file to the result and the plan."""

import os
import shlex
import shutil
import subprocess
import sys
import textwrap
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault
from readiness.exits import ExitCode, UsageFault
from readiness.interview import screens, start
from readiness.interview.interviewer import Session
from readiness.interview.state import Interview, minutes_for
from readiness.prompts.interface import Face, Paragraph
from readiness.storage import AnswerFile
from readiness.terminal import is_interactive, text_width, wants_plain_prompts
from scoring.instrument import Instrument


@dataclass
class Sitting:
    """What a sitting was asked to do, and how far it has come."""

    instrument: Instrument
    today: date
    file: Path | None = None
    short: bool = False
    domain: str | None = None
    plain: bool = False
    first_day: date | None = None
    plan: Path | None = None
    """Where the plan goes; by default beside the answers."""
    quiet: bool = False
    """Shows no results before the end."""
    folder: Path | None = None
    """Where the instrument was read from, if it is not the one that ships."""
    session: Session | None = field(default=None, init=False)
    _files: ExitStack = field(default_factory=ExitStack, init=False)

    def hold(self) -> ExitCode:
        """Holds the sitting.

        Raises:
            InputFault: the answer file cannot be used.
            UsageFault: there is no terminal, or what was asked for cannot be done.
        """
        self._check()
        face = self._face()
        try:
            self.session = self._open(face)
            done = self.session.run()
        except (KeyboardInterrupt, EOFError):
            self._say_goodbye("Stopped.")
            return ExitCode.INTERRUPTED
        finally:
            self._files.close()
        if not done:
            self._say_goodbye("Until later.")
            return ExitCode.DONE
        self._close(self.session)
        return ExitCode.DONE

    def _check(self) -> None:
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
            from readiness.report.files import check_ending

            check_ending(self.plan, self.file)

    def _face(self) -> Face:
        if self.plain or wants_plain_prompts():
            from readiness.prompts.plain_prompts import PlainFace

            self.plain = True
            return PlainFace()
        from readiness.prompts.questionary_prompts import DrawnFace

        return DrawnFace()

    def _open(self, face: Face) -> Session:
        """The session, on the file that is gone on with or on a new one."""
        path = self.file
        if path is None and (entries := start.unfinished(Path(), self.instrument)):
            path = start.choose_unfinished(face, entries)
        if path is not None and os.path.lexists(path):
            return self._resume(face, self._file(path))
        if path is not None:
            face.say(Paragraph(f"There is no file {path} yet: it is begun now."))
        face.say(*self._welcome())
        sheet = start.open_sheet(
            face, self.instrument, short=self.short, first_day=self.first_day, today=self.today, now=_now()
        )
        if path is None:
            path = start.free_path(Path(), start.file_name(sheet.service.name, self.today))
        session = self._session(face, self._file(path), sheet)
        session.save()
        face.say(Paragraph(""), Paragraph(f"Your answers are kept in {session.file.path}."))
        return session

    def _resume(self, face: Face, file: AnswerFile) -> Session:
        sheet = file.load()
        if self.short and sheet.form == "full":
            raise UsageFault(Fault(str(file.path), "it holds the full form", "Leave out --short, or name a new file"))
        session = self._session(face, file, sheet)
        if self.first_day:
            session.interview = replace(
                session.interview, sheet=sheet.model_copy(update={"first_day": self.first_day, "updated_at": _now()})
            )
            session.save()
        face.say(*screens.going_on(session.interview))
        return session

    def _file(self, path: Path) -> AnswerFile:
        """An answer file that is free again when the sitting ends."""
        file = AnswerFile(path, self.instrument)
        self._files.callback(file.close)
        return file

    def _session(self, face: Face, file: AnswerFile, sheet: AnswerSheet) -> Session:
        session = Session(face, file, Interview.begin(self.instrument, sheet, self.domain), _now, quiet=self.quiet)
        self._files.callback(lambda: session.file.close())  # it may have moved to another file by then
        return session

    def _welcome(self) -> list[Paragraph]:
        """What is said first, with the number of questions that will be asked."""
        questions = self.instrument.rubric.essentials() if self.short else self.instrument.rubric.criteria
        asked = sum(self.domain in (None, criterion.question.partition(".")[0]) for criterion in questions)
        return screens.welcome(self.instrument, asked, minutes_for(asked))

    def _close(self, session: Session) -> None:
        """Shows the result and writes the plan; after a part of the questions, says what is left instead."""
        from readiness.follow_up.kept import follow, remember
        from readiness.report.files import write_plan
        from readiness.report.screen import show_result
        from scoring.engine import score

        result = score(self.instrument, session.interview.sheet, self.today)
        path = session.file.path
        if self.domain and not result.complete:
            self._tell(
                f"That was {session.interview.domains[0].title}. {result.unanswered} questions of other domains are "
                f"not answered yet; the result and the plan come after them. Your answers are in {path}. To go on:"
            )
            print(f"  {self._again(path, whole=True)}")  # noqa: T201
            return
        show_result(result, self.instrument, plain=self.plain)
        plan = self.plan or path.with_name(f"{path.name.removesuffix(start.ENDING).removesuffix('.json')}-plan.pdf")
        followed = follow(result, path, self.instrument)
        written = write_plan(followed, self.instrument, plan)
        print(f"\nYour answers are in {path}\nYour plan is in    {written.path}")  # noqa: T201
        for notice in (*written.notices, *remember(followed, path, self.instrument, begin=True)):
            self._tell(notice)

    def _say_goodbye(self, opening_words: str) -> None:
        print(file=sys.stderr)  # noqa: T201
        if self.session is None:
            self._tell(f"{opening_words} That was before the first question; nothing is kept yet.")
            return
        for question, note in self.session.notes_without_answer.items():
            topic = self.instrument.questionnaire.questions[question].topic
            self._tell(f"You typed a note on '{topic}', but there is no answer yet to keep it with. It was: {note}")
        self._tell(f"{opening_words} Your answers are saved in {self.session.file.path}. To go on:")
        print(f"  {self._again(self.session.file.path)}", file=sys.stderr)  # noqa: T201

    def _again(self, path: Path, *, whole: bool = False) -> str:
        """The command that goes on with a file, with the options of this sitting; with all the questions if asked."""
        options = [
            *(["--plain"] if self.plain else []),
            *(["--quiet-scores"] if self.quiet else []),
            *(["--domain", self.domain] if self.domain and not whole else []),
            *(["--questionnaire", str(self.folder)] if self.folder else []),
            *(["--pdf", str(self.plan)] if self.plan else []),
        ]
        return f"{_command()} {_quoted(['assess', *options, str(path)])}"

    @staticmethod
    def _tell(text: str) -> None:
        """Says something beside the result, wrapped to the window."""
        print(textwrap.fill(text, text_width(), break_on_hyphens=False, break_long_words=False), file=sys.stderr)  # noqa: T201


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _command() -> str:
    """How the program was called, so that the same works again."""
    called = sys.argv[0]
    found = shutil.which("readiness")
    if found and Path(found).resolve() == Path(called).resolve():
        return "readiness"
    return f"{_quoted([sys.executable])} -m readiness" if Path(called).name == "__main__.py" else _quoted([called])


def _quoted(words: list[str]) -> str:
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
