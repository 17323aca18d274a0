"""The counts that are kept of a workshop whose individual answers are deleted."""

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from questionnaires.answer_file import up_to
from questionnaires.explain import faults_of
from questionnaires.faults import Fault, InputFault
from questionnaires.language import _
from questionnaires.moments import Day
from readiness.storage import read_bounded, replace_file
from readiness.workshop.folder import WorkshopFolder
from scoring.agenda import Agenda
from scoring.instrument import Instrument

FORMAT: Final = "readiness-workshop-counts"
FORMAT_VERSION: Final = 1
_REMEDY: Final = _("Replace the file with an earlier copy")


class Counts(BaseModel):
    """What is kept of everybody's answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["readiness-workshop-counts"] = FORMAT
    format_version: Annotated[StrictInt, Field(ge=1), up_to(FORMAT_VERSION)] = FORMAT_VERSION
    workshop: StrictStr
    """The workshop's code."""
    forgotten: Day
    """The day on which the individual answers were deleted."""
    took_part: tuple[StrictStr, ...] = ()
    """The roles that somebody named; not how many, nor who."""
    agenda: Agenda


def path_of(folder: WorkshopFolder) -> Path:
    """Where the counts of a workshop are, or would be."""
    return folder.path / "counts.json"


def save_counts(folder: WorkshopFolder, counts: Counts) -> None:
    """Writes the counts.

    Raises:
        OSError: they cannot be written.
    """
    content = json.dumps(counts.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    replace_file(path_of(folder), content.encode())


def load_counts(folder: WorkshopFolder, instrument: Instrument) -> Counts | None:
    """Reads the counts; none if the individual answers have not been deleted.

    Raises:
        InputFault: there are counts that cannot be used.
    """
    path = path_of(folder)
    if not path.exists():
        return None
    try:
        return _parse(read_bounded(path, _REMEDY), instrument)
    except InputFault as fault:
        raise fault.within(str(path)) from fault


def _parse(data: bytes, instrument: Instrument) -> Counts:
    try:
        counts = Counts.model_validate_json(data)
    except ValidationError as error:
        raise InputFault(faults_of(error, Counts)) from error
    if unknown := [found.id for found in counts.agenda.questions if found.id not in instrument.questionnaire.questions]:
        raise InputFault(Fault(unknown[0], _("this question is not in the questionnaire"), _REMEDY))
    return counts
