"""Exit codes, the error that says that the command was called wrongly, and how faults are told."""

import sys
from collections.abc import Iterable
from enum import IntEnum

from questionnaires.faults import Fault, InputFault


class ExitCode(IntEnum):
    """What the program's exit tells a script."""

    DONE = 0
    SOME_REJECTED = 1
    """Done, but some input was rejected or a requirement was not met."""
    WRONG_USAGE = 2
    UNUSABLE_INPUT = 3
    """An input file could not be used."""
    INTERRUPTED = 130
    """Interrupted; what was answered is saved."""


class UsageFault(InputFault):
    """The command cannot be carried out as it was called."""


def tell(faults: Iterable[Fault]) -> None:
    """Prints faults to standard error, each on one line; what they quote from a file cannot steer the terminal."""
    from readiness.report.words import without_controls

    for fault in faults:
        print(without_controls(str(fault)).replace("\n", " "), file=sys.stderr)  # noqa: T201
