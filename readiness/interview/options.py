"""The options of `readiness assess`, and what is refused before anything is asked."""

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from questionnaires.faults import Fault
from questionnaires.language import _
from readiness.exits import UsageFault
from readiness.next_step import command, questionnaire_option
from readiness.option_checks import check_domain, check_short_form
from readiness.terminal import is_interactive, run_in_terminal, wants_plain_prompts
from scoring.instrument import Instrument


@dataclass(frozen=True)
class AssessOptions:
    """The options of one run of `readiness assess`."""

    instrument: Instrument
    today: date
    file: Path | None = None
    """The answer file; by default one of the folder is chosen, or a new one is named after the service."""
    short: bool = False
    domain: str | None = None
    """Asks only the questions of this domain."""
    plain: bool = False
    """Whether plain prompts were asked for by an option."""
    first_day: date | None = None
    """The planned first day."""
    plan: Path | None = None
    """Where the plan is written; by default next to the answers."""
    quiet: bool = False
    """Shows no results before the end."""
    folder: Path | None = None
    """The folder that the instrument was loaded from; none for the one that ships with the program."""

    @cached_property
    def has_plain_prompts(self) -> bool:
        """Whether prompts are plain lines, by the option or because the terminal needs it."""
        return self.plain or wants_plain_prompts()

    @property
    def own_questionnaire(self) -> tuple[str, ...]:
        """What other commands have to be told to use the same questionnaire."""
        return questionnaire_option(self.folder)

    def check(self) -> None:
        """Refuses options that cannot be used, before anything is asked.

        Raises:
            UsageFault: there is no terminal, or an option cannot be used.
        """
        if not (self.plain or is_interactive()):
            raise UsageFault(
                Fault(
                    "assess",
                    _("this command asks questions, but it isn't running in a terminal"),
                    run_in_terminal(),
                )
            )
        if self.short:
            check_short_form(self.instrument)
        if self.domain is not None:
            check_domain(self.instrument, self.domain)
        if self.file:
            _check_file(self.file)
        if self.plan:
            from readiness.report.plan_files import check_suffix

            check_suffix(self.plan, self.file)


def _check_file(file: Path) -> None:
    """Refuses an answer file that cannot be opened or started."""
    if not file.parent.is_dir():
        what = _("there is no folder called '{folder}'", folder=file.parent)
        raise UsageFault(Fault(str(file), what, _("Create the folder first")))
    if not os.path.lexists(file) and file.suffix.lower() != ".json":
        what = _("there is no file with this name, and a new answer file needs a name that ends in .json")
        start_one = command("assess", str(file.with_name(f"{file.stem}.json")))
        remedy = _("To start a new answer file, type `{command}`", command=start_one)
        raise UsageFault(Fault(str(file), what, remedy))
