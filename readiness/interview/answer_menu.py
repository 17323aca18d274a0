"""The menu of a folder's assessments: unfinished, finished and damaged ones, to choose one of them or a new one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from questionnaires.answers import AnswerSheet
from questionnaires.faults import InputFault
from readiness.dates import in_words
from readiness.interview.state import questions_of_form
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.storage import KeptVersion, kept_version, read_sheet
from readiness.terminal import text_width
from readiness.text import printable_path, shorten, without_controls
from scoring.instrument import Instrument

_ON_A_PAGE = 9
"""As each assessment has a digit as its key."""
_MOST_READ = 200
"""Files that are read for the menu, the most recently changed ones; a search by name reads others."""
_SHORTEST_NAME = 12
_WIDEST = 80
_KEY = 7
"""Columns that a menu needs in front of a label."""
_NEW = Option("n", "Start a new one")
_MORE = Option("m", "Show more")
_FIRST = Option("f", "Back to the first ones")
_SEARCH = Option("s", "Search all {number:,} by name")


@dataclass(frozen=True)
class ListedAssessment:
    """An answer file of a folder, and how far it is."""

    path: Path
    sheet: AnswerSheet | None
    """What it holds; none if it cannot be used."""
    asked: int = 0
    """How many questions its form has."""
    unanswered: int = 0
    """How many of them have no answer."""
    fault: InputFault | None = None
    """Why it cannot be used."""
    kept: KeptVersion | None = None
    """For one that cannot be used: the version before."""

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


class AnswerMenu:
    """Asks which of a folder's assessments is meant."""

    def __init__(self, prompts: Prompts, instrument: Instrument, paths: Sequence[Path], *, new: bool) -> None:
        """Reads the files.

        Args:
            prompts: show text and ask.
            instrument: what the answers have to fit.
            paths: the answer files, the most recently changed first.
            new: whether a new assessment can be chosen too.
        """
        self._prompts = prompts
        self._instrument = instrument
        self._paths = paths
        self._new = new
        self._read = sorted((read_assessment(path, instrument) for path in paths[:_MOST_READ]), key=_order)
        self._shown: Sequence[ListedAssessment] = self._read

    def choose(self, message: str) -> ListedAssessment | None:
        """Asks for one assessment; none where a new one is chosen.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted it.
        """
        page = 0
        while True:
            here = self._shown[page * _ON_A_PAGE :][:_ON_A_PAGE]
            options = self._options(here, page)
            default = "1" if here and here[0].unanswered else None
            match self._prompts.choose(message, options, default=default).key:
                case _NEW.key:
                    return None
                case _MORE.key:
                    page += 1
                case _FIRST.key:
                    page, self._shown = 0, self._read
                case _SEARCH.key:
                    page, self._shown = 0, self._search()
                case key:
                    return here[int(key) - 1]

    def _options(self, here: Sequence[ListedAssessment], page: int) -> list[Option]:
        """The assessments of a page, and what else can be chosen."""
        names = Counter(name_of(assessment) for assessment in self._read)
        listed = [
            Option(str(number), _label(assessment, by_file=names[name_of(assessment)] > 1))
            for number, assessment in enumerate(here, 1)
        ]
        later = len(self._shown) - (page + 1) * _ON_A_PAGE
        more = [Option(_MORE.key, f"{_MORE.label} ({later} older)")] if later > 0 else []
        first = [_FIRST] if page or self._shown is not self._read else []
        number = len(self._paths)
        search = [Option(_SEARCH.key, _SEARCH.label.format(number=number))] if number > _ON_A_PAGE else []
        return [*listed, *more, *first, *search, *([_NEW] if self._new else [])]

    def _search(self) -> Sequence[ListedAssessment]:
        """The assessments whose service or file has a name with what the person types."""
        typed = self._prompts.write("A part of the service's or the file's name").casefold()
        others = (path for path in self._paths[_MOST_READ:] if typed in path.name.casefold())
        found = [
            *(each for each in self._read if typed in f"{name_of(each)}\n{each.path.name}".casefold()),
            *(read_assessment(path, self._instrument) for path, _ in zip(others, range(_MOST_READ), strict=False)),
        ]
        if typed and not found:
            self._prompts.say(Paragraph(f"None of the {len(self._paths)} assessments here has '{typed}' in its name."))
        return found if typed and found else self._read


def _order(assessment: ListedAssessment) -> tuple[int, float]:
    """What assessments are sorted by: unfinished, damaged, finished; of each the most recently changed first."""
    kind = 0 if assessment.unanswered else 2 if assessment.sheet else 1
    changed = assessment.sheet.updated_at if assessment.sheet else None
    return kind, -(changed or datetime.min.replace(tzinfo=UTC)).timestamp()


def name_of(assessment: ListedAssessment) -> str:
    """The service's name, or that of the file where there is none."""
    name = without_controls(assessment.sheet.service.name) if assessment.sheet else ""
    return name or printable_path(assessment.path.name)


def _label(assessment: ListedAssessment, *, by_file: bool) -> str:
    """One assessment in the menu, with its file's name where services have the same name; fits the window."""
    name = printable_path(assessment.path.name) if by_file else name_of(assessment)
    state = _state(assessment)
    room = text_width(_WIDEST) - _KEY - len(state) - 2
    return f"{shorten(name, max(_SHORTEST_NAME, room))}: {state}"


def _state(assessment: ListedAssessment) -> str:
    """How far an assessment is, and from when: `go on, 12 of 48, 21 November 2026`."""
    if assessment.sheet is None:
        return "damaged, can be brought back" if assessment.kept else "cannot be used, see why"
    day = f", {in_words(assessment.sheet.updated_at.date())}" if assessment.sheet.updated_at else ""
    if assessment.finished:
        return f"{'short form ' if assessment.sheet.form == 'short' else ''}finished{day}"
    return f"go on, {assessment.asked - assessment.unanswered} of {assessment.asked}{day}"
