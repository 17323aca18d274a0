"""Answers that arrive after people have seen an agenda: the difference to the next agenda gives them away."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from questionnaires.faults import InputFault
from questionnaires.language import _
from readiness.storage import read_sheet
from readiness.workshop.agenda_files import SUFFIXES
from readiness.workshop.everyone import answer_files
from readiness.workshop.folder import WorkshopFolder
from scoring.instrument import Instrument

MAY_GIVE_AWAY: Final = _(
    "There is already an agenda without these answers. Anybody who kept it could compare it with a new one, and work "
    "out the late answers."
)
"""What to tell somebody who adds answers to a workshop that has had an agenda."""
GIVES_AWAY: Final = _(
    "Some of the answers came after an earlier agenda. Anybody who kept it could compare it with this one, and work "
    "out the late answers."
)
"""What to tell somebody who shows an agenda."""


def agenda_shown_at(folder: WorkshopFolder, instrument: Instrument) -> float | None:
    """When an agenda was first shown, in seconds since 1970, as far as the folder tells: none if it doesn't.

    The agenda's files tell it, and what is agreed: nobody agrees without seeing an agenda.
    """
    files = (folder.path / f"agenda{suffix}" for suffix in SUFFIXES)
    times = [file.stat().st_mtime for file in files if file.exists()]
    with suppress(InputFault):
        if folder.agreed.exists():
            agreed = read_sheet(folder.agreed, instrument)
            if agreed.answers and agreed.started_at:
                times.append(agreed.started_at.timestamp())
    return min(times, default=None)


def has_late_answers(folder: WorkshopFolder, instrument: Instrument) -> bool:
    """Whether anybody answered after an agenda had been shown."""
    shown_at = agenda_shown_at(folder, instrument)
    return shown_at is not None and any(_answered_at(path, instrument) > shown_at for path in answer_files(folder))


def _answered_at(path: Path, instrument: Instrument) -> float:
    """When somebody answered, as their file says; if it doesn't, when it was saved, which a copy doesn't keep."""
    with suppress(InputFault):
        if at := read_sheet(path, instrument).updated_at:
            return at.timestamp()
    return path.stat().st_mtime
