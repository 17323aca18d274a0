"""One sitting at the terminal, from the choice of a file to the result and the plan."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import Fault
from readiness.exits import ExitCode, UsageFault
from readiness.interview import opening, screens
from readiness.interview.faces import Face, Paragraph, is_interactive, wants_plain_face
from readiness.interview.flow import Interview
from readiness.interview.session import Session
from readiness.storage import AnswerFile
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
        self._close()
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

            check_ending(self.plan)

    def _face(self) -> Face:
        if self.plain or wants_plain_face():
            from readiness.interview.plain import PlainFace

            self.plain = True
            return PlainFace()
        from readiness.interview.drawn import DrawnFace

        return DrawnFace()

    def _open(self, face: Face) -> Session:
        """The session, on the file that is gone on with or on a new one."""
        path = self.file
        if path is None and (entries := opening.unfinished(Path(), self.instrument)):
            path = opening.choose_unfinished(face, entries)
        if path is not None and os.path.lexists(path):
            return self._resume(face, self._file(path))
        face.say(*screens.welcome(self.instrument, short=self.short))
        sheet = opening.open_sheet(
            face, self.instrument, short=self.short, first_day=self.first_day, today=self.today, now=_now()
        )
        if path is None:
            path = opening.free_path(Path(), opening.file_name(sheet.service.name, self.today))
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

    def _close(self) -> None:
        """Shows the result and writes the plan."""
        from readiness.report.files import write_plan
        from readiness.report.screen import show_result
        from scoring.engine import score

        assert self.session  # noqa: S101  # a sitting is closed only after its session
        result = score(self.instrument, self.session.interview.sheet, self.today)
        show_result(result, self.instrument, plain=self.plain)
        path = self.session.file.path
        plan = self.plan or path.with_name(f"{path.name.removesuffix(opening.ENDING).removesuffix('.json')}-plan.pdf")
        written = write_plan(result, self.instrument, plan)
        print(f"\nYour answers are in {path}\nYour plan is in    {written.path}")  # noqa: T201
        for notice in written.notices:
            print(notice, file=sys.stderr)  # noqa: T201

    def _say_goodbye(self, opening_words: str) -> None:
        if self.session is None:
            print(f"\n{opening_words} Nothing was asked yet, and nothing is changed.", file=sys.stderr)  # noqa: T201
            return
        print(  # noqa: T201
            f"\n{opening_words} Your answers are saved in {self.session.file.path}. To go on:\n"
            f"  {_command()} assess {_quoted(self.session.file.path)}",
            file=sys.stderr,
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _command() -> str:
    """How the program was called, so that the same works again."""
    called = sys.argv[0]
    found = shutil.which("readiness")
    if found and Path(found).resolve() == Path(called).resolve():
        return "readiness"
    return (
        f"{_quoted(Path(sys.executable))} -m readiness" if Path(called).name == "__main__.py" else _quoted(Path(called))
    )


def _quoted(path: Path) -> str:
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))
