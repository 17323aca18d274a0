"""Settling the actions of one answer file: by options, from a table that was filled in, or at the terminal."""

import sys
from datetime import date
from pathlib import Path

from questionnaires.faults import Fault
from readiness.exits import ExitCode, UsageFault, tell
from readiness.follow_up.carry_over import carry_over, remembered
from readiness.follow_up.changes import Change, action_about, settle
from readiness.follow_up.kept import ActionsFile
from readiness.follow_up.listing import listed
from readiness.follow_up.record import ActionRecord
from readiness.prompts import make_prompts
from readiness.storage import load_sheet
from readiness.terminal import is_interactive, wants_plain_prompts
from scoring.engine import score
from scoring.instrument import Instrument
from scoring.result import Result


class Settling:
    """The actions of one answer file, with what was settled about them so far."""

    def __init__(self, answers: Path, instrument: Instrument, today: date) -> None:
        """Reads the answers and the file of the actions.

        Raises:
            InputFault: one of them cannot be used.
        """
        self._instrument = instrument
        self._judged = score(instrument, load_sheet(answers, instrument), today)
        self._file = ActionsFile(answers, instrument)

    @property
    def result(self) -> Result:
        """The plan as it is now."""
        return carry_over(self._file.record, self._judged, self._instrument)

    def run(self, action: str | None, change: Change, table: Path | None, *, asks: bool, plain: bool) -> ExitCode:
        """Does what was asked for, most particular wish first.

        Args:
            action: the question of an action that is to be changed.
            change: what is to be changed about it.
            table: a table that was filled in.
            asks: goes through the actions where there is a terminal; else they are listed.
            plain: asks with typed lines.

        Raises:
            InputFault: what was asked for cannot be done.
        """
        _check(action, change, table)
        if action:
            self.settle(action, change)
        if table:
            return self._read(table)
        if not action:
            if asks and (plain or is_interactive()):
                return self._go_through(plain=plain)
            print("\n".join(listed(self.result, self._instrument)))  # noqa: T201  # results go to stdout
            return ExitCode.DONE
        self._say_where()
        return ExitCode.DONE

    def settle(self, question: str, change: Change) -> Result:
        """Keeps a change to one action, and gives the plan as it is then."""
        action = action_about(self.result, question)
        self._keep(settle(self._file.record, action, change))
        return self.result

    def _keep(self, record: ActionRecord) -> None:
        """Writes the record; the first time with the plan as it was before, for a later one to compare with."""
        self._file.save(record if self._file.is_there else record.with_plan(remembered(self.result)))

    def _read(self, table: Path) -> ExitCode:
        from readiness.follow_up.read_back import read_back
        from readiness.follow_up.sheets import read_lines

        read = read_back(self._file.record, self.result, read_lines(table))
        self._keep(read.record)
        tell(fault.within(str(table)) for fault in read.rejected)
        counts = f"{read.changed} changed, {read.unchanged} as before, {len(read.rejected)} not taken over"
        print(f"Rows: {counts}.", file=sys.stderr)  # noqa: T201
        self._say_where()
        return ExitCode.SOME_REJECTED if read.rejected else ExitCode.DONE

    def _go_through(self, *, plain: bool) -> ExitCode:
        from readiness.follow_up.dialogue import go_through

        try:
            go_through(make_prompts(plain=plain or wants_plain_prompts()), self.result, self._instrument, self.settle)
        except (KeyboardInterrupt, EOFError):
            print(f"\nStopped. What was settled is in {self._file.path}", file=sys.stderr)  # noqa: T201
            return ExitCode.INTERRUPTED
        self._say_where()
        return ExitCode.DONE

    def _say_where(self) -> None:
        print(f"The actions are in {self._file.path}", file=sys.stderr)  # noqa: T201
        if any(action.status == "done" for action in self.result.actions):
            again = "Where an action is done, answer its question again with `readiness assess`: only answers count."
            print(again, file=sys.stderr)  # noqa: T201


def _check(action: str | None, change: Change, table: Path | None) -> None:
    """Refuses options that do not belong together."""
    if change and not action:
        raise UsageFault(Fault("actions", "it is not said which action to change", "Name it with --set ID"))
    if action and not change:
        remedy = "Add --status, --owner, --due or --reason"
        raise UsageFault(Fault("--set", "it is not said what to change", remedy))
    if action and table:
        raise UsageFault(Fault("--read", "a table and a single action cannot go together", "Leave one of them out"))
