"""Exit codes, and the one place where faults become messages and exit codes."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import IntEnum
from itertools import takewhile

from questionnaires.faults import Fault, InputFault
from questionnaires.language import _, ngettext
from readiness.terminal import print_message
from readiness.text import printable_path, without_line_breaks

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_NO_WAY_IN = (errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ELOOP, errno.ESTALE)
"""What is wrong with a file or folder that somebody has named, where no command has said it better."""
_MAX_FAULTS = 20
_MANY = 4
"""From how many places on a fault is printed once for all of them."""


class ExitCode(IntEnum):
    """The exit codes, which tell a script how the program ended."""

    DONE = 0
    SOME_REJECTED = 1
    """Done, but some input was rejected or a requirement was not met."""
    WRONG_USAGE = 2
    UNUSABLE_INPUT = 3
    """An input file could not be used."""
    INTERRUPTED = 130
    """Interrupted by the user; all answers so far are saved."""


class UsageFault(InputFault):
    """The command cannot be carried out as it was called."""


def tell(faults: Iterable[Fault]) -> None:
    """Prints faults to standard error, one line each; text quoted from a file cannot control the terminal.

    What is wrong in many places of a file is printed once, with all of them.
    """
    faults = [*faults]
    told: set[Fault] = set()
    places: dict[Fault, list[list[str]]] = {}
    for fault in faults:
        places.setdefault(_without_place(fault), []).append(fault.where.split(": "))
    for fault in faults:
        alike = _without_place(fault)
        several = places[alike]
        if len(several) < _MANY or any(len(place) == 1 for place in several):
            print_message(without_line_breaks(str(fault)))
        elif alike not in told:
            told.add(alike)
            outer = zip(*(place[:-1] for place in several), strict=False)  # a file's own name may have a colon in it
            shared = [parts[0] for parts in takewhile(lambda parts: len({*parts}) == 1, outer)]
            inside = "; ".join(": ".join(place[len(shared) :]) for place in several)
            where = ngettext("In {n} place: {places}.", "In {n} places: {places}.", len(several), places=inside)
            print_message(without_line_breaks(f"{replace(alike, where=': '.join(shared))} {where}"))


def _without_place(fault: Fault) -> Fault:
    """A fault of which only the file is named, or as much of its name as comes before a colon."""
    return replace(fault, where=fault.where.partition(": ")[0])


@contextmanager
def faults_end_the_program() -> Iterator[None]:
    """Ends the program with a message and an exit code when a fault gets this far, or a full disk, or a name of no use.

    At most 20 faults are printed. Any other error passes through: it is a bug, and its traceback is shown.
    """
    try:
        yield
    except InputFault as fault:
        tell(fault.faults[:_MAX_FAULTS])
        if len(fault.faults) > _MAX_FAULTS:
            print_message(ngettext("... and {n} more.", "... and {n} more.", len(fault.faults) - _MAX_FAULTS))
        sys.exit(ExitCode.WRONG_USAGE if isinstance(fault, UsageFault) else ExitCode.UNUSABLE_INPUT)
    except OSError as error:
        if error.errno in _NO_WAY_IN and isinstance(error.filename, str):
            what = _("this file or folder can't be used ({reason})", reason=error.strerror)
            remedy = _("Check that the name is right, and that you are allowed to open it")
            tell([Fault(printable_path(error.filename), what, remedy)])
            sys.exit(ExitCode.WRONG_USAGE)
        if error.errno not in _NO_ROOM:
            raise
        what = _("saving failed ({reason})", reason=error.strerror)
        tell([Fault(_("output"), what, _("Free some space on the disk and try again"))])
        os._exit(ExitCode.WRONG_USAGE)  # an ordinary exit would try to write the remaining output again
