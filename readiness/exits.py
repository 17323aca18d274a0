"""Exit codes, and the error that says that the command was called wrongly."""

from enum import IntEnum

from questionnaires.faults import InputFault


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
