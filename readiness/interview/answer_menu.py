"""The menu of a folder's assessments: unfinished, finished and damaged ones, to choose one of them or a new one."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path

from questionnaires.language import _, ngettext
from questionnaires.local_style import long_date
from readiness.interview.listed_assessment import ListedAssessment, name_of, read_assessment
from readiness.interview.unclear_assessments import is_ahead, notes_on
from readiness.prompts.interface import Option, Paragraph, Prompts
from readiness.terminal import text_width
from readiness.text import printable_path, same_name, shorten, shorten_middle
from scoring.instrument import Instrument

_ON_A_PAGE = 9
"""How many assessments there are on a page, as each has a digit as its key."""
_MOST_READ = 200
"""How many files are read for the menu, the most recently changed ones; a search by name reads others."""
_MOST_NOTES = 3
"""How many notes on unclear files are shown."""
_SHORTEST_NAME = 12
_WIDEST = 80
_KEY = 7
"""How many columns a menu needs before a label."""


class _Key(StrEnum):
    """The keys of what can be chosen instead of one of the assessments that are shown."""

    NEW = "n"
    MORE = "m"
    TOP = "b"
    SEARCH = "s"


class AnswerMenu:
    """Asks which of a folder's assessments is meant."""

    def __init__(
        self, prompts: Prompts, instrument: Instrument, paths: Sequence[Path], today: date, *, new: bool
    ) -> None:
        """Reads the files.

        Args:
            prompts: show text and ask.
            instrument: what the answers have to fit.
            paths: the answer files, the most recently changed first.
            today: tells which of them are from a computer whose clock was wrong.
            new: whether a new assessment can be chosen too.
        """
        self._prompts = prompts
        self._instrument = instrument
        self._paths = paths
        self._new = new
        self._today = today
        read = (read_assessment(path, instrument) for path in paths[:_MOST_READ])
        self._read = sorted(read, key=lambda each: _order(each, today))
        self._shown: Sequence[ListedAssessment] = self._read

    def choose(self, message: str) -> ListedAssessment | None:
        """Asks for one assessment, after saying what is not clear; none if a new one is chosen.

        Raises:
            KeyboardInterrupt, EOFError: the person interrupted it.
        """
        notes = notes_on(self._read, self._today)
        self._prompts.say(*unclear_paragraphs(notes))
        page = 0
        while True:
            here = self._shown[page * _ON_A_PAGE :][:_ON_A_PAGE]
            options = self._options(here, page)
            default = "1" if here and here[0].unanswered and not notes else None
            match self._prompts.choose(message, options, default=default).key:
                case _Key.NEW:
                    return None
                case _Key.MORE:
                    page += 1
                case _Key.TOP:
                    page, self._shown = 0, self._read
                case _Key.SEARCH:
                    page, self._shown = 0, self._search()
                case key:
                    return here[int(key) - 1]

    def _options(self, here: Sequence[ListedAssessment], page: int) -> list[Option]:
        """The assessments of a page, and what else can be chosen."""
        names = Counter(same_name(name_of(assessment)) for assessment in self._read)
        listed = [
            Option(str(number), _label(assessment, by_file=names[same_name(name_of(assessment))] > 1))
            for number, assessment in enumerate(here, 1)
        ]
        later = len(self._shown) - (page + 1) * _ON_A_PAGE
        number = len(self._paths)
        others = {
            _Key.MORE: later > 0 and ngettext("Show {n} more assessment", "Show more assessments ({n} left)", later),
            _Key.TOP: (page or self._shown is not self._read) and _("Back to the top of the list"),
            _Key.SEARCH: number > _ON_A_PAGE
            and ngettext("Search {n:,} assessment by name", "Search all {n:,} assessments by name", number),
            _Key.NEW: self._new and _("Start a new assessment"),
        }
        return [*listed, *(Option(key, label) for key, label in others.items() if label)]

    def _search(self) -> Sequence[ListedAssessment]:
        """The assessments whose service or file has a name with what the person types."""
        typed = self._prompts.write(_("Type part of the service's name or of the file name"))
        part = same_name(typed)
        others = (path for path in self._paths[_MOST_READ:] if part in same_name(path.name))
        found = [
            *(each for each in self._read if part in f"{same_name(name_of(each))}\n{same_name(each.path.name)}"),
            *(read_assessment(path, self._instrument) for path in islice(others, _MOST_READ)),
        ]
        if typed and not found:
            none = ngettext(
                "The only assessment here doesn't have '{typed}' in its name.",
                "None of the {n:,} assessments here has '{typed}' in its name.",
                len(self._paths),
                typed=typed,
            )
            self._prompts.say(Paragraph(none))
        return found if typed and found else self._read


def unclear_paragraphs(notes: Sequence[str]) -> list[Paragraph]:
    """The first notes on what is not clear, as text above a question."""
    more = len(notes) - _MOST_NOTES
    rest = (
        [ngettext("There is {n} more note like these.", "There are {n} more notes like these.", more)]
        if more > 0
        else []
    )
    return [*map(Paragraph, [*notes[:_MOST_NOTES], *rest])]


def _order(assessment: ListedAssessment, today: date) -> tuple[int, bool, float]:
    """The sort key of assessments: unfinished, damaged, finished; in each group the most recently changed first.

    Those from a wrong clock come last of each.
    """
    kind = 0 if assessment.unanswered else 2 if assessment.sheet else 1
    changed = assessment.sheet.updated_at if assessment.sheet else None
    return kind, is_ahead(assessment, today), -(changed or datetime.min.replace(tzinfo=UTC)).timestamp()


def _label(assessment: ListedAssessment, *, by_file: bool) -> str:
    """One assessment in the menu, with its file's name where services have the same name; fits the window."""
    state = _state(assessment)
    room = max(_SHORTEST_NAME, text_width(_WIDEST) - _KEY - len(state) - 2)
    if by_file:  # the end of such a name tells a copy from the original
        name = printable_path(assessment.path.name)
        name = name if len(name) <= room else name.removesuffix(".json").removesuffix(".answers")
        return f"{shorten_middle(name, room)}: {state}"
    return f"{shorten(name_of(assessment), room)}: {state}"


def _state(assessment: ListedAssessment) -> str:
    """How far an assessment is, and from when: `12 of 48 answered, 21 November 2026`."""
    if assessment.sheet is None:
        damaged = _("can't be opened; choose this file to see why")
        return _("damaged, but can be restored") if assessment.kept else damaged
    if assessment.finished:
        state = _("short form finished") if assessment.sheet.form == "short" else _("finished")
    else:
        answered, total = assessment.asked - assessment.unanswered, assessment.asked
        state = _("{answered} of {total} answered", answered=answered, total=total)
    changed = assessment.sheet.updated_at
    return _("{state}, {date}", state=state, date=long_date(changed.date())) if changed else state
