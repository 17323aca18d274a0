"""An answer file of a folder as `readiness assess` lists it: what it holds, how far it is, or why it cannot be used."""

from dataclasses import dataclass
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.interview.state import questions_of_form
from readiness.storage import KeptVersion, kept_version, read_sheet
from readiness.text import printable_path, without_controls
from scoring.instrument import Instrument


@dataclass(frozen=True)
class ListedAssessment:
    """An answer file of a folder, and how far it is."""

    path: Path
    sheet: AnswerSheet | None
    """Its answers; none if it cannot be used."""
    asked: int = 0
    """How many questions its form has."""
    unanswered: int = 0
    """How many of them have no answer."""
    fault: InputFault | None = None
    """Why it cannot be used."""
    kept: KeptVersion | None = None
    """The version before, if the file itself cannot be used."""

    @property
    def finished(self) -> bool:
        """Whether every question of its form is answered."""
        return self.sheet is not None and not self.unanswered


def read_assessment(path: Path, instrument: Instrument) -> ListedAssessment:
    """Reads an answer file, which may be damaged."""
    try:
        sheet = read_sheet(path, instrument)
    except InputFault as fault:
        return ListedAssessment(path, None, fault=fault, kept=kept_version(path, instrument))
    asked = questions_of_form(instrument, sheet)
    return ListedAssessment(path, sheet, len(asked), sum(question not in sheet.answers for question in asked))


def name_of(assessment: ListedAssessment) -> str:
    """The service's name, or that of the file if there is none."""
    name = without_controls(assessment.sheet.service.name) if assessment.sheet else ""
    return name or printable_path(assessment.path.name)
